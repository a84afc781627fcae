"""The workbook of one submission: an overview, then findings, requirements, figures and members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from doccheck.findings.report import Report, Status
from doccheck.reports import words
from doccheck.reports.rules import codes_of
from doccheck.reports.workbook import tables
from doccheck.reports.workbook.book import Book
from doccheck.reports.workbook.cells import Column, Linker, Text, Value, said
from doccheck.reports.workbook.links import linker

_DOCUMENTS = (
    Column("内容", 20),
    Column("文件", 50),
    Column("格式", 10, "centre"),
    Column("页数", 9, "number"),
    Column("字数", 11, "number"),
    Column("读取", 40),
)


def submission_workbook(report: Report, folder: Path | None = None) -> bytes:
    """The report as the bytes of an .xlsx file; ``folder`` is where it will lie, so that links to files can be
    relative (without it there are none)."""
    link = linker(report, folder)
    book = Book(f"{report.submission.name} {report.programme.name}")
    verdict = Text(f"{words.VERDICT[report.verdict]}。{words.VERDICT_LONG[report.verdict]}", report_tone(report))
    book.page(
        "概况",
        f"核对情况：{report.submission.name}",
        [("结论", verdict), *_known(report)],
        _DOCUMENTS,
        _documents(report, link),
        [words.DISCLAIMER],
    )
    rules = codes_of(report)
    findings = tables.finding_rows(report, link, rules)
    book.table(tables.FINDINGS_SHEET, tables.FINDING_COLUMNS, findings, 3, "没有发现问题。")
    book.table("要求", tables.REQUIREMENT_COLUMNS, tables.requirement_rows(report, link), 3, "没有可核对的要求。")
    book.table("数据核对", tables.figure_columns(report), tables.figure_rows(report), 3, "没有读到可比对的数据。")
    book.table("成员×材料", tables.member_columns(report), tables.member_rows(report), 1, "没有读到成员单位。")
    if report.waived or report.idle_waivers:
        book.table("已豁免", tables.WAIVED_COLUMNS, tables.waived_rows(report, link))
    if report.scorecard.lines:
        book.table("评分表", tables.SCORE_COLUMNS, tables.score_rows(report, link), 3)
    book.table(tables.RULES_SHEET, tables.RULE_COLUMNS, tables.rule_rows(report.findings, rules), 2, "没有发现问题。")
    return book.finish()


def report_tone(report: Report) -> str:
    """The colours of a verdict."""
    return {"return": "error", "correct": "warning", "pass": "good"}[report.verdict.value]


def _known(report: Report) -> Iterator[tuple[str, Value]]:
    summary, programme = report.summary, report.programme
    yield "问题", f"错误 {summary.error} 条，警告 {summary.warning} 条，提示 {summary.info} 条"
    counts = [f"{words.STATUS[status]} {sum(line.status is status for line in report.matrix)}" for status in Status]
    yield "要求", f"共 {len(report.matrix)} 项：{'，'.join(counts)}"
    occasion = words.OCCASION.get(programme.occasion, programme.occasion)
    year = f"{programme.year} 年" if programme.year else ""
    yield "核对标准", said([programme.name or "未能识别申报事项", report.tool.rules, occasion, year], " · ")
    if report.members.rows:
        units = [row for row in report.members.rows if row.listed]
        lead = next((row.name for row in units if row.lead), "未读到")
        yield "牵头单位", f"{lead}（成员单位共 {len(units)} 家）"
    yield "材料摘要", f"SHA-256 {report.submission.sha256}" if report.submission.sha256 else "—"
    yield "核对程序", f"doccheck {report.tool.version}，用时 {summary.seconds:.1f} 秒"
    if report.waived:
        yield "豁免", f"已豁免 {len(report.waived)} 条，不计入结论，见“已豁免”"
    if report.round is not None:
        held = report.round
        counts = [f"已改正 {len(held.closed)} 条", f"未改正 {len(held.open)} 条", f"新出现 {len(held.new)} 条"]
        yield "与上一轮相比", f"{'，'.join(counts)}（上一轮：{held.name}）"
    for finding in report.findings:
        if finding.code == "R002":
            yield "经办提示", f"{finding.message}{finding.suggestion}"
    if report.ignored:
        yield "未列入核对", "；".join(report.ignored)


def _documents(report: Report, link: Linker) -> Iterator[Sequence[Value]]:
    unread = {file.document: file for file in report.unread}
    for note in report.documents:
        roles = "、".join(dict.fromkeys(words.ROLE.get(part.role, part.role) for part in note.parts))
        problem = unread.get(note.id)
        state: Value = "已读取（扫描识别）" if note.ocr else "已读取"
        if problem is not None or not note.read:
            state = Text(f"未读取：{problem.message}" if problem is not None else "未读取", "error")
        yield [
            roles or "—",
            Text(note.path, link=link(note.id)),
            note.format,
            note.pages,
            note.words or None,
            state,
        ]
