"""What a correction notice asks for: errors and warnings by document; what cannot be judged stands apart."""

from __future__ import annotations

from collections.abc import Sequence

from doccheck.assembly.matrix import cannot_judge
from doccheck.findings import Finding, Severity
from doccheck.findings.papers import CorrectionGroup, Corrections
from doccheck.findings.report import DocumentNote, RequirementStatus, Status

_WHOLE = frozenset({"S001"})
"""A document that is absent lacks to no other document, although its place may be shown in one."""
_OURS = frozenset({"D003", "D010", "D011"})
"""What this computer could not read well: the officer looks, the applicant need not mend it."""


def build_corrections(
    findings: Sequence[Finding], matrix: Sequence[RequirementStatus], documents: Sequence[DocumentNote]
) -> Corrections:
    """The findings that the applicant must correct, by document in the submission's order, and those to verify.

    Rows of the matrix that nothing could be said about are listed unless a finding to verify speaks of them or what
    they belong to must be corrected anyway.
    """
    groups: dict[str, list[int]] = {"": [], **{note.id: [] for note in documents}}
    verify: list[int] = []
    for index, finding in enumerate(findings):
        if finding.code in _OURS or cannot_judge(finding):
            verify.append(index)
        elif finding.severity is not Severity.INFO:
            groups.setdefault(_home(finding), []).append(index)
    spoken = {findings[index].requirement for index in verify}
    failed = {line.id for line in matrix if line.status is Status.NOT_MET}
    unjudged = tuple(
        index
        for index, line in enumerate(matrix)
        if line.status is Status.UNKNOWN and line.id not in spoken and line.parent not in failed
    )
    return Corrections(
        tuple(CorrectionGroup(document, tuple(held)) for document, held in groups.items() if held),
        tuple(verify),
        unjudged,
    )


def _home(finding: Finding) -> str:
    """The document under which a finding is told."""
    if finding.code in _WHOLE or not finding.evidence:
        return ""
    return finding.evidence[0].document
