"""Areas: which figures of a unit are of one piece of land or of one floor, and one number in two units (N004).

An area may be of any building, so two are one only where both papers call it by the same kind of word and none of
them says that it is a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from math import inf, log10

from msgspec.structs import replace

from doccheck.checks.figures.labels import labels_of, words_beside
from doccheck.checks.figures.places import evidence_of, field_row, place_name, thing_name, value_of
from doccheck.checks.registry import check, finding
from doccheck.facts.comparing import agree
from doccheck.facts.model import Fact, Nature
from doccheck.facts.units import MU
from doccheck.findings import Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_KINDS = (
    ("built", lazy(r"建筑面积|建筑总面积")),
    ("land", lazy(r"占地|用地|[厂园校院]区(?!.{0,8}(?:场地|厂房|车间))")),
    ("halls", lazy(r"厂房(?:总?面积)?\W{0,2}(?:共|约|为|是|有)?\s?[\d.,]+|厂房(?:总?面积)?[（(]")),
    ("site", lazy(r"场地")),
)
"""Kinds of area by the words that tell them, the surest first."""
_OF_A_PART = lazy(
    r"新[建增购厂园址校院]|在建|扩建|拟|[一二三四]期|租赁|租用|实训|中试|试验|实验|研发|检测|仓|车间|基地|分厂|[东西南北老]厂|示范|码头|培训|共用"
)
"""Words of a piece of what a unit has; two papers that use the same ones speak of one piece."""
_FOR_ALL = lazy(
    r"(?:厂房|研发|试验|实验|检测|中试|试制|生产|办公|科研)(?:(?:及|和|与|、)(?:研发|试验|实验|检测|中试|试制|生产|办公|科研|仓储))+"
)
"""Says what all of a place is for: 研发及生产场地, 厂房及研发场地."""
_REMARK = lazy(r"(?<=[亩㎡米])[（(][^（）()]*[)）]?")
"""What stands in brackets behind a figure, its parts (生产12,000㎡、研发4,100㎡) or what it leaves out."""
_PROVIDED = lazy(r"提供")
"""Says of an area that it is given for use: what is given is no more than what there is."""
_CLOSE = 1.25
"""How far apart two areas are at most that are meant to be one though their words differ.

Of the 31 pairs of development's packs that are nearer all were slips; of those farther than 1.36 hardly one.
"""
_OPPOSED = ({"built", "land"}, {"halls", "land"})
"""Kinds that are two figures of one place, however near they come."""
_WHOLE = lazy(r"(?:租赁|租用|研发|试验|实验|检测|中试|基地)*")
"""Words of a piece that may be all that a unit has."""
_Key = tuple[str, str, str, str]
_SHORT = 2
"""A number of so few digits has its digits swapped in another by chance."""
_ROUNDED = 0.01
"""What share is lost where 亩 are told as round ㎡ or the other way about."""
_OF_WHICH = "其中"
_SITE = 500
"""An area of so much or more is not by chance the same number in another unit."""


def of_one_place(mapped: MappedSubmission, facts: Iterable[Fact]) -> list[list[Fact]]:
    """What is said of each unit's whole land, halls and site, each kind alone, in the unit of its first figure."""
    held: dict[_Key, list[Fact]] = {}
    told: list[tuple[_Key, Fact]] = []
    facts = list(facts)
    largest: dict[object, float] = {}
    for fact in facts:
        largest[fact.document, fact.location] = max(fact.value, largest.get((fact.document, fact.location), 0.0))
    for fact in facts:
        if fact.nature is not Nature.ACTUAL or not fact.quantity.startswith(("lead.", "member.")):
            continue
        words = _whole(_REMARK.sub("", words_beside(mapped, fact)), fact, largest)
        if not _kind(words):
            words = _whole(_REMARK.sub("", labels_of(mapped, fact)), fact, largest)
        if _OF_WHICH not in words:
            piece = "".join(sorted(set(_OF_A_PART.findall(_FOR_ALL.sub("", words)))))
            told.append(((fact.quantity, fact.subject, _kind(words), piece), _no_more(fact, words)))
    for key, fact in told:
        if key[2]:
            held.setdefault(key, []).append(fact)
    apart = combinations([(key, fact) for key, same in held.items() for fact in same], 2)
    swapped = (
        [a, b]
        for (one, a), (two, b) in apart
        if one[:2] == two[:2] and one != two and not one[3] + two[3] and _swapped(a, b)
    )
    alone = _alone(told)
    plain = ([f for f in same if not any(a_ten_thousandth(f, other) for other in same)] for same in held.values())
    return [*([_in_unit(fact, same[0].unit) for fact in same] for same in plain), *swapped, *alone]


def _alone(told: list[tuple[_Key, Fact]]) -> Iterator[list[Fact]]:
    """Of two papers' largest areas of a unit, two that nearly agree: they are one place, whatever its name."""
    papers: dict[tuple[str, str, str], list[tuple[_Key, Fact]]] = {}
    for key, fact in told:
        papers.setdefault((*key[:2], fact.document), []).append((key, fact))
    largest = [max(held, key=lambda each: _in_unit(each[1], "㎡").value) for held in papers.values()]
    for (one, a), (two, b) in combinations(largest, 2):
        of_others = one[:2] != two[:2] or one[2:] == two[2:] or {one[2], two[2]} in _OPPOSED
        if of_others or not (_WHOLE.fullmatch(one[3]) and _WHOLE.fullmatch(two[3])):
            continue
        b = _in_unit(b, a.unit)
        beside = [_in_unit(fact, a.unit) for key, fact in told if key[:2] == one[:2]]
        known = any(
            agree(mine, fact) for mine, other in ((a, b), (b, a)) for fact in beside if fact.document == other.document
        )
        close = max(a.value, b.value) < _CLOSE * min(a.value, b.value)
        if close and not known and not _swapped(a, b):
            yield [a, b]


