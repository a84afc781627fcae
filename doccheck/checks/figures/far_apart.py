"""Figures that differ too much to be two writings of one number.

Who mistypes or does not update a figure comes near it: of five hundred contradictions of the gold packs fifteen are of
more than 1.6 times, half of them of twice and more, where only typing (a nought, a digit, two exchanged) explains them.
What strangers' papers made us tell wrongly was mostly farther apart (107 of 149), or a paper that has both values. A
figure so far from another one is nearly always one of something else (other books, a part, a sum, another's), so that
it is told for information, not as a mistake.
"""

from __future__ import annotations

from collections.abc import Callable

from doccheck.facts.comparing import agree, typed_alike
from doccheck.facts.model import Fact

_FAR = 1.6
_FAR_IN_ONE = 1.25
"""How far apart two values are that one paper has side by side, from which it means two things by them."""
_YEARS = 5
"""How many years at most a wrong year of founding is off (one or two in 44 of 49 cases of the gold packs)."""
_FEW = 12
"""Small counts (高校1家, 高校2家) differ by their half easily."""


def near(facts: list[Fact], apart: Callable[[Fact, Fact], bool]) -> list[Fact]:
    """Of facts that contradict each other those that do so by little; none where all are far apart.

    Nor do those count whose places are ``apart``: they speak of different things.
    """

    def contradict(one: Fact, other: Fact) -> bool:
        in_one = _in_one(facts, one, other)
        low, high = sorted((one.value, other.value))
        if in_one and high > _FAR * low and _borne_out(facts, one, other):
            return False  # a nought too many is no slip in a paper that has the right figure beside it
        return not agree(one, other) and not _far(one, other, in_one) and not apart(one, other)

    close = [f for f in facts if any(contradict(f, g) for g in facts if g is not f)]
    return [f for f in facts if f in close or any(agree(f, g) for g in close)]


def _far(one: Fact, other: Fact, in_one: bool) -> bool:
    low, high = sorted((one.value, other.value))
    if one.unit == "年":  # when a unit was founded
        return high - low > _YEARS and not typed_alike(low, high)
    if high <= _FEW and one.unit not in ("万元", "%"):
        return False
    return (low <= 0 or high / low > (_FAR_IN_ONE if in_one else _FAR)) and not typed_alike(low, high)


def _in_one(facts: list[Fact], one: Fact, other: Fact) -> bool:
    """Whether one paper has both values."""
    with_one, with_other = ({(f.document, f.part) for f in facts if agree(f, each)} for each in (one, other))
    return bool(with_one & with_other)


def _borne_out(facts: list[Fact], one: Fact, other: Fact) -> bool:
    """Whether another paper has one of the two values as well."""
    return any(len({f.document for f in facts if agree(f, each)}) > 1 for each in (one, other))


_BARELY = 1.0375
"""How many times larger an intensity may be that is the same one reckoned from other digits: of the gold packs' pairs
that contradict each other the nearest are 10.2% and 10.6%; papers of strangers had 1.02 and 1.03 times, rightly."""


def barely_apart(facts: list[Fact]) -> bool:
    """Whether facts are one rate of spending, reckoned from figures that were rounded otherwise."""
    low, high = (pick(fact.value for fact in facts) for pick in (min, max))
    return facts[0].quantity.endswith(".rd_intensity") and 0 < high < _BARELY * low
