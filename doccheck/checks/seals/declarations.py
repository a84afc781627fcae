"""S002 for a declaration that is absent; F001 for an authority's opinion that is blank."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.seals.places import declaration, opinion_box
from doccheck.checks.words import end_of, name_of, path_of
from doccheck.findings import Finding
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import SignRow


@check("S002")
def missing_declaration(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report a declaration (真实性声明) whose words stand nowhere in the submission."""
    for row in mapped.programme.rows:
        if not isinstance(row, SignRow) or not row.phrases or "S002" not in row.code:
            continue
        parts = parts_for(row, mapped.programme, mapped.parts)
        if parts and not declaration(row, mapped):
            yield finding(
                "S002",
                row,
                f"“{path_of(mapped, parts[0].document)}”中没有“{name_of(row)}”。",
                row.advice or f"请补上“{name_of(row)}”，加盖公章并注明日期。",
                end_of(parts[0]),
                confidence=0.9,
                related=("V001", "V003"),
            )


@check("F001")
def blank_opinion(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report the box of an authority's opinion that is blank (its missing date then follows from it)."""
    for row in mapped.programme.rows:
        if not isinstance(row, SignRow) or row.who != "bureau" or "F001" not in row.code:
            continue
        parts = parts_for(row, mapped.programme, mapped.parts)
        if not parts:
            continue
        box = opinion_box(row, mapped)
        if box is None:
            yield finding(
                "F001",
                row,
                f"“{path_of(mapped, parts[0].document)}”中没有“{name_of(row)}”一栏。",
                row.advice or "请恢复申请表原有的推荐意见栏，由主管部门填写意见、盖章并注明日期。",
                end_of(parts[0]),
                confidence=0.85,
                related=("V001", "V003"),
            )
        elif not box.text:
            yield finding(
                "F001",
                row,
                f"“{name_of(row)}”为空：尚未填写推荐意见" + ("。" if box.date else "，日期也未填写。"),
                row.advice or "请所在地科技主管部门填写推荐意见、盖章并注明日期后再报送。",
                box.evidence,
                confidence=0.95,
                related=("V001", "V003"),
            )
