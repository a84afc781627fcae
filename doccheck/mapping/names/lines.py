"""The lines of a passage as a reader sees them, each with its place; tables give a line per row or per cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.document import Block, Cell, Location, Paragraph, Table
from doccheck.language.patterns import lazy

BLANK = lazy(r"[\s_＿\u3000\u200b—\-…./／×xX*Ｘ]*")
PLACEHOLDER = lazy(r"[×ＸX*＊]{2,}|_{2,}|＿{2,}|[…]{1,}|\.{3,}|某某|○○|〇〇〇")


class Line(Struct, frozen=True):
    """One line of text; ``block`` is the index of its block in the passage, ``heading`` whether it is a heading."""

    text: str
    location: Location
    block: int
    heading: bool = False


def lines_of_paragraph(paragraph: Paragraph, block: int) -> Iterator[Line]:
    """The non-empty lines of a paragraph (a line break in Word ends a line)."""
    if paragraph.toc:
        return
    heading = paragraph.heading is not None
    for text in paragraph.text.split("\n"):
        if text.strip():
            yield Line(text.strip("\n"), paragraph.location, block, heading)


def lines_of_cell(cell: Cell, block: int) -> Iterator[Line]:
    """The non-empty lines of a table's cell; a place of its own if its paragraphs have none."""
    for paragraph in cell.paragraphs:
        for text in paragraph.text.split("\n"):
            if text.strip():
                place = paragraph.location if paragraph.location.cell is not None else cell.location
                yield Line(text.strip("\n"), place, block)


def rows_of_table(table: Table) -> list[list[Cell]]:
    """The cells of each grid row from left to right; a merged cell stands in its first row only."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        if cell.row < table.rows:
            rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.col) for row in rows]


def lines(blocks: Sequence[Block], start: int = 0) -> Iterator[Line]:
    """The lines of all paragraphs from block ``start`` on; tables are left to the caller."""
    for index, block in enumerate(blocks[start:], start):
        if isinstance(block, Paragraph):
            yield from lines_of_paragraph(block, index)


def is_blank(text: str) -> bool:
    """Whether a value is empty, underscores, crosses or dots."""
    return BLANK.fullmatch(text) is not None


def is_placeholder(text: str) -> bool:
    """Whether a name still holds the form's own crosses, underscores or dots."""
    return PLACEHOLDER.search(text) is not None
