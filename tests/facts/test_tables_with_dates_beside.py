"""Dates, projects and titles beside a table's figures that say nothing of whose or when they are."""

from __future__ import annotations

import pytest

from doccheck.document import Paragraph
from doccheck.facts.extract import extract
from doccheck.mapping.model import MappedSubmission, Part, Passage
from doccheck.programme.schema import Occasion, Programme, Role
from tests.facts.test_tables import LEAD, MEMBERS, read, table


def _member(rows: str, heading: str, above: str = "") -> list[tuple[str, str, int | None, float]]:
    """What a table of a member's own paper says, below the paper's title and maybe a line."""
    lines = (Paragraph(above),) if above else ()
    passage = Passage("d1", (*lines, table(rows, "", heading)))
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    part = Part("d1.0", "d1", Role.MEMBER_PROFILE, passage, organisation=MEMBERS[1].name)
    mapped = MappedSubmission(
        programme, Occasion.APPLY, 2023, "联合体", {}, (part,), lead=LEAD, members=MEMBERS
    )
    return [(f.quantity, f.subject, f.year, f.value) for f in extract(mapped)]


@pytest.mark.parametrize("project", ["课题一", "课题一、二", "课题1、课题3", "课题一至三", "K2"])
def test_the_projects_of_a_unit_beside_its_name(project: str) -> None:
    rows = f"序号 | 单位 | 项目 | 投入 | 其中自筹\n1 | 恒创精密 | {project} | 1,900 | 1,600\n2 | 晶源科技 | 课题二 | 750 | 630"
    assert [(q, who, v) for q, who, *_, v in read(rows, "分单位投入（单位：万元）", "plan")] == [
        ("lead.investment", "恒创", 1900),
        ("lead.self_funds", "恒创", 1600),
        ("member.investment", "晶源", 750),
        ("member.self_funds", "晶源", 630),
    ]


def test_how_many_projects_a_row_of_sums_has_is_no_projects_name() -> None:
    rows = "课题编号 | 课题名称 | 经费\n课题一 | 重组竹材 | 1,600\n课题二 | 竹纤维 | 1,250\n合计 | 2项 | 2,850"
    found = read(rows, "课题表（经费：万元）", "plan")
    assert [(q, who, v) for q, who, *_, v in found] == [
        ("project.total", "重组竹材", 1600),
        ("project.total", "竹纤维", 1250),
        ("consortium.total", "联合体", 2850),
    ]


def test_when_a_first_part_is_due_dates_it_alone() -> None:
    rows = "单位 | 自筹（万元） | 首期到位\n恒创精密 | 3,000 | 2023年9月30日前500万元\n晶源科技 | 820 | 2023年12月底前120万元"
    assert [(who, year, v) for _, who, year, _, _, v in read(rows, "各方出资", "plan")] == [
        ("恒创", None, 3000),
        ("晶源", None, 820),
    ]


def test_years_beside_a_unit_still_date_its_row() -> None:
    rows = "单位 | 年度 | 自筹（万元）\n恒创精密 | 2024年 | 500\n晶源科技 | 2025年 | 120"
    assert [(who, year, v) for _, who, year, _, _, v in read(rows, "各方出资", "plan")] == [
        ("恒创", 2024, 500),
        ("晶源", 2025, 120),
    ]


@pytest.mark.parametrize("title", ["成员单位情况表", "成员单位基本情况", "参与单位简介", "成员企业信息登记表"])
def test_a_form_named_for_each_member_is_the_one_members_who_fills_it_in(title: str) -> None:
    rows = "年度 | 营业收入（万元） | 研发投入（万元）\n2021年 | 8,120 | 609\n2022年 | 9,845 | 787"
    name = MEMBERS[1].name
    assert _member(rows, title) == [
        ("member.revenue", name, 2021, 8120),
        ("member.rd", name, 2021, 609),
        ("member.revenue", name, 2022, 9845),
        ("member.rd", name, 2022, 787),
    ]


