"""The matrix: for every row of the programme, whether it is met, not met, or cannot be judged, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.codes import COLLECTED
from doccheck.findings.report import Place, RequirementStatus, Status
from doccheck.mapping.answers import answers
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import LetterRow, Row, ScoreRow

_MOST_PLACES = 6
_HARMLESS = frozenset({"S004", "L003", "D003", "D005", "D008"}) | COLLECTED
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
    places = answers(mapped)
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
                places=tuple(Place(one.document, one.location, one.quote) for one in where[:_MOST_PLACES]),
                findings=tuple(own),
                note=note,
            )
        )
    return tuple(lines)


def _status(
    mapped: MappedSubmission, row: Row, where: list[Evidence], own: list[Finding], absent: set[str]
) -> tuple[Status, str]:
    weighty = [finding for finding in own if finding.code not in _HARMLESS]
    unjudged = [finding for finding in weighty if cannot_judge(finding)]
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


def cannot_judge(finding: Finding) -> bool:
    """Whether a finding only says that nobody but a person can tell: a seal on a text file, say."""
    if _UNJUDGED in finding.message:
        return True
    return finding.code in _UNSEEN and finding.severity is Severity.INFO


def _applies(mapped: MappedSubmission, row: Row) -> bool:
    if row.when_lead and mapped.lead is not None and mapped.lead.kind not in row.when_lead:
        return False
    units = {member.kind for member in mapped.members}
    return not (row.when_unit and units and not units & set(row.when_unit))
