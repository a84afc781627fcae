"""Fields: their cached results are shown, their instructions are not; form fields show their state."""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct, field

from doccheck.parsers.word.eq_fields import equation_field
from doccheck.parsers.word.glyphs import symbol
from doccheck.parsers.word.names import FIELD_MARK, VAL, W
from doccheck.parsers.word.numerals import write_number
from doccheck.parsers.word.run_formats import switched

_SEQUENCE = re.compile(r"SEQ\s+\"?([^\s\"\\]+)", re.IGNORECASE)
_SYMBOL = re.compile(r"SYMBOL\s+(0x[0-9a-f]+|\d+)(?:.*?\\f\s*\"?([^\"\\]+))?", re.IGNORECASE)
_SILENT = frozenset({"XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE"})
_NUMBER_FORMAT = re.compile(r"\\\*\s*(\w+)")
_NUMBER_END = re.compile(r"\\s\s*\"?(\S)")
_FORMATS = {
    "chinesenum1": "ideographDigital",
    "chinesenum2": "chineseLegalSimplified",
    "chinesenum3": "chineseCountingThousand",
    "circlenum": "decimalEnclosedCircle",
    "zodiac1": "ideographTraditional",
    "gb3": "decimalEnclosedParen",
}
_AUTOMATIC = frozenset({"AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})


class Field(Struct):
    """One open field. ``shown`` counts the characters of its result."""

    instruction: list[str] = field(default_factory=list)
    data: etree._Element | None = None
    in_result: bool = False
    shown: int = 0
    contents: bool = False
    silent: bool = False
    number: int = 0
    """Which of the story's automatic numbers (``AUTONUM``) it is, once it has ended."""

    def begin_result(self) -> None:
        """The instruction is complete: its result follows."""
        self.in_result = True
        code = self.code
        self.contents = code == "TOC"
        self.silent = code in _SILENT or code == "FORMCHECKBOX"

    @property
    def text(self) -> str:
        """The whole instruction."""
        return "".join(self.instruction).strip()

    @property
    def code(self) -> str:
        """The field's type, such as ``TOC`` or ``PAGEREF``."""
        words = self.text.split(None, 1)
        return words[0].upper() if words else ""


class FieldStack:
    """The fields open at the current place of one story; they nest and span paragraphs."""

    def __init__(self, balanced: bool = True) -> None:
        """With ``balanced`` False (more begins than ends) a field is taken to end with its paragraph."""
        self._open: list[Field] = []
        self._balanced = balanced
        self.visible = True
        self.in_contents = False
        self._numbered = 0

    def _changed(self) -> None:
        self.visible = all(one.in_result and not one.silent for one in self._open)
        self.in_contents = self._balanced and any(one.contents for one in self._open)

    def begin(self, data: etree._Element | None) -> None:
        """A field begins, with its form data if it is a form field."""
        self._open.append(Field(data=data))
        self._changed()

    def open_simple(self, instruction: str) -> None:
        """A ``w:fldSimple`` begins; close it with :meth:`end`."""
        one = Field([instruction])
        one.begin_result()
        self._open.append(one)
        self._changed()

    def separate(self) -> Field | None:
        """The result of the innermost field begins."""
        if not self._open:
            return None
        self._open[-1].begin_result()
        self._changed()
        return self._open[-1]

    def end(self) -> Field | None:
        """The innermost field ends; None when none is open."""
        if not self._open:
            return None
        one = self._open.pop()
        self._changed()
        if self._open:
            self._open[-1].shown += one.shown
        if one.code in _AUTOMATIC:
            self._numbered += 1
            one.number = self._numbered
        return one

    def instruct(self, text: str) -> None:
        """Add instruction text to the innermost field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    def showed(self, length: int) -> None:
        """Characters were shown inside the innermost field."""
        if self._open:
            self._open[-1].shown += length

    def paragraph_ended(self) -> None:
        """Forget fields that a damaged file never closes, so that they cannot swallow the rest."""
        if not self._balanced and self._open:
            self._open.clear()
            self._changed()


def balanced(root: etree._Element) -> bool:
    """Whether the complex fields under ``root`` are closed as often as they are opened."""
    depth = 0
    for mark in root.iter(FIELD_MARK):
        kind = mark.get(W + "fldCharType")
        depth += (kind == "begin") - (kind == "end")
    return depth == 0


def sequence(instruction: str) -> str:
    """The name of a caption sequence: “图” for ``SEQ 图 \\* ARABIC``; empty for other fields."""
    match = _SEQUENCE.match(instruction.strip())
    return match[1] if match else ""


def result_without_text(one: Field) -> str:
    """What a field shows that carries no result text of its own: form boxes and lists, enclosed characters."""
    code = one.code
    if code == "FORMCHECKBOX":
        return "☑" if _is_checked(one.data) else "□"
    if one.shown:
        return ""
    if code == "FORMDROPDOWN":
        return _chosen(one.data)
    if one.number:
        return _automatic(one)
    if one.in_result and code != "EQ":
        return ""
    if code == "EQ":
        return equation_field(one.text[2:])
    if code in ("MACROBUTTON", "GOTOBUTTON"):
        words = one.text.split(None, 2)
        return words[2] if len(words) == 3 else ""
    if code == "SYMBOL" and (match := _SYMBOL.match(one.text)):
        return symbol(int(match[1], 0), (match[2] or "").strip() or None)
    return ""


def _is_checked(data: etree._Element | None) -> bool:
    box = None if data is None else data.find(W + "checkBox")
    if box is None:
        return False
    checked = switched(box.find(W + "checked"))
    return bool(switched(box.find(W + "default"))) if checked is None else checked


def _chosen(data: etree._Element | None) -> str:
    entries = None if data is None else data.find(W + "ddList")
    if entries is None:
        return ""
    names = [entry.get(VAL) or "" for entry in entries.iterchildren(W + "listEntry")]
    for tag in ("result", "default"):
        index = entries.find(W + tag)
        text = "" if index is None else index.get(VAL) or ""
        if text.isdecimal() and int(text) < len(names):
            return names[int(text)]
    return names[0] if names else ""


def _automatic(one: Field) -> str:
    """The number of an ``AUTONUM`` field, which stores no result: 1. or as its switches ask."""
    form = _NUMBER_FORMAT.search(one.text)
    end = _NUMBER_END.search(one.text)
    kind = _FORMATS.get(form[1].lower(), "decimal") if form else "decimal"
    return write_number(one.number, kind) + (end[1] if end else ".")
