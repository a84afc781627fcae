"""Percentages of tables: shares of a column's total, growth between two columns, intensities, and sums of shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from doccheck.checks.figures.grids import UNSUMMED, Amount, Grid, Kind, amount, share
from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.places import number, part_name
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.tables import tables_in
from doccheck.checks.figures.terms import Term, names_in
from doccheck.checks.figures.totals import wrong_totals
from doccheck.document import Cell, Table
from doccheck.facts.numbers import narrow
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_SHARES = lazy(r"占|比例|比重|份额|百分比|^[%％]$")
_GROWTH = lazy(
    r"增长率|增幅|增速|同比|涨幅|增长(?:\([%％]\))?$|[较比](?:上(?:一?年|期)|去年)|(?:增减|变动)(?:幅度|比例|率|情况)?(?:\([%％]\))?$"
)
_PLAIN_GROWTH = lazy(r"增长率|增速|增幅|同比|[较比](?:上(?:一?年|期)|去年)(?:增长|增减)")
"""Heads that say growth without a doubt: one of two rows may then be wrong."""
_UNIT = lazy(r"[(\[/,，·](?:单位:)?((?:百|千|十)?[万亿千]?元)[)\]]?")
"""The unit of money that a line prints."""
_REMARK = lazy(r"占([\u4e00-\u9fff]{2,10}?)的?(?:比例|比重|比)?(?:约|为|达)?\s?(\d+(?:\.\d+)?\s?%)")


class _Miss(Struct, frozen=True):
    """A percentage with the two cells that should give it."""

    cell: Cell
    stated: Amount
    upper: Cell
    lower: Cell
    true: float
    total: str = ""
    """The sum of the column that ``lower`` heads, where the percentage is of it."""


def table_rates(mapped: MappedSubmission, ledger: Ledger) -> Iterator[Slip]:
    """Wrong percentages of all tables."""
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for table in tables_in(part):
            if not any("%" in c.text or "％" in c.text or "占" in c.text or "强度" in c.text for c in table.cells):
                continue
            if table.rows > 400:
                continue
            yield from _table(mapped, part, table, ledger)


def _table(mapped: MappedSubmission, part: Part, table: Table, ledger: Ledger) -> Iterator[Slip]:
    blamed = {
        place for group in wrong_totals(table) for w in group for place in (*w.items, (w.cell.row, w.cell.col))
        if len(group) > 1 or place == (w.cell.row, w.cell.col)
    }  # fmt: skip
    grid = Grid(table)
    misses = [*_shares(grid), *_intensities(grid), *_growth(grid), *_remarks(grid)]
    for miss in misses:
        if {(miss.upper.row, miss.upper.col), (miss.lower.row, miss.lower.col)} & blamed:
            continue  # the total or the part is wrong already: N006
        if _explained(miss, grid, ledger):
            continue
        place = part_name(mapped, part.id, part.document)
        name = f"“{table.caption.strip()}”" if table.caption.strip() else "表格"
        upper, lower = miss.upper.text.strip(), miss.total or miss.lower.text.strip()
        terms = tuple(
            Term("", None, 0.0, 0.0, 0.0, "", t, document=part.document, location=c.location, quote=t)
            for c, t in ((miss.upper, upper), (miss.lower, lower))
        )
        yield Slip(
            part.document,
            miss.cell.location,
            miss.cell.location,
            miss.cell.text.strip(),
            miss.stated.value,
            f"{place}{name}的比例写“{miss.cell.text.strip()}”，按 {upper} 和 {lower} 计算应为 "
            f"{number(round(miss.true, 2))}%。",
            0.88,
            terms,
        )


def _explained(miss: _Miss, grid: Grid, ledger: Ledger) -> bool:
    """Whether what another paper says of the line's unit gives the intensity: then the terms differ, which is N001."""
    labels = (grid.names[miss.cell.row].split("·")[0], grid.heads[miss.cell.col].split("·")[-1])  # rows or columns
    who = next(filter(None, map(ledger.units.named, filter(None, labels))), None)
    if who is None:
        return False
    low, high = miss.stated.value - miss.stated.step / 2, miss.stated.value + miss.stated.step
    return any(
        a.year == b.year and b.low > 0 and a.low / b.high * 100 <= high and low <= a.high / b.low * 100
        for a in ledger.ever(who, "rd")
        for b in ledger.ever(who, "revenue")
    )


def _remarks(grid: Grid) -> Iterator[_Miss]:
    """“占营业收入6.0%” beside a figure, with the whole in another row of the same column."""
    for row in range(grid.first, grid.rows):
        for col in range(1, grid.cols):
            cell = grid.cells[row][col]
            match = _REMARK.match(narrow(cell.text)) if cell is not None else None
            stated = share(match[2]) if match is not None else None
            if cell is None or match is None or stated is None:
                continue
            named = {n.quantity for n in names_in(match[1], True)}
            part = grid.cells[row][col - 1]
            year = _years(grid.text(row, 0))
            wholes = [
                whole
                for other in range(grid.first, grid.rows)
                if other != row and named and {n.quantity for n in names_in(grid.text(other, 0), True)} == named
                if _years(grid.text(other, 0)) == year or not year
                if (whole := grid.cells[other][col - 1]) is not None
            ]
            upper = amount(part.text) if part is not None else None
            lower = amount(wholes[0].text) if len(wholes) == 1 else None
            if part is None or upper is None or lower is None or upper.money != lower.money:
                continue
            miss = _judge((cell, stated), (part, upper), (wholes[0], lower))
            if miss is not None:
                yield miss


