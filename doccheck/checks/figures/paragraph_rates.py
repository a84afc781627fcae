"""N003 in one paragraph: every rate that it says, against the figures that stand beside it.

A rate is right if any sensible pair of the figures gives it, wrong if the likeliest pair is sure and none gives it, and
left to the facts of other places if the figures are not here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from doccheck.checks.figures.paragraph_figures import THOUSANDS, Figure, clause_of, labelled
from doccheck.checks.figures.paragraph_growth import (
    grown,
    grown_figure,
    grown_terms,
    growth_cue,
    growth_terms,
    is_base,
    is_compound,
    is_fall,
    rise_of,
    risen,
    steps,
)
from doccheck.checks.figures.paragraph_quotients import compared, fold, per_head
from doccheck.checks.figures.paragraph_shares import of_another_year, share_terms, together
from doccheck.checks.figures.rates import Rate, rates
from doccheck.checks.figures.terms import Term, to_the_digit
from doccheck.checks.figures.verdicts import Verdict
from doccheck.language.patterns import lazy

_FUTURE = lazy(r"不低于|不少于|不得|不高于|不超过|应当?|须|需|力争|确保|要求|须经")
_ROUGH = ("level", "double", "each")


Record = Callable[[Term, str, int], list[Term]]
"""What is on record of whom a figure is: of a quantity (or the same), so many years before."""


def _nothing(_figure: Term, _quantity: str, _back: int) -> list[Term]:
    return []


def verdicts(
    clean: str, reference_year: int, borders: Sequence[int] = (), record: Record = _nothing
) -> Iterator[Verdict]:
    """What a narrowed paragraph's own figures say of its rates, in reading order; silent on those it cannot judge.

    ``borders`` are the places where a unit is named; ``record`` tells what other places say.
    """
    figures = labelled(clean, reference_year)
    if not figures:
        return
    plain = THOUSANDS.sub("'", clean)
    shared: list[Figure] = []
    since = 0
    whole: Figure | None = None
    spoken: tuple[Figure, str] | None = None
    for rate in rates(clean):
        begin = clause_of(plain, rate.start)
        if rate.points or (rate.bound and math.isfinite(rate.low) and math.isfinite(rate.high)):
            continue
        clause = clean[begin : rate.start]
        if _FUTURE.search(clause) or re.search(r"分别|依次|各占|各增|逐年", clause):
            continue
        if rate.form == "steps":
            yield from _steps(rate, figures)
            continue
        cue = growth_cue(clean, begin, rate)
        if cue is not None or rate.form in ("level", "double"):
            yield from _growth(clean, begin, rate, cue[0] if cue else "", figures, reference_year, since, record)
            since = rate.end
            continue
        if rate.form == "fold":
            yield from fold(clean, rate, figures)
            continue
        part, wholes, sure = share_terms(clean, begin, rate, figures, shared, whole, borders)
        if part is None:
            continue
        shared.append(part)
        if of_another_year(clean, begin, rate, part):
            continue
        said = f"{_carried_base(spoken, part, clause)}{clause}"
        spoken = (part, said) if _OF_REVENUE.search(said) else None
        verdict = _share(rate, part, wholes, sure, figures, clause, record)
        verdict = verdict or _share_on_record(rate, part, wholes, said, record)
        if verdict is None and wholes and all(w in shared for w in wholes):
            verdict = Verdict(rate.start, rate.value, False)  # parts of a whole that stands elsewhere
        if verdict is not None:
            yield verdict
            fitting = [w for w in wholes if not verdict.wrong and _fits(rate, part.term, w.term)]
            whole = fitting[0] if fitting else wholes[0] if verdict.wrong and sure else whole
    yield from per_head(clean, figures, record)
    yield from compared(clean, figures)


_OF_THE_TOTAL = lazy(r"总(?:投入|投资|经费|预算|额|盘子|量|数)?")
_OF_REVENUE = lazy(r"占[^，,。；;]{0,8}(?:收入|营收|销售额)")


def _carried_base(spoken: tuple[Figure, str] | None, part: Figure, clause: str) -> str:
    """What the share before was said to be of, where the next year's has 占 alone: 占营业收入5.8%，2019年…，占6.6%."""
    if spoken is None or not _BARE.fullmatch(clause):
        return ""
    before, words = spoken
    return words if (before.sentence, before.topic) == (part.sentence, part.topic) else ""


_BARE = lazy(r"\s?占(?:比|到|了|为|约)*\s?")


def _fits(rate: Rate, part: Term, whole: Term) -> bool:
    """Whether a share may be that of two figures, one of which may have its unit wrong (N004 tells)."""
    if whole.high <= 0:
        return False
    low = part.low / whole.high * 100
    high = part.high / whole.low * 100 if whole.low > 0 else math.inf  # 接近1亿元 may be any
    closed = math.isfinite(rate.low) and math.isfinite(rate.high)  # of 一半以上 any scale would do
    scales = (1.0, 1e4, 1e-4) if part.unit == "万元" and closed else (1.0,)
    return any(rate.allows(low * scale, high * scale) for scale in scales)


