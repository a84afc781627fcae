"""Running headers, footers and page numbers: what repeats outside the text area of the pages."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median

from msgspec import Struct, field

from doccheck.document.model import Box
from doccheck.parsers.pdf.content import Edge
from doccheck.parsers.pdf.lines import TextLine

_MARGIN = 0.13  # share of the page's height in which headers and footers stand
_SAME_HEIGHT = 6.0  # points
_NOTE_MARK = re.compile(r"^\s*(?:\d{1,3}|[①-⑳]|[*†‡]|\[\d+\]|注)")
_NUMBERS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–―_·•~]*\s*\d{1,4}\s*[-—–―_·•~]*|第\s*\d{1,4}\s*页(?:[，,、/\s]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|(?:[Pp]age\s*)?\d{1,4}(?:\s*of\s*\d{1,4})?|[-—–]*\s*[ivxIVX]{1,6}\s*[-—–]*|[-—–]+\s*第?\s*\d{1,4}\s*页?\s*[-—–]+)$"
)
_NEVER = re.compile(
    r"^\s*(?:附[件表录图]|第[一二三四五六七八九十百\d]+[章条节]|表|图|[（(]?[一二三四五六七八九十]+[）)、])"
)


class Sheet(Struct):
    """A page's lines that stand outside tables, in reading order, and the boxes of its tables and figures."""

    number: int
    width: float
    height: float
    lines: list[TextLine]
    boxes: list[Box] = field(default_factory=list)
    headers: list[TextLine] = field(default_factory=list)
    footers: list[TextLine] = field(default_factory=list)
    notes: list[TextLine] = field(default_factory=list)
    rules: list[Edge] = field(default_factory=list)


def set_furniture_apart(sheets: list[Sheet]) -> None:
    """Move headers, footers and page numbers of each sheet from ``lines`` to ``headers`` and ``footers``."""
    body = _body_size(sheets)
    for top in (True, False):
        # A header may have two lines: go inwards until nothing more repeats.
        for _ in range(3):
            found = _repeated(sheets, top, body)
            if not found:
                break
            for sheet, line in found:
                sheet.lines.remove(line)
                (sheet.headers if top else sheet.footers).append(line)
    for sheet in sheets:
        sheet.headers.sort(key=lambda line: (line.base, line.x0))
        sheet.footers.sort(key=lambda line: (line.base, line.x0))


def set_footnotes_apart(sheets: list[Sheet]) -> None:
    """Move the lines below a footnote rule from ``lines`` to ``notes``; footers must have left before.

    The rule is short, begins at the text's left edge in the lower part of the page, and all below it is smaller type
    that begins with a mark.
    """
    body = _body_size(sheets)
    for sheet in sheets:
        if not sheet.lines:
            continue
        left = min(line.x0 for line in sheet.lines)
        for rule in sheet.rules:
            if not 40 <= rule.x1 - rule.x0 <= 220 or abs(rule.x0 - left) > 6 or rule.top < 0.4 * sheet.height:
                continue
            below = [line for line in sheet.lines if line.top > rule.top - 2]
            marked = below and _NOTE_MARK.match(below[0].text)
            if marked and all(line.size <= 0.93 * body for line in below):
                sheet.notes = below
                sheet.lines[:] = [line for line in sheet.lines if line.top <= rule.top - 2]
                break


def _body_size(sheets: list[Sheet]) -> float:
    weights: dict[float, int] = defaultdict(int)
    for sheet in sheets:
        for line in sheet.lines:
            weights[line.size] += len(line.text)
    return max(weights, key=lambda size: weights[size], default=12.0)


