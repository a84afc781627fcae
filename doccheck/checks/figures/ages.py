"""N005: whoever took a degree, or work, at an age at which nobody does: 1991年4月生，1996年7月毕业于大学."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.places import part_name
from doccheck.checks.registry import check, finding
from doccheck.document import Cell, Paragraph, Table, block_paragraphs
from doccheck.facts.numbers import narrow
from doccheck.facts.spans import moments
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_BORN = lazy(
    r"(?P<year>(?:19|20)\d\d)\s?(?:年|[.\-/])\s?(?:\d{1,2}\s?月?(?:\s?\d{1,2}\s?日)?)?\s?(?:出生|生(?![产于活物态]))"
    r"|(?:出生于|生于|出生日期[:：]?|出生年月[:：]?)\s?(?P<behind>(?:19|20)\d\d)"
)
_YOUNGEST = (
    (lazy(r"博士(?!后|生)[^，,。；;]{0,8}(?:学位|毕业)|(?:获|取得)[^，,。；;]{0,12}博士(?:学位)?"), 21),
    (lazy(r"硕士(?!生)[^，,。；;]{0,8}(?:学位|毕业)|(?:获|取得)[^，,。；;]{0,12}硕士(?:学位)?"), 19),
    (lazy(r"毕业于[^，,。；;]{2,20}(?:大学|学院)|本科毕业|学士学位|(?:大学|学院)[^，,。；;]{0,12}毕业"), 16),
    (lazy(r"参加工作|入职|进入[^，,。；;]{2,16}工作|任教"), 15),
)
"""What is told behind a date, and from what age on it may be."""
_ANOTHER = lazy(r"其(?:父|母|子|女|师)|[;；]|[\u4e00-\u9fff]{2,3}[，,]\s?[男女][，,]")
_FAR = 26


@check("N005")
def too_young(mapped: MappedSubmission) -> Iterator[Finding]:
    """A person's birth with a degree or a first post that comes too soon after it, in one sentence."""
    for part in mapped.parts:
        if part.role in (Role.NOTICE, Role.EVIDENCE):
            continue
        for block in part.passage.blocks:
            places = block.cells if isinstance(block, Table) else list(block_paragraphs(block))
            for place in places:
                if "生" in place.text and not (isinstance(place, Paragraph) and place.toc):
                    yield from _told(mapped, part, place)


def _told(mapped: MappedSubmission, part: Part, place: Paragraph | Cell) -> Iterator[Finding]:
    text = narrow(place.text)
    for born in _BORN.finditer(text):
        year = int(born["year"] or born["behind"])
        stop = min((at for mark in "。\n" if (at := text.find(mark, born.end())) >= 0), default=len(text))
        for moment in moments(text[born.end() : stop]):
            at, end = born.end() + moment.start, born.end() + moment.end
            if _ANOTHER.search(text, born.end(), at):
                break
            clause = text[end : min(stop, end + 2 * _FAR)]
            rest = "".join(re.split(r"(?<=[，,])", clause)[:2])  # 1996年7月毕业于某大学，获硕士学位
            rest = rest[: found.start()] if (found := re.search(r"(?:19|20)\d\d", rest)) else rest
            least = max((age for words, age in _YOUNGEST if words.search(rest)), default=0)
            if not least or moment.last.year - year >= least or moment.first.year <= year:
                continue
            quote = place.text[at : end + len(rest)].strip(" ，,")[:50]
            yield finding(
                "N005",
                None,
                f"{part_name(mapped, part.id, part.document)}写“{born[0]}”，又写“{quote}”，其时只有"
                f"{moment.last.year - year}岁。",
                "请核对出生年月与学历、工作的时间。",
                Evidence(part.document, place.text[born.start() : born.end()].strip(), place.location),
                Evidence(part.document, quote, place.location),
                confidence=0.87,
            )
            break
