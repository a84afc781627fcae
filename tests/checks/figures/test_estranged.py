"""Two tables that differ in most of what they share speak of different things; one that differs in one has a slip."""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.document import Location
from doccheck.findings import Severity
from tests.checks.figures.papers import fact, figure_findings, mapped


def _severities(first: dict[str, float], second: dict[str, float]) -> list[tuple[str, Severity]]:
    facts = [
        replace(
            fact(quantity, value, quote=str(value), source="table", half=0.005),
            location=Location(block=table, table=table, cell=(row, 1)),
        )
        for table, figures in enumerate((first, second))
        for row, (quantity, value) in enumerate(figures.items())
    ]
    return [(f.code, f.severity) for f in figure_findings(mapped(facts, ["表一", "表二"])) if f.code == "N001"]


OWN = {"lead.revenue": 86420, "lead.rd": 5180, "lead.profit": 7310, "lead.tax": 4120}


def test_tables_that_mostly_differ_are_told_for_information() -> None:
    other = {"lead.revenue": 70110, "lead.rd": 4020, "lead.profit": 5890, "lead.tax": 4120}
    assert {severity for _, severity in _severities(OWN, other)} == {Severity.INFO}


def test_one_figure_of_many_that_differs_is_a_contradiction() -> None:
    assert _severities(OWN, {**OWN, "lead.rd": 5810}) == [("N001", Severity.ERROR)]


def test_two_tables_with_two_slips_are_told_twice() -> None:
    slips = {**OWN, "lead.rd": 5810, "lead.tax": 4210}
    assert _severities(OWN, slips) == [("N001", Severity.ERROR)] * 2
