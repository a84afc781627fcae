"""Shares said as what is spent of each hundred: 每百元收入拿出6.2元."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from doccheck.facts.model import Quantity
from doccheck.language.patterns import lazy

_HUNDRED = lazy(r"每(?:一)?(?:百|100)元(?=(?:营业|销售)?(?:收入|营收|销售额))[^，,。；;\d]{0,14}")
_JIAO = lazy(r"([一二三四五六七八九])角")


def per_hundred(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The figures of a text, with a share for what is spent of each hundred: 每百元收入拿出6.2元."""
    if not _HUNDRED.search(text):
        return list(found)
    return [
        _of_hundred(text, q) if q.unit == "万元" and _HUNDRED.search(text, max(0, q.start - 20), q.start) else q
        for q in found
    ]


def _of_hundred(text: str, quantity: Quantity) -> Quantity:
    """Money of a hundred 元 as a share; 三元五角 is 3.5."""
    jiao = _JIAO.match(text, quantity.end)
    more = "一二三四五六七八九".find(jiao[1]) + 1 if jiao is not None else 0
    value = quantity.value * 10000 + more / 10
    half = 0.05 if more else (quantity.high - quantity.low) * 5000
    end = jiao.end() if jiao is not None else quantity.end
    written = text[quantity.start : end]
    return replace(quantity, value=value, low=value - half, high=value + half, unit="%", end=end, written=written)
