"""What stands around a table: whose it is, which year and unit its caption names, whether it plans or sets goals."""

from __future__ import annotations

import re

from msgspec import Struct

from doccheck.document import Table
from doccheck.facts.books import scope_of
from doccheck.facts.catalogue import Entry
from doccheck.facts.short_names import untagged
from doccheck.facts.subjects import CONSORTIUM, Subject, default_subject
from doccheck.facts.tables.labels import BUDGET, goals, label_of, plans, unit_in, unit_noted
from doccheck.facts.tables.names import Names, plain_text
from doccheck.language.patterns import lazy
from doccheck.mapping.model import Part
from doccheck.programme.schema import Role

_OF_A_YEAR = lazy(r"[底末日]|口径|数据?|基本情况|报表|财务|统计|审计|除.{0,4}注明")
_UNIT_ALONE = lazy(r"[(\[【]?\s*(?:(?:金额|货币|计量)?单位|币种|金额)\s*[:：][^。；;]{1,16}$")
"""A line between a caption and its table that prints nothing but the unit."""
_TITLE = 40
"""Signs of a line over a unit's that may be the caption."""
_PARTIAL = lazy(r"(?:部分|主要|重点|骨干|代表性|个别|典型)(?:的)?(?:成员|参与|共建|单位|企业|高校|院所)|节选|摘录|为例")
_OF_TABLE = lazy(r"口径|(?:以下|下表|本表|表中|表内|填表)|统计(?:时点|期间|日期)|年度?[^，。；\d]{0,6}数")
"""Opens a note on the figures of the table below it: 填表口径：收入为2022年度数."""
_FORM = lazy(r"申[报请][书表]|申[报请]材料")
"""A form's title, whose year is the one of the application (申报表（2024年度）) and not that of the figures."""
_BRINGS_UP = lazy(r"[^。；;：:]{1,40}[：:]$")
_GRANTED = lazy(
    r"^(?!.*(?:投入|投资|出资|总|配套|其中|其余|含|(?:单位|其[他它]|企业|社会|自有)(?:资金|经费|部分)))"
    r".*(?:财政|[省市区县]拨|专项(?:资金|经费)|(?:资金|经费|补助)的?[^，。；]{0,4}(?:转拨|拨付|拨款|下拨|拨出)|补助(?:资金|经费|款))"
)
"""A caption of what is granted and nothing else: 财政资金分年拨付表, 省拨经费分配."""
_NUMBER = lazy(r"^\s*(?:附?表|图)?\s?[一二三四五六七八九十\dA-Z]{0,3}[\s、:：.-]*")
_TABLE_NUMBER = lazy(r"^\s*附?[表图]\s?[一二三四五六七八九十\dA-Z]{1,3}(?:[-—.]\d{1,2})?[\s、:：.]+")
_OF_UNITS = lazy(
    r"^(?:[各主要部分企业成员牵头和及与、单位]*)?(?:(?:近|前|过去)[两二三四五]年|(?:19|20)\d\d[年—–~～至到-]*)*的?"
    r"|情况$|一览表?$|表$|明细$|数据$"
)
_OURS = lazy(r"我们?(?:厂|公司|司|院|所|校|社|集团|企业|单位)|本(?:厂|公司|企业)(?!与|和)")
_TAKES_PART = lazy(
    r"(?:在|对|向|参与|参加|加入|投[入到向]|承担)(?:的?本|该)?(?:创新)?联合体"
    r"(?:的?(?:建设|组建|任务|项目|工作))?[中内里的]?"
)
"""Says in what a unit takes part, and not whose figures these are: 我院在联合体中的投入."""
_FORM_OF_ONE = lazy(
    r"(?:参与|参加|合作)?(?:成员|参与|参加|合作)?(?:单位|企业)(?:的?基本|主要)?(?:情况|信息|简介|概况|简况|介绍)(?:说明|登记|简)?[表书]?"
)
"""The title of a form on one member: 成员单位情况表."""
_EVENT = lazy(
    r"(?:19|20)\d\d\s?年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[由经起已又才在于整体正式]|改制后){0,3}"
    r"(?:[更改变]名|改制|成立(?!年)|注册(?!资)|设立|登记|搬|迁|认定|获批|批准|挂牌|投产|上市|变更|升格|转[制企])"
)
"""What a year in a line above a table dates, where its figures are of another one: （2018年更名，…）."""
_KEPT = lazy(r"收入|研发|人[数员]|专利")
_PROFILES = (Role.LEAD_PROFILE, Role.MEMBER_PROFILE, Role.EVIDENCE)


