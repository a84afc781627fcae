"""Figures of several units that one sum explains, units by their kind, projects by their numbers, vague spans."""

from __future__ import annotations

from doccheck.facts.projects import Projects
from doccheck.facts.prose import stated_in
from doccheck.facts.sentence import Passage
from doccheck.facts.subjects import Subject, Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PARTNER = Organisation("苏州晶源科技有限公司", UnitKind.ENTERPRISE)
SCHOOL = Organisation("江左理工大学", UnitKind.UNIVERSITY)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
MAPPED = MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, PARTNER, SCHOOL))
UNITS = Units(MAPPED)
TERM = (2023, 2026)

Told = list[tuple[str, float, int | None, int | None]]


def read(text: str, default: Subject | None = None, units: Units = UNITS) -> Told:
    passage = Passage(default, about_all=default is None, term=TERM)
    return [
        (f"{s.subject.name or s.subject.kind}.{s.entry.id}", s.quantity.value, s.year, s.until)
        for s in stated_in(text, default, (), units, 2023, passage)
    ]


def test_shares_of_units_that_make_a_sum_told_before_are_of_its_quantity() -> None:
    text = "成员企业2022年营业收入合计3亿元，研发投入合计0.2亿元。其中恒创精密2亿元，苏州晶源1亿元。"
    assert read(text)[-2:] == [(f"{LEAD.name}.revenue", 20000, 2022, None), (f"{PARTNER.name}.revenue", 10000, 2022, None)]
    other = text.replace("精密2亿元", "精密0.15亿元").replace("晶源1亿元", "晶源0.05亿元")
    assert read(other)[-2:] == [(f"{LEAD.name}.rd", 1500, 2022, None), (f"{PARTNER.name}.rd", 500, 2022, None)]


def test_money_beside_a_name_alone_is_no_funds_where_nobody_speaks_of_them() -> None:
    assert read("企业里谁最大，看收入。其中恒创精密19,895万元。") == []


def test_units_by_their_kind_right_before_what_they_pay() -> None:
    text = "建设期总投入900万元。牵头单位出资400万元，大学出资500万元。"
    assert (f"{SCHOOL.name}.investment", 500, 2023, 2026) in read(text)
    assert [q for q, *_ in read("大学生每年收入500万元。")] == []


def test_all_units_are_meant_where_as_many_are_counted() -> None:
    assert read("2022年底三家研发人员合计660人。")[-1][:2] == ("consortium.researchers", 660)
    assert [q for q, *_ in read("恒创精密牵头。2022年底两家研发人员合计60人。")] == []


def test_a_sum_of_those_just_told_is_not_that_of_all() -> None:
    text = "成员自筹900万元。恒创精密自筹400万元，苏州晶源自筹300万元，以上两家企业合计700万元，大学自筹200万元。"
    assert [(q, v) for q, v, *_ in read(text) if q.startswith("consortium.self")] == [("consortium.self_funds", 900)]


def test_what_the_projects_cost_need_not_be_all() -> None:
    assert [v for q, v, *_ in read("总投入24,000万元由两块组成：课题经费15,600万元，平台建设8,400万元。")] == [24000]
    assert [v for q, v, *_ in read("各课题经费合计9,600万元。")] == [9600]


def test_vague_years_of_funds_and_of_what_is_to_be_reached_are_the_terms() -> None:
    assert read("恒创精密研发投入三年累计已逾1亿元。")[0][1:] == (10000, 2020, 2022)
    assert read("三年总投入9,600万元，成员自筹7,200万元。")[0] == ("consortium.total", 9600, 2023, 2026)
    goal = "到2026年，联合体研发人员达到90人。三年授权发明专利不少于108件。"
    assert read(goal)[-1] == ("consortium.invention_patents", 108, None, None)
    assert read("三年纳税累计6,035万元。", UNITS.lead_subject())[0][1:] == (6035, 2020, 2022)
    assert read("首年（2023年）投入1,300万元。", UNITS.lead_subject())[0][1:] == (1300, 2023, None)


def test_a_profile_speaks_of_its_own_unit_as_the_company() -> None:
    text = "晶源是老伙计。公司三年投入4,100万元，自筹3,000万元，财政1,100万元。"
    lead = UNITS.lead_subject()
    assert read(text, lead) == [
        (f"{LEAD.name}.investment", 4100, 2023, 2026),
        (f"{LEAD.name}.self_funds", 3000, 2023, 2026),
        (f"{LEAD.name}.fiscal_funds", 1100, 2023, 2026),
    ]
    assert read("财政1,100万元由市里拨付。", lead) == []


def test_researchers_and_those_who_do_nothing_else() -> None:
    text = "2022年底研发人员61人，其中46人专职，另15人一半时间在车间。"
    assert [(q.rpartition(".")[2], v) for q, v, *_ in read(text, UNITS.lead_subject())] == [
        ("researchers", 61),
        ("rd_staff", 46),
    ]


def test_projects_by_their_numbers() -> None:
    units = Units(MAPPED)
    for number, name in (("一", "原丝制备"), ("2", "树脂开发")):
        units.projects.add(number, name)
    assert read("课题一经费4,200万元为两项之首。", None, units) == [("原丝制备.total", 4200, None, None)]
    assert read("牵头课题二，经费1,900万元。", UNITS.lead_subject(), units) == [("树脂开发.total", 1900, None, None)]
    assert [q for q, *_ in read("课题2个，经费依次为4,200万元和1,900万元。", None, units)][:2] == ["原丝制备.total", "树脂开发.total"]
    assert [q for q, *_ in read("课题三经费500万元。", None, units)] == []
    said = "一是第二课题1,900万元，是最小的一项；二是第一课题经费4,200万元。"
    assert [q for q, *_ in read(said, None, units)] == ["树脂开发.total", "原丝制备.total"]


def test_a_number_of_two_projects_names_none() -> None:
    projects = Projects()
    projects.add("1", "甲")
    projects.add("一", "乙")
    assert projects.called("一") == ""
    assert projects.in_order() == []
