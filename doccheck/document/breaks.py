"""Soft breaks (Shift+Enter): paragraphs that hide several numbered ones, and headings broken only for their looks."""

from __future__ import annotations

import re

from msgspec.structs import replace

from doccheck.document.model import Block, Box, Document, Line, Location, Paragraph, Span, Table
from doccheck.document.numbering import parse

_LONGEST = 60
_ENDS = "。；;：:，,、！!？?"


def split_soft_breaks(document: Document) -> Document:
    """The document with such paragraphs split (texts stay the same, the pieces share their block's number) and
    with the lines of one broken heading put together."""
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
    if len(texts) > 1 and _is_broken_heading(paragraph, texts):
        return [_put_together(paragraph)]
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


def _is_broken_heading(paragraph: Paragraph, texts: list[str]) -> bool:
    """Whether the lines are one heading: set in a heading's style, or numbered and wholly bold; no line ends a clause
    or has a number of its own but the first."""
    if paragraph.lines or paragraph.toc or not all(text.strip() for text in texts):
        return False
    if sum(map(len, texts)) > _LONGEST or any(text.rstrip()[-1] in _ENDS for text in texts):
        return False
    if any(parse(text.strip()) for text in texts[1:]):
        return False
    if paragraph.style_level is not None and paragraph.style_level >= 1:
        return True
    bold = bool(paragraph.spans) and all(span.bold for span in paragraph.spans)
    return bold and parse(texts[0], paragraph.label) is not None


def _put_together(paragraph: Paragraph) -> Paragraph:
    """The heading on one line; a space stays only where Latin letters or figures meet."""
    text = paragraph.text
    kept: list[str] = []
    offsets = [0] * (len(text) + 1)  # where each character has gone
    length = place = 0
    for match in re.finditer(r"[ \t\u3000]*\n[ \t\u3000]*", text):
        for index in range(place, match.start()):
            offsets[index] = length + index - place
        kept.append(text[place : match.start()])
        length += match.start() - place
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        gap = " " if around.isascii() and around.isalnum() else ""
        for index in range(match.start(), match.end()):
            offsets[index] = length
        kept.append(gap)
        length += len(gap)
        place = match.end()
    for index in range(place, len(text) + 1):
        offsets[index] = length + index - place
    spans = tuple(replace(span, start=offsets[span.start], end=offsets[span.end]) for span in paragraph.spans)
    return replace(paragraph, text="".join(kept) + text[place:], spans=spans)


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
