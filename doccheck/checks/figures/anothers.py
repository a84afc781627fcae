"""Figures that a sentence or cell gives to the wrong unit, year or quantity: what they are of stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from doccheck.facts.comparing import agree, digits
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow
from doccheck.facts.subjects import Units
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

Known = dict[tuple[float, str, bool], set[tuple[str, str, int | None]]]


def tabled(mapped: MappedSubmission) -> Known:
    """What every value that forms and tables state is a value of."""
    known: Known = {}
    for fact in mapped.facts:
        if fact.source != "prose":
            what = fact.quantity.rpartition(".")[2]
            known.setdefault(_figure(fact), set()).add((what, fact.subject, _one_year(fact)))
    return known


def _figure(fact: Fact) -> tuple[float, str, bool]:
    """A figure without what it is of: its value, its unit, and whether it is still to come."""
    return fact.value, fact.unit, fact.nature in (Nature.PLAN, Nature.TARGET)


def _one_year(fact: Fact) -> int | None:
    """The year of a figure; none for one of several years, whose first year it has in common with whatever.

    An area has none either: it does not change from one year to the next.
    """
    return fact.year if fact.until is None and not fact.quantity.endswith(".area") else None


def of_another(fact: Fact, facts: list[Fact], known: Known, units: Units) -> bool:
    """Whether a figure that nobody bears out is, in a table, that of another unit, year or quantity.

    A slip of the pen hits another's figure by chance only; a sentence read for the wrong unit does so always. It is
    then wrong in one of unit, year and quantity, not in all.
    """
    if fact.value < _TELLING or fact.unit == "年":  # many were founded in the same years
        return False
    if any(other is not fact and agree(fact, other) for other in facts):
        return False
    if any(_exchanged(fact.value, other.value) for other in facts if other is not fact):
        return False  # 134 and 143: a slip of two digits, though somebody else has 143
    same = (fact.quantity.rpartition(".")[2], fact.subject, _one_year(fact))
    others = known.get(_figure(fact), set()) - {same}
    if same[0] == "investment" and any(f.value < fact.value for f in facts):
        # a unit's own money is part of what it pays in: it bears a figure out that another place makes smaller
        others = {other for other in others if other[:2] != ("self_funds", fact.subject)}
    if fact.source != "prose":  # a cell is the wrong quantity at most (a table of products adds up the main revenue)
        if fact.source == "field":  # a form's lines of the lead below those of the consortium
            return fact.quantity.startswith("consortium.") and any(o[0] == same[0] for o in others)
        return fact.source == "table" and any(o[0] != same[0] and o[1:] == same[1:] for o in others)
    of_unit = any(other[1] == same[1] for other in others)
    return of_unit or (
        any(other[0] == same[0] or other[2] == same[2] is not None for other in others)
        and not _names_its_unit(fact, units)
    )


def _exchanged(one: float, other: float) -> bool:
    """Whether two numbers have the same three digits or more in another order."""
    first, second = digits(one), digits(other)
    return first != second and len(first) >= _DIGITS and sorted(first) == sorted(second)


_DIGITS = 3


def rates_of_other_years(facts: Iterable[Fact]) -> Callable[[Fact], bool]:
    """Whether a sentence's R&D intensity is the unit's rate of other years than the one it was read for.

    近三年研发强度 may be the rate of the sums or the mean of the rates, and a rate in passing that of any year.
    """
    spent: dict[tuple[str, str, int], dict[str, Fact]] = {}
    for fact in facts:
        kind, _, what = fact.quantity.rpartition(".")
        if what in ("rd", "revenue") and fact.year and fact.until is None and fact.nature is Nature.ACTUAL:
            spent.setdefault((kind, fact.subject, fact.year), {}).setdefault(what, fact)
    whole = {key: (held["rd"], held["revenue"]) for key, held in spent.items() if len(held) == 2}

    def of_others(rate: Fact) -> bool:
        kind = rate.quantity.rpartition(".")[0]
        terms = {key[2]: both for key, both in whole.items() if key[:2] == (kind, rate.subject) and both[1].value > 0}
        if rate.source != "prose" or (rate.year in terms and _is_rate(rate, [terms[rate.year]])):
            return False
        years = sorted(terms)
        spans = [years[i:j] for i in range(len(years)) for j in range(i + 1, len(years) + 1)]
        rates = [rd.value / revenue.value * 100 for rd, revenue in terms.values()]
        mean = len(rates) > 1 and abs(sum(rates) / len(rates) - rate.value) <= rate.high - rate.low
        return mean or any(_is_rate(rate, [terms[year] for year in span]) for span in spans)

    return of_others


def _is_rate(rate: Fact, terms: list[tuple[Fact, Fact]]) -> bool:
    true = sum(rd.value for rd, _ in terms) / sum(revenue.value for _, revenue in terms) * 100
    return abs(true - rate.value) <= rate.high - rate.low


def _names_its_unit(fact: Fact, units: Units) -> bool:
    """Whether a figure's own words name its unit and nobody else: 荔溪公司自筹1,300万元 is no project's money.

    So does 丙方1,800万元 in an agreement.
    """
    if _PARTY.match(fact.quote):
        return True
    named = [unit for *_, unit in units.mentions(narrow(fact.quote))]
    alone = bool(named) and all(unit is not None and unit.name == fact.subject for unit in named)
    return alone and not _SEVERAL.search(fact.quote)


_PARTY = lazy(r"\s*[甲乙丙丁戊己庚辛壬癸]方(?![、和及与])[^甲乙丙丁戊己庚辛壬癸家各]*$")
_SEVERAL = lazy(r"[家各]|合计|成员|全体|联合体|[(（][连含]")
"""Says that others are counted too: 八家单位（连锐泰）从业人员3,840人."""


_TELLING = 20
"""A smaller number may stand anywhere by chance."""
