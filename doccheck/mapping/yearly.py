"""The papers of a yearly submission, matched with the yearly duties that they answer."""

from __future__ import annotations

import re

from doccheck.mapping import cues
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.mapping.outline import read_sentences
from doccheck.programme.schema import AnnualRow, Role


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
            match = [part for part in parts if _speaks(part, (item.name,), item.cues, mapped)]
            held += match
            if not match and not item.optional:
                lacking.append(item.name)
        return held, tuple(lacking)
    return [part for part in parts if _speaks(part, (row.title, *row.aliases), row.cues, mapped)], ()


def _speaks(part: Part, names: tuple[str, ...], row_cues: list[str], mapped: MappedSubmission) -> bool:
    """Whether a part's title or file is named for the matter, or its text tells of it."""
    document = mapped.documents[part.document]
    title = re.sub(r"\s+", "", part.title + "\n" + document.path)
    if any(name and re.sub(r"\s+", "", name) in title for name in names):
        return len(part.passage.text.strip()) > 20
    said = [sentence.plain for sentence in read_sentences(part.passage, headings=True)]
    return cues.first(row_cues, said) is not None