def _repeated(sheets: list[Sheet], top: bool, body: float) -> list[tuple[Sheet, TextLine]]:
    """The outermost lines that are furniture."""
    groups: dict[tuple[str, int], list[tuple[Sheet, TextLine]]] = defaultdict(list)
    lone: list[tuple[Sheet, TextLine]] = []
    for sheet in sheets:
        for line in _outermost(sheet, top):
            text = _plain(line.text)
            if _PAGE_NUMBER.match(text) and _apart(sheet, line, top):
                lone.append((sheet, line))
                continue
            height = line.base if top else sheet.height - line.base
            groups[(_NUMBERS.sub("#", text), round(height / _SAME_HEIGHT))].append((sheet, line))
    found = list(lone)
    for (_, height), members in groups.items():
        near = [
            pair for (text, other), pairs in groups.items() for pair in pairs
            if text == _NUMBERS.sub("#", _plain(members[0][1].text)) and abs(other - height) <= 1
        ]  # fmt: skip
        if _is_furniture(near, sheets, top, body):
            found.extend(members)
    return found


def _outermost(sheet: Sheet, top: bool) -> list[TextLine]:
    """The line (or lines on one baseline) nearest to the page's upper or lower end, within the margin."""
    if not sheet.lines:
        return []
    edge = min(sheet.lines, key=lambda line: line.base) if top else max(sheet.lines, key=lambda line: line.base)
    limit = sheet.height * _MARGIN
    if (edge.bottom if top else sheet.height - edge.top) > limit:
        return []
    if any((box[1] < edge.top) if top else (box[3] > edge.bottom) for box in sheet.boxes):
        return []
    return [line for line in sheet.lines if abs(line.base - edge.base) < 3]


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text.strip("_ "))


def _apart(sheet: Sheet, line: TextLine, top: bool) -> bool:
    """Whether a lone page number stands clear of the text, at the page's very end."""
    height = line.base if top else sheet.height - line.base
    if height > 0.115 * sheet.height:
        return False
    others = [
        (other.top - line.bottom) if top else (line.top - other.bottom)
        for other in sheet.lines
        if abs(other.base - line.base) >= 3
    ]
    others += [(box[1] - line.bottom) if top else (line.top - box[3]) for box in sheet.boxes]
    return not others or min(others) > 0.45 * line.size


def _is_furniture(members: list[tuple[Sheet, TextLine]], sheets: list[Sheet], top: bool, body: float) -> bool:
    """Whether lines of equal words and height are running headers rather than text that happens to repeat."""
    pages = {sheet.number for sheet, _ in members}
    if len(pages) < 2:
        return False
    texts = {_plain(line.text) for _, line in members}
    size = median(line.size for _, line in members)
    if size > 1.2 * body:
        return False
    if len(texts) > 1 and not _counts_pages(members):
        return False
    if len(texts) > 1 and _NEVER.match(members[0][1].text):
        return False
    height = median(line.base if top else sheet.height - line.base for sheet, line in members)
    return not _text_reaches(sheets, pages, height, top) and (len(pages) > 2 or _clear(members, top))


def _clear(members: list[tuple[Sheet, TextLine]], top: bool) -> bool:
    """On two pages only: the line must stand off from the text by more than a line."""
    for sheet, line in members:
        others = [(o.top - line.bottom) if top else (line.top - o.bottom) for o in sheet.lines if o is not line]
        others += [(box[1] - line.bottom) if top else (line.top - box[3]) for box in sheet.boxes]
        if others and min(others) < 0.9 * line.size:
            return False
    return True


def _counts_pages(members: list[tuple[Sheet, TextLine]]) -> bool:
    """Whether some number in the texts rises with the page."""
    rows = [([int(n) for n in _NUMBERS.findall(_plain(line.text))], sheet.number) for sheet, line in members]
    width = min(len(numbers) for numbers, _ in rows)
    return any(len({numbers[at] - page for numbers, page in rows}) == 1 for at in range(width))


def _text_reaches(sheets: list[Sheet], pages: set[int], height: float, top: bool) -> bool:
    """Whether pages without the repeated line have their text at its height or further out: then it is text too."""
    reaching = 0
    others = 0
    for sheet in sheets:
        if sheet.number in pages:
            continue
        edges = [line.base if top else sheet.height - line.base for line in sheet.lines]
        edges += [box[1] if top else sheet.height - box[3] for box in sheet.boxes]
        if not edges:
            continue
        others += 1
        reaching += min(edges) < height + _SAME_HEIGHT
    return reaching > 0 and reaching * 4 >= others
