"""Labels inside running lines: “联系人：张三　联系电话：138…”, cover lines, one cell with question and answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from doccheck.document import Block, Figure, Location, PageBreak, Paragraph, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.forms_labels import Claim, Lexicon, label_key
from doccheck.programme.schema import ValueType

_COLON = lazy(r"[:：]")
_START = lazy(r"^|(?<=[\s_＿；;])(?=[^\s_＿；;])")
_PAIRED = lazy(r"^|(?<=[\s_＿；;，,])(?=[^\s_＿；;，,])")
_OPEN = lazy(r"(?P<label>[^\s_＿].*?)(?:[\t_＿]|[ \u3000]{2,})")
_COUNTED = lazy(r"^[\s_＿]*(?:[\d０-９〇零一二两三四五六七八九十]+[\s_＿]*)?(?:个|家|所|名|人|项|$|[,，;；、])")
_LABEL_LIMIT = 90
_PROSE = 120


class Hit(Struct):
    """A label found in a form with the blocks of its answer (label left out; none: nothing there to answer in)."""

    claims: tuple[Claim, ...]
    label: str
    location: Location
    """Of the answer if there is one, else of the label."""
    blocks: tuple[Block, ...] = ()
    place: str = "text"
    table: int = -1
    row: int = -1
    col: int = -1
    part: str = ""
    document: str = ""
    open: bool = field(default=False)
    """The label's line held no answer: what follows it may be the answer."""

    @property
    def text(self) -> str:
        """The answer as plain text."""
        from doccheck.document import block_text

        return "\n".join(block_text(block) for block in self.blocks).strip()


class Mark(Struct, frozen=True):
    """A label within a line: where it starts, where its answer starts and ends."""

    claims: tuple[Claim, ...]
    start: int
    answer: int
    end: int
    label: str
    whole: bool = False
    """The line is nothing but the label, without a colon."""


def cut(paragraph: Paragraph, start: int, end: int | None = None) -> Paragraph:
    """The paragraph with only the characters ``start:end`` of its text, at its old place."""
    stop = len(paragraph.text) if end is None else end
    if start == 0 and stop == len(paragraph.text):
        return replace(paragraph, heading=None)
    spans = tuple(
        replace(span, start=max(span.start, start) - start, end=min(span.end, stop) - start)
        for span in paragraph.spans
        if span.end > start and span.start < stop
    )
    return replace(paragraph, text=paragraph.text[start:stop], spans=spans, lines=(), label="", heading=None)


def marks(paragraph: Paragraph, lexicon: Lexicon) -> list[Mark]:
    """The labels in one line with their answers, in order; stops of the form count as labels without claims."""
    text = paragraph.text
    if not text.strip():
        return []
    found: list[Mark] = []
    previous = 0
    for colon in _COLON.finditer(text):
        left = text[previous : colon.start()]
        if not found and len(left.strip()) > _PROSE:
            break  # running prose, in which “牵头单位：” is no blank
        known = _label_at_end(left, lexicon, paired=bool(found)) if left.strip() else None
        if known is not None:
            start, claims = known
            found.append(Mark(claims, previous + start, colon.end(), len(text), left[start:].strip()))
            previous = colon.end()
    if not found or found[0].start > 0:
        opening = _opening(paragraph, lexicon, found[0].start if found else len(text))
        if opening is not None:
            found.insert(0, opening)
    ended = [
        replace(mark, end=found[index + 1].start if index + 1 < len(found) else len(text))
        for index, mark in enumerate(found)
    ]
    # “企业：负责产业化” is prose; “企业：9个” and “企业：__个” are counts.
    return [
        mark
        for mark in ended
        if not lexicon.is_common(mark.label, mark.claims) or _COUNTED.match(text[mark.answer : mark.end])
    ]


def _label_at_end(left: str, lexicon: Lexicon, paired: bool) -> tuple[int, tuple[Claim, ...]] | None:
    """The longest end of ``left`` that is a label (longest, so that “联 系 人” is not read as “人”).

    After a comma only a further label of the line may begin (``paired``): “…攻关，牵头单位：” is prose.
    """
    for start in (_PAIRED if paired else _START).finditer(left):
        candidate = left[start.start() :]
        if len(candidate) > _LABEL_LIMIT:
            continue
        claims = lexicon.claims(candidate)
        if claims or label_key(candidate) in lexicon.stops:
            return start.start(), claims
    return None


def _opening(paragraph: Paragraph, lexicon: Lexicon, limit: int) -> Mark | None:
    """A label at the line's start without a colon: alone, before a gap, or before underlined words."""
    text = paragraph.text[:limit]
    if len(text.strip()) <= _LABEL_LIMIT and (claims := lexicon.claims(text)):
        return Mark(claims, 0, limit, limit, text.strip(), whole=limit == len(paragraph.text))
    for gap in _OPEN.finditer(text + "  "):
        end = gap.end("label")
        if end > 40:
            break
        if (claims := lexicon.claims(text[:end])) and end < len(text):
            return Mark(claims, 0, end, limit, text[:end].strip())
    for span in paragraph.spans:
        if span.underline and 0 < span.start < limit and (claims := lexicon.claims(text[: span.start])):
            return Mark(claims, 0, span.start, limit, text[: span.start].strip())
    # Labels printed over two words before one gap (“联 系 人  张三”) are met by trying every gap from the right.
    for gap in reversed(list(re.finditer(r"[\t \u3000_＿]+", text[:40]))):
        wide = len(gap.group()) > 1 or gap.group() in "\t_＿"
        inside = gap.start() > 0 and gap.end() < len(text.rstrip())
        if wide and inside and (claims := lexicon.claims(text[: gap.start()])):
            return Mark(claims, 0, gap.start(), limit, text[: gap.start()].strip())
    return None


