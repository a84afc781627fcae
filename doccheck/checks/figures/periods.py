"""N005: periods that end before they begin, dates outside what they belong to, stages and yearly goals in conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from doccheck.checks.figures.places import in_section_of, part_name
from doccheck.checks.figures.run_times import with_end
from doccheck.checks.registry import check, finding
from doccheck.document import Paragraph
from doccheck.facts.dates import Date, Period, dates, parse_date, periods
from doccheck.facts.model import Nature
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import spans
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, FieldValue, MappedSubmission, Part
from doccheck.mapping.yearly import year_of_paper, yearly_papers
from doccheck.programme.schema import AnnualRow, FieldRow, Occasion, Role, RosterRow, Row, TimelineRow, ValueType

_QUIET = (Role.NOTICE, Role.EVIDENCE, Role.UNKNOWN)


@check("N005")
def reversed_periods(mapped: MappedSubmission) -> Iterator[Finding]:
    """A period in running text or a cell that ends before it begins."""
    rosters = {(r.document, cell.location.spot) for r in mapped.rosters for e in r.entries for cell in e.cells.values()}
    for part in mapped.parts:
        if part.role in _QUIET:
            continue
        for paragraph in part.passage.paragraphs():
            if (
                paragraph.toc
                or (part.document, paragraph.location.spot) in rosters
                or not re.search(r"\d{4}", narrow(paragraph.text))
            ):
                continue
            told = periods(paragraph.text, mapped.year)
            for period in (*told, *(p for p in spans(paragraph.text) if p.start not in {q.start for q in told})):
                if period.reversed and not _is_range_of_figures(paragraph.text, period):
                    written = with_end(paragraph.text, period.start, period.end)
                    yield finding(
                        "N005",
                        _timeline_row(mapped, part, paragraph),
                        f"{part_name(mapped, part.id, part.document)}所写期间“{written}”结束早于开始。",
                        "请核对起止年月并改正。",
                        Evidence(part.document, written, paragraph.location),
                        confidence=0.9,
                    )


def _is_range_of_figures(text: str, period: Period) -> bool:
    """2023-2021 in a standard's or document's number is no period."""
    around = narrow(text[max(0, period.start - 6) : period.end + 3])
    return re.search(r"[A-Za-z/]\s?\d|[〔\[]|号", around) is not None


def _timeline_row(mapped: MappedSubmission, part: Part, paragraph: Paragraph) -> Row | None:
    """The timeline row in whose paper or section the paragraph stands."""
    asked = (row for row in mapped.programme.rows if isinstance(row, TimelineRow) and "N005" in row.code)
    return next(
        (r for r in asked if r.parent == part.role.value or in_section_of(mapped, r, part, paragraph)), None
    )


@check("N005")
def roster_periods(mapped: MappedSubmission) -> Iterator[Finding]:
    """Projects whose 实施期 is reversed or misses the reference year and the three years before; dates to come."""
    for roster in mapped.rosters:
        row = mapped.programme.row(roster.requirement)
        if not isinstance(row, RosterRow):
            continue
        for column in row.columns:
            for entry in roster.entries:
                cell = entry.cells.get(column.name)
                if cell is None or cell.state is not FieldState.FILLED:
                    continue
                evidence = Evidence(roster.document, cell.text.strip(), cell.location)
                about = next(
                    (c.text.strip() for n in ("项目名称", "平台名称") if (c := entry.cells.get(n)) is not None), ""
                )
                if column.type is ValueType.PERIOD:
                    yield from _project(mapped, row, cell.text, about, evidence)
                elif column.type in (ValueType.DATE, ValueType.YEAR):
                    built = parse_date(cell.text)
                    if built is not None and built.first > _today(mapped):
                        yield finding(
                            "N005",
                            row if "N005" in row.code else None,
                            f"“{about or row.title}”的{column.name}写“{cell.text.strip()}”，晚于填报时间。",
                            "请核对时间；尚未建成的不应列为已建。",
                            evidence,
                            confidence=0.85,
                        )


def _project(mapped: MappedSubmission, row: RosterRow, text: str, about: str, evidence: Evidence) -> Iterator[Finding]:
    known = row if "N005" in row.code else None
    found = [p for p in periods(text, mapped.year) if p.ordinal is None]
    if not found:
        alone = dates(text)
        if len(alone) >= 2:
            found = [Period(alone[0], alone[-1], text.strip(), 0, len(text))]
        elif len(alone) == 1:
            return  # a start or an end alone proves nothing
    if not found:
        return
    period = found[0]
    if period.reversed:
        yield finding(
            "N005", known, f"项目“{about}”的实施期“{text.strip()}”结束早于开始。", "请核对实施期的起止时间。", evidence
        )
    elif known is not None and not period.overlaps(mapped.year - 3, mapped.year):
        yield finding(
            "N005",
            known,
            f"项目“{about}”的实施期“{text.strip()}”不在近三年内（应与 {mapped.year - 3}—{mapped.year} 年有重叠）。",
            "请改列近三年承担的项目，或核对实施期。",
            evidence,
            confidence=0.92,
        )


def _today(mapped: MappedSubmission) -> date:
    """The day on which the form says it was filled, else the end of the year of application."""
    for row in mapped.programme.rows:
        if isinstance(row, FieldRow) and any(label.name in ("填报日期", "申报日期") for label in row.fields):
            for value in mapped.field_values(row.id):
                day = parse_date(value.text) if value.state is FieldState.FILLED else None
                if day is not None and abs(day.year - mapped.year) <= 1:
                    return day.last
    return date(mapped.year, 12, 31)


@check("N005", "N001")
def form_dates(mapped: MappedSubmission) -> Iterator[Finding]:
    """A form's date against the one it must not follow, and against the same date in other papers."""
    for row in mapped.programme.rows:
        if not isinstance(row, FieldRow) or not any(label.type is ValueType.DATE for label in row.fields):
            continue
        for value in mapped.field_values(row.id):
            day = parse_date(value.text) if value.state is FieldState.FILLED else None
            if day is None:
                continue
            if row.not_after:
                yield from _not_after(mapped, row, value, day)
            if row.same_in:
                yield from _same_date(mapped, row, value, day)


