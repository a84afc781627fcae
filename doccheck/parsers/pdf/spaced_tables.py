"""Tables without any line: columns set with tabs or spaces, told by the white stripes that several rows share."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from doccheck.parsers.pdf.content import Glyph, PageContent, area, overlap
from doccheck.parsers.pdf.grids import Rulings
from doccheck.parsers.pdf.tables import CellDraft, TableDraft, cell_paragraphs

_GAP = 1.1  # of the character size, between two columns
_FARTHEST = 3.4  # of the character size, from one row's baseline to the next
_LEAST_ROWS = 3

Row = list[Glyph]
Stretch = tuple[float, float]


def find_spaced_tables(
    rows: list[Row], page: PageContent, taken: list[TableDraft]
) -> tuple[list[TableDraft], list[Row]]:
    """Tables among a page's printed rows, and the rows outside them; ``taken`` are the tables already found.

    Three rows of three columns are needed. Labels with their values, which are lines to a reader, are none, unless a
    value runs on in the next row below itself.
    """
    tables: list[TableDraft] = []
    free: list[Row] = []
    at = 0
    stretches = [_stretches(row, page) for row in rows]
    while at < len(rows):
        end, columns = _run(rows, stretches, at, page)
        table = _table(rows[at:end], stretches[at:end], columns, page) if end - at >= _LEAST_ROWS else None
        if table is None or any(overlap(table.box, one.box) > 0.02 * area(table.box) for one in taken):
            free.append(rows[at])
            at += 1
        else:
            tables.append(table)
            at = end
    return tables, free


def _stretches(row: Row, page: PageContent) -> list[Stretch]:
    """Runs of characters without a wide gap."""
    gap = _GAP * page.styles[row[0].style].size
    cuts = [at for at in range(1, len(row)) if row[at].x0 - row[at - 1].x1 >= gap]
    return [(row[start].x0, row[end - 1].x1) for start, end in itertools.pairwise([0, *cuts, len(row)])]


def _run(rows: list[Row], stretches: list[list[Stretch]], start: int, page: PageContent) -> tuple[int, list[Stretch]]:
    """The end of the rows from ``start`` that share columns, and the columns."""
    columns = list(stretches[start])
    if len(columns) < 2:
        return start + 1, columns
    end = start + 1
    while end < len(rows):
        step = rows[end][0].base - rows[end - 1][0].base
        if step > _FARTHEST * page.styles[rows[end][0].style].size:
            break
        wider = _fitted(columns, stretches[end])
        if wider is None:
            break
        columns = wider
        end += 1
    # What merely stands below a column's end is no row of the table: the last row with two filled columns closes it,
    # and what wraps right below it.
    while end - start > 1 and len(stretches[end - 1]) < 2 and not _wraps(rows, stretches, end - 1, columns, page):
        end -= 1
    return end, columns


def _fitted(columns: list[Stretch], row: list[Stretch]) -> list[Stretch] | None:
    """The columns widened by a row's stretches, or nothing where one touches two columns or none."""
    wider = list(columns)
    for left, right in row:
        touched = [at for at, (x0, x1) in enumerate(columns) if left < x1 and x0 < right]
        if len(touched) != 1:
            return None
        at = touched[0]
        wider[at] = (min(wider[at][0], left), max(wider[at][1], right))
    if any(one[1] + 2 > two[0] for one, two in itertools.pairwise(wider)):
        return None
    return wider


def _wraps(rows: list[Row], stretches: list[list[Stretch]], at: int, columns: list[Stretch], page: PageContent) -> bool:
    """Whether a row of one stretch goes on below a cell other than the first, beginning where that began."""
    left = stretches[at][0][0]
    size = page.styles[rows[at][0].style].size
    begins = any(abs(left - x0) < 2 for x0, _ in stretches[at - 1])
    return left > columns[0][1] and begins and rows[at][0].base - rows[at - 1][0].base < 2.2 * size


def _table(
    rows: list[Row], stretches: list[list[Stretch]], columns: list[Stretch], page: PageContent
) -> TableDraft | None:
    full = sum(len(row) >= 3 for row in stretches)
    if len(columns) == 2:
        if not _labels_with_wrapped_values(rows, stretches, columns, page):
            return None
    elif full < _LEAST_ROWS or full < 0.5 * len(rows) or _labelled(rows, columns):
        return None
    sizes = [page.styles[row[0].style].size for row in rows]
    xs = [columns[0][0] - 2, *((one[1] + two[0]) / 2 for one, two in itertools.pairwise(columns)), columns[-1][1] + 2]
    if len(columns) == 2:
        xs[1] = columns[1][0] - 2
    starts = [at for at, row in enumerate(rows) if at == 0 or row[0].x0 < xs[1]]
    ys = [rows[at][0].base - sizes[at] for at in starts] + [rows[-1][-1].base + 0.3 * sizes[-1]]
    box = (xs[0], ys[0], xs[-1], ys[-1])
    table = TableDraft(page.number, box, xs, len(starts), [], last_page=page.number, end=box[3])
    for row, (first, last) in enumerate(itertools.pairwise([*starts, len(rows)])):
        for col, (left, right) in enumerate(itertools.pairwise(xs)):
            own = [g for line in rows[first:last] for g in line if left <= (g.x0 + g.x1) / 2 < right]
            cell = CellDraft(page.number, (left, ys[row], right, ys[row + 1]), row, col, 1, 1)
            cell.drafts = cell_paragraphs(own, [], cell.box, page, Rulings([], [], []))
            table.cells.append(cell)
    table.head = [tuple(cell.text for cell in table.cells if cell.row == row) for row in range(min(3, table.rows))]
    return table


def _cells(rows: list[Row], left: float, right: float) -> Iterator[str]:
    for row in rows:
        words = "".join(glyph.text for glyph in row if left <= (glyph.x0 + glyph.x1) / 2 < right)
        if words:
            yield words


def _labelled(rows: list[Row], columns: list[Stretch]) -> bool:
    """Whether the first column holds labels with a colon: a form's lines, not a table's rows."""
    words = list(_cells(rows, columns[0][0] - 1, columns[0][1] + 1))
    return sum("：" in word or ":" in word for word in words) * 2 > len(words)


def _labels_with_wrapped_values(
    rows: list[Row], stretches: list[list[Stretch]], columns: list[Stretch], page: PageContent
) -> bool:
    """Whether two columns are labels, each with its colon, and values of which one at least runs on below itself."""
    words = list(_cells(rows, columns[0][0] - 1, columns[0][1] + 1))
    if len(words) < _LEAST_ROWS or not all(word.endswith(("：", ":")) for word in words):
        return False
    if len({round(row[1][0] / 3) for row in stretches if len(row) == 2}) > 1:
        return False
    return any(len(row) == 1 and _wraps(rows, stretches, at, columns, page) for at, row in enumerate(stretches) if at)
