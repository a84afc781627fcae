"""Figures stated in running text: which quantity, whose, of which year, and meant how.

A sentence is read left to right. A figure is taken only when a name of the catalogue stands right before or after it
and its unit is of that quantity's family; subject, year and nature follow from the words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doccheck.facts.catalogue import Entry, Word, words_in
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.numbers import chinese_value, narrow
from doccheck.facts.quantities import quantities
from doccheck.facts.subjects import CONSORTIUM, Subject, Units, subject_before
from doccheck.language.patterns import lazy

_SENTENCE = lazy(r"[^。；;！!？?\n]+[。；;！!？?\n]?")
_GAP = lazy(
    r"(?:总?[人件项个]?[数量额]{1,2}|规模|情况)?(?:\s?\([^()]{0,12}\))?\s?"
    r"(?:(?:已|分别|均|共|总|约|大约|近|将近|接近|为|是|有|达|达到|到|共计|合计|总计|累计|实现|完成|突破|超过|超|逾|仅|不低于|不少于|至少|不超过|人民币|拥有|稳定在|保持在|高达|授权|"
    r"控制在|增至|增长到|提升至|提高至|上升至|达至|：|:|,?其中|由|在|了|数|余|的比[例重]|比[例重]|的|（含税）)\s?)*\s*$"
)
_CHANGE = lazy(
    r"(?:同比|较上年|比上年|较去年|比去年)?(?:增长|提高|上升|增加|下降|减少)[^,，。;]{0,10}?%[,，]?\s?(?:达到?|至|为|增至)(?:了|约)?\s?"
)
"""销售收入同比增长16.2%，达到15.23亿元"""
_AFTER = lazy(r"^\s?(?:余|多)?\s?(?:的|专职|全职|正式|在编|在册|有效|授权|各类|在岗|在职|省级以上|国家级|省级)?\s?$")
_TARGET = lazy(
    r"力争|争取|目标|预计|预期|将(?!军|近)|计划|拟|规划|到20\d\d年(?!底?止)|(?:建设|实施|协议|合作)期(?:内|末|满)|未来|达产后|项目完成后|建成后|不低于|不少于|每年(?:投入|新增|提高|增长)|"
    r"逐年|期末|有望|实现.{0,6}翻番|三年内|五年内|年内(?:完成|实现)"
)
_TARGET_HEADING = lazy(r"目标|计划(?!项目)|规划|预期|愿景|展望|任务及|年度安排|投入安排|经费预算|考核指标|建设任务")
_CUMULATIVE = lazy(
    r"累计|近[一二两三四五六七八九十\d]+年(?!.{0,12}分别)|历年|合计|年均|平均|以来|三年(?:间|来|共|总)|总计"
)
_PARTIAL = lazy(
    r"上半年|下半年|[一二三四1-4]季度|[一二三四1-4]季|前[一二三四五六七八九十\d]+个?月|1\s?[-—~至]\s?\d{1,2}\s?月|每月|月均|日均|单月|今年|本年度?|截至目前|目前(?=实现)"
)
_LAST = lazy(r"去年|上年度?|上一年度?|前一年度?|近一年|最近一年|上一会计年度")
_YEAR = lazy(
    r"(?<!\d)((?:19|20)\d{2})\s?(?:年|(?=\s?[-—–~至、]\s?(?:19|20)\d{2}))|([二][〇零][〇零一二三四五六七八九]{2})年"
)
_YEARS_SPAN = lazy(
    r"(?<!\d)((?:19|20)\d{2})\s?年?\s?(?:[-—–~]{1,2}|至|到)\s?((?:19|20)\d{2})\s?年?|近三年|近两年|近3年|近五年|近5年|最近三年|前三年"
)
_YEAR_AFTER = lazy(r"^\s?\(((?:19|20)\d{2})\s?年(?:度)?\)")


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of a text: its quantity, subject and year as far as they are sure, and the span to quote."""

    entry: Entry
    subject: Subject
    quantity: Quantity
    year: int | None
    nature: Nature
    start: int
    end: int
    word: str


def stated_in(
    text: str, default: Subject | None, headings: tuple[str, ...], units: Units, reference_year: int
) -> Iterator[Stated]:
    """Figures of the catalogue that a paragraph states; ``reference_year`` is the year of the application.

    ``default`` is whom the passage is about; figures without a sure subject are left out.
    """
    if not any(c.isdigit() or c in "一二三四五六七八九十百" for c in text):
        return
    planned = any(_TARGET_HEADING.search(h) for h in headings[-3:])
    carried: Subject | None = None
    clean = narrow(text)
    for sentence in _SENTENCE.finditer(clean):
        for stated in _sentence(sentence[0], default, carried, planned, units, reference_year):
            yield _moved(stated, sentence.start())
        opening = _opening(sentence[0], units)
        carried = opening if opening is not None else carried


def _moved(stated: Stated, offset: int) -> Stated:
    return Stated(
        stated.entry,
        stated.subject,
        stated.quantity,
        stated.year,
        stated.nature,
        stated.start + offset,
        stated.end + offset,
        stated.word,
    )


