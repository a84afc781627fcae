"""N006: rows and columns headed 合计, 小计 or 总计 against the cells that they sum up.

Every plausible reading of a total is tried (all rows, rows since the last subtotal, the subtotals alone); it is
reported only when none of them gives the stated value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from doccheck.checks.figures.places import number, part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Table
from doccheck.facts.numbers import arabic_value, narrow
from doccheck.facts.quantities import normal_unit
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_TOTAL = lazy(
    r"(?:(?:投资|经费|资金|金额|人数|数量|费用|投入|年度|本页|全部|预算|总|三年|五年)*)(?:合计|总计|小计|共计|累计)(?:数|额)?(?:[(\[][^)\]]*[)\]])?[:：]?|总和"
)
_UNSUMMED = lazy(
    r"序号|占比|比例|比重|百分比|[%％]|率|增长|增幅|平均|均值|人均|年份|日期|时间|电话|单价|编号|代码|强度|排名|位次|型号|年龄|权重|倍数|备注|系数"
)
_NUMBER = lazy(
    r"(-?)\s?([\d,， ]*\d(?:\.\d+)?)\s?((?:百|千|十)?[万亿千百]?元|万|亿|人|名|家|个|项|件|台|套|篇|所|分|亩|次|条|㎡)?"
)
_BLANK = lazy(r"[\s\-—–/／无\\·]*")


@dataclass(frozen=True, slots=True)
class _Amount:
    value: float
    step: float
    money: bool


def amount(text: str) -> _Amount | None:
    """A cell that holds one plain number with at most its unit."""
    match = _NUMBER.fullmatch(narrow(text).strip())
    written = arabic_value(match[2].strip()) if match else None
    if match is None or written is None:
        return None
    factor = float(normal_unit(match[3])[1]) if match[3] and match[3] != "分" else 1.0
    sign = -1 if match[1] else 1
    return _Amount(
        sign * float(written.value) * factor, float(written.step) * factor, bool(match[3] and "元" in match[3])
    )


def _squeezed(cell: Cell | None) -> str:
    return re.sub(r"\s+", "", narrow(cell.text)) if cell is not None else ""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A total cell with what its cells sum up to, and the cells' places in the grid."""

    cell: Cell
    stated: float
    added: float
    header: str
    label: str
    items: frozenset[tuple[int, int]]


@check("N006")
def table_totals(mapped: MappedSubmission) -> Iterator[Finding]:
    """Every table of the submission that has totals."""
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for block in part.passage.blocks:
            if isinstance(block, Table):
                yield from _with_nested(mapped, part, block)


def _with_nested(mapped: MappedSubmission, part: Part, table: Table) -> Iterator[Finding]:
    yield from _table(mapped, part, table)
    for cell in table.cells:
        for block in cell.blocks:
            if isinstance(block, Table):
                yield from _with_nested(mapped, part, block)


def _table(mapped: MappedSubmission, part: Part, table: Table) -> Iterator[Finding]:
    wrong = wrong_totals(table)
    place = part_name(mapped, part.id, part.document)
    for group in wrong:
        first = group[0]
        said = "；".join(
            f"{_line(w)}填 {number(w.stated)}，各项之和为 {number(w.added)}，相差 {number(abs(w.stated - w.added))}"
            for w in group
        )
        name = f"“{table.caption.strip()}”" if table.caption.strip() else "表格"
        yield finding(
            "N006",
            None,
            f"{place}{name}的{first.label}与各项不符：{said}。",
            "请逐项核对，改正合计数或写错的分项。",
            *(Evidence(part.document, w.cell.text.strip(), w.cell.location) for w in group),
            confidence=0.9,
        )


def _line(wrong: _Wrong) -> str:
    return f"“{wrong.header}”" if wrong.header else wrong.label


def wrong_totals(table: Table) -> list[list[_Wrong]]:
    """Totals of a table that equal none of their plausible sums, grouped by cause (one row of totals, one cell)."""
    if table.rows < 3 or table.cols < 2 or not any(_TOTAL.fullmatch(_squeezed(c)) for c in table.cells):
        return []
    grid = table.grid()
    down = [w for row in range(table.rows) if _is_total_row(grid[row]) for w in _total_row(grid, row)]
    across = _total_columns(grid)
    groups: list[list[_Wrong]] = []
    used: set[int] = set()
    for one in down:  # a single wrong cell breaks its row and its column by the same amount
        twins = [two for two in across if _one_cause(one, two)]
        if len(twins) == 1:
            groups.append([one, twins[0]])
            used |= {id(one), id(twins[0])}
    rows: dict[int, list[_Wrong]] = {}
    for one in (w for w in (*down, *across) if id(w) not in used):
        rows.setdefault(one.cell.row if one in down else -1 - one.cell.row, []).append(one)
    return groups + list(rows.values())


