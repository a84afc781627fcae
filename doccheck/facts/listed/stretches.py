"""Stretches of a paper in which a number and the list of what it counts may stand: a paragraph with the numbered lines
behind it, a cell, a row whose one cell has the number and another the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.document import Block, Cell, Location, Paragraph, Table
from doccheck.facts.counted import counted
from doccheck.facts.numbers import narrow
from doccheck.language.patterns import lazy

_ORDINAL = lazy(
    r"\s*(?:(?P<bracket>[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）])|(?P<chinese>[一二三四五六七八九十]{1,3}[、.．])"
    r"|(?P<digits>\d{1,2}[)）、.．])|(?P<circle>[①-⑳])|(?P<clause>[一二三四五六七八九十]是)|(?P<first>[其第][一二三四五六七八九])"
    r"|(?P<thing>[\u4e00-\u9fffA-Z]{1,4}(?:[一二三四五六七八九十]|\d{1,2})[“”\"《:：、.．—\s])|(?P<bullet>[-•·●◆■▪]\s?))"
)
"""What a line begins with that is one of a list."""
_LINES, _LONGEST = 15, 200
_TITLE = 40
"""Characters of a heading, whose first paragraph belongs to its number: 三、分三个阶段推进."""
_SHORT = 12
"""Characters of a cell that holds a number and nothing else."""
_ITEMS = lazy(r"[、；;②]")
_LONE_NUMBER = lazy(r"\s*\d+(?:,\d{3})*(?:\.\d+)?\s*")


class Stretch(Struct, frozen=True):
    """A narrowed text with the places that its pieces come from; totals are looked for before ``until``."""

    text: str
    original: str
    """The same, sign for sign, as the paper has it."""
    until: int
    pieces: tuple[tuple[int, Location], ...]
    """Where each piece begins, and where it stands in the paper."""

    def place(self, at: int) -> Location:
        """Where a sign of the text stands in the paper."""
        return [location for start, location in self.pieces if start <= at][-1]


def stretches(blocks: Sequence[Block]) -> Iterator[Stretch]:
    """Every stretch of a run of blocks, in reading order; contents pages are left out."""
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _of_table(block)
        elif isinstance(block, Paragraph) and not block.toc and block.text.strip():
            yield _with_lines(block, blocks[index + 1 : index + 1 + _LINES])


def _with_lines(first: Paragraph, following: Sequence[Block]) -> Stretch:
    texts, pieces = [first.text], [(0, first.location)]
    length = len(texts[0])
    begins = _ORDINAL.match(first.text)
    own = begins.lastgroup if begins is not None else ""
    titled = length <= _TITLE and not first.text.rstrip().endswith(("。", "；", ";"))
    for number, block in enumerate(following):
        if not isinstance(block, Paragraph) or block.heading is not None or len(block.text) > _LONGEST:
            break
        ordinal = _ORDINAL.match(block.text)
        if ordinal is not None and ordinal.lastgroup == own:
            break  # the next of the lines to which this one belongs
        if ordinal is None and not (titled and number == 0):
            break
        texts.append(block.text)
        pieces.append((length + 1, block.location))
        length += 1 + len(texts[-1])
    original = "\n".join(texts)
    return Stretch(narrow(original), original, len(texts[0]), tuple(pieces))


def _of_table(table: Table) -> Iterator[Stretch]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        for block in cell.blocks:
            if isinstance(block, Table):
                yield from _of_table(block)
        text = narrow(cell.text)
        if len(text) > _SHORT or "、" in text:
            yield Stretch(text, cell.text, len(text), ((0, cell.location),))
        if text.strip():
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        yield from _across(cells)


def _across(cells: Sequence[Cell]) -> Iterator[Stretch]:
    """A row's number and the list in another of its cells, as one text: 71人 | 甲28人、乙17人、丙13人."""
    for number in cells:
        said = narrow(number.text).strip()
        if len(said) > _SHORT or not any(map(str.isdigit, said)):
            continue
        for listed in cells:
            if listed is number or len(listed.text) <= _SHORT:
                continue
            parts = counted(narrow(listed.text))
            if len(parts) < 2 and not _ITEMS.search(listed.text):
                continue
            alone = _LONE_NUMBER.fullmatch(said) is not None
            if alone and not parts:
                continue
            unit = listed.text[parts[0].end - 1 : parts[0].end] if alone else ""
            head = f"共{said}{unit}:"
            places = ((0, number.location), (len(head), listed.location))
            yield Stretch(head + narrow(listed.text), head + listed.text, len(head), places)
