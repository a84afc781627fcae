"""Of which year or span of years a figure is, and whether it is done, planned or aimed at."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

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
    r"(?=[12二“\"十近前最过建实协合项执两三四五去上今本同当期周次第下报终到])(?:"  # no other sign begins a time
    r"(?P<from>(?:19|20)\d{2})\s?年?(?:\d{1,2}月(?:\d{1,2}日)?)?\s?(?:起?[，,]?\s?(?:[-—–~～]{1,2}|至|到)|起[，,])\s?(?P<to>(?:19|20)\d{2})\s?年?"
    r"|(?P<list>(?:19|20)\d{2}年?(?:[、和及](?:19|20)\d{2}年?)+)"
    r"|(?P<year>(?:19|20)\d{2})\s?年|(?P<chinese>[二][〇零][〇零一二三四五六七八九]{2})年"
    r"|[“\"]?十(?P<plan>[三四五六])五[”\"]?(?P<end>末)?(?:期间|以来|时期)?"
    r"|(?P<last>近|前|最近|过去)(?P<count>[两二三四五2345])年(?:来|间)?"
    r"|(?P<term>(?:建设|实施|协议|合作|项目实施|执行|项目)周?期(?:内|间|满|末)?|(?<![一-龥])周?期(?:内|满)|(?<![一-龥])期末(?!存|余|数|账|在册|总?资产)|终期(?:末|(?=[时，,]))|(?<![一-龥])到期(?:时|(?=[，,专职研发有效联营实收达新]))|[两三四五]年内)"
    r"|(?P<span>(?<![近前去过续第满每期后\d])[两三四五])年(?!内|前|后|以|来|间|期|一(?!共)|[两三四五])"
    r"|(?P<ago>去年|上一?年度?|前一年度?)|(?P<before>(?<![\d目之以])前年(?!度?末的?\d))|(?P<now>今年|本年度?)|(?P<reported>报告(?:期|年度?))|(?P<next>次年|第二年|下一年)|(?P<same>同期|当年|同年))"
)
PARTIAL = lazy(
    r"上半年|下半年|[一二三四1-4]季(?:度|(?=[实完销营研的]))|前[一二三四五六七八九十\d]+个?月|1\s?[-—~至]\s?\d{1,2}\s?月|每月|月均|日均|单月|每年|年均|平均|均[值数]"
)
"""What makes a figure one of half a year, a month or an average."""
_EVENT_BEFORE = lazy(r"(?:成立于|创立于|创建于|始建于|建于|设立于|创办于|自|从|注册于|上市于|入选|列入)\s?$")
_EVENT_AFTER = lazy(
    r"(?:\s?\d{1,2}月)?(?:\s?\d{1,2}日)?[,，]?(?:正式|注册|改制|完成公司制)?(?:成立|创立|创建|建成|建立|荣获|入选|被|改[制成]|上市|注册|通过|设立|起(?!步)|认定|列入|投产|组建|挂牌|启动|更为|更名|改[现名制]|落户|落脚|办[厂的起]|建[厂的]|开张|开业|创设|登记|发布|印发|在.{2,6}(?:上市|注册))"
)
_TIMES_OF = lazy(r"的\s?(?:[\d.]+|[一二三四五六七八九两]+)\s?倍")
"""Behind a year that only measures another's figure: 为2022年的1.48倍."""
_STOP = lazy(r"[，,；;。]")
_COMPARED = lazy(r"(?:比|较|与|和|同|由|从)\s?$")
GOAL = lazy(
    r"(?=[力争目预将计拟规未达完建逐有三五年实协合执项周期到])(?:"  # no other sign begins one
    r"力争|争取|目标|预计|预期|(?<!人)将(?!军|近)|(?<![项])计划(?!项目)|拟|规划|未来|达产后|完成后|建成后|逐年|有望|三年内|五年内|年内(?:完成|实现)|(?:建设|实施|协议|合作|执行|项目|(?<![一-龥]))周?期(?:内|满)|(?:建设|实施|协议|合作|执行)期末|(?<![一-龥])到期(?:时|(?=[，,专职研发有效联营实收达新])))"
)
"""Words of a sentence that speak of what is to be reached."""
_GOAL_HEADING = lazy(r"目标|计划(?!项目)|规划|预期|愿景|展望|任务|年度安排|投入安排|经费预算|考核指标|进度")
_NOW_WORDS = "现有|目前|已有|已建成|现已|眼下"
_NOW = lazy(_NOW_WORDS)
_NOW_IN_CLAUSE = lazy(rf"(?:{_NOW_WORDS})[^，,。；;、：:\d]*$")
_ASIDE = lazy(r"[（(][^（）()]{5,}[)）]")
"""What a heading says in brackets of who wrote it (研究院计划科供稿), not of what follows."""
_SUMMED = lazy(
    r"\s?(?:里?(?:依次|分别)(?:为|是|投)|[从由]\d|(?:的|来)?(?:整体|总体)|(?:合)?下来|合计|加总|累计|共|总计|总共|一共|算总账|[加合]起来|合在一起|相加|拢共|统共|下来|新增|[投花]"
    r"|(?:约|近)?[\d,.]+\s?[万亿]元|总?(?:收入|营收|利润|税)|(?:的|在)?研发(?:上|总?投入|经费|费用)?(?=一共|总共|共|合计|累计|总计|[投花用])"
    r"|[一-龥]{2,8}?(?:累计|合计|总计|共计))"
)
"""What stands behind 三年 where it is a span of years whose figures are added up."""
_OF_LISTED = lazy(r"[^，,。；;]*(?:累计|合计|总计)")
_SUM = lazy(r"累计|总计|三年共|以来")


