"""N003: growth dealt out in turn, and multiples of another year, recomputed from what is on record of those years.

“2022年营业收入、净利润分别增长16.0%和23.2%”; “2022年的研发投入是2020年的1.5倍”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.paragraph_growth import PART_OF_YEAR
from doccheck.checks.figures.places import number
from doccheck.checks.figures.rates import Rate, rates
from doccheck.checks.figures.said import Said, closest, slip_of, subject_at
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.terms import Term, names_in, to_the_digit
from doccheck.facts.catalogue import catalogue
from doccheck.facts.subjects import Subject
from doccheck.language.patterns import lazy
from doccheck.programme.schema import Role

_DEALT = lazy(
    r"(?:分别|依次)(?:较上年|比上年|较去年|比去年|同比)?(?P<way>增长|上升|提高|增加|上涨|下降|减少|下滑|降低)(?:了|约|达到?|为|\s)*$"
)
_NEXT = lazy(r"\s?[、,，和及与]\s?(?:和|及|与)?\s?")
_YEARS = lazy(r"(?:(?:19|20)\d{2}\s?年?度?\s?[、,，和及与至到]*\s?)+")
_LEFT = lazy(r"(?:公司|本公司|我[司公]|单位|牵头|企业|实现|完成|全年|的|其|年度?|[、,，和及与:：\s])*")
_OLD = lazy(
    r"(?P<new>(?:19|20)\d{2})\s?年?度?的?(?P<what>[\u4e00-\u9fff]{2,8}?)(?:已|约|就)?(?:是|为|达到?了?|相当于)(?P<old>(?:19|20)\d{2})\s?年?度?的(?:约|近)?\s?$"
)


def dealt_growth(said: Said, ledger: Ledger) -> Iterator[Slip]:
    """Each rate of a list of growth against its own quantity and year."""
    if "分别" not in said.text and "依次" not in said.text:
        return
    found = [r for r in rates(said.text) if not r.bound and not r.points and not r.form]
    for index, first in enumerate(found):
        dealt = _DEALT.search(said.text[: first.start])
        if dealt is None or PART_OF_YEAR.search(said.text[: dealt.start()]):
            continue
        run = [first]
        for rate in found[index + 1 :]:
            if not _NEXT.fullmatch(said.text, run[-1].end, rate.start):
                break
            run.append(rate)
        told = _of_each(said, dealt.start(), len(run), ledger)
        subject = _whose(said, dealt.start(), ledger)
        if told is None or subject is None:
            continue
        down = re.search("降|减|滑", dealt["way"]) is not None
        for rate, (quantity, year) in zip(run, told, strict=True):
            yield from _grown(said, rate, subject, quantity, year, down, ledger)


def _of_each(said: Said, end: int, count: int, ledger: Ledger) -> list[tuple[str, int]] | None:
    """Quantity and year of each of so many rates: one year's quantities, or one quantity's years."""
    begin = max(said.text.rfind(mark, 0, end) for mark in "。；;") + 1
    words = said.text[begin:end]
    mentions = ledger.units.mentions(words)
    for start, stop, _ in reversed(mentions):
        words = words[:start] + " " * (stop - start) + words[stop:]
    names, years = names_in(words), [int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d{2})\s?年?", words)]
    rest = _YEARS.sub("", words)
    for name in names:
        rest = rest.replace(words[name.start : name.end], "", 1)
    if not _LEFT.fullmatch(rest):
        return None  # 2022年出口收入、服务收入分别增长
    if len(names) == count > 1 and len(years) == 1:
        return [(name.quantity, years[0]) for name in names]
    if len(names) == 1 and len(years) == count > 1:
        return [(names[0].quantity, year) for year in years]
    return None


def _whose(said: Said, position: int, ledger: Ledger) -> Subject | None:
    subject = subject_at(said, position, ledger)
    return ledger.units.lead_subject() if subject is None and said.part.role is Role.APPLICATION else subject


def _grown(
    said: Said, rate: Rate, subject: Subject, quantity: str, year: int, down: bool, ledger: Ledger
) -> Iterator[Slip]:
    news, olds = (to_the_digit(ledger.terms(subject, quantity, y)) for y in (year, year - 1))
    pairs = [(n, o) for n in news for o in olds if o.low > 0 and n.unit == o.unit]
    sign = -1 if down else 1
    ends = [sorted((sign * (n.low / o.high - 1) * 100, sign * (n.high / o.low - 1) * 100)) for n, o in pairs]
    if not pairs or any(rate.allows(low, high) for low, high in ends):
        return
    n, o = closest(pairs, said.part.document)
    true = sign * (n.value / o.value - 1) * 100
    if not 0.2 < true / max(rate.value, 1e-6) < 5:
        return
    entry = catalogue().get(quantity)
    yield slip_of(
        said, rate, (n, o),
        f"{entry.name if entry else ''}{'降幅' if down else '增幅'}写“{rate.written}”，按 {year - 1}年 {o.written} 到 "
        f"{year}年 {n.written} 计算应为 {true:.1f}%。",
        0.88,
    )  # fmt: skip


def multiple_of_year(said: Said, rate: Rate, ledger: Ledger) -> Iterator[Slip]:
    """A multiple told of two years of one quantity."""
    told = _OLD.search(said.text[: rate.start])
    names = names_in(told["what"]) if told is not None else []
    if told is None or len(names) != 1 or (names[0].start, names[0].end) != (0, len(told["what"])):
        return
    subject = _whose(said, told.start(), ledger)
    news, olds = (_held(subject, names[0].quantity, int(told[side]), ledger) for side in ("new", "old"))
    pairs = [(n, o) for n in news for o in olds if o.low > 0 and n.unit == o.unit]
    if not pairs or any(rate.allows(n.low / o.high * 100, n.high / o.low * 100) for n, o in pairs):
        return
    n, o = closest(pairs, said.part.document)
    true = n.value / o.value
    if 0.3 < true * 100 / rate.value < 3.3:
        yield slip_of(
            said, rate, (n, o),
            f"倍数写“{rate.written}”，按 {n.written} ÷ {o.written} 计算应为 {number(round(true, 2))} 倍。",
            0.88,
        )  # fmt: skip


def _held(subject: Subject | None, quantity: str, year: int, ledger: Ledger) -> Sequence[Term]:
    return to_the_digit(ledger.terms(subject, quantity, year)) if subject is not None else []
