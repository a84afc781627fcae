"""N003: means, prices of one and sums over years of a passage's own amounts: 24期、1,920人次，平均每期96人次."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from doccheck.checks.figures.measured import Measure
from doccheck.checks.figures.places import number
from doccheck.checks.figures.reckoned_words import term_of
from doccheck.checks.figures.verdicts import Verdict
from doccheck.language.patterns import lazy

_EACH = lazy(
    r"(?:(?:平均|折合|均摊|摊到?|下来|分摊|算下来|合)[^,，每单]{0,6}(?:到)?(?:每一?|单)(?P<each>个?[\u4e00-\u9fff])(?P<more>[\u4e00-\u9fff]{0,8}?)"
    r"|(?<!平)(?P<mean>[\u4e00-\u9fff])均(?![衡匀为数有已可能由在须应未无不达超按是以])"
    r"|(?:每一?|单)(?P<priced>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,4}(?:均价|单价|平均))"
    r"[\u4e00-\u9fff:]{0,10}$"
)
_OF_YEARS = lazy(
    r"[两三四五六](?:年|个[\u4e00-\u9fff]{0,2}年度)(?:[间来里内]|下来)?的?(?:平均|均值|年均)[\u4e00-\u9fff:]{0,6}$"
)
"""三年平均2,260万元: a mean of years without “每年”."""
_UNIT_OF = {"校": "所", "月": "个月", "员": "人", "个": "人", "企": "家", "名": "人", "位": "人", "户": "户"}
_ALSO = {"户": ("家",), "家": ("户",)}
_ELSE = lazy(r"行业|全国|全省|全市|同行|上年|去年|前年|目标|计划|不[低高少]于|规定|要求|定额|超过|最[高低]")
_YEARS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_COUNT = lazy(
    r"(?<![第十])(?P<n>[两二三四五六]|(?<!\d)[2-6])(?:年(?!级|期|后|前|度)|个(?:完整)?(?:会计|自然|财务)?年度|个年头)"
)
_RANGE = lazy(r"((?:19|20)\d\d)\s?年?(?:度)?\s?(?:[-—–~～]{1,2}|至|到)\s?((?:19|20)\d\d)\s?年")
_SUM = lazy(
    r"^(?:近|前|这|过去|最近)?(?P<n>[两二三四五六])(?:年|个(?:会计)?年度)(?:间|里|来|下来|期间)?的?[\u4e00-\u9fff]{0,6}?"
    r"(?:累计|合计|共计|总计|总和|之和|加起来|加总|合起来|相加|总共|合为|共)[\u4e00-\u9fff]{0,6}$"
)
_DATE = lazy(r"(?:19|20)\d\d|[次翌首末头当]年|第[一二三四五]年")
_SERIES = lazy(r"依次|分别|先后")


def means(clean: str, found: Sequence[Measure], known: Collection[int]) -> Iterator[Verdict]:
    """Every mean that a paragraph states beside its total and its number."""
    for mean in found:
        if "均" not in mean.label and "每" not in mean.label and "单" not in mean.label:
            continue
        said = _EACH.search(mean.label)
        if mean.bound or _ELSE.search(mean.label) or mean.start in known:
            continue
        if said is None or _OF_YEARS.search(mean.label):
            yield from _yearly(clean, mean, found) if _OF_YEARS.search(mean.label) else ()
            continue
        of = said["each"] or said["mean"] or said["priced"]
        if (of == "人" and mean.unit == "万元") or any(said.start() + mean.start - len(mean.label) == k for k in known):
            continue  # paragraph_quotients judges these
        yield from _yearly(clean, mean, found) if of == "年" else _each(mean, _unit(of), found)


def _unit(of: str) -> str:
    return _UNIT_OF.get(of[-1], of[-1])


def _each(mean: Measure, unit: str, found: Sequence[Measure]) -> Iterator[Verdict]:
    """A mean of so many things that are counted in ``unit``."""
    here = [m for m in found if m.sentence == mean.sentence and m is not mean and not _EACH.search(m.label)]
    units = {unit, *_ALSO.get(unit, ())}
    counted = [m for m in here if m.unit in units]
    if mean.unit in units:  # 研究生45名，由15位导师带教，每位导师平均指导3名
        counted = [m for m in counted if len(m.tail) > 1 and m.tail[:2] in mean.label]
    totals = [m for m in here if m.unit == mean.unit and m.end <= mean.start and m.value > mean.value]
    totals = [m for m in totals if m not in counted]
    heads = [m for m in counted if m.end <= mean.start and m.value > 1]
    if not totals or not heads or any(m.bound for m in (totals[-1], heads[-1])):
        return
    every = [m for m in found if m is not mean]
    above = [(m.low, m.high) for m in (every if mean.unit not in units else totals) if m.unit == mean.unit]
    below = [(m.low, m.high) for m in (every if mean.unit not in units else heads) if m.unit in units]
    if any(_fits(mean, a, b) for a in _combined(above) for b in _combined(below)):
        return
    yield from _wrong(mean, totals[-1], heads[-1].value, heads[-1])


def _combined(ends: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Amounts alone, their sums, differences and means by two, and the sum of all."""
    yield from ends
    for (a, b), (c, d) in combinations(ends[:8], 2):
        yield a + c, b + d
        yield (a + c) / 2, (b + d) / 2
        yield (a - d, b - c) if a >= c else (c - b, d - a)
    if len(ends) > 2:
        yield sum(e[0] for e in ends), sum(e[1] for e in ends)