_YEAR = lazy(r"(?:19|20)\d\d")
_SPECIFIED = lazy(
    r"(?:首年|头一?年|第[一二三四五]年|次年|末年|当年|同年|同期"
    r"|[去上]一?年度?|前一?年度?|今年|本年度?|报告(?:期|年度?)[内末]?)[（(]$"
)
"""What stands before the year that says which one is meant: 当年（2022年）营业收入5.35亿元."""
_HEADS_LIST = lazy(r"[年度末底]{0,2}[)）]\s?[：:]")
_LOOKS_BACK = lazy(r"[末底]?则?(?:为|是|的)?约?\s?[（(]?[\d.,]+")
"""Behind a year that only gives what the figure before it is compared with: 2022年23,640万元，2021年为21,490万元."""
_YEARS_CLOSED = lazy(r"本年(?!内|计划|拟|预计|[^。]*(?:上半年|月))[^。]*[，,；;、（(\s](?:上年|前年)(?!同|末)")
"""Says of 本年 that it is over, as its figure stands beside that of the year before: 本年68,412万元；上年57,583万元."""
Years = tuple[int, ...]


class When(Struct, gc=False):
    """A year, or the first and last of several; ``term`` for the whole construction period."""

    year: int | None = None
    until: int | None = None
    term: bool = False
    years: tuple[int, ...] = ()
    at: int = -1
    end: int = -1
    compared: bool = False
    closing: bool = False
    """Whether the end of the term is meant, not all of it: 建设期末收入达到15亿元."""


