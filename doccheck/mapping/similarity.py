"""How alike two headings are: rare characters weigh more than those that every heading of the field has."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from operator import add

from rapidfuzz import fuzz

from doccheck.language.normalise import heading_key
from doccheck.language.patterns import lazy

_JOINTS = lazy(r"[、，,；;/]|以及|和|与|及")


_key = lru_cache(maxsize=8192)(heading_key)


def _grams(text: str) -> Iterator[str]:
    """The characters of a text and their pairs."""
    return chain(text, map(add, text, text[1:]))


@lru_cache(maxsize=4096)
def _matters(heading: str) -> tuple[str, tuple[str, ...]]:
    """The key of a heading, and those of the matters that it joins, if there are several."""
    pieces = tuple(key for piece in _JOINTS.split(heading) if len(key := _key(piece)) >= 2)
    return _key(heading), pieces if len(pieces) > 1 else ()


class Likeness:
    """Compares headings with names; built over all names of a programme so that common characters weigh little."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names``: every name that headings will be compared with."""
        keys = {heading_key(name) for name in names} - {""}
        counts = Counter(chain.from_iterable(set(_grams(key)) for key in keys))
        total = max(1, len(keys))
        self._idf = {gram: math.log((1 + total) / (1 + n)) + 0.3 for gram, n in counts.items()}
        self._rare = math.log(1 + total) + 0.3

    @lru_cache(maxsize=4096)  # noqa: B019 (one instance a programme)
    def _vector(self, key: str) -> dict[str, float]:
        vector: dict[str, float] = {}
        idf, unknown = self._idf, self._rare * 0.7
        for gram in _grams(key):
            vector[gram] = vector.get(gram, 0.0) + idf.get(gram, unknown)
        norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        return {gram: v / norm for gram, v in vector.items()}

    @lru_cache(maxsize=4096)  # noqa: B019
    def _weight(self, key: str) -> float:
        return sum(self._idf.get(gram, self._rare * 0.7) for gram in key)

    def of_keys(self, heading: str, name: str) -> float:
        """Likeness in 0…1 of two keys (see :func:`doccheck.language.normalise.heading_key`)."""
        if not heading or not name:
            return 0.0
        if heading == name:
            return 1.0
        if set(heading).isdisjoint(name):
            return 0.0
        short, long = (heading, name) if len(heading) <= len(name) else (name, heading)
        contained = 0.0
        if len(short) >= 2 and short in long:
            contained = 0.45 + 0.5 * self._weight(short) / (self._weight(long) or 1.0)
            if short == name and len(name) >= 4 and heading.endswith(name):
                contained = max(contained, 0.85)  # the matter of a Chinese heading stands at its end
        a, b = self._vector(heading), self._vector(name)
        if len(a) > len(b):
            a, b = b, a
        cosine = sum([weight * b[gram] for gram, weight in a.items() if gram in b])
        if cosine < 0.2 and not contained:
            return cosine
        return min(0.99, max(contained, 0.55 * cosine + 0.45 * fuzz.ratio(heading, name) / 100, cosine * 0.95))

    def __call__(self, heading: str, names: Iterable[str]) -> float:
        """The best likeness of a heading, or of one of the matters that it joins (“组织架构与运行机制”), with names."""
        whole, pieces = _matters(heading)
        signs = set(whole).union(*pieces)
        alike = [key for key in map(_key, names) if not signs.isdisjoint(key)]  # nothing else is like it at all
        best = max([self.of_keys(whole, key) for key in alike], default=0.0)
        return max([best, *(0.95 * self.of_keys(piece, key) for piece in pieces for key in alike)])
