"""Resolve a Word table's rows to a grid: spans, vertical merges, rows and cells inside content controls."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from lxml import etree
from msgspec import Struct

from doccheck.parsers.word.drawings import chosen
from doccheck.parsers.word.names import (
    ALTERNATIVES,
    CELL,
    CONTENT_CONTROL,
    CONTENT_CONTROL_CONTENT,
    CONTENT_CONTROL_PROPERTIES,
    DELETED,
    INSERTED,
    ROW,
    TABLE,
    VAL,
    WRAPPERS,
    W,
)
from doccheck.parsers.word.run_formats import is_shaded, switched

_WIDTH = W + "tcW"
_SPAN, _DOWN, _ACROSS, _SHADING = W + "gridSpan", W + "vMerge", W + "hMerge", W + "shd"
_CELL_DELETED, _CELL_MERGED = W + "cellDel", W + "cellMerge"
_EDGE = 40
"""Twentieths of a point (2 pt) by which the edge of a cell may miss the edge of its column."""
MAX_SPAN = 1000
"""Grid columns that one cell may claim; Word allows 63."""


class RawRow(Struct, frozen=True):
    """A row element; ``inserted`` and ``deleted`` tell its tracked state, ``hidden`` whether it prints."""

    element: etree._Element
    before: int
    after: int
    inserted: bool
    deleted: bool
    hidden: bool


class RawCell(Struct, frozen=True):
    """A cell element with what its properties say; ``merge`` is ``restart``, ``continue`` or empty.

    ``control`` is the content control around it, if there is one.
    """

    element: etree._Element
    colspan: int
    merge: str
    across: str
    deleted: bool
    shaded: bool
    width: int = 0
    control: etree._Element | None = None


class Slot(Struct):
    """A real cell at its grid place."""

    raw: RawCell
    row: int
    col: int
    rowspan: int
    colspan: int


class Grid:
    """Places cells row by row as they are read, so that numbering counts in reading order."""

    def __init__(self, columns: Sequence[int] = ()) -> None:
        """``columns`` are the widths that the table's own grid states."""
        self.slots: list[Slot] = []
        self.rows = 0
        self.cols = 0
        self._edges = [0, *accumulate(columns)]
        self._open: dict[int, Slot] = {}

    def add_row(self, row: RawRow) -> list[tuple[RawCell, Slot | None]]:
        """Place one row and give its cells, without a slot those merged into a cell above, which they lengthen."""
        placed: list[tuple[RawCell, Slot | None]] = []
        going: dict[int, Slot] = {}
        col = row.before
        previous: Slot | None = None
        cells = [raw for raw in raw_cells(row.element) if not raw.deleted]
        spans = self._spans(row, cells)
        lengthened = self._lengthened(row, cells, spans)
        for raw, colspan in zip(cells, spans, strict=True):
            if raw.across == "continue" and previous is not None:
                previous.colspan += colspan
                col += colspan
                continue
            above = lengthened.get(col)
            if above is not None:
                above.rowspan = self.rows - above.row + 1
                going[above.col] = above
                previous = None
                placed.append((raw, None))
            else:
                slot = Slot(raw, self.rows, col, 1, colspan)
                placed.append((raw, slot))
                self.slots.append(slot)
                previous = slot
                if raw.merge:
                    going[col] = slot
            col += colspan
            self.cols = max(self.cols, col)
        self._open = going
        self.rows += 1
        return placed

    def trim(self) -> None:
        """Drop columns beyond the table's own grid in which no cell begins: only spans too large claim them."""
        stated = len(self._edges) - 1
        if not stated or self.cols <= stated:
            return
        begun = max((slot.col for slot in self.slots), default=0) + 1
        self.cols = max(begun, stated)
        for slot in self.slots:
            slot.colspan = min(slot.colspan, self.cols - slot.col)

    def _spans(self, row: RawRow, cells: list[RawCell]) -> list[int]:
        """How many columns each cell takes: as it says, or by its width where the row does not fill the grid."""
        stated = [raw.colspan for raw in cells]
        total = row.before + sum(stated) + row.after
        if len(self._edges) < 3 or total == len(self._edges) - 1 or not all(raw.width for raw in cells):
            return stated
        place = self._edges[min(row.before, len(self._edges) - 1)]
        at = row.before
        measured = []
        for raw in cells:
            place += raw.width
            nearest = bisect_left(self._edges, place - _EDGE)
            if nearest <= at or nearest == len(self._edges) or self._edges[nearest] > place + _EDGE:
                return stated
            measured.append(nearest - at)
            at = nearest
        return measured

    def _lengthened(self, row: RawRow, cells: list[RawCell], spans: list[int]) -> dict[int, Slot]:
        """By column, the cells of this row that go on a cell above: together they must be just as wide as it is."""
        columns: dict[int, tuple[int, bool]] = {}
        col = row.before
        for raw, colspan in zip(cells, spans, strict=True):
            columns[col] = (colspan, raw.merge == "continue")
            col += colspan
        found: dict[int, Slot] = {}
        for start, slot in self._open.items():
            col, end = start, start + slot.colspan
            parts = []
            while col < end and col in columns and columns[col][1]:
                parts.append(col)
                col += columns[col][0]
            if col == end:
                found.update(dict.fromkeys(parts, slot))
        return found


