"""Years that a paper calls by a word or declares once for all its yearly figures."""

from __future__ import annotations

import pytest

from tests.facts.test_tables import facts, read


def _years(rows: str, above: str = "", quantity: str = "lead.revenue") -> list[tuple[int | None, float]]:
    return [(y, v) for q, _, y, _, _, v in read(rows, caption="经营（万元）", above=above) if q == quantity]


@pytest.mark.parametrize("word", ["报告年度", "报告期", "基期", "基年"])
def test_a_report_is_of_the_year_before_the_application(word: str) -> None:
    assert _years(f"指标 | {word} | 2021年\n销售收入 | 800 | 700\n研发投入 | 40 | 30") == [(2022, 800), (2021, 700)]


def test_three_years_by_their_words() -> None:
    rows = "指标 | 前年 | 上年 | 本年\n销售收入 | 600 | 700 | 800\n研发投入 | 20 | 30 | 40"
    assert _years(rows) == [(2020, 600), (2021, 700), (2022, 800)]


def test_this_year_alone_is_not_guessed() -> None:
    assert (2022, 800) not in _years("指标 | 本年 | 2021年\n销售收入 | 800 | 700\n研发投入 | 40 | 30")


def test_a_label_with_its_year_keeps_it() -> None:
    assert _years("指标 | 基期（2020年） | 2021年\n销售收入 | 800 | 700\n研发投入 | 40 | 30") == [(2020, 800), (2021, 700)]


def test_the_quote_is_the_papers_own() -> None:
    found = facts("指标 | 报告年度 | 2021年\n销售收入 | 800 | 700\n研发投入 | 40 | 30", caption="经营（万元）")
    assert {f.quote for f in found if f.quantity == "lead.revenue"} == {"800", "700"}


def test_letter_spaced_words_are_words() -> None:
    rows = "指标 | 前　年 | 上　年 | 本　年\n销售收入 | 600 | 700 | 800\n研发投入 | 20 | 30 | 40"
    assert _years(rows) == [(2020, 600), (2021, 700), (2022, 800)]
