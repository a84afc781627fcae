"""What the money of a table with headers is: own or granted, of a unit, a year or in all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from doccheck.document import Cell
from doccheck.facts.catalogue import Entry, catalogue
from doccheck.facts.subjects import Subject
from doccheck.facts.tables.labels import label_of
from doccheck.facts.tables.layout import Matrix, body
from doccheck.facts.tables.names import Names
from doccheck.facts.tables.says import SOURCES, Says, plain_number
from doccheck.facts.tables.setting import Setting
from doccheck.language.patterns import lazy

_PAYING = lazy(r"(?<!自筹)(?:出资|认缴|投入)(?!.*自筹)")
_PAID_IN = lazy(r"认缴(?!出资)|自筹|到账")
_ALL_PUT_IN = lazy(r"^(?!.*(?:出资|认缴|自筹|现金|到位)).*投入")
"""What is put in, own money and granted, of which the sum over the units is all there is to spend."""
_PLAIN_SUM = lazy(r"(?:投入|经费|资金|两项|金额)?(?:小计|合计|总计)(?:\(.*\))?")
_SPENT = lazy(r"经费|预算")
"""What a unit has to spend, own money and granted; 投入 and 出资 are what it invests."""
_OWN = lazy(r"自筹|出资|认缴")
MONEY_COLUMN = lazy(r"金额|数额|经费|预算|支出|投入|出资|资金|款|额|[万亿]?元")
PUT_IN = lazy(r"^(?!.*(?:研发|自筹)).*投入")
"""A caption of a table of what is put into the consortium, own money and granted."""


def whose(row: Says) -> str:
    """Whom a row is about; empty if nobody."""
    return row.subject.name if row.subject is not None else ""


def paid_and_granted(rows: Iterable[Says]) -> set[str]:
    """For whom rows of both sources stand in the table, so that a 小计 below them sums these."""
    sources: dict[str, set[str]] = {}
    for says in rows:
        if says.entry is not None and says.entry.id in SOURCES:
            sources.setdefault(whose(says), set()).add(says.entry.id)
    return {whose for whose, held in sources.items() if held >= set(SOURCES)}


def units_in(lines: dict[int, Says]) -> int:
    """How many rows or columns are about a unit."""
    return sum(s.subject is not None and s.subject.kind != "project" and not s.entry for s in lines.values())


def above_source(rows: dict[int, Says], table: Matrix) -> None:
    """Units above the row of a source of money whose sum they are (自筹资金合计) pay it, though none says so.

    In a column of sources (来源 | 2023年) each unit is one itself, and its row what it puts in.
    """
    if any("来源" in header for key in table.keys for header in table.headers(key)):
        return
    above: list[int] = []
    for number, cells in body(table):
        says = rows[number]
        if says.subject is not None and says.subject.kind in ("lead", "member") and says.entry is None:
            above.append(number)
        elif says.total and says.entry is not None and says.entry.id in SOURCES and says.subject is None:
            if len(above) > 1 and _adds_up(table, above, cells):
                for unit in above:
                    rows[unit].entry = says.entry
            above = []
        elif not (says.total and says.part):
            above = []


def _adds_up(table: Matrix, rows: list[int], sums: list[Cell | None]) -> bool:
    """Whether most columns of a row are the sums of the rows above."""
    right = 0
    for column in table.data:
        whole = plain_number(sums[column])
        right += bool(whole) and abs(whole - sum(plain_number(table.grid[n][column]) for n in rows)) < 1e-6 * whole
    return right * 2 > len(table.data)


class Lines(Struct):
    """The rows and columns of a table with what their headers say."""

    table: Matrix
    setting: Setting
    names: Names
    columns: dict[int, Says]
    rows: dict[int, Says]
    source: str
    paid_and_granted: set[str]

    def budget_entry(self, row: Says, column: Says, above: Says | None, units: int) -> Entry | None:
        """The quantity of money where a row and a column meet, if it is certain."""
        ids = [s.entry.id for s in (row, column) if s.entry is not None]
        source = next((id for id in ids if id in SOURCES), "")
        subject = row.subject or column.subject
        known = catalogue()
        if row.other and not row.entry and not row.subject and not row.total and row.year is None:
            return None  # kinds of cost
        if not column.entry and self.adds_both_sources(row):
            return self._of_both_sources(row, column)
        if source:
            if column.cost:
                return None
            if row.total and row.part and row.subject is None and not self._sums_source(row, source):
                return None  # “企业小计” among what is paid in
            paid_in = source == "self_funds" and self._pays_in(row, column, subject)
            return known["investment" if paid_in else source]
        if column.total and row.total and not row.part and self.sources_across():
            return known["total"]  # what is paid and what is granted, in one sum
        named = column.entry is not None and column.entry.id == "total"
        if (column.total or named) and subject is not None and self.sources_across() and not self.years_across():
            return known["total" if subject.kind == "project" else "investment"]
        if subject is not None and subject.kind != "project":
            if row.part and above is not None and above.entry is not None and above.entry.id in SOURCES:
                return above.entry
            if not ids and column.total and (only := self._only_source()) is not None:
                return known["investment"] if self._pays_in(row, only, subject) else only.entry
            own = column.subject is None and column.year is None and bool(column.texts)
            if own and not ids and not (column.total or self._money_column(column)):
                return None  # a column of whatever: 设备, 人员
            if own and not ids and self.setting.source and not column.total and self._has_own_column():
                return None  # 首付 beside 省拨份额
            return known[self.setting.source if self.setting.source and not ids else "investment"]
        granted = self.setting.source == "fiscal_funds" and not ids
        if subject is not None:
            if granted:
                return known["fiscal_funds"]
            if column.year is not None:
                return known["investment"]
            return known["total"] if ids or column.total else None
        summed = row.total and (column.year or self._money_column(column))
        if not ids and not (column.total or column.consortium or summed):
            return None
        if not row.total and row.other and not row.entry and row.year is None:
            return None
        if row.part and not row.entry:
            return None  # a section's sum
        if granted:
            return known["fiscal_funds"]
        year = column.year if column.year is not None else row.year
        if row.until is not None and column.year is None:
            year = None
        told_apart = self.names.told_apart and PUT_IN.search(self.setting.caption)
        of_units = row.total or (column.total and not units_in(self.rows))  # units below each other, or side by side
        if of_units and units and not self._has_fiscal() and not told_apart:
            # what the units pay in is not all that is spent
            if self.setting.source == "self_funds" or self._of_own_money(column):
                return known["self_funds"]
            if column.entry is not None and year is None and _ALL_PUT_IN.search("".join((*column.texts, *row.texts))):
                return known["total"]  # 建设期拟投入 of all units
            paid = column.entry is not None and column.entry.id in ("investment", "total")
            paid = paid or (column.entry is None and "出资" in self.setting.caption)
            if column.entry is None and _SPENT.search(self.setting.caption) and not _OWN.search(self.setting.caption):
                return known["investment" if year is not None else "total"]  # 预算一 单位×年度
            return known["investment"] if paid else None
        return known["investment" if year is not None else "total"]

    def _of_own_money(self, column: Says) -> bool:
        """Whether a sum's own column, or any that is no part (其中自筹), says that what stands below is own money."""
        said = [says for says in self.columns.values() if says is column or not says.part]
        return any(_PAID_IN.search(text) for says in said for text in says.texts)

    def _has_own_column(self) -> bool:
        """Whether the source of money that the caption names has a column that says so."""
        return any(s.entry is not None and s.entry.id == self.setting.source for s in self.columns.values())

    def _only_source(self) -> Says | None:
        """A column of the source of money that all columns with a quantity share, and their sum with them."""
        said = [says for says in self.columns.values() if says.entry is not None and not says.part]
        sources = {says.entry.id for says in said if says.entry is not None}
        return said[0] if len(sources) == 1 and sources <= set(SOURCES) else None

    def adds_both_sources(self, row: Says) -> bool:
        """Whether a row is a plain 小计 for somebody of whom both sources have rows (no 研发类小计)."""
        plain = row.total and row.entry is None and any(_PLAIN_SUM.fullmatch(text) for text in row.texts)
        return plain and whose(row) in self.paid_and_granted

    def _of_both_sources(self, row: Says, column: Says) -> Entry:
        """What the sum of what is paid and what is granted is: a unit's or a year's investment, else the total."""
        subject = row.subject or column.subject
        unit = subject is not None and subject.kind != "project"
        return catalogue()["investment" if unit or column.year is not None or row.year is not None else "total"]

    def _sums_source(self, row: Says, source: str) -> bool:
        """Whether a 小计 is that of a whole source (自筹小计) and not of some of the units under it (企业小计)."""
        said = [label_of(text, self.setting.reference_year) for text in row.texts if "小计" in text]
        plain = [label for label in said if label.id == source or re.fullmatch(r"小计", label.text)]
        return not said or bool(plain)

    def _pays_in(self, row: Says, column: Says, subject: Subject | None) -> bool:
        """Whether what is called 自筹 is what a unit pays in (自筹出资, 分年投入, but not 认缴自筹资金)."""
        if subject is None or subject.kind == "project":
            return False
        if column.subject is not None and row.subject is None and self._has_fiscal():
            return False  # a unit's column with a row for each source
        if column.entry is not None and column.entry.id in SOURCES:
            return not self.names.told_apart and any(_PAYING.search(text) for text in (*column.texts, *row.texts))
        return any(_PAYING.search(text) for said in self.columns.values() for text in said.texts)

    def _money_column(self, column: Says) -> bool:
        return any(MONEY_COLUMN.search(text) for text in column.texts) or not column.texts

    def sources_across(self) -> bool:
        return {s.entry.id for s in self.columns.values() if s.entry is not None} >= set(SOURCES)

    def _has_fiscal(self) -> bool:
        return any(
            s.entry is not None and s.entry.id == "fiscal_funds" for s in (*self.rows.values(), *self.columns.values())
        )

    def years_across(self) -> bool:
        return sum(s.year is not None for s in self.columns.values()) > 1
