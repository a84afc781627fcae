"""Every amount of a passage whatever it counts: 480只, 0.42吨标煤, 160Wh/kg, 20万次, with the words around it.

Facts need known quantities; what a sentence reckons with itself (合格率, 降幅, 均价) needs only alike units.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from doccheck.facts.masks import mask
from doccheck.facts.numbers import ARABIC, CHINESE, arabic_value, chinese_value, narrow
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy

_LETTERS = (
    r"(?:[kMGT]?Wh?|[kMG]?VA|[kMG]?Hz|[kMG]?Pa|[mk]?[VAJN]|mAh|Ah|[kmμ]?g|[mcμnk]?m[²³23]?|[mμ]?[sL]|min|h|t|dB|rpm|ppm|[TGM]B|[℃ΩK])"
)
_PHYSICAL = lazy(rf"\d\s?(?P<unit>{_LETTERS}(?:[/·]{_LETTERS}|/[只件套台吨次])?)(?![A-Za-z\d])")
_LONG = (
    "吨标准煤|吨标煤|千瓦时|千瓦|兆瓦|平方米|立方米|毫升|微升|毫克|微克|兆帕|公里|海里|千米|毫米|微米|厘米|千克|公斤|毫秒|小时|分钟|个月|"
    "号人|口人|人月|人年|人天|人次|台套|台次|批次|班次|架次|车次|课时|学时|工时|个工时|机时|标箱|度电|工作日"
)
_SHORT = (
    "家个所项件台套亩篇部条次吨天秒种门户辆只册座米支期类例款张艘架组根片块处间栋幅份本批场轮班节度克升"
    "粒枚箱桶卷颗株头尾羽树群室席号站点道级档字包袋盒瓶单笔宗起炉罐列趟堂讲队票管名位人"
)
_AMOUNT = lazy(
    rf"(?P<num>(?<![\d.A-Za-z])(?<!\d[,，])(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|{ARABIC})|{CHINESE})\s?(?P<more>余|多)?"
    rf"(?P<mult>[十百千]?[万亿]|[百千](?!瓦|米|克))?(?P<more2>余|多)?\s?"
    rf"(?:(?P<money>元(?:/(?:{_LETTERS}(?![A-Za-z])|[吨度件套台米]))?)|(?P<long>{_LONG})|(?P<short>[{_SHORT}])"
    rf"|(?P<letters>{_LETTERS}(?:[/·]{_LETTERS}|/[只件套台吨次])?)(?![A-Za-z]))?"
)
_SIGN = lazy(r"[，,;；。:：()（）、！!？?\n]")
_SENTENCE = lazy(r"[。！!？?\n]")
_LEAST = lazy(r"(?:不低于|不少于|不下于|超过|超出|突破|高于|大于|至少|超|逾|≥|>)了?\s?$")
_MOST = lazy(r"(?:不超过|不高于|不多于|小于|低于|少于|至多|最多|不足|不到|≤|<)\s?$")
_ABOUT = lazy(r"(?:约|近|接近|大约|大概|差不多)(?:为|是)?\s?$")
_ABOUT_BEHIND = lazy(r"(?:左右|上下|以上|以下|以内)")
_RATE_SIGNS = ("%", "％", "‰", "倍", "成", "番", "分")
_NO_COUNT = lazy(r"(?:[第每任这某同单数几好成各初本上头图附]|(?<!代)表)$")
_SAME = {"台套": "套", "千瓦时": "度", "度电": "度", "吨标准煤": "吨标煤"}
_PEOPLE = frozenset(("人", "名", "位", "号", "号人", "口人"))
_YEAR = lazy(r"(?<!\d)((?:19|20)\d{2})\s?年?")
_FEW = 1.0


class Measure(Struct, frozen=True):
    """An amount (offsets are the passage's); money is in 万元, people in 人, without a unit ``unit`` is empty."""

    value: float
    low: float
    high: float
    unit: str
    written: str
    start: int
    end: int
    label: str
    """The words right before it, since the last sign or amount."""
    tail: str
    """The words right behind it, up to the next sign or amount."""
    sentence: int
    bound: bool
    year: int | None
    """The year that its own label names."""

    def alike(self, other: Measure) -> bool:
        """Whether both may be set against each other."""
        return self.unit == other.unit or not self.unit or not other.unit


@lru_cache(maxsize=1024)
def measures(text: str) -> tuple[Measure, ...]:
    """The amounts of a passage, in reading order."""
    clean = narrow(text)
    plain = _masked(clean)
    found: list[tuple[re.Match[str], str, float, float, float]] = []
    for match in _AMOUNT.finditer(plain):
        read = _read(match, plain)
        if read is not None:
            found.append((match, *read))
    return tuple(_placed(clean, found))


def _masked(clean: str) -> str:
    """The passage without dates and codes, but with what is measured in letters (160Wh/kg)."""
    plain = mask(clean)
    for match in _PHYSICAL.finditer(clean):
        start = match.start()
        while start and (clean[start - 1].isdigit() or clean[start - 1] in ".,"):
            start -= 1
        if start and (clean[start - 1].isascii() and clean[start - 1].isalnum()):
            continue
        plain = plain[:start] + clean[start : match.end()] + plain[match.end() :]
    return plain


def _read(match: re.Match[str], plain: str) -> tuple[str, float, float, float] | None:
    """Unit, value and interval of an amount; ``None`` where the number counts nothing."""
    num, before = match["num"], plain[max(0, match.start() - 8) : match.start()]
    written = arabic_value(num) if num[0].isascii() else chinese_value(num)
    unit = match["money"] or match["long"] or match["short"] or match["letters"] or ""
    if written is None or (not unit and plain[match.end() : match.end() + 1] in _RATE_SIGNS):
        return None  # but 五家成员
    if not num[0].isascii() and (not unit or written.value < 2 or _NO_COUNT.search(before)):
        return None
    if unit == "个" and plain[match.end() : match.end() + 2] in ("百分", "年度", "方面", "阶段", "季度"):
        return None
    if _NO_COUNT.search(before) and before[-1] in "第表图附":
        return None
    if not unit and not match["mult"] and not _counts(match, plain):
        return None
    scale = float(normal_unit(match["mult"] + "元")[1]) * 1e4 if match["mult"] else 1.0
    if match["money"] or (not unit and match["mult"]):
        unit, scale = f"万元{(match['money'] or '元')[1:]}", scale / 1e4
    unit = "人" if unit in _PEOPLE else _SAME.get(unit, unit)
    value, step = float(written.value) * scale, float(written.step) * scale
    exact = step <= _FEW and unit != "万元" and scale == 1.0 and "." not in num
    half = 0.0 if exact else step / 2
    if match["more"] or match["more2"]:
        return unit, value, value, value + max(step, 0.1 * value)
    if _ABOUT.search(before) or _ABOUT_BEHIND.match(plain, match.end()):
        half = max(half, 0.05 * value)
    return unit, value, value - half, value + half


def _counts(match: re.Match[str], plain: str) -> bool:
    """Whether a number without a unit stands for an amount (判合格1,215，)."""
    ahead, behind = plain[: match.start()].rstrip(), plain[match.end() : match.end() + 1]
    ends = not behind or behind in "，,。；;)）"
    return ends and bool(ahead) and "\u4e00" <= ahead[-1] <= "\u9fff" and ahead[-1] not in "第表图附"


def _placed(clean: str, found: list[tuple[re.Match[str], str, float, float, float]]) -> list[Measure]:
    signs = [s.start() for s in _SIGN.finditer(clean) if not _in_number(clean, s.start())]
    stops = [s.start() for s in _SENTENCE.finditer(clean)]
    spans = [(m.start(), m.end()) for m, *_ in found]
    placed: list[Measure] = []
    for index, (_, unit, value, low, high) in enumerate(found):
        start, end = spans[index]
        begin = max([0, *(s + 1 for s in signs if s < start), *(e for _, e in spans[:index])])
        over = min([len(clean), *(s for s in signs if s >= end), *(s for s, _ in spans[index + 1 :])])
        label = clean[begin:start]
        bound = _LEAST.search(label) is not None or _MOST.search(label) is not None
        years = _YEAR.findall(label)
        placed.append(
            Measure(
                value, low, high, unit, clean[start:end].strip(), start, end, label, clean[end:over],
                sum(s < start for s in stops), bound, int(years[-1]) if years else None,
            )
        )  # fmt: skip
    return placed


def _in_number(clean: str, at: int) -> bool:
    """Whether a comma stands between the digits of one number."""
    if clean[at] not in ",，" or not clean[at - 1 : at].isdigit():
        return False
    return re.match(r"\d{3}(?!\d)", clean[at + 1 : at + 5]) is not None
