"""E002: numbers of members, experts and staff that a programme sets a range for."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of, start_of
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import MappedSubmission, NameMention
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import CountRow, Role


@check("E002")
def member_count(mapped: MappedSubmission) -> Iterator[Finding]:
    """Counts out of range; where the lead may be counted or not, only if both readings fail."""
    for row in mapped.programme.rows:
        if not isinstance(row, CountRow) or "E002" not in row.code:
            continue
        counted = _count(row, mapped)
        if counted is None:
            continue
        low, high, evidence = counted
        under = row.min is not None and high < row.min
        over = row.max is not None and low > row.max
        if not (under or over):
            continue
        stated = f"{low}" if low == high else f"{low}（不含牵头单位；含则为 {high}）"
        if under:
            limit = f"不少于 {row.min}"
            gap = f"还差 {(row.min or 0) - high}"
        else:
            limit = f"不超过 {row.max}"
            gap = f"超出 {low - (row.max or 0)}"
        listing = mapped.programme.row(row.parent) if row.parent and row.of in ("experts", "secretariat") else None
        whose = f"“{name_of(listing)}”的" if listing is not None else ""
        yield finding(
            "E002",
            row,
            f"{whose}{name_of(row)}：材料中为 {stated}，要求{limit}，{gap}。",
            row.advice or "请按通知要求调整数量，并同步修改申请表、方案和协议中的名单。",
            evidence,
            confidence=0.85,
        )


def _count(row: CountRow, mapped: MappedSubmission) -> tuple[int, int, Evidence] | None:
    """(without the lead, with the lead, where) or ``None`` where nothing can be counted."""
    if row.of == "members":
        if len(mapped.members) < 2:
            return None
        others = sum(1 for member in mapped.members if not member.lead)
        evidence = _first([m for m in mapped.member_mentions if not m.lead], mapped)
        return others, others + 1, evidence
    if row.of == "listed_members":
        return _mentions(row, mapped, (Role.APPLICATION,))
    if row.of == "plan_members":
        return _mentions(row, mapped, (Role.PLAN,))
    if row.of in ("experts", "secretariat"):
        return _entries(row, mapped)
    return None


def _mentions(row: CountRow, mapped: MappedSubmission, roles: tuple[Role, ...]) -> tuple[int, int, Evidence] | None:
    """Units listed in parts of these roles, in the list, table or headings that name most of them."""
    listed = [
        m for m in mapped.member_mentions if m.role in roles and m.source in ("roster", "list", "heading", "field")
    ]
    names = {_canonical(m, mapped) for m in listed if not m.lead} - {""}
    if not names:
        return None
    lead = any(m.lead for m in listed)
    others = len(names)
    return others, others + (1 if lead else 0), _first(listed, mapped)


def _canonical(mention: NameMention, mapped: MappedSubmission) -> str:
    for member in mapped.members:
        if mention.name == member.name or mention.name in member.aliases:
            return "" if member.lead else member.name
    return mention.name


def _entries(row: CountRow, mapped: MappedSubmission) -> tuple[int, int, Evidence] | None:
    rosters = [match for match in mapped.rosters if match.requirement == row.parent]
    if not rosters:
        return None
    entries = [
        entry
        for match in rosters
        for entry in match.entries
        if any(cell.text.strip() for cell in entry.cells.values())
        and (row.of != "secretariat" or "秘书" in entry.group + "".join(c.text for c in entry.cells.values()))
    ]
    if not entries:
        return None
    match = rosters[0]
    return len(entries), len(entries), Evidence(match.document, name_of(row), match.location)


def _first(mentions: list[NameMention], mapped: MappedSubmission) -> Evidence:
    if mentions:
        return Evidence(mentions[0].document, mentions[0].quote or mentions[0].name, mentions[0].location)
    parts = parts_for(mapped.programme.rows[0], mapped.programme, mapped.parts)
    return start_of(parts[0]) if parts else Evidence("", mapped.name)
