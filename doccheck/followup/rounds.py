"""Round two: which findings of the last round are closed, open or new, and what changed that nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doccheck.findings import Finding
from doccheck.findings.codes import COLLECTED
from doccheck.findings.followup import Change, ChangeKind, EarlierFinding, Round, StillOpen
from doccheck.findings.report import Report
from doccheck.followup.previous import Previous

_ALIKE = 60.0
"""Likeness (0–100) from which two findings without a requirement are one."""
_MOST_CHANGES = 80
_WORDS = 0.05
"""Share of a section's words under which a difference is a matter of counting."""
_ROLES = {
    "application": "申报表", "plan": "方案", "agreement": "协议", "charter": "章程", "lead_profile": "牵头单位简介",
    "member_profile": "成员简介", "member_roster": "成员名单", "roster": "名单", "task_list": "攻关清单",
    "resource_list": "资源清单", "allocation": "任务分配", "annual": "年度材料", "self_assessment": "自评",
}  # fmt: skip


def compare(previous: Previous, report: Report) -> Round:
    """The new ``report`` against the last round's.

    A finding is the same when code and requirement are, or, where the ledger has no row, when its words are alike;
    of one requirement the code may have changed within its family (missing before, empty now). What was only
    collected for reviewers is no matter of rounds.
    """
    pairs = _pairs(previous.findings, [*report.findings, *(held.finding for held in report.waived)], report)
    standing = len(report.findings)
    again = {old for old, _ in pairs}
    changes = list(_changes(previous, report))
    return Round(
        name=previous.name,
        sha256=previous.sha256,
        verdict=previous.verdict,
        closed=tuple(f for at, f in enumerate(previous.findings) if at not in again),
        open=tuple(StillOpen(previous.findings[old], new) for old, new in sorted(pairs) if new < standing),
        waived=tuple(previous.findings[old] for old, new in sorted(pairs) if new >= standing),
        new=tuple(
            at
            for at in range(standing)
            if at not in {new for _, new in pairs} and report.findings[at].code not in COLLECTED
        ),
        changes=tuple(changes[:_MOST_CHANGES]),
        omitted=max(0, len(changes) - _MOST_CHANGES),
    )


def _pairs(old: Sequence[EarlierFinding], new: Sequence[Finding], report: Report) -> list[tuple[int, int]]:
    """Positions of findings that are one, the likest first."""
    scored: list[tuple[float, int, int]] = []
    for i, one in enumerate(old):
        for j, two in enumerate(new):
            if one.requirement != two.requirement or one.code[0] != two.code[0]:
                continue
            score = _likeness(one, two, report)
            if one.code == two.code and (one.requirement is not None or score >= _ALIKE):
                scored.append((200.0 + score, i, j))
            elif one.code != two.code and one.requirement is not None:
                scored.append((score, i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _likeness(one: EarlierFinding, two: Finding, report: Report) -> float:
    from rapidfuzz import fuzz

    words = fuzz.ratio(_without_figures(one.message), _without_figures(two.message))
    quotes = max((fuzz.ratio(a, b.quote) for a in one.quotes for b in two.evidence if b.quote), default=0.0)
    paths = {report.path_of(evidence.document) for evidence in two.evidence}
    elsewhere = bool(one.documents) and bool(paths) and paths.isdisjoint(one.documents)
    return max(words, 0.5 * words + 0.5 * quotes) - (15.0 if elsewhere else 0.0)


def _without_figures(message: str) -> str:
    return re.sub(r"\d+(?:[.,，]\d+)*", "0", message)


def _changes(previous: Previous, report: Report) -> Iterator[Change]:
    yield from _files(previous, report)
    yield from _members(previous, report)
    yield from _figures(previous, report)
    yield from _sections(previous, report)


def _files(previous: Previous, report: Report) -> Iterator[Change]:
    """Files that came, went, or were changed although no finding spoke of them."""
    now = {note.path: note.sha256 for note in report.documents}
    asked = {path for finding in previous.findings for path in finding.documents}
    lacked = any(finding.code in ("S001", "S007") for finding in previous.findings)
    for path, digest in previous.documents.items():
        if path not in now and digest not in now.values() and path not in asked:
            yield Change(ChangeKind.FILE, path, before="有", after="")
        elif path in now and now[path] != digest and path not in asked:
            yield Change(ChangeKind.FILE, path, before="原文件", after="内容已改动")
    for path, digest in now.items():
        if path not in previous.documents and digest not in previous.documents.values() and not lacked:
            yield Change(ChangeKind.FILE, path, before="", after="新增")


def _members(previous: Previous, report: Report) -> Iterator[Change]:
    if any(finding.code in ("A006", "E002", "M002", "S007") for finding in previous.findings):
        return  # a change of the list was asked for
    now = [row.name for row in report.members.rows if row.listed]
    for name in previous.members:
        if name not in now:
            yield Change(ChangeKind.MEMBER, name, before="成员单位", after="")
    for name in now:
        if previous.members and name not in previous.members:
            yield Change(ChangeKind.MEMBER, name, before="", after="新列为成员单位")


def _figures(previous: Previous, report: Report) -> Iterator[Change]:
    """Figures whose written values differ in a paper and that no finding quoted."""
    quoted = "\n".join(text for f in previous.findings for text in (f.message, *f.quotes))
    roles = [column.role for column in report.figures.columns]
    for row in report.figures.rows:
        key = tuple(str(part) for part in (row.name, row.subject, row.year, row.until, row.nature, row.scope))
        before = previous.figures.get(key)
        if before is None:
            continue
        for role, cell in zip(roles, row.cells, strict=True):
            old, new = before.get(role, ()), tuple(entry.written for entry in cell)
            if not old or not new or set(old) == set(new) or any(value in quoted for value in old):
                continue
            year = f"{row.year}年" if row.year else ""
            yield Change(
                ChangeKind.FIGURE,
                f"{row.subject}{year}{row.name}（{_ROLES.get(role, role)}）",
                before="、".join(old),
                after="、".join(new),
            )


def _sections(previous: Previous, report: Report) -> Iterator[Change]:
    """Sections that grew or shrank although no finding spoke of their row, of one below or of the one above."""
    asked = [finding.requirement for finding in previous.findings if finding.requirement]
    found: dict[str, Change] = {}
    for note in report.documents:
        for section in note.sections:
            before = previous.sections.get(section.requirement)
            if before is None or section.words is None:
                continue
            heading, words = before
            row = section.requirement
            if abs(section.words - words) <= max(2.0, _WORDS * words):
                continue
            if any(row == each or each.startswith(row + ".") or row.startswith(each + ".") for each in asked):
                continue
            what = section.heading or heading or row
            found[row] = Change(ChangeKind.SECTION, what, before=f"{words} 字", after=f"{section.words} 字")
    # A section above only grew with the one below it.
    yield from (change for row, change in found.items() if not any(other.startswith(row + ".") for other in found))
