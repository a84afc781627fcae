"""Rates as Chinese papers write them: 23.5%, 百分之十五, 三成五, 四分之一, 过半, 翻一番, 持平, 每四人有一人."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from doccheck.facts.numbers import CHINESE, arabic_value, chinese_value, narrow
from doccheck.language.patterns import lazy

_DIGIT = "一二两三四五六七八九"
_RATE = lazy(
    rf"(?P<points>(?P<pn>\d+(?:\.\d+)?|{CHINESE})\s?个?百分点)"
    rf"|(?P<pct>(?<![\d.])\d+(?:\.\d+)?)\s?[%％]"
    rf"|百分之(?P<cn>\d+(?:\.\d+)?|{CHINESE})"
    rf"|(?<![数几好])(?P<tenth>[{_DIGIT}])成(?P<next>[{_DIGIT}半])?"
    rf"(?![{_DIGIT}十百]|员|立|本|果|功|为|品|套|型|交|长|形|就|效)"
    rf"|(?P<under>[{_DIGIT}十]+|\d+)分之(?P<over>[{_DIGIT}十]+|\d+)"
    rf"|翻了?(?P<twice>[一两]?)番"
    rf"|(?P<dots>[{_DIGIT}]|\d+(?:\.\d+)?)个点"
    rf"|每(?:卖出|销售|实现|投入)?(?P<per>\d+|{CHINESE}|百|千|万)(?P<one>[元名人个家件项])(?P<owner>[^,，。;；每\d]{{0,12}}?)"
    rf"(?P<some>\d+(?:\.\d+)?|{CHINESE})(?P=one)(?:(?<=元)(?P<dime>[{_DIGIT}])角?)?"
    rf"|(?P<fold>(?<![\d.])\d+(?:\.\d+)?|[{_DIGIT}](?:点[{_DIGIT}])?)倍(?![数率频])"
    rf"|(?P<half>过半|半数|一半)"
    rf"|(?P<level>持平)"
    rf"|连续(?P<steps>[两二三四五])年[^,，。;；\d]{{0,6}}两位数的?(?:增长|增速)"
)
_ROUND = {"百": "100", "千": "1000", "万": "10000"}
_YEARS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_LOWER = lazy(r"(?:将近|接近|不到|不足|近|逼近|差不多)\s?$")
_ABOUT = lazy(r"(?:大约|大概|约为|约|左右|基本)\s?$")
_BOUND = lazy(
    r"(?:不低于|不少于|不小于|不高于|不超过|超过|超出|突破|高于|大于|至少|达到?以上|超|逾|小于|低于|至多|最多|控制在|≥|≤|>|<)\s?$"
)
_MORE = lazy(r"\s?(?:多|强|出头|有余|余)")
_AFTER = lazy(r"\s?(?:(?P<bound>及?以[上下内]|之内)|(?P<about>左右|上下)|(?P<less>弱|不到))")
_AT_LEAST = lazy(r"(?:超过|超出|突破|高于|大于|达到?以上|超|逾|>|过)\s?$")
_AT_MOST = lazy(r"(?:小于|低于|<)\s?$")
_TWICE = 0.505
"""What share of its last digit may be lost by who rounds what was rounded: 18.9498 as 18.95 as 19.0."""
_UNDER_HALF = 48
"""What a multiple leaves open of its last digit, in hundredths: two and a half times are not three times."""
_TIME = lazy(r"(?:以上|左右)?的?(?:时间|精力|工时|工作量)")
_TWICE_MORE = lazy(r"\s?(?:还多|还有余|多|有余|以上)")
_SPAN = lazy(r"[\d成][%％]?\s?(?:[-—–~～－]{1,2}|至|到)\s?$")


class Rate(Struct, frozen=True):
    """A rate in per cent (or percentage points) as the interval that its wording allows."""

    value: float
    low: float
    high: float
    written: str
    start: int
    end: int
    points: bool = False
    bound: bool = False
    """Whether only a limit is said: an end of the interval is then infinite, or, of a span, says nothing."""
    form: str = ""
    """“each” (每四人有一人), “level” (持平), “double” (翻番), “fold” (两倍), “steps” (连续两年两位数增长)."""

    def allows(self, low: float, high: float) -> bool:
        """Whether a true value between ``low`` and ``high`` may be stated so."""
        return self.low - 1e-9 <= high and low <= self.high + 1e-9


_EXACTLY = lazy(
    r"[多强弱]?(?:左右|上下)?\s?(?:[(（]|[,，](?=(?:具体|准确|精确|确切|严格|实际)))\s?"
    r"(?:(?:具体|准确|精确|确切|严格|实际)(?:地)?(?:[说讲]|来[说讲]|数[字值据]?|值|比例|算)?|即)?(?:应?[为是]|:)?\s?"
)
"""Between a rough rate and the exact one that it stands for: 占九成多，具体为92.6%; 近四成五（44.8%）."""


def rates(text: str) -> Iterator[Rate]:
    """Every rate of a text, in reading order; what makes a rough rate exact begins where that one does."""
    clean = narrow(text)
    last: Rate | None = None
    for rate in _rates(clean):
        if last is not None and rate.written[-1] in "%％" and last.written[-1] not in "%％" and not last.form:
            exact = not rate.points and _EXACTLY.fullmatch(clean, last.end, rate.start)
            rate = replace(rate, start=last.start) if exact else rate
        yield rate
        last = rate


def _rates(clean: str) -> Iterator[Rate]:
    for match in _RATE.finditer(clean):
        measured = _measure(match)
        if measured is None:
            continue
        value, below, above = measured
        low, high = value - below, value + above
        if _TIME.match(clean, match.end()):
            continue  # 15人一半时间在车间
        before = clean[max(0, match.start() - 6) : match.start()]
        tail = _AFTER.match(clean, match.end())
        more = _MORE.match(clean, match.end()) if match["tenth"] else None
        end = match.end()
        if more is not None:
            low, high, end = value, value + 2 * above, more.end()
        if _LOWER.search(before) or (tail and tail["less"]):
            low = value - max(2 * below if match["tenth"] else 0.0, 0.1 * value)
            below_it = re.search(r"不[到足]\s?$", before) or (tail and tail["less"])
            high = value if below_it else value + min(above, 0.03 * value)
        elif _ABOUT.search(before) or (tail and tail["about"]):
            low, high = value - max(below, 0.06 * value, 0.5), value + max(above, 0.06 * value, 0.5)
        still = _TWICE_MORE.match(clean, match.end()) if match[0].startswith("翻") else None
        if still is not None:
            high, end = 2 * value + 95, still.end()  # 翻了一番多
        span = (
            _SPAN.search(before) is not None or re.match(r"\s?(?:[-—–~～]{1,2}|至|到)\s?\d", clean[end:]) is not None
        )
        limit = tail["bound"] if tail else None
        bound = span or limit is not None or _BOUND.search(before) is not None
        if not span and (limit in ("以上", "及以上") or (not limit and _AT_LEAST.search(before))):
            low, high = value - below, math.inf
        elif not span and (limit in ("以下", "及以下", "以内", "之内") or (not limit and _AT_MOST.search(before))):
            low, high = -math.inf, value
        form = "each" if match["per"] else "level" if match["level"] else "steps" if match["steps"] else ""
        form = "fold" if match["fold"] else form or ("double" if match[0].startswith("翻") else "")
        if match[0] == "过半":
            low, high = 50.0, math.inf
        points = match["points"] is not None
        yield Rate(value, low, high, clean[match.start() : end], match.start(), end, points, bound, form)


def _measure(match: re.Match[str]) -> tuple[float, float, float] | None:
    """The value and how far below and above it the truth may lie; cut-off digits are allowed."""
    if match["tenth"]:
        tens = chinese_value(match["tenth"])
        if tens is None:
            return None
        if match["next"] is None:
            return float(tens.value) * 10, 4.99, 4.99
        ones = 5.0 if match["next"] == "半" else float((chinese_value(match["next"]) or tens).value)
        return float(tens.value) * 10 + ones, 0.5, 0.95
    if match["under"]:
        under, over = _number(match["under"]), _number(match["over"])
        if under is None or over is None or not under[0] or over[0] >= under[0]:
            return None
        value = over[0] / under[0] * 100
        return value, 0.06 * value, 0.06 * value
    if match[0].startswith("翻"):
        value = 300.0 if match["twice"] == "两" else 100.0
        return value, 5.0, 25.0
    if match["per"]:
        per, some = _number(_ROUND.get(match["per"], match["per"])), _number(match["some"])
        if per is None or some is None or per[0] <= some[0] or per[0] < 2:
            return None
        dime = chinese_value(match["dime"]) if match["dime"] else None  # 三元五角
        some = (some[0] + float(dime.value) / 10, 0.1) if dime is not None else some
        value = some[0] / per[0] * 100
        if per[0] >= 100:
            half = some[1] / per[0] * 50
            return value, half, 2 * half
        return value, value - some[0] / (per[0] + 0.5) * 100, some[0] / (per[0] - 0.5) * 100 - value
    if match["fold"]:
        times = _number(match["fold"])
        return (times[0] * 100, times[1] * _UNDER_HALF, times[1] * _UNDER_HALF) if times else None
    if match["half"]:
        return 50.0, 5.0, 5.0
    if match["level"]:
        return 0.0, 6.0, 6.0
    if match["steps"]:
        return float(_YEARS[match["steps"]]), 0.0, 0.0
    written = _number(match["pn"] or match["pct"] or match["cn"] or match["dots"])
    if written is None:
        return None
    value, step = written
    return value, _TWICE * step, max(step / 2, step * 0.98)


def _number(token: str) -> tuple[float, float] | None:
    written = arabic_value(token) if token[0].isascii() else chinese_value(token)
    return (float(written.value), float(written.step)) if written is not None else None
