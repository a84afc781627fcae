"""The papers of a yearly submission, matched with the yearly duties that they answer."""

from __future__ import annotations

import re

from doccheck.language.patterns import lazy
from doccheck.mapping import cues
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.mapping.outline import read_sentences
from doccheck.programme.schema import AnnualRow, Role

_YEAR = lazy(r"(20[1-4]\d)\s*(?:年|[-./]\d)")
_LINE = 60
_OPENING = 6


def yearly_papers(row: AnnualRow, mapped: MappedSubmission) -> tuple[list[Part], tuple[str, ...]]:
    """Parts that answer a yearly row, and the items of the row (the lists, say) that none of them gives."""
    parts = [part for part in mapped.parts if part.role is not Role.NOTICE]
    own = [part for part in parts if row.role is not Role.ANNUAL and part.role is row.role]
    if own:
        return own, ()
    if row.items:
        held: list[Part] = []
        lacking: list[str] = []
        for item in row.items:
            match = [part for part in parts if _speaks(row, part, (item.name,), item.cues, mapped)]
            held += match
            if not match and not item.optional:
                lacking.append(item.name)
        return held, tuple(lacking)
    return [part for part in parts if _speaks(row, part, (row.title, *row.aliases), row.cues, mapped)], ()


_NOT_DONE = lazy(
    r"没有|未[能曾召举按]|尚未|暂未|未开|没开|取消|推迟|延期|拟|计划|将[于在召]|准备|筹备|建议|要求|提请|应当|明年|下一?年|下阶段|下步|开好|力争|争取|加快"
)


def _speaks(row: AnnualRow, part: Part, names: tuple[str, ...], cue_list: list[str], mapped: MappedSubmission) -> bool:
    """Whether a part's title, heading or file is named for the matter; an event may also be told as done in a text."""
    document = mapped.documents[part.document]
    keys = [re.sub(r"\s+", "", name) for name in names if name]
    heads = [part.title, document.path]
    heads += [p.heading.title for p in part.passage.paragraphs() if p.heading is not None]
    if any(key in re.sub(r"\s+", "", head) for head in heads for key in keys):
        return len(part.passage.text.strip()) > 20 and not _only_denied(part, cue_list)
    if row.evidence != "event":
        return False
    said = [s.plain for s in read_sentences(part.passage) if not _NOT_DONE.search(s.plain)]
    return cues.first(cue_list, said) is not None


def _only_denied(part: Part, cue_list: list[str]) -> bool:
    """Whether every sentence on the matter says that it was not done."""
    said = [s.plain for s in read_sentences(part.passage, headings=True)]
    told = [text for text in said if cues.first(cue_list, [text]) is not None]
    return bool(told) and all(_NOT_DONE.search(text) for text in told)


def year_of_paper(part: Part) -> set[int]:
    """The years that the opening lines of a paper name: its title, its issue, its date."""
    opening: list[str] = []
    for paragraph in part.passage.paragraphs():
        text = paragraph.text.strip()
        if len(text) > _LINE or len(opening) >= _OPENING:
            break
        opening.append(text)
    return {int(year) for year in _YEAR.findall("\n".join([part.title, *opening]))}
