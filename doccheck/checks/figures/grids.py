"""A table read for arithmetic: where its headers end, what its rows and columns are called, which are totals."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from doccheck.document import Cell, Table
from doccheck.facts.numbers import arabic_value, narrow
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy

_PLAIN_TOTAL = lazy(
    r"(?:(?:投资|经费|资金|金额|人数|数量|费用|投入|年度|本页|全部|预算|总|两年|三年|四年|五年|各年|单位)*)"
    r"(?:合计|总计|小计|共计|累计)(?:数|额|行|列)?(?:[(\[][^)\]]*[)\]])?[:：]?|总和"
)
_NAMED_TOTAL = lazy(r"(?:其中[:：]?)?[\u4e00-\u9fffA-Za-z、]{0,10}(?:合计|总计|小计|共计)(?:[(\[][^)\]]*[)\]])?[:：]?")
_OTHERS = lazy(r"其[余他它]|剩余|余下|另外")
"""“其余三家小计” stands for rows that are not there: it is added like one."""
_PART = lazy(r"(?:[(\[]?其中|内含|内[:：]|含[:：])")
UNSUMMED = lazy(
    r"序号|占|比例|比重|百分|[%％]|率|增长|增幅|增速|平均|均值|人均|年份|日期|时间|起止|电话|单价|编号|代码|强度|排名|位次|型号|年龄|权重|倍数|备注|系数|^年度?$"
)
"""Headers of lines that nobody adds up."""
_NUMBER = lazy(
    r"(-?)\s?([\d,， ]*\d(?:\.\d+)?)\s?"
    r"((?:百|千|十)?[万亿千百]?元|万|亿|人|名|家|个|项|件|台|套|篇|所|分|亩|次|条|㎡|座|例)?"
)
_SHARE = lazy(r"约?\s?(\d+(?:\.\d+)?)\s?[%％]")
_BLANK = lazy(r"[\s\-—–/／无\\·]*")
_YEAR = lazy(r"(?:19|20)\d{2}\s?(?:年度?)?")
_LEVELS = (
    r"第?[一二三四五六七八九十]+[、.．]",
    r"[(（][一二三四五六七八九十]+[)）]",
    r"\d+[、.．](?!\d)|\d+$",
    r"\d+\.\d+(?!\d*[%％])",
    r"[(（]\d+[)）]|[①-⑳]",
)


class Amount(Struct, frozen=True):
    """One number of a cell: its value, the weight of its last digit, and whether it prints a unit of money."""

    value: float
    step: float
    money: bool = False


@lru_cache(maxsize=4096)  # a cell is added to a row and a column, in several readings of each
def amount(text: str) -> Amount | None:
    """A cell that holds one plain number with at most its unit."""
    match = _NUMBER.fullmatch(narrow(text).strip())
    written = arabic_value(match[2].strip()) if match else None
    if match is None or written is None:
        return None
    factor = float(normal_unit(match[3])[1]) if match[3] and match[3] != "分" else 1.0
    sign = -1 if match[1] else 1
    return Amount(
        sign * float(written.value) * factor, float(written.step) * factor, bool(match[3] and "元" in match[3])
    )


def share(text: str) -> Amount | None:
    """A cell that holds one percentage."""
    match = _SHARE.fullmatch(narrow(text).strip())
    if match is None:
        return None
    decimals = len(match[1].partition(".")[2])
    return Amount(float(match[1]), 10.0**-decimals)


def blank(text: str) -> bool:
    """Whether a cell says nothing, or that there is nothing (—, /, 无)."""
    return _BLANK.fullmatch(text) is not None


def squeezed(cell: Cell | None) -> str:
    """A cell's words without blanks, half-width."""
    return re.sub(r"\s+", "", narrow(cell.text)) if cell is not None else ""


class Kind(Enum):
    """What a row or column is in an addition."""

    ITEM = "item"
    TOTAL = "total"
    PART = "part"
    """“其中：…”, which its whole already holds."""
    BREAK = "break"
    SKIP = "skip"


class Line(Struct, frozen=True):
    """A row or column of figures: ``level`` is the depth of its printed number, 0 without one."""

    index: int
    name: str
    kind: Kind
    plain: bool = False
    """A total that is called no more than that (合计), not 自筹合计."""
    level: int = 0


def is_total(label: str) -> bool:
    """Whether a label (without blanks) names a total."""
    return _PLAIN_TOTAL.fullmatch(label) is not None or _NAMED_TOTAL.fullmatch(label) is not None


def _kind(label: str) -> Kind:
    if _PART.match(label):
        return Kind.PART
    return Kind.TOTAL if is_total(label) and not _OTHERS.match(label) else Kind.ITEM


def _level(text: str) -> int:
    return next((i for i, pattern in enumerate(_LEVELS, 1) if re.match(pattern, text)), 0)


