"""Numbers of members, of people and of ㎡ said plainly, and the look-alikes."""

from __future__ import annotations

from doccheck.facts.prose import stated_in
from doccheck.facts.sentence import Passage
from doccheck.facts.subjects import Subject, Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PARTNER = Organisation("苏州贡水玻璃有限公司", UnitKind.ENTERPRISE)
SPRING = Organisation("重庆凤凰湖传感科技有限公司", UnitKind.ENTERPRISE)
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
UNITS = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, PARTNER, SPRING)))


def read(text: str, default: Subject | None, headings: tuple[str, ...]) -> list[tuple[str, float, str]]:
    passage = Passage(default, about_all=default is None, term=(2023, 2026))
    return [
        (f"{s.subject.kind}.{s.entry.id}", s.quantity.value, s.nature.value)
        for s in stated_in(text, default, headings, UNITS, 2023, passage)
    ]


def in_plan(text: str, *headings: str) -> list[tuple[str, float, str]]:
    return read(text, None, headings)


def of_lead(text: str) -> list[tuple[str, float]]:
    return [found[:2] for found in read(text, UNITS.lead_subject(), ())]


def test_members_by_kind_are_a_fact_though_the_heading_plans() -> None:
    assert in_plan("联合体9家单位：企业4家、高校2家、院所2家、医院1家。", "一、基础与目标") == [
        ("consortium.members", 9, "actual"),
        ("consortium.enterprises", 4, "actual"),
        ("consortium.universities", 2, "actual"),
        ("consortium.institutes", 2, "actual"),
        ("consortium.others", 1, "actual"),
    ]
    assert in_plan("到2026年成员单位达到12家。", "二、目标") == [("consortium.members", 12, "target")]


def test_members_without_the_lead() -> None:
    assert in_plan("除牵头单位外，参加单位共8家。") == [("consortium.members", 8, "actual")]
    assert in_plan("成员单位（含牵头）共9家。") == [("consortium.members", 9, "actual")]
    assert in_plan("服务医院8家，合作单位十余家。") == []


def test_people_counted_without_the_word_staff() -> None:
    assert of_lead("2022年末536人，做研发的83人。今年上半年扩了一条线，6月末到561人。") == [
        ("lead.staff", 536),
        ("lead.researchers", 83),
        ("lead.staff", 561),
    ]
    assert of_lead("2022年末服务客户536家，做研发的83人。") == [("lead.researchers", 83)]


def test_a_place_of_work_has_an_area_whatever_it_is_called() -> None:
    assert of_lead("厂区和研发楼合计约2.15万㎡。") == [("lead.area", 21500)]
    assert of_lead("租用并改造厂房1.8万平方米。") == [("lead.area", 18000)]
    assert of_lead("带动种植基地3.5万亩。") == []


def test_patents_applied_for_are_not_held() -> None:
    assert of_lead("发明专利57件，另有39件发明专利申请在审。") == [("lead.invention_patents", 57)]


def test_contributions_behind_the_sum_of_own_funds() -> None:
    assert in_plan("各方自筹合计4,000万元，甲方1,900万元，贡水玻璃620万元，凤凰湖传感320万元。") == [
        ("consortium.self_funds", 4000, "plan"),
        ("lead.self_funds", 1900, "plan"),
        ("member.self_funds", 620, "plan"),
        ("member.self_funds", 320, "plan"),
    ]
    assert ("member.investment", 620, "plan") in in_plan("自筹出资：甲方1,900万元，贡水玻璃620万元。")


def test_from_one_year_to_another() -> None:
    found = stated_in("研发投入强度由2021年的11.0%提到2022年的12.0%。", UNITS.lead_subject(), (), UNITS, 2023)
    assert [(s.quantity.value, s.year) for s in found] == [(11.0, 2021), (12.0, 2022)]


def test_a_name_written_wrong_is_still_the_units() -> None:
    assert UNITS.named("苏州贡水玻璃股份有限公司") == UNITS.subject(PARTNER)
    other = UNITS.named("苏州贡山陶瓷有限公司")
    assert other is not None
    assert other.name == "苏州贡山陶瓷有限公司"


def test_platforms_of_a_level_are_not_all_platforms() -> None:
    assert of_lead("建有市级创新平台2个。") == [("lead.platforms_municipal", 2)]
    assert of_lead("建有创新平台2个。") == [("lead.platforms", 2)]


def test_projects_that_a_plan_sets_are_the_consortiums() -> None:
    assert in_plan("课题共3项，经费最多的约占四成。") == [("consortium.projects", 3, "plan")]
    assert in_plan("其余四个课题明年启动。") == []
    assert read("2020—2022年做过市级以上项目9项。", UNITS.lead_subject(), ()) == [("lead.projects", 9, "cumulative")]


def test_the_rest_of_the_members_are_not_all() -> None:
    assert in_plan("联合体除牵头单位外，另有7家单位入伙。") == []
    assert in_plan("联合体共8家单位。") == [("consortium.members", 8, "actual")]


def test_a_day_in_brackets_behind_a_number_dates_it() -> None:
    found = stated_in("恒创精密有从业人员468人（2022年末）。", None, (), UNITS, 2023)
    assert [(s.quantity.value, s.year) for s in found] == [(468, 2022)]
    found = stated_in("恒创精密有从业人员468人（不含派遣）。", None, (), UNITS, 2023)
    assert [(s.quantity.value, s.year) for s in found] == [(468, None)]
