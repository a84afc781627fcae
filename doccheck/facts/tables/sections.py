"""Tables in parts: forms whose sections are laid out each in its own way, lists folded into columns side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from msgspec.structs import replace

from doccheck.document import Cell, Paragraph, Table
from doccheck.facts.tables.layout import is_value
from doccheck.facts.tables.measures import row_of_measures
from doccheck.language.patterns import lazy

_SIDE = 12
"""Signs of the name of a group of rows at a form's left."""
_YEAR = lazy(r"(?:19|20)\d\d年?度?")
_WIDE = 4
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


def groups(table: Table) -> list[Table]:
    """The rows beside each merged cell of the first column, as tables with its words as caption; none for other tables.

    Only where every row belongs to such a cell: 联合体, 牵头企业, 近三年经营 down the side of one form.
    """
    sides = [cell for cell in table.cells if cell.col == 0]
    if len(sides) < 2 or table.cols < 3 or any(c.rowspan < 2 or c.colspan > 1 or len(c.text) > _SIDE for c in sides):
        return []
    return [_beside(table, side) for side in sides]


def years_within(table: Table) -> list[Table]:
    """A form's rows above and below those that stand under headers, a year each, and these; none for other tables.

    年度 | 营业收入 | 净利润 | 研发投入 under pairs of labels and answers has its own rows of years.
    """
    grid = table.grid()
    for start, row in enumerate(grid[:-2]):
        heads = [cell for cell in row if cell is not None]
        below = list(takewhile(_of_year, grid[start + 1 :]))
        plain = not any(cell.row < start or cell.rowspan > 1 or any(map(str.isdigit, cell.text)) for cell in heads)
        if row_of_measures([cell.text for cell in heads]):
            continue  # the units of the headers above
        if start and table.cols > 2 and plain and len(below) > 1 and len({id(cell) for cell in heads}) == table.cols:
            end = start + 1 + len(below)
            rest = [_rows(table, end, table.rows, table.caption)] if end < table.rows else []
            return [_rows(table, 0, start, table.caption), _rows(table, start, end, table.caption), *rest]
    return []


def headed_rows(table: Table) -> list[Table]:
    """A form's rows, and apart from them each pair of rows that is labels over figures beside a cell that names both.

    成员构成（家） | 总数 | 企业 | 高校 over 7 | 4 | 1 within a form; none where there is no such pair.
    """
    sides = [cell for cell in table.cells if cell.col == 0 and _heads_two_rows(cell, table)]
    if not sides:
        return []
    found: list[Table] = []
    at = 0
    for side in sides:
        if at < side.row:
            found.append(_rows(table, at, side.row, table.caption))
        found.append(_with_sums_named(_beside(table, side)))
        at = side.row + 2
    return [*found, _rows(table, at, table.rows, table.caption)] if at < table.rows else found


def _with_sums_named(rows: Table) -> Table:
    """The rows with their caption's words before a bare 总数 or 合计, which is of all that the caption names."""
    of = _BRACKETED.sub("", rows.caption)

    def named(cell: Cell) -> Cell:
        first = cell.blocks[0] if cell.row == 0 and len(cell.blocks) == 1 else None
        if not isinstance(first, Paragraph) or _SUM.fullmatch(first.text.strip()) is None:
            return cell
        return replace(cell, blocks=(replace(first, text=of + first.text.strip()),))

    return replace(rows, cells=tuple(map(named, rows.cells)))


_BRACKETED = lazy(r"[(（][^()（）]*[)）]")
_SUM = lazy(r"总数|合计|总计|共计|小计")


def _heads_two_rows(side: Cell, table: Table) -> bool:
    if side.rowspan != 2 or side.colspan > 1 or not 0 < len(side.text.strip()) <= _SIDE + 4:
        return False
    above, below = (
        [cell for cell in table.cells if cell.row == row and cell is not side] for row in (side.row, side.row + 1)
    )
    plain = all(cell.rowspan == 1 and cell.text.strip() and not any(map(str.isdigit, cell.text)) for cell in above)
    alike = [(cell.col, cell.colspan) for cell in above] == [(cell.col, cell.colspan) for cell in below]
    return len(above) > 2 and plain and alike and all(is_value(cell.text) for cell in below)


