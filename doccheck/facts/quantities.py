"""Numbers with their units in running text, each as the interval that its written digits allow.

Dates, telephones, codes, section numbers and the like are masked first, so that what is left is meant as a figure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from doccheck.facts.masks import mask
from doccheck.facts.model import Quantity
from doccheck.facts.numbers import (
    ARABIC,
    CHINESE,
    CHINESE_DIGITS,
    CHINESE_NUMERALS,
    MULTIPLIERS,
    Written,
    arabic_value,
    chinese_value,
    narrow,
)
from doccheck.facts.units import MONEY, UNITS, normal_unit
from doccheck.language.patterns import lazy

_MULT = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_UNIT = "|".join(re.escape(u) for u in sorted([*MONEY, *UNITS], key=len, reverse=True)).replace(
    "|平方|", "|平方(?![公千分厘毫英]|[^，,。；;]?[里寸])|"
)
_TERM = lazy(
    rf"(?=[¥￥\d{CHINESE_NUMERALS}])"  # most signs of a text begin no number
    rf"(?P<yen>[¥￥]\s?)?(?P<num>百分之(?:{CHINESE}|{ARABIC})|(?<![\d.])(?<!\d[,，])(?:{ARABIC})|{CHINESE})\s?(?P<more>余|多|来|好几)?\s?"
    rf"(?P<mult>(?:个?(?:{_MULT})(?!分[点之]))?)"
    rf"(?P<tail>(?<=亿)\s?(?:{ARABIC}|[{CHINESE_DIGITS}十百千]+)\s?[千百十]?[来多余]?万|(?<=万)(?:{ARABIC})[千百](?!分))?\s?(?P<more2>余|多|来|出头的?)?\s?"
    rf"(?P<unit>(?:{_UNIT})(?!计划|理会|(?<=平方)[公千厘毫分]))?"
)
_RANGE = lazy(r"\s?(?:[-—–~－～]{1,2}|至|到)\s?$")
_AGAIN = lazy(r"\s?[，,、]?(?:再|又|直|然后)[一-龥]{0,2}[到至]")
_LONGEST_JOIN = 4
_AT_LEAST = r"不低于|不少于|不小于|不下于|至少|超过|超出|突破|高于|大于|最少|达到?以上|超|逾|≥|>=|>|＞"
_AT_MOST = r"不超过|不高于|不多于|不大于|小于|低于|少于|至多|最多|不足|不到|没到|≤|<=|<|＜|控制在"
_ABOUT = r"大约|大概|约为|约|将近|接近|近|≈|几乎|上下|差不多|差不离|(?<![大最缩减较中])小|得有"
_BEFORE = lazy(rf"(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<about>{_ABOUT}))(?:了|到|人民币|[:：])?\s?$")
_BOUND_ENDS = frozenset(word[-1] for word in f"{_AT_LEAST}|{_AT_MOST}|{_ABOUT}|了|到|币|:|：".split("|"))
"""Signs with which the words of ``_BEFORE`` end."""
_AFTER = lazy(
    r"\s?(?:(?P<least>及?以上|及其以上)|(?P<most>及?以[内下]|之内)|(?P<about>左右|上下|余|出头|挂零|来往|光景|样子))"
)
_AFTER_BEGINS = frozenset("及以之左上余出挂来光样 \t\n")
"""Signs with which the words of ``_AFTER`` begin."""
_NO_COUNT_BEFORE = "第每任这某同唯统之另万逐专单进此哪其几数多若上成各初该本头有"
"""A character before a lone Chinese numeral that makes a word of it (第一家, 每一项, 数十家, 某一个)."""
_HAS_ONE = "级台心室站"
"""A character before 一个 with which it counts: 国家级一个、省级三个; 工程研究中心一个."""
_CURRENCY = lazy(r"(?<![\d万亿千百])(?:(?P<HK>港[币元])|(?P<US>美[元金])|(?P<EU>欧元)|(?P<JP>日元)|(?P<GB>英镑))\s?$")
"""A currency named before its number: 港币3000万元."""
_CURRENCY_ENDS = frozenset("币元金镑 \t\n")
_FOREIGN = {"HK": "万港元", "US": "万美元", "EU": "万欧元", "JP": "万日元", "GB": "万英镑"}
_PLAIN = lazy(r"\s*-?\s?\d[\d,，]*(?:\.\d+)?\s*")
_LONE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d+)?")
"""A cell's number and nothing else, too short for a telephone or a code."""
_STATES_NUMBER = lazy(r"[\d²³¹⁰-⁹₀-₉①-⑨⑴-⑼⒈-⒐一二三四五六七八九十两百壹贰叁肆伍陆柒捌玖拾]")
_DIGIT = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_NONE, _ONE = Decimal(0), Decimal(1)
_SHARES = frozenset(("%", "‰", "百分点"))
_MEASURES = ("万", "%", "㎡", "亩")
"""How the units begin that are written with a fraction, as no number of people or things is."""
_SOME = lazy(r"[来多余\s]")
_VAGUE = lazy(r"[数几好上成]\s?$")