def raw_rows(table: etree._Element) -> Iterator[RawRow]:
    """The rows of a table, those in content controls and other wrappers included, nested tables' rows excluded."""
    for element, inserted, deleted, _ in _find(table, ROW):
        properties = element.find(W + "trPr")
        before = after = 0
        hidden = False
        if properties is not None:
            before = _number(properties.find(W + "gridBefore"), 0)
            after = _number(properties.find(W + "gridAfter"), 0)
            inserted = inserted or properties.find(W + "ins") is not None
            deleted = deleted or properties.find(W + "del") is not None
            hidden = bool(switched(properties.find(W + "hidden")))
        yield RawRow(element, before, after, inserted, deleted, hidden)


def raw_cells(row: etree._Element) -> Iterator[RawCell]:
    """The cells of a row, those in content controls and other wrappers included."""
    for element, _, deleted, control in _find(row, CELL):
        properties = element.find(W + "tcPr")
        if properties is None:
            yield RawCell(element, 1, "", "", deleted, False, 0, control)
            continue
        # One pass over the properties: a document may have a hundred thousand cells.
        merge = across = ""
        colspan = 1
        width = 0
        shaded = False
        for child in properties:
            tag = child.tag
            if tag == _SPAN:
                colspan = max(1, _number(child, 1))
            elif tag == _WIDTH:
                width = _twips(child)
            elif tag == _DOWN:
                merge = _merge(child)
            elif tag == _ACROSS:
                across = _merge(child)
            elif tag == _SHADING:
                shaded = is_shaded(child)
            elif tag == _CELL_DELETED:
                deleted = True
            elif tag == _CELL_MERGED and not merge:
                merge = {"cont": "continue", "rest": "restart"}.get(child.get(_DOWN) or "", "")
        yield RawCell(element, colspan, merge, across, deleted, shaded, width, control)


def _find(
    parent: etree._Element,
    tag: str,
    inserted: bool = False,
    deleted: bool = False,
    control: etree._Element | None = None,
) -> Iterator[tuple[etree._Element, bool, bool, etree._Element | None]]:
    for child in parent:
        if child.tag == tag:
            yield child, inserted, deleted, control
        elif child.tag == CONTENT_CONTROL:
            content = child.find(CONTENT_CONTROL_CONTENT)
            if content is not None:
                yield from _find(content, tag, inserted, deleted, child)
        elif child.tag in WRAPPERS:
            yield from _find(child, tag, inserted, deleted, control)
        elif child.tag in INSERTED:
            yield from _find(child, tag, True, deleted, control)
        elif child.tag in DELETED:
            yield from _find(child, tag, inserted, True, control)
        elif child.tag == ALTERNATIVES and (branch := chosen(child)) is not None:
            yield from _find(branch, tag, inserted, deleted, control)


def control_properties(cell: RawCell) -> etree._Element | None:
    """The properties of the content control around a cell."""
    return None if cell.control is None else cell.control.find(CONTENT_CONTROL_PROPERTIES)


def has_shading(table: etree._Element) -> bool:
    """Whether the table as a whole lies on a coloured ground."""
    return is_shaded(table.find(f"{W}tblPr/{W}shd"))


def style_of(table: etree._Element) -> str | None:
    """The id of the table's style."""
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return None if style is None else style.get(VAL)


def _merge(element: etree._Element) -> str:
    return "restart" if element.get(VAL) == "restart" else "continue"


def columns(table: etree._Element) -> list[int]:
    """The widths of the columns in twentieths of a point, empty where the table states none."""
    grid = table.find(W + "tblGrid")
    widths = [] if grid is None else [_twips(column) for column in grid.iterchildren(W + "gridCol")]
    return widths if all(widths) else []


def _twips(element: etree._Element) -> int:
    text = element.get(W + "w") or ""
    if (element.get(W + "type") or "dxa") != "dxa":
        return 0
    if text.endswith("pt"):
        try:
            return round(20 * float(text[:-2]))
        except ValueError:
            return 0
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _number(element: etree._Element | None, default: int) -> int:
    text = "" if element is None else element.get(VAL) or ""
    return min(int(text), MAX_SPAN) if text.isdecimal() else default


__all__ = [
    "TABLE",
    "Grid",
    "RawCell",
    "RawRow",
    "Slot",
    "columns",
    "control_properties",
    "has_shading",
    "raw_cells",
    "raw_rows",
    "style_of",
]
