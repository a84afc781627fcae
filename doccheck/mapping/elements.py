"""Elements: what a section, clause, field or profile must say, sentence by sentence, with the state of each."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from doccheck.document import Block, Paragraph
from doccheck.language.patterns import lazy
from doccheck.language.plain import plain
from doccheck.mapping import cues
from doccheck.mapping.deferral import put_off
from doccheck.mapping.evidence import best_of, contrary_evidence, puts_off, settles_beside, spoken_evidence
from doccheck.mapping.model import Doubt, ElementMatch, ElementState, Passage
from doccheck.mapping.outline import Sentence, read_sentences
from doccheck.mapping.similarity import Likeness
from doccheck.mapping.substance import own_texts
from doccheck.programme.schema import ElementRow, Item, Programme, Row
from doccheck.understanding.decoding import logit, weighed
from doccheck.understanding.topics import sayings, section_topics


class Place(Struct, frozen=True):
    """Texts in which an element may stand: ``near`` where it belongs, ``far`` where it still counts."""

    near: tuple[Passage, ...]
    far: tuple[Passage, ...] = ()
    subject: str = ""
    part: str = ""


def element_cues(row: Row, programme: Programme) -> list[str]:
    """The cues of an element row and of its topic."""
    topic = programme.topics.get(row.topic) if row.topic else None
    return [*row.cues, *(topic.cues if topic else ())]


MET = 0.57
"""Probability from which an element is met."""
_SILENT = 0.7
"""The same where no sentence seems to speak of the matter."""
_HEARD = 0.1
_ROW, _CELL = 3, 16
"""Pieces between commas, and signs of the longest, of a row of names; so many bare figures make a row too."""
CONTRARY = 0.5
"""Probability from which a sentence says the contrary."""
_TURNED = 0.3
"""Probability from which an element that is not met is said to be put off or turned round."""
_PLAIN = 0.9
"""Probability of a near sentence from which nothing else need be read."""
CANDIDATE = 0.15
"""Probability from which a sentence is shown as the one that comes nearest."""
DEFERS = 0.5
"""Probability from which a sentence puts its matter off."""
_OPENER = 10
"""Characters of a sentence that only opens the next."""
_FROM_FAR = 0.85
"""What a sentence elsewhere counts beside one where the element belongs."""
_PARTS = lazy(r"[，；：]")
_PART = 6
_WINDOW = 90
_JOINT = 0.8
_FAINT = 0.02
_HEADED = 0.75
"""Likeness from which a subheading names an element."""
_SUBSTANCE = 25


def judge(
    row: Row, places: Iterable[Place], programme: Programme, likeness: Likeness, lead: Sequence[str] = ()
) -> Iterator[ElementMatch]:
    """The state of one element in each place (a place for each profile, one for everything else).

    What the sentences say is weighed with a subheading that names the element and has text of its own below.
    ``lead`` are the names of the lead unit: a sentence that names it speaks of “牵头单位”.
    """
    for place in places:
        near = [(p, s) for p in place.near for s in _led(_opened(read_sentences(p)), lead)]
        far = [(p, s) for p in place.far for s in _led(_opened(read_sentences(p)), lead)]
        document = place.near[0].document if place.near else ""
        anchor = ElementMatch(row.id, ElementState.ABSENT, document, confidence=0.8)
        if place.near:
            evidence = place.near[0].evidence()
            anchor = replace(anchor, quote=evidence.quote, location=evidence.location)
        if row.items:
            match = _items(row, near, far, anchor)
        else:
            headed = _headed(row, place, anchor, programme, likeness)
            reading = Reading.of(row, element_cues(row, programme), near, far)
            anchor = replace(anchor, evidence=reading.evidence(headed is not None))
            match = _single(row, reading, anchor, headed)
        if match is not None:
            yield replace(match, subject=place.subject, part=place.part)


def _opened(found: list[Sentence]) -> list[Sentence]:
    """Sentences with a short opener (“再说别家能不能用。”, “需求。”) joined to what it opens: alone it says nothing."""
    result: list[Sentence] = []
    for sentence in found:
        before = result[-1] if result else None
        if (
            before is not None
            and len(before.plain) <= _OPENER
            and before.paragraph is sentence.paragraph
            and not any(char.isdigit() for char in before.plain)
        ):
            result[-1] = Sentence(before.plain + sentence.plain, before.raw + sentence.raw, sentence.paragraph)
        else:
            result.append(sentence)
    return result


def _led(found: list[Sentence], lead: Sequence[str]) -> list[Sentence]:
    """The sentences with the lead unit called by what it is, so that nobody need know its name."""
    if not lead:
        return found
    return [
        replace(sentence, plain=_called(sentence.plain, tuple(lead)))
        if any(name in sentence.plain for name in lead)
        else sentence
        for sentence in found
    ]


def _called(text: str, lead: tuple[str, ...]) -> str:
    for name in lead:
        text = text.replace(name, "牵头单位")
    return re.sub("牵头单位(?:[（(]?牵头单位[）)]?)+", "牵头单位", text)


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


class Said(Struct, frozen=True):
    """What one sentence says of a matter: the probabilities that it says it, puts it off, says the contrary."""

    passage: Passage
    sentence: Sentence
    met: float
    deferred: float
    contrary: float
    cue: bool
    """Whether a cue of the row stands in it, neither put off nor turned round."""


def said(asked: Row | Item, row_cues: Sequence[str], texts: Sequence[tuple[Passage, Sentence]]) -> list[Said]:
    """What each sentence says of a row or of one of its items, by its cues and by the models."""
    plain = [sentence.plain for _, sentence in texts]
    held = cues.holding(row_cues, plain)
    against = cues.holding(asked.contrary, plain)
    result: list[Said] = []
    doubtful: list[int] = []
    for index, text in enumerate(plain):
        if asked.says:
            if index not in held and index not in against and not sayings(text).touches(asked.says):
                continue
            spoken = _spoken(asked, row_cues, text, index in held)
            headed = texts[index][1].heading  # a heading names a matter and says nothing of it
            mute = headed or (index not in against and _is_roster_row(text))
            contrary = 0.0 if mute else weighed("contrary", contrary_evidence(text, asked.says, index in against))
        else:
            spoken, contrary = (0.95 if index in held else 0.0), (0.95 if index in against else 0.0)
        if spoken < DEFERS:
            doubtful.append(index)
        if spoken >= _FAINT or contrary >= _FAINT or index in held:
            result.append(_said(row_cues, texts[index], spoken, contrary, index in held))
    if asked.says and not any(each.met >= _PLAIN for each in result):
        result += _with_the_one_before(asked, row_cues, texts, doubtful, held)
    return result


def _is_roster_row(text: str) -> bool:
    """Whether a sentence is a table's row of names (夏仲礼，农林大学，副理事长) or figures, which denies nothing."""
    pieces = text.split("，")
    if len(pieces) < _ROW or max(map(len, pieces)) > _CELL:
        return False
    figures = sum(piece.replace(",", "").replace(".", "").isdigit() for piece in pieces)
    return figures >= _ROW or not any(sign.isdigit() for sign in text)


