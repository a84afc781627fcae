"""Read a Word file once more and note from which XML elements its characters come, for whoever marks the original."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from doccheck.document.model import Document, Location, Paragraph
from doccheck.document.origins import Host, Stretch, Trace
from doccheck.parsers.word.incidents import Watch
from doccheck.parsers.word.inline import Draft, Inline, Surroundings
from doccheck.parsers.word.names import PARAGRAPH, TEXT, XML_SPACE, W
from doccheck.parsers.word.reader import open_docx, read_docx
from doccheck.parsers.word.styles import Looks, StyleSheet


def trace_docx(source: Path, path: str) -> Trace:
    """The document as ``parse_docx`` reads it, with the origin of its characters. Raises as that does."""
    _, package, main, body = open_docx(source)
    tracing = _Tracing()
    document = read_docx(package, main, body, "", path, tracing)
    numbers = {element: number for number, element in enumerate(main.root.iter())}
    return Trace(
        document=document,
        main=main.name,
        stretches=tuple(tracing.stretches(document, numbers)),
        paragraphs=tuple(tracing.element_of(one, numbers) for one in document.paragraphs()),
        cells=tracing.cell_numbers(numbers),
        hosts=tuple(_hosts(document, tracing, body, numbers)),
    )


class _Sourced(str):
    """A piece of text that remembers its element, and the offset in it of its first character (-1: not known)."""

    element: etree._Element | None
    offset: int


class _Tracing:
    """Gathers what the walk tells."""

    def __init__(self) -> None:
        self._pieces: dict[int, tuple[Paragraph, list[str], etree._Element | None]] = {}
        self._cells: dict[tuple[int, tuple[int, int]], etree._Element] = {}

    def inline(self, styles: StyleSheet, watch: Watch) -> Inline:
        return _TracingInline(styles, watch)

    def paragraph(self, paragraph: Paragraph, pieces: Sequence[tuple[str, Looks]], element: Any) -> None:
        # The paragraph is kept with it, so that its id stays its own.
        self._pieces[id(paragraph)] = (paragraph, [text for text, _ in pieces], element)

    def cell(self, location: Location, element: etree._Element) -> None:
        if location.block is not None and location.cell is not None:
            self._cells.setdefault((location.block, location.cell), element)

    def element_of(self, paragraph: Paragraph, numbers: dict[etree._Element, int]) -> int | None:
        _, _, element = self._pieces.get(id(paragraph), (None, None, None))
        return None if element is None else numbers.get(element)

    def note_of(self, paragraph: Paragraph) -> tuple[str, str | None] | None:
        """Kind and id of the note that holds an aside, None for headers and footers."""
        _, _, element = self._pieces.get(id(paragraph), (None, None, None))
        while element is not None:
            if element.tag in (W + "footnote", W + "endnote"):
                return element.tag.rpartition("}")[2], element.get(W + "id")
            element = element.getparent()
        return None

    def cell_numbers(self, numbers: dict[etree._Element, int]) -> dict[tuple[int, tuple[int, int]], int]:
        return {place: numbers[element] for place, element in self._cells.items() if element in numbers}

    def stretches(self, document: Document, numbers: dict[etree._Element, int]) -> list[Stretch]:
        found: list[Stretch] = []
        at = 0
        for paragraph in document.paragraphs():
            length = _inked(paragraph.text)
            _, pieces, _ = self._pieces.get(id(paragraph), (None, [], None))
            body = sum(map(_inked, pieces))
            start = at + length - body  # an automatic number stands before
            for piece in pieces:
                width = _inked(piece)
                element = getattr(piece, "element", None)
                if width and element in numbers:
                    found.append(Stretch(start, width, numbers[element], _places(piece)))
                start += width
            at += length
        return found


class _TracingInline(Inline):
    """Reads runs as the parser does, each piece of text with its element."""

    def __init__(self, styles: StyleSheet, watch: Watch) -> None:
        super().__init__(styles, watch)
        self._at: etree._Element | None = None
        self._in_run = {tag: self._noting(handler) for tag, handler in self._in_run.items()}

    def _noting(self, handler: Callable[..., None]) -> Callable[..., None]:
        def noted(element: etree._Element, draft: Draft, looks: Looks, around: Surroundings) -> None:
            self._at = element
            handler(element, draft, looks, around)

        return noted

    def _text(self, element: etree._Element, text: str, draft: Draft, looks: Looks, around: Surroundings) -> None:
        self._at = element
        super()._text(element, text, draft, looks, around)

    def _equation(self, element: etree._Element, draft: Draft, around: Surroundings) -> None:
        self._at = element
        super()._equation(element, draft, around)

    def _add(self, text: str, draft: Draft, looks: Looks, around: Surroundings) -> None:
        before = len(draft.pieces)
        super()._add(text, draft, looks, around)
        if len(draft.pieces) > before:
            piece = _Sourced(text)
            piece.element = self._at
            piece.offset = _offset(self._at, text)
            draft.pieces[-1] = (piece, looks)


def _offset(element: etree._Element | None, text: str) -> int:
    """Where the piece begins in its element's text; -1 where it is no plain stretch of it."""
    if element is None or element.tag != TEXT or not element.text:
        return -1
    raw = element.text
    kept = raw if element.get(XML_SPACE) == "preserve" else raw.strip(" \t\r\n")
    return raw.find(kept) if len(kept) == len(text) else -1


def _places(piece: str) -> tuple[int, ...]:
    offset: int = getattr(piece, "offset", -1)
    return () if offset < 0 else tuple(offset + at for at, char in enumerate(piece) if not char.isspace())


def _inked(text: str) -> int:
    return len("".join(text.split()))


def _hosts(
    document: Document, tracing: _Tracing, body: etree._Element, numbers: dict[etree._Element, int]
) -> list[Host]:
    """The host of each aside: the mark of a note; the first paragraph of the body for headers and footers."""
    marks = {
        (tag.rpartition("}")[2].removesuffix("Reference"), mark.get(W + "id")): numbers[mark]
        for tag in (W + "footnoteReference", W + "endnoteReference")
        for mark in body.iter(tag)
    }
    first = next(body.iter(PARAGRAPH), body)
    hosts = []
    for aside in document.asides:
        note = tracing.note_of(aside)
        hosts.append(Host(marks.get(note, numbers[first]) if note else numbers[first], aside.zone.value))
    return hosts
