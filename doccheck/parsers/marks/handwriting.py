"""Ink written by hand: strokes in the room that a page leaves for a signature, or a picture of a signature alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from doccheck.document.model import Block, Box, Document, Line, Paragraph, block_paragraphs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from doccheck.parsers.marks.ink import Mask, Pixels

_LABEL = re.compile(
    r"(?:法\s*定\s*代\s*表\s*人|法人代表|授权代表|委托代理人|负\s*责\s*人|代表人?|承诺人|声明人|经办人|签\s*[字名署])"
    r"[^：:，。；]{0,16}?(?:[（(][^（）()]{0,16}[）)])?\s*[：:]?"
)
_ASKS = re.compile(r"签\s*[字名章署]")
_PERSON = re.compile(r"法\s*定\s*代\s*表\s*人|法人代表|授权代表|委托代理人")
_BLANK = re.compile(r"[\s_＿—\-]*$")
_ROOM = 150.0
"""Points to the right of a label in which a signature stands."""
_TALL = 1.45
"""How much taller than the page's usual line one is into which a signature was read."""
_LEAST_WIDE, _LEAST_HIGH = 16.0, 8.0
_UNSURE = 0.3
_SURE = 0.9
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")


class Room(NamedTuple):
    """Where a signature is asked for: the block, the page and the box in points, and the height of its label."""

    block: int
    page: int
    box: Box
    label: float
    written: bool
    """Whether a recogniser read words there, printed or written."""


def rooms(document: Document, pages: set[int]) -> list[Room]:
    """The rooms behind labels such as “法定代表人（签字）：” on these pages, as far as lines have places."""
    found: list[Room] = []
    lines = [line for block in document.blocks for line in _lines(block) if line.page in pages]
    usual = median([line.bbox[3] - line.bbox[1] for line in lines]) if lines else 0.0
    for index, block in enumerate(document.blocks):
        for paragraph in block_paragraphs(block):
            for line in paragraph.lines:
                if line.page in pages:
                    found.extend(_of_line(index, paragraph, line, lines, usual))
    return found


def _lines(block: Block) -> Iterable[Line]:
    return (line for paragraph in block_paragraphs(block) for line in paragraph.lines)


def _of_line(index: int, paragraph: Paragraph, line: Line, others: list[Line], usual: float) -> Iterable[Room]:
    text = paragraph.text[line.start : line.end]
    if len(text) > 60:
        return
    labels = [match for match in _LABEL.finditer(text) if _ASKS.search(match.group()) or _PERSON.search(match.group())]
    left, top, right, bottom = line.bbox
    high = bottom - top
    width = (right - left) / max(1, len(text))
    if high > _TALL * usual:
        # A line that tall holds a signature, read as a few letters of any width: only its printed label has a size.
        top, bottom, high = (top + bottom - usual) / 2, (top + bottom + usual) / 2, usual
        width = min(width, 1.05 * usual)
    for at, match in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        rest = text[match.end() : end]
        start = left + width * match.end()
        stop = left + width * end if at + 1 < len(labels) else max(right, start + _ROOM)
        for other in others:
            same = other.page == line.page and other.bbox[1] < bottom and other.bbox[3] > top
            if same and other.bbox[0] >= right - 1:
                stop = min(stop, other.bbox[0] - 2)
        if stop - start >= _LEAST_WIDE:
            above, below = (0.7, 0.5) if line.bbox[1] == top else (1.0, 1.0)
            box = (start + 1, top - above * high, stop, bottom + below * high)
            yield Room(index, line.page, box, high, _BLANK.fullmatch(rest) is None)


def written_by_hand(image: Pixels, room: Room, scale: float, printed: Iterable[Box]) -> tuple[Box, float] | None:
    """The box (in points) and the confidence of ink in a room; ``scale`` pixels make a point.

    ``printed`` are the boxes of other lines, which are left out, as are ruled lines and a seal's red.
    """
    import numpy as np

    height, width = image.shape[:2]
    x0, y0, x1, y1 = (
        max(0, min(limit, round(value * scale)))
        for value, limit in zip(room.box, (width, height, width, height), strict=True)
    )
    part = image[y0:y1, x0:x1]
    if part.shape[0] < 6 or part.shape[1] < 8:
        return None
    mask = _strokes(part)
    for line in printed:
        x2, y2, x3, y3 = (round(value * scale) for value in line)
        mask[max(0, y2 - y0) : max(0, y3 - y0), max(0, x2 - x0) : max(0, x3 - x0)] = 0
    mask = _without_rules(mask, scale)
    rows, columns = np.where(mask > 0)
    if len(rows) < 0.35 * room.label * scale * scale:
        return None
    box = _extent(rows, columns)
    wide, high = (box[2] - box[0]) / scale, (box[3] - box[1]) / scale
    if wide < _LEAST_WIDE or high < _LEAST_HIGH:
        return None
    sure = 0.8 if not room.written else _unlike_print(part, mask, room, scale)
    if sure < 0.5:
        return None
    left, top, right, bottom = box
    left, top, right, bottom = (round(value / scale, 1) for value in (left + x0, top + y0, right + x0, bottom + y0))
    return (left, top, right, bottom), round(sure, 2)


