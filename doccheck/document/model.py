"""The one immutable document model that every parser produces and every later stage reads.

Everything is a frozen record, so a document may be shared, pickled and sent to another process.
Each block and each table cell carries a :class:`Location`: evidence is never lost on the way to a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct, field

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in points, measured from the page's top left corner."""

Spot: TypeAlias = tuple[int | None, int | None, tuple[int, int] | None]
"""A block outside of tables, or a cell: block, table, cell."""


class Location(Struct, frozen=True):
    """Where something stands. Keys that do not apply to a format stay ``None`` or empty.

    ``page`` counts from 1; ``block``, ``table`` and ``cell`` (row, column) count from 0 in reading order.
    """

    page: int | None = None
    block: int | None = None
    heading: tuple[str, ...] = ()
    table: int | None = None
    cell: tuple[int, int] | None = None
    bbox: Box | None = None

    @property
    def spot(self) -> Spot:
        """The paragraph outside of tables, or the cell, that this is in: where a PDF's cell and the lines inside it,
        which have boxes of their own, are one place."""
        return self.block, self.table, self.cell


class Zone(StrEnum):
    """The layer of a page that a paragraph belongs to; only BODY and TEXTBOX are read as running text."""

    BODY = "body"
    TEXTBOX = "textbox"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"


