"""F004 and E004: choices with none or several options taken, and fields that no option of the programme names."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.form.blanks import asked
from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.language.patterns import lazy
from doccheck.mapping.choices import read_choice, told_in_text
from doccheck.mapping.model import FieldState, FieldValue, MappedSubmission
from doccheck.programme.schema import ChoiceRow

_EMPTY = (FieldState.BLANK, FieldState.MISSING)


@check("F004", "S005")
def options_taken(mapped: MappedSubmission) -> Iterator[Finding]:
    """Choices of exactly one option: several taken, or none where that is not already a blank field."""
    for row in mapped.programme.rows:
        if not isinstance(row, ChoiceRow) or "F004" not in row.code or not asked(row, mapped):
            continue
        values = mapped.field_values(row.id)
        if not values:
            continue
        listed = "、".join(option.value for option in row.options)
        several = [value for value in values if row.exactly_one and len(value.chosen) > 1]
        none = [value for value in values if value.state in _EMPTY or (row.tick and not value.chosen)]
        if several:
            taken = "、".join(several[0].chosen)
            yield finding(
                "F004",
                row,
                f"“{name_of(row)}”应只选一项，现选了 {len(several[0].chosen)} 项：{taken}。",
                row.advice or f"请在“{listed}”中只保留一项。",
                *(_evidence(value) for value in several),
                confidence=0.95 if several[0].place != "text" else 0.6,
            )
        elif none and "F001" not in row.code:
            told = "S005" in row.code and not row.tick and not any(_boxes(value, mapped) for value in none)
            message = f"“{name_of(row)}”一项未选（应在“{listed}”中选一项）。"
            if told:
                message = f"没有写明“{name_of(row)}”（应为“{listed}”之一）。"
            yield finding(
                "S005" if told else "F004",
                row,
                message,
                row.advice or f"请在“{listed}”中选定一项。",
                *(_evidence(value) for value in none),
                confidence=0.75 if told else 0.95,
            )


_BOX = lazy(r"[□○☐]")


def _boxes(value: FieldValue, mapped: MappedSubmission) -> bool:
    """Whether boxes to tick are printed for the choice: in its answer, or beside its options in a plan's table."""
    row = mapped.programme.row(value.requirement)
    if _BOX.search(value.text) or not isinstance(row, ChoiceRow):
        return bool(_BOX.search(value.text))
    words = [option.value for option in row.options]
    return any(
        _BOX.search(paragraph.text) and sum(word in paragraph.text for word in words) >= min(2, len(words))
        for part in mapped.parts
        for paragraph in part.passage.paragraphs()
    )


@check("E004")
def outside_sectors(mapped: MappedSubmission) -> Iterator[Finding]:
    """Fields of industry that are none of the programme's; where 其他 is open, only a question."""
    for row in mapped.programme.rows:
        if not isinstance(row, ChoiceRow) or "E004" not in row.code or not asked(row, mapped):
            continue
        listed = "、".join(option.value for option in row.options)
        seen: set[str] = set()
        for value in mapped.field_values(row.id):
            text = " ".join(value.text.split())
            if value.state is FieldState.MISSING and told_in_text(row):
                yield _unsaid(row, value, listed)
                continue
            if value.state not in (FieldState.FILLED, FieldState.NONE) or text in seen:
                continue
            seen.add(text)
            reading = read_choice(row, value.text)
            if value.chosen and not reading.unknown:
                continue
            if value.chosen:
                yield finding(
                    "E004",
                    row,
                    f"“{name_of(row)}”填写的“{text}”不在所列领域之内，按“{value.chosen[0]}”处理，请核实归口。",
                    row.advice or f"所列领域为：{listed}。",
                    _evidence(value),
                    severity=Severity.INFO,
                    confidence=0.6,
                )
                continue
            yield finding(
                "E004",
                row,
                f"“{name_of(row)}”填写的“{text}”不属于本次支持的 {len(row.options)} 个领域（{listed}）。",
                row.advice or "请核对是否属于所列领域；如是，请写明所列的领域名称。",
                _evidence(value),
                confidence=0.85,
            )


def _unsaid(row: ChoiceRow, value: FieldValue, listed: str) -> Finding:
    return finding(
        "E004",
        row,
        f"材料中没有写明“{name_of(row)}”，无法判断是否属于支持的领域（{listed}）。",
        row.advice or "请在方案开头写明所属的重点方向。",
        _evidence(value),
        confidence=0.55,
    )


def _evidence(value: FieldValue) -> Evidence:
    return Evidence(value.document, " ".join(value.text.split())[:80] or value.label or value.name, value.location)