def _written(num: str) -> Written | None:
    if not num:
        return None  # 余万 behind another number
    return arabic_value(num) if num[0].isascii() else chinese_value(num)


class _Term(Struct, frozen=True, gc=False):
    """A number as it is written: its parts (the groups of ``_TERM`` in their order) and where it stands."""

    yen: str | None
    num: str
    more: str | None
    mult: str
    tail: str | None
    more2: str | None
    unit: str | None
    begin: int
    num_at: int
    end: int


def _term(match: re.Match[str]) -> _Term:
    yen, num, more, mult, tail, more2, unit = match.groups()
    at = match.start("num")
    return _Term(yen, num, more, mult, tail, more2, unit, match.start() if yen else at, at, match.end())


def quantities(text: str, default_unit: str = "") -> list[Quantity]:
    """Every quantity that ``text`` states, in reading order, with offsets into ``text``.

    Money is given in 万元 (foreign money in 万美元 …), shares in %, people in 人. A number without a unit counts only
    when ``default_unit`` names the unit of its column or field (“万元”, “人”).
    """
    return list(_cached(text, default_unit)) if states_number(text) else []


def states_number(text: str) -> bool:
    """Whether there is a digit or Chinese numeral in ``text``, so that it can state a quantity."""
    return _STATES_NUMBER.search(text) is not None


@lru_cache(maxsize=4096)
def _cached(text: str, default_unit: str) -> tuple[Quantity, ...]:
    if default_unit and (match := _LONE.fullmatch(text)) is not None:
        alone = _alone(text, default_unit, match[1] is None)
        if alone is not None:
            return (alone,)
    clean = narrow(text)
    # 2015.12 under 万元 is an amount, though it looks like a month.
    if not (default_unit and _PLAIN.fullmatch(clean) and _is_measure(normal_unit(default_unit)[0])):
        clean = mask(text)
    found: list[Quantity] = []
    pending: _Term | None = None
    for match in _TERM.finditer(clean):
        term, first = _term(match), None
        if pending is not None and 0 < match.start() - pending.end <= _LONGEST_JOIN:
            first = pending if _RANGE.fullmatch(clean[pending.end : match.start()]) else None
            from_to = first is not None and first.unit and clean[first.begin - 1 : first.begin] in ("由", "从")
            if from_to and _AGAIN.match(clean, match.end()):
                first = None  # 由9.63亿元到11.248亿元再到12.865亿元 are three
        pending = term
        quantity = _quantity(clean, text, term, first, default_unit)
        if quantity is None:
            continue
        if found and first is not None and found[-1].start == first.begin:
            found.pop()
        found.append(quantity)
    return tuple(found)


def _is_measure(unit: str) -> bool:
    return unit.startswith(_MEASURES)


def _alone(text: str, default_unit: str, whole: bool) -> Quantity | None:
    """The quantity of a cell with one plain number, as most cells of tables are; ``None`` where it may be a month."""
    unit, factor = normal_unit(default_unit)
    measured = _is_measure(unit)
    if not unit or unit == "万" or not (whole or measured):
        return None
    if whole and factor == 1:
        plain = float(text.replace(",", ""))
        around = 0.5 if unit in _SHARES or unit.startswith("万") else 0.0
        return Quantity(plain, plain - around, plain + around, unit, text, 0, len(text))
    written = arabic_value(text)
    if written is None:
        return None
    value, step = written.value * factor, written.step * factor
    half = _NONE if step == 1 and unit not in _SHARES and not unit.startswith("万") else step / 2
    return Quantity(float(value), float(value - half), float(value + half), unit, text, 0, len(text))


def _unit_of(term: _Term, clean: str, default_unit: str) -> tuple[str, str] | None:
    """(normalised unit, what the factor is measured in: “money”, “count” or “share”), or None."""
    unit, num = term.unit, term.num
    if num.startswith("百分之"):
        return "%", "share"
    if unit is None and not num[0].isascii() and clean[term.end : term.end + 1] == "成":
        return _tenths(clean, term)
    if unit is None:
        return _bare_unit(term, clean, default_unit)
    if unit in MONEY:
        return "万" + (MONEY[unit] or "元"), "money"
    normal = UNITS[unit]
    return normal, "share" if normal in _SHARES else "count"


