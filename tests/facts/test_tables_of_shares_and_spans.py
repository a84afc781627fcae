"""Tables whose periods, units of measure, payers or comparisons stand in columns of their own."""

from __future__ import annotations

from doccheck.mapping.names.signing import is_undated
from tests.facts.test_tables import read


def test_begin_and_end_of_a_project_in_two_columns_are_its_years() -> None:
    rows = "课题 | 承担单位 | 总经费（万元） | 开始时间 | 结束时间\n精密主轴 | 恒创精密 | 1,200 | 2023年9月 | 2025年8月"
    assert ("project.total", "精密主轴", 2023, 2025, "plan", 1200) in read(rows, role="plan")


def test_a_later_day_is_no_end_of_a_span() -> None:
    rows = (
        "课题 | 承担单位 | 总经费（万元） | 起止时间 | 验收时间\n"
        "精密主轴 | 恒创精密 | 1,200 | 2023年9月—2025年8月 | 2026年3月"
    )
    assert not [fact for fact in read(rows, role="plan") if fact[3] == 2026]


def test_a_column_of_measures_gives_each_row_its_unit() -> None:
    rows = "指标 | 单位 | 2022年 | 2024年 | 2026年\n营业收入 | 亿元 | 3.9 | 5.1 | 6.8\n研发投入 | 万元 | 2184 | 2907 | 4080"
    found = read(rows, "联合体分年目标", role="plan")
    assert [fact[0] for fact in found] == ["consortium.revenue"] * 3 + ["consortium.rd"] * 3
    assert [fact[-1] for fact in found] == [39000, 51000, 68000, 2184, 2907, 4080]


def test_what_one_year_has_more_than_another_is_no_figure() -> None:
    rows = "指标 | 2022年 | 2026年 | 2026比2022多\n营业收入（亿元） | 9.33 | 16.0 | 6.67\n研发投入（万元） | 5121 | 7200 | 2079"
    assert [fact[-1] for fact in read(rows, "联合体分年目标", role="plan")] == [93300, 160000, 5121, 7200]


def test_we_ourselves_the_others_and_all_pay_in_columns() -> None:
    rows = "年度 | 我们厂出 | 其他7家出 | 全联合体\n2023 | 360 | 540 | 900\n2024 | 850 | 1250 | 2100"
    assert read(rows, "经费预算（单位：万元）", role="plan") == [
        ("lead.investment", "恒创", 2023, None, "plan", 360),
        ("consortium.investment", "联合体", 2023, None, "plan", 900),
        ("lead.investment", "恒创", 2024, None, "plan", 850),
        ("consortium.investment", "联合体", 2024, None, "plan", 2100),
    ]


def test_a_table_of_what_is_put_in_plans_money_and_one_of_research_does_not() -> None:
    rows = "单位 | 2023年 | 2024年\n恒创精密 | 480 | 850\n江左理工大学 | 150 | 230"
    assert {fact[0] for fact in read(rows, "表4 分年投入（万元）", role="plan")} == {
        "lead.investment",
        "member.investment",
    }
    assert not [fact for fact in read(rows, "表4 研发投入（万元）", role="plan") if "investment" in fact[0]]


def test_a_day_of_this_year_is_no_blank_date() -> None:
    assert not is_undated("应于当年12月31日前到位")
    assert is_undated("签字：　　年　　月　　日")
