"""N003: shares and quotas of a passage's own amounts: 下达预算1,480万元，实际支出1,332万元，预算执行率95%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from msgspec.structs import replace

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
    rf"(?P<name>[\u4e00-\u9fffA-Za-z]{{1,12}}?率|[\u4e00-\u9fff]{{0,6}}(?:进度|完成度|灵敏度|敏感度|特异度|准确度|满意度|知晓度)"
    rf"|完成了?(?:全年|年度|本年|当年|任务书?)?(?:计划|目标|任务|指标)(?:数|量)?的?|占比|比重|比例|份额"
    rf"|[占居](?P<of>[^,，。占\d]{{0,14}}?)(?:的?(?:比例|比重|份额))?){FILL}(?P<risen>{_RISEN}){FILL}$"
)
_ALONE = lazy(rf"[\u4e00-\u9fff]{{0,12}}[,，(（:：]{FILL}$")
_WITHIN = lazy(rf"的{FILL}$")
_OF = lazy(r"占|相当于|是|为|等于|达到?|完成")
_OTHER_RATE = lazy(
    r"(?:增长|增|(?<!净)(?<!毛)利|税|汇|(?<!成)功|频|概|速|斜|周转|复购|收益|回报|贴现|折现|贡献|折旧|残值|折扣|误差|变化|衰减|波动|效|转速|分辨|在线|参保|覆盖|降低|下降|节约|节电|节能)率$"
)
_DONE = r"完成|实际|交付|支出|到位|关闭|关掉|装机|下达|计划|原定|应|已|投产|建成|开工|收|付|拨|办结|执行"
_TOLD_BY = (
    (r"占有|市占|份额", r"销|售|出货|装机|产量|产出|采购|市场|需求|卖"),
    (r"出席|到会|参会|到场|签到|出勤", r"到|出席|会|勤"),
    (r"灵敏|敏感|特异|检出|识别|准确|正确|命中|召回|判对", r"检出|识别|判|命中|正确|准确|认出"),
    (r"成功|存活|成活|治愈|有效|缓解", r"成功|活|愈|有效|缓解"),
    (r"办结|处置|整改|解决|回复|销号", r"办结|办理|处置|整改|解决|回复|销号"),
    (r"满意", r"满意"),
    (r"国产|自给|自主|本地", r"国产|自研|自主|自制|替代|国内|本地"),
    (r"合格|通过|达标|优良|优品|良品|成品|一次", r"合格|通过|达标|过关|优|良|抽|检|送|投|完好|返修|返工|报废|一次"),
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
    if re.search(rf"利润?率{FILL}$", clean[max(0, rate.start - 12) : rate.start]):
        return _margin(rate, found, clean)
    if len(before) < 2 or before[-1].sentence != _sentence_of(clean, rate.start):
        return _told_behind(clean, rate, found)
    if STOP.search(clean, before[-1].end, rate.start):
        return None
    last, gap = before[-1], clean[before[-1].end : rate.start]
    if _WITHIN.fullmatch(gap) and _OF.search(last.label):
        pair = _part_before(before)
    else:
        pair = _told_apart(clean, rate, before, gap, found)
    if pair is None:
        return None
    part, whole = pair
    if not _comparable(part, whole) or _parted(clean, part, whole, found, borders):
        return None
    return _verdict(rate, part, whole, found)


def _verdict(rate: Rate, part: Measure, whole: Measure, found: Sequence[Measure]) -> Verdict | None:
    """A share that no sensible combination gives, unless its terms are so far off that something else is meant."""
    true = part.value / whole.value * 100 if whole.value else 0.0
    if _given(rate, found, part, whole) or not 0.3 < true / max(rate.value, 1e-6) < 3.3:
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
    if named is not None and named["name"].endswith("率"):
        before = _without_rest(before)
        last = before[-1]
    if named is not None and not ELSE.search(gap):
        words, gap = _BY.sub("", words), _BY.sub("", gap)
        named = _NAMED.search(words) or named
    between = gap
    for told in (named["risen"], named["name"] if named["name"].startswith("完成") else "") if named else ():
        between = between.replace(told, "") if told else between
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
    if (parts := _of_the_sum(clean, words[: named.start()], named, before)) is not None:
        return parts
    name, of = named["name"], named["of"] or ""
    if "负债" in name:
        return _owed(before)
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
        if whole.value < last.value and re.search(r"全年|额定|应|总|核定|理论", last.label):
            return whole, last  # 开机5,256小时，全年8,760小时
        return (last, whole) if whole.value > last.value or re.search("完成|达成|进度|执行", name) else None
    if last.unit != "万元" and who.endswith(("额", "收入", "产值", "投入", "经费")):
        return None
    if len(who) > 1 and not _of_one(who, last):
        return (whole, last) if whole.value < last.value and _of_one(who, whole) else None
    return (last, whole) if whole.value > last.value else None


_BY = lazy(r"按[\u4e00-\u9fff]{1,8}?(?:口径)?(?:计算|统计|测算|计|算)(?![划])")
"""市场占有率按产量口径计为: by what a quota goes is no part of its name."""


def _without_rest(before: Sequence[Measure]) -> Sequence[Measure]:
    """The amounts without the last one, where that is what a part of a whole leaves over (50套，46套完好、4套划痕)."""
    like = [m for m in before if m.unit == before[-1].unit]
    if len(like) < 3:
        return before
    whole, part, rest = like[-3:]
    one = whole.sentence == rest.sentence and part is before[-2]
    return before[:-1] if one and whole.value == part.value + rest.value and part.value > rest.value else before


_ADVERBS = lazy(r"核定|计提|提取|实际|对应|综合|测算|整体|总体|所|其")
def _of_the_sum(
    clean: str, who: str, named: re.Match[str], before: Sequence[Measure]
) -> tuple[Measure, Measure] | None:
    """“线上收入1,200万元，线下收入2,800万元，线上占比30%”: one of some amounts, of them all."""
    who = left_of(who)
    here = [m for m in before if m.sentence == before[-1].sentence and m.unit == before[-1].unit]
    if len(who) < 2 or named["of"] or not named["name"].startswith("占") or _NO_PART.search(who):
        return None
    labels = _dealt(clean, here) or [m.label for m in here]
    own = [m for m, label in zip(here, labels, strict=True) if who in label]
    if len(own) != 1 or not 2 <= len(here) <= 6 or before[-1].unit not in ("万元", "人"):
        return None
    if len({m.year for m in here if m.year}) > 1:
        return None
    if any(m.bound or _WHOLE.search(about(m)) or _NEVER_OF.search(m.label) for m in here):
        return None
    if max(m.value for m in here) > 0.98 * sum(m.value for m in here) or here[-1].value < here[0].value * 0.05:
        return None
    low, high = sum(m.low for m in here), sum(m.high for m in here)
    value = sum(m.value for m in here)
    whole = replace(here[-1], value=value, low=low, high=high, written="各项之和", label="", tail="", year=None)
    return own[0], whole


def _owed(before: Sequence[Measure]) -> tuple[Measure, Measure] | None:
    """Debts and assets of one sentence: 净资产 and 权益 are neither."""
    here = [m for m in before if m.sentence == before[-1].sentence and m.unit == "万元"]
    debts = [m for m in here if "负债" in m.label]
    assets = [m for m in here if "资产" in m.label and "净资产" not in m.label and m not in debts]
    return (debts[0], assets[0]) if len(debts) == len(assets) == 1 else None


def _dealt(clean: str, here: Sequence[Measure]) -> list[str]:
    """The names of amounts that are dealt out in turn: 设备费、材料费、劳务费分别为…."""
    said = re.search(r"([\u4e00-\u9fff、和及与]+?)(?:分别|依次)", clean[max(0, here[0].start - 60) : here[0].start])
    names = re.split("[、和及与]", said[1]) if said is not None else []
    return names if len(names) == len(here) else []


_NO_PART = lazy(r"研发|利润|强度|税|出口|新产品|成本")
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


def _sentence_of(clean: str, position: int) -> int:
    return sum(1 for _ in STOP.finditer(clean, 0, position))


def _told_behind(clean: str, rate: Rate, found: Sequence[Measure]) -> Verdict | None:
    """“财政资金占总经费的35%，其中总经费6,000万元，财政资金1,500万元”."""
    words = clean[clause_begin(clean, rate.start) : rate.start]
    named = _NAMED.search(words)
    if named is None or not named["of"] or ELSE.search(words):
        return None
    who, topic = left_of(words[: named.start()]), left_of(named["of"])
    here = [m for m in found if m.start >= rate.end and m.sentence == _sentence_of(clean, rate.start) and not m.bound]
    parts = [m for m in here if len(who) > 1 and m.label.endswith(who)]
    wholes = [m for m in here if len(topic) > 1 and m.label.endswith(topic)]
    if len(parts) != 1 or len(wholes) != 1 or parts[0].unit != wholes[0].unit:
        return None
    return _verdict(rate, parts[0], wholes[0], found)


def _margin(rate: Rate, found: Sequence[Measure], clean: str) -> Verdict | None:
    """“主营业务收入4.50亿元，主营业务成本3.42亿元，毛利率28%”; “净利润1,200万元，净利率15%”."""
    here = [m for m in found if m.sentence == _sentence_of(clean, rate.start) and m.unit == "万元" and not m.bound]
    revenues = [m for m in here if re.search("收入|营收|售价|销售额", m.label)]
    rests = [m for m in here if re.search("成本|利润|毛利", m.label) and m not in revenues]
    if len(here) != 2 or len(revenues) != 1 or len(rests) != 1:
        return None
    revenue, rest = revenues[0], rests[0]
    gross = re.search(r"毛利率", clean[rate.start - 8 : rate.start]) is not None
    if ("成本" in rest.label) != gross and "毛利" not in rest.label:
        return None
    low, high = rest.low / revenue.high, rest.high / revenue.low
    if "成本" in rest.label:
        low, high = 1 - high, 1 - low
    true = 50 * (low + high)
    if rate.allows(low * 100, high * 100) or not 0.3 < true / max(rate.value, 1e-6) < 3.3:
        return None
    return Verdict(
        rate.start, rate.value, True,
        f"利润率写“{rate.written}”，按 {revenue.written} 与 {rest.written} 计算应为 {true:.1f}%。",
        (term_of(revenue), term_of(rest)), 0.88,
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
    if any(m.high - m.low > (_ROUNDED if m.high - m.value == m.value - m.low else _VAGUE) * m.value
           for m in (part, whole)):  # fmt: skip
        return False  # 十余件
    if part.year and whole.year and part.year != whole.year:
        return False
    nouns = part.tail[:1] and whole.tail[:1] and not re.match("[\u4e00-\u9fff]{0,4}[中里内]", whole.tail)
    if part.unit in _ANY_THING and nouns and not share_words(part.tail[:6], [whole.tail]):
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


_VAGUE = 0.11
"""How much of an amount may be open for a share of it."""
_ROUNDED = 0.26
"""As much, where only its digits leave it open (4万套)."""
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
    here = here[-7:] if exact and whole in alike else []  # no combinations with a sum of all
    for one, two in combinations(here, 2):
        less, more = sorted((one, two), key=lambda m: m.value)
        sums, rest = (one.low + two.low, one.high + two.high), (more.low - less.high, more.high - less.low)
        for low, high in (sums, rest):
            if whole is not one and whole is not two:
                yield low / whole.high, high / whole.low
            if part is not one and part is not two and low > 0:
                yield part.low / high, part.high / low
