"""Paragraphs that hide several: lines parted by a soft break (Shift+Enter), each with a number of its own."""

from __future__ import annotations

from dataclasses import replace

from doccheck.document.model import Block, Box, Document, Line, Location, Paragraph, Span, Table
from doccheck.document.numbering import parse


def split_soft_breaks(document: Document) -> Document:
    """The document with such paragraphs split; texts stay the same, the pieces share their block's number."""
    if not any("\n" in paragraph.text for paragraph in document.paragraphs()):
        return document
    return replace(document, blocks=_blocks(document.blocks))


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    pieces: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            pieces += _pieces(block)
        elif isinstance(block, Table):
            cells = tuple(replace(cell, blocks=_blocks(cell.blocks)) for cell in block.cells)
            pieces.append(replace(block, cells=cells))
        else:
            pieces.append(block)
    return tuple(pieces)


def _pieces(paragraph: Paragraph) -> list[Paragraph]:
    texts = paragraph.text.split("\n")
    if len(texts) == 1 or not any(parse(text) for text in texts):
        return [paragraph]
    pieces = []
    start = 0
    for index, text in enumerate(texts):
        end = start + len(text)
        lines = tuple(
            Line(max(line.start - start, 0), min(line.end, end) - start, line.page, line.bbox)
            for line in paragraph.lines
            if line.start < end and line.end > start
        )
        pieces.append(
            replace(
                paragraph,
                text=text,
                location=_placed(paragraph.location, lines),
                label=paragraph.label if index == 0 else "",
                list_level=paragraph.list_level if index == 0 else None,
                style_level=paragraph.style_level if index == 0 else None,
                spans=_spans(paragraph.spans, start, end),
                lines=lines,
                page_break_before=paragraph.page_break_before and index == 0,
            )
        )
        start = end + 1
    return pieces


def _spans(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    return tuple(
        replace(span, start=max(span.start - start, 0), end=min(span.end, end) - start)
        for span in spans
        if span.start < end and span.end > start
    )


def _placed(location: Location, lines: tuple[Line, ...]) -> Location:
    if not lines:
        return location
    page = lines[0].page
    boxes = [line.bbox for line in lines if line.page == page]
    bbox: Box = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    return replace(location, page=page, bbox=bbox)
