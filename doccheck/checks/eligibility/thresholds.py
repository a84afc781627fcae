"""E001 and E003: figures and qualifications under a programme's threshold, proved by the places that state them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of, start_of
from doccheck.facts.model import Fact, Nature
from doccheck.facts.regions import place_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.mapping import cues
from doccheck.mapping.model import FieldState, MappedSubmission, Organisation, Passage
from doccheck.mapping.outline import Sentence, read_sentences
from doccheck.programme.schema import Role, ThresholdRow, UnitKind

_ACADEMIC = (UnitKind.UNIVERSITY, UnitKind.INSTITUTE)


@check("E001", "E003")
def thresholds(mapped: MappedSubmission) -> Iterator[Finding]:
    """Every threshold row that applies to this lead unit."""
    for row in mapped.programme.rows:
        if not isinstance(row, ThresholdRow):
            continue
        if row.when_lead and (mapped.lead is None or mapped.lead.kind not in row.when_lead):
            continue
        judge = {"figure": _figure, "region": _region, "kind": _kind, "status": _status, "platform": _status}
        yield from judge[row.threshold.test](row, mapped)


def _figure(row: ThresholdRow, mapped: MappedSubmission) -> Iterator[Finding]:
    """The stated figure, or for an intensity the quotient of its terms, against the bound."""
    test = row.threshold
    year = test.year or mapped.year - 1
    facts = [f for f in mapped.facts if f.quantity == test.quantity and f.year in (year, None) and _real(f)]
    if facts:
        fact = max(facts, key=lambda f: (f.year is not None, f.source in ("field", "roster")))
        value, low, high = fact.value, fact.low, fact.high
        formula = f"“{fact.quote}”"
        evidence = [Evidence(fact.document, fact.quote, fact.location)]
    elif test.quantity == "lead.rd_intensity" and (terms := _terms(mapped, year)) is not None:
        rd, revenue = terms
        value = rd.value / revenue.value * 100
        low, high = rd.low / revenue.high * 100, rd.high / revenue.low * 100
        formula = f"研发投入 {rd.value:,.0f} 万元 ÷ 销售收入 {revenue.value:,.0f} 万元 = {value:.2f}%"
        evidence = [Evidence(f.document, f.quote, f.location) for f in terms]
    else:
        yield from _doubt(row, mapped, f"材料中没有找到 {year} 年的{name_of(row)}数据")
        return
    unit = test.unit or ""
    if test.min is not None and high < test.min:
        bound, gap = f"不低于 {test.min:g}{unit}", f"低 {test.min - value:,.2f}".rstrip("0").rstrip(".") + unit
    elif test.max is not None and low > test.max:
        bound, gap = f"不高于 {test.max:g}{unit}", f"高 {value - test.max:,.2f}".rstrip("0").rstrip(".") + unit
    else:
        return
    yield finding(
        "E001",
        row,
        f"{year} 年{name_of(row)}：{formula}，要求{bound}，{gap}。",
        row.advice or "请核对数据；确实达不到的，请先向主管部门确认是否符合申报条件。",
        *evidence,
        severity=test.doubt if _lenient(row, mapped) else None,
        confidence=0.9,
    )


def _lenient(row: ThresholdRow, mapped: MappedSubmission) -> bool:
    """Whether the lead is of a kind for which the threshold is only to be verified."""
    chosen = {option for value in mapped.fields for option in value.chosen}
    return bool(row.threshold.none) and bool(chosen & set(row.threshold.none)) and row.threshold.doubt is not None


def _terms(mapped: MappedSubmission, year: int) -> tuple[Fact, Fact] | None:
    rd = [f for f in mapped.facts if f.quantity == "lead.rd" and f.year == year and _real(f)]
    revenue = [f for f in mapped.facts if f.quantity == "lead.revenue" and f.year == year and _real(f) and f.low > 0]
    return (rd[0], revenue[0]) if rd and revenue else None


def _real(fact: Fact) -> bool:
    return fact.nature in (Nature.ACTUAL, Nature.AT_LEAST, Nature.AT_MOST)


def _doubt(row: ThresholdRow, mapped: MappedSubmission, what: str) -> Iterator[Finding]:
    """Nothing proves or disproves it: said only where the programme asks for it, and as what a person must look at."""
    if row.threshold.doubt is None or not mapped.parts:
        return
    yield finding(
        row.code[0],
        row,
        f"无法判断“{name_of(row)}”：{what}。",
        row.advice or f"请在材料中写明并附证明：{row.must or row.title}。",
        start_of(mapped.parts[0]),
        severity=row.threshold.doubt,
        confidence=0.5,
    )


def _region(row: ThresholdRow, mapped: MappedSubmission) -> Iterator[Finding]:
    """The lead unit's address, else its name, against the programme's region."""
    test = row.threshold
    answers = [v for v in mapped.fields if v.requirement == row.id and v.state is FieldState.FILLED]
    places: list[tuple[str, Evidence]] = [(v.text, Evidence(v.document, v.text, v.location)) for v in answers]
    places += _profile_addresses(mapped)
    for text, evidence in places:
        if any(place in text for place in test.places):
            return
        if any(place in text for place in test.elsewhere) or _other_place(text, test.places):
            yield _outside(row, mapped, f"牵头单位地址为“{text.strip()[:40]}”", evidence)
            return
    name = mapped.lead.name if mapped.lead else ""
    if name and not any(place in name for place in test.places) and _other_place(name, test.places):
        mention = next((m for m in mapped.member_mentions if m.lead), None)
        evidence = (
            Evidence(mention.document, mention.quote or name, mention.location) if mention else Evidence("", name)
        )
        yield _outside(row, mapped, f"牵头单位名称为“{name}”", evidence)
        return
    if not any(place in name for place in test.places):
        yield from _doubt(row, mapped, "材料中没有写明牵头单位的注册地")


_ADDRESS = re.compile(r"(?:地址|位于|坐落于|地处|注册地|注册于|设在)[为是在：:]?([^，。；\n]{4,40})")


def _profile_addresses(mapped: MappedSubmission) -> list[tuple[str, Evidence]]:
    found = []
    for part in mapped.parts_of(Role.LEAD_PROFILE):
        for sentence in read_sentences(part.passage)[:6]:
            match = _ADDRESS.search(sentence.raw)
            if match:
                found.append((match.group(1), Evidence(part.document, match.group(0), sentence.paragraph.location)))
    return found


def _other_place(text: str, places: Sequence[str]) -> bool:
    """Whether a text plainly names a province or city that is none of the programme's."""
    place = place_of(text)
    named = [name for name in (place.county, place.city, place.province) if name]
    return bool(named) and not any(name in place or place in name for name in named for place in places)


