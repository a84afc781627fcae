"""Whose a figure is where items, groups and members follow each other, and of which year."""

from __future__ import annotations

import pytest

from doccheck.document import Location
from doccheck.facts.prose import Passage, stated_in
from doccheck.facts.subjects import Units
from doccheck.mapping.model import MappedSubmission, NameMention, Organisation
from doccheck.programme.schema import Occasion, Programme, Role, UnitKind

LEAD = Organisation("重庆驭电重卡能源集团有限公司", UnitKind.ENTERPRISE, True, ("驭电重卡",))
MEMBER = Organisation("重庆锂屿电池科技有限公司", UnitKind.ENTERPRISE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
NAMED = NameMention("重庆市重卡换电创新联合体", "d", "d.0", Role.APPLICATION, Location(), "", "field")
UNITS = Units(
    MappedSubmission(
        PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, MEMBER), consortium_names=(NAMED,)
    )
)
Read = list[tuple[str, int | None, float]]


def plan(text: str, heading: str = "一、基础") -> Read:
    """What a plan's paragraph states: whose and what, of which year, how much."""
    read = stated_in(text, None, (heading,), UNITS, 2023, Passage(None, about_all=True))
    return [(f"{s.subject.kind}.{s.entry.id}", s.year, s.quantity.value) for s in read]


def profile(text: str, unit: Organisation = LEAD) -> Read:
    """What a paragraph of a unit's profile states."""
    whom = UNITS.subject(unit)
    read = stated_in(text, whom, (), UNITS, 2023, Passage(whom))
    return [(f"{s.subject.kind}.{s.entry.id}", s.year, s.quantity.value) for s in read]


@pytest.mark.parametrize(
    "text",
    ["驭电重卡专职研发人员69人；企业成员2022年研发投入6,200万元。", "驭电重卡牵头，企业成员去年研发投入6,200万元。"],
)
def test_what_the_members_together_spend_is_the_consortiums(text: str) -> None:
    assert ("consortium.rd", 2022, 6200) in plan(text)


def test_an_item_of_a_list_of_goals_that_names_nobody_is_the_consortiums() -> None:
    text = (
        "到2026年底：—牵头单位营业收入达到8亿元，研发强度不低于9%；—联合体新增授权发明专利45件；"
        "—专职研发人员扩到400人以上。"
    )
    assert plan(text, "二、目标") == [
        ("lead.revenue", 2026, 80000),
        ("lead.rd_intensity", 2026, 9),
        ("consortium.invention_patents", None, 45),
        ("consortium.rd_staff", 2026, 400),
    ]


def test_a_group_that_leads_may_be_called_the_group() -> None:
    assert profile("2022年集团卖出8.46亿元，研发花了3,284万元。") == [
        ("lead.revenue", 2022, 84600),
        ("lead.rd", 2022, 3284),
    ]


def test_a_unit_has_its_own_park() -> None:
    assert profile("园区占地210亩。") == [("lead.area", None, 210)]
    assert profile("园区企业2022年营业收入21亿元。") == []


def test_the_same_year_is_that_of_the_figure_looked_back_at() -> None:
    text = "2022年投入研发费用4,198万元；2021年是3,270万元，占当年收入7.5%。"
    assert ("lead.rd_intensity", 2021, 7.5) in profile(text)


def test_a_quarter_is_no_year() -> None:
    assert profile("2022年一季度，因春季检修尚未展开，仅实现收入4,870万元。") == []


def test_last_years_end_dates_the_staff_of_then() -> None:
    assert profile("2023年3月在岗563人，比上年末的536人多27人。") == [
        ("lead.staff", 2023, 563),
        ("lead.staff", 2022, 536),
    ]
