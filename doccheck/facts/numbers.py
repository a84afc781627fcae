"""Numerals as people write them in Chinese papers: Arabic, full-width, with separators, and Chinese.

cn2an fails on 三点五亿 and 百分之三十 and rewrites 一方面, so numerals are read here; its agreement on plain integers
is a property test.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from doccheck.language.patterns import lazy

_WIDE: dict[int, int] = {0xFF10 + i: ord("0") + i for i in range(10)}
_WIDE |= {0xFF21 + i: ord("A") + i for i in range(26)}
_WIDE |= {0xFF41 + i: ord("a") + i for i in range(26)}
_WIDE |= {ord(a): ord(b) for a, b in zip("．％＋－（）／：＜＞～　\xa0○◯", ".%+-()/:<>~  〇〇", strict=True)}
_ITEM = lazy(r"\s*\d{1,2}．\d{1,4}\s?[家个名项人位件台所种条届期次年]")
_IS_WIDE = lazy(f"[{''.join(map(chr, _WIDE))}]")
_STEPS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(8))
"""Weights of the last digit of numbers with so many decimals."""

_DIGITS = {
    c: v
    for v, cs in enumerate(("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

CHINESE_DIGITS = "".join(_DIGITS)
CHINESE_NUMERALS = CHINESE_DIGITS + "".join(_PLACES) + "".join(_GROUPS)
ARABIC = r"\d{1,3}(?:[,，] ?\d{3})+(?![\d,，])(?:\.\d+)?|\d{1,3}(?: \d{3})+(?=\s?(?:万|亿)?元)|\d+(?:\.\d+)?"
"""Regular expression of an Arabic number in narrowed text, thousands separators and one stray space included."""
CHINESE = rf"[{CHINESE_NUMERALS}]+(?:点[{CHINESE_DIGITS}]+[万亿]*)?"
"""Regular expression of a Chinese numeral; it also meets words such as 一方面, so a unit must follow it."""
MULTIPLIERS = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}


@lru_cache(maxsize=4096)  # readers of one sentence ask for it one after the other
def narrow(text: str) -> str:
    """``text`` with full-width digits, letters and number signs made half-width, one character for one.

    The dot of an item's number (12．9家成员单位中…) becomes 、, so that it is no decimal point.
    """
    if _IS_WIDE.search(text) is None:
        return text
    if "．" in text[:6] and _ITEM.match(text):
        text = text.replace("．", "、", 1)
    return text.translate(_WIDE)


class Written(NamedTuple):
    """A numeral's value and the weight of its last written digit (0.01 for 1.52, 1 for 200 and 二百, 10⁸ for 三亿)."""

    value: Decimal
    step: Decimal


def arabic_value(token: str) -> Written | None:
    """Value of digits with optional separators and decimals; ``None`` if it is no such number."""
    if token.isdigit():
        return Written(Decimal(token), _STEPS[0])
    digits = token.replace(",", "").replace("，", "").replace(" ", "")
    if not digits.replace(".", "", 1).isdigit():
        return None
    decimals = len(digits.partition(".")[2])
    return Written(Decimal(digits), _STEPS[decimals] if decimals < len(_STEPS) else Decimal(1).scaleb(-decimals))


def chinese_value(token: str) -> Written | None:
    """Value of a Chinese numeral (一百二十, 壹佰万, 三点五亿, 二〇二三, 十五, 两千); ``None`` if it is none."""
    if "点" in token:
        return _with_decimals(token)
    if not token or any(c not in CHINESE_NUMERALS for c in token):
        return None
    if len(token) > 1 and all(c in _DIGITS for c in token):
        return Written(Decimal(int("".join(str(_DIGITS[c]) for c in token))), Decimal(1))
    total, step = _grouped(token)
    return None if total is None else Written(Decimal(total), Decimal(step))


def _with_decimals(token: str) -> Written | None:
    whole, _, rest = token.partition("点")
    tail = rest.rstrip("万亿")
    if not whole or not tail or any(c not in _DIGITS for c in tail):
        return None
    base = chinese_value(whole)
    if base is None:
        return None
    factor = Decimal(1)
    for group in rest[len(tail) :]:
        factor *= _GROUPS[group]
    step = Decimal(1).scaleb(-len(tail))
    digits = int("".join(str(_DIGITS[c]) for c in tail))
    return Written((base.value + digits * step) * factor, step * factor)


def _grouped(token: str) -> tuple[int | None, int]:
    """Value of 十/百/千 within 万 within 亿, and the weight of the last place; (None, 1) where the order is wrong."""
    total, section, digit = 0, 0, -1
    last_place = last_group = 10**20
    step, zero = 1, False
    for index, char in enumerate(token):
        if char in _DIGITS:
            if digit >= 1 or (digit == 0 and not zero):
                return None, 1
            digit, zero = _DIGITS[char], _DIGITS[char] == 0
            step = 1
        elif char in _PLACES:
            place = _PLACES[char]
            if place >= last_place or (digit < 0 and section) or (digit < 0 and index and place != 10):
                return None, 1
            section += (1 if digit < 0 else digit) * place
            last_place, step, digit, zero = place, 1, -1, False
        else:
            group = _GROUPS[char]
            section += max(digit, 0)
            if group == 10**8 and last_group == 10**4:  # 万亿
                total, section = (total + section) * group, 0
            elif group >= last_group or (section == 0 and index):
                return None, 1
            else:
                total += (section or 1) * group
            last_group, last_place = group, 10**20
            step, section, digit, zero = group, 0, -1, False
    if digit > 0 and not _zero_before(token) and step == 1 and len(token) > 2:
        before = token[-2]
        if before in _GROUPS or _PLACES.get(before, 0) >= 100:  # 一百二 is 120, 三万五 is 35,000
            weight = (_GROUPS.get(before) or _PLACES[before]) // 10
            return total + section + digit * weight, weight
    return total + section + max(digit, 0), step


def _zero_before(token: str) -> bool:
    return len(token) > 1 and _DIGITS.get(token[-2]) == 0