class Span(Struct, frozen=True):
    """Characters ``start:end`` of a paragraph's text that share their looks."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float | None = None
    colour: str | None = None
    hidden: bool = False


class Line(Struct, frozen=True):
    """One printed line of a paragraph (PDF, scans): characters ``start:end`` of its text and their box.

    ``confidence`` is how sure a recogniser was of the line's words (0–1); ``None`` where the text was not recognised.
    """

    start: int
    end: int
    page: int
    bbox: Box
    confidence: float | None = None


class Heading(Struct, frozen=True):
    """What makes a paragraph a heading.

    ``level`` 0 is the title of a document or part, 1… the outline's own levels. ``number`` is the number as the
    reader sees it (“（一）”, “第三条”, “2.1”) or empty; ``title`` the words without it. For a heading that runs
    into its paragraph (“（一）牵头单位情况。发起单位…”) ``body`` is the offset in the text at which the body
    begins; otherwise it is the text's length.
    """

    level: int
    number: str
    title: str
    body: int


class Paragraph(Struct, frozen=True):
    """A paragraph as a reader sees it: automatic numbers resolved into ``text``, revisions accepted.

    ``label`` is the resolved automatic number (a prefix of ``text``). ``style_level`` is the outline level that the
    author's format declares (1–9, 0 for a Title style). ``toc`` marks a line of a contents page.
    """

    text: str
    location: Location = field(default_factory=Location)
    zone: Zone = Zone.BODY
    label: str = ""
    style: str = ""
    style_level: int | None = None
    list_level: int | None = None
    size: float | None = None
    bold: bool = False
    align: str | None = None
    spans: tuple[Span, ...] = ()
    lines: tuple[Line, ...] = ()
    heading: Heading | None = None
    toc: bool = False
    page_break_before: bool = False


class Cell(Struct, frozen=True):
    """One cell of a table at its grid position, spanning ``rowspan`` × ``colspan`` grid squares."""

    row: int
    col: int
    blocks: tuple[Block, ...] = ()
    rowspan: int = 1
    colspan: int = 1
    location: Location = field(default_factory=Location)

    @property
    def text(self) -> str:
        """The cell's text, its paragraphs joined by newlines, nested tables row by row (cells by tabs)."""
        if len(self.blocks) == 1:  # nearly every cell
            only = self.blocks[0]
            return only.text if isinstance(only, Paragraph) else block_text(only)
        return "\n".join(block_text(block) for block in self.blocks)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph of the cell in reading order, those of nested tables included."""
        for block in self.blocks:
            yield from block_paragraphs(block)


class Table(Struct, frozen=True):
    """A table with merged cells resolved to a grid; ``cells`` holds each real cell once, row by row."""

    rows: int
    cols: int
    cells: tuple[Cell, ...]
    location: Location = field(default_factory=Location)
    caption: str = ""

    def grid(self) -> list[list[Cell | None]]:
        """A ``rows`` × ``cols`` matrix in which a merged cell stands at every square that it covers."""
        grid: list[list[Cell | None]] = [[None] * self.cols for _ in range(self.rows)]
        for cell in self.cells:
            if cell.rowspan == cell.colspan == 1 and cell.row < self.rows and cell.col < self.cols:  # nearly every cell
                grid[cell.row][cell.col] = cell
                continue
            for row in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for col in range(cell.col, min(cell.col + cell.colspan, self.cols)):
                    grid[row][col] = cell
        return grid


class Figure(Struct, frozen=True):
    """A picture, drawing or chart; ``caption`` is the caption line that belongs to it, if one was found."""

    location: Location = field(default_factory=Location)
    caption: str = ""
    alt: str = ""
    name: str = ""
    width: float | None = None
    height: float | None = None


class PageBreak(Struct, frozen=True):
    """A forced page or section break."""

    location: Location = field(default_factory=Location)


Block: TypeAlias = Paragraph | Table | Figure | PageBreak


class IncidentKind(StrEnum):
    """What a parser may notice about a file beside its text; checks turn each into its finding code."""

    TRACKED_CHANGES = "tracked-changes"
    COMMENTS = "comments"
    HIDDEN_TEXT = "hidden-text"
    ACTIVE_CONTENT = "active-content"
    LIMIT = "limit"
    LOW_CONFIDENCE = "low-confidence"
    NO_TEXT_LAYER = "no-text-layer"
    DAMAGED_PART = "damaged-part"
    IGNORED = "ignored"


class Incident(Struct, frozen=True):
    """One thing noticed: ``detail`` is a Chinese phrase for the user, ``quote`` the words concerned."""

    kind: IncidentKind
    detail: str
    quote: str = ""
    count: int = 1
    location: Location = field(default_factory=Location)


class Seal(Struct, frozen=True):
    """The print of a seal seen on a page or in a picture.

    ``shape`` is ``round``, ``oval`` or ``square``; ``name`` is the unit on its ring as far as it was read, empty
    where it was not. ``location.block`` is the block that it stands on or beside.
    """

    location: Location
    shape: str
    confidence: float
    name: str = ""
    name_confidence: float = 0.0


class Handwriting(Struct, frozen=True):
    """Ink written by hand, such as a signature, seen in a box of a page or picture."""

    location: Location
    confidence: float


class ElectronicSignature(Struct, frozen=True):
    """A signature field of a file: ``signer`` as its certificate says, ``date`` as ISO text or empty.

    ``state`` is ``blank`` (a field nobody signed), ``whole`` (its bytes are covered and unchanged in form) or
    ``broken`` (the file was changed after it, or its structure is not one). Trust in the certificate is not judged.
    """

    location: Location
    signer: str
    date: str
    state: str
    field_name: str = ""
    kind: str = ""


class Document(Struct, frozen=True):
    """One parsed file. ``path`` is relative to the submission; ``asides`` are headers, footers and notes.

    ``scanned`` are the pages (from 1) whose text was recognised from their picture. ``searched`` are the pages, and in
    Word files the blocks of pictures of pages, that were looked at as a whole for seals and handwriting: only there can
    be told that none stands.
    """

    path: str
    format: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    asides: tuple[Paragraph, ...] = ()
    incidents: tuple[Incident, ...] = ()
    pages: int | None = None
    ocr: bool = False
    title: str = ""
    seals: tuple[Seal, ...] = ()
    handwriting: tuple[Handwriting, ...] = ()
    signatures: tuple[ElectronicSignature, ...] = ()
    searched: tuple[Location, ...] = ()
    scanned: tuple[int, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of the body in reading order, those inside table cells included."""
        for block in self.blocks:
            yield from block_paragraphs(block)

    def tables(self) -> Iterator[Table]:
        """The top-level tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    @property
    def text(self) -> str:
        """The whole body as plain text, a line per paragraph or table row."""
        return "\n".join(block_text(block) for block in self.blocks)


def block_text(block: Block) -> str:
    """The plain text of one block; a table gives a line per row with cells separated by tabs."""
    match block:
        case Paragraph():
            return block.text
        case Table():
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell.text)
            return "\n".join("\t".join(texts) for _, texts in sorted(rows.items()))
        case Figure():
            return block.caption
        case PageBreak():
            return ""


def block_paragraphs(block: Block) -> Iterator[Paragraph]:
    """Every paragraph inside one block, in reading order."""
    if isinstance(block, Paragraph):
        yield block
    elif isinstance(block, Table):
        for cell in block.cells:
            yield from cell.paragraphs
