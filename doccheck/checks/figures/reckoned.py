"""N003 where a paragraph reckons with its own amounts, whatever they count: 抽检480只，判合格468只，合格率96.5%.

Evidence is arithmetic: a rate is wrong only if its sentence leaves no doubt from which two amounts it is taken and no
sensible combination of the paragraph's amounts gives it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

from doccheck.checks.figures.enumerations import enumerations
from doccheck.checks.figures.measured import Measure, measures
from doccheck.checks.figures.rates import Rate, rates
from doccheck.checks.figures.reckoned_dealt import by_the_rule, dealt
from doccheck.checks.figures.reckoned_growth import differences, grown_by, manifold
from doccheck.checks.figures.reckoned_means import means, products, sums_of_years
from doccheck.checks.figures.reckoned_portions import portion
from doccheck.checks.figures.reckoned_ratios import leverage, proportions
from doccheck.checks.figures.reckoned_shares import share_of
from doccheck.checks.figures.verdicts import Verdict

_MOST = 14
"""Amounts of a paragraph beyond which it is a table told in words, whose rates are not reckoned here."""


def reckoned(clean: str, known: Collection[int], borders: Sequence[int] = ()) -> Iterator[Verdict]:
    """What the amounts of a narrowed paragraph say of its rates, but those that begin at ``known`` places.

    ``borders`` are the places where a unit is named.
    """
    found = measures(clean)
    if len(found) < 2:
        return
    said = list(rates(clean))
    for rate in said:
        span = rate.bound and math.isfinite(rate.low) and math.isfinite(rate.high)
        if rate.start not in known and not rate.points and not span:
            yield from _judged(clean, rate, found, borders)
    yield from dealt(clean, said, found, known)
    yield from by_the_rule(clean, said, found)
    yield from means(clean, found, known)
    yield from _sums(clean, found)
    yield from products(clean, found)
    yield from differences(found)
    yield from proportions(clean, found, known)
    yield from leverage(clean, found)


def _sums(clean: str, found: Sequence[Measure]) -> Iterator[Verdict]:
    """Wrong sums over years, but those that N002 tells as a list with its total."""
    wrong = list(sums_of_years(clean, found))
    listed = {hit.total for hit in enumerations(clean)} if wrong else set()
    yield from (verdict for verdict in wrong if verdict.rate not in listed)


def _judged(clean: str, rate: Rate, found: Sequence[Measure], borders: Sequence[int]) -> Iterator[Verdict]:
    near = [m for m in found if m.end <= rate.start or m.start >= rate.end]
    if len(near) > _MOST:
        near = sorted(near, key=lambda m: abs(m.start - rate.start))[:_MOST]
        near.sort(key=lambda m: m.start)
    if rate.form in ("fold", "double"):
        yield from manifold(clean, rate, near)
    elif rate.form == "":
        verdict = grown_by(clean, rate, near) or share_of(clean, rate, near, borders) or portion(clean, rate, near)
        if verdict is not None:
            yield verdict
