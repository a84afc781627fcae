"""Regular expressions that are compiled when they are first used.

doccheck holds hundreds of them and a submission needs some; compiling all at every start would take a third of the
time in which a person checks one file.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a compiled pattern; its methods become the pattern's own at the first use."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled at its first use; a broken one raises ``re.error`` only then (tests use them all)."""
    return cast("re.Pattern[str]", _Lazy(source, int(flags)))