def _tenths(clean: str, term: _Term) -> tuple[str, str] | None:
    """三成, 三成五: tenths, with a hundredth behind them where one is said."""
    after = clean[term.end + 1 + len(_hundredth(clean, term)) :][:1]
    return ("%", "tenths") if after in ("", *"以，。；、左上的,; )") else None


def _hundredth(clean: str, term: _Term) -> str:
    after = clean[term.end + 1 : term.end + 2]
    return after if after and after in "一二三四五六七八九半" else ""


def _bare_unit(term: _Term, clean: str, default_unit: str) -> tuple[str, str] | None:
    if term.yen:
        return "万元", "money"
    if default_unit:
        normal, _ = normal_unit(default_unit)
        if normal.startswith("万") and normal != "万":
            return normal, "money"
        return (normal, "share" if normal in _SHARES else "count") if normal else None
    num = term.num
    scale = term.mult or (num if num[0] in CHINESE_DIGITS else "")
    after = clean[term.end : term.end + 1]
    if scale.endswith(("万", "亿")) and (not after or after in "，,。；;、（(）)/ \t\n和及以左出上吧呢的"):
        return "万元", "money"  # “销售收入1.25亿，” says 元 by its word; a label decides whether it is money
    return None


def _quantity(clean: str, text: str, term: _Term, first: _Term | None, default_unit: str) -> Quantity | None:
    num = term.num.removeprefix("百分之")
    chinese = not num[0].isascii()
    kind = _unit_of(term, clean, default_unit)
    if kind is None and first is not None and first.num.startswith("百分之") and not term.mult:
        kind = "%", "share"  # 百分之十至十五
    elif kind is None or (chinese and not _is_count(clean, term, kind[1])):
        return None
    written = _written(num)
    if written is None:
        return None
    unit, measure = kind
    factor = _factor(term, measure, default_unit)
    if chinese and term.mult == "万" and "亿" in num and (under := _written(num.rpartition("亿")[2])):
        above = _written(num[: num.rindex("亿") + 1])  # 五亿二千余万: 余 stands within the numeral
        written = Written((above.value / 10**4 if above else 0) + under.value, under.step)
    value, step = written.value * factor, written.step * factor
    vague = _NONE
    if term.tail:
        tail_words = _SOME.sub("", term.tail)
        digits = tail_words.rstrip("万千百十") if tail_words[0].isascii() else tail_words.rstrip("万")
        extra, scale = _written(digits), MULTIPLIERS[tail_words[len(digits) :]]
        if extra is not None:
            part = factor * scale / _multiplier(term)
            value, step = value + extra.value * part, extra.step * part
            vague = _slack(extra, part) if any(sign in term.tail for sign in "来多余") else _NONE
    begin = term.begin
    end = term.end
    if measure == "tenths":
        hundredth = _hundredth(clean, term)
        end += 1 + len(hundredth)
        if hundredth:
            value, step = value + (5 if hundredth == "半" else _DIGIT[hundredth]), Decimal(1)
    elif unit == "万元":
        unit = _currency(clean, begin)
    sign_before = clean[max(0, begin - 2) : begin - 1]
    negative = clean[begin - 1 : begin] == "-" and (not sign_before or sign_before in "长率为幅:：(\t ")
    exact = measure == "count" and step == 1
    half = _NONE if exact else step / 2
    low, high = value - half, value + half
    approximate, bound = False, ""
    if term.more or term.more2:
        low, high, approximate = value, value + _slack(written, factor), True
    elif vague:
        low, high, approximate = value, value + vague, True
    elif chinese and measure == "count" and (few := _few(num)):
        (low, high), approximate = few, True
        value = (low + high) / 2
    start = begin
    if first is not None:
        lower = _range_start(first, term, factor, unit)
        if lower is not None and lower < value:
            low, start, approximate = lower, first.begin, True
            value = (lower + value) / 2
    said, words = _bound(clean, start, end)
    if said == "least":
        bound, low, high = "at_least", value if first is None else low, Decimal("Infinity")
    elif said == "most":
        bound, high, low = "at_most", value if first is None else high, Decimal(0)
    elif said == "about":
        approximate = True
        near = words in ("近", "将近", "接近", "小")
        slack = max(abs(value) * Decimal("0.1" if near else "0.05"), step, Decimal(1) if measure == "count" else step)
        low, high = (value - slack, high) if near else (min(low, value - slack), max(high, value + slack))
    if negative:
        value, low, high, start = -value, -high, -low, start - 1
    return Quantity(
        float(value), float(low), float(high), unit, text[start:end].strip(), start, end, approximate, bound
    )


def _currency(clean: str, begin: int) -> str:
    """The unit of money in front of which a currency may stand."""
    if clean[begin - 1 : begin] not in _CURRENCY_ENDS:
        return "万元"
    foreign = _CURRENCY.search(clean, max(0, begin - 4), begin)
    return _FOREIGN[foreign.lastgroup or "US"] if foreign is not None else "万元"


