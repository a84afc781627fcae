"""Give each figure and table the caption line that belongs to it."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from doccheck.document.model import Block, Figure, Paragraph, Table, Zone

_ORDINAL = r"\s*[-—–.．]?\s*(?:[0-9０-９]|[一二三四五六七八九十]+(?:[\s:：、.．-]|$)|[A-Z][\s\d:：.．-]|[:：])"
_FIGURE = re.compile(rf"\s*(?:附?图(?:表)?(?:{_ORDINAL})|(?:Figure|Fig\.?)\s*[\dIVX])", re.IGNORECASE)
_TABLE = re.compile(rf"\s*(?:(?:附|续)?表(?:格)?(?:{_ORDINAL})|附表[\s\w]|Table\s*[\dIVX])", re.IGNORECASE)
_FIGURE_SEQUENCES = ("图", "figure", "fig")
_TABLE_SEQUENCES = ("表", "table")
_SENTENCE_END = "。；;！？!?，,："
_LONGEST = 80
_SHORT = 40


class Item(Struct):
    """A block and the caption sequence (``SEQ 图``) that its text counts in, if any."""

    block: Block
    sequence: str = ""


def attach(items: list[Item]) -> list[Item]:
    """The same blocks, figures and tables with their captions; a caption line is given once."""
    taken: set[int] = set()
    index = 0
    while index < len(items):
        block = items[index].block
        if isinstance(block, Figure):
            last = index
            # Pictures side by side share the line below.
            while last + 1 < len(items) and isinstance(items[last + 1].block, Figure):
                last += 1
            _caption_figures(items, index, last, taken)
            index = last
        elif isinstance(block, Table) and index and _is_caption(items[index - 1], table=True):
            above = items[index - 1].block
            assert isinstance(above, Paragraph)
            items[index].block = replace(block, caption=above.text.strip())
        index += 1
    return items


def _caption_figures(items: list[Item], first: int, last: int, taken: set[int]) -> None:
    above = first - 1 if first and first - 1 not in taken and _is_caption(items[first - 1]) else None
    following = last + 1
    while following < len(items) and _in_box(items[following].block):
        following += 1  # the words of a drawing stand between it and its caption
    below = following if following < len(items) and _is_caption(items[following]) else None
    if below is None and above is None and following < len(items) and _is_plain_caption(items[following].block):
        below = following
    chosen = below
    if above is not None and (below is None or (below + 1 < len(items) and isinstance(items[below + 1].block, Figure))):
        # Captions stand above their figures here: the line below belongs to the next one.
        chosen = above
    if chosen is None:
        return
    taken.add(chosen)
    caption = items[chosen].block
    assert isinstance(caption, Paragraph)
    for index in range(first, last + 1):
        figure = items[index].block
        assert isinstance(figure, Figure)
        items[index].block = replace(figure, caption=caption.text.strip())


def _in_box(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.zone is Zone.TEXTBOX


def _is_caption(item: Item, *, table: bool = False) -> bool:
    block = item.block
    if not isinstance(block, Paragraph) or block.toc:
        return False
    text = block.text.strip()
    if not text or len(text) > _LONGEST or text[-1] in _SENTENCE_END:
        return False
    names = _TABLE_SEQUENCES if table else _FIGURE_SEQUENCES
    if item.sequence:
        return item.sequence.lower().startswith(names)
    return bool((_TABLE if table else _FIGURE).match(text))


def _is_plain_caption(block: Block) -> bool:
    """A short unnumbered line right below that names the picture, such as a centred “组织架构图”."""
    if not isinstance(block, Paragraph) or block.toc or block.label or block.style_level is not None:
        return False
    text = block.text.strip()
    if not text or len(text) > _SHORT or text[-1] in _SENTENCE_END:
        return False
    return text.endswith(("图", "示意", "图）", "图)")) or ("图" in text and block.align == "center")
