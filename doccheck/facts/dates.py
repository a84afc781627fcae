"""Dates and periods as written in Chinese papers, with the precision that they are written in."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from msgspec import Struct

from doccheck.facts.numbers import chinese_value, narrow
from doccheck.language.patterns import lazy

_CN = "〇零一二三四五六七八九十"
_YEAR = r"(?:(?:19|20)\s?\d\s?\d)"
_PLAN_ENDS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}

_DATE = lazy(
    rf"""
      (?<!\d)(?P<y1>{_YEAR})\s?年(?!度?(?:以[来前后上内]|来))\s?(?:(?P<m1>\d{{1,2}})\s?月\s?(?:(?P<d1>\d{{1,2}})\s?[日号])?)?(?:度|底|末|初)?
    | (?P<y2>[一二][{_CN}]{{3}})\s?年\s?(?:(?P<m2>[{_CN}]{{1,3}})\s?月\s?(?:(?P<d2>[{_CN}]{{1,3}})\s?[日号])?)?
    | (?<![\d.])(?P<y3>{_YEAR})\s?(?P<sep>[-./—])\s?(?P<m3>\d{{1,2}})(?:\s?(?P=sep)\s?(?P<d3>\d{{1,2}}))?
      (?:\s?[月日])?(?![\d%万亿元])
    | (?<!\d)(?P<y4>(?:19|20)\d{{2}})(?P<m4>0[1-9]|1[0-2])(?P<d4>[0-3]\d)(?!\d)
    """,
    re.VERBOSE,
)
_HAS_YEAR = lazy(r"年|19|20")
"""What every date holds, and most texts do not."""
_HAS_PERIOD = lazy(r"[年五]|19|20")
_BARE_YEAR = lazy(rf"\s*({_YEAR})\s*")
_RANGE = lazy(
    rf"""
    (?:自|从)?\s?(?P<a>{_YEAR})\s?(?:年度?|[./-](?P<am>\d{{1,2}})(?:[./-](?P<ad>\d{{1,2}}))?)?
    (?:\s?(?P<am2>\d{{1,2}})\s?月(?:\s?(?P<ad2>\d{{1,2}})\s?[日号])?(?:份|初|起)?)?
    \s?(?:[-—–~－]{{1,2}}|至|到)\s?
    (?:(?P<b>{_YEAR})\s?(?:年度?|[./-](?P<bm>\d{{1,2}})(?:[./-](?P<bd>\d{{1,2}}))?)?
       (?:\s?(?P<bm2>\d{{1,2}})\s?月(?:\s?(?P<bd2>\d{{1,2}})\s?[日号])?)?
      |(?P<bm3>\d{{1,2}})\s?月(?:\s?(?P<bd3>\d{{1,2}})\s?[日号])?)
    """,
    re.VERBOSE,
)
_UNTIL = lazy(rf"(?:到|至|截至|截止到?)\s?({_YEAR})\s?年(?:底|末)?")
_SINCE = lazy(
    rf"(?P<a>{_YEAR})\s?(?:年|[./-])\s?(?:(?P<am>\d{{1,2}})\s?月?)?\s?(?:[-—–~－]{{1,2}}|至|到)?\s?(?:至今|今|现在)"
)
_PLAN = lazy(r"[“\"‘']?(十[二三四五]五)[”\"’']?(?:期?末|期间|时期|规划)?")
_LAST_YEARS = lazy(r"(?:近|最近|过去|前)([一二两三四五六七八九十\d]+)年")
_ORDINAL = lazy(r"第([一二三四五六七八九十\d]+)年")


class Date(Struct, frozen=True):
    """A day, month or year as written; ``start``/``end`` are offsets in the text that was read."""

    year: int
    month: int | None = None
    day: int | None = None
    written: str = ""
    start: int = 0
    end: int = 0

    @property
    def precision(self) -> str:
        """“day”, “month” or “year”."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """The earliest day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def same(self, other: Date) -> bool:
        """Whether both may mean one day, each within its precision."""
        return self.first <= other.last and other.first <= self.last

    @property
    def chinese(self) -> str:
        """The date in the usual form: 2023年9月28日."""
        return f"{self.year}年" + (f"{self.month}月" if self.month else "") + (f"{self.day}日" if self.day else "")


class Period(Struct, frozen=True):
    """A span of time; an end that is not said is ``None``. ``ordinal`` is n for 第n年, with both ends ``None``."""

    begin: Date | None
    finish: Date | None
    written: str
    start: int
    end: int
    ordinal: int | None = None

    @property
    def reversed(self) -> bool:
        """Whether it ends before it begins, at the precision written."""
        return self.begin is not None and self.finish is not None and self.finish.last < self.begin.first

    def overlaps(self, first_year: int, last_year: int) -> bool:
        """Whether it may touch the years ``first_year``–``last_year``."""
        begin = self.begin.first if self.begin else date.min
        finish = self.finish.last if self.finish else date.max
        return begin <= date(last_year, 12, 31) and finish >= date(first_year, 1, 1)


def _number(token: str | None) -> int | None:
    if not token:
        return None
    token = token.replace(" ", "")
    if token.isdigit():
        return int(token)
    written = chinese_value(token)
    return int(written.value) if written else None