def _share(
    rate: Rate, part: Figure, wholes: Sequence[Figure], sure: bool, figures: Sequence[Figure], clause: str,
    record: Record,
) -> Verdict | None:  # fmt: skip
    fitting = [w.term for w in wholes if _fits(rate, part.term, w.term)]
    if fitting:
        exact = _to_the_digit(fitting[0], record) if sure and len(fitting) == 1 and _is_rough(fitting[0]) else None
        if exact is None or any(_fits(rate, part.term, w) for w in (exact, _as_written(fitting[0]))):
            return Verdict(rate.start, rate.value, False)
        wholes = [replace(wholes[0], term=exact)]  # 总投入1.5亿元, in the tables 15,000万元
    if not sure or not wholes or wholes[0].term.value <= 0:
        return None
    whole = wholes[0].term
    if together(clause):
        run = [f.term for f in reversed(figures) if f.end <= part.end and f.term.unit == part.term.unit][:6]
        sums = list(accumulate(t.value for t in run))
        bases = [w.term for w in wholes if w.term.low > 0]
        if any(rate.allows(s / w.high * 100, s / w.low * 100) for s in sums for w in bases):
            return Verdict(rate.start, rate.value, False)
    true = part.term.value / whole.value * 100
    if not 0.1 < true / max(rate.value, 1e-6) < 10:
        return None  # a unit is wrong, which other checks tell
    if _OF_THE_TOTAL.search(clause) and not _OF_THE_TOTAL.search(wholes[0].label) and any(
        _fits(rate, f, total) for f in (part.term, whole) for total in record(part.term, "total", 0)
    ):
        return Verdict(rate.start, rate.value, False)  # 某单位投入2,900万元，其中自筹2,400万元，占总投入的33.7%
    return Verdict(
        rate.start, rate.value, True,
        f"占比写“{rate.written}”，按 {part.term.written} ÷ {whole.written} 计算应为 {true:.1f}%。", (part.term, whole),
    )  # fmt: skip


def _growth(
    clean: str, begin: int, rate: Rate, cue: str, figures: Sequence[Figure], reference_year: int,
    since: int, record: Record,
) -> Iterator[Verdict]:  # fmt: skip
    pairs = growth_terms(clean, begin, rate, cue, figures, reference_year, since)
    if not pairs and (rise := risen(clean, rate, cue, figures)) is not None:
        ends = rise_of(*rise)
        wrong = not any(rate.allows(*end) for end in ends)
        new, by = rise
        told = new.term.written, by.term.written
        terms = "按 {} 变动 {}".format(*told) if is_base(*rise) else "按变动 {1} 后为 {0}".format(*told)
        yield Verdict(
            rate.start, rate.value, wrong,
            f"{'降幅' if is_fall(cue) else '增幅'}写“{rate.written}”，{terms} "
            f"计算应为 {sum(ends[0]) / 2:.1f}%。",
            (new.term, by.term),
        )  # fmt: skip
        return
    if not pairs:
        yield from _growth_on_record(clean, begin, rate, cue, figures, reference_year, record)
        return
    compound, down = is_compound(clean[begin : rate.start]), is_fall(cue)
    tried = pairs[:1] if rate.form in _ROUGH else pairs
    if compound:
        tried = [pairs[0], *(p for p in pairs[1:] if p[2] > 1)]
    for new, old, years in tried:
        spans = {years, years + 1} if compound else {0}
        ends = [grown(new, old, down, span) for span in spans]
        if rate.form == "fold":  # 增长两倍 is said of a threefold and of a twofold
            ends += [(low + 100, high + 100) for low, high in ends]
        if any(rate.allows(low, high) for low, high in ends):
            exact = _exactly(pairs[0], record) if not compound and rate.form == "" else None
            if exact is None or any(rate.allows(*grown(*pair, down)) for pair in exact):
                yield Verdict(rate.start, rate.value, False)
                return
            pairs = [(*exact[-1], years)]
            break
    new, old, years = pairs[0]
    if (compound and years < 2) or not 0.1 < new.term.value / (old.term.value or 1e-9) < 10:
        return  # beyond ten times a unit is wrong, which other checks tell
    low, high = grown(new, old, down, years if compound else 0)
    true = (low + high) / 2
    way = "降幅" if down else "年均增幅" if compound else "增幅"
    yield Verdict(
        rate.start, rate.value, True,
        f"{way}写“{rate.written}”，按 {_when(old)}{old.term.written} 到 {_when(new)}{new.term.written} 计算应为 "
        f"{true:.1f}%。",
        (new.term, old.term),
    )  # fmt: skip


def _is_rough(term: Term) -> bool:
    return term.high - term.low > _LOOSE * term.value and math.isfinite(term.high)


def _as_written(term: Term) -> Term:
    return replace(term, low=term.value, high=term.value)


_LOOSE = 0.01
"""A figure is rough if its digits leave so much of it open (约9.65亿元)."""


