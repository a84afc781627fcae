"""Words that must stand wherever a regular expression is found, told from its source without compiling it.

Looking for a word takes a thousandth of the time in which an expression over Chinese characters is compiled, and most
of the hundreds of expressions find nothing in a given paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_TOKEN = re.compile(
    r"[^\\\[({|)?*+.^$]+"  # signs that stand for themselves
    r"|\|"
    r"|\(\?P<\w+>|\(\?(?::|=|!|<=|<!)?|\("  # what opens a group
    r"|\)"
    r"|[?*+]|\{\d*,?\d*\}"
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"  # a set
    r"|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\."  # an escaped sign or class
    r"|[.^${]"
)
_SPECIAL = frozenset("\\[({|)?*+.^$")
_OPTIONAL = ("?", "*", "{0", "{,")
_SMALL_SET = 12

Words = tuple[str, ...]


class _NotUnderstood(Exception):
    """The expression holds something of which nothing can be said."""


@lru_cache(maxsize=8192)
def needed(source: str) -> tuple[Words, ...]:
    """Sets of words of which each has one that stands in every text in which the expression is found.

    ``source`` is written without the flags ``IGNORECASE`` and ``VERBOSE``. Nothing (not: “no word”) is said of what is
    not understood here, such as flags within the expression.
    """
    try:
        return tuple(_alternatives(iter(_TOKEN.findall(source))))
    except _NotUnderstood:
        return ()


def may_stand(source: str, text: str) -> bool:
    """Whether a text has the words without which the expression is found nowhere."""
    for words in needed(source):
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def _alternatives(tokens: Iterator[str]) -> list[Words]:
    """What the alternatives up to the end of a group need; of several, one of the words that each needs."""
    every: list[list[Words]] = []
    ended = False
    while not ended:
        needs, ended = _sequence(tokens)
        every.append(needs)
    if len(every) == 1:
        return every[0]
    if not all(every):
        return []
    # of each alternative the words that are longest: they are the rarest
    chosen = [max(needs, key=lambda words: min(map(len, words))) for needs in every]
    return [tuple(dict.fromkeys(word for words in chosen for word in words))]


def _sequence(tokens: Iterator[str]) -> tuple[list[Words], bool]:
    """What one alternative needs, and whether its group ends with it."""
    needs: list[Words] = []
    run = ""
    last: list[Words] = []  # what the last item needs, which a sign of repetition may make optional

    def close() -> None:
        needs.extend(last)
        if run:
            needs.append((run,))

    for token in tokens:
        if token[0] not in _SPECIAL or _escaped(token):
            needs.extend(last)
            run, last = run + token[-1] if _escaped(token) else run + token, []
        elif token in ("|", ")"):
            close()
            return needs, token == ")"
        elif token.startswith(_OPTIONAL):
            run, last = run[:-1], []
            close()
            run = ""
        else:
            close()
            run, last = "", _group(token, tokens) if token[0] == "(" else _set(token)
    close()
    return needs, True


def _escaped(token: str) -> bool:
    """Whether it is a sign that stands for itself behind its backslash; before letters and digits it means classes."""
    return token[0] == "\\" and not token[1].isalnum()


def _set(token: str) -> list[Words]:
    """The signs of a small set that is written out; nothing is said of ranges, classes and what a set excludes."""
    signs = re.sub(r"\\(\W)", r"\1", token[1:-1])
    if token[0] != "[" or token[1] == "^" or "\\" in signs or "-" in signs[1:-1] or len(signs) > _SMALL_SET:
        return []
    return [tuple(signs)]


def _group(opened: str, tokens: Iterator[str]) -> list[Words]:
    """What a group needs; what must not stand at a place says nothing of the text."""
    if opened == "(?":
        raise _NotUnderstood
    needs = _alternatives(tokens)
    if opened in ("(?!", "(?<!"):
        return []
    return needs
