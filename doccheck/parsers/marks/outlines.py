"""Where the edge of a seal may run: circles by matched filters, ovals and squares around patches of ink."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
_LEAST_ROUND = 0.5


@dataclass(frozen=True, slots=True)
class Outline:
    """An ellipse (half axes ``a`` ≥ ``b``) or, with ``square``, a rectangle, in millimetres; ``turn`` in degrees."""

    x: float
    y: float
    a: float
    b: float
    turn: float = 0.0
    square: bool = False


def circles(mask: Mask, scale: float) -> list[Outline]:
    """The circles whose edge is inked for at least half of what lies on the picture; ``scale`` pixels make 1 mm."""
    import cv2
    import numpy as np

    shape = (max(1, round(mask.shape[1] / scale * COARSE)), max(1, round(mask.shape[0] / scale * COARSE)))
    small = (cv2.resize(mask.astype(np.float32), shape, interpolation=cv2.INTER_AREA) > 0.16).astype(np.float32)
    # Broad surfaces hold every circle; edges are thin.
    rows, columns = np.where(small > 0)
    if len(rows) < 40:
        return []
    x0, y0 = int(columns.min()), int(rows.min())
    small = small[y0 : rows.max() + 1, x0 : columns.max() + 1]
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
    size = np.zeros(near.shape, np.float32)
    for radius in np.arange(SMALLEST, LARGEST + _STEP, _STEP):
        filters = _ring(float(radius), height, width)
        score = np.fft.irfft2(spectrum * filters, (height, width))[: near.shape[0], : near.shape[1]]
        seen = np.fft.irfft2(page * filters, (height, width))[: near.shape[0], : near.shape[1]]
        # A third of the edge must lie on the picture; less of it counts for less.
        share = np.where(seen > 0.22, score / np.maximum(seen, 0.22), 0) * np.clip(seen + 0.35, 0, 1)
        better = share > best
        best[better] = share[better]
        size[better] = radius
    found: list[Outline] = []
    while len(found) < _MOST:
        _, highest, _, (x, y) = cv2.minMaxLoc(best)
        if highest < _LEAST_ROUND:
            break
        radius = float(size[y, x])
        found.append(Outline((x - margin + x0) / COARSE, (y - margin + y0) / COARSE, radius, radius))
        cv2.circle(best, (x, y), max(2, round(0.25 * radius * COARSE)), 0.0, -1)
    return found


def _ring(radius: float, height: int, width: int) -> NDArray[np.complex64]:
    """The spectrum of a circle's edge around the origin, so that a product with it counts ink on the edge."""
    import numpy as np

    steps = max(64, int(2 * math.pi * radius * COARSE))
    angles = np.arange(steps) * 2 * math.pi / steps
    kernel = np.zeros((height, width), np.float32)
    rows = np.round(radius * COARSE * np.sin(angles)).astype(int) % height
    columns = np.round(radius * COARSE * np.cos(angles)).astype(int) % width
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
