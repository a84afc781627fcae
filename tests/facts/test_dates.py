"""Dates and periods with their precision."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.facts.dates import parse_date, periods


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31)),
    st.sampled_from(
        [
            "{y}年{m}月{d}日",
            "{y}-{m:02d}-{d:02d}",
            "{y}.{m}.{d}",
            "{y}/{m}/{d}",
            "{y}年 {m} 月 {d} 日",
            "{y}{m:02d}{d:02d}",
        ]
    ),
)
def test_every_style_of_a_day_is_read(day: date, style: str) -> None:
    found = parse_date(style.format(y=day.year, m=day.month, d=day.day))
    assert found is not None
    assert (found.first, found.last, found.precision) == (day, day, "day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二三年九月二十八日", (2023, 9, 28)),
        ("二○二三年", (2023, None, None)),
        ("２０２３年９月", (2023, 9, None)),
        ("2022", (2022, None, None)),
        ("成立于2005年3月", (2005, 3, None)),
        ("20 23年9月28日", (2023, 9, 28)),
    ],
)
def test_chinese_wide_and_partial_dates(text: str, expected: tuple[int, int | None, int | None]) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.year, found.month, found.day) == expected


@pytest.mark.parametrize("text", ["  年  月  日", "2023年13月1日", "2023年2月30日", "待定", ""])
def test_blank_and_impossible_dates(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "begin", "finish"),
    [
        ("2021—2023年", date(2021, 1, 1), date(2023, 12, 31)),
        ("2022.01-2024.12", date(2022, 1, 1), date(2024, 12, 31)),
        ("2023年1月至2025年12月", date(2023, 1, 1), date(2025, 12, 31)),
        ("2022年3月—9月", date(2022, 3, 1), date(2022, 9, 30)),
        ("近三年", date(2020, 1, 1), date(2022, 12, 31)),
    ],
)
def test_periods_have_both_ends(text: str, begin: date, finish: date) -> None:
    (period,) = periods(text, 2023)
    assert period.begin is not None
    assert period.finish is not None
    assert (period.begin.first, period.finish.last, period.reversed) == (begin, finish, False)


def test_open_and_ordinal_periods() -> None:
    assert periods("到2026年")[0].finish.year == 2026  # type: ignore[union-attr]
    assert periods("“十四五”末")[0].finish.year == 2025  # type: ignore[union-attr]
    assert periods("第二年")[0].ordinal == 2
    assert periods("2020年至今")[0].finish is None


def test_a_reversed_period_is_told() -> None:
    assert periods("2023.01-2021.12")[0].reversed


def test_a_single_day_is_no_period() -> None:
    assert periods("2023-09-28") == []
