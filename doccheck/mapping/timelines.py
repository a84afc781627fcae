"""Goals in time: whether the asked horizons are told, year by year where that is asked, and for how many years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from doccheck.language.patterns import lazy
from doccheck.mapping import cues
from doccheck.mapping.model import ElementMatch, ElementState, Passage
from doccheck.mapping.outline import Sentence, read_sentences
from doccheck.programme.schema import Horizon, TimelineRow

_YEAR = lazy(r"(?<!\d)(20[1-4]\d)(?=年|[-—–~～至/.度]|$|[^\d])")
_RANGE = lazy(r"(20[1-4]\d)年?(?:\d{1,2}月)?[-—–~～至到]+(20[1-4]\d)年?")
_ORDINAL = lazy(r"第([一二三四五六1-6])(?:个)?(?:年度|年)")
_LEADING = lazy(r"^[（(\s\d一二三四五六七八九十、.）)①-⑩]{0,5}(?:(20[1-4]\d)年?度?|第([一二三四五六1-6])(?:个)?年度?)")
_SPAN = lazy(r"([3-9]|1\d|[三四五六七八九十])年")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def judge_timeline(row: TimelineRow, passages: Sequence[Passage], year: int) -> ElementMatch | None:
    """The state of a timeline row in the texts of its section; ``None`` without any text."""
    if not passages:
        return None
    sentences = [(p, s) for p in passages for s in read_sentences(p, headings=True)]
    evidence = passages[0].evidence()
    anchor = ElementMatch(
        row.id,
        ElementState.ABSENT,
        passages[0].document,
        quote=evidence.quote,
        location=evidence.location,
        confidence=0.85,
    )
    lacking: list[str] = []
    hit: tuple[Passage, Sentence] | None = None
    for horizon in row.horizons:
        found = _horizon(horizon, sentences, year)
        if found is None:
            lacking.append(horizon.name)
        hit = hit or found
    if row.annual:
        yearly = _yearly(sentences, year)
        if len(yearly) < 2:
            lacking.append("分年度的目标任务")
        elif hit is None:
            hit = next(iter(yearly.values()))
    if row.years is not None:
        covered = _covered(sentences, year)
        if covered < row.years:
            lacking.append(f"覆盖{row.years}年的目标（现为{covered}年）" if covered else f"覆盖{row.years}年的目标")
    if not row.horizons and not row.annual and row.years is None:
        if not row.cues:
            return None
        index = cues.first(row.cues, [s.plain for _, s in sentences])
        hit = sentences[index] if index is not None else None
        if hit is None:
            return anchor
    if lacking:
        return replace(anchor, lacking=tuple(lacking))
    if hit is None:
        return replace(anchor, state=ElementState.MET)
    passage, sentence = hit
    return replace(
        anchor,
        state=ElementState.MET,
        document=passage.document,
        quote=sentence.raw[:80],
        location=sentence.paragraph.location,
    )


def _horizon(
    horizon: Horizon, sentences: Sequence[tuple[Passage, Sentence]], year: int
) -> tuple[Passage, Sentence] | None:
    """The sentence that tells goals for a horizon: by its name, or by a year or span that lies in it."""
    index = cues.first(horizon.cues, [s.plain for _, s in sentences]) if horizon.cues else None
    if index is not None:
        return sentences[index]
    for passage, sentence in sentences:
        spans = [int(y) - year for y in _YEAR.findall(sentence.plain)]
        spans += [_DIGITS.get(n) or int(n) for n in _SPAN.findall(sentence.plain)]
        for span in spans:
            low = horizon.min_years if horizon.min_years is not None else 1
            high = horizon.max_years if horizon.max_years is not None else 30
            if low <= span <= high:
                return passage, sentence
    return None


def _yearly(sentences: Sequence[tuple[Passage, Sentence]], year: int) -> dict[int, tuple[Passage, Sentence]]:
    """Years from the reference year on that a sentence, row or heading begins with, or that stand side by side."""
    found: dict[int, tuple[Passage, Sentence]] = {}
    for passage, sentence in sentences:
        text = sentence.plain
        leading = _LEADING.match(text)
        if leading and not _RANGE.match(text[leading.start(1) if leading.group(1) else 0 :]):
            number = int(leading.group(1)) if leading.group(1) else year + _ordinal(leading.group(2)) - 1
            if number >= year:
                found.setdefault(number, (passage, sentence))
            continue
        within = {int(y) for y in _YEAR.findall(_RANGE.sub("", text)) if int(y) >= year}
        within |= {year + _ordinal(n) - 1 for n in _ORDINAL.findall(text)}
        if len(within) >= 2:
            for number in within:
                found.setdefault(number, (passage, sentence))
    return found


def _ordinal(text: str) -> int:
    return _DIGITS.get(text) or int(text)


def _covered(sentences: Sequence[tuple[Passage, Sentence]], year: int) -> int:
    """How many years the goals cover, from the first year named (not before the reference year) to the last."""
    years: set[int] = set()
    spans = 0
    for _, sentence in sentences:
        years |= {int(y) for y in _YEAR.findall(sentence.plain) if int(y) >= year}
        for first, last in _RANGE.findall(sentence.plain):
            years |= {int(first), int(last)} if int(first) >= year else set()
        years |= {year + _ordinal(n) - 1 for n in _ORDINAL.findall(sentence.plain)}
        if re.search(r"(?:五|5)年(?:内|目标|发展|建设|规划|来看|时间|期)?", sentence.plain):
            spans = max(spans, 5)
    covered = max(years) - min(years) + 1 if years else 0
    if not spans:
        return covered
    return covered if len(years) >= 2 and covered < spans else max(covered, spans)
