"""F003: telephone numbers, e-mail addresses, dates and numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doccheck.checks.form.codes import unit_of
from doccheck.checks.registry import check, finding
from doccheck.findings import Evidence, Finding
from doccheck.language.patterns import lazy
from doccheck.mapping.forms_labels import row_labels
from doccheck.mapping.model import FieldState, FieldValue, MappedSubmission
from doccheck.mapping.scope import applies
from doccheck.programme.schema import (
    DeadlineRow,
    Label,
    RosterRow,
    Row,
    SameRow,
    ThresholdRow,
    ValueType,
)

_READERS = (DeadlineRow, SameRow, ThresholdRow)
_WORDED_DATE = lazy(r"签[字署订章]|盖章|生效|之日|成立")
_NUMERAL = lazy(r"[\d〇零一二两三四五六七八九十百千万]")
_ADVICE = {
    ValueType.PHONE: "请填写11位手机号码，或带区号的固定电话（如025-12345678）。",
    ValueType.EMAIL: "请填写完整的电子邮箱（如 name@example.com）。",
    ValueType.DATE: "请填写完整、真实存在的日期（年、月、日）。",
    ValueType.INTEGER: "请填写阿拉伯数字的整数。",
    ValueType.AMOUNT: "请填写阿拉伯数字的金额，并注意单位。",
}


@check("F003")
def invalid_formats(mapped: MappedSubmission) -> Iterator[Finding]:
    """Answers whose form is not what their label asks; the same wrong answer in two places is one finding."""
    for row in mapped.programme.rows:
        if isinstance(row, _READERS) or not applies(row, mapped.occasion, mapped.programme):
            continue
        if isinstance(row, RosterRow):
            yield from _roster(row, mapped)
            continue
        labels = {label.name: label for label in row_labels(row)}
        wrong: dict[tuple[str, str], list[FieldValue]] = {}
        for value in mapped.field_values(row.id):
            label = labels.get(value.name)
            if label is None or value.state is not FieldState.FILLED:
                continue
            if problem := problem_of(label, value.text):
                wrong.setdefault((label.name, problem), []).append(value)
        for (name, problem), values in wrong.items():
            yield _finding(row, labels[name], f"“{name}”填写的“{values[0].text}”{problem}。", values)


def problem_of(label: Label, text: str) -> str:
    """What is wrong with an answer of this label's type, as a Chinese phrase; empty when nothing is."""
    from doccheck.facts.contacts import email_problem, phone_problem
    from doccheck.facts.dates import parse_date
    from doccheck.facts.quantities import quantities

    flat = " ".join(text.split())
    match label.type:
        case ValueType.PHONE:
            problem = phone_problem(flat)
            return f"不是有效的电话号码：{problem}" if problem else ""
        case ValueType.EMAIL:
            problem = email_problem(flat)
            return f"不是有效的电子邮箱：{problem}" if problem else ""
        case ValueType.DATE:
            if parse_date(flat) is not None or (_WORDED_DATE.search(flat) and not re.search(r"\d", flat)):
                return ""
            return "不是有效的日期"
        case ValueType.INTEGER:
            found = quantities(flat, label.unit or "个")
            if not found and not _NUMERAL.search(flat):
                return "不是数字"
            if found and found[0].value != int(found[0].value) and "万" not in flat:
                return "不是整数"
            return ""
        case ValueType.AMOUNT:
            return "" if quantities(flat, label.unit or "万元") or _NUMERAL.search(flat) else "不是金额数字"
        case _:
            return ""


def _roster(row: RosterRow, mapped: MappedSubmission) -> Iterator[Finding]:
    """Cells of rosters: telephone, e-mail, whole numbers and dates that cannot be."""
    kinds = (ValueType.PHONE, ValueType.EMAIL, ValueType.INTEGER, ValueType.DATE)
    columns = [column for column in row.columns if column.type in kinds]
    for match in (match for match in mapped.rosters if match.requirement == row.id and columns):
        for entry in match.entries:
            for column in columns:
                cell = entry.cells.get(column.name)
                if cell is None or cell.state is not FieldState.FILLED:
                    continue
                problem = problem_of(column, cell.text)
                # Words in a date's cell (在建) are an answer; figures that make no date are not.
                if not problem or (column.type is ValueType.DATE and not re.search(r"\d", cell.text)):
                    continue
                unit = unit_of(row, entry)
                yield finding(
                    "F003",
                    row,
                    f"“{unit}”的“{column.name}”填写的“{' '.join(cell.text.split())}”{problem}。",
                    _ADVICE[column.type],
                    Evidence(match.document, cell.text, cell.location),
                    confidence=0.85,
                )


def _finding(row: Row, label: Label, message: str, values: list[FieldValue]) -> Finding:
    return finding(
        "F003",
        row,
        message,
        _ADVICE[label.type],
        *(Evidence(value.document, value.text, value.location) for value in values),
        confidence=0.93,
    )
