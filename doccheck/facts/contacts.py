"""Telephone numbers and e-mail addresses as they are filled into Chinese forms."""

from __future__ import annotations

import re

from msgspec import Struct

from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy

_EXTENSION = lazy(r"\s*(?:转|分机|ext\.?|-(?=\d{1,5}$))\s*(\d{1,6})$", re.IGNORECASE)
_SPLIT = lazy(r"[、,，;；/\n]|(?<=\d)\s+(?=(?:\+?86)?1[3-9]\d{9}\b|\(?0\d{2,3}\)?\s?[-—]?\s?\d{7,8}\b)|\s{2,}|或")
_LABEL = lazy(r"^\s*(?:联系)?(?:电话|手机|座机|固话|办公电话|办公|移动电话|传真|Tel|TEL|手机号码?)\s*[:：]?\s*")
_GAP = lazy(r"[\s\-—–－·.()]+")
_EMAIL = lazy(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")
_IN_TEXT = lazy(
    r"(?<![\dA-Za-z.])(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
    r"|\(?0(?:10|2\d|[3-9]\d{2})\)?[ \-—]{0,3}\d{7,8}|[48]00[ -]?\d{3,4}[ -]?\d{3,4})"
    r"(?:\s?(?:转|-)\s?\d{1,5})?(?![\dA-Za-z])"
)
_TWO_DIGIT_AREAS = ("010", "020", "021", "022", "023", "024", "025", "027", "028", "029")
_EIGHT_DIGIT_AREAS = (
    *_TWO_DIGIT_AREAS,
    *("0311", "0371", "0411", "0431", "0451", "0510", "0511", "0512", "0513", "0514", "0515", "0516", "0517", "0518"),
    *("0519", "0523", "0527", "0531", "0532", "0551", "0571", "0574", "0577", "0591", "0595", "0731", "0755", "0757"),
    *("0769", "0771", "0791", "0871"),
)
"""Areas whose numbers have eight digits."""


class Phone(Struct, frozen=True):
    """One telephone number; ``digits`` without signs, ``problem`` a Chinese phrase when it is none."""

    kind: str
    """“mobile”, “landline”, “service” (400/800), “local” (no 区号) or “” when invalid."""
    digits: str
    written: str
    problem: str = ""


def phone(text: str) -> Phone:
    """Judge one number as written (full-width, +86, spaces, dashes, brackets and an extension are understood)."""
    raw = _LABEL.sub("", narrow(text).strip())
    digits = _digits(raw)
    extension = _EXTENSION.search(raw)
    if extension and (not digits.isdigit() or _classify(digits)[1]):
        digits = _digits(raw[: extension.start()])
    if not digits.isdigit():
        return Phone("", digits, text.strip(), "含有数字以外的字符")
    kind, problem = _classify(digits)
    return Phone(kind, digits, text.strip(), problem)


def _digits(text: str) -> str:
    return re.sub(r"^(?:\+|00)86(?=\d{10,})|^86(?=1[3-9]\d{9}$)", "", _GAP.sub("", text))


def _classify(digits: str) -> tuple[str, str]:
    count = len(digits)
    if digits.startswith("1") and not digits.startswith("10") and count not in (5, 7, 8):
        if count != 11:
            return "", f"手机号应为11位，现为{count}位"
        return ("mobile", "") if digits[1] in "3456789" else ("", f"没有“{digits[:3]}”号段的手机号")
    if digits.startswith("0"):
        area = 3 if digits.startswith(_TWO_DIGIT_AREAS) else 4
        rest = count - area
        if digits[1] == "0" or (area == 4 and digits[1] in "12"):
            return "", f"“{digits[:area]}”不是区号"
        due = (8,) if digits.startswith(_EIGHT_DIGIT_AREAS) else (7, 8)
        if rest in due:
            return "landline", ""
        return "", f"区号“{digits[:area]}”后应为{'或'.join(map(str, due))}位，现为{rest}位"
    if digits[:3] in ("400", "800") and count == 10:
        return "service", ""
    if count in (7, 8) and digits[0] in "2345678":
        return "local", ""
    return "", f"{count}位数字不是手机号、带区号的固定电话或400电话"


def phones(text: str) -> list[Phone]:
    """The numbers of a field: several may be separated by 、 / ， ； or spaces. A second local number keeps its own."""
    clean = re.sub(r"\+86[\s-]*", "+86", narrow(text).replace("，", ","))
    found = [phone(piece) for piece in _SPLIT.split(clean) if piece.strip()]
    return [_shortened(p, found[i - 1]) if i else p for i, p in enumerate(found)]


def _shortened(number: Phone, before: Phone) -> Phone:
    """025-83359254/9255: the second writes only its last digits."""
    if number.problem and number.digits.isdigit() and len(number.digits) <= 6 and before.kind == "landline":
        return Phone("landline", before.digits[: -len(number.digits)] + number.digits, number.written)
    return number


def phone_problem(text: str) -> str:
    """What is wrong with a telephone field, in Chinese; empty when each number in it is one."""
    found = phones(text)
    if not found:
        return "未填写"
    wrong = [p for p in found if p.problem]
    named = [p for p in found if not p.problem]
    if named and all(not any(c.isdigit() for c in p.written) for p in wrong):
        return ""  # “025-83359254 张老师”: words beside a right number
    if wrong:
        inside = [found for found in find_phones(text) if not _classify(found[0])[1]]
        if inside and len(inside) >= len([p for p in wrong if any(c.isdigit() for c in p.written)]):
            return ""
        return "；".join(f"“{p.written}”{p.problem}" for p in wrong)
    return ""


def find_phones(text: str) -> list[tuple[str, int, int]]:
    """Telephone numbers in running text: (digits, start, end)."""
    clean = narrow(text)
    return [(re.sub(r"\D", "", m[0]), m.start(), m.end()) for m in _IN_TEXT.finditer(clean)]


def emails(text: str) -> list[tuple[str, int, int]]:
    """E-mail addresses in text: (address, start, end)."""
    clean = narrow(text).replace("＠", "@")
    return [(m[0], m.start(), m.end()) for m in _EMAIL.finditer(clean)]


def email_problem(text: str) -> str:
    """What is wrong with an e-mail field, in Chinese; empty when it holds at least one address and nothing broken."""
    clean = narrow(text).replace("＠", "@").strip()
    if not clean:
        return "未填写"
    pieces = [p for p in re.split(r"[、,，;；\s]+", clean) if p]
    for piece in pieces:
        address = re.sub(r"^.*[:：]", "", piece)
        if not _EMAIL.fullmatch(address) or ".." in address or address.startswith("."):
            return f"“{piece}”不是完整的电子邮箱" if "@" in piece or len(pieces) == 1 else f"“{piece}”不是电子邮箱"
    return ""
