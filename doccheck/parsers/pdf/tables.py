"""Tables of one page with their text, and their joining over page ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct, field

from doccheck.document.model import Box
from doccheck.parsers.pdf.content import Glyph, PageContent, Turned, area, inside
from doccheck.parsers.pdf.glyphs import is_wide
from doccheck.parsers.pdf.grids import Grid, Rulings
from doccheck.parsers.pdf.lines import TextLine, compose, group_by_baseline, turned_lines
from doccheck.parsers.pdf.paragraphs import Draft, Region, continues, join_lines

_SAME_COLUMN = 3.0
_DEFAULT_PAD = 5.4
_TEXT_END = 0.93  # of the page's height: where text ends at the latest


class CellDraft(Struct):
    """A cell in the making: its box on its page, its place in the table, its content."""

    page: int
    box: Box
    row: int
    col: int
    rowspan: int
    colspan: int
    drafts: list[Draft] = field(default_factory=list)
    inner: list[TableDraft] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cell's words without spaces, for comparison."""
        return "".join("".join(line.text.split()) for draft in self.drafts for line in draft.lines)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the cell."""
        return not self.drafts and not self.inner


class TableDraft(Struct):
    """A table in the making; ``page`` and ``box`` are of its first part, ``last_page`` and ``end`` of its latest."""

    page: int
    box: Box
    xs: list[float]
    rows: int
    cells: list[CellDraft]
    open_bottom: bool = False
    open_top: bool = False
    last_page: int = 0
    end: float = 0.0
    head: list[tuple[str, ...]] = field(default_factory=list)


def build_tables(page: PageContent, rulings: Rulings) -> tuple[list[TableDraft], list[Glyph], list[Turned]]:
    """The page's tables with their text, and the characters that stand outside them."""
    tables: list[TableDraft] = []
    free_glyphs, free_turned = page.glyphs, page.turned
    for grid in rulings.grids:
        inner = [glyph for glyph in free_glyphs if _in_grid(grid, glyph, page)]
        turned = [item for item in free_turned if inside(grid.box, item.x, item.y)]
        if not inner and not turned and area(grid.box) < 2000:
            continue
        taken = {id(item) for item in inner}
        free_glyphs = [glyph for glyph in free_glyphs if id(glyph) not in taken]
        taken = {id(one) for one in turned}
        free_turned = [item for item in free_turned if id(item) not in taken]
        tables.append(_fill(grid, inner, turned, page, rulings))
    return tables, free_glyphs, free_turned


def _middle(glyph: Glyph, page: PageContent) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, glyph.base - 0.36 * page.styles[glyph.style].size


def _in_grid(grid: Grid, glyph: Glyph, page: PageContent) -> bool:
    return inside(grid.box, *_middle(glyph, page))


def _fill(grid: Grid, glyphs: list[Glyph], turned: list[Turned], page: PageContent, rulings: Rulings) -> TableDraft:
    """Put characters into the cells of a grid, those of nested grids into theirs."""
    nested: list[tuple[Grid, TableDraft]] = []
    for inner in grid.inner:
        own = [glyph for glyph in glyphs if _in_grid(inner, glyph, page)]
        own_turned = [item for item in turned if inside(inner.box, item.x, item.y)]
        if not own and not own_turned:
            continue
        taken = {id(glyph) for glyph in own}
        glyphs = [glyph for glyph in glyphs if id(glyph) not in taken]
        turned = [item for item in turned if not inside(inner.box, item.x, item.y)]
        nested.append((inner, _fill(inner, own, own_turned, page, rulings)))
    squares = {
        (row, col): index
        for index, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }

    def place(x: float, y: float) -> int | None:
        row = min(max(bisect_right(grid.ys, y) - 1, 0), len(grid.ys) - 2)
        col = min(max(bisect_right(grid.xs, x) - 1, 0), len(grid.xs) - 2)
        return squares.get((row, col))

    held: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        home = place(*_middle(glyph, page))
        if home is not None:
            held.setdefault(home, []).append(glyph)
    held_turned: dict[int, list[Turned]] = {}
    for item in turned:
        home = place(item.x, item.y)
        if home is not None:
            held_turned.setdefault(home, []).append(item)
    table = TableDraft(
        page.number, grid.box, grid.xs, len(grid.ys) - 1, [], grid.open_bottom, grid.open_top, page.number, grid.box[3]
    )
    for index, cell in enumerate(grid.cells):
        draft = CellDraft(page.number, cell.box, cell.row, cell.col, cell.rowspan, cell.colspan)
        draft.drafts = cell_paragraphs(held.get(index, []), held_turned.get(index, []), cell.box, page, rulings)
        draft.inner = [
            table for inner, table in nested if inside(cell.box, inner.box[0] + 1, (inner.box[1] + inner.box[3]) / 2)
        ]
        table.cells.append(draft)
    table.head = [_row_texts(table, row) for row in range(min(3, table.rows))]
    return table


