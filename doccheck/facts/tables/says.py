"""What the headers of a row or a column of a table say together: quantity, unit, years, whose, sum or part."""

from __future__ import annotations

import re
from itertools import takewhile

from msgspec import Struct, field
from msgspec.structs import replace

from doccheck.document import Cell
from doccheck.facts.catalogue import Entry
from doccheck.facts.dates import periods
from doccheck.facts.subjects import Subject
from doccheck.facts.tables.grouped import groups_rows, narrowed
from doccheck.facts.tables.labels import BUDGET, COUNTS, Label, is_name, label_of
from doccheck.facts.tables.layout import OTHERS, Matrix, body, is_blank, is_year, section_line
from doccheck.facts.tables.measures import is_measures
from doccheck.facts.tables.names import Names, plain_text
from doccheck.facts.tables.project_rows import (
    COUNTED,
    NUMBERED,
    PROJECT_NUMBER,
    PROJECTS_MEANT,
    beside_projects,
    project_name,
    project_of,
)
from doccheck.facts.tables.setting import Setting
from doccheck.facts.tables.year_words import years_in_full
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy

ASIDE = lazy(
    r"性质|类别|类型|代码|备注|说明|地址|分工|(?:承担|负责|参与|参加)的?(?:任务|工作|课题)|签字|代表|主要任务|年度任务|任务内容|内容|工作|进度|进展|里程碑|节点|措施"
)
"""Columns that say nothing of whose or what a row's figures are."""
_DATES = lazy(r"[年期时度]|时间|口径|指标|项目|科目|数据|分类|类别|来源|^.?$")
"""In the header of a column of years that date their rows' figures."""
_OURSELVES = lazy(r"[我本]")
_NAMES = lazy(r"(?:单位|成员|机构)(?:名称|全称)?$")
_AMOUNT = lazy(r"金额|数额|数量|经费|资金|全部|[总人件家]数|额度|现金|货币|.{0,4}(?:成员|单位|企业|各方)")
FIGURES = lazy(r"(?:金额|数[额值据字目]|指标值|(?:实际|预算|计划|完成)[数值])(?:\(.*\))?")
"""What heads a row or column of figures and says nothing of them."""
_MEAN = lazy(r"(?:[二两三四五]年)?(?:年均|平均|均值)")
_DAY = lazy(r"\d{4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?")
_DUE = lazy(r"\d{4}\s?[年./-]\s?\d{1,2}\s?月?(?:[./-]?\s?\d{1,2}\s?日?)?[底末初]?(?:以|之)?前")
"""Opens a cell on when a first part is to be paid: 2021年9月30日前500万元."""
_ABOUT = lazy(r"[(的:：]|情况|数据|收支|经营|公司|集团|大学|学院|[院所]$|方$")
_OF_PEOPLE = lazy(r"(?:人员|人数|职工|队伍|人力|人才)(?:情况|规模|数|构成|\(.*\))*$")
"""Heads columns of people: 研发 below it is no spending."""
_ASIDES = lazy(r"\([^()]*\)")
_LEADS = lazy(
    r"(?:其中[:：]?)?(?:(?:牵头|申报|发起)(?:单位|企业|方)(?![及和与、])|牵头(?=营业?收|销售|研发|自筹|出资))"
)
"""A quantity that is the lead's own (牵头单位自筹), not one that counts the lead in (成员数，含牵头单位)."""
_OVERHEAD = lazy(
    r"(?:共性|公共|公用)平台(?:建设|运行|运营|维护|管理)*(?:费用?|经费|支出)?(?:\([^()]*\))?"
    r"|(?:组织|日常|综合|运行|过程|项目)*(?:管理|协调|统筹|运营)(?:费用?|经费|支出|工作|(?:[及与和、].{1,8})?)"
    r"|(?:其[他它余]|预备|机动|不可预见)(?:费用?|经费|支出|部分|工作)?"
)
"""What stands among the projects of a budget and is none (组织管理, 共性平台)."""
_NAME = 4
"""Signs of a kind of unit (产业促进中心) that is a unit's name wherever it stands."""
OTHER_SOURCE = lazy(
    r"(?:其中[:：]?)?(?:(?:银行|金融机构|商业|政策性|项目|专项)*(?:贷款|借款|融资|信贷)|(?:其[他它]|社会|外部)(?:社会|来源)*(?:资[金本]|经费|来源|投[入资])"
    r"|自筹(?:资金|经费)?(?:及|和|与|、|\+)(?:银行|产业|投资)?(?:贷款|借款|融资|基金|其[他它]))"
)
"""Money that is neither a unit's own nor granted, or both of two."""
UNITS = ("lead", "member")
SOURCES = ("self_funds", "fiscal_funds")
"""Where the money of a budget comes from."""


