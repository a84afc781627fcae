"""A report made by hand, with everything in it that a writer may meet."""

from __future__ import annotations

from doccheck.document import Cell, Document, Figure, Heading, Location, Paragraph, Table
from doccheck.facts.model import Fact, Nature
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.report import (
    Assignment,
    DocumentNote,
    ElementNote,
    PartNote,
    Place,
    ProgrammeNote,
    Report,
    RequirementStatus,
    Status,
    SubmissionNote,
    Summary,
    Tool,
    UnreadFile,
)

LIMITED = Location(page=2, block=4, heading=("一、基础信息", "（三）联合体决策及运行机制"), table=0, cell=(1, 1))
REVENUE = Location(page=1, block=2, heading=("一、基础信息",), bbox=(90.0, 120.5, 320.0, 133.0))

FINDINGS = (
    Finding(
        "S001",
        Severity.ERROR,
        "没有找到共建协议（组建协议）。",
        "请补交由全部 6 家成员单位签署的组建协议。",
        requirement="agreement",
        sentence="申报材料包括申请书、共建协议等。",
        confidence=0.97,
        evidence=(Evidence("d1", "", Location(page=1, block=0)),),
        related=("A001", "A003"),
    ),
    Finding(
        "N001",
        Severity.ERROR,
        "牵头单位 2022 年销售收入前后不一致：152300 万元与 15.3 亿元。",
        "请核对年度审计报告，把两处改成同一数据。",
        requirement="same.revenue",
        confidence=0.8,
        evidence=(Evidence("d1", "152300 万元", REVENUE), Evidence("d2", "15.3 亿元", Location(block=1))),
    ),
    Finding(
        "L001",
        Severity.WARNING,
        "“联合体决策及运行机制”532 字，上限 500 字，超出 32 字。",
        "请删去约 32 字。<script>alert(1)</script>",
        requirement="application.mechanism",
        evidence=(Evidence("d1", "理事会每季度召开一次", LIMITED),),
    ),
    Finding("D005", Severity.INFO, "文件里留有 2 条批注。", "请删除批注后再提交。", evidence=(Evidence("d1", ""),)),
    Finding(
        "D001",
        Severity.ERROR,
        "“附件/坏.docx”：文件大小为 0 字节，没有任何内容。",
        "请重新导出或重新上传该文件。",
        evidence=(Evidence("d3", ""),),
    ),
)


def form() -> Document:
    """A short application with a heading, a paragraph, a table with a merged cell and a figure."""

    def paragraph(text: str, block: int, level: int | None = None, page: int = 1) -> Paragraph:
        heading = Heading(level, "", text, len(text)) if level is not None else None
        return Paragraph(text, Location(page=page, block=block), heading=heading)

    cells = (
        Cell(0, 0, (Paragraph("联合体决策及运行机制（限500字）"),), colspan=2),
        Cell(1, 0, (Paragraph("机制"),)),
        Cell(1, 1, (Paragraph("理事会每季度\n召开一次，秘书处设在牵头单位。"), Paragraph("<b>不是标签</b>"))),
    )
    return Document(
        "申请书 终稿.docx",
        "docx",
        "a" * 64,
        blocks=(
            paragraph("江苏省创新联合体建设试点申请书", 0, 0),
            paragraph("一、基础信息", 1, 1),
            paragraph("2022 年销售收入 152300 万元，研发投入 5200 万元。", 2),
            Figure(Location(page=1, block=3), "图 1 组织架构图"),
            Table(2, 2, cells, Location(page=2, block=4, table=0)),
        ),
        pages=2,
    )


def plan() -> Document:
    """A plan of two paragraphs."""
    return Document(
        "建设方案.pdf",
        "pdf",
        "b" * 64,
        blocks=(
            Paragraph("建设方案", Location(block=0)),
            Paragraph("上年销售收入 15.3 亿元。", Location(block=1)),
        ),
    )


def report(findings: tuple[Finding, ...] = FINDINGS) -> Report:
    """A report with these findings."""
    return Report(
        tool=Tool("0.1.0", "jiangsu-2023@1"),
        programme=ProgrammeNote("jiangsu-2023", "江苏省创新联合体建设试点", 1, True, 0.98, "apply", 2023),
        submission=SubmissionNote("苏州某某智造 申报", "/data/苏州某某智造 申报", "c" * 64),
        documents=(
            DocumentNote(
                "d1",
                "申请书 终稿.docx",
                "docx",
                "a" * 64,
                2,
                1830,
                parts=(PartNote("application", 0.99, Location(page=1, block=0)),),
                sections=(
                    Assignment("plan.1.2", "（二）建设基础", 0.97, REVENUE, words=183),
                    Assignment("plan.1.3", None, 0.6, LIMITED, quote="本联合体定位于", words=90),
                ),
                elements=(ElementNote("plan.2.team", "met", "组建 60 人的团队", 0.9, REVENUE),),
            ),
            DocumentNote(
                "d2",
                "建设方案.pdf",
                "pdf",
                "b" * 64,
                words=14,
                parts=(PartNote("plan", 0.8),),
                clauses=(Assignment("agreement.ip", "第七条", 0.95, Location(block=1)),),
            ),
            DocumentNote("d3", "附件/坏.docx", "empty", "", read=False),
        ),
        facts=(
            Fact(
                "lead.revenue",
                "苏州某某智造有限公司",
                2022,
                Nature.ACTUAL,
                152300.0,
                152300.0,
                152300.0,
                "万元",
                "d1",
                "152300 万元",
                REVENUE,
            ),
        ),
        findings=findings,
        summary=Summary.of(findings, 0.84),
        unread=(
            UnreadFile(
                "d3", "附件/坏.docx", "D001", "文件大小为 0 字节，没有任何内容。", "请重新导出或重新上传该文件。"
            ),
        ),
        ignored=("说明.txt",),
        matrix=(
            RequirementStatus(
                "application",
                "document",
                "申请书",
                Severity.ERROR,
                Status.MET,
                places=(Place("d1", Location(page=1, block=0), "江苏省创新联合体建设试点申请书"),),
            ),
            RequirementStatus(
                "agreement",
                "document",
                "共建协议",
                Severity.ERROR,
                Status.NOT_MET,
                sentence="申报材料包括共建协议",
                findings=(0,),
            ),
            RequirementStatus("seal", "sign", "牵头单位盖章", Severity.WARNING, Status.UNKNOWN, note="需人工核对"),
            RequirementStatus("lead.platform", "threshold", "平台牵头", Severity.WARNING, Status.NOT_APPLICABLE),
        ),
        texts={"d1": form(), "d2": plan()},
    )
