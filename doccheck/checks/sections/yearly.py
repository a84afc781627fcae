"""The yearly duties: papers that must be there (S001) and meetings that must have been held (S005)."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of, start_of
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.yearly import yearly_papers
from doccheck.programme.schema import AnnualRow, Occasion, Role


@check("S001", "S005")
def yearly_duties(mapped: MappedSubmission) -> Iterator[Finding]:
    """Yearly rows that no paper of the submission answers."""
    if mapped.occasion is not Occasion.ANNUAL:
        return
    rows = [row for row in mapped.programme.rows if isinstance(row, AnnualRow)]
    parts = mapped.parts_of(Role.ANNUAL, Role.SELF_ASSESSMENT, Role.EVIDENCE, Role.UNKNOWN, Role.TASK_LIST)
    for row in rows:
        answered, lacking = yearly_papers(row, mapped)
        if answered and not lacking:
            continue
        what = f"（缺：{'、'.join(lacking)}）" if lacking and answered else ""
        place = start_of(parts[0]) if parts else Evidence("", mapped.name)
        if row.evidence == "event":
            yield finding(
                "S005",
                row,
                f"材料中没有看到 {mapped.year} 年度“{name_of(row)}”的记录{what}。",
                row.advice or "请补充会议纪要、签到表等能证明时间和内容的材料。",
                place,
                confidence=0.8,
            )
        else:
            yield finding(
                "S001",
                row,
                f"缺少 {mapped.year} 年度的“{name_of(row)}”{what}。",
                row.advice or f"请补交“{name_of(row)}”。",
                place,
                confidence=0.85,
            )
