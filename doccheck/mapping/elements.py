"""Elements: what a section, clause, field or profile must say, sentence by sentence, with the state of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from doccheck.document import Block, Paragraph
from doccheck.language.plain import plain
from doccheck.mapping import cues
from doccheck.mapping.deferral import put_off, settled_beside
from doccheck.mapping.model import ElementMatch, ElementState, Passage
from doccheck.mapping.outline import Sentence, read_sentences
from doccheck.mapping.similarity import Likeness
from doccheck.mapping.substance import own_texts
from doccheck.programme.schema import ElementRow, Programme, Row


@dataclass(frozen=True, slots=True)
class Place:
    """Texts in which an element may stand: ``near`` where it belongs, ``far`` where it still counts."""

    near: tuple[Passage, ...]
    far: tuple[Passage, ...] = ()
    subject: str = ""
    part: str = ""


def element_cues(row: Row, programme: Programme) -> list[str]:
    """The cues of an element row and of its topic."""
    topic = programme.topics.get(row.topic) if row.topic else None
    return [*row.cues, *(topic.cues if topic else ())]


_HEADED = 0.75
"""Likeness from which a subheading names an element."""
_SUBSTANCE = 25


def judge(row: Row, places: Iterable[Place], programme: Programme, likeness: Likeness) -> Iterator[ElementMatch]:
    """The state of one element in each place (a place for each profile, one for everything else).

    An element is met where its cues hold, and where a subheading names it with text of its own below.
    """
    for place in places:
        near = [(p, s) for p in place.near for s in read_sentences(p)]
        far = [(p, s) for p in place.far for s in read_sentences(p)]
        document = place.near[0].document if place.near else ""
        anchor = ElementMatch(row.id, ElementState.ABSENT, document, confidence=0.8)
        if place.near:
            evidence = place.near[0].evidence()
            anchor = replace(anchor, quote=evidence.quote, location=evidence.location)
        match = _items(row, near, far, anchor) if row.items else _single(row, near, far, anchor, programme)
        if match is not None and match.state is ElementState.ABSENT and not row.items:
            match = _headed(row, place, anchor, programme, likeness) or match
        if match is not None:
            yield replace(match, subject=place.subject, part=place.part)


def _headed(
    row: Row, place: Place, anchor: ElementMatch, programme: Programme, likeness: Likeness
) -> ElementMatch | None:
    """The subheading that names the element and has a text below it that does not only put it off."""
    topic = programme.topics.get(row.topic) if row.topic else None
    names = [name for name in (row.title, *row.aliases, *(topic.aliases if topic else ())) if 2 <= len(name) <= 24]
    siblings = [r.id for r in programme.children(row.parent or "") if isinstance(r, ElementRow)]
    own = [passage.blocks[0] for passage in place.near if passage.skip]  # the headings above: they only promise
    for passage in (*place.near, *place.far):
        heads = [
            index
            for index, block in enumerate(passage.blocks)
            if isinstance(block, Paragraph) and block.heading is not None and not (index == 0 and passage.skip)
        ]
        here = _at_its_place(passage, heads, siblings, row.id)
        for index in heads:
            block = passage.blocks[index]
            if not isinstance(block, Paragraph) or block.heading is None:
                continue
            if any(block is heading for heading in own):
                continue
            if index != here and (not block.heading.title or likeness(block.heading.title, names) < _HEADED):
                continue
            stop = next(
                (i for i in range(index + 1, len(passage.blocks)) if _is_heading(passage.blocks[i])),
                len(passage.blocks),
            )
            below = Passage(passage.document, passage.blocks[index:stop], block.heading.body)
            text = "".join(own_texts(below))
            if len(text) >= _SUBSTANCE and not put_off(plain(text[:120])):
                quote = block.text[: block.heading.body].strip()[:80]
                return replace(
                    anchor,
                    state=ElementState.MET,
                    document=passage.document,
                    quote=quote,
                    location=block.location,
                    confidence=0.7,
                )
    return None


def _at_its_place(passage: Passage, heads: Sequence[int], siblings: Sequence[str], row_id: str) -> int | None:
    """The subheading at an element's place, where a section has as many subheadings as it must say things."""
    levels = [(b.heading.level, i) for i in heads if isinstance(b := passage.blocks[i], Paragraph) and b.heading]
    top = [index for level, index in levels if level == min(level for level, _ in levels)]
    return top[siblings.index(row_id)] if len(siblings) >= 3 and len(top) == len(siblings) else None


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.heading is not None


