"""Where rosters stand inside tables: header rows matched to a roster's columns, and the rows that belong to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from math import ceil

from msgspec import Struct, field

from doccheck.document import Cell, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.forms_labels import label_key, label_words, reduced_key
from doccheck.programme.schema import Label, RosterRow

Grid = list[list[Cell | None]]
ROW_NUMBER = frozenset({"序号", "编号", "no", "no.", "项次", "序"})
_SECTION = lazy(r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．]|\d{1,2}\s*[、.．])")
_REMARK = lazy(r"^\s*(?:备\s*注|注|说\s*明|填写?说明)\s*[:：\d]")
_FIGURE = lazy(r"(?!(?:19|20)\d\d(?:年度?)?$)\d[\d,，.]+[%％]?(?:万|亿)?[元人家项件个台套名]?")
"""A cell that answers a label: 427,637万元, 412人."""
_LONGEST_HEADER = 60


class Region(Struct):
    """A roster inside a table: header rows ``start:body``, its rows ``body:end``, columns by name."""

    row: RosterRow
    start: int
    body: int
    end: int
    columns: dict[str, int]
    spans: dict[str, int] = field(default_factory=dict)
    score: float = 0.0
    title_cell: Cell | None = None
    """A cell at the left that spans the header and the rows, bearing the roster's title."""


def column_score(printed: str, column: Label) -> float:
    """How well a header cell's words name a column: 1 the same words, 0.7 and more counts as named."""
    key = label_key(printed)
    return _score(key, tuple(label_words(column))) if key and key not in ROW_NUMBER else 0.0


@lru_cache(maxsize=65536)
def _score(key: str, words: tuple[str, ...]) -> float:
    best = 0.0
    for word in words:
        other = label_key(word)
        if not other:
            continue
        if key == other:
            return 1.0
        if reduced_key(key) == reduced_key(other) and len(reduced_key(key)) >= 2:
            best = max(best, 0.95)
        short, long = sorted((key, other), key=len)
        if len(short) >= 2 and short in long and len(short) >= 0.4 * len(long):
            best = max(best, 0.6 + 0.35 * len(short) / len(long))
        elif len(short) >= 4:
            from rapidfuzz import fuzz

            best = max(best, fuzz.ratio(key, other) / 100 - 0.05)
    return best


def match_columns(header: Sequence[tuple[int, str]], columns: Sequence[Label]) -> tuple[dict[str, int], float]:
    """One-to-one assignment of header cells (grid column, words) to columns, and the sum of its scores."""
    pairs = [
        (score, index, column, at)
        for at, text in header
        for index, column in enumerate(columns)
        if (score := column_score(text, column)) >= 0.7
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[3]))
    taken: set[int] = set()
    found: dict[str, int] = {}
    total = 0.0
    for score, _, column, at in pairs:
        if column.name not in found and at not in taken:
            found[column.name] = at
            taken.add(at)
            total += score
    return found, total


def enough(found: Sequence[str] | dict[str, int], row: RosterRow) -> bool:
    """Whether the columns found are at least half of the roster's, or of one of its groups'."""
    for group in [None, *row.groups]:
        asked = [
            column.name
            for column in row.columns
            if not column.optional and (group is None or not column.in_group or group.name in column.in_group)
        ]
        hit = sum(name in found for name in asked)
        if asked and hit >= max(min(2, len(asked)), ceil(len(asked) / 2)):
            return True
    return False


def _header(grid: Grid, row: int) -> list[tuple[int, str]]:
    """The short cells of a grid row with their first column, each once."""
    cells: list[tuple[int, str]] = []
    last: Cell | None = None
    for col, cell in enumerate(grid[row]):
        if cell is not None and cell is not last:
            text = cell.text
            if text.strip() and len("".join(text.split())) <= _LONGEST_HEADER:
                cells.append((col, text))
        last = cell
    return cells


def _double_header(grid: Grid, row: int) -> list[tuple[int, str]]:
    """Header cells of two rows read as one: the lower words, or with the upper ones before them."""
    cells: list[tuple[int, str]] = []
    seen: list[Cell] = []
    for col in range(len(grid[row])):
        upper, lower = grid[row][col], grid[row + 1][col]
        for cell in (lower, upper):
            if cell is not None and not any(cell is other for other in seen):
                seen.append(cell)
                if cell.text.strip() and len("".join(cell.text.split())) <= _LONGEST_HEADER:
                    cells.append((col, cell.text))
    return cells


def row_cells(grid: Grid, row: int) -> list[Cell]:
    """The cells of a grid row, each once, those that begin in an upper row included."""
    return [cell for cell, _ in groupby(cell for cell in grid[row] if cell is not None)]


