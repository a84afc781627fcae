"""V002: signatures of legal representatives: ink or electronic ones seen, none seen, or for a person to look for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doccheck.checks.registry import check, finding
from doccheck.checks.seals.sealed import Sight, look, region, whole
from doccheck.checks.seals.unseen import medium
from doccheck.checks.words import path_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.mapping.model import MappedSubmission, SignatureBlock
from doccheck.mapping.names.signing import DATE_LABEL, LEGAL, SEAL
from doccheck.mapping.names.written import narrow
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import SignRow


@check("V002")
def unseen_signatures(mapped: MappedSubmission) -> Iterator[Finding]:
    """For each row that asks legal representatives to sign: nothing where all did, else what is seen or cannot be."""
    for row in mapped.programme.rows:
        if not isinstance(row, SignRow) or not row.legal_person or "V002" not in row.code:
            continue
        ids = {part.id for part in parts_for(row, mapped.programme, mapped.parts)}
        by_document: dict[str, list[SignatureBlock]] = {}
        for block in mapped.signatures:
            if block.part in ids:
                by_document.setdefault(block.document, []).append(block)
        found = [_judge(row, document, blocks, mapped) for document, blocks in by_document.items()]
        # A paper may be handed in as text and, signed, as a scan: one signed copy will do.
        if not found or any(one is None for one in found):
            continue
        told = [one for one in found if one is not None]
        yield next((one for one in told if one.severity is not Severity.INFO), told[0])


def _judge(row: SignRow, document: str, blocks: Sequence[SignatureBlock], mapped: MappedSubmission) -> Finding | None:
    seen = look(mapped.documents[document], region(document, (block.location for block in blocks)))
    signed = len(seen.ink) + len(whole(seen.signatures))
    if signed >= len(blocks):
        return None
    evidence = Evidence(document, blocks[0].text.split("\n")[0][:80], blocks[0].location)
    typed = [block for block in blocks if block.legal_person]
    if seen.judged and not signed and not seen.unclear and not any(map(_filled, blocks)):
        return finding(
            "V002",
            row,
            f"“{path_of(mapped, document)}”的{len(blocks)}处签署栏是图像，其中没有看到法定代表人的手写签名"
            f"{_name_seals(seen)}。",
            "请由各成员单位的法定代表人手写签名后重新扫描；委托他人签字的应附授权书。",
            evidence,
            confidence=0.8,
        )
    return finding(
        "V002",
        row,
        _unjudged(document, blocks, signed, len(typed), mapped),
        "请核对纸质件或扫描件，各成员单位应由法定代表人签字；委托他人签字的应附授权书。",
        evidence,
        severity=Severity.INFO,
    )


def _filled(block: SignatureBlock) -> bool:
    """Whether anything was read behind a label to sign at: a typed name, or what a recogniser made of a written one."""
    if block.legal_person:
        return True
    for line in narrow(block.text).split("\n"):
        label = LEGAL.search(line)
        if label is None:
            continue
        rest = line[label.end() :]
        ends = [found.start() for found in (DATE_LABEL.search(rest), SEAL.search(rest)) if found is not None]
        if re.search(r"[^\W_]", rest[: min(ends, default=len(rest))]):
            return True
    return False


def _unjudged(
    document: str, blocks: Sequence[SignatureBlock], signed: int, typed: int, mapped: MappedSubmission
) -> str:
    if signed:
        return (
            f"无法判断法定代表人是否都已签字：“{path_of(mapped, document)}”{len(blocks)}处签署栏中看到{signed}处签名，"
            "其余须人工核对。"
        )
    said = f"其中{typed}处打印了姓名，打印的姓名不等于签字；" if typed else ""
    return (
        f"无法判断法定代表人是否已签字：{medium(mapped, document)}看不到手写签名，"
        f"{said}须人工核对{len(blocks)}处签署栏。"
    )


def _name_seals(seen: Sight) -> str:
    """A name seal is told: whether it does for a signature is the bureau's to say."""
    count = sum(1 for seal in seen.seals if seal.shape == "square")
    return f"（盖有{count}枚方章，是否可以代替签字请向主管部门确认）" if count else ""
