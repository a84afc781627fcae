"""Lists of labels and figures under headers that name the figures' unit of measure, maybe two side by side."""

from __future__ import annotations

from doccheck.document import Cell, Table
from doccheck.facts.tables.layout import GENERIC, Pair, is_blank, is_value
from doccheck.facts.tables.measures import measure
from doccheck.facts.tables.names import plain_text
from doccheck.language.patterns import lazy

_COUNT = lazy(r"[人件项个家台]数|数")
"""Heads a column of counted things."""
_ROWS = 2
"""Rows below the headers, so that a form of two lines is none."""


def headed_lists(table: Table) -> list[Pair] | None:
    """The pairs of such lists: 人员（2022年末） | 人数 | 资产与经营（2022年） | 百万元; ``None`` for other tables."""
    if table.cols not in (2, 4) or table.rows <= _ROWS or len(table.cells) != table.rows * table.cols:
        return None
    heads, *below = [[cell for cell in row if cell is not None] for row in table.grid()]
    told = [plain_text(cell.text) for cell in heads[1::2]]
    if not any(map(measure, told)) or not all(map(_is_amount, told)):
        return None
    if not all(is_value(cell.text) or is_blank(cell.text) for row in below for cell in row[1::2]):
        return None
    titles = [_titled(head, text) for head, text in zip(heads[::2], told, strict=True)]
    sides = ((row[2 * side : 2 * side + 2], title) for side, title in enumerate(titles) for row in below)
    return [Pair(label.text, cell, title) for (label, cell), title in sides if label.text.strip()]


def _is_amount(text: str) -> bool:
    return bool(measure(text) or GENERIC.fullmatch(text) or _COUNT.fullmatch(text))


def _titled(head: Cell, amount: str) -> str:
    """The header of a list's labels with the unit of its figures."""
    unit = measure(amount)
    return f"{head.text}（{unit}）" if unit else head.text
