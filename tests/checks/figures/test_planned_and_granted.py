"""Numbers of planned projects, money by level of who grants it, one year of a row in another unit, rounding twice."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.checks.eligibility.signing_days import signing_days
from doccheck.checks.figures.areas import of_one_place
from doccheck.checks.figures.enumerations import enumerations
from doccheck.checks.figures.planned_projects import planned_projects
from doccheck.checks.figures.plausible import out_of_its_column
from doccheck.checks.figures.rates import rates
from doccheck.document import Location
from doccheck.facts.model import Fact, Nature
from tests.checks.figures.papers import fact, mapped


def _projects(value: float, document: str, quote: str) -> Fact:
    return fact(
        "consortium.projects", value, quote=quote, year=None, half=0, unit="项", document=document, nature=Nature.PLAN
    )


def test_planned_projects_are_counted_alike_in_all_papers() -> None:
    form, plan, agreed = (_projects(6, "d1", "课题6项"), _projects(6, "d2", "设6项课题"), _projects(5, "d3", "五项课题"))
    (found,) = planned_projects(mapped([form, plan, agreed]))
    assert {"课题6项", "五项课题"} <= {e.quote for e in found.evidence}
    assert list(planned_projects(mapped([form, agreed]))) == []  # nobody bears out either
    some = _projects(5, "d3", "首批启动五项课题")
    assert list(planned_projects(mapped([form, plan, some]))) == []


def test_money_by_level_of_who_grants_it_makes_its_total() -> None:
    said = "申请财政资金1,500万元，其中市级800万元、县（区）级500万元、园区配套{}万元；成员自筹5,700万元。"
    assert [e.total for e in enumerations(said.format(300))] == [1500]
    assert list(enumerations(said.format(200))) == []


def _years(*values: float) -> list[Fact]:
    return [
        replace(
            fact("lead.assets", value, quote=f"{value:g}", year=2020 + n, source="table"),
            location=Location(block=1, table=0, cell=(1, 1 + n)),
        )
        for n, value in enumerate(values)
    ]


def test_one_year_of_a_row_in_another_unit() -> None:
    (found,) = out_of_its_column(mapped(_years(78120, 84690, 9235000)))
    assert [e.quote for e in found.evidence] == ["9.235e+06", "84690"]
    assert list(out_of_its_column(mapped(_years(78120, 84690, 92350)))) == []
    assert list(out_of_its_column(mapped(_years(80, 900, 84690)))) == []  # a firm that is just built


@pytest.mark.parametrize(("quote", "value", "found"), [("3.86", 3.86, 1), ("38.60", 38600.0, 0), ("4", 4.0, 0)])
def test_a_sum_in_another_unit_than_its_column(quote: str, value: float, found: int) -> None:
    column = [("154,000", 154000.0), ("226,300", 226300.0), (quote, value), ("28,740", 28740.0), ("2,180", 2180.0)]
    facts = [
        replace(fact("member.revenue", each, quote=said, source="roster", subject=f"甲{row}公司"),
                location=Location(block=1, table=0, cell=(row, 5)))
        for row, (said, each) in enumerate(column, 1)
    ]  # fmt: skip
    assert len(list(out_of_its_column(mapped(facts)))) == found


def test_a_rate_may_be_rounded_twice() -> None:
    (rate,) = rates("同比增长19.0%")
    assert rate.allows(18.9498, 18.9498)
    assert not rate.allows(18.9, 18.94)


def test_research_premises_are_one_place_in_form_and_profile() -> None:
    one, two = (
        fact("lead.area", 34200, quote="科研场地34,200㎡", year=None, unit="㎡"),
        fact("lead.area", 32400, quote="研发及试制场地共32,400㎡", year=None, unit="㎡", document="d2"),
    )
    assert [len(facts) for facts in of_one_place(mapped([one, two]), [one, two])] == [2]
    rig = replace(two, quote="试制车间场地32,400㎡")
    assert [len(facts) for facts in of_one_place(mapped([one, rig]), [one, rig])] == [1, 1]


def test_the_day_of_a_paper_in_its_title() -> None:
    paper = mapped(texts=["创新联合体建设方案（2023年9月20日定稿）", "前身（2003年9月20日改制）2023年完成。"])
    assert [day.quote for day in signing_days(paper, paper.parts[0])] == ["2023年9月20日定稿"]
