"""N003: growth, doubling, standing still and yearly means that a paragraph states beside the figures themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from doccheck.checks.figures.paragraph_figures import TIME, Figure, alike, core, says_rise
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.terms import Term, years_in
from doccheck.language.patterns import lazy

WAY = lazy(
    r"(?:净|再|又|共|累计)?(?:增长|增加|增幅|增速|增|上升|上涨|升|涨幅|涨|提高|提升|扩大|多|(?<![增成延])长(?=了)|下降|下滑|降低|降幅|降|减少|减|回落|缩减|少|低|跌幅?)"
    r"(?:率|幅度|幅)?"
)
_CUE = lazy(rf"(?:{WAY.pattern})(?:了|约|近|达到?|到|为|是|出|有|将近|接近|不到|超过?|逾|:|大约|\s)*$")
_DOWN = lazy(r"降|减|下|回落|少|低|跌")
_COMPOUND = lazy(r"复合|年均|平均(?:每年|增)|年平均")
_YEAR_BEFORE = lazy(r"上一?年|去年|前一年|同比")
_AGAINST = lazy(r"(?:比|较|与|同|相比|对比|于)\s?$")
_REACHES = lazy(r"[达到至为]")
_SPAN = lazy(r"([一两二三四五六七八九\d])年(?!度)")
_MODIFIER = lazy(
    r"其间|期间|年间|[一两二三四五六七八九\d]年(?:之[间内]|下?来|间|里|合计|累计)?|年复合|年均|复合|"
    r"平均|每年|率|幅度|实打实地?|倒是|后者|前者|可谓|连续|保持|基本|大致|两位数|单看|若|起算?|算|账面"
)
_DIGITS = {c: i for i, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}


_THE_YEAR_BEFORE = lazy(r"(?:[(（][^（）()\d]*[)）])?[\s，,；;(（]*上年度?(?:同期)?(?:则?[为是])?")


def growth_cue(clean: str, begin: int, rate: Rate) -> re.Match[str] | None:
    """How growth is said between the beginning of a clause and its rate."""
    cue = _CUE.search(clean[begin : rate.start])
    return None if cue is not None and re.search(r"(?<!达)[到至]\s*$", cue[0]) else cue


def growth_terms(
    clean: str, begin: int, rate: Rate, cue: str, figures: Sequence[Figure], reference_year: int,
    since: int = 0,
) -> list[tuple[Figure, Figure, int]]:
    """The new and old figure of a said growth with the years between them, the likeliest pair first.

    Empty where the figures are not here or cannot be told apart. ``since``: the end of the growth said before.
    """
    ahead = clean[begin : rate.start]
    group = _group(clean, begin, rate, cue, figures)
    if len(group) < 2:
        return []
    here = [f for f in group if f.end <= rate.start]
    here = [f for f in here if f.start >= since] or here
    times = [(s, y) for s, _, y in years_in(ahead, reference_year) if re.match(r"(?:19|20)\d{2}", ahead[s:])]
    bases = [y for s, y in times if _AGAINST.search(ahead[:s]) or re.search(r"[由从自]$", ahead[:s])]
    news = [y for _, y in times if y not in bases]
    compound = _COMPOUND.search(clean[begin : rate.start]) is not None
    if len(here) > 1 and not compound and not times and _THE_YEAR_BEFORE.fullmatch(here[-1].label):
        return [(here[-2], here[-1], 0)]  # 本年9.135亿元，上年为7.96亿元，比上年增长16.7%
    told = [f for f in group if f.term.year is not None]
    if len(told) == len(group):
        by_year = _by_year(group, rate)
        if len(by_year) < 2:
            return []
        new_year = news[-1] if news else max(f.term.year or 0 for f in here)
        older = sorted(y for y in by_year if y < new_year)
        if new_year not in by_year or not older:
            return []
        if bases:
            old_year = bases[-1]
        elif _YEAR_BEFORE.search(ahead):
            old_year = new_year - 1
        elif span := _SPAN.search(re.sub(r"(?:19|20)\d{2}\s?年", "", ahead)):
            old_year = new_year - (_DIGITS.get(span[1]) or int(span[1]))
            old_year = old_year if old_year in by_year else older[0]
        elif compound or len(older) == 1:
            old_year = older[0]
        else:
            old_year = older[-1]
        if old_year not in by_year:
            return []
        new, old = by_year[new_year], by_year[old_year]
        first = (new, old, new_year - old_year)
        if bases or _YEAR_BEFORE.search(ahead):
            ends = [[f for f in group if f.term.year == year] for year in (new_year, old_year)]
            others = [(b, a, first[2]) for b in ends[0] for a in ends[1] if (b, a) != (new, old)]
            return [first, *others]
        rest = [
            (b, a, (b.term.year or 0) - (a.term.year or 0))
            for a in group for b in group if (a.term.year or 0) < (b.term.year or 0)
        ]  # fmt: skip
        return [first, *rest]
    pair = here[-2:]
    if len(pair) == 2 and not compound and not news:
        first_, second = pair
        if re.search(r"(?:由|从|自)[^由从自]*$", first_.label) and re.search(r"[到至为]", second.label):
            return [(second, first_, 0)]
        if re.search(r"(?:比|较|与|同|对比)[^比较与同]*$", second.label) and not first_.difference:
            return [(first_, second, 0)]
    return []


_RISEN_TO = lazy(r"^[^\d]{0,4}[增升提涨降减跌][\u4e00-\u9fff]{0,2}[到至]了?$")


def _by_year(group: Sequence[Figure], rate: Rate) -> dict[int, Figure]:
    """Each year's figure, of several the nearest before the rate: those before it may be another unit's."""
    behind = [f for f in group if f.start >= rate.end]
    reached = [f for f in group if _RISEN_TO.search(f.label)]  # 自2021年算起，由3.1亿元增至4.2亿元: not of 2021
    ordered = [*reached, *reversed(behind), *(f for f in group if f not in behind and f not in reached)]
    return {f.term.year: f for f in ordered if f.term.year is not None}


PART_OF_YEAR = lazy(r"[上下]半年|[一二三四1-4]季度|前[两二三]季|\d{1,2}月(?![末底])|截至.{0,8}月")


def part_of_year(figure: Figure) -> bool:
    """Whether a sum is that of some months only (2023年上半年实现收入), which no whole year's is the base of."""
    return figure.term.unit == "万元" and PART_OF_YEAR.search(figure.label) is not None


