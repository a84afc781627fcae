"""Lines that run down the page: columns of upright characters, turned lines, and single narrow characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doccheck.parsers.pdf.content import Turned
from doccheck.parsers.pdf.engine import VERTICAL
from doccheck.parsers.scan import engine
from doccheck.parsers.scan.setting import full_width, ink

if TYPE_CHECKING:
    from doccheck.parsers.scan.engine import Image, Quad, Reading
    from doccheck.parsers.scan.page import ReadLine

_SINGLE = 3.2  # heights in widths that one digit, or one with a sign, may have

_STROKES = ("1", "l", "I", "|", "丨")


def read_tall(image: Image, quads: list[Quad], scale: float) -> list[tuple[list[Turned], ReadLine, float]]:
    """Each line's characters with places in points, the line itself, and its size in points.

    A line is read as one upright character, as a column of them, and turned either way; the surest reading counts.
    """
    from doccheck.parsers.scan.page import ReadLine

    pieces: list[Image] = []
    for quad in quads:
        upright = engine.crop(image, quad, turn=False)
        strip = _side_by_side(upright)
        pieces.extend((upright, strip, _quarter(upright, 1), _quarter(upright, 3)))
    readings = engine.recognise(pieces)
    found: list[tuple[list[Turned], ReadLine, float]] = []
    for at, quad in enumerate(quads):
        own = list(zip((0, VERTICAL, 1, 3), readings[4 * at : 4 * at + 4], strict=True))
        (x0, y0), (x1, y1) = quad.min(axis=0) / scale, quad.max(axis=0) / scale
        usable = [
            (reading.confidence * (1.05 if way == VERTICAL else 1.0), way, reading)
            for way, reading in own
            if reading.text.strip() and (way or (len(reading.text.strip()) == 1 and y1 - y0 <= _SINGLE * (x1 - x0)))
        ]
        if not usable:
            continue
        _, way, reading = max(usable, key=lambda one: one[0])
        if way == 0:
            reading = or_slash(pieces[4 * at], reading)
        text = full_width("".join(reading.text.split()) if way == VERTICAL else reading.text.strip())
        box = (float(x0), float(y0), float(x1), float(y1))
        size = round(2 * (0.75 * float(y1 - y0) if way == 0 else 0.8 * float(x1 - x0))) / 2
        found.append((_placed(text, way, box), ReadLine(box, text, reading.confidence), size))
    return found


def or_slash(piece: Image, reading: Reading) -> Reading:
    """A lone upright stroke read as 1 is /, the sign for nothing, where it leans."""
    if reading.text.strip() in _STROKES and _leans(piece):
        return reading._replace(text="/")
    return reading


def _leans(piece: Image) -> bool:
    """Whether a single stroke runs from the lower left to the upper right, as the sign for nothing does."""
    import numpy as np

    dark = ink(piece)
    rows = np.flatnonzero(dark.any(axis=1))
    if len(rows) < 6:
        return False
    third = len(rows) // 3
    upper, lower = dark[rows[0] : rows[0] + third], dark[rows[-1] - third + 1 : rows[-1] + 1]
    lean = float(np.argwhere(upper)[:, 1].mean() - np.argwhere(lower)[:, 1].mean())
    return lean > 0.18 * len(rows)


def _placed(text: str, way: int, box: tuple[float, float, float, float]) -> list[Turned]:
    """Characters spread evenly along the line; upwards where it was turned to the left."""
    x, step = (box[0] + box[2]) / 2, (box[3] - box[1]) / len(text)
    letters = reversed(text) if way == 3 else text
    return [Turned(char, x, box[1] + (at + 0.5) * step, 0, way) for at, char in enumerate(letters)]


def _quarter(piece: Image, turns: int) -> Image:
    """A line that reads downwards (1) or upwards (3) made level."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(piece, 1 if turns == 1 else 3))


def _side_by_side(column: Image) -> Image:
    """The characters of a column put in a row, cut where no ink stands between them."""
    import numpy as np

    if not column.size:
        return column
    dark = ink(column)
    rows = dark.any(axis=1)
    widths = np.flatnonzero(dark.any(axis=0))
    if not len(widths):
        return column
    square = int(widths[-1] - widths[0] + 1)
    runs: list[list[int]] = []
    for at in np.flatnonzero(rows):
        if runs and at == runs[-1][1]:
            runs[-1][1] = int(at) + 1
        else:
            runs.append([int(at), int(at) + 1])
    parts: list[list[int]] = []
    for start, end in runs:
        if parts and end - parts[-1][0] <= 1.12 * square:
            parts[-1][1] = end
        else:
            parts.append([start, end])
    side = max(square, max(end - start for start, end in parts)) + 4
    cells = []
    for start, end in parts:
        cell = np.full((side, side, 3), 255, np.uint8)
        piece = column[start:end, widths[0] : widths[-1] + 1]
        y, x = (side - piece.shape[0]) // 2, (side - piece.shape[1]) // 2
        cell[y : y + piece.shape[0], x : x + piece.shape[1]] = piece
        cells.append(cell)
    return np.concatenate(cells, axis=1)
