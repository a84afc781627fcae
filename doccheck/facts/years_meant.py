"""Which years a sentence means that names several, or none of the figure's own."""

from __future__ import annotations

import re

from doccheck.facts.model import Quantity
from doccheck.facts.numbers import narrow
from doccheck.facts.sentence import Passage, Sentence
from doccheck.facts.timing import When, sets_goals
from doccheck.language.patterns import lazy

_LAST_YEAR = lazy(r"[由从](?:目前|现[有在]|当前|[上去]一?年)")
"""What dates the figure of a year from which another is to be reached."""
_BASE = lazy(r"[由从较比]基[期年]")


def since_the_first(passage: Passage, year: int | None, until: int | None) -> tuple[int | None, int | None]:
    """The years from the first of the term to the one up to which is added: 到2024年底累计投入1,320万元."""
    if year is None or until is not None or passage.term is None or passage.term[0] >= year:
        return year, until
    return passage.term[0], year


def base_year(sentence: Sentence, head: int, quantity: Quantity, reference_year: int) -> When | None:
    """The year of what a goal rises from: the base spoken of before, else the last where 基期 or 目前 is said."""
    past = [w.year for w in sentence.times if w.year and not w.until and w.end <= quantity.start]
    past = [year for year in past if year < reference_year]
    if past:
        return When(past[-1])
    said = _LAST_YEAR.search(sentence.text, head, quantity.start) or sentence.says(_BASE, quantity.start)
    return When(reference_year - 1) if said else None


def fewer_years(sentence: Sentence, passage: Passage, position: int) -> bool:
    """Whether several years were named that are not all of the term: 2024年、2025年为高峰，两年合计6,600万元."""
    said = {w.year for w in sentence.times if w.year and not w.until and w.end <= position}
    said |= {year for w in sentence.times if w.end <= position for year in w.years}
    whole = passage.term is not None and said >= set(range(passage.term[0], (passage.term[1] or 0) + 1))
    return len(said) > 1 and not whole


def is_gone_by(year: int | None, until: int | None, passage: Passage, reference_year: int) -> bool:
    """Whether a single year is over before the application and before the term, so that nothing is planned for it."""
    if year is None or until is not None or (passage.about_all and passage.term is None):
        return False
    return year < min(reference_year, passage.term[0] if passage.term is not None else reference_year)


def of_an_item_before(sentence: Sentence, when: When, head: int) -> bool:
    """Whether a year was said of what all spend, in an item before the unit's own: 2023年计5,500万元；某公司出资…."""
    ended = min((at for mark in ";；" if (at := sentence.text.find(mark, when.end, head)) >= 0), default=-1)
    if ended < 0 or when.year is None or when.until is not None:
        return False
    heard = (v for v in sentence.speaker.heard if sentence.start <= v.start < ended)
    about = any(v.kind in ("unit", "party", "lead") for v in heard)
    return not about and re.search(r"\d\s?[万亿]?元", sentence.text[when.end : ended]) is not None


def by_heading(headings: tuple[str, ...]) -> int | None:
    """The one year by which what a heading announces is to be reached: 建设目标（到2025年）, 2026年目标."""
    if not headings or not sets_goals(headings[-1:]):
        return None
    years = {int(year) for year in _SAID_YEAR.findall(narrow(headings[-1]))}
    return years.pop() if len(years) == 1 else None


def only_year(line: str) -> int | None:
    """The one year that the line over a list says, which each of its items is of: 先看几个数（2021年）：."""
    years = set(_SAID_YEAR.findall(line.rpartition("。")[2]))
    return int(next(iter(years))) if len(years) == 1 else None


_SAID_YEAR = lazy(r"(20\d{2})\s?年")
