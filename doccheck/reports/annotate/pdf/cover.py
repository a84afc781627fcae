"""The front page of an annotated PDF, with an embedded font so that it reads the same in every program."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from msgspec import Struct

from doccheck.findings import Severity
from doccheck.reports import words
from doccheck.reports.annotate.notes import Note, Sheet

COLOUR = {
    Severity.ERROR: (0.93, 0.26, 0.21),
    Severity.WARNING: (1.0, 0.76, 0.03),
    Severity.INFO: (0.26, 0.65, 0.96),
}
_INK = {Severity.ERROR: "#b3261e", Severity.WARNING: "#8a5a00", Severity.INFO: "#0b57a4"}
_CHINESE, _LATIN, _SYMBOL = "DoccheckCJK", "Helvetica", "Symbol"
_SYMBOLS = frozenset("≥≤≠≈√∑∞∏∫←↑→↓α β γ δ λ μ π σ Δ Ω")
_WRITTEN = {"☑": "[√]", "□": "[ ]", "☐": "[ ]", "○": "( )", "●": "·", "℃": "°C", "›": ">", "\t": " ", "\n": " "}
_UNKNOWN = "〓"
_LONGEST = 400


class Listed(Struct, frozen=True):
    """A note in the list of the front page; ``page`` is the original's page, None where it has none."""

    note: Note
    page: int | None


def cover(sheet: Sheet, listed: list[Listed], remarks: list[str], size: tuple[float, float] | None = None) -> bytes:
    """The front page (or pages) as a PDF. ``remarks`` are said below the summary."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import HRFlowable, SimpleDocTemplate, Spacer

    styles = _styles()
    story: list[Any] = [
        _text(sheet.title, styles["title"]),
        *(_text(line, styles["plain"]) for line in sheet.opening),
        *(_text(line, styles["remark"]) for line in remarks),
        Spacer(1, 6),
        HRFlowable(width="100%", thickness=0.6, color="#999999"),
    ]
    if sheet.loose:
        story.append(_text(f"没有对应具体位置的问题（{len(sheet.loose)} 个）", styles["head"]))
        for number, note in enumerate(sheet.loose, start=1):
            story.extend(_entry(f"{number}. ", note, note.lines, styles))
    if listed:
        story.append(_text(f"已在页面上标出的问题（{len(listed)} 处）", styles["head"]))
    for page, group in groupby(listed, key=lambda one: one.page):
        story.append(_text(f"第 {page} 页" if page is not None else "位置不明", styles["page"]))
        for one in group:
            story.extend(_entry("", one.note, one.note.lines[:1], styles))
    if not listed and not sheet.loose:
        story.append(_text("本文件没有发现问题。", styles["plain"]))
    story += [Spacer(1, 8), *(_text(line, styles["small"]) for line in sheet.closing)]
    out = BytesIO()
    template = SimpleDocTemplate(
        out, pagesize=size or A4, leftMargin=56, rightMargin=56, topMargin=56, bottomMargin=50,
        title=sheet.title, author="doccheck", invariant=1,
    )  # fmt: skip
    template.build(story)
    return out.getvalue()


def _entry(number: str, note: Note, lines: tuple[str, ...], styles: dict[str, Any]) -> list[Any]:
    head = _text(number + note.head, styles["entry"], colour=_INK[note.severity])
    return [head, *(_text(words.short(line, _LONGEST), styles["body"]) for line in lines)]


@cache
def _styles() -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = files("doccheck.reports.annotate.pdf") / "fonts" / "DroidSansFallback.ttf"
    pdfmetrics.registerFont(TTFont(_CHINESE, BytesIO(font.read_bytes())))
    base = ParagraphStyle("plain", fontName=_CHINESE, fontSize=10.5, leading=16, wordWrap="CJK")
    return {
        "plain": base,
        "title": ParagraphStyle("title", base, fontSize=16, leading=24, spaceAfter=8),
        "remark": ParagraphStyle("remark", base, fontSize=9.5, leading=15, textColor="#444444"),
        "head": ParagraphStyle("head", base, fontSize=12, leading=18, spaceBefore=10, spaceAfter=3, keepWithNext=1),
        "page": ParagraphStyle("page", base, textColor="#555555", spaceBefore=6, keepWithNext=1),
        "entry": ParagraphStyle("entry", base, leftIndent=10, spaceBefore=3, keepWithNext=1),
        "body": ParagraphStyle("body", base, fontSize=9.5, leading=14.5, leftIndent=22),
        "small": ParagraphStyle("small", base, fontSize=8.5, leading=13, textColor="#555555"),
    }


def _text(text: str, style: Any, colour: str = "") -> Any:
    """A paragraph, each character in a font that has it."""
    from reportlab.platypus import Paragraph

    readable = "".join(_WRITTEN.get(char, char) for char in text)
    marked = "".join(
        escape("".join(group)) if font == _CHINESE else f'<font name="{font}">{escape("".join(group))}</font>'
        for font, group in groupby(map(_shown, readable), key=_font)
    )
    return Paragraph(f'<font color="{colour}">{marked}</font>' if colour else marked, style)


def _shown(char: str) -> str:
    """The character, or what stands for it where no font has it."""
    if 0x2460 <= ord(char) <= 0x2473:
        return chr(ord("0") + ord(char) - 0x245F) if ord(char) < 0x2469 else _UNKNOWN
    return char if _font(char) else _UNKNOWN


def _font(char: str) -> str:
    from reportlab.pdfbase import pdfmetrics

    if ord(char) in pdfmetrics.getFont(_CHINESE).face.charToGlyph:
        return _CHINESE
    if char in _SYMBOLS:
        return _SYMBOL
    try:
        char.encode("cp1252")
    except UnicodeEncodeError:
        return ""
    return _LATIN if ord(char) >= 32 else ""
