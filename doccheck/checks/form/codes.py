"""F002: codes in fields and rosters that are no 统一社会信用代码."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.document import Location, Paragraph, Table
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.forms_labels import row_labels
from doccheck.mapping.model import FieldState, MappedSubmission, Part, RosterEntry
from doccheck.mapping.scope import applies
from doccheck.programme.schema import Role, RosterRow, Row, ValueType

_CODE_COLUMN = lazy(r"^(?:统一)?社会?信用代码$|^统一社会信用代码")
_LIKE_CODE = lazy(r"[0-9A-Za-z０-９Ａ-Ｚ]{15,20}")
_CODE_LINE = lazy(r"信用代码\s*[:：]\s*([0-9A-Za-z０-９Ａ-Ｚ]{15,20})(?![0-9A-Za-z])")


@check("F002")
def invalid_codes(mapped: MappedSubmission) -> Iterator[Finding]:
    """Each code that fails length, alphabet or check character, once for each place that is not a repetition."""
    seen: set[tuple[str, str]] = set()
    for row in mapped.programme.rows:
        if not applies(row, mapped.occasion, mapped.programme):
            continue
        for owner, text, evidence in _codes(row, mapped):
            problem, normal = _problem(text)
            if problem and (normal, owner) not in seen:
                seen.add((normal, owner))
                yield _finding(row, owner, text, problem, evidence)


@check("F002")
def invalid_codes_elsewhere(mapped: MappedSubmission) -> Iterator[Finding]:
    """Wrong codes in tables and lines that answer no row (an allocation's list of units, an agreement's head)."""
    told = {_problem(text)[1] for row in mapped.programme.rows for _, text, _ in _codes(row, mapped)}
    for part in mapped.parts:
        if part.role in (Role.EVIDENCE, Role.NOTICE):
            continue
        for owner, text, location in _loose_codes(part):
            problem, normal = _problem(text)
            if problem and normal not in told:
                told.add(normal)
                yield _finding(None, owner, text, problem, Evidence(part.document, text, location))


def _loose_codes(part: Part) -> Iterator[tuple[str, str, Location]]:
    """(unit, code, place) under a column of codes or behind the words 统一社会信用代码."""
    for block in part.passage.blocks:
        if isinstance(block, Table):
            yield from _table_codes(block)
        elif isinstance(block, Paragraph):
            for found in _CODE_LINE.finditer(block.text):
                yield "", found.group(1).strip(), block.location


def _table_codes(table: Table) -> Iterator[tuple[str, str, Location]]:
    """Codes below or right of a cell that is labelled 统一社会信用代码."""
    labels = [cell for cell in table.cells if _CODE_COLUMN.search("".join(cell.text.split()))]
    for cell in table.cells:
        if not _LIKE_CODE.fullmatch("".join(cell.text.split())):
            continue
        if any(label.col == cell.col and label.row < cell.row for label in labels) or any(
            label.row == cell.row and label.col + label.colspan == cell.col for label in labels
        ):
            row = [other.text.strip() for other in table.cells if other.row == cell.row and other is not cell]
            owner = next((text for text in row if len(text) <= 40 and _UNIT.search(text)), "")
            yield " ".join(owner.split()), cell.text.strip(), cell.location


_UNIT = lazy(r"公司|大学|学院|研究|中心|医院|协会")


def _problem(text: str) -> tuple[str, str]:
    from doccheck.facts.uscc import check_uscc

    result = check_uscc(text)
    return ("" if result.ok else result.reason_zh), result.normalised


def _codes(row: Row, mapped: MappedSubmission) -> Iterator[tuple[str, str, Evidence]]:
    if isinstance(row, RosterRow):
        names = [column.name for column in row.columns if column.type is ValueType.USCC]
        for match in (match for match in mapped.rosters if match.requirement == row.id and names):
            for entry in match.entries:
                cell = entry.cells.get(names[0])
                if cell is not None and cell.state is FieldState.FILLED:
                    yield unit_of(row, entry), cell.text, Evidence(match.document, cell.text, cell.location)
        return
    labels = {label.name for label in row_labels(row) if label.type is ValueType.USCC}
    for value in mapped.field_values(row.id) if labels else []:
        if value.name in labels and value.state is FieldState.FILLED:
            yield "", value.text, Evidence(value.document, value.text, value.location)


def unit_of(row: RosterRow, entry: RosterEntry) -> str:
    """The name that identifies an entry of a roster: its first column's, else a unit's or person's, else any."""
    named = [column for column in row.columns if column.type in (ValueType.ORGANISATION, ValueType.PERSON)]
    for column in (*row.columns[:1], *named):
        cell = entry.cells.get(column.name)
        if cell is not None and cell.text.strip():
            return " ".join(cell.text.split())
    return next((" ".join(cell.text.split()) for cell in entry.cells.values() if cell.text.strip()), "")


def _finding(row: Row | None, owner: str, text: str, problem: str, evidence: Evidence) -> Finding:
    whose = f"“{owner}”的" if owner else ""
    shown = "".join(text.split())
    return finding(
        "F002",
        row if row is not None and "F002" in row.code else None,
        f"{whose}统一社会信用代码“{shown}”有误：{problem}。",
        "请对照营业执照（或事业单位法人证书）更正为正确的18位代码。",
        evidence,
        confidence=0.98,
    )
