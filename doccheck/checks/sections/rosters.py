"""S007: rosters that are absent or unfilled, or lack columns, groups or cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doccheck.checks.form.blanks import asked
from doccheck.checks.form.codes import unit_of
from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of, start_of
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import FieldState, MappedSubmission, RosterCell, RosterEntry, RosterMatch
from doccheck.mapping.names.written import unit_kind
from doccheck.mapping.rosters import roster_role
from doccheck.programme.schema import Label, RosterRow, UnitKind, ValueType

_SHOWN = 6


@check("S007")
def incomplete_rosters(mapped: MappedSubmission) -> Iterator[Finding]:
    """One finding for each roster, listing everything that it lacks."""
    for row in mapped.programme.rows:
        if not isinstance(row, RosterRow) or not asked(row, mapped):
            continue
        matches = [match for match in mapped.rosters if match.requirement == row.id]
        parts = mapped.parts_of(roster_role(row, mapped.programme))
        if not matches:
            if parts:
                yield finding(
                    "S007",
                    row,
                    f"没有找到“{name_of(row)}”的表格（应有：{'、'.join(column.name for column in row.columns)}）。",
                    row.advice or f"请补上“{name_of(row)}”并逐行填写。",
                    start_of(parts[0]),
                    confidence=0.85,
                    related=_also(row),
                )
            continue
        entries = [entry for match in matches for entry in match.entries]
        if any(_says_none(entry) for entry in entries) and len(entries) == 1:
            continue
        if not entries:
            yield finding(
                "S007",
                row,
                f"“{name_of(row)}”没有填写任何一行。",
                row.advice or "请逐行填写；确实没有的，在第一行写“无”。",
                *(_header(match) for match in matches),
                confidence=0.95,
                related=_also(row),
            )
            continue
        yield from _gaps(row, matches, entries)


def _also(row: RosterRow) -> tuple[str, ...]:
    return ("F001",) if "F001" in row.code else ()


def _says_none(entry: RosterEntry) -> bool:
    """A row that only says 无."""
    states = {cell.state for cell in entry.cells.values()}
    return states <= {FieldState.NONE, FieldState.BLANK} and FieldState.NONE in states


def _gaps(row: RosterRow, matches: Sequence[RosterMatch], entries: Sequence[RosterEntry]) -> Iterator[Finding]:
    lacks: list[str] = []
    evidence: list[Evidence] = []
    for column in row.columns:
        if not column.optional and not _has_column(column, matches) and _concerns(column, row, entries):
            where = f"（{'、'.join(column.in_group)}）" if column.in_group else ""
            lacks.append(f"缺“{column.name}”列{where}")
            evidence.append(_header(_table_for(column, matches)))
    found = {group for match in matches for group in match.groups} | {entry.group for entry in entries}
    for group in row.groups:
        if not group.optional and group.name not in found:
            lacks.append(f"缺“{group.name}”部分")
            evidence.append(_header(matches[0]))
        elif not group.optional and group.name in found and not any(entry.group == group.name for entry in entries):
            lacks.append(f"“{group.name}”部分没有填写")
            evidence.append(_header(matches[0]))
    blank = list(_blank_cells(row, matches))
    shown: dict[str, list[str]] = {}
    for unit, column_name, cell, document in blank:
        shown.setdefault(unit, []).append(column_name)
        evidence.append(Evidence(document, cell.text or column_name, cell.location))
    for unit, names in list(shown.items())[:_SHOWN]:
        lacks.append(f"{unit}未填{'、'.join(f'“{name}”' for name in names)}")
    if len(shown) > _SHOWN:
        lacks.append(f"另有 {len(shown) - _SHOWN} 行有空格")
    if len(entries) < row.min_rows:
        lacks.append(f"只填了 {len(entries)} 行，至少应有 {row.min_rows} 行")
        evidence.append(_header(matches[0]))
    if not lacks:
        return
    count = f"，共 {len(blank)} 处空格" if blank else ""
    yield finding(
        "S007",
        row,
        f"“{name_of(row)}”填写不完整{count}：{'；'.join(lacks)}。",
        row.advice or "请逐行补齐；确实没有的填“无”或“/”。",
        *_distinct(evidence),
        confidence=0.92,
        related=_also(row) if blank else (),
    )


def _has_column(column: Label, matches: Sequence[RosterMatch]) -> bool:
    return any(column.name in match.columns for match in matches)


def _concerns(column: Label, row: RosterRow, entries: Sequence[RosterEntry]) -> bool:
    """Whether a column is asked of at least one entry (by its group and its kind of unit)."""
    return any(_asked_of(column, row, entry) for entry in entries)


def _asked_of(column: Label, row: RosterRow, entry: RosterEntry) -> bool:
    if column.in_group and entry.group and entry.group not in column.in_group:
        return False
    if column.only_for:
        kind = _kind(row, entry)
        return kind in column.only_for
    return True


def _kind(row: RosterRow, entry: RosterEntry) -> UnitKind:
    units = [column.name for column in row.columns if column.type is ValueType.ORGANISATION]
    name = next((entry.cells[unit].text for unit in units if unit in entry.cells), "")
    return unit_kind("".join(name.split())) if name else UnitKind.OTHER


def _blank_cells(row: RosterRow, matches: Sequence[RosterMatch]) -> Iterator[tuple[str, str, RosterCell, str]]:
    """Empty cells of filled rows: (row's name, column, cell, document). A merged cell answers for all its rows."""
    number = 0
    for match in matches:
        for entry in match.entries:
            number += 1
            if _says_none(entry):
                continue
            unit = unit_of(row, entry)
            called = f"“{unit}”{_thing_of(row, entry, unit)}" if unit else f"第{number}行"
            for column in row.columns:
                cell = entry.cells.get(column.name)
                if cell is None or column.optional or cell.state is not FieldState.BLANK:
                    continue
                if _asked_of(column, row, entry):
                    yield called, column.name, cell, match.document


def _thing_of(row: RosterRow, entry: RosterEntry, unit: str) -> str:
    """What of a unit the row is about (的“某某工程技术研究中心”), where a list of platforms or projects names it."""
    named = (c for c in row.columns if c.name.endswith("名称"))
    texts = (" ".join(entry.cells[column.name].text.split()) for column in named if column.name in entry.cells)
    thing = next((text for text in texts if text and text != unit), "")
    return f"的“{thing}”" if thing else ""


def _table_for(column: Label, matches: Sequence[RosterMatch]) -> RosterMatch:
    for match in matches:
        if not column.in_group or set(match.groups) & set(column.in_group):
            return match
    return matches[0]


def _header(match: RosterMatch) -> Evidence:
    grid_text = next((cell.text for cell in match.table.cells if cell.location == match.location), "")
    return Evidence(match.document, " ".join(grid_text.split())[:40], match.location)


def _distinct(evidence: Sequence[Evidence]) -> list[Evidence]:
    return list(dict.fromkeys(evidence))[:20]
