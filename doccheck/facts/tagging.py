"""Which quantity a figure of running text states, as a model learnt it from annotated submissions.

The model (models/figures, made by ``doccheck train`` from corpora/figures/dev) reads the words around a figure: those
of its own clause, those behind it, the sentence before, the heading above. It knows no list of names, so it hears
wordings that nobody wrote down.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

from doccheck.facts.model import Quantity
from doccheck.facts.naming import UNIT_SIGN
from doccheck.facts.sentence import Sentence
from doccheck.language.patterns import lazy
from doccheck.understanding.linear import load

FIGURES = "figures"
NOTHING = "-"
"""The label of figures that state no quantity of the catalogue (a product's parameter, a market's size)."""
Blocks = tuple[frozenset[str], ...]
_NUMBER = lazy(r"\d[\d.,，]*")
_NAMES = lazy(UNIT_SIGN + "+")
_BARE = lazy(rf"[{UNIT_SIGN}0年月\s]*")
_OWN, _BEHIND, _BEFORE, _NEAR, _ABOVE = 30, 14, 60, 14, 20
"""Characters that are looked at in the own clause, behind, in the sentence before (and close before) and above."""


class Tag(NamedTuple):
    """A quantity's id (:data:`NOTHING` for none) and how much surer the model is of it than of the next."""

    quantity: str
    margin: float


class Place(NamedTuple):
    """A figure that was asked about: the paragraph in half-width, the figure, its features."""

    text: str
    quantity: Quantity
    blocks: Blocks


_listeners: list[list[Place]] = []


@contextmanager
def listening() -> Iterator[list[Place]]:
    """Every figure that is asked about meanwhile, instead of an answer; for training, which has no model yet."""
    heard: list[Place] = []
    _listeners.append(heard)
    try:
        yield heard
    finally:
        _listeners.remove(heard)


def tag(sentence: Sentence, quantity: Quantity, head: int, limit: int, *, named: bool = False) -> Tag:
    """What the model says of a figure whose clause begins at ``head`` and that has until ``limit`` before the next one.

    Of one that is plainly ``named`` the model is not asked; only who listens hears of it.

    Raises:
        doccheck.understanding.linear.ModelMissing: if the model is not there.
    """
    if _listeners:
        _listeners[-1].append(Place(sentence.text, quantity, features(sentence, quantity, head, limit)))
    if _listeners or named:
        return Tag(NOTHING, 0.0)
    blocks = features(sentence, quantity, head, limit)
    model = load(FIGURES)
    scores = model.scores(blocks)
    *_, next_best, best = sorted(scores)
    return Tag(model.labels[scores.index(best)], best - next_best)


def features(sentence: Sentence, quantity: Quantity, head: int, limit: int) -> Blocks:
    """Four blocks: the words of the own clause and behind; those before; unit, size and neighbours; those above."""
    masked, start, end = sentence.masked, quantity.start, quantity.end
    unit = quantity.unit
    own = _plain(masked[head:start])
    behind = _plain(masked[end : min(limit, end + _BEHIND)])
    before = _plain(masked[sentence.start : head])[-_BEFORE:]
    near = own[-_OWN:]
    words = [*_grams("o:", near, 1, 2, 3), *_grams("a:", behind, 1, 2)]
    words += [f"o${near[-n:]}" for n in (1, 2, 3, 4)] + [f"a^{behind[:n]}" for n in (1, 2, 3)]
    earlier = [*_grams("b:", before, 2), *_grams("c:", before[-_NEAR:], 2, 3)]
    told = [q.unit for q in sentence.found if q.end <= start]
    follow = next((q.unit for q in sentence.found if q.start >= end), "-")
    text = sentence.text[:start]
    shape = {
        f"u:{unit}",
        f"nu:{follow}:{unit}",
        f"pu:{told[-1] if told else '-'}:{unit}",
        f"in:{text.count('(') > text.count(')')}",
        f"named:{UNIT_SIGN in own}",
    }
    if quantity.value > 0:
        shape.add(f"size:{unit}:{int(math.log10(quantity.value))}")
    if _BARE.fullmatch(own):
        shape.add(f"bare:{unit}")
    above = _above(" ".join(sentence.headings)[-_ABOVE:], sentence.opened[-_ABOVE:])
    return frozenset(words), frozenset(earlier), frozenset(shape), above


def _plain(text: str) -> str:
    """Every number as one 0, everybody's name as one sign."""
    return _NUMBER.sub("0", _NAMES.sub(UNIT_SIGN, text))


def _grams(kind: str, text: str, *sizes: int) -> list[str]:
    """What stands side by side in a text, so many signs each, with a mark of what text it is."""
    return [kind + text[at : at + size] for size in sizes for at in range(len(text) - size + 1)]


@lru_cache(maxsize=64)  # the same for all the figures of a paragraph
def _above(headings: str, opened: str) -> frozenset[str]:
    return frozenset(
        gram for kind, text in (("h:", headings), ("q:", opened)) for gram in _grams(kind, _NUMBER.sub("0", text), 2)
    )
