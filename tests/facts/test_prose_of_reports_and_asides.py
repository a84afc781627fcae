"""Whose and when figures are in the words of annual reports, and what is said in passing of somebody else."""

from __future__ import annotations

import pytest

from doccheck.document import Location
from doccheck.facts.prose import Passage, stated_in
from doccheck.facts.subjects import Units
from doccheck.mapping.model import MappedSubmission, NameMention, Organisation
from doccheck.programme.schema import Occasion, Programme, Role, UnitKind

LEAD = Organisation("重庆驭电重卡能源有限公司", UnitKind.ENTERPRISE, True)
MEMBER = Organisation("重庆锂屿纺织装备有限公司", UnitKind.ENTERPRISE)
SCHOOL = Organisation("重庆家具产业研究院", UnitKind.INSTITUTE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
NAMED = NameMention("重庆市重卡换电创新联合体", "d", "d.0", Role.APPLICATION, Location(), "", "field")
UNITS = Units(
    MappedSubmission(
        PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, MEMBER, SCHOOL), consortium_names=(NAMED,)
    )
)
Read = list[tuple[str, int | None, float]]


def plan(text: str, heading: str = "一、基础") -> Read:
    """What a plan's paragraph states: whose and what, of which year, how much."""
    passage = Passage(None, about_all=True, term=(2023, 2026), writer=UNITS.lead_subject())
    read = stated_in(text, None, (heading,), UNITS, 2023, passage)
    return [(f"{s.subject.kind}.{s.entry.id}", s.year, s.quantity.value) for s in read]


def profile(text: str) -> Read:
    """What a paragraph of the lead's profile states."""
    whom = UNITS.lead_subject()
    read = stated_in(text, whom, (), UNITS, 2023, Passage(whom))
    return [(f"{s.subject.kind}.{s.entry.id}", s.year, s.quantity.value) for s in read]


@pytest.mark.parametrize(
    "text",
    ["报告期营业收入7,460万元。", "报告期（2022年度）内，实现营业收入7,460万元。", "本报告期公司实现营业收入7,460万元。"],
)
def test_the_period_reported_on_is_the_year_before_the_application(text: str) -> None:
    assert profile(text) == [("lead.revenue", 2022, 7460)]


def test_the_same_period_of_the_year_before_counts_back_from_the_report() -> None:
    text = "报告期（2022年度）内，归属于股东的净利润3,515.7万元，较上年同期的2,940.1万元增长19.58%。"
    assert profile(text) == [("lead.profit", 2022, 3515.7), ("lead.profit", 2021, 2940.1)]


def test_a_trade_that_a_unit_met_with_is_not_who_is_spoken_of() -> None:
    assert profile("2022年公司克服行业去库存影响，实现营业收入6.81亿元。") == [("lead.revenue", 2022, 68100)]
    assert profile("2022年行业营业收入681亿元。") == []


@pytest.mark.parametrize("text", ["2020年比2019年多投661万元。", "2022年研发比上年少花661万元。"])
def test_what_was_spent_more_or_less_is_no_spending(text: str) -> None:
    assert [one for one in profile("三年累计研发投入5,045万元，" + text) if one[2] == 661] == []


def test_the_bits_of_a_word_are_nobody() -> None:
    assert profile("公司自主研发的32位微控制器主频300MHz。") == []
    assert profile("公司研发人员32位，高级职称8位。")[0] == ("lead.researchers", None, 32)


def test_the_units_that_have_revenue_are_the_consortium() -> None:
    text = "把牵头单位加上，六家有收入的单位2022年营业收入合计67,975万元。"
    assert plan(text) == [("consortium.revenue", 2022, 67975)]


def test_units_by_name_with_their_count_are_neither_the_consortium_nor_its_size() -> None:
    assert plan("驭电重卡、锂屿纺织、鱼复三家骨干企业研发人员合计249人。") == []
    assert plan("联合体共8家成员单位，研发人员合计249人。") == [
        ("consortium.members", None, 8),
        ("consortium.researchers", None, 249),
    ]


