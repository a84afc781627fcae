"""N003: shares and quotas of a passage's own amounts: 下达预算1,480万元，实际支出1,332万元，预算执行率95%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from doccheck.checks.figures.measured import Measure
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.reckoned_words import (
    AGAINST,
    ELSE,
    FILL,
    STOP,
    about,
    clause_begin,
    left_of,
    share_words,
    term_of,
)
from doccheck.checks.figures.verdicts import Verdict
from doccheck.language.patterns import lazy

_RISEN = r"(?:(?:由|从)[^,，]{0,10}?\d+(?:\.\d+)?[%％][^,，%％]{0,8}(?:到|至|为))?"
"""占比由上年的22%提高至: the share is the second one."""
_NAMED = lazy(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z]{{1,12}}?率|[\u4e00-\u9fff]{{0,6}}(?:进度|完成度)|占比|比重|比例|份额"
    rf"|[占居](?P<of>[^,，。占\d]{{0,14}}?)(?:的?(?:比例|比重|份额))?){FILL}(?P<risen>{_RISEN}){FILL}$"
)
_ALONE = lazy(rf"[\u4e00-\u9fff]{{0,12}}[,，(（:：]{FILL}$")
_WITHIN = lazy(rf"的{FILL}$")
_OF = lazy(r"占|相当于|是|为|等于|达到?|完成")
_OTHER_RATE = lazy(
    r"(?:增长|增|利|税|汇|功|频|概|速|斜|周转|复购|收益|回报|贴现|折现|贡献|折旧|残值|折扣|误差|变化|衰减|波动|效|转速|分辨|召回|检出|在线|参保|覆盖|降低|下降|节约|节电|节能)率$"
)
_DONE = r"完成|实际|交付|支出|到位|关闭|关掉|装机|下达|计划|原定|应|已|投产|建成|开工|收|付|拨|办结|执行"
_TOLD_BY = (
    (r"占有|市占|份额", r"销|售|出货|装机|产量|产出|采购|市场|需求"),
    (r"国产|自给|自主|本地", r"国产|自研|自主|自制|替代|国内|本地"),
    (r"合格|通过|达标|优良|优品|良品|成品|一次", r"合格|通过|达标|过关|优|良|抽|检|送|投"),
    (r"完成|达成|兑现|执行|到位|进度|履约|交付|投产|开工|支付", _DONE),
    (r"利用|使用|开机|开放", r"机时|运行|使用|利用|开机|开放|实际|额定|核定"),
    (r"转化|实施", r"转化|许可|转让|实施|产业化|落地"),
    (r"负债", r"负债|资产|债"),
)
"""What the amounts are called of which such a quota is taken, by words of its own name."""
_SYNONYMS = (
    ("研究开发", "研发"), ("科研", "研发"), ("外销", "出口"), ("境外", "海外"), ("高级职称", "正高副高"),
    ("正副高级", "正高副高"),
)  # fmt: skip
_WHOLE = lazy(r"总|共|全|合计|计划|原定|应|核定|下达|抽|列入|在册|在编|现有|目标|当中|之中")
_JOINED = lazy(r"其中|[里内中]|[,，]")
_NEVER_OF = lazy(r"增加|减少|新增|净增|多|少|差额|相差|每|均价|单价|人均")


def share_of(clean: str, rate: Rate, found: Sequence[Measure], borders: Sequence[int] = ()) -> Verdict | None:
    """What the amounts before a rate say of it as a share; ``None`` if it is none of them.

    ``borders`` are the places where a unit is named.
    """
    before = [m for m in found if m.end <= rate.start]
    if len(before) < 2 or STOP.search(clean, before[-1].end, rate.start):
        return None
    last, gap = before[-1], clean[before[-1].end : rate.start]
    if re.search(rf"毛利率{FILL}$", gap):
        return _margin(rate, before)
    if _WITHIN.fullmatch(gap) and _OF.search(last.label):
        pair = _part_before(before)
    else:
        pair = _told_apart(clean, rate, before, gap, found)
    if pair is None:
        return None
    part, whole = pair
    if not _comparable(part, whole) or _given(rate, found, part, whole) or _parted(clean, part, whole, found, borders):
        return None
    true = part.value / whole.value * 100
    if not 0.3 < true / max(rate.value, 1e-6) < 3.3:
        return None
    return Verdict(
        rate.start, rate.value, True,
        f"比例写“{rate.written}”，按 {part.written} ÷ {whole.written} 计算应为 {true:.1f}%。",
        (term_of(part), term_of(whole)), 0.88,
    )  # fmt: skip


def _part_before(before: Sequence[Measure]) -> tuple[Measure, Measure] | None:
    """“列支180万元，相当于直接费用1,200万元的12%”."""
    part, whole = before[-2:]
    near = whole.start - part.end < 30 and part.sentence == whole.sentence
    return (part, whole) if near and part.unit == whole.unit else None


def _told_apart(
    clean: str, rate: Rate, before: Sequence[Measure], gap: str, found: Sequence[Measure]
) -> tuple[Measure, Measure] | None:
    """Part and whole of a share that is named (合格率) or stands alone right behind its part."""
    last = before[-1]
    words = clean[max(clause_begin(clean, rate.start), last.end) : rate.start]
    named = _NAMED.search(words)
    between = gap if named is None else gap.replace(named["risen"], "") if named["risen"] else gap
    if ELSE.search(between) or len(gap) > _FAR + len(named["risen"] if named else ""):
        return None
    fitting = [
        m for m in before[:-1]
        if m.alike(last) and not _NEVER_OF.search(m.label) and _open(clean[: m.start]) == _open(clean[: last.start])
    ]  # fmt: skip
    earlier = [m for m in fitting if m.sentence == last.sentence] or _with_the_rest(last, fitting, found)
    if not earlier or _NEVER_OF.search(last.label):
        return None
    if named is None:
        if not _ALONE.fullmatch(gap):
            return None
        wholes = [m for m in earlier[-1:] if m.value > last.value and _WHOLE.search(about(m))]
        return (last, wholes[0]) if wholes else None
    name, of = named["name"], named["of"] or ""
    who = left_of(_ADVERBS.sub("", words[: named.start()]))
    if name.endswith(("率", "进度", "完成度")):
        who = f"{who}{name}"
        if _OTHER_RATE.search(name) or not _is_told_by(name, last, earlier[-1]):
            return None
    topic = left_of(_ALL_OF.sub("", of))
    whole = next((m for m in reversed(earlier) if m.value > last.value), earlier[-1])
    if len(topic) > 1 and not _of_one(topic, whole):
        return None
    own = [m for m in earlier if m.value > last.value or len(earlier) == 1]
    marked = _WHOLE.search(about(whole)) or _of_one(who, whole) or len(topic) > 1
    bare = name.startswith(("占", "居")) and not (len(who) > 1 and _of_one(who, last))
    if not marked and (len(own) > 1 or bare):
        return None
    if name.endswith(("率", "进度", "完成度")):
        return (last, whole) if whole.value > last.value or re.search("完成|达成|进度|执行", name) else None
    if len(who) > 1 and not _of_one(who, last):
        return (whole, last) if whole.value < last.value and _of_one(who, whole) else None
    return (last, whole) if whole.value > last.value else None


_ADVERBS = lazy(r"核定|计提|提取|实际|对应|综合|测算|整体|总体|所|其")
_ALL_OF = lazy("总额|总数|总量|全部|全年|当年|到")


def _is_told_by(name: str, part: Measure, whole: Measure) -> bool:
    """Whether a quota's name fits the words of the amounts."""
    words = f"{about(part)}{about(whole)}"
    for names, told in _TOLD_BY:
        if re.search(names, name):
            return re.search(told, words) is not None
    return share_words(name[:-1], [about(part)]) or (len(name) < 5 and share_chars(name[:-1], [about(part)]))


