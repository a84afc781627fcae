"""Spans with both ends and moments (底, 上半年, 季度, …前), for checks that weigh dates against each other."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from doccheck.facts.dates import Date, Period, dates, periods
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy

_JOIN = lazy(
    r"\s*(?:之日)?(?:起算|起|始|开始|份)?(?:正式)?(?:生效|执行|实施|施行|启动|签订)?\s*[,，]?\s*"
    r"(?:(?:有效期|期限|为期|历时|共计?|满|计)?[为是]?\s?(?:[一二两三四五六七八九十]{1,3}|\d{1,3})\s?(?:个月|年)整?"
    r"(?:以?内|期满?)?(?:均?有效|届满)?\s?[,，、]\s*即?)?"
    r"(?:[-—–~－]{1,2}|直?至|直?到|[迄讫][至于]?|止于|截至|截止到?"
    r"|(?:终点|结束|终止|截止|完成|完工|收官)(?:时间|日期|年月|节点)?[为是于在:：]{1,2})\s*"
)
_FROM = lazy(r"[自从由以][^，,、。；;:：\d]{0,12}$")
_UNTIL = lazy(
    r"[^，,。；;\d]{0,16}?(?:起算?|算起|始|开始|之日)[^，,。；;\d]{0,8}[,，]\s?(?:[^，,。；;\d]{0,8}[,，])?(?:将)?(?:于|至|到|在|直至)?\s?"
)
"""自签署日2023年9月18日起算，于2026年9月17日届满; 自2023年11月选举产生之日起，到2026年11月任期届满时止."""
_BEGUN = lazy(
    r"\s*起?(?:正式)?(?:起|生效|启动|开始|开工|动工|开张|进场|执行|实施)(?:建设|实施|执行)?\s*[,，、]\s*(?:并?[于至到])?\s*"
)
_ENDS = lazy(
    r"\s*(?:全部|整体|任期|自然|正式|如期|即告|方告)*"
    r"(?:为?止|终止|届满|期满|失效|到期|结束|收[官工]|完[成工结]|[竣交]工)"
)
_CLOSED = lazy(r"\s*(?:全部|整体)?结[题项]")
_OF_ALL = lazy(r"(?:建设|组建|实施|执行|项目)(?:周?期限?|周期)[^。；;\d]{0,10}$")
"""Before a beginning, says whose it is: 建设期三年，2023年10月启动，2026年9月结题."""
_PART = lazy(
    r"\s*(?:年)?(?:的)?(上半年|下半年|第?[一二三四1-4]季度|年?底|年?末|年?初|上旬|中旬|下旬)?\s*(之前|以前|前)?"
)
_MONTHS = lazy(r"\s*(\d{1,2})\s*月?\s*(?:[-—–~－]{1,2}|至|到)\s*(\d{1,2})\s*月")
_YEAR = lazy(r"(?<![\d.])(?:19|20)\d{2}(?![\d.%万亿])")


class Moment(Struct, frozen=True):
    """The earliest and latest day that a date, a part of a year or a span may mean."""

    first: date
    last: date
    written: str
    start: int
    end: int
    precision: str
    """“day”, “month”, “part” (half, quarter, 年底), “year” or “span”."""
    before: bool = False
    """Whether 前 follows: the day by which something is done."""


def spans(text: str) -> list[Period]:
    """Every period that says both its ends, also 二〇二三年一月至二〇二五年六月 and “…起，至…止”."""
    found = [p for p in periods(text) if p.begin is not None and p.finish is not None and p.begin.written]
    known = dates(text)
    for one, two in pairwise(known):
        if any(p.start < two.end and one.start < p.end for p in found):
            continue
        between = narrow(text[one.end : two.start])
        behind = narrow(text[two.end : two.end + 10])
        joined = _JOIN.fullmatch(between)
        if not joined and one.first <= two.last:  # else 2025年3月开工，2024年9月完成设计 are two events
            ends = _ENDS.match(behind) or (_CLOSED.match(behind) and _OF_ALL.search(narrow(text[: one.start])))
            joined = _BEGUN.fullmatch(between) if ends else None
        told = not joined and _UNTIL.fullmatch(between) and _ENDS.match(behind)
        if joined or (told and _FROM.search(narrow(text[max(0, one.start - 16) : one.start]))):
            found.append(Period(one, two, text[one.start : two.end].strip(), one.start, two.end))
    return sorted(found, key=lambda p: p.start)


def months(period: Period) -> float:
    """How many months a span with both ends lasts, from the first to the last day that is meant."""
    if period.begin is None or period.finish is None:
        return 0.0
    begin, after = period.begin.first, period.finish.last + timedelta(days=1)
    whole = (after.year - begin.year) * 12 + after.month - begin.month
    return whole + (after.day - begin.day) / 30


def moments(text: str) -> list[Moment]:
    """Every date and span of ``text`` with what stands behind a year or month: 2026年下半年, 2025年底, 2025年9月前."""
    ranges = spans(text)
    found = [_of_period(p) for p in ranges if not p.reversed]
    flat = narrow(text)
    for day in dates(text):
        if any(p.start <= day.start < p.end for p in ranges):
            continue
        months_of = _MONTHS.match(flat, day.end) if day.precision == "year" else None
        if months_of is not None and 1 <= int(months_of[1]) <= int(months_of[2]) <= 12:
            month = int(months_of[2])
            found.append(
                Moment(
                    date(day.year, int(months_of[1]), 1),
                    date(day.year, month, monthrange(day.year, month)[1]),
                    text[day.start : months_of.end()].strip(), day.start, months_of.end(), "span",
                )
            )  # fmt: skip
            continue
        tail = _PART.match(flat, day.end)
        written = text[day.start : tail.end() if tail else day.end].strip()
        inner = re.search(r"[底末初]$", day.written)
        part = (tail[1] if tail and tail[1] else "") or (inner[0] if inner else "")
        first, last, precision = day.first, day.last, day.precision
        if part:
            first, last, precision = _narrowed(day, part)
        end = tail.end() if tail and (tail[1] or tail[2]) else day.end
        found.append(Moment(first, last, written, day.start, end, precision, bool(tail and tail[2])))
    return sorted(found, key=lambda m: m.start)


def _of_period(period: Period) -> Moment:
    if period.begin is None or period.finish is None:
        raise ValueError(period.written)
    return Moment(period.begin.first, period.finish.last, period.written, period.start, period.end, "span")


def _narrowed(day: Date, part: str) -> tuple[date, date, str]:
    """What a part of a year or month leaves of it; beginnings and ends are taken generously."""
    if day.precision == "year":
        signs = ("一1", "二2", "三3", "四4")
        quarter = next((n for n, sign in enumerate(signs, 1) if re.search(f"[{sign}]季", part)), 0)
        begin, end = {"上半年": (1, 6), "下半年": (7, 12)}.get(part, (1, 12))
        if quarter:
            begin, end = 3 * quarter - 2, 3 * quarter
        elif part[-1] in "底末":
            begin, end = 10, 12
        elif part[-1] == "初":
            begin, end = 1, 3
        return date(day.year, begin, 1), date(day.year, end, monthrange(day.year, end)[1]), "part"
    return day.first, day.last, day.precision


def bare_years(text: str) -> Iterator[int]:
    """Every four-digit year that stands as a number of its own."""
    for match in _YEAR.finditer(narrow(text)):
        yield int(match[0])
