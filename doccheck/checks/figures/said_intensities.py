"""R&D intensities that a sentence states, against R&D spending ÷ revenue of the same unit and year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.said import Said, closest, slip_of, subject_at
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.terms import Term, year_at, years_in
from doccheck.facts.subjects import CONSORTIUM
from doccheck.language.patterns import lazy

_ENTERPRISES = lazy(r"企业(?:成员)?(?:的)?(?:合计|合并|平均|整体|总体)?研发")
_SLIP = 10.0
"""How far beyond the true one a rate cannot have been miscalculated."""


def said_intensity(said: Said, rate: Rate, ledger: Ledger) -> Iterator[Slip]:
    """“2021年研发强度做到26.5%”, “销售收入9,870万元，研发投入987万元，强度10%”."""
    ahead = said.text[: rate.start]
    year = year_at(said.text, years_in(said.text, ledger.year), said.terms, rate.start)
    if behind := re.match(r"\s?\(\s?((?:19|20)\d{2})\s?年", said.text[rate.end :]):
        year = int(behind[1])
    elif re.search(r"强度(?:从|由)\s?$", ahead):
        return  # the year of a rise's beginning is not said
    if year is None or (
        year >= ledger.year and re.search(r"目标|力争|计划|不低于|保持|提高到|达到?\s?$|守在", ahead[-14:])
    ):
        return
    subject = subject_at(said, rate.start, ledger)
    if subject is not None and subject.kind == CONSORTIUM and _ENTERPRISES.search(ahead):
        return  # the enterprises alone, whose sums stand nowhere
    several = len({u.name if u else "" for *_, u in ledger.units.mentions(said.text)}) > 1
    own = [] if several else [t for t in said.terms if t.year == year]
    rd = [t for t in own if t.quantity == "rd"] + ledger.terms(subject, "rd", year)
    revenue = [t for t in own if t.quantity == "revenue"]
    record = ledger.terms(subject, "revenue", year)
    if revenue and record and not any(t.low <= r.high and r.low <= t.high for t in revenue for r in record):
        rd = [t for t in own if t.quantity == "rd"]  # the sentence seems to speak of somebody else
    revenue += record
    revenue += ledger.terms(subject, "main_revenue", year) if revenue else []
    pairs = [(a, b) for a in rd for b in revenue if b.low > 0]
    if not pairs or any(rate.allows(a.low / b.high * 100, a.high / b.low * 100) for a, b in pairs):
        return
    a, b = closest(pairs, said.part.document)
    if not 1 / _SLIP < a.value / b.value * 100 / max(rate.value, 1e-6) < _SLIP:
        return  # a unit or a term is wrong, which N001 and N004 tell
    yield _wrong_intensity(said, rate, a, b, f"{year}年", ledger, 0.9)


def _wrong_intensity(
    said: Said, rate: Rate, rd: Term, revenue: Term, when: str, ledger: Ledger, confidence: float
) -> Slip:
    subject = subject_at(said, rate.start, ledger)
    return slip_of(
        said, rate, (rd, revenue),
        f"{when}研发投入强度写“{rate.written}”，按研发投入 {rd.written} ÷ 销售收入 {revenue.written} 计算应为 "
        f"{number(round(rd.value / revenue.value * 100, 2))}%。",
        confidence,
        f"{subject.kind if subject else 'lead'}.rd_intensity",
    )  # fmt: skip
