"""Two figures that differ by more than their half are told for information, nearer ones as a contradiction."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.checks.figures.far_apart import near
from doccheck.facts.model import Fact
from doccheck.findings import Severity
from doccheck.mapping.model import MappedSubmission
from tests.checks.figures.papers import fact, figure_findings, mapped


def _severity(low: float, high: float, quantity: str = "lead.revenue", unit: str = "万元") -> list[tuple[str, Severity]]:
    one = fact(quantity, low, quote="甲", unit=unit, source="roster", half=0.005)
    other = fact(quantity, high, quote="乙", unit=unit, block=9, half=0.005)
    return [(f.code, f.severity) for f in figure_findings(mapped([one, other]))]


@pytest.mark.parametrize(
    ("low", "high"),
    [(86420, 94600), (3600, 6300), (7520, 75200), (412, 4712)],
    ids=["near", "two digits exchanged", "a nought too many", "a digit too many"],
)
def test_what_a_slip_of_the_pen_may_be_is_a_contradiction(low: float, high: float) -> None:
    assert _severity(low, high) == [("N001", Severity.ERROR)]


def test_what_is_twice_as_much_is_probably_something_else() -> None:
    assert _severity(2410, 6035) == [("N001", Severity.INFO)]


@pytest.mark.parametrize(("papers", "severity"), [(("d1", "d2"), Severity.ERROR), (("d1", "d1"), Severity.INFO)])
def test_one_paper_that_has_both_values_means_two_things_by_them(
    papers: tuple[str, str], severity: Severity
) -> None:
    form = fact("lead.revenue", 52000, quote="52000", source="roster", document="d9")
    own = fact("lead.revenue", 52000, quote="5.2亿元", document=papers[0], block=3)
    other = fact("lead.revenue", 71360, quote="7.136亿元", document=papers[1], block=9)
    (found,) = figure_findings(_papers([form, own, other]))
    assert (found.code, found.severity) == ("N001", severity)


def test_a_nought_too_many_is_no_slip_beside_the_right_figure() -> None:
    own, other = (fact("lead.revenue", v, quote=f"{v}", block=b) for v, b in ((5200, 3), (52000, 9)))
    form = fact("lead.revenue", 5200, quote="5200", source="roster", document="d9")
    assert near([form, own, other], lambda one, other: False) == []
    assert len(near([form, other], lambda one, other: False)) == 2


def _papers(facts: list[Fact]) -> MappedSubmission:
    one = mapped(facts)
    whole = one.documents["d1"]
    return replace(one, documents={fact.document: whole for fact in facts} | {"d1": whole})


def test_small_counts_differ_by_their_half_easily() -> None:
    assert _severity(1, 2, "lead.platforms", "个") == [("N001", Severity.ERROR)]


def test_a_third_figure_far_off_does_not_hide_two_that_nearly_agree() -> None:
    facts = [fact("lead.revenue", value, quote=str(value), block=value) for value in (86420, 84600, 250000)]
    assert [f.value for f in near(facts, lambda one, other: False)] == [86420, 84600]


@pytest.mark.parametrize(("high", "severity"), [(5.3, Severity.INFO), (5.5, Severity.ERROR)])
def test_an_intensity_that_barely_differs_is_reckoned_from_other_digits(high: float, severity: Severity) -> None:
    assert _severity(5.2, high, "lead.rd_intensity", "%") == [("N001", severity)]