def _fits(mean: Measure, above: tuple[float, float], below: tuple[float, float]) -> bool:
    if below[0] <= 0 or above[1] <= 0:
        return False
    return above[0] / below[1] <= mean.high + _step(mean) and mean.low - 1e-9 <= above[1] / below[0]


def _step(mean: Measure) -> float:
    """What may be lost by cutting off instead of rounding."""
    return mean.high - mean.value or (0.5 if mean.value == int(mean.value) else 0.0)


def _wrong(mean: Measure, total: Measure, count: float, heads: Measure | None = None) -> Iterator[Verdict]:
    true = total.value / count
    if not 0.3 < true / mean.value < 3.3:
        return
    shown = number(round(true, 2))
    by = heads.written if heads is not None else number(count)
    yield Verdict(
        mean.start, mean.value, True,
        f"“{mean.label.strip()[-12:]}{mean.written}”与所列数据不符：按 {total.written} ÷ {by} 计算应为 {shown}"
        f"{' ' + mean.unit if mean.unit else ''}。",
        tuple(term_of(m) for m in (total, heads) if m is not None), 0.88,
    )  # fmt: skip


def _yearly(clean: str, mean: Measure, found: Sequence[Measure]) -> Iterator[Verdict]:
    """“三年合计9,600万元，平均每年3,500万元”, or behind the years' own amounts."""
    before = [m for m in found if m.sentence == mean.sentence and m.end <= mean.start and m.unit == mean.unit]
    if not before or any(m.bound for m in before):
        return
    begin = max((s.end() for s in re.finditer(r"[。！？\n]", clean[: mean.start])), default=0)
    spans = _spans(clean[begin : mean.start])
    if not spans:
        return
    ends = [(m.low, m.high) for m in found if m is not mean and m.unit == mean.unit]
    own = [(sum(m.low for m in before[-n:]), sum(m.high for m in before[-n:])) for n in spans if len(before) >= n]
    if any(_fits(mean, total, (n, n)) for total in [*_combined(ends), *own] for n in {*spans, len(ends)} if n > 1):
        return
    dated = [m for m in before if _DATE.search(m.label)]
    count = spans[-1]
    series = _SERIES.search(before[0].label) is not None and all(len(m.label) < 6 for m in before[1:])
    if len(before) == count and (series or len(dated) == count):
        total = sum(m.value for m in before)
        last = before[-1]
        yield Verdict(
            mean.start, mean.value, True,
            f"“{mean.label.strip()[-12:]}{mean.written}”与所列数据不符：各年合计 {number(round(total, 2))}，"
            f"平均应为 {number(round(total / count, 2))}。",
            (term_of(last),), 0.88,
        )  # fmt: skip
    elif len(before) == 1 and len(set(spans)) == 1:
        yield from _wrong(mean, before[0], count)


