"""The lists of units that one paper holds: a table that names the units of another once more is a list of its own."""

from __future__ import annotations

from collections.abc import Iterable

from doccheck.mapping.model import NameMention
from doccheck.mapping.names.written import normal

_AGAIN = 3
"""So many names in common make a table the same units' second list."""


def separate_lists(mentions: Iterable[NameMention]) -> list[list[NameMention]]:
    """The mentions of one paper list by list, in order, each unit once in each list.

    Names of one list are different units; the names of two lists may be one unit written twice. What stands outside
    tables is one list.
    """
    tables: dict[int | None, dict[str, NameMention]] = {}
    for mention in mentions:
        tables.setdefault(mention.location.table, {}).setdefault(normal(mention.name), mention)
    lists: list[dict[str, NameMention]] = []
    for named in tables.values():
        first = next((known for known in lists if len(known.keys() & named.keys()) < _AGAIN), None)
        if first is None or any(len(known.keys() & named.keys()) >= _AGAIN for known in lists):
            lists.append(dict(named))
        else:
            for name, mention in named.items():
                first.setdefault(name, mention)
    return [list(named.values()) for named in lists]
