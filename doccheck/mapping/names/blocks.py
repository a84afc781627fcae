"""Blocking: which names of a list can belong to a given one at all, found without comparing it with every name.

Every rule of :func:`doccheck.mapping.names.relation.link` makes the two names share something; each name is filed
under what it can share. A name with at most one edit keeps one of any three of its pairs of characters, a name with
two edits one of any five (an edit breaks two pairs), so that the rarest pairs are enough to look under.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doccheck.mapping.names.lexicon import LEGAL_FORM
from doccheck.mapping.names.misread import folded
from doccheck.mapping.names.written import legal_form, may_be_initials, normal, split_place, stem

BRIEF_FORMS = ("", "公司", "集团", "集团公司")
"""Legal forms with which a short name may end."""
_PAIRS_FOR_ONE_EDIT, _PAIRS_FOR_TWO_EDITS = 3, 5
_EDITED = 4
"""Length of a rest below which the rules allow no edit; a whole name that allows one is longer still."""
_LONG = 8
"""Length from which the rules allow two edits."""


class Blocks:
    """A list of names, filed so that those that may belong to another name are found at once."""

    def __init__(self, names: Sequence[str]) -> None:
        self._files: dict[str, list[int]] = {}
        for index, name in enumerate(names):
            key = normal(name)
            if key:
                for own in set(_filed(key)):
                    self._files.setdefault(own, []).append(index)

    def candidates(self, name: str) -> list[int]:
        """The indices, in order, of all names to which ``name`` may be linked: all others are ``Link.OTHER``."""
        key = normal(name)
        found: set[int] = set()
        if key:
            for asked in self._asked(key):
                found.update(self._files.get(asked, ()))
        return sorted(found)

    def _asked(self, key: str) -> Iterator[str]:
        whole, rest = _parts(key)
        yield "=" + folded(key)
        yield "signs " + "".join(sorted(key))
        yield "^" + rest[:2]
        if len(rest) >= _EDITED:
            yield from self._rarest("r", rest, _PAIRS_FOR_TWO_EDITS if len(rest) >= _LONG else _PAIRS_FOR_ONE_EDIT)
        if len(key) > _EDITED:
            yield from self._rarest("n", key, _PAIRS_FOR_ONE_EDIT)
        for core in _cores(key):
            yield "long " + core
        for pair in (*_pairs(whole), *_pairs(rest)):
            yield "short " + pair
        if may_be_initials(key):
            yield "whole " + key[0] + key[-1]
        if not legal_form(key):
            yield "h" + key[:2]
            for char in key[1:]:
                yield "initials " + key[0] + char

    def _rarest(self, mark: str, text: str, count: int) -> list[str]:
        pairs = {mark + pair for pair in _pairs(text)}
        return sorted(pairs, key=lambda own: (len(self._files.get(own, ())), own))[:count]


def _filed(key: str) -> Iterator[str]:
    whole, rest = _parts(key)
    yield "=" + folded(key)
    yield "signs " + "".join(sorted(key))
    yield "^" + rest[:2]
    for pair in _pairs(rest):
        yield "r" + pair
    for pair in _pairs(key):
        yield "n" + pair
    for core in _cores(key):
        yield "short " + core
    if may_be_initials(key):
        yield "initials " + key[0] + key[-1]
    if legal_form(key):
        for pair in (*_pairs(whole), *_pairs(rest)):
            yield "long " + pair
    else:
        yield "h" + key[:2]
        for char in key[1:]:
            yield "whole " + key[0] + char


def _parts(key: str) -> tuple[str, str]:
    """The stem, and the stem without its place."""
    whole = stem(key)
    return whole, split_place(whole)[1]


def _cores(key: str) -> set[str]:
    """The first two characters of what a longer name must hold if this is its short form."""
    if legal_form(key) not in BRIEF_FORMS:
        return set()
    core = LEGAL_FORM.sub("", key)
    own = split_place(core)[1]
    # A place in brackets may part the first two characters.
    return {own[:2], core[:2]} if "(" in core else {own[:2]}


def _pairs(text: str) -> Iterator[str]:
    for start in range(len(text) - 1):
        yield text[start : start + 2]
