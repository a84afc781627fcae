"""Every row of tests/data/recomputation.yaml through the public readers and the checks' own judging functions."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
import yaml

from doccheck.checks.figures.enumerations import enumerations
from doccheck.checks.figures.same import agree
from doccheck.facts.dates import Date, dates, periods
from doccheck.facts.model import Fact, Nature, Quantity
from doccheck.facts.quantities import quantities
from doccheck.findings import Finding
from doccheck.mapping.model import MappedSubmission
from tests.checks.figures.papers import LEAD, figure_findings, grid, mapped

TABLE = yaml.safe_load((Path(__file__).parents[1] / "data" / "recomputation.yaml").read_text(encoding="utf-8"))
Row = tuple[str, str, str, str]


def rows(kind: str) -> list[object]:
    return [pytest.param(*row, id=row[0]) for row in TABLE[kind]]


def read(text: str) -> list[Quantity]:
    """The quantities of a text; a printed unit stands behind “ | ”."""
    words, _, unit = text.partition(" | ")
    return quantities(words, unit)


def fact(written: str, quantity: str = "lead.revenue") -> Fact:
    (q,) = quantities(written)
    return Fact(quantity, LEAD.name, 2022, Nature.ACTUAL, q.value, q.low, q.high, q.unit, "d1", written)


def judged(submission: MappedSubmission, code: str) -> list[Finding]:
    """What the figure checks say under one code."""
    return [f for f in figure_findings(submission) if f.code == code]


def test_the_table_is_large_and_says_why() -> None:
    every = [row for kind in TABLE.values() for row in kind]
    assert len(every) >= 300
    assert len({(kind, row[0]) for kind, held in TABLE.items() for row in held}) == len(every)
    assert all(len(row) == 4 and row[2] in ("ok", "wrong", "undecided") and row[3] for row in every)


@pytest.mark.parametrize(("text", "expected", "verdict", "why"), rows("interval"))
def test_interval(text: str, expected: str, verdict: str, why: str) -> None:
    wanted = [] if expected == "-" else expected.split("; ")
    found = read(text)
    assert len(found) == len(wanted), why
    for quantity, words in zip(found, wanted, strict=True):
        value, *interval, unit = words.split(" ")
        low, high = interval[0].split("..") if interval else (value, value)
        assert (quantity.value, quantity.low, quantity.high) == pytest.approx(
            (float(value), float(low), float(high))
        ), why
        assert quantity.unit == unit


def iso(date: Date | None) -> str:
    if date is None:
        return ""
    return f"{date.year}" + (f"-{date.month:02d}" if date.month else "") + (f"-{date.day:02d}" if date.day else "")


@pytest.mark.parametrize(("text", "expected", "verdict", "why"), rows("date"))
def test_date(text: str, expected: str, verdict: str, why: str) -> None:
    if ".." not in expected:
        assert [iso(d) for d in dates(text)] == ([] if expected == "-" else [expected]), why
        return
    (period,) = periods(text, 2023)
    assert f"{iso(period.begin)}..{iso(period.finish)}" == expected, why
    assert period.reversed is (verdict == "wrong")


@pytest.mark.parametrize(("text", "expected", "verdict", "why"), rows("same"))
def test_same(text: str, expected: str, verdict: str, why: str) -> None:
    one, two = (fact(written) for written in text.split(" | "))
    assert agree(one, two) is agree(two, one) is (verdict == "ok"), why


@pytest.mark.parametrize(("text", "expected", "verdict", "why"), rows("sum"))
def test_sum(text: str, expected: str, verdict: str, why: str) -> None:
    hits = list(enumerations(text))
    assert len(hits) == (verdict == "wrong"), why
    for hit in hits:
        added = quantities(expected, "万元" if hit.unit == "万元" else "个")[0].value
        assert math.isclose(sum(value for _, value in hit.parts), added), why


@pytest.mark.parametrize(("text", "expected", "verdict", "why"), [*rows("share"), *rows("growth")])
def test_share_and_growth(text: str, expected: str, verdict: str, why: str) -> None:
    found = judged(mapped(texts=[text]), "N003")
    assert len(found) == (verdict == "wrong"), why
    if found and "~" not in expected:
        shown = [float(n) for n in re.findall(r"(-?\d+(?:\.\d+)?)%", found[0].message)]
        assert any(abs(n) == pytest.approx(abs(float(expected.rstrip("%"))), abs=0.06) for n in shown)


@pytest.mark.parametrize(("text", "expected", "verdict", "why"), rows("intensity"))
def test_intensity(text: str, expected: str, verdict: str, why: str) -> None:
    rd, revenue, stated = text.split(" | ")
    facts = [fact(rd, "lead.rd"), fact(revenue), fact(stated, "lead.rd_intensity")]
    assert len(judged(mapped(facts), "N003")) == (verdict == "wrong"), why


@pytest.mark.parametrize(("text", "expected", "verdict", "why"), rows("total"))
def test_total(text: str, expected: str, verdict: str, why: str) -> None:
    caption, _, body = text.rpartition(" :: ")
    table = grid([row.split() for row in body.split(" / ")], caption)
    found = judged(mapped(tables=[table]), "N006")
    assert bool(found) is (verdict == "wrong"), why
    for finding in found:
        assert any(f"{float(n):,.4f}".rstrip("0").rstrip(".") in finding.message for n in expected.split())