def _bound(clean: str, start: int, end: int) -> tuple[str, str]:
    """“least”, “most”, “about” or nothing, as the words around a number say, and how “about” is said before it."""
    lead = None
    if start and (clean[start - 1] in _BOUND_ENDS or clean[start - 1].isspace()):
        lead = _BEFORE.search(clean, max(0, start - 8), start)
    tail = _AFTER.match(clean, end) if clean[end : end + 1] in _AFTER_BEGINS else None
    if lead is None:
        return (tail.lastgroup or "", "") if tail is not None else ("", "")
    groups = {lead.lastgroup, tail.lastgroup if tail is not None else None}
    return next(name for name in ("least", "most", "about") if name in groups), lead["about"] or ""


def _few(num: str) -> tuple[Decimal, Decimal] | None:
    """三五家 is three to five and 七八人 seven or eight, not 35 and 78."""
    if len(num) != 2 or num[0] not in _DIGIT or num[1] not in _DIGIT:
        return None
    least, most = _DIGIT[num[0]], _DIGIT[num[1]]
    return (Decimal(least), Decimal(most)) if 0 < most - least <= 2 else None


def _multiplier(term: _Term) -> Decimal:
    """What the word of magnitude behind the digits multiplies by; 1.2个亿 is 1.2亿."""
    return _scale(term.mult)[0]


@lru_cache(maxsize=64)
def _scale(mult: str) -> tuple[Decimal, Decimal]:
    """What a word of magnitude multiplies by, and the same in 万."""
    scale = Decimal(MULTIPLIERS[mult.removeprefix("个")]) if mult else _ONE
    return scale, scale / 10**4


def _factor(term: _Term, measure: str, default_unit: str) -> Decimal:
    scale, in_wan = _scale(term.mult)
    if measure == "money":
        if term.unit is None and not term.yen and default_unit and not term.mult:
            return normal_unit(default_unit)[1]
        return in_wan
    if measure == "tenths":
        return Decimal(10)
    if term.unit is None and default_unit:
        return scale * normal_unit(default_unit)[1]
    return scale


def _slack(written: Written, factor: Decimal) -> Decimal:
    """How much 余/多 may add: 20余家 is 20–29, 120余 is 120–129, 1.5亿余 is 1.5–1.6亿."""
    if written.step < 1:
        return written.step * factor
    whole = int(written.value / written.step) if written.step > 1 else int(written.value)
    zeros = len(str(whole)) - len(str(whole).rstrip("0")) if whole else 0
    room = Decimal(10**zeros) * (written.step if written.step > 1 else 1)
    return (room - 1 if factor == 1 and room > 1 else room) * factor


def _range_start(first: _Term, second: _Term, factor: Decimal, unit: str) -> Decimal | None:
    num = first.num.removeprefix("百分之")
    written = _written(num)
    if written is None:
        return None
    if first.mult and first.mult != second.mult:
        factor = _multiplier(first) / (10**4 if unit.startswith("万") else 1)
    if first.unit and first.unit != second.unit and UNITS.get(first.unit) != unit:
        same_money = first.unit in MONEY and second.unit in MONEY
        return None if not same_money else written.value * factor
    return written.value * factor


def _is_count(clean: str, term: _Term, measure: str) -> bool:
    """Whether a Chinese numeral with a unit states a number (十六家) and is no word (一种, 一方面, 数十家, 第一名)."""
    num, start = term.num, term.num_at
    before = clean[max(0, start - 1) : start]
    if term.num.startswith("百分之") or measure in ("money", "tenths"):
        # 百万元 alone is a unit, 超百亿元 an amount
        amount = num.strip("百千万亿") or (len(num) > 1 and before in tuple("近约逾超过达破"))
        return bool(amount) and not _VAGUE.match(before)
    if before == "成" and clean[max(0, start - 2) : start - 1] in tuple("完建形组"):
        before = ""  # 完成五项课题
    if before and (before in _NO_COUNT_BEFORE or _VAGUE.match(before)) and before not in "有本":
        return False
    if num in ("百", "千", "万", "亿", "零", "〇"):
        return bool(term.more or term.more2) or before in tuple("近约逾超")
    if term.unit is None:
        return len(num) >= 1 and clean.strip() == num
    if num in ("一", "壹"):
        after = clean[term.end : term.end + 1]
        counts = term.unit == "个" and before and before in _HAS_ONE
        return (not after or after in "，,。；;、）) 和及") and (counts or term.unit not in (
            "个",
            "种",
            "次",
            "类",
            "期",
            "年",
            "天",
        ))  # fmt: skip
    return term.unit not in ("种", "类", "次", "期", "届")
