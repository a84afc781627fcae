"""S006: diagrams that a programme asks for and that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.form.blanks import asked
from doccheck.checks.registry import check, finding
from doccheck.checks.words import end_of, name_of, path_of
from doccheck.findings import Evidence, Finding
from doccheck.mapping.forms import row_role
from doccheck.mapping.model import FigureMatch, MappedSubmission
from doccheck.programme.schema import FigureRow


@check("S006")
def missing_figures(mapped: MappedSubmission) -> Iterator[Finding]:
    """Figures of a submitted document without a picture: not there at all, or a caption that stands alone."""
    for row in mapped.programme.rows:
        if not isinstance(row, FigureRow) or not asked(row, mapped):
            continue
        parts = mapped.parts_of(row_role(row, mapped.programme))
        if not parts:
            continue
        matches = [match for match in mapped.figures if match.requirement == row.id]
        if any(match.picture is not None for match in matches):
            continue
        if matches:
            yield _bare(row, matches[0])
            continue
        part = parts[-1]
        scanned = any(mapped.documents[p.document].ocr for p in parts if p.document in mapped.documents)
        yield finding(
            "S006",
            row,
            f"“{path_of(mapped, part.document)}”中没有找到“{name_of(row)}”。"
            + ("该文件为扫描件，图可能未被识别，请人工核对。" if scanned else ""),
            row.advice or f"请补绘“{name_of(row)}”，并在图下写明图题。",
            end_of(part),
            confidence=0.5 if scanned else 0.88,
        )


def _bare(row: FigureRow, match: FigureMatch) -> Finding:
    where = "该栏为空" if row.fields else "只有图题，没有图"
    return finding(
        "S006",
        row,
        f"“{name_of(row)}”{where}：在“{match.caption.strip()[:30]}”处没有找到图。",
        row.advice or f"请在此处插入“{name_of(row)}”。",
        Evidence(match.document, match.caption.strip()[:40], match.location),
        confidence=0.9,
    )
