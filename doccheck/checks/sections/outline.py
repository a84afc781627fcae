"""S002–S004: sections that are absent, empty, or in another order than the outline asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of, nearest_place, nearest_words, path_of, start_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.language.normalise import heading_key
from doccheck.mapping.model import MappedSubmission, SectionMatch
from doccheck.mapping.scope import parts_for
from doccheck.mapping.substance import lack_of_substance
from doccheck.programme.schema import DocumentRow, Programme, Role, Row, SectionRow


def _sections(mapped: MappedSubmission) -> dict[str, list[SectionMatch]]:
    found: dict[str, list[SectionMatch]] = {}
    for match in mapped.sections:
        found.setdefault(match.requirement, []).append(match)
    return found


def _descendants(row: SectionRow, programme: Programme) -> list[SectionRow]:
    below: list[SectionRow] = []
    for child in programme.children(row.id):
        if isinstance(child, SectionRow):
            below += [child, *_descendants(child, programme)]
    return below


@check("S002")
def missing_section(mapped: MappedSubmission) -> Iterator[Finding]:
    """A section row without a heading or passage; a whole branch that is absent is one finding, at its top."""
    found = _sections(mapped)
    absent: set[str] = set()
    for row in mapped.programme.rows:
        if not isinstance(row, SectionRow) or row.id in found:
            continue
        parts = parts_for(row, mapped.programme, mapped.parts)
        below = _descendants(row, mapped.programme)
        if not parts or any(child.id in found for child in below):
            continue
        absent.add(row.id)
        if row.parent in absent:
            continue
        names = "、".join(name_of(child, 20) for child in below)
        inside = f"（含{names}）" if names else ""
        place = _should_stand(row, found, mapped) or start_of(parts[0])
        path = path_of(mapped, parts[0].document)
        doubt = mapped.doubt(row.id)
        if doubt is not None:
            yield finding(
                "S002",
                row,
                f"“{path}”中可能缺少“{name_of(row)}”一节{inside}：{nearest_words(doubt)}。",
                row.advice or f"若那里写的就是“{name_of(row)}”，请把标题改得明确；否则请增写这一节。",
                place,
                nearest_place(doubt),
                confidence=1.0 - doubt.probability,
            )
            continue
        yield finding(
            "S002",
            row,
            f"“{path}”中没有找到“{name_of(row)}”一节{inside}，既无相应标题，正文中也没有看到对应内容。",
            row.advice or f"请按提纲增写“{name_of(row)}”，并保留标题以便核对。",
            place,
            confidence=0.85,
        )


def _should_stand(row: Row, found: dict[str, list[SectionMatch]], mapped: MappedSubmission) -> Evidence | None:
    """The heading after which an absent section should have stood: its elder sibling's, else its parent's."""
    before: Evidence | None = None
    for sibling in mapped.programme.children(row.parent or ""):
        if sibling.id == row.id:
            break
        if sibling.id in found:
            before = _evidence(found[sibling.id][0])
    if before is None and row.parent in found:
        before = _evidence(found[row.parent][0])
    return before


def _evidence(match: SectionMatch) -> Evidence:
    paragraph = match.heading
    if paragraph is None:
        return match.passage.evidence()
    body = paragraph.heading.body if paragraph.heading is not None else len(paragraph.text)
    return Evidence(match.passage.document, paragraph.text[:body].strip() or paragraph.text[:40], paragraph.location)


def _named(match: SectionMatch, row: SectionRow) -> bool:
    """Whether a heading has the row's own name: what stands elsewhere does not fill it."""
    heading = match.heading.heading if match.heading is not None else None
    return heading is not None and heading_key(heading.title) in {heading_key(n) for n in (row.title, *row.aliases)}


