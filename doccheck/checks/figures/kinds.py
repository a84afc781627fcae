"""How many members of a kind (企业, 高校) a place counts, and which of these numbers another place may be held to."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from doccheck.facts.model import Fact, Nature
from doccheck.language.patterns import lazy

KINDS = frozenset(("enterprises", "universities", "institutes", "others"))
_SOME = lazy(r"牵头(?:单位|企业)?(?:以外|之外|外)|骨干|核心|规上|规模以上|其余|另外|专精|上市|龙头|[本市省区]外|当地")
"""Words of some enterprises only."""
_OF_ALL = lazy(
    r"(?:联合体|联盟)?(?:的|现有)?成员(?:单位)?[中里内](?:包括|包含|含|有)+|联合体(?:现|是)?(?:由|有|共|含|包括|内|里|中)*(?:成员)?[\d一二两三四五六七八九十]{1,3}\s?[家所](?:企业|高校|院)"
)
"""Says of all members how many are of a kind, though it counts no others: 联合体由9家企业和一批高校院所发起."""
_PART_OF = lazy(r"其中|包括|包含")
"""Between a number of all members and that of a kind: 七方共同组建联合体，其中企业5家."""
_LISTED = 3
"""Kinds, their total among them, that stand together where a sentence counts all members."""


def counted_wrongly(facts: Iterable[Fact]) -> set[int]:
    """The numbers of kinds (by ``id``) that may be of some members only, or do not add up to the total beside them.

    Kinds that miss their own total are told as N002; that another paper has another number only follows from it.
    """
    left_out: set[int] = set()
    few: set[int] = set()
    some: set[int] = set()
    places: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        kind, _, what = fact.quantity.rpartition(".")
        if kind != "consortium" or what not in {*KINDS, "members"} or fact.nature is Nature.TARGET:
            continue
        if what in KINDS and _SOME.search(fact.quote):
            some.add(id(fact))
        prose = fact.source == "prose" and fact.location.cell is None
        places.setdefault((fact.document, prose, fact.location if prose else None), []).append(fact)
    of_form: set[float] = set()
    told: set[int] = set()
    counts = {fact.value for held in places.values() for fact in held if fact.quantity.endswith(".members")}
    everybody = counts if len(counts) == 1 else None
    for held in places.values():
        totals = {fact.value for fact in held if fact.quantity.endswith(".members")}
        kinds = {fact.quantity: fact for fact in held if not fact.quantity.endswith(".members")}
        of_form |= totals if held[0].source != "prose" else set()
        if held[0].source == "prose" and len(kinds) + bool(totals) < _LISTED:
            few |= {id(fact) for fact in kinds.values() if not _OF_ALL.search(fact.quote)}
            told |= {id(fact) for fact in kinds.values() if totals == everybody and _PART_OF.search(fact.quote)}
        if totals and len(kinds) > 1 and sum(fact.value for fact in kinds.values()) not in totals:
            left_out |= {id(fact) for fact in held}
    left_out |= (few - told | some) - _more_than_there_are(places.values())
    for held in places.values():
        totals = {fact.value for fact in held if fact.quantity.endswith(".members")}
        if totals and of_form and not of_form & totals:  # the totals differ, which is told
            left_out |= {id(fact) for fact in held}
    return left_out


def _more_than_there_are(places: Iterable[list[Fact]]) -> set[int]:
    """The only numbers of a kind (by ``id``) in their paper, one above what another states that counts all by kinds.

    Some enterprises may be fewer than there are, never more; what is far more counts something else. A testing centre
    is an institute to one paper and something else to another.
    """
    whole: dict[str, set[float]] = {}
    places = list(places)
    for held in places:
        totals = {fact.value for fact in held if fact.quantity.endswith(".members")}
        kinds = {fact.quantity: fact.value for fact in held if not fact.quantity.endswith(".members")}
        if len(kinds) > 1 and sum(kinds.values()) in totals:
            plain = kinds if not kinds.get("consortium.others") else kinds.keys() - _VAGUE
            for quantity in plain:
                whole.setdefault(quantity, set()).add(kinds[quantity])
    said: dict[tuple[str, str], set[float]] = {}
    for fact in (fact for held in places for fact in held):
        said.setdefault((fact.document, fact.quantity), set()).add(fact.value)
    return {
        id(fact)
        for held in places
        for fact in held
        if 0 < fact.value - max(whole.get(fact.quantity, (inf,))) <= _SLIP
        and len(said[fact.document, fact.quantity]) == 1
    }


_VAGUE = {"consortium.institutes", "consortium.others"}
_SLIP = 1
"""By how many units a kind is miscounted."""
