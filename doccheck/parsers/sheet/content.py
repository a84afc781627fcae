"""What stands on one sheet, as it is shown, before it is told apart into titles, tables and notes."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct, field

Range: TypeAlias = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, counted from 0, ends included."""

MAX_CELLS = 400_000
"""Filled cells that are read of one file; rosters have thousands, dumps of databases millions."""


class SheetContent(Struct):
    """One sheet: the shown text of every filled cell by row and column from 0, merged ranges, what is hidden.

    ``unsaved`` are cells whose formula has no saved result, ``comments`` the words of the cell notes by cell.
    """

    name: str
    hidden: bool = False
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)


class Workbook(Struct):
    """All sheets of one file in their order; ``cut`` says that cells beyond the limit were left out."""

    sheets: list[SheetContent]
    macros: bool = False
    cut: bool = False
    doubtful: bool = False
    """Characters could not all be decoded (text files)."""


def cell_name(row: int, column: int) -> str:
    """The name that a spreadsheet program shows for a cell: “B5” for row 4, column 1."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
