"""N004: values that cannot be: R&D spending above revenue, shares above 100 %, negative or boundless figures."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from doccheck.checks.figures.places import (
    evidence_of,
    field_row,
    number,
    place_name,
    quantity_name,
    subject_name,
    thing_name,
    value_of,
    year_name,
)
from doccheck.checks.figures.same import comparable, conflicting, unit_slip
from doccheck.checks.registry import check, finding
from doccheck.facts.catalogue import catalogue
from doccheck.facts.comparing import agree
from doccheck.facts.model import Fact, Nature
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_EXPLAINED = lazy(
    r"尚未盈利|未盈利|研发(?:费用|投入|支出)[^。；]{0,8}(?:高于|大于|超过|超出)[^。；]{0,8}(?:收入|营收)|处于(?:研发|产品研发|临床|初创|投入)(?:阶段|期)|尚未(?:量产|上市|产业化|形成(?:规模)?销售)|"
    r"(?:产品|项目)处于[^。；]{0,6}研发|临床[ⅠⅡⅢI一二三]?期?(?:试验|阶段)|收入(?:较|偏)低|流片期|"
    r"(?:高于|大于|超过|超出)(?:当年|同年|当期|同期|本年)(?:销售|营业)?(?:收入|营收)"
)


@check("N004")
def spending_above_revenue(mapped: MappedSubmission) -> Iterator[Finding]:
    """R&D spending or tax above the revenue of the same unit and year without a word of explanation."""
    yield from _above_revenue(mapped, "rd", "研发投入")
    yield from _above_revenue(mapped, "tax", "纳税")


def _above_revenue(mapped: MappedSubmission, paid: str, name: str) -> Iterator[Finding]:
    held: dict[tuple[str, str, int], dict[str, list[Fact]]] = {}
    for fact in mapped.facts:
        kind, _, what = fact.quantity.rpartition(".")
        if fact.nature is Nature.ACTUAL and what in (paid, "revenue") and fact.year is not None:
            held.setdefault((kind, fact.subject, fact.year), {}).setdefault(what, []).append(fact)
    above = {
        whose: paper
        for whose, facts in held.items()
        if (paper := _paper_above(facts.get(paid, []), facts.get("revenue", []))) is not None
        and not _explained(mapped, whose[1])
    }
    slips = {id(fact) for facts in comparable(mapped) for fact in unit_slip(conflicting(facts))} if above else set()
    for (kind, _, year), (rd, sales) in above.items():
        if slips & {id(rd), id(sales)}:
            continue  # told with the place that has the right unit
        yield finding(
            "N004",
            field_row(mapped, rd, f"{kind}.{paid}"),
            f"{subject_name(rd)}{year}年{name} {value_of(rd)} 高于同年销售收入 {value_of(sales)}，"
            "材料未作说明，可能单位写错。",
            f"请核对两个数的单位；确属{name}高于收入的，请在材料中说明原因。",
            evidence_of(rd),
            evidence_of(sales),
            confidence=0.88,
        )


def _paper_above(spending: list[Fact], revenue: list[Fact]) -> tuple[Fact, Fact] | None:
    """What was spent and earned by all papers alike, or by one whose spending exceeds its revenue, or all there is."""
    for paper in ("", *dict.fromkeys(fact.document for fact in spending)):
        spent = [fact for fact in spending if paper in ("", fact.document)]
        earned = [fact for fact in revenue if paper in ("", fact.document)] or revenue
        if spent and earned and all(a.low > b.high for a in spent for b in earned):
            return spent[0], earned[0]
    return None


def _explained(mapped: MappedSubmission, subject: str) -> bool:
    """Whether a paragraph that names the unit, or its own profile or form, says why spending exceeds revenue."""
    for part in mapped.parts:
        for paragraph in part.passage.paragraphs():
            if _EXPLAINED.search(paragraph.text) and (
                subject in paragraph.text or part.organisation in ("", subject) or "公司" in paragraph.text
            ):
                return True
    return False


@check("N004")
def impossible_values(mapped: MappedSubmission) -> Iterator[Finding]:
    """Values outside what the quantity can be, negative ones, and people in fractions."""
    impossible = [(fact, reason) for fact in mapped.facts if (reason := _impossible(fact))]
    clashing = _clashing(mapped) if impossible else set()
    told = [fact for fact in mapped.facts if id(fact) in clashing]
    for fact, reason in impossible:
        if id(fact) in clashing or any(agree(fact, other) for other in told):
            continue
        yield finding(
            "N004",
            field_row(mapped, fact, fact.quantity),
            f"{subject_name(fact)}{year_name(fact.year)}{quantity_name(fact)}写 {value_of(fact)}，{reason}"
            f"（{place_name(mapped, fact.part, fact.document, fact.source, fact.location)}）。",
            "请核对数值和单位（元、万元、亿元）后改正。",
            evidence_of(fact),
            confidence=0.9,
        )


def _clashing(mapped: MappedSubmission) -> set[int]:
    """The facts of clashes, by their identity: what they are told with says more than a check of one value."""
    return {id(fact) for facts in comparable(mapped) for fact in conflicting(facts)}


def _impossible(fact: Fact) -> str:
    """Why a value cannot be, or empty."""
    entry = catalogue().get(fact.quantity.rpartition(".")[2])
    if entry is None or entry.family == "date":
        return ""
    if entry.min is not None and fact.value < entry.min:
        return f"不应小于 {number(entry.min)}"
    if entry.max is not None and fact.value > entry.max:
        return f"超出可能的范围（{number(entry.max)}{fact.unit}）"
    whole = (
        entry.family not in ("people", "units", "places", "rights")
        or fact.low != fact.high
        or fact.value == int(fact.value)
    )
    parted = (
        entry.family in ("people", "units")
        and fact.unit in ("人", "家", "个")
        and fact.high - fact.low < 1
        and abs(fact.value - round(fact.value)) > 1e-9
    )
    return "应为整数" if parted or not whole else ""


_PEERS = 3
"""Figures of one column or row from which one that stands out is judged."""
_OUT = 1000.0
"""How many times their middle one a sum must be to stand out."""
_OUT_OF_YEARS = 40.0
_TENS = (1e2, 1e3, 1e4)
"""How units of money differ, but for ten, by which a figure may also grow."""
_YEARLY = 2.0
"""How far the years of one unit lie apart at most, if one that does not fit is to stand out."""
_RANGE = 50.0
"""How far beyond the others it may still lie when written in the right unit."""


@check("N004")
def out_of_its_column(mapped: MappedSubmission) -> Iterator[Finding]:
    """A sum ten thousand times those beside it in its column or row: yuan typed where 万元 are asked for."""
    lines: dict[tuple[object, ...], list[Fact]] = {}
    for fact in mapped.facts:
        cell = fact.location.cell
        if fact.unit == "万元" and cell is not None and fact.value > 0:
            table = fact.document, fact.location.table, fact.quantity.rpartition(".")[2]
            lines.setdefault((*table, "column", cell[1]), []).append(fact)
            lines.setdefault((*table, "row", cell[0]), []).append(fact)
    out = {id(fact): (fact, facts) for facts in lines.values() for fact in _standing_out(facts)}
    clashing = _clashing(mapped) if out else set()
    for fact, line in out.values():
        beside = next(other for other in reversed(line) if other.location.cell != fact.location.cell)
        if id(fact) in clashing:
            continue
        how = "的几十倍以上" if fact.value > beside.value else "的百分之一以下"
        yield finding(
            "N004",
            field_row(mapped, fact, fact.quantity),
            f"{thing_name(fact)}写 {value_of(fact)}，是同列或同行其他数（如 {value_of(beside)}）{how}，"
            "疑似单位（元、万元、亿元）写错"
            f"（{place_name(mapped, fact.part, fact.document, fact.source, fact.location)}）。",
            "请核对该栏的单位，按表头的单位改写这个数。",
            evidence_of(fact),
            evidence_of(beside),
            confidence=0.9,
        )


def _out_of_its_years(facts: list[Fact]) -> Iterator[Fact]:
    """The one figure of a row of years that is so many tens of times the others: 781.20 | 846.90 | 92,350.00."""
    single = len({fact.subject for fact in facts}) == 1 and len({fact.year for fact in facts}) == len(facts)
    if not single or any(fact.year is None or fact.until is not None for fact in facts):
        return
    for fact in facts:
        others = [other.value for other in facts if other is not fact]
        close = len(others) > 1 and max(others) <= _YEARLY * min(others)
        if close and any(min(others) / _YEARLY <= fact.value / ten <= max(others) * _YEARLY for ten in _TENS):
            yield fact


_FIRMS = ("revenue", "main_revenue", "assets", "registered_capital", "output")
"""What no firm has a hundredth of that the others beside it have, unless its unit is wrong."""
_TINY = 100.0


def _in_hundred_millions(facts: list[Fact]) -> Iterator[Fact]:
    """The one figure with decimals that is a sum in 亿元 beside sums in 万元: 154,000 | 226,300 | 3.86 | 28,740."""
    for fact in facts:
        others = [other.value for other in facts if other.location.cell != fact.location.cell]
        if fact.quantity.rpartition(".")[2] not in _FIRMS or "." not in fact.quote or len(others) < _PEERS:
            continue
        if fact.value * _TINY < min(others) and min(others) / _RANGE <= fact.value * 1e4 <= max(others) * _RANGE:
            yield fact


def _standing_out(facts: list[Fact]) -> Iterator[Fact]:
    """The figures of a column or row that are yuan beside 万元, or of another unit than the other years' beside it."""
    values = [fact.value for fact in facts]
    if max(values) < _OUT_OF_YEARS * min(values):
        return
    yield from _out_of_its_years(facts)
    yield from _in_hundred_millions(facts)
    if max(values) < _OUT * min(values):
        return
    for fact in facts:
        others = [other.value for other in facts if other.location.cell != fact.location.cell]
        if len(others) < _PEERS - 1 or fact.value < _OUT * median(others):
            continue
        if min(others) / _RANGE <= fact.value / 1e4 <= max(others) * _RANGE:
            yield fact
