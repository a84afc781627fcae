"""N003: proportions of a passage's own amounts (财政1500万元与自筹4500万元按1：4配套) and what one yuan draws."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations, permutations

from msgspec.structs import replace

from doccheck.checks.figures.measured import Measure
from doccheck.checks.figures.places import number
from doccheck.checks.figures.reckoned_words import about, share_words, term_of
from doccheck.checks.figures.verdicts import Verdict
from doccheck.facts.numbers import CHINESE, arabic_value, chinese_value
from doccheck.language.patterns import lazy

_RATIO = lazy(
    r"(?P<a>(?<![\d.:∶：])\d+(?:\.\d+)?)\s?[:∶：]\s?(?P<b>\d+(?:\.\d+)?)(?![\d:∶：])(?P<behind>\s?的?(?:比例|配比|配套|比率|安排|分担|分配|投入|筹措|出资)?)"
)
_AHEAD = lazy(r"(?:比例?|配比|比率|之比|按照?|配套)(?:约|近|亦|也|均|仍|达到?|控制在|即|了|为|是|:|\s)*$")
_NAMES = lazy(
    r"(?P<a>[\u4e00-\u9fff]{2,12}?)(?:与|和|同|跟|对|、)(?P<b>[\u4e00-\u9fff]{2,12}?)(?:之|的|投入|按照?|配套|资金)*(?:比例?|配比|比率|按照?|配套)?"
    r"(?:约|近|亦|也|均|仍|达到?|控制在|即|为|是|:|\s)*$"
)
_COMMON = lazy(r"资金|经费|资助|投入|总额?|部分|金额|人员|数量?|各方|省级|成员|拟")
_TECHNICAL = lazy(r"深宽|长径|宽高|纵横|杠杆比|信噪|体积|质量比|摩尔|浓度|速比|传动|压缩比|师生|护患|男女")
_TAUGHT = lazy(r"生师比|师生比|师生之比")
_DRAWS = lazy(
    rf"每(?:拿出|投入|出|花|一?)?(?P<x>\d+|一|百|1百)(?:元|块钱?)[^。;；\d]{{0,14}}?(?:撬动|带动|拉动|吸引|引来|引导|放大|换来|带来)[^,，。;；\d]{{0,12}}?"
    rf"(?P<y>\d+(?:\.\d+)?|{CHINESE})(?:元|块)"
)
_PUBLIC = lazy(r"财政|引导|专项|资助|补助|种子|拨款")


def proportions(clean: str, found: Sequence[Measure], known: Collection[int]) -> Iterator[Verdict]:
    """Every proportion that a paragraph states beside its two amounts."""
    if not any(sign in clean for sign in ":∶：") or not ("比" in clean or "按" in clean):
        return
    for match in _RATIO.finditer(clean):
        a, b = float(match["a"]), float(match["b"])
        ahead = clean[max(0, match.start() - 40) : match.start()]
        said = _AHEAD.search(ahead) or match["behind"].strip()
        if match.start() in known or not a or not b or not said:
            continue
        sentence = clean.count("。", 0, match.start())
        here = [m for m in found if clean.count("。", 0, m.start) == sentence and not m.bound and m.low > 0]
        here = [m for m in here if m.end <= match.start() or m.start >= match.end()]
        pairs, sure = _pairs(here, re.split("[,，;；。：（(]", ahead)[-1])
        slack = 0.03 * a / b
        if not sure or any(_fits(u, w, a / b, slack) for u, w in pairs):
            continue
        u, w = pairs[0]
        if not 0.2 < (u.value / w.value) / (a / b) < 5:
            continue
        yield Verdict(
            match.start(), a / b, True,
            f"“{match['a']}:{match['b']}”与所列数据不符：{u.written} 与 {w.written} 之比应为 {_proportion(u, w)}。",
            (term_of(u), term_of(w)), 0.88,
        )  # fmt: skip


def _proportion(u: Measure, w: Measure) -> str:
    if u.value >= w.value:
        return f"{number(round(u.value / w.value, 2))}:1"
    return f"1:{number(round(w.value / u.value, 2))}"


def _fits(u: Measure, w: Measure, stated: float, slack: float) -> bool:
    return u.low / w.high - slack <= stated <= u.high / w.low + slack


def _own(amount: Measure) -> str:
    """The words of an amount, but not those of its part (6,000万元的四分之一来自财政)."""
    return amount.label if amount.tail.startswith("的") else about(amount)


def _pairs(here: Sequence[Measure], ahead: str) -> tuple[list[tuple[Measure, Measure]], bool]:
    """The amounts that a proportion may be of, and whether they are sure: by their names, or the only two."""
    names = _NAMES.search(ahead)
    if names is not None:
        sides = [_COMMON.sub("", names[side]) for side in ("a", "b")]
        upper, lower = ([m for m in here if len(s) > 1 and share_words(s, [_own(m)])] for s in sides)
        pairs = [(u, w) for u in upper for w in lower if u is not w and u.unit == w.unit]
        if pairs:
            return pairs, True
    alike = next((group for u in ("万元", "人") if len(group := [m for m in here if m.unit == u]) == 2), [])
    taught = _TAUGHT.search(ahead) if all(re.search("师|生|学员", about(m)) for m in alike) else None
    if taught and len(alike) == 2:  # 生师比: the students come first
        students, teachers = sorted(alike, key=lambda m: "师" in about(m))
        first = taught[0].startswith("生")
        return [(students, teachers) if first else (teachers, students)], True
    pairs = list(permutations(alike, 2))
    if len(alike) == 2:  # 总经费4,500万元，财政与自筹之比为2:7，其中财政1,000万元
        part, whole = sorted(alike, key=lambda m: m.value)
        low, high = whole.low - part.high, whole.high - part.low
        rest = replace(whole, value=whole.value - part.value, low=low, high=high)
        pairs += list(permutations((part, rest), 2)) if low > 0 else []
    return pairs, len(alike) == 2 and not _TECHNICAL.search(ahead)


def leverage(clean: str, found: Sequence[Measure]) -> Iterator[Verdict]:
    """“引导资金800万元，带动社会资本2,800万元，财政每1元撬动社会资本5元”."""
    if "每" not in clean:
        return
    for match in _DRAWS.finditer(clean):
        token = match["y"]
        read = arabic_value(token) if token[0].isascii() else chinese_value(token)
        per = 100.0 if "百" in match["x"] else float(match["x"]) if match["x"].isdigit() else 1.0
        before = [m for m in found if m.end <= match.start() and m.unit == "万元"]
        begin = max((s.end() for s in re.finditer(r"[。！？\n]", clean[: match.start()])), default=0)
        before = [m for m in before if m.start >= begin] or before
        if not before and clean[match.end() : match.end() + 1] in (":", "("):  # 每1元带动3元：财政…，企业…
            end = next((s.start() for s in re.finditer(r"[。！？\n]", clean[match.end() :])), len(clean)) + match.end()
            before = [m for m in found if match.end() <= m.start < end and m.unit == "万元"]
        public = any(_PUBLIC.search(about(m)) for m in before)
        if read is None or not public or len(before) not in (2, 3) or any(m.bound for m in before):
            continue
        stated, step = float(read.value) / per, float(read.step) / per
        ends = [(w.low / u.high, w.high / u.low) for u, w in permutations(before, 2) if u.low > 0]
        ends += [
            ((u.low + v.low) / w.high, (u.high + v.high) / w.low)
            for u, v in combinations(before, 2) for w in before if w is not u and w is not v and w.low > 0
        ]  # fmt: skip
        if any(low <= stated + step / 2 and stated - step / 2 <= high for low, high in ends):
            continue
        one, two = sorted(before[-2:], key=lambda m: m.value)
        if one.low <= 0 or not 0.2 < two.value / one.value / stated < 5:
            continue
        yield Verdict(
            match.start(), stated, True,
            f"“{match[0]}”与所列数据不符：{two.written} ÷ {one.written} 应为 "
            f"{number(round(two.value / one.value, 2))} 倍。",
            (term_of(two), term_of(one)), 0.88,
        )  # fmt: skip
