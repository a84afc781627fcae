"""S001: documents that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of, start_of
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.mapping.names.relation import Link, link
from doccheck.mapping.roles import role_of_name
from doccheck.mapping.scope import roles_of
from doccheck.programme.schema import DocumentRow, Occasion, Role, RosterRow


@check("S001")
def missing_document(mapped: MappedSubmission) -> Iterator[Finding]:
    """A document or roster of its own that no part of the submission is."""
    if mapped.occasion is Occasion.ANNUAL:
        return
    matched = {match.requirement for match in mapped.rosters}
    for row in mapped.programme.rows:
        roles = roles_of(row)
        if not roles or not isinstance(row, DocumentRow | RosterRow) or row.id in matched:
            continue
        if mapped.parts_of(*roles) or _unread(mapped, roles):
            continue
        if isinstance(row, DocumentRow) and row.per_member and not mapped.parts_of(Role.APPLICATION, Role.PLAN):
            continue
        note = f"（另有 {len(mapped.unread)} 个文件未能读取，请先确认其中没有这份材料）" if mapped.unread else ""
        yield finding(
            "S001",
            row,
            f"缺少“{name_of(row)}”：全部文件中没有找到这份材料{note}。",
            row.advice or f"请补交“{name_of(row)}”，可单独成文，也可放在其他文件中并写明标题。",
            Evidence("", mapped.name),
            confidence=0.7 if mapped.unread else 0.95,
        )


def _unread(mapped: MappedSubmission, roles: tuple[Role, ...]) -> bool:
    """Whether a file that could not be read has such a document's name: then that is the finding."""
    for file in mapped.unread:
        named = role_of_name(file.path)
        if file.document not in mapped.documents and named is not None and named[0] in roles:
            return True
    return False


@check("S001")
def missing_profile(mapped: MappedSubmission) -> Iterator[Finding]:
    """Member units without a profile of their own, where one is asked for each."""
    for row in mapped.programme.rows:
        if not isinstance(row, DocumentRow) or not row.per_member:
            continue
        profiles = mapped.parts_of(row.role)
        if not profiles:
            continue
        members = [member for member in mapped.members if not member.lead]
        held = [part.organisation for part in mapped.parts_of(row.role, Role.LEAD_PROFILE) if part.organisation]
        if len(held) < len(profiles):
            continue
        lacking = [member for member in members if not any(_is(member, name) for name in held)]
        if lacking and len(lacking) < len(members):
            names = "、".join(member.name for member in lacking)
            yield finding(
                "S001",
                row,
                f"缺少 {len(lacking)} 家成员单位的“{name_of(row)}”：{names}。成员共 {len(members)} 家，"
                f"材料中有 {len(members) - len(lacking)} 家的简介。",
                row.advice or "请为每家成员单位各补一份简介，标题写明单位全称。",
                start_of(profiles[-1]),
                confidence=0.85,
            )


def _is(member: Organisation, name: str) -> bool:
    return any(link(known, name) is not Link.OTHER for known in (member.name, *member.aliases))
