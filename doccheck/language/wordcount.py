"""字数 as Microsoft Word counts it, and the same count with punctuation left out.

Each character of a Chinese, Japanese or Korean text and each full-width sign counts one; each run of Latin letters,
digits and half-width signs without a blank counts one; every other sign outside ASCII (· — … ≥ ℃ ①) counts one.
What has no width of its own (joiners, combining marks, control characters) counts nothing.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from msgspec import Struct

from doccheck.language.patterns import lazy


class WordCount(Struct, frozen=True):
    """``words`` is Word's 字数; ``without_punctuation`` leaves out punctuation and runs of signs alone."""

    words: int
    without_punctuation: int

    def __add__(self, other: WordCount) -> WordCount:
        return WordCount(self.words + other.words, self.without_punctuation + other.without_punctuation)


# Latin letters beyond ASCII join a run as ASCII letters do (café, Zürich).
_LATIN = "\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_RUN = lazy(rf"[\x21-\x7e{_LATIN}\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad]+")
_INVISIBLE = {"Cc", "Cf", "Cs", "Cn", "Mn", "Me", "Zs", "Zl", "Zp"}


@lru_cache(maxsize=4096)
def _weight(char: str) -> tuple[int, int]:
    """What one character outside a Latin run counts, with and without punctuation."""
    category = unicodedata.category(char)
    # Skin tones and variation selectors only colour the sign before them; U+FFFC stands for an object.
    if category in _INVISIBLE or 0x1F3FB <= ord(char) <= 0x1F3FF or char == "\ufffc":
        return 0, 0
    return 1, 0 if category[0] == "P" or char == "～" else 1


def count(text: str) -> WordCount:
    """The 字数 of ``text``; blanks and line breaks only separate runs."""
    words = plain = end = 0
    for match in _RUN.finditer(text):
        for char in text[end : match.start()]:
            both, alone = _weight(char)
            words += both
            plain += alone
        end = match.end()
        run = match.group()
        if any("!" <= char <= "~" or char.isalpha() for char in run):
            words += 1
            plain += any(char.isalnum() for char in run)
    for char in text[end:]:
        both, alone = _weight(char)
        words += both
        plain += alone
    return WordCount(words, plain)