def _spoken(asked: Row | Item, row_cues: Sequence[str], text: str, cue: bool) -> float:
    """The probability that a sentence speaks of a matter; of a long one, that its part with the cue does."""
    spoken = weighed("spoken", spoken_evidence(text, asked.says, cue))
    if spoken < DEFERS and cue:
        parts = [part for part in _PARTS.split(text) if len(part) >= _PART]
        for index in cues.holding(row_cues, parts):
            spoken = max(spoken, weighed("spoken", spoken_evidence(parts[index], asked.says, True)))
    return spoken


def _with_the_one_before(
    asked: Row | Item,
    row_cues: Sequence[str],
    texts: Sequence[tuple[Passage, Sentence]],
    doubtful: Iterable[int],
    held: Container[int],
) -> Iterator[Said]:
    """What doubtful sentences say along with the one before, in which their subject may stand."""
    for index in doubtful:
        if index and texts[index - 1][0] is texts[index][0]:
            text = texts[index][1].plain
            both = texts[index - 1][1].plain + "。" + text
            if len(both) <= _WINDOW:
                spoken = weighed("spoken", spoken_evidence(both, asked.says, False)) * _JOINT
                if spoken >= CANDIDATE:
                    contrary = weighed("contrary", contrary_evidence(text, asked.says, False))
                    yield _said(row_cues, texts[index], spoken, contrary, index in held)


def _said(
    row_cues: Sequence[str], text: tuple[Passage, Sentence], spoken: float, contrary: float, cue: bool
) -> Said:
    """A sentence with what its putting the matter off, or saying the contrary, leaves of what it speaks of."""
    plain = text[1].plain
    off = puts_off(plain)
    if off >= DEFERS and cue and settles_beside(list(row_cues), plain):
        off = 0.0
    met, firm = spoken * (1 - off) * (1 - contrary), cue and off < DEFERS and contrary < DEFERS
    return Said(*text, met, spoken * off, max(spoken, contrary) * contrary, firm)


def _best(told: Iterable[Said], of: str) -> Said | None:
    return max(told, key=lambda each: float(getattr(each, of)), default=None)