class Grid:
    """A table with its header rows and label columns told from its figures."""

    def __init__(self, table: Table) -> None:
        self.cells = table.grid()
        self.rows, self.cols = table.rows, table.cols
        self.figures = [[self._figure(row, col) for col in range(self.cols)] for row in range(self.rows)]
        """The number in each square of its own, which every sum asks for again."""
        self.caption = " ".join((*table.location.heading[-1:], table.caption))
        self.first = self._header_rows()
        self.labels = self._label_columns()
        self.heads = [self._head(col) for col in range(self.cols)]
        self.names = [self._name(row) for row in range(self.rows)]

    def text(self, row: int, col: int) -> str:
        """The words of a square that is no continuation of a merged cell, else empty."""
        cell = self.cells[row][col]
        return cell.text.strip() if cell is not None and (cell.row, cell.col) == (row, col) else ""

    def figure(self, row: int, col: int) -> Amount | None:
        """The number in a square of its own."""
        return self.figures[row][col]

    def readable(self) -> list[list[bool]]:
        """Whether each square is a number or nothing at all."""
        return [[self._readable(row, col) for col in range(self.cols)] for row in range(self.rows)]

    def _readable(self, row: int, col: int) -> bool:
        cell = self.cells[row][col]
        if cell is None or self.figures[row][col] is not None:
            return True
        return cell.colspan == 1 and ((cell.row, cell.col) != (row, col) or blank(cell.text))

    def _figure(self, row: int, col: int) -> Amount | None:
        cell = self.cells[row][col]
        if cell is None or cell.colspan > 1 or (cell.row, cell.col) != (row, col):
            return None
        return amount(cell.text)

    def _is_header(self, row: int) -> bool:
        cells = {id(c): c for c in self.cells[row] if c is not None and c.row == row}
        texts = [c.text for c in cells.values() if c.text.strip()]
        figures = [t for t in texts if amount(t) is not None and not _YEAR.fullmatch(narrow(t).strip())]
        dashes = any(blank(t) for t in texts)
        return not figures and not dashes and not any(share(t) for t in texts)

    def _header_rows(self) -> int:
        count = 0
        while count < min(4, self.rows) and self._is_header(count):
            cells = [c for c in self.cells[count - 1] if c is not None] if count else []
            if count and not any(c.colspan > 1 or c.row + c.rowspan > count for c in cells):
                break  # one row of headers has nothing below it that belongs to it
            count += 1
        return count

    def _label_columns(self) -> int:
        for col in range(self.cols):
            texts = [t for r in range(self.first, self.rows) if (t := self.text(r, col)) and not blank(t)]
            figures = [a for t in texts if (a := amount(t)) is not None]
            serial = [a.value for a in figures] == [float(i) for i in range(1, len(figures) + 1)]
            years = all(1950 <= a.value <= 2099 and a.step == 1 for a in figures)
            if texts and 2 * len(figures) >= len(texts) and not serial and not years:
                return col
            if any(share(t) for t in texts):
                return col
        return self.cols

    def _head(self, col: int) -> str:
        words: list[str] = []
        for row in range(self.first):
            text = squeezed(self.cells[row][col])
            cell = self.cells[row][col]
            if text and text not in words and not (cell is not None and cell.colspan >= max(3, self.cols - 1)):
                words.append(text)
        return "·".join(words)

    def _name(self, row: int) -> str:
        words = [t for c in range(self.labels) if (t := re.sub(r"\s+", "", narrow(self.text(row, c))))]
        return "·".join(w for w in words if not w.isdigit() or len(words) == 1)

    def row_lines(self) -> list[Line]:
        """The rows of figures, from top to bottom."""
        lines: list[Line] = []
        for row in range(self.first, self.rows):
            words = [t for c in range(self.labels) if (t := re.sub(r"\s+", "", narrow(self.text(row, c))))]
            level = _level(words[0] if words else "")
            words = [w for w in words if not w.isdigit()] or words  # behind the number of the row stands its name
            kinds = [_kind(w) for w in words]
            label = next(
                (w for w, k in zip(words, kinds, strict=True) if k is not Kind.ITEM), words[0] if words else ""
            )
            kind = next((k for k in kinds if k is not Kind.ITEM), Kind.ITEM)
            if (
                kind is Kind.ITEM
                and any(UNSUMMED.search(w) for w in words[:1])
                and not any(self.figure(row, c) for c in range(self.labels, self.cols))
            ):
                kind = Kind.SKIP
            wide = self.cells[row][0]
            figures = any(self.figure(row, c) is not None for c in range(self.cols))
            if not figures and wide is not None and wide.row == row and wide.colspan >= max(2, self.cols - 1):
                kind = Kind.BREAK
            if kind is Kind.ITEM and lines and lines[-1].kind is Kind.PART and self._indented(row):
                kind = Kind.PART
            lines.append(
                Line(row, label, kind, _PLAIN_TOTAL.fullmatch(label) is not None, level)
            )
        return lines

    def _indented(self, row: int) -> bool:
        """Whether a row's name stands under the one above it (其中：生物样本库 |, 　　　数据机房 |)."""
        first = next((cell.text for c in range(self.labels) if (cell := self.cells[row][c]) is not None), "")
        return re.match(r"[ \u3000\t\xa0]{2,}\S", first) is not None

    def column_lines(self) -> list[Line]:
        """The columns of figures, from left to right."""
        lines: list[Line] = []
        for col in range(self.labels, self.cols):
            head = self.heads[col]
            last = head.split("·")[-1]
            kind = _kind(last)
            if UNSUMMED.search(last) or not self._has_figures(col):
                kind = Kind.SKIP
            lines.append(Line(col, last, kind, _PLAIN_TOTAL.fullmatch(last) is not None))
        return lines

    def _has_figures(self, col: int) -> bool:
        texts = [t for r in range(self.first, self.rows) if (t := self.text(r, col)) and not blank(t)]
        return sum(amount(t) is not None for t in texts) * 2 >= max(1, len(texts))
