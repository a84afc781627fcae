"""Sums of money spread over the years: “出资2,650万元，分四期：2022年400万元、2023年950万元…”."""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Quantity
from doccheck.facts.sentence import Passage, Sentence, Stated
from doccheck.facts.timing import FUNDS
from doccheck.language.patterns import lazy

_YEARS = lazy(r"20\d\d\s?年[^\d]{0,12}\d[^。]*?20\d\d\s?年")
_DATED = lazy(
    r"(?P<year>20\d\d)\s?年度?(?:\s?[（(][^（()）]{1,10}[)）])?(?:投入|安排|出资|缴付|缴纳|到位|拨付|计划|使用|约|为|[:：\s])*$"
)
_BETWEEN = lazy(r"\s?(?:[,，(（]\s?占[^,，;；。()（）]{0,10}[)）]?)?\s?[)）]?\s?[、,，;；和及与]?\s?")
_PART = lazy(r"[，,（(]\s?(?:其中|含|内含)[^，,。；;、\d]{2,12}")
"""Before a part of one year's money, which is no year's."""
_SPREAD = lazy(
    r"分(?:年|期|[二两三四五六\d]\s?[年期])|逐年|各年|个(?:会计|预算)?年度|按年|[分摊落排][解摊配实]?[到至](?:各|每|每一)?(?:个?年|年度|年头|年份)"
)
"""Opens the years' parts of a sum that was told."""
_INTRODUCED = 24
_NEAR = 0.2
"""How far, at most, the parts may be from the whole where the words say that they are its parts."""
_ROUNDING = 0.001
Run = list[tuple[int, Quantity]]


def runs_of_years(sentence: Sentence) -> dict[int, Run]:
    """Figures of money of one year after the other, each with its year alone, by where the first stands."""
    if not _YEARS.search(sentence.text, sentence.start, sentence.end):
        return {}
    found: dict[int, Run] = {}
    run: Run = []
    end = sentence.start
    for quantity in sentence.found:
        if quantity.unit != "万元":
            continue
        if run and _PART.fullmatch(sentence.text, end, quantity.start):
            end = quantity.end  # 2023年投入1,100万元，其中财政资金300万元；2024年2,700万元
            continue
        dated = _DATED.search(sentence.text, max(end, quantity.start - 16), quantity.start)
        year = int(dated["year"]) if dated is not None else 0
        joined = dated is not None and _BETWEEN.fullmatch(sentence.text, end, dated.start()) is not None
        if run and joined and year == run[-1][0] + 1:
            run.append((year, quantity))
        else:
            run = [(year, quantity)] if year else []
        if len(run) > 1:
            found[run[0][1].start] = run
        end = quantity.end
    return found


def spread(sentence: Sentence, run: Run, passage: Passage) -> list[Stated]:
    """The years' parts of the sum told last that they make up, or that the words before them call so."""
    first = run[0][1].start
    low, high = sum(q.low for _, q in run), sum(q.high for _, q in run)
    last = next((one for one in reversed(passage.paid) if low <= one.quantity.high and one.quantity.low <= high), None)
    if last is None and _SPREAD.search(sentence.text, max(sentence.start, first - _INTRODUCED), first) and passage.paid:
        last = next((one for one in reversed(passage.paid) if _near(one.quantity.value, high)), None)
    if last is None:
        return []
    entry = catalogue()["investment"] if last.entry.id == "total" else last.entry
    return [
        replace(last, entry=entry, quantity=q, year=year, until=None, start=q.start, end=q.end) for year, q in run
    ]


def _near(whole: float, parts: float) -> bool:
    """Whether parts may be meant to make up a whole, though their sum is off by a slip."""
    return abs(parts - whole) <= _NEAR * whole or _tenfold(whole, parts)


def _tenfold(whole: float, parts: float) -> bool:
    """Whether a whole is its parts' sum but for noughts, of a unit that is wrong: 490万元 written 4,900,000万元."""
    return any(abs(whole - parts * ten) < _ROUNDING * whole for ten in (10, 100, 1_000, 10_000))


def is_spread(one: Stated) -> bool:
    """Whether a sum may be spread over years: money of the whole term, or of no year."""
    return one.entry.id in (*FUNDS, "total", "investment") and (one.year is None or one.until is not None)
