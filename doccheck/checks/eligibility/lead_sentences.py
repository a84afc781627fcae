"""The sentences of a submission that may speak of the lead unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from doccheck.language.plain import plain
from doccheck.mapping.model import MappedSubmission, Passage
from doccheck.mapping.outline import Sentence, read_sentences
from doccheck.programme.schema import Role

_BLANK = "□"
_OPENING = 12
"""Characters that a number or a label may take before the name."""


def lead_sentences(mapped: MappedSubmission) -> list[tuple[Passage, Sentence]]:
    """Sentences of profile, form, plan and allocation; those about another member are left out.

    A sentence, a row of a table or a paragraph that opens with another member speaks of that one. Where other members
    are only mentioned their names are blanked: “江西省×××研究院” as a partner is no platform of the lead's.
    """
    others = {
        name for member in mapped.members if not member.lead for name in (member.name, *member.aliases) if len(name) > 1
    }
    lead = {
        name for member in mapped.members if member.lead for name in (member.name, *member.aliases) if len(name) > 1
    }
    if mapped.lead is not None:
        lead |= {mapped.lead.name, *mapped.lead.aliases}
    own = _any_of({*lead, "牵头单位", "牵头企业"})
    named = _any_of(others)
    all_of_them = re.compile(rf"^\W*(?:创新)?(?:{'|'.join(mapped.programme.consortium_words)})(?:内|各|成员|共|已|现)")
    parts = mapped.parts_of(Role.LEAD_PROFILE, Role.APPLICATION, Role.PLAN, Role.ALLOCATION)
    kept = _kept([part.passage for part in parts], own, named)
    return [(passage, sentence) for passage, sentence in kept if not all_of_them.match(sentence.raw)]


def _any_of(names: set[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True)))) if names else None


def _kept(
    passages: list[Passage], own: re.Pattern[str] | None, named: re.Pattern[str] | None
) -> Iterator[tuple[Passage, Sentence]]:
    for passage in passages:
        for sentence in read_sentences(passage):
            if named is None:
                yield passage, sentence
                continue
            if _speaks_of_another(sentence.paragraph.text, own, named) or _speaks_of_another(sentence.raw, own, named):
                continue
            raw = named.sub(lambda match: _BLANK * len(match[0]), sentence.raw)
            yield passage, sentence if raw == sentence.raw else replace(sentence, plain=plain(raw))


def _speaks_of_another(text: str, own: re.Pattern[str] | None, named: re.Pattern[str]) -> bool:
    """Whether another member is named right at the beginning, or first and the lead not at all."""
    other = named.search(text)
    if other is None:
        return False
    lead = own.search(text) if own is not None else None
    return lead is None and other.start() <= _OPENING

