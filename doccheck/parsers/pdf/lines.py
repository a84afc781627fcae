"""Printed lines: characters that share a baseline, composed to the text that a reader sees."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from operator import itemgetter
from statistics import median

from msgspec import Struct, field

from doccheck.document.model import Box, Span
from doccheck.parsers.pdf.content import Edge, Glyph, PageContent, Space, Style, Turned
from doccheck.parsers.pdf.engine import VERTICAL
from doccheck.parsers.pdf.glyphs import is_wide, leading_token

_BAND = 0.45  # of the size: how far baselines of one line may lie apart (superscripts)
_WIDE_GAP = 0.9  # of the size: a gap that a reader notices between two Han characters
_WORD_GAP = 0.17  # of the size: a gap that parts two Latin words

_NUMBER = re.compile(r"^[（(]?第?[一二三四五六七八九十百\d.．①-⑳]{1,6}[章节条]?[）)、.．]?$")


class TextLine(Struct):
    """One printed line; ``first`` is the width in points of what had to stay together at its start."""

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool
    first: float
    spans: list[Span] = field(default_factory=list)
    box: Box = (0.0, 0.0, 0.0, 0.0)

    @property
    def width(self) -> float:
        """Points from its first to its last character."""
        return self.x1 - self.x0


def group_by_baseline(glyphs: list[Glyph], styles: list[Style]) -> list[list[Glyph]]:
    """The characters of each printed line, lines from top to bottom, characters from left to right."""
    rows: list[list[Glyph]] = []
    base, size = 0.0, 0.0
    for glyph in sorted(glyphs, key=lambda item: item.base):
        own = styles[glyph.style].size
        if rows and glyph.base - base <= _BAND * max(size, own):
            rows[-1].append(glyph)
            if own > size:
                base, size = glyph.base, own
        else:
            rows.append([glyph])
            base, size = glyph.base, own
    for row in rows:
        row.sort(key=lambda item: item.x0)
    return rows


def compose(row: list[Glyph], page: PageContent, rules: list[Edge]) -> TextLine:
    """One line's text from its characters (sorted by x): doubles dropped, gaps turned to spaces, words or blanks."""
    styles = page.styles
    row, doubled = _without_doubles(row, styles)
    row = _without_struck(row, page, rules) or [row[0]._replace(text=" ")]
    sizes: dict[float, int] = {}
    bold = 0
    for glyph in row:
        style = styles[glyph.style]
        sizes[style.size] = sizes.get(style.size, 0) + 1
        bold += style.bold
    size = max(sizes, key=lambda key: (sizes[key], key))
    heavy = bold == len(row) or doubled * 2 > len(row) or _bold_but_number(row, styles)
    bases = [glyph.base for glyph in row if styles[glyph.style].size == size]
    base = median(bases)
    under = _underlines([edge for edge in rules if -0.08 * size <= edge.top - base <= 0.42 * size], size)
    spaced = _spaces_near(page, base, _BAND * size)
    parts, places = _pieces(row, size, under, spaced)
    text = "".join(parts)
    token = leading_token(text)
    first = 0.0
    length = 0
    for part, place in zip(parts, places, strict=True):
        length += len(part)
        if place is not None:
            first = place.x1 - row[0].x0
        if length >= token:
            break
    x0 = row[0].x0
    if text.startswith("_"):
        x0 = min([x0, *(edge.x0 for edge in under if edge.x0 > x0 - 12 * size)])
    x1 = max(glyph.x1 for glyph in row[-3:])
    line = TextLine(
        text, page.number, x0, x1, base - 0.88 * size, base + 0.14 * size,
        base, size, heavy, first,
    )  # fmt: skip
    if (not heavy and bold) or under:
        line.spans = _spans(parts, places, styles, under)
    line.box = (line.x0, line.top, line.x1, line.bottom)
    return line


def _spaces_near(page: PageContent, base: float, near: float) -> list[Space]:
    """The space characters on a line, from left to right; the page keeps them by baseline."""
    start = bisect_left(page.spaces, base - near, key=itemgetter(2))
    end = bisect_right(page.spaces, base + near, key=itemgetter(2))
    return sorted(page.spaces[start:end])