def _opening(sentence: str, units: Units) -> Subject | None:
    """The unit with which a sentence opens; the sentences after it in the paragraph speak of it."""
    for start, _, unit in units.mentions(sentence[:60]):
        if unit is not None and start <= 8:
            return units.subject(unit)
        break
    return None


def _sentence(
    text: str, default: Subject | None, carried: Subject | None, planned: bool, units: Units, reference_year: int
) -> Iterator[Stated]:
    words = words_in(text)
    if not words:
        return
    found = quantities(text)
    if not found:
        return
    yield from _lists(text, words, found, default, carried, planned, units, reference_year)
    for word, quantity in _pairs(text, words, found):
        if word.entry.family == "share" and not _same_subject_share(text, word, quantity):
            continue
        subject = subject_before(
            text, word.start if word.start < quantity.start else quantity.start, default, carried, units
        )
        if subject is None:
            continue
        year, sure = _year(text, word, quantity, reference_year)
        nature = _nature(text, word, quantity, year, planned, reference_year)
        if not sure or (nature is Nature.CUMULATIVE and word.entry.flow) or _about_a_part(text, word, quantity):
            continue
        if subject.kind == CONSORTIUM and word.entry.flow and word.entry.family == "money":
            continue  # a consortium's money of one year is mostly a sum over unlike members
        start, end = min(word.start, quantity.start), max(word.end, quantity.end)
        yield Stated(word.entry, subject, quantity, year, nature, start, end, text[word.start : word.end])


def _pairs(text: str, words: list[Word], found: list[Quantity]) -> Iterator[tuple[Word, Quantity]]:
    """Each quantity with the one name that stands right before it, else right after it."""
    for index, quantity in enumerate(found):
        begin = found[index - 1].end if index else 0
        if index and found[index - 1].unit == "%" and quantity.unit == "万元":
            begin = found[index - 2].end if index > 1 else 0
        limit = found[index + 1].start if index + 1 < len(found) else len(text)
        before = [w for w in words if begin <= w.start and w.end <= quantity.start]
        if before and _fits(before[-1].entry, quantity) and _joins(text[before[-1].end : quantity.start]):
            yield before[-1], quantity
            continue
        after = [w for w in words if quantity.end <= w.start and w.end <= limit]
        if (
            after
            and after[0].entry.family in ("people", "rights", "places")
            and _fits(after[0].entry, quantity)
            and _AFTER.match(text[quantity.end : after[0].start])
            and not _names_next(text, after[0], found)
        ):
            yield after[0], quantity


def _joins(between: str) -> bool:
    """Whether the words between a name and a figure only join them; 分别 is read as a list elsewhere."""
    if "分别" in between or len(between) > 32:
        return False
    return (_GAP.match(between) or _CHANGE.fullmatch(between)) is not None


def _names_next(text: str, word: Word, found: list[Quantity]) -> bool:
    """“共860人，研发人员120人”: the name belongs to the figure behind it."""
    follower = next((q for q in found if q.start >= word.end), None)
    return follower is not None and _fits(word.entry, follower) and bool(_GAP.match(text[word.end : follower.start]))


def _fits(entry: Entry, quantity: Quantity) -> bool:
    return quantity.unit in entry.units


def _same_subject_share(text: str, word: Word, quantity: Quantity) -> bool:
    """A bare “占销售收入” counts only after a word of R&D spending in the same sentence."""
    name = text[word.start : word.end]
    return not name.startswith("占") or re.search(r"研发|研究开发|R&D|科研", text[: word.start]) is not None


def _about_a_part(text: str, word: Word, quantity: Quantity) -> bool:
    """Words that make a figure a part or a change: 其中博士, 增加120人, 项目研发投入, 每年."""
    before = text[max(0, word.start - 10) : word.start]
    lead = text[max(0, quantity.start - 6) : quantity.start]
    after = text[quantity.end : quantity.end + 8]
    return bool(
        re.search(
            r"(?:新增|增加|引进|培养|培训|带动|新招|每年|年均|人均|平均|申请|受理|新申请|转让|许可|相关|该产品|产品|项目|板块|业务|线上|海外|出口|国外|联合|共同|计提|给予|资助|获得?|课题|"
            r"专项|核心|高端|骨干|博士|硕士|高级|兼职|外聘|派出|占|涉及|围绕|领域|女性?|青年)$",
            before,
        )
        or re.search(r"(?:新增|增加|减少|增长|提高|下降|提升|净增)[了]?\s?$", lead)
        or re.search(r"^\s?(?:的?(?:产品|项目)|以上的|规模的|用于)", after)
    )


def _year(text: str, word: Word, quantity: Quantity, reference_year: int) -> tuple[int | None, bool]:
    """The year of a figure and whether it is sure; a span of years before a single flow figure is not."""
    after = _YEAR_AFTER.match(text[quantity.end :])
    if after:
        return int(after[1]), True
    before = text[: quantity.start]
    spans = list(_YEARS_SPAN.finditer(before))
    years = [y for y in _YEAR.finditer(before) if not _of_an_event(before, y)]
    if not word.entry.flow:
        years = [y for y in years if _dates_a_stock(before, y)]
    last = _last_year_word(before)
    if word.entry.flow and spans and spans[-1].end() >= max((y.start() for y in years), default=-1):
        return None, False
    partial = list(_PARTIAL.finditer(before))
    if partial and word.entry.flow and partial[-1].start() >= max((y.start() for y in years), default=-1):
        return None, False
    if years and (last is None or years[-1].start() > last):
        return _year_value(years[-1]), True
    if last is not None:
        return reference_year - 1, True
    return None, True


