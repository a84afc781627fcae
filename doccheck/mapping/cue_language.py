"""The cue language in which programme files say what words show that a matter is dealt with.

A cue is tested against one sentence (or table cell):

* ``a & b``: every term stands in the sentence; ``a && b``: in two adjacent sentences;
* ``a | b``: one of the alternatives; ``!a``: must not stand;
* ``#`` a number, ``#人`` a number followed by this unit (万元 and 亿元 count as the same unit);
* ``/…/`` a regular expression; anything else is a literal, compared without spaces and in half-width form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from doccheck.language.literals import may_stand
from doccheck.language.plain import plain

_NUMBER = r"[约近超逾达]*(?:\d[\d,，.]*(?:[-—~～至]\d[\d,.]*)?|[〇零一二两三四五六七八九十百千万亿]+)[余多]?"
_MONEY = {"万元", "亿元", "元"}
_NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十百千万亿")
_SOME = "余多"
"""Signs between a number and its unit (“三十余人”)."""


class Term(Struct, frozen=True, eq=False):
    """Alternatives of which one must (or, if ``negative``, none may) stand; made by :func:`_term`, each once.

    Plain words are looked up as they are, and patterns are compiled when a sentence first needs them: compiling
    hundreds of them would cost more than reading the text.
    """

    words: tuple[str, ...]
    units: tuple[str, ...]
    pattern: str
    negative: bool

    def stands(self, sentence: str) -> bool:
        """Whether some alternative stands in a sentence."""
        for word in self.words:
            if word in sentence:
                return True
        for unit in self.units:
            if counts(sentence, unit):
                return True
        pattern = self.pattern
        return bool(pattern) and may_stand(pattern, sentence) and compiled(pattern).search(sentence) is not None


_term = lru_cache(maxsize=8192)(Term)
"""The same term of several cues is the same object, so that what was found of it is soon found again."""


def counts(sentence: str, unit: str) -> bool:
    """Whether a number stands right before a unit."""
    at = sentence.find(unit)
    while at >= 0:
        if counted_before(sentence, at):
            return True
        at = sentence.find(unit, at + 1)
    return False


def counted_before(text: str, at: int) -> bool:
    """Whether a number ends right before a place of a text."""
    end = at - 1 if at and text[at - 1] in _SOME else at
    return end > 0 and text[end - 1] in _NUMERALS


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, in which ^ and $ are the ends of a sentence also where sentences stand in lines.

    “Anything but three signs” is written as “not two of them, and not the third”: Python builds a table of all
    characters for a set of three, which takes longer than the search.
    """
    return re.compile(pattern.replace("[^，。；]", "(?:(?![，。])[^；])"), re.MULTILINE)


class Cue(Struct, frozen=True):
    """A parsed cue: terms of words and units first, patterns last; a ``wide`` one looks at two sentences at a time."""

    terms: tuple[Term, ...]
    wide: bool

    def holds(self, sentence: str) -> bool:
        """Whether every term is as asked in a sentence."""
        for term in self.terms:  # noqa: SIM110 (thousands of times a submission)
            if term.stands(sentence) is term.negative:
                return False
        return True


def _patterns(alternatives: Sequence[str]) -> str:
    """One regular expression for the alternatives of a term that are neither plain words nor numbers alone.

    Numbers before different units share their pattern: sets of Chinese characters are what takes long to compile.
    """
    written = [text[1:-1] for text in alternatives if text.startswith("/")]
    units: dict[str, list[str]] = {}
    for text in alternatives:
        if not text.startswith("/"):
            before, _, unit = text.partition("#")
            units.setdefault(before, []).append("(?:[万亿]元?|元)" if unit in _MONEY else re.escape(unit))
    numbers = [
        f"{re.escape(before)}{_NUMBER}(?:{'|'.join(dict.fromkeys(each))})"
        for before, each in units.items()
    ]
    return "|".join(written + numbers)


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
        numbers = [a for a in alternatives if a[0] == "#" and len(a) > 1]
        patterns = [a for a in alternatives if a not in numbers and ((len(a) > 2 and a[0] == a[-1] == "/") or "#" in a)]
        words = tuple(plain(a) for a in alternatives if a not in patterns and a not in numbers)
        units = tuple(dict.fromkeys(unit for a in numbers for unit in _units(plain(a)[1:])))
        joined = _patterns([a if a[0] == "/" else plain(a) for a in patterns])
        terms.append(_term(words, units, joined, negative))
    if not any(not term.negative for term in terms):
        raise ValueError(f"a cue needs a positive term: {source!r}")
    return Cue(tuple(sorted(terms, key=lambda term: (bool(term.pattern), term.negative))), wide)


def _units(unit: str) -> tuple[str, ...]:
    """The words that may follow a number for its unit; amounts of money are written in several."""
    return ("万", "亿", "元") if unit in _MONEY else (unit,)


def validate(source: str) -> None:
    """Look into a cue whole.

    Raises:
        ValueError: as :func:`parse`, and for a broken regular expression.
    """
    for term in parse(source).terms:
        try:
            compiled(term.pattern)
        except re.error as error:
            raise ValueError(f"broken pattern in cue {source!r}: {error}") from error
