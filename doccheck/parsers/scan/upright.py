"""Pages set upright and level: quarter turns told by what can be read, small angles by the lines' own slope."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from doccheck.parsers.scan import engine

if TYPE_CHECKING:
    from doccheck.parsers.scan.engine import Image, Quad

_LEVEL = 0.12  # degrees that no reader and no ruling line notices
_STEEPEST = 20.0
_MARGINS = 2.2  # degrees up to which the corners that turn out of the page hold its margins alone
_SAMPLE = 6
_DOUBTED = 0.8
"""Confidence of a page's longest lines under which the page may stand on its head."""
_LONGEST = 1440


class Upright(NamedTuple):
    """A page set upright: its picture, the lines' corners, and the way back to the page as it was."""

    image: Image
    quads: list[Quad]
    back: Any
    """The 2 × 3 matrix from pixels of this picture to pixels of the given one."""


def set_upright(image: Image) -> Upright:
    """Find a page's lines and turn the page so that they are level and can be read."""
    import numpy as np

    quads = engine.detect(image, _LONGEST)
    turns = _quarter_turns(image, quads)
    turned = np.ascontiguousarray(np.rot90(image, turns)) if turns else image
    if turns:
        quads = engine.detect(turned, _LONGEST)
    level, quads, back = _level(turned, quads)
    return Upright(level, quads, _chain(back, _unturn(image.shape, turns)))


def is_tall(quad: Quad) -> bool:
    """Whether a line runs down the page rather than across."""
    width, height = _sides(quad)
    return height >= 1.5 * width


def _sides(quad: Quad) -> tuple[float, float]:
    return math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3])


def _quarter_turns(image: Image, quads: list[Quad]) -> int:
    """How many quarter turns against the clock set the page upright."""
    if not quads:
        return 0
    tall = [quad for quad in quads if is_tall(quad)]
    weight = [sum(max(_sides(quad)) for quad in group) for group in (tall, quads)]
    if weight[0] > 0.6 * weight[1]:
        sample = _longest(tall)
        pieces = [engine.crop(image, quad) for quad in sample]  # turned against the clock by a quarter
        return 1 if _sure(pieces) >= _sure([_flipped(piece) for piece in pieces]) else 3
    pieces = [engine.crop(image, quad) for quad in _longest([quad for quad in quads if not is_tall(quad)])]
    first = _sure(pieces[:2])
    if first >= _DOUBTED:
        return 0
    before = _sure(pieces)
    return 2 if before < _DOUBTED and _sure([_flipped(piece) for piece in pieces]) > before + 0.1 else 0


def _longest(quads: list[Quad]) -> list[Quad]:
    return sorted(quads, key=lambda quad: -max(_sides(quad)))[:_SAMPLE]


def _flipped(piece: Image) -> Image:
    return piece[::-1, ::-1]


def _sure(pieces: list[Image]) -> float:
    """How well the pieces can be read, by characters."""
    readings = engine.recognise(pieces)
    letters = sum(len(reading.text) for reading in readings)
    return sum(reading.confidence * len(reading.text) for reading in readings) / letters if letters else 0.0


def _level(image: Image, quads: list[Quad]) -> tuple[Image, list[Quad], Any]:
    """The picture turned by its lines' usual slope, if it has one."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    straight = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    angle = slope(quads)
    if abs(angle) < _LEVEL or abs(angle) > _STEEPEST:
        return image, quads, straight
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    wide, tall = width, height
    if abs(angle) > _MARGINS:
        # The corners must stay on the picture: widen it by what the turn moves them. Pages laid in a little aslant
        # lose nothing but paper, and keep the size of the others.
        cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
        wide, tall = math.ceil(width * cos + height * sin), math.ceil(height * cos + width * sin)
        matrix[:, 2] += ((wide - width) / 2, (tall - height) / 2)
    level = cv2.warpAffine(image, matrix, (wide, tall), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    moved = [cv2.transform(quad[None].astype(np.float32), matrix)[0] for quad in quads]
    return np.asarray(level, np.uint8), moved, cv2.invertAffineTransform(matrix)


def slope(quads: list[Quad]) -> float:
    """The usual slope of level lines in degrees, clockwise; the longer a line the more it counts."""
    import numpy as np

    angles: list[float] = []
    weights: list[float] = []
    for quad in quads:
        width, height = _sides(quad)
        if width < 4 * height:
            continue
        for left, right in ((quad[0], quad[1]), (quad[3], quad[2])):
            angles.append(math.degrees(math.atan2(float(right[1] - left[1]), float(right[0] - left[0]))))
            weights.append(width)
    if not angles:
        return 0.0
    order = np.argsort(angles)
    sums = np.cumsum(np.array(weights)[order])
    return float(np.array(angles)[order][int(np.searchsorted(sums, sums[-1] / 2))])


def _unturn(shape: tuple[int, ...], turns: int) -> Any:
    """From pixels of the picture turned against the clock to pixels of the picture as given."""
    import numpy as np

    height, width = shape[:2]
    return np.array(
        {
            0: [[1, 0, 0], [0, 1, 0]],
            1: [[0, -1, width], [1, 0, 0]],
            2: [[-1, 0, width], [0, -1, height]],
            3: [[0, 1, 0], [-1, 0, height]],
        }[turns],
        dtype=float,
    )


def _chain(first: Any, second: Any) -> Any:
    """The matrix that applies ``first`` and then ``second``."""
    import numpy as np

    whole = np.vstack([second, [0, 0, 1]]) @ np.vstack([first, [0, 0, 1]])
    return whole[:2]
