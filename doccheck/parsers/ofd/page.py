"""One page's objects: characters with place and looks, lines, pictures, in points from the top left corner."""

from __future__ import annotations

import math
from collections.abc import Callable
from operator import itemgetter

from lxml import etree

from doccheck.document.model import Box
from doccheck.parsers.ofd.geometry import apply, box_of, deltas, mapped, numbers, object_matrix
from doccheck.parsers.ofd.package import children, local
from doccheck.parsers.ofd.paths import file_path
from doccheck.parsers.ofd.resources import Resources
from doccheck.parsers.pdf.content import Glyph, PageContent, Style, Turned, inside
from doccheck.parsers.pdf.drawing import Matrix, multiply
from doccheck.parsers.pdf.engine import VERTICAL
from doccheck.parsers.pdf.glyphs import is_wide, readable, unreadable

_MOST_OBJECTS = 60_000
_DEEPEST = 8
_WHITE, _PALE = 250, 185
_TINY = 1.5


class PageReader:
    """Files the objects of one page, its templates and annotations in a :class:`PageContent`."""

    def __init__(self, page: PageContent, base: Matrix, resources: Resources) -> None:
        self.page, self.base, self.resources = page, base, resources
        self.left = _MOST_OBJECTS
        self._styles: dict[Style, int] = {}
        self._hidden: list[str] = []
        self._stamped: list[str] = []
        self._late: list[Callable[[], None]] = []

    def read(self, content: etree._Element, *, stamped: bool = False, outer: Matrix | None = None) -> None:
        """File what stands in ``content``; text of a watermark is ``stamped`` and kept apart."""
        self._block(content, outer or self.base, 0, stamped)

    def finish(self) -> None:
        """Judge the texts, once every fill and picture that may lie behind them is known."""
        for text in self._late:
            text()
        page = self.page
        page.spaces.sort(key=itemgetter(2))
        page.hidden, page.stamped = "".join(self._hidden).strip(), "".join(self._stamped).strip()

    def _block(self, block: etree._Element, outer: Matrix, depth: int, stamped: bool) -> None:
        for item in block.iterchildren():
            if self.left <= 0:
                self.page.crowded = True
                return
            name = local(item)
            if name in ("Layer", "PageBlock", "Content") and depth < _DEEPEST:
                self._block(item, outer, depth + 1, stamped)
                continue
            self.left -= 1
            seen = item.get("Visible") != "false"
            if name == "TextObject":
                self._late.append(lambda item=item, seen=seen: self._text(item, outer, seen, stamped))  # type: ignore[misc]
            elif not seen:
                continue
            elif name == "PathObject":
                self._path(item, outer)
            elif name == "ImageObject" and not stamped:
                box = box_of(item.get("Boundary"))
                if box is not None:
                    box = mapped(outer, box)
                    if box[2] - box[0] > 2 and box[3] - box[1] > 2:
                        self.page.images.append(box)
            elif name == "CompositeObject" and depth < _DEEPEST:
                drawing = self.resources.drawings.get(item.get("ResourceID") or "")
                if drawing is not None:
                    inner = object_matrix(item.get("Boundary"), item.get("CTM"), outer)
                    self._block(drawing, inner, depth + 1, stamped)

    def _path(self, item: etree._Element, outer: Matrix) -> None:
        matrix = object_matrix(item.get("Boundary"), item.get("CTM"), outer)
        filled, stroked = item.get("Fill") == "true", item.get("Stroke") != "false"
        words = " ".join(part.text or "" for part in children(item, "AbbreviatedData"))
        dark = _low(_colour(item, "FillColor")) < 245 and _alpha(item) > 20
        file_path(words, matrix, self.page, filled, stroked, filled and dark)

    def _text(self, item: etree._Element, outer: Matrix, seen: bool, stamped: bool) -> None:
        matrix = object_matrix(item.get("Boundary"), item.get("CTM"), outer)
        size = (numbers(item.get("Size")) or [0.0])[0]
        height = size * math.hypot(matrix[2], matrix[3])
        name, bold, italic = self.resources.fonts.get(item.get("Font") or "", ("", False, False))
        bold = bold or (numbers(item.get("Weight")) or [400])[0] >= 600
        colour = _colour(item, "FillColor")
        style = self._style(
            Style(round(height, 1), bold, italic or item.get("Italic") == "true", f"{colour:06X}", name)
        )
        turn = (numbers(item.get("CharDirection")) or [0.0])[0]
        angle = math.degrees(math.atan2(matrix[1], matrix[0])) + turn
        quarter = round(angle / 90) % 4
        oblique = abs(angle - 90 * round(angle / 90)) > 6
        alpha = _alpha(item)
        unpainted = item.get("Fill") == "false" and item.get("Stroke") != "true"
        invisible = not seen or unpainted or alpha == 0 or height < _TINY
        symbol = "wingdings" in name.lower() and "wingdings3" not in name.lower().replace(" ", "")
        wide = (numbers(item.get("HScale")) or [1.0])[0]
        downwards = (numbers(item.get("ReadDirection")) or [0.0])[0] % 180 == 90
        for code in children(item, "TextCode"):
            places = self._places(code, size * wide, downwards)
            if not places:
                continue
            x, y = apply(matrix, places[0][1], places[0][2])
            low, backed = _low(colour), self._on_fill(x + height / 2, y - height / 2)
            pale = (low >= _PALE or alpha < 128) and not backed
            stamp = stamped or oblique or (height > 20 and pale)
            hidden = invisible or (low >= _WHITE and not backed)
            column = quarter == 0 and len(places) > 1 and _falls(places, size)
            for char, at, down, advance in places:
                x0, base = apply(matrix, at, down)
                x1, end = apply(matrix, at + advance, down)
                shown = readable(ord(char), symbol)
                if unreadable(ord(char)):
                    self.page.unreadable += 1
                elif not shown:
                    continue
                elif stamp:
                    self._stamped.append(shown)
                elif hidden or not self._on_page((x0 + x1) / 2, (base + end) / 2 - height / 3):
                    self._hidden.append(shown)
                elif column or quarter:
                    x, y = apply(matrix, at + advance / 2, down - size / 2)
                    self.page.turned.append(Turned(shown, x, y, style, VERTICAL if column else quarter))
                elif shown.isspace():
                    self.page.spaces.append((x0, x1, base, shown))
                else:
                    self.page.glyphs.append(Glyph(shown, x0, x1, base, style))

    def _places(self, code: etree._Element, size: float, downwards: bool) -> list[tuple[str, float, float, float]]:
        """Each character with its origin and width in the object's own space."""
        text = (code.text or "").replace("\n", "").replace("\r", "").replace("\t", " ")
        x, y = (numbers(code.get("X")) or [0.0])[0], (numbers(code.get("Y")) or [0.0])[0]
        across, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
        found: list[tuple[str, float, float, float]] = []
        for index, char in enumerate(text):
            natural = size if is_wide(char) else size * 0.5
            step = across[index] if index < len(across) else None
            fall = down[index] if index < len(down) else None
            # A narrow character's own width is in its font, which is not read: the step to the next one tells it.
            advance = natural
            if step is not None and step > 0 and (step < natural or (not is_wide(char) and step <= 1.1 * size)):
                advance = step
            found.append((char, x, y, advance))
            if step is None and fall is None:
                x, y = (x, y + size) if downwards else (x + natural, y)
            else:
                x, y = x + (step or 0.0), y + (fall or 0.0)
        return found

    def _style(self, style: Style) -> int:
        number = self._styles.setdefault(style, len(self._styles))
        if number == len(self.page.styles):
            self.page.styles.append(style)
        return number

    def _on_page(self, x: float, y: float) -> bool:
        return -2 <= x <= self.page.width + 2 and -2 <= y <= self.page.height + 2

    def _on_fill(self, x: float, y: float) -> bool:
        page = self.page
        return any(inside(box, x, y) for group in (page.fills, page.images, page.shapes) for box in group)


