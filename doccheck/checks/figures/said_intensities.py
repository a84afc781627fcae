"""R&D intensities that a sentence states, against R&D spending ÷ revenue of the same unit and year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate, rates
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


_LISTED = lazy(r"(?:强度|研发(?:投入|费用|经费)?(?:占比|费用率|比重|率))[^%％。；;]{0,12}$")
_ITEM = lazy(
    r"(?:^|[，,、;；:：(（])\s?(?P<who>[\u4e00-\u9fffA-Za-z]{2,24}?)(?:则|也|都|约|近|为|是|有|达|到|仅|只|占|:|：|\s)*$"
)


def listed_intensity(said: Said, rate: Rate, ledger: Ledger) -> Iterator[Slip]:
    """One of “折成强度，甲公司5.0%，乙公司4.3%，丙公司3.8%”: the rate right behind its unit, in a list of such."""
    ahead = said.text[: rate.start]
    item = _ITEM.search(ahead)
    first = next((r for r in rates(said.text)), None)
    if item is None or first is None or not _LISTED.search(said.text[: _begin(said, first, item)]):
        return
    whose = [unit for s, e, unit in ledger.units.mentions(ahead) if (s, e) == item.span("who")]
    if len(whose) != 1 or whose[0] is None:
        return
    subject = ledger.units.subject(whose[0])
    years = {year for *_, year in years_in(said.text, ledger.year)} or {ledger.year - 1}
    if len(years) != 1:
        return
    year = years.pop()
    pairs = [
        (a, b) for a in ledger.terms(subject, "rd", year) for b in ledger.terms(subject, "revenue", year) if b.low > 0
    ]
    if not pairs or any(rate.allows(a.low / b.high * 100, a.high / b.low * 100) for a, b in pairs):
        return
    a, b = closest(pairs, said.part.document)
    if 1 / _NEAR < a.value / b.value * 100 / max(rate.value, 1e-6) < _NEAR:
        yield _wrong_intensity(said, rate, a, b, f"{year}年", ledger, 0.86)


_NEAR = 1.6
"""How far a rate of a list may be from the true one that is meant for it."""


def _begin(said: Said, first: Rate, item: re.Match[str]) -> int:
    """Where the first unit of the list is named."""
    if item.start() <= first.start:
        return item.start("who")
    opening = _ITEM.search(said.text[: first.start])
    return opening.start("who") if opening is not None else 0


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
