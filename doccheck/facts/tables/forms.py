"""Figures of a form: labels with their answers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from doccheck.facts.catalogue import catalogue
from doccheck.facts.dates import periods
from doccheck.facts.model import Fact
from doccheck.facts.quantities import quantities
from doccheck.facts.subjects import CONSORTIUM, Subject, clean_name
from doccheck.facts.tables.cells import Reading, read_cell
from doccheck.facts.tables.labels import BUDGET, COUNTS, Label, fits, label_of
from doccheck.facts.tables.layout import Pair
from doccheck.facts.tables.names import Names, plain_text
from doccheck.facts.tables.project_rows import PROJECT_NUMBER, project_name
from doccheck.facts.tables.setting import Setting
from doccheck.facts.tables.states import fact_of
from doccheck.language.patterns import lazy
from doccheck.programme.schema import Role

_NAMING = lazy(
    r"^(?:成员|参与|共建|牵头|申报|发起|依托)?(?:单位|企业|机构)(?:名称|全称)?$|^名称$|^(?:牵头|申报)(?:单位|企业)名称"
)
_MEMBER = lazy(r"(?:成员|参与|共建|出资)?(?:单位|企业)(?:名称|全称)?|成员(?:名称)?|出资[方人]")
_EACH = lazy(r"(?:各|成员|参与)(?:单位|企业|方)|单位(?:自筹|出资|投入|经费)")
_OF_PROJECT = lazy(r"课题|项目|任务|承担")
_ON_UNITS = (Role.MEMBER_ROSTER, Role.LEAD_PROFILE, Role.MEMBER_PROFILE, Role.UNKNOWN)
"""Papers in which a form with one unit's name is its card; in a plan it may be a project's."""
_PAID = BUDGET
_PROJECT = lazy(rf"(?:{PROJECT_NUMBER.pattern}|(?:子?课题|攻关任务)(?:名称|题目))[:：]?")
"""The label of a project's name, on a card of its own or one after the other."""
_AIMS = lazy(r"目标|预期|绩效|成效")
_LASTS = lazy(r"起止|期限|周期|时间")
_RECENT = lazy(r"(?:最近|近|前|过去)[两二三四五]年")
_OF_SALES = lazy(r"占(?:当年|全年)?(?:营业|销售)?(?:总?收入|营收)(?:的?比[例重]?)?(?:\(%\))?")
_ADDED = lazy(r"累计|合计|总计|共计")
_NAME = 40
_SENTENCE = 16
"""Signs from which running text in a cell is read as prose."""
_CLAUSE_BEGINS = lazy(r"(?:^|[，,。；;：:]|20\d\d年[末底]?)\s?$")
_HAS = lazy(
    r"(?:20\d\d年[末底]?)?(?:力争|预计|实现)?"
    r"(?:营业?收|销售|产值|研发|净利|利润|纳税|职工|从业|授权|发明|专利|自筹|出资|投入)"
)
_BRACKETED = lazy(r"[(（][^()（）]*[)）]")
_NUMBER = 6
"""Signs that number a card before the unit's name (成员二：, 卡3) or follow it (基本情况)."""
_OF_ALL = lazy(r"牵头(?:单位|企业)?[及和与、](?:各)?(?:成员|参与|参加)(?:单位)?")
_OTHERS = lazy(r"(?:负责人|联系人|法定代表人|法人|电话|地址|邮箱|代码|签字|盖章|日期|期限|周期|时间$)")


