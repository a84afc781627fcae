"""Figures in tables that are no roster: names of quantities in one header, years in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.document import Cell, Table
from doccheck.facts.catalogue import Entry, printed_unit, quantity_of_label
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.facts.subjects import Subject, Units
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Part

_YEAR = lazy(r"\s*((?:19|20)\d{2})\s?(?:年度?)?\s*")
_TARGET = lazy(r"目标|计划|规划|预期|预计|预算|安排")


def table_facts(table: Table, subject: Subject | None, part: Part, reference_year: int, units: Units) -> Iterator[Fact]:
    """Facts of a table with years across (or down) and quantities down (or across), or with a unit to each row.

    ``subject`` is whom the table is about; without it only rows that name a unit give facts.
    """
    grid = table.grid()
    if table.rows < 2 or table.cols < 2 or table.rows > 400:
        return
    context = " ".join((*table.location.heading[-2:], table.caption))
    top, left = grid[0], [row[0] for row in grid]
    yield from _crossed(table, top, left, subject, part, reference_year, context)
    if not any(_year(cell) for cell in (*top, *left)):
        yield from _by_unit(table, grid, part, reference_year, units)


def _year(cell: Cell | None) -> int | None:
    match = _YEAR.fullmatch(narrow(cell.text)) if cell is not None else None
    return int(match[1]) if match else None


def _crossed(
    table: Table,
    top: list[Cell | None],
    left: list[Cell | None],
    subject: Subject | None,
    part: Part,
    reference_year: int,
    context: str,
) -> Iterator[Fact]:
    years_across = {i: y for i, cell in enumerate(top) if (y := _year(cell))}
    years_down = {i: y for i, cell in enumerate(left) if (y := _year(cell))}
    if subject is None or bool(years_across) == bool(years_down):
        return
    names = left if years_across else top
    entries = {i: e for i, cell in enumerate(names) if cell is not None and (e := quantity_of_label(cell.text))}
    for cell in table.cells:
        if cell.rowspan > 1 or cell.colspan > 1 or not cell.row or not cell.col:
            continue
        year = years_across.get(cell.col) if years_across else years_down.get(cell.row)
        line = cell.row if years_across else cell.col
        entry = entries.get(line)
        header = names[line]
        if year is None or entry is None or header is None:
            continue
        unit = printed_unit(header.text) or printed_unit(context) or ("" if entry.family == "money" else entry.units[0])
        yield from _cell_fact(cell, entry, unit, subject, year, part, reference_year, context)


def _by_unit(
    table: Table, grid: list[list[Cell | None]], part: Part, reference_year: int, units: Units
) -> Iterator[Fact]:
    """A row for each unit: the column headed 单位名称 names it."""
    columns = {i: cell for i, cell in enumerate(grid[0]) if cell is not None}
    named = next((i for i, c in columns.items() if re.search(r"(?:单位|企业|成员)名?称?$", c.text.strip())), None)
    if named is None:
        return
    for i, header in columns.items():
        entry = quantity_of_label(header.text)
        if entry is None or i == named or entry.family == "date":
            continue
        clean = narrow(header.text)
        years = set(re.findall(r"(?:19|20)\d{2}(?=\s?年)", clean))
        year = int(years.pop()) if len(years) == 1 else None
        if year is None and re.search(r"近一年|前一年|上年|上一年|去年", clean):
            year = reference_year - 1
        unit = printed_unit(header.text) or printed_unit(table.caption)
        for row in grid[1:]:
            name, cell = row[named], row[i]
            subject = units.named(name.text) if name is not None else None
            if (
                subject is None
                or cell is None
                or (entry.family == "money" and not unit and not re.search("元", cell.text))
            ):
                continue
            if subject.name and any(o and clean_equal(o, subject.name) for o in (name.text if name else "",)):
                yield from _cell_fact(
                    cell, entry, unit or entry.units[0], subject, year, part, reference_year, header.text
                )


def clean_equal(a: str, b: str) -> bool:
    """Whether two names are one but for spaces and widths."""
    return re.sub(r"\s+", "", narrow(a)) == re.sub(r"\s+", "", narrow(b))


def _cell_fact(
    cell: Cell,
    entry: Entry,
    unit: str,
    subject: Subject,
    year: int | None,
    part: Part,
    reference_year: int,
    context: str,
) -> Iterator[Fact]:
    found = [q for q in quantities(cell.text, unit) if q.unit in entry.units]
    if len(found) != 1:
        return
    quantity = found[0]
    planned = _TARGET.search(context) is not None or (year is not None and year >= reference_year)
    yield Fact(
        quantity=f"{subject.kind}.{entry.id}",
        subject=subject.name,
        year=year,
        nature=Nature.TARGET if planned else Nature.ACTUAL,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        document=part.document,
        quote=cell.text.strip(),
        location=cell.location,
        part=part.id,
        source="table",
    )
