"""Figures whose own words make them narrower than their quantity: net profit, what is paid in cash."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from doccheck.checks.figures.labels import labels_of
from doccheck.facts.model import Fact, Nature
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_CASH = lazy(
    r"(?:现金|货币)(?:资金|形式|方式)?(?:自筹|出资|投入|认缴|支付|到位)?[^,，;；\d]{0,4}[\d.,一二两三四五六七八九十百千]+[亿万元]"
)


_NET, _GROSS = lazy(r"净利|税后"), lazy(r"利润\s*\(?总额|总利润|税前|利税")
"""What profit is left after tax, and all of it; 营业总收入 or 净资产 beside a profit say nothing of it."""


def in_cash(fact: Fact) -> Fact:
    """What a unit pays in cash is a part of what it pays: nothing more is known than that it pays no less."""
    money = fact.quantity.endswith((".self_funds", ".investment")) and fact.nature is Nature.PLAN
    cash = money and fact.source == "prose" and _CASH.search(fact.quote) is not None
    return replace(fact, high=math.inf) if cash else fact


def by_wording(mapped: MappedSubmission, groups: Iterable[list[Fact]]) -> Iterator[list[Fact]]:
    """The groups, net profits apart from 利润总额 where a group has both."""
    for group in groups:
        if not group[0].quantity.endswith(".profit"):
            yield group
            continue
        net = [fact for fact in group if _NET.search(labels_of(mapped, fact))]
        gross = [fact for fact in group if fact not in net]
        yield from (net, gross) if any(_GROSS.search(labels_of(mapped, fact)) for fact in gross) else (group,)
