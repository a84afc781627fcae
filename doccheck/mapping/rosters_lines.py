"""A roster written as a list instead of a table: one unit or person to a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from doccheck.document import Cell, Paragraph, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.forms_answers import state_of
from doccheck.mapping.forms_labels import label_key
from doccheck.mapping.model import FieldState, Part, RosterCell, RosterEntry, RosterMatch
from doccheck.mapping.names.definitions import short_names_listed
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.written import is_generic
from doccheck.mapping.rosters_header import group_of, group_words
from doccheck.programme.schema import Label, RosterRow, ValueType

ORGANISATION = lazy(
    r"[\u4e00-\u9fffA-Za-z0-9（）()·&]{2,40}?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|大学|学院|研究院|研究所|科学院|"
    r"实验室|医院|中心|协会|学会|联盟|集团|合作社|联合社|厂)(?:[\u4e00-\u9fff（）()]{0,12}(?:分公司|研究院|研究所|学院|实验室|分院|医院))?"
)
_USCC = lazy(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")
_PERSON = lazy(r"^[\u4e00-\u9fff·]{2,4}$")
_BULLET = lazy(r"^\s*(?:[（(]?\d{1,3}[)）.．、]|[①-⑳]|[-—•·●■◆]|[（(][一二三四五六七八九十]+[)）])\s*")
_PIECES = lazy(r"[\t|｜；;，,：:]+|[ \u3000]{1,}|——|—")
_LINE = 300
_FEWEST = 2


def list_match(part: Part, row: RosterRow, hints: Sequence[str], titles: Sequence[str]) -> RosterMatch | None:
    """The list under the roster's title, or the whole part where the roster is a document of its own.

    At least two lines must hold the roster's main thing (a unit, else a person); otherwise ``None``.
    """
    main = next((c for c in row.columns if c.type is ValueType.ORGANISATION), None) or next(
        (c for c in row.columns if c.type is ValueType.PERSON), None
    )
    if main is None:
        return None
    groups = group_words(row)
    group = ""
    begun = row.role is part.role
    entries: list[RosterEntry] = []
    seen: list[str] = []
    paragraphs: list[Paragraph] = []
    told = _short_names(part)
    for paragraph in part.passage.paragraphs():
        text = unicodedata.normalize("NFKC", paragraph.text).strip()
        key = label_key(text)
        if not text or paragraph.toc:
            continue
        if not begun:
            begun = any(title in key for title in titles) and len(key) <= 40
            continue
        if group_of(text, groups) and len(text) <= 30 and not ORGANISATION.search(text):
            group = group_of(text, groups)
            seen.append(group)
            continue
        cells = _cells(text, row.columns, main, paragraph, hints) if len(text) <= _LINE else None
        if cells is None:
            if entries and row.role is not part.role:
                break
            continue
        name = cells[main.name].text
        if paragraph.location.cell is not None:
            if name in told:
                continue  # its short name, or its figures in a second table
            told.add(name)
        entries.append(RosterEntry(cells, paragraph.location, group))
        paragraphs.append(paragraph)
    if len(entries) < _FEWEST:
        return None
    names = [column.name for column in row.columns if any(column.name in entry.cells for entry in entries)]
    columns = {name: index for index, name in enumerate(names)}
    blank = RosterCell("", entries[0].location, FieldState.BLANK)
    full = tuple(
        RosterEntry({name: entry.cells.get(name, blank) for name in names}, entry.location, entry.group)
        for entry in entries
    )
    cells_of_table = tuple(
        Cell(index, 0, (paragraph,), location=paragraph.location) for index, paragraph in enumerate(paragraphs)
    )
    table = Table(len(paragraphs), 1, cells_of_table, paragraphs[0].location)
    return RosterMatch(
        row.id, part.document, part.id, table, columns, full, paragraphs[0].location, tuple(dict.fromkeys(seen))
    )


def _short_names(part: Part) -> set[str]:
    """The short names that the tables of a part list beside the full ones."""
    tables = (block for block in part.passage.blocks if isinstance(block, Table))
    return {short for table in tables for short, _ in short_names_listed(table)}


def _cells(
    text: str, columns: Sequence[Label], main: Label, paragraph: Paragraph, hints: Sequence[str]
) -> dict[str, RosterCell] | None:
    """The pieces of one line by column, or ``None`` if the line holds no main thing at its beginning."""
    line = _BULLET.sub("", text)
    code = _USCC.search(line)
    rest = line.replace(code.group(), " ") if code else line
    pieces = [piece.strip("（）()。 ") for piece in _PIECES.split(rest)]
    pieces = [piece for piece in pieces if piece and label_key(piece)]
    if not pieces:
        return None
    first = pieces[0]
    if not (_names_a_unit(first) if main.type is ValueType.ORGANISATION else _PERSON.match(first)):
        return None
    cells = {main.name: RosterCell(first, paragraph.location)}
    queue = pieces[1:]
    for column in columns:
        if column.name in cells:
            continue
        if column.type is ValueType.USCC:
            if code:
                cells[column.name] = RosterCell(code.group(), paragraph.location)
            continue
        if column.type is ValueType.ORGANISATION:
            unit = next((piece for piece in queue if ORGANISATION.fullmatch(piece)), None)
            if unit is not None:
                queue.remove(unit)
                cells[column.name] = RosterCell(unit, paragraph.location)
            continue
        if queue:
            piece = queue.pop(0)
            cells[column.name] = RosterCell(piece, paragraph.location, state_of(piece, hints))
    return cells


def _names_a_unit(text: str) -> bool:
    """Whether a piece is a unit's name and nothing else; a kind of unit (行业协会) is none."""
    if is_generic(text):
        return False
    return ORGANISATION.fullmatch(text) is not None or [name for _, _, name in organisation_names(text)] == [text]
