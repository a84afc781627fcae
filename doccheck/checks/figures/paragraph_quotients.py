"""N003: quotients that a paragraph states beside their terms: 人均产值68万元, 自筹与财政之比为2:1."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence

from doccheck.checks.figures.paragraph_figures import Figure, alike
from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.terms import Term
from doccheck.checks.figures.verdicts import Verdict
from doccheck.facts.numbers import CHINESE, arabic_value, chinese_value
from doccheck.language.patterns import lazy

_PER_HEAD = lazy(
    rf"人均(?P<what>[\u4e00-\u9fff]{{0,8}}?)(?:约|近|达到?|为|是|:|\s)*(?P<value>\d[\d,]*(?:\.\d+)?|{CHINESE})\s?(?P<unit>万元|元)"
)
_EARNED = lazy(r"创收|营收|收入|^revenue$")


def per_head(
    clean: str, figures: Sequence[Figure], record: Callable[[Term, str, int], list[Term]]
) -> Iterator[Verdict]:
    """“产值37,230万元，按员工730人计，人均产值68万元”; the staff may stand in another place (``record``)."""
    for match in _PER_HEAD.finditer(clean):
        token = match["value"]
        written = arabic_value(token) if token[0].isascii() else chinese_value(token)
        if written is None:
            continue
        scale = 1.0 if match["unit"] == "万元" else 1e-4
        stated, step = float(written.value) * scale, float(written.step) * scale
        before = [f for f in figures if f.end <= match.start() and not f.difference]
        what = match["what"]
        sums = [
            f for f in before
            if f.term.unit == "万元"
            and (
                (not what and f is before[-1]) or alike(f.topic, what)
                or (_EARNED.search(what) and _EARNED.search(f"{f.topic}{f.term.quantity}"))
            )
        ]  # fmt: skip
        heads = [f for f in figures if f.term.unit == "人"]
        counted = record(sums[-1].term, "staff", 0) if sums and not heads else []
        if counted and len({h.value for h in counted}) == 1:
            s, h = sums[-1].term, counted[0]
            low, high = s.low / h.high, s.high / h.low
            if not (low <= stated + step and stated - step / 2 <= high) and 0.1 < high / stated < 10:
                yield _wrong(match, stated, s, h)
        if not sums or not heads:
            continue
        near = [f for f in before if f.term.unit == "人" and re.match(r"\s?(?:计|计算|测算)", clean[f.end :])]
        staff = near or [f for f in heads if f.term.quantity == "staff" or re.search(r"员工|职工|从业|在册", f.label)]
        if any(
            s.term.low / h.term.high <= stated + step and stated - step / 2 <= s.term.high / h.term.low
            for s in (f for f in before if f.term.unit == "万元") for h in heads if h.term.low > 0
        ):  # fmt: skip
            yield Verdict(match.start(), stated, False)
        elif len({h.term.value for h in staff}) == 1:
            s, h = sums[-1].term, staff[-1].term
            yield _wrong(match, stated, s, h)
        elif not staff and (only := _the_only(sums[-1], heads, clean[: match.start()], stated)) is not None:
            yield _wrong(match, stated, sums[-1].term, only)


_OF_ALL = lazy(r"(?:全员|员工|职工|从业人员|全公司|全院|全校)[^，,。；;]{0,4}$")


def _the_only(total: Figure, heads: Sequence[Figure], ahead: str, stated: float) -> Term | None:
    """The only people of whom the sentence of a sum speaks (研发投入3,010万元，研发人员86名，人均研发投入…)."""
    if _OF_ALL.search(ahead) or len({h.term.value for h in heads}) > 1 or heads[0].sentence != total.sentence:
        return None
    term = heads[0].term
    if heads[0].start > len(ahead) or not math.isfinite(term.high) or term.low <= 0:
        return None
    return term if 0.5 < total.term.value / term.value / stated < 2 else None


def _wrong(match: re.Match[str], stated: float, total: Term, heads: Term) -> Verdict:
    return Verdict(
        match.start(), stated, True,
        f"“{match[0]}”与所列数据不符：按 {total.written} ÷ {heads.written} 计算应为 "
        f"{number(round(total.value / heads.value, 1))} 万元。",
        (total, heads),
    )  # fmt: skip


_RATIO = lazy(
    r"(?P<names>[^,，。;；:：()（）]{0,20}?)之?比例?(?:约|近|亦|也|均|仍|达到?|为|是|:|\s)*"
    r"(?P<a>\d+(?:\.\d+)?)\s?[:∶]\s?(?P<b>\d+(?:\.\d+)?)(?![\d:∶])"
)
_PAIR = lazy(r"(?P<a>[\u4e00-\u9fff]{2,10}?)(?:与|和|同|跟|、|对)(?P<b>[\u4e00-\u9fff]{2,10})")


def compared(clean: str, figures: Sequence[Figure]) -> Iterator[Verdict]:
    """“自筹1,500万元、财政900万元，两者之比为2:1”."""
    for match in _RATIO.finditer(clean):
        before = [f for f in figures if f.end <= match.start("a")]
        a, b = float(match["a"]), float(match["b"])
        if len(before) < 2 or b <= 0 or a <= 0:
            continue
        named = _PAIR.fullmatch(match["names"].strip().removesuffix("的"))
        if named is not None:
            upper, lower = ([f for f in before if _named(f, named[side])] for side in ("a", "b"))
        elif re.fullmatch(r"\s?(?:两者|二者|两项|两部分)的?", match["names"]):
            upper, lower = before[-2:-1], before[-1:]
        else:
            continue
        pairs = [(u.term, w.term) for u in upper for w in lower if u.term.unit == w.term.unit and w.term.low > 0]
        if not pairs:
            continue
        half = 0.5 * 10.0 ** -len(match["a"].partition(".")[2])
        slack = half / b if "." in match["a"] or (b == 1 and a > 3) else 0.02 * a / b
        if any(u.low / w.high - slack <= a / b <= u.high / w.low + slack for u, w in pairs):
            yield Verdict(match.start(), a / b, False)
            continue
        u, w = pairs[-1]
        yield Verdict(
            match.start(), a / b, True,
            f"“{match['a']}:{match['b']}”与所列数据不符：{u.written} 与 {w.written} 之比应为 "
            f"{number(round(u.value / w.value, 2))}:1。",
            (u, w),
        )  # fmt: skip


def _named(figure: Figure, name: str) -> bool:
    return name in figure.topic or (len(figure.topic) > 1 and name.startswith(figure.topic))


def fold(clean: str, rate: Rate, figures: Sequence[Figure]) -> Iterator[Verdict]:
    """“纳税总额1,500万元，是2020年500万元的三倍”."""
    before = [f for f in figures if f.end <= rate.start]
    if len(before) < 2 or not re.fullmatch(r"的?(?:约|近|大约)?", clean[before[-1].end : rate.start]):
        return
    new, old = before[-2:]
    same = (new.topic, new.term.unit, new.sentence) == (old.topic, old.term.unit, old.sentence)
    if not same or old.term.low <= 0 or not re.search(r"[是为达]|相当于", clean[new.end : old.start]):
        return
    wrong = not rate.allows(new.term.low / old.term.high * 100, new.term.high / old.term.low * 100)
    yield Verdict(
        rate.start, rate.value, wrong,
        f"倍数写“{rate.written}”，按 {new.term.written} ÷ {old.term.written} 计算应为 "
        f"{number(round(new.term.value / old.term.value, 2))} 倍。",
        (new.term, old.term),
    )  # fmt: skip
