"""Quantities in text: value, interval, unit, bound; and what is none."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.facts.quantities import quantities


def one(text: str, unit: str = "") -> tuple[float, float, float, str]:
    (found,) = quantities(text, unit)
    return found.value, round(found.low, 4), round(found.high, 4), found.unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.52亿元", (15200, 15150, 15250, "万元")),
        ("8413 万元", (8413, 8412.5, 8413.5, "万元")),
        ("合力攻关，100万元", (100, 99.5, 100.5, "万元")),
        ("15，200万元", (15200, 15199.5, 15200.5, "万元")),
        ("１５，２００万元", (15200, 15199.5, 15200.5, "万元")),
        ("3 000 万元", (3000, 2999.5, 3000.5, "万元")),
        ("1亿2,500万元", (12500, 12499.5, 12500.5, "万元")),
        ("三点五亿元", (35000, 34500, 35500, "万元")),
        ("壹佰贰拾万元整", (120, 119.5, 120.5, "万元")),
        ("2015.12万元", (2015.12, 2015.115, 2015.125, "万元")),
        ("3百万元", (300, 250, 350, "万元")),
        ("1.2亿美元", (12000, 11500, 12500, "万美元")),
        ("百分之三十", (30, 29.5, 30.5, "%")),
        ("三成以上", (30, 30, math.inf, "%")),
        ("2.5个百分点", (2.5, 2.45, 2.55, "百分点")),
        ("860名员工", (860, 860, 860, "人")),
        ("1.2万人", (12000, 11500, 12500, "人")),
        ("十余家企业", (10, 10, 19, "家")),
        ("120多人", (120, 120, 129, "人")),
        ("3—5家", (4, 3, 5, "家")),
        ("2～3人", (2.5, 2, 3, "人")),
        ("10%-15%", (12.5, 10, 15.5, "%")),
        ("不低于3%", (3, 3, math.inf, "%")),
        ("50人以上", (50, 50, math.inf, "人")),
        ("不超过500万元", (500, 0, 500, "万元")),
        ("约16家", (16, 15, 17, "家")),
        ("近20家", (20, 18, 20, "家")),
        ("30台（套）", (30, 30, 30, "台套")),
        ("2.5万平方米", (25000, 24500, 25500, "㎡")),
        ("同比增长-3.2%", (-3.2, -3.25, -3.15, "%")),
    ],
)
def test_written_precision_is_the_interval(text: str, expected: tuple[float, float, float, str]) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一方面",
        "一种",
        "第一名",
        "每一家",
        "数十家",
        "几家",
        "“十四五”期间",
        "“1+5+N”产业",
        "3D打印和5G",
        "28nm芯片",
        "2023年9月28日",
        "二〇二三年",
        "025-83359254",
        "138 1234 5678",
        "91320105MA1N8K3P2M",
        "苏科高发〔2023〕110号",
        "第3家",
        "GB/T 20984-2022",
        "1.2.3",
        "某一个",
        "2021—2023年",
    ],
)
def test_look_alikes_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1.25", "亿元", 12500),
        ("152,300.00", "万元", 152300),
        ("1.5亿", "万元", 15000),
        ("16", "家", 16),
        ("4.8", "%", 4.8),
        ("152300万元", "亿元", 152300),
        ("3", "百万元", 300),
    ],
)
def test_a_bare_number_takes_the_unit_of_its_column(text: str, unit: str, value: float) -> None:
    assert one(text, unit)[0] == value


@given(st.decimals(min_value="0.01", max_value="99999", places=2))
def test_units_convert_without_changing_the_value(number: object) -> None:
    (in_yi,) = quantities(f"{number}亿元")
    (in_wan,) = quantities(f"{float(str(number)) * 10000:.0f}万元")
    assert math.isclose(in_yi.value, in_wan.value, rel_tol=1e-9)
    assert in_yi.low <= in_wan.value <= in_yi.high


@given(st.integers(min_value=2, max_value=99999), st.sampled_from(["家", "人", "项", "件", "个"]))
def test_whole_numbers_of_things_are_exact(number: int, unit: str) -> None:
    found = quantities(f"共有{number}{unit}，")[0]
    assert found.low == found.high == found.value == number


@given(st.text(alphabet="共有1２3.，,亿万元%家人-—年（）月日一二十百 余约", max_size=60))
def test_any_text_gives_ordered_intervals_inside_the_text(text: str) -> None:
    for found in quantities(text):
        assert found.low <= found.high
        assert 0 <= found.start < found.end <= len(text)


def test_offsets_point_at_the_words() -> None:
    text = "2022年销售收入为 1.52亿元，员工860人。"
    assert [text[q.start : q.end] for q in quantities(text)] == ["1.52亿元", "860人"]


@given(
    st.integers(0, 10**8),
    st.text("0123456789", max_size=3),
    st.booleans(),
    st.sampled_from(["元", "万元", "亿元", "人", "家", "%", "㎡", "平方米", "亩", "万美元"]),
)
def test_a_number_alone_in_its_cell_reads_as_any_other(whole: int, tenths: str, grouped: bool, unit: str) -> None:
    """Behind a space it goes the way of all text; alone it takes the short one."""
    written = (f"{whole:,}" if grouped else str(whole)) + (f".{tenths}" if tenths else "")
    assert [one.written for one in quantities(written, unit)] == [one.written for one in quantities(written + " ", unit)]
    assert [(q.value, q.low, q.high, q.unit) for q in quantities(written, unit)] == [
        (q.value, q.low, q.high, q.unit) for q in quantities(written + " ", unit)
    ]


def test_an_area_in_its_column_is_no_month() -> None:
    assert one("1985.5", "亩") == (1985.5, 1985.45, 1985.55, "亩")
    assert quantities("2015.12", "人") == []