class Says(Struct):
    """What the headers of one row or one column say together."""

    entry: Entry | None = None
    unit: str = ""
    year: int | None = None
    until: int | None = None
    subject: Subject | None = None
    total: bool = False
    part: bool = False
    """A section's sum or a part of another row."""
    cost: bool = False
    """It is a kind of cost under a source of money."""
    inner: bool = False
    """It is a part, by another name, of what a higher header names (建设期投入: 其中现金)."""
    done: bool = False
    share: bool = False
    target: bool = False
    new: bool = False
    consortium: bool = False
    scope: str = ""
    seconded: bool = False
    """It counts the people whom the units put into the consortium."""
    inside: Entry | None = None
    """A part that the header asks for in brackets."""
    kind: Entry | None = None
    """The kind of which its unit is the only one, among kinds of units."""
    others: bool = False
    """It is about the units that are not named (其他成员)."""
    other: bool = False
    """It is about something that is no unit, project, year or quantity."""
    texts: list[str] = field(default_factory=list)


def carry(rows: dict[int, Says]) -> None:
    """“其中：集团母公司” below a unit is of that unit, by other books; parts are in the unit of their whole.

    Of the units below a source's sum (自筹小计) only the first may say that it is a part (其中：…, …).
    A unit's part of what the row above counts (有效发明专利, 其中：某公司) is of the same quantity.
    """
    above: Subject | None = None
    whole: Entry | None = None
    unit = ""
    source = parted = False
    for says in rows.values():
        if says.entry is not None or says.total:
            source, parted = says.part and says.entry is not None and says.entry.id in SOURCES, False
        elif source and says.subject is not None:
            says.part = parted = says.part or parted
        if says.part and says.entry is None and says.subject is not None and not says.total:
            if whole is not None and whole.id not in BUDGET:
                says.entry = whole
        elif says.entry is not None or says.subject is not None or says.total:
            whole = says.entry
        if says.part and says.entry is not None and normal_unit(unit)[0] in says.entry.units:
            says.unit = says.unit or unit
        elif says.entry is not None:
            unit = says.unit
        if says.subject is not None:
            above = says.subject if says.subject.kind in ("lead", "member") else None
        elif says.scope and above is not None and not says.total and says.entry is None:
            says.subject, says.other = above, False
        else:
            above = None


def below_source(rows: dict[int, Says], table: Matrix) -> None:
    """Units below the row of a source of money whose sum they are are its parts, though none says 其中."""
    cells = dict(body(table))
    numbers = list(rows)
    for at, number in enumerate(numbers):
        source = rows[number]
        if source.entry is None or source.entry.id not in SOURCES or source.subject is not None:
            continue
        below = list(takewhile(lambda n: rows[n].subject is not None and not rows[n].entry, numbers[at + 1 :]))
        for column in table.data if len(below) > 1 else ():
            whole = plain_number(cells[number][column])
            if whole and abs(whole - sum(plain_number(cells[n][column]) for n in below)) < 1e-6 * whole:
                source.part = rows[below[0]].part = True
                break


def plain_number(cell: Cell | None) -> float:
    """A cell's bare number, 0 for any other cell."""
    return bare_number(plain_text(cell.text)) if cell is not None else 0.0


def bare_number(text: str) -> float:
    """The number that is all of a text, else 0."""
    digits = text.replace(",", "")
    return float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else 0.0


def column_says(table: Matrix, column: int, setting: Setting, names: Names) -> Says:
    """A column's headers from the lowest up: the nearer one wins, the higher adds what is missing."""
    says = Says()
    headers = _topic_told(table.headers(column), setting)
    for number, text in enumerate(headers):
        before = says.entry
        if says.subject is not None and _of_kinds(label_of(text, setting.reference_year)):
            continue  # 企业 over a company's name
        _add(says, text, setting, names)
        if number and before is None and says.entry is not None and says.entry.id in BUDGET:
            says.cost = _is_kind(headers[0], setting, names)
    if says.entry is None and len(headers) > 1:
        joined = label_of("".join(reversed(headers)), setting.reference_year)
        says.entry = joined.entry
    if says.year is None and headers:
        says.year, says.until = setting.year_called(plain_text(headers[0]))
    lowest = label_of(headers[0], setting.reference_year) if headers else Label()
    if says.subject is None and _PROJECT_ALONE.fullmatch(lowest.text):
        says.entry, says.inner = None, True  # 课题一, which no paper names
        return says
    says.inner = "其中" in lowest.text and not lowest.entries and says.year is None and says.subject is None
    return says