def _of_one(words: str, measure: Measure) -> bool:
    """Whether words name what an amount is of."""
    told = about(measure)
    for one, other in _SYNONYMS:
        words, told = words.replace(one, other), told.replace(one, other)
    return share_words(words, [told])


def _open(text: str) -> bool:
    """Whether a text ends within brackets, which hold parts of what stands before them."""
    return max(text.rfind("("), text.rfind("（")) > max(text.rfind(")"), text.rfind("）"))


def _with_the_rest(part: Measure, earlier: Sequence[Measure], found: Sequence[Measure]) -> list[Measure]:
    """A whole of the sentence before, if the part's own sentence tells the rest of it as well."""
    rest = [m for m in found if m.sentence == part.sentence and m is not part and m.alike(part)]
    return [m for m in earlier if any(m.value == part.value + other.value for other in rest)][-1:]


def _margin(rate: Rate, before: Sequence[Measure]) -> Verdict | None:
    """“主营业务收入4.50亿元，主营业务成本3.42亿元，毛利率28%”."""
    sums = [m for m in before if m.sentence == before[-1].sentence and m.unit == "万元"]
    if len(sums) != 2 or not re.search("收入|营收|售价", sums[0].label) or "成本" not in sums[1].label:
        return None
    revenue, cost = sums
    low, high = 1 - cost.high / revenue.low, 1 - cost.low / revenue.high
    if rate.allows(low * 100, high * 100) or high <= 0:
        return None
    return Verdict(
        rate.start, rate.value, True,
        f"毛利率写“{rate.written}”，按收入 {revenue.written}、成本 {cost.written} 计算应为 {50 * (low + high):.1f}%。",
        (term_of(revenue), term_of(cost)), 0.88,
    )  # fmt: skip


