"""Which characters of a passage are counted against a word limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from doccheck.document import Block, Figure, Paragraph, Table, Zone
from doccheck.language.patterns import lazy
from doccheck.mapping.forms_answers import clean
from doccheck.mapping.model import Passage

_CAPTION = lazy(
    r"^\s*(?:附?[图表]\s*(?:\d+(?:[-.－—–]\d+)*|[一二三四五六七八九十]{1,3})|(?:Fig(?:ure)?|Table)\.?\s*\d+)"
    r"(?:[\s:：、.．　]|(?=[\u4e00-\u9fff]))[^。；;]{0,60}$",
    re.IGNORECASE,
)
_COUNTED = (Zone.BODY, Zone.TEXTBOX)


def counted_text(passage: Passage, hints: Iterable[str] = ()) -> str:
    """The text of a passage that a limit counts: no headings, captions, contents lines or printed hints.

    A heading that runs into its paragraph leaves the words of its body. Characters of table cells count like any
    others; headers, footers and notes stand outside the passage and are not in it.
    """
    lines = list(_lines(passage.blocks, passage.skip))
    known = list(hints)
    return "\n".join(line for line in lines if line.strip() and (not known or clean(line, known))).strip("\n")


def _lines(blocks: Iterable[Block], skip: int = 0) -> Iterator[str]:
    captions = {block.caption.strip() for block in blocks if isinstance(block, Figure | Table) and block.caption}
    for block in blocks:
        if isinstance(block, Paragraph):
            text = block.text[skip:] if skip else block.text
            heading = block.heading
            skipped, skip = skip, 0
            if block.zone not in _COUNTED or block.toc:
                continue
            if heading is not None and not skipped:
                text = block.text[heading.body :]
            if text.strip() in captions or _CAPTION.match(text):
                continue
            yield text
        elif isinstance(block, Table):
            skip = 0
            for cell in block.cells:
                yield from _lines(cell.blocks)
