"""The words around a figure as pairs of characters, each weighed by how rarely papers use it beside figures.

Pairs need no dictionary: 年生产能力 and 每年可生产 have 生产 in common, 横向到账 and 到账经费 have 到账.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from doccheck.facts.told import Told
from doccheck.language.patterns import lazy
from doccheck.understanding.signs import counts

_APART = lazy(r"[□\s\d.,，、；;。:：（）()“”%|《》\-—–~～/]+")
_BEFORE, _BEHIND = 18, 12
"""Signs before and behind a figure that are looked at; of a cell's headers the last sixteen each."""
_HEADER = 16
_UNSEEN = 1.5
"""What a pair that no paper of the corpora has beside a figure counts as having been seen."""


def grams(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters but those with digits, blanks and signs."""
    return frozenset(piece[i : i + 2] for piece in _APART.split(text) for i in range(len(piece) - 1))


def beside(figure: Told) -> str:
    """The words right before and behind a figure; a cell's headers."""
    if figure.table:
        return f"{figure.before[-_HEADER:]}|{figure.after[-_HEADER:]}"
    start, end = figure.quantity.start, figure.quantity.end
    last = min(end + _BEHIND, figure.begin + len(figure.sentence))
    return f"{figure.text[max(figure.begin, start - _BEFORE) : start]}|{figure.text[end:last]}"


class Rarity(Struct, frozen=True):
    """How much a common pair of characters says: the logarithm of papers by papers that have it beside a figure."""

    papers: int
    seen: Mapping[str, int]

    def __call__(self, pairs: Iterable[str]) -> float:
        """The sum over ``pairs``."""
        return sum(math.log(self.papers / self.seen.get(pair, _UNSEEN)) for pair in pairs)


@lru_cache(maxsize=1)
def rarity() -> Rarity:
    """What the corpora taught (``models/rivals``).

    Raises:
        ModelMissing: if the model is not there.
    """
    told = dict(counts("rivals", "beside"))
    return Rarity(told.pop("", 1), told)
