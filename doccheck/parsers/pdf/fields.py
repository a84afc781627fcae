"""Values of form fields and typed notes, written into the page where they stand.

A field's own appearance is not trusted: programs that fill forms often leave an old one, or none.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

from doccheck.document.model import Box
from doccheck.parsers.pdf.content import Glyph, PageContent, Style
from doccheck.parsers.pdf.drawing import Matrix
from doccheck.parsers.pdf.glyphs import is_wide

_FREE_TEXT, _WIDGET = 3, 20
_CHECKBOX, _RADIO, _COMBO, _LIST, _TEXT = 2, 3, 4, 5, 6
_UNSEEN = 2 | 32  # flags: hidden, not to be viewed
_PASSWORD = 1 << 13
_MOST = 2000
_SIZE = 12.0
_PITCH = 1.2


class Entry(NamedTuple):
    """Text to be read in a rectangle of the page (left, bottom, right, top in the file's own coordinates)."""

    rectangle: Box
    text: str


def page_entries(raw: Any, form: Any, page: Any) -> tuple[list[Entry], list[int]]:
    """Field values and typed notes without an appearance, and the indexes of the fields that need not be drawn."""
    entries: list[Entry] = []
    spent: list[int] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        text: str | None = None
        if kind == _WIDGET and form:
            text = _value(raw, form, note)
            if text is not None:
                spent.append(index)
        elif kind == _FREE_TEXT and not raw.FPDFAnnot_HasKey(note, b"AP"):
            text = annotation_text(raw.FPDFAnnot_GetStringValue, note, b"Contents")
        if text and not raw.FPDFAnnot_GetFlags(note) & _UNSEEN:
            rectangle = raw.FS_RECTF()
            if raw.FPDFAnnot_GetRect(note, rectangle):
                box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
                entries.append(Entry(box, text))
        raw.FPDFPage_CloseAnnot(note)
    return entries, spent


def annotation_text(call: Any, *given: Any) -> str:
    """A UTF-16 string from a pdfium function that takes buffer and size last."""
    size = call(*given, None, 0)
    if size <= 2 or size > 1 << 20:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(*given, ctypes.cast(buffer, call.argtypes[-2]), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _value(raw: Any, form: Any, note: Any) -> str | None:
    """What a field says; nothing for fields whose appearance is all there is to read (signatures, empty ones)."""
    kind = raw.FPDFAnnot_GetFormFieldType(form, note)
    if kind in (_CHECKBOX, _RADIO):
        state = annotation_text(raw.FPDFAnnot_GetStringValue, note, b"AS")
        return "☑" if state not in ("", "Off") or raw.FPDFAnnot_IsChecked(form, note) else "□"
    if kind not in (_TEXT, _COMBO, _LIST) or raw.FPDFAnnot_GetFormFieldFlags(form, note) & _PASSWORD:
        return None
    return annotation_text(raw.FPDFAnnot_GetFormFieldValue, form, note).strip() or None


def write_entries(page: PageContent, entries: list[Entry], base: Matrix) -> None:
    """Add the characters of ``entries`` to a page, each text's lines inside its rectangle."""
    a, b, c, d, e, f = base
    for (left, bottom, right, top), text in entries:
        xs = (a * left + c * bottom + e, a * right + c * top + e)
        ys = (b * left + d * bottom + f, b * right + d * top + f)
        _write(page, (min(xs), min(ys), max(xs), max(ys)), text)


def _write(page: PageContent, box: Box, text: str) -> None:
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if not lines or box[3] <= box[1]:
        return
    size = round(min(_SIZE, (box[3] - box[1]) / (_PITCH * len(lines))), 1)
    style = Style(size, False, False, "000000", "")
    if style not in page.styles:
        page.styles.append(style)
    number = page.styles.index(style)
    top = (box[1] + box[3] - _PITCH * size * len(lines)) / 2 if len(lines) == 1 else box[1]
    for at, line in enumerate(lines):
        width = sum(1.0 if is_wide(char) else 0.5 for char in line) * size
        scale = min(1.0, (box[2] - box[0]) / width)
        x, base = box[0], top + _PITCH * size * at + size
        for char in line:
            step = (1.0 if is_wide(char) else 0.5) * size * scale
            if char.isspace():
                page.spaces.append((x, x + step, base, " "))
            else:
                page.glyphs.append(Glyph(char, x, x + step, base, number))
            x += step
    page.spaces.sort(key=lambda space: space[2])
