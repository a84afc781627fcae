"""Paragraphs from printed lines, joined as a reader would join them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from statistics import median

from msgspec import Struct, field

from doccheck.document.model import Span
from doccheck.parsers.pdf.glyphs import is_wide
from doccheck.parsers.pdf.lines import TextLine

# Numbers that open a paragraph. The strong ones do so wherever they stand at the start of a line.
_STRONG = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百零〇\d]{1,5}[章节条部篇][\s　、：:]?|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|附[件表录]\s*[\d一二三四五六七八九十]*\s*[:：]?"
    r"|[甲乙丙丁戊己庚辛壬癸]方[一二三四五六\d]?\s*(?:[（(][^（）()]{1,12}[)）])?\s*[:：])"
)
_WEAK = re.compile(
    r"^\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?![\d%％.])|\d{1,2}[）)]|[①-⑳]|[□■☑●•◆➢▪√])"
)
_CODE = re.compile(r"[0-9A-Z]{15,}")
"""A credit code, which goes on behind its label's colon though no line could hold it there."""
_LEADER = re.compile(r"^(.*?\S)\s*(?:[.．·•…⋯]\s*){4,}\s*[-—]?\s*(\d{1,4}|[ivxIVX]{1,6})\s*[-—]?\s*$")
_GAPPED = re.compile(r"^(.*?\S)\s{2,}(\d{1,4})$")
_CONTENTS = re.compile(r"^目\s*[录次]$")
_ENDS = tuple("。！？；：.!?;:”」…")
_MOBILE = re.compile(r"(?<!\d)1\d{10}$")  # a whole number, however narrow its cell
_LABEL = re.compile(r"^[^，。；]{1,14}[：:]")


class Region(Struct):
    """The space that lines were set in: left and right edge, whether it is a table cell, its usual character size."""

    left: float
    right: float
    cell: bool = False
    size: float = 0.0

    @property
    def width(self) -> float:
        """Points from edge to edge."""
        return self.right - self.left


class Draft(Struct):
    """A paragraph in the making."""

    lines: list[TextLine]
    region: Region
    toc: bool = False
    centred: bool = False
    zone: str = ""
    toc_text: str = ""
    caption_of: list[str] = field(default_factory=list)

    @property
    def last(self) -> TextLine:
        """The line read last."""
        return self.lines[-1]

    def compose(self) -> tuple[str, list[tuple[int, int]], tuple[Span, ...]]:
        """Text, the offsets of each line in it, and stretches of looks where they differ within it."""
        if self.toc_text:
            return self.toc_text, [(0, len(self.toc_text))] * 1 if len(self.lines) == 1 else self._thirds(), ()
        parts: list[str] = []
        offsets: list[tuple[int, int]] = []
        spans: list[Span] = []
        mixed = any(line.spans for line in self.lines) or len({line.bold for line in self.lines}) > 1
        length = 0
        for at, line in enumerate(self.lines):
            text = line.text
            if parts and _spaced(parts[-1], text, self._broken(at)):
                parts[-1] += " "
                length += 1
                offsets[-1] = (offsets[-1][0], offsets[-1][1] + 1)
            elif parts and _hyphenated(parts[-1], text):
                parts[-1] = parts[-1][:-1]
                length -= 1
                offsets[-1] = (offsets[-1][0], offsets[-1][1] - 1)
            offsets.append((length, length + len(text)))
            if mixed:
                own = line.spans or [Span(0, len(text), line.bold, size=line.size)]
                spans.extend(Span(s.start + length, s.end + length, s.bold, s.italic, s.underline, s.size) for s in own)
            parts.append(text)
            length += len(text)
        whole = "".join(parts)
        return whole, offsets, _fused(spans, len(whole))

    def _broken(self, at: int) -> bool:
        """Whether the line before line ``at`` had no room for one more figure, so that a number was broken apart."""
        above = self.lines[at - 1]
        return self.region.right - above.x1 < 0.8 * above.size

    def _thirds(self) -> list[tuple[int, int]]:
        ends: list[tuple[int, int]] = []
        at = 0
        for line in self.lines:
            end = min(len(self.toc_text), at + len(line.text))
            ends.append((at, end))
            at = end
        return [*ends[:-1], (ends[-1][0], len(self.toc_text))]


