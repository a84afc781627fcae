"""Places that speak of different things: where most of what two of them share differs, no slip of the pen did it.

One table says what each unit pays into its own task, another what it pays in all; a form counts by one date, a roster
by another. Whoever writes a wrong figure leaves the others of the table right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from doccheck.facts.comparing import Place, agree, place_of
from doccheck.facts.model import Fact

_MANY = 3
"""Differing figures from which two places that mostly differ speak of different things."""

_Pair = tuple[frozenset[Place], str]


def estranged(groups: Iterable[Sequence[Fact]]) -> Callable[[Fact, Fact], bool]:
    """Whether the places of two facts differ in most of the figures of that unit (万元, 人) that both state.

    ``groups`` are all groups of facts that speak of one thing, those that agree as well.
    """
    agreeing: Counter[_Pair] = Counter()
    differing: Counter[_Pair] = Counter()
    for facts in groups:
        for number, one in enumerate(facts):
            for other in facts[number + 1 :]:
                if place_of(one) != place_of(other):
                    (agreeing if agree(one, other) else differing)[_pair(one, other)] += 1
    apart = {pair for pair, count in differing.items() if count >= _MANY and count > agreeing[pair]}
    return lambda one, other: _pair(one, other) in apart


def _pair(one: Fact, other: Fact) -> _Pair:
    return frozenset((place_of(one), place_of(other))), one.unit
