"""The figures in one cell of a table, read with what its headers say.

A cell holds a number, a number with its unit, or some clauses (“118人，其中专职96人”, “5家／2家／1家”). The first
figure is the label's; a further one counts only if its own words name a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from doccheck.facts.catalogue import Entry, words_in
from doccheck.facts.model import Quantity
from doccheck.facts.numbers import ARABIC, narrow
from doccheck.facts.quantities import quantities
from doccheck.facts.tables.labels import BUDGET, COUNTS, Label, bare_label, entry_of, label_of
from doccheck.language.patterns import lazy

_CLAUSE = lazy(r"(?<!\d)[,，]|[,，](?!\d{3}(?!\d))|[；;、。\n：:()/=＝+]")
_BARE = lazy(rf"[约近逾超≥≤>< ]*[-−–]?\s?(?:{ARABIC})\s?(?:[-—–~至]\s?(?:{ARABIC}))?\s?[余多]?[%％]?")
_COUNTED = lazy(r"([一-龥]{2,8})(\d{1,3})")
"""A count of units without its unit: “企业5、高校2”."""
_NAMED_NUMBER = lazy(rf"[一-龥]{{2,8}}[:：]?({ARABIC})")
"""A number of a cell with its own name and no unit."""
_YEARLY = (
    lazy(rf"(?P<year>(?:19|20)\d\d)年?(?:度|[底末])?\s?[:：为是]?\s?(?P<value>{ARABIC})\s?(?P<unit>[万亿千]*元|[人件%])?(?![\d年-])"),
    lazy(rf"(?P<value>{ARABIC})\s?(?P<unit>[万亿千]*元|[人件%])?\s?\((?P<year>(?:19|20)\d\d)年?(?:度|[底末])?\)"),
)
"""A cell's number with its year before or behind it: “2021年39,740；2022年45,280”, “39,740（2021）、45,280（2022）”."""
_NEXT_YEAR = lazy(r"[,，]\s?(?=(?:19|20)\d\d\s?[年:：])")
_BETWEEN = lazy(r"(?:[、,，;；/\s和及]|(?:19|20)\d\d年?(?:同上|见上|见前|略))*")
_SINGLE = lazy(rf"(?:{ARABIC})\s?(?:[万亿千]*元|[人件%])?")
_LAST_YEARS = lazy(r"(?:近|前|最近|过去)([二两三四五345])年")
_OVER_YEARS = lazy(r"(?:近|前|最近)?([两二三四五345])年(?:累计|合计|共计?|总计)(?:为|约|达)?")
_SPAN_TOLD = lazy(
    r"(?:近|前|最近|过去)[二两三四五345]年\((?P<span>(?:19|20)\d\d年?(?:[-—–~～]{1,2}|至|到)(?:19|20)\d\d年)\)"
)
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "3": 3, "4": 4, "5": 5}
_IN_TURN = lazy(r"^(?:分别|依次)(?:为|是)?[:：]?")
_WITHIN = lazy(r"([^()/;；、]{1,16}?)(?:\(|[/;；、]|[,，](?!\d{3}))(?:其中|内含|含)?[:：]?([^()/;；、]{1,16}?)\)?")
"""A figure and a part of it: “51件（17件）”, “51/17” under 授权专利（其中发明）."""
_SHARE_OF_IT = lazy(r"占比?(?:约|为|了)*")
_SHARE_OF_SALES = lazy(r"占(?!.*研)")
_REMARKED = lazy(r"([^()]{1,16})(\([^()]*\))")
"""A figure with a remark in brackets: “2,400（占30%）”."""
_INSTITUTE = lazy(r"研究[院所]|科研所|设计院|(?:新型)?研发机构")
_FILLER = lazy(
    r"(?:共|总|约|大约|近|逾|超过?|达到?|为|有|是|含|内含|包括|其中|人民币|合计|计|即|分别|分为|按|已|均|不低于|不少于|至少|不超过|做到|增到|增至|各|另有|现有|拥有|数|了|的|到|在|¥|￥|,|，|\s)+"
)
_NOTE = lazy(
    r"(?:均为?|截[至止]到?|系|为|按)*(?:19|20)\d{2}年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[底末]|年末|年底|全年|度)?"
    r"(?:数据?|统计|口径)?"
)
_MARK = lazy(r"[①-⑳]")
"""Counts the pieces of a cell: ①2021年9.84；②2022年11.42."""
_YEAR_AND_NUMBER = lazy(
    rf"(?:19|20)\d\d年?(?:[-—–~～至]+(?:19|20)\d\d)?年?(?:度|[底末])?(?:累计|合计|共计?)?[:：为]?\s?({ARABIC})"
)
"""A number of a cell with its years and no unit: 2021—2023年累计2.64."""
_BIRTH = lazy(
    r"((?:19|20)\d{2})年(?:\d{1,2}月)?(?:[^,，。;；\d]{0,24})(?:设立|成立|创立|创办|创建|注册|组建|建校|建院)$"
)
_YEAR = lazy(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)")
_OF_TIME = ("年", "月", "日")
_NOT_ITS_OWN = lazy(
    r"申请|受理|新增|增加|引进|年均|每年|人均|兼职|外聘|博士|硕士|骨干|高级|核心|软件著作|实用新型|外观"
)


