"""Precision and recall per finding code over gold submissions, with every miss and false alarm listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct, field

from doccheck.evaluation.gold import GoldFinding, GoldSubmission
from doccheck.findings import Finding, Severity
from doccheck.findings.report import Report


class CodeScore(Struct):
    """Counts of one finding code."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the reported that is right; ``None`` if nothing was reported."""
        reported = self.right + self.false
        return self.right / reported if reported else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that was reported; ``None`` if the gold has none."""
        gold = self.right + self.missed
        return self.right / gold if gold else None


class Evaluation(Struct):
    """Scores by code and in all; ``misses`` and ``alarms`` name each failure with its submission."""

    codes: dict[str, CodeScore] = field(default_factory=dict)
    misses: list[tuple[str, GoldFinding]] = field(default_factory=list)
    alarms: list[tuple[str, Finding]] = field(default_factory=list)
    submissions: int = 0

    @property
    def total(self) -> CodeScore:
        """All codes together."""
        scores = list(self.codes.values())
        return CodeScore(sum(s.right for s in scores), sum(s.false for s in scores), sum(s.missed for s in scores))

    def of(self, code: str) -> CodeScore:
        """The score of a code, made when first asked for."""
        return self.codes.setdefault(code, CodeScore())


def evaluate(gold: Iterable[GoldSubmission], check: Callable[[GoldSubmission], Report]) -> Evaluation:
    """Check every gold submission and compare its error and warning findings with the gold list.

    A finding is right if a gold entry has its code and requirement and the entry's ``where`` stands in the message,
    a quote or a file name; each gold entry makes one finding right, further ones are false alarms.
    """
    result = Evaluation()
    for submission in gold:
        result.submissions += 1
        _compare(submission, check(submission), result)
    return result


def _compare(submission: GoldSubmission, report: Report, result: Evaluation) -> None:
    open_entries = list(submission.findings)
    for finding in report.findings:
        if finding.severity is Severity.INFO:
            info = [e for e in open_entries if e.optional and _fits(e, finding, report)]
            if info:
                open_entries.remove(info[0])
            continue
        entry = next((e for e in open_entries if _fits(e, finding, report)), None)
        if entry is None:
            result.of(finding.code).false += 1
            result.alarms.append((submission.name, finding))
            continue
        open_entries.remove(entry)
        if not entry.optional:
            result.of(finding.code).right += 1
    for entry in open_entries:
        if not entry.optional:
            result.of(entry.code).missed += 1
            result.misses.append((submission.name, entry))


def _fits(entry: GoldFinding, finding: Finding, report: Report) -> bool:
    if entry.code != finding.code or entry.requirement != finding.requirement:
        return False
    if not entry.where:
        return True
    texts = [
        finding.message,
        *(e.quote for e in finding.evidence),
        *(report.path_of(e.document) for e in finding.evidence),
    ]
    wanted = "".join(entry.where.split())
    return any(wanted in "".join(text.split()) for text in texts)
