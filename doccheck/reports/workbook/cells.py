"""What may stand in a cell: text that stays text, numbers, links. No text ever becomes a formula."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold; a file with it needs repair."""
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]")
_LONGEST = 32_767
"""Excel's limit of one cell, in UTF-16 units."""
_CUT = "……（文字过长，已截去）"


class Text(Struct, frozen=True):
    """Text of a cell. ``tone`` names its colours, ``link`` is a URL of XlsxWriter (“external:…”, “internal:…”)."""

    text: str
    tone: str = ""
    link: str = ""


Value: TypeAlias = "str | int | float | Text | None"


class Column(Struct, frozen=True):
    """A column: its head, its width in digits of the standard font (a Chinese character takes two), its style."""

    head: str
    width: float
    style: str = "text"


def safe(text: str) -> str:
    """The text as a cell can hold it: no characters that XML forbids, at most 32,767 UTF-16 units."""
    clean = _FORBIDDEN.sub("", text)
    if len(clean.encode("utf-16-le")) // 2 <= _LONGEST:
        return clean
    room = _LONGEST - len(_CUT)
    return clean.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + _CUT


def looks_like_formula(text: str) -> bool:
    """Whether Excel would take the text for a formula if somebody typed it: it gets the text mark (')."""
    return _FORMULA.match(text) is not None


def said(parts: list[str], join: str = "\n") -> str:
    """The parts that say something, on lines of their own."""
    return join.join(part for part in parts if part)


Linker: TypeAlias = Callable[[str], str]
"""A document's id → the link to its file, empty where there is none."""
