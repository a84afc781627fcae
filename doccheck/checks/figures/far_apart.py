"""Figures that differ too much to be two writings of one number.

Who mistypes or does not update a figure comes near it: of three hundred contradictions of the gold packs four are of
more than the half. A figure that is twice another one or more is nearly always one of something else (other books,
a part, a sum, another's), so that it is told for information, not as a mistake.
"""

from __future__ import annotations

from collections.abc import Callable

from doccheck.facts.comparing import agree
from doccheck.facts.model import Fact

_FAR = 1.95
_FEW = 12
"""Small counts (高校1家, 高校2家) differ by their half easily."""


def near(facts: list[Fact], apart: Callable[[Fact, Fact], bool]) -> list[Fact]:
    """Of facts that contradict each other those that do so by little; none where all are far apart.

    Nor do those count whose places are ``apart``: they speak of different things.
    """
    close = [
        f for f in facts if any(not agree(f, g) and not _far(f, g) and not apart(f, g) for g in facts if g is not f)
    ]
    return [f for f in facts if f in close or any(agree(f, g) for g in close)]


def _far(one: Fact, other: Fact) -> bool:
    low, high = sorted((one.value, other.value))
    if high <= _FEW and one.unit not in ("万元", "%"):
        return False
    return (low <= 0 or high / low >= _FAR) and not _typed_alike(low, high)


def _typed_alike(low: float, high: float) -> bool:
    """Whether two numbers are one but for a power of ten, the order of their digits or a digit left out (63, 36)."""
    a, b = (f"{value:.8g}".replace(".", "").strip("0") for value in (low, high))
    if sorted(a) == sorted(b):
        return True
    shorter, longer = sorted((a, b), key=len)
    rest = iter(longer)
    return len(shorter) > 1 and len(longer) == len(shorter) + 1 and all(digit in rest for digit in shorter)
