"""Papers for the figure checks: whole Word submissions with merged form tables, and hand-built mappings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from docx import Document as WordFile

from doccheck.checks.registry import all_checks
from doccheck.document import Cell, Document, Location, Paragraph, Table
from doccheck.document.structure import structure
from doccheck.facts.model import Fact, Nature
from doccheck.findings import Finding
from doccheck.mapping.model import MappedSubmission, Organisation, Part, Passage
from doccheck.mapping.pipeline import map_submission
from doccheck.parsers.word import parse_docx
from doccheck.programme.loader import load
from doccheck.programme.schema import Occasion, Role, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PARTNER = Organisation("苏州晶源科技有限公司", UnitKind.ENTERPRISE)
Rows = Sequence[Sequence[tuple[str, int]]]


def fact(
    quantity: str,
    value: float,
    *,
    quote: str,
    year: int | None = 2022,
    half: float = 0.5,
    unit: str = "万元",
    document: str = "d1",
    block: int = 1,
    source: str = "prose",
    nature: Nature = Nature.ACTUAL,
    subject: str = LEAD.name,
) -> Fact:
    """A fact with its own place; ``half`` is half of the last written digit."""
    return Fact(
        quantity, subject, year, nature, value, value - half, value + half, unit, document, quote,
        Location(block=block), "p1", source,
    )  # fmt: skip


def mapped(
    facts: Iterable[Fact] = (), texts: Sequence[str] = (), tables: Sequence[Table] = (), role: Role = Role.PLAN,
    programme: str = "jiangsu-2023",
) -> MappedSubmission:  # fmt: skip
    """A submission of one part with these facts, paragraphs and tables."""
    blocks = tuple(Paragraph(text, Location(block=i)) for i, text in enumerate(texts)) + tuple(tables)
    rules = load(programme)
    return MappedSubmission(
        rules, Occasion.APPLY, rules.reference_year, "s", {"d1": Document("方案.docx", "docx", "0", blocks)},
        parts=(Part("p1", "d1", role, Passage("d1", blocks)),), lead=LEAD, members=(LEAD, PARTNER), facts=tuple(facts),
    )  # fmt: skip


def grid(rows: Sequence[Sequence[str]], caption: str = "") -> Table:
    """A table without merged cells."""
    width = max(map(len, rows))
    cells = tuple(
        Cell(r, c, (Paragraph(text, Location(table=0, cell=(r, c))),), location=Location(table=0, cell=(r, c)))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(len(rows), width, cells, Location(table=0), caption)


def figure_findings(submission: MappedSubmission) -> list[Finding]:
    """What the figure checks say, from heaviest code to last."""
    checks = [check for check in all_checks() if check.__module__.startswith("doccheck.checks.figures")]
    return sorted((f for check in checks for f in check(submission)), key=lambda f: f.code)


def said(submission: MappedSubmission) -> list[tuple[str, str | None]]:
    """Code and requirement of each finding."""
    return [(f.code, f.requirement) for f in figure_findings(submission)]


def read(folder: Path, programme: str) -> MappedSubmission:
    """The Word files of a folder, parsed and mapped."""
    files = sorted(folder.glob("*.docx"))
    documents = {f"d{i}": structure(parse_docx(path, path.name)) for i, path in enumerate(files, 1)}
    return map_submission(documents, load(programme), "s")


def add_table(file: object, columns: int, rows: Rows) -> None:
    """A table whose cells are (text, columns spanned)."""
    table = file.add_table(0, columns)  # type: ignore[attr-defined]
    for cells in rows:
        row, column = table.add_row().cells, 0
        for text, span in cells:
            cell = row[column] if span == 1 else row[column].merge(row[column + span - 1])
            cell.text = text
            column += span


MEMBERS = (
    (LEAD.name, "91320105MA1N8K3P2M", "总体集成", "牵头", "152300", "6852.5"),
    (PARTNER.name, "", "芯片", "研发", "32000", "2100"),
    ("无锡华测传感技术有限公司", "", "传感器", "研发", "18650.5", "1320"),
    ("南京理工大学", "", "算法", "研究", "", ""),
    ("中国科学院沈阳自动化研究所", "", "控制", "研究", "", ""),
)

JIANGSU = {
    "counts": "5个，其中：企业3个，高校1个，科研院所1个，其它0个",
    "technical": "1100人",
    "inventions": "318项",
    "project": "2021.01-2023.12",
    "told": "创新联合体由5家单位共同组建，其中企业3家、高校1家、科研院所1家。",
    "plan_inventions": "318项",
    "revenue": "15.23亿元",
    "intensity": "4.5%",
    "extra": "",
}


def jiangsu(folder: Path, members: Sequence[Sequence[str]] = MEMBERS, **changes: str) -> MappedSubmission:
    """A small Jiangsu application in one Word file; ``changes`` overwrite what JIANGSU says."""
    say = {**JIANGSU, **changes}
    file = WordFile()
    for line in ("江苏省创新联合体建设试点申请书", "创新联合体名称：江苏省高端数控装备创新联合体", "产业领域：高端装备", f"牵头单位：{LEAD.name}（盖章）",
                 "联系人：林知远", "联系电话：025-83350001", "填报日期：2023年9月18日", "基础信息表"):  # fmt: skip
        file.add_paragraph(line)
    rows: list[list[tuple[str, int]]] = [
        [("1.基本信息", 7)],
        [("创新联合体名称", 1), ("江苏省高端数控装备创新联合体", 6)],
        [("创新联合体牵头单位", 1), (LEAD.name, 2), ("法定代表人", 2), ("周明德", 2)],
        [("创新联合体成员情况", 1), (say["counts"], 6)],
        [("2.组织合作情况", 7)],
        [
            (h, 1)
            for h in (
                "序号",
                "单位名称",
                "统一社会信用代码",
                "任务分工",
                "工作职责",
                "近一年销售收入（万元）",
                "近一年研发投入（万元）",
            )
        ],
        *[[(str(i), 1), *((cell, 1) for cell in member)] for i, member in enumerate(members, 1)],
        [("3.科技创新基础", 7)],
        [("牵头及成员单位拥有从业人员数", 1), ("3200人", 2), ("其中:专业技术人员", 2), (say["technical"], 2)],
        [("拥有有效知识产权数量", 1), ("826项", 2), ("其中:发明专利", 2), (say["inventions"], 2)],
        [("牵头及成员单位近三年承担省级以上重大科技计划项目", 7)],
        [("序号", 1), ("项目名称", 2), ("产业领域", 1), ("级别（国家级/省级）", 1), ("实施期", 1), ("承担单位", 1)],
        [
            ("1", 1),
            ("高档数控系统可靠性关键技术", 2),
            ("高端装备", 1),
            ("省级", 1),
            (say["project"], 1),
            (LEAD.name, 1),
        ],
    ]
    add_table(file, 7, rows)
    file.add_page_break()
    for line in f"""江苏省创新联合体建设方案
一、建设意义及发展方向
2.建设基础
{say['told']}牵头及成员单位拥有从业人员3200人，有效知识产权826项，其中发明专利{say['plan_inventions']}。{say['extra']}
我省行业销售收入超过3000亿元。近三年累计投入研发经费1.9亿元，新增授权发明专利66件。
二、建设任务及目标
2023年：启动关键技术攻关，研发投入7200万元。
2024年：研发投入8000万元，新增发明专利30件。
2025年：研发投入9000万元，销售收入达到20亿元。
牵头单位简介
{LEAD.name}位于南京市江宁区，成立于2005年，为高新技术企业。现有员工860人，2022年销售收入{say['revenue']}。
公司2022年研发投入6,852.5万元，占销售收入的{say['intensity']}。
公司拥有有效知识产权326项，其中发明专利118项。
参与单位简介
{PARTNER.name}
{PARTNER.name}位于苏州市，员工230人，2022年销售收入3.2亿元，研发投入2100万元。""".split("\n"):  # fmt: skip
        file.add_paragraph(line)
    file.save(str(folder / "申请书.docx"))
    return read(folder, "jiangsu-2023")