class Reading(Struct, frozen=True):
    """A figure of a cell with the quantity, year and words that are its own."""

    entry: Entry
    quantity: Quantity
    year: int | None = None
    until: int | None = None
    target: bool = False
    first: bool = False
    """It is the label's own figure."""


@lru_cache(maxsize=4096)
def is_bare(text: str) -> bool:
    """Whether a cell holds one number and nothing else, so that its unit is its header's."""
    return _BARE.fullmatch(narrow(text).strip()) is not None


def read_cell(text: str, label: Label, unit: str, reference_year: int, own: bool = True) -> Iterator[Reading]:
    """Figures in the cell's ``text``; ``unit`` is its header's. Without ``own`` the first figure must be named too."""
    clean = _MARK.sub(" ", narrow(text)).strip()
    if len(clean) > 90 or not clean:
        return
    clean = _SPAN_TOLD.sub(_span_alone, clean) if "年(" in clean else clean
    if label.entry is not None and label.entry.family == "date":
        match = _YEAR.search(clean)
        if match:
            value = float(match[0])
            yield Reading(label.entry, Quantity(value, value, value, "年", match[0], match.start(), match.end()))
        return
    if is_bare(clean):
        if label.entry is not None and own:
            found = [q for q in quantities(clean, unit) if q.unit in label.entry.units]
            if label.entry.id in COUNTS:
                # no unit is counted in 办公及其他 0.5
                found = [q for q in found if q.low.is_integer() and q.high.is_integer()]
            if len(found) == 1:
                yield Reading(label.entry, found[0], first=True)
        return
    if label.inside is not None and own and (halves := _WITHIN.fullmatch(clean)):
        outer = list(read_cell(halves[1], replace(label, inside=None), unit, reference_year))
        inner = list(read_cell(halves[2], Label(entries=(label.inside,)), unit, reference_year))
        if len(outer) == len(inner) == 1 and inner[0].quantity.value <= outer[0].quantity.value:
            yield from (*outer, *inner)
            return
    if by_year := _by_year(clean, label, unit, reference_year):
        yield from by_year
        return
    remarked = _REMARKED.fullmatch(clean)
    if remarked and is_bare(remarked[1]) and not label.years:
        yield from read_cell(remarked[1], label, unit, reference_year, own)
        clean = " " * remarked.start(2) + remarked[2]
        own = False
    if len(label.entries) > 1 or label.years:
        several = list(_several(clean, label, unit))
        if several or label.years:
            yield from several
            return
        whole = entry_of(label.text)
        label = replace(label, entries=(whole,) if whole is not None else label.entries[:1])
    readings: list[Reading] = []
    year, until = None, None
    founded = label_of("成立年份", reference_year).entry
    intensity = label_of("研发投入强度", reference_year).entry
    for number, (start, clause) in enumerate(_clauses(clean)):
        inside = [q for q in quantities(clean) if start <= q.start < start + len(clause)]
        if not inside and (counted := _COUNTED.fullmatch(clause.strip())) and _is_count(counted[1]):
            inside = [
                replace(q, start=start + clause.index(counted[2]), end=start + len(clause.rstrip()))
                for q in quantities(counted[2], "家")
            ]
        plain = clause.strip()
        bare = [q for q in inside if q.unit not in _OF_TIME] == []
        if bare and (_BIRTH.search(plain) or _YEAR_AND_NUMBER.fullmatch(plain)):
            inside = []
        alone = clean[start + len(clause) : start + len(clause) + 1] == "\n"
        if not inside and unit and alone and number == 0 and is_bare(plain):
            at = start + clause.index(plain)  # 3, and below it 市级2、区级1
            inside = [replace(q, start=at, end=at + len(plain)) for q in quantities(plain, unit)]
        told = _NAMED_NUMBER.fullmatch(plain) or _YEAR_AND_NUMBER.fullmatch(plain)
        if not inside and unit and told is not None:
            at = start + clause.rindex(told[1])
            inside = [replace(q, start=at, end=at + len(told[1])) for q in quantities(told[1], unit)]
        if not inside:
            birth = _BIRTH.search(clause.strip())
            if birth and founded is not None and not label.entries:
                value = float(birth[1])
                readings.append(Reading(founded, Quantity(value, value, value, "年", birth[1], start, start + 4)))
            elif readings and _NOTE.fullmatch(clause.strip()):
                readings = _dated(readings, clause, reference_year)
            elif not readings and _NOTE.fullmatch(clause.strip()):
                year, until = label_of(clause, reference_year).year, None
            continue
        over = _OVER_YEARS.match(clause.strip())
        quantity = next((q for q in inside if over and q.start >= start + over.end()), inside[0])
        name = clause[: quantity.start - start]
        said = label_of(name, reference_year)
        year, until = (said.year, said.until) if said.year is not None else (year, until)
        if over and over[0] == name.strip() and (summed := _yearly(readings, label, quantity)) is not None:
            years = sorted({r.year for r in readings if r.entry is summed and r.year is not None})
            span = (years[0], years[-1]) if len(years) > 1 else (reference_year - _COUNT[over[1]], reference_year - 1)
            readings.append(Reading(summed, quantity, *span))
            continue
        entry = _named(name, label, first=own and number == 0 and not readings)
        if entry is None and readings and quantity.unit == "%" and readings[-1].entry.id == "rd":
            entry = intensity if _SHARE_OF_IT.fullmatch(name) else None  # 1,019万元（占11.0%）
        if entry is None or quantity.unit not in entry.units or any(q.unit == quantity.unit for q in inside[1:]):
            continue
        if _NOT_ITS_OWN.search(name) and entry.id not in BUDGET:
            continue
        if entry.family == "share" and _SHARE_OF_SALES.search(name):
            of = readings[-1].entry if readings else label.entry
            if of is not None and of.id not in ("rd", entry.id):
                continue  # “9,210万元，占当年销售收入的95.5%”
        its_own = entry is label.entry and not readings
        readings.append(Reading(entry, quantity, year, until, said.target, its_own and own))
    yield from readings


