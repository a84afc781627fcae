"""Cues looked up in the sentences of a text; :mod:`doccheck.mapping.cue_language` says how they are written.

The rows of a programme ask hundreds of cues of the same sentences. So the sentences are joined once, every term is
looked for in the whole, and what was found is remembered for the other cues that have the term too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import accumulate, pairwise

from doccheck.mapping.cue_language import Cue, Term, compiled, counted_before, parse


class _Sentences:
    """Sentences in which terms are looked up."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = sentences
        self._text = "\n".join(sentences)
        self._starts = [0, *accumulate(len(sentence) + 1 for sentence in sentences)]
        self._of: dict[Term, frozenset[int]] = {}

    @cached_property
    def _pairs(self) -> _Sentences:
        """Each sentence with the next one."""
        last = self._sentences[-1:]
        return _Sentences([f"{one}。{two}" for one, two in pairwise(self._sentences)] + [*last])

    def holding(self, cue: Cue) -> Iterable[int]:
        """The places of the sentences in which a cue holds, in order; for a wide one of the first of each two."""
        searched = self._pairs if cue.wide else self
        found: frozenset[int] | None = None
        for term in cue.terms:
            places = searched._standing(term)
            if term.negative:
                found = frozenset(range(len(self._sentences))) - places if found is None else found - places
            else:
                found = places if found is None else found & places
            if not found:
                return ()
        return sorted(found or ())

    def _standing(self, term: Term) -> frozenset[int]:
        """The places of the sentences in which a term stands."""
        found = self._of.get(term)
        if found is None:
            text = self._text
            places: set[int] = set()
            for word in term.words:
                if word in text:  # most do not stand anywhere
                    places.update(self._each(partial(text.find, word)))
            for unit in term.units:
                if unit in text:
                    places.update(self._each(partial(_numbered, text, unit)))
            if term.pattern:
                places.update(self._matching(term.pattern))
            found = self._of[term] = frozenset(places)
        return found

    def _each(self, find: Callable[[int], int]) -> Iterator[int]:
        """The sentence of each place that ``find`` gives from a start on; each sentence once."""
        starts = self._starts
        at, place = find(0), 0
        while at >= 0:
            place = bisect_right(starts, at, place) - 1
            yield place
            at = find(starts[place + 1])

    def _matching(self, pattern: str) -> Iterator[int]:
        search = compiled(pattern).search
        for place in self._each(lambda start: found.start() if (found := search(self._text, start)) else -1):
            if place >= len(self._sentences):
                return  # a pattern that matches nothing at all matches behind the last sentence too
            if search(self._sentences[place]):  # else what was found goes on into the next sentence
                yield place


def _numbered(text: str, unit: str, start: int) -> int:
    """Where a unit stands behind a number, -1 if nowhere."""
    at = text.find(unit, start)
    while at >= 0 and not counted_before(text, at):
        at = text.find(unit, at + 1)
    return at


@lru_cache(maxsize=256)
def _searched(sentences: tuple[str, ...]) -> _Sentences:
    return _Sentences(sentences)


def search(cues: Iterable[str], sentences: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each cue that holds with the index of the first sentence where it does, in the order of the cues.

    ``sentences`` must be in :func:`doccheck.language.plain.plain` form.
    """
    searched = _searched(tuple(sentences))
    for source in cues:
        for index in searched.holding(parse(source)):
            yield source, index
            break


def counted(cues: Iterable[str], texts: Sequence[Sequence[str]]) -> list[int]:
    """How many cues hold in each of several texts, given as sentences in plain form."""
    counts = [0] * len(texts)
    every: list[str] = []
    owner: list[int] = []
    for number, sentences in enumerate(texts):
        every += [*sentences, ""]  # so that no two sentences of different texts stand side by side
        owner += [number] * (len(sentences) + 1)
    searched = _searched(tuple(every))
    for cue in map(parse, cues):
        for number in {owner[place] for place in searched.holding(cue) if every[place]}:
            counts[number] += 1
    return counts


def holding(cues: Iterable[str], sentences: Sequence[str]) -> set[int]:
    """The index of every sentence in which some cue holds; ``sentences`` in plain form."""
    searched = _searched(tuple(sentences))
    return {index for source in cues for index in searched.holding(parse(source))}


def first(cues: Iterable[str], sentences: Sequence[str]) -> int | None:
    """Index of the sentence that answers the earliest cue that holds, or ``None``."""
    if len(sentences) == 1:
        return 0 if any(parse(source).holds(sentences[0]) for source in cues) else None
    for _, index in search(cues, sentences):
        return index
    return None
