"""Slips of the pen in running text: a full name that is a member's but for one character or its legal form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from doccheck.language.patterns import lazy
from doccheck.mapping.model import NameMention, Organisation, Part
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.written import is_full, normal, stem
from doccheck.programme.schema import Role

_KIN = lazy(r"子公司|全资|控股|参股|母公司|集团|关联|更名|曾用名|原名|前身|股东|投资设立|分公司")
_TELLING = lazy(r"[一二三四五六七八九十\d东南西北]")
_UNREAD = (Role.EVIDENCE, Role.NOTICE, Role.UNKNOWN)


def slips(parts: Sequence[Part], members: Sequence[Organisation]) -> Iterator[NameMention]:
    """Mentions in running text that write a member's name wrong; kin of a member (its subsidiary, say) are none."""
    names = {normal(name) for member in members for name in (member.name, *member.aliases)}
    full = {normal(member.name): stem(member.name) for member in members if is_full(member.name)}
    heads = {text[:2] for text in full.values()} | {text[-2:] for text in full.values()}
    told: set[str] = set()
    for part in parts:
        if part.role in _UNREAD:
            continue
        for paragraph in part.passage.paragraphs():
            text = paragraph.text
            if len(text) < 8 or not any(head in text for head in heads) or _KIN.search(text):
                continue
            for start, end, name in organisation_names(text):
                key = normal(name)
                if key in names or key in told or not is_full(name):
                    continue
                if any(_one_off(key, other) for other in full):
                    told.add(key)
                    quote = text[max(0, start - 10) : end + 10]
                    yield NameMention(name, part.document, part.id, part.role, paragraph.location, quote, "prose")


def _one_off(one: str, other: str) -> bool:
    """One character apart (not in a number or a compass point), or the same stem with another legal form.

    A name with a character more at its beginning is a name read with the word before it.
    """
    if one.endswith(other) or other.endswith(one):
        return False
    if min(len(one), len(other)) >= 7 and Levenshtein.distance(one, other, score_cutoff=1) == 1:
        return _TELLING.sub("", one) != _TELLING.sub("", other)
    return len(stem(one)) >= 4 and stem(one) == stem(other) and one != other
