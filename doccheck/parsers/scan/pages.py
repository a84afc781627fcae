"""Pages of a PDF whose own text cannot be used, read from their picture instead."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from doccheck.document.model import Document, Incident, IncidentKind, Location
from doccheck.parsers import pace
from doccheck.parsers.pdf.layout import PageDraft, lay_out
from doccheck.parsers.scan import engine
from doccheck.parsers.scan.layer import doubt, is_layered

if TYPE_CHECKING:
    from doccheck.parsers.pdf.lines import TextLine
    from doccheck.parsers.scan.engine import Image
    from doccheck.parsers.scan.page import ReadPage

DPI = 200
_MOST_PIXELS = 24_000_000
_SAMPLE = 5
_AGREES = 0.8
"""Likeness of a hidden layer's lines to what is seen at their places; honest layers have 0.95, shifted ones 0.1."""
_LEAST = 0.3
"""Share of a hidden layer's characters that the picture must show to take its place."""
_LACK = "本机没有文字识别（OCR）组件，未能检查"
_WHY = {
    "picture": f"是扫描图像，没有可读文字，{_LACK}",
    "outlines": f"的文字已转成图形，没有可读文字，{_LACK}",
    "codes": f"的字体没有文字编码，字符无法识别，{_LACK}；也可重新导出 PDF 并嵌入字体",
    "mojibake": f"的文字编码有误（疑似乱码），{_LACK}；也可重新导出 PDF",
    "failed": "是图像，识别文字时出错，未能检查",
}


class PictureReader(Struct):
    """Reads pages of one open PDF from their picture where their text is none, or is not what is seen.

    ``raw`` is pypdfium2's raw interface. Without the extra [ocr] pages stay as they are and are said to be unread.
    """

    raw: Any
    pages: dict[int, ReadPage] = field(default_factory=dict)
    layered: list[int] = field(default_factory=list)
    unread: dict[str, list[int]] = field(default_factory=dict)

    def look(self, handle: Any, draft: PageDraft) -> PageDraft:
        """The draft of the loaded page, or another made from its picture."""
        reason = doubt(draft.content)
        if not reason and not is_layered(draft.content):
            return draft
        number = draft.content.number
        if not reason:
            if not engine.available() or self._agrees(handle, draft):
                self.layered.append(number)
                return draft
            reason = "layer"
        kept = [one for one in draft.incidents if one.kind not in (IncidentKind.NO_TEXT_LAYER, _LOW)]
        if not engine.available():
            self.unread.setdefault(reason, []).append(number)
            draft.incidents = kept
            return draft
        try:
            page = self._read(handle, draft)
        except MemoryError:
            raise
        except Exception:  # whatever the recogniser stumbles over costs this page alone
            self.unread.setdefault("failed", []).append(number)
            draft.incidents = kept
            return draft
        again = lay_out(page.content)
        if reason == "layer" and _written(again) < _LEAST * _written(draft):
            self.layered.append(number)  # nothing that is in the file may be lost for a picture that shows less
            return draft
        self.pages[number] = page
        again.incidents = [*kept, *again.incidents]
        return again

    def finish(self, document: Document) -> Document:
        """The document with the recognised lines' certainty, their places, and what is to be said about them."""
        from doccheck.parsers.scan.report import told

        unread = tuple(
            Incident(IncidentKind.NO_TEXT_LAYER, _pages(numbers) + _WHY[why], count=len(numbers), location=_at(numbers))
            for why, numbers in self.unread.items()
        )
        whole = told(replace(document, incidents=(*document.incidents, *unread)), self.pages)
        scanned = tuple(sorted({*self.pages, *self.layered}))
        ocr = document.ocr or len(scanned) * 2 > (document.pages or 1)
        return replace(whole, scanned=scanned, ocr=ocr)

    def _read(self, handle: Any, draft: PageDraft) -> ReadPage:
        from doccheck.parsers.scan.page import read_page

        image, scale = render(self.raw, handle)
        page = read_page(image, draft.content.number, scale)
        pace.page_done()
        return page

    def _agrees(self, handle: Any, draft: PageDraft) -> bool:
        """Whether the page's hidden text is what can be read at its places: a few lines are tried."""
        import numpy as np
        from rapidfuzz.fuzz import ratio

        lines = sorted(_lines(draft), key=lambda line: -len(line.text))[: 4 * _SAMPLE : 4][:_SAMPLE]
        if draft.content.turn or not lines:
            return False
        image, scale = render(self.raw, handle)
        pieces = [_piece(image, line, scale) for line in lines]
        seen = engine.recognise([np.ascontiguousarray(piece) for piece in pieces])
        likeness = [
            ratio("".join(line.text.split()), "".join(one.text.split())) / 100
            for line, one in zip(lines, seen, strict=True)
        ]
        return sum(likeness) >= _AGREES * len(likeness)


_LOW = IncidentKind.LOW_CONFIDENCE


def render(raw: Any, handle: Any) -> tuple[Image, float]:
    """The RGB picture of a loaded page as it is displayed, and its pixels for a point."""
    import numpy as np

    width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
    scale = min(DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    bitmap = raw.FPDFBitmap_CreateEx(across, down, raw.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, across, down, 0, raw.FPDF_ANNOT)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.cast(
            raw.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * (stride * down))
        ).contents  # fmt: skip
        rows = np.frombuffer(buffer, dtype=np.uint8).reshape(down, stride)[:, : across * 4].reshape(down, across, 4)
        return np.ascontiguousarray(rows[:, :, 2::-1]), scale
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _lines(draft: PageDraft) -> list[TextLine]:
    cells = [line for table in draft.tables for cell in table.cells for one in cell.drafts for line in one.lines]
    return [line for line in (*draft.sheet.lines, *cells) if len(line.text.strip()) >= 4 and line.width > line.size]


def _written(draft: PageDraft) -> int:
    return sum(len(line.text) for line in _lines(draft))


def _piece(image: Image, line: TextLine, scale: float) -> Image:
    pad = 0.12 * line.size
    top, bottom = round((line.top - pad) * scale), round((line.bottom + pad) * scale)
    left, right = round((line.x0 - pad) * scale), round((line.x1 + pad) * scale)
    return image[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]


def _at(numbers: list[int]) -> Location:
    return Location(page=numbers[0])


def _pages(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"第{numbers[0]}页"
    return f"{len(numbers)} 页（首页码第{numbers[0]}页）"
