"""Sections that stand without a heading: paragraphs that say what a row asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from doccheck.document import Block, block_text
from doccheck.mapping import cues
from doccheck.mapping.evidence import PIECE, best_of, cues_of, topics_of
from doccheck.mapping.model import Passage, SectionMatch
from doccheck.mapping.outline import PartOutline, read_sentences
from doccheck.programme.schema import Programme, SectionRow
from doccheck.understanding.topics import section_topics

if TYPE_CHECKING:
    from doccheck.mapping.sections import Assignment

SAID = 0.5
"""Probability from which a paragraph without a heading of its own answers a row."""
SAID_ELSEWHERE = 0.65
"""The same for a paragraph under a heading that answers another row, where the author heads things freely."""
SAID_BESIDE_NAMED = 0.95
"""The same where the headings are the outline's own: what has none there is more likely left out."""
_BESIDE = 0.4
_CUES = 3
"""Cues that must hold where the models do not know what a text is about."""


def without_heading(row: SectionRow, assignments: Sequence[Assignment], programme: Programme) -> SectionMatch | None:
    """A run of paragraphs that says what the row asks, where no heading does."""
    if any(other.parent == row.id for assignment in assignments for other in assignment.rows):
        return None  # a branch without any heading is absent, whatever a paragraph elsewhere touches
    row_cues, topics = cues_of(row, programme), topics_of(row, programme)
    best: tuple[float, PartOutline, list[Block]] | None = None
    for assignment in assignments:
        for passage, owners in _passages(assignment, row):
            others = [t for owner in owners for t in topics_of(owner, programme)]
            elsewhere = SAID_ELSEWHERE if assignment.own_words else SAID_BESIDE_NAMED
            run = _said_in(passage, topics, others, elsewhere if owners else SAID)
            if run is None and not owners:
                run = _cued_in(passage, row_cues)
            if run is not None and (best is None or run[0] > best[0]):
                best = (run[0], assignment.tree, run[1])
    if best is None:
        return None
    passage = Passage(best[1].part.document, tuple(best[2]))
    return SectionMatch(row.id, best[1].part.id, None, passage, passage, round(best[0] * 0.9, 2), inferred=True)


def _said_in(
    passage: Passage, topics: Sequence[str], others: Sequence[str], needed: float
) -> tuple[float, list[Block]] | None:
    """The paragraph that most likely speaks of the topics, with those beside it that do so too.

    A paragraph that speaks rather of the ``others``, which its heading promises, is left to them.
    """
    if not topics:
        return None
    told: list[float] = []
    for position, block in enumerate(passage.blocks):
        text = block_text(block)[passage.skip if position == 0 else 0 :].strip()
        about = section_topics("", text) if len(text) >= PIECE else {}
        own = best_of(about, topics)
        told.append(own if own >= _BESIDE and own > best_of(about, others) else 0.0)  # less is never looked at
    best = max(told, default=0.0)
    if best < needed:
        return None
    first = last = told.index(best)
    while first > 0 and told[first - 1] >= _BESIDE:
        first -= 1
    while last + 1 < len(told) and told[last + 1] >= _BESIDE:
        last += 1
    return best, list(passage.blocks[first : last + 1])


def _cued_in(passage: Passage, row_cues: Sequence[str]) -> tuple[float, list[Block]] | None:
    """The paragraphs between the first and the last in which cues of the row stand, if several hold."""
    sentences = read_sentences(passage)
    hits = [index for _, index in cues.search(row_cues, [s.plain for s in sentences])]
    if len(hits) < _CUES:
        return None
    paragraphs: list[Block] = []
    for sentence in sentences[min(hits) : max(hits) + 1]:
        if not paragraphs or paragraphs[-1] is not sentence.paragraph:
            paragraphs.append(sentence.paragraph)
    return float(1.0 - 0.62 ** len(hits)), paragraphs


def _passages(assignment: Assignment, row: SectionRow) -> Iterator[tuple[Passage, list[SectionRow]]]:
    """The opening and each heading's own text, with the other rows that claim it."""
    tree = assignment.tree
    owners: dict[int, list[SectionRow]] = {}
    for other in assignment.rows:
        pair = assignment.of[other.id]
        if pair is not None and other.id != row.parent:
            owners.setdefault(pair.node, []).append(other)
    yield tree.opening, []
    for node in tree.nodes:
        above = (node.index, *(ancestor.index for ancestor in tree.ancestors(node)))
        yield tree.passage(node, own=True), [owner for index in above for owner in owners.get(index, [])]