def _one_cause(one: _Wrong, two: _Wrong) -> bool:
    """Whether one wrong cell explains both: an item of both, or the total of one that is an item of the other."""
    ours, theirs = one.stated - one.added, two.stated - two.added
    if one.cell is two.cell:
        return True
    if one.items & two.items and math.isclose(ours, theirs, abs_tol=0.02):
        return True
    nested = (two.cell.row, two.cell.col) in one.items or (one.cell.row, one.cell.col) in two.items
    return nested and math.isclose(ours, -theirs, abs_tol=0.02)


def _is_total_row(row: list[Cell | None]) -> bool:
    for cell in row[:3]:
        text = _squeezed(cell)
        if text:
            if _TOTAL.fullmatch(text):
                return True
            if not text.isdigit():
                return False
    return False


def _header(grid: list[list[Cell | None]], row: int, col: int) -> str:
    """The words above a cell up to the nearest header, joined downwards."""
    words: list[str] = []
    for above in range(row - 1, -1, -1):
        text = _squeezed(grid[above][col])
        if text and amount(text) is None and not _BLANK.fullmatch(text):
            if text not in words:
                words.append(text)
            if len(words) == 2:
                break
        elif words:
            break
    return "·".join(reversed(words))


def _total_row(grid: list[list[Cell | None]], row: int) -> Iterator[_Wrong]:
    label = next(_squeezed(c) for c in grid[row] if c is not None and _TOTAL.fullmatch(_squeezed(c)))
    seen: set[int] = set()
    for col, cell in enumerate(grid[row]):
        if cell is None or id(cell) in seen or cell.rowspan > 1 or cell.row != row:
            continue
        seen.add(id(cell))
        total = amount(cell.text)
        if total is None or cell.colspan > 1:
            continue
        header = _header(grid, row, col)
        if _UNSUMMED.search(header):
            continue
        result = _column_sums(grid, row, col, "小计" in label)
        if result is None:
            continue
        sums, items, tolerance = result
        if any(abs(total.value - s) <= tolerance + 1e-6 for s in sums):
            continue
        yield _Wrong(cell, total.value, sums[0], header.split("·")[-1], f"{label}行", frozenset(items))


def _column_sums(
    grid: list[list[Cell | None]], row: int, col: int, subtotal: bool
) -> tuple[list[float], list[tuple[int, int]], float] | None:
    """Plausible sums of the cells above a total, their places, and the tolerance; ``None`` when it is not clear."""
    items: list[tuple[int, _Amount]] = []
    subtotals: list[float] = []
    since: list[list[_Amount]] = [[]]
    seen: set[int] = set()
    whole = len(grid[row])
    for above in range(row - 1, -1, -1):
        cell = grid[above][col]
        if cell is None or id(cell) in seen:
            continue
        seen.add(id(cell))
        if cell.colspan >= max(2, whole - 1):
            since.append([])
            continue
        text = cell.text.strip()
        if _BLANK.fullmatch(text):
            continue
        value = amount(text)
        if value is None:
            if _is_item_row(grid[above], text):
                return None
            break
        if cell.colspan > 1:
            return None
        first = next((_squeezed(c) for c in grid[above] if c is not None and _squeezed(c)), "")
        if first.startswith("其中"):
            return None
        if _is_total_row(grid[above]):
            if subtotal:
                break
            subtotals.append(value.value)
            since.append([])
            continue
        items.append((above, value))
        since[-1].append(value)
    amounts = [a for _, a in items]
    if len(items) < 2 or all(1990 <= a.value <= 2099 and a.step == 1 for a in amounts):
        return None
    if [a.value for a in reversed(amounts)] == [float(i) for i in range(1, len(amounts) + 1)]:
        return None  # a column of running numbers
    sums = [math.fsum(a.value for a in amounts)]
    if len(subtotals) >= 1:
        sums += [math.fsum(subtotals), math.fsum(subtotals) + math.fsum(a.value for a in since[0])]
        if _has_plain_total(grid, row):
            sums.append(math.fsum(a.value for a in since[0]))
    sums += [math.fsum(a.value for a in group) for group in since if len(group) >= 2 and len(since) > 1]
    return sums, [(r, col) for r, _ in items], _tolerance(amounts, _header(grid, row, col))