def _years(label: str) -> list[str]:
    """The years that a label names."""
    return re.findall(r"(?:19|20)\d{2}", label)


def _percent(grid: Grid, row: int, col: int) -> tuple[Cell, Amount] | None:
    cell = grid.cells[row][col]
    if cell is None or (cell.row, cell.col) != (row, col):
        return None
    printed = re.search(r"[%％]", grid.heads[col]) or re.search(r"[(/][%％]\)?$", grid.names[row])
    plain = amount(cell.text) if printed else None
    value = share(cell.text) or plain
    return (cell, value) if value is not None else None


def _figure(grid: Grid, row: int, col: int) -> tuple[Cell, Amount] | None:
    cell, value = grid.cells[row][col], grid.figure(row, col)
    return (cell, value) if cell is not None and value is not None else None


def _judge(
    stated: tuple[Cell, Amount], upper: tuple[Cell, Amount], lower: tuple[Cell, Amount], growth: bool = False
) -> _Miss | None:
    """A miss unless the written digits allow the percentage, cut-off digits included."""
    (cell, rate), (top, above), (bottom, below) = stated, upper, lower
    if below.value - below.step / 2 <= 0 or top is bottom:
        return None
    less = 1.0 if growth else 0.0
    values = [
        ((above.value + a * above.step / 2) / (below.value - b * below.step / 2) - less) * 100
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    if rate.value - rate.step / 2 <= max(values) + 1e-9 and min(values) <= rate.value + rate.step:
        return None
    return _Miss(cell, rate, top, bottom, (above.value / below.value - less) * 100)


def _believed(tried: int, misses: list[_Miss]) -> list[_Miss]:
    """The misses of a formula that the other rows bear out."""
    return misses if tried - len(misses) >= max(2, 2 * len(misses)) else []


def _shares(grid: Grid) -> Iterator[_Miss]:
    """Shares of a column's total, whichever column and total the other rows show it to be."""
    lines = [line for line in grid.row_lines() if line.kind is not Kind.BREAK]
    totals = [line.index for line in lines if line.kind is Kind.TOTAL]
    for col in range(grid.labels, grid.cols):
        if not _SHARES.search(grid.heads[col].split("·")[-1]):
            continue
        best: tuple[int, list[_Miss]] = (0, [])
        bases = [*range(col - 1, grid.labels - 1, -1), *range(col + 1, grid.cols)]  # the nearest on the left first
        rows = [line.index for line in lines if line.index not in totals]
        for base in bases:
            if not totals and (found := _of_a_hundred(grid, rows, col, base)) is not None:
                best = max(best, found, key=lambda b: b[0])
                continue
            for whole in [_figure(grid, t, base) for t in totals] or [_sum(grid, rows, base)]:
                tried = [
                    (p, u) for r in rows if (p := _percent(grid, r, col)) and (u := _figure(grid, r, base)) and whole
                ]
                if whole is None or len(tried) < 3:
                    continue
                misses = [m for p, u in tried if (m := _judge(p, u, whole)) is not None]
                if len(tried) - len(misses) > best[0]:
                    believed = _believed(len(tried), misses)
                    if not totals:
                        believed = [structs.replace(m, total=f"各项之和 {number(whole[1].value)}") for m in believed]
                    best = (len(tried) - len(misses), believed)
        yield from best[1]


def _of_a_hundred(grid: Grid, rows: Sequence[int], col: int, base: int) -> tuple[int, list[_Miss]] | None:
    """How many rows have their share of the row that has 100%, and which one has not; ``None`` without such a row.

    That row is the whole if its figure is the sum of the others', whatever it is called (总投资).
    """
    told = [(r, p, u) for r in rows if (p := _percent(grid, r, col)) and (u := _figure(grid, r, base))]
    full = [held for held in told if held[1][1].value == 100]
    if len(full) != 1 or len(told) < 3:
        return None
    whole, others = full[0], [held for held in told if held is not full[0]]
    if abs(sum(u[1].value for _, _, u in others) - whole[2][1].value) > 0.005 * whole[2][1].value:
        return None
    misses = [m for _, p, u in others if (m := _judge(p, u, whole[2])) is not None]
    return len(told) - len(misses), misses if len(misses) == 1 else []


def _sum(grid: Grid, rows: Sequence[int], col: int) -> tuple[Cell, Amount] | None:
    """The head of a column without a total, and what its rows add up to."""
    head = grid.cells[grid.first - 1][col] if grid.first else None
    items = [found[1] for row in rows if (found := _figure(grid, row, col)) is not None]
    if head is None or len(items) < 3 or UNSUMMED.search(grid.heads[col].split("·")[-1]):
        return None
    return head, Amount(sum(a.value for a in items), max(a.step for a in items) * len(items) ** 0.5)


def _intensities(grid: Grid) -> Iterator[_Miss]:
    """R&D intensity beside R&D spending and revenue, in columns or in rows."""
    yield from _beside(grid, {c: grid.heads[c] for c in range(grid.labels, grid.cols)}, False)
    yield from _beside(grid, {r: grid.names[r] for r in range(grid.first, grid.rows)}, True)


def _beside(grid: Grid, names: dict[int, str], rows: bool) -> Iterator[_Miss]:
    held: dict[str, list[int]] = {}
    for index, name in names.items():
        what = {n.quantity for n in names_in(name.split("·")[-1], True)} or {n.quantity for n in names_in(name, True)}
        if len(what) == 1:
            held.setdefault(next(iter(what)), []).append(index)
    if any(len(held.get(q, ())) != 1 for q in ("rd_intensity", "rd", "revenue")):
        return
    rate, rd, revenue = (held[q][0] for q in ("rd_intensity", "rd", "revenue"))
    across = range(grid.labels, grid.cols) if rows else range(grid.first, grid.rows)
    printed = [unit[1] if (unit := _UNIT.search(names[line])) else "" for line in (rd, revenue)]
    tried, misses = 0, []
    for other in across:
        at = [(line, other) if rows else (other, line) for line in (rate, rd, revenue)]
        stated, upper, lower = _percent(grid, *at[0]), _figure(grid, *at[1]), _figure(grid, *at[2])
        if upper and lower and printed[0] and printed[1]:  # 营业收入（亿元） beside 研发投入（万元）
            upper, lower = _in_unit(upper, printed[0]), _in_unit(lower, printed[1])
        if stated is None or upper is None or lower is None:
            continue
        tried += 1
        miss = _judge(stated, upper, lower)
        if miss is not None and 0.1 < miss.true / max(stated[1].value, 0.01) < 10:  # else a unit is wrong: N004
            misses.append(miss)
    yield from misses if tried - len(misses) >= len(misses) and tried > 1 else []


def _in_unit(figure: tuple[Cell, Amount], unit: str) -> tuple[Cell, Amount]:
    """A figure in 万元, of which its line prints the unit; one that prints its own stays."""
    cell, plain = figure
    factor = 1.0 if plain.money else float(normal_unit(unit)[1])
    return cell, Amount(plain.value * factor, plain.step * factor, plain.money)


def _growth(grid: Grid) -> Iterator[_Miss]:
    """Growth from one year to the next: of rows over columns of years, or of columns down rows of years."""
    columns = [c for c in range(grid.labels, grid.cols) if _GROWTH.search(grid.heads[c].split("·")[-1])]
    if not columns:
        return
    years = {
        int(found[0]): c
        for c in range(grid.labels, grid.cols)
        if len(found := _years(grid.heads[c])) == 1 and not _GROWTH.search(grid.heads[c])
    }
    tried, misses = 0, []
    for col in columns:
        for row in range(grid.first, grid.rows):
            stated = _percent(grid, row, col)
            old, new = _over_columns(grid, row, col, columns, years) if years else _over_rows(grid, row, col, columns)
            if stated and old and new:
                tried += 1
                miss = _judge(stated, new, old, growth=True)
                misses += [miss] if miss is not None else []
    plain = all(_PLAIN_GROWTH.search(grid.heads[c].split("·")[-1]) for c in columns)
    one = plain and tried == 2 and len(misses) == 1 and 0.2 < misses[0].true / (misses[0].stated.value or 1) < 5
    yield from misses if one else _believed(tried, misses)


_Pair = tuple[tuple[Cell, Amount] | None, tuple[Cell, Amount] | None]


def _over_columns(grid: Grid, row: int, col: int, columns: Sequence[int], years: dict[int, int]) -> _Pair:
    """A row's figures of the year before and of the year that the growth's head names, else of the last year."""
    said = [int(year) for year in _years(grid.heads[col])]
    latest = max(said) if said else max(years) if len(columns) == 1 else None
    if latest is None or latest not in years or latest - 1 not in years:
        return None, None
    return _figure(grid, row, years[latest - 1]), _figure(grid, row, years[latest])


def _over_rows(grid: Grid, row: int, col: int, columns: Sequence[int]) -> _Pair:
    """The figures left of a growth, of the row's year and of the row of the year before."""
    held = {int(found[0]): r for r in range(grid.first, grid.rows) if len(found := _years(grid.text(r, 0))) == 1}
    year = next((y for y, r in held.items() if r == row), None)
    if year is None or year - 1 not in held or col - 1 < grid.labels or col - 1 in columns:
        return None, None
    return _figure(grid, held[year - 1], col - 1), _figure(grid, row, col - 1)