def _date(year: int | None, month: int | None, day: int | None, written: str, start: int, end: int) -> Date | None:
    """A valid date or ``None`` (month 13, 30 February, a year outside 1900–2099)."""
    if year is None or not 1900 <= year <= 2099 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and not (month and 1 <= day <= monthrange(year, month)[1]):
        return None
    return Date(year, month, day, written, start, end)


def dates(text: str) -> list[Date]:
    """Every date of ``text`` in reading order, years alone (2022年) included; impossible dates are left out."""
    clean = narrow(text)
    if not _HAS_YEAR.search(clean):
        return []
    found: list[Date] = []
    for match in _DATE.finditer(clean):
        group = next(n for n in "1234" if match[f"y{n}"])
        parts = [_number(match[key + group]) for key in "ymd"]
        hit = _date(parts[0], parts[1], parts[2], text[match.start() : match.end()].strip(), match.start(), match.end())
        if hit is not None:
            found.append(hit)
    return found


def parse_date(text: str) -> Date | None:
    """The date that a field holds (2023年9月28日, 2023-09-28, 2023.9, 二〇二三年九月, 2023), or ``None``.

    Text that holds a date among other words gives its first date; impossible dates and blank forms give ``None``.
    """
    clean = re.sub(r"(?<=[年月])\s+|\s+(?=[年月日])", lambda m: " " * (m.end() > m.start()), narrow(text).strip())
    bare = _BARE_YEAR.fullmatch(clean)
    if bare:
        return _date(_number(bare[1]), None, None, text.strip(), 0, len(text))
    broken = re.search(rf"{_YEAR}\s?[年./-]\s?(\d{{1,2}})(?:\s?[月./-]\s?(\d{{1,2}}))?", clean)
    found = dates(clean)
    if not found or (broken and _impossible(broken)):
        return None
    return found[0]


def _impossible(match: re.Match[str]) -> bool:
    month = int(match[1])
    year = _number(match[0][:5].replace(" ", "")[:4]) or 2000
    if not 1 <= month <= 12:
        return True
    return match[2] is not None and not 1 <= int(match[2]) <= monthrange(year, month)[1]


def periods(text: str, reference_year: int | None = None) -> list[Period]:
    """Every period of ``text``: 2021—2023年, 2022.01-2024.12, 2023年1月至2025年12月, 到2026年, “十四五”末, 第一年.

    近三年 is the three years before ``reference_year`` and is given only with it.
    """
    clean = narrow(text)
    if not _HAS_PERIOD.search(clean):
        return []
    found: list[Period] = []
    taken: list[tuple[int, int]] = []

    def add(begin: Date | None, finish: Date | None, match: re.Match[str], ordinal: int | None = None) -> None:
        found.append(
            Period(begin, finish, text[match.start() : match.end()].strip(), match.start(), match.end(), ordinal)
        )
        taken.append(match.span())

    for match in _RANGE.finditer(clean):
        begin = _end_of(match, "a", ("am", "am2"), ("ad", "ad2"))
        finish = _end_of(match, "b", ("bm", "bm2"), ("bd", "bd2")) if match["b"] else None
        if begin and not match["b"] and begin.month:
            finish = _date(
                begin.year, _number(match["bm3"]), _number(match["bd3"]), "", match.start("bm3"), match.end()
            )
        if begin and finish and _is_span(match, clean):
            add(begin, finish, match)
    for match in _UNTIL.finditer(clean):
        if not _inside(match.span(), taken):
            year = _number(match[1])
            add(None, _date(year, None, None, match[0], match.start(1), match.end()), match)
    for match in _SINCE.finditer(clean):
        since = _date(_number(match["a"]), _number(match["am"]), None, match[0], match.start(), match.end())
        if since:
            add(since, None, match)
    for match in _PLAN.finditer(clean):
        last = _PLAN_ENDS[match[1]]
        begin = (
            None if match[0].endswith("末") else Date(last - 4, written=match[0], start=match.start(), end=match.end())
        )
        add(begin, Date(last, written=match[0], start=match.start(), end=match.end()), match)
    for match in _LAST_YEARS.finditer(clean):
        count = _number(match[1])
        if count and reference_year and count <= 20:
            add(Date(reference_year - count), Date(reference_year - 1), match)
    for match in _ORDINAL.finditer(clean):
        add(None, None, match, _number(match[1]))
    return sorted(found, key=lambda p: p.start)


def _end_of(match: re.Match[str], year: str, months: tuple[str, str], days: tuple[str, str]) -> Date | None:
    month = _number(match[months[0]] or match[months[1]])
    day = _number(match[days[0]] or match[days[1]])
    return _date(_number(match[year]), month, day, match[0].strip(), match.start(year), match.end())


def _is_span(match: re.Match[str], clean: str) -> bool:
    """A figure such as 2023-2024 without 年 is a span only where no further digit or unit follows."""
    after = clean[match.end() : match.end() + 1]
    before = clean[max(0, match.start() - 1) : match.start()]
    return not (before.isdigit() or before in tuple("-.") or after.isdigit() or after in tuple("万元%.人台项"))


def _inside(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(a <= span[0] < b or a < span[1] <= b for a, b in taken)
