"""E005: forms dated after the deadline."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.facts.dates import parse_date
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import FieldState, MappedSubmission
from doccheck.programme.schema import DeadlineRow


@check("E005")
def deadline(mapped: MappedSubmission) -> Iterator[Finding]:
    """The latest date at the form against the deadline of the submission's year; one finding a row."""
    for row in mapped.programme.rows:
        if not isinstance(row, DeadlineRow):
            continue
        late = []
        for value in mapped.fields:
            if value.requirement != row.id or value.state is not FieldState.FILLED:
                continue
            date = parse_date(value.text)
            if date is None or date.month is None or date.year != mapped.year:
                continue
            if (date.month, date.day or 1) > (row.month, row.day):
                late.append((date, value))
        if late:
            date, value = late[0]
            yield finding(
                "E005",
                row,
                f"填报日期为“{value.text.strip()}”，晚于截止日期 {mapped.year} 年 {row.month} 月 {row.day} 日。",
                row.advice or "请核对日期；确已逾期的，请先联系受理部门确认是否仍可申报。",
                *(Evidence(v.document, v.text.strip(), v.location) for _, v in late),
                confidence=0.9,
            )
