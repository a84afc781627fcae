"""Rates of a sentence that are recomputed from figures of other papers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.facts.model import Fact, Nature
from tests.checks.figures.papers import LEAD, PARTNER, fact, figure_findings, mapped

LEADS = f"{LEAD.name}2022年营业收入同比增长20.0%,较2020年更是增长41.1%,净利润同比增长{{}}。"


def _wrong(facts: list[Fact], text: str = "") -> list[str]:
    return [f.message for f in figure_findings(mapped(facts, [text] if text else [])) if f.code == "N003"]


def _profits() -> list[Fact]:
    rows = ((2020, 968.0), (2021, 1205.0), (2022, 1487.0))
    return [fact("lead.profit", value, quote=f"{value:g}", year=year, block=9, source="table") for year, value in rows]


@pytest.mark.parametrize(("rate", "told"), [("23.4%", 0), ("53.6%", 1)])
def test_growth_on_the_year_before_is_not_that_on_a_year_compared_with_earlier(rate: str, told: int) -> None:
    assert len(_wrong(_profits(), LEADS.format(rate))) == told


def _rated(rate: float, revenue: float, *, again: float | None = None) -> list[Fact]:
    """An intensity in one paper, spending and revenue in another; maybe the intensity again in a third."""
    facts = [
        fact("lead.rd_intensity", rate, half=0.05, unit="%", quote=f"{rate}%", document="d1"),
        fact("lead.rd", 1054.0, quote="1,054", block=9, source="table", document="d1"),
        fact("lead.revenue", revenue, quote=f"{revenue:g}", block=3, source="table", document="d2"),
    ]
    if again is not None:
        facts.append(fact("lead.rd_intensity", again, half=0.05, unit="%", quote=f"{again}%", document="d3"))
    return facts


def test_an_intensity_is_held_against_the_spending_and_revenue_of_other_papers() -> None:
    assert len(_wrong(_rated(6.8, 16732.0))) == 1


@pytest.mark.parametrize(
    "facts",
    [_rated(6.3, 16732.0), _rated(6.8, 167320.0), _rated(6.8, 16732.0, again=6.3)],
    ids=["right", "too far apart to be meant", "told as N001 already"],
)
def test_an_intensity_is_left_alone(facts: list[Fact]) -> None:
    assert _wrong(facts) == []


@pytest.mark.parametrize(("share", "told"), [("6.0%", 0), ("6.6%", 1)])
def test_a_share_by_one_word_is_of_what_the_one_before_was(share: str, told: int) -> None:
    text = f"{LEAD.name}研发上头，2019年投入968万元，占营业收入5.0%，2020年投入1,344万元，占{share}。"
    spent = [fact("lead.rd", v, quote=f"投入{v:,.0f}万元", year=y, block=0) for y, v in ((2019, 968.0), (2020, 1344.0))]
    revenue = [
        fact("lead.revenue", v, quote=f"{v:g}", year=y, block=9, source="table")
        for y, v in ((2019, 19360.0), (2020, 22400.0))
    ]
    assert len(_wrong([*spent, *revenue], text)) == told
    other = text.replace("占营业收入5.0%", "比上年多5.0%")
    assert not [m for m in _wrong([*spent, *revenue], other) if "6.6%" in m]


@pytest.mark.parametrize(("share", "told"), [("41.7%", 0), ("44.7%", 1)])
def test_what_a_unit_puts_in_has_its_share_of_all(share: str, told: int) -> None:
    def plan(quantity: str, value: float, subject: str) -> Fact:
        found = fact(quantity, value, quote=f"{value:g}", year=2023, block=9, source="table", subject=subject)
        return replace(found, nature=Nature.PLAN, until=2026)

    held = [plan("lead.investment", 3000.0, LEAD.name), plan("consortium.total", 7200.0, "某创新联合体")]
    assert len(_wrong(held, f"1. 恒创精密投入占总预算的{share}，其余各方见表。")) == told
    assert not _wrong(held, f"恒创精密与晶源科技投入占总预算的{share}。")


def _revenues() -> list[Fact]:
    rows = ((2020, 18000.0), (2021, 20700.0), (2022, 24840.0))
    return [fact("lead.revenue", value, quote=f"{value:g}", year=year, block=9, source="table") for year, value in rows]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2020—2022年营业收入年均增长20.5%。", 1),
        ("2020—2022年营业收入年均增长17.5%。", 0),
        ("近三年营业收入复合增长率为27.5%。", 1),
        ("2020—2022年行业营业收入年均增长20.5%。", 0),
    ],
)
def test_mean_yearly_growth_is_held_against_the_years_on_record(text: str, told: int) -> None:
    assert len(_wrong(_revenues(), f"{LEAD.name}{text}")) == told


@pytest.mark.parametrize(("rate", "told"), [("15%", 0), ("25%", 1)])
def test_growth_may_be_told_with_its_base_alone(rate: str, told: int) -> None:
    assert len(_wrong(_revenues(), f"{LEAD.name}2021年营业收入比2020年的1.8亿元增长{rate}。")) == told


@pytest.mark.parametrize(("rate", "told"), [("4.0%", 0), ("4.8%", 1), ("40%", 0)])
def test_a_list_of_intensities_deals_them_to_its_units(rate: str, told: int) -> None:
    facts = [
        fact("member.rd", 480.0, quote="480", block=9, source="table", subject=PARTNER.name),
        fact("member.revenue", 12000.0, quote="12,000", block=9, source="table", subject=PARTNER.name),
    ]
    assert len(_wrong(facts, f"折成强度，{LEAD.name}5.0%，{PARTNER.name}{rate}，各有高低。")) == told


def test_an_intensity_may_be_rounded_twice() -> None:
    facts = [
        fact("lead.rd_intensity", 5.0, half=0.05, unit="%", quote="5.0%"),
        fact("lead.rd", 812.0, quote="812", block=9, source="table"),
        fact("lead.revenue", 16420.0, quote="16,420", block=9, source="table"),
    ]
    assert _wrong(facts) == []
