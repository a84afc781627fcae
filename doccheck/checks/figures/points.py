"""N003 on percentage points: “由6.0%提到7.5%，提高2.5个百分点”, which one sentence gives and one subtraction tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate, rates
from doccheck.checks.figures.reckoned_words import left_of
from doccheck.checks.figures.said import Said
from doccheck.checks.figures.slips import Slip
from doccheck.language.patterns import lazy

_FROM = lazy(r"(?:由|从)[^,，;；%]{0,16}$")
_TO = lazy(r"\s?(?:[^,，;；%\d]{0,4})(?:到|至|为)(?:了)?(?:(?:19|20)\d{2}\s?年度?(?:底|末|初)?)?[^,，;；%\d]{0,6}")
_BY = lazy(
    r"[\s,，(]*(?:(?:[一两二三四五]年|期间)(?:间|里|内|来|下来|合计|共)?)?(?:共|累计|合计|总共|相当于|净)?(?:提高|提升|增加|上升|增长|提|升|涨|抬高|下降|降低|减少|回落|降|压缩)[了约近\s]*"
)


_YEAR_OF = lazy(r"(?:19|20)\d\d|[上去前次当]一?年|期末|年初|年末")
_BY_IN_ALL = lazy(
    r"[\s,，;；(]*(?:[一两二三四五]年|期间)?(?:间|里|内|来|下来)?(?:共|累计|合计|总共|净)?(?:提高|提升|增加|上升|增长|提|升|涨|抬高|下降|降低|减少|回落|降|压缩)[了约近\s]*"
)
_AGAINST = lazy(r"\s?[,，(]?\s?(?:相?比|较)(?:(?:19|20)\d{2}\s?年|[^,，;；%\d]){0,8}")
_HIGHER = lazy(r"(?:的水平)?[\s,，]*(?:提高|提升|增加|上升|增长|高出|高|下降|降低|减少|回落|低|少|多)[了出约近\s]*")


def wrong_points(said: Said) -> Iterator[Slip]:
    """Rises and falls in percentage points that no two of the rates before them give."""
    if "点" not in said.text:
        return
    found = [rate for rate in rates(said.text) if not rate.bound and not rate.form]
    for index, points in enumerate(found):
        told = [rate for rate in found[:index] if not rate.points]
        if not points.points or len(told) < 2 or found[index - 1].points:
            continue
        old, new = told[-2:]
        if not (_stated(said.text, old, new, points) or _dated(said.text, told, points)):
            continue
        if any(_gives(points, a, b) for a, b in combinations(told, 2)):
            continue
        first = told[0] if _dated(said.text, told, points) else old
        yield Slip(
            said.part.document,
            said.paragraph.location,
            said.paragraph.location,
            said.raw,
            points.value,
            f"{first.written} 与 {new.written} 相差应为 {number(round(abs(new.value - first.value), 2))} 个百分点，"
            f"所写为“{points.written}”。",
            0.92,
        )


def _gives(points: Rate, one: Rate, two: Rate) -> bool:
    low, high = sorted((abs(two.low - one.high), abs(two.high - one.low)))
    return points.allows(min(low, abs(two.value - one.value)), high)


def _dated(text: str, told: Sequence[Rate], points: Rate) -> bool:
    """Whether the rates before are one thing's, year by year: 2020年4.2%，2021年4.8%，2022年5.6%，累计提高."""
    ends = [0, *(rate.end for rate in told)]
    labels = [text[a : rate.start] for a, rate in zip(ends, told, strict=False)]
    if not all(_YEAR_OF.search(label) for label in labels) or any(len(left_of(label)) > 2 for label in labels[1:]):
        return False
    return _BY_IN_ALL.fullmatch(text, told[-1].end, points.start) is not None


def _stated(text: str, old: Rate, new: Rate, points: Rate) -> bool:
    if _AGAINST.fullmatch(text, old.end, new.start) and _HIGHER.fullmatch(text, new.end, points.start):
        return True  # 强度9.0%，比2022年的8.5%高0.5个百分点
    return (
        _FROM.search(text[: old.start]) is not None
        and _TO.fullmatch(text, old.end, new.start) is not None
        and _BY.fullmatch(text, new.end, points.start) is not None
        and re.search(r"年均|每年|分别", text[new.end : points.start]) is None
    )
