"""Projects with numbers before their names, headers of people, sums of some rows, years to come, several years."""

from __future__ import annotations

import pytest

from doccheck.facts.tables.labels import label_of
from tests.facts.test_tables import facts, read


@pytest.mark.parametrize("mark", ["①", "一　", "（二）", "3.", "课题四 ", "课题⑤", "一、"])
def test_what_counts_a_project_is_no_part_of_its_name(mark: str) -> None:
    found = facts(f"课题 | 自筹 | 财政 | 总经费\n{mark}精密主轴 | 200 | 100 | 300\n合计 | 200 | 100 | 300", "（万元）", "plan")
    assert {f.subject for f in found if f.quantity.startswith("project.")} == {"精密主轴"}


def test_a_name_that_begins_with_a_figure_keeps_it() -> None:
    found = facts("课题 | 总经费（万元）\n3000米水下机器人 | 200\n一体化关节 | 100\n数控系统 | 90", role="plan")
    assert [f.subject for f in found] == ["3000米水下机器人", "一体化关节", "数控系统"]


def test_numbers_of_projects_in_a_column_of_their_own() -> None:
    found = facts("课题序号 | 课题名称 | 经费（万元）\n① | 精密主轴 | 300\n② | 数控系统 | 500", role="plan")
    assert [(f.quantity, f.subject, f.value) for f in found] == [
        ("project.total", "精密主轴", 300),
        ("project.total", "数控系统", 500),
    ]


def test_overheads_among_the_projects_are_none() -> None:
    rows = "课题（板块） | 自筹 | 省拨 | 合计\n精密主轴 | 200 | 100 | 300\n共性平台 | 60 | 20 | 80\n组织管理 | 10 | 5 | 15\n"
    found = read(rows + "合计 | 270 | 125 | 395", "（万元）", "plan")
    assert [(q, who, v) for q, who, *_, v in found] == [
        ("project.self_funds", "精密主轴", 200),
        ("project.fiscal_funds", "精密主轴", 100),
        ("project.total", "精密主轴", 300),
        ("consortium.self_funds", "联合体", 270),
        ("consortium.fiscal_funds", "联合体", 125),
        ("consortium.total", "联合体", 395),
    ]


def test_a_platform_by_name_is_a_project() -> None:
    found = facts("课题 | 总经费（万元）\n共性测试平台 | 200\n热管理系统 | 100", role="plan")
    assert [f.subject for f in found] == ["共性测试平台", "热管理系统"]


def test_research_below_people_counts_people() -> None:
    rows = "单位名称 | 人数 | < | 财务（万元） | <\n^ | 从业 | 研发 | 营业收入 | 研发\n"
    found = read(rows + "江苏恒创精密装备股份有限公司 | 320 | 60 | 9,000 | 900", "2022年", "roster")
    assert [(q, v) for q, *_, v in found] == [
        ("lead.staff", 320),
        ("lead.researchers", 60),
        ("lead.revenue", 9000),
        ("lead.rd", 900),
    ]


def test_a_unit_of_people_tells_people_from_money() -> None:
    assert [label_of(text, 2023).id for text in ("研发（人）", "研发（万元）", "研发")] == ["researchers", "rd", "rd"]


@pytest.mark.parametrize(
    ("label", "whole"), [("合计", True), ("合计（1—3）", True), ("合计（仅1—2）", False), ("合计（1—2）", False)]
)
def test_a_sum_of_some_rows_is_nobodys(label: str, whole: bool) -> None:
    rows = (
        "序号 | 单位名称 | 2022年职工（人）\n1 | 江苏恒创精密装备股份有限公司 | 320\n2 | 苏州晶源科技有限公司 | 80\n"
        f"3 | 江左理工大学 | 1,200\n | {label} | 400"
    )
    assert any(q.startswith("consortium.") for q, *_ in read(rows, role="roster")) is whole


def test_what_a_plan_adds_by_years_is_the_consortiums_whatever_its_caption() -> None:
    rows = "指标 | 2023年 | 2024年 | 合计\n投入（万元） | 900 | 2,100 | 3,000\n新增授权发明（件） | 4 | 12 | 16"
    assert read(rows, "表5-2 分年安排", "plan")[-3:] == [
        ("consortium.invention_patents", "联合体", 2023, None, "target", 4),
        ("consortium.invention_patents", "联合体", 2024, None, "target", 12),
        ("consortium.invention_patents", "联合体", 2023, 2024, "target", 16),
    ]


def test_kinds_of_cost_by_years_are_no_goals() -> None:
    rows = "年度 | 设备 | 研发 | 合计\n2024年 | 400 | 300 | 700\n2025年 | 500 | 700 | 1,200"
    assert not [q for q, *_ in read(rows, "分年度经费预算（万元）", "plan") if q.endswith(".rd")]


def test_a_long_remark_behind_a_units_quantity_does_not_hide_the_unit() -> None:
    found = read("指标 | 2024年 | 2025年\n恒创精密当年营业收入（亿元，全年口径） | 6.8 | 7.8", "分年度目标", "plan")
    assert [(q, y) for q, _, y, *_ in found] == [("lead.revenue", 2024), ("lead.revenue", 2025)]


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("2020—2022年营业收入（万元）", "2020年39,740；2021年45,280；2022年48,560"),
        ("2020—2022年营业收入（万元）", "2020：39,740，2021：45,280，2022：48,560"),
        ("2020—2022年营业收入（万元）", "39,740（2020年）、45,280（2021年）、48,560（2022年）"),
        ("近三年营业收入（万元）", "39,740／45,280／48,560"),
        ("2020—2022年营业收入", "39,740万元、45,280万元、48,560万元"),
    ],
)
def test_figures_of_several_years_in_one_answer(label: str, answer: str) -> None:
    assert [(q, y, v) for q, _, y, _, _, v in read(f"{label} | {answer}\n成立时间 | 2009年")][:3] == [
        ("lead.revenue", 2020, 39740),
        ("lead.revenue", 2021, 45280),
        ("lead.revenue", 2022, 48560),
    ]


def test_a_year_said_as_before_leaves_the_others() -> None:
    found = read("2020—2022年营业收入（万元） | 2020年39,740；2021年45,280；2022年同上\n成立时间 | 2009年")
    assert [(y, v) for _, _, y, _, _, v in found][:2] == [(2020, 39740), (2021, 45280)]


def test_figures_that_are_not_as_many_as_the_years_are_left_alone() -> None:
    assert not [q for q, *_ in read("近三年营业收入（万元） | 39,740／45,280\n成立时间 | 2009年") if "revenue" in q]


def test_levels_joined_by_a_plus() -> None:
    found = read("创新平台（个） | 7 | 国家级＋市级（个） | 2＋5\n成立时间 | 2009年 | 注册资本（万元） | 300")
    assert [(q, v) for q, *_, v in found][:3] == [
        ("lead.platforms", 7),
        ("lead.platforms_national", 2),
        ("lead.platforms_municipal", 5),
    ]


def test_a_place_for_two_uses_is_one_place() -> None:
    found = read("厂区占地 | 42亩 | 研发/中试场地 | 6,800㎡\n成立时间 | 2009年 | 注册资本（万元） | 300")
    assert [(q, v) for q, *_, v in found][:2] == [("lead.area", 42), ("lead.area", 6800)]
