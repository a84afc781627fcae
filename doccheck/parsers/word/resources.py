"""What the stories of a Word file hand to each other: places, the flow of blocks, and what all of them share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from lxml import etree
from msgspec import Struct, field

from doccheck.document.model import Incident, Location, Paragraph, Zone
from doccheck.parsers.marks.looking import Picture
from doccheck.parsers.word.captions import Item
from doccheck.parsers.word.drawings import Drawings
from doccheck.parsers.word.incidents import Watch
from doccheck.parsers.word.inline import Draft, Inline
from doccheck.parsers.word.numbering import Counters, Numbering
from doccheck.parsers.word.package import Part, Relation
from doccheck.parsers.word.styles import Looks, StyleSheet


class Place(Struct, frozen=True):
    """The fixed place of everything inside a table, or of a note: top-level block, table and outermost cell.

    Its page may still grow while a long cell is read; ``page_fixed`` says that it may not.
    """

    fixed: Location = field(default_factory=Location)
    page_fixed: bool = False


class Flow(Struct):
    """Blocks gathered so far; ``pending`` is a paragraph whose mark was deleted, so that the next one continues it."""

    zone: Zone
    place: Place | None = None
    items: list[Item] = field(default_factory=list)
    pending: Draft | None = None
    page_break: bool = False


class Tracer(Protocol):
    """Whoever wants to know which elements the blocks came from (see :mod:`doccheck.parsers.word.tracing`)."""

    def paragraph(self, paragraph: Paragraph, pieces: Sequence[tuple[str, Looks]], element: object) -> None:
        """A paragraph was built from these pieces; ``element`` is the last ``w:p`` that gave some."""

    def cell(self, location: Location, element: etree._Element) -> None:
        """A cell of a table begins."""


class Resources(Struct):
    """What all stories of a file share."""

    styles: StyleSheet
    numbering: Numbering
    inline: Inline
    watch: Watch
    pages_known: bool = False
    section_breaks: frozenset[etree._Element] = frozenset()
    legible_white: frozenset[etree._Element] = frozenset()
    incidents: list[Incident] = field(default_factory=list)
    notes: list[tuple[str, str, Location]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    box_counters: Counters | None = None
    paragraphs: int = 0
    open_chunk: Callable[[Relation | None], Chunk | None] | None = None
    tracer: Tracer | None = None


class Chunk(Struct, frozen=True):
    """A document within the document: its content, and what it brings of its own (else the file's is used)."""

    content: etree._Element
    resources: Resources | None = None
    part: Part | None = None
    drawings: Drawings | None = None
