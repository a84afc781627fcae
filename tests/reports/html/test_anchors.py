"""Findings of real submissions lead to the words that they quote."""

from __future__ import annotations

from pathlib import Path

import pytest

import doccheck
from bench.anchors import ENOUGH, measure
from doccheck.document import Location
from doccheck.evaluation import find_gold
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.report import Report
from doccheck.reports.html import to_html
from doccheck.reports.pictures import PagePictures
from tests.reports.html.conftest import DEMO
from tests.reports.sample import report

GOLD = {gold.name: gold for gold in find_gold(DEMO)}


@pytest.mark.parametrize("name", ["江苏-高端数控装备", "赣州-稀土功能材料"])
def test_quotes_of_word_files_are_marked(name: str) -> None:
    gold = GOLD[name]
    given = doccheck.check(gold.files, gold.programme, occasion=gold.occasion, year=gold.year)
    found = measure(given, to_html(given))
    assert found.places > 20
    assert found.stand >= 0.9 * found.places
    assert found.share >= ENOUGH, found.missed
    assert not found.dead


def test_quotes_of_pdf_files_are_marked(demo: tuple[Report, PagePictures, str]) -> None:
    given, _, page = demo
    found = measure(given, page)
    assert found.places > 20
    assert found.share >= ENOUGH, found.missed
    assert not found.dead


def test_the_measure_sees_a_wrong_mark() -> None:
    given = report((Finding("N001", Severity.ERROR, "x", "y", evidence=(Evidence("d2", "15.3 亿元", Location(block=1)),)),))
    page = to_html(given)
    assert measure(given, page).share == 1.0
    assert measure(given, page.replace(">15.3 亿元</mark>", ">15.3</mark>")).share == 0.0
    assert measure(given, page.replace('id="q1-1"', "")).dead == ["N001 1-1"]


def test_the_bench_knows_where_the_samples_are() -> None:
    assert all((Path(gold.files)).exists() for gold in GOLD.values())
