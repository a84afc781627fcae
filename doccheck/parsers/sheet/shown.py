"""Cell values as a spreadsheet shows them: numbers and dates written out by their number format.

Only what Chinese forms use is told apart: decimals, thousands, percent, dates and times, text before and after.
Colours, conditions and alignment in a format are dropped; fractions and Chinese numerals are shown as plain numbers.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

EAST_ASIAN = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that Chinese Excel knows by number only; libraries made elsewhere leave them out."""

_GENERAL = re.compile(r"general|G/通用格式", re.IGNORECASE)
_BRACKET = re.compile(r"\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE)
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<skip>[_*].)|(?P<elapsed>\[(?:h+|m+|s+)\])'
    r"|(?P<noon>AM/PM|A/P|上午/下午)|(?P<date>y+|m+|d+|h+|s+|a{3,4})|(?P<number>[0#?][0#?,.]*|\.[0#?]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_WEEKDAYS = "一二三四五六日"
_SHORT_DATES = frozenset({"mm-dd-yy", "m/d/yy", "mm/dd/yy"})
_WIDTH = 11
"""Characters that a number without a format takes at most, its digits rounded to fit."""

Scalar = str | int | float | bool | datetime | date | time | timedelta | None


def shown(value: Scalar, pattern: str) -> str:
    """The text that a cell with ``value`` and number format ``pattern`` shows; empty for no value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return value
    if isinstance(value, timedelta):
        return _elapsed(value)
    if isinstance(value, datetime | date | time):
        return _moment(value, pattern)
    return _number(value, pattern)


def is_moment(pattern: str) -> bool:
    """Whether a number format shows a date or a time."""
    section = _sections(pattern)[0]
    return not _GENERAL.fullmatch(section.strip()) and any(
        kind in ("date", "elapsed", "noon") for kind, _ in _pieces(section)
    )


@lru_cache(maxsize=512)
def _sections(pattern: str) -> tuple[str, ...]:
    """The parts of a format for positive, negative, zero and text; semicolons inside quotes part nothing."""
    plain = _BRACKET.sub("", pattern or "General")
    found = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)', plain)
    return tuple(found) or ("General",)


@lru_cache(maxsize=512)
def _pieces(section: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (match.lastgroup or "other", match.group(match.lastgroup or 0))
        for match in _PIECE.finditer(section)
        if match.lastgroup != "skip"
    )


def _number(value: int | float, pattern: str) -> str:
    sections = _sections(pattern)
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if _GENERAL.search(section):
        plain = _GENERAL.sub("\x00", section)
        words = "".join(text for kind, text in _pieces(plain) if kind in ("quoted", "escaped", "other"))
        return (words or "\x00").replace("\x00", general(value))
    pieces = _pieces(section)
    numbers = [text for kind, text in pieces if kind == "number"]
    if not numbers:
        # A format of words only hides the number on purpose; “@” alone shows it as it is.
        words = "".join(text for kind, text in pieces if kind in ("quoted", "escaped", "other"))
        return general(value) if words in ("@", "") and section.strip() else words.replace("@", general(value))
    if ("/" in section and len(numbers) > 1) or re.search(r"[0#?][eE][+-]", section):
        return general(value)
    percents = sum(text == "%" for kind, text in pieces if kind == "other")
    try:
        return _filled(pieces, _digits(value, "".join(numbers), percents))
    except ArithmeticError:  # more digits than a cell can hold
        return general(value)


def _filled(pieces: tuple[tuple[str, str], ...], digits: str) -> str:
    """The words of a format with the number in its place, its minus sign before everything."""
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    out: list[str] = []
    placed = False
    for kind, text in pieces:
        if kind == "number":
            out.append("" if placed else digits)
            placed = True
        elif kind in ("quoted", "escaped", "other"):
            out.append(text)
    return sign + "".join(out).strip()


def _digits(value: int | float, mask: str, percents: int) -> str:
    whole, _, decimals = mask.partition(".")
    scale = len(whole) - len(whole.rstrip(","))
    whole, decimals = whole.rstrip(","), decimals.replace(",", "")
    amount = Decimal(repr(value) if isinstance(value, float) else value) * Decimal(10) ** (2 * percents - 3 * scale)
    places = len(decimals)
    rounded = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    for mark in reversed(decimals):
        if mark == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    least = whole.replace(",", "").count("0")
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    units, dot, rest = text.partition(".")
    units = units.zfill(least) if "," not in whole else units
    if least == 0 and units == "0" and rest:
        units = ""
    return ("" if not (units + rest).strip("0") else sign) + units + (dot + rest if rest else "")


def general(value: int | float) -> str:
    """A number without a format: whole numbers in full, others rounded to the width that a cell gives them."""
    if isinstance(value, int):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{Decimal(f'{value:.15g}'):f}"
    if len(text.lstrip("-")) <= _WIDTH:
        return text
    places = max(0, _WIDTH - 1 - len(str(int(abs(value)))))
    text = f"{Decimal(repr(value)):.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if text.strip("-0.") else f"{value:.5g}"


def _elapsed(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _moment(value: datetime | date | time, pattern: str) -> str:
    section = _sections(pattern)[0]
    # The short date of the system: Chinese computers show year/month/day whatever the file says.
    plain = section.strip().lower()
    day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    clock = value.time() if isinstance(value, datetime) else value if isinstance(value, time) else time()
    if plain in _SHORT_DATES and day is not None:
        return f"{day.year}/{day.month}/{day.day}"
    if plain == "m/d/yy h:mm" and day is not None:
        return f"{day.year}/{day.month}/{day.day} {clock.hour}:{clock.minute:02d}"
    pieces = _pieces(section)
    if not any(kind in ("date", "elapsed", "noon") for kind, _ in pieces):
        if day is None:
            return clock.isoformat()
        return f"{day.year}/{day.month}/{day.day}" + (f" {clock.isoformat()}" if clock != time() else "")
    noon = any(kind == "noon" for kind, _ in pieces)
    out: list[str] = []
    for index, (kind, text) in enumerate(pieces):
        if kind == "date":
            out.append(_date_piece(text.lower(), day, clock, noon, _is_minute(pieces, index)))
        elif kind == "elapsed":
            out.append(str(clock.hour))
        elif kind == "noon":
            out.append(("上午" if clock.hour < 12 else "下午") if "午" in text else ("AM" if clock.hour < 12 else "PM"))
        elif kind in ("quoted", "escaped") or (kind == "other" and text != "@"):
            out.append(text)
    return "".join(out).strip()


def _is_minute(pieces: tuple[tuple[str, str], ...], index: int) -> bool:
    """Whether an “m” stands behind an hour or before a second, and so counts minutes."""
    dates = [at for at, (kind, _) in enumerate(pieces) if kind in ("date", "elapsed")]
    position = dates.index(index)
    before = pieces[dates[position - 1]][1].strip("[]").lower() if position else ""
    after = pieces[dates[position + 1]][1].lower() if position + 1 < len(dates) else ""
    return before.startswith("h") or after.startswith("s")


def _date_piece(mark: str, day: date | None, clock: time, noon: bool, minute: bool) -> str:
    size = len(mark)
    first = mark[0]
    if first == "h":
        hour = (clock.hour % 12 or 12) if noon else clock.hour
        return f"{hour:02d}" if size > 1 else str(hour)
    if first == "s":
        return f"{clock.second:02d}" if size > 1 else str(clock.second)
    if first == "m" and minute and size <= 2:
        return f"{clock.minute:02d}" if size > 1 else str(clock.minute)
    if day is None:
        return ""
    if first == "y":
        return str(day.year) if size > 2 else f"{day.year % 100:02d}"
    if first == "m":
        return f"{day.month}月" if size > 2 else f"{day.month:02d}" if size == 2 else str(day.month)
    if first == "d" and size <= 2:
        return f"{day.day:02d}" if size == 2 else str(day.day)
    return ("星期" if size == 4 else "周" if first == "d" else "") + _WEEKDAYS[day.weekday()]