def test_a_table_of_all_members_in_a_members_paper_is_not_its_own() -> None:
    rows = "年度 | 营业收入（万元） | 研发投入（万元）\n2021年 | 8,120 | 609\n2022年 | 9,845 | 787"
    assert _member(rows, "各成员单位情况表") == []


def test_what_happened_to_a_unit_dates_no_figures_below() -> None:
    rows = "成立年份 | 2014 | 注册资本 | 2,000万元\n占地面积 | 8,600平方米 | 现有职工 | 156人"
    found = _member(rows, "成员单位情况表", "单位：苏州晶源科技有限公司（2018年更名，代码未变）")
    assert [(q, year) for q, _, year, _ in found] == [
        ("member.founded", None),
        ("member.registered_capital", None),
        ("member.area", None),
        ("member.staff", None),
    ]
    dated = _member("占地面积 | 8,600平方米 | 职工 | 156人", "成员单位情况表", "除成立年份外，以下数据为2022年末数")
    assert [year for *_, year, _ in dated] == [2022, 2022]


@pytest.mark.parametrize("header", ["数值（2022年）", "数额(2022年度)", "金额（截至2022年末）"])
def test_answers_dated_in_their_header(header: str) -> None:
    assert read(f"指标 | {header}\n营业收入 | 9.74亿元\n净利润 | 9,743.31万元\n总资产 | 13.65亿元") == [
        ("lead.revenue", "恒创", 2022, None, "actual", 97400),
        ("lead.profit", "恒创", 2022, None, "actual", 9743.31),
        ("lead.assets", "恒创", 2022, None, "actual", 136500),
    ]


@pytest.mark.parametrize("header", ["数值（万元）", "金额（万元）", "数额(单位：万元)"])
def test_answers_with_their_unit_in_their_header(header: str) -> None:
    assert read(f"指标 | {header}\n营业收入 | 97,400\n净利润 | 9,743") == [
        ("lead.revenue", "恒创", None, None, "actual", 97400),
        ("lead.profit", "恒创", None, None, "actual", 9743),
    ]


def test_kinds_of_cost_below_such_a_header_are_no_figures() -> None:
    assert read("费用类别 | 金额（2022年，万元）\n人员人工 | 4,120\n直接投入 | 2,965") == []


def test_years_with_their_money_and_the_sum() -> None:
    rows = "2023年（下半年） | 1,300万元\n2024年 | 3200万元\n2025年 | 0.29亿元\n合计 | 7400万元"
    assert [(q, year, v) for q, _, year, _, _, v in read(rows, "", "plan", "（五）经费概要")] == [
        ("consortium.investment", 2023, 1300),
        ("consortium.investment", 2024, 3200),
        ("consortium.investment", 2025, 2900),
        ("consortium.total", None, 7400),
    ]
    assert read(rows, "", "plan", "（五）获奖概要") == []
    assert read("2021年 | 1,300万元\n2022年 | 3200万元", "", "plan", "（五）经费概要") == []


def test_a_header_of_a_year_and_its_unit() -> None:
    rows = "费用类别 | 2022年（万元）\n人员人工 | 4,120.30\n直接投入 | 2,965.48\n其他 | 355.00\n合计 | 7,440.78"
    assert read(rows, "2022年研发费用构成", "profile") == [("lead.rd", "恒创", 2022, None, "actual", 7440.78)]


def test_money_granted_before_is_no_budget() -> None:
    rows = "单位 | 项目 | 金额（万元） | 备注\n恒创精密 | 省重点研发 | 380 | 已验收\n江左理工大学 | 专项 | 150 | 在研"
    assert read(rows, "近年获得的资助（不属本联合体经费）", "profile") == []
    assert [v for *_, v in read(rows.replace("项目 |", "内容 |"), "各方出资", "plan")] == [380, 150]
