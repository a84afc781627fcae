"""Effective formatting: direct properties over character style over paragraph style chain over the defaults.

Everything resolved is cached, because a document asks the same few questions thousands of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from lxml import etree
from msgspec import Struct

from doccheck.parsers.word.names import PARAGRAPH_PROPERTIES, RUN_PROPERTIES, VAL, W
from doccheck.parsers.word.run_formats import (
    NO_FORMAT,
    OFF,
    RunFormat,
    is_shaded,
    is_white,
    read_run_format,
    switched,
)

DEFAULT_SIZE = 10.0
"""Points that Word uses when nothing in the file says otherwise."""
TINY = 1.5
"""Points up to which text cannot be read by an eye."""
_HEADING_NAME = re.compile(
    r"(?:heading|标题|標題)\s*([1-9一二三四五六七八九])|([1-9一二三四五六七八九])\s*级标题", re.IGNORECASE
)
_HEADING_ID = re.compile(r"Heading([1-9])")
_SHADING = W + "shd"
_TITLES = frozenset({"title", "标题", "標題", "文档标题"})
_TOC_NAME = re.compile(r"(?:toc|目录|目錄)\s*(?:[1-9]|heading|标题|標題)|table of figures|图表目录", re.IGNORECASE)
_ALIGNMENTS = {
    "start": "left",
    "left": "left",
    "end": "right",
    "right": "right",
    "center": "center",
    "both": "justify",
    "distribute": "justify",
    "thaiDistribute": "justify",
}


class Looks(NamedTuple):
    """How characters finally look. ``hidden`` is ``vanish``, ``white``, ``tiny``, ``clear`` or empty."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float | None = None
    colour: str | None = None
    hidden: str = ""
    font: str | None = None


PLAIN = Looks()


class ParagraphLooks(Struct, frozen=True):
    """The effective properties of a paragraph style. ``numbering`` lists (style id, numId, ilvl) up the chain."""

    name: str = ""
    level: int | None = None
    align: str | None = None
    page_break: bool = False
    shaded: bool = False
    toc: bool = False
    numbering: tuple[tuple[str, str | None, int | None], ...] = ()
    run: RunFormat = NO_FORMAT


class _Style(Struct):
    id: str
    name: str
    kind: str
    based_on: str | None
    run: RunFormat
    properties: etree._Element | None
    element: etree._Element


