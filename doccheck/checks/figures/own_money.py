"""What a party pays in (出资) where a table parts its own money from all that is put in for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from doccheck.facts.comparing import agree, place_of
from doccheck.facts.model import Fact, Nature

_OWN, _ALL = "self_funds", "investment"


def as_own_money(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, payments of a unit as its own money where they come nearer to that than to all that it is to spend.

    An agreement says what each party pays, a budget also which share of the public money it gets: 自筹740, 财政80,
    投入820 and 丙方出资740万元 agree.
    """
    both = _both(facts)
    for fact in facts:
        kind, _, what = fact.quantity.rpartition(".")
        held = both.get(fact.subject)
        if what == _ALL and held is not None and _of_term(fact) and fact.document != held[0].document:
            own, whole = held
            if not agree(fact, whole) and abs(fact.value - own.value) < abs(fact.value - whole.value):
                yield replace(fact, quantity=f"{kind}.{_OWN}")
                continue
        yield fact


def _both(facts: Sequence[Fact]) -> dict[str, tuple[Fact, Fact]]:
    """Of each unit what it pays itself and all that is spent for it, as one table has them side by side."""
    held: dict[tuple[str, object], dict[str, Fact]] = {}
    for fact in facts:
        kind, _, what = fact.quantity.rpartition(".")
        if fact.source == "table" and kind in ("lead", "member") and what in (_OWN, _ALL) and _of_term(fact):
            held.setdefault((fact.subject, place_of(fact)), {}).setdefault(what, fact)
    return {
        subject: (said[_OWN], said[_ALL])
        for (subject, _), said in held.items()
        if len(said) == 2 and said[_OWN].value < said[_ALL].value
    }


def _of_term(fact: Fact) -> bool:
    """Whether money is planned for the whole term."""
    return fact.nature is Nature.PLAN and (fact.until is not None or fact.year is None)