def find_regions(
    table: Table,
    rows: Sequence[RosterRow],
    title_score: Callable[[RosterRow, int, Grid], float],
    is_label: Callable[[str], bool],
) -> list[Region]:
    """The rosters of one table, top to bottom.

    ``title_score`` weighs what stands above or left of a header row for a roster (0…1); ``is_label`` knows the
    labels of the form at which a roster inside a big form table ends.
    """
    if not rows or table.rows < 1 or table.cols < 2:
        return []
    grid = table.grid()
    regions: list[Region] = []
    row = 0
    while row < table.rows:
        region = _best_header(grid, row, rows, title_score)
        if region is None:
            row += 1
            continue
        region.end = _body_end(grid, region, is_label)
        if regions and regions[-1].end > region.start:
            regions[-1].end = region.start
        regions.append(region)
        row = region.body
    for upper, lower in pairwise(regions):
        upper.end = min(upper.end, lower.start)
    return regions


def _best_header(
    grid: Grid, row: int, rows: Sequence[RosterRow], title_score: Callable[[RosterRow, int, Grid], float]
) -> Region | None:
    best: Region | None = None
    options = [(_header(grid, row), 1)]
    if row + 1 < len(grid) and _is_upper(grid, row):
        options.append((_double_header(grid, row), 2))
    titles = {label_key(word) for roster in rows for word in (roster.title, *roster.aliases)}
    for roster in rows:
        for header, height in options:
            # One wide cell is a title or an answer, never a header; nor is the merged cell that bears a title.
            cells = [cell for cell in header if label_key(cell[1]) not in titles or _names_column(cell[1], roster)]
            if len(cells) < 2 or any(_FIGURE.fullmatch("".join(text.split())) for _, text in cells):
                continue
            columns, total = match_columns(cells, roster.columns)
            if not enough(columns, roster) or (height == 2 and best and len(columns) <= len(best.columns)):
                continue
            if height == 2:
                lower = [cell for cell in cells if (held := grid[row + 1][cell[0]]) is not None and held.row == row + 1]
                if len(match_columns(lower, roster.columns)[0]) >= len(columns):
                    continue  # the lower row does without the upper
            score = total / max(1, len(roster.columns)) + title_score(roster, row, grid) - 0.05 * (height - 1)
            if best is None or score > best.score:
                spans = {name: _span(grid, row + height - 1, col) for name, col in columns.items()}
                best = Region(roster, row, row + height, row + height, columns, spans, score)
    if best is not None:
        first = grid[best.start][0]
        if first is not None and first.rowspan > best.body - best.start and 0 not in best.columns.values():
            best.title_cell = first
    return best


def _is_upper(grid: Grid, row: int) -> bool:
    """Whether a row can be the upper of two header rows: short words over merged cells, some reaching down."""
    cells = [cell for cell in row_cells(grid, row) if cell.row == row]
    words = [cell for cell in cells if cell.text.strip()]
    if len(words) < 2 or any(len("".join(cell.text.split())) > _LONGEST_HEADER for cell in words):
        return False
    reaching = any(cell.rowspan == 2 for cell in words)
    return any(cell.colspan > 1 for cell in words) and (reaching or len(words) >= 3)


def _names_column(text: str, row: RosterRow) -> bool:
    return any(label_key(text) == label_key(word) for column in row.columns for word in label_words(column))


def _span(grid: Grid, row: int, col: int) -> int:
    cell = grid[row][col]
    return max(1, cell.col + cell.colspan - col) if cell is not None else 1


def _body_end(grid: Grid, region: Region, is_label: Callable[[str], bool]) -> int:
    """The row at which the roster ends: at a new heading or label of the form, or with its title's merged cell."""
    left = min(region.columns.values())
    groups = group_words(region.row)
    for row in range(region.body, len(grid)):
        cells = row_cells(grid, row)
        filled = [cell for cell in cells if cell.text.strip()]
        starting = [cell for cell in filled if cell.row == row]
        if not starting:
            continue
        if len(filled) == 1 and filled[0].colspan >= max(2, len(grid[row]) - 1):
            text = filled[0].text
            if group_of(text, groups):
                continue
            head = re.split(r"[:：\n]", text.strip())[0]
            if _SECTION.match(text) or is_label(text) or is_label(head) or len(head) < len(text.strip()):
                return row
            if _REMARK.match(text) or len(text) > _LONGEST_HEADER:
                return row
            continue
        first = starting[0]
        if first.col <= left and is_label(first.text) and first is not region.title_cell:
            return row
        if first.col < left and region.title_cell is not None and first is not region.title_cell:
            # A new cell with words in the title's column begins something else; a number does not.
            key = label_key(first.text)
            if len(key) >= 3 and not key.isdigit() and row >= region.title_cell.row + region.title_cell.rowspan:
                return row
    return len(grid)


def group_words(row: RosterRow) -> dict[str, list[str]]:
    """The words by which each row group of a roster is headed."""
    words: dict[str, list[str]] = {}
    for item in row.groups:
        alternatives = [
            word for cue in item.cues for word in re.split(r"[|&]", cue) if not word.strip().startswith("/")
        ]
        words[item.name] = [label_key(word) for word in (item.name, *alternatives)]
    return words


def group_of(text: str, groups: dict[str, list[str]]) -> str:
    """The group that a short heading names, or nothing."""
    key = label_key(text)
    if not key or len(key) > 24:
        return ""
    best = ""
    length = 0
    for name, words in groups.items():
        for word in words:
            if len(word) >= 2 and word in key and len(word) > length:
                best, length = name, len(word)
    return best
