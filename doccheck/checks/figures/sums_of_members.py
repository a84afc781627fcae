"""N001: what a sentence says of several members together, against the rows of the roster that it adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.places import evidence_of, place_name, quantity_name, value_of
from doccheck.checks.registry import check, finding
from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import arabic_value, chinese_value, narrow
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_TOGETHER = lazy(
    r"(?<![前其各])(?P<n>[两二三四五六七八九十]{1,3}|\d{1,2})\s?家(?P<kind>成员单位|成员企业|企业|成员|单位|公司)"
    r"[^,，。;；]{0,24}?(?:合计|总计|共计|总和|之和|加总|总额|总|共)"
)
_COMPANY = lazy(r"(?:公司|集团|厂)$")
_NEAR = 1.35
"""How far a sum may be from what is said and still be meant for it."""
_COUNTED = ("revenue", "main_revenue", "rd", "profit", "tax", "staff", "researchers", "rd_staff", "patents",
            "invention_patents")  # fmt: skip


@check("N001")
def members_summed_up(mapped: MappedSubmission) -> Iterator[Finding]:
    """“三家企业2022年研发投入合计5,905万元” where the roster, which has no 合计, gives these three 5,805万元."""
    for fact in mapped.facts:
        kind, _, what = fact.quantity.rpartition(".")
        if kind != "consortium" or what not in _COUNTED or fact.source != "prose" or fact.nature is not Nature.ACTUAL:
            continue
        said = _TOGETHER.search(narrow(fact.quote))
        if said is None or any(_same(other, fact) and other.source != "prose" for other in mapped.facts):
            continue
        for rows in _rosters(mapped, fact, what):
            units = _of_whom(rows, said["kind"], _number(said["n"]))
            if not units:
                continue
            low, high = sum(f.low for f in units), sum(f.high for f in units)
            added = sum(f.value for f in units)
            right = low <= fact.high and fact.low <= high
            if right or not added / _NEAR <= fact.value <= added * _NEAR or _told_otherwise(mapped, fact, units):
                break
            where = place_name(mapped, units[0].part, units[0].document, units[0].source, units[0].location)
            yield finding(
                "N001",
                None,
                f"{place_name(mapped, fact.part, fact.document, fact.source, fact.location)}写"
                f"“{fact.quote.strip()}”，{where}中这{len(units)}家的{quantity_name(fact)}相加为 "
                f"{added:,.10g} {fact.unit}，与 {value_of(fact)} 不一致。",
                "请核对名册各行和正文的合计数，使两处一致。",
                evidence_of(fact),
                *(evidence_of(each) for each in units[:8]),
                confidence=0.85,
            )
            break


def _told_otherwise(mapped: MappedSubmission, total: Fact, units: list[Fact]) -> bool:
    """Whether what another place says of one of the units makes the sum right: that these two differ is told."""
    low, high = sum(f.low for f in units), sum(f.high for f in units)
    return any(
        other.quantity == unit.quantity
        and (other.subject, other.year, other.scope) == (unit.subject, unit.year, unit.scope)
        and low - unit.low + other.low <= total.high
        and total.low <= high - unit.high + other.high
        for other in mapped.facts
        for unit in units
    )


def _same(one: Fact, two: Fact) -> bool:
    return (one.quantity, one.year) == (two.quantity, two.year)


def _number(written: str) -> int:
    value = arabic_value(written) if written.isdecimal() else chinese_value(written)
    return int(value.value) if value is not None else 0


def _rosters(mapped: MappedSubmission, total: Fact, what: str) -> Iterator[list[Fact]]:
    """What each table with a row a unit says of the quantity in that year."""
    tables: dict[tuple[str, int | None], dict[str, Fact]] = {}
    for fact in mapped.facts:
        of_unit = fact.quantity in (f"lead.{what}", f"member.{what}") and fact.source in ("table", "roster")
        dated = fact.year == total.year or (not catalogue()[what].flow and None in (fact.year, total.year))
        if of_unit and dated and fact.unit == total.unit and fact.scope == total.scope:
            tables.setdefault((fact.document, fact.location.block), {}).setdefault(fact.subject, fact)
    for held in tables.values():
        if len(held) > 1:
            yield list(held.values())


def _of_whom(rows: list[Fact], kind: str, number: int) -> list[Fact]:
    """The rows of those whom the sentence counts; nothing if their number is another one."""
    companies = [fact for fact in rows if _COMPANY.search(re.sub(r"[(（].*", "", fact.subject))]
    chosen = companies if "企业" in kind or kind == "公司" else rows
    return chosen if len(chosen) == number else []