def _fused(spans: list[Span], length: int) -> tuple[Span, ...]:
    """Spans with equal neighbours fused and none beyond the text."""
    fused: list[Span] = []
    for span in spans:
        end = min(span.end, length)
        last = fused[-1] if fused else None
        if last and (last.bold, last.italic, last.underline, last.size) == (
            span.bold, span.italic, span.underline, span.size,
        ):  # fmt: skip
            fused[-1] = Span(last.start, end, last.bold, last.italic, last.underline, last.size)
        elif end > span.start:
            fused.append(Span(span.start, end, span.bold, span.italic, span.underline, span.size))
    return tuple(fused)


def _spaced(before: str, after: str, broken: bool) -> bool:
    """Whether a space stands between two lines: only between Latin words or numbers."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return False
    if is_wide(before[-1]) or is_wide(after[0]):
        return False
    if before[-1] == "-" or after[0] in ",.;:!?)]}%" or before[-1] in "([{_" or after[0] == "_":
        return False
    # A number that a narrow cell broke apart stays one number.
    return not (broken and before[-1].isdigit() and after[0].isdigit() and not _MOBILE.search(before))


def _hyphenated(before: str, after: str) -> bool:
    if len(before) < 2 or before[-1] != "-" or not after[0].islower():
        return False
    return before[-2].isascii() and before[-2].isalpha()


def text_edges(lines: list[TextLine]) -> Region:
    """The left and right edge of a column of text: the outermost places that several lines share."""
    if not lines:
        return Region(0.0, 0.0)
    enough = max(1, min(4, len(lines) // 20))
    size = median(line.size for line in lines)
    lefts = sorted(line.x0 for line in lines)
    rights = sorted((line.x1 for line in lines), reverse=True)

    def shared(values: list[float]) -> float:
        for at, value in enumerate(values):
            near = sum(abs(other - value) <= 0.7 * size for other in values[at : at + enough + 2])
            if near > enough or len(values) < 4:
                return value
        return values[0]

    return Region(shared(lefts), shared(rights), size=size)


def is_centred(line: TextLine, region: Region) -> bool:
    """Whether a short line stands in the middle of its region."""
    left, right = line.x0 - region.left, region.right - line.x1
    larger = region.size and line.size > 1.15 * region.size
    least = (1.0 if region.cell or larger else 2.4) * line.size
    if 1.7 < left / line.size < 2.3 and right < 4 * line.size:
        return False  # a first line set in by two squares that happens to end early
    return left > least and right > least and abs(left - right) <= max(0.8 * line.size, 0.04 * region.width)


def join_lines(lines: list[TextLine], region: Region, drafts: list[Draft] | None = None) -> list[Draft]:
    """Join ``lines`` (in reading order) of one region into paragraphs, going on from ``drafts`` where they fit."""
    result = drafts if drafts is not None else []
    pitch = _usual_pitch(lines)
    for line in lines:
        last = result[-1] if result else None
        if last is not None and not last.zone and continues(last, line, region, pitch):
            last.lines.append(line)
            last.centred = last.centred and is_centred(line, region)
        else:
            result.append(Draft([line], region, centred=is_centred(line, region)))
    return result


def _usual_pitch(lines: list[TextLine]) -> float:
    """The commonest distance of neighbouring baselines, relative to the size (0 when unknown)."""
    steps = Counter(
        round((low.base - high.base) / max(high.size, 1.0), 1)
        for high, low in itertools.pairwise(lines)
        if high.page == low.page and 0.8 * high.size < low.base - high.base < 3.2 * high.size
        and abs(high.size - low.size) < 0.6
    )  # fmt: skip
    if not steps:
        return 0.0
    most = max(steps.values())
    return min(step for step, count in steps.items() if count * 2 >= most)


def continues(draft: Draft, line: TextLine, region: Region, pitch: float) -> bool:
    """Whether ``line`` goes on in the paragraph ``draft`` rather than opening a new one."""
    last, first = draft.last, draft.lines[0]
    size = last.size
    if leader(last.text) or (draft.toc and _GAPPED.match(last.text)) or _CONTENTS.match(last.text):
        return False
    if abs(line.size - size) > max(0.9, 0.09 * size):
        return False
    if "   " in last.text and "   " in line.text:
        return False
    if line.bold != last.bold and not last.spans and not line.spans:
        return False
    if last.page == line.page:
        step = line.base - last.base
        if step < 0 and not _next_column(last, line):
            return False
        usual = pitch or 1.9
        if step > (usual * 1.28 + 0.05) * size:
            return False
    if not _is_full(last, line, draft.region, draft.centred):
        return False
    if _wrapped_middle(draft, line, region):
        return True
    if draft.centred != is_centred(line, region) and not (draft.centred and line.width < last.width):
        return False
    if draft.centred:
        return not _STRONG.match(line.text)
    return _aligned(draft, first, last, line, region)


def _wrapped_middle(draft: Draft, line: TextLine, region: Region) -> bool:
    """Whether lines that fill a cell from edge to edge may be the beginning of the centred ``line``."""
    if not region.cell or draft.last.text.endswith(_ENDS) or _STRONG.match(line.text) or _WEAK.match(line.text):
        return False
    if line.x0 - region.left < 0.8 * line.size or not _balanced(line, region):
        return False
    return all(above.x0 - region.left < above.size and _balanced(above, region) for above in draft.lines)


def _balanced(line: TextLine, region: Region) -> bool:
    return abs((line.x0 - region.left) - (region.right - line.x1)) <= 0.8 * line.size


def _next_column(last: TextLine, line: TextLine) -> bool:
    return line.x0 > last.x1 or line.base > last.base


def _is_full(last: TextLine, line: TextLine, region: Region, centred: bool) -> bool:
    """Whether the last line had no room left for what the next one begins with."""
    if centred:
        room = region.width - last.width
    else:
        room = region.right - last.x1
    need = max(line.first, last.size if is_wide(line.text[0]) else 0.0)
    spare = 0.75 * last.size
    if need > 6 * last.size and last.text.endswith(_ENDS) and not _CODE.match(line.text):
        need = 2 * last.size
    return room < need + spare


def _aligned(draft: Draft, first: TextLine, last: TextLine, line: TextLine, region: Region) -> bool:
    """Whether the indentation and the opening words of ``line`` fit a continuing line."""
    size = last.size
    own = line.x0 - region.left
    if len(draft.lines) > 1:
        usual = draft.lines[1].x0 - draft.region.left
        numbered = bool(_STRONG.match(line.text)) or bool(_WEAK.match(line.text))
        indented = first.x0 - draft.region.left > usual + 1.1 * size
        if abs(own - usual) > 1.1 * size:
            return False
        if _STRONG.match(line.text):
            return False if not indented else not _opens_clause(line.text)
        return not (numbered and not indented and last.text.endswith(_ENDS))
    start = first.x0 - draft.region.left
    opens = bool(_STRONG.match(first.text)) or bool(_WEAK.match(first.text))
    if own > start + 1.1 * size:
        # Further in than the line above: a hanging number's text, or a new indented paragraph.
        return opens and own - start < 5.5 * size and not _WEAK.match(line.text) and not _STRONG.match(line.text)
    if start > own + 1.1 * size:
        return not (_STRONG.match(line.text) and _opens_clause(line.text))
    if _STRONG.match(line.text) or (_WEAK.match(line.text) and (opens or last.text.endswith(_ENDS))):
        return False
    if start > 1.2 * size and not region.cell:
        # Both indented alike: a block set in, or two paragraphs of which the first happens to fill its line.
        labels = _LABEL.match(first.text) and _LABEL.match(line.text)
        return not labels and not last.text.endswith(("。", "！", "？", "；", "："))
    if not _LABEL.match(line.text):
        return True
    return not _LABEL.match(first.text) and not (region.cell and last.text.endswith(_ENDS))


def _opens_clause(text: str) -> bool:
    """Whether the number is one that no running text would carry to a line's start by chance."""
    return bool(re.match(r"^\s*第[一二三四五六七八九十百\d]+[章条][\s　、：:]", text))


def leader(text: str) -> re.Match[str] | None:
    """Title and page number of a line with dot leaders."""
    return _LEADER.match(text)


def mark_contents(drafts: list[Draft]) -> None:
    """Mark the lines of contents pages: dot leaders anywhere, tab and page number below a 目录."""
    within = False
    for draft in drafts:
        text = "".join(line.text for line in draft.lines)
        found = leader(text)
        if _CONTENTS.match(text):
            within = True
            continue
        if found is None and within:
            found = _GAPPED.match(text)
        if found is None:
            within = within and len(text) < 40 and not text.endswith("。")
            continue
        draft.toc = True
        draft.toc_text = f"{found.group(1).rstrip(' .．·…⋯')}\t{found.group(2)}"
