"""Where a row's seal, signature and date belong: lines of covers, declarations and boxes of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from doccheck.document import Paragraph, Table
from doccheck.findings import Evidence
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, MappedSubmission, Part
from doccheck.mapping.names.lines import Line, lines_of_cell, lines_of_paragraph, rows_of_table
from doccheck.mapping.names.signing import date_in, is_undated
from doccheck.mapping.names.written import narrow
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import FieldRow, Role, SignRow

_COVER_BLOCKS = 30
_WINDOW = 14
_OWN_HEADING = lazy(r"^\s*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章部条]|附件)")


class Box(Struct, frozen=True):
    """A box to be filled, signed and dated: its words without label, seal mark and date, and its date."""

    text: str
    date: str
    evidence: Evidence


def lines_of_part(part: Part) -> list[Line]:
    """Every line of a part in reading order, those of table cells included."""
    found: list[Line] = []
    for index, block in enumerate(part.passage.blocks):
        if isinstance(block, Paragraph):
            found += lines_of_paragraph(block, index)
        elif isinstance(block, Table):
            for row in rows_of_table(block):
                for cell in row:
                    found += lines_of_cell(cell, index)
    return found


def declaration(row: SignRow, mapped: MappedSubmission) -> list[Line]:
    """The lines of a declaration from its title or first words to its date; empty if it stands nowhere."""
    own = parts_for(row, mapped.programme, mapped.parts)
    others = [part for part in mapped.parts if part not in own and part.role in (Role.UNKNOWN, Role.EVIDENCE)]
    for part in [*own, *others]:
        lines = lines_of_part(part)
        for index in range(len(lines)):
            if _declares(row, lines, index):
                return _until_date(lines[index : index + _WINDOW])
    return []


def _declares(row: SignRow, lines: Sequence[Line], index: int) -> bool:
    """A title of its own, or a passage with two of the row's phrases."""
    text = re.sub(r"\s+", "", lines[index].text)
    titles = [re.sub(r"\s+", "", title) for title in (row.title, *row.aliases) if title]
    near = re.sub(r"\s+", "", "".join(line.text for line in lines[index : index + 3]))
    said = [phrase for phrase in row.phrases if phrase in near]
    if len(text) <= 30 and any(title in text for title in titles):
        follows = "".join(line.text for line in lines[index + 1 : index + 6])
        return any(phrase in re.sub(r"\s+", "", follows) for phrase in row.phrases)
    return any(phrase in text for phrase in row.phrases) and len(said) >= 2


def _until_date(lines: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if kept and (line.heading or _OWN_HEADING.match(line.text)):
            break
        kept.append(line)
        if (date_in(line.text) and len(line.text.strip()) < 40) or is_undated(line.text):
            break
    return kept


def date_of(lines: Sequence[Line]) -> str:
    """The complete date that stands on a line of its own (or after 日期), empty if there is none."""
    for line in lines:
        if date_in(line.text) and (len(line.text.strip()) < 60 or re.search(r"日期|时间", line.text)):
            return date_in(line.text)
    return ""


def cover_lines(part: Part) -> list[Line]:
    """The lines of a form's cover: those before its first table of some size."""
    found: list[Line] = []
    for index, block in enumerate(part.passage.blocks[:_COVER_BLOCKS]):
        if isinstance(block, Table):
            if block.rows * block.cols > 16:
                break
            for cell in block.cells:
                found += lines_of_cell(cell, index)
        elif isinstance(block, Paragraph):
            found += lines_of_paragraph(block, index)
    return found


def opinion_box(row: SignRow, mapped: MappedSubmission) -> Box | None:
    """The box in which an authority gives its opinion, or ``None`` where the form has lost it."""
    labels = _box_labels(row)
    parts = parts_for(row, mapped.programme, mapped.parts)
    for part in parts:
        for block in part.passage.blocks:
            if not isinstance(block, Table):
                continue
            cells = [cell for cells in rows_of_table(block) for cell in cells]
            for index, cell in enumerate(cells):
                flat = _flat(cell.text)
                label = next((label for label in labels if flat.startswith(label)), "")
                if not label:
                    continue
                text = cell.text
                if _flat(text).rstrip(":") in labels and index + 1 < len(cells):
                    text = f"{text}\n{cells[index + 1].text}"
                return _box(text, label, Evidence(part.document, cell.text.strip()[:60], cell.location))
    for part in parts:
        lines = lines_of_part(part)
        for index, line in enumerate(lines):
            label = next((label for label in labels if _flat(line.text).startswith(label)), "")
            if label:
                text = "\n".join(other.text for other in _until_date(lines[index : index + 8]))
                return _box(text, label, Evidence(part.document, line.text.strip()[:60], line.location))
    for value in mapped.field_values(row.id):
        if value.state != FieldState.MISSING:
            return _box(value.text, "", Evidence(value.document, value.label or row.title, value.location))
    return None


def _flat(text: str) -> str:
    return re.sub(r"\s+|[0-9一二三四五六七八九十]+、", "", narrow(text)).replace("：", ":")


def _box_labels(row: SignRow) -> list[str]:
    words = [row.title, *row.aliases, *(word for label in row.fields for word in label.labels)]
    flat = {re.sub(r"\(盖章\)|:", "", _flat(word)) for word in words if word}
    return sorted((word for word in flat if len(word) >= 4), key=len, reverse=True)


def _box(text: str, label: str, evidence: Evidence) -> Box:
    flat = narrow(text)
    date = date_in(flat)
    rest = re.sub(r"\s+", "", flat)
    if label:
        rest = rest.replace(label, "", 1)
    rest = re.sub(
        r"\([^()]*[章签][^()]*\)|(?:20\d\d)?[_＿×xX]*年[_＿×xX\d]*月[_＿×xX\d]*日|(?:负责人|经办人|签字|签名|盖章|公章|单位|日期)[^:：]{0,8}[:：]",
        "",
        rest,
    )
    rest = re.sub(r"[^\w]|_", "", rest)
    return Box(rest, date, evidence)


def seal_row(row: object) -> bool:
    """Whether a row asks for a seal on paper: a row to sign, or a field whose notice says “加盖公章”."""
    return ((isinstance(row, SignRow) and row.seal) or isinstance(row, FieldRow)) and "V001" in getattr(row, "code", [])