_PROJECT_ALONE = lazy(r"(?:子?课题|项目|任务)(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z]|[①-⑳])(?:\([^()]*\))?")


def _is_rate(label: Label) -> bool:
    return any(entry.family == "share" for entry in label.entries)


def _of_kinds(label: Label) -> bool:
    return bool(label.entries) and all(entry.id in COUNTS for entry in label.entries)


def _topic_told(headers: list[str], setting: Setting) -> list[str]:
    """Headers whose lowest, a bare 投入 or 收入, is read with the topic above it: 研发 over 投入（万元）."""
    if len(headers) < 2:
        return headers
    lowest = label_of(headers[0], setting.reference_year)
    if lowest.share and not lowest.entries and lowest.text.startswith("占"):
        rate = label_of(f"{plain_text(headers[1])}{plain_text(headers[0])}", setting.reference_year)
        return [rate.text, *headers[2:]] if rate.entry is not None and _is_rate(rate) else headers  # 研发: 占收入（%）
    if len(lowest.text.partition("(")[0]) > 2:
        return headers
    if lowest.id in SOURCES:
        return headers  # 财政 under 建设期投入 is what is granted
    topic = label_of(headers[1], setting.reference_year)
    if lowest.entry is not None and topic.entry is not None and lowest.entry.part_of == topic.id:
        return headers  # 发明 under 知识产权（件）
    if _OF_PEOPLE.match(topic.text):
        people = f"{plain_text(headers[0]).partition('(')[0]}人员"
        if (own := label_of(people, setting.reference_year).entry) is not None and own.family == "people":
            return [f"{people}{_unit_of(headers[0])}", *headers[2:]]
    nearer, above = plain_text(headers[0]), plain_text(headers[1])
    joined = f"{above.partition('(')[0]}{nearer}{'' if '(' in nearer else _unit_of(above)}"  # 单体: 营业收入（万元）
    told = label_of(joined, setting.reference_year).entry
    if topic.entries not in ((), (told,)) or topic.year is not None or told is None:
        return headers
    return [joined, *headers[2:]]


def _unit_of(header: str) -> str:
    """The unit that a header prints in brackets, with them."""
    _, bracket, rest = plain_text(header).partition("(")
    return f"{bracket}{rest}"


def of_sections(rows: dict[int, Says], table: Matrix, setting: Setting, names: Names) -> None:
    """Rows take what a line across the table above them says (一、经营与研发（万元）) and they do not."""
    section: Says | None = None
    for number, cells in body(table):
        line = section_line(table, cells)
        says = rows[number]
        if line:
            section = Says()
            _add(section, plain_text(line), setting, names, row=True)
        elif section is not None:
            says.unit = says.unit or section.unit
            if says.total and not says.part:
                continue
            says.scope, says.target = says.scope or section.scope, says.target or section.target
            says.done = says.done or section.done
            if says.year is None:
                says.year, says.until = section.year, section.until
            if says.subject is None and says.entry is not None:
                says.subject = section.subject


def _is_kind(text: str, setting: Setting, names: Names) -> bool:
    """Whether a header below a source of money is a kind of cost (自筹经费: 设备与厂房), so that it holds a part."""
    label = label_of(plain_text(text), setting.reference_year)
    if label.entries and label.id in BUDGET:
        return False
    told = label.year or label.years_total or label.total or label.share or label.lead or label.consortium
    return not told and not _AMOUNT.match(label.text) and names.resolve(label.text) is None


