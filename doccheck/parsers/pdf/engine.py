"""One page through pdfium: characters with box and looks, and the page's drawing, in displayed coordinates."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from operator import itemgetter
from typing import Any

from doccheck.document.model import Box
from doccheck.parsers.pdf.content import Glyph, PageContent, Style, Turned, inside
from doccheck.parsers.pdf.drawing import DrawingReader, Matrix, on_hidden_layer
from doccheck.parsers.pdf.fields import Entry, write_entries
from doccheck.parsers.pdf.glyphs import readable, unreadable

BOLD_NAMES = ("bold", "black", "heavy", "simhei", "heiti", "-hei", "黑体", "黑简", "大标宋", "sthei", "fzhei", "fzht")
_INVISIBLE_MODES = (3, 7)
VERTICAL = 4
_WHITE = 250
_PALE = 185


class PageReader:
    """Reads pages of one open file; styles of fonts are looked up once a file.

    What stands on one of the ``hidden_layers`` is not read as text.
    """

    def __init__(self, raw: Any, hidden_layers: frozenset[bytes] = frozenset()) -> None:
        self.raw = raw
        self.hidden_layers = hidden_layers
        self._fonts: dict[int, tuple[str, bool, bool]] = {}
        address = ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value
        # The generated binding makes a pointer object for every character; an address is all that is compared.
        prototype = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
        self._text_object: Any = prototype(address or 0)

    def read(self, handle: Any, number: int, entries: list[Entry] | None = None) -> PageContent:
        """The content of the loaded page ``handle``, turned so that its text is upright; ``number`` counts from 1.

        ``entries`` are the values of its fields.
        """
        page = self._read(handle, number, 0, entries or [])
        turn = main_turn(page)
        return self._read(handle, number, turn, entries or []) if turn else page

    def _read(self, handle: Any, number: int, turn: int, entries: list[Entry]) -> PageContent:
        raw = self.raw
        width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
        box = raw.FS_RECTF()
        if not raw.FPDF_GetPageBoundingBox(handle, box):
            box.right, box.top = width, height
        quarter = (raw.FPDFPage_GetRotation(handle) - turn) % 4
        base = display_matrix((box.left, box.bottom, box.right, box.top), quarter)
        page = PageContent(number, height if turn % 2 else width, width if turn % 2 else height, turn)
        DrawingReader(raw, page, base, self.hidden_layers).read(handle)
        text = raw.FPDFText_LoadPage(handle)
        if text:
            try:
                _TextReader(self, page, base, text).read()
            finally:
                raw.FPDFText_ClosePage(text)
        write_entries(page, entries, base)
        return page

    def font(self, item: Any) -> tuple[str, bool, bool]:
        """Name, boldness and slant of a text object's font."""
        raw = self.raw
        handle = raw.FPDFTextObj_GetFont(item)
        if not handle:
            return "", False, False
        key = ctypes.addressof(handle.contents)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = self._describe(handle)
        return found

    def _describe(self, handle: Any) -> tuple[str, bool, bool]:
        raw = self.raw
        size = raw.FPDFFont_GetBaseFontName(handle, None, 0)
        buffer = ctypes.create_string_buffer(size or 1)
        raw.FPDFFont_GetBaseFontName(handle, buffer, size)
        name = _font_name(buffer.value)
        flags = max(0, raw.FPDFFont_GetFlags(handle))
        plain = name.split("+", 1)[-1].lower()
        bold = any(part in plain for part in BOLD_NAMES) or bool(flags & 0x40000)
        italic = "italic" in plain or "oblique" in plain or bool(flags & 0x40)
        return name, bold, italic


