"""F001: blanks of the form that hold nothing, and rows of the form that were taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of
from doccheck.findings import Evidence, Finding
from doccheck.mapping.forms_labels import row_labels
from doccheck.mapping.model import FieldState, FieldValue, MappedSubmission
from doccheck.mapping.scope import applies
from doccheck.programme.schema import CountRow, FigureRow, RosterRow, Row, SignRow, SumRow

_EMPTY = (FieldState.BLANK, FieldState.MISSING)
_PLACES = {"cover": "封面", "table": "表格", "text": "正文"}


@check("F001")
def blank_fields(mapped: MappedSubmission) -> Iterator[Finding]:
    """Required blanks left empty: one finding for each row, with every empty place of it."""
    for row in mapped.programme.rows:
        # Rosters are S007, figures S006; opinions and seals are judged with the signatures.
        if "F001" not in row.code or isinstance(row, RosterRow | FigureRow | SignRow) or not asked(row, mapped):
            continue
        values = mapped.field_values(row.id)
        if isinstance(row, CountRow):
            yield from _members(row, values)
            continue
        empty = _required_empty(row, values)
        if empty:
            yield _finding(row, empty)


def asked(row: Row, mapped: MappedSubmission) -> bool:
    """Whether a row is asked of this submission: its occasion, and the kind of its lead."""
    if not applies(row, mapped.occasion, mapped.programme):
        return False
    return not row.when_lead or mapped.lead is None or mapped.lead.kind in row.when_lead


def _required_empty(row: Row, values: Sequence[FieldValue]) -> list[FieldValue]:
    optional = {label.name for label in row_labels(row) if label.optional}
    empty = [value for value in values if value.state in _EMPTY and value.name not in optional]
    if isinstance(row, SumRow) and row.relation == "equal" and empty and _adds_up(row, values):
        return []
    return empty


def _adds_up(row: SumRow, values: Sequence[FieldValue]) -> bool:
    """Whether the parts that are filled already make the total, so that an empty part can only mean none."""
    from doccheck.facts.quantities import quantities

    numbers: dict[str, float] = {}
    for value in values:
        found = quantities(value.text, "个") if value.state not in _EMPTY else []
        if found:
            numbers.setdefault(value.name, found[0].value)
        elif value.state is FieldState.NONE:
            numbers.setdefault(value.name, 0.0)
    if row.total is None or row.total.name not in numbers:
        return False
    parts = [numbers[part.name] for part in row.parts if part.name in numbers]
    return len(parts) >= 2 and sum(parts) == numbers[row.total.name]


def _finding(row: Row, empty: Sequence[FieldValue]) -> Finding:
    names = list(dict.fromkeys(value.name for value in empty))
    gone = [value for value in empty if value.state is FieldState.MISSING]
    title = name_of(row)
    if len(gone) == len(empty):
        what = f"没有找到“{'”“'.join(names)}”栏，疑似从表中删去或漏填"
        message = f"申报表中{what}。"
    else:
        places = list(dict.fromkeys(_PLACES.get(v.place, "表格") for v in empty if v.state is FieldState.BLANK))
        listed = "、".join(f"“{name}”" for name in names)
        message = f"{'和'.join(places)}的{listed}未填写"
        message += f"（“{title}”一栏）。" if len(row_labels(row)) > 1 and title not in names else "。"
    return finding(
        "F001",
        row,
        message,
        row.advice or f"请补填“{'”“'.join(names)}”；确实没有的，填“无”。",
        *dict.fromkeys(Evidence(value.document, value.label or value.name, value.location) for value in empty),
        confidence=0.85 if gone else 0.97,
    )


def _members(row: CountRow, values: Sequence[FieldValue]) -> Iterator[Finding]:
    """The numbered rows for member units: spare rows may stay empty, but not all of them."""
    if values and all(value.state in _EMPTY for value in values):
        first = values[0]
        yield finding(
            "F001",
            row,
            f"“{name_of(row)}”一栏没有填写任何单位。",
            row.advice or "请逐行填写成员单位全称。",
            *(Evidence(value.document, value.label or value.name, value.location) for value in values[:3]),
            confidence=0.85 if first.state is FieldState.MISSING else 0.97,
        )
