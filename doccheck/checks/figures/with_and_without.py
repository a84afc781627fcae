"""Figures that differ by just what one of them leaves out: a member, those that are no enterprises, public money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.labels import labels_of
from doccheck.document import Paragraph
from doccheck.facts.comparing import agree
from doccheck.facts.model import Fact, Nature
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_LEAVES_OUT = lazy(
    r"不[含计]|不包括|未[含计]|除|剔除|扣除|(?:成员|[两三四五六七八九\d]家)企业|企业(?:成员|合计|小计)|[仅只]"
)
"""Words of a sum that some members are left out of."""
_COMPANY = lazy(r"公司|集团|厂$")
_PAID = frozenset(("investment", "self_funds"))
"""Money that some papers tell with what the unit has from another source."""
_SOURCES = frozenset(("self_funds", "fiscal_funds"))
_FAR = 2.0


def with_and_without(mapped: MappedSubmission, clash: list[Fact]) -> bool:
    """Whether two figures differ by just what one of them leaves out.

    Sums over members may leave a member out if their words say so, and those that are no enterprises without a word; a
    unit's money may be told with its public money.
    """
    kind, _, what = clash[0].quantity.partition(".")
    less, more = _two(clash)
    if not more:
        return False
    low, high = (max(same, key=lambda fact: fact.high - fact.low) for same in (less, more))
    gap, step = high.value - low.value, max((low.high - low.low + high.high - high.low) / 2, 1e-6)
    if any(abs(gap - other) <= step for other in _other_source(mapped, low, what)):
        return True
    if kind != "consortium":
        return False
    members = _of_members(mapped, clash, what)
    others = sum(value for name, value in members.items() if not _COMPANY.search(name))
    if others and abs(gap - others) <= step:
        return True
    said = any(_LEAVES_OUT.search(_said_of(mapped, fact)) for fact in less)
    return said and any(abs(gap - value) <= step for value in members.values())


def _two(clash: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The figures that say the less and those that say the more; nothing if there are more than two values.

    What is far less than two others is told of for itself.
    """
    most = max(fact.value for fact in clash)
    return _parted(clash) or _parted([fact for fact in clash if fact.value * _FAR > most]) or ([], [])


def _parted(clash: list[Fact]) -> tuple[list[Fact], list[Fact]] | None:
    """Figures of two values, the less first; nothing if there are more values or fewer."""
    ordered = sorted(clash, key=lambda fact: fact.value)
    less = [fact for fact in ordered if agree(fact, ordered[0])]
    more = [fact for fact in ordered if fact not in less]
    return (less, more) if more and all(agree(fact, ordered[-1]) for fact in more) else None


def _other_source(mapped: MappedSubmission, money: Fact, what: str) -> Iterator[float]:
    """What else the same unit has from another source: 自筹1,200万元 is 1,350万元 with 财政150万元."""
    kind = money.quantity.removesuffix(what)
    for fact in mapped.facts if what in _PAID and money.nature is Nature.PLAN else ():
        other = fact.quantity.removeprefix(kind)
        same = fact.quantity.startswith(kind) and fact.subject == money.subject and fact.unit == money.unit
        if same and other != what and other in _SOURCES and (fact.year, fact.until) == (money.year, money.until):
            yield fact.value


def _said_of(mapped: MappedSubmission, fact: Fact) -> str:
    """The labels of a figure, or the sentence that states it: 四家企业…合计1.04亿元（不含院所）."""
    document, at = mapped.documents.get(fact.document), fact.location.block
    if fact.source != "prose" or document is None or at is None or at >= len(document.blocks):
        return labels_of(mapped, fact)
    block = document.blocks[at]
    said = re.split(r"[。；;]", block.text) if isinstance(block, Paragraph) else []
    return next((sentence for sentence in said if fact.quote in sentence), labels_of(mapped, fact))


def _of_members(mapped: MappedSubmission, clash: list[Fact], what: str) -> dict[str, float]:
    """What each member has."""
    held: dict[str, float] = {}
    unit, years = clash[0].unit, {fact.year for fact in clash} | {None}
    for fact in mapped.facts:
        same = fact.quantity in (f"lead.{what}", f"member.{what}") and fact.unit == unit
        if same and fact.year in years:
            held.setdefault(fact.subject, fact.value)
    return held