def row_says(
    table: Matrix, cells: list[Cell | None], setting: Setting, names: Names, of_units: bool = False
) -> Says:
    """What the cells left of a row's figures say, and the months or years that it is about.

    ``of_units`` says that the rows are about units, so that a kind of unit (促进会) may be a unit's short name.
    """
    says = Says()
    seen: list[Cell] = []
    first = cells[0]
    if 0 not in (*table.keys, *table.data) and first is not None and len(first.text) <= 12:
        says.total = label_of(plain_text(first.text), setting.reference_year).total  # 合计 in the column of numbers
    kinds = _counts_kinds(table, setting)
    for column in _nearest_first(table, cells, names):
        if kinds and (column > table.data[0] or says.entry is not None):
            continue  # 企业 | 4 | who they are
        cell = cells[column]
        if cell is None or is_blank(cell.text) or any(cell is other for other in seen):
            continue
        seen.append(cell)
        text = plain_text(cell.text)
        label = label_of(text, setting.reference_year)
        if table.project is not None and PROJECT_NUMBER.fullmatch(text):
            continue  # 课题一, which the next column names
        if says.subject is not None and says.subject.kind in UNITS and PROJECTS_MEANT.fullmatch(text):
            continue  # 课题一、四, in which the unit takes part
        if column == table.project and COUNTED.fullmatch(text):
            says.total = True  # 合计 | 4项
            continue
        if normal_unit(text)[0] and any(map(is_measures, table.headers(column))):
            says.unit = says.unit or text  # 指标 | 单位 | 2022
            continue
        if column == table.project and not label.total and _no_project(table, cells, text, names):
            says.other = True
            continue
        if column == table.project and (label.section or _OVERHEAD.fullmatch(project_name(text))):
            says.part, says.other = label.section, True
        elif _names_project(table, column, text, label):
            says.subject = Subject("project", project_name(text) if column == table.project else NUMBERED.sub("", text))
            continue
        if (says.subject is not None and says.subject.kind == "project") or (table.project is not None and says.total):
            continue
        aside = _is_aside(table, column) and not (kinds and _of_kinds(label)) and not label.total
        aside = aside and not all(_is_aside(table, key) for key in table.keys)
        if aside and not groups_rows(table, cells, column, setting.reference_year):
            continue
        if _DAY.fullmatch(text) or _DUE.match(text):
            continue  # when it was signed, or when a part of the sum is due
        if is_year(text) and column and (heads := table.headers(column)) and not any(map(_DATES.search, heads)):
            continue  # 首次合作 | 2011年
        told = says.subject is not None and says.subject.kind != "project"
        remark = _is_remark(label) and not OTHER_SOURCE.match(text)
        if told and (remark or (column > table.data[0] and not _dates_or_sums(label))):
            continue  # 人才培养, a part in the work; behind the figures 课题三
        _add(says, text, setting, names, row=True, shortest=2 if of_units else _NAME)
    narrowed(says, table, cells, setting.reference_year)
    if table.period is not None and (cell := cells[table.period]) is not None:
        last = cells[table.finish] if table.finish is not None else None
        for span in periods(years_in_full(cell.text if last is None else f"{cell.text}至{last.text}")):
            if span.begin and span.finish and span.begin.year <= span.finish.year:
                says.year, says.until = span.begin.year, span.finish.year
                break
    of_unit = says.subject is not None and says.subject.kind in UNITS
    if of_unit and says.entry is not None and says.entry.id in COUNTS and len(says.texts) > 1:
        says.entry = None  # 企业 beside a company's name, whatever that column is called
    return says


def _nearest_first(table: Matrix, cells: list[Cell | None], names: Names) -> list[int]:
    """The columns of labels, those of groups of rows (各单位投入, 研发) behind those of the row itself.

    A unit, a year or a project stays where it stands: it says whose the row is, not what it is.
    """
    own = [c for c in table.keys if (cell := cells[c]) is not None and cell.rowspan == 1 and c < table.data[0]]
    if not own or len(table.keys) < 2:
        return table.keys
    groups = [
        c
        for c in table.keys
        if c < own[-1] and c != table.project and (cell := cells[c]) is not None and cell.rowspan > 1
        and names.resolve(plain_text(cell.text)) is None
    ]
    return [*(c for c in table.keys if c not in groups), *groups] if groups else table.keys


def _counts_kinds(table: Matrix, setting: Setting) -> bool:
    """Whether a table's figures are numbers of units and nothing else: 类别 | 家数 | 单位."""
    heads = [next(iter(table.headers(column)), "") for column in table.data]
    return all(label_of(plain_text(head), setting.reference_year).id == "members" for head in heads)


def _is_aside(table: Matrix, column: int) -> bool:
    """Whether a column's headers say that it tells neither whose nor what a row's figures are."""
    headers = table.headers(column)
    header = plain_text(headers[0] if headers and _NAMES.search(headers[0]) else " ".join(headers))
    return ASIDE.search(header) is not None


