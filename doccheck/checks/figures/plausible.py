"""N004: values that cannot be: R&D spending above revenue, shares above 100 %, negative or boundless figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from statistics import median

from doccheck.checks.figures.places import (
    evidence_of,
    number,
    place_name,
    quantity_name,
    subject_name,
    thing_name,
    value_of,
    year_name,
)
from doccheck.checks.figures.same import comparable, conflicting
from doccheck.checks.registry import check, finding
from doccheck.facts.catalogue import catalogue
from doccheck.facts.comparing import agree
from doccheck.facts.model import Fact, Nature
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import FieldRow, Row

_EXPLAINED = lazy(
    r"尚未盈利|未盈利|研发(?:费用|投入|支出)[^。；]{0,8}(?:高于|大于|超过|超出)[^。；]{0,8}(?:收入|营收)|处于(?:研发|产品研发|临床|初创|投入)(?:阶段|期)|尚未(?:量产|上市|产业化|形成(?:规模)?销售)|"
    r"(?:产品|项目)处于[^。；]{0,6}研发|临床[ⅠⅡⅢI一二三]?期?(?:试验|阶段)|收入(?:较|偏)低"
)


@check("N004")
def spending_above_revenue(mapped: MappedSubmission) -> Iterator[Finding]:
    """R&D spending above the revenue of the same unit and year without a word of explanation."""
    held: dict[tuple[str, str, int], dict[str, list[Fact]]] = {}
    for fact in mapped.facts:
        kind, _, what = fact.quantity.rpartition(".")
        if fact.nature is Nature.ACTUAL and what in ("rd", "revenue") and fact.year is not None:
            held.setdefault((kind, fact.subject, fact.year), {}).setdefault(what, []).append(fact)
    for (kind, subject, year), facts in held.items():
        spending, revenue = facts.get("rd", []), facts.get("revenue", [])
        if not spending or not revenue or any(a.low <= b.high for a in spending for b in revenue):
            continue
        if _explained(mapped, subject):
            continue
        rd, sales = spending[0], revenue[0]
        yield finding(
            "N004",
            _row(mapped, rd, f"{kind}.rd"),
            f"{subject_name(rd)}{year}年研发投入 {value_of(rd)} 高于同年销售收入 {value_of(sales)}，"
            "材料未作说明，可能单位写错。",
            "请核对两个数的单位；确属研发投入高于收入的，请在材料中说明原因。",
            evidence_of(rd),
            evidence_of(sales),
            confidence=0.88,
        )


def _row(mapped: MappedSubmission, fact: Fact, quantity: str) -> Row | None:
    if fact.source != "field":
        return None
    rows = [r for r in mapped.programme.rows if isinstance(r, FieldRow) and "N004" in r.code]
    return next((r for r in rows if any(label.quantity == quantity for label in r.fields)), None)


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
    clashing = {id(fact) for facts in comparable(mapped) for fact in conflicting(facts)}
    for fact in mapped.facts:
        entry = catalogue().get(fact.quantity.rpartition(".")[2])
        if entry is None or entry.family == "date" or id(fact) in clashing:
            continue
        reason = ""
        if entry.min is not None and fact.value < entry.min:
            reason = f"不应小于 {number(entry.min)}"
        elif entry.max is not None and fact.value > entry.max:
            reason = f"超出可能的范围（{number(entry.max)}{fact.unit}）"
        elif (
            entry.family in ("people", "units", "places", "rights")
            and fact.low == fact.high
            and fact.value != int(fact.value)
        ) or (
            entry.family in ("people", "units")
            and fact.unit in ("人", "家", "个")
            and fact.high - fact.low < 1
            and abs(fact.value - round(fact.value)) > 1e-9
        ):
            reason = "应为整数"
        if not reason or any(
            agree(fact, other) and other is not fact and id(other) in clashing for other in mapped.facts
        ):
            continue
        yield finding(
            "N004",
            _row(mapped, fact, fact.quantity),
            f"{subject_name(fact)}{year_name(fact.year)}{quantity_name(fact)}写 {value_of(fact)}，{reason}"
            f"（{place_name(mapped, fact.part, fact.document, fact.source, fact.location)}）。",
            "请核对数值和单位（元、万元、亿元）后改正。",
            evidence_of(fact),
            confidence=0.9,
        )


_SITE = 500
"""An area of so much or more is not by chance the same number in another unit."""


@check("N004")
def one_area_in_two_units(mapped: MappedSubmission) -> Iterator[Finding]:
    """One number of a unit's area that is ㎡ in one place and 亩, 667 times as much, in another."""
    held: dict[tuple[str, str], list[Fact]] = {}
    for fact in mapped.facts:
        if fact.quantity.endswith(".area") and fact.value >= _SITE:
            held.setdefault((fact.quantity, fact.subject), []).append(fact)
    for facts in held.values():
        pairs = ((a, b) for a, b in combinations(facts, 2) if a.unit != b.unit and a.value == b.value)
        for one, two in pairs:
            places = (place_name(mapped, f.part, f.document, f.source, f.location) for f in (one, two))
            yield finding(
                "N004",
                _row(mapped, one, one.quantity),
                f"{thing_name(one)}："
                + "，".join(f"{place}写 {value_of(fact)}" for place, fact in zip(places, (one, two), strict=True))
                + "，数字相同而单位不同，疑似单位（亩、平方米）写错（1 亩约合 667 平方米）。",
                "请对照不动产权证或租赁合同核对面积的单位，改正写错的一处。",
                evidence_of(one),
                evidence_of(two),
                confidence=0.88,
            )
            break


_PEERS = 3
"""Figures of one column or row from which one that stands out is judged."""
_OUT = 1000.0
"""How many times their middle one a sum must be to stand out."""
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
    told = {id(fact) for facts in comparable(mapped) for fact in conflicting(facts)}
    for facts in lines.values():
        for fact in facts:
            others = [other.value for other in facts if other.location.cell != fact.location.cell]
            if id(fact) in told or len(others) < _PEERS - 1 or fact.value < _OUT * median(others):
                continue
            if not min(others) / _RANGE <= fact.value / 1e4 <= max(others) * _RANGE:
                continue
            told.add(id(fact))
            yield finding(
                "N004",
                _row(mapped, fact, fact.quantity),
                f"{thing_name(fact)}写 {value_of(fact)}，是同列或同行其他数的一千倍以上，疑似单位（元、万元、亿元）写错"
                f"（{place_name(mapped, fact.part, fact.document, fact.source, fact.location)}）。",
                "请核对该栏的单位，按表头的单位改写这个数。",
                evidence_of(fact),
                confidence=0.9,
            )