_BUDGET_PAPER = lazy(
    r"(?:(?:经费|资金|投资|出资)(?:来源|使用|及|与|和|、)*(?:测算|概算|安排|计划|分配)|预算)(?:(?:明细|方案)?[表书]?|(?:编制)?说明)$"
)
"""Ends the title of a paper on what is to be spent."""


class Setting(Struct, frozen=True):
    """The context of one table."""

    part: Part
    caption: str
    """The caption, or the line above the table, with its heading."""
    unit: str
    """The unit that the caption prints."""
    subject: Subject | None
    reference_year: int
    term: tuple[int, int] | None
    goal: bool
    plan: bool
    scope: str
    source: str
    """The one source of all its money that the caption names (财政资金拨付进度); empty where it names none or both."""
    partial: bool
    """It shows only some of the units."""
    of_budget: bool = False
    """Its paper is a budget by its title."""
    takes_part: bool = False
    """Its caption says what one unit does in the consortium: 我院在联合体中的投入."""
    entry: Entry | None = None
    """The quantity that the caption names: 表1 近三年研发投入."""
    apart: tuple[tuple[str, str], ...] = ()
    """Quantities for which the caption prints a unit of their own (单位：百万元，税金单位：万元)."""
    dated: tuple[tuple[str, int, int | None], ...] = ()
    """Clauses of the caption with their years (人数为2023年底，出资为2024—2027年计划)."""

    def years(self, entry: Entry) -> tuple[int | None, int | None]:
        """The year that the caption gives to a quantity, if it gives one and no other."""
        if entry.id in BUDGET:
            said = {(year, until) for text, year, until in self.dated if plans(text) and not _KEPT.search(text)}
        else:
            said = {(year, until) for text, year, until in self.dated if self.goal or not plans(text)}
        return said.pop() if len(said) == 1 else (None, None)


    def unit_for(self, entry: Entry) -> str:
        """The unit of a quantity's bare figures that the caption prints for it or for all."""
        return next((unit for id, unit in self.apart if id == entry.id), self.unit)

    def year_called(self, header: str) -> tuple[int | None, int | None]:
        """The year of a column called by a word: as the caption says (现状为2022年), else the end of the term."""
        word = _CALLED.match(header)
        if word is None:
            return None, None
        said = {(year, until) for text, year, until in self.dated if text.strip().startswith(word[0])}
        if len(said) == 1:
            return said.pop()
        ends = word[0] in _END and self.term is not None
        return (self.term[1] if ends and self.term is not None else None), None


_CALLED = lazy(r"现状|基期|基准|中期|终期|期末|验收")
_END = ("终期", "期末", "验收")


def setting_of(
    table: Table,
    part: Part,
    above: str,
    title: str,
    names: Names,
    reference_year: int,
    term: tuple[int, int] | None,
    before: str = "",
    note: str = "",
) -> Setting:
    """The setting of a table.

    ``above`` is the line over it, which counts where the table has no caption; ``before`` is the line over that, which
    may bring up the unit; ``title`` is the document's. ``note`` is a line that gives a unit where none of these does.
    """
    headings = tuple(h for h in table.location.heading if h != table.caption)
    heading = plain_text(headings[-1]) if headings else ""
    caption = plain_text(table.caption or (above if len(above) <= 80 else ""))
    if _UNIT_ALONE.match(caption):
        caption = " ".join(filter(None, (_over_unit(before) or heading, caption)))
    around = f"{heading} {caption}"
    apart, shared = _apart(caption)
    chapter = plain_text(headings[-2]) if len(headings) > 1 and not goals(around) else ""
    return Setting(
        part=part,
        caption=caption,
        unit=unit_in(shared) or _introduced(above) or _introduced(before) or unit_in(heading) or unit_noted(note),
        subject=_subject(part, headings, caption, title, names),
        reference_year=reference_year,
        term=term,
        goal=goals(around),
        plan=plans(around) or plans(chapter) or _BUDGET_PAPER.search(title) is not None,
        scope=scope_of(caption) or scope_of(heading),
        source=_source(caption or heading),
        partial=_PARTIAL.search(caption) is not None,
        of_budget=_BUDGET_PAPER.search(title) is not None,
        takes_part=_TAKES_PART.search(caption) is not None,
        entry=_named(caption, reference_year),
        apart=apart,
        dated=_dated(caption, heading, (above, before), reference_year),
    )


def _source(caption: str) -> str:
    """The source of money that a caption names, own money first: 各方自筹出资, 财政资金转拨."""
    if "自筹" in caption:
        return "self_funds"
    return "fiscal_funds" if _GRANTED.match(caption) else ""