def times(
    text: str, begin: int, end: int, reference_year: int, *, named: frozenset[int], planned: bool, listed: Years,
    before: int | None = None,
) -> list[When]:  # fmt: skip
    """Every time of a sentence of narrowed ``text``, years in which something merely happened left out.

    ``named`` is where names of quantities begin, ``planned`` whether the passage is about what is to be reached, and
    ``listed`` the years that the last list dealt its figures to. ``before`` is the year of the sentences before.
    """
    found: list[When] = []
    closed = not planned and _YEARS_CLOSED.search(text, begin, end) is not None
    for match in _TIMES.finditer(text, begin, end):
        relative = match["ago"] or match["before"] or match["now"]
        when = _when(match, text, begin, end, reference_year - bool(closed and relative))
        if match["term"] == "期末" and not planned:
            continue  # of what a unit's books close with
        if match["same"] and found and found[-1].end == match.end():
            continue  # 上年同期, read as one
        spoken = [w.year for w in found if w.year and not w.until and not w.compared]
        if match["same"] and listed and _OF_LISTED.match(text, match.end(), end):
            when = When(listed[0], listed[-1], at=match.start(), end=match.end())
        elif match["span"] and (match.end() in named or _SUMMED.match(text, match.end(), end)):
            when = _added_up(_COUNTS[match["span"]], found, reference_year, planned)
            local = text.startswith("新增", match.end())
            when = replace(when, at=match.start(), end=match.end(), compared=local)
        elif match["last"] == "前" and (first := _first_years(text, match, found, listed, end)) is not None:
            when = first
        elif match["next"] and spoken:
            when = When(spoken[-1] + 1, at=match.start(), end=match.end())
        elif match["same"] and found and found[-1].compared and not _COMPARED.search(text, begin, found[-1].at):
            when = When(found[-1].year, at=match.start(), end=match.end())  # 2022年是3,270万元，占当年收入7.5%
        elif match["same"] and before and not found and not _YEAR.search(text, begin, match.start()):
            when = When(before, at=match.start(), end=match.end())
        if when is None:
            continue
        past = [year for year in spoken if year < reference_year]
        back = _LOOKS_BACK.match(text, when.end, end) is not None
        if match["ago"] and match["ago"] != "去年" and text[when.at - 1 : when.at] in ("再", "更") and found:
            last = found[-1].year
            found.append(replace(when, year=last - 1 if last else None, compared=True))  # 上一年…，再上一年…
            continue
        if match["ago"] and match["ago"] != "去年" and not spoken and _again(text, begin, when, back):
            year = before if before and before < reference_year else reference_year - 1
            found.append(replace(when, year=year - 1, compared=back))
            continue
        if match["ago"] and match["ago"] != "去年" and past and (when.compared or back):
            # 较上年 counts back from the year that the sentence speaks of; 上年利润 alone from the application's.
            when = replace(when, year=past[-1] - 1, compared=when.compared or back)
        elif match["ago"] and match["ago"] != "去年" and text.startswith("同期", when.end) and not when.compared:
            base = past[-1] if past else before if before and before < reference_year else 0
            beside = back_from(text, begin, when.at) and _LOOKS_BACK.match(text, when.end + 2, end) is not None
            # of the year spoken of, which goes on behind 上年同期5,790万元
            when = replace(when, year=base - 1, end=when.end + 2, compared=beside) if base else when
        elif match["year"] and spoken and when.year == spoken[-1] - 1 and _LOOKS_BACK.match(text, when.end, end):
            when = replace(when, compared=True)
        found.append(when)
    alone = len(found) == 1 and found[0].year and not found[0].until
    if alone and text[found[0].at - 1 : found[0].at] in ("(", "（") and _CLOSES.match(text, found[0].end, end):
        found.insert(0, When(found[0].year, at=begin, end=begin))  # 甲8.27亿元，乙2.63亿元（2022年）。
    return found


_FIGURE_BEFORE = lazy(r"\d[^，,。；;]{0,6}[，,]\s?(?:而|较|比)?$")
_NAMED_AGAIN = 3
"""So many signs behind 上一年 tell that it gives what the sentence gave before: 净利润6,640万元…；上一年净利润…."""


def back_from(text: str, begin: int, at: int) -> bool:
    """Whether a figure stands right before a time that may look back from it."""
    return _FIGURE_BEFORE.search(text, max(begin, at - 16), at) is not None


def _again(text: str, begin: int, when: When, back: bool) -> bool:
    """Whether 上一年 looks back from a figure of its sentence, of which no year is said."""
    if back:
        return back_from(text, begin, when.at)
    named = text[when.end : when.end + _NAMED_AGAIN]
    before = text.find(named, begin, when.at)
    stated = re.match(r"[^，,。；;\d]{0,4}\d", text[before + len(named) :]) is not None
    return named.isalpha() and before >= 0 and stated


