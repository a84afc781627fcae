"""Slips of the pen in running text and tables: a full name that is a member's but for a character or a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from doccheck.document import Location, Paragraph, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.model import NameMention, Organisation, Part
from doccheck.mapping.names.find import Found, organisation_names
from doccheck.mapping.names.relation import Link, link
from doccheck.mapping.names.written import is_full, legal_form, normal, split_place, stem
from doccheck.programme.schema import Role

_KIN = lazy(
    r"子公司|全资|控股|参股|母公司|集团|关联|更名|改名|曾用名|原名|前身|改制|股东|投资设立|分公司|之前叫|以前叫|原来叫|旧称|现名"
)
_TELLING = lazy(r"[一二三四五六七八九十\d东南西北]")
_UNREAD = (Role.EVIDENCE, Role.NOTICE)
_OWN = (Role.AGREEMENT, Role.CHARTER)
"""Papers that speak of the members alone."""
_COMPANY = 3
"""So many members beside a name make the place a list of members."""


class _Said(Struct, frozen=True):
    """A full name as a paragraph or a table's cell says it."""

    name: str
    location: Location
    quote: str


def slips(parts: Sequence[Part], members: Sequence[Organisation]) -> Iterator[NameMention]:
    """Mentions that write a member's name wrong; kin of a member (its subsidiary, its former self) are none.

    A name one character off is a slip anywhere. A name that lacks or adds a word is one only where the other members
    stand beside it and the one it resembles does not: elsewhere it may be another unit, unless an agreement, which
    speaks of nobody else, writes it instead of the member of the same place and brand. A paper of no known role is
    read where it lists the members.
    """
    names = {normal(name) for member in members for name in (member.name, *member.aliases)}
    full = {normal(member.name): stem(member.name) for member in members if is_full(member.name)}
    heads = {text[:2] for text in full.values()} | {text[-2:] for text in full.values()}
    told: set[str] = set()
    for part in parts:
        if part.role in _UNREAD:
            continue
        for said in _places(part, heads):
            known = {normal(one.name) for one in said} & names
            for one in said:
                key = normal(one.name)
                if key in names or key in told or not is_full(one.name):
                    continue
                if part.role is Role.UNKNOWN and len(known) < _COMPANY:
                    continue
                if (
                    any(_one_off(key, other) for other in full)
                    or _lacking(key, known, full)
                    or (part.role in _OWN and _of_one_brand(key, known, full))
                ):
                    told.add(key)
                    yield NameMention(one.name, part.document, part.id, part.role, one.location, one.quote, "prose")


def _places(part: Part, heads: set[str]) -> Iterator[list[_Said]]:
    """The names of each paragraph, and of each table together."""
    for block in part.passage.blocks:
        if isinstance(block, Paragraph):
            text = block.text
            if len(text) >= 8 and any(head in text for head in heads):
                found = organisation_names(text)
                if not _tells_kin(text, found):
                    yield [
                        _Said(name, block.location, text[max(0, start - 10) : end + 10]) for start, end, name in found
                    ]
            continue
        if not isinstance(block, Table):
            continue
        said: list[_Said] = []
        for cell in block.cells:
            text = re.sub(r"\s+", "", cell.text)
            if len(text) < 8 or not any(head in text for head in heads):
                continue
            found = organisation_names(text)
            if _tells_kin(text, found):
                continue
            quote = text if len(text) <= 60 else ""
            said += [
                _Said(name, cell.location, quote or text[max(0, start - 10) : end + 10]) for start, end, name in found
            ]
        yield said


def _tells_kin(text: str, found: Sequence[Found]) -> bool:
    """Whether a text speaks of kin outside its names: a member may be a “…集团有限公司” itself."""
    if not _KIN.search(text):
        return False
    ends = [0, *(end for _, end, _ in found)]
    starts = [*(start for start, _, _ in found), len(text)]
    return any(_KIN.search(text[end:start]) for end, start in zip(ends, starts, strict=True)) or any(
        "分公司" in name or "子公司" in name for _, _, name in found
    )


def _lacking(key: str, known: set[str], full: Mapping[str, str]) -> bool:
    """Whether a name among those of other members is like the one member that is not there."""
    if len(known) < _COMPANY or 2 * len(known) < len(full):
        return False
    return sum(link(key, other) == Link.SLIP for other in full if other not in known) == 1


def _of_one_brand(key: str, known: set[str], full: Mapping[str, str]) -> bool:
    """Whether a company is of the place and brand of one member alone, whose own name does not stand beside it."""
    place, rest = split_place(stem(key))
    if not legal_form(key) or len(rest) < 4:
        return False
    alike = [other for other, text in full.items() if split_place(text)[1][:2] == rest[:2]]
    return (
        len(alike) == 1
        and alike[0] not in known
        and split_place(full[alike[0]])[0] == place
        and link(key, alike[0]) == Link.SLIP
    )


def _one_off(one: str, other: str) -> bool:
    """One character apart (not in a number or a compass point), or the same stem with another legal form.

    A name with a character more at its beginning is a name read with the word before it.
    """
    if one.endswith(other) or other.endswith(one):
        return False
    if min(len(one), len(other)) >= 7 and Levenshtein.distance(one, other, score_cutoff=1) == 1:
        return _TELLING.sub("", one) != _TELLING.sub("", other)
    return len(stem(one)) >= 4 and stem(one) == stem(other) and one != other
