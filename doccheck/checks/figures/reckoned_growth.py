"""N003: rises, falls and multiples of a passage's own amounts: 能耗从0.42吨标煤降到0.35吨标煤，降幅20%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from doccheck.checks.figures.measured import Measure
from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.reckoned_words import (
    AFTER,
    AGAINST,
    BEFORE,
    FILL,
    FROM,
    REACHED,
    about,
    clause_begin,
    left_of,
    share_words,
    term_of,
)
from doccheck.checks.figures.verdicts import Verdict
from doccheck.language.patterns import lazy

_UP = r"增长|增加|增幅|增速|增产|提高|提升|上升|上涨|涨幅|抬升|扩大|扩容|扩产|超额|超出|提速|增|涨|升|高出"
_DOWN = (
    r"下降|降低|降幅|压降|压减|压缩|缩短|缩减|缩小|减少|下调|下滑|回落|节约|节省|节电|节能|节水|降本|减排|缩|降|减|省"
)
_CUE = lazy(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:率|幅度?|比例|速度?)?{FILL}$")
_REACHES = lazy(r"(?<!达)[到至]\s*$|(?<![幅率度例速])为\s*$")
_MEAN = lazy(r"年均|平均|复合|每年|累计|逐年|分别|依次|行业|全国|全省|全市|同行|目标|力争|不[低高]于")
_DATED = lazy(r"同比|[上去前]一?年|环比|上季|上月|同期")
_TURNED = lazy(
    r"[（(][^（()）]*[)）]|(?:这|前后)?[一两二三四五六]年(?:时?间|之?内|下?来|里)"
    r"|即|累计|单位|指标|数值?|比例"
)
_ASIDE = lazy(rf"[较比](?:[^,，]{{0,12}}?)(?={_UP}|{_DOWN}|$)|(?:率|幅度?|比例)")
_FOLD_WORDS = lazy(r"行业|全国|全省|全市|同行|平均|目标|竞品|国外|进口|国际|标准|要求")


def grown_by(clean: str, rate: Rate, found: Sequence[Measure]) -> Verdict | None:
    """What the amounts before a rate say of it as a rise or fall; ``None`` if it is none of them."""
    begin = clause_begin(clean, rate.start)
    before = [m for m in found if m.end <= rate.start]
    if len(before) < 2:
        return None
    words = clean[max(begin, before[-1].end) : rate.start]
    cue = _CUE.search(words)
    if cue is None:
        return None
    gap = clean[before[-1].end : rate.start]
    if _MEAN.search(gap) or len(gap) > _FAR or re.search(r"[。！？\n%％]|\d成", gap) or _REACHES.search(cue[0]):
        return None
    pair = ends_of(before)
    if pair is None:
        return None
    old, new = pair
    if not _same_thing(gap, cue[0], pair) and not _on_the_new(gap, rate, found, pair):
        return None
    if any(int(year) not in (old.year, new.year) for year in re.findall(r"(?:19|20)\d\d", gap)):
        return None  # 较2019年增长25.6%；2019年则较2018年增长26%
    if _DATED.search(gap) and not (_DATED.search(old.label) or (old.year and new.year and new.year - old.year == 1)):
        return None
    down = cue["down"] is not None
    if down != (new.value < old.value) or old.low <= 0:
        return None
    if any(rate.allows(low, high) for low, high in _changes(found, new, down)):
        return None
    true = abs(new.value - old.value) / old.value * 100
    if not 0.25 < true / max(rate.value, 1e-6) < 4:
        return None
    return Verdict(
        rate.start, rate.value, True,
        f"{'降幅' if down else '增幅'}写“{rate.written}”，按 {old.written} 到 {new.written} 计算应为 {true:.1f}%。",
        (term_of(new), term_of(old)), 0.88,
    )  # fmt: skip


_FAR = 44
"""Signs between the new amount and the rate of its rise."""


def ends_of(before: Sequence[Measure]) -> tuple[Measure, Measure] | None:
    """The old and the new amount of a change, as the words before them tell; ``None`` where they do not."""
    new = before[-1]
    earlier = [m for m in before[:-1] if m.unit == new.unit and new.sentence - 1 <= m.sentence]
    if not earlier or not new.unit or any(m.bound for m in (new, earlier[-1])):
        return None
    old = earlier[-1]
    if AGAINST.search(new.label) and old.sentence == new.sentence:
        return new, old
    from_to = FROM.search(old.label) is not None and old.sentence == new.sentence
    reached = REACHED.search(new.label) is not None
    years = old.year is not None and new.year is not None and old.year < new.year
    turned = BEFORE.search(old.label) is not None and (reached or AFTER.search(new.label) is not None)
    if (from_to and reached) or turned:
        return old, new
    if years and share_or_empty(left_of(new.label), left_of(old.label)):
        return old, new
    if reached and len(earlier) == 1:
        plain = _CHANGED.search(new.label) is not None
        if plain or share_words(left_of(new.label), [about(old), "从到周期成本能耗"]):
            return old, new
    return None


_CHANGED = lazy(
    r"(?:^|后|之?后的?|年|将?可?(?:以|望)?|[，,])(?:再|又|已|将|可|能|拟|即)?(?:[降升涨增减压缩扩跌]|提[高升]|[上下]升?|扩大|缩短|压缩|减少|增加|增长|降低|下降)(?:到|至|为)了?\s?$"
)
"""A changed amount that needs no name of its own (改造后降到40千瓦时)."""


def share_or_empty(one: str, other: str) -> bool:
    """Whether two topics may be one: one says nothing, or they share words."""
    return not one or not other or share_words(one, [other])


def _same_thing(gap: str, cue: str, pair: tuple[Measure, Measure]) -> bool:
    """Whether the words before the cue name nothing but what the amounts are of."""
    rest = left_of(_TURNED.sub("", _ASIDE.sub("", gap.removesuffix(cue))))
    rest = re.sub(r"[，,;；、“”\s]", "", rest)
    return len(rest) < 2 or share_words(rest, [about(m) for m in pair])


_GENERAL = lazy(
    r"[，,；;\s]*(?:单位|单件|单台|综合|总|平均)?"
    r"(?:成本|费用|价格|售价|用量|能耗|时间|周期|工时|用工|重量|体积)(?:水平)?"
)


def _on_the_new(gap: str, rate: Rate, found: Sequence[Measure], pair: tuple[Measure, Measure]) -> bool:
    """Whether a fall that is told in general words is exactly that of the new amount (12万元降至9万元，成本降低33%)."""
    old, new = pair
    if new.value >= old.value or new.low <= 0 or len([m for m in found if m.unit == new.unit]) > 2:
        return False
    by = (old.low - new.high) / new.high * 100, (old.high - new.low) / new.low * 100
    return rate.allows(*by) and _GENERAL.match(gap) is not None


def _changes(found: Sequence[Measure], near: Measure, down: bool) -> Iterator[tuple[float, float]]:
    """The change in per cent between any two like amounts in one direction, and that by a told difference."""
    alike = [m for m in found if m.unit == near.unit]
    for one, two in combinations(alike, 2):
        less, more = sorted((one, two), key=lambda m: m.value)
        base = more if down else less
        if base.low <= 0:
            continue
        yield (more.low - less.high) / base.high * 100, (more.high - less.low) / base.low * 100
        if re.search(r"[多少增减省降差]", less.label[-4:]):
            yield less.low / more.high * 100, less.high / more.low * 100
            if not down and more.low > less.high:
                yield less.low / (more.high - less.low) * 100, less.high / (more.low - less.high) * 100


def manifold(clean: str, rate: Rate, found: Sequence[Measure]) -> Iterator[Verdict]:
    """“2020年交付120台，2022年交付420台，后者是前者的4.5倍”; 翻番 likewise."""
    before = [m for m in found if m.end <= rate.start]
    if len(before) < 2 or rate.bound:
        return
    last, gap = before[-1], clean[before[-1].end : rate.start]
    alike = [m for m in before if m.unit == last.unit and m.sentence >= last.sentence - 1 and not m.bound]
    if len(alike) < 2 or not last.unit or re.search(r"[。！？\n]", gap) or len(gap) > _FAR:
        return
    if any(word not in about(last) for word in _FOLD_WORDS.findall(gap)):
        return
    one, two = alike[-2:]
    direct = re.fullmatch(rf"的{FILL}", gap) is not None and re.search(r"是|为|达|相当|等于", last.label)
    if not direct and (len(alike) > 2 or not re.search(r"倍|番|是|为|达|相当|等于|翻", f"{gap}{rate.written}")):
        return
    if not direct and not _MEASURED.search(f"{gap}{rate.written}{about(one)}{two.label}") and ends_of(before) is None:
        return
    low_, high_ = sorted((one, two), key=lambda m: m.value)
    ends = ends_of(before)
    if ends is not None and ends[1].value < ends[0].value and _MORE.search(gap):
        return  # 换产时间从90分钟压到35分钟，产量提一倍: what fell has not grown
    if any(int(year) != low_.year for year in re.findall(r"(?:19|20)\d\d", gap)):
        return  # 营业收入达到3.5亿元；产值达到72,000万元，为2022年的1.99倍
    if low_.low <= 0 or low_.value == high_.value:
        return
    quotients = list(_multiples([m for m in found if m.unit == last.unit]))
    if rate.form == "double":
        wrong = all(high * 100 < rate.value + 90 for _, high in quotients)
    else:
        less = (0, 100) if _MORE.search(gap) else (0,)  # 增长3.5倍 is said of 4.5 times as many, too
        wrong = not any(rate.allows(a * 100 - by, b * 100 - by) for a, b in quotients for by in less)
    true = high_.value / low_.value
    if not wrong or not 0.2 < true * 100 / max(rate.value, 1) < 5:
        return
    yield Verdict(
        rate.start, rate.value, True,
        f"倍数写“{rate.written}”，按 {high_.written} ÷ {low_.written} 计算应为 {number(round(true, 2))} 倍。",
        (term_of(high_), term_of(low_)), 0.88,
    )  # fmt: skip


_MORE = lazy(rf"{_UP}|多|高|提|加|长(?=[了出])")
_MEASURED = lazy(r"的|后者|前者|倍数|撬动|放大|带动|翻")
"""Words that say of what something is a multiple."""


def _multiples(alike: Sequence[Measure]) -> Iterator[tuple[float, float]]:
    """Quotients of two like amounts, or of the sum of two and a third."""
    for one, two in combinations(alike, 2):
        less, more = sorted((one, two), key=lambda m: m.value)
        if less.low > 0:
            yield more.low / less.high, more.high / less.low
        for third in alike:
            if third is not one and third is not two and third.low > 0:
                yield (one.low + two.low) / third.high, (one.high + two.high) / third.low


_BY = lazy(
    r"^(?:一年|两年|三年|期间)?(?:净|共|累计|合计|直接)?(?:增加|增长|新增|增|提高|扩大|减少|下降|降低|压缩|压降|节省|节约|省|缩短|缩减|多|少)[了出近约]*$"
)


def differences(found: Sequence[Measure]) -> Iterator[Verdict]:
    """“从2亿元增至3.2亿元，增加1.5亿元”: a told difference against the two amounts right before it."""
    for index, by in enumerate(found):
        before = [m for m in found[:index] if m.sentence == by.sentence]
        if len(before) < 2 or by.bound or not _BY.match(by.label) or by.unit != before[-1].unit:
            continue
        pair = ends_of(before)
        if pair is None or pair[0] is not before[-2] or FROM.search(pair[0].label) is None:
            continue
        alike = [m for m in found if m.unit == by.unit and m is not by]
        gaps = [sorted((a, b), key=lambda m: m.value) for a, b in combinations(alike, 2)]
        if any(b.low - a.high <= by.high and by.low <= b.high - a.low for a, b in gaps):
            continue
        old, new = pair
        true = abs(new.value - old.value)
        if not 0.3 < true / by.value < 3.3:
            continue
        yield Verdict(
            by.start, by.value, True,
            f"{old.written} 到 {new.written} 相差 {number(round(true, 4))} {by.unit}，写为“{by.label}{by.written}”。",
            (term_of(new), term_of(old)), 0.88,
        )  # fmt: skip