def _of_year(row: Sequence[Cell | None]) -> bool:
    first = row[0]
    return first is not None and _YEAR.fullmatch("".join(first.text.split())) is not None


def _beside(table: Table, side: Cell) -> Table:
    end = side.row + side.rowspan
    cells = [replace(c, col=c.col - 1) for c in table.cells if c.col]
    own = replace(table, cols=table.cols - 1, cells=tuple(cells))
    return _rows(own, side.row, end, " ".join(side.text.split()))


def unfolded(table: Table) -> Table:
    """A long list that is printed in two or three columns side by side, under the same headers, as one below another.

    The cells keep their places in the file; other tables stay as they are.
    """
    heads = {cell.col: "".join(cell.text.split()) for cell in table.cells if cell.row == 0 and cell.colspan == 1}
    for width in range(2, table.cols // 2 + 1):
        own = [heads.get(col, "") for col in range(width)]
        if table.cols % width or not all(own) or len(set(own)) < width or len(heads) < table.cols:
            continue
        if all(heads[col] == own[col % width] for col in range(table.cols)):
            cells = sorted((_folded(c, table, width) for c in table.cells if c.row or c.col < width), key=_place)
            return replace(table, rows=(table.rows - 1) * (table.cols // width) + 1, cols=width, cells=tuple(cells))
    return table


def side_by_side(table: Table) -> list[Table]:
    """Tables printed beside each other under one row of headers that begins each with the same word; else none.

    项目 | 2020 | 2021 | 项目 | 数值: the cells of each keep their places in the file. A column at the left may group
    the rows of all: 分组 | 项目 | 数 | 项目 | 数.
    """
    heads = [cell for cell in table.cells if cell.row == 0]
    if len(heads) < table.cols or table.cols < _WIDE:
        return []
    texts = ["".join(cell.text.split()) for cell in sorted(heads, key=lambda cell: cell.col)]
    if any(cell.colspan > 1 for cell in table.cells):
        return []
    if (sides := _alike(texts, 0)) and all(end - begin > 1 for begin, end in sides):
        return [_columns(table, begin, end) for begin, end in sides]
    grouped = _alike(texts, 1)
    groups_rows = any(cell.col == 0 and cell.rowspan > 1 for cell in table.cells)
    if not (grouped and groups_rows) or any(end - begin != 2 for begin, end in grouped):
        return []
    labels = {begin for begin, _ in grouped}
    if any(cell.col in labels and is_value(cell.text) for cell in table.cells):
        return []
    return [_columns(table, begin, end, 1) for begin, end in grouped]


def _alike(texts: list[str], first: int) -> list[tuple[int, int]]:
    """The columns of each side, from those headed like the one at ``first``; none where no other is."""
    starts = [col for col, text in enumerate(texts) if col >= first and text and text == texts[first]]
    return list(pairwise([*starts, len(texts)])) if len(starts) > 1 else []


def _columns(table: Table, begin: int, end: int, kept: int = 0) -> Table:
    """Some columns of a table, behind as many ``kept`` at its left, which group the rows of all its sides."""
    cells = (
        c if c.col < kept else replace(c, col=c.col - begin + kept)
        for c in table.cells
        if c.col < kept or begin <= c.col < end
    )
    return replace(table, cols=end - begin + kept, cells=tuple(cells))


def _folded(cell: Cell, table: Table, width: int) -> Cell:
    part = cell.col // width
    return replace(cell, row=cell.row + part * (table.rows - 1), col=cell.col % width)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.col


def _parts(cell: Cell, table: Table) -> bool:
    across = cell.colspan == table.cols > 2 and cell.rowspan == 1
    return across and 0 < len(cell.text.strip()) <= _LONGEST


def _rows(table: Table, start: int, end: int, caption: str) -> Table:
    return replace(table, rows=end - start, cells=tuple(_moved(table, start, end)), caption=caption)


def _moved(table: Table, start: int, end: int) -> Iterator[Cell]:
    for cell in table.cells:
        if start <= cell.row < end:
            yield replace(cell, row=cell.row - start, rowspan=min(cell.rowspan, end - cell.row))
