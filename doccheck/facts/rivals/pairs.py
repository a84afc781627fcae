"""All figures of a submission, and those pairs of them of which one may be a mistake for the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from doccheck.facts.comparing import agree, slip, typed_alike
from doccheck.facts.model import Fact, Nature
from doccheck.facts.rivals.stated import DAYS, MONTHS, stated
from doccheck.facts.rivals.words import Rarity, beside, grams
from doccheck.facts.shared_labels import shared
from doccheck.facts.subjects import Subject, units_of
from doccheck.facts.told import Told, as_fact
from doccheck.facts.told_meant import Meanings, Meant
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission

_FAR = 1.7
_FAR_TERM = 2.1
"""Notices of 30 days and of 60, guarantees of 12 months and of 24."""
_TERMS = (DAYS, MONTHS, "小时")
_BY_UNIT = ("万元", "%")
"""Measures that are mistaken for each other: 万元 for 元, 0.05 for 5%."""
_NOUGHTS = 200
"""How many times larger a count may be by noughts mistyped; only money and shares are mistaken by their unit."""
_STAGES = lazy(r"第[一二三四五六七八九十\d]{1,2}[步期批轮]|第[一二三四五六\d]阶段|[一二三四]期(?!末|间|初)|首[期批]")
_SIDES = tuple(
    map(
        lazy,
        (
            "国内|全球|省内|省外|海外|境外", "申请|授权|受理", "净值|净额|原值", "认缴|实缴", "产能|能力|产量|产出",
            "博士|硕士|本科", "正高|副高|中级|初级", "国家级|省级|市级|区级", "合并|母公司|本部|单体",
        ),
    )
)  # fmt: skip
"""Words of which two figures have different ones if they are of two things."""
_TRADE = lazy(r"同类|市面上|国外|进口|竞品|行业(?:平均|普遍|水平)|普遍|现行标准|[国行]标(?:要求|规定)")
_FEW = 12
_RARE = 2.0
"""What two figures' words must have in common, by their rarity, to be looked at."""
_RARE_IN_SENTENCES, _ALIKE_SENTENCES = 4.0, 14.0
"""What a pair of characters says that two sentences share, and how much they must share where the words beside their
figures are unlike."""
_MANY = 40
"""Figures of one measure that share a pair of characters; more speak of what everybody speaks of."""
_MANY_OF_A_QUANTITY = 200


class Figure(Struct, frozen=True, eq=False):
    """A number, its words, and the facts read from it."""

    told: Told
    fact: Fact
    """As something to compare: its interval and bound."""
    grams: frozenset[str]
    sentence: frozenset[str]
    facts: tuple[Fact, ...]
    quantities: frozenset[str]
    """The catalogue's quantities that were read from it, of whomever."""
    meanings: Meanings

    @property
    def meant(self) -> Meant:
        """Of when it is and whether it is there already, found when first asked for."""
        return self.meanings.of(self.told)

    @property
    def whose(self) -> Subject | None:
        """Whose it is, as the catalogue's reader found, else by the last name before it."""
        if self.facts and self.meant.subject is None and not self.facts[0].quantity.startswith("consortium"):
            return Subject("lead" if self.facts[0].quantity.startswith("lead.") else "member", self.facts[0].subject)
        return self.meant.subject


