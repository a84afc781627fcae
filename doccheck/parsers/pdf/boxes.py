"""The boxes of quoted words on the pages of a PDF, in user space, from the characters that are printed there."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from doccheck.document.model import Box, Line
from doccheck.document.quads import Corners, Quad
from doccheck.document.quoting import Piece
from doccheck.document.widths import reckoned
from doccheck.parsers.pdf.content import Glyph, PageContent, as_read, displayed
from doccheck.parsers.pdf.opening import open_pdf

Found = TypeVar("Found")
_SLACK = 1.5
"""Points by which a character may stand outside the box of its line."""


class _Wanted(Struct, frozen=True):
    """Characters ``start:end`` of a line's text, for the passage of this number."""

    passage: int
    line: Line
    text: str
    start: int
    end: int


def quads_of(source: Path, path: str, passages: Sequence[Sequence[Piece]]) -> list[list[Quad]]:
    """The quads of each passage, line by line; a passage whose paragraphs have no lines has none. Raises ParseError."""

    def quad(frame: _Frame, content: PageContent, box: Box, exact: bool) -> Quad:
        return Quad(content.number, frame.corners(box), exact)

    return _search(source, path, passages, quad)


def boxes_of(source: Path, path: str, passages: Sequence[Sequence[Piece]]) -> list[list[tuple[int, Box]]]:
    """The same places as boxes: the page, and points from the top left of the page as it is displayed."""

    def box_of(frame: _Frame, content: PageContent, box: Box, exact: bool) -> tuple[int, Box]:
        return content.number, displayed(content, box)

    return _search(source, path, passages, box_of)


def _search(
    source: Path,
    path: str,
    passages: Sequence[Sequence[Piece]],
    give: Callable[[_Frame, PageContent, Box, bool], Found],
) -> list[list[Found]]:
    by_page: dict[int, list[_Wanted]] = defaultdict(list)
    for number, pieces in enumerate(passages):
        for piece in pieces:
            for wanted in _lines(number, piece):
                by_page[wanted.line.page].append(wanted)
    found: list[list[Found]] = [[] for _ in passages]
    if by_page:
        document, _ = open_pdf(source, path)
        try:
            _look(document, by_page, found, give)
        finally:
            document.close()
    return found


def _look(
    document: Any,
    by_page: dict[int, list[_Wanted]],
    found: list[list[Found]],
    give: Callable[[_Frame, PageContent, Box, bool], Found],
) -> None:
    import pypdfium2.raw as raw

    from doccheck.parsers.pdf.engine import PageReader

    reader = PageReader(raw)
    for number, wanted in sorted(by_page.items()):
        page = raw.FPDF_LoadPage(document.raw, number - 1)
        if not page:
            continue
        try:
            content = reader.read(page, number)
            frame = _Frame(raw, page, content)
        finally:
            raw.FPDF_ClosePage(page)
        for one in wanted:
            line = as_read(content, one.line.bbox)
            left, right, exact = _edges(content, one, line)
            found[one.passage].append(give(frame, content, (left, line[1], right, line[3]), exact))


def _lines(number: int, piece: Piece) -> list[_Wanted]:
    text = piece.paragraph.text
    wanted = []
    for line in piece.paragraph.lines:
        start, end = max(piece.start, line.start), min(piece.end, line.end)
        if text[start:end].strip():
            wanted.append(_Wanted(number, line, text[line.start : line.end], start - line.start, end - line.start))
    return wanted


class _Frame:
    """From the page as it is read to its user space."""

    def __init__(self, raw: Any, page: Any, content: PageContent) -> None:
        box = raw.FS_RECTF()
        if not raw.FPDF_GetPageBoundingBox(page, box):
            box.left, box.bottom = 0.0, 0.0
            box.right, box.top = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        self._box = (box.left, box.bottom, box.right, box.top)
        self._quarter = (raw.FPDFPage_GetRotation(page) - content.turn) % 4

    def corners(self, box: Box) -> Corners:
        """The corners of a box on the page as it is read: top left, top right, bottom left, bottom right."""
        x0, y0, x1, y1 = box
        return self._back(x0, y0), self._back(x1, y0), self._back(x0, y1), self._back(x1, y1)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._box
        return (
            (left + x, top - y),
            (left + y, bottom + x),
            (right - x, bottom + y),
            (right - y, top - x),
        )[self._quarter]


def _edges(content: PageContent, wanted: _Wanted, line: Box) -> tuple[float, float, bool]:
    """Left and right edge of the wanted characters within their line."""
    glyphs = [glyph for glyph in _on_line(content, line) if not glyph.text.isspace()]
    printed = "".join(_fold(glyph.text) for glyph in glyphs)
    owners = [glyph for glyph in glyphs for _ in _fold(glyph.text)]
    words = _fold("".join(wanted.text[wanted.start : wanted.end].split()))
    before = len(_fold("".join(wanted.text[: wanted.start].split())))
    at = before if printed[before : before + len(words)] == words else printed.find(words)
    if words and at >= 0:
        held = owners[at : at + len(words)]
        return min(glyph.x0 for glyph in held), max(glyph.x1 for glyph in held), True
    return (*reckoned(wanted.text, wanted.start, wanted.end, line), False)


def _on_line(content: PageContent, box: Box) -> list[Glyph]:
    left, top, right, bottom = box
    return sorted(
        (
            glyph
            for glyph in content.glyphs
            if top <= glyph.base <= bottom + _SLACK and left - _SLACK <= (glyph.x0 + glyph.x1) / 2 <= right + _SLACK
        ),
        key=lambda glyph: glyph.x0,
    )


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