class _TextReader:
    """Sorts one page's characters into plain, turned, hidden and stamped ones."""

    def __init__(self, reader: PageReader, page: PageContent, base: Matrix, text: Any) -> None:
        self.reader, self.page, self.base, self.text = reader, page, base, text
        self._styles: dict[Style, int] = {}
        self._hidden: list[str] = []
        self._stamped: list[str] = []
        self._layered: list[str] = []
        self._ints = [ctypes.c_uint() for _ in range(4)]
        self._int_pointers = [ctypes.byref(value) for value in self._ints]

    def read(self) -> None:
        raw, text, page = self.reader.raw, self.text, self.page
        count = raw.FPDFText_CountChars(text)
        get_object, get_code, get_box = self.reader._text_object, raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
        rectangle = raw.FS_RECTF()
        pointer = ctypes.byref(rectangle)
        a, b, c, d, e, f = self.base
        flat = b == 0
        last = None
        style, way, place, drop, symbol, backed = 0, 0, 0.0, "", False, False
        glyphs, spaces = page.glyphs, page.spaces
        shared, before = 0, (0.0, 0.0)
        for index in range(count):
            item = get_object(text, index)
            if item is None:
                continue
            code = get_code(text, index)
            if not get_box(text, index, pointer):
                continue
            left, top, right, bottom = rectangle.left, rectangle.top, rectangle.right, rectangle.bottom
            if flat:
                x0, x1, y0, y1 = a * left + e, a * right + e, d * top + f, d * bottom + f
            else:
                x0, x1, y0, y1 = c * bottom + e, c * top + e, b * left + f, b * right + f
            if x1 < x0:
                x0, x1 = x1, x0
            if y1 < y0:
                y0, y1 = y1, y0
            if item != last:
                last = item
                style, way, drop, symbol, backed = self._look(item, index, (x0, y0, x1, y1))
                place = self._baseline(index) - y1
                before = (0.0, 0.0)
            char = readable(code, symbol)
            if unreadable(code):
                page.unreadable += 1
                continue
            if not char:
                continue
            if drop or not (-2 <= (x0 + x1) / 2 <= page.width + 2 and -2 <= (y0 + y1) / 2 <= page.height + 2):
                {"stamp": self._stamped, "layer": self._layered}.get(drop, self._hidden).append(char)
                continue
            if way:
                page.turned.append(Turned(char, (x0 + x1) / 2, (y0 + y1) / 2, style, way))
            elif char.isspace():
                spaces.append((x0, x1, y1 + place, char))
            else:
                page.layered += backed
                glyphs.append(Glyph(char, x0, x1, y1 + place, style))
                if before == (x0, x1) and x1 > x0:
                    shared += 1
                    _spread(glyphs, shared + 1)
                else:
                    shared, before = 0, (x0, x1)
        spaces.sort(key=itemgetter(2))
        page.hidden, page.stamped = "".join(self._hidden).strip(), "".join(self._stamped).strip()
        page.switched_off = "".join(self._layered).strip()

    def _baseline(self, index: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        self.reader.raw.FPDFText_GetCharOrigin(self.text, index, x, y)
        return self.base[1] * x.value + self.base[3] * y.value + self.base[5]

    def _look(self, address: int, index: int, box: Box) -> tuple[int, int, str, bool, bool]:
        """Style index, quarter turn, why not to be read (''), symbol font, stands on a picture."""
        raw = self.reader.raw
        item = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self.text, index, matrix)
        size = abs(raw.FPDFText_GetFontSize(self.text, index)) * math.hypot(matrix.c, matrix.d)
        name, bold, italic = self.reader.font(item)
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        colour, alpha = self._colour(item)
        bold = bold or mode == 2
        number = self._styles.setdefault(Style(round(size, 1), bold, italic, f"{colour:06X}", name), len(self._styles))
        if number == len(self.page.styles):
            self.page.styles.append(Style(round(size, 1), bold, italic, f"{colour:06X}", name))
        dx = self.base[0] * matrix.a + self.base[2] * matrix.b
        dy = self.base[1] * matrix.a + self.base[3] * matrix.b
        angle = math.degrees(math.atan2(dy, dx))  # clockwise, as y points down
        way = round(angle / 90) % 4
        oblique = abs(angle - 90 * round(angle / 90)) > 6
        if way == 0 and not oblique and self._downwards(index, size):
            way = VERTICAL
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        pictured = mode in _INVISIBLE_MODES and any(inside(image, x, y) for image in self.page.images)
        drop = ""
        if self.reader.hidden_layers and on_hidden_layer(raw, item, self.reader.hidden_layers):
            return number, way, "layer", False, False
        low = min(colour >> 16, colour >> 8 & 255, colour & 255)
        if oblique or (size > 20 and (low >= _PALE or alpha < 128) and not self._on_fill(x, y)):
            drop = "stamp"
        elif self._invisible(mode, pictured, alpha, size) or (
            low >= _WHITE and mode not in _INVISIBLE_MODES and not self._on_fill(x, y)
        ):
            drop = "hidden"
        lowered = name.lower()
        symbol = "wingdings" in lowered and "wingdings3" not in lowered.replace(" ", "")
        return number, way, drop, symbol, pictured

    @staticmethod
    def _invisible(mode: int, pictured: bool, alpha: int, size: float) -> bool:
        return (mode in _INVISIBLE_MODES and not pictured) or alpha == 0 or size < 1.5

    def _downwards(self, index: int, size: float) -> bool:
        """Whether upright characters of one object run down the page, as vertical writing does."""
        raw, text = self.reader.raw, self.text
        if self.reader._text_object(text, index) != self.reader._text_object(text, index + 1):
            return False
        origins = []
        for at in (index, index + 1):
            x, y = ctypes.c_double(), ctypes.c_double()
            if not raw.FPDFText_GetCharOrigin(text, at, x, y):
                return False
            origins.append((x.value, y.value))
        dx, dy = origins[1][0] - origins[0][0], origins[1][1] - origins[0][1]
        across = abs(self.base[0] * dx + self.base[2] * dy)
        down = self.base[1] * dx + self.base[3] * dy
        return across < 0.3 * size and down > 0.6 * size

    def _on_fill(self, x: float, y: float) -> bool:
        page = self.page
        return any(inside(box, x, y) for group in (page.fills, page.images, page.shapes) for box in group)

    def _colour(self, item: Any) -> tuple[int, int]:
        if not self.reader.raw.FPDFPageObj_GetFillColor(item, *self._int_pointers):
            return 0, 255
        red, green, blue, alpha = (value.value for value in self._ints)
        return red << 16 | green << 8 | blue, alpha


def _spread(glyphs: list[Glyph], count: int) -> None:
    """Let the last ``count`` characters, the letters of one ligature, stand side by side in the box that they share."""
    x0, x1 = glyphs[-count].x0, glyphs[-1].x1
    for at in range(count):
        glyph = glyphs[at - count]
        glyphs[at - count] = glyph._replace(x0=x0 + at * (x1 - x0) / count, x1=x0 + (at + 1) * (x1 - x0) / count)


def display_matrix(box: Box, quarter: int) -> Matrix:
    """From PDF user space to points from the displayed page's top left; ``box`` is left, bottom, right, top."""
    left, bottom, right, top = box
    return (
        (1.0, 0.0, 0.0, -1.0, -left, top),
        (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        (0.0, -1.0, -1.0, 0.0, top, right),
    )[quarter]


def main_turn(page: PageContent) -> int:
    """The quarter turn that most characters of a page have (0 = upright)."""
    ways = Counter(item.quarter for item in page.turned if item.quarter != VERTICAL)
    way, count = max(ways.items(), key=lambda pair: pair[1], default=(0, 0))
    return way if count > 2 * len(page.glyphs) and count > 12 else 0


def _font_name(data: bytes) -> str:
    """A font's name; Chinese makers write GBK bytes."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
