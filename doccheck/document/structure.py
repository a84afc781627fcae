"""Headings and contents pages of any document, found from what the parsers tell about its paragraphs.

The function :func:`structure` is format-neutral: it reads texts, sizes, weights, alignments, declared levels and
automatic numbers, and fills ``Paragraph.heading``, ``Paragraph.toc`` and every ``Location.heading``.
"""

from __future__ import annotations

from doccheck.document.breaks import split_soft_breaks
from doccheck.document.contents import mark_contents
from doccheck.document.flow import Flow, Line, Mark, roll_up, unroll
from doccheck.document.headings import Judged
from doccheck.document.model import Document, Heading
from doccheck.document.outline import Open, Outline
from doccheck.document.siblings import find_headings
from doccheck.document.titles import mark_titles


def structure(document: Document) -> Document:
    """The document with its headings, contents pages and heading paths; the input stays as it is.

    A paragraph whose soft line breaks part numbered lines comes back as several (same text, same block number).

    Level 0 are titles of documents and parts; below them levels count from 1 in each part. A path holds the texts
    of the headings from level 1 down, or the nearest title where no heading stands above.
    """
    document = split_soft_breaks(document)
    flow = unroll(document)
    mark_contents(flow)
    mark_titles(flow)
    _level(flow, find_headings(flow))
    return roll_up(document, flow)


def _level(flow: Flow, judged: list[Judged]) -> None:
    """Walks the flow once: opens headings, closes them at titles and tables, and writes the paths."""
    headings = {id(item.line): item for item in judged}
    regions = _regions(flow, judged)
    region = 0
    outline = Outline(regions[0])
    position = 0
    title: tuple[str, ...] = ()
    saved: list[list[Open]] = []
    last: Line | None = None
    joined = False
    for step in flow.steps:
        if step.mark in (Mark.TABLE, Mark.FIGURE):
            joined = False
        if step.mark is Mark.TABLE:
            outline.at_break()
            saved.append(list(outline.stack))
        elif step.mark is Mark.BREAK:
            outline.at_break()
        elif isinstance(step, Line):
            last = step
            joined = joined and step.level_zero
            item = headings.get(id(step))
            if step.level_zero:
                text = " ".join(step.text.split())
                # The lines of one title (name, kind, year) make one path.
                title = (f"{title[0]} {text}",) if joined else (text,)
                joined = True
                region, position, outline = region + 1, 0, Outline(regions[region + 1])
                saved = [[] for _ in saved]
                step.heading = _title_heading(step)
            elif item is not None:
                level = outline.open(position)
                position += 1
                number = step.number.text if step.number else ""
                step.heading = Heading(level, number, item.title, item.body)
        step.path = outline.path() or title
        if step.mark is Mark.CELL_END and step.box is not None:
            while outline.stack and outline.stack[-1].cell == step.box.ident:
                outline.stack.pop()
        elif step.mark is Mark.TABLE_END:
            kept = saved.pop()
            # A label in the last row heads what stands behind the table.
            if last is None or last.heading is None or last.box is None:
                outline.stack[:] = kept


def _regions(flow: Flow, judged: list[Judged]) -> list[list[Judged]]:
    """The headings between titles, one list for each region; the first lies before any title."""
    headings = {id(item.line): item for item in judged}
    regions: list[list[Judged]] = [[]]
    for line in flow.lines:
        if line.level_zero:
            regions.append([])
        elif id(line) in headings:
            regions[-1].append(headings[id(line)])
    return regions


def _title_heading(line: Line) -> Heading:
    number = line.number.text if line.number else ""
    return Heading(0, number, line.rest.strip(), len(line.text))
