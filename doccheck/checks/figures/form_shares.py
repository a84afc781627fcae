"""N003 on a form's share of public or own money (财政占比 | 20%) against the sums that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from doccheck.checks.figures.intensities import within
from doccheck.checks.figures.places import number, part_name, value_of
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.tables import tables_in
from doccheck.checks.figures.terms import fact_term
from doccheck.document import Cell
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow
from doccheck.facts.quantities import quantities
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_SHARE = lazy(
    r"(?:申请|其中)?(?P<of>财政|自筹)(?:专项)?(?:资金|经费|投入)?(?:所?占(?:总(?:投入|经费|投资|额)的?)?(?:比例?|比重)|比例|比重)(?:[(（]%[)）])?"
)
_QUANTITY = {"财政": "fiscal_funds", "自筹": "self_funds"}


def form_shares(mapped: MappedSubmission) -> Iterator[Slip]:
    """Every such cell whose share is not that of the consortium's sum of that source by its total in the same table."""
    planned = [f for f in mapped.facts if f.nature is Nature.PLAN and f.quantity.startswith("consortium.")]
    for part in mapped.parts:
        if part.role is Role.NOTICE or not planned:
            continue
        for table in tables_in(part):
            cells = sorted((cell for cell in table.cells if cell.text.strip()), key=lambda c: (c.row, c.col))
            for label, answer in pairwise(cells):
                said = _SHARE.fullmatch("".join(narrow(label.text).split()))
                if said is not None and label.row == answer.row:
                    yield from _judged(mapped, part, answer, said["of"], _beside(planned, part, answer))


def _beside(facts: list[Fact], part: Part, cell: Cell) -> list[Fact]:
    at = cell.location
    return [f for f in facts if f.document == part.document and f.location.table == at.table and f.source != "prose"]


def _judged(mapped: MappedSubmission, part: Part, cell: Cell, source: str, facts: list[Fact]) -> Iterator[Slip]:
    text = cell.text.strip()
    rates = quantities(text, "%")
    sums, totals = (
        [f for f in facts if f.quantity == f"consortium.{what}" and f.low > 0] for what in (_QUANTITY[source], "total")
    )
    if len(rates) != 1 or rates[0].unit != "%" or rates[0].approximate or rates[0].bound or not (sums and totals):
        return
    rate = rates[0]
    stated = Fact("", "", None, Nature.PLAN, rate.value, rate.low, rate.high, "%", part.document, text)
    if any(within(stated, one.low / all_.high * 100, one.high / all_.low * 100) for one in sums for all_ in totals):
        return
    one, all_ = sums[0], totals[0]
    yield Slip(
        part.document,
        cell.location,
        cell.location,
        text,
        rate.value,
        f"{part_name(mapped, part.id, part.document)}{source}占比写“{text}”，按{source} {value_of(one)} ÷ "
        f"总投入 {value_of(all_)} 计算应为 {number(round(one.value / all_.value * 100, 2))}%。",
        0.88,
        (fact_term(one), fact_term(all_)),
    )
