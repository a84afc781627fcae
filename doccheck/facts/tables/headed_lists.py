"""Lists of labels and figures under headers that name the figures' unit of measure, maybe two side by side."""

from __future__ import annotations

from doccheck.document import Cell, Table
from doccheck.facts.tables.generic import GENERIC
from doccheck.facts.tables.labels import label_of
from doccheck.facts.tables.layout import Pair, is_blank, is_value
from doccheck.facts.tables.measures import measure
from doccheck.facts.tables.names import plain_text
from doccheck.language.patterns import lazy

_COUNT = lazy(r"[人件项个家台]数|数")
"""Heads a column of counted things."""
_SIDES = 2
_ROWS = 2
"""Rows below the headers, so that a form of two lines is none."""


def headed_lists(table: Table) -> list[Pair] | None:
    """The pairs of such lists: 人员（2022年末） | 人数 | 资产与经营（2022年） | 百万元; ``None`` for other tables."""
    if table.cols not in (2, 4) or table.rows <= _ROWS or len(table.cells) != table.rows * table.cols:
        return None
    heads, *below = [[cell for cell in row if cell is not None] for row in table.grid()]
    told = [plain_text(cell.text) for cell in heads[1::2]]
    if not all(map(_is_amount, told)):
        return None
    if not any(map(measure, told)) and not (table.cols == _SIDES * 2 and _named(below)):
        return None  # 人员构成 | 人数 | 平台 | 数量
    if not all(is_value(cell.text) or is_blank(cell.text) for row in below for cell in row[1::2]):
        return None
    titles = [_titled(head, text) for head, text in zip(heads[::2], told, strict=True)]
    sides = ((row[2 * side : 2 * side + 2], title) for side, title in enumerate(titles) for row in below)
    return [Pair(label.text, cell, title) for (label, cell), title in sides if label.text.strip()]


def _named(rows: list[list[Cell]]) -> bool:
    """Whether most labels of both lists name a quantity."""
    named = [[bool(label_of(plain_text(cell.text), 0).entries) for cell in row[::2]] for row in rows]
    return all(sum(side) * 2 > len(side) for side in zip(*named, strict=True))


def _is_amount(text: str) -> bool:
    return bool(measure(text) or GENERIC.fullmatch(text) or _COUNT.fullmatch(text))


def _titled(head: Cell, amount: str) -> str:
    """The header of a list's labels with the unit of its figures."""
    unit = measure(amount)
    return f"{head.text}（{unit}）" if unit else head.text
