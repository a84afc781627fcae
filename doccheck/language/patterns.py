"""Regular expressions that are compiled when a text could hold what they look for.

doccheck holds hundreds of them and a submission needs some; compiling all at every start would take a third of the
time in which a person checks one file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from doccheck.language.literals import may_stand

_PATIENCE = 60
"""Texts looked at for words before the pattern is compiled all the same: it is the faster one of the two by then."""
_UNLIKE = re.IGNORECASE | re.VERBOSE
"""Flags with which the words of a source are not those of the text."""


class _Lazy:
    """Stands for a compiled pattern; its methods become the pattern's own at the first text that may hold it."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self.flags = flags
        self._patience = 0 if flags & _UNLIKE else _PATIENCE

    def search(self, string: str, *span: int) -> re.Match[str] | None:
        return self._compiled().search(string, *span) if self._may_stand(string) else None

    def match(self, string: str, *span: int) -> re.Match[str] | None:
        return self._compiled().match(string, *span) if self._may_stand(string) else None

    def fullmatch(self, string: str, *span: int) -> re.Match[str] | None:
        return self._compiled().fullmatch(string, *span) if self._may_stand(string) else None

    def finditer(self, string: str, *span: int) -> Iterator[re.Match[str]]:
        return self._compiled().finditer(string, *span) if self._may_stand(string) else iter(())

    def findall(self, string: str, *span: int) -> list[Any]:
        return self._compiled().findall(string, *span) if self._may_stand(string) else []

    def split(self, string: str, maxsplit: int = 0) -> list[str | Any]:
        return self._compiled().split(string, maxsplit) if self._may_stand(string) else [string]

    def sub(self, repl: str | Callable[[re.Match[str]], str], string: str, count: int = 0) -> str:
        return self._compiled().sub(repl, string, count) if self._may_stand(string) else string

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled(), name)

    def _may_stand(self, text: str) -> bool:
        self._patience -= 1
        return self._patience < 0 or may_stand(self.pattern, text)

    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(self.pattern, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            setattr(self, method, getattr(compiled, method))
        return compiled


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled at its first use; a broken one raises ``re.error`` only then (tests use them all)."""
    return cast("re.Pattern[str]", _Lazy(source, int(flags)))
