"""However a figure is written, split, ordered or converted, it is read alike and judged alike."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from doccheck.checks.figures.enumerations import enumerations
from doccheck.checks.figures.same import agree
from doccheck.document import Location
from doccheck.facts.model import Fact, Nature, Quantity
from doccheck.facts.quantities import quantities
from tests.checks.figures.papers import LEAD, figure_findings, grid, mapped
from tests.facts.writing import MONEY, digits, precisions, say, styles, units, values, written
from tests.submissions import check, found

STYLED = st.sampled_from(("plain", "grouped", "wide", "wide grouped", "small", "large"))


def one(text: str, unit: str = "") -> Quantity:
    (found,) = quantities(text, unit)
    return found


@given(values, units, precisions, styles)
def test_the_interval_holds_the_value_and_is_as_wide_as_its_last_digit(
    value: Decimal, unit: str, decimals: int, style: str
) -> None:
    said = say(value, unit, decimals, style)
    found = one(said.text)
    assert found.unit == "万元"
    assert found.value == pytest.approx(float(said.value), rel=1e-12)
    slack = 1e-9 * max(1.0, float(value))
    assert found.low - slack <= float(value) <= found.high + slack
    assert found.high - found.low == pytest.approx(float(said.step), rel=1e-6, abs=max(1e-9, float(value) * 1e-15))


@given(values, units, precisions, st.sampled_from(("plain", "grouped", "wide", "wide grouped")))
def test_a_cell_reads_like_the_number_with_its_unit(value: Decimal, unit: str, decimals: int, style: str) -> None:
    said = say(value, unit, decimals, style)
    number = said.text.rstrip("元千百万亿")
    loose, whole = one(number, said.text.removeprefix(number)), one(said.text)
    assert (loose.value, loose.low, loose.high, loose.unit) == (whole.value, whole.low, whole.high, whole.unit)


@given(
    st.integers(min_value=2, max_value=99_999_999), STYLED, st.sampled_from(("家", "人", "名", "项", "件", "个", "台"))
)
def test_things_are_counted_exactly_in_every_style(number: int, style: str, unit: str) -> None:
    words = digits(Decimal(number), style) or str(number)
    found = one(f"共有{words}{unit}，")
    assert found.low == found.high == found.value == number


@given(
    st.integers(min_value=1, max_value=9999),
    st.integers(min_value=0, max_value=2),
    st.sampled_from(("plain", "wide", "chinese")),
)
def test_shares_are_read_in_every_style(number: int, decimals: int, style: str) -> None:
    share = Decimal(number).scaleb(-decimals)
    if style == "chinese":
        text = f"百分之{digits(share, 'dotted' if decimals else 'small') or share}"
    else:
        text = f"{digits(share, style)}{'%' if style == 'plain' else '％'}"
    found = one(text)
    assert found.unit == "%"
    assert found.value == pytest.approx(float(share))
    assert found.high - found.low == pytest.approx(10.0**-decimals)


@given(st.integers(min_value=1, max_value=9), st.integers(min_value=1, max_value=9))
def test_tenths_with_a_hundredth(tenths: int, hundredth: int) -> None:
    names = "一二三四五六七八九"
    found = one(f"占{names[tenths - 1]}成{names[hundredth - 1]}，")
    assert (found.value, found.low, found.high) == (
        tenths * 10 + hundredth,
        tenths * 10 + hundredth - 0.5,
        tenths * 10 + hundredth + 0.5,
    )


@given(
    st.integers(min_value=1, max_value=9999),
    st.integers(min_value=1, max_value=9999),
    st.sampled_from(("-", "—", "～", "至", "到")),
)
def test_a_range_holds_both_its_ends(first: int, more: int, dash: str) -> None:
    second = first + more
    found = one(f"{first}{dash}{second}家")
    assert (found.low, found.high) == (first, second)


def facts(*writings: str) -> list[Fact]:
    out = []
    for block, text in enumerate(writings):
        q = one(text)
        out.append(
            Fact(
                "lead.revenue",
                LEAD.name,
                2022,
                Nature.ACTUAL,
                q.value,
                q.low,
                q.high,
                q.unit,
                "d1",
                text,
                Location(block=block),
            )
        )
    return out


@settings(deadline=None)
@given(values, st.lists(st.tuples(units, precisions, styles), min_size=2, max_size=4), st.booleans())
def test_converting_units_is_no_contradiction(value: Decimal, ways: list[tuple[str, int, str]], cut_off: bool) -> None:
    held = facts(*(say(value, unit, decimals, style, cut_off).text for unit, decimals, style in ways))
    assert all(agree(a, b) for a in held for b in held)
    assert [f.message for f in figure_findings(mapped(held)) if f.code in ("N001", "N004")] == []


@settings(deadline=None)
@given(
    st.integers(min_value=1000, max_value=99_999),
    st.sampled_from(("plain", "grouped", "wide", "small")),
)
def test_a_wrong_unit_is_still_found(number: int, style: str) -> None:
    right, wrong = say(Decimal(number), "万元", 0, style), say(Decimal(number) * 10000, "亿元", 2, "plain")
    codes = {f.code for f in figure_findings(mapped(facts(right.text, wrong.text)))}
    assert codes & {"N001", "N004"}


KINDS = ("企业", "高校", "科研院所", "医院", "协会", "金融机构")
COUNTS = st.lists(st.integers(min_value=1, max_value=40), min_size=2, max_size=len(KINDS))


def listing(total: int, parts: list[tuple[str, int]]) -> str:
    return f"联合体共{total}家单位，其中{'、'.join(f'{kind}{count}家' for kind, count in parts)}。"


@settings(deadline=None)
@given(COUNTS, st.integers(min_value=-9, max_value=9), st.randoms())
def test_the_order_of_parts_never_changes_the_verdict(counts: list[int], off: int, chance: object) -> None:
    total = sum(counts) + off
    assume(total > max(counts))
    parts = list(zip(KINDS, counts, strict=False))
    shuffled = parts.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for order in (parts, shuffled, parts[::-1]):
        assert bool(list(enumerations(listing(total, order)))) is (off != 0)


@settings(deadline=None)
@given(COUNTS.filter(lambda c: len(c) < len(KINDS) and c[0] > 1), st.integers(min_value=-9, max_value=9), st.data())
def test_splitting_a_part_never_changes_the_verdict(counts: list[int], off: int, data: st.DataObject) -> None:
    total = sum(counts) + off
    assume(total > max(counts))
    cut = data.draw(st.integers(min_value=1, max_value=counts[0] - 1))
    split = [cut, counts[0] - cut, *counts[1:]]
    whole, finer = (
        bool(list(enumerations(listing(total, list(zip(KINDS, c, strict=False)))))) for c in (counts, split)
    )
    assert whole is finer is (off != 0)


AMOUNTS = st.lists(st.integers(min_value=10, max_value=1800), min_size=2, max_size=6)
"""Below 1900, as a bare 1990 may be a year."""
ITEMS = ("设备费", "材料费", "测试费", "差旅费", "会议费", "劳务费", "咨询费")


def sheet(total: int, amounts: list[int], unit: str, style: str) -> list[list[str]]:
    def say(amount: int) -> str:
        said = written(Decimal(amount), unit, {"元": 0, "万元": 0, "百万元": 2, "亿元": 4}[unit], style)
        assert said is not None
        return said.text.removesuffix(unit)

    rows = [[name, say(amount)] for name, amount in zip(ITEMS, amounts, strict=False)]
    return [["科目", f"金额（{unit}）"], *rows, ["合计", say(total)]]


@settings(deadline=None, max_examples=60)
@given(
    AMOUNTS,
    st.sampled_from((0, 500, -7)),
    st.sampled_from(("元", "万元", "百万元", "亿元")),
    st.sampled_from(("plain", "grouped", "wide")),
    st.data(),
)
def test_a_table_is_judged_alike_in_any_order_split_unit_and_style(
    amounts: list[int], off: int, unit: str, style: str, data: st.DataObject
) -> None:
    total = sum(amounts) + off
    assume(total > 0 and not 1900 <= total < 2100)
    cut = data.draw(st.integers(min_value=1, max_value=amounts[0] - 1))
    shuffled = data.draw(st.permutations(amounts))
    for held in (amounts, shuffled, [cut, amounts[0] - cut, *amounts[1:]]):
        said = [
            f for f in figure_findings(mapped(tables=[grid(sheet(total, list(held), unit, style))])) if f.code == "N006"
        ]
        assert bool(said) is (off != 0)


@pytest.mark.parametrize(("unit", "style"), [("亿元", "plain"), ("百万元", "wide"), ("元", "grouped")])
@pytest.mark.parametrize("off", [0, 500])
def test_real_files_are_judged_alike_in_every_unit(tmp_path: Path, unit: str, style: str, off: int) -> None:
    amounts = [1200, 800, 350]
    said = written(Decimal(152_300), unit, {"亿元": 3, "百万元": 0, "元": 0}[unit], style)
    assert said is not None
    paper = [
        "# 江苏省创新联合体建设方案",
        f"牵头单位{LEAD.name}2022年销售收入{said.text}。",
        sheet(sum(amounts) + off, amounts, unit, style),
        sheet(sum(amounts) + off, amounts[::-1], unit, style),
    ]
    profile = ["# 牵头单位简介", f"{LEAD.name}位于南京市，2022年销售收入15.23亿元。"]
    report = check(tmp_path, {"建设方案.docx": paper, "牵头单位简介.docx": profile}, "jiangsu-2023")
    assert found(report, "N001") == found(report, "N004") == []
    assert len(found(report, "N006")) == (2 if off else 0)


def test_every_unit_is_covered() -> None:
    assert set(MONEY) >= {"元", "万元", "百万元", "亿元"}