def explained(document: Document, page: int) -> list[Box]:
    """The boxes of the lines of a page that are print: what was made of joined strokes explains none of them."""
    held = [
        (paragraph.text[line.start : line.end], line)
        for block in document.blocks
        for paragraph in block_paragraphs(block)
        for line in paragraph.lines
        if line.page == page
    ]
    usual = median([line.bbox[3] - line.bbox[1] for _, line in held]) if held else 0.0
    return [
        line.bbox
        for text, line in held
        if line.bbox[3] - line.bbox[1] <= _TALL * usual
        or (_WORD.search(text) is not None and (line.confidence is None or line.confidence >= _SURE))
    ]


def unread_ink(image: Pixels, scale: float, printed: Iterable[Box]) -> tuple[Box, float] | None:
    """The box (in points) of strokes on a page that no line of text explains, with a confidence that is no finding's.

    A name may be signed above, below or across its label: where such ink stands, nobody can say that none signed.
    """
    import cv2
    import numpy as np

    mask = _strokes(image)
    for line in printed:
        x0, y0, x1, y1 = (round(value * scale) for value in line)
        pad = round(3 * scale)
        mask[max(0, y0 - pad) : max(0, y1 + pad), max(0, x0 - pad) : max(0, x1 + pad)] = 0
    mask = _without_rules(mask, scale)
    joined = cv2.dilate(mask, np.ones((3, max(3, round(4 * scale))), np.uint8))
    rim = 8 * scale  # shadows of the paper's edge
    for x, y, wide, high, area in cv2.connectedComponentsWithStats(joined)[2][1:]:
        inside = x > rim and y > rim and x + wide < image.shape[1] - rim and y + high < image.shape[0] - rim
        if inside and wide >= _LEAST_WIDE * scale and high >= _LEAST_HIGH * scale and area < 0.7 * wide * high:
            left, top, right, bottom = (round(float(value) / scale, 1) for value in (x, y, x + wide, y + high))
            return (left, top, right, bottom), _UNSURE
    return None


def is_signature_picture(image: Pixels, wide: float, high: float) -> float:
    """How surely a small picture (its size in points) is a signature alone: few thin strokes on an empty ground."""
    import cv2
    import numpy as np

    if not (wide <= 260 and high <= 130 and wide >= 1.15 * high and wide >= 25):
        return 0.0
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    ground = float(np.percentile(grey, 85))
    mask = (grey < 0.7 * ground).astype(np.uint8)
    share = float(mask.mean())
    if ground < 170 or not 0.008 < share < 0.25:
        return 0.0
    # Strokes are thin everywhere, and few pieces make the whole.
    depth = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    thick = float(np.percentile(depth[mask > 0], 95)) * 2 / image.shape[0]
    pieces = sum(area > 6 for area in cv2.connectedComponentsWithStats(mask)[2][1:, cv2.CC_STAT_AREA])
    straight = float(_without_rules(mask, image.shape[1] / max(wide, 1.0)).sum()) / max(1.0, float(mask.sum()))
    if thick > 0.16 or pieces > 24 or straight < 0.7:
        return 0.0
    return 0.7


def _strokes(part: Pixels) -> Mask:
    """Dark, grey or blue ink; red is a seal's."""
    import numpy as np

    values = part.astype(np.int16)
    grey = values.mean(axis=2)
    paper = float(np.percentile(grey, 90))
    red = values[..., 0] - np.maximum(values[..., 1], values[..., 2]) > 25
    return np.asarray((grey < 0.68 * paper) & ~red, dtype=np.uint8)


def _without_rules(mask: Mask, scale: float) -> Mask:
    """The ink without ruled lines: runs of 30 points that are straight and thin."""
    import cv2
    import numpy as np

    length = max(9, round(30 * scale))
    level = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    rules = cv2.dilate(cv2.max(level, upright), np.ones((3, 3), np.uint8))
    return np.asarray(np.where(rules > 0, 0, mask), dtype=np.uint8)


def _extent(rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Box:
    """The box of nearly all of the ink: single specks do not widen it."""
    import numpy as np

    left, right = np.percentile(columns, (1, 99))
    top, bottom = np.percentile(rows, (1, 99))
    return float(left), float(top), float(right) + 1, float(bottom) + 1


def _unlike_print(part: Pixels, mask: Mask, room: Room, scale: float) -> float:
    """How little the words read in a room look printed: joined or tall strokes, or ink of another colour."""
    import cv2
    import numpy as np

    stats = cv2.connectedComponentsWithStats(mask, connectivity=8)[2][1:]
    stats = stats[stats[:, cv2.CC_STAT_AREA] > 4 * scale]
    if not len(stats):
        return 0.0
    label = room.label * scale
    wide = float(stats[:, cv2.CC_STAT_WIDTH].max()) / label
    tall = float(stats[:, cv2.CC_STAT_HEIGHT].max()) / label
    ink = part[mask > 0].astype(np.int16)
    blue = float(np.median(ink[:, 2] - ink[:, 0]))
    sure = 0.35 * (wide > 1.6) + 0.35 * (tall > 1.25) + 0.2 * (wide > 2.4) + 0.45 * (blue > 30)
    return min(0.85, sure)
