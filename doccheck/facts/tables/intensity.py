"""Shares of a table that its own figures show to be R&D intensities: 占比（%） beside 营业收入 and 研发投入."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

from msgspec.structs import replace

from doccheck.document import Cell
from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact
from doccheck.facts.tables.layout import Matrix, body
from doccheck.facts.tables.names import plain_text
from doccheck.facts.tables.says import Says, bare_number
from doccheck.facts.units import normal_unit

_WITHIN = 0.06
"""How far a share of one decimal may be from the quotient of rounded figures."""
_LEAST = 2
"""Lines that must agree, so that it is no chance."""
Values = Mapping[int, float]


def tell_intensities(table: Matrix, columns: dict[int, Says], rows: dict[int, Says]) -> None:
    """Give the quantity, unit and year of an intensity to what only says that it is a share of something.

    A row that says it is an intensity, but not whose, is that of the unit whose spending and sales it is made of.
    """
    cells = dict(body(table))
    _tell(columns, lambda c: {n: _share(line[c]) for n, line in cells.items()})
    _tell(rows, lambda n: {c: _share(cells[n][c]) for c in table.data})


def _share(cell: Cell | None) -> float:
    """A cell's number, with or without a sign of per cent; 0 for any other cell."""
    return bare_number(plain_text(cell.text).removesuffix("%")) if cell is not None else 0.0


def _tell(lines: dict[int, Says], values: Callable[[int], Values]) -> None:
    open_ = [n for n, says in lines.items() if _is_open(says)]
    if not open_:
        return
    sales = [n for n, says in lines.items() if says.entry is not None and says.entry.id == "revenue"]
    spent = [n for n, says in lines.items() if says.entry is not None and says.entry.id == "rd"]
    for number in open_:
        for sold, paid in product(sales, spent):
            whose = lines[number].subject
            if whose is not None and whose != lines[paid].subject:
                continue
            if _one(lines[sold], lines[paid]) and _agree(values(number), values(sold), values(paid), lines, sold, paid):
                says, of = lines[number], lines[paid]
                says.entry, says.unit, says.share, says.other = catalogue()["rd_intensity"], "%", False, False
                says.subject, says.consortium = of.subject, of.consortium
                if says.year is None:
                    says.year, says.until = of.year, of.until
                break


def _is_open(says: Says) -> bool:
    """Whether a line is a share of nothing that it names, or an intensity of nobody that it names."""
    if says.entry is None:
        return says.share and not says.total
    return says.entry.id == "rd_intensity" and says.subject is None and not says.consortium


def _one(sold: Says, paid: Says) -> bool:
    """Whether sales and spending are those of one unit, by the same books and of the same year."""
    return (sold.subject, sold.year, sold.scope) == (paid.subject, paid.year, paid.scope)


def _agree(
    shares: Values, sales: Values, spent: Values, lines: dict[int, Says], sold: int, paid: int
) -> bool:
    """Whether nearly all shares are what was spent of what was sold."""
    factor = float(normal_unit(lines[paid].unit)[1] / normal_unit(lines[sold].unit)[1])
    told = [at for at, share in shares.items() if share and sales.get(at) and spent.get(at)]
    right = sum(abs(spent[at] * factor / sales[at] * 100 - shares[at]) <= _WITHIN for at in told)
    return right >= _LEAST and right * 3 >= len(told) * 2


def in_per_cent(facts: list[Fact]) -> list[Fact]:
    """A table's facts with those intensities in per cent that it writes as decimals (研发投入占营业收入 | 0.05).

    They are taken for decimals only if the spending and the sales of the same table make them so.
    """
    told = {(f.subject, f.year, f.quantity.rpartition(".")[2]): f for f in facts}
    found: list[Fact] = []
    for fact in facts:
        if fact.quantity.endswith(".rd_intensity") and 0 < fact.value < 1 and "%" not in fact.quote:
            spent, sold = (told.get((fact.subject, fact.year, what)) for what in ("rd", "revenue"))
            if spent is not None and sold is not None and sold.low > 0:
                low, high = spent.low / sold.high, spent.high / sold.low
                if fact.low <= high and low <= fact.high:
                    fact = replace(fact, value=fact.value * 100, low=fact.low * 100, high=fact.high * 100)
        found.append(fact)
    return found
