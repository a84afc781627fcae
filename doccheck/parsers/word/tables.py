"""Resolve a Word table's rows to a grid: spans, vertical merges, rows and cells inside content controls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

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
from doccheck.parsers.word.styles import is_shaded, switched

_SPAN, _DOWN, _ACROSS, _SHADING = W + "gridSpan", W + "vMerge", W + "hMerge", W + "shd"
_CELL_DELETED, _CELL_MERGED = W + "cellDel", W + "cellMerge"
MAX_SPAN = 1000
"""Grid columns that one cell may claim; Word allows 63."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row element; ``inserted`` and ``deleted`` tell its tracked state, ``hidden`` whether it prints."""

    element: etree._Element
    before: int
    inserted: bool
    deleted: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell element with what its properties say; ``merge`` is ``restart``, ``continue`` or empty.

    ``control`` is the content control around it, if there is one.
    """

    element: etree._Element
    colspan: int
    merge: str
    across: str
    deleted: bool
    shaded: bool
    control: etree._Element | None = None


@dataclass(slots=True)
class Slot:
    """A real cell at its grid place."""

    raw: RawCell
    row: int
    col: int
    rowspan: int
    colspan: int


class Grid:
    """Places cells row by row as they are read, so that numbering counts in reading order."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self.rows = 0
        self.cols = 0
        self._open: dict[int, Slot] = {}

    def add_row(self, row: RawRow) -> list[tuple[RawCell, Slot | None]]:
        """Place one row and give its cells, without a slot those merged into a cell above, which they lengthen."""
        placed: list[tuple[RawCell, Slot | None]] = []
        going: dict[int, Slot] = {}
        col = row.before
        previous: Slot | None = None
        for raw in raw_cells(row.element):
            if raw.deleted:
                continue
            if raw.across == "continue" and previous is not None:
                previous.colspan += raw.colspan
                col += raw.colspan
                continue
            above = self._open.get(col) if raw.merge == "continue" else None
            if above is not None:
                above.rowspan = self.rows - above.row + 1
                going[col] = above
                previous = None
                placed.append((raw, None))
            else:
                slot = Slot(raw, self.rows, col, 1, raw.colspan)
                placed.append((raw, slot))
                self.slots.append(slot)
                previous = slot
                if raw.merge:
                    going[col] = slot
            col += raw.colspan
            self.cols = max(self.cols, col)
        self._open = going
        self.rows += 1
        return placed


def raw_rows(table: etree._Element) -> Iterator[RawRow]:
    """The rows of a table, those in content controls and other wrappers included, nested tables' rows excluded."""
    for element, inserted, deleted, _ in _find(table, ROW):
        properties = element.find(W + "trPr")
        before = 0
        hidden = False
        if properties is not None:
            before = _number(properties.find(W + "gridBefore"), 0)
            inserted = inserted or properties.find(W + "ins") is not None
            deleted = deleted or properties.find(W + "del") is not None
            hidden = bool(switched(properties.find(W + "hidden")))
        yield RawRow(element, before, inserted, deleted, hidden)


def raw_cells(row: etree._Element) -> Iterator[RawCell]:
    """The cells of a row, those in content controls and other wrappers included."""
    for element, _, deleted, control in _find(row, CELL):
        properties = element.find(W + "tcPr")
        if properties is None:
            yield RawCell(element, 1, "", "", deleted, False, control)
            continue
        # One pass over the properties: a document may have a hundred thousand cells.
        merge = across = ""
        colspan = 1
        shaded = False
        for child in properties:
            tag = child.tag
            if tag == _SPAN:
                colspan = max(1, _number(child, 1))
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
        yield RawCell(element, colspan, merge, across, deleted, shaded, control)


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


def _number(element: etree._Element | None, default: int) -> int:
    text = "" if element is None else element.get(VAL) or ""
    return min(int(text), MAX_SPAN) if text.isdecimal() else default


__all__ = [
    "TABLE",
    "Grid",
    "RawCell",
    "RawRow",
    "Slot",
    "control_properties",
    "has_shading",
    "raw_cells",
    "raw_rows",
    "style_of",
]
