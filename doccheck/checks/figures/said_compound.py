"""N003: mean yearly growth that a sentence states (2021—2023年收入年均增长18.6%), from the figures elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.said import Said, closest, slip_of, subject_at
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.terms import Term, names_in, to_the_digit
from doccheck.facts.catalogue import catalogue
from doccheck.language.patterns import lazy
from doccheck.programme.schema import Role

COMPOUND = lazy(
    r"(?:年均|年平均|平均每年|年复合|复合年?)(?:复合)?(?:增长|增速|增幅|递增|增长速度)(?:率|了|约|大约|接近|将近|近|达到?|到|为|是|在|有|:|\s)*$"
)
"""How mean yearly growth is said right before its rate."""
_YEARS = lazy(
    r"(?<!\d)(?P<a>(?:19|20)\d{2})\s?年?度?\s?(?:[-—–~～－]{1,2}|至|到)\s?(?P<b>(?:19|20)\d{2})\s?年"
    r"|(?:近|最近|过去)(?P<last>[三四五])年"
)
_ELSE = lazy(r"行业|市场|全国|全球|集团|合并|目标|预计|力争|计划|未来|今后")
_LAST = {"三": 3, "四": 4, "五": 5}


def wrong_compound(said: Said, rate: Rate, match: re.Match[str], ledger: Ledger) -> Iterator[Slip]:
    """A mean yearly growth that no reading of it gives: from year to year, from the year before, or as a plain mean."""
    before = said.text[: match.start()]
    years = list(_YEARS.finditer(before))
    names = [n for n in names_in(before) if n.quantity not in ("rd_intensity", "")]
    if len(years) != 1 or len(names) != 1 or _ELSE.search(before):
        return
    span, name = years[0], names[0]
    if re.sub(r"[,，的单位公司其\s]|本部", "", before[max(span.end(), name.end) :]) and name.end > span.end():
        return
    last = int(span["b"]) if span["b"] else ledger.year - 1
    first = int(span["a"]) if span["a"] else last - _LAST[span["last"]] + 1
    subject = subject_at(said, match.start(), ledger)
    if subject is None and said.part.role is Role.APPLICATION:
        subject = ledger.units.lead_subject()  # whose form it is
    if subject is None or last <= first or last >= ledger.year:
        return
    held = [to_the_digit(ledger.terms(subject, name.quantity, year)) for year in range(first - 1, last + 1)]
    olds, news = held[1], held[-1]
    pairs = [(n, o) for n in news for o in olds if o.low > 0 and n.unit == o.unit]
    if not pairs or any(_given(rate, terms) for terms in (held, held[1:])):
        return
    n, o = closest(pairs, said.part.document)
    true = ((n.value / o.value) ** (1 / (last - first)) - 1) * 100
    if not 0.2 < true / max(rate.value, 1e-6) < 5:
        return
    entry = catalogue().get(name.quantity)
    yield slip_of(
        said, rate, (n, o),
        f"{entry.name if entry else ''}年均增幅写“{rate.written}”，按 {first}年 {o.written} 到 {last}年 {n.written} "
        f"计算应为 {true:.1f}%。",
        0.88,
    )  # fmt: skip


def _given(rate: Rate, held: Sequence[Sequence[Term]]) -> bool:
    """Whether the figures of successive years give the growth: compounded, or as the mean of the rises."""
    steps = len(held) - 1
    for old in held[0]:
        for new in held[-1]:
            if old.low <= 0:
                continue
            low, high = new.low / old.high, new.high / old.low
            roots = [(x ** (1 / n) - 1) * 100 for x in (low, high) for n in (steps, steps + 1)]
            plain = [(x - 1) * 100 / steps for x in (low, high)]
            if rate.allows(min(roots[0], roots[2]), max(roots[0], roots[2])) or rate.allows(*plain):
                return True
            if rate.allows(min(roots[1], roots[3]), max(roots[1], roots[3])):
                return True
    if all(held) and steps > 0:
        rises = [(b[0].value / a[0].value - 1) * 100 for a, b in pairwise(held) if a[0].value > 0]
        mean = sum(rises) / steps
        return rate.allows(mean - _SLACK, mean + _SLACK)
    return False


_SLACK = 0.1
