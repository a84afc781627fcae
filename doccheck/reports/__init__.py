"""Report writers: each knows one format and computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from doccheck.findings.report import Report

if TYPE_CHECKING:
    from doccheck.reports.pictures import PagePictures
    from doccheck.reports.workbook import BatchEntry

Writer: TypeAlias = Callable[[Report], str]

FORMATS = ("console", "json", "html", "sarif", "junit")
"""Every format by the name that ``--format`` knows."""

FILES = {"json": "report.json", "html": "report.html", "sarif": "report.sarif", "junit": "report.junit.xml"}
"""The formats that are files, and the names under which they are left in a folder."""


BOOK = "report.xlsx"
"""The workbook that :func:`write_reports` leaves beside them."""


def writer(name: str, pictures: PagePictures | None = None) -> Writer:
    """The function that turns a report into the text of a format; KeyError for an unknown one.

    ``pictures`` are shown by formats that can. Writers are imported when asked for: the HTML templates are not paid
    for by a console run.
    """
    if name == "json":
        from doccheck.reports.json_report import to_json

        return to_json
    if name == "html":
        from doccheck.reports.html import to_html

        return lambda report: to_html(report, pictures)
    if name == "sarif":
        from doccheck.reports.sarif_report import to_sarif

        return to_sarif
    if name == "junit":
        from doccheck.reports.junit_report import to_junit

        return to_junit
    if name == "console":
        from doccheck.reports.console_report import to_text

        return to_text
    raise KeyError(name)


def write_reports(report: Report, folder: Path, pictures: PagePictures | None = None) -> list[Path]:
    """Leave the report in ``folder`` in every format that is a file; gives the paths.

    ``pictures`` of pages go into formats that can show them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, file in FILES.items():
        path = folder / file
        path.write_text(writer(name, pictures)(report), encoding="utf-8", newline="\n")
        paths.append(path)
    return [*paths, write_workbook(report, folder / BOOK)]


def write_workbook(report: Report, path: Path) -> Path:
    """Write the report as an Excel workbook with links to the files of the submission; gives ``path``."""
    from doccheck.reports.workbook import submission_workbook

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(submission_workbook(report, path.parent))
    return path


class WrittenPaper(Struct, frozen=True):
    """One paper (“补正通知书.docx”): where it was left, or ``problem``: what is wrong with a bureau's template."""

    name: str
    path: Path | None = None
    problem: str = ""


def write_papers(report: Report, folder: Path, templates: Path | None = None) -> list[WrittenPaper]:
    """Leave the papers that the report calls for in ``folder``; ``templates`` is a bureau's folder of templates."""
    from doccheck.reports.papers import papers

    written = []
    for paper in papers(report, templates):
        if paper.problem:
            written.append(WrittenPaper(paper.name, problem=paper.problem))
            continue
        folder.mkdir(parents=True, exist_ok=True)
        (folder / paper.name).write_bytes(paper.data)
        written.append(WrittenPaper(paper.name, folder / paper.name))
    return written


def write_batch_workbook(entries: Sequence[BatchEntry], path: Path) -> Path:
    """Write one workbook on several submissions, a row for each; gives ``path``."""
    from doccheck.reports.workbook import batch_workbook

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(batch_workbook(entries, path.parent))
    return path


__all__ = [
    "BOOK",
    "FILES",
    "FORMATS",
    "Writer",
    "WrittenPaper",
    "write_batch_workbook",
    "write_papers",
    "write_reports",
    "write_workbook",
    "writer",
]
