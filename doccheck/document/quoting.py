"""Find the words that a finding quotes in the text of its document, so that a reader can be shown exactly them.

Blanks are passed over, for quotes join lines and cells with blanks of their own: the text is looked at as one row of
printed characters (“ink”), and a passage is a stretch of it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct

from doccheck.document.model import Block, Document, Location, Paragraph, Table, block_paragraphs

_TELLING = 6
"""Characters from which on a quote is looked for outside the block that its location names."""
_HEAD = 8
"""Characters at the beginning of a quote by which it is still found where the rest was written otherwise."""
_DIGITS = frozenset("0123456789.,，%")


class Passage(Struct, frozen=True):
    """Ink characters ``start:end``. ``exact`` says that they are the quoted words and nothing else.

    ``start == end`` marks a point: a place where nothing is written. ``aside`` tells that headers and notes are meant.
    """

    start: int
    end: int
    exact: bool
    aside: bool = False


class Piece(Struct, frozen=True):
    """Characters ``start:end`` of one paragraph's text."""

    paragraph: Paragraph
    start: int
    end: int


class Ink:
    """The printed characters of some paragraphs in reading order, and which belong to which block and cell."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.starts: list[int] = []
        self._blocks: dict[int, tuple[int, int]] = {}
        self._cells: dict[tuple[int, tuple[int, int]], tuple[int, int]] = {}
        self._pages: dict[int, tuple[int, int]] = {}
        self._length = 0
        texts: list[str] = []
        for index, block in enumerate(blocks):
            number = index if block.location.block is None else block.location.block
            begin = self._length
            if isinstance(block, Table):
                for cell in block.cells:
                    cell_begin = self._length
                    texts.extend(self._add(paragraph) for paragraph in cell.paragraphs)
                    place = cell.location.cell or (cell.row, cell.col)
                    self._cells.setdefault((number, place), (cell_begin, self._length))
            else:
                texts.extend(self._add(paragraph) for paragraph in block_paragraphs(block))
            first, _ = self._blocks.get(number, (begin, begin))
            self._blocks[number] = (first, self._length)
            if block.location.page is not None:
                first, _ = self._pages.get(block.location.page, (begin, begin))
                self._pages[block.location.page] = (first, self._length)
        self.text = "".join(texts)
        self._folded = "".join(map(_fold, self.text))
        self._bounds = frozenset([*self.starts, self._length])

    def __len__(self) -> int:
        return self._length

    def _add(self, paragraph: Paragraph) -> str:
        ink = "".join(paragraph.text.split())
        self.paragraphs.append(paragraph)
        self.starts.append(self._length)
        self._length += len(ink)
        return ink

    def index(self, position: int) -> int:
        """The number of the paragraph that holds this ink character."""
        return bisect_right(self.starts, position) - 1

    def pieces(self, passage: Passage) -> Iterator[Piece]:
        """The passage paragraph by paragraph, as characters of their texts (blanks at the ends left out)."""
        at = passage.start
        while at < passage.end:
            index = self.index(at)
            paragraph = self.paragraphs[index]
            begin = at - self.starts[index]
            places = [place for place, char in enumerate(paragraph.text) if not char.isspace()]
            stop = min(len(places), passage.end - self.starts[index])
            yield Piece(paragraph, places[begin], places[stop - 1] + 1)
            at = self.starts[index] + stop

    def find(self, location: Location, quote: str, taken: Iterable[Passage] = ()) -> Passage | None:
        """Where the quoted words stand; the block or cell as a whole where they do not, None where nothing is known.

        ``taken`` are passages already given for the same finding: a quote that stands twice is given twice.
        """
        used = {(one.start, one.end) for one in taken}
        printed = "".join(quote.split())
        words = "".join(map(_fold, printed))
        for wanted, begin_at in _spellings(words):
            for begin, end in self._scopes(location, len(wanted)):
                # As it is written first: “T” and “t” may stand side by side.
                same = printed[begin_at : begin_at + len(wanted)]
                found = self._search(self.text, same, begin, end, used)
                if found is None:
                    found = self._search(self._folded, wanted, begin, end, used)
                if found is not None:
                    return Passage(found, found + len(wanted), True)
        if len(words) > _HEAD:
            for begin, end in self._scopes(location, len(words)):
                found = self._search(self._folded, words[:_HEAD], begin, end, used)
                if found is not None:
                    return Passage(found, self._alike(found, words), False)
        return self._whole(location)

    def _scopes(self, location: Location, length: int) -> Iterator[tuple[int, int]]:
        """Stretches to look through, the narrowest first."""
        if location.block is not None and location.block in self._blocks:
            begin, end = self._blocks[location.block]
            if location.cell is not None and (location.block, location.cell) in self._cells:
                first, last = self._cells[location.block, location.cell]
                yield first, last
                yield first, end
            yield begin, end
            if length >= _TELLING:
                # A quote may begin with a heading and run on into the text below.
                yield begin, min(self._length, end + length)
        if location.page in self._pages and length >= _TELLING:
            yield self._pages[location.page]
        if length >= _TELLING or (location.block is None and location.page is None):
            yield 0, self._length

    def _search(self, text: str, words: str, begin: int, end: int, used: set[tuple[int, int]]) -> int | None:
        """The first free place of the words; one where they are no part of a longer number is preferred."""
        if not words:
            return None
        fallback = None
        at = text.find(words, begin, end)
        while at >= 0:
            if (at, at + len(words)) not in used:
                if self._apart(at, words):
                    return at
                fallback = at if fallback is None else fallback
            at = text.find(words, at + 1, end)
        return fallback

    def _apart(self, at: int, words: str) -> bool:
        end = at + len(words)
        before = at in self._bounds or words[0] not in _DIGITS or self._folded[at - 1] not in _DIGITS
        return before and (end in self._bounds or words[-1] not in _DIGITS or self._folded[end] not in _DIGITS)

    def _alike(self, start: int, words: str) -> int:
        """How far the text agrees with the words from here."""
        length = 0
        while length < len(words) and self._folded[start + length : start + length + 1] == words[length]:
            length += 1
        return start + length

    def _whole(self, location: Location) -> Passage | None:
        """The cell, or the first paragraph of the block; a point where nothing is printed."""
        block = location.block
        if block is not None and location.cell is not None and (block, location.cell) in self._cells:
            return Passage(*self._cells[block, location.cell], False)
        if block is not None and block in self._blocks:
            begin, end = self._blocks[block]
            if begin < end:
                following = self.index(begin) + 1
                stop = self.starts[following] if following < len(self.starts) else self._length
                end = min(end, stop)
            return Passage(begin, end, False)
        if location.page in self._pages:
            begin, _ = self._pages[location.page]
            return Passage(begin, begin, False)
        return None


def locate(body: Ink, asides: Ink, location: Location, quote: str, taken: Iterable[Passage] = ()) -> Passage | None:
    """The passage of a quote in a document's body, else in its headers and notes."""
    given = list(taken)
    found = body.find(location, quote, [one for one in given if not one.aside])
    if found is None or not found.exact:
        beside = asides.find(Location(), quote, [one for one in given if one.aside]) if quote.strip() else None
        if beside is not None and beside.exact and (location.block is None or len(quote) >= _TELLING):
            return Passage(beside.start, beside.end, True, aside=True)
    return found


def ink_of(document: Document) -> tuple[Ink, Ink]:
    """The ink of a document's body, and that of its headers, footers and notes."""
    return Ink(document.blocks), Ink(document.asides)


def _spellings(words: str) -> Iterator[tuple[str, int]]:
    """The words, without the dots that say that they are cut, and without the label that a finding puts before what a
    cell holds (“联系电话：138…”); each with its offset in the words."""
    yield words, 0
    bare = words.strip("…")
    if bare and bare != words:
        yield bare, words.index(bare)
    label, colon, value = words.partition(":")
    if colon and label and value:
        yield value, len(label) + 1


def _fold(char: str) -> str:
    """A character without its width and case, always one."""
    plain = unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char
