"""How much one file may cost to read, and how a document beyond its limits is cut short and says so."""

from __future__ import annotations

import os

from msgspec import Struct
from msgspec.structs import replace

from doccheck.document.model import Block, Document, Incident, IncidentKind, Table, block_text

_PREFIX = "DOCCHECK_LIMIT_"


class NothingToCheck(Exception):
    """There is no such path, or nothing in it that could be checked. ``message`` is for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadSetting(NothingToCheck):
    """A setting in the environment is no number. ``message`` is for the user."""


class ParseLimits(Struct, frozen=True):
    """What reading one file may take, and how many files are read at once.

    The defaults leave room for the longest honest submission: plans have a few hundred pages, and the largest
    seen takes seconds. ``from_environment`` reads ``DOCCHECK_LIMIT_SECONDS`` and so on.
    """

    seconds: int = 300
    """Wall time for one file, conversion included."""
    page_seconds: int = 60
    """Wall time that each page adds whose text was recognised from its picture."""
    conversion_seconds: int = 120
    """Of which LibreOffice may take this much."""
    megabytes: int = 4096
    """Address space that reading may add to the worker (Linux). It counts what is mapped, not what is used, so it
    is far larger than the memory that honest files need."""
    pages: int = 2000
    characters: int = 5_000_000
    workers: int = 0
    """Worker processes; 0 is one for each processor core, at most four."""

    @classmethod
    def from_environment(cls) -> ParseLimits:
        """The defaults with what the environment sets. Raises BadSetting for anything but a positive number."""
        given: dict[str, int] = {}
        for name in cls.__struct_fields__:
            variable = _PREFIX + name.upper()
            written = os.environ.get(variable, "").strip()
            if not written:
                continue
            if not written.isdecimal() or int(written) == 0:
                raise BadSetting(f"环境变量 {variable} 应当是正整数，现在是“{written}”。请改正或删除后重试。")
            given[name] = int(written)
        return cls(**given)

    def at_once(self, files: int) -> int:
        """How many workers to use for so many files."""
        wanted = self.workers or min(_cores(), 4)
        return max(1, min(wanted, files))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cut_short(document: Document, limits: ParseLimits) -> Document:
    """The document up to its limits of pages and characters; what is left out is told as a LIMIT incident."""
    characters = 0
    for index, block in enumerate(document.blocks):
        characters += _size(block)
        page = block.location.page
        if page is not None and page > limits.pages:
            return _cut(document, index, f"超过 {limits.pages} 页上限，只检查了前 {limits.pages} 页")
        if characters > limits.characters:
            return _cut(document, index, f"超过 {limits.characters} 字上限，只检查了此前的内容")
    return document


def _cut(document: Document, index: int, detail: str) -> Document:
    incident = Incident(IncidentKind.LIMIT, detail, location=document.blocks[index].location)
    return replace(document, blocks=document.blocks[:index], incidents=(*document.incidents, incident))


def _size(block: Block) -> int:
    return sum(len(cell.text) for cell in block.cells) if isinstance(block, Table) else len(block_text(block))
