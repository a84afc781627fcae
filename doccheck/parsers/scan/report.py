"""A recognised document's certainty: each line's, and what a reader has to be told about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from doccheck.document.model import (
    Block,
    Box,
    Cell,
    Document,
    Figure,
    Incident,
    IncidentKind,
    Line,
    Location,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from doccheck.parsers.scan.page import ReadPage

LOW = 0.85
"""Certainty of a line under which one in four holds a misread character."""
_WORST = 2


def told(document: Document, pages: Mapping[int, ReadPage]) -> Document:
    """The document with certainty on every recognised line, boxes on the pages as displayed, and D003's causes."""
    if not pages:
        return document
    placer = _Placer(pages)
    return replace(
        document,
        blocks=tuple(placer.block(block) for block in document.blocks),
        asides=tuple(placer.paragraph(one) for one in document.asides),
        incidents=(*document.incidents, *_incidents(pages)),
    )


class _Placer:
    """Moves what stands on recognised pages from the upright page to the page as it is displayed."""

    def __init__(self, pages: Mapping[int, ReadPage]) -> None:
        self.pages = pages

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Table():
                cells = tuple(self._cell(cell) for cell in block.cells)
                return replace(block, cells=cells, location=self._location(block.location))
            case Figure():
                return replace(block, location=self._location(block.location))
            case _:
                return block

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        lines = tuple(self._line(line) for line in paragraph.lines)
        return replace(paragraph, lines=lines, location=self._location(paragraph.location))

    def _cell(self, cell: Cell) -> Cell:
        blocks = tuple(self.block(block) for block in cell.blocks)
        return replace(cell, blocks=blocks, location=self._location(cell.location))

    def _location(self, place: Location) -> Location:
        page = self.pages.get(place.page or 0)
        return place if page is None or place.bbox is None else replace(place, bbox=displayed_box(page, place.bbox))

    def _line(self, line: Line) -> Line:
        page = self.pages.get(line.page)
        if page is None:
            return line
        return replace(line, bbox=displayed_box(page, line.bbox), confidence=_certainty(page, line.bbox))


def displayed_box(page: ReadPage, box: Box) -> Box:
    """A box of the upright page around its corners on the page as displayed."""
    (a, b, e), (c, d, f) = page.back
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [float(a * x + b * y + e) for x, y in corners]
    ys = [float(c * x + d * y + f) for x, y in corners]
    return round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1)


def _certainty(page: ReadPage, box: Box) -> float | None:
    """The mean certainty of the characters that were read in a printed line's box."""
    total, letters = 0.0, 0
    for line in page.lines:
        left, top, right, bottom = line.box
        if box[1] <= (top + bottom) / 2 <= box[3] and min(right, box[2]) - max(left, box[0]) > 0.5 * (right - left):
            total += line.confidence * len(line.text)
            letters += len(line.text)
    return round(total / letters, 3) if letters else None


def _incidents(pages: Mapping[int, ReadPage]) -> Iterator[Incident]:
    yield from _summary({number: page for number, page in pages.items() if page.lines})
    for number, page in pages.items():
        if page.blank:
            yield Incident(IncidentKind.IGNORED, f"第{number}页是空白页", location=Location(page=number))
        elif not page.lines:
            yield _low(f"第{number}页是图像，没有识别出文字", location=Location(page=number))
    covered = [(number, box) for number, page in pages.items() for box in page.covered]
    if covered:
        number, box = covered[0]
        place = Location(page=number, bbox=displayed_box(pages[number], box))
        detail = f"{len(covered)} 处印章盖住的文字未能可靠辨认（{_listed([page for page, _ in covered])}）"
        yield _low(detail, location=place, count=len(covered))
    lost = [(number, line) for number, page in pages.items() for line in page.lost]
    if lost:
        number, line = lost[0]
        place = Location(page=number, bbox=displayed_box(pages[number], line.box))
        detail = f"{len(lost)} 处笔迹或文字无法辨认、没有读入（{_listed([page for page, _ in lost])}）"
        yield _low(detail, location=place, count=len(lost))


def _summary(pages: Mapping[int, ReadPage]) -> Iterator[Incident]:
    """How many pages and lines were recognised, how surely, and the worst lines."""
    lines = [(number, line) for number, page in pages.items() for line in page.lines]
    if not lines:
        return
    letters = sum(len(line.text) for _, line in lines)
    mean = sum(line.confidence * len(line.text) for _, line in lines) / letters
    low = sorted(((n, one) for n, one in lines if one.confidence < LOW), key=lambda pair: pair[1].confidence)
    detail = f"{len(pages)} 页（首页码第{next(iter(pages))}页）的文字由图像识别得到"
    detail += f"，共 {len(lines)} 行，平均把握 {mean:.1%}"
    if low:
        detail += f"，其中 {len(low)} 行把握不足 {LOW:.0%}，最低 {low[0][1].confidence:.0%}"
    worst = low[: 1 + _WORST] or [min(lines, key=lambda pair: pair[1].confidence)]
    for number, line in worst:
        place = Location(page=number, bbox=displayed_box(pages[number], line.box))
        yield _low(detail, quote=line.text, location=place, count=len(pages))


def _low(detail: str, quote: str = "", location: Location | None = None, count: int = 1) -> Incident:
    return Incident(IncidentKind.LOW_CONFIDENCE, detail, quote, count, location or Location())


def _listed(numbers: list[int]) -> str:
    """“第1、3页”, the first five of them."""
    unique = list(dict.fromkeys(numbers))
    return f"第{'、'.join(map(str, unique[:5]))}页{'等' if len(unique) > 5 else ''}"
