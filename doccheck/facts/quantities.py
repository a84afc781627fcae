"""Numbers with their units in running text, each as the interval that its written digits allow.

Dates, telephones, codes, section numbers and the like are masked first, so that what is left is meant as a figure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from doccheck.facts.model import Quantity
from doccheck.facts.numbers import (
    ARABIC,
    CHINESE,
    CHINESE_DIGITS,
    MULTIPLIERS,
    Written,
    arabic_value,
    chinese_value,
    narrow,
)
from doccheck.language.patterns import lazy

_MASKS = lazy(
    r"""
      [A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+ | https?://\S+ | www\.\S+
    | (?<![0-9A-Za-z])[0-9A-Z]{15,}(?![0-9A-Za-z])                              # credit codes, identity cards
    | (?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d元]|\.\d) | (?<!\d)\(?0\d{2,3}\)?[ -—]{0,2}\d{7,8}(?!\d)
    | (?<!\d)[48]00[ -]\d{3,4}[ -]?\d{3,4}(?!\d)
    | (?<!\d)(?:19|20)\d{2}\s?[./]\s?(?:1[0-2]|0?[1-9])(?:\s?[./]\s?\d{1,2})?
      (?![\d.]|\s?(?:[万亿元千百%人家项件个台套亩平㎡吨]))
    | (?<!\d)(?:19|20)\d{2}\s?-\s?(?:1[0-2]|0[1-9])(?:\s?-\s?\d{1,2})?(?!\d)
    | (?<![\d.])(?:19|20)\d{2}\s?(?:年度?)?(?:\s?[-—–~至到、和及]{1,2}\s?(?:19|20)\d{2}\s?年?度?)*
      \s?年度?(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?[日号])?
    | (?<!\d)\d{1,2}\s?月(?!度|薪)(?:\s?(?:\d{1,2}\s?[日号]|底|末|初|份))?
    | [二一][〇零九][〇零一二三四五六七八九]{2}\s?年(?:[一二三四五六七八九十]{1,2}月)?
      (?:[一二三四五六七八九十]{1,3}[日号])?
    | [〔\[【(](?:19|20)\d{2}[〕\]】)]\s?第?\s?\d+\s?号 | 第\s?[\d〇零一二三四五六七八九十百千两]+ | \d+\s?号(?!人)
    | [“"‘'][一二三四五六七八九十〇零\d]+五[”"’'] | 十[二三四五六]五 | \d+(?:\+[\dNn]+)+
    | (?<![A-Za-z])[A-Za-z][A-Za-z/.-]*\d[A-Za-z0-9./-]*                         # GB/T 1234-2015, ISO9001
    | \d+(?:\.\d+)?\s?(?!m2|m²|M2|[Nn]\b)[A-Za-zμΩ℃°]+[A-Za-z0-9²³/]* | \d+(?:\.\d+)?\s?[:：×xX*]\s?\d+(?:\.\d+)?
    | ^[ \t]*(?:\d+(?:\.\d+)*\s?[.、)](?!\d)|\(?[一二三四五六七八九十\d]+\)|[一二三四五六七八九十]+、|\d+(?:\.\d+){2,})
    """,
    re.VERBOSE | re.MULTILINE,
)
"""Spans that hold digits but state no quantity. The text is narrowed before."""

_MULT = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
_MONEY = {
    "元": "",
    "元人民币": "",
    "块钱": "",
    "人民币": "",
    "美元": "美元",
    "欧元": "欧元",
    "港元": "港元",
    "港币": "港元",
    "日元": "日元",
    "英镑": "英镑",
}
_UNITS = {
    **{
        unit: unit
        for unit in (
            "家",
            "个",
            "所",
            "项",
            "件",
            "台",
            "套",
            "亩",
            "公顷",
            "篇",
            "部",
            "条",
            "次",
            "吨",
            "年",
            "天",
            "小时",
            "种",
            "门",
            "倍",
            "户",
            "辆",
            "只",
            "册",
            "座",
            "公里",
            "米",
            "人次",
            "支",
            "期",
            "届",
            "类",
            "例",
            "岁",
            "款",
        )
    },
    "人": "人",
    "名": "人",
    "位": "人",
    "余人": "人",
    "号人": "人",
    "口人": "人",
    "台套": "台套",
    "台/套": "台套",
    "台(套)": "台套",
    "台、套": "台套",
    "㎡": "㎡",
    "平方米": "㎡",
    "平米": "㎡",
    "m2": "㎡",
    "m²": "㎡",
    "M2": "㎡",
    "个月": "月",
    "个百分点": "百分点",
    "百分点": "百分点",
    "%": "%",
    "‰": "‰",
    "项次": "项",
    "家次": "家次",
    "日": "日",
}
_UNIT = "|".join(re.escape(u) for u in sorted([*_MONEY, *_UNITS], key=len, reverse=True))
_TERM = lazy(
    rf"(?P<yen>[¥￥]\s?)?(?P<num>百分之(?:{CHINESE}|{ARABIC})|(?<![\d.,，])(?:{ARABIC})|{CHINESE})\s?(?P<more>余|多|来|好几)?\s?"
    rf"(?P<mult>(?:个?(?:{_MULT})(?!分[点之]))?)"
    rf"(?P<tail>(?<=亿)\s?(?:{ARABIC}|[{CHINESE_DIGITS}十百千]+)\s?[千百十]?[来多余]?万|(?<=万)(?:{ARABIC})[千百](?!分))?\s?(?P<more2>余|多|来|出头的?)?\s?"
    rf"(?P<unit>(?:{_UNIT})(?!计划|理会))?"
)
_RANGE = lazy(r"\s?(?:[-—–~－～]{1,2}|至|到)\s?$")
_AT_LEAST = r"不低于|不少于|不小于|不下于|至少|超过|超出|突破|高于|大于|最少|达到?以上|超|逾|≥|>=?|＞"
_AT_MOST = r"不超过|不高于|不多于|不大于|小于|低于|少于|至多|最多|不足|不到|没到|≤|<=?|＜|控制在"
_ABOUT = r"大约|大概|约为|约|将近|接近|近|≈|几乎|上下|差不多|差不离|(?<![大最缩减较中])小|得有"
_BEFORE = lazy(rf"(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<about>{_ABOUT}))(?:了|到|人民币|[:：])?\s?$")
_AFTER = lazy(
    r"\s?(?:(?P<least>及?以上|及其以上)|(?P<most>及?以[内下]|之内)|(?P<about>左右|上下|余|出头|挂零|来往|光景|样子))"
)
_NO_COUNT_BEFORE = "第每任这某同唯统之另万逐专单进此哪其几数多若上成各初该本头有"
"""A character before a lone Chinese numeral that makes a word of it (第一家, 每一项, 数十家, 某一个)."""
_CURRENCY = lazy(r"(?<![\d万亿千百])(?:(?P<HK>港[币元])|(?P<US>美[元金])|(?P<EU>欧元)|(?P<JP>日元)|(?P<GB>英镑))\s?$")
"""A currency named before its number: 港币3000万元."""
_FOREIGN = {"HK": "万港元", "US": "万美元", "EU": "万欧元", "JP": "万日元", "GB": "万英镑"}
_PLAIN = lazy(r"\s*-?\s?\d[\d,，]*(?:\.\d+)?\s*")
_DIGIT = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_VAGUE = lazy(r"[数几好上成]\s?$")


def _written(num: str) -> Written | None:
    return arabic_value(num) if num[0].isascii() else chinese_value(num)


def mask(text: str) -> str:
    """Narrowed text of the same length in which dates, codes, numbers of sections and models are blanked."""
    return _MASKS.sub(lambda m: " " * (m.end() - m.start()), narrow(text))


def quantities(text: str, default_unit: str = "") -> list[Quantity]:
    """Every quantity that ``text`` states, in reading order, with offsets into ``text``.

    Money is given in 万元 (foreign money in 万美元 …), shares in %, people in 人. A number without a unit counts only
    when ``default_unit`` names the unit of its column or field (“万元”, “人”).
    """
    if not any(c.isdigit() or c in "一二三四五六七八九十两百壹贰叁肆伍陆柒捌玖拾" for c in text):
        return []
    return list(_cached(text, default_unit))


@lru_cache(maxsize=4096)
def _cached(text: str, default_unit: str) -> tuple[Quantity, ...]:
    clean = narrow(text)
    # 2015.12 under 万元 is an amount, though it looks like a month.
    if not (default_unit and _PLAIN.fullmatch(clean) and normal_unit(default_unit)[0].startswith(("万", "%"))):
        clean = mask(text)
    found: list[Quantity] = []
    pending: re.Match[str] | None = None
    for match in _TERM.finditer(clean):
        joined = pending is not None and _RANGE.fullmatch(clean[pending.end() : match.start()]) is not None
        first = pending if joined else None
        pending = match
        quantity = _quantity(clean, text, match, first, default_unit)
        if quantity is None:
            continue
        if found and first is not None and found[-1].start == _begin(first):
            found.pop()
        found.append(quantity)
    return tuple(found)


def _begin(match: re.Match[str]) -> int:
    return match.start("yen") if match["yen"] else match.start("num")


def _unit_of(match: re.Match[str], clean: str, default_unit: str) -> tuple[str, str] | None:
    """(normalised unit, what the factor is measured in: “money”, “count” or “share”), or None."""
    unit, num = match["unit"], match["num"]
    if num.startswith("百分之"):
        return "%", "share"
    if unit is None and not num[0].isascii() and clean[match.end() : match.end() + 1] == "成":
        return _tenths(clean, match)
    if unit is None:
        return _bare_unit(match, clean, default_unit)
    if unit in _MONEY:
        return "万" + (_MONEY[unit] or "元"), "money"
    normal = _UNITS[unit]
    return normal, "share" if normal in ("%", "‰", "百分点") else "count"


def _tenths(clean: str, match: re.Match[str]) -> tuple[str, str] | None:
    """三成, 三成五: tenths, with a hundredth behind them where one is said."""
    after = clean[match.end() + 1 + len(_hundredth(clean, match)) :][:1]
    return ("%", "tenths") if after in ("", *"以，。；、左上的,; )") else None


def _hundredth(clean: str, match: re.Match[str]) -> str:
    after = clean[match.end() + 1 : match.end() + 2]
    return after if after and after in "一二三四五六七八九半" else ""


def _bare_unit(match: re.Match[str], clean: str, default_unit: str) -> tuple[str, str] | None:
    if match["yen"]:
        return "万元", "money"
    if default_unit:
        normal, _ = normal_unit(default_unit)
        if normal.startswith("万") and normal != "万":
            return normal, "money"
        return (normal, "share" if normal in ("%", "‰", "百分点") else "count") if normal else None
    num = match["num"]
    scale = match["mult"] or (num if num[0] in CHINESE_DIGITS else "")
    after = clean[match.end() : match.end() + 1]
    if scale.endswith(("万", "亿")) and (not after or after in "，,。；;、）) \t\n和及以左出上吧呢的"):
        return "万元", "money"  # “销售收入1.25亿，” says 元 by its word; a label decides whether it is money
    return None


@lru_cache(maxsize=256)
def normal_unit(unit: str) -> tuple[str, Decimal]:
    """A printed unit (“单位：百万元”, “人”) as normalised unit and factor to it: 百万元 → (“万元”, 100)."""
    unit = narrow(unit).strip().removeprefix("人民币")
    if unit in _UNITS:
        return _UNITS[unit], Decimal(1)
    for scale in sorted(MULTIPLIERS, key=len, reverse=True):
        rest = unit.removeprefix(scale)
        if unit.startswith(scale) and (rest in _MONEY or rest in _UNITS):
            factor = Decimal(MULTIPLIERS[scale])
            return (f"万{_MONEY[rest] or '元'}", factor / 10**4) if rest in _MONEY else (_UNITS[rest], factor)
    if unit in _MONEY:
        return f"万{_MONEY[unit] or '元'}", Decimal(1) / 10**4
    return ("万元", Decimal(MULTIPLIERS[unit]) / 10**4) if unit in ("万", "亿") else ("", Decimal(1))


def _quantity(
    clean: str, text: str, match: re.Match[str], first: re.Match[str] | None, default_unit: str
) -> Quantity | None:
    num = match["num"].removeprefix("百分之")
    chinese = not num[0].isascii()
    kind = _unit_of(match, clean, default_unit)
    if kind is None and first is not None and first["num"].startswith("百分之") and not match["mult"]:
        kind = "%", "share"  # 百分之十至十五
    elif kind is None or (chinese and not _is_count(clean, match, kind[1])):
        return None
    written = _written(num)
    if written is None:
        return None
    unit, measure = kind
    factor = _factor(match, measure, default_unit)
    if chinese and "亿" in num and match["mult"] == "万" and (under := _written(num.rpartition("亿")[2])):
        above = _written(num[: num.rindex("亿") + 1])  # 五亿二千余万: 余 stands within the numeral
        written = Written((above.value / 10**4 if above else 0) + under.value, under.step)
    value, step = written.value * factor, written.step * factor
    vague = Decimal(0)
    if match["tail"]:
        tail_words = re.sub(r"[来多余\s]", "", match["tail"])
        digits = tail_words.rstrip("万千百十") if tail_words[0].isascii() else tail_words.rstrip("万")
        extra, scale = _written(digits), MULTIPLIERS[tail_words[len(digits) :]]
        if extra is not None:
            part = factor * scale / _multiplier(match)
            value, step = value + extra.value * part, extra.step * part
            vague = _slack(extra, part) if re.search(r"[来多余]", match["tail"]) else Decimal(0)
    begin = _begin(match)
    end = match.end()
    if measure == "tenths":
        hundredth = _hundredth(clean, match)
        end += 1 + len(hundredth)
        if hundredth:
            value, step = value + (5 if hundredth == "半" else _DIGIT[hundredth]), Decimal(1)
    elif unit == "万元" and (foreign := _CURRENCY.search(clean, max(0, begin - 4), begin)):
        unit = _FOREIGN[foreign.lastgroup or "US"]
    sign_before = clean[max(0, begin - 2) : begin - 1]
    negative = clean[begin - 1 : begin] == "-" and (not sign_before or sign_before in "长率为幅:：(\t ")
    exact = measure == "count" and step == 1
    low, high = (value, value) if exact else (value - step / 2, value + step / 2)
    approximate, bound = False, ""
    if match["more"] or match["more2"]:
        low, high, approximate = value, value + _slack(written, factor), True
    elif vague:
        low, high, approximate = value, value + vague, True
    elif chinese and measure == "count" and (few := _few(num)):
        (low, high), approximate = few, True
        value = (low + high) / 2
    start = begin
    if first is not None:
        lower = _range_start(first, match, factor, unit)
        if lower is not None and lower < value:
            low, start, approximate = lower, _begin(first), True
            value = (lower + value) / 2
    lead = _BEFORE.search(clean, max(0, start - 8), start)
    tail = _AFTER.match(clean, end)
    if (lead and lead["least"]) or (tail and tail["least"]):
        bound, low, high = "at_least", value if first is None else low, Decimal("Infinity")
    elif (lead and lead["most"]) or (tail and tail["most"]):
        bound, high, low = "at_most", value if first is None else high, Decimal(0)
    elif (lead and lead["about"]) or (tail and tail["about"]):
        approximate = True
        near = lead is not None and lead["about"] in ("近", "将近", "接近", "小")
        slack = max(abs(value) * Decimal("0.1" if near else "0.05"), step, Decimal(1) if measure == "count" else step)
        low, high = (value - slack, high) if near else (min(low, value - slack), max(high, value + slack))
    if negative:
        value, low, high, start = -value, -high, -low, start - 1
    return Quantity(
        float(value), float(low), float(high), unit, text[start:end].strip(), start, end, approximate, bound
    )


def _few(num: str) -> tuple[Decimal, Decimal] | None:
    """三五家 is three to five and 七八人 seven or eight, not 35 and 78."""
    if len(num) != 2 or num[0] not in _DIGIT or num[1] not in _DIGIT:
        return None
    least, most = _DIGIT[num[0]], _DIGIT[num[1]]
    return (Decimal(least), Decimal(most)) if 0 < most - least <= 2 else None


def _multiplier(match: re.Match[str]) -> Decimal:
    """What the word of magnitude behind the digits multiplies by; 1.2个亿 is 1.2亿."""
    return Decimal(MULTIPLIERS[match["mult"].removeprefix("个")] if match["mult"] else 1)


def _factor(match: re.Match[str], measure: str, default_unit: str) -> Decimal:
    scale = _multiplier(match)
    if measure == "money":
        if match["unit"] is None and not match["yen"] and default_unit:
            return normal_unit(default_unit)[1] if not match["mult"] else scale / 10**4
        return scale / 10**4
    if measure == "tenths":
        return Decimal(10)
    if match["unit"] is None and default_unit:
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


def _range_start(first: re.Match[str], second: re.Match[str], factor: Decimal, unit: str) -> Decimal | None:
    num = first["num"].removeprefix("百分之")
    written = _written(num)
    if written is None:
        return None
    if first["mult"] and first["mult"] != second["mult"]:
        factor = _multiplier(first) / (10**4 if unit.startswith("万") else 1)
    if first["unit"] and first["unit"] != second["unit"] and _UNITS.get(first["unit"]) != unit:
        same_money = first["unit"] in _MONEY and second["unit"] in _MONEY
        return None if not same_money else written.value * factor
    return written.value * factor


def _is_count(clean: str, match: re.Match[str], measure: str) -> bool:
    """Whether a Chinese numeral with a unit states a number (十六家) and is no word (一种, 一方面, 数十家, 第一名)."""
    num, start = match["num"], match.start("num")
    before = clean[max(0, start - 1) : start]
    if match["num"].startswith("百分之") or measure in ("money", "tenths"):
        return not _VAGUE.match(before) and num not in ("万", "亿", "千", "百")
    if before and (before in _NO_COUNT_BEFORE or _VAGUE.match(before)) and before not in "有本":
        return False
    if num in ("百", "千", "万", "亿", "零", "〇"):
        return bool(match["more"] or match["more2"]) or before in tuple("近约逾超")
    if match["unit"] is None:
        return len(num) >= 1 and clean.strip() == num
    if num in ("一", "壹"):
        after = clean[match.end() : match.end() + 1]
        return (not after or after in "，,。；;、）) 和及") and match["unit"] not in (
            "个",
            "种",
            "次",
            "类",
            "期",
            "年",
            "天",
        )
    return match["unit"] not in ("种", "类", "次", "期", "届")