def _single(
    row: Row,
    near: Sequence[tuple[Passage, Sentence]],
    far: Sequence[tuple[Passage, Sentence]],
    anchor: ElementMatch,
    programme: Programme,
) -> ElementMatch | None:
    row_cues = element_cues(row, programme)
    if not row_cues:
        return None
    deferred: ElementMatch | None = None
    contrary = _found(row.contrary, near, anchor, ElementState.CONTRARY, 0.85)
    for texts, confidence in ((near, 0.9), (far, 0.65)):
        for hit in _hits(row_cues, texts):
            passage, sentence = hit
            words = put_off(sentence.plain)
            if words and not settled_beside(row_cues, sentence.plain):
                deferred = deferred or _match(anchor, ElementState.DEFERRED, passage, sentence, 0.8, words)
                continue
            if contrary is not None and contrary.quote == sentence.raw[:80]:
                continue
            return _match(anchor, ElementState.MET, passage, sentence, confidence)
        if texts is near and contrary is not None:
            return contrary
    return deferred or _found(row.contrary, far, anchor, ElementState.CONTRARY, 0.7) or anchor


def _items(
    row: Row,
    near: Sequence[tuple[Passage, Sentence]],
    far: Sequence[tuple[Passage, Sentence]],
    anchor: ElementMatch,
) -> ElementMatch | None:
    lacking: list[str] = []
    first: tuple[Passage, Sentence] | None = None
    for item in row.items:
        if not item.cues:
            continue
        contrary = _found(item.contrary, near, anchor, ElementState.CONTRARY, 0.85)
        hit = next(_hits(item.cues, near), None)
        if contrary is not None and (hit is None or hit[1].raw[:80] == contrary.quote):
            return contrary
        hit = hit or next(_hits(item.cues, far), None)
        if hit is None and not item.optional:
            lacking.append(item.name)
        first = first or hit
    if not lacking:
        return _match(anchor, ElementState.MET, *first, 0.9) if first else anchor
    return replace(anchor, lacking=tuple(lacking))


def _hits(row_cues: Sequence[str], texts: Sequence[tuple[Passage, Sentence]]) -> Iterator[tuple[Passage, Sentence]]:
    """Sentences in which some cue holds, the earliest cues first."""
    plain = [sentence.plain for _, sentence in texts]
    seen: set[int] = set()
    for source in row_cues:
        start = 0
        while start < len(plain):
            found = cues.first([source], plain[start:])
            if found is None:
                break
            index = start + found
            if index not in seen:
                seen.add(index)
                yield texts[index]
            start = index + 1


def _found(
    row_cues: Sequence[str],
    texts: Sequence[tuple[Passage, Sentence]],
    anchor: ElementMatch,
    state: ElementState,
    confidence: float,
) -> ElementMatch | None:
    hit = next(_hits(row_cues, texts), None)
    return _match(anchor, state, *hit, confidence) if hit else None


def _match(
    anchor: ElementMatch,
    state: ElementState,
    passage: Passage,
    sentence: Sentence,
    confidence: float,
    words: str = "",
) -> ElementMatch:
    quote = words if words and words in sentence.raw else sentence.raw[:80]
    return replace(
        anchor,
        state=state,
        document=passage.document,
        quote=quote,
        location=sentence.paragraph.location,
        confidence=confidence,
    )
