"""Totals of a table that equal none of the sums that its layout allows.

Rows and columns are judged alike. For every total all plausible readings are tried (everything since the last total,
everything, subtotals with what follows them, the lines below it …). A reading is believed when other lines of the
table bear it out, or when the layout leaves no other; only then a total that fits no reading at all is wrong.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from doccheck.checks.figures.grids import UNSUMMED, Amount, Grid, Kind, Line
from doccheck.checks.figures.said_rows import said_rows
from doccheck.document import Cell, Table
from doccheck.language.patterns import lazy


class Wrong(Struct, frozen=True):
    """A total cell with what its cells sum up to, and the cells' places in the grid."""

    cell: Cell
    stated: float
    added: float
    header: str
    label: str
    items: frozenset[tuple[int, int]]

    @property
    def gap(self) -> float:
        """By how much the stated total is too high."""
        return self.stated - self.added


_Reading = tuple[int, ...]
_Square = TypeVar("_Square")
_YEAR = lazy(r"[^·]*?(?:19|20)\d{2}年?(?:末|底|度)?[^·]{0,4}")
"""A year among years is no sum of those before it: what grows year by year may look so in several rows."""


def wrong_totals(table: Table) -> list[list[Wrong]]:
    """Totals of a table that are wrong, grouped by cause: one wrong cell breaks its row, its column and sums above."""
    if table.rows < 3 or table.cols < 2 or table.rows > 2000:
        return []
    grid = Grid(table)
    rows, columns = grid.row_lines(), grid.column_lines()
    if not rows or not columns:
        return []
    readable = grid.readable()
    down = _wrong(_View(grid, rows, _summed(grid, columns, True), True, grid.figures, readable))
    figures, readable = _turned(grid.figures), _turned(readable)
    across = _wrong(_View(grid, columns, _summed(grid, rows, False), False, figures, readable))
    return _by_cause([*down, *across])


class _View(Struct, frozen=True):
    """A grid seen by rows (``down``: lines are rows, each column is added up) or by columns."""

    grid: Grid
    lines: list[Line]
    across: list[Line]
    """The lines across them whose squares may be added up."""
    down: bool
    figures: list[list[Amount | None]]
    """The number in each square of each line."""
    readable: list[list[bool]]
    """Whether each square of each line is a number or nothing at all."""

    def place(self, line: int, cross: int) -> tuple[int, int]:
        return (line, cross) if self.down else (cross, line)

    def cell(self, line: int, cross: int) -> Cell | None:
        row, col = self.place(line, cross)
        cell = self.grid.cells[row][col]
        return cell if cell is not None and (cell.row, cell.col) == (row, col) else None

    def figure(self, line: int, cross: int) -> Amount | None:
        return self.figures[line][cross]


def _turned(squares: list[list[_Square]]) -> list[list[_Square]]:
    return [list(line) for line in zip(*squares, strict=True)]


def _summed(grid: Grid, across: list[Line], down: bool) -> list[Line]:
    """The lines whose squares may be added up."""
    heads = [grid.heads[cross.index] if down else cross.name for cross in across]
    return [
        cross
        for cross, head in zip(across, heads, strict=True)
        if cross.kind not in (Kind.SKIP, Kind.BREAK)
        and not UNSUMMED.search(head.split("·")[-1])
        and (down or not _RATE.search(grid.names[cross.index]))
    ]


_RATE = lazy(r"强度|[%％]$")
"""In a row's labels behind its number (7 | 研发投入强度 | %): what no column adds up."""


def _wrong(view: _View) -> Iterator[Wrong]:
    reported: set[int] = set()
    for at, line in enumerate(view.lines):
        if line.kind is Kind.TOTAL or (line.kind is Kind.PART and line.name.endswith("计")):
            for found in _explicit(view, at):
                reported.add(line.index)
                yield found
    for at, line in enumerate(view.lines):
        if line.kind is Kind.ITEM and not _YEAR.fullmatch(line.name):
            yield from _implicit(view, at)
        if line.kind is Kind.ITEM and (line.name.endswith("计") or line.level):
            yield from _subtotal(view, at)


