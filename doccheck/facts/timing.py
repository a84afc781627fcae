"""Of which year or span of years a figure is, and whether it is done, planned or aimed at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from doccheck.facts.catalogue import Entry
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.numbers import chinese_value
from doccheck.language.patterns import lazy

if TYPE_CHECKING:
    from doccheck.facts.sentence import Sentence

FUNDS = ("total", "self_funds", "fiscal_funds", "investment")
"""Quantities of money that is still to be spent: planned unless said otherwise."""
_COUNTS = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
_TIMES = lazy(
    r"(?=[12二“\"十近前最过建实协合项两三四五去上今本同当])(?:"  # no other sign begins a time
    r"(?P<from>(?:19|20)\d{2})\s?年?(?:\d{1,2}月)?\s?(?:[-—–~～]{1,2}|至|到)\s?(?P<to>(?:19|20)\d{2})\s?年?"
    r"|(?P<list>(?:19|20)\d{2}年?(?:[、和及](?:19|20)\d{2}年?)+)"
    r"|(?P<year>(?:19|20)\d{2})\s?年|(?P<chinese>[二][〇零][〇零一二三四五六七八九]{2})年"
    r"|[“\"]?十(?P<plan>[三四五六])五[”\"]?(?P<end>末)?(?:期间|以来|时期)?"
    r"|(?P<last>近|前|最近|过去)(?P<count>[两二三四五2345])年(?:来|间)?"
    r"|(?P<term>(?:建设|实施|协议|合作|项目实施|执行)期(?:内|间|满|末)?|[两三四五]年内)"
    r"|(?P<ago>去年|上一?年度?(?!末的?\d)|前一年度?)|(?P<before>(?<![\d目之以])前年(?!度?末的?\d))|(?P<now>今年|本年度?)|(?P<same>同期|当年|同年))"
)
PARTIAL = lazy(
    r"上半年|下半年|[一二三四1-4]季度?(?=[实完销营研的])|前[一二三四五六七八九十\d]+个?月|1\s?[-—~至]\s?\d{1,2}\s?月|每月|月均|日均|单月|每年|年均|平均"
)
"""What makes a figure one of half a year, a month or an average."""
_EVENT_BEFORE = lazy(r"(?:成立于|创立于|创建于|始建于|建于|设立于|创办于|自|从|注册于|上市于|入选|列入)\s?$")
_EVENT_AFTER = lazy(
    r"(?:\s?\d{1,2}月)?(?:\s?\d{1,2}日)?[,，]?(?:正式|注册|改制|完成公司制)?(?:成立|创立|创建|建成|建立|荣获|入选|被|改[制成]|上市|注册|通过|设立|起(?!步)|认定|列入|投产|组建|挂牌|启动|更为|更名|改[现名制]|落户|落脚|办[厂的起]|建[厂的]|开张|开业|创设|登记|发布|印发|在.{2,6}(?:上市|注册))"
)
_COMPARED = lazy(r"(?:比|较|与|和|同)\s?$")
GOAL = lazy(
    r"力争|争取|目标|预计|预期|(?<!人)将(?!军|近)|(?<![项])计划(?!项目)|拟|规划|未来|达产后|完成后|建成后|逐年|有望|三年内|五年内|年内(?:完成|实现)|(?:建设|实施|协议|合作|执行)期(?:内|末|满)"
)
"""Words of a sentence that speak of what is to be reached."""
_GOAL_HEADING = lazy(r"目标|计划(?!项目)|规划|预期|愿景|展望|任务|年度安排|投入安排|经费预算|考核指标|进度")
_SUM = lazy(r"累计|总计|三年共|以来")


@dataclass(slots=True)
class When:
    """A year, or the first and last of several; ``term`` for the whole construction period."""

    year: int | None = None
    until: int | None = None
    term: bool = False
    years: tuple[int, ...] = ()
    at: int = -1
    end: int = -1
    compared: bool = False


def times(text: str, begin: int, end: int, reference_year: int) -> list[When]:
    """Every time of a sentence of narrowed ``text``, years in which something merely happened left out."""
    found: list[When] = []
    for match in _TIMES.finditer(text, begin, end):
        when = _when(match, text, begin, end, reference_year)
        if when is None:
            continue
        if when.compared and match["ago"]:
            # 较上年 counts back from the year that the sentence speaks of.
            spoken = [w.year for w in found if w.year and not w.until and not w.compared and w.year < reference_year]
            when = replace(when, year=spoken[-1] - 1) if spoken else when
        found.append(when)
    return found


def _when(match: re.Match[str], text: str, begin: int, finish: int, reference_year: int) -> When | None:
    at, end = match.span()
    compared = _COMPARED.search(text, max(begin, at - 2), at) is not None
    if match["from"]:
        first, last = int(match["from"]), int(match["to"])
        if last <= first:
            return None
        return When(first, last, years=tuple(range(first, last + 1))[:12], at=at, end=end)
    if match["list"]:
        years = tuple(dict.fromkeys(int(y) for y in re.findall(r"\d{4}", match["list"])))
        return When(years[0], years[-1], years=years, at=at, end=end)
    if match["year"] or match["chinese"]:
        if _EVENT_BEFORE.search(text, max(begin, at - 4), at) or _EVENT_AFTER.match(text, end, finish):
            return None
        written = chinese_value(match["chinese"]) if match["chinese"] else None
        year = int(match["year"]) if match["year"] else int(written.value) if written else None
        return When(year, at=at, end=end, compared=compared) if year else None
    if match["plan"]:
        first = 2016 + 5 * "三四五六".index(match["plan"])
        return When(first + 4, at=at, end=end) if match["end"] else When(first, first + 4, at=at, end=end)
    if match["last"]:
        count = _COUNTS[match["count"]]
        first = reference_year - count
        return When(first, reference_year - 1, years=tuple(range(first, reference_year)), at=at, end=end)
    if match["term"]:
        return When(term=True, at=at, end=end)
    if match["same"]:
        return None
    if match["before"]:
        return When(reference_year - 2, at=at, end=end, compared=compared)
    return When(reference_year - 1 if match["ago"] else reference_year, at=at, end=end, compared=compared)


def time_of(
    found: list[When], text: str, floor: int, position: int, head: int, carried: When | None
) -> tuple[When | None, bool]:
    """The time at ``position`` and whether its own sentence says it.

    A year compared with (比2021年的30,250万元) dates only the figure of its own clause; one in a bracket that was
    closed dates only the figures in the bracket.
    """
    for when in reversed(found):
        if when.at < floor or when.end > position:
            continue
        if when.compared and when.at < head:
            continue
        if _closed_bracket(text, when.end, position):
            continue
        return when, True
    return carried, False


def _closed_bracket(text: str, at: int, position: int) -> bool:
    if "）" not in (between := text[at:position]) and ")" not in between:
        return False
    depth = 0
    for sign in between:
        if sign in "（(":
            depth += 1
        elif sign in "）)":
            depth -= 1
            if depth < 0:
                return True
    return False


@lru_cache(maxsize=256)
def sets_goals(headings: tuple[str, ...]) -> bool:
    """Whether headings announce what is to be reached."""
    return any(_GOAL_HEADING.search(heading) for heading in headings)


def nature_of(
    entry: Entry,
    quantity: Quantity,
    when: When | None,
    sentence: Sentence,
    position: int,
    planned: bool,
    reference_year: int,
) -> Nature:
    """How the figure is meant whose words end at ``position``."""
    year = when.year if when else None
    last = (when.until or when.year) if when else None
    if entry.id in FUNDS:
        return Nature.PLAN
    if when is not None and (when.term or (last is not None and last > reference_year)):
        if when.until and re.search(r"计划|预算", sentence.text[max(sentence.start, position - 30) : position]):
            return Nature.PLAN
        return Nature.TARGET
    if year == reference_year and entry.flow:
        return Nature.TARGET
    past = last is not None and last < reference_year
    if not past and (planned or sentence.says(GOAL, position)):
        return Nature.TARGET
    if (when is not None and when.until and entry.flow) or (when and when.until and entry.id == "projects"):
        return Nature.CUMULATIVE
    if entry.flow and year is None and sentence.says(_SUM, position):
        clause = re.split(r"[,，;；]", sentence.text[sentence.start : position])[-1]
        if _SUM.search(clause):
            return Nature.CUMULATIVE
    if quantity.bound == "at_least":
        return Nature.AT_LEAST
    if quantity.bound == "at_most":
        return Nature.AT_MOST
    return Nature.ACTUAL
