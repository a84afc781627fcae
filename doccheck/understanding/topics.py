"""What a text is about, as probabilities: the topics of sections and clauses, elements and their states, roles."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from doccheck.understanding.features import body_features, heading_features, opening
from doccheck.understanding.linear import Probabilities, load

SECTIONS, CLAUSES, ELEMENTS, ROLES = "sections", "clauses", "elements", "roles"
DEFERRED = "~deferred"
CONTRARY = "~contrary:"
WHISPER = 0.003
"""Probability of an element below which a sentence is not looked at for it."""


@lru_cache(maxsize=4096)
def section_topics(heading: str, body: str) -> dict[str, float]:
    """The probability of each section topic for a heading with its text."""
    return load(SECTIONS).probabilities((heading_features(heading), body_features(body)))


@lru_cache(maxsize=4096)
def clause_topics(heading: str, body: str) -> dict[str, float]:
    """The probability that an article, or a sentence of one, settles each clause topic."""
    return load(CLAUSES).probabilities((heading_features(heading), body_features(body)))


@lru_cache(maxsize=1024)
def roles(title: str, text: str) -> dict[str, float]:
    """The probability of each role for a paper of this title that begins so."""
    return load(ROLES).probabilities((heading_features(title), body_features(opening(text))))


class Saying(NamedTuple):
    """How likely a sentence speaks of an element, and, if it does, puts it off or says the contrary of the demand."""

    spoken: float
    deferred: float
    contrary: float


class Sayings:
    """The elements of one sentence."""

    def __init__(self, probabilities: Probabilities, labels: Container[str], whispered: Sequence[float]) -> None:
        self._of = probabilities
        self._labels = labels
        self._heard = probabilities.above(whispered)

    def knows(self, label: str) -> bool:
        """Whether the model learnt this label at all."""
        return label in self._labels

    def touches(self, elements: Iterable[str]) -> bool:
        """Whether it may speak of one of some elements, or say the contrary, with more than the least probability."""
        heard = self._heard
        return any(element in heard or CONTRARY + element in heard for element in elements)

    def __getitem__(self, element: str) -> Saying:
        return Saying(self._of[element], self._of[DEFERRED], self._of[CONTRARY + element])

    def spoken(self, elements: Iterable[str]) -> float:
        """The highest probability that it speaks of one of some elements."""
        return max(map(self._of.__getitem__, elements), default=0.0)

    def contrary(self, elements: Iterable[str]) -> float:
        """The highest probability that it says the contrary of what one of some elements demands."""
        return max([self._of[CONTRARY + element] for element in elements], default=0.0)

    @property
    def deferred(self) -> float:
        """The probability that it puts its matter off."""
        return self._of[DEFERRED]


@lru_cache(maxsize=16384)
def sayings(sentence: str) -> Sayings:
    """What a sentence says of each element."""
    model = load(ELEMENTS)
    return Sayings(model.asked((body_features(sentence),)), model.places, _whispered())


@lru_cache(maxsize=1)
def _whispered() -> tuple[float, ...]:
    return load(ELEMENTS).needed(WHISPER)


def forget() -> None:
    """Drop every remembered answer, because other models are to be used."""
    for remembered in (section_topics, clause_topics, roles, sayings, _whispered):
        remembered.cache_clear()