def starts_with_label(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether the first words of a cell are a label, so that the cell is no answer to its neighbour."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.text.strip():
            found = marks(block, lexicon)
            return bool(found) and not block.text[: found[0].start].strip()
    return False


def joined_label(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> tuple[int, tuple[Claim, ...]] | None:
    """A label broken over the first lines of a cell: how many paragraphs it takes (at least two), and its claims."""
    best: tuple[int, tuple[Claim, ...]] | None = None
    text = ""
    for count, paragraph in enumerate(paragraphs[:6], start=1):
        text += paragraph.text
        if len(text) > _LABEL_LIMIT:
            break
        if count > 1 and (claims := lexicon.claims(text)):
            best = (count, claims)
    return best


def line_hits(
    blocks: Sequence[Block], lexicon: Lexicon, long_rows: frozenset[str], place: str, in_cell: bool
) -> Iterator[Hit]:
    """The labels of a run of paragraphs with their answers.

    An answer goes on over the following paragraphs where the row asks for a text (``long_rows``), where the label
    stood alone on its line, or inside a cell, up to the next label, a heading of the same or a higher level or a
    table. In a cell whose first label asks for a text everything after it is the answer.
    """
    current: Hit | None = None
    gathered: list[Block] = []
    level = 0
    lone = False
    skip = 0
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    lead = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    broken = joined_label(lead, lexicon) if in_cell else None
    if broken is not None:
        count, claims = broken
        text = "".join(paragraph.text for paragraph in lead[:count])
        current = Hit(claims, text, lead[0].location, place=place, open=True)
        skip = count

    def close() -> Hit | None:
        if current is None or not current.claims:
            return None
        current.blocks = tuple(gathered)
        first = next((b for b in gathered if not isinstance(b, Paragraph) or b.text.strip()), None)
        if first is not None:
            current.location = first.location
        return current

    for block in blocks:
        if isinstance(block, Paragraph) and skip and block.text.strip():
            skip -= 1
            continue
        wide = current is not None and (in_cell or lone or any(claim.row in long_rows for claim in current.claims))
        absorbing = in_cell and current is not None and any(claim.row in long_rows for claim in current.claims)
        if isinstance(block, Paragraph):
            found = [] if block.toc or absorbing else marks(block, lexicon)
            if found and (found[0].claims or found[0].answer):
                if found[0].start and current is not None and wide and block.text[: found[0].start].strip():
                    gathered.append(cut(block, 0, found[0].start))
                for mark in found:
                    if (hit := close()) is not None:
                        yield hit
                    current = Hit(mark.claims, mark.label, block.location, place=place)
                    answer = cut(block, mark.answer, mark.end)
                    gathered = [answer] if answer.text.strip() else []
                    current.open = not _substance(answer.text)
                    lone = current.open
                level = block.heading.level if block.heading is not None else 99
                continue
            heading = block.heading
            if heading is not None and not in_cell and current is not None and heading.level <= level:
                if (hit := close()) is not None:
                    yield hit
                current, gathered = None, []
            elif wide and (in_cell or not lone or _fits(block, current, gathered, lexicon)):
                gathered.append(block)
            elif wide and lone and block.text.strip():
                if (hit := close()) is not None:
                    yield hit
                current, gathered = None, []
        elif isinstance(block, PageBreak):
            if current is not None and not in_cell and place == "cover":
                if (hit := close()) is not None:
                    yield hit
                current, gathered = None, []
        elif isinstance(block, Figure | Table) and wide:
            gathered.append(block)
    if (hit := close()) is not None:
        yield hit


_ORGANISATION = lazy(r"(?:公司|集团|大学|学院|研究院|研究所|中心|医院|实验室|厂|院|所)[）)]?(?:[（(]盖章[)）])?$")
_ISSUED = lazy(r"(?:编?制|印制|监制)$|^(?:19|20)\d{2}\s*年\s*制$")


def _fits(block: Paragraph, current: Hit | None, gathered: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether a line below a lone label may be its answer: of the label's type, and short types take one line only."""
    text = block.text.strip()
    if not text or current is None:
        return True
    types = {lexicon.types.get(claim, ValueType.TEXT) for claim in current.claims}
    if types <= {ValueType.TEXT}:
        return True
    if any(isinstance(b, Paragraph) and _substance(b.text) for b in gathered) or _ISSUED.search(text) or len(text) > 80:
        return False
    if ValueType.ORGANISATION in types:
        return bool(_ORGANISATION.search(text))
    if ValueType.PERSON in types:
        return len(re.sub(r"\s", "", text)) <= 4 and not text.endswith("表")
    if types & {ValueType.CHOICE, ValueType.ADDRESS}:
        return not text.endswith(("表", "书", "制", "厅", "局", "委", "说明"))
    return any(sign.isdigit() or sign in "〇一二三四五六七八九十" for sign in text)


_EMPTY = lazy(r"[\s_＿年月日()（）]|盖章|公章|签字|加盖|签章|法人")


def _substance(text: str) -> bool:
    return bool(_EMPTY.sub("", text))
