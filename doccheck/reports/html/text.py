"""A document as the page shows it: its blocks with anchors, and in them the words that findings quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct, field

from doccheck.document import Block, Cell, Document, Figure, PageBreak, Paragraph, Table
from doccheck.document.model import Zone
from doccheck.document.quoting import Passage, locate
from doccheck.findings import Severity
from doccheck.findings.report import Place, Report
from doccheck.reports.passages import Spot, TextSpots, spots_of

Key = tuple[int, int]
"""A finding's number and its evidence's, both from 1."""

LEAF = 40
"""Blocks that are laid out together: the browser leaves leaves that nobody sees undrawn."""
ZONE = {Zone.HEADER: "页眉", Zone.FOOTER: "页脚", Zone.FOOTNOTE: "脚注", Zone.ENDNOTE: "尾注"}


class Stretch(Struct, frozen=True):
    """Text of one look: plain, or quoted by the evidence in ``keys``; what is in ``begins`` quotes from here on."""

    text: str
    keys: tuple[Key, ...] = ()
    begins: tuple[Key, ...] = ()
    severity: str = ""


class Chunk(Struct, frozen=True):
    """One piece of the text; ``marks`` are numbers of the findings that point here, ``number`` the paragraph's own."""

    kind: str
    anchor: str = ""
    stretches: tuple[Stretch, ...] = ()
    level: int = 0
    page: int = 0
    rows: tuple[tuple[Square, ...], ...] = ()
    columns: int = 0
    marks: tuple[int, ...] = ()
    bold: bool = False
    align: str = ""
    number: int | None = None


class Square(Struct, frozen=True):
    """A table cell: its grid place, its span, and what it holds."""

    row: int
    col: int
    rowspan: int
    colspan: int
    chunks: tuple[Chunk, ...] = field(default=())


