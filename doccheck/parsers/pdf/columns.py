"""Pages set in two columns: find the gutter and read the left column before the right one."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from doccheck.parsers.pdf.content import Glyph, PageContent

_LEAST_ROWS = 6
_GUTTER = 1.1  # of the character size
_BIN = 2.0  # points
_PAUSES = 3


def split_columns(rows: list[list[Glyph]], page: PageContent) -> list[tuple[int, list[list[Glyph]]]]:
    """Sections of printed rows in reading order with their column: 0 full width, 1 left, 2 right.

    Rows are characters on one baseline over the whole page. A gutter is believed when most rows of the page keep
    one narrow vertical stripe free and both sides are filled with text, as forms with labels and values are not.
    """
    gutter = _gutter(rows, page)
    if gutter is None:
        return [(0, rows)]
    sections: list[tuple[int, list[list[Glyph]]]] = []
    left: list[list[Glyph]] = []
    right: list[list[Glyph]] = []

    def flush() -> None:
        sections.extend((side, list(part)) for side, part in ((1, left), (2, right)) if part)
        left.clear()
        right.clear()

    for row in rows:
        if any(glyph.x0 < gutter < glyph.x1 for glyph in row) or not _parted(row, gutter, page):
            flush()
            sections.append((0, [row]))
            continue
        one = [glyph for glyph in row if glyph.x1 <= gutter]
        two = [glyph for glyph in row if glyph.x0 >= gutter]
        if one:
            left.append(one)
        if two:
            right.append(two)
    flush()
    return sections


def _parted(row: list[Glyph], gutter: float, page: PageContent) -> bool:
    """Whether the row keeps the gutter free (rows on one side only do)."""
    before = max((glyph.x1 for glyph in row if glyph.x1 <= gutter), default=None)
    after = min((glyph.x0 for glyph in row if glyph.x0 >= gutter), default=None)
    if before is None or after is None:
        return True
    return after - before >= 0.8 * page.styles[row[0].style].size


def _gutter(rows: list[list[Glyph]], page: PageContent) -> float | None:
    """The middle of the stripe that separates two columns, or nothing."""
    if len(rows) < _LEAST_ROWS:
        return None
    left = min(row[0].x0 for row in rows)
    right = max(row[-1].x1 for row in rows)
    size = median(page.styles[row[0].style].size for row in rows)
    bins = int((right - left) / _BIN) + 1
    covered = [0] * (bins + 1)
    for row in rows:
        for start, end in _stretches(row, _GUTTER * size):
            for at in range(int((start - left) / _BIN), int((end - left) / _BIN) + 1):
                covered[at] += 1
    allowed = 0.25 * len(rows)
    best = (0, 0)
    open_since: int | None = None
    for at in range(int(0.3 * bins), int(0.7 * bins) + 1):
        if covered[at] <= allowed:
            open_since = at if open_since is None else open_since
            best = max(best, (at - open_since + 1, open_since))
        else:
            open_since = None
    if best[0] * _BIN < 0.8 * size or best[0] * _BIN > 6 * size:
        return None
    low, high = left + best[1] * _BIN, left + (best[1] + best[0]) * _BIN
    gutter = (low + high) / 2
    return gutter if _filled(rows, gutter, low, high, size) else None


def _stretches(row: list[Glyph], gap: float) -> list[tuple[float, float]]:
    """Runs of characters without a wide gap."""
    found = [(row[0].x0, row[0].x1)]
    for glyph in row[1:]:
        if glyph.x0 - found[-1][1] < gap:
            found[-1] = (found[-1][0], max(found[-1][1], glyph.x1))
        else:
            found.append((glyph.x0, glyph.x1))
    return found


def _fields(ends: set[float], starts: set[float]) -> bool:
    """Whether what stands on the right belongs to rows on the left, as “日期：” of a signature block does.

    Columns are set row beside row, or each on baselines of its own, or one of them pauses for a figure; here rows
    with nothing beside them, all on one side, stand again and again between the others.
    """
    beside = [base in ends and base in starts for base in sorted(ends | starts)]
    pauses = sum(here and not there for here, there in pairwise(beside))
    return min(len(ends - starts), len(starts - ends)) == 0 and pauses >= _PAUSES


def _filled(rows: list[list[Glyph]], gutter: float, low: float, high: float, size: float) -> bool:
    """Whether both sides hold running text: left rows reach the gutter, right rows begin at it, side by side."""
    whole = [row for row in rows if not any(glyph.x0 < gutter < glyph.x1 for glyph in row)]
    ends = [(max(g.x1 for g in row if g.x1 <= gutter), row[0].base) for row in whole if row[0].x1 <= gutter]
    starts = [(min(g.x0 for g in row if g.x0 >= gutter), row[0].base) for row in whole if row[-1].x0 >= gutter]
    if min(len(ends), len(starts)) < _LEAST_ROWS:
        return False
    top, bottom = max(ends[0][1], starts[0][1]), min(ends[-1][1], starts[-1][1])
    overlapping = bottom - top
    if overlapping < 0.4 * max(ends[-1][1] - ends[0][1], starts[-1][1] - starts[0][1]):
        return False
    lefts, rights = ({base for _, base in side if top <= base <= bottom} for side in (ends, starts))
    if _fields(lefts, rights):
        return False
    return sum(low - end < 2.5 * size for end, _ in ends) >= 0.5 * len(ends) and sum(
        start - high < 2.5 * size for start, _ in starts
    ) >= 0.7 * len(starts)
