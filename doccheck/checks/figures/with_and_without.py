"""Sums over members that differ by what one of them has, or those that are no enterprises: with and without these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.figures.labels import labels_of
from doccheck.document import Paragraph
from doccheck.facts.model import Fact
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_LEAVES_OUT = lazy(
    r"不[含计]|不包括|未[含计]|除|剔除|扣除|(?:成员|[两三四五六七八九\d]家)企业|企业(?:成员|合计|小计)|[仅只]"
)
"""Words of a sum that some members are left out of."""
_COMPANY = lazy(r"公司|集团|厂$")


def with_and_without(mapped: MappedSubmission, clash: list[Fact]) -> bool:
    """Whether two sums differ by just what is left out of one of them in its own words."""
    kind, _, what = clash[0].quantity.partition(".")
    values = sorted({fact.value for fact in clash})
    if kind != "consortium" or len(values) != 2:
        return False
    less = [fact for fact in clash if fact.value == values[0]]
    if not any(_LEAVES_OUT.search(_said_of(mapped, fact)) for fact in less):
        return False
    step = sum(max(fact.high - fact.low for fact in clash if fact.value == value) for value in values) / 2
    return any(abs(values[1] - values[0] - out) <= max(step, 1e-6) for out in _left_out(mapped, clash, what))


def _said_of(mapped: MappedSubmission, fact: Fact) -> str:
    """The labels of a figure, or the sentence that states it: 四家企业…合计1.04亿元（不含院所）."""
    document, at = mapped.documents.get(fact.document), fact.location.block
    if fact.source != "prose" or document is None or at is None or at >= len(document.blocks):
        return labels_of(mapped, fact)
    block = document.blocks[at]
    said = re.split(r"[。；;]", block.text) if isinstance(block, Paragraph) else []
    return next((sentence for sentence in said if fact.quote in sentence), labels_of(mapped, fact))


def _left_out(mapped: MappedSubmission, clash: list[Fact], what: str) -> Iterator[float]:
    """What each member has, and all together that are no enterprises."""
    held: dict[str, float] = {}
    unit, years = clash[0].unit, {fact.year for fact in clash} | {None}
    for fact in mapped.facts:
        same = fact.quantity in (f"lead.{what}", f"member.{what}") and fact.unit == unit
        if same and fact.year in years:
            held.setdefault(fact.subject, fact.value)
    yield from held.values()
    yield sum(value for name, value in held.items() if not _COMPANY.search(name))
