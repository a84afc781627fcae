"""Labels of groups of rows that are said once, or with ditto marks below (同上, 〃), where others merge their cells."""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.document.model import Cell, Table
from doccheck.language.patterns import lazy

_DITTO = lazy(r"同上|〃|″|\"|”|''|〞|々")
_FIGURE = lazy(r"[\d,，.]+\s?[%％]?")
_SUM = lazy(r"[合总共]计")
_ROWS = 4
"""Rows from which on groups are looked for."""


def merged_groups(table: Table) -> Table:
    """The table with the label of each group of rows merged over its rows; itself where none is left open.

    Ditto marks stand for the cell above. Blanks do where the labels beside them come again in every group
    (财政 | 自筹 | 小计 beside 甲, 乙 and 丙), and figures stand behind.
    """
    if table.rows < _ROWS or table.cols < 3:
        return table
    first = sorted((cell for cell in table.cells if cell.col == 0), key=lambda cell: cell.row)
    if len(first) < table.rows or any(cell.rowspan > 1 for cell in first):
        return table
    if any(cell.colspan > 1 and not _SUM.search(cell.text) for cell in first):
        return table  # lines across the table part it in their own way
    marks = [cell.text.strip() for cell in first]
    same = [row > 1 and _DITTO.fullmatch(mark) is not None for row, mark in enumerate(marks)]
    if not any(same):
        same = _open(table, marks)
    if not any(same):
        return table
    spans: dict[int, int] = {}
    head = 0
    for row, again in enumerate(same):
        head = head if again else row
        spans[head] = spans.get(head, 0) + 1
    cells = tuple(
        replace(cell, rowspan=spans[cell.row]) if cell.col == 0 else cell
        for cell in table.cells
        if cell.col or cell.row in spans
    )
    return replace(table, cells=cells)


def _open(table: Table, marks: list[str]) -> list[bool]:
    """Which rows continue a group: blank before a label that other groups have as well."""
    none = [False] * len(marks)
    grid = table.grid()
    beside = [_words(row[1]) for row in grid]
    blank = [row > 1 and not mark for row, mark in enumerate(marks)]
    starts = [row for row, mark in enumerate(marks) if row and mark and row + 1 < len(marks) and blank[row + 1]]
    if len(starts) < 2 or not all(beside[row] for row in range(1, len(marks)) if blank[row]):
        return none
    again = [beside[row] for row in range(1, len(marks)) if blank[row]]
    known = {beside[row] for row in range(1, len(marks))}
    said_twice = sum(beside.count(text) > 1 for text in again)
    if any(_FIGURE.fullmatch(text) for text in known) or said_twice * 4 < len(again) * 3:
        return none
    if not all(any(_FIGURE.fullmatch(_words(cell)) for cell in grid[row][2:]) for row in starts):
        return none
    if blank[-1] and _SUM.match(beside[-1]) and beside.count(beside[-1]) == 1:
        blank[-1] = False  # 合计 in the second column sums all groups
    return blank


def _words(cell: Cell | None) -> str:
    return "".join(cell.text.split()) if cell is not None else ""
