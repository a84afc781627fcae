"""The headings of one part with the text below each: what an author's own outline looks like."""

from __future__ import annotations

from functools import cached_property, lru_cache

from msgspec import Struct, field

from doccheck.document import Block, Paragraph, Table
from doccheck.language.plain import plain
from doccheck.language.sentences import sentences
from doccheck.mapping.model import Part, Passage


class HeadingNode(Struct, frozen=True):
    """One heading of a part: ``start``–``stop`` is its whole text in the flow, ``own`` ends at its first subheading."""

    index: int
    paragraph: Paragraph
    title: str
    level: int
    parent: int | None
    start: int
    own: int
    stop: int


class PartOutline(Struct, frozen=True, dict=True):
    """A part as a flow of blocks with its headings; tables that hold headings in their cells are opened up."""

    part: Part
    flow: tuple[Block, ...]
    nodes: tuple[HeadingNode, ...] = field(default=())

    def passage(self, node: HeadingNode, own: bool = False) -> Passage:
        """The text of a heading, with or without its subsections."""
        heading = node.paragraph.heading
        skip = heading.body if heading is not None else len(node.paragraph.text)
        return Passage(self.part.document, self.flow[node.start : node.own if own else node.stop], skip)

    def ancestors(self, node: HeadingNode) -> list[HeadingNode]:
        """The headings above a heading, the nearest first."""
        chain = []
        while node.parent is not None:
            node = self.nodes[node.parent]
            chain.append(node)
        return chain

    def within(self, node: HeadingNode, other: HeadingNode) -> bool:
        """Whether ``node`` stands below ``other``."""
        return other.start < node.start and node.stop <= other.stop and node.index != other.index

    @cached_property
    def opening(self) -> Passage:
        """The text before the first heading."""
        stop = self.nodes[0].start if self.nodes else len(self.flow)
        return Passage(self.part.document, self.flow[:stop])


def outline(part: Part) -> PartOutline:
    """The headings of a part in reading order with their extent; levels are those of the document's structure."""
    flow = tuple(_flow(part.passage.blocks))
    heads = [
        (index, block)
        for index, block in enumerate(flow)
        if isinstance(block, Paragraph) and block.heading is not None and block.heading.level > 0 and not block.toc
    ]
    nodes: list[HeadingNode] = []
    stack: list[int] = []
    for position, (index, paragraph) in enumerate(heads):
        heading = paragraph.heading
        assert heading is not None
        while stack and nodes[stack[-1]].level >= heading.level:
            stack.pop()
        own = heads[position + 1][0] if position + 1 < len(heads) else len(flow)
        stop = next((i for i, p in heads[position + 1 :] if p.heading and p.heading.level <= heading.level), len(flow))
        title = heading.title.strip()
        node = HeadingNode(position, paragraph, title, heading.level, stack[-1] if stack else None, index, own, stop)
        nodes.append(node)
        stack.append(position)
    return PartOutline(part, flow, tuple(nodes))


def _flow(blocks: tuple[Block, ...]) -> list[Block]:
    flow: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and any(p.heading is not None for c in block.cells for p in c.paragraphs):
            for cell in block.cells:
                flow.extend(_flow(cell.blocks))
        else:
            flow.append(block)
    return flow


class Sentence(Struct, frozen=True):
    """A sentence of a passage in the form in which cues are compared, with the paragraph it stands in."""

    plain: str
    raw: str
    paragraph: Paragraph

    @property
    def heading(self) -> bool:
        """Whether it is a heading, alone or before the text of its paragraph."""
        heading = self.paragraph.heading
        return heading is not None and self.raw in self.paragraph.text[: heading.body]


def read_sentences(passage: Passage, headings: bool = False) -> list[Sentence]:
    """The sentences of a passage; a table's row is read as one sentence, label and value together.

    A heading that stands alone promises and says nothing; it is read only where ``headings`` are asked for.
    """
    result: list[Sentence] = []
    for position, block in enumerate(passage.blocks):
        if isinstance(block, Paragraph):
            if block.toc:
                continue
            if block.heading is not None and block.heading.body >= len(block.text) and position and not headings:
                continue
            text = block.text[passage.skip :] if position == 0 else block.text
            result.extend(_of_text(text, block))
        elif isinstance(block, Table):
            rows: dict[int, list[Paragraph]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).extend(cell.paragraphs)
            for _, paragraphs in sorted(rows.items()):
                joined = "，".join(p.text.strip() for p in paragraphs if p.text.strip())
                if not joined:
                    continue
                if len(joined) <= 200:
                    result.append(Sentence(plain(joined), joined, paragraphs[0]))
                else:
                    for paragraph in paragraphs:
                        result.extend(_of_text(paragraph.text, paragraph))
    return result


def _of_text(text: str, paragraph: Paragraph) -> list[Sentence]:
    return [Sentence(key, raw, paragraph) for key, raw in _pieces(text)]


@lru_cache(maxsize=1 << 15)
def _pieces(text: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a text as (plain, raw); every row reads the same paragraphs anew."""
    pieces = (text[start:end] for start, end in sentences(text))
    return tuple((plain(piece), piece.strip()) for piece in pieces if piece.strip())
