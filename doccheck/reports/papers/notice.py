"""The values of a correction notice (补正通知书): what is lacking by document, and what to verify apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from doccheck.findings import Finding
from doccheck.findings.papers import CorrectionGroup
from doccheck.findings.report import Report
from doccheck.reports import words
from doccheck.reports.papers.numerals import numeral

NAME = "补正通知书.docx"
BLANK_DATE = "　　　　年　　月　　日"
_PLACES = 4
_QUOTE = 40
_DOCUMENTS = 3
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
"""Letters of a heading set apart (申 请 表)."""


def notice_values(report: Report) -> dict[str, Any]:
    """What the template may use; the names are Chinese for those who edit templates."""
    corrections, programme = report.corrections, report.programme
    groups = [
        {
            "序号": numeral(number),
            "标题": _title(report, group),
            "项目": [_item(report, report.findings[index], count) for count, index in enumerate(group.findings, 1)],
        }
        for number, group in enumerate(corrections.groups, start=1)
    ]
    verify = [{"序号": number, **item} for number, item in enumerate(_verify(report), start=1)]
    return {
        "申报事项": programme.name or "项目申报",
        "通知名称": reference(programme.notice) or "申报通知",
        "收件单位": lead(report) or report.submission.name,
        "材料名称": _documents(report),
        "补正数": corrections.count,
        "补正": groups,
        "请核对": verify,
        "序号": {"补正": "一", "核对": "二", "要求": "三" if verify else "二"},
        "补正期限": BLANK_DATE,
        "联系人及电话": "　" * 8,
        "发文机关": programme.issuer or "　" * 8,
        "成文日期": BLANK_DATE,
    }


def lead(report: Report) -> str:
    """The lead unit's name, empty where the papers do not tell it."""
    return next((row.name for row in report.members.rows if row.lead), "")


def reference(notice: str) -> str:
    """A notice as papers name it: its number alone, or its name in 《》."""
    if not notice or "〔" in notice or notice.startswith("《"):
        return notice
    return f"《{notice}》"


def _documents(report: Report) -> str:
    names = [f"“{note.path}”" for note in report.documents]
    return "、".join(names[:_DOCUMENTS]) + (f"等{len(names)}份" if len(names) > _DOCUMENTS else "")


def _title(report: Report, group: CorrectionGroup) -> str:
    if not group.document:
        return "整份材料"
    note = next((note for note in report.documents if note.id == group.document), None)
    roles = [words.ROLE.get(part.role, "") for part in note.parts if part.role != "unknown"] if note else []
    role = "、".join(dict.fromkeys(role for role in roles if role))
    path = report.path_of(group.document)
    return f"{role}（{path}）" if role else path


def _item(report: Report, finding: Finding, number: int) -> dict[str, Any]:
    home = finding.evidence[0].document if finding.evidence else ""
    places, quotes = [], []
    for evidence in finding.evidence[:_PLACES]:
        where = _SPREAD.sub("", words.place(evidence.location))
        if evidence.document and evidence.document != home:
            where = f"《{report.path_of(evidence.document)}》{where}"
        places.append(where)
        if evidence.quote:
            quotes.append(words.short(evidence.quote, _QUOTE))
    more = f"等{len(finding.evidence)}处" if len(finding.evidence) > _PLACES else ""
    return {
        "序号": number,
        "编号": finding.code,
        "轻重": words.SEVERITY[finding.severity],
        "问题": finding.message,
        "要求": finding.sentence.strip().strip("“”").rstrip("。：:"),
        "位置": "；".join(dict.fromkeys(place for place in places if place)) + more,
        "原文": "”“".join(dict.fromkeys(quotes)),
        "办法": finding.suggestion,
    }


def _verify(report: Report) -> Iterator[dict[str, Any]]:
    for index in report.corrections.verify:
        finding = report.findings[index]
        yield {"事项": finding.message, "办法": finding.suggestion}
    for index in report.corrections.unjudged:
        line = report.matrix[index]
        asked = words.short(line.sentence or line.title, 60).rstrip("。：:")
        kind = words.KIND.get(line.kind, "要求")
        yield {
            "事项": f"{kind}“{words.short(line.title, 40)}”：{line.note or '无法判断'}。",
            "办法": f"通知要求为“{asked}”。" if asked != line.title else "",
        }
