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

_LED_TO = lazy(
    r"[,，\s(]*(?:(?:据此|由此|按此|以此|折合|经)?(?:计算|测算|推算|折算|核算)?(?:得出|得|出)?的?)"
    r"(?:研发|研究开发|科研)?(?:经费|费用)?(?:投入)?强度[为是约达到\s]*"
)
"""What may stand between R&D spending and its intensity."""
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
    if (local := _side_by_side(said, rate)) is not None:
        a, b = local
        if not rate.allows(a.low / b.high * 100, a.high / b.low * 100):
            yield _wrong_intensity(said, rate, a, b, "", ledger, 0.88)
        return
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


def _side_by_side(said: Said, rate: Rate) -> tuple[Term, Term] | None:
    """“营业收入41,620万元，占……；研发投入1,415万元，强度3.4%”: both figures of one run of clauses, the rate behind."""
    ahead = [t for t in said.terms if t.end <= rate.start]
    if (
        not ahead
        or ahead[-1].quantity != "rd"
        or not _LED_TO.fullmatch(said.text[ahead[-1].end : rate.start])
    ):
        return None
    earlier = [*said.before, *ahead[:-1]]
    revenues = _wholes([t for t in earlier if t.quantity == "revenue"])
    if len(revenues) != 1 or any(t.quantity == "main_revenue" for t in earlier) or revenues[0].low <= 0:
        return None
    rd, revenue = ahead[-1], revenues[0]
    return (rd, revenue) if rd.unit == revenue.unit and (rd.year is None or rd.year == revenue.year) else None


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


def _wholes(figures: list[Term]) -> list[Term]:
    """The total in front of its parts (“合计21.6亿元，其中甲12.4亿元，乙…”), where the others add up to it."""
    if len(figures) < 3:
        return figures
    first, *rest = figures
    adds_up = sum(t.low for t in rest) <= first.high and first.low <= sum(t.high for t in rest)
    return [first] if adds_up else figures
