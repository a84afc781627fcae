"""F002: codes in fields and rosters that are no 统一社会信用代码."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.findings import Evidence, Finding
from doccheck.mapping.forms_labels import row_labels
from doccheck.mapping.model import FieldState, MappedSubmission, RosterEntry
from doccheck.mapping.scope import applies
from doccheck.programme.schema import RosterRow, Row, ValueType


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
    """The name that identifies an entry of a roster: the first unit or person of its columns, else its first cell."""
    for column in row.columns:
        cell = entry.cells.get(column.name)
        if column.type in (ValueType.ORGANISATION, ValueType.PERSON) and cell is not None and cell.text.strip():
            return " ".join(cell.text.split())
    return next((" ".join(cell.text.split()) for cell in entry.cells.values() if cell.text.strip()), "")


def _finding(row: Row, owner: str, text: str, problem: str, evidence: Evidence) -> Finding:
    whose = f"“{owner}”的" if owner else ""
    shown = "".join(text.split())
    return finding(
        "F002",
        row if "F002" in row.code else None,
        f"{whose}统一社会信用代码“{shown}”有误：{problem}。",
        "请对照营业执照（或事业单位法人证书）更正为正确的18位代码。",
        evidence,
        confidence=0.98,
    )