def _spans(words: str) -> list[int]:
    """How many years a sentence speaks of, each time that it says so."""
    found = [int(m["n"]) if m["n"].isdigit() else _YEARS[m["n"]] for m in _COUNT.finditer(words)]
    return [*(int(b) - int(a) + 1 for a, b in _RANGE.findall(words)), *found]


def sums_of_years(clean: str, found: Sequence[Measure]) -> Iterator[Verdict]:
    """“2023年600万元，2024年900万元，2025年750万元，三个年度加起来2,350万元”."""
    for total in found:
        said = _SUM.search(total.label)
        if said is None or total.bound:
            continue
        count = _YEARS[said["n"]]
        before = [m for m in found if m.sentence == total.sentence and m.end <= total.start and m.unit == total.unit]
        items = before[-count:]
        if len(items) < count or len(before) > count or any(m.bound for m in items):
            continue
        series = _SERIES.search(items[0].label) is not None and all(len(m.label) < 6 for m in items[1:])
        if not series and not all(_DATE.search(m.label) for m in items):
            continue
        low, high = sum(m.low for m in items), sum(m.high for m in items)
        if low <= total.high + _step(total) and total.low - _step(total) <= high:
            continue
        true = sum(m.value for m in items)
        if not 0.5 < true / total.value < 2:
            continue
        yield Verdict(
            total.start, total.value, True,
            f"“{total.label.strip()[-12:]}{total.written}”与各年之和不符：{' + '.join(m.written for m in items)} 应为 "
            f"{number(round(true, 2))} {total.unit}。",
            tuple(term_of(m) for m in items), 0.88,
        )  # fmt: skip


_OF_EACH = lazy(r"每一?(?P<each>[\u4e00-\u9fff])[\u4e00-\u9fff]{0,10}$")
_IN_ALL = lazy(r"共|合计|总计|总共|总数|合起来")
_EXCEPT = lazy(r"除|外|不含|其余|另|分别|不等|约|左右")


def products(clean: str, found: Sequence[Measure]) -> Iterator[Verdict]:
    """“每家选派5人，8家共选派40人”: so many of each, the number of them and what they make in all."""
    for each in found:
        said = _OF_EACH.search(each.label) if "每" in each.label else None
        if said is None or each.bound:
            continue
        unit = _unit(said["each"])
        here = [m for m in found if m.sentence == each.sentence and m is not each]
        heads = [m for m in here if m.unit == unit and m.value > 1]
        totals = [m for m in here if m.unit == each.unit and m.start > each.end and _IN_ALL.search(m.label)]
        if unit == each.unit or len(heads) != 1 or len(totals) != 1 or heads[0].bound or totals[0].bound:
            continue
        head, total = heads[0], totals[0]
        begin, end = min(each.start, head.start) - len(each.label), total.end
        if _EXCEPT.search(clean, max(0, begin), end) or len([m for m in here if m.unit == each.unit]) > 1:
            continue
        low, high = each.low * head.low, each.high * head.high
        if (low <= total.high and total.low <= high) or not 0.5 < low / total.value < 2:
            continue
        product = number(round(each.value * head.value, 2))
        yield Verdict(
            total.start, total.value, True,
            f"“{each.label.strip()[-10:]}{each.written}”、{head.written}，合起来应为 {product} {each.unit}，"
            f"写为 {total.written}。",
            (term_of(each), term_of(head), term_of(total)), 0.86,
        )  # fmt: skip
