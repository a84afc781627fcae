"""Seals on a picture: outlines proposed, evidence weighed, the better of those that are one seal kept."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct, field

from doccheck.parsers.marks.evidence import FINE, Evidence, Square, fitted, weigh, weigh_square
from doccheck.parsers.marks.ink import dark_ink, has_colour, red_ink
from doccheck.parsers.marks.outlines import Outline, circles, ovals, patches

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from doccheck.document.model import Box
    from doccheck.parsers.marks.ink import Pixels

LEAST = 0.72
_LEAST_SQUARE = 0.5
_LEAST_RADIUS = 14.0
_LEAST_OVAL = (17.0, 10.5)
"""Half axes in millimetres."""
_ROUND = 1.13
"""Up to this ratio of the axes a seal is round: scanners and paper stretch a little."""


class SealPrint(Struct, frozen=True):
    """A seal found on a picture: its outline in millimetres, its box in pixels, how sure it is one (0–1)."""

    outline: Outline
    box: Box
    shape: str
    confidence: float
    whole: bool
    """Whether no edge of the picture cuts it."""


def find_seals(image: Pixels, scale: float) -> list[SealPrint]:
    """The seals on an RGB picture on which ``scale`` pixels make a millimetre, from top to bottom.

    Red prints; on a picture without any colour (a copy) dark ones, with less confidence.
    """
    import cv2
    import numpy as np

    coloured = has_colour(image)
    if scale > 1.6 * FINE:
        # Reduced by its area, so that thin strokes stay.
        factor = FINE / scale
        image = np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    else:
        factor = 1.0
    unit = scale * factor
    mask, traces = red_ink(image) if coloured else (dark_ink(image),) * 2
    if mask.sum() < 30:
        return []
    sheet = _Sheet(mask.astype(np.float32), traces.astype(np.float32), unit, scale, coloured)
    first = [*circles(mask, unit), *patches(mask, unit)]
    sheet.judge(first)
    if overlapped := sheet.kept():
        sheet.judge(ovals(mask, unit, [one.outline for one in overlapped if not one.outline.square]))
    return sorted(sheet.kept(), key=lambda one: (one.box[1], one.box[0]))


class _Sheet(Struct):
    """A picture's ink, and what was found on it so far."""

    ink: NDArray[np.float32]
    traces: NDArray[np.float32]
    unit: float
    scale: float
    coloured: bool
    found: list[SealPrint] = field(default_factory=list)
    refused: list[Outline] = field(default_factory=list)

    def judge(self, outlines: list[Outline]) -> None:
        """Weigh outlines; those that are seals are found, those that surely are something else refused."""
        height, width = self.ink.shape[:2]
        for outline in outlines:
            if outline.square:
                shape, sure = "square", square_confidence(weigh_square(self.ink, outline, self.unit))
            else:
                outline = fitted(self.ink, outline, self.unit)
                shape = "round" if outline.a <= _ROUND * outline.b and outline.b <= _ROUND * outline.a else "oval"
                sure = self._round(outline, shape)
            if not self.coloured:
                sure *= 0.9
            if sure >= (_LEAST_SQUARE if outline.square else LEAST):
                self.found.append(_print(outline, shape, sure, (width / self.unit, height / self.unit), self.scale))

    def _round(self, outline: Outline, shape: str) -> float:
        small, large = sorted((outline.a, outline.b))
        least = (_LEAST_RADIUS, _LEAST_RADIUS) if shape == "round" else _LEAST_OVAL
        if large < least[0] or small < least[1]:
            return 0.0
        seen = weigh(self.ink, self.traces, outline, self.unit)
        if seen.edge > 0.8 and seen.contrast > 0.6 and (seen.inner_ring > 0.8 or seen.fill > 0.62):
            self.refused.append(outline)  # an emblem or a button: other outlines over it are not seals either
        elif min(seen.edge, seen.contrast, seen.seen) > 0.92 and (seen.aligned < 0.45 or seen.across < 0.1):
            self.refused.append(outline)  # a circle of a drawing, such as a node with words or a dial
        return confidence(seen)

    def kept(self) -> list[SealPrint]:
        """Each seal once: of outlines with nearly one middle, or one inside the other, the surest."""
        kept: list[SealPrint] = []
        for one in sorted(self.found, key=lambda one: -one.confidence):
            if not any(_same(one.outline, other) for other in (*self.refused, *(seal.outline for seal in kept))):
                kept.append(one)
        return kept


