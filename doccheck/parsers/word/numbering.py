"""Automatic numbering: what label Word prints before a paragraph (ECMA-376 part 1, 17.9).

Counters belong to the abstract list, so that several ``w:num`` of one list count on together; a ``w:num`` with a
``startOverride`` begins anew at its first use of that level.
"""

from __future__ import annotations

import re

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from doccheck.parsers.word.glyphs import symbol
from doccheck.parsers.word.names import VAL, W
from doccheck.parsers.word.numerals import write_number
from doccheck.parsers.word.run_formats import NO_FORMAT, RunFormat, read_run_format, switched
from doccheck.parsers.word.styles import StyleSheet, read_numbering

_PLACE = re.compile(r"%([1-9])")
_UNCOUNTED = frozenset({"bullet", "none"})


class Level(Struct, frozen=True):
    """One level of a list. ``restart`` is the number of upper levels whose use restarts it, None for all."""

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    text: str = ""
    restart: int | None = None
    legal: bool = False
    picture: bool = False
    style: str | None = None
    format: RunFormat = NO_FORMAT


class Numbered(Struct, frozen=True):
    """The list place of one paragraph: which counters it moves and what its level prints."""

    abstract: str
    number: str
    level: int


class _List(Struct):
    abstract: str
    levels: dict[int, Level]
    overridden: frozenset[int]


class _Count(Struct):
    values: dict[int, int] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)


