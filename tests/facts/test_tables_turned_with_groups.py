"""Tables on their side whose lines are numbered, grouped, remarked on or dated, and forms told from lists."""

from __future__ import annotations

from tests.facts.test_tables import read

UNITS = "江苏恒创精密装备股份有限公司 | 苏州晶源科技有限公司 | 江左理工大学"


def test_lines_that_are_dated_are_no_projects() -> None:
    found = read(
        "项目 | 营业收入 | 净利润\n报告期（2022年度） | 310 | 20\n上年同期（2021年度） | 280 | 18\n增减（%） | 10.7 | 11.1",
        "经营情况（单位：万元）",
        "profile",
    )
    assert [(q, y, v) for q, _, y, _, _, v in found] == [
        ("lead.revenue", 2022, 310),
        ("lead.profit", 2022, 20),
        ("lead.revenue", 2021, 280),
        ("lead.profit", 2021, 18),
    ]


def test_years_beside_their_group_are_no_projects() -> None:
    found = read(
        "项目 | < | 营业收入 | 研发投入\n会计年度 | 2021年度 | 280 | 15\n^ | 2022年度 | 310 | 19\n两年累计 | < | 590 | 34",
        "（单位：万元）",
        "profile",
    )
    assert [(q, y, v) for q, _, y, _, _, v in found[:4]] == [
        ("lead.revenue", 2021, 280),
        ("lead.rd", 2021, 15),
        ("lead.revenue", 2022, 310),
        ("lead.rd", 2022, 19),
    ]


def test_numbered_lines_over_units_side_by_side() -> None:
    found = read(f"序号 | 项目 | {UNITS}\n1 | 成立年份 | 2009 | 2015 | 1951\n2 | 2022年末职工（人） | 486 | 212 | 1,430", role="roster")
    assert [(q, who, v) for q, who, *_, v in found if q.endswith("staff")] == [
        ("lead.staff", "恒创", 486),
        ("member.staff", "晶源", 212),
        ("member.staff", "江左", 1430),
    ]


def test_remarks_behind_units_side_by_side() -> None:
    found = read(f"项目 | {UNITS} | 备注\n2022年末职工（人） | 486 | 212 | 1,430 | 社保数\n成立年份 | 2009 | 2015 | 1951 | ", role="roster")
    assert [v for q, *_, v in found if q.endswith("staff")] == [486, 212, 1430]


def test_a_group_says_less_than_the_row_itself() -> None:
    found = read(
        "年份 | < | 2021年 | 2022年\n研发 | 研发费用（万元） | 533 | 605\n^ | 授权发明专利（件，年末累计） | 4 | 5", role="profile"
    )
    assert [(q, v) for q, *_, v in found if "patent" in q] == [
        ("lead.invention_patents", 4),
        ("lead.invention_patents", 5),
    ]


def test_each_units_money_named_for_all_of_them_at_the_left() -> None:
    found = read(
        "年度 | < | 2023 | < | 合计\n来源 | < | 自筹 | 财政 | ^\n各单位投入 | 恒创精密 | 110 | 30 | 140\n^ | 晶源 | 60 | 20 | 80\n合计 | < | 170 | 50 | 220",
        "概算（单位：万元）",
        "plan",
    )
    assert [(who, v) for q, who, *_, v in found if q.endswith("self_funds")][:2] == [("恒创", 110), ("晶源", 60)]


def test_a_measure_not_known_among_the_measures() -> None:
    found = read(
        "指标 | 营业收入 | 研发人员 | 爬坡度\n单位 | 万元 | 人 | °\n2021年 | 280 | 20 | 15\n2022年 | 310 | 24 | 18", role="profile"
    )
    assert [(q, v) for q, *_, v in found] == [
        ("lead.revenue", 280),
        ("lead.researchers", 20),
        ("lead.revenue", 310),
        ("lead.researchers", 24),
    ]


def test_parts_of_a_sum_side_by_side_are_no_second_figures() -> None:
    rows = "业务板块 | 工艺开发 | 商业化生产 | 合计\n2022年收入（万元） | 98 | 71 | 169\n占比 | 58.0% | 42.0% | 100%"
    assert [v for *_, v in read(rows, "收入构成", "profile")] == [169]


def test_two_columns_of_words_behind_costs_make_no_form() -> None:
    rows = "科目 | 金额 | 说明 | 备注\n设备费 | 135 | 两台 | \n材料费 | 97 | 样件 | 审计数\n其他 | 23 | 差旅 | \n合计 | 255 |  | "
    assert [(q, v) for q, *_, v in read(rows, "经费预算（万元）", "plan")] == [("consortium.total", 255)]


def test_pairs_headed_alike_stay_a_form() -> None:
    rows = "项目 | 内容 | 项目 | 内容\n2022年营业收入（万元） | 310 | 2022年末职工（人） | 486\n成立年份 | 2009 | 研发人员（人） | 24"
    assert sorted(v for *_, v in read(rows, role="profile")) == [24, 310, 486, 2009]
