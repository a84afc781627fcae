"""Red seals taken off a page, so that the print under them can be read; red print stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from doccheck.parsers.scan.engine import Image

_REDNESS = 45
"""How far red must lie over green and blue: faded stamps of copiers lie at 60, brown paper at 20."""
_LEAST = 34.0  # points: the shorter side of the smallest seal of a unit, 12 mm
_MOST = 430.0  # points: several seals that overlap
_SHRINK = 4
_JOIN = 7.0  # points between the parts of one seal


class Region(NamedTuple):
    """A place that a seal covers, in pixels; ``hard`` where its red is too dark to be told from print."""

    x0: int
    y0: int
    x1: int
    y1: int
    hard: bool


def without_seals(image: Image, scale: float) -> tuple[Image, list[Region]]:
    """The RGB picture with its seals turned to paper, and where they were; ``scale`` is pixels for a point.

    Within a seal's box only the red channel is kept and stretched: red ink is as bright as paper there, black print
    as dark as before. Red headings and notes are told from seals by having no ring or frame, and are left alone.
    """
    import numpy as np

    mask = _red(image)
    if not mask.any():
        return image, []
    found = _regions(mask, scale)
    if not found:
        return image, []
    clean = image.copy()
    regions: list[Region] = []
    for x0, y0, x1, y1 in found:
        red = image[y0:y1, x0:x1, 0]
        inked = mask[y0:y1, x0:x1] > 0
        bright = float(np.percentile(red[inked], 15))
        rest = red[~inked]
        dark = min(float(np.percentile(rest, 2)) if rest.size else 40.0, 90.0)
        span = max(0.92 * bright - dark, 20.0)
        grey = np.clip((red.astype(np.float32) - dark) * (255.0 / span), 0, 255).astype(np.uint8)
        clean[y0:y1, x0:x1] = grey[:, :, None]
        regions.append(Region(x0, y0, x1, y1, bright - dark < 60))
    return clean, regions


def _red(image: Image) -> Any:
    """The pixels of red ink, 255 where they are."""
    import cv2
    import numpy as np

    red, green, blue = cv2.split(image)
    lead = cv2.subtract(red, cv2.max(green, blue))
    mask = cv2.threshold(lead, _REDNESS, 255, cv2.THRESH_BINARY)[1]
    if cv2.countNonZero(mask) < 2e-4 * mask.size:
        return np.zeros_like(mask)
    return mask


def _regions(mask: Any, scale: float) -> list[tuple[int, int, int, int]]:
    """Boxes of red ink that hold a ring or a frame."""
    import cv2
    import numpy as np

    height, width = mask.shape
    small = cv2.resize(mask, (max(1, width // _SHRINK), max(1, height // _SHRINK)), interpolation=cv2.INTER_AREA)
    small = cv2.threshold(small, 60, 255, cv2.THRESH_BINARY)[1]
    unit = scale / _SHRINK  # small pixels for a point
    near = max(3, round(_JOIN * unit) | 1)
    joined = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((near, near), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    result = []
    for label in range(1, count):
        x, y, w, h, _ = (int(value) for value in stats[label])
        if not _LEAST * unit <= min(w, h) or max(w, h) > _MOST * unit:
            continue
        piece = np.where(labels[y : y + h, x : x + w] == label, small[y : y + h, x : x + w], 0).astype(np.uint8)
        if _ringed(piece, unit):
            pad = round(4 * scale)
            x0, y0 = max(0, x * _SHRINK - pad), max(0, y * _SHRINK - pad)
            result.append((x0, y0, min(width, (x + w) * _SHRINK + pad), min(height, (y + h) * _SHRINK + pad)))
    return result


def _ringed(piece: Any, unit: float) -> bool:
    """Whether one stroke runs around a good part of the red ink, as a ring does and no line of print."""
    import cv2
    import numpy as np

    height, width = piece.shape
    shorter, longer = min(width, height), max(width, height)
    whole = cv2.morphologyEx(piece, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    stats = cv2.connectedComponentsWithStats(whole)[2]
    if len(stats) < 2:
        return False
    largest = max(min(int(one[2]), int(one[3])) for one in stats[1:])
    if longer >= 2.4 * shorter:
        # Side by side: seals that overlap, or print, whose letters are no taller than their line.
        return bool(largest >= 0.7 * shorter and shorter >= 70 * unit)
    return bool(largest >= 0.4 * shorter and largest >= 26 * unit)
