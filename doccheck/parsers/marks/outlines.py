"""Where the edge of a seal may run: circles by matched filters, ovals and squares around patches of ink."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from doccheck.parsers.marks.ink import Mask

COARSE = 2.4
"""Pixels a millimetre (some 60 dpi) at which circles are looked for."""
SMALLEST, LARGEST = 14.5, 29.0
"""Radii of round seals in millimetres; the state's rules go from 38 to 50 mm across, firms cut smaller ones."""
_STEP = 0.75
_MOST = 14
_LEAST_EDGE = 0.5
_OVALS = tuple(
    (a, a * ratio, turn)
    for a in (19.5, 21.0, 22.5, 24.0)
    for ratio in (0.66, 0.72, 0.78)
    for turn in (-16.0, -8.0, 0.0, 8.0, 16.0)
)
"""Half axes and turns of the ovals in use: 40 × 30, 45 × 30 mm and the like, set nearly level."""


class Outline(Struct, frozen=True):
    """An ellipse (half axes ``a`` ≥ ``b``) or, with ``square``, a rectangle, in millimetres; ``turn`` in degrees."""

    x: float
    y: float
    a: float
    b: float
    turn: float = 0.0
    square: bool = False


def circles(mask: Mask, scale: float) -> list[Outline]:
    """The circles whose edge is inked for at least half of what lies on the picture; ``scale`` pixels make 1 mm."""
    import numpy as np

    radii = [float(radius) for radius in np.arange(SMALLEST, LARGEST + _STEP, _STEP)]
    return _matched(_coarse(mask, scale), [(radius, radius, 0.0) for radius in radii], None)


def ovals(mask: Mask, scale: float, known: Sequence[Outline]) -> list[Outline]:
    """Ovals of the usual forms that overlap other seals, where ink is left over beside the ``known`` outlines."""
    import cv2
    import numpy as np

    small = _coarse(mask, scale)
    rest = small.astype(np.uint8)
    for one in known:
        middle = (round(one.x * COARSE), round(one.y * COARSE))
        axes = (round(one.a * 1.04 * COARSE) + 1, round(one.b * 1.04 * COARSE) + 1)
        cv2.ellipse(rest, middle, axes, one.turn, 0, 360, 0, -1)
    side = round(2.8 * COARSE) | 1
    joined = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    found: list[Outline] = []
    for x, y, wide, high, _ in cv2.connectedComponentsWithStats(joined)[2][1:]:
        if not (12 <= max(wide, high) / COARSE <= 60 and min(wide, high) / COARSE >= 7):
            continue
        if all(_apart(one, (x, y, wide, high)) for one in known):
            continue  # nothing overlaps it: it was looked at as a patch of its own
        reach = round(40 * COARSE)
        window = (max(0, x - reach), max(0, y - reach), x + wide + reach, y + high + reach)
        found.extend(_matched(small, _OVALS, window))
    return found


def _apart(one: Outline, box: tuple[int, int, int, int]) -> bool:
    x, y, wide, high = (value / COARSE for value in box)
    return math.hypot(max(x - one.x, 0, one.x - x - wide), max(y - one.y, 0, one.y - y - high)) > 1.2 * one.a + 3


def _coarse(mask: Mask, scale: float) -> NDArray[np.float32]:
    """The mask at the coarse resolution."""
    import cv2
    import numpy as np

    shape = (max(1, round(mask.shape[1] / scale * COARSE)), max(1, round(mask.shape[0] / scale * COARSE)))
    reduced = cv2.resize(mask.astype(np.float32), shape, interpolation=cv2.INTER_AREA)
    return np.asarray(reduced > 0.16, dtype=np.float32)