def _print(outline: Outline, shape: str, sure: float, extent: tuple[float, float], scale: float) -> SealPrint:
    turn = math.radians(outline.turn)
    if outline.square:
        wide = abs(outline.a * math.cos(turn)) + abs(outline.b * math.sin(turn))
        high = abs(outline.a * math.sin(turn)) + abs(outline.b * math.cos(turn))
    else:
        wide = math.hypot(outline.a * math.cos(turn), outline.b * math.sin(turn))
        high = math.hypot(outline.a * math.sin(turn), outline.b * math.cos(turn))
    left, top, right, bottom = outline.x - wide, outline.y - high, outline.x + wide, outline.y + high
    whole = left >= -1 and top >= -1 and right <= extent[0] + 1 and bottom <= extent[1] + 1
    box = tuple(
        round(value * scale, 1)
        for value in (max(0.0, left), max(0.0, top), min(extent[0], right), min(extent[1], bottom))
    )
    return SealPrint(outline, box, shape, round(min(sure, 0.99), 3), whole)  # type: ignore[arg-type]


def confidence(seen: Evidence) -> float:
    """How surely an ellipse with this evidence is a seal's; 0 where something speaks against it outright."""
    if seen.edge < 0.5 or seen.longest_gap > 0.36 or seen.contrast < 0.3:
        return 0.0
    if seen.thick > 0.17 or seen.fill > 0.62 or seen.outside > 0.4 or seen.wobble > 0.024:
        return 0.0
    if seen.inner_ring > 0.8 or not 0.02 <= seen.text <= 0.62:
        return 0.0
    if not _lettered(seen):
        return 0.0
    # An edge beyond doubt lets worn characters pass; a doubtful one needs characters all around.
    sure_edge = min(_ramp(seen.edge, 0.5, 0.85), _ramp(seen.contrast, 0.3, 0.7))
    if seen.spread < 0.5 - 0.22 * sure_edge or seen.blobs < 4 * seen.seen:
        return 0.0
    score = 1.2 * _ramp(seen.contrast, 0.3, 0.65) + 0.9 * _ramp(seen.edge, 0.5, 0.9)
    score += 0.9 * _ramp(seen.spread, 0.25, 0.6) + 0.5 * _ramp(seen.blobs / max(seen.seen, 0.3), 3, 12)
    score += 0.5 * _ramp(0.4 - seen.outside, 0.0, 0.3) + 0.4 * _ramp(0.36 - seen.longest_gap, 0.0, 0.3)
    score += 0.3 * _ramp(0.17 - seen.thick, 0.0, 0.09) + 0.4 * _ramp(0.8 - seen.inner_ring, 0.0, 0.2)
    return score / 5.1 * (0.75 + 0.25 * _ramp(seen.seen, 0.3, 0.6))


def _lettered(seen: Evidence) -> bool:
    """Whether the ring may hold characters: words written level inside a circle end at any depth, and the marks of a
    dial have no strokes along the ring."""
    return seen.aligned >= 0.65 and seen.across >= 0.1


def square_confidence(seen: Square) -> float:
    """How surely a rectangle with this evidence is a square seal's."""
    if seen.edge < 0.66 or seen.weakest_side < 0.45 or seen.cells < 0.8 or seen.outside > 0.12:
        return 0.0
    if not 0.14 <= seen.fill <= 0.82:
        return 0.0
    # White characters on red leave a whole rim; the squares of a code do not.
    if seen.fill > 0.5 and (seen.edge < 0.9 or seen.weakest_side < 0.82):
        return 0.0
    score = 0.6 * _ramp(seen.weakest_side, 0.4, 0.9) + 1.2 * _ramp(seen.cells, 0.7, 0.95)
    score += _ramp(0.12 - seen.outside, 0, 0.1) + 0.4 * _ramp(seen.edge, 0.5, 0.9)
    return score / 3.2


def _ramp(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _same(one: Outline, other: Outline) -> bool:
    away = math.hypot(one.x - other.x, one.y - other.y)
    small, large = sorted((max(one.a, one.b), max(other.a, other.b)))
    return away < 0.42 * large or away + small < 1.12 * large
