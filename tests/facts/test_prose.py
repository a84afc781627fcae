"""Figures in sentences: whose, of which year, meant how; and the silences."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from doccheck.document import Location
from doccheck.facts.model import Nature
from doccheck.facts.prose import stated_in
from doccheck.facts.subjects import Units
from doccheck.mapping.model import MappedSubmission, NameMention, Organisation
from doccheck.programme.schema import Occasion, Programme, Role, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PARTNER = Organisation("苏州晶源科技有限公司", UnitKind.ENTERPRISE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
MAPPED = MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, PARTNER))
UNITS = Units(MAPPED)
ABOUT_LEAD = UNITS.lead_subject()


def said(
    text: str, about_lead: bool = True, headings: tuple[str, ...] = ()
) -> list[tuple[str, float, int | None, str]]:
    default = ABOUT_LEAD if about_lead else None
    return [
        (f"{s.subject.kind}.{s.entry.id}", s.quantity.value, s.year, s.nature.value)
        for s in stated_in(text, default, headings, UNITS, 2023)
    ]


def test_a_profile_sentence() -> None:
    assert said(
        "公司现有员工860人，其中专职研发人员186人。2022年销售收入1.25亿元，研发投入6,200万元，研发投入强度4.96%。"
    ) == [
        ("lead.staff", 860, None, "actual"),
        ("lead.rd_staff", 186, None, "actual"),
        ("lead.revenue", 12500, 2022, "actual"),
        ("lead.rd", 6200, 2022, "actual"),
        ("lead.rd_intensity", 4.96, 2022, "actual"),
    ]


def test_years_are_dealt_out_to_a_list() -> None:
    assert said("2020—2022年销售收入分别为1.1亿元、1.2亿元和1.3亿元。") == [
        ("lead.revenue", 11000, 2020, "actual"),
        ("lead.revenue", 12000, 2021, "actual"),
        ("lead.revenue", 13000, 2022, "actual"),
    ]


def test_names_are_dealt_out_to_a_list() -> None:
    assert said("2022年销售收入和研发投入分别为1.5亿元、0.6亿元。") == [
        ("lead.revenue", 15000, 2022, "actual"),
        ("lead.rd", 6000, 2022, "actual"),
    ]


def test_a_named_unit_is_carried_to_the_next_sentence() -> None:
    found = said("苏州晶源科技有限公司成立于2010年，员工230人。上年销售收入3.2亿元。", about_lead=False)
    assert found == [
        ("member.founded", 2010, None, "actual"),
        ("member.staff", 230, None, "actual"),
        ("member.revenue", 32000, 2022, "actual"),
    ]


def test_the_consortium_speaks_for_all() -> None:
    found = said("联合体成员单位共有从业人员3200人，有效知识产权826项，其中发明专利318项。", about_lead=False)
    assert found == [
        ("consortium.staff", 3200, None, "actual"),
        ("consortium.patents", 826, None, "actual"),
        ("consortium.invention_patents", 318, None, "actual"),
    ]


def test_goals_are_targets() -> None:
    assert said("力争到2026年销售收入突破30亿元。")[0][2:] == (2026, Nature.TARGET.value)
    assert said("发明专利达到200件。", headings=("二、发展目标",))[0][3] == Nature.TARGET.value


@pytest.mark.parametrize(
    "text",
    [
        "公司隶属恒力集团，集团2022年销售收入120亿元。",
        "2022年，我国行业销售收入达3000亿元。",
        "新产品销售收入8亿元。",
        "2023年上半年销售收入8亿元。",
        "与上海某某科技有限公司合作，该项目研发投入3000万元。",
        "新增销售收入2亿元。",
        "申请发明专利30件。",
        "培训技术人员500人次。",
        "子公司2022年销售收入3亿元。",
        "带动就业，新增员工100人。",
    ],
)
def test_what_cannot_be_told_for_sure_is_left_out(text: str) -> None:
    assert said(text) == []


def test_the_year_of_an_event_is_not_the_year_of_the_figures() -> None:
    assert said("公司成立于2010年，现有员工860人。") == [
        ("lead.founded", 2010, None, "actual"),
        ("lead.staff", 860, None, "actual"),
    ]


def test_main_business_revenue_is_kept_apart() -> None:
    assert [s[0] for s in said("2022年主营业务收入14亿元，利润总额2亿元。")] == ["lead.main_revenue", "lead.profit"]
    assert [s[0] for s in said("2022年主营业务收入14亿元，利税2亿元。")] == ["lead.main_revenue"]


def test_growth_before_the_value_is_stepped_over() -> None:
    assert said("2022年销售收入同比增长16.2%，达到15.23亿元。") == [("lead.revenue", 152300, 2022, "actual")]


def test_a_quoted_demand_is_no_figure_of_the_unit() -> None:
    found = said("2022年销售收入15.23亿元，满足通知要求的“销售收入10亿元以上”。")
    assert found == [("lead.revenue", 152300, 2022, "actual")]


def test_figures_of_two_units_are_dealt_out_or_left_out() -> None:
    assert said("苏州晶源科技有限公司、江苏恒创精密装备股份有限公司分别拥有研发人员62人、280人。") == [
        ("member.researchers", 62, None, "actual"),
        ("lead.researchers", 280, None, "actual"),
    ]
    assert said("苏州晶源科技有限公司、江苏恒创精密装备股份有限公司拥有研发人员342人。") == []


def test_a_sum_of_years_is_cumulative() -> None:
    assert said("近三年累计研发投入1.8亿元。") == [("lead.rd", 18000, 2020, "cumulative")]


def test_a_clause_with_only_a_year_carries_the_quantity() -> None:
    assert said("研发投入2020年702万元、2021年851万元，比2019年的600万元多了不少。") == [
        ("lead.rd", 702, 2020, "actual"),
        ("lead.rd", 851, 2021, "actual"),
        ("lead.rd", 600, 2019, "actual"),
    ]


def test_a_change_is_no_figure() -> None:
    assert said("2022年末职工502人，比上年末多16人。") == [("lead.staff", 502, 2022, "actual")]


def test_the_number_may_stand_before_the_name() -> None:
    assert said("公司现有486名员工。") == [("lead.staff", 486, None, "actual")]


def test_short_names_need_their_context() -> None:
    assert [s[0] for s in said("授权专利109件（发明38件、实用新型71件），创新平台4个，其中国家级1个。")] == [
        "lead.patent_grants",
        "lead.invention_patents",
        "lead.platforms",
        "lead.platforms_national",
    ]
    assert said("拉伸强度9%，省级荣誉3个，配套企业5家。") == []


@pytest.mark.parametrize("words", ["2009年落户两江新区", "2013年成立", "二〇一一年三月改制设立", "成立于1998年"])
def test_the_year_of_founding(words: str) -> None:
    assert [s[0] for s in said(f"公司{words}，注册资本0.8亿元。")] == ["lead.founded", "lead.registered_capital"]


def test_a_laboratory_founded_is_no_unit() -> None:
    assert said("公司2013年成立重点实验室。") == []
    assert said("平台有省级企业技术中心，2019年建的，面积很大。") == []


@pytest.mark.parametrize(
    ("form", "name", "spoken"),
    [
        ("产业技术创新联盟", "江苏高端装备产业技术创新联盟", "联盟现有员工3200人，有效知识产权826项。"),
        ("产业技术研究院", "江苏高端装备产业技术研究院", "技术研究院现有员工3200人，有效知识产权826项。"),
        (
            "产业技术研究院",
            "江苏高端装备产业技术研究院",
            "江苏高端装备产业技术研究院现有员工3200人，有效知识产权826项。",
        ),
        ("创新联合体", "江苏高端装备创新联合体", "联合体现有员工3200人，有效知识产权826项。"),
    ],
)
def test_the_consortium_is_known_by_the_words_of_its_programme(form: str, name: str, spoken: str) -> None:
    mapped = replace(
        MAPPED,
        programme=dataclasses.replace(PROGRAMME, form=form),
        consortium_names=(NameMention(name, "d", "p1", Role.PLAN, Location()),),
    )
    stated = stated_in(spoken, ABOUT_LEAD, (), Units(mapped), 2023)
    assert [(s.subject.kind, s.entry.id, s.quantity.value) for s in stated] == [
        ("consortium", "staff", 3200),
        ("consortium", "patents", 826),
    ]


def test_another_programmes_word_names_no_consortium() -> None:
    assert [s.subject.kind for s in stated_in("联盟现有员工3200人。", ABOUT_LEAD, (), UNITS, 2023)] == ["lead"]


def test_a_rank_is_no_number_of_all_researchers() -> None:
    assert ("lead.researchers", 18.0, None, "actual") not in said("本所在职212人，其中研究员18人、高级工程师56人。")
    assert ("lead.researchers", 18.0, None, "actual") in said("本所在职212人，其中研究人员18人。")
