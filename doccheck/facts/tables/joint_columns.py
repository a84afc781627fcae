"""Columns that hold two quantities each (职工/研发人员 over 98/20), read as a column for each."""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.document import Cell, Paragraph, Table
from doccheck.facts.tables.labels import label_of
from doccheck.facts.tables.names import plain_text
from doccheck.language.patterns import lazy

_HEADERS = 3
"""Rows among which the header of such a column is looked for."""
_PARTED = lazy(r"\s*[/／|｜]\s*")
_YEAR = lazy(r"^(?:(?:19|20)\d\d年?(?:度|[底末])?|去年|上年)")
_UNIT = lazy(r"[(（][^()（）]{1,8}[)）]$")
_FIGURE = lazy(r"\d")
_BLANK = lazy(r"[\s—–\-_无]*")
_MOST = 0.7
"""Share of the cells below that must hold as many pieces as the header names."""


def parted(table: Table) -> Table:
    """The table with a column for each quantity of such headers; itself where it has none."""
    for head in table.cells:
        if head.row < _HEADERS and head.colspan == 1 and head.col and ("/" in head.text or "／" in head.text):
            names = _names(plain_text(head.text))
            if len(names) > 1 and _holds_pieces(table, head, len(names)):
                return parted(_split(table, head, names))
    return table


def _names(header: str) -> list[str]:
    """The headers of the columns, each with the year and unit that the joint one says once; else none."""
    unit, year = _UNIT.search(header), _YEAR.search(header)
    middle = header[year.end() if year else 0 : unit.start() if unit else len(header)]
    pieces = [piece for piece in _PARTED.split(middle) if piece]
    names = [f"{year[0] if year else ''}{piece}{unit[0] if unit else ''}" for piece in pieces]
    said = [label_of(name, 0).entry for name in names]
    if len(pieces) < 2 or not all(said) or len({entry.id for entry in said if entry}) < len(said):
        return []
    return names


def _holds_pieces(table: Table, head: Cell, count: int) -> bool:
    """Whether the cells below a header hold so many figures each, parted like it."""
    below = [c.text for c in table.cells if c.col == head.col and c.row >= head.row + head.rowspan and c.colspan == 1]
    told = [text for text in below if not _BLANK.fullmatch(text)]
    right = sum(len(_pieces(text)) == count and _FIGURE.search(text) is not None for text in told)
    return bool(told) and right >= len(told) * _MOST


def _pieces(text: str) -> list[str]:
    return _PARTED.split(text.strip())


def _split(table: Table, head: Cell, names: list[str]) -> Table:
    """The table with a header's column parted, every cell keeping its place in the file."""
    more = len(names) - 1
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.col > head.col:
            cells.append(replace(cell, col=cell.col + more))
        elif cell.col + cell.colspan <= head.col:
            cells.append(cell)
        elif cell.colspan > 1 or cell.row < head.row:
            cells.append(replace(cell, colspan=cell.colspan + more))
        else:
            cells += _parts(cell, names if cell is head else _pieces(cell.text), len(names))
    return replace(table, cols=table.cols + more, cells=tuple(sorted(cells, key=lambda c: (c.row, c.col))))


def _parts(cell: Cell, pieces: list[str], count: int) -> list[Cell]:
    """A cell for each piece of one; the first has all of a cell that holds other things, the rest nothing."""
    if len(pieces) != count:
        pieces = [cell.text, *[""] * (count - 1)]
    return [
        replace(cell, col=cell.col + n, blocks=(Paragraph(text, cell.location),) if text else ())
        for n, text in enumerate(pieces)
    ]
