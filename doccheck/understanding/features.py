"""Text → the features that the models read: single characters and pairs, the heading's apart from the body's.

Characters rather than words, so that reading a text needs neither a segmenter nor its dictionary (half a second at a
cold start); the ablation in docs/understanding.md shows that words add nothing to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from doccheck.language.normalise import heading_key
from doccheck.language.patterns import lazy
from doccheck.language.plain import plain

LONGEST = 2
_NUMBER = lazy(r"\d[\d.,，]*")
_OUTSIDE = lazy(r"[^\w%]+")


def reduced(text: str) -> list[str]:
    """The stretches of a text between punctuation, in half-width lower case, every number written as one 0."""
    return [run for run in _OUTSIDE.split(_NUMBER.sub("0", plain(text).lower())) if run]


def _grams(text: str) -> Iterator[str]:
    for run in reduced(text):
        yield from run
        for size in range(2, LONGEST + 1):
            for start in range(len(run) - size + 1):
                yield run[start : start + size]


@lru_cache(maxsize=4096)
def body_features(text: str) -> tuple[str, ...]:
    """The character runs of a text, repeated as often as they stand in it."""
    return tuple(_grams(text))


@lru_cache(maxsize=2048)
def heading_features(heading: str) -> tuple[str, ...]:
    """The character runs of a heading without its number, marked so that they are features of their own."""
    return tuple("^" + gram for gram in _grams(heading_key(heading)))


_OPENING = 1500


def opening(text: str) -> str:
    """The first characters of a paper, in which its kind shows."""
    return text[:_OPENING]
