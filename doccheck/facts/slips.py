"""Names that a paper writes with a slip (维修工程 for 修理工程): one unit, though its tables name two."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import combinations

from doccheck.document import Paragraph, Table
from doccheck.facts.subjects import clean_name
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.names.relation import Link, link
from doccheck.programme.schema import Role

_UNITS = 60
"""More units than any consortium has are not compared one with another."""
_FULL = 8
"""Shorter names are mostly short names, perhaps of the very unit."""


def slips(mapped: MappedSubmission, names: Collection[str], lead: str = "") -> dict[str, str]:
    """The names written with a slip, each with the name that is meant: the lead's, or the one that stands more often.

    Of two that stand as often the one is meant whose own signs stand more often (short names: 汀原 for 汀源), else the
    roster's, else that of the unit's own paper.
    Two names are one unit's if they are too alike for two units and no table or paragraph has both.
    """
    if len(names) > _UNITS:
        return {}
    alike = [pair for pair in combinations(names, 2) if _too_alike(*pair)]
    if not alike:
        return {}
    texts = list(_texts(mapped))
    together = [{name for name in names if any(clean_name(name) in line for line in lines)} for lines in texts]
    called = "".join(clean_name(n.name) for n in mapped.consortium_names)
    rosters = [line for lines in _texts(mapped, (Role.MEMBER_ROSTER,)) for line in lines]
    listed = {mention.name for mention in mapped.member_mentions if mention.source == "roster"}
    listed |= {name for name in names if any(clean_name(name) in line for line in rosters)}
    presented = {mention.name for mention in mapped.member_mentions if mention.source == "profile"}
    titles = [mention.name for mention in mapped.consortium_names]
    meant: dict[str, str] = {}
    for pair in alike:
        if any(set(pair) <= held for held in together):
            continue
        others = [clean_name(name) for name in (*names, *titles) if name not in pair and len(name) >= _FULL]
        own = dict(zip(pair, _own_signs(*pair, others), strict=True))
        every = [line for lines in texts for line in lines]
        common = {name: [sign for sign in own[name] if sign not in called] for name in pair}
        signs = {name: sum(any(sign in line for sign in common[name]) for line in every) for name in pair}
        right = max(
            pair,
            key=lambda name: (
                name == lead, sum(name in held for held in together), signs[name], name in listed, name in presented
            ),
        )
        meant[pair[0] if right == pair[1] else pair[1]] = right
    return meant


def _too_alike(one: str, other: str) -> bool:
    """Whether two names are too alike for two units, 市 and 省 behind the place aside (重庆绿源…, 重庆市绿色源…)."""
    kind = link(one, other)
    if kind != Link.OTHER or one[:2] != other[:2]:
        return kind == Link.SLIP
    return link(_OF_PLACE.sub("", one), _OF_PLACE.sub("", other)) == Link.SLIP


_OF_PLACE = lazy(r"(?<=^[一-龥]{2})[省市]")


def _own_signs(one: str, other: str, others: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The signs that only one of two names has, each with the sign before or behind it.

    There are some only where the names part in their first half, which short names keep, and where no name of
    something else (宠物 of the consortium's) holds the one or the other.
    """
    one, other = clean_name(one), clean_name(other)
    parted = [at for at, (mine, its) in enumerate(zip(one, other, strict=False)) if mine != its]
    if len(one) != len(other) or not parted or parted[0] * 2 >= len(one):
        return (), ()
    begin, end = parted[0], parted[-1] + 1
    both = zip(_around(one, begin, end), _around(other, begin, end), strict=True)
    telling = [signs for signs in both if not any(sign in name for sign in signs for name in others)]
    return tuple(mine for mine, _ in telling), tuple(its for _, its in telling)


def _around(name: str, begin: int, end: int) -> tuple[str, ...]:
    return (name[max(0, begin - 1) : end], name[begin : end + 1])


def _texts(mapped: MappedSubmission, roles: Collection[Role] = ()) -> Iterator[list[str]]:
    """The lines of each table, and each paragraph alone; of parts with these ``roles`` where some are given."""
    for part in mapped.parts:
        if part.role is Role.NOTICE or (roles and part.role not in roles):
            continue
        for block in part.passage.blocks:
            if isinstance(block, Table):
                yield [clean_name(cell.text) for cell in block.cells]
            elif isinstance(block, Paragraph):
                yield [clean_name(block.text)]