def cell_paragraphs(
    glyphs: list[Glyph], turned: list[Turned], box: Box, page: PageContent, rulings: Rulings
) -> list[Draft]:
    """The paragraphs inside one cell."""
    lines: list[TextLine] = []
    if glyphs:
        rules = [edge for edge in rulings.loose if inside(box, (edge.x0 + edge.x1) / 2, edge.top)]
        rules = [edge for edge in rules if edge.horizontal]
        lines = [compose(row, page, rules) for row in group_by_baseline(glyphs, page.styles)]
        lines = [line for line in lines if line.text.strip()]
    result: list[Draft] = []
    if lines:
        result = join_lines(lines, _cell_region(lines, box))
    for line in turned_lines(turned, page):
        region = Region(line.x0, line.x1, True)
        if result and result[-1].zone == "turned":
            result[-1].lines.append(line)
        else:
            result.append(Draft([line], region, zone="turned"))
    return result


def _cell_region(lines: list[TextLine], box: Box) -> Region:
    """A cell's text edges: its box less the padding, judged from the lines that come nearest to the borders."""
    left = min(line.x0 for line in lines) - box[0]
    right = box[2] - max(line.x1 for line in lines)
    pad = min(max(min(left, right), 0.0), _DEFAULT_PAD) if len(lines) > 1 else min(max(left, 0.0), _DEFAULT_PAD)
    # Lines set close together at both borders have no padding to speak of; never assume less room than is used.
    return Region(box[0] + min(pad, max(left, 0.0)), box[2] - min(max(pad, 1.0), max(right, 0.0)), True)


def _row_texts(table: TableDraft, row: int) -> tuple[str, ...]:
    return tuple(cell.text for cell in table.cells if cell.row == row)


def same_columns(one: TableDraft, two: TableDraft, height: float) -> bool:
    """Whether two table parts have the same outer edges and inner lines that do not contradict each other.

    A form changes its columns from row to row: where the first row of ``two`` has the edges of the last row of ``one``,
    or had no room left on the page before, which is ``height`` tall, the outer edges are enough.
    """
    if abs(one.xs[0] - two.xs[0]) > _SAME_COLUMN or abs(one.xs[-1] - two.xs[-1]) > _SAME_COLUMN:
        return False
    few, many = sorted((one.xs, two.xs), key=len)
    shared = sum(any(abs(x - y) <= _SAME_COLUMN for y in many) for x in few)
    if len(few) == 2:
        # One cell across the page fits any table of that width.
        return True
    first = max((cell.box[3] for cell in two.cells if cell.row == 0), default=0.0) - two.box[1]
    full = one.end + first > _TEXT_END * height
    last = [cell for cell in one.cells if cell.row + cell.rowspan == one.rows]
    alike = len(last) > 1 and _near(_edges(last), _edges(cell for cell in two.cells if cell.row == 0))
    return full or alike or shared == len(few) or shared >= 0.75 * len(few)


def _edges(cells: Iterable[CellDraft]) -> set[float]:
    """The upright lines of a row."""
    return {x for cell in cells for x in (cell.box[0], cell.box[2])}


def _near(one: set[float], two: set[float]) -> bool:
    """Whether two rows have the same upright lines."""
    within = all(any(abs(x - y) <= _SAME_COLUMN for y in two) for x in one)
    return within and all(any(abs(x - y) <= _SAME_COLUMN for x in one) for y in two)


def join_tables(one: TableDraft, two: TableDraft) -> None:
    """Append the part ``two``, from the top of the next page, to the table ``one``."""
    drop = _repeated_head(one, two)
    cells = [cell for cell in two.cells if cell.row >= drop]
    for cell in cells:
        cell.row -= drop
    rows = two.rows - drop
    xs = list(one.xs)
    xs.extend(x for x in two.xs if all(abs(x - y) > _SAME_COLUMN for y in xs))
    xs.sort()
    _regrid(one.cells, one.xs, xs)
    _regrid(cells, two.xs, xs)
    one.xs = xs
    if not rows:
        one.last_page, one.end, one.open_bottom = two.last_page, two.end, two.open_bottom
        return
    cut = _row_is_cut(one, two, cells, bool(drop))
    shift = one.rows - 1 if cut else one.rows
    tall = _carry_on(one, cells, shift if cut else one.rows, cut)
    for cell in cells:
        if id(cell) in tall:
            continue
        cell.row += shift
        one.cells.append(cell)
    one.rows = shift + rows
    one.cells.sort(key=lambda cell: (cell.row, cell.col))
    one.last_page, one.end, one.open_bottom = two.last_page, two.end, two.open_bottom


