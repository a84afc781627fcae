"""What an agreement says that each unit pays in (甲方出资2,220万元): all that it invests, or its own money alone.

The word does not tell; which of the two columns of the other papers the agreement's sums are those of does.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from doccheck.facts.model import Fact, Nature
from doccheck.language.patterns import lazy

_SOME = 2
"""Units from which on the sums of an agreement are known to be those of one column."""
Key = tuple[str, int | None, int | None]
_ALL_OWN = lazy(
    r"\s*(?:注[:：]?)?(?:以上|上述|上表|表中|上列)[^，,。；;\d]{0,6}(?:均?[为系是]|都是)[^，,。；;\d]{0,6}自筹"
)
"""A line below a table that says that all its money is the units' own: 以上为各方自筹."""


def own_money(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, the sums that the prose of one paper gives to units as own money where other papers call them so."""
    read = list(facts)
    told: dict[str, list[Fact]] = {}
    tabled: dict[str, dict[Key, set[float]]] = {"self_funds": {}, "investment": {}}
    for fact in read:
        whose, _, what = fact.quantity.partition(".")
        if what not in tabled or whose not in ("lead", "member") or fact.nature is not Nature.PLAN:
            continue
        if fact.source == "prose" and what == "investment" and "投入" not in fact.quote:
            told.setdefault(fact.document, []).append(fact)
        elif fact.source != "prose":
            tabled[what].setdefault(_key(fact), set()).add(fact.value)
    meant = {id(fact) for document in told for fact in _own(told[document], tabled)}
    return [
        replace(fact, quantity=fact.quantity.replace("investment", "self_funds")) if id(fact) in meant else fact
        for fact in read
    ]


def _key(fact: Fact) -> Key:
    return fact.subject, fact.year, fact.until


def _own(said: list[Fact], tabled: dict[str, dict[Key, set[float]]]) -> list[Fact]:
    """What a paper says that units pay in, where it agrees with their own money and not with all they invest."""
    own = {f.subject for f in said if f.value in tabled["self_funds"].get(_key(f), ())}
    whole = {f.subject for f in said if f.value in tabled["investment"].get(_key(f), ())}
    return said if len(own - whole) >= _SOME and not whole - own else []


def own_by_note(fact: Fact, below: str) -> Fact:
    """What all put in, as their own money where the line below its table says that all of it is."""
    if fact.quantity != "consortium.investment" or _ALL_OWN.match(below) is None:
        return fact
    return replace(fact, quantity="consortium.self_funds")
