"""Letters of the procedure that were filled from the submission, and who is in charge of it (R002)."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.mapping.letters import drafted
from doccheck.mapping.model import MappedSubmission


@check("R002")
def letter_drafted(mapped: MappedSubmission) -> Iterator[Finding]:
    """One remark for each letter: what fills it and what is left to the officer."""
    for draft in drafted(mapped):
        held = [blank for blank in draft.blanks if blank.value]
        left = [blank.name for blank in draft.blanks if not blank.value]
        evidence = [Evidence(blank.document, blank.value, blank.location) for blank in held]
        if draft.office:
            message = f"{name_of(draft.row)}：{draft.office}（{held[0].name}为“{held[0].value}”）。"
            advice = "请按分工转有关科室办理；分工有调整的，以最新分工为准。"
        else:
            filled = "、".join(f"{blank.name}“{blank.value}”" for blank in held)
            message = f"“{name_of(draft.row)}”已按材料填好：{filled}。"
            advice = f"请经办人填写{'、'.join(left)}，审定后发出。" if left else "请经办人审定后发出。"
        yield finding("R002", draft.row, message, advice, *evidence, severity=Severity.INFO)
