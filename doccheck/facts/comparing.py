"""Which facts speak of one thing, and whether their written values agree.

Two facts are compared only if quantity, subject, period, nature and books are the same: what was reached is never
held against what is aimed at, one year against another, a group against its parent company.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow

_DONE = frozenset((Nature.ACTUAL, Nature.AT_LEAST, Nature.AT_MOST))
_AHEAD = frozenset((Nature.PLAN, Nature.TARGET))
_TOO_MANY = 3
"""Values of one thing in the prose of one paper from which it is likelier that it speaks of several things."""

_Key = tuple[str, str, str, str, str]


def comparable(facts: Iterable[Fact], reference_year: int, left_out: frozenset[str] = frozenset()) -> list[list[Fact]]:
    """Groups of two facts and more that speak of one thing.

    ``left_out`` are quantities that are not compared. A yearly figure needs its year; a stock (staff, patents)
    without a year holds for the year of application and the one before; planned money without a year is that of the
    whole term.
    """
    held: dict[_Key, list[Fact]] = {}
    for fact in facts:
        what = fact.quantity.rpartition(".")[2]
        if what in catalogue() and what not in left_out:
            unit = fact.unit if catalogue()[what].family == "area" else ""
            held.setdefault((fact.quantity, _bare(fact.subject), _manner(fact), fact.scope, unit), []).append(fact)
    groups = [group for key, same in held.items() for group in _by_period(key, same, reference_year)]
    return [kept for group in groups if len(kept := _told_apart(group)) > 1]


def _bare(subject: str) -> str:
    return narrow(subject).replace(" ", "")


def _manner(fact: Fact) -> str:
    if fact.nature in _DONE:
        return "done"
    return "ahead" if fact.nature in _AHEAD else "cumulative"


def _by_period(key: _Key, facts: Sequence[Fact], reference_year: int) -> Iterator[list[Fact]]:
    entry = catalogue()[key[0].rpartition(".")[2]]
    manner = key[2]
    spans: dict[tuple[int | None, int | None], list[Fact]] = {}
    for fact in facts:
        spans.setdefault((fact.year, fact.until), []).append(fact)
    open_ended = spans.pop((None, None), [])
    if entry.family == "date":
        yield list(facts)
    elif manner == "done" and not entry.flow:
        yield from _stocks(spans, open_ended, reference_year)
    elif manner == "ahead" and entry.family == "money" and not _of_a_year(key[0]):
        yield from _terms(spans, open_ended)
    else:
        yield from spans.values()


def _of_a_year(quantity: str) -> bool:
    """Whether a planned or hoped-for sum is one of a single year: revenue is, a budget is not."""
    return quantity.rpartition(".")[2] in ("revenue", "main_revenue", "profit", "tax", "output", "rd")


def _stocks(
    spans: dict[tuple[int | None, int | None], list[Fact]], open_ended: list[Fact], reference_year: int
) -> Iterator[list[Fact]]:
    """Stocks of one year; those without a year stand with the year, of this and the last, with which they agree."""
    now = [spans[year] for year in ((reference_year, None), (reference_year - 1, None)) if year in spans]
    yield from (same for same in spans.values() if not any(same is each for each in now))
    for same in now:
        others = [each for other in now if other is not same for each in other]
        yield same + [fact for fact in open_ended if not any(agree(fact, other) for other in others)]
    if not now:
        yield open_ended


def _terms(spans: dict[tuple[int | None, int | None], list[Fact]], open_ended: list[Fact]) -> Iterator[list[Fact]]:
    """Planned money: that of the whole term, said with its years or without, and that of single years."""
    whole = [span for span in spans if span[1] is not None]
    yield from (same for span, same in spans.items() if span not in whole)
    if len(whole) == 1:
        yield spans[whole[0]] + open_ended
    else:
        yield from (spans[span] for span in whole)
        yield open_ended


def _told_apart(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without those of a paper whose prose gives many values to one thing: they are of several things."""
    values: dict[str, set[float]] = {}
    for fact in facts:
        if fact.source == "prose":
            values.setdefault(fact.document, set()).add(fact.value)
    mixed = {document for document, seen in values.items() if len(seen) >= _TOO_MANY}
    return [fact for fact in facts if fact.source != "prose" or fact.document not in mixed]


def agree(one: Fact, two: Fact, factor: float = 1.0) -> bool:
    """Whether ``one`` times ``factor`` may be ``two``.

    Their written intervals meet, or one is the other with its last digits cut off; a last digit that differs by one
    in a long number is rounding too. A bound agrees with every value on its side.
    """
    value, low, high = one.value * factor, one.low * factor, one.high * factor
    if _bounds(one.nature, low, two.high) or _bounds(two.nature, two.low, high):
        return True
    if _bounds_above(one.nature, high, two.low) or _bounds_above(two.nature, two.high, low):
        return True
    gap = abs(value - two.value)
    if gap <= 1e-9 * max(1.0, abs(value)):
        return True
    if low < two.high - 1e-9 and two.low < high - 1e-9:
        return True
    if one.unit not in ("万元", "%", "亩", "㎡"):
        return low <= two.high and two.low <= high
    if 0 <= two.value - value < high - low - 1e-9 or 0 <= value - two.value < two.high - two.low - 1e-9:
        return True
    return gap <= max(high - low, two.high - two.low) + 1e-9 and gap < 2e-4 * abs(value)


def _bounds(nature: Nature, low: float, other_high: float) -> bool:
    return nature is Nature.AT_LEAST and other_high >= low


def _bounds_above(nature: Nature, high: float, other_low: float) -> bool:
    return nature is Nature.AT_MOST and other_low <= high
