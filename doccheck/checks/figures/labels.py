"""The words of a table that say what a figure in one of its cells is."""

from __future__ import annotations

from doccheck.document import Cell, Table
from doccheck.facts.model import Fact
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_HEADERS = 3
"""Rows in which the headers of a column stand."""
_WORDED = lazy(r"[\u4e00-\u9fff]{2}")


def table_of(mapped: MappedSubmission, fact: Fact) -> Table | None:
    """The table in which a figure stands, if it stands in one."""
    at = fact.location
    if fact.source == "prose" or at.block is None or at.cell is None:
        return None
    block = mapped.documents[fact.document].blocks[at.block]
    return block if isinstance(block, Table) else None


def words_beside(mapped: MappedSubmission, fact: Fact) -> str:
    """What a figure's own words or, for a cell, the words on its left and the cell itself say; half-width."""
    table, cell = table_of(mapped, fact), fact.location.cell
    if table is None or cell is None:
        return narrow(fact.quote)
    own = _own_cell(table, cell)
    if own is None:
        return narrow(fact.quote)
    row: list[Cell | None] = table.grid()[own.row]
    left = [each.text for each in row[: own.col] if each is not None][-1:]
    return narrow(" ".join((*left, fact.quote)))


def _own_cell(table: Table, place: tuple[int, int]) -> Cell | None:
    """The cell at a place of the file, wherever it stands in the table as it is read (maybe on its side)."""
    return next((each for each in table.cells if (each.location.cell or (each.row, each.col)) == place), None)


def labels_of(mapped: MappedSubmission, fact: Fact) -> str:
    """What a figure's own words or, for a cell, also its row's first cell and its column's headers say; half-width."""
    table, cell = table_of(mapped, fact), fact.location.cell
    beside = words_beside(mapped, fact)
    own = _own_cell(table, cell) if table is not None and cell is not None else None
    if table is None or own is None:
        return beside
    grid = table.grid()
    row = grid[own.row]
    named = (each for each in row if each is not None and _WORDED.search(each.text))  # behind the number of the row
    lower = (line[own.col] for line in grid[1 : min(own.row, _HEADERS)])
    below = (each for each in lower if each is not None and _WORDED.search(each.text))  # 净利润 under 经营成果
    nearest = next((c for c in reversed(row[: own.col]) if c is not None and _WORDED.search(c.text)), None)
    heads = (next(named, row[0]), nearest, grid[0][own.col], *below)  # 经营 | 净利润 | 6,352
    return narrow(" ".join((*dict.fromkeys(each.text for each in heads if each is not None), beside)))
