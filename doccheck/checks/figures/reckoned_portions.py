"""N003: what a rate of an amount makes, told right behind the rate: 总价860万元，支付总价的30%，计285万元."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from doccheck.checks.figures.measured import Measure
from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.reckoned_words import about, left_of, share_words, term_of
from doccheck.checks.figures.verdicts import Verdict
from doccheck.language.patterns import lazy

_OF = lazy(r"(?:按照?|以|付|为|即|缴|收|提|留|拿出|其)?(?P<of>[\u4e00-\u9fff]{2,14}?)的(?:约)?$")
_INSIDE = lazy(r"其中(?:的)?(?:[\u4e00-\u9fff]{1,8}占)?(?:约)?$")
_PAID = lazy(r"(?:拨付?|支付|付|缴[纳付]?|到位|留存|提取|计提)(?:约)?$")
"""A part that is paid of the sum that the passage is about (签约后拨付40%，即320万元)."""
_HENCE = lazy(r"(?:即|计|合|折合|折算|共计?|也就是|就是|相当于)(?:人民币|现金|金额|为|是|约)*$")
_DUE = lazy(r"(?:应|须|需|可|则)[\u4e00-\u9fff]{0,12}$|^(?:金额|数额|款额)(?:为|是|约)*$")
_BREAK = lazy(r"[。！？\n]")
_ELSE = lazy(r"另|其余|余款|余下|剩余|增长|提高|降低|下降|增加|减少|不[低高少超]|以上|以下|左右")
_ONE_UNIT = ("万元", "人", "家", "台", "件", "套", "个", "项", "亩", "平方米", "吨", "股")
_APART = 34
"""Signs between a rate and what it makes."""
_NEARLY = (0.6, 1.6)


def portion(clean: str, rate: Rate, found: Sequence[Measure]) -> Verdict | None:
    """What the amount behind a rate says of it: the rate of a named amount that stands in the passage."""
    result = next((m for m in found if m.start >= rate.end), None)
    ahead = clean[max(0, rate.start - 24) : rate.start]
    if result is not None and rate.bound and math.isfinite(rate.low) and not rate.form:
        return _least(clean, rate, found, result)
    if rate.bound or rate.form or result is None or result.bound or result.unit not in _ONE_UNIT:
        return None
    named, inside = _OF.search(ahead), _INSIDE.search(ahead)
    right_before = next((m for m in found if m.end <= rate.start and clean[m.end : rate.start] == "的"), None)
    if right_before is not None:
        base, result_ = _told(clean, rate, [right_before, *(m for m in found if m.start >= rate.end)], "", result)
    elif named is None and inside is None:
        base, result_ = _told(clean, rate, found, "", result) if _PAID.search(ahead) else (None, None)
        base = _the_sum(clean, rate, found) if base is not None else None
    else:
        base, result_ = _told(clean, rate, found, named["of"] if named else "", result)
    if base is None or result_ is None or base.value <= 0 or base.bound:
        return None
    if any(low <= result_.high and result_.low <= high for low, high in _made(rate, found, result_)):
        return None
    true = base.value * rate.value / 100
    if not _NEARLY[0] < true / result_.value < _NEARLY[1]:
        return None
    return Verdict(
        rate.start, rate.value, True,
        f"{base.written} 的 {rate.written} 应为 {number(round(true, 2))} {base.unit}，写为 {result_.written}。",
        (term_of(base), term_of(result_)), 0.88,
    )  # fmt: skip


def _the_sum(clean: str, rate: Rate, found: Sequence[Measure]) -> Measure | None:
    """The sum with which a passage opens, if nothing in it is larger."""
    before = [m for m in found if m.end <= rate.start and m.unit == "万元"]
    opening = bool(before) and re.search(r"经费|价款|总[价额]|款|费|资金|投入", before[0].label) is not None
    largest = opening and all(m.value <= before[0].value for m in found if m.unit == "万元")
    return before[0] if largest and not _BREAK.search(clean, before[0].end, rate.start) else None


_THAT_IS = lazy(r"以上[^,，。;；\d]{0,6}[,，(（]?[(（]?(?:即|也就是)(?:至少|不少于)?")


def _least(clean: str, rate: Rate, found: Sequence[Measure], result: Measure) -> Verdict | None:
    """“15名理事，须经三分之二以上即9名同意”: fewer than the bound asks for."""
    before = [m for m in found if m.end <= rate.start and m.unit == result.unit]
    gap = clean[rate.end : result.start]
    if _THAT_IS.fullmatch(gap) is None or len(before) != 1:
        return None
    whole = before[0]
    if _BREAK.search(clean, whole.end, rate.start) or whole.bound or result.unit not in ("人", "家", "票"):
        return None
    exact = _fraction(rate)
    if result.high >= whole.low * exact - 1e-6 or result.value < 0.5 * whole.value * exact:
        return None
    return Verdict(
        rate.start, rate.value, True,
        f"{whole.written} 的 {rate.written}以上至少是 {math.ceil(whole.value * exact - 1e-6)}，"
        f"写为 {result.written}。",
        (term_of(whole), term_of(result)), 0.87,
    )  # fmt: skip


def _fraction(rate: Rate) -> float:
    """A rate as the fraction that is meant: two thirds, not 66.7."""
    spoken = "分之" in rate.written and "百" not in rate.written
    return round(rate.value * 12 / 100) / 12 if spoken else rate.value / 100


def _told(
    clean: str, rate: Rate, found: Sequence[Measure], of: str, result: Measure
) -> tuple[Measure | None, Measure | None]:
    """The amount of which a rate is taken, and what it makes."""
    before = [m for m in found if m.end <= rate.start and m.unit == result.unit and _same_passage(clean, m, rate)]
    gap = clean[rate.end : result.start]
    if len(gap) <= _APART and not _BREAK.search(gap) and not _ELSE.search(gap):
        hence = _HENCE.search(result.label) or _DUE.search(result.label)
        if hence and before:
            base = _named(before, of) if of else before[-1]
            return base, result
    if not of:
        return None, None
    # 以认缴额的20%为限，如某方认缴500万元，则应付120万元
    behind = [m for m in found if m.start >= rate.end and m.unit == result.unit][:2]
    if len(behind) == 2 and not before and behind[1].start - rate.end < 3 * _APART:
        base, made = behind
        supposed = re.search("[则即如设若]", clean[rate.end : base.start] + made.label)
        if supposed and _DUE.search(made.label) and _named([base], of) is not None:
            return base, made
    return None, None


def _same_passage(clean: str, measure: Measure, rate: Rate) -> bool:
    return len(_BREAK.findall(clean, measure.end, rate.start)) < 2


def _named(amounts: Sequence[Measure], of: str) -> Measure | None:
    """The only amount that the words before 的 name."""
    topic = left_of(of)
    held = [m for m in amounts if len(topic) > 1 and share_words(topic, [about(m)])]
    held = held or (list(amounts) if _GENERAL.search(topic) and len(amounts) == 1 else [])
    return held[-1] if len({m.value for m in held}) == 1 else None


_GENERAL = lazy(r"总[价额款]|全[额款部]|该|其|上述|前述|金额|款项|合同")


def _made(rate: Rate, found: Sequence[Measure], result: Measure) -> Iterator[tuple[float, float]]:
    """What the rate makes of any amount of the passage, of two together, and what it leaves of them."""
    alike = [m for m in found if m.unit == result.unit and m is not result]
    low, high = (rate.value - 0.5 * _step(rate)) / 100, (rate.value + 0.5 * _step(rate)) / 100
    if "%" not in rate.written:  # 四成, 三分之一
        low, high = rate.low / 100, rate.high / 100
    ends = [(m.low, m.high) for m in alike]
    ends += [(a.low + b.low, a.high + b.high) for a, b in combinations(alike[:8], 2)]
    ends += [(abs(a.value - b.value),) * 2 for a, b in combinations(alike[:8], 2)]
    for one, two in ends:
        yield one * low, two * high
        yield one * (1 - high), two * (1 - low)


def _step(rate: Rate) -> float:
    """What the last digit of a rate leaves open: nothing of a round one, which is a rule and no result."""
    return 0.0 if rate.value == int(rate.value) else 0.1 ** len(rate.written.partition(".")[2].rstrip("%％ "))