class StyleSheet:
    """The styles of one file; asks are by style id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: dict[str, str] = {}
        self._defaults = NO_FORMAT
        self._default_align: str | None = None
        self._paragraphs: dict[str, ParagraphLooks] = {}
        self._characters: dict[str, RunFormat] = {}
        self._looks: dict[tuple[str, RunFormat], Looks] = {}
        self._tables: dict[str, bool] = {}
        self._absent = root is None
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        self._defaults = read_run_format(root.find(f"{W}docDefaults/{W}rPrDefault/{RUN_PROPERTIES}"))
        self._default_align = alignment(root.find(f"{W}docDefaults/{W}pPrDefault/{PARAGRAPH_PROPERTIES}/{W}jc"))
        for element in root.iterchildren(W + "style"):
            style_id = element.get(W + "styleId")
            if style_id is None:
                continue
            kind = element.get(W + "type") or "paragraph"
            name = element.find(W + "name")
            based_on = element.find(W + "basedOn")
            self._styles[style_id] = _Style(
                style_id,
                (name.get(VAL) or "") if name is not None else "",
                kind,
                None if based_on is None else based_on.get(VAL),
                read_run_format(element.find(RUN_PROPERTIES)),
                element.find(PARAGRAPH_PROPERTIES),
                element,
            )
            if (element.get(W + "default") or "0") not in OFF:
                self._default.setdefault(kind, style_id)

    def _chain(self, style_id: str) -> list[_Style]:
        """The style and those that it is based on, nearest first; a circle ends the chain."""
        chain: list[_Style] = []
        seen: set[str] = set()
        current: str | None = style_id
        while current is not None and current not in seen and current in self._styles:
            seen.add(current)
            chain.append(self._styles[current])
            current = chain[-1].based_on
        return chain

    def paragraph_style(self, style_id: str | None) -> str:
        """The id of the paragraph style that applies: the one asked for if it exists, else the default one."""
        if style_id is not None and style_id in self._styles:
            return style_id
        if self._absent and style_id is not None and _HEADING_ID.fullmatch(style_id):
            return style_id  # its name alone tells what it was
        return self._default.get("paragraph", "")

    def numbering_link(self, style_id: str) -> str | None:
        """The numId that a numbering style (``w:numStyleLink``) stands for."""
        for style in self._chain(style_id):
            found = style.element.find(f"{PARAGRAPH_PROPERTIES}/{W}numPr/{W}numId")
            if found is not None:
                return found.get(VAL)
        return None

    def paragraph(self, style_id: str) -> ParagraphLooks:
        """The effective properties of a paragraph style."""
        cached = self._paragraphs.get(style_id)
        if cached is None:
            cached = self._paragraphs[style_id] = self._resolve_paragraph(style_id)
        return cached

    def _resolve_paragraph(self, style_id: str) -> ParagraphLooks:
        chain = self._chain(style_id)
        align = page_break = shaded = None
        numbering: list[tuple[str, str | None, int | None]] = []
        for style in chain:
            properties = style.properties
            if properties is None:
                continue
            align = align or alignment(properties.find(W + "jc"))
            if page_break is None:
                page_break = switched(properties.find(W + "pageBreakBefore"))
            if shaded is None and (shading := properties.find(_SHADING)) is not None:
                shaded = is_shaded(shading)
            numbers = properties.find(W + "numPr")
            number, level = read_numbering(numbers)
            numbering.append((style.id, number, level))
        return ParagraphLooks(
            name=chain[0].name if chain else "",
            level=_style_level(chain) if chain else _level_of_lost_style(style_id),
            align=align or self._default_align,
            page_break=bool(page_break),
            shaded=bool(shaded),
            toc=any(_TOC_NAME.fullmatch(style.name.strip()) for style in chain[:1]),
            numbering=tuple(numbering),
            run=_merge([style.run for style in chain]),
        )

    def _character(self, style_id: str) -> RunFormat:
        cached = self._characters.get(style_id)
        if cached is None:
            chain = [style for style in self._chain(style_id) if style.kind == "character"]
            cached = self._characters[style_id] = _merge([style.run for style in chain])
        return cached

    def is_placeholder(self, style_id: str | None) -> bool:
        """Whether a character style is the one in which Word prints prompts (占位符文本)."""
        if style_id is None:
            return False
        style = self._styles.get(style_id)
        name = style.name if style is not None else style_id
        return name.replace(" ", "").lower() in ("placeholdertext", "占位符文本")

    def table_shaded(self, style_id: str | None) -> bool:
        """Whether a table style colours any ground, so that white text in such a table may well be legible."""
        if style_id is None:
            return False
        if style_id not in self._tables:
            self._tables[style_id] = any(
                is_shaded(shading) for style in self._chain(style_id) for shading in style.element.iter(_SHADING)
            )
        return self._tables[style_id]

    def looks(self, style_id: str, direct: RunFormat) -> Looks:
        """How a run in this paragraph style looks; white text on no ground of its own is ``hidden="white"``."""
        key = (style_id, direct)
        cached = self._looks.get(key)
        if cached is None:
            cached = self._looks[key] = self._resolve_looks(style_id, direct)
        return cached

    def _resolve_looks(self, style_id: str, direct: RunFormat) -> Looks:
        style = self.paragraph(style_id)
        character = self._character(direct.style) if direct.style else NO_FORMAT
        layers = (direct, character, style.run, self._defaults)
        colour = _first(layer.colour for layer in layers)
        size = _first(layer.size for layer in layers)
        shaded = _first(layer.shaded for layer in layers) or style.shaded
        vanish = _toggle(direct.vanish, character.vanish, style.run.vanish, self._defaults.vanish)
        hidden = ""
        if vanish:
            hidden = "vanish"
        elif size is not None and size <= TINY:
            hidden = "tiny"
        elif _first(layer.clear for layer in layers):
            hidden = "clear"
        elif is_white(colour) and not shaded:
            hidden = "white"
        return Looks(
            bold=_toggle(direct.bold, character.bold, style.run.bold, self._defaults.bold),
            italic=_toggle(direct.italic, character.italic, style.run.italic, self._defaults.italic),
            underline=bool(_first(layer.underline for layer in layers)),
            size=DEFAULT_SIZE if size is None else size,
            colour=None if colour == "auto" else colour,
            hidden=hidden,
            font=direct.font or character.font,
        )


def read_numbering(element: etree._Element | None) -> tuple[str | None, int | None]:
    """The numId and ilvl of a ``w:numPr``, each None when it is silent."""
    if element is None:
        return None, None
    number, level = element.find(W + "numId"), element.find(W + "ilvl")
    ilvl: int | None = None
    if level is not None:
        text = level.get(VAL) or ""
        ilvl = int(text) if text.isdecimal() else None
    return (None if number is None else number.get(VAL)), ilvl


def outline_level(element: etree._Element | None) -> int | None:
    """``w:outlineLvl`` as it stands: 0–8 for headings, 9 for body text, None when absent."""
    value = "" if element is None else element.get(VAL) or ""
    return int(value) if value.isdecimal() else None


def alignment(element: etree._Element | None) -> str | None:
    """``left``, ``center``, ``right`` or ``justify`` from a ``w:jc``, None when nothing is said."""
    return None if element is None else _ALIGNMENTS.get(element.get(VAL) or "")


def _property(properties: etree._Element | None, name: str) -> etree._Element | None:
    return None if properties is None else properties.find(W + name)


def _style_level(chain: list[_Style]) -> int | None:
    """The outline level that a style declares: by its name or id, else by ``w:outlineLvl``, else its parent's."""
    for style in chain:
        name = style.name.strip()
        if name.lower() in _TITLES or (not name and style.id == "Title"):
            return 0
        match = _HEADING_NAME.fullmatch(name) or _HEADING_ID.fullmatch(style.id)
        outline = outline_level(_property(style.properties, "outlineLvl"))
        if match and (outline is None or outline < 9):
            sign = next(filter(None, match.groups()))
            return int(sign) if sign.isascii() else "一二三四五六七八九".index(sign) + 1
        if outline is not None:
            return outline + 1 if outline < 9 else None
    return None


def _level_of_lost_style(style_id: str) -> int | None:
    """The level of a heading style by Word's own id for it, where the styles part is missing."""
    match = _HEADING_ID.fullmatch(style_id)
    return int(match[1]) if match else None


def _merge(formats: list[RunFormat]) -> RunFormat:
    """The nearest word on each property; ``style`` names of the chain do not matter any more."""
    if not formats:
        return NO_FORMAT
    merged = [_first(values) for values in zip(*formats, strict=True)]
    merged[-1] = None
    return RunFormat(*merged)


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _toggle(direct: bool | None, character: bool | None, paragraph: bool | None, default: bool | None) -> bool:
    """A toggle property (17.7.3): two styles that both switch it on cancel each other; a direct word is final."""
    if direct is not None:
        return direct
    if default:
        return True
    return bool(character) != bool(paragraph)