class Figures:
    """The figures of one submission."""

    def __init__(self, mapped: MappedSubmission, rarity: Rarity) -> None:
        units = units_of(mapped)
        meanings = Meanings(units, mapped.year)
        read: dict[tuple[object, ...], list[Fact]] = {}
        for fact in mapped.facts:
            read.setdefault((fact.document, fact.location, fact.value, fact.unit), []).append(fact)
        self.rarity = rarity
        self.figures = []
        for each in stated(mapped, units):
            held = tuple(read.get((each.document, each.location, each.quantity.value, each.quantity.unit), ()))
            sentence = beside(each) + "|" + each.text if each.table else each.sentence
            quantities = frozenset(fact.quantity.rpartition(".")[2] for fact in held)
            self.figures.append(
                Figure(each, as_fact(each), grams(beside(each)), grams(sentence), held, quantities, meanings)
            )
        self.of_paper: dict[tuple[str, str], list[Figure]] = {}
        self.of_unit: dict[str, list[Figure]] = {}
        for figure in self.figures:
            self.of_unit.setdefault(figure.fact.unit, []).append(figure)
            self.of_paper.setdefault((figure.told.document, figure.fact.unit), []).append(figure)

    def of(self, fact: Fact) -> Figure | None:
        """The figure from which a fact was read."""
        here = self.of_paper.get((fact.document, fact.unit), ())
        return next((f for f in here if f.told.location == fact.location and f.fact.value == fact.value), None)

    def near(self, figure: Figure) -> list[Figure]:
        """The other figures of the same measure in a figure's paragraph or table row."""
        told = figure.told
        here = self.of_paper[told.document, figure.fact.unit]
        return [other for other in here if other is not figure and _beside(told, other.told)]

    def pairs(self, of_one_quantity: bool = True) -> Iterator[tuple[Figure, Figure]]:
        """Two figures each of which may be a mistake for the other, by their measure, words and values.

        Without ``of_one_quantity`` only those that are not both of one of the catalogue's quantities.
        """
        held: dict[tuple[str, str, int], list[int]] = {}
        for number, figure in enumerate(self.figures):
            unit = figure.fact.unit
            for gram in figure.grams:
                held.setdefault((unit, gram, _MANY), []).append(number)
            for quantity in figure.quantities if of_one_quantity else ():
                held.setdefault((unit, quantity, _MANY_OF_A_QUANTITY), []).append(number)
            for gram in figure.sentence - figure.grams:
                if self.rarity((gram,)) >= _RARE_IN_SENTENCES:
                    held.setdefault((unit, gram, _FEW), []).append(number)
        seen: set[tuple[int, int]] = set()
        for (_, _, most), numbers in held.items():
            if len(numbers) > most:
                continue
            for pair in combinations(numbers, 2):
                if pair not in seen:
                    seen.add(pair)
                    one, two = self.figures[pair[0]], self.figures[pair[1]]
                    if not of_one_quantity and one.quantities & two.quantities:
                        continue
                    if _rivals(one, two) and self._alike(one, two):
                        yield one, two

    def _alike(self, one: Figure, two: Figure) -> bool:
        """Whether two figures' words have something in common that not all papers say."""
        if one.quantities & two.quantities or self.rarity(one.grams & two.grams) >= _RARE:
            return True
        label, whole = shared(one.told, two.told)
        return (whole and len(label) > 1) or self.rarity(one.sentence & two.sentence) >= _ALIKE_SENTENCES


def _rivals(one: Figure, two: Figure) -> bool:
    """Whether two values stand in two places, differ, and are near each other or one mistyped."""
    a, b = one.fact, two.fact
    low, high = (a.value, b.value) if a.value <= b.value else (b.value, a.value)
    far = _FAR_TERM if a.unit in _TERMS else _FAR
    small = high <= _FEW and a.unit not in _BY_UNIT
    if not (high <= far * low or small or typed_alike(low, high) or (high > _FAR_TERM * low and slip(a, b))):
        return False
    if _place(one.told) == _place(two.told) or (high > _NOUGHTS * low and a.unit not in _BY_UNIT):
        return False
    x, y = one.told, two.told
    if _opposed(x, y) or _stage(x) != _stage(y) or _of_trade(x) is not _of_trade(y):
        return False
    return not agree(*_without_common_bound(a, b))


def _stage(told: Told) -> str:
    """The stage or year of which a sentence told last before the figure, nothing where it tells of none."""
    last = ""
    for match in _STAGES.finditer(told.text, told.begin, told.quantity.start if not told.table else len(told.text)):
        last = match[0]
    return last


def _opposed(one: Told, two: Told) -> bool:
    """Whether each figure's clause says which side of a thing it counts, and they are two: 申请 and 授权."""
    for side in _SIDES:
        said = [set(side.findall(each.clause)) for each in (one, two)]
        if said[0] and said[1] and not said[0] & said[1]:
            return True
    return False


def _of_trade(told: Told) -> bool:
    """Whether a figure is of what others make or have: 目前国产同类产品大多只有800小时."""
    return _TRADE.search(told.text, told.begin, told.quantity.start if not told.table else len(told.text)) is not None


def _without_common_bound(one: Fact, two: Fact) -> tuple[Fact, Fact]:
    """Two lower or two upper limits as the values that they are: 不低于12% and 15%以上 are two demands."""
    if one.nature is not two.nature or one.nature is Nature.ACTUAL:
        return one, two
    plain = [replace(each, nature=Nature.ACTUAL, low=each.value, high=each.value) for each in (one, two)]
    return plain[0], plain[1]


def _place(told: Told) -> tuple[object, ...]:
    """The sentence or the table of a figure, neither of which is held against itself."""
    if told.table:
        return told.document, told.location.table, True
    return told.document, told.location, told.begin


def _beside(one: Told, two: Told) -> bool:
    if one.table and two.table and one.location.cell and two.location.cell:
        return one.location.table == two.location.table and one.location.cell[0] == two.location.cell[0]
    return one.location == two.location
