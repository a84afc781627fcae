"""A003: a party of the agreement has no place to sign, or the agreement has no places to sign at all."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import end_of, path_of
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import MappedSubmission, NameMention
from doccheck.mapping.names.relation import align
from doccheck.mapping.names.written import normal
from doccheck.mapping.organisations import defined_names
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import SignRow


@check("A003")
def missing_signatories(mapped: MappedSubmission) -> Iterator[Finding]:
    """Report, once for each agreement row, the parties (without parties: the members) that have no place to sign."""
    for row in mapped.programme.rows:
        if not isinstance(row, SignRow) or "A003" not in row.code:
            continue
        parts = parts_for(row, mapped.programme, mapped.parts)
        ids = {part.id for part in parts}
        if not parts:
            continue
        path = path_of(mapped, parts[0].document)
        blocks = [block for block in mapped.signatures if block.part in ids]
        if not blocks:
            yield finding(
                "A003",
                row,
                f"“{path}”末尾没有签署栏，看不到任何一方的盖章、签字位置。",
                row.advice
                or "请在协议末尾为每个成员单位各设一处签署栏（单位名称、盖章、法定代表人签字、日期），由各方签署。",
                end_of(parts[0]),
                confidence=0.9,
                related=("V001", "V002", "V003"),
            )
            continue
        required = _required(mapped, ids)
        named = list(dict.fromkeys(block.organisation for block in blocks if block.organisation))
        unnamed = sum(1 for block in blocks if not block.organisation)
        missing = [required[i] for i in align([m.name for m in required], named, defined_names(mapped.documents)).left]
        if len(missing) <= unnamed:
            continue
        names = "、".join(f"“{mention.name}”" for mention in missing)
        extra = f"（另有{unnamed}处签署栏没有写明单位）" if unnamed else ""
        yield finding(
            "A003",
            row,
            f"“{path}”签署处缺少{len(missing)}家单位：{names}；应签署{len(required)}家，签署栏有{len(blocks)}处{extra}。",
            row.advice or f"请为{names}补设签署栏，并由其盖章、签字、注明日期。",
            *(Evidence(m.document, m.quote or m.name, m.location) for m in missing),
            Evidence(blocks[-1].document, blocks[-1].text.split("\n")[0][:80], blocks[-1].location),
            confidence=0.75 if unnamed else 0.93,
            related=("A006",),
        )


def _required(mapped: MappedSubmission, parts: set[str]) -> list[NameMention]:
    """Who must sign: the parties that the head names; without them the consortium's units."""
    defined = defined_names(mapped.documents)
    chosen: dict[str, NameMention] = {}
    for mention in mapped.member_mentions:
        if mention.source == "party" and mention.part in parts:
            whole = defined.get(normal(mention.name), mention.name)  # 甲所为牵头单位: the party by its short name
            chosen.setdefault(normal(whole), mention)
    if len(chosen) >= 2:
        return list(chosen.values())
    members = {normal(member.name) for member in mapped.members}
    chosen = {}
    for mention in mapped.member_mentions:
        if normal(mention.name) in members and mention.source != "signature":
            chosen.setdefault(normal(mention.name), mention)
    return list(chosen.values())
