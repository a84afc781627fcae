"""Forms of two rows: answers under their labels, and figures under years of which the caption says what they are."""

from __future__ import annotations

from doccheck.document import Cell, Table
from doccheck.facts.tables.labels import label_of
from doccheck.facts.tables.layout import IN_BRACKETS, Pair, distinct, is_value, is_year
from doccheck.facts.tables.names import plain_text
from doccheck.language.patterns import lazy

_STACKED = 12
"""Rows of a form whose answers stand under their labels."""
_BRACKETED = lazy(r"[(（][^()（）]*[)）]")


def stacked(table: Table, reference_year: int) -> list[Pair] | None:
    """The pairs of a form whose answers stand under their labels, row under row; ``None`` for other tables."""
    if table.rows > _STACKED:
        return None
    pairs: list[Pair] = []
    heads: list[list[Cell | None]] = []
    for row in table.grid():
        if not any(cell is not None and is_value(cell.text) for cell in row):
            heads.append(row)
            continue
        labels = [_joined([head[column] for head in heads]) for column in range(table.cols)]
        said = sum(bool(label_of(label, reference_year).entries) for label in labels)
        if not 1 <= len(heads) <= 2 or said * 2 < max(2, len(labels)) or not all(labels):
            return None
        answers = zip(labels, row, [None, *row[:-1]], strict=True)
        pairs += [Pair(label, cell) for label, cell, left in answers if cell is not None and cell is not left]
        heads = []
    return pairs if not heads else None


def years_above(table: Table, topic: str, reference_year: int) -> list[Pair] | None:
    """The pairs of a row of figures under a row of years, where the caption says what they are; ``None`` for others."""
    if table.rows != 2 or not topic:
        return None
    heads, figures = table.grid()
    said = [label_of(head.text, reference_year) if head is not None else None for head in heads]
    years = [label.year for label in said if label is not None and label.year_alone and label.year]
    plain = all(label is not None and (label.year_alone or (label.total and not label.entries)) for label in said)
    if len(years) < 2 or not plain or not all(cell is not None and is_value(cell.text) for cell in figures):
        return None
    span = f"{min(years)}—{max(years)}年"
    return [
        Pair(f"{head.text if is_year(head.text) else span + '累计'}{topic}", cell)
        for head, cell in zip(heads, figures, strict=True)
        if head is not None and cell is not None
    ]


def _joined(cells: list[Cell | None]) -> str:
    """A label under the label of its group, each once (平台（个） over 国家级)."""
    group, *rest = [cell.text.strip() for cell in distinct(cells)] or [""]
    if not rest:
        return group
    unit = IN_BRACKETS.search(plain_text(group))
    plain = _BRACKETED.sub("", group)
    own = label_of(rest[0], 0).entries
    return f"{rest[0] if own else plain + rest[0]}{unit[0] if unit and '(' not in plain_text(rest[0]) else ''}"