_CLOSES = lazy(r"(?:度|末|底)?(?:的?(?:口径|数据?|数字))?(?:[，,]下同)?[)）]\s?[。；;]?\s?$")
"""Ends a sentence with a year in brackets, which dates all of it."""


def _first_years(text: str, match: re.Match[str], found: list[When], listed: Years, end: int) -> When | None:
    """The first of the years spoken of, where 前两年 is not the last that there were: 前两年合计…，连同2020年的…."""
    count = _COUNTS[match["count"]]
    later = _WITH_LATER.match(text, match.end(), end)
    if later is not None:
        whole = tuple(range(int(later[1]) - count, int(later[1])))
        return When(whole[0], whole[-1], years=whole, at=match.start(), end=match.end())
    spans = [w.years for w in found if len(w.years) > count] or [listed]
    if not _SUMMED.match(text, match.end(), end) or len(spans[-1]) <= count:
        return None
    years = spans[-1][:count]
    return When(years[0], years[-1], years=years, at=match.start(), end=match.end())


_WITH_LATER = lazy(r"[^。；;]{0,24}(?:连同|加上|再加|加)(20\d\d)年")


def _added_up(count: int, found: list[When], reference_year: int, planned: bool) -> When:
    """The years that 三年 means behind the figures of these years, else the term's or those before the application."""
    for when in reversed(found):
        if len(when.years) == count:
            return When(when.year, when.until, years=when.years)
    years = sorted({w.year for w in found if w.year and not w.until})[-count:]
    if len(years) == count and years[-1] - years[0] == count - 1:
        return When(years[0], years[-1], years=tuple(years))
    first = reference_year - count
    return When(term=True) if planned else When(first, reference_year - 1, years=tuple(range(first, reference_year)))


def _when(match: re.Match[str], text: str, begin: int, finish: int, reference_year: int) -> When | None:
    at, end = match.span()
    compared = _COMPARED.search(text, max(begin, at - 2), at) is not None or _TIMES_OF.match(text, end) is not None
    if match["from"]:
        first, last = int(match["from"]), int(match["to"])
        if last <= first:
            return None
        return When(first, last, years=tuple(range(first, last + 1))[:12], at=at, end=end)
    if match["list"]:
        years = tuple(dict.fromkeys(int(y) for y in re.findall(r"\d{4}", match["list"])))
        return When(years[0], years[-1], years=years, at=at, end=end)
    if match["year"] or match["chinese"]:
        begun = not text.startswith("的", end) and _EVENT_BEFORE.search(text, max(begin, at - 4), at)  # 从2021年的7.8%
        if begun or _EVENT_AFTER.match(text, end, finish):
            return None
        written = chinese_value(match["chinese"]) if match["chinese"] else None
        year = int(match["year"]) if match["year"] else int(written.value) if written else None
        return When(year, at=at, end=end, compared=compared) if year else None
    if match["plan"]:
        first = 2016 + 5 * "三四五六".index(match["plan"])
        last = first + 4
        if text.startswith("以来", end - 2) and reference_year > first:
            last = reference_year - 1  # “十四五”以来 looks back, and “十三五”以来 to its first year
        return When(first + 4, at=at, end=end) if match["end"] else When(first, last, at=at, end=end)
    if match["last"]:
        count = _COUNTS[match["count"]]
        first = reference_year - count
        return When(first, reference_year - 1, years=tuple(range(first, reference_year)), at=at, end=end)
    if match["term"]:
        closing = match["term"][-1] in "满末" or match["term"][:2] in ("终期", "到期")
        return When(term=True, at=at, end=end, closing=closing)
    if match["same"] or match["span"] or match["next"]:
        return None
    if match["before"]:
        return When(reference_year - 2, at=at, end=end, compared=compared)
    gone = match["ago"] or match["reported"]
    return When(reference_year - 1 if gone else reference_year, at=at, end=end, compared=compared)