def test_a_unit_in_brackets_is_whose_the_figure_before_is_and_no_other() -> None:
    text = "到2026年，营收合计12亿元以上，研发强度力争10%（驭电重卡），新增发明专利授权45件。"
    assert ("lead.rd_intensity", 2026, 10) in plan(text)
    assert ("consortium.invention_patents", None, 45) in plan(text)


def test_who_writes_the_plan_is_the_lead() -> None:
    assert plan("本公司2022年实现营业收入59,207.3万元。") == [("lead.revenue", 2022, 59207.3)]


def test_a_party_that_does_its_part_pays_for_itself() -> None:
    text = "锂屿纺织在油冷电机课题中担纲绕组工艺，建设期自筹560万元。"
    assert plan(text) == [("member.self_funds", 2023, 560)]
    assert plan("锂屿纺织加入联合体，建设期自筹5,600万元。") == [("consortium.self_funds", 2023, 5600)]


def test_the_end_of_the_term_is_its_last_year() -> None:
    assert ("lead.revenue", 2026, 150000) in plan("建设期末牵头单位营业收入达到15亿元。", "二、目标")


def test_the_sum_of_some_years_of_the_term_is_not_that_of_the_term() -> None:
    assert plan("财政资金约占两成，2024年、2025年为投入高峰，两年合计6,600万元。") == []


def test_a_sum_that_leaves_out_members_is_not_the_consortiums() -> None:
    text = "联合体企业上年营业收入小计15.1亿元，连同检测研究所则约15.8亿元。"
    assert ("consortium.revenue", 2022, 151000) not in plan(text)


def test_projects_by_their_quoted_names_alone_take_the_money_behind_them() -> None:
    text = "四、课题。“柔性开料”1,150万元，“自动喷涂”980万元，两个课题共2,130万元。"
    assert [value for what, _, value in plan(text) if what == "project.total"] == [1150, 980]


def test_a_regions_trade_is_no_institute_that_is_called_by_it() -> None:
    assert plan("南康全区家具产业集群2022年产值超过2,300亿元。") == []


def test_a_short_name_may_have_a_sign_of_its_own() -> None:
    assert plan("锂屿纺机与驭电重卡分别自筹700万元、500万元。") == [
        ("member.self_funds", 2023, 700),
        ("lead.self_funds", 2023, 500),
    ]


def test_growth_on_the_year_before_dates_what_it_grew_from() -> None:
    text = "2022年销售收入同比增长18.6%，研发强度由3.9%提到4.2%。"
    assert profile(text) == [("lead.rd_intensity", 2021, 3.9), ("lead.rd_intensity", 2022, 4.2)]


@pytest.mark.parametrize("text", ["在园区B区有厂房3.86万平方米。", "2019年登陆资本市场，厂区占地38,600平方米。"])
def test_where_a_unit_stands_does_not_make_its_area_anothers(text: str) -> None:
    assert ("lead.area", None, 38600) in profile(text)


def test_of_all_patents_applied_for_those_granted_are_of_all_kinds() -> None:
    assert profile("累计申请专利260余件，已授权141件，其中发明专利37件。") == [
        ("lead.patent_grants", None, 141),
        ("lead.invention_patents", None, 37),
    ]


def test_the_sum_of_several_projects_is_none_of_theirs() -> None:
    text = "课题二“分选机”1,050万元，课题三“焊料与框架”770万元，两项合计1,820万元。"
    assert [value for what, _, value in plan(text) if what.endswith(".total")] == [1050, 770]


def test_the_share_of_new_products_in_sales_is_none_of_rd() -> None:
    text = "2022年研发投入1,200万元，新产品销售收入占比由2020年的12%提高到2022年的18%。"
    assert profile(text) == [("lead.rd", 2022, 1200)]
    text = "2022年研发投入1,200万元，占销售收入的5%，出口占比18%。"
    assert profile(text) == [("lead.rd", 2022, 1200), ("lead.rd_intensity", 2022, 5)]


def test_the_name_of_a_unit_named_before_is_its_own() -> None:
    text = "锂屿纺织自2015年起以本公司名义承担试点，2022年销售收入1.59亿元。"
    assert plan(text) == [("member.revenue", 2022, 15900)]