def _not_after(mapped: MappedSubmission, row: FieldRow, value: FieldValue, day: Date) -> Iterator[Finding]:
    for other in mapped.field_values(row.not_after):
        limit = parse_date(other.text) if other.state is FieldState.FILLED else None
        if limit is not None and day.first > limit.last:
            yield finding(
                "N005",
                row,
                f"{value.name}填 {day.chinese}，晚于{other.name} {limit.chinese}。",
                row.advice or "请核对两个日期的先后。",
                Evidence(value.document, value.text.strip(), value.location),
                Evidence(other.document, other.text.strip(), other.location),
                confidence=0.95,
            )
            return


_IN_FORCE = lazy(r"生效")
_SIGNED = lazy(
    r"(?:签字|签署|盖章|签章|签订)[^。；]{0,12}(?:之日|当日|日期?|后)起?[^。；]{0,6}(?:生效|成立)|(?:之日|后)起?生效"
)


def _takes_effect(text: str, day: Date) -> bool:
    """Whether a date is the one from which an agreement is in force (自…起生效, 生效日期：…)."""
    behind, before = text[day.end : day.end + 10], text[max(0, day.start - 10) : day.start]
    return (
        re.match(r"[日]?(?:起|之日起|开始)?[^，。；,;]{0,4}(?:生效|施行|执行)", behind) is not None
        or re.search(r"生效(?:日期|时间|日)?(?:为|是|：|:)?\s*$", before) is not None
    )


def _clause_around(text: str, day: Date) -> str:
    """The clause in which a date stands, from comma to comma."""
    begin = max(text.rfind(mark, 0, day.start) for mark in "，。；,;\n") + 1
    behind = re.search(r"[，。；,;\n]", text[day.end :])
    return text[begin : day.end + behind.start() if behind else len(text)].strip()


def _same_date(mapped: MappedSubmission, row: FieldRow, value: FieldValue, day: Date) -> Iterator[Finding]:
    for part in mapped.parts_of(*row.same_in):
        for paragraph in part.passage.paragraphs():
            if not _IN_FORCE.search(paragraph.text):
                continue
            said = [d for d in dates(paragraph.text) if d.precision != "year" and _takes_effect(paragraph.text, d)]
            if said:
                if not any(d.same(day) for d in said):
                    quote = _clause_around(paragraph.text, said[0])
                    yield _dates_differ(
                        row, value, day, said[0], "写明", Evidence(part.document, quote, paragraph.location)
                    )
                return
        signed = [(d, b) for b in mapped.signatures if b.part == part.id and b.date and (d := parse_date(b.date))]
        if signed and _SIGNED.search(part.passage.text) and all(b.date for b in mapped.signatures if b.part == part.id):
            last, block = max(signed, key=lambda s: s[0].last)
            if not any(d.same(day) for d, _ in signed):
                yield _dates_differ(
                    row,
                    value,
                    day,
                    last,
                    "自签署盖章之日起生效，最后签署日期为",
                    Evidence(block.document, block.date, block.location),
                )
            return


