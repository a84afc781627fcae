"""The report of one submission, put together from what was read, what was found in it, and what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date

import doccheck
from doccheck.assembly.corrections import build_corrections
from doccheck.assembly.figures import build_figures
from doccheck.assembly.letters import build_letters
from doccheck.assembly.matrix import build_matrix
from doccheck.assembly.members import build_members
from doccheck.assembly.notes import document_note
from doccheck.assembly.proofs import build_proofs
from doccheck.assembly.scorecard import build_scorecard
from doccheck.findings import Evidence, Finding
from doccheck.findings.codes import CODES
from doccheck.findings.followup import Waiver
from doccheck.findings.ordering import order_findings
from doccheck.findings.papers import Scorecard
from doccheck.findings.report import (
    DocumentNote,
    FigureView,
    MemberView,
    ProgrammeNote,
    Report,
    SubmissionNote,
    Summary,
    Tool,
    UnreadFile,
)
from doccheck.followup.waivers import apply_waivers
from doccheck.intake import Problem, Reading
from doccheck.mapping.model import MappedSubmission


def build_report(
    *,
    reading: Reading,
    path: str | os.PathLike[str],
    mapped: MappedSubmission | None,
    findings: Iterable[Finding] = (),
    detected: bool = False,
    confidence: float = 0.0,
    seconds: float = 0.0,
    waivers: Sequence[Waiver] = (),
) -> Report:
    """The report of one submission.

    ``mapped`` is None where nothing could be read or no programme could be told: then the report holds the files
    and their problems only. A problem that no check has reported gets its finding here, so that no unread file
    passes in silence. ``detected`` says whether the programme was told from the documents, ``confidence`` (0–1)
    how surely. Findings that ``waivers`` mean are set apart and count nowhere.
    """
    notes = _documents(reading, mapped)
    given = list(findings)
    paths = {note.id: note.path for note in notes}
    standing, waived, idle = apply_waivers(
        waivers, [*given, *_unreported(reading.problems, given)], paths, date.today()
    )
    ordered = order_findings(standing, list(paths))
    matrix = build_matrix(mapped, ordered) if mapped else ()
    return Report(
        tool=Tool(doccheck.__version__, f"{mapped.programme.id}@{mapped.programme.version}" if mapped else ""),
        programme=_programme(mapped, detected, confidence),
        submission=SubmissionNote(reading.name, os.fspath(path), reading.sha256),
        documents=notes,
        facts=mapped.facts if mapped else (),
        findings=ordered,
        summary=Summary.of(ordered, seconds),
        unread=_unread(reading),
        ignored=tuple(reading.ignored),
        matrix=matrix,
        figures=build_figures(mapped, ordered) if mapped else FigureView(),
        members=build_members(mapped) if mapped else MemberView(),
        proofs=build_proofs(mapped) if mapped else (),
        corrections=build_corrections(ordered, matrix, notes),
        letters=build_letters(mapped) if mapped else (),
        scorecard=build_scorecard(mapped) if mapped else Scorecard(),
        texts=dict(reading.documents),
        waived=tuple(waived),
        idle_waivers=tuple(idle),
    )


def _programme(mapped: MappedSubmission | None, detected: bool, confidence: float) -> ProgrammeNote:
    if mapped is None:
        return ProgrammeNote()
    programme = mapped.programme
    return ProgrammeNote(
        id=programme.id,
        name=programme.name,
        version=programme.version,
        detected=detected,
        confidence=round(confidence, 4),
        occasion=mapped.occasion.value,
        year=mapped.year,
        issuer=programme.issuer,
        notice=programme.number,
    )


def _unreported(problems: Iterable[Problem], findings: list[Finding]) -> list[Finding]:
    """A finding for each file that was not read, or was read under a false ending, and that no check spoke of."""
    spoken = {(finding.code, evidence.document) for finding in findings for evidence in finding.evidence}
    return [
        Finding(
            code=problem.error.code,
            severity=CODES[problem.error.code].severity,
            message=f"“{problem.path}”：{problem.error.message}",
            suggestion=problem.error.advice,
            evidence=(Evidence(problem.id, ""),),
        )
        for problem in problems
        if (problem.error.code, problem.id) not in spoken
    ]


def _documents(reading: Reading, mapped: MappedSubmission | None) -> tuple[DocumentNote, ...]:
    """Notes of all files in the order of the submission, those that were not read included."""
    notes = {key: document_note(document, key, mapped) for key, document in reading.documents.items()}
    for problem in reading.problems:
        if problem.id not in notes:
            notes[problem.id] = DocumentNote(problem.id, problem.path, problem.format, problem.sha256, read=False)
    return tuple(sorted(notes.values(), key=lambda note: int(note.id.removeprefix("d"))))


def _unread(reading: Reading) -> tuple[UnreadFile, ...]:
    return tuple(
        UnreadFile(problem.id, problem.path, problem.error.code, problem.error.message, problem.error.advice)
        for problem in reading.problems
        if problem.id not in reading.documents
    )
