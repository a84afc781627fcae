"""Numerals are read as people write them."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.facts.numbers import arabic_value, chinese_value, narrow


@given(st.integers(min_value=0, max_value=10**12 - 1), st.sampled_from(["low", "up"]))
def test_chinese_integers_agree_with_cn2an(number: int, style: str) -> None:
    written = chinese_value(cn2an.an2cn(number, style))
    assert written is not None
    assert written.value == number


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("三点五亿", 350_000_000),
        ("两千", 2000),
        ("一百二", 120),
        ("三万五", 35_000),
        ("二〇二三", 2023),
        ("壹佰贰拾万", 1_200_000),
        ("十五", 15),
        ("一千零一十", 1010),
        ("一万亿", 10**12),
        ("零点八", 0.8),
    ],
)
def test_chinese_numerals(token: str, value: float) -> None:
    written = chinese_value(token)
    assert written is not None
    assert float(written.value) == value


@pytest.mark.parametrize("token", ["一一十", "百百", "十百", "点五", "", "甲"])
def test_no_numerals(token: str) -> None:
    assert chinese_value(token) is None


@given(st.integers(min_value=0, max_value=10**10), st.integers(min_value=0, max_value=99))
def test_separators_do_not_change_a_value(whole: int, cents: int) -> None:
    plain, grouped = f"{whole}.{cents:02d}", f"{whole:,}.{cents:02d}"
    for text in (grouped, grouped.replace(",", "，")):
        assert arabic_value(text) == arabic_value(plain)


@given(st.text(alphabet="0０1１，,．.年％（）Aａ 　一○", max_size=30))
def test_narrowing_keeps_every_offset(text: str) -> None:
    assert len(narrow(text)) == len(text)


def test_the_dot_of_an_items_number_is_no_decimal_point() -> None:
    assert narrow("12．9家成员单位中有5家") == "12、9家成员单位中有5家"
    assert narrow("占比12．9％") == "占比12.9%"
    assert narrow("12．9万元") == "12.9万元"
