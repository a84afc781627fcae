"""What stands over rows and columns of a table: lines across it, headers of parts, and whether money has come."""

from __future__ import annotations

from doccheck.facts.quantities import quantities
from tests.facts.test_tables import read

YEARS = "指标 | 2021年 | 2022年 | 近两年合计\n"


def test_a_line_across_the_table_gives_the_rows_below_it_their_unit() -> None:
    found = read(f"{YEARS}一、经营（万元） | | | \n营业收入 | 9,000 | 9,500 | 18,500\n二、人员（人） | | | \n研发人员 | 40 | 44 | —")
    assert [(q, y, v) for q, _, y, *_, v in found] == [
        ("lead.revenue", 2021, 9000),
        ("lead.revenue", 2022, 9500),
        ("lead.revenue", 2021, 18500),
        ("lead.researchers", 2021, 40),
        ("lead.researchers", 2022, 44),
    ]


def test_the_next_line_ends_what_the_line_before_said() -> None:
    found = read(f"{YEARS}一、收入（万元） | | | \n营业收入 | 9,000 | 9,500 | —\n二、投入 | | | \n研发投入 | 400 | 440 | —")
    assert [q for q, *_ in found] == ["lead.revenue", "lead.revenue"]


def test_a_part_by_another_name_is_not_what_the_header_above_names() -> None:
    found = read(
        "单位名称 | 建设期投入（万元） | < | <\n^ | 其中现金 | 其中设备折价 | 投入总额\n恒创精密 | 900 | 420 | 1,320",
        role="roster",
    )
    assert [(q, v) for q, *_, v in found] == [("lead.investment", 1320)]


def test_a_part_beside_a_dated_whole_is_of_its_year() -> None:
    found = read("单位名称 | 2022年末职工（人） | 其中：研发人员（人）\n恒创精密 | 312 | 58", role="roster")
    assert [(q, y) for q, _, y, *_ in found] == [("lead.staff", 2022), ("lead.researchers", 2022)]


def test_kinds_of_units_with_their_numbers_are_the_consortiums() -> None:
    found = read("单位类型 | 家数（家） | 占比\n企业 | 5 | 62.5%\n高校 | 2 | 25.0%\n合计 | 7 | 100%", role="roster")
    assert [(q, v) for q, *_, v in found] == [
        ("consortium.enterprises", 5),
        ("consortium.universities", 2),
        ("consortium.members", 7),
    ]


def test_a_number_of_partners_beside_other_kinds_is_no_number_of_members() -> None:
    assert read("服务对象 | 家数（家）\n用户 | 5\n供应商 | 12\n合计 | 17", role="roster") == []


def test_money_that_has_come_is_actual_and_what_is_promised_planned() -> None:
    found = read("单位名称 | 承诺出资（万元） | 已到位出资（万元）\n恒创精密 | 900 | 300", role="roster")
    assert [(q, nature, v) for q, *_, nature, v in found] == [
        ("lead.investment", "plan", 900),
        ("lead.investment", "actual", 300),
    ]


def test_money_due_in_the_year_of_the_application_is_planned() -> None:
    found = read("单位名称 | 首期到账（2023年，万元） | 计划到位自筹资金（万元）\n恒创精密 | 100 | 300", role="roster")
    assert {nature for *_, nature, _ in found} == {"plan"}


def test_a_unit_of_money_alone_is_no_amount() -> None:
    assert quantities("自筹资金（百万元）") == []
    assert [q.low for q in quantities("超百亿元")] == [1_000_000]
    assert read("单位名称 | 自筹资金（百万元）\n恒创精密 | 52", role="roster")[0][-1] == 5200


def test_platforms_of_one_level_are_counted_by_their_level() -> None:
    found = read("省级以上创新平台 | 3个\n市级研发平台 | 2个\n市级及以上创新平台 | 6个")
    assert [(q, v) for q, *_, v in found] == [
        ("lead.platforms_provincial", 3),
        ("lead.platforms_municipal", 2),
        ("lead.platforms", 6),
    ]


def test_labels_over_figures_within_a_form_are_read_by_their_columns() -> None:
    found = read(
        "联合体名称 | 某创新联合体 | < | < | < | <\n成员构成（家） | 总数 | 企业 | 高校 | 科研院所 | 其他\n^ | 7 | 4 | 1 | 2 | 0\n"
        "建设期投入（万元） | 总投入 | < | 自筹 | 财政 | 课题数\n^ | 32,000 | < | 28,000 | 4,000 | 6",
    )
    assert [(q.partition(".")[2], v) for q, *_, v in found] == [
        ("members", 7), ("enterprises", 4), ("universities", 1), ("institutes", 2), ("others", 0),
        ("total", 32000), ("self_funds", 28000), ("fiscal_funds", 4000), ("projects", 6),
    ]  # fmt: skip