@check("S003")
def empty_section(mapped: MappedSubmission) -> Iterator[Finding]:
    """A heading below which nothing of substance stands: no text, “无”, or only the outline's own guidance."""
    found = _sections(mapped)
    said: set[tuple[str, object]] = set()
    for row in mapped.programme.rows:
        if not isinstance(row, SectionRow):
            continue
        matches = found.get(row.id, [])
        below = [m for child in _descendants(row, mapped.programme) for m in found.get(child.id, [])]
        if not matches or below or any(m.heading is None for m in matches):
            continue
        states = [lack_of_substance(m.passage, mapped.programme) for m in matches]
        first = next((n for n, match in enumerate(matches) if states[n] and _named(match, row)), 0)
        if states[first] == "" or (not _named(matches[first], row) and not all(states)):
            continue
        evidence = _evidence(matches[first])
        key = (evidence.document, evidence.location)
        if key in said or "template" in states:
            continue
        said.add(key)
        what = {"none": "只写了“无”", "guidance": "只有提纲原文的说明"}.get(states[first], "标题下没有正文")
        yield finding(
            "S003",
            row,
            f"“{evidence.quote}”{what}，没有实质内容。",
            row.advice or f"请在该标题下写明{name_of(row)}的具体内容。",
            evidence,
            severity=Severity.ERROR,
            confidence=0.95,
        )


@check("S003")
def empty_document(mapped: MappedSubmission) -> Iterator[Finding]:
    """Parts that hold nothing but the official form's own words: a profile, say, that was left as printed."""
    for row in mapped.programme.rows:
        if not isinstance(row, DocumentRow) or any(
            isinstance(c, SectionRow) for c in mapped.programme.children(row.id)
        ):
            continue
        if row.role not in (
            Role.LEAD_PROFILE,
            Role.MEMBER_PROFILE,
            Role.TASK_LIST,
            Role.RESOURCE_LIST,
            Role.ALLOCATION,
        ):
            continue
        for part in mapped.parts_of(row.role):
            if lack_of_substance(part.passage, mapped.programme) in ("guidance", "empty", "none"):
                yield finding(
                    "S003",
                    row,
                    f"“{part.title or name_of(row)}”只有标题或模板说明，没有填写内容。",
                    row.advice or f"请填写“{name_of(row)}”的具体内容。",
                    start_of(part),
                    severity=Severity.ERROR,
                    confidence=0.9,
                )


@check("S004")
def section_order(mapped: MappedSubmission) -> Iterator[Finding]:
    """Sections in another order than the outline's, and content that stands without its heading."""
    found = _sections(mapped)
    groups: dict[str | None, list[SectionRow]] = {}
    for row in mapped.programme.rows:
        if isinstance(row, SectionRow) and row.id in found:
            groups.setdefault(row.parent, []).append(row)
    for rows in groups.values():
        placed = [(row, m) for row in rows for m in found[row.id][:1] if m.heading is not None]
        moved = _moved([(m.passage.document, m.passage.location.block or 0) for _, m in placed])
        for index in moved:
            row, match = placed[index]
            evidence = _evidence(match)
            yield finding(
                "S004",
                row,
                f"“{evidence.quote}”的位置与提纲次序不同：提纲中“{name_of(row, 24)}”排在第 {rows.index(row) + 1} 位。",
                "内容无须重写，建议按提纲次序调整章节，便于评审对照。",
                evidence,
                severity=Severity.INFO,
                confidence=0.8,
            )
    for row in mapped.programme.rows:
        if isinstance(row, SectionRow):
            for match in (m for m in found.get(row.id, []) if m.inferred):
                evidence = match.passage.evidence()
                yield finding(
                    "S004",
                    row,
                    f"“{name_of(row)}”没有单独的标题，内容见“{evidence.quote}…”处。",
                    "建议按提纲给这部分内容加上标题。",
                    evidence,
                    severity=Severity.INFO,
                    confidence=match.confidence,
                )


def _moved(places: Sequence[tuple[str, int]]) -> list[int]:
    """Positions outside the longest run that keeps the asked order (within the first document)."""
    length = [1] * len(places)
    before: list[int | None] = [None] * len(places)
    for i in range(len(places)):
        for j in range(i):
            if places[j] <= places[i] and length[j] + 1 > length[i]:
                length[i], before[i] = length[j] + 1, j
    if not places:
        return []
    last: int | None = max(range(len(places)), key=lambda i: length[i])
    kept = set()
    while last is not None:
        kept.add(last)
        last = before[last]
    return [i for i in range(len(places)) if i not in kept]
