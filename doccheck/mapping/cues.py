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
from itertools import pairwise

from doccheck.language.plain import plain

_NUMBER = r"[约近超逾达]*(?:\d[\d,，.]*(?:[-—~～至]\d[\d,.]*)?|[〇零一二两三四五六七八九十百千万亿]+)[余多]?"
_DIGITS = r"(?:\d[\d,，.]*|[〇零一二两三四五六七八九十百千万亿])[余多]?"
"""The end of a number, which is enough where nothing is asked to stand before it."""
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
    """A parsed cue: terms of plain words, then those with patterns; ``wide`` cues look at two sentences at a time."""

    source: str
    plain: tuple[Term, ...]
    patterned: tuple[Term, ...]
    wide: bool

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms."""
        return self.plain + self.patterned


def _patterns(alternatives: Sequence[str]) -> str:
    """One regular expression for the alternatives of a term that are none of plain words.

    Numbers before different units share their pattern: sets of Chinese characters are what takes long to compile.
    """
    written = [text[1:-1] for text in alternatives if text.startswith("/")]
    units: dict[str, list[str]] = {}
    for text in alternatives:
        if not text.startswith("/"):
            before, _, unit = text.partition("#")
            units.setdefault(before, []).append("(?:[万亿]元?|元)" if unit in _MONEY else re.escape(unit))
    numbers = [
        f"{re.escape(before) + _NUMBER if before else _DIGITS}(?:{'|'.join(dict.fromkeys(each))})"
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
        patterns = [a for a in alternatives if (len(a) > 2 and a[0] == a[-1] == "/") or "#" in a]
        words = tuple(plain(a) for a in alternatives if a not in patterns)
        joined = _patterns([a if a[0] == "/" else plain(a) for a in patterns])
        terms.append(Term(words, joined, negative))
    if not any(not term.negative for term in terms):
        raise ValueError(f"a cue needs a positive term: {source!r}")
    worded = tuple(term for term in terms if not term.pattern)
    return Cue(source, worded, tuple(term for term in terms if term.pattern), wide)


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


def _hopeless(cue: Cue, text: str) -> bool:
    """Whether a term of plain words stands nowhere in a text: then no sentence of it needs a look."""
    for term in cue.plain:
        if not term.negative:
            for word in term.words:
                if word in text:
                    break
            else:
                return True
    return False


def _worded(cue: Cue, windows: Sequence[str], places: Sequence[int]) -> Sequence[int]:
    """The places of the windows in which all terms of plain words are as the cue asks."""
    for term in cue.plain:
        negative = term.negative
        if len(term.words) == 1:
            word = term.words[0]
            places = [place for place in places if (word in windows[place]) is not negative]
        else:
            places = [place for place in places if term.stands(windows[place]) is not negative]
    return places


def _patterned(cue: Cue, window: str) -> bool:
    """Whether all terms with patterns are as the cue asks."""
    for term in cue.patterned:  # noqa: SIM110 (ten thousand times a submission)
        if term.stands(window) is term.negative:
            return False
    return True


def _standing(cue: Cue, windows: Sequence[str], places: Sequence[int]) -> Iterator[int]:
    """The places of the windows in which a cue holds; words first, as most windows fail there already."""
    for place in _worded(cue, windows, places):
        if _patterned(cue, windows[place]):
            yield place


def _windows(sentences: Sequence[str]) -> list[str]:
    """Each sentence with the next one."""
    return [f"{one}。{two}" for one, two in pairwise(sentences)] + [*sentences[-1:]]


def search(cues: Iterable[str], sentences: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each cue that holds with the index of the first sentence where it does, in the order of the cues.

    ``sentences`` must be in :func:`plain` form.
    """
    text = "\n".join(sentences)
    wide: list[str] = []
    for source in cues:
        cue = parse(source)
        if _hopeless(cue, text):
            continue
        if cue.wide and not wide:
            wide = _windows(sentences)
        for index in _standing(cue, wide if cue.wide else sentences, range(len(sentences))):
            yield source, index
            break


def counted(cues: Iterable[str], texts: Sequence[Sequence[str]]) -> list[int]:
    """How many cues hold in each of several texts, given as sentences in :func:`plain` form."""
    owner = [number for number, sentences in enumerate(texts) for _ in sentences]
    every = [sentence for sentences in texts for sentence in sentences]
    together = "\n".join(every)
    wide: list[str] = []
    counts = [0] * len(texts)
    for source in cues:
        cue = parse(source)
        if _hopeless(cue, together):
            continue
        if cue.wide and not wide:
            wide = [window for sentences in texts for window in _windows(sentences)]
        for number in _texts_of(cue, wide if cue.wide else every, owner):
            counts[number] += 1
    return counts


def _texts_of(cue: Cue, windows: Sequence[str], owner: Sequence[int]) -> set[int]:
    """The texts in which a cue holds somewhere."""
    places = _worded(cue, windows, range(len(windows)))
    if not cue.patterned:
        return {owner[place] for place in places}
    found: set[int] = set()
    for place in places:
        if owner[place] not in found and _patterned(cue, windows[place]):
            found.add(owner[place])
    return found


def holding(cues: Iterable[str], sentences: Sequence[str]) -> set[int]:
    """The index of every sentence in which some cue holds; ``sentences`` in :func:`plain` form."""
    text = "\n".join(sentences)
    wide: list[str] = []
    found: set[int] = set()
    for source in cues:
        cue = parse(source)
        if _hopeless(cue, text):
            continue
        if cue.wide and not wide:
            wide = _windows(sentences)
        places = [place for place in range(len(sentences)) if place not in found] if found else range(len(sentences))
        found.update(_standing(cue, wide if cue.wide else sentences, places))
    return found


def first(cues: Iterable[str], sentences: Sequence[str]) -> int | None:
    """Index of the sentence that answers the earliest cue that holds, or ``None``."""
    for _, index in search(cues, sentences):
        return index
    return None
