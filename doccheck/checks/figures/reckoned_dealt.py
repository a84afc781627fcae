"""N003: shares that are dealt out in turn: 甲方350万元、乙方150万元，分别占60%、40%; 甲方60%、乙方40%…甲方得350万元."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from doccheck.checks.figures.measured import Measure
from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.reckoned_words import about, term_of
from doccheck.checks.figures.verdicts import Verdict
from doccheck.language.patterns import lazy

_IN_TURN = lazy(
    r"(?:分别|依次|各自?)(?:占|为|是|约占|占比为?)[^,，。;；\d]{0,10}$"
    r"|(?:占比|比重|比例|份额)(?:分别|依次)[占为是]?[^,，。;；\d]{0,4}$"
)
_NO_SHARE = lazy(r"增|降|速|强度|费用率|利润|率")
"""Rates in a row that are no shares of the amounts beside them."""
_PARTED = lazy(r"\s?[、,，和及与]\s?")
_BETWEEN = lazy(r"\s?[、,，和及与;；]\s?[\u4e00-\u9fff]{0,16}")
_STOP = lazy(r"[。！？\n]")
_DEALT = lazy(
    r"(?:^|(?<=[按照、,，:：;；为和]))(?P<who>(?:(?![按照为和])[\u4e00-\u9fff]){2,8}?)"
    r"(?:占|得|承担|出资|分得|分成|享有?)?$"
)
_HUNDRED = (99.7, 100.3)
_NEARLY = (0.6, 1.67)


def dealt(clean: str, said: Sequence[Rate], found: Sequence[Measure], known: Collection[int]) -> Iterator[Verdict]:
    """What the amounts of a passage say of rates that stand in a row, one for each of them."""
    for run in _runs(clean, said):
        if any(r.bound or r.form or r.points for r in run) or any(r.start in known for r in run):
            continue
        said_so = _IN_TURN.search(clean, max(0, run[0].start - 24), run[0].start)
        if said_so and not _NO_SHARE.search(clean[max(0, run[0].start - 16) : run[0].start]):
            yield from _in_turn(clean, run, found)


def _runs(clean: str, said: Sequence[Rate]) -> Iterator[list[Rate]]:
    """Rates with nothing but a mark between them."""
    run: list[Rate] = []
    for rate in said:
        if run and _PARTED.fullmatch(clean, run[-1].end, rate.start) is None:
            if len(run) > 1:
                yield run
            run = []
        run.append(rate)
    if len(run) > 1:
        yield run


def _in_turn(clean: str, run: Sequence[Rate], found: Sequence[Measure]) -> Iterator[Verdict]:
    """“设备费600万元、材料费300万元、人员费100万元，分别占50%、30%、10%”."""
    before = [m for m in found if m.end <= run[0].start]
    items = before[-len(run) :]
    if len(items) < len(run) or _STOP.search(clean, items[0].end, run[0].start):
        return
    if any(m.unit != items[0].unit or m.bound or m.low <= 0 for m in items) or not items[0].unit:
        return
    if any(_BETWEEN.fullmatch(clean, a.end, b.start) is None for a, b in pairwise(items)):
        return
    wholes = [sum(m.value for m in items)]
    wholes += [m.value for m in found if m.unit == items[0].unit and m.value >= max(i.value for i in items)]
    wholes += [wholes[0] + m.value for m in found if m.unit == items[0].unit and m not in items]
    misses = [[(r, m) for r, m in zip(run, items, strict=True) if not _fits(r, m, whole)] for whole in wholes]
    whole, missed = min(zip(wholes, misses, strict=True), key=lambda held: len(held[1]))
    if _HUNDRED[0] <= sum(r.value for r in run) <= _HUNDRED[1] and len(missed) > 1:
        whole, missed = wholes[0], misses[0]
    elif len(missed) != 1 or len(run) < _SURE:
        return
    for rate, item in missed[:1]:
        true = item.value / whole * 100
        if _NEARLY[0] < true / max(rate.value, 1e-6) < _NEARLY[1]:
            yield Verdict(
                rate.start, rate.value, True,
                f"占比写“{rate.written}”，按 {item.written} ÷ {number(round(whole, 2))} 计算应为 {true:.1f}%。",
                (term_of(item),), 0.87,
            )  # fmt: skip


_SURE = 3
"""Shares in a row of which one may be wrong, if the others bear out their whole."""


def _fits(rate: Rate, part: Measure, whole: float) -> bool:
    return rate.allows(part.low / whole * 100 - _ROUNDING, part.high / whole * 100 + _ROUNDING)


_ROUNDING = 0.06
"""What is added to or taken from a share to make the row a hundred."""


def by_the_rule(clean: str, said: Sequence[Rate], found: Sequence[Measure]) -> Iterator[Verdict]:
    """“收益按甲方60%、乙方40%分配，2022年分配500万元，甲方得350万元、乙方得150万元”."""
    named: list[tuple[str, Rate]] = []
    for rate in said:
        who = _DEALT.search(clean[max(0, rate.start - 12) : rate.start])
        near = not named or len(clean[named[-1][1].end : rate.start]) < _APART
        if who is None or rate.bound or rate.form or rate.points or not near:
            named = []
        if who is not None and not (rate.bound or rate.form or rate.points):
            named.append((who["who"], rate))
        if len(named) > 1 and _HUNDRED[0] <= sum(r.value for _, r in named) <= _HUNDRED[1]:
            yield from _judged(clean, named, found)
            named = []


_APART = 12


def _judged(clean: str, named: Sequence[tuple[str, Rate]], found: Sequence[Measure]) -> Iterator[Verdict]:
    last = named[-1][1]
    stop = _STOP.search(clean, last.end)
    end = stop.start() if stop is not None else len(clean)
    here = [m for m in found if last.end <= m.start < end and not m.bound]
    parts = [next((m for m in here if who in m.label), None) for who, _ in named]
    if any(m is None for m in parts) or len({m.unit for m in parts if m}) != 1:
        return
    own = [m for m in parts if m is not None]
    total = sum(m.value for m in own)
    if len({id(m) for m in own}) < len(own) or not total or not re.search("[分享承收益]", clean[last.end : end]):
        return
    totals = [m for m in found if m.unit == own[0].unit and m not in own and abs(m.value - total) <= 0.002 * total]
    wrong = [(r, m) for (_, r), m in zip(named, own, strict=True) if not _fits(r, m, total)]
    if totals and len(wrong) > 1:
        rate, item = wrong[0]
        yield Verdict(
            rate.start, rate.value, True,
            f"所定比例为“{rate.written}”，{about(item).strip()[:16]}{item.written} 占 {number(round(total, 2))} 的 "
            f"{item.value / total * 100:.1f}%。",
            (term_of(item), term_of(totals[0])), 0.87,
        )  # fmt: skip
