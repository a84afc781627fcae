"""What a text is about, as probabilities: the topics of sections and clauses, elements and their states, roles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from doccheck.understanding.features import body_features, heading_features, opening
from doccheck.understanding.linear import load

SECTIONS, CLAUSES, ELEMENTS, ROLES = "sections", "clauses", "elements", "roles"
DEFERRED = "~deferred"
CONTRARY = "~contrary:"


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


@dataclass(frozen=True, slots=True)
class Saying:
    """How likely a sentence speaks of an element, and, if it does, puts it off or says the contrary of the demand."""

    spoken: float
    deferred: float
    contrary: float


class Sayings:
    """The elements of one sentence."""

    def __init__(self, probabilities: dict[str, float]) -> None:
        self._of = probabilities

    def knows(self, label: str) -> bool:
        """Whether the model learnt this label at all."""
        return label in self._of

    def __getitem__(self, element: str) -> Saying:
        return Saying(self._of.get(element, 0.0), self._of.get(DEFERRED, 0.0), self._of.get(CONTRARY + element, 0.0))


@lru_cache(maxsize=16384)
def sayings(sentence: str) -> Sayings:
    """What a sentence says of each element."""
    return Sayings(load(ELEMENTS).probabilities((body_features(sentence),)))


def forget() -> None:
    """Drop every remembered answer, because other models are to be used."""
    for remembered in (section_topics, clause_topics, roles, sayings):
        remembered.cache_clear()
