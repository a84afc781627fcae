"""Ruling lines of a page that is a picture: where tables and blanks are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from doccheck.parsers.pdf.content import Edge

if TYPE_CHECKING:
    from doccheck.parsers.scan.engine import Image, Quad

Mark: TypeAlias = tuple[int, int, int, int]
"""The box of connected ink in pixels: left, top, width, height."""

_ACROSS = 28.0  # points: longer than the stroke of any 一 in a heading
_DOWN = 11.0  # points: the height of the lowest row
_LETTER = 15.0  # points: as high as strokes of letters are that touch a row's upper line
_MEETS = 1.0
_ROOM = 2.4  # points beside a ruling that hold no letters
_THICK = 5.0
_TOUCH = 4.0
_STROKES = 56.0  # points: more than the level strokes of neighbouring letters make together
_CORE = 0.22  # of a line's height, above and below: where rules above and below the words stand
_ALONE = 44.0  # points: an upright line of this length needs to touch only one other


class Drawn(NamedTuple):
    """A level page without its ruling lines, the lines in points, and what else is drawn."""

    image: Image
    edges: list[Edge]
    marks: list[Mark]
    """Connected ink of a letter's size and more, rulings taken off."""
    shapes: list[Mark]
    """Connected ink larger than letters, rulings included: frames, arrows, pictures."""


def take_rulings(image: Image, scale: float, lines: Sequence[Quad] = ()) -> Drawn:
    """Take ruling lines off the level RGB picture; ``scale`` is pixels for a point, ``lines`` are the lines of text."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 14)
    across = _strokes(dark, round(_ACROSS * scale), True)
    down = _strokes(dark, round(_DOWN * scale), False)
    text = [(*line.min(axis=0) / scale, *line.max(axis=0) / scale) for line in lines]
    levels = [part for part in _parts(across, scale, True) if not _is_stroke(part[0], text)]
    rules = [level[0] for level in levels]
    uprights = [_cut_to(part, rules, scale) for part in _parts(down, scale, False)]
    uprights = [
        part
        for part in uprights
        if _belongs(part[0], rules) and (part[0].bottom - part[0].top >= _LETTER or _stands_clear(dark, part[1], scale))
    ]
    shapes = _boxes(dark, 20 * scale, 12 * scale)
    if not levels and not uprights:
        return Drawn(image, [], _boxes(dark, 5 * scale, 5 * scale), shapes)
    mask: Any = np.zeros(grey.shape, np.uint8)
    for labels, parts in ((across, levels), (down, uprights)):
        for _, (x, y, w, h) in parts:
            cut = (slice(y, y + h), slice(x, x + w))
            mask[cut] = cv2.bitwise_or(mask[cut], labels[cut])
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    clean = image.copy()
    clean[mask > 0] = 255
    dark[mask > 0] = 0
    return Drawn(clean, [edge for edge, _ in (*levels, *uprights)], _boxes(dark, 5 * scale, 5 * scale), shapes)


def _boxes(dark: Any, width: float, height: float) -> list[Mark]:
    """The boxes of connected ink at least so wide and high."""
    import cv2

    stats = cv2.connectedComponentsWithStats(dark)[2][1:]
    large = stats[(stats[:, 2] >= width) & (stats[:, 3] >= height)]
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h, _ in large]


def _strokes(dark: Any, length: int, across: bool) -> Any:
    """Dark runs of at least ``length`` pixels, gaps of a pixel or two bridged.

    Nothing wider is bridged: the level strokes of neighbouring letters would make a line of themselves.
    """
    import cv2
    import numpy as np

    def shape(along: int, aside: int) -> Any:
        return np.ones((aside, along) if across else (along, aside), np.uint8)

    whole = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, shape(3, 1))
    return cv2.morphologyEx(whole, cv2.MORPH_OPEN, shape(length, 1))


def _parts(mask: Any, scale: float, across: bool) -> list[tuple[Edge, tuple[int, int, int, int]]]:
    """Each thin component with its line in points."""
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    found = []
    for label in range(1, count):
        x, y, w, h, filled = (int(value) for value in stats[label])
        length, breadth = (w, h) if across else (h, w)
        if filled > _THICK * scale * length or breadth > max(3 * _THICK * scale, 0.02 * length):
            continue
        if across:
            middle = (y + h / 2) / scale
            edge = Edge(x / scale, middle, (x + w) / scale, middle)
        else:
            middle = (x + w / 2) / scale
            edge = Edge(middle, y / scale, middle, (y + h) / scale)
        found.append((edge, (x, y, w, h)))
    return found


def _is_stroke(edge: Edge, lines: Sequence[tuple[float, ...]]) -> bool:
    """Whether a short level line runs through the middle of a line of text: strokes of letters that touch, as 十一."""
    return edge.x1 - edge.x0 < _STROKES and any(
        x0 <= edge.x0 and edge.x1 <= x1 and top + _CORE * (bottom - top) < edge.top < bottom - _CORE * (bottom - top)
        for x0, top, x1, bottom in lines
    )


def _stands_clear(dark: Any, box: Mark, scale: float) -> bool:
    """Whether there is paper on both sides of a short upright line, as there is beside a table's and not a letter's."""
    x, y, w, h = box
    room, rule = round(_ROOM * scale), round(_MEETS * scale) + 1
    rows = dark[y + rule : y + h - rule]
    sides = (rows[:, max(0, x - 1 - room) : max(0, x - 1)], rows[:, x + w + 1 : x + w + 1 + room])
    return all(side.size == 0 or float((side > 0).mean()) < 0.03 for side in sides)


def _cut_to(part: tuple[Edge, Mark], levels: list[Edge], scale: float) -> tuple[Edge, Mark]:
    """An upright line without the stroke of a letter that it runs into beyond the first or last line it meets."""
    edge, (x, y, w, h) = part
    met = [
        level.top
        for level in levels
        if level.x0 - _TOUCH <= edge.x0 <= level.x1 + _TOUCH and edge.top - _TOUCH <= level.top <= edge.bottom + _TOUCH
    ]
    if not met or max(met) - min(met) < _LETTER:
        return part
    top = min(met) if _TOUCH < min(met) - edge.top < _LETTER else edge.top
    bottom = max(met) if _TOUCH < edge.bottom - max(met) < _LETTER else edge.bottom
    if (top, bottom) == (edge.top, edge.bottom):
        return part
    first, last = max(y, round(top * scale)), min(y + h, round(bottom * scale))
    return Edge(edge.x0, top, edge.x1, bottom), (x, first, w, last - first)


def _belongs(edge: Edge, levels: list[Edge]) -> bool:
    """Whether an upright line meets lines of a table, which the strokes of letters do not."""
    met = [level for level in levels if level.x0 - _TOUCH <= edge.x0 <= level.x1 + _TOUCH]
    ends = sum(any(abs(level.top - end) <= _TOUCH for level in met) for end in (edge.top, edge.bottom))
    if edge.bottom - edge.top < _LETTER:
        return all(any(abs(level.top - end) <= _MEETS for level in met) for end in (edge.top, edge.bottom))
    crossed = any(edge.top - _TOUCH <= level.top <= edge.bottom + _TOUCH for level in met)
    return ends == 2 or (crossed and edge.bottom - edge.top >= _ALONE)
