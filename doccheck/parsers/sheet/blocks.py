"""From a sheet to blocks: its name a heading, lines above and below its tables paragraphs, the rest tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from doccheck.document.model import Block, Cell, Location, Paragraph, Table
from doccheck.parsers.sheet.content import SheetContent

_DEFAULT_NAME = re.compile(r"^(?:sheet|工作表|表格?)\s*\d*(?:\s*[(（]\d+[)）])?$", re.IGNORECASE)
_MARK_ONLY = re.compile(r"^[\s\d.、，,\-—/…·]*$")
_LONGEST_CAPTION = 60
_TALLEST, _WIDEST = 5000, 500  # rows and columns that one merged cell is followed over
_MOST_SQUARES = 2_000_000


class _Piece(Struct, frozen=True):
    """A merged or single cell on the grid of what can be seen."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str


def sheet_blocks(content: SheetContent, block: int, table: int) -> tuple[list[Block], bool]:
    """The blocks of a visible sheet, and whether rows were left out because it is too large.

    ``block`` and ``table`` are the indices at which it begins.
    """
    view = _View(content)
    blocks: list[Block] = []
    caption = "" if _DEFAULT_NAME.match(content.name.strip()) else content.name.strip()
    if not view.rows:
        return blocks, False
    if caption:
        blocks.append(Paragraph(caption, Location(block=block), style="工作表", style_level=1, bold=True))
    for start, end, tabular in view.areas():
        if tabular:
            place = Location(block=block + len(blocks), table=table)
            blocks.append(_table(view, start, end, place, caption))
            table += 1
            continue
        for row in range(start, end):
            for piece in view.rows[row]:
                if not piece.text:
                    continue
                for line in piece.text.split("\n"):
                    if line.strip():
                        blocks.append(Paragraph(line.strip(), Location(block=block + len(blocks))))
                if len(piece.text) <= _LONGEST_CAPTION and "\n" not in piece.text:
                    caption = piece.text
    return blocks, view.cut


class _View:
    """What can be seen of a sheet, closed up: no hidden and no wholly empty columns, no runs of empty rows.

    ``cut`` says that the sheet is larger than ``_MOST_SQUARES`` and its last rows were left out.
    """

    def __init__(self, content: SheetContent) -> None:
        areas = {area[:2]: area for area in content.merged if area[:2] in content.texts}
        rows: set[int] = set()
        columns: set[int] = set()
        for place in content.texts:
            top, left, bottom, right = areas.get(place, (*place, *place))
            # The words of a merged cell show as long as a part of it does.
            own = set(range(top, min(bottom, top + _TALLEST) + 1)) - content.hidden_rows
            across = set(range(left, min(right, left + _WIDEST) + 1)) - content.hidden_columns
            if own and across:
                rows |= own
                columns |= across
        # One empty row is kept of those between filled ones: it may part two tables.
        order = sorted(rows | {row + 1 for row in rows if row + 1 < max(rows)})
        order = [row for row in order if row not in content.hidden_rows]
        most = _MOST_SQUARES // max(len(columns), 1)
        self.cut = len(order) > most
        self.columns = len(columns)
        row_at = {row: index for index, row in enumerate(order[:most])}
        column_at = {column: index for index, column in enumerate(sorted(columns))}
        self.rows: list[list[_Piece]] = [[] for _ in row_at]
        covered = self._merge(content, row_at, column_at)
        for row, index in row_at.items():
            for column, at in column_at.items():
                if (index, at) not in covered:
                    text = content.texts.get((row, column), "").strip()
                    self.rows[index].append(_Piece(index, at, 1, 1, text))
            self.rows[index].sort(key=lambda piece: piece.column)

    def _merge(self, content: SheetContent, row_at: dict[int, int], column_at: dict[int, int]) -> set[tuple[int, int]]:
        """File the merged cells; gives the squares that they cover."""
        covered: set[tuple[int, int]] = set()
        for top, left, bottom, right in sorted(content.merged):
            own = [row_at[row] for row in range(top, min(bottom, top + _TALLEST) + 1) if row in row_at]
            across = [column_at[at] for at in range(left, min(right, left + _WIDEST) + 1) if at in column_at]
            squares = {(row, at) for row in own for at in across}
            if not squares or squares & covered:  # not to be seen, or overlapping ranges of a damaged file
                continue
            # An empty row left out within a merged cell must not part it.
            covered |= {(row, at) for row in range(own[0], own[-1] + 1) for at in range(across[0], across[-1] + 1)}
            text = content.texts.get((top, left), "").strip()
            piece = _Piece(own[0], across[0], own[-1] - own[0] + 1, across[-1] - across[0] + 1, text)
            self.rows[own[0]].append(piece)
        return covered

    def areas(self) -> Iterator[tuple[int, int, bool]]:
        """First row, row after the last, and whether it is a table: a title after blank rows begins a new area."""
        start = 0
        for row in range(1, len(self.rows)):
            if self._lone(row) and self._blank(row - 1) and any(not self._lone(at) for at in range(start, row)):
                yield from self._parted(start, row)
                start = row
        yield from self._parted(start, len(self.rows))

    def _parted(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Lines above, the table, and notes below it."""
        while end > start and self._blank(end - 1):
            end -= 1
        body = start
        while body < end and (self._lone(body) or self._blank(body)):
            body += 1
        if body == end:
            if start < end:
                yield start, end, False
            return
        foot = end
        while foot > body and (self._blank(foot - 1) or self._note(foot - 1)):
            foot -= 1
        if start < body:
            yield start, body, False
        yield body, foot, True
        if foot < end:
            yield foot, end, False

    def _blank(self, row: int) -> bool:
        if any(piece.text for piece in self.rows[row]):
            return False
        return not any(
            piece.text and above + piece.rowspan > row
            for above in range(max(0, row - 200), row)
            for piece in self.rows[above]
            if piece.rowspan > 1
        )

    def _lone(self, row: int) -> bool:
        """A row with one filled cell and no merged cell reaching down into it or out of it."""
        filled = [piece for piece in self.rows[row] if piece.text]
        squares = sum(piece.colspan for piece in self.rows[row])
        return len(filled) == 1 and filled[0].rowspan == 1 and squares == self.columns

    def _note(self, row: int) -> bool:
        """A line below a table: its one cell begins the row and is more than a running number."""
        if not self._lone(row):
            return False
        (piece,) = (piece for piece in self.rows[row] if piece.text)
        return piece.column == 0 and (piece.colspan > 1 or len(piece.text) > 6) and not _MARK_ONLY.match(piece.text)


def _table(view: _View, start: int, end: int, place: Location, caption: str) -> Table:
    cells: list[Cell] = []
    for row in range(start, end):
        for piece in view.rows[row]:
            at = (row - start, piece.column)
            where = Location(block=place.block, table=place.table, cell=at)
            lines = [line for line in piece.text.split("\n") if line.strip()] or [""]
            inner = tuple(Paragraph(line.strip(), where) for line in lines)
            cells.append(Cell(*at, inner, min(piece.rowspan, end - row), piece.colspan, where))
    return Table(end - start, view.columns, tuple(cells), place, caption)
