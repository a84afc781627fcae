"""Other companies named in a sentence, and what a unit's profile says without a subject."""

from __future__ import annotations

import pytest

from doccheck.document import Location
from doccheck.facts.prose import stated_in
from doccheck.facts.subjects import Subject, Units
from doccheck.mapping.model import MappedSubmission, NameMention, Organisation
from doccheck.programme.schema import Occasion, Programme, Role, UnitKind

LEAD = Organisation("江苏澜舵动力科技有限公司", UnitKind.ENTERPRISE, True, ("澜舵动力",))
HOSPITAL = Organisation("江苏沿江医科大学附属康复医院", UnitKind.OTHER)
TESTERS = Organisation("赣州疫苗包装材料检测研究所", UnitKind.INSTITUTE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
NAMED = NameMention("赣州市生物疫苗包材创新联合体", "d", "d.0", Role.APPLICATION, Location(), "", "field")
UNITS = Units(
    MappedSubmission(
        PROGRAMME,
        Occasion.APPLY,
        2023,
        "s",
        {},
        lead=LEAD,
        members=(LEAD, HOSPITAL, TESTERS),
        consortium_names=(NAMED,),
    )
)
MEMBER = UNITS.subject(HOSPITAL)


def whose(text: str, default: Subject | None) -> list[tuple[str, float]]:
    return [(f"{s.subject.kind}.{s.entry.id}", s.quantity.value) for s in stated_in(text, default, (), UNITS, 2023)]


@pytest.mark.parametrize(
    "text",
    [
        "母公司澜舵重工股份有限公司合并报表2022年营业收入68.7亿元。",
        "桅港科技合并报表2022年营业收入21.6亿元。",
        "表内为本级数，不含持股46%的澜舵智能（其2022年收入1.9亿元）。",
    ],
)
def test_figures_of_another_company_are_nobodys(text: str) -> None:
    assert whose(text, UNITS.lead_subject()) == []


def test_the_units_own_consolidated_figure_is_its_own() -> None:
    assert whose("澜舵动力合并报表2022年营业收入11.8亿元。", UNITS.lead_subject()) == [("lead.revenue", 118000)]


def test_whose_subsidiary_a_unit_is_leaves_it_the_one_spoken_of() -> None:
    text = "澜舵动力是上市公司澜舵重工股份有限公司的全资子公司，2009年6月落户开发区，注册资本3亿元，厂区占地86亩。"
    assert whose(text, UNITS.lead_subject()) == [
        ("lead.founded", 2009),
        ("lead.registered_capital", 30000),
        ("lead.area", 86),
    ]
    assert whose("公司设有全资子公司，2019年成立。", UNITS.lead_subject()) == []


def test_a_former_name_is_no_other_company() -> None:
    text = "江苏澜舵动力科技有限公司2008年设立，2016年前名为常州宏泰齿轮有限公司，注册资本15,000万元。"
    assert ("lead.registered_capital", 15000) in whose(text, UNITS.lead_subject())


def test_a_members_profile_goes_on_with_the_member() -> None:
    text = "作为联合体里唯一的用户方，我院负责试用。研发人员119人，专职研究人员24人。"
    assert whose(text, MEMBER) == [("member.researchers", 119), ("member.rd_staff", 24)]


def test_a_members_short_name_within_the_consortiums_is_not_the_member() -> None:
    text = "赣州市生物疫苗包材创新联合体有有效知识产权914件。"
    assert whose(text, None) == [("consortium.patents", 914)]
    assert whose("疫苗包材检测所有有效知识产权14件。", None) == [("member.patents", 14)]


def test_who_founded_the_consortium_is_not_whose_figures_follow() -> None:
    text = "联合体由澜舵动力发起，2022年合计销售收入约6.1亿元，研发投入4,215万元。"
    assert whose(text, None) == [("consortium.revenue", 61000), ("consortium.rd", 4215)]
    assert whose("澜舵动力2022年销售收入约6.1亿元。", None) == [("lead.revenue", 61000)]


def test_a_sum_of_each_unit_is_no_figure_per_unit() -> None:
    assert whose("2022年各单位研发投入合计1.7亿元。", None) == [("consortium.rd", 17000)]
    assert whose("公司2022年单位产值5万元。", UNITS.lead_subject()) == []


def test_a_citys_own_goals_are_not_the_consortiums() -> None:
    lead = UNITS.lead_subject()
    assert whose("研发投入强度高于市级2025年、2027年的整体目标（研发投入强度2027年2.5%）。", lead) == []
    assert whose("对照市级要求，2022年研发投入强度2.5%。", lead) == [("lead.rd_intensity", 2.5)]
