"""What stands on one page, in points from the top left corner of the page as it is displayed."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from msgspec import Struct, field

from doccheck.document.model import Box


class Style(NamedTuple):
    """The looks shared by the characters of one text object."""

    size: float
    bold: bool
    italic: bool
    colour: str
    font: str


class Glyph(NamedTuple):
    """One character: left and right edge, baseline (y down), the index of its style in the page's list."""

    text: str
    x0: float
    x1: float
    base: float
    style: int


class Edge(NamedTuple):
    """A ruling line, from (x0, top) to (x1, bottom); one of the two extents is zero."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether the line runs from left to right."""
        return self.top == self.bottom


Space: TypeAlias = tuple[float, float, float, str]
"""A space character: left, right, baseline, and which space it is."""


class Turned(Struct):
    """Characters of vertical or rotated writing: ``x``, ``y`` are centres.

    ``quarter`` is the clockwise turn (1 reads downwards, 3 upwards), or 4 for vertical writing of upright characters.
    """

    text: str
    x: float
    y: float
    style: int
    quarter: int


class PageContent(Struct):
    """One page's characters, ruling lines, pictures and drawings, before any of it is understood.

    ``turn`` counts the quarter turns that the page as displayed was turned back, against the clock, to be read.
    """

    number: int
    width: float
    height: float
    turn: int = 0
    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[Turned] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    spaces: list[Space] = field(default_factory=list)
    hidden: str = ""
    stamped: str = ""
    switched_off: str = ""
    struck: list[str] = field(default_factory=list)
    unreadable: int = 0
    layered: int = 0
    crowded: bool = False


def boxes_union(boxes: list[Box]) -> Box:
    """The smallest box around all ``boxes`` (at least one)."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def inside(box: Box, x: float, y: float, slack: float = 0.0) -> bool:
    """Whether the point lies in the box, widened by ``slack`` points."""
    return box[0] - slack <= x <= box[2] + slack and box[1] - slack <= y <= box[3] + slack


def area(box: Box) -> float:
    """Square points of a box."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def overlap(one: Box, two: Box) -> float:
    """Square points that two boxes share."""
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    return width * height if width > 0 and height > 0 else 0.0


def displayed(page: PageContent, box: Box) -> Box:
    """A box of a page that was turned to be read, on the page as it is displayed."""
    x0, y0, x1, y1 = box
    if page.turn == 1:
        return (page.height - y1, x0, page.height - y0, x1)
    if page.turn == 2:
        return (page.width - x1, page.height - y1, page.width - x0, page.height - y0)
    if page.turn == 3:
        return (y0, page.width - x1, y1, page.width - x0)
    return box


def as_read(page: PageContent, box: Box) -> Box:
    """A box on the page as it is displayed, on the page turned to be read: the way back from ``displayed``."""
    x0, y0, x1, y1 = box
    if page.turn == 1:
        return (y0, page.height - x1, y1, page.height - x0)
    if page.turn == 2:
        return (page.width - x1, page.height - y1, page.width - x0, page.height - y0)
    if page.turn == 3:
        return (page.width - y1, x0, page.width - y0, x1)
    return box