_FAR = 40
"""Signs between the part and a share that is told of it."""


def share_chars(word: str, others: Sequence[str]) -> bool:
    """Whether a sign of a word stands in one of the others."""
    return any(sign in other for sign in set(word) - set("的年总率") for other in others)


def _parted(clean: str, one: Measure, two: Measure, found: Sequence[Measure], borders: Sequence[int]) -> bool:
    """Whether another unit's clause begins between two amounts, or things are counted there that have money."""
    begin, end = sorted((one.end, two.end))
    if re.search("[;；]", clean[begin:end]) and any(begin <= at < end for at in borders):
        return True
    sums = any(m.unit == "万元" and begin <= m.start < end for m in found)
    return one.unit in _ANY_THING and sums  # 五家企业收入合计26.8亿元，其中骨干两家占了七成


_ANY_THING = frozenset("个家项种类条处")


def _comparable(part: Measure, whole: Measure) -> bool:
    """Whether two amounts may be part and whole: not of two years, no bounds, not the same thing told twice."""
    if part.bound or whole.bound or whole.low <= 0 or part.value == whole.value:
        return False
    if part.year and whole.year and part.year != whole.year:
        return False
    if part.unit in _ANY_THING and part.tail[:1] and whole.tail[:1] and not share_words(part.tail[:6], [whole.tail]):
        return False  # 二十三个省份和十一个国家
    one, two = left_of(part.label), left_of(whole.label)
    return not (one and one == two) and AGAINST.search(part.label) is None


def _given(rate: Rate, found: Sequence[Measure], part: Measure, whole: Measure) -> bool:
    """Whether any sensible combination of the passage's amounts gives the share."""
    alike = [m for m in found if m.alike(whole)]
    exact = not rate.bound and rate.high - rate.low < _ROUGH
    return any(
        rate.allows(low * 100, high * 100) for low, high in _quotients(alike, part, whole, exact)
        if low <= 1 or rate.value > 100  # six tenths and more are not twice
    )  # fmt: skip


_ROUGH = 4.0
"""Points between the ends of a rate so rough that combinations of three amounts would give it by chance."""


def _quotients(
    alike: Sequence[Measure], part: Measure, whole: Measure, exact: bool
) -> Iterator[tuple[float, float]]:
    """Quotients of two amounts, and those of the part or the whole and two others of the sentence."""
    for one, two in permutations(alike, 2):
        if two.low > 0:
            yield one.low / two.high, one.high / two.low
    if part.unit == "家":  # members, with the lead and without it
        yield from ((part.low / (whole.high + n), part.high / (whole.low + n)) for n in (-1, 1) if whole.low > 1)
    here = [m for m in alike if m.sentence == part.sentence]
    if len(here) > 1:
        yield part.low / sum(m.high for m in here), part.high / max(sum(m.low for m in here), 1e-9)
    if exact:
        yield 1 - part.high / whole.low, 1 - part.low / whole.high
    here = here[-7:] if exact else []
    for one, two in combinations(here, 2):
        less, more = sorted((one, two), key=lambda m: m.value)
        sums, rest = (one.low + two.low, one.high + two.high), (more.low - less.high, more.high - less.low)
        for low, high in (sums, rest):
            if whole is not one and whole is not two:
                yield low / whole.high, high / whole.low
            if part is not one and part is not two and low > 0:
                yield part.low / high, part.high / low
