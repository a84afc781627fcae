"""One page that is a picture: set upright, freed of seals and rulings, recognised, and filed as page content."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from doccheck.document.model import Box
from doccheck.parsers.pdf.content import Edge, Glyph, PageContent, Style, Turned
from doccheck.parsers.scan import engine
from doccheck.parsers.scan.boxes import Box as Square
from doccheck.parsers.scan.boxes import believed, find_boxes, of_line
from doccheck.parsers.scan.colour import Region, without_seals
from doccheck.parsers.scan.rulings import Mark, take_rulings
from doccheck.parsers.scan.setting import Setting, even_sizes, full_width, set_line
from doccheck.parsers.scan.tall import or_slash, read_tall
from doccheck.parsers.scan.upright import is_tall, set_upright

if TYPE_CHECKING:
    from doccheck.parsers.scan.engine import Image, Quad, Reading

_LEAST = 0.5
_POOR = 0.85
_BOLD = 1.2  # times the usual stroke of letters of the size
_BOLD_WORD = 1.3  # the same of a word or two
_ENOUGH = 60


class ReadLine(NamedTuple):
    """A recognised line: its box in points of the upright page, its words, how sure they are."""

    box: Box
    text: str
    confidence: float


class ReadPage(Struct):
    """A recognised page. ``back`` is the 2 × 3 matrix from its points to points of the page as displayed."""

    content: PageContent
    lines: list[ReadLine]
    back: Any
    lost: list[ReadLine] = field(default_factory=list)
    """Lines that were seen and could not be read."""
    covered: list[Box] = field(default_factory=list)
    """Seals over print that could not be read."""
    blank: bool = False


class _Found(Struct):
    quad: Quad
    reading: Reading
    setting: Setting


def read_page(image: Image, number: int, scale: float) -> ReadPage:
    """Recognise the RGB picture of page ``number``; ``scale`` is pixels for a point. Raises ImportError without the
    extra."""
    import cv2
    import numpy as np

    clean, regions = without_seals(image, scale)
    upright = set_upright(clean)
    bare, edges, marks, shapes = take_rulings(upright.image, scale, upright.quads)
    height, width = bare.shape[:2]
    content = PageContent(number, width / scale, height / scale, edges=edges)
    back = np.array(upright.back, dtype=float)
    back[:, 2] /= scale
    page = ReadPage(content, [], back)
    level: list[Quad] = []
    tall: list[Quad] = []
    for quad in upright.quads:
        if is_tall(quad):
            tall.append(quad)
        else:
            level.extend(_cut(quad, edges, scale))
    content.shapes = _drawn(shapes, upright.quads, scale)
    boxes = find_boxes(bare, marks, scale)
    found = _read_level(page, bare, level, boxes, scale)
    _file(content, found, scale)
    for turned, line, size in read_tall(bare, tall, scale):
        _file_tall(page, turned, line, size)
    page.blank = not upright.quads and _is_blank(bare)
    if regions:
        forward = cv2.invertAffineTransform(upright.back)
        page.covered = _unread(bare, [_moved(region, forward) for region in regions], found, upright.quads, scale)
    return page


def _drawn(shapes: list[Mark], quads: list[Quad], scale: float) -> list[Box]:
    """What is drawn and no letter: marks that stand in no line."""
    lines = [(*quad.min(axis=0), *quad.max(axis=0)) for quad in quads]
    return [
        (x / scale, y / scale, (x + w) / scale, (y + h) / scale)
        for x, y, w, h in shapes
        if not any(x0 <= x + w / 2 <= x1 and y0 - h / 4 <= y and y + h <= y1 + h / 4 for x0, y0, x1, y1 in lines)
    ]


def _read_level(page: ReadPage, bare: Image, quads: list[Quad], boxes: list[Square], scale: float) -> list[_Found]:
    """The lines that run across the page; what cannot be read is kept as lost."""
    crops = [engine.crop(bare, quad, turn=False) for quad in quads]
    readings = engine.recognise(crops)
    _take_boxes(page, bare, quads, boxes, crops, readings, scale)
    found: list[_Found] = []
    for quad, piece, reading in zip(quads, crops, readings, strict=True):
        box = _box(quad, scale)
        if not reading.text.strip():
            continue
        if reading.confidence < _LEAST:
            page.lost.append(ReadLine(box, reading.text, reading.confidence))
            continue
        reading = or_slash(piece, reading)
        setting = set_line(piece, reading)
        if setting is not None:
            found.append(_Found(quad, reading, setting))
            page.lines.append(ReadLine(box, full_width(reading.text), reading.confidence))
    return found


def _take_boxes(
    page: ReadPage,
    bare: Image,
    quads: list[Quad],
    boxes: list[Square],
    crops: list[Image],
    readings: list[Reading],
    scale: float,
) -> None:
    """File boxes to be ticked as characters, and read their lines once more without them."""
    if not boxes:
        return
    again: list[int] = []
    alone = set(boxes)
    for at, quad in enumerate(quads):
        own = of_line(boxes, quad)
        alone.difference_update(own)
        taken = believed(own, quad, readings[at])
        if not taken:
            continue
        again.append(at)
        for box in taken:
            bare[max(0, box.y0 - 2) : box.y1 + 2, max(0, box.x0 - 2) : box.x1 + 2] = 255
            _file_box(page.content, box, scale)
    for box in alone:
        _file_box(page.content, box, scale)
    pieces = [engine.crop(bare, quads[at], turn=False) for at in again]
    for at, piece, reading in zip(again, pieces, engine.recognise(pieces), strict=True):
        crops[at], readings[at] = piece, reading


def _file_box(content: PageContent, box: Square, scale: float) -> None:
    size = round(2.2 * (box.y1 - box.y0) / scale) / 2
    style = _style(content, Style(size, False, False, "000000", ""))
    base = box.y1 / scale - 0.09 * size
    content.glyphs.append(Glyph(box.sign, box.x0 / scale, box.x1 / scale, base, style))


def _file(content: PageContent, found: list[_Found], scale: float) -> None:
    """Put the letters of level lines into the page's content."""
    sizes = even_sizes([one.setting for one in found], scale)
    for one, size in zip(found, sizes, strict=True):
        usual = _usual_weight(found, one.setting.size)
        limit = (_BOLD if len(one.setting.letters) >= 4 else _BOLD_WORD) * usual
        bold = bool(usual) and len(one.setting.letters) >= 2 and one.setting.weight > limit
        style = _style(content, Style(size, bold, False, "000000", ""))
        left, top = float(one.quad[:, 0].min()), float(one.quad[[0, 1], 1].mean())
        base = (top + one.setting.base) / scale
        content.glyphs.extend(
            Glyph(letter.text, (left + letter.x0) / scale, (left + letter.x1) / scale, base, style)
            for letter in one.setting.letters
        )