def _is_item_row(row: list[Cell | None], text: str) -> bool:
    """Whether a cell in words stands among the items (4*10分, 若干) and is no header."""
    first = next((_squeezed(c) for c in row if c is not None and _squeezed(c)), "")
    bare = re.sub(r"[（(\[].*?[)）\]]|(?:19|20)\d{2}", "", narrow(text))
    return (
        first.isdigit()
        or any(c.isdigit() for c in bare)
        or re.search(r"见附|详见|另附|若干|待定|未定|暂", text) is not None
    )


def _has_plain_total(grid: list[list[Cell | None]], row: int) -> bool:
    return any(_is_total_row(grid[above]) for above in range(row))


def _tolerance(amounts: list[_Amount], header: str) -> float:
    step = max(a.step for a in amounts)
    if min(a.step for a in amounts) < 1:
        return 0.9 * math.sqrt(len(amounts)) * step
    return 1.0 if "元" in header or any(a.money for a in amounts) else 0.0


def _total_columns(grid: list[list[Cell | None]]) -> list[_Wrong]:
    wrong: list[_Wrong] = []
    for col in range(1, len(grid[0])):
        head = next((r for r in range(min(3, len(grid))) if _TOTAL.fullmatch(_squeezed(grid[r][col]))), None)
        top = grid[head][col] if head is not None else None
        if head is None or top is None or top.colspan > 1 or _is_total_row(grid[head]):
            continue
        wrong += _total_column(grid, col, head + top.rowspan)
    return wrong


def _total_column(grid: list[list[Cell | None]], col: int, first: int) -> list[_Wrong]:
    left = [_column_run(grid, col, first, -1), _column_run(grid, col, first, 1)]
    runs = [run for run in left if len(run) >= 2]
    found: list[_Wrong] = []
    right = judged = 0
    for row in range(first, len(grid)):
        cell = grid[row][col]
        total = amount(cell.text) if cell is not None and cell.rowspan == 1 and cell.colspan == 1 else None
        if cell is None or total is None or not runs:
            continue
        readings: list[tuple[float, list[tuple[int, int]], float]] = []
        for run in runs:
            held = [
                (row, c, a) for c in run if (g := grid[row][c]) is not None and g.colspan == 1 and (a := amount(g.text))
            ]
            if len(held) >= 2:
                amounts = [a for _, _, a in held]
                header = "".join(_header(grid, first, c) for c in run) + _header(grid, first, col)
                readings.append(
                    (
                        math.fsum(a.value for a in amounts),
                        [(r, c) for r, c, _ in held],
                        _tolerance([*amounts, total], header),
                    )
                )
        if not readings:
            continue
        judged += 1
        if any(abs(total.value - added) <= tolerance + 1e-6 for added, _, tolerance in readings):
            right += 1
            continue
        added, items, _ = readings[0]
        label = next(
            (_squeezed(c) for c in grid[row][:col] if c is not None and amount(_squeezed(c)) is None and _squeezed(c)),
            "",
        )
        found.append(_Wrong(cell, total.value, added, label or f"第{row + 1}行", "合计列", frozenset(items)))
    years = all(
        re.search(r"(?:19|20)\d{2}|第.年|自筹|财政|专项|企业|高校|院", _header(grid, first, c))
        for run in runs
        for c in run
    )
    return found if right >= max(1, len(found)) or (years and judged and right >= len(found) - 1) else []


def _column_run(grid: list[list[Cell | None]], col: int, first: int, way: int) -> list[int]:
    """Numeric columns next to a total column, up to one that is not summed."""
    run: list[int] = []
    c = col + way
    while 0 <= c < len(grid[0]):
        header = _header(grid, first, c)
        cells = [_squeezed(grid[r][c]) for r in range(first, len(grid))]
        filled = [t for t in cells if t and not _BLANK.fullmatch(t)]
        if (
            not filled
            or _UNSUMMED.search(header)
            or not header
            or _TOTAL.fullmatch(header.split("·")[-1])
            or any(amount(t) is None for t in filled)
        ):
            break
        run.append(c)
        c += way
    return run