def _outside(row: ThresholdRow, mapped: MappedSubmission, what: str, evidence: Evidence) -> Finding:
    return finding(
        "E003" if "E003" in row.code else row.code[0],
        row,
        f"{what}，不在要求的区域（{mapped.programme.region[-1] if mapped.programme.region else row.must}）内。",
        row.advice or "请核对牵头单位的注册地；不符合的应更换牵头单位。",
        evidence,
        confidence=0.85,
    )


def _kind(row: ThresholdRow, mapped: MappedSubmission) -> Iterator[Finding]:
    lead = mapped.lead
    if lead is None or lead.kind is UnitKind.OTHER or lead.kind in row.threshold.kinds:
        return
    mention = next((m for m in mapped.member_mentions if m.lead), None)
    evidence = Evidence(mention.document, mention.quote or lead.name, mention.location) if mention else Evidence("", "")
    yield finding(
        "E001",
        row,
        f"牵头单位“{lead.name}”{'是高校或科研院所' if lead.kind in _ACADEMIC else '的类型'}，不符合“{name_of(row)}”。",
        row.advice or "请由符合条件的单位牵头，或向主管部门确认。",
        evidence,
        confidence=0.85,
    )


def _status(row: ThresholdRow, mapped: MappedSubmission) -> Iterator[Finding]:
    """Qualifications told in words: of the lead unit, or of each member enterprise by its profile."""
    if row.threshold.of == "members":
        yield from _members_status(row, mapped)
        return
    test = row.threshold
    sentences = [(p, s) for p in _about_lead(mapped) for s in read_sentences(p)]
    plain = [s.plain for _, s in sentences]
    denied = cues.first(test.none, plain) if test.none else None
    if cues.first(test.any, plain) is not None and denied is None:
        return
    if denied is not None:
        passage, sentence = sentences[denied]
        yield finding(
            row.code[0],
            row,
            f"牵头单位写明“{sentence.raw[:60]}”，不符合“{name_of(row, 60)}”。",
            row.advice or f"请核对：{row.must}。",
            Evidence(passage.document, sentence.raw[:60], sentence.paragraph.location),
            confidence=0.8,
        )
        return
    yield from _doubt(row, mapped, "材料中没有看到牵头单位具备该条件的说明")


def _about_lead(mapped: MappedSubmission) -> list[Passage]:
    parts = mapped.parts_of(Role.LEAD_PROFILE, Role.APPLICATION, Role.PLAN, Role.ALLOCATION)
    return [part.passage for part in parts]


def _members_status(row: ThresholdRow, mapped: MappedSubmission) -> Iterator[Finding]:
    """Member enterprises whose own profile does not state the qualification, or denies it."""
    test = row.threshold
    lacking: list[tuple[str, Sentence | None, Evidence]] = []
    for part in mapped.parts_of(Role.MEMBER_PROFILE):
        member = _member(part.organisation, mapped)
        if member is None or member.kind is not UnitKind.ENTERPRISE:
            continue
        sentences = read_sentences(part.passage)
        plain = [s.plain for s in sentences]
        denied = cues.first(test.none, plain) if test.none else None
        if denied is not None:
            evidence = Evidence(part.document, sentences[denied].raw[:60], sentences[denied].paragraph.location)
            lacking.append((member.name, sentences[denied], evidence))
        elif cues.first(test.any, plain) is None:
            lacking.append((member.name, None, start_of(part)))
    if lacking:
        names = "、".join(name for name, _, _ in lacking)
        yield finding(
            row.code[0],
            row,
            f"{len(lacking)} 家成员企业的简介没有写明符合“{name_of(row, 60)}”：{names}。",
            row.advice or f"请在简介中写明并附证明；不符合的请说明理由：{row.must}。",
            *(evidence for _, _, evidence in lacking),
            severity=row.level if any(s for _, s, _ in lacking) else (test.doubt or Severity.WARNING),
            confidence=0.7,
        )


def _member(name: str, mapped: MappedSubmission) -> Organisation | None:
    return next((m for m in mapped.members if name == m.name or name in m.aliases), None)