def form_facts(pairs: list[Pair], setting: Setting, names: Names) -> Iterator[Fact]:
    """Every figure that the pairs of a form state, each of the unit that the form is about."""
    if _spreads(pairs, setting):
        yield from _spread(pairs, setting, names)
        return
    subject = setting.subject
    before = Label()
    above, whose_section = "", subject
    priced = (-1, "")  # the row of the last budget label that prints its unit, and the unit
    card = _is_card(pairs, setting, names)
    titled = False  # whether the section is a unit's card, with the unit's name over it
    cards = _cards(pairs)
    lasts: tuple[int | None, int | None] = (None, None)
    for number, pair in enumerate(pairs):
        if pair.section != above:
            above, before = pair.section, Label()
            whose_section = _of_section(above, subject, setting, names)
            titled = whose_section is not subject and setting.part.role in _ON_UNITS and not label_of(above, 0).lead
            subject = whose_section
        label = label_of(pair.label, setting.reference_year)
        if before.id == "rd" and _OF_SALES.fullmatch(label.text):
            label = label_of(f"研发投入{label.text}", setting.reference_year)  # 研发投入 | 572.60 | 占收入 | 6.40%
        if cards and _PROJECT.fullmatch(clean_name(pair.label)):
            subject = Subject("project", project_name(plain_text(pair.answer)))
            lasts = _lasts(pairs[number + 1 :])
            continue
        named = names.resolve(pair.answer) if _NAMING.search(clean_name(pair.label)) else None
        if named is not None and (subject is None or subject.kind != "project"):
            subject = named
        everybody = _OF_ALL.search(pair.label) is not None
        if everybody:
            subject = Subject(CONSORTIUM)  # and of all the figures below it
        beside = names.resolve(pair.unit) if pair.unit else None
        own = beside or subject
        if not label.entries:
            opened = names.opening(pair.label)
            if opened is not None:
                own = opened[0]
                rest = label_of(opened[1], setting.reference_year) if opened[1] else Label()
                label = Label(label.text, rest.entries, rest.unit, label.year or rest.year, label.until)
            elif _OTHERS.search(label.text) or label.share:
                continue
            elif (told := _of_answer(pair.answer, names)) is not None:
                own = told
            elif _speaks_of_unit(pair.answer, names):
                continue  # 目标 | 到2025年，某公司营业收入达到8亿元；联合体…: a sentence says whose each figure is
        if label.lead and not everybody:
            own = names.lead
        year, until = label.year, label.until
        if not label.entries and year is None and _RECENT.fullmatch(label.text) and _ADDED.search(pair.answer):
            span = label_of(f"{label.text}合计", setting.reference_year)
            year, until = span.year, span.until  # 近三年 | 营业收入累计29,411.06万元
        if year is None and before.entries and (label.section or _follows(label, before)):
            year, until = before.year, before.until
        unit = unit_of(label, setting)
        if not unit and label.entry is not None and pair.section:
            printed = label_of(pair.section, setting.reference_year).unit
            unit = printed if printed and fits(printed, label.entry) else ""
        if not unit and label.section and label.entry is not None and fits(before.unit, label.entry):
            unit = before.unit  # 总投入（万元） | 4,200 | 其中：自筹 | 3,400
        if label.entry is not None and label.entry.id in BUDGET:
            if label.unit:
                priced = pair.cell.row, label.unit
            elif not unit and priced[0] == pair.cell.row:
                unit = priced[1]  # 总投入（万元） | 3,800 | 单位自筹 | 3,000
        if not label.entries and not label.share:
            unit = setting.unit  # of figures that the answer names itself: 注册资本6.00
        for reading in read_cell(pair.answer, label, unit, setting.reference_year):
            whose = _whose(reading, own, label, setting, until or year)
            if (card or titled or beside) and reading.entry.id in _PAID and own is not None:
                whose = own  # 拟出资 on a unit's own card
            if whose is None or _unsure(reading, label):
                continue
            dated = (year, until) if year is not None else setting.years(reading.entry)
            if year is None and whose.kind == "project":
                dated = lasts
            if year is None and pair.section:
                section = label_of(pair.section, setting.reference_year)
                dated = (section.year, section.until) if section.year is not None else dated
            if year is None and reading.entry.id == "projects" and whose.kind == CONSORTIUM:
                dated = (None, None)  # what is planned is not of the date of the form's figures
            if dated[0] is None and label.new:
                dated = setting.term or dated
            yield fact_of(
                reading,
                whose,
                pair.cell,
                setting,
                names.units.consortium_name,
                year=dated[0],
                until=dated[1],
                target=label.target or setting.goal,
                done=label.done,
                scope=label.scope,
                source="table",
            )
        if label.entries and not (label.section and label.year is None):
            before = label


