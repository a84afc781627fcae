"""Sums written as equations: 13名＝面板企业5名＋材料企业4名＋高校3名＋院所2名; 授权198件＋软件著作权114件＝312件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doccheck.facts.model import Quantity
from doccheck.language.patterns import lazy

_STOP = lazy(r"[,，。；;、:：→\n]")
_ASIDE = lazy(r"\([^()]*\)")
_SIDE = 160
"""Signs of one side of an equation."""
Parts = list[tuple[str, Quantity]]


def equations(said: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Parts]]:
    """The total and the parts of each equation of a narrowed sentence, whichever stands first."""
    plain = _ASIDE.sub(lambda aside: " " * len(aside[0]), said)
    for sign in re.finditer("[=＝]", plain):
        left = _side(plain, found, max(0, sign.start() - _SIDE), sign.start(), before=True)
        right = _side(plain, found, sign.end(), min(len(plain), sign.end() + _SIDE), before=False)
        for total, parts in ((left, right), (right, left)):
            if len(total) == 1 and len(parts) > 1 and all(q.unit == total[0][1].unit for _, q in parts):
                yield total[0][1], parts
                break


def _side(plain: str, found: Sequence[Quantity], begin: int, end: int, *, before: bool) -> Parts:
    """The items that pluses join on one side of a sign; none if one of them is no single figure."""
    stops = [stop.span() for stop in _STOP.finditer(plain, begin, end) if not _in_number(plain, stop.start())]
    if stops:
        begin, end = (stops[-1][1], end) if before else (begin, stops[0][0])
    parts: Parts = []
    for item in re.finditer(r"[^+]+", plain[begin:end]):
        if not item[0].strip():
            return []
        own = [q for q in found if begin + item.start() <= q.start and q.end <= begin + item.end()]
        own = own[-1:] if own and not plain[own[-1].end : begin + item.end()].strip() else []
        if not own:
            return []
        parts.append((plain[begin + item.start() : own[0].start].strip(), own[0]))
    return parts


def _in_number(plain: str, at: int) -> bool:
    """Whether a comma stands between the digits of one number."""
    return plain[at - 1 : at].isdigit() and plain[at + 1 : at + 4].isdigit()
