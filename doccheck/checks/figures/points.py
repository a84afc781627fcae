"""N003 on percentage points: “由6.0%提到7.5%，提高2.5个百分点”, which one sentence gives and one subtraction tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate, rates
from doccheck.checks.figures.said import Said
from doccheck.checks.figures.slips import Slip
from doccheck.language.patterns import lazy

_FROM = lazy(r"(?:由|从)[^,，;；%]{0,16}$")
_TO = lazy(r"\s?(?:[^,，;；%\d]{0,4})(?:到|至|为)(?:(?:19|20)\d{2}\s?年(?:底|末)?)?[^,，;；%\d]{0,6}")
_BY = lazy(
    r"[\s,，(]*(?:共|累计|合计|总共|相当于)?(?:提高|提升|增加|上升|增长|提|升|涨|抬高|下降|降低|减少|回落|降|压缩)[了约近\s]*"
)


_AGAINST = lazy(r"\s?[,，(]?\s?(?:相?比|较)(?:(?:19|20)\d{2}\s?年|[^,，;；%\d]){0,8}")
_HIGHER = lazy(r"(?:的水平)?[\s,，]*(?:提高|提升|增加|上升|增长|高出|高|下降|降低|减少|回落|低|少|多)[了出约近\s]*")


def wrong_points(said: Said) -> Iterator[Slip]:
    """Rises and falls in percentage points that the two rates right before them do not give."""
    found = [rate for rate in rates(said.text) if not rate.bound]
    for old, new, points in zip(found, found[1:], found[2:], strict=False):
        if old.points or new.points or not points.points or not _stated(said.text, old, new, points):
            continue
        low, high = sorted((abs(new.low - old.high), abs(new.high - old.low)))
        if points.allows(min(low, abs(new.value - old.value)), high):
            continue
        yield Slip(
            said.part.document,
            said.paragraph.location,
            said.paragraph.location,
            said.raw,
            points.value,
            f"{old.written} 与 {new.written} 相差应为 {number(round(abs(new.value - old.value), 2))} 个百分点，"
            f"所写为“{points.written}”。",
            0.92,
        )


def _stated(text: str, old: Rate, new: Rate, points: Rate) -> bool:
    if _AGAINST.fullmatch(text, old.end, new.start) and _HIGHER.fullmatch(text, new.end, points.start):
        return True  # 强度9.0%，比2022年的8.5%高0.5个百分点
    return (
        _FROM.search(text[: old.start]) is not None
        and _TO.fullmatch(text, old.end, new.start) is not None
        and _BY.fullmatch(text, new.end, points.start) is not None
        and re.search(r"年均|每年|分别", text[new.end : points.start]) is None
    )
