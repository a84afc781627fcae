"""Numbers of OFD: lists, boxes and matrices in millimetres, and the points that the document model counts in."""

from __future__ import annotations

import math

from doccheck.document.model import Box
from doccheck.parsers.pdf.drawing import IDENTITY, Matrix, multiply

POINTS = 72 / 25.4
"""Points in a millimetre."""
_MOST = 100_000


def numbers(words: str | None) -> list[float]:
    """The numbers of an attribute; what is none ends the list."""
    found: list[float] = []
    for word in (words or "").replace(",", " ").split()[:_MOST]:
        try:
            value = float(word)
        except ValueError:
            break
        if not math.isfinite(value):
            break
        found.append(value)
    return found


def box_of(words: str | None) -> Box | None:
    """“x y width height” as left, top, right, bottom in the same measure; None if it is no box."""
    found = numbers(words)
    if len(found) < 4 or found[2] < 0 or found[3] < 0:
        return None
    x, y, width, height = found[:4]
    return (x, y, x + width, y + height)


def deltas(words: str | None, count: int) -> list[float]:
    """The steps between characters, at most ``count``; “g 3 6.35” stands for three steps of 6.35."""
    steps: list[float] = []
    pieces = (words or "").replace(",", " ").split()[:_MOST]
    index = 0
    while index < len(pieces) and len(steps) < count:
        try:
            if pieces[index] == "g" and index + 2 < len(pieces):
                times = max(0, min(int(float(pieces[index + 1])), count - len(steps)))
                steps.extend([float(pieces[index + 2])] * times)
                index += 3
            else:
                steps.append(float(pieces[index]))
                index += 1
        except (ValueError, OverflowError):
            break
    return steps if all(map(math.isfinite, steps)) else []


def object_matrix(boundary: str | None, transform: str | None, outer: Matrix) -> Matrix:
    """From an object's own space to the page: its CTM, its Boundary's corner, then ``outer``."""
    own = numbers(transform)
    matrix: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5]) if len(own) >= 6 else IDENTITY
    corner = box_of(boundary) or (0.0, 0.0, 0.0, 0.0)
    return multiply(multiply(matrix, (1.0, 0.0, 0.0, 1.0, corner[0], corner[1])), outer)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point moved by a matrix."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def mapped(matrix: Matrix, box: Box) -> Box:
    """The upright box around a box moved by a matrix."""
    corners = [apply(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
