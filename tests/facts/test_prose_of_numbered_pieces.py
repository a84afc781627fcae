"""Projects by their number alone, numbered parties, sums by year, shares of the figure before, the end of a term."""

from __future__ import annotations

from doccheck.facts.prose import stated_in
from doccheck.facts.sentence import Passage
from doccheck.facts.subjects import Subject, Units
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Occasion
from tests.facts.test_prose_carried import LEAD, PARTNER, PROGRAMME, in_plan, of_lead


def units() -> Units:
    found = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, PARTNER)))
    found.parties |= {"甲": found.lead_subject(), "乙": Subject("member", PARTNER.name)}
    for number, name in (("一", "精密主轴"), ("二", "数控系统")):
        found.projects.add(number, name)
    return found


def told(text: str) -> list[tuple[str, str, float]]:
    passage = Passage(None, about_all=True, term=(2023, 2026))
    return [
        (s.entry.id, s.subject.name, s.quantity.value) for s in stated_in(text, None, (), units(), 2023, passage)
    ]


def test_a_projects_number_right_before_its_money() -> None:
    assert told("课题一4,260.00万元，攻关玻璃组成；课题二3,520.00万元，单位能耗下降12%。") == [
        ("total", "精密主轴", 4260),
        ("total", "数控系统", 3520),
    ]
    assert not [one for one in told("乙方参加课题一、课题二，自筹600万元。") if one[0] == "total"]


def test_parties_numbered_within_a_sentence() -> None:
    assert told("各方投入额如下：1. 甲方8,700万元；2. 乙方2,860万元。") == [
        ("investment", LEAD.name, 8700),
        ("investment", PARTNER.name, 2860),
    ]


def test_sums_by_year_are_those_of_the_term() -> None:
    assert of_lead("自筹5,400万元。自筹分年1,000万元、2,000万元、1,400万元、1,000万元。")[1:] == [
        ("lead.self_funds", 1000, 2023, "plan"),
        ("lead.self_funds", 2000, 2024, "plan"),
        ("lead.self_funds", 1400, 2025, "plan"),
        ("lead.self_funds", 1000, 2026, "plan"),
    ]
    assert [f for f in of_lead("自筹分年1,000万元、2,000万元。") if f[2] is not None] == []


def test_a_share_of_the_two_figures_before() -> None:
    share = ("lead.rd_intensity", 6.87, 2020, "cumulative")
    assert share in of_lead("2020—2022年营业收入合计14.461亿元，研发投入合计9,931万元，后者占前者的6.87%。")
    assert share in of_lead("2020—2022年研发投入合计9,931万元，营业收入合计14.461亿元，前者占后者的6.87%。")
    for text in (
        "2020—2022年营业收入合计14.461亿元，出口收入9,931万元，后者占前者的6.87%。",
        "2020—2022年研发投入合计9,931万元，营业收入合计14.461亿元，后者占前者的687%。",
    ):
        assert not [f for f in of_lead(text) if f[0] == "lead.rd_intensity"]


def test_the_end_of_the_term_is_ahead() -> None:
    assert in_plan("到期专职研发人员达到640人。") == [("consortium.rd_staff", 640, None, "target")]
    assert in_plan("到期时营业收入达到6亿元。") == [("consortium.revenue", 60000, 2026, "target")]
    assert of_lead("到期债务均已偿还，现有职工640人。") == [("lead.staff", 640, None, "actual")]