def _spreads(pairs: list[Pair], setting: Setting) -> bool:
    """Whether the labels are years to come, maybe with their sum, below a heading on money: 2024年 | 3,200万元."""
    labels = [label_of(pair.label, setting.reference_year) for pair in pairs]
    years = [label.year for label in labels if label.year is not None and label.until is None]
    if len(years) < 2 or len(set(years)) < len(years) or max(years) < setting.reference_year:
        return False
    alone = all(not label.entries and (label.total or _A_YEAR.fullmatch(label.text)) for label in labels)
    paid = all(q and q[0].unit == "万元" for q in (quantities(pair.answer, unit_of_money(setting)) for pair in pairs))
    of_all = setting.part.role not in (Role.LEAD_PROFILE, Role.MEMBER_PROFILE)
    return alone and paid and of_all and setting.plan and not setting.goal


_A_YEAR = lazy(r"(?:19|20)\d\d年?度?(?:[(（][^()（）]{1,12}[)）]|[上下]半年|全年)?")


def unit_of_money(setting: Setting) -> str:
    """The unit of money that stands around a table, if any does."""
    return setting.unit if setting.unit.endswith("元") else ""


def _spread(pairs: list[Pair], setting: Setting, names: Names) -> Iterator[Fact]:
    """What is spent in each year and in all."""
    for pair in pairs:
        said = label_of(pair.label, setting.reference_year)
        entry = catalogue()["investment" if said.year is not None else "total"]
        entry = catalogue()[setting.source] if setting.source else entry
        for reading in read_cell(pair.answer, Label(entries=(entry,)), unit_of_money(setting), setting.reference_year):
            whose, name = Subject(CONSORTIUM), names.units.consortium_name
            yield fact_of(reading, whose, pair.cell, setting, name, year=said.year, source="table")


_WHOSE = lazy(r"\s*(?P<who>[一-龥A-Za-z]{2,24})\s?[:：]")


def _of_answer(answer: str, names: Names) -> Subject | None:
    """The unit that an answer names before a colon, as of its own figures: 泓测诊断：2016年成立，…"""
    match = _WHOSE.match(answer)
    return names.resolve(match["who"]) if match is not None else None


def _speaks_of_unit(answer: str, names: Names) -> bool:
    """Whether an answer is a sentence in which a unit is named right before what it has or is to have."""
    text = plain_text(answer)
    if len(text) < _SENTENCE:
        return False
    return any(
        unit is not None and _CLAUSE_BEGINS.search(text, 0, start) and _HAS.match(text, end)
        for start, end, unit in names.units.mentions(text)
    )


def _is_card(pairs: list[Pair], setting: Setting, names: Names) -> bool:
    """Whether a form is one unit's card, and no application of all.

    In a paper on the units any form with one unit's name is; in others one that opens with it under a caption on units.
    """
    if any("联合体" in pair.label for pair in pairs):
        return False
    if setting.part.role not in _ON_UNITS and not _opens_with_unit(pairs, setting):
        return False
    named = [names.resolve(pair.answer) for pair in pairs if _NAMING.search(clean_name(pair.label))]
    return len(named) == 1 and named[0] is not None


def _opens_with_unit(pairs: list[Pair], setting: Setting) -> bool:
    """Whether a form below a caption on the units has one's name first, and says nothing of projects."""
    if setting.part.role is Role.APPLICATION or _EACH.search(setting.caption) is None:
        return False
    named = bool(pairs) and _MEMBER.fullmatch(clean_name(pairs[0].label)) is not None
    return named and not any(_OF_PROJECT.search(pair.label) for pair in pairs)


def _of_section(title: str, before: Subject | None, setting: Setting, names: Names) -> Subject | None:
    """Whom a section of a form is about: in an application the goals are the consortium's (三、主要目标).

    A title that is a unit's name with its number opens that unit's card (卡2 某公司, 3. 某大学（高校）).
    """
    if label_of(title, 0).lead:
        return names.lead
    plain = plain_text(title)
    named = names.within(plain)
    if named is not None and len(clean_name(_BRACKETED.sub("", plain))) <= len(named.name) + _NUMBER:
        return named
    if (short := _called(plain, names)) is not None:
        return short
    aims = setting.part.role is Role.APPLICATION and _AIMS.search(title) is not None
    return Subject(CONSORTIUM) if aims else before


