"""Annotated copies of a checked submission: each file that can bear notes is copied and marked, the originals stay."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from doccheck.findings import Finding
from doccheck.findings.codes import COLLECTED
from doccheck.findings.report import DocumentNote, Report

if TYPE_CHECKING:
    from doccheck.intake.submission import SourceFile
    from doccheck.reports.annotate import Sheet

_UNSAFE = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_WORD = frozenset({"docx", "office"})
_ANNOTATED = frozenset({"docx", "office", "pdf"})
_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})


class AnnotatedFile(Struct, frozen=True):
    """What became of one file of a submission.

    ``path`` is the annotated copy, None where there is none: then ``problem`` says why. ``notes`` counts the places
    that were marked, ``exact`` those where the mark lies on exactly the quoted words.
    """

    document: str
    source: str
    path: Path | None = None
    notes: int = 0
    exact: int = 0
    problem: str = ""


def annotate(
    report: Report, path: str | os.PathLike[str], output_dir: str | os.PathLike[str], *, highlight: bool = False
) -> list[AnnotatedFile]:
    """Write an annotated copy (“原名.批注.docx”) of every Word and PDF file of a checked submission.

    Args:
        report: what :func:`doccheck.check` gave for ``path``.
        path: the submission, unchanged since.
        output_dir: where the copies go; folders and archives of the submission become folders in it.
        highlight: colour the quoted words of Word files by severity as well.

    Returns:
        One entry for each file of the report, in its order; entries without a path say why there is no copy.

    Raises:
        NothingToCheck: the path does not exist any more.
        OSError: the folder cannot be written to.
    """
    from doccheck.intake.submission import open_submission

    output = Path(output_dir)
    with open_submission(path) as submission:
        files = {file.path: file for file in submission.files}
        targets = _targets(report.documents, files, output)
        kept = {file.source.resolve() for file in submission.files if file.source is not None}
        able = [note for note in report.documents if not _obstacle(note, files.get(note.path), targets, kept)]
        homeless = _homeless(report, {note.id for note in able})
        done = []
        for note in report.documents:
            obstacle = _obstacle(note, files.get(note.path), targets, kept)
            if obstacle:
                done.append(AnnotatedFile(note.id, note.path, problem=obstacle))
                continue
            own = homeless if note is able[0] else []
            done.append(_annotated(report, note, files[note.path], targets[note.id], own, highlight))
    return done


def _annotated(
    report: Report, note: DocumentNote, file: SourceFile, target: Path, homeless: Sequence[Finding], highlight: bool
) -> AnnotatedFile:
    from doccheck.parsers.errors import ParseError

    assert file.source is not None
    try:
        if file.read_as in _WORD:
            data, notes, exact = _word(report, note, file, homeless, highlight)
        else:
            data, notes, exact = _pdf(report, note, file.source, homeless)
    except ParseError as error:
        return AnnotatedFile(note.id, note.path, problem=f"{error.message}{error.advice}")
    except Exception as error:  # one file that resists must not cost the others their copies
        problem = f"文件的内部结构特殊，无法加入批注（{type(error).__name__}）。请对照检查报告修改。"
        return AnnotatedFile(note.id, note.path, problem=problem)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return AnnotatedFile(note.id, note.path, target, notes, exact)


def _word(
    report: Report, note: DocumentNote, file: SourceFile, homeless: Sequence[Finding], highlight: bool
) -> tuple[bytes, int, int]:
    from doccheck.document.quoting import ink_of
    from doccheck.parsers.word.tracing import trace_docx
    from doccheck.reports.annotate import sheet_of
    from doccheck.reports.annotate.word import annotate_word

    assert file.source is not None
    with tempfile.TemporaryDirectory(prefix="doccheck-", ignore_cleanup_errors=True) as room:
        source = file.source
        if file.read_as == "office":
            from doccheck.parsers.office import convert_with_office

            source = convert_with_office(source, Path(room), file.kind)
        trace = trace_docx(source, note.path)
        sheet = sheet_of(report, note, ink_of(trace.document), homeless)
        data, marked = annotate_word(source.read_bytes(), trace, sheet, highlight=highlight)
    return data, len(marked), sum(one.exact for one in marked)


def _pdf(report: Report, note: DocumentNote, source: Path, homeless: Sequence[Finding]) -> tuple[bytes, int, int]:
    from doccheck.document.quoting import ink_of
    from doccheck.parsers.pdf.boxes import quads_of
    from doccheck.reports.annotate import sheet_of
    from doccheck.reports.annotate.pdf import annotate_pdf

    body, asides = ink_of(report.texts[note.id])
    sheet: Sheet = sheet_of(report, note, (body, asides), homeless)
    pieces = [
        [] if one.passage is None else list((asides if one.passage.aside else body).pieces(one.passage))
        for one in sheet.notes
    ]
    quads = quads_of(source, note.path, pieces)
    data, exact = annotate_pdf(source.read_bytes(), sheet, quads)
    return data, len(sheet.notes), exact


def _obstacle(note: DocumentNote, file: SourceFile | None, targets: dict[str, Path], kept: set[Path]) -> str:
    """Why a file gets no annotated copy; empty if it does."""
    if file is None or file.source is None or not note.read:
        return "文件没有读取，无法批注。"
    if file.read_as not in _ANNOTATED:
        return "此格式没有批注副本（只有 Word 和 PDF 文件有），请对照检查报告修改。"
    if file.sha256 != note.sha256:
        return "文件在检查之后被改动，批注会错位，没有生成。请重新检查。"
    if targets[note.id].resolve() in kept:
        return "批注副本会覆盖申报材料中的同名文件，没有生成。请换一个输出文件夹。"
    return ""


def _homeless(report: Report, able: set[str]) -> list[Finding]:
    """Findings that no annotated file can show at a place of its own."""
    return [
        one
        for one in report.findings
        if one.code not in COLLECTED and not any(evidence.document in able for evidence in one.evidence)
    ]


def _targets(notes: Sequence[DocumentNote], files: dict[str, SourceFile], output: Path) -> dict[str, Path]:
    """Where each copy goes: the file's name with “.批注”; of two that would meet, the second keeps its ending."""
    targets: dict[str, Path] = {}
    taken: set[str] = set()
    for note in notes:
        file = files.get(note.path)
        read_as = None if file is None else file.read_as
        folders = [_safe(part) for part in PurePosixPath(note.path).parts[:-1]]
        name = PurePosixPath(PurePosixPath(note.path).name)
        ending = ".pdf"
        if read_as in _WORD:
            ending = name.suffix.lower() if read_as == "docx" and name.suffix.lower() in _SUFFIXES else ".docx"
        for stem in (name.stem, name.name, *(f"{name.name}.{count}" for count in range(2, 1000))):
            target = output.joinpath(*folders, _safe(f"{stem}.批注{ending}"))
            if str(target).lower() not in taken:
                break
        taken.add(str(target).lower())
        targets[note.id] = target
    return targets


def _safe(name: str) -> str:
    """A name that Windows takes as well and that leads nowhere else."""
    name = _RESERVED.sub(r"_\1", _UNSAFE.sub("_", name)).rstrip(" .")
    return name if name not in ("", ".", "..") else "_"