def time_of(
    found: list[When], text: str, floor: int, position: int, head: int, carried: When | None
) -> tuple[When | None, bool]:
    """The time at ``position`` and whether its own sentence says it.

    A year compared with (比2021年的30,250万元) dates only the figure of its own clause; one in a bracket that was
    closed dates only the figures in the bracket, unless a colon follows it (经营（2023年）：收入…).
    """
    for when in reversed(found):
        if when.at < floor or when.end > position:
            continue
        behind = when.end < head and text[when.end : head] not in ("(", "（")
        if when.compared and behind and not (when.term and not _STOP.search(text, when.end, position)):
            continue
        specified = when.until and any(w.end == when.at - 1 and w.until for w in found)  # 近三年（2019、2020、2021年）
        specified = specified or _SPECIFIED.search(text, max(floor, when.at - 6), when.at) is not None
        if not specified and closed_bracket(text, when.end, position) and not _HEADS_LIST.match(
            text, when.end, position
        ):
            continue
        return when, True
    return carried, False


def closed_bracket(text: str, at: int, position: int) -> bool:
    """Whether a bracket that is open at ``at`` is closed before ``position``."""
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


def turned(when: When, text: str, quantity: Quantity) -> When:
    """The first or last year of a span for 从3.82亿元 and 做到5.49亿元 (近三年收入从3.82亿元做到5.49亿元)."""
    if re.search(r"[从由]\s?$", text[: quantity.start][-3:]):
        return When(when.year, at=when.at, end=when.end)
    if re.search(r"[从由]\s?[\d.,]+\s?[万亿]?元?[一-龥]{1,3}[到至]\s?$", text[: quantity.start][-30:]):
        return When(when.until, at=when.at, end=when.end)
    return when


def far_behind(text: str, when: When, head: int, term: tuple[int, int | None] | None) -> bool:
    """Whether a year that dates another figure does not date what is new: 2026年研发人员1,100人；新增国家级平台1个.

    Behind a semicolon it never does; behind a comma the term's last year means all of the term.
    """
    between = text[when.end : head]
    last = term is not None and when.year == term[1]
    return re.search("[;；]", between) is not None or (last and re.search(r"\d", between) is not None)


@lru_cache(maxsize=256)
def sets_goals(headings: tuple[str, ...]) -> bool:
    """Whether headings announce what is to be reached."""
    return any(_GOAL_HEADING.search(_ASIDE.sub("", heading)) for heading in headings)


def _of_the_past(sentence: Sentence, position: int, reference_year: int) -> bool:
    """Whether all times said so far in a sentence are years gone by."""
    said = [w for w in sentence.times if w.end <= position]
    return bool(said) and all(w.year and (w.until or w.year) < reference_year for w in said)


def _at_present(sentence: Sentence, position: int) -> bool:
    """Whether a figure's own clause says that it is so already: 联合体现有专职研发人员618人 in what is planned."""
    return sentence.says(_NOW, position) and _NOW_IN_CLAUSE.search(sentence.text, sentence.start, position) is not None


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
    planned = planned and entry.family != "units" and not _of_the_past(sentence, position, reference_year)
    if not past and (planned or sentence.says(GOAL, position)) and not _at_present(sentence, position):
        return Nature.TARGET
    if quantity.bound == "at_least" and (entry.flow or entry.id == "projects") and past:
        return Nature.AT_LEAST
    if when is not None and when.until and (entry.flow or entry.id == "projects" or entry.family == "rights"):
        return Nature.CUMULATIVE
    if (entry.flow or entry.id == "projects") and year is None and sentence.says(_SUM, position):
        clause = re.split(r"[,，;；]", sentence.text[sentence.start : position])[-1]
        if _SUM.search(clause) and (entry.flow or "累计" in clause):
            return Nature.CUMULATIVE
    if quantity.bound == "at_least":
        return Nature.AT_LEAST
    if quantity.bound == "at_most":
        return Nature.AT_MOST
    return Nature.ACTUAL
