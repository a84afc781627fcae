"""The figures by which a threshold is judged: which years it asks for, what is computed of them, and what follows.

每年 asks it of each year, 平均 of the mean of the years, 累计 of their sum. Words that leave this open
(近三年研发投入强度不低于3%) are judged only where every reading says the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from doccheck.facts.catalogue import catalogue
from doccheck.facts.dates import periods
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import chinese_value
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import ChoiceRow, Threshold, ThresholdRow

Over: TypeAlias = Literal["one", "each", "mean", "total"]
Verdict: TypeAlias = Literal["met", "missed", "undecided"]

_SPAN = lazy(r"(?:近|最近|前|过去|连续)\s?([一二两三四五六七八九十\d]{1,2})\s?(?:个)?(?:会计|完整|自然)?(?:会计)?年")
_EACH = lazy(r"每(?:一)?(?:个会计)?年|各年|逐年|年年|连续[一二两三四五\d]+年|[年度]均(?:不|达|在|为|超|须|应|高|低)")
_MEAN = lazy(r"平均|年均")
_TOTAL = lazy(r"累计|合计|总和|之和|总额|共计")
_QUOTIENTS = {"rd_intensity": ("rd", "revenue")}
"""Shares that are computed of two yearly amounts of the same unit: numerator and denominator."""


class Input(Struct, frozen=True):
    """One figure that goes in, or the lack of one."""

    label: str
    year: int | None
    fact: Fact | None = None


class Judgement(Struct, frozen=True):
    """What follows for a threshold from the figures of the submission. ``margin`` is below 0 where it is missed.

    ``low``–``high`` is what the written digits of the inputs allow for ``value``; it is None where nothing could be
    computed, and ``note`` says why a verdict is open.
    """

    row: ThresholdRow
    over: Over
    years: tuple[int, ...]
    inputs: tuple[Input, ...]
    formula: str = ""
    value: float | None = None
    low: float = -math.inf
    high: float = math.inf
    verdict: Verdict = "undecided"
    note: str = ""

    @property
    def unit(self) -> str:
        """The unit of value, bound and margin."""
        return self.row.threshold.unit or ""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The figures that were found."""
        return tuple(i.fact for i in self.inputs if i.fact is not None)

    @property
    def lacking(self) -> tuple[int, ...]:
        """Years of which nothing is stated."""
        held = {i.year for i in self.inputs if i.fact is None}
        return tuple(year for year in self.years if year in held)

    @property
    def margin(self) -> float | None:
        """How far the value is on the right side of the bound."""
        test = self.row.threshold
        if self.value is None or (test.min is None and test.max is None):
            return None
        return self.value - test.min if test.min is not None else (test.max or 0.0) - self.value

    @property
    def limit(self) -> str:
        """What is asked, in words: 每年不低于 3%."""
        test = self.row.threshold
        how = {"one": "", "each": "每年", "mean": "平均", "total": "累计"}[self.over]
        bound = f"不低于 {test.min:g}" if test.min is not None else f"不高于 {test.max or 0:g}"
        return f"{how}{bound}{self.unit}"


class _Year(Struct, frozen=True):
    """The value of one year with its interval and the inputs it is made of."""

    year: int
    inputs: tuple[Input, ...]
    value: float | None = None
    low: float = 0.0
    high: float = 0.0
    formula: str = ""
    firm: bool = True
    """Whether the value itself is meant (研发投入强度3%), not a bound on it (不足3%)."""


def judge(row: ThresholdRow, mapped: MappedSubmission) -> Judgement | None:
    """The judgement on a row that compares a figure; None for rows that ask something else."""
    test = row.threshold
    if test.test != "figure" or not test.quantity or (test.min is None and test.max is None):
        return None
    over, count = _asked(row)
    last = test.year or mapped.year - 1
    years = tuple(range(last - count + 1, last + 1))
    held = [_of_year(mapped, test, year, alone=count == 1) for year in years]
    if over is None:
        flow = test.unit == "万元"
        readings: tuple[Over, ...] = ("each", "mean", "total") if flow else ("each", "mean")
        judged = [_judge(row, mapped, reading, held) for reading in readings]
        first = judged[0]
        if len({j.verdict for j in judged}) == 1:
            return first
        return replace(first, verdict="undecided", note="通知没有写明是每年达到还是平均达到，两种算法结论不同")
    return _judge(row, mapped, over, held)


def asked_of(row: ThresholdRow, mapped: MappedSubmission) -> bool:
    """Whether the row is asked of this lead at all."""
    if row.when_lead and (mapped.lead is None or mapped.lead.kind not in row.when_lead):
        return False
    return strict_for(row, mapped) or row.threshold.lenient is not None


