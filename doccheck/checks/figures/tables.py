"""N006: rows and columns headed 合计, 小计 or 总计 against the cells that they sum up."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.figures.labels import table_of
from doccheck.checks.figures.places import number, part_name
from doccheck.checks.figures.totals import Wrong, wrong_totals
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Table
from doccheck.facts.model import Fact
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_SHORT = 4
_LINES = 60
"""Rows of a table whose totals are added up once more to explain a figure."""

__all__ = ["WrongTotals", "table_totals", "tables_in", "wrong_totals"]


def tables_in(part: Part) -> Iterator[Table]:
    """The tables of a part, those within cells with them."""
    for block in part.passage.blocks:
        if isinstance(block, Table):
            yield from _with_nested(block)


def _with_nested(table: Table) -> Iterator[Table]:
    yield table
    for cell in table.cells:
        for block in cell.blocks:
            if isinstance(block, Table):
                yield from _with_nested(block)


@check("N006")
def table_totals(mapped: MappedSubmission) -> Iterator[Finding]:
    """Every table of the submission that has totals."""
    for part in mapped.parts:
        if part.role is Role.NOTICE:
            continue
        for table in tables_in(part):
            for group in wrong_totals(table):
                yield _finding(mapped, part, table, group)


def _finding(mapped: MappedSubmission, part: Part, table: Table, group: list[Wrong]) -> Finding:
    place = part_name(mapped, part.id, part.document)
    said = "；".join(
        f"{w.label}“{w.header}”填 {number(w.stated)}，各项之和为 {number(w.added)}，相差 {number(abs(w.gap))}"
        for w in group
    )
    cause = _cause(table, group)
    if cause is not None and all(cause is not w.cell for w in group):
        said += f"；很可能是其中的“{cause.text.strip()}”写错"
    name = f"“{table.caption.strip()}”" if table.caption.strip() else "表格"
    cells = {id(w.cell): w.cell for w in group}
    if cause is not None:
        cells.setdefault(id(cause), cause)
    related = {id(c): c for w in group for c in (*_added(table, w), *_above(table, w.cell))}
    return finding(
        "N006",
        None,
        f"{place}{name}合计不符：{said}。",
        "请逐项核对，改正合计数或写错的分项。",
        *(Evidence(part.document, c.text.strip(), c.location) for c in {**cells, **related}.values()),
        confidence=0.9,
    )


def _cause(table: Table, group: list[Wrong]) -> Cell | None:
    """The one cell that all sums of a group share."""
    if len(group) < 2:
        return None
    shared = frozenset.intersection(*(w.items | {(w.cell.row, w.cell.col)} for w in group))
    if len(shared) != 1:
        return None
    place = next(iter(shared))
    return next((c for c in table.cells if (c.row, c.col) == place), None)


def _added(table: Table, wrong: Wrong) -> Iterator[Cell]:
    """The cells of a short sum, so that a reader can add them up himself."""
    if len(wrong.items) <= _SHORT:
        yield from (c for c in table.cells if (c.row, c.col) in wrong.items)


def _above(table: Table, cell: Cell) -> Iterator[Cell]:
    """The last total of the same column, into which a wrong subtotal goes."""
    last = [c for c in table.cells if c.col == cell.col and c.row > cell.row and c.text.strip()]
    if last and any(ch.isdigit() for ch in last[-1].text):
        yield last[-1]


class WrongTotals:
    """The wrong totals of the tables that are asked about, each table added up once."""

    def __init__(self, mapped: MappedSubmission) -> None:
        self._mapped = mapped
        self._of_table: dict[tuple[str, int | None], list[Wrong]] = {}

    def beside(self, fact: Fact) -> list[Wrong]:
        """Those of the table in which a figure stands."""
        table = table_of(self._mapped, fact)
        if table is None or table.rows > _LINES:
            return []
        place = fact.document, fact.location.block
        if place not in self._of_table:
            self._of_table[place] = [wrong for group in wrong_totals(table) for wrong in group]
        return self._of_table[place]
