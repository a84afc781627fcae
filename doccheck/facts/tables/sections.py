"""A form in one table whose sections are laid out each in its own way, parted by lines across the whole table."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from doccheck.document import Cell, Table

_LONGEST = 40
"""Signs of a section's title; longer lines across a table are answers."""


def sections(table: Table) -> list[Table]:
    """The rows between the lines across a table, each a table with its line as caption; none where it has no lines.

    The cells keep their places in the file.
    """
    lines = [cell for cell in table.cells if _parts(cell, table)]
    if not lines:
        return []
    starts = [cell.row + 1 for cell in lines]
    ends = [*(cell.row for cell in lines[1:]), table.rows]
    head = [_rows(table, 0, lines[0].row, table.caption)] if lines[0].row else []
    return [*head, *(_rows(table, s, e, c.text.strip()) for s, e, c in zip(starts, ends, lines, strict=True) if s < e)]


def _parts(cell: Cell, table: Table) -> bool:
    across = cell.colspan == table.cols > 2 and cell.rowspan == 1
    return across and 0 < len(cell.text.strip()) <= _LONGEST


def _rows(table: Table, start: int, end: int, caption: str) -> Table:
    return replace(table, rows=end - start, cells=tuple(_moved(table, start, end)), caption=caption)


def _moved(table: Table, start: int, end: int) -> Iterator[Cell]:
    for cell in table.cells:
        if start <= cell.row < end:
            yield replace(cell, row=cell.row - start, rowspan=min(cell.rowspan, end - cell.row))