def _exactly(pair: tuple[Figure, Figure, int], record: Record) -> list[tuple[Figure, Figure]] | None:
    """A rough figure with another, as just what it says and as what is on record to the digit; ``None`` without."""
    rough = [f for f in pair[:2] if _is_rough(f.term)]
    if len(rough) != 1:
        return None
    term = rough[0].term
    held = _to_the_digit(term, record)
    if held is None:
        return None
    plain = (_as_written(term), replace(held, start=term.start, end=term.end))
    said = [replace(rough[0], term=t) for t in plain]
    return [(f, pair[1]) if pair[0] is rough[0] else (pair[0], f) for f in said]


def _to_the_digit(term: Term, record: Record) -> Term | None:
    """What a rough figure is to the digit, as other places have it; ``None`` where they do not or differ."""
    held = [t for t in record(term, "", 0) if t.unit == term.unit and t.high - t.low <= _LOOSE * t.value / 10]
    if not held or any(t.high < term.low or t.low > term.high or t.value != held[0].value for t in held):
        return None
    return held[0]


def _growth_on_record(
    clean: str, begin: int, rate: Rate, cue: str, figures: Sequence[Figure], reference_year: int, record: Record
) -> Iterator[Verdict]:
    """“2022年缴税4,218万元，较上年增长23.6%”, with the year before in another place."""
    found = grown_figure(clean, begin, rate, cue, figures, reference_year)
    if found is None:
        return
    figure, back = found
    if _OTHERS.search(figure.label):
        return
    down = is_fall(cue)
    news = sorted(to_the_digit([figure.term, *record(figure.term, "", 0)]), key=lambda t: t.high - t.low)
    olds = [t for t in record(figure.term, "", back) if t.low > 0 and t.unit == figure.term.unit]
    pairs = [(n, o) for n in news for o in olds]
    if not pairs or any(not 0.1 < n.value / o.value < 10 for n, o in pairs):
        return
    if any(rate.allows(*grown_terms(n, o, down)) for n, o in pairs):
        yield Verdict(rate.start, rate.value, False)
        return
    new, old = pairs[0]
    if old.year is None:
        return
    true = sum(grown_terms(new, old, down)) / 2
    yield Verdict(
        rate.start, rate.value, True,
        f"{'降幅' if down else '增幅'}写“{rate.written}”，按 {old.year}年 {old.written} 到 "
        f"{new.year or '次'}年 {new.written} "
        f"计算应为 {true:.1f}%。",
        (new, old), 0.88,
    )  # fmt: skip


def _share_on_record(
    rate: Rate, part: Figure, wholes: Sequence[Figure], clause: str, record: Record
) -> Verdict | None:
    """“研发人员38人，平均每四名员工就有一名”, “研发投入547万元，研发费用率15.2%”, with the whole in another place."""
    words = f"{clause}{rate.written}"
    if part.term.unit == "人" and _STAFF_OR_NOTHING.search(words if rate.form == "each" else clause):
        what = "staff"
    elif part.term.unit == "万元" and re.search(r"收入|营收|销售|强度|费用率", words):
        what = "revenue"
    else:
        return None
    parts = [part.term, *record(part.term, "", 0)]
    if _OTHERS.search(part.label) or parts[-1].quantity == what:
        return None
    if what == "revenue" and parts[-1].quantity != "rd":
        return None
    others = [t for t in record(part.term, what, 0) if t.low > 0 and t.unit == part.term.unit]
    if not others or any(_fits(rate, p, w) for p in parts for w in [*others, *(f.term for f in wholes)]):
        return Verdict(rate.start, rate.value, False) if others else None
    whole = others[0]
    true = part.term.value / whole.value * 100
    if not 0.1 < true / max(rate.value, 1e-6) < 10 or true > 100:
        return None
    return Verdict(
        rate.start, rate.value, True,
        f"占比写“{rate.written}”，按 {part.term.written} ÷ {whole.written} 计算应为 {true:.1f}%。",
        (part.term, whole), 0.86,
    )  # fmt: skip


_OTHERS = lazy(r"母公司|子公司|集团|合并|全[市省国区]|行业")
_STAFF_OR_NOTHING = lazy(r"员工|职工|从业|全员|在册|在岗|总人数|全公司|^(?:占比?|比例|比重)?[约近达为到是不]*$")


def _when(figure: Figure) -> str:
    return f"{figure.term.year}年 " if figure.term.year else ""


def _steps(rate: Rate, figures: Sequence[Figure]) -> Iterator[Verdict]:
    before = [f for f in figures if f.end <= rate.start and not f.difference]
    if not before:
        return
    last = before[-1]
    group = [f for f in before if (f.topic, f.term.unit, f.sentence) == (last.topic, last.term.unit, last.sentence)]
    for new, old in steps(group, int(rate.value)):
        if new.term.high / max(old.term.low, 1e-9) < 1.1:
            yield Verdict(
                rate.start, rate.value, True,
                f"写“{rate.written}”，但 {_when(old)}{old.term.written} 到 {_when(new)}{new.term.written} 只增长 "
                f"{(new.term.value / old.term.value - 1) * 100:.1f}%。",
                (new.term, old.term),
            )  # fmt: skip
            return