class Reading(Struct, frozen=True):
    """What the texts say of one row: where it belongs (``near``) and elsewhere (``far``)."""

    near: tuple[Said, ...]
    far: tuple[Said, ...]

    @classmethod
    def of(
        cls,
        asked: Row | Item,
        row_cues: Sequence[str],
        near: Sequence[tuple[Passage, Sentence]],
        far: Sequence[tuple[Passage, Sentence]],
    ) -> Reading:
        """Read the near texts, and the far ones unless the near ones settle it."""
        told = tuple(said(asked, row_cues, near))
        settled = any(each.met >= _PLAIN for each in told)
        return cls(told, () if settled else tuple(said(asked, row_cues, far)))

    def evidence(self, headed: bool) -> tuple[float, ...]:
        """What speaks for it that the row is met, in the order of ``EVIDENCE["element"]``."""
        near, far = (max((each.met for each in told), default=0.0) for told in (self.near, self.far))
        return (
            logit(max(near, far * _FROM_FAR)),
            float(any(each.cue for each in self.near)),
            float(any(each.cue for each in self.far)),
            float(headed),
            max((each.deferred for each in self.near), default=0.0),
            max((each.contrary for each in self.near), default=0.0),
        )

    @property
    def speaks(self) -> bool:
        """Whether any sentence, by the models or by a cue, speaks of the matter at all."""
        return any(each.cue or each.met >= _HEARD for each in (*self.near, *self.far))

    @property
    def best(self) -> Said | None:
        """The sentence that says it most plainly, a near one if it says it at all."""
        near = _best(self.near, "met")
        return near if near is not None and near.met >= CANDIDATE else _best((*self.near, *self.far), "met")


def _single(row: Row, reading: Reading, anchor: ElementMatch, headed: ElementMatch | None) -> ElementMatch | None:
    if not anchor.document:
        return None
    met = weighed("element", anchor.evidence)
    best = reading.best
    if met >= (MET if reading.speaks or headed is not None else _SILENT):
        if best is not None and (best.met >= CANDIDATE or headed is None):
            return _match(anchor, ElementState.MET, best.passage, best.sentence, met)
        return replace(headed, confidence=met, evidence=anchor.evidence) if headed is not None else anchor
    against, later = (_best(reading.near, of) or _best(reading.far, of) for of in ("contrary", "deferred"))
    if against is not None and against.contrary >= _TURNED and (later is None or against.contrary >= later.deferred):
        return _match(anchor, ElementState.CONTRARY, against.passage, against.sentence, against.contrary)
    if later is not None and later.deferred >= _TURNED:
        words = put_off(later.sentence.plain)
        return _match(anchor, ElementState.DEFERRED, later.passage, later.sentence, later.deferred, words)
    return _absent(anchor, best, met)


def _absent(anchor: ElementMatch, best: Said | None, met: float) -> ElementMatch:
    """Absent; with the sentence that comes nearest to it, where one comes near at all."""
    if best is None or best.met < CANDIDATE:
        return anchor
    chance = min(0.49, max(met, 0.05))
    sentence = best.sentence
    doubt = Doubt(anchor.requirement, best.passage.document, sentence.raw[:80], sentence.paragraph.location, chance)
    return replace(anchor, confidence=1.0 - chance, doubt=doubt)


def _about(row: Row) -> bool:
    return any(item.about for item in row.items)


def _any(near: Sequence[tuple[Passage, Sentence]]) -> Said | None:
    return Said(*near[0], 1.0, 0.0, 0.0, False) if near else None


def _items(
    row: Row,
    near: Sequence[tuple[Passage, Sentence]],
    far: Sequence[tuple[Passage, Sentence]],
    anchor: ElementMatch,
) -> ElementMatch | None:
    lacking: list[str] = []
    first: Said | None = None
    nearest: tuple[float, Said | None] = (0.0, None)
    paragraphs = list(dict.fromkeys(sentence.paragraph.text for _, sentence in near)) if _about(row) else []
    for item in row.items:
        if item.about:
            spoken = max((best_of(section_topics("", text), item.about) for text in paragraphs), default=0.0)
            if spoken >= MET:
                first = first or _any(near)
                continue
        if not item.cues and not item.says:
            continue
        reading = Reading.of(item, item.cues, near, far)
        met = weighed("element", reading.evidence(False))
        needed = MET if reading.speaks else _SILENT
        against = _best(reading.near, "contrary")
        if against is not None and against.contrary >= CONTRARY and against.contrary > met * 0.9:
            return _match(anchor, ElementState.CONTRARY, against.passage, against.sentence, against.contrary)
        if met < needed:
            if not item.optional:
                lacking.append(item.name)
                nearest = max(nearest, (met, reading.best), key=lambda each: each[0])
            continue
        first = first or reading.best
    if not lacking:
        return _match(anchor, ElementState.MET, first.passage, first.sentence, 0.9) if first else anchor
    return replace(_absent(anchor, nearest[1], nearest[0]), lacking=tuple(lacking))


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