def _no_project(table: Matrix, cells: list[Cell | None], text: str, names: Names) -> bool:
    """Whether a row stands beside the projects: 平台建设 across the columns of their numbers and names.

    So does what no paper numbers in a column of projects and other things (课题及科目).
    """
    at = table.project
    if at is None:
        return False
    if at and cells[at - 1] is cells[at] and table.grid[0][at - 1] is not table.grid[0][at]:
        return True
    return beside_projects(plain_text(" ".join(table.headers(at))), text, names.units.projects)


def _names_project(table: Matrix, column: int, text: str, label: Label) -> bool:
    """Whether a cell is in the column of projects, or says itself that it is one (课题二 船用电力推进)."""
    if table.project is None:
        return NUMBERED.match(text) is not None and not _is_aside(table, column)
    return column == table.project and not label.total and label.id not in SOURCES


def _add(
    says: Says, text: str, setting: Setting, names: Names, row: bool = False, shortest: int = _NAME
) -> None:
    """Add what one header says to what nearer ones said; a kind of unit of so many signs may be a unit's name."""
    label = label_of(text, setting.reference_year)
    says.texts.append(label.text)
    project = project_of(plain_text(text), names.units.projects) if names.units.projects else None
    if project is not None and says.subject is None:
        says.subject = project
        return
    rest = label
    if says.subject is None and not (label.year_alone or label.total):
        plain = re.sub(r"^其中[:：]?", "", label.text)
        named = names.resolve(plain) if not label.entries else None
        if (row or not label.unit) and len(plain) >= shortest and _of_kinds(label):
            named = names.resolve(plain)  # 产业促进中心 is a kind of unit, and a unit's short name
            rest = label if named is None else replace(label, entries=())
        if named is None and (row or label.entries) and not label.consortium and not is_name(plain):
            opened = names.opening(plain)
            after = label_of(opened[1], setting.reference_year) if opened is not None else label
            if opened is not None and len(_ASIDES.sub("", opened[1])) <= 12 and _says_more(after):
                named, rest = opened[0], after
        says.subject = named
        if named is not None and rest is label and named.name in plain:
            label = rest = label_of(plain.replace(named.name, ""), setting.reference_year)  # 培养 in a name
    if says.entry is None and not (says.subject is not None and rest is label and not label.entries):
        says.entry = rest.entry
    if label.total and says.entry is not None and says.entry.id == "projects" and (row or not label.unit):
        says.entry = None  # 课题小计 sums what the projects cost
    says.unit = says.unit or label.unit
    if says.year is None:
        says.year, says.until = label.year, label.until
    if says.subject is None and label.lead and (not label.entries or _LEADS.match(label.text)):
        member = setting.subject if setting.subject is not None and setting.subject.kind == "member" else None
        says.subject = member if member is not None and _OURSELVES.match(label.text) else names.lead
    says.others = says.others or (says.subject is None and OTHERS.match(label.text) is not None)
    says.total = says.total or label.total or label.years_total
    says.part = says.part or label.section
    shared = rest.share if rest.entry is not None and rest.entry.family == "share" else label.share
    says.share = says.share or shared or (_MEAN.match(label.text) is not None and not _is_rate(label))
    says.target = says.target or label.target
    says.new = says.new or label.new
    says.done = says.done or label.done
    says.consortium = says.consortium or label.consortium
    says.scope = says.scope or label.scope
    says.inside = says.inside or label.inside
    said = rest.entry or label.year is not None or label.total or label.share or says.subject or label.years_total
    says.other = says.other or (row and not said and bool(label.text) and not FIGURES.fullmatch(label.text))


def _is_remark(label: Label) -> bool:
    """Whether words beside a unit's name say nothing of what its row's figures are."""
    said = label.entries or label.year or label.years or label.total or label.years_total or label.share
    return not (said or label.scope or label.done) and len(label.text) > 3


def _dates_or_sums(label: Label) -> bool:
    """Whether words say of when a row's figures are or that they are sums."""
    return bool(label.year or label.years or label.total or label.scope or label.done)


def _says_more(rest: Label) -> bool:
    """Whether what follows a unit's name in a label is about it (栎程2023年收支), so that it is one (not 材料费)."""
    said = rest.entries or rest.year or rest.years_total or rest.total or rest.share or rest.scope or rest.lead
    return bool(said) or not rest.text or _ABOUT.match(rest.text) is not None