def _explicit(view: _View, at: int) -> Iterator[Wrong]:
    """Wrong squares of a line that is called a total."""
    line = view.lines[at]
    readings = _readings(view, at)
    crosses = [c for c in view.across if view.figure(line.index, c.index) is not None]
    sums = {r: [(c, added) for c in crosses if (added := _sum(view, r, c))] for r in readings}
    fits = {r: [c for c, added in held if _meets(view, line, c, added)] for r, held in sums.items()}
    usable = {r: [c for c, _ in held] for r, held in sums.items()}
    right = {c.index for held in fits.values() for c in held}
    judged = [c for c in crosses if any(c in held for held in usable.values())]
    wrong = [c for c in judged if c.index not in right]
    if not wrong:
        return
    for cross in wrong:
        able = [r for r in readings if cross in usable[r]]
        best = max(able, key=lambda r: len(fits[r]))
        borne_out = len(fits[best]) >= max(1, len([c for c in wrong if c in usable[best]]) - 1)
        plain = [r for r in able if not _holds_a_part(view, r)] if _near(view, line, able[0], cross) else able
        named = line.plain or _summed_above(view, line, able[0], cross)
        simple = len(plain) == 1 and named and len(wrong) <= 2 and not right and _one_kind(view, best, cross)
        if borne_out or simple:
            yield _as_wrong(view, line, best, cross)
        elif (behind := _behind(view, at)) in able and _like_the_others(view, at, cross):
            yield _as_wrong(view, line, behind, cross)


def _subtotal(view: _View, at: int) -> Iterator[Wrong]:
    """Wrong squares of a numbered subtotal with its parts behind it: （二）业务费小计; 其中：材料; 其中：测试化验."""
    line, behind = view.lines[at], _behind(view, at)
    for cross in view.across if len(behind) > 1 else ():
        judged = _sum(view, behind, cross) and view.figure(line.index, cross.index) is not None
        if judged and not _fit(view, line, behind, cross) and _like_the_others(view, at, cross):
            yield _as_wrong(view, line, behind, cross)


def _behind(view: _View, at: int) -> _Reading:
    """The lines right behind a subtotal: those called 其中 or numbered below it, else all up to the next total."""
    here, rest = view.lines[at], view.lines[at + 1 :]
    called = here.name.endswith("计")
    if rest and rest[0].kind is Kind.PART:
        run = itertools.takewhile(lambda x: x.kind is Kind.PART, rest if called else ())
    elif here.level:
        run = itertools.takewhile(lambda x: x.kind is Kind.ITEM and x.level > here.level, rest)
    else:
        run = itertools.takewhile(lambda x: x.kind is Kind.ITEM and not x.name.endswith("计"), rest if called else ())
    return tuple(line.index for line in run)


def _like_the_others(view: _View, at: int, cross: Line) -> bool:
    """Whether every other subtotal with lines right behind it is their sum."""
    others = [
        (line, behind)
        for place, line in enumerate(view.lines)
        if place != at and len(behind := _behind(view, place)) > 1
    ]
    return bool(others) and all(_fit(view, line, behind, cross) for line, behind in others)


_NEAR = 0.1
"""By how much of itself a total may miss its lines and still be meant for them."""


def _holds_a_part(view: _View, reading: _Reading) -> bool:
    """Whether a reading adds a 其中 line to the line that holds it already."""
    parts = {line.index for line in view.lines if line.kind is Kind.PART}
    return any(index in parts for index in reading)


def _near(view: _View, line: Line, reading: _Reading, cross: Line) -> bool:
    total, added = view.figure(line.index, cross.index), _sum(view, reading, cross)
    return total is not None and added is not None and abs(total.value - added[0]) <= _NEAR * abs(total.value)


def _summed_above(view: _View, line: Line, reading: _Reading, cross: Line) -> bool:
    """Whether a total further on is right and adds up these very lines, so that they are themselves right."""
    return any(
        later.kind is Kind.TOTAL and later.index > line.index and set(reading) < set(wider)
        and _fit(view, later, wider, cross)
        for at, later in enumerate(view.lines)
        for wider in (_readings(view, at) if later.index > line.index and later.kind is Kind.TOTAL else ())
    )  # fmt: skip


def _one_kind(view: _View, reading: _Reading, cross: Line) -> bool:
    """Whether what is added can be added: years beside each other or sources, else rows under one header."""
    if view.down:
        return True
    return all(
        re.search(r"(?:19|20)\d{2}|第.年|自筹|财政|专项|企业|高校|院|银行|贷款|省|市|国家", view.grid.heads[c])
        for c in reading
    )