def _called(title: str, names: Names) -> Subject | None:
    """The one unit whose short name a card's title is, beside its number: 卡片2｜朗驰汽车, 【3】渝工大（高校）."""
    pieces = [piece for piece in _TITLE_PIECES.split(_BRACKETED.sub("", title)) if _PIECE.fullmatch(piece)]
    if len(pieces) > 2 or not any(map(_CARD.search, _TITLE_PIECES.split(title))):
        return None
    said = ((piece, names.resolve(piece)) for piece in pieces)
    found = {unit for piece, unit in said if unit is not None and len(piece) <= len(unit.name)}
    return found.pop() if len(found) == 1 else None


_TITLE_PIECES = lazy(r"[\s|｜:：、.．—–·/【】\[\]「」#-]+")
_PIECE = lazy(r"[一-龥A-Za-z()]{2,30}")
_CARD = lazy(r"^(?:单位|成员|企业|院校|卡片?|[表卡]|NO|No)*\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[A-Z])$")
"""The number of a card in its title: 卡片2, 成员三, 04."""


def _cards(pairs: list[Pair]) -> bool:
    """Whether every project that a form names (课题一 | 名称, 课题名称 | …) has its money below: cards of projects."""
    paid: list[bool] = []
    for pair in pairs:
        if _PROJECT.fullmatch(clean_name(pair.label)):
            if any(q.start == 0 for q in quantities(pair.answer)) or not 2 <= len(pair.answer.strip()) <= _NAME:
                return False
            paid.append(False)
        elif paid and label_of(pair.label, 0).id in BUDGET:
            paid[-1] = True
    return bool(paid) and all(paid)


def _lasts(pairs: Sequence[Pair]) -> tuple[int | None, int | None]:
    """The first and last year of a project's card, if it says how long the project lasts before the next begins."""
    for pair in takewhile(lambda pair: not _PROJECT.fullmatch(clean_name(pair.label)), pairs):
        for span in periods(pair.answer) if _LASTS.search(pair.label) else ():
            if span.begin and span.finish and span.begin.year <= span.finish.year:
                return span.begin.year, span.finish.year
    return None, None


def _follows(label: Label, before: Label) -> bool:
    """A share beside the figure that it is a share of is of its year."""
    return label.id == "rd_intensity" and before.id in ("rd", "revenue")


def unit_of(label: Label, setting: Setting) -> str:
    """The unit for a bare number: the label's, the caption's, or the usual one of what is no money."""
    entry = label.entries[0] if label.entries else None
    if label.unit or entry is None:
        return label.unit
    if (printed := setting.unit_for(entry)) and fits(printed, entry):
        return printed
    return "" if entry.family in ("money", "area", "date") else entry.units[0]


def _whose(
    reading: Reading, own: Subject | None, label: Label, setting: Setting, last: int | None
) -> Subject | None:
    """The consortium's are the counts of units and its budget; all else is of the unit that the form is about."""
    entry = reading.entry.id
    if own is not None and own.kind == "project":
        return own if entry in BUDGET else None
    if entry in COUNTS or (entry in BUDGET and not label.lead):
        return Subject(CONSORTIUM) if own is None or own.kind in ("lead", CONSORTIUM) else None
    past = last is not None and last < setting.reference_year
    if entry == "projects" and not past and not re.search(r"承担(?!课题|项目数?$)|完成|主持|获批", label.text):
        return Subject(CONSORTIUM)
    if label.consortium or (label.new and label.target and setting.part.role is Role.APPLICATION):
        return Subject(CONSORTIUM)  # what a form asks to be reached anew is the project's
    return own


def _unsure(reading: Reading, label: Label) -> bool:
    """A change or an addition is no figure of the unit itself."""
    return label.new and reading.first and (not label.target or reading.entry.flow)
