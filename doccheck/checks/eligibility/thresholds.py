"""E001 and E003: figures and qualifications under a programme's threshold, proved by the places that state them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doccheck.checks.eligibility.lead_sentences import lead_sentences
from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of, start_of
from doccheck.facts.regions import place_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.language.patterns import lazy
from doccheck.mapping import cues
from doccheck.mapping.model import FieldState, MappedSubmission, Organisation, Passage
from doccheck.mapping.outline import Sentence, read_sentences
from doccheck.mapping.thresholds import asked_of, judge, strict_for
from doccheck.programme.schema import Role, ThresholdRow, UnitKind, ValueType

_PLATFORM = lazy(r"(?:市级|县级|区级|院级|校级|自建|在建)[^，。；]{0,12}(?:平台|中心|实验室)|核心平台(?:为|是|有)")
_ACADEMIC = (UnitKind.UNIVERSITY, UnitKind.INSTITUTE)


@check("E001", "E003")
def thresholds(mapped: MappedSubmission) -> Iterator[Finding]:
    """Every threshold row that applies to this lead unit."""
    for row in mapped.programme.rows:
        if not isinstance(row, ThresholdRow):
            continue
        if row.when_lead and (mapped.lead is None or mapped.lead.kind not in row.when_lead):
            continue
        judges = {"figure": _figure, "region": _region, "kind": _kind, "status": _status, "platform": _status}
        yield from judges[row.threshold.test](row, mapped)


def _figure(row: ThresholdRow, mapped: MappedSubmission) -> Iterator[Finding]:
    """The stated figure, or for an intensity the quotient of its terms, against the bound."""
    judged = judge(row, mapped)
    if judged is None or not asked_of(row, mapped):
        return
    if judged.verdict == "undecided" and (judged.value is None or judged.lacking):
        lacking = "、".join(str(year) for year in judged.lacking or judged.years)
        yield from _doubt(row, mapped, f"材料中没有找到 {lacking} 年的{name_of(row)}数据")
    if judged.verdict != "missed" or judged.margin is None:
        return
    strict = strict_for(row, mapped)
    way = "低" if row.threshold.min is not None else "高"
    gap = f"{way} {-judged.margin:,.2f}".rstrip("0").rstrip(".") + judged.unit
    stated = len(judged.facts) == 1 and judged.over == "one"
    formula = f"“{judged.facts[0].quote}”" if stated else judged.formula
    span = f"{judged.years[0]}—{judged.years[-1]}" if len(judged.years) > 1 else f"{judged.years[0]}"
    yield finding(
        "E001",
        row,
        f"{span} 年{name_of(row)}：{formula}，要求{judged.limit}，{gap}。",
        row.advice or "请核对数据；确实达不到的，请先向主管部门确认是否符合申报条件。",
        *(Evidence(f.document, f.quote, f.location) for f in judged.facts),
        severity=None if strict else row.threshold.lenient,
        confidence=0.9,
    )


def _doubt(
    row: ThresholdRow, mapped: MappedSubmission, what: str, near: tuple[Passage, Sentence] | None = None
) -> Iterator[Finding]:
    """Nothing proves or disproves it: said only where the programme asks for it, and as what a person must look at.

    ``near`` is what the submission says on the matter without proving it.
    """
    if row.threshold.doubt is None or not mapped.parts:
        return
    if any(v.state in (FieldState.BLANK, FieldState.MISSING) for v in mapped.field_values(row.id)):
        return  # the blank itself is the finding
    yield finding(
        next(code for code in row.code if code.startswith("E")),
        row,
        f"无法判断“{name_of(row)}”：{what}{f'，只写到“{near[1].raw[:60]}”' if near else ''}。",
        row.advice or f"请在材料中写明并附证明：{row.must or row.title}。",
        Evidence(near[0].document, near[1].raw[:60], near[1].paragraph.location) if near else start_of(mapped.parts[0]),
        severity=row.threshold.doubt,
        confidence=0.5,
    )


def _region(row: ThresholdRow, mapped: MappedSubmission) -> Iterator[Finding]:
    """The lead unit's address, else its name, against the programme's region."""
    test = row.threshold
    names = {label.name for label in row.fields if label.type is ValueType.ORGANISATION}
    answers = [v for v in mapped.fields if v.requirement == row.id and v.state is FieldState.FILLED]
    answers.sort(key=lambda v: v.name in names)  # an address proves more than a name
    yield from _denied(row, mapped)
    places: list[tuple[str, Evidence]] = [(v.text, Evidence(v.document, v.text, v.location)) for v in answers]
    places += _profile_addresses(mapped)
    for text, evidence in places:
        other = _other_place(text, mapped.programme.region)
        if not other and any(place in text for place in test.places):
            return
        if other or any(place in text for place in test.elsewhere):
            yield _outside(row, mapped, f"牵头单位地址为“{text.strip()[:40]}”", evidence)
            return
    name = mapped.lead.name if mapped.lead else ""
    if name and not any(place in name for place in test.places) and _other_place(name, mapped.programme.region):
        mention = next((m for m in mapped.member_mentions if m.lead), None)
        evidence = (
            Evidence(mention.document, mention.quote or name, mention.location) if mention else Evidence("", name)
        )
        yield _outside(row, mapped, f"牵头单位名称为“{name}”", evidence)
        return
    if not any(place in name for place in test.places):
        yield from _doubt(row, mapped, "材料中没有写明牵头单位的注册地")


def _denied(row: ThresholdRow, mapped: MappedSubmission) -> Iterator[Finding]:
    """Words by which the lead itself says that it is not what is asked (no legal person, say)."""
    if not row.threshold.none or "E001" not in row.code:
        return
    sentences = [(p, s) for p in _about_lead(mapped) for s in read_sentences(p)]
    index = cues.first(row.threshold.none, [s.plain for _, s in sentences])
    if index is not None:
        yield _denial(row, *sentences[index])


def _denial(row: ThresholdRow, passage: Passage, sentence: Sentence) -> Finding:
    return finding(
        "E001",
        row,
        f"牵头单位写明“{sentence.raw[:60]}”，不符合“{name_of(row, 60)}”。",
        row.advice or f"请核对：{row.must}。",
        Evidence(passage.document, sentence.raw[:60], sentence.paragraph.location),
        confidence=0.8,
    )


_ADDRESS = lazy(r"(?:地址|位于|坐落于|地处|注册地|注册于|设在)[为是在：:]?([^，。；\n]{4,40})")


def _profile_addresses(mapped: MappedSubmission) -> list[tuple[str, Evidence]]:
    found = []
    for part in mapped.parts_of(Role.LEAD_PROFILE):
        for sentence in read_sentences(part.passage)[:6]:
            match = _ADDRESS.search(sentence.raw)
            if match:
                found.append((match.group(1), Evidence(part.document, match.group(0), sentence.paragraph.location)))
    return found


def _other_place(text: str, region: Sequence[str]) -> bool:
    """Whether a text plainly names a province, city or county that the programme's region does not lie in."""
    place = place_of(text)
    homes = [place_of(name) for name in region]
    home = max(homes, key=lambda h: (bool(h.county), bool(h.city), bool(h.province)), default=place_of(""))
    levels = ((place.province, home.province), (place.city, home.city), (place.county, home.county))
    return any(there and here and there != here for there, here in levels)


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
    sentences = lead_sentences(mapped)
    plain = [s.plain for _, s in sentences]
    denied = cues.first(test.none, plain) if test.none else None
    if cues.first(test.any, plain) is not None and denied is None:
        return
    if denied is not None:
        yield _denial(row, *sentences[denied])
        return
    near = next(((p, s) for p, s in sentences if test.test == "platform" and _PLATFORM.search(s.raw)), None)
    yield from _doubt(row, mapped, "材料中没有看到牵头单位具备该条件的说明", near)


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
