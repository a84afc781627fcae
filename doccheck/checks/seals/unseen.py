"""V001, V002: seals and signatures that a text file cannot show: a person must look, and is told where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doccheck.checks.registry import check, finding
from doccheck.checks.seals.places import cover_lines, declaration, opinion_box, seal_row
from doccheck.checks.words import name_of, path_of, start_of
from doccheck.document import Location, Paragraph
from doccheck.findings import Evidence, Finding, Severity
from doccheck.mapping.model import FieldState, MappedSubmission
from doccheck.mapping.names.signing import SEAL
from doccheck.mapping.names.written import narrow
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import Row, SignRow


@check("V001")
def unseen_seals(mapped: MappedSubmission) -> Iterator[Finding]:
    """One remark for each row that asks for a seal: nothing can be told from the file, look at the paper."""
    for row in mapped.programme.rows:
        if not seal_row(row):
            continue
        place = _place(row, mapped)
        if place is None:
            continue
        evidence, where = place
        yield finding(
            "V001",
            row,
            f"无法判断“{name_of(row)}”是否已盖章：{_medium(mapped, evidence.document)}看不到印章，须人工核对{where}。",
            "请核对纸质件或盖章后的扫描件：印章应清晰，且与单位全称一致。",
            evidence,
            severity=Severity.INFO,
        )


@check("V002")
def unseen_signatures(mapped: MappedSubmission) -> Iterator[Finding]:
    """One remark for each row that asks legal representatives to sign."""
    for row in mapped.programme.rows:
        if not isinstance(row, SignRow) or not row.legal_person or "V002" not in row.code:
            continue
        ids = {part.id for part in parts_for(row, mapped.programme, mapped.parts)}
        blocks = [block for block in mapped.signatures if block.part in ids]
        if not blocks:
            continue
        typed = [block for block in blocks if block.legal_person]
        said = f"其中{len(typed)}处打印了姓名，打印的姓名不等于签字；" if typed else ""
        yield finding(
            "V002",
            row,
            f"无法判断法定代表人是否已签字：{_medium(mapped, blocks[0].document)}看不到手写签名，"
            f"{said}须人工核对{len(blocks)}处签署栏。",
            "请核对纸质件或扫描件，各成员单位应由法定代表人签字；委托他人签字的应附授权书。",
            Evidence(blocks[0].document, blocks[0].text.split("\n")[0][:80], blocks[0].location),
            severity=Severity.INFO,
        )


def _medium(mapped: MappedSubmission, document: str) -> str:
    held = mapped.documents.get(document)
    if held is None:
        return "电子文档"
    if held.ocr:
        return f"“{held.path}”的文字来自扫描件，从中"
    return f"“{held.path}”是{'文字版PDF' if held.format == 'pdf' else '电子文档'}，"


def _place(row: Row, mapped: MappedSubmission) -> tuple[Evidence, str] | None:
    """Where the seal belongs and how a person calls the place; ``None`` where another finding says it is absent."""
    parts = parts_for(row, mapped.programme, mapped.parts)
    if not parts:
        return None
    if isinstance(row, SignRow) and row.who == "members":
        ids = {part.id for part in parts}
        blocks = [block for block in mapped.signatures if block.part in ids]
        if not blocks:
            return None
        first = blocks[0]
        return Evidence(first.document, first.text.split("\n")[0][:80], first.location), f"{len(blocks)}处签署栏"
    if isinstance(row, SignRow) and row.phrases:
        lines = declaration(row, mapped)
        if not lines:
            return None
        document = next((p.document for p in mapped.parts if _holds(p.passage.paragraphs(), lines[0].location)), "")
        return Evidence(document or parts[0].document, lines[0].text.strip()[:60], lines[0].location), "声明落款处"
    if isinstance(row, SignRow) and row.who == "bureau":
        box = opinion_box(row, mapped)
        if box is None or not box.text:
            return None
        return box.evidence, "推荐意见栏"
    for line in cover_lines(parts[0]):
        if SEAL.search(narrow(line.text)):
            return Evidence(parts[0].document, line.text.strip()[:60], line.location), "封面盖章处"
    for value in mapped.field_values(row.id):
        if value.state != FieldState.MISSING:
            return Evidence(value.document, (value.label or value.text)[:60], value.location), "单位名称处"
    return start_of(parts[0]), f"“{path_of(mapped, parts[0].document)}”封面"


def _holds(paragraphs: Sequence[Paragraph], location: Location) -> bool:
    return any(paragraph.location == location for paragraph in paragraphs)