def strict_for(row: ThresholdRow, mapped: MappedSubmission) -> bool:
    """Whether the row holds in full for this lead: False where it ticked a kind that is only to be verified."""
    strict = set(row.threshold.strict_for)
    kinds = {option.value for r in mapped.programme.rows if isinstance(r, ChoiceRow) and r.tick for option in r.options}
    ticked = {option for value in mapped.fields for option in value.chosen} & kinds
    return not strict or not ticked or bool(ticked & strict)


def _asked(row: ThresholdRow) -> tuple[Over | None, int]:
    """How the years are taken together and how many there are: as the row declares, else by its words."""
    test = row.threshold
    words = row.must or row.title or row.sentence
    count = test.years or _span(words, test.year)
    if count <= 1:
        return "one", 1
    if test.over is not None:
        return test.over, count
    said: list[Over] = []
    if _MEAN.search(words):
        said.append("mean")
    if _TOTAL.search(words):
        said.append("total")
    if _EACH.search(words):
        said.append("each")
    return (said[0] if len(said) == 1 else None), count


def _span(words: str, last: int | None) -> int:
    match = _SPAN.search(words)
    if match:
        number = chinese_value(match[1]) if not match[1].isdigit() else None
        return int(match[1]) if match[1].isdigit() else int(number.value) if number else 1
    spans = [p for p in periods(words) if p.begin and p.finish and p.ordinal is None]
    if last is not None and len(spans) == 1 and spans[0].begin and spans[0].finish:
        begin, finish = spans[0].begin.year, spans[0].finish.year
        if finish == last and 0 < finish - begin < 10:
            return finish - begin + 1
    return 1


def _judge(row: ThresholdRow, mapped: MappedSubmission, over: Over, held: Sequence[_Year]) -> Judgement:
    years = tuple(y.year for y in held)
    inputs = tuple(i for y in held for i in y.inputs)
    empty = Judgement(row, over, years, inputs)
    known = [y for y in held if y.value is not None]
    if over in ("mean", "total"):
        if whole := _whole(row, mapped, over, years):
            return whole
        if len(known) < len(held):
            return replace(empty, note=_lack(held))
        return _together(empty, row, over, known)
    if not known:
        return replace(empty, note=_lack(held))
    worst = min(known, key=lambda y: _distance(row.threshold, y.value or 0.0))
    verdicts = [_verdict(row.threshold, y) for y in known]
    formula = worst.formula
    if over == "each":
        formula = "；".join(f"{y.year} 年 {y.formula}" for y in known)
    verdict: Verdict = "missed" if "missed" in verdicts else "met" if set(verdicts) == {"met"} else "undecided"
    note = "" if verdict != "undecided" else _NEAR
    if len(known) < len(held) and verdict != "missed":
        verdict, note = "undecided", _lack(held)
    return replace(
        empty, formula=formula, value=worst.value, low=worst.low, high=worst.high, verdict=verdict, note=note
    )


_NEAR = "所写数据的精度不足以判断是否达到"


def _lack(held: Sequence[_Year]) -> str:
    years = "、".join(str(y.year) for y in held if y.value is None)
    return f"材料中没有找到 {years} 年的数据"


def _together(empty: Judgement, row: ThresholdRow, over: Over, known: Sequence[_Year]) -> Judgement:
    """Mean or sum of the years; a mean of quotients is also taken as the quotient of the sums."""
    test, unit, n = row.threshold, row.threshold.unit or "", len(known)
    parts = 1 if over == "total" else n
    value = math.fsum(y.value or 0.0 for y in known) / parts
    low, high = math.fsum(y.low for y in known) / parts, math.fsum(y.high for y in known) / parts
    terms = " + ".join(said(y.value or 0.0, unit) for y in known)
    formula = f"{terms} = {said(value, unit)}" if over == "total" else f"({terms}) ÷ {n} = {said(value, unit)}"
    made = _Year(known[-1].year, (), value, low, high, formula, all(y.firm for y in known))
    verdict, note = _verdict(test, made), ""
    if verdict == "undecided":
        note = _NEAR
    pairs = [[i.fact for i in y.inputs] for y in known]
    if over == "mean" and all(len(pair) == 2 and all(pair) for pair in pairs):
        above = math.fsum(pair[0].value for pair in pairs if pair[0])
        below = math.fsum(pair[1].value for pair in pairs if pair[1])
        whole = above / below * 100
        other = _verdict(test, replace(made, value=whole, low=whole - (value - low), high=whole + (high - value)))
        if other != verdict:
            verdict, note = "undecided", f"各年比例的平均为 {said(value, unit)}，按各年合计计算为 {said(whole, unit)}"
    return replace(empty, formula=formula, value=value, low=low, high=high, verdict=verdict, note=note)


