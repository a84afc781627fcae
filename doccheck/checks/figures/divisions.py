"""N003: shares and growth that a paper reckons out in full: 1,026.74÷17,112.33=6.00%, (B-A)/A=12.0%."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.figures.rates import rates
from doccheck.checks.figures.verdicts import Verdict
from doccheck.facts.numbers import arabic_value
from doccheck.language.patterns import lazy

_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"\s?(?P<{}>万元|亿元|元|人|名|件|项|个|家|台|㎡)?\s?"
_DIVISION = lazy(
    rf"(?<![\d.,])(?P<open>\()?(?P<a>{_N}){_UNIT.format('ua')}(?:[-－–—](?P<b>{_N}){_UNIT.format('ub')}\))?"
    rf"[/÷](?P<c>{_N}){_UNIT.format('uc')}(?P<less>[-－–—]\s?1(?:00%)?)?\s?(?:[×xX*]\s?100\s?[%％])?\s?[=＝≈]\s?(?=\d)"
)
"""Two figures, or the difference of two and a third, before the rate that they give."""
_MANY = 1000
_SCALE = {"亿元": 1e8, "万元": 1e4, "元": 1.0}


def divisions(clean: str) -> Iterator[Verdict]:
    """What each division that a narrowed paragraph writes out gives against the rate behind its sign."""
    if "=" not in clean and "＝" not in clean and "≈" not in clean:
        return
    stated = {rate.start: rate for rate in rates(clean)}
    for match in _DIVISION.finditer(clean):
        rate = stated.get(match.end())
        if rate is None or rate.points or rate.bound or (match["b"] is not None and not match["open"]):
            continue
        scale = _SCALE.get(match["ua"] or "", 0.0) / _SCALE.get(match["uc"] or "", 1.0) or 1.0
        ends = {name: _ends(match[name]) for name in "abc" if match[name]}
        above, below = ends["a"], ends["c"]
        if "b" in ends:
            above = (above[0] - ends["b"][1], above[1] - ends["b"][0])
        if below[0] <= 0:
            continue
        one = 100.0 if match["less"] else 0.0
        quotients = [a * scale / b * 100 - one for a in above for b in below]
        wrong = not rate.allows(min(quotients), max(quotients))
        true = sum(quotients) / len(quotients)
        written = clean[match.start() : match.end()].rstrip("=＝≈ ")
        message = f"算式“{written}”得 {true:.2f}%，却写“{rate.written}”。" if wrong else ""
        yield Verdict(rate.start, rate.value, wrong, message, confidence=0.95)


def _ends(token: str) -> tuple[float, float]:
    """The interval of a number by its last digit; small whole numbers are exact (186 items are 186)."""
    written = arabic_value(token)
    if written is None:
        return 0.0, 0.0
    half = float(written.step) / 2 if "." in token or written.value >= _MANY else 0.0
    return float(written.value) - half, float(written.value) + half
