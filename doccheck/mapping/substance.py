"""Whether a passage says anything of its own: not empty, not “无”, not only the form's words or placeholders."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from doccheck.document import Figure, Paragraph, Table
from doccheck.language import placeholders
from doccheck.language.plain import plain
from doccheck.language.states import answer_state
from doccheck.mapping.model import Passage
from doccheck.programme.schema import Programme

_SUBSTANCE = 8
"""Characters from which a text may say something."""
_SHORT = 40
_LONG = 400
"""Characters from which a text is neither guidance nor a placeholder."""
_GUIDANCE = 88.0
"""Likeness (0–100) from which a paragraph is the notice's own guidance."""


def lack_of_substance(passage: Passage, programme: Programme) -> str:
    """“” for a passage of substance, else “empty”, “none” (无), “guidance” (the outline's own words) or “template”."""
    if any(isinstance(block, Figure) for block in passage.blocks):
        return ""
    paragraphs = own_texts(passage)
    text = "\n".join(paragraphs)
    if not text:
        return "empty"
    if len(text) < _SHORT and answer_state(text) == "none":
        return "none"
    rest = ""
    for paragraph in paragraphs:
        if len(paragraph) > _LONG or not _printed(plain(paragraph.strip("（）() ")), programme):
            rest += paragraph
        if len(rest) > _LONG:
            return ""
    if len(rest) < _SUBSTANCE:
        return "guidance" if len(text) >= _SUBSTANCE else "empty"
    bare = rest
    for start, end, _ in reversed(placeholders.find(rest)):
        bare = bare[:start] + bare[end:]
    return "template" if bare != rest and len(bare.strip("（）()。，：:；; \n")) < _SUBSTANCE else ""


def own_texts(passage: Passage) -> list[str]:
    """The paragraphs and cells of a passage without its headings and contents lines."""
    texts: list[str] = []
    for position, block in enumerate(passage.blocks):
        if isinstance(block, Table):
            texts.extend(cell.text for cell in block.cells)
        elif isinstance(block, Paragraph) and not block.toc:
            start = passage.skip if position == 0 else block.heading.body if block.heading is not None else 0
            texts.append(block.text[start:])
    return [text.strip() for text in texts if text.strip()]


def _printed(key: str, programme: Programme) -> bool:
    """Whether a paragraph is printed in the notice's outline or form."""
    return any(
        fuzz.ratio(key, g) >= _GUIDANCE or (len(key) >= _SUBSTANCE and key.rstrip("。；、，") in g)
        for g in _guidance(programme)
    )


@lru_cache(maxsize=4)
def _guidance(programme: Programme) -> list[str]:
    """The notice's own words, row by row, in plain form."""
    rows = programme.rows
    texts = [*(row.sentence for row in rows), *(row.must for row in rows), *programme.hints]
    return [plain(text) for text in dict.fromkeys(texts) if len(text) >= _SUBSTANCE]
