"""The report as one self-contained HTML file: findings and requirements beside the text, no network, printable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from doccheck.document import Block, Cell, Document, Figure, Location, PageBreak, Paragraph, Table
from doccheck.findings import Severity
from doccheck.findings.codes import CODES
from doccheck.findings.report import DocumentNote, Report, Status
from doccheck.reports import words

Place = tuple[str, int]
"""A document's id and the number of a block in it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One piece of the text as the page shows it; ``marks`` are the numbers of the findings that point here."""

    kind: str
    anchor: str = ""
    text: str = ""
    level: int = 0
    page: int = 0
    rows: tuple[tuple[Square, ...], ...] = ()
    marks: tuple[int, ...] = ()
    bold: bool = False
    align: str = ""


@dataclass(frozen=True, slots=True)
class Square:
    """A table cell: its grid place, its span, and what it holds."""

    row: int
    col: int
    rowspan: int
    colspan: int
    chunks: tuple[Chunk, ...] = field(default=())


def to_html(report: Report) -> str:
    """The report as an HTML page that needs nothing but itself."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("doccheck.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["place"] = words.place
    environment.filters["spot"] = words.spot
    environment.filters["short"] = words.short
    environment.filters["amount"] = words.amount
    marks = _marks(report)
    return environment.get_template("report.html.j2").render(
        report=report,
        words=words,
        codes=CODES,
        severities=list(Severity),
        statuses=list(Status),
        status_counts={status: sum(line.status is status for line in report.matrix) for status in Status},
        used_codes=sorted({finding.code for finding in report.findings}),
        texts=[(note, list(_chunks(report.texts[note.id], note.id, marks))) for note in _read(report)],
        location=_attributes,
    )


def _read(report: Report) -> list[DocumentNote]:
    return [note for note in report.documents if note.id in report.texts]


def _marks(report: Report) -> dict[Place, list[int]]:
    """The findings at each block by their number from 1, the heaviest first."""
    marks: dict[Place, list[int]] = defaultdict(list)
    for number, finding in enumerate(report.findings, start=1):
        for evidence in finding.evidence:
            block = evidence.location.block
            if block is not None and number not in marks[(evidence.document, block)]:
                marks[(evidence.document, block)].append(number)
    for numbers in marks.values():
        numbers.sort(key=lambda number: (report.findings[number - 1].severity.rank, number))
    return marks


def _attributes(location: Location) -> dict[str, str]:
    """A location as data attributes that the page's script reads."""
    out = {}
    if location.block is not None:
        out["block"] = str(location.block)
    if location.cell is not None:
        out["cell"] = f"{location.cell[0]},{location.cell[1]}"
    if location.page is not None:
        out["page"] = str(location.page)
    return out


def _chunks(document: Document, document_id: str, marks: dict[Place, list[int]]) -> Iterator[Chunk]:
    page = 0
    for index, block in enumerate(document.blocks):
        here = block.location
        if here.page is not None and here.page > page:
            page = here.page
            yield Chunk("page", anchor=f"{document_id}-p{page}", page=page)
        number = here.block if here.block is not None else index
        yield from _chunk(block, f"{document_id}-b{number}", tuple(marks.get((document_id, number), ())))


def _chunk(block: Block, anchor: str, marks: tuple[int, ...]) -> Iterator[Chunk]:
    match block:
        case Paragraph():
            if block.text.strip() or marks:
                kind = "toc" if block.toc else "heading" if block.heading is not None else "text"
                level = block.heading.level if block.heading is not None else 0
                yield Chunk(kind, anchor, block.text, level, marks=marks, bold=block.bold, align=block.align or "")
        case Table():
            if block.caption:
                yield Chunk("caption", text=block.caption)
            yield Chunk("table", anchor, rows=tuple(_rows(block)), marks=marks)
        case Figure():
            yield Chunk("figure", anchor, block.caption or block.alt or block.name, marks=marks)
        case PageBreak():
            return


def _rows(table: Table) -> Iterator[tuple[Square, ...]]:
    rows: dict[int, list[Square]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(_square(cell))
    for row in range(table.rows):
        yield tuple(sorted(rows[row], key=lambda square: square.col))


def _square(cell: Cell) -> Square:
    chunks = tuple(chunk for block in cell.blocks for chunk in _chunk(block, "", ()))
    return Square(cell.row, cell.col, cell.rowspan, cell.colspan, chunks)
