"""Tables with horizontal rules only (三线表): columns are found from the white space between the words."""

from __future__ import annotations

import itertools

from doccheck.document.model import Box
from doccheck.parsers.pdf.content import Edge, Glyph, PageContent
from doccheck.parsers.pdf.grids import Rulings
from doccheck.parsers.pdf.lines import group_by_baseline
from doccheck.parsers.pdf.tables import CellDraft, TableDraft, cell_paragraphs

_LEAST_WIDTH = 150.0
_GAP = 0.9  # of the character size, between two columns on every row


def find_open_tables(page: PageContent, glyphs: list[Glyph], rulings: Rulings) -> tuple[list[TableDraft], list[Glyph]]:
    """Tables between three or more rules of equal extent, and the characters that stand outside them."""
    tables: list[TableDraft] = []
    for rules in _rule_groups(rulings.loose):
        box = (rules[0].x0, rules[0].top, rules[0].x1, rules[-1].top)
        own = [glyph for glyph in glyphs if _within(glyph, box, page)]
        table = _table(own, rules, box, page, rulings)
        if table is not None:
            tables.append(table)
            taken = {id(glyph) for glyph in own}
            glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
    return tables, glyphs


def _rule_groups(loose: list[Edge]) -> list[list[Edge]]:
    """Long rules one below the other with the same ends."""
    groups: list[list[Edge]] = []
    for edge in sorted((edge for edge in loose if edge.horizontal), key=lambda one: one.top):
        if edge.x1 - edge.x0 < _LEAST_WIDTH:
            continue
        for group in groups:
            if abs(group[-1].x0 - edge.x0) <= 3 and abs(group[-1].x1 - edge.x1) <= 3:
                if edge.top - group[-1].top > 3:
                    group.append(edge)
                break
        else:
            groups.append([edge])
    return [group for group in groups if len(group) >= 3]


def _within(glyph: Glyph, box: Box, page: PageContent) -> bool:
    middle = glyph.base - 0.36 * page.styles[glyph.style].size
    return box[0] - 2 <= (glyph.x0 + glyph.x1) / 2 <= box[2] + 2 and box[1] <= middle <= box[3]


def _table(glyphs: list[Glyph], rules: list[Edge], box: Box, page: PageContent, rulings: Rulings) -> TableDraft | None:
    rows = group_by_baseline(glyphs, page.styles)
    if len(rows) < 2:
        return None
    xs = _column_edges(rows, box, page)
    if len(xs) < 3:
        return None
    ys = _row_edges(rows, rules, xs, page)
    # Underlined blanks to fill in also make rules of equal length: a table has a row above its second rule.
    if len(ys) < 3 or not any(row[0].base < rules[1].top for row in rows):
        return None
    per_row = [sum(any(x0 <= g.x0 < x1 for g in row) for x0, x1 in itertools.pairwise(xs)) for row in rows]
    if sum(count >= 2 for count in per_row) < 0.5 * len(rows):
        return None
    table = TableDraft(page.number, box, xs, len(ys) - 1, [], last_page=page.number, end=box[3])
    for row, (top, bottom) in enumerate(itertools.pairwise(ys)):
        for col, (left, right) in enumerate(itertools.pairwise(xs)):
            own = [
                glyph for line in rows for glyph in line
                if top <= glyph.base < bottom and left <= (glyph.x0 + glyph.x1) / 2 < right
            ]  # fmt: skip
            cell = CellDraft(page.number, (left, top, right, bottom), row, col, 1, 1)
            cell.drafts = cell_paragraphs(own, [], cell.box, page, Rulings([], [], []))
            table.cells.append(cell)
    table.head = [tuple(cell.text for cell in table.cells if cell.row == row) for row in range(min(3, table.rows))]
    return table


def _column_edges(rows: list[list[Glyph]], box: Box, page: PageContent) -> list[float]:
    """Borders in the middle of the stripes that every row leaves free."""
    spans = sorted((glyph.x0, glyph.x1, page.styles[glyph.style].size) for row in rows for glyph in row)
    edges = [box[0]]
    reach = spans[0][1]
    for x0, x1, size in spans[1:]:
        if x0 - reach >= _GAP * size:
            edges.append((x0 + reach) / 2)
        reach = max(reach, x1)
    edges.append(box[2])
    return edges


def _row_edges(rows: list[list[Glyph]], rules: list[Edge], xs: list[float], page: PageContent) -> list[float]:
    """Rules part rows; between two rules a row begins where its first column is filled."""
    edges = {rule.top for rule in rules}
    previous: list[Glyph] | None = None
    for row in rows:
        size = page.styles[row[0].style].size
        top = row[0].base - size
        parted = previous is None or any(previous[0].base < rule.top < row[0].base for rule in rules)
        if not parted and row[0].x0 < xs[1]:
            edges.add(top)
        previous = row
    kept: list[float] = []
    for edge in sorted(edges):
        if not kept or edge - kept[-1] > 3:
            kept.append(edge)
    return kept
