"""Whose a figure is where items, groups and members follow each other, and of which year."""

from __future__ import annotations

import pytest

from doccheck.document import Location, Paragraph
from doccheck.facts.prose import Passage, stated_in
from doccheck.facts.subjects import Subject, Units
from doccheck.mapping.model import MappedSubmission, NameMention, Organisation, Part
from doccheck.mapping.model import Passage as Passage_
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


def test_the_former_and_the_latter_of_two_units() -> None:
    text = "驭电重卡与锂屿电池同为应用方，前者自筹七百万元，后者自筹840万元。"
    assert plan(text) == [("lead.self_funds", None, 700), ("member.self_funds", None, 840)]
    text = "公司与重庆驭电重卡能源集团有限公司同为成员：前者有效知识产权65件，后者152件。"
    assert profile(text, MEMBER) == [("member.patents", None, 65), ("lead.patents", None, 152)]
    owner = "市国资平台江控股集团为其出资人，后者2022年合并总资产1,530亿元。"
    assert profile(owner) == []


@pytest.mark.parametrize(
    "text",
    ["运载端靠驭电重卡和锂屿电池，两家合计从业人员1,638人。", "驭电重卡、锂屿电池两家合计自筹1,638万元。"],
)
def test_what_two_units_have_together_is_nobodys(text: str) -> None:
    assert plan(text) == []
    assert ("lead.patents", None, 42) in profile("驭电重卡专利、软件著作权等知识产权合计42件。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年销售收入8.83亿元，次年达到9.51亿元。", [(2021, 88300), (2022, 95100)]),
        ("2021年销售收入8.83亿元，下一年达到9.51亿元。", [(2021, 88300), (2022, 95100)]),
        ("公司2008年改制而来，注册资本略，当年（2022年）销售收入5.35亿元。", [(2022, 53500)]),
        ("上年（2021年）销售收入2.74亿元。", [(2021, 27400)]),
        ("行业2022年增速放缓。公司1998年注册。本单位当年销售收入23.85亿元。", [(2022, 238500)]),
        ("公司2019年成立，当年销售收入8.83亿元。", []),
    ],
)
def test_years_that_are_told_by_another_year(text: str, expected: list[tuple[int, float]]) -> None:
    assert [(y, v) for what, y, v in profile(text, MEMBER) if what == "member.revenue"] == expected


def test_a_sentence_that_names_what_the_next_one_counts() -> None:
    assert profile("研发的钱没有省过。2020年2,236万元，2021年2,735万元。") == [
        ("lead.rd", 2020, 2236),
        ("lead.rd", 2021, 2735),
    ]


def test_profit_named_behind_its_figure() -> None:
    assert profile("公司2022年仍有4,840万元的利润入账。") == [("lead.profit", 2022, 4840)]


def test_the_year_of_the_works_before_is_not_the_companys() -> None:
    text = "驭电重卡的前身是市第二电瓷厂（集体企业，1971年建厂），现公司系2004年改制新设，注册资本1.2亿元。"
    assert profile(text)[0] == ("lead.founded", None, 2004)


def test_an_owner_by_the_name_of_holding() -> None:
    assert profile("股东方华屿控股（不参加联合体）2021年合并收入36.2亿元、研发1.9亿元。") == []
    assert profile("控股公司2022年合并收入41.2亿元、员工3,900人。") == []


def test_enterprises_of_a_size_are_no_unit_itself() -> None:
    assert profile("全市采矿业2022年营业收入约410亿元，规上企业研发投入强度仅0.9%。") == []


def test_levels_of_platforms_behind_their_numbers() -> None:
    assert profile("平台：2个省级＋3个市级。") == [
        ("lead.platforms_provincial", None, 2),
        ("lead.platforms_municipal", None, 3),
    ]
    assert profile("创新平台共6个，国家级1个。")[0] == ("lead.platforms", None, 6)


def test_what_a_rate_was_before_it_rose() -> None:
    of_before = profile("2022年研发投入7,747万元，比2021年的5,996万元多；研发投入强度由7.5%提到8.5%。")
    assert [(y, v) for what, y, v in of_before if what.endswith("intensity")] == [(2021, 7.5), (2022, 8.5)]
    assert profile("2022年研发投入强度由7.5%提到8.5%。") == [("lead.rd_intensity", 2022, 8.5)]
    assert profile("近三年收入从3.82亿元做到5.49亿元。") == [("lead.revenue", 2020, 38200), ("lead.revenue", 2022, 54900)]