def _of_an_event(text: str, year: re.Match[str]) -> bool:
    """A year in which something happened (成立于2010年, 2021年获批) is not the year of the figures after it."""
    return (
        re.search(
            r"(?:成立于|创立于|创建于|始建于|建于|设立于|创办于|自|从|注册于|上市于|入选|列入)\s?$",
            text[: year.start()],
        )
        is not None
        or re.match(
            r"(?:\s?\d{1,2}月)?(?:\s?\d{1,2}日)?[,，]?(?:正式)?(?:成立|创立|创建|建成|建立|获|荣获|入选|被|上市|注册|通过|设立|起|以来|认定|列入|投产|组建|挂牌|启动|在.{2,6}上市)",
            text[year.end() :],
        )
        is not None
    )


def _dates_a_stock(text: str, year: re.Match[str]) -> bool:
    """A stock is dated by 截至2022年底 or by a year in its own clause."""
    rest = text[year.end() :]
    return (
        re.match(r"\s?(?:12月(?:31日)?)?[底末]", rest) is not None
        or not re.search(r"[,，]", rest[1:])
        or (re.search(r"截[至止]|至$", text[max(0, year.start() - 4) : year.start()]) is not None)
    )


def _last_year_word(text: str) -> int | None:
    position = None
    for match in _LAST.finditer(text):
        position = match.start()
    return position


def _year_value(match: re.Match[str]) -> int | None:
    if match[1]:
        return int(match[1])
    written = chinese_value(match[2])
    return int(written.value) if written else None


def _nature(text: str, word: Word, quantity: Quantity, year: int | None, planned: bool, reference_year: int) -> Nature:
    before = text[: quantity.start]
    clause = before
    if year is not None and year >= reference_year:
        return Nature.TARGET
    if year is not None:  # of a year gone by, only words behind the year make a goal
        clause = before[max((y.end() for y in _YEAR.finditer(before)), default=0) :]
    if _TARGET.search(clause) or (planned and (year is None or year >= reference_year)):
        return Nature.TARGET
    near = re.split(r"[,，]", before)[-1]
    if word.entry.flow and _CUMULATIVE.search(near):
        return Nature.CUMULATIVE
    if quantity.bound == "at_least":
        return Nature.AT_LEAST
    if quantity.bound == "at_most":
        return Nature.AT_MOST
    return Nature.ACTUAL


def _lists(
    text: str,
    words: list[Word],
    found: list[Quantity],
    default: Subject | None,
    carried: Subject | None,
    planned: bool,
    units: Units,
    reference_year: int,
) -> Iterator[Stated]:
    """“2020—2022年销售收入分别为1.1亿元、1.2亿元和1.3亿元”: one figure for each year, or for each name."""
    for marker in re.finditer(r"分别(?:为|是|达到?|实现|约为?|：|:)?", text):
        run = _run(text, marker.end(), found)
        floor = max((m.end() for m in re.finditer(r"[。;；]|分别", text[: marker.start()])), default=0)
        names = [w for w in words if floor <= w.start and w.end <= marker.start()]
        if len(run) < 2 or not names:
            continue
        years = _years_before(text[floor : marker.start()], reference_year)
        years = years or _years_before(text[: marker.start()], reference_year)
        if len(years) == len(run) and names:
            targets = [(names[-1], year) for year in years]
        elif len(names) == len(run) and len(years) == 1:
            targets = [(name, years[0]) for name in names]
        else:
            continue
        subject = subject_before(text, targets[0][0].start, default, carried, units)
        if subject is None or subject.kind == CONSORTIUM:
            continue
        for (word, year), quantity in zip(targets, run, strict=True):
            if _fits(word.entry, quantity) and not _about_a_part(text, word, quantity):
                nature = _nature(text[: marker.start()] + " " * 400, word, quantity, year, planned, reference_year)
                nature = Nature.ACTUAL if nature is Nature.CUMULATIVE else nature
                yield Stated(
                    word.entry, subject, quantity, year, nature, word.start, quantity.end, text[word.start : word.end]
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


def _years_before(text: str, reference_year: int) -> list[int]:
    spans = list(_YEARS_SPAN.finditer(text))
    if spans:
        span = spans[-1]
        if span[1]:
            return list(range(int(span[1]), int(span[2]) + 1))[:12]
        count = {"三": 3, "3": 3, "两": 2, "五": 5, "5": 5}[span[0][-2]]
        return list(range(reference_year - count, reference_year))
    years = re.findall(r"(?<!\d)((?:19|20)\d{2})(?=\s?年|\s?[、,，和及])", text)
    if years:
        return list(dict.fromkeys(int(y) for y in years))
    return [reference_year - 1] if _LAST.search(text) else []
