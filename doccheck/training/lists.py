"""How the judges of lists are learnt: every number with a list that nearly makes it, and whether it is a slip.

Examples come from the packs (what their gold calls N002, and all else that looks like it) and from the short items.
What a paragraph with another contradiction holds is left out: nobody said whether its lists are meant to be whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from doccheck.document import Block, Cell, Location, Paragraph, Table
from doccheck.document.structure import structure
from doccheck.facts.listed import LISTS, announced_signs, breakdown_signs
from doccheck.facts.listed.announced import misnumbered
from doccheck.facts.listed.breakdowns import breakdowns
from doccheck.facts.listed.stretches import stretches
from doccheck.facts.numbers import narrow
from doccheck.parsers.word import parse_docx
from doccheck.training.corpus import documents
from doccheck.training.items import items_in
from doccheck.training.judging import Example, Quality, write_judges
from doccheck.training.packs import Clash, Paper, packs

NEEDED = {"sums": 0.8, "names": 0.7}
"""From what probability a slip is told: chosen on unseen authors (ten folds), one in thirty-five being false."""
_AROUND = 12


def train_lists(folder: Path, target: Path) -> list[Quality]:
    """Learn both judges from ``folder`` (corpora/figures: ``dev``, ``items/dev``) and write them into ``target``.

    Gives how each fares on authors that it has not learnt from.
    """
    return write_judges(
        target / LISTS, _examples(folder), NEEDED, [folder / "dev", folder / "items" / "dev"], _ABOUT
    )


class _Candidate(Struct, frozen=True):
    """A number with a list that nearly makes it, before anybody has said whether it is a slip."""

    judge: str
    signs: frozenset[str]
    said: str
    """The number as written."""
    span: str
    """Number and list, with a few signs around them, without blanks."""
    figures: frozenset[str]
    """The number and what the list makes, as an annotator would write them."""
    off: float


def _examples(folder: Path) -> dict[str, list[Example]]:
    """The examples of each judge, from packs, items and papers without a slip."""
    held: dict[str, list[Example]] = {name: [] for name in NEEDED}
    for writer, blocks in _papers_in_order(folder.parent):
        for found, _ in _candidates(blocks):
            held[found.judge].append(Example(writer, found.signs, False))
    for pack in packs(folder / "dev"):
        for number, paper in enumerate(pack.documents):
            gold = [clash for clash in pack.contradictions if number in clash.documents]
            for found, text in _candidates(list(_blocks(paper))):
                slip = _told_by(gold, number, found, text)
                if slip is not None:
                    held[found.judge].append(Example(pack.author, found.signs, slip))
    for author in items_in(folder / "items" / "dev"):
        for item in author.items:
            if item.wrong and "N002" not in item.wrong:
                continue
            snippets = [list(_blocks(paper)) for paper in author.pack(item).documents[1:]]
            lists = [found for blocks in snippets for found, _ in _candidates(blocks)]
            if item.wrong:  # one of its lists is the slip: of those whose figures its author names, the nearest
                why = set(_FIGURES.findall(narrow(item.why).replace(",", "")))
                named = [found for found in lists if len(found.figures & why) > 1] or [
                    found for found in lists if found.figures & why
                ]
                lists = sorted(named, key=lambda found: found.off)[:1]
            for found in lists:
                held[found.judge].append(Example(author.author, found.signs, bool(item.wrong)))
    return held


def _papers_in_order(corpora: Path) -> Iterator[tuple[str, list[Block]]]:
    """Whole papers whose lists make their numbers, by author: those of ``understanding``, and of ``fresh`` those of
    submissions whose gold list has no N002."""
    for document in documents(corpora / "understanding"):
        texts = [text for block in document.blocks for text in (block.heading, *block.text.split("\n")) if text.strip()]
        yield document.author, [Paragraph(text, Location(block=at)) for at, text in enumerate(texts)]
    for gold in sorted((corpora / "fresh").glob("*/gold.yaml")):
        if "N002" not in gold.read_text(encoding="utf-8"):
            for paper in sorted(gold.parent.rglob("*.docx")):
                yield gold.parent.name, list(structure(parse_docx(paper, paper.name)).blocks)


_FIGURES = re.compile(r"\d+(?:\.\d+)?|[一二两三四五六七八九十]+")
_CHINESE = dict(enumerate("〇一二三四五六七八九十"))


def _candidates(blocks: Sequence[Block]) -> Iterator[tuple[_Candidate, str]]:
    """Every number of a paper with a list that nearly makes it, and the text in which it stands."""
    seen: set[tuple[object, int]] = set()
    for stretch in stretches(blocks):
        text = stretch.text
        for found in breakdowns(text):
            at = (stretch.place(found.total.start), found.total.start)
            if found.total.start >= stretch.until or at in seen:
                continue
            seen.add(at)
            begin = max(0, min(found.total.start, found.parts[0].start) - _AROUND)
            span = _bare(text[begin : max(found.total.end, found.parts[-1].end) + _AROUND // 2])
            figures = {f"{value:g}" for value in (found.total.value, found.added, found.added / 1e4)}
            figures |= {_CHINESE.get(int(value), "") for value in (found.total.value, found.added)}
            off = abs(found.added - found.total.value) / found.total.value
            said = _bare(text[found.total.start : found.total.end])
            signs = breakdown_signs.signs_of(found)
            yield _Candidate("sums", signs, said, span, frozenset(figures), off), _bare(text)
        for listed in misnumbered(text):
            at = (stretch.place(listed.start), listed.start)
            if listed.start >= stretch.until or at in seen:
                continue
            seen.add(at)
            begin = max(0, min(listed.start, listed.items[0][0]) - _AROUND)
            span = _bare(text[begin : max(listed.end, listed.items[-1][1]) + _AROUND])
            figures = {f(n) for n in (listed.said, *listed.counts) for f in (str, lambda n: _CHINESE.get(n, ""))}
            figures |= {"两"} if 2 in (listed.said, *listed.counts) else set()
            said = _bare(text[listed.start : listed.end])
            signs = announced_signs.signs_of(listed)
            yield _Candidate("names", signs, said, span, frozenset(figures), abs(listed.off)), _bare(text)


def _told_by(gold: Iterable[Clash], number: int, found: _Candidate, text: str) -> bool | None:
    """Whether the gold calls a list a slip; ``None`` where it tells of something else in the same text."""
    quotes = [
        (clash, _bare(quote))
        for clash in gold
        for document, quote in zip(clash.documents, clash.quotes, strict=False)
        if document == number
    ]
    beside = [(clash, quote) for clash, quote in quotes if quote in text]
    if not beside:
        return False
    meant = any(
        clash.code == "N002" and found.said in quote and (quote in found.span or found.span in quote)
        for clash, quote in beside
    )
    return True if meant else None


def _blocks(paper: Paper) -> Iterator[Block]:
    """The blocks of an annotated paper as a parser gives them, without writing a file."""
    for number, block in enumerate(paper.blocks):
        place = Location(block=number)
        if "h" in block:
            yield Paragraph(str(block["h"]), place)
        if "p" in block:
            for line in str(block["p"]).split("\n"):
                yield Paragraph(line, place)
        if "t" in block:
            yield _table(block["t"], place)


def _table(rows: Sequence[Sequence[Any]], place: Location) -> Table:
    cells = []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                said = value if isinstance(value, dict) else {"x": value}
                where = Location(block=place.block, cell=(r, c))
                text = (Paragraph(str(said["x"]), where),)
                cells.append(Cell(r, c, text, int(said.get("r", 1)), int(said.get("c", 1)), where))
    return Table(len(rows), max(map(len, rows)), tuple(cells), place)


def _bare(text: object) -> str:
    return "".join(narrow(str(text)).split())


_ABOUT = """Two judges of lists that nearly make the number beside them: `sums` of figures (企业5家、高校2家 against
共8家) and `names` of things (五个镇 of which four are named)."""
