"""What is to be said at which place of a document: the report's findings as notes, in the words of people."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from doccheck.document import Location
from doccheck.document.quoting import Ink, Passage, locate
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.codes import CODES, COLLECTED
from doccheck.findings.report import DocumentNote, Report
from doccheck.reports import words

AUTHOR = "doccheck"
INITIALS = "DC"
_ELSEWHERE = 5


class Note(Struct, frozen=True):
    """One mark in a document: ``head`` names severity and code, ``lines`` are what is said below it.

    ``passage`` is where it hangs. ``quote`` are the words that it means, as the finding quotes them.
    """

    code: str
    severity: Severity
    head: str
    lines: tuple[str, ...]
    quote: str
    location: Location
    passage: Passage | None = None


class Sheet(Struct, frozen=True):
    """All that goes into one document: notes at their places, and what is said at its top.

    ``loose`` are notes without a place in it; ``opening`` the lines of the summary before them, ``closing`` after.
    """

    path: str
    title: str
    notes: tuple[Note, ...] = ()
    loose: tuple[Note, ...] = ()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    counts: dict[Severity, int] = field(default_factory=dict)


def sheet_of(report: Report, document: DocumentNote, bodies: tuple[Ink, Ink], homeless: Iterable[Finding]) -> Sheet:
    """The notes of one document. ``homeless`` are findings of the submission that no annotated document can show."""
    body, asides = bodies
    placed: list[Note] = []
    loose: list[Note] = []
    for finding in report.findings:
        if finding.code in COLLECTED:
            continue
        here = [one for one in finding.evidence if one.document == document.id]
        taken: list[Passage] = []
        for number, evidence in enumerate(here, start=1):
            passage = locate(body, asides, evidence.location, evidence.quote, taken)
            note = _note(report, finding, evidence, passage, number, len(here))
            if passage is None:
                loose.append(note)
            else:
                taken.append(passage)
                placed.append(note)
    loose.extend(_note(report, finding, None, None, 1, 1) for finding in homeless)
    placed.sort(key=_order)
    shown = {note.code + note.lines[0]: note.severity for note in (*placed, *loose)}
    counts = {severity: sum(one is severity for one in shown.values()) for severity in Severity}
    return Sheet(
        path=document.path,
        title=f"doccheck 检查批注：{document.path}",
        notes=tuple(placed),
        loose=tuple(loose),
        opening=_opening(report, counts),
        closing=(words.DISCLAIMER,),
        counts=counts,
    )


def _order(note: Note) -> tuple[bool, int, int, int]:
    passage = note.passage
    assert passage is not None
    return passage.aside, passage.start, note.severity.rank, passage.end


def _opening(report: Report, counts: dict[Severity, int]) -> tuple[str, ...]:
    summary = report.summary
    found = f"错误 {summary.error}，警告 {summary.warning}，提示 {summary.info}"
    whole = f"整份材料：{words.VERDICT[summary.verdict]}（{found}）。"
    here = "，".join(f"{words.SEVERITY[severity]} {number}" for severity, number in counts.items())
    programme = report.programme.name or report.programme.id
    return (
        *((f"核对标准：{programme}。",) if programme else ()),
        whole,
        f"本文件：{here}。",
        words.EXPLAINED,
    )


def _note(
    report: Report, finding: Finding, evidence: Evidence | None, passage: Passage | None, number: int, total: int
) -> Note:
    code = CODES[finding.code]
    again = f"（同一问题的第{number}处，共{total}处）" if total > 1 else ""
    lines = [finding.message]
    if number == 1:
        if finding.sentence:
            lines.append(f"通知原文：“{finding.sentence.strip().strip('“”')}”")
        if finding.suggestion:
            lines.append(f"修改建议：{finding.suggestion}")
        lines.extend(_elsewhere(report, finding, evidence))
    return Note(
        code=finding.code,
        severity=finding.severity,
        head=f"【{words.SEVERITY[finding.severity]} {finding.code}】{code.what}{again}",
        lines=tuple(lines),
        quote="" if evidence is None else evidence.quote,
        location=Location() if evidence is None else evidence.location,
        passage=passage,
    )


def _elsewhere(report: Report, finding: Finding, evidence: Evidence | None) -> list[str]:
    """The places of the finding in other documents."""
    here = None if evidence is None else evidence.document
    said = []
    for other in finding.evidence:
        if other.document and other.document != here:
            where = words.place(other.location)
            quote = f"“{words.short(other.quote, 40)}”" if other.quote else ""
            said.append(f"《{report.path_of(other.document)}》{where}{quote}")
    more = f"等{len(said)}处" if len(said) > _ELSEWHERE else ""
    return [f"另见：{'；'.join(said[:_ELSEWHERE])}{more}"] if said else []