class Numbering:
    """The lists of one file (numbering.xml)."""

    def __init__(self, root: etree._Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._style_links: dict[str, str] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        if root is None:
            return
        for element in root.iterchildren(W + "abstractNum"):
            key = element.get(W + "abstractNumId") or ""
            self._abstract[key] = element
            link = element.find(W + "styleLink")
            if link is not None:
                self._style_links[link.get(VAL) or ""] = key
        for element in root.iterchildren(W + "num"):
            self._numbers[element.get(W + "numId") or ""] = element

    def place(self, direct: etree._Element | None, style_id: str) -> Numbered | None:
        """Where a paragraph stands in a list: from its own ``w:numPr`` and, part by part, from its style chain."""
        number, level = read_numbering(direct)
        chain = self._styles.paragraph(style_id).numbering
        if number is None:
            number = next((one for _, one, _ in chain if one is not None), None)
        if number is None or number == "0":
            return None
        found = self._list(number)
        if found is None:
            return None
        if level is None:
            level = _level_from_styles(chain, found)
        if level not in found.levels:
            return None
        return Numbered(found.abstract, number, level)

    def level(self, place: Numbered) -> Level:
        """The definition of the level at which a paragraph stands."""
        found = self._list(place.number)
        assert found is not None
        return found.levels[place.level]

    def levels(self, place: Numbered) -> tuple[dict[int, Level], frozenset[int]]:
        """All levels of the paragraph's list, and those of them that its ``w:num`` restarts."""
        found = self._list(place.number)
        assert found is not None
        return found.levels, found.overridden

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._build(number)
        return self._lists[number]

    def _build(self, number: str) -> _List | None:
        element = self._numbers.get(number)
        link = None if element is None else element.find(W + "abstractNumId")
        if element is None or link is None:
            return None
        abstract = self._follow(link.get(VAL) or "")
        if abstract is None:
            return None
        levels = dict(self._abstract_levels(abstract))
        overridden: set[int] = set()
        for override in element.iterchildren(W + "lvlOverride"):
            ilvl = _integer(override.get(W + "ilvl"), 0)
            own = override.find(W + "lvl")
            if own is not None:
                levels[ilvl] = _read_level(own)
            start = override.find(W + "startOverride")
            if start is not None:
                levels[ilvl] = replace(levels.get(ilvl, Level()), start=_integer(start.get(VAL), 1))
                overridden.add(ilvl)
        return _List(abstract, levels, frozenset(overridden))

    def _follow(self, abstract: str) -> str | None:
        """The abstract list that defines levels, past ``w:numStyleLink`` to a numbering style."""
        for _ in range(8):
            element = self._abstract.get(abstract)
            if element is None:
                return None
            link = element.find(W + "numStyleLink")
            if link is None:
                return abstract
            style = link.get(VAL) or ""
            target = self._style_links.get(style)
            if target is None:
                number = self._numbers.get(self._styles.numbering_link(style) or "")
                reference = None if number is None else number.find(W + "abstractNumId")
                target = None if reference is None else reference.get(VAL)
            if target is None or target == abstract:
                return abstract
            abstract = target
        return None

    def _abstract_levels(self, abstract: str) -> dict[int, Level]:
        if abstract not in self._levels:
            self._levels[abstract] = {
                _integer(element.get(W + "ilvl"), 0): _read_level(element)
                for element in self._abstract[abstract].iterchildren(W + "lvl")
            }
        return self._levels[abstract]


class Counters:
    """The running counts of one story: the body, the text boxes or the notes, each counts for itself."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, _Count] = {}

    def label(self, place: Numbered) -> str:
        """Count one paragraph and give its label as printed, spaces of the level's text included."""
        levels, overridden = self._numbering.levels(place)
        count = self._counts.setdefault(place.abstract, _Count())
        values, ilvl = count.values, place.level
        here = (place.number, ilvl)
        if ilvl in overridden and here not in count.started:
            values[ilvl] = levels[ilvl].start
        elif ilvl in values:
            values[ilvl] += 1
        else:
            values[ilvl] = levels[ilvl].start
        count.started.add(here)
        for upper in range(ilvl):
            # A level that was passed over counts as begun.
            if upper not in values and upper in levels:
                values[upper] = levels[upper].start
        for lower in [key for key in values if key > ilvl]:
            definition = levels.get(lower)
            restart = None if definition is None else definition.restart
            if restart is None or ilvl < restart:
                del values[lower]
        return _print(levels, values, ilvl)


def _print(levels: dict[int, Level], values: dict[int, int], ilvl: int) -> str:
    level = levels[ilvl]
    if level.format.vanish:
        return ""
    if level.kind == "bullet" or level.picture:
        return _bullet(level)

    def number(match: re.Match[str]) -> str:
        upper = int(match[1]) - 1
        definition = levels.get(upper)
        if definition is None or upper > ilvl:
            return ""
        value = values.get(upper, definition.start)
        if level.legal and definition.kind not in _UNCOUNTED:
            return str(value)
        return write_number(value, definition.kind, definition.pattern)

    return _PLACE.sub(number, level.text)


def _bullet(level: Level) -> str:
    text = level.text.strip()
    if not text and not level.picture:
        return ""
    # A box that serves as a bullet stays a box: forms offer choices so.
    sign = "•" if level.picture else text if len(text) > 1 else symbol(ord(text), level.format.font)
    if sign.isascii() and sign.isalnum():
        sign = "○" if sign in "oO" else "•"  # Word draws its hollow bullet with a letter o
    return sign + " "


def separator(label: str, text: str) -> str:
    """What stands between a label and the text: nothing after Chinese marks, a space after letters and digits."""
    if not text or text[0].isspace() or not label or label[-1].isspace():
        return ""
    return " " if label[-1] == "." or (label[-1].isascii() and label[-1].isalnum()) else ""


def _level_from_styles(chain: tuple[tuple[str, str | None, int | None], ...], found: _List) -> int:
    for style, _, level in chain:
        if level is not None:
            return level
        linked = next((ilvl for ilvl, one in found.levels.items() if one.style == style), None)
        if linked is not None:
            return linked
    return 0


def _read_level(element: etree._Element) -> Level:
    values: dict[str, str] = {}
    for name in ("start", "lvlText", "lvlRestart", "pStyle"):
        child = element.find(W + name)
        if child is not None:
            values[name] = child.get(VAL) or ""
    # A custom format stands in mc:AlternateContent, whose first choice is the one that Word uses.
    kind = next(element.iter(W + "numFmt"), None)
    return Level(
        start=_integer(values.get("start"), 1 if "start" in values else 0),
        kind="decimal" if kind is None else kind.get(VAL) or "decimal",
        pattern="" if kind is None else kind.get(W + "format") or "",
        text=values.get("lvlText", ""),
        restart=_integer(values["lvlRestart"], 0) if "lvlRestart" in values else None,
        legal=bool(switched(element.find(W + "isLgl"))),
        picture=element.find(W + "lvlPicBulletId") is not None,
        style=values.get("pStyle"),
        format=read_run_format(element.find(W + "rPr")),
    )


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value) if value else default
    except ValueError:
        return default