def _dates_differ(row: FieldRow, value: FieldValue, day: Date, other: Date, how: str, evidence: Evidence) -> Finding:
    return finding(
        "N001",
        row,
        f"{value.name}：申请表填 {day.chinese}，协议{how} {other.chinese}，两处不一致。",
        row.advice or "请以协议为准，统一两处的日期。",
        Evidence(value.document, value.text.strip(), value.location),
        evidence,
        confidence=0.92,
    )


@check("N005")
def founding(mapped: MappedSubmission) -> Iterator[Finding]:
    """A unit founded after the form was filled, or after years for which it states revenue."""
    for fact in mapped.facts:
        if not fact.quantity.endswith(".founded") or fact.source not in ("field", "roster", "table"):
            continue
        founded = parse_date(fact.quote)
        if founded is None:
            continue
        evidence = Evidence(fact.document, fact.quote, fact.location)
        if founded.first > _today(mapped):
            yield finding(
                "N005", None, f"注册成立时间 {founded.chinese} 晚于填报时间。", "请核对营业执照上的成立日期。", evidence
            )
            continue
        early = [
            f
            for f in mapped.facts
            if f.subject == fact.subject
            and f.quantity.rpartition(".")[2] in _OF_A_LIVING_UNIT
            and f.nature is Nature.ACTUAL
            and f.year is not None
            and f.year < founded.year
            and f.value > 0
        ]
        if early:
            first = min(early, key=lambda f: f.year or 0)
            also = [
                Evidence(f.document, f.quote, f.location)
                for f in mapped.facts
                if f.quantity == fact.quantity and f.subject == fact.subject and f.value == fact.value
            ]
            beside = [place for place in also if place.document == first.document != fact.document][:1]
            yield finding(
                "N005",
                None,
                f"{fact.subject or '牵头单位'}注册成立于 {founded.chinese}，却填有 {first.year} 年的数据"
                f"“{first.quote.strip()[:40]}”。",
                "请核对成立时间；数据来自前身单位的请注明。",
                *(beside or [evidence]),
                Evidence(first.document, first.quote, first.location),
                *([evidence] if beside else []),
                confidence=0.85,
            )


_OF_A_LIVING_UNIT = ("revenue", "main_revenue", "rd", "profit", "tax", "output", "staff", "researchers", "rd_staff")
"""Quantities that a unit has in a year only if it was there."""


@check("N005")
def annual_papers(mapped: MappedSubmission) -> Iterator[Finding]:
    """Papers of a yearly submission that are about another year: their opening lines name only that one."""
    if mapped.occasion is not Occasion.ANNUAL:
        return
    owners: dict[str, AnnualRow] = {}
    for row in mapped.programme.rows:
        if isinstance(row, AnnualRow):
            for part in yearly_papers(row, mapped)[0]:
                owners.setdefault(part.id, row)
    for part in mapped.parts:
        years = year_of_paper(part)
        if part.role in (Role.NOTICE, Role.UNKNOWN) or not years or mapped.year in years or max(years) > mapped.year:
            continue
        inside = [d.year for p in part.passage.paragraphs() for d in dates(p.text)]
        if inside.count(mapped.year) > max(inside.count(year) for year in years) + 1:
            continue
        title = part.title or next((p.text.strip() for p in part.passage.paragraphs() if p.text.strip()), "")
        named = "、".join(str(year) for year in sorted(years))
        yield finding(
            "N005",
            owners.get(part.id),
            f"“{title.strip()[:40]}”写明的是 {named} 年，本次应报 {mapped.year} 年的情况。",
            f"请改用 {mapped.year} 年的材料，或核对标题和日期中的年份。",
            Evidence(part.document, title.strip(), part.passage.location),
            confidence=0.85,
        )
