"""Patterns that say first with which signs they may begin: whatever alternative is added must begin with one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import walk_packages
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import doccheck.checks.figures
import doccheck.facts
from doccheck.language.patterns import _Lazy, lazy

_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT)
_ASSERTIONS = (code.ASSERT, code.ASSERT_NOT, code.AT)


def _patterns() -> Iterator[tuple[str, _Lazy]]:
    for package in (doccheck.facts, doccheck.checks.figures):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, _Lazy) and _guard(value) is not None:
                    yield f"{module.name}.{name}", value


def _parsed(pattern: _Lazy) -> list[Any]:
    return list(parser.parse(pattern.pattern, pattern.flags))


def _guard(pattern: _Lazy) -> Any:
    """The set of signs that a pattern asks for before anything else."""
    first = next(iter(_parsed(pattern)), None)
    if first is None or first[0] is not code.ASSERT or first[1][0] != 1 or len(first[1][1]) != 1:
        return None
    return first[1][1][0] if first[1][1][0][0] is code.IN else None


def _is(sign: str, item: Any) -> bool:
    """Whether a sign is what one item of a parsed pattern stands for."""
    kind, value = item
    if kind is code.IN:
        negated = value[0][0] is code.NEGATE
        return negated != any(_is(sign, each) for each in value[negated:])
    if kind in (code.LITERAL, code.NOT_LITERAL):
        return (sign == chr(value)) == (kind is code.LITERAL)
    if kind is code.RANGE:
        return value[0] <= ord(sign) <= value[1]
    if kind is code.CATEGORY:
        letter = {code.CATEGORY_DIGIT: "d", code.CATEGORY_SPACE: "s", code.CATEGORY_WORD: "w"}.get(value, "")
        return re.match(rf"\{letter}" if letter else ".", sign) is not None
    return kind is code.ANY


def _begins(sign: str, items: Sequence[Any]) -> tuple[bool, bool]:
    """Whether what is parsed may begin with a sign, and whether it may be empty."""
    for kind, value in items:
        if kind in _ASSERTIONS:
            continue
        if kind is code.SUBPATTERN:
            begins, empty = _begins(sign, value[3])
        elif kind is code.BRANCH:
            each = [_begins(sign, branch) for branch in value[1]]
            begins, empty = any(one for one, _ in each), any(none for _, none in each)
        elif kind in _REPEATS:
            begins, empty = _begins(sign, value[2])
            empty = empty or value[0] == 0
        else:
            begins, empty = _is(sign, (kind, value)), False
        if begins or not empty:
            return begins, False
    return False, True


def _literals(items: Any) -> Iterator[str]:
    """Every sign that is written anywhere in a pattern."""
    if isinstance(items, tuple) and len(items) == 2 and items[0] is code.LITERAL:
        yield chr(items[1])
    elif isinstance(items, list | tuple | parser.SubPattern):
        for item in items:
            yield from _literals(item)


def _shut_out(pattern: _Lazy) -> set[str]:
    """The signs with which an alternative begins though the pattern's guard does not let it."""
    items = _parsed(pattern)
    return {
        sign for sign in {*_literals(items), *"0919A "} if _begins(sign, items[1:])[0] and not _is(sign, _guard(pattern))
    }


GUARDED = dict(_patterns())


@pytest.mark.parametrize("name", GUARDED)
def test_a_guard_lets_every_alternative_begin(name: str) -> None:
    assert not _shut_out(GUARDED[name])


def test_the_guards_are_found() -> None:
    assert {"doccheck.facts.attribution._OUTSIDER", "doccheck.facts.timing.GOAL"} <= set(GUARDED)


def test_an_alternative_that_is_shut_out_is_told() -> None:
    assert _shut_out(lazy(r"(?=[甲乙])(?:甲方|(?<!某)乙方|丙?丁方|第?\d方)")) == set("丙丁第019")  # type: ignore[arg-type]
    assert not _shut_out(lazy(r"(?=[甲乙丙丁])(?:甲方|(?<!某)乙方|丙?丁方)"))  # type: ignore[arg-type]
