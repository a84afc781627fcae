"""D003–D007, D010, D011: what a parser noticed beside a file's text."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.document import Incident, IncidentKind
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import MappedSubmission

_CODES = {
    IncidentKind.LOW_CONFIDENCE: "D003",
    IncidentKind.TRACKED_CHANGES: "D004",
    IncidentKind.COMMENTS: "D005",
    IncidentKind.HIDDEN_TEXT: "D006",
    IncidentKind.ACTIVE_CONTENT: "D007",
    IncidentKind.NO_TEXT_LAYER: "D010",
    IncidentKind.LIMIT: "D011",
    IncidentKind.DAMAGED_PART: "D001",
}
_ADVICE = {
    "D003": "请对照原件核对文中引用的扫描文字；能提供 Word 或文字版 PDF 的请改用文字版。",
    "D004": "请在“审阅”中接受或拒绝全部修订后再提交；本次按接受全部修订后的文字检查。",
    "D005": "请在“审阅”中删除全部批注后再提交。",
    "D006": "请核对这些文字：需要的改为正常显示，不需要的删除；它们没有计入本次检查。",
    "D007": "请删除宏、嵌入对象或外部链接，另存为不含宏的 .docx 或 PDF 后再提交。",
    "D010": "请提供文字版（Word 或可复制文字的 PDF），或安装文字识别组件（pip install \"doccheck[ocr]\"）后重试；"
    "这些页面未检查，请人工查看。",
    "D011": "请拆分或精简后重新提交；已读到的部分照常检查。",
    "D001": "请用 Word 或 WPS 打开并另存为新文件后再提交；其余部分照常检查。",
}


@check(*_ADVICE)
def incidents(mapped: MappedSubmission) -> Iterator[Finding]:
    """One finding for each file and code, whatever the number of incidents."""
    for document_id, document in mapped.documents.items():
        groups: dict[str, list[Incident]] = {}
        for incident in document.incidents:
            code = _CODES.get(incident.kind)
            if code is not None:
                groups.setdefault(code, []).append(incident)
        for code, group in groups.items():
            told = list(dict.fromkeys(incident.detail.rstrip("。；") for incident in group))
            details = "；".join(told[:3])
            more = f"等 {len(group)} 处" if len(told) > 3 else ""
            evidence = [Evidence(document_id, i.quote, i.location) for i in group[:5]]
            yield finding(code, None, f"“{document.path}”：{details}{more}。", _ADVICE[code], *evidence)