def grown_figure(
    clean: str, begin: int, rate: Rate, cue: str, figures: Sequence[Figure], reference_year: int
) -> tuple[Figure, int] | None:
    """The one figure that a said growth leads to, with how many years before it the base is, if that is said.

    The figure's own year need not stand here (附注1：营业收入约7.84亿元，较上年增长…).
    """
    group = [f for f in _group(clean, begin, rate, cue, figures) if f.end <= rate.start]
    ahead = clean[begin : rate.start]
    if not group or is_compound(ahead) or part_of_year(group[-1]):
        return None
    new = group[-1].term.year
    times = [(s, y) for s, _, y in years_in(ahead, reference_year) if re.match(r"(?:19|20)\d{2}", ahead[s:])]
    bases = [y for s, y in times if _AGAINST.search(ahead[:s])]
    if bases:
        plain = new is not None and bases[-1] < new and len(times) == 1
        return (group[-1], new - bases[-1]) if new is not None and plain else None
    said = _YEAR_BEFORE.search(ahead)
    if times or said is None or (said[0] != "同比" and not _AGAINST.search(ahead[: said.start()])):
        return None  # 去年比前年, 上年增长: not the year of the figure
    return group[-1], 1


def risen(clean: str, rate: Rate, cue: str, figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """A figure and by how much it rose, where that is told instead of the base.

    “9,600万元，比上年多了1,200万元，增幅18.2%”.
    """
    before = [f for f in figures if f.end <= rate.start][-2:]
    if len(before) < 2 or before[0].difference:
        return None
    new, rise = before if before[1].difference else before[::-1]
    if rise is before[0] and not (says_rise(rise.label) and _REACHES.search(new.label) and not core(new.label)):
        return None  # 研发投入增加300万元，达到1,500万元
    between = clean[before[1].end : rate.start].removesuffix(cue)
    if new.term.unit != rise.term.unit or new.term.low <= rise.term.high:
        return None
    return None if core(_MODIFIER.sub("", between).strip(",，(（")) else (new, rise)


_BASE_YEAR = lazy(r"(?:比|较|相比|对比)于?\s?((?:19|20)\d{2})")
"""The year with which a rise is compared."""


def is_base(figure: Figure, rise: Figure) -> bool:
    """Whether a rise is told of a figure of the year that it is compared with.

    “2018年463万元，2020年比2018年多了179万元”.
    """
    base = _BASE_YEAR.search(rise.label)
    return base is not None and int(base[1]) == figure.term.year


def rise_of(new: Figure, rise: Figure) -> list[tuple[float, float]]:
    """The growth in per cent by such a rise, of a figure that is the new one or, where nothing says so, the old one."""
    low, high = rise.term.low, rise.term.high
    fall = _DOWN.search(rise.label) is not None
    whole = (new.term.low + low, new.term.high + high) if fall else (new.term.low - high, new.term.high - low)
    ends = [(low / whole[1] * 100, high / whole[0] * 100)]
    if is_base(new, rise):
        return [(low / new.term.high * 100, high / new.term.low * 100)]
    told = new.start > rise.start or _AGAINST.search(TIME.sub("", rise.label).rstrip("净增加减少多高共新又再的了出"))
    if not told:  # 去年9,600万元，今年净增1,200万元
        ends.append((low / new.term.high * 100, high / new.term.low * 100))
    return ends


def _group(clean: str, begin: int, rate: Rate, cue: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of the one thing that the clause speaks of: what it names, else what the last figure is of."""
    before = [f for f in figures if f.end <= rate.start and not f.difference]
    if not before:
        return []
    last = before[-1]
    start = max(begin, last.end)
    named = clean[start : rate.start]
    named = core(_MODIFIER.sub("", TIME.sub(" ", named.removesuffix(cue))))
    if not named and last.end <= begin:
        between = clean[last.end : begin]
        differences = [f for f in figures if f.difference and last.end <= f.start < rate.start]
        for f in reversed(differences):
            between = between.replace(clean[f.start : f.end], "")
        between = re.sub(r"\d+(?:\.\d+)?\s?[%％]|[一二两三四五六七八九]成", "", between)
        if core(_MODIFIER.sub("", TIME.sub(" ", WAY.sub("", re.sub(r"[，,;；()（）:：]", " ", between))))):
            return []
    elif named:
        held = [f for f in before if alike(f.topic, named)]
        if not held:
            return []
        last = held[-1]
    stretch, aimed = part_of_year(last), _AIMED.search(last.label) is not None
    return _since_the_semicolon(clean, rate, [
        f for f in figures
        if not f.difference and f.term.unit == last.term.unit and f.topic == last.topic and part_of_year(f) == stretch
        and (aimed or not _AIMED.search(f.label))
        and last.sentence - 1 <= f.sentence <= last.sentence
    ])  # fmt: skip


def _since_the_semicolon(clean: str, rate: Rate, group: list[Figure]) -> list[Figure]:
    """The figures of the rate's own piece of a list, if it has two years: 甲2022年…，2021年…；乙2022年…，较上年的…."""
    begin = max(clean.rfind(mark, 0, rate.start) for mark in ";；")
    own = [f for f in group if begin < f.start < rate.end]
    return own if len({f.term.year for f in own if f.term.year is not None}) > 1 else group


_AIMED = lazy(r"目标|计划|预算|预期")
"""Words of a figure that is no base of what was reached."""


def grown(new: Figure, old: Figure, down: bool, years: int = 0) -> tuple[float, float]:
    """The growth (or fall) in per cent that the written digits allow, yearly if ``years`` are given."""
    return grown_terms(new.term, old.term, down, years)


def grown_terms(new: Term, old: Term, down: bool, years: int = 0) -> tuple[float, float]:
    """As ``grown``, of figures that stand elsewhere."""
    if old.low <= 0:
        return (float("-inf"), float("inf"))
    ends = [new.low / old.high, new.high / old.low]
    if years > 1:
        ends = [e ** (1 / years) if e > 0 else 0.0 for e in ends]
    low, high = sorted((-1 if down else 1) * (e - 1) * 100 for e in ends)
    return low, high


def is_fall(cue: str) -> bool:
    """Whether a cue says that a figure fell."""
    return _DOWN.search(cue) is not None


def is_compound(clause: str) -> bool:
    """Whether a clause speaks of growth a year over several years."""
    return _COMPOUND.search(clause) is not None


def steps(figures: Sequence[Figure], years: int) -> list[tuple[Figure, Figure]]:
    """Each of the last ``years`` years' figure with that of the year before, if all are here."""
    dated = {f.term.year: f for f in figures if f.term.year is not None}
    order = sorted(y for y in dated if y is not None)[-years - 1 :]
    pairs = [(dated[b], dated[a]) for a, b in pairwise(order) if b == a + 1]
    return pairs if len(pairs) == years else []
