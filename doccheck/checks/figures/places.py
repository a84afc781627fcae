"""How the figure checks name places, subjects and values in their messages."""

from __future__ import annotations

import re

from doccheck.document import Location, Paragraph
from doccheck.facts.catalogue import SUBJECTS, catalogue
from doccheck.facts.model import Fact, Nature
from doccheck.facts.quantities import quantities
from doccheck.findings import Evidence
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import DocumentRow, ElementRow, FieldRow, Role, Row

_ROLES = {
    Role.APPLICATION: "申报书",
    Role.PLAN: "建设方案",
    Role.AGREEMENT: "协议",
    Role.CHARTER: "章程",
    Role.LEAD_PROFILE: "牵头单位简介",
    Role.MEMBER_PROFILE: "参与单位简介",
    Role.MEMBER_ROSTER: "成员单位表",
    Role.COUNCIL_ROSTER: "理事名单",
    Role.EXPERT_ROSTER: "专家名单",
    Role.TASK_LIST: "攻关清单",
    Role.RESOURCE_LIST: "资源清单",
    Role.ALLOCATION: "任务分配方案",
    Role.SELF_ASSESSMENT: "自评报告",
    Role.ANNUAL: "年度材料",
    Role.EVIDENCE: "佐证材料",
}
_PAPER = lazy(r"(?:申请表|申报书|申请书|建设方案|组建方案)(?=$|（)")
"""What a programme itself calls a paper, at the end of its full title."""
_SOURCES = {"field": "表格", "roster": "名单表", "table": "表", "prose": ""}


def part_name(mapped: MappedSubmission, part_id: str, document: str) -> str:
    """What a part is called: its role in Chinese, else the file's name."""
    part = next((p for p in mapped.parts if p.id == part_id), None)
    if part is not None and part.role in _ROLES:
        asked = next((r for r in mapped.programme.rows if isinstance(r, DocumentRow) and r.role is part.role), None)
        called = _PAPER.search(asked.title) if asked is not None else None
        return called[0] if called else _ROLES[part.role]
    held = mapped.documents.get(document)
    return f"《{held.path.rsplit('/', 1)[-1]}》" if held else "材料"


def place_name(mapped: MappedSubmission, part_id: str, document: str, source: str, location: Location) -> str:
    """Where something stands in words: 申报书表格, 建设方案“（一）牵头单位情况”, 牵头单位简介."""
    name = part_name(mapped, part_id, document) + _SOURCES.get(source, "")
    heading = location.heading[-1].strip() if location.heading else ""
    if source in ("prose", "table") and 2 <= len(heading) <= 30 and heading not in name:
        name += f"“{heading}”"
    return name + (f"（第{location.page}页）" if location.page else "")


def evidence_of(fact: Fact) -> Evidence:
    """The exact words of a fact with their place."""
    return Evidence(fact.document, fact.quote, fact.location)


def field_row(mapped: MappedSubmission, fact: Fact, quantity: str) -> Row | None:
    """The form's row that asks for a quantity under N004, where the fact is its answer."""
    if fact.source != "field":
        return None
    rows = [r for r in mapped.programme.rows if isinstance(r, FieldRow) and "N004" in r.code]
    return next((r for r in rows if any(label.quantity == quantity for label in r.fields)), None)


def number(value: float) -> str:
    """A value with thousands separators and no trailing zeros."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text or "0"


def value_of(fact: Fact) -> str:
    """The value as written, with the normalised value beside it where the unit differs: 1.25亿元（12,500万元）."""
    if fact.unit == "年":
        return f"{fact.value:.0f} 年"
    normal = f"{number(fact.value)}{'' if fact.unit == '%' else ' '}{fact.unit}"
    for quantity in quantities(fact.quote):
        if {quantity.unit, fact.unit} == {"亩", "㎡"}:
            return f"{quantity.written}（约合 {number(round(fact.value, 1))} {fact.unit}）"
        if quantity.value == fact.value and quantity.unit == fact.unit:
            written = re.sub(r"\s+", "", quantity.written)
            if written.replace("，", ",").replace(",", "") != normal.replace(",", "").replace(" ", ""):
                return f"{written}（{normal}）"
    return normal


def subject_name(fact: Fact) -> str:
    """The unit's name, or what kind of subject it is."""
    kind = fact.quantity.partition(".")[0]
    if kind == "consortium":
        return "联合体"
    return fact.subject or SUBJECTS.get(kind, "")


def quantity_name(fact: Fact) -> str:
    """The Chinese name of a fact's quantity."""
    what = fact.quantity.rpartition(".")[2]
    entry = catalogue().get(what)
    return entry.name if entry else what


def year_name(year: int | None) -> str:
    """“2022年” or nothing."""
    return f"{year}年" if year else ""


_NATURES = {Nature.PLAN: "（计划）", Nature.TARGET: "（目标）", Nature.CUMULATIVE: "（累计）"}
_SCOPES = {"group": "（合并口径）", "parent": "（母公司口径）"}


def thing_name(fact: Fact) -> str:
    """What a fact is about in words: ××公司2020—2022年研发投入（累计）."""
    span = f"{fact.year}—{fact.until}年" if fact.year and fact.until else year_name(fact.year)
    after = _NATURES.get(fact.nature, "") + _SCOPES.get(fact.scope, "")
    return f"{subject_name(fact)}{span}{quantity_name(fact)}{after}"


def spending_row(mapped: MappedSubmission, part: Part, paragraph: Paragraph) -> Row | None:
    """The row that asks for a spending plan with N002, if the paragraph stands in its section."""
    asked = (row for row in mapped.programme.rows if isinstance(row, ElementRow) and "N002" in row.code)
    return next((row for row in asked if in_section_of(mapped, row, part, paragraph)), None)


def in_section_of(mapped: MappedSubmission, row: Row, part: Part, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in the section that a row is asked of."""
    return any(
        section.requirement == row.parent
        and section.part == part.id
        and any(other.location == paragraph.location for other in section.passage.paragraphs())
        for section in mapped.sections
    )
