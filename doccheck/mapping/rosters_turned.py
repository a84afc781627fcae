"""Rosters laid on their side: the headers at the left, a column for each unit."""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.document import Cell, Table
from doccheck.document.headers import titled
from doccheck.language.patterns import lazy

_UNIT = lazy(r"公司|大学|学院|研究院|研究所|集团")
_HEADERS = 3
"""Rows among which the names are looked for; kinds of units may stand above them."""


def is_unit(text: str) -> bool:
    """Whether a cell names a company, a university or an institute."""
    return _UNIT.search(text) is not None


def turned_table(table: Table) -> Table | None:
    """The table with its rows as columns, each cell with its own place, if its units stand side by side.

    They do where the cells of an upper row, but its first and maybe its last, name units. ``None`` for other tables.
    """
    table = titled(table)
    if table.rows < 2 or table.cols < 3:
        return None
    for row in range(min(_HEADERS, table.rows)):
        cells = [cell for cell in table.cells if cell.row == row and cell.text.strip()]
        behind = [cell for cell in cells if cell.col]
        named = {cell.text.strip() for cell in behind if is_unit(cell.text)}
        side_by_side = all(is_unit(cell.text) for cell in behind[:-1])  # the last may be their sum
        if len(named) > 1 and side_by_side and not any(is_unit(cell.text) for cell in cells if not cell.col):
            return turned(table)
    return None


def turned(table: Table) -> Table:
    """The table with its rows as columns, each cell with its own place in the file."""
    cells = sorted((_exchanged(cell) for cell in table.cells), key=lambda cell: (cell.row, cell.col))
    return replace(table, rows=table.cols, cols=table.rows, cells=tuple(cells))


def _exchanged(cell: Cell) -> Cell:
    return replace(cell, row=cell.col, col=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