def _matched(
    small: NDArray[np.float32],
    forms: Sequence[tuple[float, float, float]],
    window: tuple[int, int, int, int] | None,
) -> list[Outline]:
    """Where ellipses of these forms (half axes and turn) have ink on at least half of their edge, the best first."""
    import cv2
    import numpy as np

    shape = (small.shape[1], small.shape[0])
    rows, columns = np.where(small > 0)
    if len(rows) < 40:
        return []
    x0, y0, x1, y1 = window or (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    small = small[y0:y1, x0:x1]
    # Broad surfaces hold every circle; edges are thin.
    broad = cv2.morphologyEx(small, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    thin = np.where(broad > 0, 0, small).astype(np.float32)
    if thin.sum() < 40:
        return []
    near = cv2.dilate(thin, np.ones((3, 3), np.uint8))
    # A middle may lie beyond the ink and, where the picture ends, beyond the picture.
    margin = round(0.8 * LARGEST * COARSE)
    near = cv2.copyMakeBorder(near, margin, margin, margin, margin, cv2.BORDER_CONSTANT)
    height, width = (cv2.getOptimalDFTSize(side) for side in near.shape)
    spectrum = np.fft.rfft2(near, (height, width))
    inside = np.zeros_like(near)
    top, left = max(0, margin - y0), max(0, margin - x0)
    inside[top : margin + shape[1] - y0, left : margin + shape[0] - x0] = 1
    page = np.fft.rfft2(inside, (height, width))
    best = np.zeros(near.shape, np.float32)
    form = np.zeros(near.shape, np.int32)
    for index, one in enumerate(forms):
        filters = _edge(one, height, width)
        score = np.fft.irfft2(spectrum * filters, (height, width))[: near.shape[0], : near.shape[1]]
        seen = np.fft.irfft2(page * filters, (height, width))[: near.shape[0], : near.shape[1]]
        # A third of the edge must lie on the picture; less of it counts for less.
        share = np.where(seen > 0.22, score / np.maximum(seen, 0.22), 0) * np.clip(seen + 0.35, 0, 1)
        better = share > best
        best[better] = share[better]
        form[better] = index
    found: list[Outline] = []
    while len(found) < _MOST:
        _, highest, _, (x, y) = cv2.minMaxLoc(best)
        if highest < _LEAST_EDGE:
            break
        a, b, turn = forms[form[y, x]]
        found.append(Outline((x - margin + x0) / COARSE, (y - margin + y0) / COARSE, a, b, turn))
        cv2.circle(best, (x, y), max(2, round(0.25 * a * COARSE)), 0.0, -1)
    return found


def _edge(form: tuple[float, float, float], height: int, width: int) -> NDArray[np.complex64]:
    """The spectrum of an ellipse's edge around the origin, so that a product with it counts ink on the edge."""
    import numpy as np

    a, b, turn = form[0] * COARSE, form[1] * COARSE, math.radians(form[2])
    steps = max(64, int(2 * math.pi * a))
    angles = np.arange(steps) * 2 * math.pi / steps
    along, across = a * np.cos(angles), b * np.sin(angles)
    kernel = np.zeros((height, width), np.float32)
    rows = np.round(along * math.sin(turn) + across * math.cos(turn)).astype(int) % height
    columns = np.round(along * math.cos(turn) - across * math.sin(turn)).astype(int) % width
    np.add.at(kernel, (rows, columns), 1.0 / steps)
    return np.asarray(np.conj(np.fft.rfft2(kernel)))


def patches(mask: Mask, scale: float) -> list[Outline]:
    """Ellipses and rectangles around patches of ink of a seal's size, each patch put together over small gaps."""
    import cv2
    import numpy as np

    shape = (max(1, round(mask.shape[1] / scale * COARSE * 2)), max(1, round(mask.shape[0] / scale * COARSE * 2)))
    unit = COARSE * 2
    small = (cv2.resize(mask.astype(np.float32), shape, interpolation=cv2.INTER_AREA) > 0.25).astype(np.uint8)
    found: list[Outline] = []
    for gap in (0.6, 1.6, 2.8):
        side = max(1, round(gap * unit)) | 1
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        joined = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel)
        contours, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for contour in contours:
            _, _, wide, high = cv2.boundingRect(contour)
            if not (14 <= max(wide, high) / unit <= 62 and min(wide, high) / unit >= 12):
                continue
            hull = cv2.convexHull(contour)
            if len(hull) < 5:
                continue
            found.extend(_fitted(np.asarray(hull, dtype=np.int32), unit))
    return found


def _fitted(hull: NDArray[np.int32], unit: float) -> list[Outline]:
    import cv2

    found: list[Outline] = []
    area = cv2.contourArea(hull)
    (x, y), (one, two), turn = cv2.minAreaRect(hull)
    if one * two > 0 and area / (one * two) > 0.84 and max(one, two) / min(one, two) < 1.3:
        found.append(Outline(x / unit, y / unit, one / 2 / unit, two / 2 / unit, turn, square=True))
    (x, y), (one, two), turn = cv2.fitEllipse(_evenly(hull))
    if one > two:
        one, two, turn = two, one, turn - 90
    if one > 0 and two / one < 2.1 and 0.9 < area / (math.pi / 4 * one * two) < 1.1:
        found.append(Outline(x / unit, y / unit, two / 2 / unit, one / 2 / unit, turn + 90))
    return found


def _evenly(hull: NDArray[np.int32]) -> NDArray[np.float32]:
    """Points at equal distances along a hull, so that long straight sides count as much as round ones."""
    import numpy as np

    points = np.vstack([hull[:, 0, :], hull[:1, 0, :]]).astype(np.float32)
    lengths = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    at = np.linspace(0, lengths[-1], 72, endpoint=False)
    return np.stack([np.interp(at, lengths, points[:, 0]), np.interp(at, lengths, points[:, 1])], axis=1).astype(
        np.float32
    )