def _span_alone(told: re.Match[str]) -> str:
    """Years that a bracket gives to 近三年, without the words that they explain: 近三年（2020—2022年）累计."""
    return told["span"].rjust(len(told[0]))


def _by_year(clean: str, label: Label, unit: str, reference_year: int) -> list[Reading]:
    """Figures of several years in one cell, each with its year, or in the order of the years that the label names."""
    entry = label.entry
    if entry is None or entry.family == "date" or label.total:
        return []
    clean = _NEXT_YEAR.sub(";", clean)
    for pattern in _YEARLY:
        told = [(int(m["year"]), m["value"] + (m["unit"] or "")) for m in pattern.finditer(clean)]
        if len(told) > 1 and _BETWEEN.fullmatch(pattern.sub("", clean)):
            return _of_years(told, entry, unit)
    years = _years_of(label, reference_year) if entry.flow else []
    pieces = [piece.strip() for piece in re.split(r"[/;；、]|[,，](?!\d{3})", clean)]
    if len(years) > 1 and len(pieces) == len(years) and all(map(_SINGLE.fullmatch, pieces)):
        return _of_years(list(zip(years, pieces, strict=True)), entry, unit)
    return []


def _of_years(told: list[tuple[int, str]], entry: Entry, unit: str) -> list[Reading]:
    found = [(year, [q for q in quantities(text, unit) if q.unit in entry.units]) for year, text in told]
    return [Reading(entry, own[0], year, first=True) for year, own in found if len(own) == 1]


