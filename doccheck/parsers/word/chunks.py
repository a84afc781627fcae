"""Whole documents put into the body as they are (``w:altChunk``): Word files, web pages and plain text.

Word turns them into its own paragraphs when it opens the file; so do we, without fetching what a page points to.
"""

from __future__ import annotations

import re

from lxml import etree

from doccheck.parsers.word.names import (
    CELL,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    ROW,
    RUN,
    RUN_PROPERTIES,
    TABLE,
    TEXT,
    VAL,
    XML_SPACE,
    W,
)

_UNREAD = frozenset({"head", "script", "style", "title", "template", "noscript"})
_BLOCKS = frozenset({"address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"})  # fmt: skip
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING = re.compile(r"h([1-6])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_SPAN = 63
_MAX_DEPTH = 200


def is_word(data: bytes) -> bool:
    """Whether a chunk is a Word file."""
    return data.startswith(b"PK")


def as_body(name: str, data: bytes) -> etree._Element | None:
    """A web page, web archive or plain text as the body of a Word file; None for other kinds."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"mime-version:") or b"\nmime-version:" in head:
        page = _page_of_archive(data)
        return None if page is None else _page(page)
    if b"<html" in head or head.startswith(b"<!doctype html") or name.lower().endswith((".htm", ".html", ".xhtml")):
        return _page(_decoded(data))
    if name.lower().endswith(".txt"):
        body = etree.Element(W + "body")
        for line in _decoded(data).splitlines():
            _run(etree.SubElement(body, PARAGRAPH), line, bold=False, hidden=False)
        return body
    return None


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _page_of_archive(data: bytes) -> str | None:
    import email

    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return _decoded(content) if isinstance(content, bytes) else None
    return None


def _page(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    body = etree.Element(W + "body")
    _Writer(body).walk(root, bold=False, hidden=False, depth=0)
    return body


class _Writer:
    """Writes the elements of a page into a container; ``paragraph`` is the one that words go on in."""

    def __init__(self, container: etree._Element) -> None:
        self._container = container
        self._paragraph: etree._Element | None = None
        self._level: int | None = None

    def walk(self, element: etree._Element, *, bold: bool, hidden: bool, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _UNREAD or depth > _MAX_DEPTH:
            return
        hidden = hidden or bool(_HIDDEN.search(element.get("style") or ""))
        bold = bold or tag in _BOLD
        if tag == "table":
            self._paragraph = None
            _table(element, etree.SubElement(self._container, TABLE), hidden, depth)
            return
        if tag == "br" and self._paragraph is not None:
            etree.SubElement(etree.SubElement(self._paragraph, RUN), W + "br")
            return
        if tag in _BLOCKS:
            self._paragraph = None
            heading = _HEADING.fullmatch(tag)
            self._level = int(heading[1]) if heading else None
        self._words(element.text, bold, hidden)
        for child in element:
            self.walk(child, bold=bold, hidden=hidden, depth=depth + 1)
            self._words(child.tail, bold, hidden)
        if tag in _BLOCKS:
            self._paragraph = self._level = None

    def _words(self, text: str | None, bold: bool, hidden: bool) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", text or "")
        if not text.strip() and self._paragraph is None:
            return
        if self._paragraph is None:
            self._paragraph = etree.SubElement(self._container, PARAGRAPH)
            text = text.lstrip(" ")
            if self._level is not None:
                properties = etree.SubElement(self._paragraph, PARAGRAPH_PROPERTIES)
                etree.SubElement(properties, W + "outlineLvl").set(VAL, str(self._level - 1))
        if text:
            _run(self._paragraph, text, bold=bold, hidden=hidden)


def _run(paragraph: etree._Element, text: str, *, bold: bool, hidden: bool) -> None:
    run = etree.SubElement(paragraph, RUN)
    if bold or hidden:
        properties = etree.SubElement(run, RUN_PROPERTIES)
        for name, wanted in (("b", bold), ("vanish", hidden)):
            if wanted:
                etree.SubElement(properties, W + name)
    written = etree.SubElement(run, TEXT)
    written.set(XML_SPACE, "preserve")
    written.text = re.sub(r"[\x00-\x08\x0b-\x1f]", "", text)


def _table(source: etree._Element, table: etree._Element, hidden: bool, depth: int) -> None:
    going: dict[int, tuple[int, int]] = {}  # column → rows that are still covered from above, and their width
    for line in source.iter("tr"):
        if next(line.iterancestors("table"), None) is not source:
            continue
        row = etree.SubElement(table, ROW)
        following: dict[int, tuple[int, int]] = {}
        col = 0
        for cell in [*line.iterchildren("td", "th"), None]:
            while col in going:
                left, width = going.pop(col)
                _cell(row, width, "continue")
                if left > 1:
                    following[col] = (left - 1, width)
                col += width
            if cell is None:
                break
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            written = _cell(row, width, "restart" if height > 1 else "")
            if height > 1:
                following[col] = (height - 1, width)
            _Writer(written).walk(cell, bold=False, hidden=hidden, depth=depth + 1)
            col += width
        going = following


def _cell(row: etree._Element, width: int, merge: str) -> etree._Element:
    cell = etree.SubElement(row, CELL)
    properties = etree.SubElement(cell, W + "tcPr")
    if width > 1:
        etree.SubElement(properties, W + "gridSpan").set(VAL, str(width))
    if merge:
        etree.SubElement(properties, W + "vMerge").set(VAL, merge)
    return cell


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isdecimal() and len(text) < 5 else 1


__all__ = ["as_body", "is_word"]
