"""Every readable file of a submission parsed and laid out as a document; what cannot be read is said, not raised."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TypeAlias

from doccheck.document import Document
from doccheck.intake.limits import ParseLimits, cut_short
from doccheck.intake.submission import Submission, open_submission
from doccheck.intake.workers import Job, Workers
from doccheck.parsers.errors import ParseError

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


class Underway:
    """A submission that workers read meanwhile; ``finish`` gives the reading. A context manager, left when done."""

    def __init__(self, submission: Submission, progress: Progress | None, limits: ParseLimits) -> None:
        self._submission = submission
        files = submission.files

        def tell(job: Job) -> None:
            if progress is not None:
                progress(files[job.key - 1].path, job.key, len(files))

        jobs = [
            Job(index, parse_file, (file.read_as, file.source, file.path, file.kind, file.sha256, limits))
            for index, file in enumerate(files, start=1)
            if file.read_as is not None and file.source is not None
        ]
        self._workers = Workers(jobs, limits, tell)

    def __enter__(self) -> Underway:
        try:
            self._workers.begin()
        except BaseException as error:
            self.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._workers.__exit__(kind, error, at)
        self._submission.close()

    def finish(self) -> Reading:
        """Wait for all files."""
        documents: dict[str, Document] = {}
        problems: list[Problem] = []
        results = self._workers.finish()
        submission = self._submission
        for index, file in enumerate(submission.files, start=1):
            result = results.get(index)
            error = result if isinstance(result, ParseError) else file.error
            if isinstance(result, Document):
                documents[f"d{index}"] = result
            if error is not None:
                problems.append(Problem(file.path, error, f"d{index}", file.kind, file.sha256))
        return Reading(documents, problems, list(submission.ignored), submission.name, submission.sha256)


def begin_reading(
    path: str | os.PathLike[str], progress: Progress | None = None, limits: ParseLimits | None = None
) -> Underway:
    """Have workers begin to read a folder, an archive or one file, while this process does other things.

    Raises NothingToCheck if there is nothing to look at, and BadSetting where the environment sets no sane limits.
    """
    limits = limits or ParseLimits.from_environment()
    return Underway(open_submission(path, costs=limits), progress, limits)


def read_documents(
    path: str | os.PathLike[str], progress: Progress | None = None, limits: ParseLimits | None = None
) -> Reading:
    """Read a folder, an archive or one file. Raises as ``begin_reading`` does."""
    with begin_reading(path, progress, limits) as underway:
        return underway.finish()


def parse_file(read_as: str, source: Path, path: str, kind: str, sha256: str, limits: ParseLimits) -> Document:
    """One file parsed and laid out, no further than its limits. The work of a worker process. Raises ParseError."""
    if read_as == "office":
        from doccheck.parsers.office import parse_with_office

        document = parse_with_office(source, path, kind, sha256, limits.conversion_seconds)
    elif read_as == "pdf":
        from doccheck.parsers.pdf import parse_pdf

        document = _with_marks(parse_pdf(source, path, limits.pages), source)
    elif read_as == "image":
        from doccheck.parsers.scan import parse_image

        document = _with_marks(parse_image(source, path, limits.pages), source)
    else:
        document = _parser(read_as)(source, path)
    from doccheck.document.structure import structure

    return structure(cut_short(document, limits))


def _with_marks(document: Document, source: Path) -> Document:
    from doccheck.parsers.marks.looking import with_marks

    return with_marks(document, source)


def _parser(read_as: str | None) -> Callable[[Path, str], Document]:
    """The parser of a kind, loaded with its libraries only when such a file is there."""
    match read_as:
        case "ofd":
            from doccheck.parsers.ofd import parse_ofd

            return parse_ofd
        case "xlsx" | "xls" | "csv":
            from doccheck.parsers import sheet

            return {"xlsx": sheet.parse_xlsx, "xls": sheet.parse_xls, "csv": sheet.parse_csv}[read_as]
        case _:
            from doccheck.parsers.word import parse_docx

            return parse_docx
