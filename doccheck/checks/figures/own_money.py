"""What a party pays in (出资) where a table parts its own money from all that is put in for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from doccheck.facts.comparing import agree, place_of
from doccheck.facts.model import Fact, Nature

_MOST = 2
"""Units whose payments are their own money in a table from which all payments of a paper are."""
_OWN, _ALL = "self_funds", "investment"


def as_own_money(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, payments of units as their own money in a paper whose payments mostly are that in a table.

    An agreement may say what each party pays, a budget also which share of the public money it gets: 自筹740, 财政80,
    投入820 and 丙方出资740万元 agree. What another paper calls 出资 may as well be all that is put in.
    """
    both = _both(facts)
    own: Counter[str] = Counter()
    for fact in facts:
        if (held := _held(fact, both)) is not None:
            own[fact.document] += agree(fact, held[0]) - agree(fact, held[1])
    for fact in facts:
        if own[fact.document] >= _MOST and _held(fact, both) is not None:
            yield replace(fact, quantity=f"{fact.quantity.rpartition('.')[0]}.{_OWN}")
        else:
            yield fact


def _held(fact: Fact, both: dict[str, tuple[Fact, Fact]]) -> tuple[Fact, Fact] | None:
    """What a table elsewhere has of the unit whose payment is told, its own money and all."""
    held = both.get(fact.subject) if fact.quantity.endswith(f".{_ALL}") and _of_term(fact) else None
    return held if held is not None and held[0].document != fact.document else None


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