def _years_of(label: Label, reference_year: int) -> list[int]:
    """The years that a label spans: 2020—2022年营业收入, 近三年研发投入."""
    if label.year is not None and label.until is not None:
        return list(range(label.year, label.until + 1))
    recent = _LAST_YEARS.search(label.text) if label.year is None else None
    return list(range(reference_year - _COUNT[recent[1]], reference_year)) if recent is not None else []


def _yearly(readings: list[Reading], label: Label, quantity: Quantity) -> Entry | None:
    """What a sum over years adds up: the yearly figure told last, or what the label asks for."""
    told = [r.entry for r in reversed(readings) if r.entry.flow] or [e for e in label.entries if e.flow]
    return next((entry for entry in told if quantity.unit in entry.units), None)


def _several(clean: str, label: Label, unit: str) -> Iterator[Reading]:
    """“8,136万元／3,472万元” under “利润总额／实缴税金”: one figure for each name, in order."""
    pieces = [p.strip() for p in re.split(r"[/+;；、]|[,，](?!\d{3})", _IN_TURN.sub("", clean)) if p.strip()]
    entries, years = label.entries, label.years or (label.year,) * len(label.entries)
    if len(entries) == 1:
        entries = entries * len(years)
    if len(pieces) != len(entries) or len(entries) != len(years):
        return
    for entry, year, piece in zip(entries, years, pieces, strict=True):
        named = _NAMED_NUMBER.fullmatch(piece)  # 利润4,283；纳税2,026
        piece = named[1] if named and entry_of(piece[: named.start(1)]) is entry else piece
        found = [q for q in quantities(piece, unit if is_bare(piece) else "") if q.unit in entry.units]
        if len(found) == 1:
            yield Reading(entry, found[0], year, first=True)


def _clauses(clean: str) -> Iterator[tuple[int, str]]:
    start = 0
    for mark in _CLAUSE.finditer(clean):
        if clean[start : mark.start()].strip():
            yield start, clean[start : mark.start()]
        start = mark.end()
    if clean[start:].strip():
        yield start, clean[start:]


def _named(name: str, label: Label, first: bool) -> Entry | None:
    """The quantity that the words before a figure name; without words it is the label's, if its turn has come."""
    dated = re.search(r"(?:19|20)\d{2}", name) is not None
    plain = _FILLER.sub("", bare_label(name)) if bare_label(name) else ""
    if not plain:
        return label.entry if first or dated else None
    words = words_in(re.sub(r"\s+", "", name))
    if words and len({w.entry.id for w in words}) == 1:
        return words[0].entry
    named = entry_of(plain) or (label_of("科研院所", 0).entry if _INSTITUTE.fullmatch(plain) else None)
    return named if named is not None else (label.entry if first and _only_filler(name) else None)


def _is_count(name: str) -> bool:
    entry = entry_of(_FILLER.sub("", name))
    return entry is not None and entry.id in COUNTS


def _only_filler(name: str) -> bool:
    return _FILLER.fullmatch(name.strip()) is not None


def _dated(readings: list[Reading], note: str, reference_year: int) -> list[Reading]:
    """“742人（2022年末）”: the note dates the figure before it, “均为…” all of them."""
    year = label_of(note, reference_year).year
    if "均" in note:
        return [r if r.year is not None else replace(r, year=year) for r in readings]
    last = readings[-1]
    return [*readings[:-1], last if last.year is not None else replace(last, year=year)]
