"""The matrix: for every row of the programme, whether it is met, not met, or cannot be judged, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from doccheck.document import Location
from doccheck.findings import Finding, Severity
from doccheck.findings.report import Place, RequirementStatus, Status
from doccheck.mapping.model import ElementState, FieldState, MappedSubmission, RosterMatch
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import (
    AnnualRow,
    CountRow,
    DocumentRow,
    LetterRow,
    NamingRow,
    Row,
    SameRow,
    ScoreRow,
    SignRow,
    ThresholdRow,
)

_MOST_PLACES = 6
_QUOTE = 40
_HARMLESS = frozenset({"S004", "L003", "D003", "D005", "D008", "R001", "R002"})
"""Remarks that leave the row itself met."""
_UNSEEN = frozenset({"V001", "V002"})
"""As info these say that a file shows no place for a seal or signature to be seen, or not all of it."""
_ABSENCE = frozenset({"S001", "S002", "S007", "A001", "F001"})
"""With such a finding on a row, rows below it that left no trace are absent too."""
_UNJUDGED = "无法判断"


def build_matrix(mapped: MappedSubmission, findings: Sequence[Finding]) -> tuple[RequirementStatus, ...]:
    """A line for each row of the occasion, in the notice's order; rows that ask nothing of the applicant (scores,
    letters) have none. Positions in ``findings`` are kept, so give them in their final order."""
    by_row: dict[str, list[int]] = defaultdict(list)
    for index, finding in enumerate(findings):
        if finding.requirement is not None:
            by_row[finding.requirement].append(index)
    places = _places(mapped)
    absent: set[str] = set()
    lines: list[RequirementStatus] = []
    for row in mapped.programme.rows:
        if isinstance(row, LetterRow | ScoreRow) or row.occasion is not mapped.occasion:
            continue
        where = places.get(row.id, [])
        own = by_row.get(row.id, [])
        status, note = _status(mapped, row, where, [findings[index] for index in own], absent)
        lines.append(
            RequirementStatus(
                id=row.id,
                kind=row.kind,
                title=row.title or row.must or row.sentence,
                level=row.level,
                status=status,
                sentence=row.sentence or row.must,
                parent=row.parent,
                places=tuple(where[:_MOST_PLACES]),
                findings=tuple(own),
                note=note,
            )
        )
    return tuple(lines)


def _status(
    mapped: MappedSubmission, row: Row, where: list[Place], own: list[Finding], absent: set[str]
) -> tuple[Status, str]:
    weighty = [finding for finding in own if finding.code not in _HARMLESS]
    unjudged = [finding for finding in weighty if _cannot_judge(finding)]
    if len(weighty) > len(unjudged):
        if any(finding.code in _ABSENCE for finding in weighty) and not where:
            absent.add(row.id)
        return Status.NOT_MET, ""
    if unjudged:
        return Status.UNKNOWN, "需人工核对"
    if not where and row.parent in absent:
        absent.add(row.id)
        return Status.NOT_MET, "所属材料或章节缺失"
    if not _applies(mapped, row):
        return Status.NOT_APPLICABLE, "不适用于本牵头单位或成员"
    if where:
        return Status.MET, ""
    return Status.UNKNOWN, "未找到可供判断的内容，需人工核对"


def _cannot_judge(finding: Finding) -> bool:
    if _UNJUDGED in finding.message:
        return True
    return finding.code in _UNSEEN and finding.severity is Severity.INFO


def _applies(mapped: MappedSubmission, row: Row) -> bool:
    if row.when_lead and mapped.lead is not None and mapped.lead.kind not in row.when_lead:
        return False
    units = {member.kind for member in mapped.members}
    return not (row.when_unit and units and not units & set(row.when_unit))


def _places(mapped: MappedSubmission) -> dict[str, list[Place]]:
    """Where each row is answered, in reading order, as far as mapping says so."""
    places: dict[str, list[Place]] = defaultdict(list)
    for row in mapped.programme.rows:
        if isinstance(row, DocumentRow | AnnualRow):
            roles = {row.role, *(row.satisfied_by if isinstance(row, DocumentRow) else ())}
            for part in mapped.parts:
                if part.role in roles:
                    places[row.id].append(Place(part.document, part.passage.location, part.title))
    for section in mapped.sections:
        if section.heading is not None:
            where, quote = section.heading.location, section.heading.text
        else:
            where, quote = section.passage.location, section.passage.text
        places[section.requirement].append(_place(section.passage.document, where, quote))
    for clause in mapped.clauses:
        if not clause.elsewhere:
            quote = clause.heading or clause.passage.text
            places[clause.requirement].append(_place(clause.passage.document, clause.passage.location, quote))
    for element in mapped.elements:
        if element.state is ElementState.MET and element.document:
            places[element.requirement].append(_place(element.document, element.location, element.quote))
    for value in mapped.fields:
        if value.state in {FieldState.FILLED, FieldState.NONE}:
            places[value.requirement].append(_place(value.document, value.location, value.text))
    for roster in mapped.rosters:
        places[roster.requirement].append(_roster(roster))
    for figure in mapped.figures:
        places[figure.requirement].append(_place(figure.document, figure.location, figure.caption))
    _judged(mapped, places)
    return places


def _roster(roster: RosterMatch) -> Place:
    return Place(roster.document, roster.location, f"共 {len(roster.entries)} 行")


def _judged(mapped: MappedSubmission, places: dict[str, list[Place]]) -> None:
    """Rows about figures and names: the facts and names that they are judged by."""
    for row in mapped.programme.rows:
        if row.id in places:
            continue
        if isinstance(row, ThresholdRow):
            wanted = {row.threshold.quantity} - {None}
            found = [
                _place(fact.document, fact.location, fact.quote) for fact in mapped.facts if fact.quantity in wanted
            ]
            if not wanted and mapped.lead is not None:
                found = _mentions(mapped, mapped.lead.name)
        elif isinstance(row, SameRow):
            found = [
                _place(fact.document, fact.location, fact.quote)
                for fact in mapped.facts
                if fact.quantity in row.quantities
            ]
            if row.names == "members":
                found += _names(mapped)
            elif row.names == "consortium":
                found += _consortium(mapped)
        elif isinstance(row, NamingRow):
            found = _consortium(mapped)
        elif isinstance(row, CountRow):
            found = _names(mapped) if "members" in row.of else []
        elif row.kind == "sign":
            found = [_place(block.document, block.location, block.organisation) for block in mapped.signatures]
            if isinstance(row, SignRow) and row.who != "members":
                found = _seals(mapped, row)
        elif row.kind == "timeline":
            found = list(places.get(row.parent or "", []))
        else:
            continue
        if found:
            places[row.id] = found


def _seals(mapped: MappedSubmission, row: SignRow) -> list[Place]:
    """The seals seen in the documents that a row belongs to; whether they are the right ones is for the checks."""
    documents = dict.fromkeys(part.document for part in parts_for(row, mapped.programme, mapped.parts))
    return [
        _place(document, seal.location, f"印章：{seal.name}" if seal.name else "印章")
        for document in documents
        for seal in mapped.documents[document].seals
    ]


def _mentions(mapped: MappedSubmission, name: str) -> list[Place]:
    return [_place(m.document, m.location, m.quote or m.name) for m in mapped.member_mentions if m.name == name]


def _names(mapped: MappedSubmission) -> list[Place]:
    return [_place(m.document, m.location, m.quote or m.name) for m in mapped.member_mentions]


def _consortium(mapped: MappedSubmission) -> list[Place]:
    return [_place(m.document, m.location, m.quote or m.name) for m in mapped.consortium_names]


def _place(document: str, location: Location, quote: str) -> Place:
    words = " ".join(quote.split())
    return Place(document, location, words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…")
