"""The workbook of a batch: one row for each submission, verdict and counts first, then every finding of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from doccheck.findings import Finding
from doccheck.findings.codes import Code
from doccheck.findings.report import Report, Status
from doccheck.reports import words
from doccheck.reports.rules import explained
from doccheck.reports.workbook import tables
from doccheck.reports.workbook.book import Book
from doccheck.reports.workbook.cells import Column, Text, Value
from doccheck.reports.workbook.links import folder_link, linker
from doccheck.reports.workbook.submission import report_tone

_SUBMISSIONS = (
    Column("序号", 6, "centre"),
    Column("申报材料", 24),
    Column("结论", 13, "centre"),
    Column("错误", 6, "count"),
    Column("警告", 6, "count"),
    Column("提示", 6, "count"),
    Column("符合", 6, "count"),
    Column("不符合", 7, "count"),
    Column("无法判断", 9, "count"),
    Column("牵头单位", 24),
    Column("成员数", 7, "count"),
    Column("申报事项", 20),
    Column("文件", 6, "count"),
    Column("未读文件", 9, "count"),
    Column("主要问题", 52),
    Column("用时（秒）", 10, "seconds"),
)
_MAIN = 4


class BatchEntry(Struct, frozen=True):
    """One submission of a batch. ``page`` is its report, relative to the workbook (“某某/report.html”).

    ``problem`` says why a submission could not be checked; then there is no ``report``.
    """

    name: str
    report: Report | None = None
    page: str = ""
    problem: str = ""


def batch_workbook(entries: Sequence[BatchEntry], folder: Path | None = None, title: str = "批量核对汇总") -> bytes:
    """A batch as the bytes of an .xlsx file; ``folder`` is where it will lie (links to files need it)."""
    book = Book(title)
    book.table("汇总", _SUBMISSIONS, _submissions(entries), frozen=3, empty="没有申报材料。")
    columns = (Column("申报材料", 24), *tables.FINDING_COLUMNS)
    everything = [finding for entry in entries if entry.report for finding in entry.report.findings]
    rules = explained(everything)
    book.table(tables.FINDINGS_SHEET, columns, _findings(entries, folder, rules), frozen=4, empty="没有发现问题。")
    book.table(tables.RULES_SHEET, tables.RULE_COLUMNS, tables.rule_rows(everything, rules), 2, "没有发现问题。")
    return book.finish()


def _submissions(entries: Sequence[BatchEntry]) -> Iterator[Sequence[Value]]:
    for number, entry in enumerate(entries, start=1):
        report = entry.report
        name = Text(entry.name, link=folder_link(entry.page))
        if report is None:
            blank: list[Value] = [None] * 11
            yield [number, name, Text("未能核对", "error"), *blank, entry.problem, None]
            continue
        summary = report.summary
        counts = [sum(line.status is status for line in report.matrix) for status in Status]
        units = [row for row in report.members.rows if row.listed]
        yield [
            number,
            name,
            Text(words.VERDICT[report.verdict], report_tone(report)),
            summary.error,
            summary.warning,
            summary.info,
            *counts[:3],
            next((row.name for row in units if row.lead), ""),
            len(units) or None,
            report.programme.name,
            len(report.documents),
            len(report.unread),
            _main(report.findings),
            summary.seconds,
        ]


def _main(findings: Sequence[Finding]) -> str:
    """The heaviest findings in a few words."""
    heavy = sorted(findings, key=lambda finding: finding.severity.rank)[:_MAIN]
    return "\n".join(f"{finding.code} {words.short(finding.message, 60)}" for finding in heavy)


def _findings(entries: Sequence[BatchEntry], folder: Path | None, rules: Sequence[Code]) -> Iterator[Sequence[Value]]:
    for entry in entries:
        if entry.report is not None:
            link = linker(entry.report, folder)
            for row in tables.finding_rows(entry.report, link, rules):
                yield [Text(entry.name, link=folder_link(entry.page)), *row]