_OWN_UNIT = lazy(
    r"(?P<name>[一-龥]{2,8}?)(?:金额)?(?:的?单位)?(?:[为以按]|[:：])?(?P<unit>[百千]?[万亿]?元)(?:计|列示|填列)?(?=$|[,，;；、。/()\s])"
)


def _apart(caption: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The quantities that a caption names with a unit of their own, and the caption without these."""
    if caption.count("元") < 2:
        return (), caption
    said = [(label_of(m["name"], 0).id, m) for m in _OWN_UNIT.finditer(caption)]
    own = [(id, match) for id, match in said if id]
    for _, match in reversed(own):
        caption = caption[: match.start()] + caption[match.end() :]
    return tuple((id, match["unit"]) for id, match in own), caption


def _over_unit(before: str) -> str:
    """The line over one that prints the unit alone, where it may be the caption: 附表：各方自筹出资分年表."""
    line = plain_text(before).rstrip(":：")
    return line if len(line) <= _TITLE and not re.search(r"[。；;]", line) else ""


def _introduced(above: str) -> str:
    """The unit that the last words of a line above print, where they bring the table up: 出资明细（万元）：."""
    if not above.rstrip().endswith(("：", ":")):
        return ""
    match = _BRINGS_UP.search(above.rstrip())
    return unit_in(match[0]) if match is not None else ""


def _named(caption: str, reference_year: int) -> Entry | None:
    """The quantity of a yearly figure that a caption names and nothing else (表1 各单位近三年研发投入)."""
    plain = _NUMBER.sub("", re.sub(r"[(（].*", "", caption)).strip()
    entries = label_of(_OF_UNITS.sub("", plain), reference_year).entries
    return entries[0] if len(entries) == 1 and entries[0].flow else None


def _dated(
    caption: str, heading: str, notes: tuple[str, str], reference_year: int
) -> tuple[tuple[str, int, int | None], ...]:
    found = _clauses(caption, reference_year)
    if not found and _OF_A_YEAR.search(heading) and not _FORM.search(heading):
        found = _clauses(heading, reference_year)
    for note in notes:
        if not found and _OF_TABLE.search(note):
            found = _clauses(plain_text(note), reference_year)
    return found


def _clauses(text: str, reference_year: int) -> tuple[tuple[str, int, int | None], ...]:
    plain = _TABLE_NUMBER.sub("", text)  # 表4 2022年到位计划: no year is written 42022
    if _EVENT.search(plain):
        return ()  # a sentence of the unit's history above its table
    clauses = (clause for clause in re.split(r"[,，;；。/()：:]", plain) if clause.strip())
    said = ((clause, label_of(clause, reference_year)) for clause in clauses)
    return tuple((clause, label.year, label.until) for clause, label in said if label.year is not None)


def _subject(part: Part, headings: tuple[str, ...], caption: str, title: str, names: Names) -> Subject | None:
    """Whom the table is about where its cells do not say."""
    of_unit = names.resolve(part.organisation) if part.role is Role.MEMBER_PROFILE and part.organisation else None
    for line in (caption, *reversed(headings)):
        plain = untagged(plain_text(line))
        if not plain:
            continue
        if of_unit is not None and _FORM_OF_ONE.fullmatch(plain):
            continue  # 成员单位情况表 is what a form is called that each member fills in
        if names.several(plain):
            return None
        if re.search(r"成员单位|各单位|各成员|全体", plain):
            return None
        plain = _TAKES_PART.sub("", plain)
        if re.search(r"联合体", plain) and not re.search(r"申[请报]|申请[书表]|协议|方案|名册", plain):
            return Subject(CONSORTIUM)
        if re.search(r"(?:牵头|发起|申报|依托(?=单位))(?:单位|企业)", plain):
            return names.lead
        if part.role not in _PROFILES and _OURS.search(plain):
            presented = names.units.titled.get(part.document)
            above = (names.within(untagged(plain_text(heading))) for heading in reversed(headings))
            # 表一 我厂分年指标, in a paper that the lead writes, but for one on another unit
            return presented or next((unit for unit in above if unit is not None), names.lead)
        named = names.within(plain) or _opening(names, plain)
        if named is not None:
            return named
    if part.role in _PROFILES and part.organisation:
        named = names.resolve(part.organisation) or names.within(part.organisation)
        if named is not None:
            return named
    if part.role is Role.APPLICATION:
        return names.lead
    for words in (part.title, title):
        named = names.within(words)
        if named is not None and "联合体" not in words:
            return named
    return default_subject(part, headings, caption, names.units)


def _opening(names: Names, title: str) -> Subject | None:
    found = names.opening(title)
    return found[0] if found is not None else None
