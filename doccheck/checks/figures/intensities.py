"""R&D intensities that forms, rosters and tables state, against R&D spending ÷ revenue of the same unit and year."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.figures.anothers import rates_of_other_years
from doccheck.checks.figures.places import number, place_name, subject_name, value_of, year_name
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.terms import fact_term
from doccheck.facts.model import Fact, Nature
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Row, ThresholdRow

_Index = dict[tuple[str, str, int | None], list[Fact]]


_ROUNDED_TWICE = 0.051
"""The share of its last digit that is lost by rounding once more."""


def within(stated: Fact, low: float, high: float) -> bool:
    """Whether a stated percentage may be a true value between ``low`` and ``high``, cut-off digits allowed.

    So is rounding what was rounded (4.945 as 4.95 as 5.0).
    """
    step = stated.high - stated.low
    cut_off = stated.value + step
    return stated.low - _ROUNDED_TWICE * step <= high and low < max(stated.high, cut_off - 1e-9) + 1e-12


def stated_intensities(mapped: MappedSubmission) -> Iterator[Slip]:
    """Facts of intensity whose two terms stand in the same document or, if they nearly give it, in others."""
    facts = [f for f in mapped.facts if f.nature is Nature.ACTUAL and f.scope != "group" and f.until is None]
    held: _Index = {}
    for fact in facts:
        held.setdefault((fact.quantity, fact.subject, fact.year), []).append(fact)
    done: set[tuple[str, int | None]] = set()
    of_other_years = rates_of_other_years(facts)
    for stated in facts:
        kind, _, what = stated.quantity.rpartition(".")
        if what != "rd_intensity" or (stated.subject, stated.year) in done:
            continue
        terms = [
            (rd, revenue)
            for rd in _terms(held, stated, f"{kind}.rd")
            for revenue in _terms(held, stated, f"{kind}.revenue")
            if revenue.low > 0
        ]
        pairs = [(a, b) for a, b in terms if a.document == b.document == stated.document]
        rates = held.get((stated.quantity, stated.subject, stated.year), [])
        if not pairs and stated.year and not any(r.low > stated.high or r.high < stated.low for r in rates):
            pairs = [pair for pair in terms if _near(stated, *pair)]  # of rates that differ N001 tells
        if not pairs or any(within(stated, a.low / b.high * 100, a.high / b.low * 100) for a, b in terms):
            continue  # a term that differs elsewhere and explains the ratio is N001's cause
        if _unsure(held, facts, stated) or of_other_years(stated):
            continue
        done.add((stated.subject, stated.year))
        rd, revenue = pairs[0]
        true = rd.value / revenue.value * 100
        place = place_name(mapped, stated.part, stated.document, stated.source, stated.location)
        yield Slip(
            stated.document,
            stated.location,
            stated.location,
            stated.quote,
            stated.value,
            f"{subject_name(stated)}{year_name(stated.year)}研发投入强度写 {number(stated.value)}%（{place}），"
            f"按研发投入 {value_of(rd)} ÷ 销售收入 {value_of(revenue)} 计算应为 {true:.2f}%。",
            0.92,
            (fact_term(rd), fact_term(revenue)),
            stated.quantity,
            "请核对研发投入、销售收入和强度三个数，改正算错或写错的一个。",
        )


_FARTHEST = 1.6
"""How many times larger than the true one a rate may be that was miscalculated from figures of other papers."""


def _near(stated: Fact, rd: Fact, revenue: Fact) -> bool:
    """Whether a rate is near that of figures which stand in other papers, so that it may be meant for it."""
    true = rd.value / revenue.value * 100
    return 0 < max(stated.value, true) <= _FARTHEST * min(stated.value, true)


def _unsure(index: _Index, facts: list[Fact], stated: Fact) -> bool:
    """Whether whose or which year's the rate is remains open.

    Its own paragraph gives another spending or revenue than elsewhere, a second rate of the year, or the terms of
    another year (in whatever unit) that give it.
    """
    kind = stated.quantity.rpartition(".")[0]
    key = (stated.subject, stated.year)
    near = [f for f in facts if (f.document, f.location, f.subject) == (stated.document, stated.location, key[0])]
    if stated.source != "prose":
        return False
    for what in ("rd", "revenue"):
        own = [f for f in near if f.quantity == f"{kind}.{what}" and f.year == key[1]]
        every = index.get((f"{kind}.{what}", *key), [])
        if any(a.low > b.high or b.low > a.high for a in own for b in every):
            return True
    if any(f.quantity == stated.quantity and f.year == key[1] and f.value != stated.value for f in near):
        return True
    rds, revenues = ([f for f in near if f.quantity == f"{kind}.{what}" and f.low > 0] for what in ("rd", "revenue"))
    return any(
        within(stated, a.low / b.high * 100 * scale, a.high / b.low * 100 * scale)
        for a in rds
        for b in revenues
        for scale in (1.0, 1e4, 1e-4)
    )


def _terms(index: _Index, stated: Fact, quantity: str) -> list[Fact]:
    held = [f for f in index.get((quantity, stated.subject, stated.year), []) if f.scope == stated.scope]
    if stated.year is None:
        held = [f for f in held if f.document == stated.document and f.location == stated.location]
    distinct: dict[tuple[str, float, float], Fact] = {}
    for fact in held:
        distinct.setdefault((fact.document, fact.low, fact.high), fact)
    return list(distinct.values())[:40]


def intensity_row(mapped: MappedSubmission, quantity: str) -> Row | None:
    """The programme's row on R&D intensity."""
    return next(
        (
            r
            for r in mapped.programme.rows
            if isinstance(r, ThresholdRow) and "N003" in r.code and r.threshold.quantity == quantity
        ),
        None,
    )
