"""The unit's name on the ring of a seal: the ring unrolled into a straight line and read."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from doccheck.parsers.marks.outlines import Outline
from doccheck.parsers.marks.reading import LineReader
from doccheck.parsers.marks.seals import SealPrint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from doccheck.parsers.marks.ink import Pixels

_HEIGHT = 48
"""Pixels of the unrolled ring; characters are some two thirds of it."""
_BANDS = ((0.62, 0.93), (0.68, 0.96), (0.56, 0.9))
_OVAL_BANDS = ((0.6, 0.93), (0.52, 0.84), (0.66, 0.98), (0.42, 0.76))
_NOT_NAME = re.compile(r"[^\u4e00-\u9fff（）()〇]")
_ENDS = re.compile(
    r"(?:公司|集团|大学|学院|学校|中学|医院|研究院|研究所|设计院|科学院|中心|实验室|协会|学会|联盟|联合体|合作社|事务所"
    r"|[厂局厅委院所站馆社店部办]|委员会|政府|管委会|办公室)(?:[\u4e00-\u9fff]{0,5}章)?$"
)
_INSIDE = re.compile(r"(?:限责任|股份有限|有限)公司?|大学|学院|研究院|研究所|委员会|管理局|技术局")
_SURE = 0.93
_LEAST = 0.6
_ATTEMPTS = 8


def read_name(image: Pixels, seal: SealPrint, scale: float, read: LineReader) -> tuple[str, float]:
    """The name on a round or oval seal and how surely it was read (0–1); empty where it is not legible.

    Characters differ in height from seal to seal, and where the words begin is told by the widest gap: other bands
    and cuts are tried until a unit's name was read surely.
    """
    if seal.shape == "square":
        return "", 0.0
    best = ("", 0.0)
    read = _patient(read)
    for inner, outer in _BANDS if seal.shape == "round" else _OVAL_BANDS:
        strip, gaps = _unrolled(image, seal.outline, scale, inner, outer)
        for gap in gaps:
            found = _read(strip, gap, read)
            if (seam := _seam(found[0])) and not _ENDS.search(found[0]):
                # The words were cut open: the unit's form stands in the middle of what was read.
                again = _read(strip, (gap + round(seam * strip.shape[1])) % strip.shape[1], read)
                found = max(found, again, key=_worth)
            if _worth(found) > _worth(best):
                best = found
            if _ENDS.search(best[0]) and best[1] >= _SURE:
                return best
    return best if len(best[0]) >= 4 and best[1] >= _LEAST else ("", 0.0)


def _patient(read: LineReader) -> LineReader:
    """A reader that gives up a worn seal after some attempts."""
    left = _ATTEMPTS

    def attempt(image: NDArray[np.uint8]) -> tuple[str, float]:
        nonlocal left
        left -= 1
        return read(image) if left >= 0 else ("", 0.0)

    return attempt


def _seam(name: str) -> float:
    """Where in a name that was cut open its end stands, as a share of the ring."""
    match = _INSIDE.search(name)
    return (match.end() + 0.3) / (len(name) + 3) if match and match.end() < len(name) else 0.0


def _worth(found: tuple[str, float]) -> float:
    name, sure = found
    return sure * min(len(name), 12) * (1.5 if _ENDS.search(name) else 1.0)


def _unrolled(
    image: Pixels, outline: Outline, scale: float, inner: float, outer: float
) -> tuple[NDArray[np.uint8], list[int]]:
    """The ring as a strip, clockwise from the left, ink dark on white; and the columns to cut it at, the best first."""
    import cv2
    import numpy as np

    middle = (inner + outer) / 2
    around = _around(outline, middle)
    depth = (outer - inner) * min(outline.a, outline.b)
    width = round(around / depth * _HEIGHT)
    # Equal steps along the edge, not equal angles: an oval's flat sides hold most of its words.
    angles = _even_angles(outline, width)
    # An oval's ring is as deep everywhere, so its inner edge is drawn in by lengths, not by shares.
    inset = (1 - np.linspace(outer, inner, _HEIGHT, dtype=np.float32)) * min(outline.a, outline.b)
    a, b = outline.a - inset[:, None], outline.b - inset[:, None]
    turn = math.radians(outline.turn)
    along, across = a * np.cos(angles)[None, :], b * np.sin(angles)[None, :]
    x = (outline.x + along * math.cos(turn) - across * math.sin(turn)) * scale
    y = (outline.y + along * math.sin(turn) + across * math.cos(turn)) * scale
    strip = cv2.remap(
        image, x.astype(np.float32), y.astype(np.float32), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    values = strip.astype(np.float32)
    ink = np.clip(values[..., 0] - (values[..., 1] + values[..., 2]) / 2, 0, None)
    if float(np.percentile(ink, 95)) < 12:  # a copy without colours
        ink = 255 - values.mean(axis=2)
    low, high = float(np.percentile(ink, 30)), float(np.percentile(ink, 96))
    ink = np.clip((ink - low) / max(10.0, high - low), 0, 1).astype(np.float32)
    grey = (255 * (1 - ink)).astype(np.uint8)
    return grey, _gaps(np.asarray(ink, dtype=np.float32))


def _around(outline: Outline, share: float) -> float:
    """The length of the ring's middle line (Ramanujan)."""
    inset = (1 - share) * min(outline.a, outline.b)
    a, b = outline.a - inset, outline.b - inset
    return math.pi * (3 * (a + b) - math.sqrt((3 * a + b) * (a + 3 * b)))


def _even_angles(outline: Outline, count: int) -> NDArray[np.float32]:
    import numpy as np

    angles = np.linspace(-math.pi, math.pi, 721)
    x, y = outline.a * np.cos(angles), outline.b * np.sin(angles)
    length = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    return np.interp(np.linspace(0, length[-1], count, endpoint=False), length, angles).astype(np.float32)


def _gaps(ink: NDArray[np.float32]) -> list[int]:
    """Columns in the middle of the widest gaps; the code's digits lie further out and do not close them."""
    import numpy as np

    rows = slice(round(_HEIGHT * 0.22), round(_HEIGHT * 0.82))
    column = ink[rows].mean(axis=0)
    width = len(column)
    # Most seals are set upright, with the gap below; words in the middle may reach into it.
    window = max(8, round(width * 0.08))
    wrapped = np.concatenate([column, column[:window]])
    sums = np.convolve(wrapped, np.ones(window), "valid")[:width]
    below = round(width * 0.75)
    found: list[int] = []
    if sums[below - window // 2] < 0.5 * float(np.median(sums)) + 0.02 * window:
        found.append(below)
    for share in (0.12, 0.06):
        window = max(8, round(width * share))
        wrapped = np.concatenate([column, column[:window]])
        sums = np.convolve(wrapped, np.ones(window), "valid")[:width]
        at = int(np.argmin(sums) + window // 2) % width
        if all(min(abs(at - other), width - abs(at - other)) > width * 0.08 for other in found):
            found.append(at)
    if len(found) < 2:
        found.append((found[0] + width // 2) % width)
    return found


def _read(strip: NDArray[np.uint8], gap: int, read: LineReader) -> tuple[str, float]:
    """What stands on the strip cut open at a column, the signs that no name has left out."""
    import cv2
    import numpy as np

    line = cv2.copyMakeBorder(np.roll(strip, -gap, axis=1), 2, 2, 12, 12, cv2.BORDER_CONSTANT, value=(255,))
    text, sure = read(np.repeat(line[:, :, None], 3, axis=2))
    name = _NOT_NAME.sub("", text.replace("(", "（").replace(")", "）"))
    return name, round(float(sure), 3)
