"""Text → the features that the models read: single characters and pairs, the heading's apart from the body's.

Characters rather than words, so that reading a text needs neither a segmenter nor its dictionary (half a second at a
cold start); the ablation in docs/understanding.md shows that words add nothing to them.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from operator import add

from doccheck.language.normalise import heading_key
from doccheck.language.patterns import lazy
from doccheck.language.plain import plain

_NUMBER = lazy(r"\d[\d.,，]*")
_WIDE = lazy(r"[ \t\u3000０-９Ａ-Ｚａ-ｚ％＿．]")
_OUTSIDE = lazy(r"[^\w%]+")


def reduced(text: str) -> list[str]:
    """The stretches of a text between punctuation, in half-width lower case, every number written as one 0."""
    if _WIDE.search(text):  # else nothing that plain() changes is looked at here
        text = plain(text)
    return [run for run in _OUTSIDE.split(_NUMBER.sub("0", text.lower())) if run]


@lru_cache(maxsize=4096)
def _grams(run: str) -> frozenset[str]:
    """The characters and pairs of a stretch; a text's stretches come again in its sentences and paragraphs."""
    return frozenset(chain(run, map(add, run, run[1:])))


@lru_cache(maxsize=16384)
def body_features(text: str) -> frozenset[str]:
    """The characters of a text and their pairs."""
    return frozenset().union(*map(_grams, reduced(text)))


@lru_cache(maxsize=2048)
def heading_features(heading: str) -> frozenset[str]:
    """The same of a heading without its number, marked so that they are features of their own."""
    return frozenset(["^" + gram for gram in body_features(heading_key(heading))])


_OPENING = 1500


def opening(text: str) -> str:
    """The first characters of a paper, in which its kind shows."""
    return text[:_OPENING]
