"""The one public API behind every door: ``doccheck.check(path) -> Report``."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from doccheck.intake.reading import Progress, Reading, begin_reading

if TYPE_CHECKING:
    from doccheck.annotation import AnnotatedFile
    from doccheck.findings import Finding
    from doccheck.findings.followup import Waiver
    from doccheck.findings.report import Report
    from doccheck.followup.previous import Previous
    from doccheck.intake.limits import ParseLimits
    from doccheck.mapping.model import MappedSubmission
    from doccheck.programme.schema import Programme
    from doccheck.reports import WrittenPaper
    from doccheck.reports.pictures import PagePictures


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
    waivers: str | os.PathLike[str] | None = None,
    against: str | os.PathLike[str] | None = None,
) -> Report:
    """Check one submission: a folder, an archive or a single file.

    Args:
        path: the submission.
        programme: id of the programme (see ``doccheck programmes``); told from the documents when not given.
        occasion: ``"apply"`` or ``"annual"``; told from the documents when not given.
        year: the year that the submission must speak about; the programme's reference year when not given.
        progress: called before each file with its path, its position from 1 and the number of files.
        limits: what reading one file may take; from the environment when not given.
        waivers: a YAML file of findings that need not be mended (see docs/followup.md).
        against: the last round's report.json, or the folder with it; the report then says what is closed, open, new.

    Returns:
        The report; frozen and picklable.

    Raises:
        NothingToCheck: the path does not exist or holds no file to look at.
        UnknownProgramme: the programme was not given and cannot be told although something was read.
        ProgrammeNotFound: there is no programme with this id.
        BadWaivers, BadReport: the file of waivers or the earlier report is not what it should be.
    """
    started = time.perf_counter()
    decided = _waivers(waivers)
    earlier = _earlier(against)
    with begin_reading(path, progress, limits) as underway:
        # Loaded while the workers read: both take about as long.
        import doccheck.assembly
        import doccheck.mapping.pipeline  # noqa: F401
        from doccheck.programme.loader import load

        rules = load(programme) if programme else None
        reading = underway.finish()
    report = _judge(reading, rules, os.fspath(path), programme, occasion, year, started, decided)
    if earlier is None:
        return report
    from doccheck.followup.rounds import compare

    return replace(report, round=compare(earlier, report))


def mask(report: Report, *, names: bool = False) -> Report:
    """The report without personal data, to be passed on: telephones, ID numbers and e-mails, with ``names`` people too.

    Texts keep their length and places. Annotated copies are made from the originals and are never masked.
    """
    from doccheck.followup.masking import masked

    return masked(report, names)


def _waivers(path: str | os.PathLike[str] | None) -> tuple[Waiver, ...]:
    if path is None:
        return ()
    from doccheck.followup.waivers import read_waivers

    return read_waivers(Path(path))


def _earlier(path: str | os.PathLike[str] | None) -> Previous | None:
    if path is None:
        return None
    from doccheck.followup.previous import read_previous

    return read_previous(Path(path))


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


def picture_pages(report: Report, path: str | os.PathLike[str]) -> PagePictures:
    """Draw the pages of PDF and picture files that findings point to, for the HTML report.

    Args:
        report: what :func:`check` gave for ``path``.
        path: the submission, unchanged since.

    Returns:
        The pictures, the gravest findings' pages first where not all fit; no pictures where no file has pages to draw.

    Raises:
        NothingToCheck: the path does not exist any more.
    """
    from doccheck.picturing import picture_pages as draw

    return draw(report, path)


def papers(
    report: Report, output_dir: str | os.PathLike[str], *, templates: str | os.PathLike[str] | None = None
) -> list[WrittenPaper]:
    """Write the papers that a report calls for as Word files: a correction notice where something must be corrected.

    Args:
        report: what :func:`check` gave.
        output_dir: where they go; made when it is not there.
        templates: a folder with a bureau's own templates (docs/outputs.md); otherwise the one that the environment
            variable ``DOCCHECK_TEMPLATES`` names, then the user's settings, then those of the package.

    Returns:
        One entry for each paper; entries without a path say what is wrong with a bureau's template.

    Raises:
        OSError: the folder cannot be written to.
    """

    from doccheck.reports import write_papers

    return write_papers(report, Path(output_dir), Path(templates) if templates is not None else None)


def _judge(
    reading: Reading,
    rules: Programme | None,
    path: str,
    programme: str | None,
    occasion: str | None,
    year: int | None,
    started: float,
    waivers: tuple[Waiver, ...] = (),
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
        waivers=waivers,
    )


def run_checks(mapped: MappedSubmission) -> list[Finding]:
    """Every finding of every check, unordered. One that fails is told as such and stops no other.

    With DOCCHECK_TRACEBACK in the environment its error is raised instead.
    """
    from doccheck.checks import registry

    findings: list[Finding] = []
    for check_function in registry.all_checks():
        try:
            findings += check_function(mapped)
        except Exception as error:
            if os.environ.get("DOCCHECK_TRACEBACK"):
                raise
            findings.append(registry.unfinished(check_function, error))
    return findings
