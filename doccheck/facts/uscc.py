"""The unified social credit code (统一社会信用代码) by GB 32100-2015."""

from __future__ import annotations

import re

from msgspec import Struct

from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters in the order of their values; I, O, S, V and Z are not used."""
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_REGISTRARS = "123456789ANY"
_PROVINCES = frozenset(
    (10, *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82)
)
_LOOKALIKES = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
_NOISE = lazy(r"[\s　\-—–·.]+")


class UsccResult(Struct, frozen=True):
    """``ok`` by length, alphabet and check character; ``doubt`` is a remark on a valid code (unknown registrar …)."""

    ok: bool
    reason_zh: str
    normalised: str
    doubt: str = ""


def check_character(first17: str) -> str:
    """The 18th character that belongs to the first 17; ValueError for a character outside the alphabet."""
    total = sum(ALPHABET.index(c) * weight for c, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def check_uscc(text: str) -> UsccResult:
    """Judge a code as filled in: spaces, hyphens, full-width and small letters are tolerated and normalised away.

    The reason is a Chinese phrase that says what is wrong with figures; it is empty for a right code.
    """
    code = _NOISE.sub("", narrow(text)).upper()
    if not code:
        return UsccResult(False, "未填写", "")
    if len(code) != 18:
        return UsccResult(False, f"应为18位，现为{len(code)}位", code)
    strange = [c for c in code if c not in ALPHABET]
    if strange:
        hints = "、".join(
            f"“{c}”" + (f"（是否应为“{_LOOKALIKES[c]}”）" if c in _LOOKALIKES else "") for c in dict.fromkeys(strange)
        )
        return UsccResult(False, f"含有代码不使用的字符{hints}", code)
    expected = check_character(code[:17])
    if code[17] != expected:
        return UsccResult(False, f"第18位校验码应为“{expected}”，现为“{code[17]}”，前17位或校验码有误", code)
    return UsccResult(True, "", code, _doubt(code))


def _doubt(code: str) -> str:
    if code[0] not in _REGISTRARS:
        return f"首位“{code[0]}”不是已知的登记管理部门代码"
    division = code[2:8]
    if not division.isdigit() or int(division[:2]) not in _PROVINCES:
        return f"第3至8位“{division}”不是已知的行政区划码"
    return ""


def find_usccs(text: str) -> list[tuple[str, int, int]]:
    """Runs of 18 letters and digits that are meant as codes: (normalised, start, end)."""
    clean = narrow(text).upper()
    hits = re.finditer(r"(?<![0-9A-Z])(?=[0-9A-Z]*\d{6})[0-9A-Z]{18}(?![0-9A-Z])", clean)
    return [(m[0], m.start(), m.end()) for m in hits]