def _underlines(edges: list[Edge], size: float) -> list[Edge]:
    """The rules below a line's baseline, those drawn in pieces put together."""
    joined: list[Edge] = []
    for edge in sorted(edges):
        if joined and edge.x0 - joined[-1].x1 < 1.5 and abs(edge.top - joined[-1].top) < 2:
            joined[-1] = joined[-1]._replace(x1=max(joined[-1].x1, edge.x1))
        else:
            joined.append(edge)
    return [edge for edge in joined if edge.x1 - edge.x0 >= 0.8 * size]


def _bold_but_number(row: list[Glyph], styles: list[Style]) -> bool:
    """Whether all of a line is bold save the number before it, which Word sets in its own type."""
    plain = next((at for at, glyph in enumerate(row) if styles[glyph.style].bold), len(row))
    if not 0 < plain <= min(8, len(row) - 1) or not all(styles[glyph.style].bold for glyph in row[plain:]):
        return False
    return bool(_NUMBER.match("".join(glyph.text for glyph in row[:plain])))


def _without_doubles(row: list[Glyph], styles: list[Style]) -> tuple[list[Glyph], int]:
    """Drop characters drawn again on their own place to look bold; gives the rest and how many were dropped."""
    kept: list[Glyph] = []
    dropped = 0
    for glyph in row:
        # Few characters start within a fifth of a square of their left neighbour.
        if kept and glyph.x0 - kept[-1].x0 < 0.5 * (glyph.x1 - glyph.x0) + 0.01:
            near = min(0.22 * styles[glyph.style].size, 0.5 * (glyph.x1 - glyph.x0) + 0.01)
            if any(
                other.text == glyph.text and glyph.x0 - other.x0 < near and abs(glyph.base - other.base) < near
                for other in kept[-3:]
            ):
                dropped += 1
                continue
        kept.append(glyph)
    return kept, dropped


def _without_struck(row: list[Glyph], page: PageContent, rules: list[Edge]) -> list[Glyph]:
    """Drop characters that a rule of their own strikes through; the page keeps their words."""
    if not rules:
        return row
    size = max(page.styles[glyph.style].size for glyph in row)
    base = median(glyph.base for glyph in row)
    first, last = row[0].x0 - size, row[-1].x1 + size
    across = [edge for edge in rules if -0.55 * size < edge.top - base < -0.15 * size]
    across = [edge for edge in across if first < edge.x0 and edge.x1 < last]
    if not across:
        return row
    struck = [glyph for glyph in row if any(edge.x0 < (glyph.x0 + glyph.x1) / 2 < edge.x1 for edge in across)]
    if struck:
        page.struck.append("".join(glyph.text for glyph in struck))
    kept: list[Glyph] = []
    for glyph in row:
        if glyph not in struck:
            kept.append(glyph)
        elif kept:
            # The room of struck words is no gap to a reader.
            kept[-1] = kept[-1]._replace(x1=max(kept[-1].x1, glyph.x1))
    return kept


def _pieces(
    row: list[Glyph], size: float, under: list[Edge], spaced: list[Space]
) -> tuple[list[str], list[Glyph | None]]:
    """The line's text in pieces: a character with its place, or a filler between two without one."""
    gaps = [right.x0 - left.x1 for left, right in itertools.pairwise(row)]
    wide = [gap for gap, left, right in zip(gaps, row, row[1:], strict=False) if is_wide(left.text + right.text)]
    # Letters spaced out evenly (a title set apart) are one word: measure gaps from the usual one.
    usual = max(0.0, median(wide)) if len(wide) >= 3 and min(wide) > 0.25 * size else 0.0
    under = [edge for edge in under if not any(edge.x0 < (g.x0 + g.x1) / 2 < edge.x1 for g in row)]
    parts: list[str] = []
    places: list[Glyph | None] = []
    blank = _blank(row[0].x0 - 20 * size, row[0].x0, under, size)
    if blank:
        parts.append(blank)
        places.append(None)
    previous: Glyph | None = None
    for glyph in row:
        if previous is not None:
            gap = glyph.x0 - previous.x1
            # Han characters side by side, the usual case, have nothing between them.
            filler = ""
            if spaced or gap > _WORD_GAP * size:
                filler = _filler(previous, glyph, size, usual, under, spaced)
            if filler:
                parts.append(filler)
                places.append(None)
        parts.append(glyph.text)
        places.append(glyph)
        previous = glyph
    if previous is not None:
        blank = _blank(previous.x1, previous.x1 + 30 * size, under, size)
        if blank:
            parts.append(blank)
            places.append(None)
    return parts, places