def _implicit(view: _View, at: int) -> Iterator[Wrong]:
    """Wrong squares of a line that the others show to be the sum of its neighbours (自筹 | 财政 | 年度投入)."""
    line = view.lines[at]
    crosses = [c for c in view.across if view.figure(line.index, c.index) is not None]
    if len(crosses) < 4 or (view.down and len(crosses) > 40):
        return
    best: tuple[list[Line], list[Line], _Reading] | None = None
    for reading in _neighbours(view, at):
        good, bad = _judged(view, line, reading, crosses, len(crosses) // 4)
        fits = len(good) >= 3 and len(good) >= 3 * len(bad) and _by_no_chance(view, line, good)
        if fits and (best is None or len(good) > len(best[0])):
            best = (good, bad, reading)
    if best is not None and best[1] and not _added_up_itself(view, crosses):
        for cross in best[1]:
            yield _as_wrong(view, line, best[2], cross)


def _by_no_chance(view: _View, line: Line, good: list[Line]) -> bool:
    """Whether at least two of the sums have two digits: 2 = 1 + 1 and 1 = 1 + 0 tell nothing."""
    figures = [figure for cross in good if (figure := view.figure(line.index, cross.index)) is not None]
    return sum(len(f"{abs(figure.value):g}".replace(".", "").strip("0")) > 1 for figure in figures) > 1


def _added_up_itself(view: _View, crosses: list[Line]) -> bool:
    """Whether a total adds up all lines that are none: then each of them is an item, whatever it equals by chance."""
    items = tuple(line.index for line in view.lines if line.kind is Kind.ITEM)
    for total in view.lines:
        if total.kind is Kind.TOTAL:
            good, bad = _judged(view, total, items, crosses, len(crosses) // 4)
            if len(good) >= 3 and len(good) >= 3 * len(bad):
                return True
    return False


def _neighbours(view: _View, at: int) -> Iterator[_Reading]:
    for way in (-1, 1):
        run: list[int] = []
        place = at + way
        while 0 <= place < len(view.lines) and len(run) < 8:
            line = view.lines[place]
            if line.kind is Kind.TOTAL or line.kind is Kind.BREAK:
                break
            if line.kind is Kind.ITEM:
                run.append(line.index)
                if len(run) >= 2:
                    yield tuple(run)
            place += way


def _readings(view: _View, at: int) -> list[_Reading]:
    """Every plausible set of lines that the total at ``at`` may add up, the likeliest first."""
    lines, here = view.lines, view.lines[at]
    before = lines[:at]
    since: list[Line] = []
    stack: list[Line] = []
    pending: list[Line] = []
    for line in before:
        if line.kind is Kind.BREAK:
            since = []
        elif line.kind is Kind.TOTAL:
            stack = [s for s in stack if s not in pending] + [line]
            since, pending = [], []
        elif line.kind is Kind.ITEM:
            since.append(line)
            pending.append(line)
            stack.append(line)
    items = [line for line in before if line.kind is Kind.ITEM]
    own = said_rows(view.grid, here, items) if view.down else None
    if own is not None:
        return [own] if len(own) > 1 else []
    beside = _of_group(view, here, items) if view.down else []
    totals = [line for line in before if line.kind is Kind.TOTAL]
    with_parts = _from(before, totals) if any(line.kind is Kind.PART for line in before) else []
    after: list[Line] = []
    if not since:
        for line in lines[at + 1 :]:
            if line.kind in (Kind.TOTAL, Kind.BREAK):
                break
            after.append(line)
    repeated = any(line.name == here.name for line in totals)
    inner = len(since) >= 2 and bool(totals) and ("小计" in here.name or repeated)
    candidates: list[Sequence[Line]] = [since, with_parts] if inner else [since, stack, items, totals, with_parts]
    for group in (since,) if inner else (since, items):
        candidates += [_top(group), _without_children(view, group)]
    candidates += [[x for x in after if x.kind is Kind.ITEM], after, _top(after), _without_children(view, after)]
    candidates.insert(0, beside)
    if "不含" in here.name:
        candidates.append(items[1:])  # 小计（不含牵头单位）, whose row is the first
    found: list[_Reading] = []
    for candidate in candidates:
        reading = tuple(x.index for x in candidate if x.kind is not Kind.SKIP)
        if len(reading) >= 2 and here.index not in reading and reading not in found:
            found.append(reading)
    return found


def _of_group(view: _View, here: Line, items: Sequence[Line]) -> list[Line]:
    """The items beside the merged cell that a total stands beside too: 平台 | 省级, 市级, 小计."""
    for col in range(view.grid.labels):
        cell = view.grid.cells[here.index][col]
        if cell is not None and cell.rowspan > 1 and cell.row < here.index:
            return [line for line in items if line.index >= cell.row]
    return []


def _from(before: Sequence[Line], totals: Sequence[Line]) -> list[Line]:
    """Items and 其中 lines since the last total (小计, whose parts are all listed as 其中)."""
    last = totals[-1].index if totals else -1
    return [x for x in before if x.kind in (Kind.ITEM, Kind.PART) and x.index > last]


def _top(lines: Sequence[Line]) -> list[Line]:
    """The lines of the highest printed number (一、二、…), where the table numbers them in several depths."""
    levels = {line.level for line in lines if line.level}
    return [line for line in lines if line.level == min(levels)] if len(levels) > 1 else []


def _without_children(view: _View, lines: Sequence[Line]) -> list[Line]:
    """The lines less those that an earlier one already holds, as their sums show."""
    kept: list[Line] = []
    skip_to = -1
    for at, line in enumerate(lines):
        if at <= skip_to:
            continue
        kept.append(line)
        for end in range(at + 2, min(at + 12, len(lines))):
            reading = tuple(x.index for x in lines[at + 1 : end + 1])
            told = (c for c in view.across if view.figure(line.index, c.index))
            good, bad = _judged(view, line, reading, told, 1)
            if len(good) >= 2 and len(bad) <= (1 if len(good) > 2 else 0):
                skip_to = end
                break
    return kept if skip_to >= 0 else []


_Sum = tuple[float, list[Amount]]


def _sum(view: _View, reading: _Reading, cross: Line) -> _Sum | None:
    """What the squares of some lines add up to, and those squares; ``None`` where they are no items of a sum."""
    at = cross.index
    if not all(view.readable[i][at] for i in reading):
        return None
    held = [a for i in reading if (a := view.figures[i][at]) is not None]
    if len(held) < 2 or all(1950 <= a.value <= 2099 and a.step == 1 for a in held):
        return None
    if view.down and len(held) > 2 and all(a.value == i for i, a in enumerate(held, 1)):
        return None  # running numbers
    return math.fsum([a.value for a in held]), held


def _fit(view: _View, line: Line, reading: _Reading, cross: Line) -> bool:
    added = _sum(view, reading, cross)
    return added is not None and _meets(view, line, cross, added)


def _meets(view: _View, line: Line, cross: Line, added: _Sum) -> bool:
    """Whether a line says of others that they add up to what they do."""
    total = view.figure(line.index, cross.index)
    if total is None:
        return False
    return abs(total.value - added[0]) <= _tolerance(view, total, added[1], line, cross) + 1e-6


def _judged(
    view: _View, line: Line, reading: _Reading, crosses: Iterable[Line], most: int
) -> tuple[list[Line], list[Line]]:
    """Where a line is the sum of others and where it is not; more than ``most`` misses are not counted."""
    good: list[Line] = []
    bad: list[Line] = []
    for cross in crosses:
        added = _sum(view, reading, cross)
        if added is not None:
            (good if _meets(view, line, cross, added) else bad).append(cross)
            if len(bad) > most:
                break
    return good, bad


def _tolerance(view: _View, total: Amount, items: list[Amount], line: Line, cross: Line) -> float:
    """What rounding may do: half a digit of the total, and of the items as chance adds them up."""
    step = max(a.step for a in items)
    if min(a.step for a in items) < 1 or step > 1:
        return max(0.9 * math.sqrt(len(items)) * step, 0.5 * total.step if total.step > step else 0.0)
    head = view.grid.heads[cross.index if view.down else line.index] + view.grid.caption + line.name + cross.name
    return 1.0 if "元" in head or any(a.money for a in items) else 0.0


def _as_wrong(view: _View, line: Line, reading: _Reading, cross: Line) -> Wrong:
    cell, total, added = (
        view.cell(line.index, cross.index),
        view.figure(line.index, cross.index),
        _sum(view, reading, cross),
    )
    assert cell is not None
    assert total is not None
    assert added is not None
    named = (
        cross.name if cross.name and cross.name != line.name else f"第{cross.index + 1}{'列' if view.down else '行'}"
    )
    places = frozenset(view.place(i, cross.index) for i in reading if view.figure(i, cross.index) is not None)
    return Wrong(cell, total.value, added[0], named, f"{line.name or '合计'}{'行' if view.down else '列'}", places)


def _by_cause(found: list[Wrong]) -> list[list[Wrong]]:
    groups: list[list[Wrong]] = []
    for one in found:
        if any(one.cell is two.cell and math.isclose(one.added, two.added) for group in groups for two in group):
            continue
        joined = [group for group in groups if any(_one_cause(one, two) for two in group)]
        merged = [two for group in joined for two in group] + [one]
        groups = [group for group in groups if group not in joined] + [merged]
    return groups


def _one_cause(one: Wrong, two: Wrong) -> bool:
    """Whether one wrong cell explains both: an item of both, or the total of one that is an item of the other."""
    if one.cell is two.cell:
        return True
    if one.items & two.items and math.isclose(one.gap, two.gap, abs_tol=0.02):
        return True
    nested = (two.cell.row, two.cell.col) in one.items or (one.cell.row, one.cell.col) in two.items
    return nested and math.isclose(one.gap, -two.gap, abs_tol=0.02)
