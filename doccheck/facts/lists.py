"""Figures dealt out to years or names: “2020—2022年销售收入分别为1.1亿元、1.2亿元和1.3亿元”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.naming import Name, fits
from doccheck.facts.sentence import Passage, Sentence, Stated
from doccheck.facts.settling import settled
from doccheck.facts.timing import When, nature_of
from doccheck.language.patterns import lazy

_LIST = lazy(r"(?:分别|依次)(?:为|是|达到?|实现|约为?|：|:)?")


def listed_in(sentence: Sentence, passage: Passage, reference_year: int) -> Iterator[tuple[Stated, Quantity]]:
    """“2020—2022年销售收入分别为1.1亿元、1.2亿元和1.3亿元”: one figure for each year, or for each name."""
    text = sentence.text
    for marker in _LIST.finditer(text, sentence.start, sentence.end):
        run = _run(text, marker.end(), sentence.found)
        if len(run) < 2:
            continue
        floor = max((m.end() for m in _LIST.finditer(text, sentence.start, marker.start())), default=sentence.start)
        names = [n for n in sentence.names if floor <= n.start and n.end <= marker.start()]
        if not names and re.search(r"[,，]\s?强度$", text[floor : marker.start()]) and run[0].unit == "%":
            names = [Name(catalogue()["rd_intensity"], marker.start() - 2, marker.start(), full=False)]
        years = _years_listed(sentence, marker.start(), len(run), floor)
        for quantity in run:
            sentence.blocked[quantity.unit] = quantity.start
        if not names:
            continue
        if len(years) == len(run):
            targets = [(names[-1], When(year)) for year in years]
        elif passage.listed and len(passage.listed) == len(run) and "同期" in text[floor : marker.start()]:
            targets = [(names[-1], When(year)) for year in passage.listed]
        elif len(names) == len(run):
            single = [w for w in sentence.times if w.end <= marker.start() and not w.until and w.year]
            when = single[-1] if single else passage.year
            targets = [(name, when) for name in names] if when else []
        else:
            sentence.undealt.update(quantity.start for quantity in run)
            continue
        passage.listed = years or passage.listed
        for (name, when), quantity in zip(targets, run, strict=False):
            subject, _ = sentence.speaker.at(sentence.start, name.start, name.start, sentence.carried)
            entry, subject = settled(sentence, name, subject, False, passage, marker.start())
            if subject is None or not fits(entry, quantity) or when.year is None:
                continue
            if re.search(r"(?:产品|项目|新增|申请|博士|硕士|占)$", text[max(0, name.start - 2) : name.start]):
                continue
            nature = nature_of(entry, quantity, when, sentence, marker.start(), passage.planned, reference_year)
            nature = Nature.ACTUAL if nature is Nature.CUMULATIVE else nature
            if nature is Nature.ACTUAL and entry.flow:
                passage.year = when
            yield (
                Stated(
                    entry, subject, quantity, when.year, nature, name.start, quantity.end, text[name.start : name.end]
                ),
                quantity,
            )


def _run(text: str, begin: int, found: list[Quantity]) -> list[Quantity]:
    """Quantities that follow each other right after ``begin``, joined by 、 ， 和."""
    run: list[Quantity] = []
    for quantity in found:
        if quantity.start < begin:
            continue
        between = text[begin : quantity.start]
        if not re.fullmatch(r"[\s、,，和及以:：约近达为]{0,5}", between):
            break
        run.append(quantity)
        begin = quantity.end
    return run


def _years_listed(sentence: Sentence, position: int, count: int, floor: int) -> tuple[int, ...]:
    """The years that a list of ``count`` figures deals out."""
    before = [w for w in sentence.times if w.end <= position]
    near = [w for w in before if w.at >= floor] or before
    for when in reversed(near):
        if len(when.years) == count:
            return when.years
    single = tuple(w.year for w in near if w.year and not w.until)
    return single if len(single) == count else ()
