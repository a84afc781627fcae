"""A document unrolled into one flow of lines and marks in reading order, and rolled up again with its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from doccheck.document.model import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Location,
    PageBreak,
    Paragraph,
    Table,
    Zone,
)
from doccheck.document.numbering import Number, parse


class Mark(Enum):
    """What a step of the flow is."""

    LINE = auto()
    TABLE = auto()
    TABLE_END = auto()
    CELL = auto()
    CELL_END = auto()
    FIGURE = auto()
    BREAK = auto()


class Box(Struct):
    """The table cell in which a line stands, with what decides whether it is a label or a place for text."""

    ident: int
    full_row: bool
    first_column: bool
    paragraphs: int
    characters: int
    depth: int
    rows: int

    @property
    def holds_text(self) -> bool:
        """Whether the cell is large enough to hold a text with headings of its own."""
        return (self.paragraphs >= 3 and self.characters >= 120) or self.characters >= 400


class Step(Struct):
    """One step of the flow. ``path`` becomes the heading of the block's location."""

    mark: Mark
    paragraph: Paragraph | None = None
    box: Box | None = None
    path: tuple[str, ...] = ()


class Line(Step):
    """A paragraph that is not empty, with its neighbours (indexes of lines) and what was found out about it."""

    text: str = ""
    indent: int = 0
    number: Number | None = None
    size: float | None = None
    bold: bool = False
    centred: bool = False
    fresh: bool = False
    """First on its page, or first of the document."""
    before_block: bool = False
    """A table or figure follows at once."""
    level_zero: bool = False
    toc: bool = False
    heading: Heading | None = None

    @property
    def source(self) -> Paragraph:
        """The paragraph itself."""
        assert self.paragraph is not None
        return self.paragraph

    @property
    def rest(self) -> str:
        """The text without its number."""
        return self.text[self.number.length :] if self.number else self.text


class Flow(Struct):
    """All steps, and the lines among them; ``body_size`` is the size of most characters, if sizes are known."""

    steps: list[Step]
    lines: list[Line]
    body_size: float | None = None
    body_bold: bool = False


def looks(paragraph: Paragraph) -> tuple[float | None, bool]:
    """Size of most characters of a paragraph, and whether (nearly) all of them are bold."""
    total = len(paragraph.text.strip())
    if not paragraph.spans or not total:
        return paragraph.size, paragraph.bold
    sizes: Counter[float] = Counter()
    bold = 0
    for span in paragraph.spans:
        width = len(paragraph.text[span.start : span.end].strip())
        bold += width if span.bold else 0
        if span.size is not None:
            sizes[span.size] += width
    size = sizes.most_common(1)[0][0] if sizes else paragraph.size
    return size, paragraph.bold or bold >= 0.9 * total


def unroll(document: Document) -> Flow:
    """The flow of a document; empty paragraphs are steps but no lines."""
    steps = list(_steps(document.blocks, None, iter(range(10**9)), 0))
    sizes: Counter[float] = Counter()
    bolds: Counter[bool] = Counter()
    lines: list[Line] = []
    fresh = True
    last: Line | None = None
    for step in steps:
        if isinstance(step, Line):
            step.fresh = fresh or step.source.page_break_before
            fresh = False
            lines.append(step)
            last = step
            if step.size is not None:
                sizes[step.size] += len(step.text)
            bolds[step.bold] += len(step.text)
        elif step.mark is Mark.BREAK:
            fresh = True
        elif step.mark in (Mark.TABLE, Mark.FIGURE) and last is not None:
            last.before_block = True
    body_size = sizes.most_common(1)[0][0] if sizes else None
    _pages(lines)
    return Flow(steps, lines, body_size, bolds[True] > bolds[False])


def _pages(lines: list[Line]) -> None:
    """Marks the first line of each page as fresh where pages are known (PDF)."""
    page: int | None = None
    for line in lines:
        if line.source.location.page is not None and line.source.location.page != page:
            line.fresh = line.fresh or page is not None
            page = line.source.location.page


def _steps(blocks: tuple[Block, ...], box: Box | None, idents: Iterator[int], depth: int) -> Iterator[Step]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _line(block, box)
            case Table():
                yield Step(Mark.TABLE, box=box)
                for cell in block.cells:
                    inner = _box(block, cell, next(idents), depth + 1)
                    yield Step(Mark.CELL, box=inner)
                    yield from _steps(cell.blocks, inner, idents, depth + 1)
                    yield Step(Mark.CELL_END, box=inner)
                yield Step(Mark.TABLE_END, box=box)
            case Figure():
                yield Step(Mark.FIGURE, box=box)
            case PageBreak():
                yield Step(Mark.BREAK, box=box)


def _box(table: Table, cell: Cell, ident: int, depth: int) -> Box:
    texts = [block.text.strip() for block in cell.blocks if isinstance(block, Paragraph)]
    texts = [text for text in texts if text]
    full = cell.col == 0 and cell.colspan >= table.cols
    return Box(ident, full, cell.col == 0, len(texts), sum(map(len, texts)), depth, table.rows)


def _line(paragraph: Paragraph, box: Box | None) -> Step:
    text = paragraph.text
    if not text.strip():
        return Step(Mark.LINE, paragraph, box)
    size, bold = looks(paragraph)
    line = Line(Mark.LINE, paragraph, box, text=text, size=size, bold=bold)
    line.indent = len(text) - len(text.lstrip())
    line.number = parse(text, paragraph.label)
    # Titles are also centred with blanks in front, as in text files and old forms.
    line.centred = paragraph.align == "center" or (line.indent >= 6 and len(text.strip()) <= 30)
    line.toc = paragraph.toc
    return line


def roll_up(document: Document, flow: Flow) -> Document:
    """The document with each line's heading and each block's heading path filled in."""
    steps = iter(flow.steps)
    return replace(document, blocks=_blocks(document.blocks, steps))


def _blocks(blocks: tuple[Block, ...], steps: Iterator[Step]) -> tuple[Block, ...]:
    return tuple(_block(block, steps) for block in blocks)


def _block(block: Block, steps: Iterator[Step]) -> Block:
    step = next(steps)
    location = _placed(block.location, step.path)
    match block:
        case Paragraph():
            if isinstance(step, Line):
                return replace(block, location=location, heading=step.heading, toc=step.toc or block.toc)
            return replace(block, location=location)
        case Table():
            cells = []
            for cell in block.cells:
                start = next(steps)
                inner = _blocks(cell.blocks, steps)
                end = next(steps)
                path = end.path if _opens(inner) else start.path
                cells.append(replace(cell, blocks=inner, location=_placed(cell.location, path)))
            next(steps)
            return replace(block, cells=tuple(cells), location=location)
        case _:
            return replace(block, location=location)


def _opens(blocks: tuple[Block, ...]) -> bool:
    """Whether a cell begins with a heading of its own."""
    return bool(blocks) and isinstance(blocks[0], Paragraph) and blocks[0].heading is not None


def _placed(location: Location, path: tuple[str, ...]) -> Location:
    return location if location.heading == path else replace(location, heading=path)


def in_running_text(line: Line) -> bool:
    """Whether a line is part of the running text (no note, header or text box)."""
    return line.source.zone is Zone.BODY