def _whole(words: str, fact: Fact, largest: Mapping[object, float]) -> str:
    """The words of a cell as far as they are of its largest figure: 占地（其中研发用房）| 80,600㎡（其中6,200㎡）."""
    before, _, part = words.partition(_OF_WHICH)
    whole = fact.source != "prose" and fact.value == largest[fact.document, fact.location]
    return before if part and whole and _kind(before) else words


def _kind(words: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), "")


def _swapped(one: Fact, other: Fact) -> bool:
    """Whether two papers' areas are one number but for two digits that changed places: 21,500㎡, 25,100㎡.

    That is no chance in a number of three digits and more, by whatever words the place is called.
    """
    digits, others = (f"{fact.value:g}".rstrip("0") for fact in (one, other))
    apart = [at for at, (a, b) in enumerate(zip(digits, others, strict=False)) if a != b]
    alike = len(digits) == len(others) > _SHORT and one.unit == other.unit and one.document != other.document
    return alike and len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(digits) == sorted(others)


def _no_more(fact: Fact, words: str) -> Fact:
    """The fact as the least that its unit has where its words say that so much is provided."""
    return replace(fact, high=inf) if _PROVIDED.search(words) else fact


def _in_unit(fact: Fact, unit: str) -> Fact:
    """The fact with its value in 亩 or ㎡; its quote stays as written."""
    if fact.unit == unit:
        return fact
    factor = MU if fact.unit == "亩" else 1 / MU
    low, high = min(fact.low, (1 - _ROUNDED) * fact.value), max(fact.high, (1 + _ROUNDED) * fact.value)
    return replace(fact, value=fact.value * factor, low=low * factor, high=high * factor, unit=unit)


@check("N004")
def area_told_twice(mapped: MappedSubmission) -> Iterator[Finding]:
    """占地180亩，约12平方米: the same area in another unit, and ten or ten thousand times too small."""
    beside: dict[tuple[object, ...], list[Fact]] = {}
    for fact in mapped.facts:
        if fact.quantity.endswith(".area") and fact.source == "prose" and fact.value > 0:
            beside.setdefault((fact.document, fact.location, fact.subject), []).append(fact)
    for facts in beside.values():
        for one, two in pairwise(facts):
            if {one.unit, two.unit} != {"亩", "㎡"} or one.quote == two.quote:
                continue
            power = log10(_in_unit(one, two.unit).value / two.value)
            if abs(power) < 1 - _ROUNDED or abs(power - round(power)) > _ROUNDED:
                continue
            yield finding(
                "N004",
                field_row(mapped, two, two.quantity),
                f"{thing_name(two)}：{place_name(mapped, two.part, two.document, two.source, two.location)}先写 "
                f"{value_of(one)}，又写 {value_of(two)}，换算后相差 {10 ** abs(round(power)):,} 倍，"
                "疑似漏写或多写了“万”（1 亩约合 667 平方米）。",
                "请对照不动产权证或租赁合同核对面积，改正写错的一处。",
                evidence_of(one),
                evidence_of(two),
                confidence=0.88,
            )


def a_ten_thousandth(one: Fact, other: Fact) -> bool:
    """Whether one of two areas is the other without its 万: 4.26平方米, 42,600平方米."""
    bounded = max(one.high, other.high) < inf
    return one.unit == other.unit and bounded and any(agree(one, other, factor) for factor in (1e4, 1e-4))


@check("N004")
def one_area_in_two_units(mapped: MappedSubmission) -> Iterator[Finding]:
    """One number of a unit's area that is ㎡ in one place and 亩, 667 times as much, or 万㎡ in another."""
    held: dict[tuple[str, str], list[Fact]] = {}
    for fact in mapped.facts:
        if fact.quantity.endswith(".area") and fact.value > 0:
            held.setdefault((fact.quantity, fact.subject), []).append(fact)
    for facts in held.values():
        pairs = ((a, b) for a, b in combinations(facts, 2) if max(a.value, b.value) >= _SITE)
        for one, two in pairs:
            in_ten_thousands = a_ten_thousandth(one, two)
            if not in_ten_thousands and (one.unit == two.unit or one.value != two.value):
                continue
            slip = (
                "数值相差 10,000 倍，疑似漏写或多写了“万”"
                if in_ten_thousands
                else "数字相同而单位不同，疑似单位（亩、平方米）写错（1 亩约合 667 平方米）"
            )
            places = (place_name(mapped, f.part, f.document, f.source, f.location) for f in (one, two))
            yield finding(
                "N004",
                field_row(mapped, one, one.quantity),
                f"{thing_name(one)}："
                + "，".join(f"{place}写 {value_of(fact)}" for place, fact in zip(places, (one, two), strict=True))
                + f"，{slip}。",
                "请对照不动产权证或租赁合同核对面积的单位，改正写错的一处。",
                evidence_of(one),
                evidence_of(two),
                confidence=0.88,
            )
            break