def _file_tall(page: ReadPage, turned: list[Turned], line: ReadLine, size: float) -> None:
    style = _style(page.content, Style(size, False, False, "000000", ""))
    if line.confidence < _LEAST:
        page.lost.append(line)
    elif turned and turned[0].quarter == 0:
        # One upright character, such as the number of a row.
        item = turned[0]
        half = size * (0.5 if len(item.text.encode()) > 1 else 0.26)
        page.content.glyphs.append(Glyph(item.text, item.x - half, item.x + half, item.y + 0.37 * size, style))
        page.lines.append(line)
    else:
        page.content.turned.extend(_styled(item, style) for item in turned)
        page.lines.append(line)


def _styled(item: Turned, style: int) -> Turned:
    return Turned(item.text, item.x, item.y, style, item.quarter)


def _style(content: PageContent, style: Style) -> int:
    if style not in content.styles:
        content.styles.append(style)
    return content.styles.index(style)


def _usual_weight(found: list[_Found], size: float) -> float:
    """The stroke of most letters of about this size, or of the page; none where it has too few to say.

    The smaller the letters, the thicker a scanner draws their strokes for their size.
    """
    every = [(one.setting.size, one.setting.weight, len(one.setting.letters)) for one in found]
    near = [one for one in every if abs(one[0] - size) <= 0.12 * size]
    for group in (near, every):
        weights = sorted(weight for _, weight, letters in group for _ in range(letters))
        if len(weights) >= _ENOUGH:
            return weights[len(weights) // 2]
    return 0.0


def _box(quad: Quad, scale: float) -> Box:
    xs, ys = quad[:, 0] / scale, quad[:, 1] / scale
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def _cut(quad: Quad, edges: list[Edge], scale: float) -> list[Quad]:
    """A line that was taken across the rulings of a table, in its cells' parts."""
    import numpy as np

    x0, top, x1, bottom = _box(quad, scale)
    middle, room = (top + bottom) / 2, 0.5 * (bottom - top)
    at = sorted(
        {
            round(edge.x0, 1)
            for edge in edges
            if not edge.horizontal and edge.top <= middle <= edge.bottom and x0 + room < edge.x0 < x1 - room
        }
    )
    if not at:
        return [quad]
    pieces = []
    for start, end in pairwise([x0, *at, x1]):
        if end - start < 0.6 * room:
            continue
        share = [(value - x0) / (x1 - x0) for value in (start, end)]
        upper = [quad[0] + (quad[1] - quad[0]) * value for value in share]
        lower = [quad[3] + (quad[2] - quad[3]) * value for value in share]
        pieces.append(np.asarray([upper[0], upper[1], lower[1], lower[0]], dtype=np.float32))
    return pieces


def _is_blank(image: Image) -> bool:
    """Whether a page without lines holds no ink to speak of either."""
    import numpy as np

    return float(np.mean(image[::4, ::4].min(axis=2) < 150)) < 0.003


def _moved(region: Region, forward: Any) -> tuple[Region, tuple[int, int, int, int]]:
    """A seal's place on the upright page, in pixels."""
    import cv2
    import numpy as np

    x0, y0, x1, y1, _ = region
    corners = np.array([[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]], dtype=np.float32)
    xs, ys = cv2.transform(corners, forward)[0].T
    return region, (max(0, int(xs.min())), max(0, int(ys.min())), int(xs.max()), int(ys.max()))


def _unread(
    bare: Image,
    regions: list[tuple[Region, tuple[int, int, int, int]]],
    found: list[_Found],
    quads: list[Quad],
    scale: float,
) -> list[Box]:
    """Seals under which print was read badly, or stands that no line holds."""
    import numpy as np

    result: list[Box] = []
    for region, (x0, y0, x1, y1) in regions:
        dark = bare[y0:y1, x0:x1].min(axis=2) < 100
        if not dark.size:
            continue
        for quad in quads:
            left, top = (int(value) for value in quad.min(axis=0))
            right, bottom = (int(value) for value in quad.max(axis=0))
            dark[max(0, top - y0) : max(0, bottom - y0), max(0, left - x0) : max(0, right - x0)] = False
        one = (float(np.median([item.setting.size for item in found])) if found else 12 * scale) ** 2
        if region.hard or dark.sum() > 0.3 * one or any(_poor(item, (x0, y0, x1, y1)) for item in found):
            result.append((x0 / scale, y0 / scale, x1 / scale, y1 / scale))
    return result


def _poor(item: _Found, box: tuple[int, int, int, int]) -> bool:
    """Whether the part of a line inside a box was read without certainty."""
    x0, y0, x1, y1 = box
    middle = float(item.quad[:, 1].mean())
    left, right = float(item.quad[:, 0].min()), float(item.quad[:, 0].max())
    if not y0 <= middle <= y1 or right <= x0 or left >= x1:
        return False
    reading = item.reading
    inside = [
        sure
        for place, sure in zip(reading.places, reading.confidences, strict=True)
        if x0 <= left + place * (right - left) <= x1
    ]
    return bool(inside) and (sum(inside) / len(inside) < _POOR or min(inside) < 0.4)