def _whole(row: ThresholdRow, mapped: MappedSubmission, over: Over, years: tuple[int, ...]) -> Judgement | None:
    """A stated sum over exactly these years (近三年累计研发投入1.9亿元) answers mean and sum by itself."""
    test = row.threshold
    sums = [
        f
        for f in mapped.facts
        if f.quantity == test.quantity
        and f.nature is Nature.CUMULATIVE
        and (f.year, f.until) == (years[0], years[-1])
        and f.unit == test.unit == "万元"
    ]
    if not sums:
        return None
    fact, parts = sums[0], 1 if over == "total" else len(years)
    value, unit = fact.value / parts, test.unit or ""
    formula = said(fact.value, unit) + (f" ÷ {parts} = {said(value, unit)}" if parts > 1 else "")
    made = _Year(years[-1], (), value, fact.low / parts, fact.high / parts)
    name = f"{years[0]}—{years[-1]} 年累计{_name(test.quantity or '')}"
    verdict = _verdict(test, made)
    return Judgement(
        row,
        over,
        years,
        (Input(name, None, fact),),
        formula,
        value,
        made.low,
        made.high,
        verdict,
        _NEAR if verdict == "undecided" else "",
    )


def _of_year(mapped: MappedSubmission, test: Threshold, year: int, *, alone: bool) -> _Year:
    """The stated figure of a year, or for a share the quotient of its terms."""
    quantity = test.quantity or ""
    allowed = (year, None) if alone else (year,)
    fact = _best([f for f in mapped.facts if f.quantity == quantity and f.year in allowed and _real(f)])
    if fact is not None:
        stated = (Input(f"{year} 年{_name(quantity)}", year, fact),)
        firm = fact.nature is Nature.ACTUAL
        return _Year(year, stated, fact.value, fact.low, fact.high, said(fact.value, fact.unit), firm)
    kind, _, what = quantity.rpartition(".")
    if what in _QUOTIENTS:
        names = [f"{kind}.{term}" for term in _QUOTIENTS[what]]
        terms = [
            _best([f for f in mapped.facts if f.quantity == name and f.year == year and _real(f)]) for name in names
        ]
        held = tuple(Input(f"{year} 年{_name(n)}", year, f) for n, f in zip(names, terms, strict=True))
        above, below = terms
        if above is None or below is None or below.low <= 0:
            return _Year(year, held)
        value = above.value / below.value * 100
        formula = f"{said(above.value, above.unit)} ÷ {said(below.value, below.unit)} = {value:.2f}%"
        return _Year(
            year,
            held,
            value,
            above.low / below.high * 100,
            above.high / below.low * 100,
            formula,
            above.nature is below.nature is Nature.ACTUAL,
        )
    return _Year(year, (Input(f"{year} 年{_name(quantity)}", year),))


def _best(facts: Sequence[Fact]) -> Fact | None:
    """The figure to go by: of the very year, of the unit itself and not its group, rather from a form."""
    return max(
        facts, key=lambda f: (f.year is not None, f.scope != "group", f.source in ("field", "roster")), default=None
    )


def _real(fact: Fact) -> bool:
    return fact.nature in (Nature.ACTUAL, Nature.AT_LEAST, Nature.AT_MOST)


def _distance(test: Threshold, value: float) -> float:
    return value - test.min if test.min is not None else (test.max or 0.0) - value


def _verdict(test: Threshold, year: _Year) -> Verdict:
    """Missed only where no value that the digits allow is enough; met where the written value is."""
    value = year.value or 0.0
    slack = 1e-9 * max(1.0, abs(value))
    if test.min is not None:
        if year.high < test.min - slack:
            return "missed"
        return "met" if year.low >= test.min - slack or (year.firm and value >= test.min - slack) else "undecided"
    limit = test.max or 0.0
    if year.low > limit + slack:
        return "missed"
    return "met" if year.high <= limit + slack or (year.firm and value <= limit + slack) else "undecided"


def _name(quantity: str) -> str:
    entry = catalogue().get(quantity.rpartition(".")[2])
    return entry.name if entry else quantity


def said(value: float, unit: str) -> str:
    """A value with its unit as a formula shows it: 6,100 万元, 4.01%."""
    if unit == "%":
        return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
    text = re.sub(r"\.?0+$", "", f"{value:,.2f}")
    return f"{text} {unit}".strip()
