"""The evidence for each row of a scorecard, with points where the rule is arithmetic (R001)."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.scores import scored


@check("R001")
def score_evidence(mapped: MappedSubmission) -> Iterator[Finding]:
    """One remark for each row: where its evidence stands, what was reckoned, what a person must judge."""
    for line in scored(mapped):
        head = f"评分“{name_of(line.row)}”（满分 {line.max:g} 分）："
        found = f"找到佐证 {len(line.evidence)} 处" if line.evidence else "没有找到佐证"
        if line.points is not None:
            said, advice = f"{line.formula}。{line.note}", "请评审人员核对计算所依据的内容。"
        else:
            said = "，".join(part for part in (found, line.formula) if part) + f"，由评审人员评定。{line.note}"
            advice = "请评审人员对照所列位置评分。" if line.evidence else "请评审人员翻阅全文后评分。"
        evidence = line.evidence or (Evidence("", ""),)
        yield finding("R001", line.row, head + said, advice, *evidence, severity=Severity.INFO)
