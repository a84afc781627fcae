"""Whose figures are that follow each other in a list, behind its sum, behind a bracket and behind a former name."""

from __future__ import annotations

import pytest

from doccheck.document import Location
from doccheck.facts.projects import Projects
from doccheck.facts.prose import Passage, stated_in
from doccheck.facts.subjects import Units
from doccheck.mapping.model import MappedSubmission, NameMention, Organisation
from doccheck.programme.schema import Occasion, Programme, Role, UnitKind

LEAD = Organisation("重庆禾霜冷链科技有限公司", UnitKind.ENTERPRISE, True, ("禾霜冷链",))
MEMBER = Organisation("重庆渡湾智能装备股份有限公司", UnitKind.ENTERPRISE, False, ("渡湾智装",))
OTHER = Organisation("四川溪上食品物流有限公司", UnitKind.ENTERPRISE, False, ("溪上物流",))
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
NAMED = NameMention("永川区乡村冷链创新联合体", "d", "d.0", Role.APPLICATION, Location(), "", "field")
UNITS = Units(
    MappedSubmission(
        PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, MEMBER, OTHER), consortium_names=(NAMED,)
    )
)
Read = list[tuple[str, str, float]]


def plan(text: str) -> Read:
    """What a plan's paragraph states: whose (the consortium has no name), what, how much."""
    read = stated_in(text, None, ("一、基础",), UNITS, 2023, Passage(None, about_all=True))
    return [(s.subject.name[2:4], s.entry.id, s.quantity.value) for s in read]


def profile(text: str, unit: Organisation = LEAD) -> Read:
    """What a paragraph of a unit's profile states."""
    whom = UNITS.subject(unit)
    read = stated_in(text, whom, (), UNITS, 2023, Passage(whom))
    return [(s.subject.name[2:4], s.entry.id, s.quantity.value) for s in read]


def test_a_list_that_begins_with_the_lead_goes_on_with_its_members() -> None:
    read = plan("三家企业2022年营业收入合计5.2亿元，其中牵头单位16,372万元、渡湾智装2.351亿元、溪上物流1.23亿元。")
    assert read[-3:] == [("禾霜", "revenue", 16372), ("渡湾", "revenue", 23510), ("溪上", "revenue", 12300)]


def test_whoever_is_only_worked_with_is_in_no_list() -> None:
    assert profile("我司与渡湾智装、牵头单位共建冷链实验室，有职工286人。", OTHER) == [("溪上", "staff", 286)]


def test_the_sum_behind_a_list_is_not_the_last_units() -> None:
    text = "三家成员企业2022年研发投入方面，禾霜冷链1,054万元、渡湾智装1,528万元、溪上物流372万元，合计2,954万元。"
    assert ("", "rd", 2954) in plan(text)
    assert ("溪上", "rd", 372) in plan(text)


def test_one_units_own_sum_stays_its_own() -> None:
    read = plan("溪上物流2021年研发投入186万元、2022年研发投入186万元，合计372万元。")
    assert all(whose == "溪上" for whose, _, _ in read)


def test_behind_a_bracket_that_deals_out_the_whole_is_spoken_of_again() -> None:
    read = plan("各成员合计拥有有效发明专利48件（其中渡湾智装22件、溪上物流11件），研发人员917人。")
    assert ("", "researchers", 917) in read
    assert ("溪上", "invention_patents", 11) in read


@pytest.mark.parametrize(
    "text",
    [
        "我司2014年登记，时称永川霜华制冷设备有限公司，2019年更为现名，注册资本3600万元。",
        "我司2016年由南京霜华信息技术有限公司更名而来，注册资本3600万元。",
    ],
)
def test_behind_its_former_name_a_unit_is_still_spoken_of(text: str) -> None:
    assert ("禾霜", "registered_capital", 3600) in profile(text)


def test_another_company_that_holds_shares_is_not_meant() -> None:
    assert profile("我司控股股东为永川霜华制冷设备有限公司，注册资本3600万元。") == []


@pytest.mark.parametrize(
    "text", ["我司将以联合体为支点，到2025年营业收入达到8.5亿元。", "此次加盟联合体，到2025年营业收入达到8.5亿元。"]
)
def test_a_consortium_that_helps_a_unit_on_is_not_spoken_of(text: str) -> None:
    assert profile(text) == [("禾霜", "revenue", 85000)]


def test_a_consortium_that_does_something_is() -> None:
    assert profile("联合体到2025年营业收入达到8.5亿元。") == [("", "revenue", 85000)]


def test_what_a_unit_adds_up_of_its_own_is_not_everybodys() -> None:
    read = profile("专职研发人员48人，连同参与项目的工艺骨干合计研发人员61人。")
    assert ("禾霜", "researchers", 61) in read


