"""Dates that are told by the year of the date before: 次年3月, 翌年底, 同年5月."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from doccheck.facts.spans import Moment, moments
from doccheck.language.patterns import lazy

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_TOLD = (
    r"(?:的)?(?:(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!份?个)"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<part>上半年|下半年|年?底|年?末|年?初))(?:份|底|末|初|上旬|中旬|下旬)?(?:之?前)?"
)
_NEXT_YEAR = lazy(rf"(?:次年|翌年|来年|转年|第二年|后一年|下一年度?){_TOLD}")
_SAME_YEAR = lazy(rf"(?:同年|当年|是年|该年){_TOLD}")
_CN_MONTHS = {m: n for n, m in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}
_PARTS = {"上": (1, 6), "下": (7, 12), "底": (10, 12), "末": (10, 12), "初": (1, 3)}


def next_years(text: str) -> list[Moment]:
    """Moments told by the year before (“2026年11月完成…，次年3月…”), of narrowed text."""
    return _told(text, _NEXT_YEAR, 1)


def relative(text: str) -> list[Moment]:
    """Moments of the next or of the same year (2021年12月获批，同年5月验收), of narrowed text."""
    same = _told(text, _SAME_YEAR, 0) if "年" in text else []
    return sorted((*same, *next_years(text)), key=lambda m: m.start) if "年" in text else []


def _told(text: str, pattern: re.Pattern[str], later: int) -> list[Moment]:
    matches = list(pattern.finditer(text))
    if not matches:
        return []
    # 2025年4月启动，2026年11月完成 is read as one span, of which the end was named last
    known = [m for m in moments(text) if m.precision != "span" or re.search("启动|开工|开始", m.written)]
    found: list[Moment] = []
    for match in matches:
        sentence = max(text.rfind(mark, 0, match.start()) for mark in "。\n") + 1
        before = [m for m in known if sentence <= m.start and m.end <= match.start()]
        if not before:
            continue
        year = before[-1].last.year + later
        if match["month"]:
            begin = end = int(match["month"]) if match["month"].isdigit() else _CN_MONTHS.get(match["month"], 0)
        elif match["quarter"]:
            end = 3 * _DIGITS.get(match["quarter"], 0) or 3 * int(match["quarter"])
            begin = end - 2
        else:
            begin, end = next(months for sign, months in _PARTS.items() if sign in match["part"])
        if 1 <= begin <= end <= 12:
            last = date(year, end, monthrange(year, end)[1])
            by = match[0].endswith("前")
            found.append(Moment(date(year, begin, 1), last, match[0], match.start(), match.end(), "month", by))
    return found