def _filler(
    left: Glyph, right: Glyph, size: float, usual: float, under: list[Edge],
    spaced: list[Space],
) -> str:  # fmt: skip
    """What stands between two neighbours: nothing, a space, several, or an underlined blank."""
    gap = right.x0 - left.x1
    if gap >= 0.8 * size:
        blank = _blank(left.x1, right.x0, under, size)
        if blank:
            return blank
    left_wide, right_wide = is_wide(left.text), is_wide(right.text)
    if gap - usual >= _WIDE_GAP * size:
        found = "".join(
            char for x0, x1, _, char in spaced if x0 >= left.x1 - 0.3 * size and x1 <= right.x0 + 0.3 * size
        )
        if found.strip(" ") or len(found) * 0.7 * size > gap:
            return found
        return " " * min(12, max(2, round(2 * gap / size)))
    if left_wide or right_wide:
        return ""
    if gap >= _WORD_GAP * size:
        return " "
    middle = (left.x1 + right.x0) / 2
    at = bisect_left(spaced, (middle - size,))
    while at < len(spaced) and spaced[at][0] < middle + size:
        if gap > -0.3 * size and abs((spaced[at][0] + spaced[at][1]) / 2 - middle) < 0.25 * size:
            return " "
        at += 1
    return ""


def _blank(start: float, end: float, under: list[Edge], size: float) -> str:
    """Underscores for a rule under an empty stretch, two for each full-width square."""
    longest = 0.0
    for edge in under:
        longest = max(longest, min(edge.x1, end) - max(edge.x0, start))
    return "_" * max(2, round(2 * longest / size)) if longest >= 0.8 * size else ""


def _spans(parts: list[str], places: list[Glyph | None], styles: list[Style], under: list[Edge]) -> list[Span]:
    """Stretches of equal boldness, slant and underline."""
    spans: list[Span] = []
    looks: tuple[bool, bool, bool, float | None]
    offset = 0
    for part, place in zip(parts, places, strict=True):
        end = offset + len(part)
        if place is not None:
            style = styles[place.style]
            middle = (place.x0 + place.x1) / 2
            underlined = any(edge.x0 <= middle <= edge.x1 for edge in under)
            looks = (style.bold, style.italic, underlined, style.size)
        else:
            looks = (False, False, part.startswith("_"), None)
        last = spans[-1] if spans else None
        if last is not None and (last.bold, last.italic, last.underline, last.size) == looks:
            spans[-1] = Span(last.start, end, *looks)
        else:
            spans.append(Span(offset, end, *looks))
        offset = end
    return spans


def turned_lines(items: list[Turned], page: PageContent) -> list[TextLine]:
    """Lines of vertical and rotated writing: columns from right to left (or left to right when it reads upwards)."""
    lines: list[TextLine] = []
    for quarter in sorted({item.quarter for item in items}):
        own = [item for item in items if item.quarter == quarter]
        upwards = quarter == 3
        columns: list[list[Turned]] = []
        for item in sorted(own, key=lambda one: one.y if quarter == 2 else one.x):
            size = page.styles[item.style].size
            place = item.y if quarter == 2 else item.x
            before = columns[-1][0] if columns else None
            if before is not None and abs(place - (before.y if quarter == 2 else before.x)) <= 0.6 * size:
                columns[-1].append(item)
            else:
                columns.append([item])
        if not upwards:
            columns.reverse()
        lines.extend(_turned_line(column, page, quarter) for column in columns)
    return [line for line in lines if line.text.strip()]


def _turned_line(column: list[Turned], page: PageContent, quarter: int) -> TextLine:
    column.sort(key=lambda one: -one.y if quarter == 3 else one.y if quarter in (1, VERTICAL) else -one.x)
    size = max(page.styles[item.style].size for item in column)
    text = "".join(item.text for item in column)
    text = "".join(
        char for at, char in enumerate(text)
        if not char.isspace() or (0 < at < len(text) - 1 and not is_wide(text[at - 1]) and not is_wide(text[at + 1]))
    )  # fmt: skip
    half = size / 2
    x0, x1 = min(item.x for item in column) - half, max(item.x for item in column) + half
    top, bottom = min(item.y for item in column) - half, max(item.y for item in column) + half
    bold = all(page.styles[item.style].bold for item in column)
    return TextLine(text, page.number, x0, x1, top, bottom, bottom, size, bold, size, [], (x0, top, x1, bottom))
