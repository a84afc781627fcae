"""Every readable file of a submission parsed and laid out as a document; what cannot be read is said, not raised."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from doccheck.document import Document
from doccheck.intake.submission import SourceFile, open_submission
from doccheck.parsers.errors import ParseError, UnreadableFile

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with a file's path, its position from 1, and the number of files, before the file is read."""


class Problem(NamedTuple):
    """A file that was not read, or was read although it is not what its ending says.

    ``id`` is the id that findings use for the file; a misnamed file that was read has its document's id.
    """

    path: str
    error: ParseError
    id: str
    format: str
    sha256: str


class Reading(NamedTuple):
    """The documents by id (“d1”, “d2” … in natural order of the files), what went wrong, and what was set aside."""

    documents: dict[str, Document]
    problems: list[Problem]
    ignored: list[str]
    name: str
    sha256: str


def read_documents(path: str | os.PathLike[str], progress: Progress | None = None) -> Reading:
    """Read a folder, an archive or one file. Raises NothingToCheck if there is nothing to look at."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    with open_submission(path) as submission:
        for index, file in enumerate(submission.files, start=1):
            if progress is not None:
                progress(file.path, index, len(submission.files))
            document_id = f"d{index}"
            error = file.error
            if file.read_as is not None and file.source is not None:
                try:
                    documents[document_id] = _parse(file, file.source)
                except ParseError as failure:
                    error = failure
            if error is not None:
                problems.append(Problem(file.path, error, document_id, file.kind, file.sha256))
        return Reading(documents, problems, list(submission.ignored), submission.name, submission.sha256)


def _parse(file: SourceFile, source: Path) -> Document:
    """Parse one file; whatever a damaged file makes a library raise becomes a message a person understands."""
    try:
        document = _parser(file.read_as)(source, file.path)
        from doccheck.document.structure import structure

        return structure(document)
    except ParseError:
        raise
    except (Exception, RecursionError) as failure:
        raise UnreadableFile(
            f"读取文件时出错（{type(failure).__name__}），文件可能已损坏，内容未检查。",
            "请用 Word 或 WPS 打开并另存为新的 .docx 或 PDF 后再提交。",
        ) from failure


def _parser(read_as: str | None) -> Callable[[Path, str], Document]:
    """The parser of a kind, loaded with its libraries only when such a file is there."""
    match read_as:
        case "pdf":
            from doccheck.parsers.pdf import parse_pdf

            return parse_pdf
        case "ofd":
            from doccheck.parsers.ofd import parse_ofd

            return parse_ofd
        case "xlsx" | "xls" | "csv":
            from doccheck.parsers import sheet

            return {"xlsx": sheet.parse_xlsx, "xls": sheet.parse_xls, "csv": sheet.parse_csv}[read_as]
        case _:
            from doccheck.parsers.word import parse_docx

            return parse_docx
