"""Boxes to be ticked: small empty or ticked squares, which recognisers take for 口 or leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from doccheck.parsers.scan.engine import Image, Quad, Reading
    from doccheck.parsers.scan.rulings import Mark

_SMALLEST, _LARGEST = 6.0, 18.0  # points
_ASPECT = 1.16
_SIDE = 0.86  # of a side that must be drawn
_EMPTY, _FULL = 0.05, 0.75  # of the inside that is ink
_LIKE = frozenset("□☐☑☒■▢囗口凹√回")
_DOUBTED = 0.6


class Box(NamedTuple):
    """A square in pixels with the sign that it shows."""

    x0: int
    y0: int
    x1: int
    y1: int
    sign: str

    @property
    def middle(self) -> float:
        """Its centre from left to right."""
        return (self.x0 + self.x1) / 2


def find_boxes(image: Image, marks: list[Mark], scale: float) -> list[Box]:
    """The squares among the connected marks of an upright page: drawn on all four sides, and empty, ticked or full."""
    import numpy as np

    found: list[Box] = []
    for x, y, w, h in marks:
        if not _SMALLEST * scale <= min(w, h) or max(w, h) > _LARGEST * scale or max(w, h) > _ASPECT * min(w, h):
            continue
        dark = image[y : y + h, x : x + w].min(axis=2) < 150
        band = max(2, round(0.1 * min(w, h)))
        # Each side must be a stroke: letters touch their box's edges here and there only.
        sides = (dark[:band], dark[-band:], dark[:, :band].T, dark[:, -band:].T)
        if min(float(side.mean(axis=1).max()) for side in sides) < _SIDE:
            continue
        pad = band + max(1, round(0.06 * min(w, h)))
        share = float(np.mean(dark[pad : h - pad, pad : w - pad])) if min(w, h) > 2 * pad + 2 else 0.0
        sign = "□" if share < _EMPTY else "■" if share > _FULL else "☑"
        found.append(Box(x, y, x + w, y + h, sign))
    return found


def of_line(boxes: list[Box], quad: Quad) -> list[Box]:
    """The boxes that stand in a line or right beside it."""
    left, top, right, bottom = quad[:, 0].min(), quad[:, 1].min(), quad[:, 0].max(), quad[:, 1].max()
    room = 0.4 * (bottom - top)
    return [
        box for box in boxes
        if top <= (box.y0 + box.y1) / 2 <= bottom and left - room <= box.middle <= right + room
    ]  # fmt: skip


def believed(boxes: list[Box], quad: Quad, reading: Reading) -> list[Box]:
    """Those of a line's boxes that are no characters: read as a box, as nothing, or as 口 in a line with boxes."""
    left, width = float(quad[:, 0].min()), float(quad[:, 0].max() - quad[:, 0].min())
    centres = [left + place * width for place in reading.places]
    certain: list[Box] = []
    open_: list[Box] = []
    for box in boxes:
        near = [
            (abs(centre - box.middle), char, sure)
            for centre, char, sure in zip(centres, reading.text, reading.confidences, strict=True)
            if abs(centre - box.middle) <= 0.75 * (box.x1 - box.x0)
        ]
        signs = [char for _, char, _ in near if char in _LIKE]
        _, char, sure = min(near, default=(0.0, "", 0.0))
        if not near or set(signs) - {"口", "回"} or (box.sign == "☑" and sure < _DOUBTED):
            certain.append(box)
        elif signs:
            open_.append(box)
        elif not char.isalnum():
            certain.append(box)
    # 口 begins and ends words; beside other boxes, or before a line's first word, it is one of them.
    if certain or any(char in "□☐☑☒" for char in reading.text) or len(open_) > 1:
        certain.extend(open_)
    return certain
