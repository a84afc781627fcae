"""Tables as their authors see them: titles that stand in their first row, headers whose merged cells were left open.

Two rows of headers belong together by their merged cells (2022年经营情况 over 收入 and 研发). Tables that were typed
square by square, copied from a sheet or read from a PDF have blanks in their place, or the same words again; here
they get their spans back, so that every reader sees the table that the author saw. Each cell keeps its place.
"""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.document.groups import merged_groups
from doccheck.document.model import Cell, Document, Table
from doccheck.language.patterns import lazy

_DEEPEST = 3
"""Rows of headers that are looked at."""
_LONGEST = 80
"""Signs of a table's title."""
_FIGURE = lazy(r"[^\w%％]*(?:约|近|超|逾)?[\d,，.]+\s?(?:[%％]|[万亿百千]*[元美]?|[人名家件个项台套亩])?[^\w]*")
_YEAR = lazy(r"\s*(?:19|20)\d{2}\s*")

Grid = list[list[Cell | None]]
Spans = dict[tuple[int, int], tuple[int, int]]


def headed(document: Document) -> Document:
    """The document with the headers of its tables merged as they are meant; itself where nothing changes."""
    blocks = tuple(
        merged_groups(merged_headers(block)) if isinstance(block, Table) else block for block in document.blocks
    )
    if all(new is old for new, old in zip(blocks, document.blocks, strict=True)):
        return document
    return replace(document, blocks=blocks)


def titled(table: Table) -> Table:
    """The table without the rows of one cell over its headers, which become its caption.

    A table with such lines further down is a form in sections; it stays whole.
    """
    lines = [cell for cell in table.cells if cell.colspan == table.cols and cell.rowspan == 1 and table.cols > 1]
    count = next((n for n, cell in enumerate(lines) if cell.row != n), len(lines))
    words = " ".join(cell.text.strip() for cell in lines)
    if not 0 < count == len(lines) < min(3, table.rows - 1) or not 0 < len(words) <= _LONGEST:
        return table
    cells = tuple(replace(cell, row=cell.row - count) for cell in table.cells[count:])
    caption = " ".join(filter(None, (table.caption, words)))
    return replace(table, rows=table.rows - count, cells=cells, caption=caption)


def merged_headers(table: Table) -> Table:
    """The table with the spans of its header rows; itself where they are there or cannot be told.

    It is changed only if every column of the header rows is then headed, and figures stand below.
    """
    if table.rows < 3 or table.cols < 3:
        return table
    grid = table.grid()
    top = next((r for r in range(min(2, table.rows)) if not _across(grid[r], table.cols)), 0)
    depth = _header_rows(grid, top)
    if depth < 2:
        return table
    spans = _spans(grid, top, depth)
    if spans is None:
        return table
    cells = []
    for cell in table.cells:
        if top <= cell.row < top + depth:
            span = spans.get((cell.row, cell.col))
            if span is None:
                continue
            cell = replace(cell, rowspan=span[0], colspan=span[1])
        cells.append(cell)
    return replace(table, cells=tuple(cells))


def _across(row: list[Cell | None], cols: int) -> bool:
    return row[0] is not None and row[0].colspan == cols


def _words(cell: Cell | None) -> str:
    return "".join(cell.text.split()) if cell is not None else ""


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _header_rows(grid: Grid, top: int) -> int:
    """How many rows from ``top`` hold no figure, where the next ones mostly do; 0 if that cannot be told."""
    depth = 0
    for row in grid[top : top + _DEEPEST + 1]:
        filled = [words for cell in row if (words := _words(cell))]
        if len(filled) < 2 or any(_is_figure(words) for words in filled[1:]):
            break
        depth += 1
    below = grid[top + depth :]
    if depth > _DEEPEST or not below:
        return 0
    told = sum(any(_is_figure(_words(cell)) for cell in row[1:]) for row in below)
    return depth if told * 3 >= len(below) * 2 else 0


def _spans(grid: Grid, top: int, depth: int) -> Spans | None:
    """Rows and columns that each header covers, by its square; ``None`` where no header covers several columns."""
    rows = grid[top : top + depth]
    if any(cell is not None and (cell.rowspan > 1 or cell.colspan > 1) for row in rows for cell in row):
        return None  # its author has merged cells
    words = _unrepeated([[_words(cell) for cell in row] for row in rows])
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(depth):
        for col in range(len(words[0])):
            square = _owner(words, owner, row, col)
            if square is None:
                return None
            owner[row, col] = square
    spans: Spans = {}
    for (row, col), (r, c) in owner.items():
        down, right = spans.get((top + r, c), (1, 1))
        spans[top + r, c] = (max(down, row - r + 1), max(right, col - c + 1))
    wide = any(right > 1 for _, right in spans.values())
    return spans if wide and sum(down * right for down, right in spans.values()) == len(owner) else None


def _unrepeated(words: list[list[str]]) -> list[list[str]]:
    """Header rows with blanks where a word is said again: below itself, or beside itself over different words."""
    plain = [list(row) for row in words]
    for r, row in enumerate(words):
        for c, text in enumerate(row):
            again = r > 0 and words[r - 1][c] == text
            if c and row[c - 1] == text and r + 1 < len(words):
                again = again or len({words[r + 1][c - 1], words[r + 1][c], text}) == 3
            if again:
                plain[r][c] = ""
    return plain


def _owner(
    words: list[list[str]], owner: dict[tuple[int, int], tuple[int, int]], row: int, col: int
) -> tuple[int, int] | None:
    """The square whose header covers this one: itself, the one above, or the one at its left over words of its own."""
    if words[row][col] or (row == col == 0):
        return row, col
    headed_below = any(below[col] for below in words[row + 1 :])
    if not headed_below:
        above = owner[row - 1, col] if row else None
        return above if above is not None and above[1] == col else None
    if not col:
        return None
    left = owner[row, col - 1]
    grouped = left[0] == row and any(below[left[1]] for below in words[row + 1 :])
    return left if grouped and (not row or owner[row - 1, col] == owner[row - 1, col - 1]) else None
