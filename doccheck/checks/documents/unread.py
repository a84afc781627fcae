"""D001, D002, D010, D011: files that were not read, or are not what their endings say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doccheck.checks.registry import check, finding
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import MappedSubmission, UnreadDocument


@check("D001", "D002", "D010", "D011")
def unread_files(mapped: MappedSubmission) -> Iterator[Finding]:
    """One finding for each file that its parser refused."""
    yield from of_unread(mapped.unread)


def of_unread(unread: Iterable[UnreadDocument]) -> Iterator[Finding]:
    """The findings for files that could not be read; also used when nothing at all could be."""
    for file in unread:
        yield finding(
            file.code, None, f"“{file.path}”：{file.message}", file.advice, Evidence(file.document, file.path)
        )