class Shown:
    """The texts of a report with all that points into them. Anchors are unique in the page:

    ``d1`` a document, ``d1-p3`` its page, ``d1-b7`` its block, ``q2-1`` the first words that finding 2 quotes.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._texts = spots_of(report)
        self._starts: dict[Key, tuple[int, int]] = {}
        self._blocks = {
            key: {_number(block, index) for index, block in enumerate(document.blocks)}
            for key, document in report.texts.items()
        }
        self._pages = {
            key: {block.location.page for block in document.blocks} - {None} for key, document in report.texts.items()
        }
        self._marks: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._words: dict[int, list[tuple[int, int, Key]]] = defaultdict(list)
        self._numbers: dict[int, int] = {}
        for key, text in self._texts.items():
            for number, paragraph in enumerate((*text.body.paragraphs, *text.asides.paragraphs)):
                self._numbers.setdefault(id(paragraph), number)
            for spot in text.spots:
                self._note(key, text, spot)
        for numbers in self._marks.values():
            numbers.sort(key=lambda number: (self._severity(number).rank, number))

    def _note(self, key: str, text: TextSpots, spot: Spot) -> None:
        block = spot.said.location.block
        if block is not None and spot.finding not in self._marks[key, block]:
            self._marks[key, block].append(spot.finding)
        if spot.passage is None or not spot.passage.exact:
            return
        for piece in text.pieces(spot.passage):
            self._words[id(piece.paragraph)].append((piece.start, piece.end, (spot.finding, spot.evidence)))
            self._starts.setdefault((spot.finding, spot.evidence), (id(piece.paragraph), piece.start))

    def _severity(self, finding: int) -> Severity:
        return self._report.findings[finding - 1].severity

    def exact(self, finding: int, evidence: int) -> bool:
        """Whether the quoted words of this evidence, and nothing else, are marked in the text."""
        return (finding, evidence) in self._starts

    def target(self, place: Place, key: Key | None = None) -> str:
        """The anchor that leads nearest to a place, for those who follow it without a script; empty where none does."""
        if place.document not in self._texts:
            return ""
        if key is not None and self.exact(*key):
            return f"q{key[0]}-{key[1]}"
        location = place.location
        if location.block is not None and location.block in self._blocks[place.document]:
            return f"{place.document}-b{location.block}"
        if location.page in self._pages[place.document]:
            return f"{place.document}-p{location.page}"
        return place.document

    def words(self, place: Place) -> str:
        """The words of a place as “paragraph:start-end …”, in UTF-16 units as browsers count; empty if not found."""
        text = self._texts.get(place.document)
        if text is None or not place.quote.strip():
            return ""
        passage: Passage | None = locate(text.body, text.asides, place.location, place.quote)
        if passage is None or not passage.exact:
            return ""
        return " ".join(
            f"{self._numbers[id(piece.paragraph)]}:{_units(piece.paragraph.text[: piece.start])}"
            f"-{_units(piece.paragraph.text[: piece.end])}"
            for piece in text.pieces(passage)
        )

    def leaves(self, document_id: str) -> Iterator[list[Chunk]]:
        """The document in leaves, its headers, footers and notes last."""
        document = self._report.texts[document_id]
        leaf: list[Chunk] = []
        blocks = 0
        for piece in self._chunks(document, document_id):
            if blocks >= LEAF:
                yield leaf
                leaf, blocks = [], 0
            leaf.append(piece)
            blocks += 1 + len(piece.rows)
        if leaf:
            yield leaf
        asides = [self._aside(paragraph) for paragraph in document.asides if paragraph.text.strip()]
        if asides:
            yield [Chunk("rest", stretches=(Stretch("页眉、页脚与注释"),)), *asides]

    def _chunks(self, document: Document, document_id: str) -> Iterator[Chunk]:
        page = 0
        for index, block in enumerate(document.blocks):
            here = block.location
            if here.page is not None and here.page > page:
                page = here.page
                yield Chunk("page", anchor=f"{document_id}-p{page}", page=page)
            number = _number(block, index)
            yield from self._chunk(block, f"{document_id}-b{number}", tuple(self._marks.get((document_id, number), ())))

    def _chunk(self, block: Block, anchor: str, marks: tuple[int, ...]) -> Iterator[Chunk]:
        match block:
            case Paragraph():
                if block.text.strip() or marks:
                    kind = "toc" if block.toc else "heading" if block.heading is not None else "text"
                    yield Chunk(
                        kind,
                        anchor,
                        self._stretches(block),
                        block.heading.level if block.heading is not None else 0,
                        marks=marks,
                        bold=block.bold,
                        align=block.align or "",
                        number=self._numbers.get(id(block)),
                    )
            case Table():
                if block.caption:
                    yield Chunk("caption", stretches=(Stretch(block.caption),))
                yield Chunk("table", anchor, rows=tuple(self._rows(block)), columns=block.cols, marks=marks)
            case Figure():
                name = block.caption or block.alt or block.name
                yield Chunk("figure", anchor, (Stretch(f"图：{name}" if name else "图"),), marks=marks)
            case PageBreak():
                return

    def _aside(self, paragraph: Paragraph) -> Chunk:
        label = Stretch(f"【{ZONE[paragraph.zone]}】") if paragraph.zone in ZONE else Stretch("")
        (chunk,) = self._chunk(paragraph, "", ())
        return Chunk("aside", stretches=(label,), rows=((Square(0, 0, 1, 1, (chunk,)),),))

    def _rows(self, table: Table) -> Iterator[tuple[Square, ...]]:
        rows: dict[int, list[Square]] = defaultdict(list)
        for cell in table.cells:
            rows[cell.row].append(self._square(cell))
        for row in range(table.rows):
            yield tuple(sorted(rows[row], key=lambda square: square.col))

    def _square(self, cell: Cell) -> Square:
        chunks = tuple(chunk for block in cell.blocks for chunk in self._chunk(block, "", ()))
        place = cell.location.cell or (cell.row, cell.col)
        return Square(*place, cell.rowspan, cell.colspan, chunks)

    def _stretches(self, paragraph: Paragraph) -> tuple[Stretch, ...]:
        """The paragraph's text cut where quoted words begin and end."""
        held = self._words.get(id(paragraph))
        text = paragraph.text
        if not held:
            return (Stretch(text),)
        cuts = sorted({0, len(text), *(cut for start, end, _ in held for cut in (start, end))})
        stretches = []
        for start, end in pairwise(cuts):
            here = sorted(
                (key for first, last, key in held if first <= start and end <= last),
                key=lambda key: (self._severity(key[0]).rank, key),
            )
            begins = tuple(key for key in here if self._starts.get(key) == (id(paragraph), start))
            severity = self._severity(here[0][0]).value if here else ""
            stretches.append(Stretch(text[start:end], tuple(here), begins, severity))
        return tuple(stretches)


def _number(block: Block, index: int) -> int:
    return block.location.block if block.location.block is not None else index


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)
