"""Cues looked up in the sentences of a text; :mod:`doccheck.mapping.cue_language` says how they are written.

The rows of a programme ask hundreds of cues of the same sentences. So the sentences are joined once, every term is
looked for in the whole, and what was found is remembered for the other cues that have the term too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from doccheck.language.literals import may_stand
from doccheck.mapping.cue_language import Cue, Term, compiled, counted_before, parse


class _Sentences:
    """Sentences in which terms are looked up; one that stands in several places is looked at once."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._all = sentences
        self._sentences = list(dict.fromkeys(sentences))
        self._text = "\n".join(self._sentences)
        self._starts = [0, *accumulate([len(sentence) + 1 for sentence in self._sentences])]
        self._of: dict[Term, frozenset[int]] = {}

    @cached_property
    def _places(self) -> Sequence[Sequence[int]]:
        """Where each distinct sentence stands."""
        places: dict[str, list[int]] = {}
        for place, sentence in enumerate(self._all):
            places.setdefault(sentence, []).append(place)
        return list(places.values())

    @cached_property
    def _pairs(self) -> _Sentences:
        """Each sentence with the next one."""
        return _Sentences([f"{one}。{two}" for one, two in pairwise(self._all)] + [*self._all[-1:]])

    def holding(self, cue: Cue) -> list[int]:
        """The places of the sentences in which a cue holds, in order; for a wide one of the first of each two."""
        return (self._pairs if cue.wide else self)._holding(cue)

    def _holding(self, cue: Cue) -> list[int]:
        found: frozenset[int] | None = None
        for term in cue.terms:
            standing = self._standing(term)
            if term.negative:
                found = frozenset(range(len(self._sentences))) - standing if found is None else found - standing
            else:
                found = standing if found is None else found & standing
            if not found:
                return []
        if found and len(self._sentences) < len(self._all):
            return sorted([place for index in found for place in self._places[index]])
        return sorted(found or ())

    def _standing(self, term: Term) -> frozenset[int]:
        """The indexes of the distinct sentences in which a term stands."""
        found = self._of.get(term)
        if found is None:
            places: list[int] = []
            for word in term.words:
                if word in self._text:  # most do not stand anywhere
                    places += self._with(word)
            for unit in term.units:
                places += self._counting(unit)
            if term.pattern:
                places += self._matching(term.pattern)
            found = self._of[term] = frozenset(places)
        return found

    def _with(self, word: str) -> Iterator[int]:
        """The sentences in which a word stands."""
        find, starts, place = self._text.find, self._starts, 0
        at = find(word)
        while at >= 0:
            place = bisect_right(starts, at, place)
            yield place - 1
            at = find(word, starts[place])

    def _counting(self, unit: str) -> Iterator[int]:
        """The sentences in which a unit stands behind a number."""
        text, starts, place = self._text, self._starts, 0
        at = text.find(unit)
        while at >= 0:
            if counted_before(text, at):
                place = bisect_right(starts, at, place)
                yield place - 1
                at = text.find(unit, starts[place])
            else:
                at = text.find(unit, at + 1)

    def _matching(self, pattern: str) -> Iterator[int]:
        """The sentences in which a pattern is found."""
        if not may_stand(pattern, self._text):
            return
        search, starts, place = compiled(pattern).search, self._starts, 0
        found = search(self._text)
        while found is not None:
            place = bisect_right(starts, found.start(), place)
            if place > len(self._sentences):
                return  # a pattern that matches nothing at all matches behind the last sentence too
            if search(self._sentences[place - 1]):  # else what was found goes on into the next sentence
                yield place - 1
            found = search(self._text, starts[place])


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
