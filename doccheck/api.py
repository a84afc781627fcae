"""The one public API behind every door: ``doccheck.check(path) -> Report``."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from doccheck.intake.reading import Progress, Reading, begin_reading

if TYPE_CHECKING:
    from doccheck.annotation import AnnotatedFile
    from doccheck.findings import Finding
    from doccheck.findings.report import Report
    from doccheck.intake.limits import ParseLimits
    from doccheck.mapping.model import MappedSubmission
    from doccheck.programme.schema import Programme


class UnknownProgramme(Exception):
    """No programme was given and the documents do not tell; the message names those to choose from."""


def check(
    path: str | os.PathLike[str],
    programme: str | None = None,
    *,
    occasion: str | None = None,
    year: int | None = None,
    progress: Progress | None = None,
    limits: ParseLimits | None = None,
) -> Report:
    """Check one submission: a folder, an archive or a single file.

    Args:
        path: the submission.
        programme: id of the programme (see ``doccheck programmes``); told from the documents when not given.
        occasion: ``"apply"`` or ``"annual"``; told from the documents when not given.
        year: the year that the submission must speak about; the programme's reference year when not given.
        progress: called before each file with its path, its position from 1 and the number of files.
        limits: what reading one file may take; from the environment when not given.

    Returns:
        The report; frozen and picklable.

    Raises:
        NothingToCheck: the path does not exist or holds no file to look at.
        UnknownProgramme: the programme was not given and cannot be told although something was read.
        ProgrammeNotFound: there is no programme with this id.
    """
    started = time.perf_counter()
    with begin_reading(path, progress, limits) as underway:
        # Loaded while the workers read: both take about as long.
        import doccheck.assembly
        import doccheck.mapping.pipeline  # noqa: F401
        from doccheck.programme.loader import load

        rules = load(programme) if programme else None
        reading = underway.finish()
    return _judge(reading, rules, os.fspath(path), programme, occasion, year, started)


def annotate(
    report: Report, path: str | os.PathLike[str], output_dir: str | os.PathLike[str], *, highlight: bool = False
) -> list[AnnotatedFile]:
    """Write copies of a checked submission's Word and PDF files with the findings at their places.

    Args:
        report: what :func:`check` gave for ``path``.
        path: the submission, unchanged since.
        output_dir: where the copies go, each under its own folders as “原名.批注.docx”; originals are never touched.
        highlight: colour the quoted words of Word files by severity as well.

    Returns:
        One entry for each file of the report; entries without a path say why there is no copy.

    Raises:
        NothingToCheck: the path does not exist any more.
        OSError: the folder cannot be written to.
    """
    from doccheck.annotation import annotate as write

    return write(report, path, output_dir, highlight=highlight)


def _judge(
    reading: Reading,
    rules: Programme | None,
    path: str,
    programme: str | None,
    occasion: str | None,
    year: int | None,
    started: float,
) -> Report:
    """The report on what was read; ``rules`` are those of the programme that was asked for."""
    from doccheck.assembly import build_report
    from doccheck.mapping.detection import Detection, detect_programme
    from doccheck.mapping.model import UnreadDocument
    from doccheck.mapping.pipeline import map_submission
    from doccheck.programme.loader import load, programmes
    from doccheck.programme.schema import Occasion

    detection = Detection(programme, 1.0) if programme else detect_programme(reading.documents)
    if rules is None and detection.id:
        rules = load(detection.id)
    if rules is None and reading.documents:
        raise UnknownProgramme(
            "从材料中看不出申报的是哪个项目，无法选择核对标准。"
            f"请用 --programme 指定，可选：{'、'.join(programmes())}。"
        )
    unread = tuple(
        UnreadDocument(p.id, p.path, p.error.code, p.error.message, p.error.advice) for p in reading.problems
    )
    mapped = None
    findings: list[Finding] = []
    if rules is not None:
        mapped = map_submission(
            reading.documents,
            rules,
            reading.name,
            occasion=Occasion(occasion) if occasion else None,
            year=year,
            unread=unread,
        )
        findings = run_checks(mapped)
    return build_report(
        reading=reading,
        path=path,
        mapped=mapped,
        findings=findings,
        detected=programme is None,
        confidence=detection.confidence,
        seconds=time.perf_counter() - started,
    )


def run_checks(mapped: MappedSubmission) -> list[Finding]:
    """Every finding of every check, unordered."""
    from doccheck.checks.registry import all_checks

    return [finding for check_function in all_checks() for finding in check_function(mapped)]