def _regrid(cells: list[CellDraft], old: list[float], new: list[float]) -> None:
    if old == new:
        return
    places = [min(range(len(new)), key=lambda at: abs(new[at] - x)) for x in old]
    for cell in cells:
        start, end = places[cell.col], places[cell.col + cell.colspan]
        cell.col, cell.colspan = start, max(1, end - start)


def _repeated_head(one: TableDraft, two: TableDraft) -> int:
    """How many rows at the top of ``two`` repeat the head of ``one``."""
    count = 0
    for row, texts in enumerate(one.head):
        if row >= two.rows or not any(texts) or _row_texts(two, row) != texts:
            break
        count += 1
    # The same words in every column, more than one column or something below: else it may be a second form.
    return count if count and (len(one.xs) > 2 or two.rows > count) else 0


def _row_is_cut(one: TableDraft, two: TableDraft, cells: list[CellDraft], repeated: bool) -> bool:
    """Whether the first row of the new part goes on with the last row of the old one."""
    above = {cell.col: cell for cell in one.cells if cell.row + cell.rowspan == one.rows}
    first = [cell for cell in cells if cell.row == 0]
    if any(above.get(cell.col) is None or above[cell.col].colspan != cell.colspan for cell in first):
        return False
    if one.open_bottom or (two.open_top and not repeated):
        return True
    filled = [cell for cell in first if not cell.empty]
    if not filled:
        return False
    if _opens_within(one, filled):
        return True
    pairs = [(above[cell.col], cell) for cell in filled]
    if not all(_flows(high, low) for high, low in pairs):
        return False
    if len(first) == 1:
        return True
    return len(filled) < len(first) or any(_mid_sentence(high) for high, _ in pairs)


def _opens_within(one: TableDraft, filled: list[CellDraft]) -> bool:
    """Whether cells begin with labels that stand inside the cells above them and never begin one (签章 blocks)."""
    if len({cell.col for cell in one.cells}) < 2:
        return False
    for cell in filled:
        label = _label(cell.drafts[0]) if cell.drafts else ""
        above = [other.drafts for other in one.cells if other.col == cell.col and other.drafts]
        begin = {_label(drafts[0]) for drafts in above}
        within = {_label(draft) for drafts in above for draft in drafts[1:]}
        if not label or label in begin or label not in within:
            return False
    return True


def _label(draft: Draft) -> str:
    """The words before a paragraph's colon, without spaces; empty where none stands near its beginning."""
    label, colon, _ = "".join(draft.lines[0].text.split()).replace(":", "：").partition("：")
    return label if colon and len(label) <= 14 else ""


def _flows(above: CellDraft, below: CellDraft) -> bool:
    """Whether text in ``below`` may be the rest of the text in ``above``."""
    if above.empty or not above.drafts or not below.drafts:
        return False
    last, line = above.drafts[-1], below.drafts[0].lines[0]
    if continues(last, line, Region(line.x0, last.region.right, True), 0.0):
        return True
    lines = sum(len(draft.lines) for draft in above.drafts)
    return lines >= 4 and below.box[3] - below.box[1] > 30


def _mid_sentence(cell: CellDraft) -> bool:
    last = cell.drafts[-1].last
    return is_wide(last.text[-1]) and last.text[-1] not in "。！？；：" and len(cell.drafts[-1].lines) > 1


def _carry_on(one: TableDraft, cells: list[CellDraft], row: int, cut: bool) -> set[int]:
    """Let cells of the last row go on in the new part's first row; gives the new cells that are spent by it."""
    above = {cell.col: cell for cell in one.cells if cell.row + cell.rowspan == one.rows}
    spent: set[int] = set()
    for cell in cells:
        high = above.get(cell.col)
        if cell.row or high is None or high.colspan != cell.colspan:
            continue
        if cut:
            _append(high, cell)
            high.rowspan = max(high.rowspan, row - high.row + cell.rowspan)
            spent.add(id(cell))
        elif cell.empty and not high.empty and (high.rowspan > 1 or cell.rowspan > 1) and cell.col == 0:
            high.rowspan = row - high.row + cell.rowspan
            spent.add(id(cell))
    return spent


def _append(high: CellDraft, low: CellDraft) -> None:
    """Add the rest of a cell's text to its beginning."""
    rest = list(low.drafts)
    if high.drafts and rest:
        last, line = high.drafts[-1], rest[0].lines[0]
        if continues(last, line, Region(rest[0].region.left, last.region.right, True), 0.0):
            last.lines.extend(rest.pop(0).lines)
    high.drafts.extend(rest)
    high.inner.extend(low.inner)
    high.pictures.extend(low.pictures)