def place_matrix(base: Matrix, box: Box | None) -> Matrix:
    """The matrix of an annotation's appearance, whose own origin is the corner of ``box``."""
    return multiply((1.0, 0.0, 0.0, 1.0, box[0], box[1]), base) if box is not None else base


def _falls(places: list[tuple[str, float, float, float]], size: float) -> bool:
    """Whether upright characters of one run stand below each other, as vertical writing does."""
    (_, x0, y0, _), (_, x1, y1, _) = places[:2]
    return abs(x1 - x0) < 0.3 * size and y1 - y0 > 0.6 * size


def _colour(item: etree._Element, name: str) -> int:
    """An object's colour as RGB; black where none is given or it is a pattern."""
    values = [max(0, min(255, int(v))) for fill in children(item, name) for v in numbers(fill.get("Value"))]
    if len(values) >= 4:
        cyan, magenta, yellow, black = values[:4]
        values = [(255 - ink) * (255 - black) // 255 for ink in (cyan, magenta, yellow)]
    elif len(values) == 1:
        values *= 3
    return values[0] << 16 | values[1] << 8 | values[2] if len(values) >= 3 else 0


def _low(colour: int) -> int:
    return min(colour >> 16, colour >> 8 & 255, colour & 255)


def _alpha(item: etree._Element) -> int:
    fills = [fill.get("Alpha") for fill in children(item, "FillColor")]
    values = [numbers(words) for words in (item.get("Alpha"), *fills)]
    return min((int(found[0]) for found in values if found), default=255)