def test_a_sentence_about_all_that_returns_to_all() -> None:
    text = "2020年五家单位营业收入合计17.63亿元，其中驭电重卡占47.8%；研发投入合计0.91亿元。"
    assert ("consortium.rd", 2020, 9100) in plan(text)


def test_a_fiscal_year_is_a_year() -> None:
    assert plan("驭电重卡FY2021营收14.58亿元、FY2022营收18.36亿元。") == [
        ("lead.revenue", 2021, 145800),
        ("lead.revenue", 2022, 183600),
    ]
    assert plan("驭电重卡FYT2021型电机营收14.58亿元。") == []


def test_an_arrow_leads_to_the_next_years_money() -> None:
    found = plan("经费安排：2021年投入800万元→2022年投入2,300万元→2023年投入2,200万元。")
    assert [(year, value) for _, year, value in found] == [(2021, 800), (2022, 2300), (2023, 2200)]


def test_one_of_several_that_are_one_party_is_told_by_its_number() -> None:
    head = Paragraph("甲方：重庆驭电重卡能源集团有限公司\n乙方一：重庆锂屿电池科技有限公司\n乙方二：某某大学")
    part = Part("d1.0", "d1", Role.AGREEMENT, Passage_("d1", (head,)))
    mapped = MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, (part,), lead=LEAD, members=(LEAD, MEMBER))
    read = stated_in("甲方投入800万元，乙方一投入360万元。", None, (), Units(mapped), 2023, Passage(None, about_all=True))
    assert [(s.subject.kind, s.quantity.value) for s in read] == [("lead", 800), ("member", 360)]


def test_our_firm_is_whoever_writes() -> None:
    whom = Passage(None, about_all=True, writer=UNITS.lead_subject())
    read = stated_in("联合体专职研发人员合计694名，其中我司318名。我司有效知识产权287件。", None, ("一、基础",), UNITS, 2023, whom)
    assert [(s.subject.kind, s.quantity.value) for s in read if s.entry.id == "patents"] == [("lead", 287)]
    assert profile("我司有效知识产权62件。", MEMBER) == [("member.patents", None, 62)]
    read = stated_in("先说我司。有效知识产权287件。", None, ("一、基础",), UNITS, 2023, whom)
    assert [(s.subject.kind, s.quantity.value) for s in read] == [("lead", 287)]


def test_the_bare_firm_of_the_consortiums_plan_is_its_writer_where_no_other_unit_is_named() -> None:
    def told(text: str, writer: Subject | None) -> list[str]:
        whom = Passage(None, about_all=True, writer=writer)
        return [s.subject.kind for s in stated_in(text, None, ("一、基础",), UNITS, 2023, whom)]

    lead = UNITS.lead_subject()
    assert told("公司2022年营业收入8.46亿元。", lead) == ["lead"]
    assert told("公司2022年营业收入8.46亿元。", None) == []
    assert "lead" not in told("锂屿电池主营电芯。公司2022年营业收入8.46亿元。", lead)
    assert told("公司2022年营业收入8.46亿元，由锂屿电池配套。", lead) == []


def test_a_line_that_the_city_draws_is_nobodys_goal() -> None:
    assert plan("市里定的线是2025年研发投入强度超2%。", "二、目标") == []
    assert profile("市里定的线是2025年研发投入强度超2%。") == []
    assert plan("联合体定的线是2025年研发投入强度超2%。", "二、目标") == [("consortium.rd_intensity", 2025, 2)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("净利润2,611万元，上一年2,268万元。", [2021]),
        ("2022年营业收入3亿元。净利润2,611万元，上一年2,268万元；纳税1,694万元。", [2022, 2022, 2021, 2022]),
        ("净利润6,640万元，纳税3,608万元；上一年净利润6,334万元，纳税3,420万元。", [2021, 2021]),
        ("2022年营业收入35,280万元，上一年31,500万元，再上一年28,640万元。", [2022, 2021, 2020]),
        ("2022年营业收入6,320万元，上年同期5,790万元，增长9.2%；净利润386万元。", [2022, 2021, 2022]),
        ("2022年营业收入3亿元。上一年净利润500万元。", [2022, 2022]),
    ],
)
def test_the_year_before_looks_back_from_the_figure_beside_it(text: str, years: list[int]) -> None:
    assert [year for _, year, _ in profile(text)] == years
