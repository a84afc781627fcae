"""Links from a workbook to the files of a submission, relative to where the workbook lies."""

from __future__ import annotations

import os
from pathlib import Path

from doccheck.findings.report import Report
from doccheck.reports.workbook.cells import Linker

_LONGEST = 1_000
_ESCAPED = frozenset('%# "<>[]^`{}')


def no_links(document: str) -> str:
    """A linker for a workbook of which nobody knows where it will lie."""
    return ""


def linker(report: Report, folder: Path | None) -> Linker:
    """Links to the documents of a report for a workbook in ``folder``; what lies in an archive links to the archive.

    Nothing is opened; whether a path is a file is all that is asked of the disk.
    """
    if folder is None or not report.submission.path:
        return no_links
    root = Path(os.path.abspath(report.submission.path))
    base = Path(os.path.abspath(folder))
    paths = {note.id: note.path for note in report.documents}
    known: dict[str, str] = {}

    def link(document: str) -> str:
        if document not in paths:
            return ""
        if document not in known:
            known[document] = _link(root, paths[document], base)
        return known[document]

    return link


def folder_link(target: str) -> str:
    """A link to something below the workbook's own folder, its path with “/”."""
    return _external(target) if target else ""


def _link(root: Path, path: str, base: Path) -> str:
    target = root if root.is_file() else root / path
    while not target.exists() and target != root and target != target.parent:
        target = target.parent
    if not target.is_file():
        return ""
    try:
        return _external(os.path.relpath(target, base).replace(os.sep, "/"))
    except ValueError:  # another drive of Windows: no relative path leads there
        return _external(str(target).replace(os.sep, "/"))


def _external(path: str) -> str:
    # “#” would begin a place inside the file, and “%” looks like the beginning of an escape.
    escaped = "".join(f"%{ord(sign):02x}" if sign in _ESCAPED else sign for sign in path)
    escaped = escaped if len(escaped) > 1 else f"./{escaped}"
    return f"external:{escaped}" if len(escaped) <= _LONGEST else ""
