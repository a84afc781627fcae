"""The cue language in which programme files say what words show that a matter is dealt with.

A cue is tested against one sentence (or table cell):

* ``a & b``: every term stands in the sentence; ``a && b``: in two adjacent sentences;
* ``a | b``: one of the alternatives; ``!a``: must not stand;
* ``#`` a number, ``#人`` a number followed by this unit (万元 and 亿元 count as the same unit);
* ``/…/`` a regular expression; anything else is a literal, compared without spaces and in half-width form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from doccheck.language.plain import plain

_NUMBER = r"[约近超逾达]*(?:\d[\d,，.]*(?:[-—~～至]\d[\d,.]*)?|[〇零一二两三四五六七八九十百千万亿]+)[余多]?"
_MONEY = {"万元", "亿元", "元"}


@dataclass(frozen=True, slots=True)
class Term:
    """Alternatives of which one must (or, if ``negative``, none may) stand.

    Plain words are looked up as they are, and patterns are compiled when a sentence first needs them: compiling
    hundreds of them would cost more than reading the text.
    """

    words: tuple[str, ...]
    pattern: str
    negative: bool

    def stands(self, sentence: str) -> bool:
        """Whether some alternative stands in a sentence."""
        for word in self.words:
            if word in sentence:
                return True
        return bool(self.pattern) and _compiled(self.pattern).search(sentence) is not None


@lru_cache(maxsize=8192)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Cue:
    """A parsed cue; ``wide`` cues look at two adjacent sentences at a time."""

    source: str
    terms: tuple[Term, ...]
    wide: bool


def _pattern(text: str) -> str:
    """The regular expression of an alternative that is none of plain words."""
    if text.startswith("/"):
        return text[1:-1]
    before, _, unit = text.partition("#")
    if unit in _MONEY:
        return re.escape(before) + _NUMBER + r"(?:[万亿]元?|元)"
    return re.escape(before) + _NUMBER + re.escape(unit)


def _split(text: str, separator: str) -> list[str]:
    """Split at ``separator`` outside ``/…/``."""
    pieces: list[str] = []
    depth = False
    start = 0
    for index, sign in enumerate(text):
        if sign == "/":
            depth = not depth
        elif sign == separator and not depth:
            pieces.append(text[start:index])
            start = index + 1
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip()]


@lru_cache(maxsize=8192)
def parse(source: str) -> Cue:
    """The cue written as ``source``; its patterns are not looked into yet (see :func:`validate`).

    Raises:
        ValueError: for an empty term, or a cue without a positive one.
    """
    wide = "&&" in source
    terms = []
    for term in _split(source.replace("&&", "&"), "&"):
        negative = term.startswith("!")
        alternatives = _split(term.removeprefix("!"), "|")
        if not alternatives:
            raise ValueError(f"empty term in cue {source!r}")
        patterns = [a for a in alternatives if (len(a) > 2 and a[0] == a[-1] == "/") or "#" in a]
        words = tuple(plain(a) for a in alternatives if a not in patterns)
        joined = "|".join(_pattern(a if a[0] == "/" else plain(a)) for a in patterns)
        terms.append(Term(words, joined, negative))
    if not any(not term.negative for term in terms):
        raise ValueError(f"a cue needs a positive term: {source!r}")
    terms.sort(key=lambda term: bool(term.pattern))  # words first: most sentences fail there already
    return Cue(source, tuple(terms), wide)


def validate(source: str) -> None:
    """Look into a cue whole.

    Raises:
        ValueError: as :func:`parse`, and for a broken regular expression.
    """
    for term in parse(source).terms:
        try:
            _compiled(term.pattern)
        except re.error as error:
            raise ValueError(f"broken pattern in cue {source!r}: {error}") from error


def _stands(cue: Cue, sentence: str) -> bool:
    for term in cue.terms:  # noqa: SIM110 (a hundred thousand times a submission)
        if term.stands(sentence) is term.negative:
            return False
    return True


def _hopeless(cue: Cue, text: str) -> bool:
    """Whether a term of plain words stands nowhere in a text: then no sentence of it needs a look."""
    return any(not term.negative and not term.pattern and not term.stands(text) for term in cue.terms)


def search(cues: Iterable[str], sentences: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each cue that holds with the index of the first sentence where it does, in the order of the cues.

    ``sentences`` must be in :func:`plain` form.
    """
    text = "\n".join(sentences)
    for source in cues:
        cue = parse(source)
        if _hopeless(cue, text):
            continue
        for index, sentence in enumerate(sentences):
            window = sentence + "。" + sentences[index + 1] if cue.wide and index + 1 < len(sentences) else sentence
            if _stands(cue, window):
                yield source, index
                break


def holding(cues: Iterable[str], sentences: Sequence[str]) -> set[int]:
    """The index of every sentence in which some cue holds; ``sentences`` in :func:`plain` form."""
    text = "\n".join(sentences)
    found: set[int] = set()
    for source in cues:
        cue = parse(source)
        if _hopeless(cue, text):
            continue
        for index, sentence in enumerate(sentences):
            if index in found:
                continue
            window = sentence + "。" + sentences[index + 1] if cue.wide and index + 1 < len(sentences) else sentence
            if _stands(cue, window):
                found.add(index)
    return found


def first(cues: Iterable[str], sentences: Sequence[str]) -> int | None:
    """Index of the sentence that answers the earliest cue that holds, or ``None``."""
    for _, index in search(cues, sentences):
        return index
    return None
