"""Figures written the ways papers write them, for property tests: a value, a unit, a precision and a style."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import cn2an
from hypothesis import strategies as st

MONEY = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
}
"""Units of money in 万元."""
_WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
STYLES = ("plain", "grouped", "wide", "wide grouped", "spaced", "small", "large", "dotted")


@dataclass(frozen=True)
class Written:
    """``text`` is what the paper says; ``step`` the weight of its last digit, both in the normalised unit."""

    text: str
    value: Decimal
    step: Decimal


def digits(number: Decimal, style: str) -> str | None:
    """A number in one style; None where the style cannot write it."""
    whole = number == number.to_integral_value() and number.as_tuple().exponent == 0
    plain = f"{number:f}"
    match style:
        case "plain":
            return plain
        case "grouped":
            return f"{number:,f}"
        case "wide":
            return plain.translate(_WIDE)
        case "wide grouped":
            return f"{number:,f}".translate(_WIDE)
        case "spaced":
            return plain + " "
        case "small" | "large":
            if not whole or not 2 <= number < 10**8 or number % 10**4 == 0:
                return None
            return str(cn2an.an2cn(int(number), "low" if style == "small" else "up"))
        case _:
            if whole or not 1 <= number < 10:
                return None
            names = "零一二三四五六七八九"
            before, after = plain.split(".")
            return names[int(before)] + "点" + "".join(names[int(c)] for c in after)


def written(value: Decimal, unit: str, decimals: int, style: str, cut_off: bool = False) -> Written | None:
    """``value`` 万元 in a unit with so many decimals, rounded or cut off; None where nothing is left to write."""
    factor = MONEY[unit]
    step = Decimal(1).scaleb(-decimals)
    number = (value / factor).quantize(step, ROUND_DOWN if cut_off else ROUND_HALF_UP)
    if style in ("small", "large") and (unit not in ("元", "万元", "亿元") or (unit != "元" and number >= 10**4)):
        return None  # nobody writes 十千元 or 一万二千万元
    words = digits(number, style) if number else None
    return None if words is None else Written(words + unit, number * factor, step * factor)


def say(value: Decimal, unit: str, decimals: int, style: str, cut_off: bool = False) -> Written:
    """Like :func:`written`, in plain digits where the style cannot say it, in 元 where the unit is too coarse."""
    said = written(value, unit, decimals, style, cut_off) or written(value, unit, decimals, "plain", cut_off)
    said = said or written(value, "元", 0, "plain")
    assert said is not None
    return said


values = st.integers(min_value=1, max_value=10**12).map(lambda n: Decimal(n).scaleb(-4))
"""Amounts in 万元, to the 元."""
units = st.sampled_from(sorted(MONEY))
precisions = st.integers(min_value=0, max_value=3)
styles = st.sampled_from(STYLES)