@pytest.mark.parametrize("verb", ["一路攀升至", "跃升至", "再到", "逐步扩张到"])
def test_the_last_of_a_row_of_years_is_reached_by_any_verb(verb: str) -> None:
    read = profile(f"营业收入由2020年的1.186亿元、2021年的1.394亿元{verb}2022年的1.673亿元。")
    assert [value for _, _, value in read] == [11860, 13940, 16730]


def _projects() -> Units:
    units = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, MEMBER, OTHER)))
    for name in ("村级移动预冷装备研制", "镍钴锰锂短程回收", "石墨负极再生"):
        units.projects.know(name)
    return units


def _money(text: str) -> list[tuple[str, float]]:
    read = stated_in(text, None, (), _projects(), 2023, Passage(None, about_all=True))
    return [(s.subject.name, s.quantity.value) for s in read if s.subject.kind == "project"]


@pytest.mark.parametrize(
    ("text", "project", "money"),
    [
        ("“村级移动预冷装备研制”由禾霜冷链牵头、渡湾智装配合，投入最大，计1500万元。", "村级移动预冷装备研制", 1500),
        ("其中短程回收课题3,200万元次之。", "镍钴锰锂短程回收", 3200),
        ("石墨负极再生由溪上物流主持，安排900万元，采集12个品类。", "石墨负极再生", 900),
    ],
)
def test_a_project_known_from_a_table_has_the_money_behind_it(text: str, project: str, money: float) -> None:
    assert _money("联合体设课题三项。" + text) == [(project, money)]


@pytest.mark.parametrize(
    "text",
    [
        "石墨负极再生由溪上物流主持，自筹900万元。",
        "石墨负极再生由溪上物流主持。安排900万元用于设备。",
        "石墨负极再生由溪上物流主持，其2022年营业收入900万元。",
    ],
)
def test_other_money_behind_a_project_is_not_its_own(text: str) -> None:
    assert _money("联合体设课题三项。" + text) == []


def test_a_part_that_two_projects_share_names_neither() -> None:
    projects = Projects()
    for name in ("退役电池回收利用", "退役电池回收网络"):
        projects.know(name)
    assert projects.mentions("电池回收课题3,200万元") == []


def test_what_a_unit_puts_into_a_project_is_not_what_it_costs() -> None:
    whom = UNITS.subject(MEMBER)
    read = stated_in("我司承担石墨负极再生课题，拟投入900万元。", whom, (), _projects(), 2023, Passage(whom))
    assert not any(s.subject.kind == "project" for s in read)


@pytest.mark.parametrize("label", ["【申报要求摘录】", "申报条件：", "通知要求："])
def test_a_paragraph_of_demands_states_nothing(label: str) -> None:
    assert plan(f"{label}牵头单位上年度营业收入不低于2亿元，联合体成员不少于5家。") == []


def test_a_paragraph_that_meets_demands_states_what_it_says() -> None:
    assert ("", "members", 6) in plan("联合体成员6家，符合申报要求：不少于5家。")


def test_other_revenue_beside_that_of_the_main_business_is_no_main_revenue() -> None:
    read = profile("我司2022年主营业务收入55,920万元，其他业务收入2,420万元。")
    assert [value for _, what, value in read if what == "main_revenue"] == [55920]


@pytest.mark.parametrize(("said", "what"), [("共4个", "platforms"), ("区级4个", None)])
def test_levels_of_platforms_add_up_to_platforms(said: str, what: str | None) -> None:
    read = profile(f"我司创新平台方面，建有国家级1个、省级2个、市级1个，{said}。")
    assert [found for _, found, value in read if value == 4] == ([what] if what else [])


def test_public_money_right_behind_a_unit_is_the_units() -> None:
    assert plan("溪上物流财政经费450万元，用于设备。") == [("溪上", "fiscal_funds", 450)]
    assert plan("溪上物流牵头申报，申请财政经费450万元。") == [("", "fiscal_funds", 450)]


def test_money_of_some_of_the_parties_is_not_everybodys() -> None:
    assert plan("企业三方自筹5,500万元，占自筹总额的84.6%。") == []


def test_land_leased_besides_is_no_site() -> None:
    assert profile("我司另在黔南租用仓储用地40亩。") == []
    assert profile("我司厂区占地40亩。") == [("禾霜", "area", 40)]


def test_places_that_a_unit_has_together_are_not_units_together() -> None:
    read = plan("溪上物流拥有冷链技术创新中心和预冷工程技术研究中心共2个；现有研发人员68人，在联合体中负责配送。")
    assert ("溪上", "researchers", 68) in read


def test_several_units_together_are_none_of_them() -> None:
    assert plan("溪上物流与渡湾智装两家合计研发人员68人。") == []
