"""Figures of tables with headers: what a figure's row, column and caption say is put together.

A figure becomes a fact only where its quantity and its subject are certain; sums over units are the consortium's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from doccheck.document import Cell
from doccheck.facts.catalogue import Entry, catalogue
from doccheck.facts.dates import periods
from doccheck.facts.model import Fact
from doccheck.facts.subjects import CONSORTIUM, Subject
from doccheck.facts.tables.cells import is_bare, read_cell
from doccheck.facts.tables.forms import unit_of
from doccheck.facts.tables.labels import BUDGET, COUNTS, Label, fits, label_of, plans
from doccheck.facts.tables.layout import Matrix, body, is_blank
from doccheck.facts.tables.names import Names, plain_text
from doccheck.facts.tables.setting import Setting
from doccheck.facts.tables.states import fact_of
from doccheck.language.patterns import lazy

_OTHERS = lazy(r"(?:其他|其它|其余|各)(?:成员|参与|企业|单位)")
_ASIDE = lazy(
    r"性质|类别|类型|代码|备注|说明|地址|分工|签字|代表|主要任务|年度任务|任务内容|内容|工作|进度|进展|里程碑|节点|措施"
)
"""Columns that say nothing of whose or what a row's figures are."""
_SORT = lazy(r"类别|类型|性质")
_DAY = lazy(r"\d{4}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}(?!\d)")
_PAYING = lazy(r"(?:出资|认缴|投入)(?!.*自筹)")
_ABOUT = lazy(r"[(的:：]|情况|数据|收支|经营|公司|集团|大学|学院|[院所]$|方$")
_LEADS = lazy(r"(?:其中[:：]?)?(?:牵头|申报|发起)(?:单位|企业|方)(?![及和与、])")
"""A quantity that is the lead's own (牵头单位自筹), not one that counts the lead in (成员数，含牵头单位)."""
_PAID_IN = lazy(r"出资|认缴|自筹|到账")
_MONEY_COLUMN = lazy(r"金额|数额|经费|预算|支出|投入")
_SOURCES = ("self_funds", "fiscal_funds")


@dataclass(slots=True)
class Says:
    """What the headers of one row or one column say together."""

    entry: Entry | None = None
    unit: str = ""
    year: int | None = None
    until: int | None = None
    subject: Subject | None = None
    total: bool = False
    part: bool = False
    """A section's sum or a part of another row."""
    share: bool = False
    target: bool = False
    new: bool = False
    consortium: bool = False
    scope: str = ""
    others: bool = False
    """It is about the units that are not named (其他成员)."""
    other: bool = False
    """It is about something that is no unit, project, year or quantity."""
    texts: list[str] = field(default_factory=list)


def matrix_facts(table: Matrix, setting: Setting, names: Names, source: str) -> Iterator[Fact]:
    """Every figure of a table with headers."""
    columns = {c: _column(table, c, setting, names) for c in table.data}
    rows = {number: _row(table, cells, setting, names) for number, cells in body(table)}
    _carry(rows)
    reader = _Reader(table, setting, names, columns, rows, source)
    yield from reader.facts()


def _carry(rows: dict[int, Says]) -> None:
    """“其中：集团母公司” below a unit is of that unit, by other books."""
    above: Subject | None = None
    for says in rows.values():
        if says.subject is not None:
            above = says.subject if says.subject.kind in ("lead", "member") else None
        elif says.scope and above is not None and not says.total and says.entry is None:
            says.subject, says.other = above, False
        else:
            above = None


def _column(table: Matrix, column: int, setting: Setting, names: Names) -> Says:
    """A column's headers from the lowest up: the nearer one wins, the higher adds what is missing."""
    says = Says()
    headers = table.headers(column)
    for text in headers:
        _add(says, text, setting, names)
    if says.entry is None and len(headers) > 1:
        joined = label_of("".join(reversed(headers)), setting.reference_year)
        says.entry = joined.entry
    return says


def _row(table: Matrix, cells: list[Cell | None], setting: Setting, names: Names) -> Says:
    says = Says()
    seen: list[Cell] = []
    for column in table.keys:
        cell = cells[column]
        if cell is None or is_blank(cell.text) or any(cell is other for other in seen):
            continue
        seen.append(cell)
        text = plain_text(cell.text)
        label = label_of(text, setting.reference_year)
        if column == table.project and label.section:
            says.part = says.other = True
        elif column == table.project and not label.total and label.id not in _SOURCES:
            says.subject = Subject("project", text)
            continue
        if (says.subject is not None and says.subject.kind == "project") or (table.project is not None and says.total):
            continue
        header = plain_text(" ".join(table.headers(column)))
        if _ASIDE.search(header) and not label.total and not (table.keys == [column] and _SORT.fullmatch(header)):
            continue
        if _DAY.search(text):
            continue  # when it was signed
        _add(says, text, setting, names, row=True)
    if table.period is not None and (cell := cells[table.period]) is not None:
        if says.subject is None or says.subject.kind != "project":
            months = label_of(plain_text(cell.text), setting.reference_year)
            says.year, says.until = months.year, months.until
        for span in periods(cell.text):
            if span.begin and span.finish and span.begin.year <= span.finish.year:
                says.year, says.until = span.begin.year, span.finish.year
                break
    return says


def _add(says: Says, text: str, setting: Setting, names: Names, row: bool = False) -> None:
    """Add what one header says to what nearer ones said."""
    label = label_of(text, setting.reference_year)
    says.texts.append(label.text)
    rest = label
    if says.subject is None and not (label.year_alone or label.total):
        plain = re.sub(r"^其中[:：]?", "", label.text)
        named = names.resolve(plain) if not label.entries else None
        if row and len(plain) >= 4 and label.entries and all(e.id in COUNTS for e in label.entries):
            named = names.resolve(plain)  # 产业促进中心 is a kind of unit, and a unit's short name
            rest = label if named is None else replace(label, entries=())
        if named is None and (row or label.entries) and not label.consortium:
            opened = names.opening(plain)
            after = label_of(opened[1], setting.reference_year) if opened is not None else label
            if opened is not None and len(opened[1]) <= 12 and _says_more(after):
                named, rest = opened[0], after
        says.subject = named
    if says.entry is None and not (says.subject is not None and rest is label and not label.entries):
        says.entry = rest.entry
    says.unit = says.unit or label.unit
    if says.year is None:
        says.year, says.until = label.year, label.until
    if says.subject is None and label.lead and (not label.entries or _LEADS.match(label.text)):
        says.subject = names.lead
    says.others = says.others or _OTHERS.match(label.text) is not None
    says.total = says.total or label.total or label.years_total
    says.part = says.part or label.section
    says.share = says.share or label.share
    says.target = says.target or label.target
    says.new = says.new or label.new
    says.consortium = says.consortium or label.consortium
    says.scope = says.scope or label.scope
    said = rest.entry or label.year is not None or label.total or label.share or says.subject or label.years_total
    says.other = says.other or (row and not said and bool(label.text))


def _says_more(rest: Label) -> bool:
    """Whether what follows a unit's name in a label is about it (栎程2023年收支), so that it is one (not 材料费)."""
    said = rest.entries or rest.year or rest.years_total or rest.total or rest.share or rest.scope or rest.lead
    return bool(said) or not rest.text or _ABOUT.match(rest.text) is not None


@dataclass(slots=True)
class _Reader:
    table: Matrix
    setting: Setting
    names: Names
    columns: dict[int, Says]
    rows: dict[int, Says]
    source: str
    labels: dict[tuple[str, str], Label] = field(default_factory=dict)
    """What a figure's own headers say together, by quantity and unit."""

    @property
    def budget(self) -> bool:
        """Whether the table plans money: a source or a sum of money is named, or the caption says so."""
        said = [s.entry.id for s in (*self.columns.values(), *self.rows.values()) if s.entry is not None]
        if any(id in BUDGET for id in said):
            return True
        printed = self.setting.unit or any(fits(s.unit, catalogue()["total"]) for s in self.columns.values() if s.unit)
        return bool(printed) and (plans(self.setting.caption) or self.setting.plan) and all(id in COUNTS for id in said)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and last year that single rows or columns of the table are about."""
        years = [s.year for s in (*self.columns.values(), *self.rows.values()) if s.year is not None and not s.until]
        return (min(years), max(years)) if len(set(years)) > 1 else None

    def facts(self) -> Iterator[Fact]:
        budget = self.budget
        years = self.years
        money = next((s.unit for s in self.columns.values() if s.unit), "")
        corner = label_of(plain_text(" ".join(self.table.headers(self.table.keys[0]))), self.setting.reference_year)
        units = sum(s.subject is not None and s.subject.kind != "project" for s in self.rows.values())
        above: Says | None = None
        for number, cells in body(self.table):
            row = self.rows[number]
            for column, said in self.columns.items():
                cell = cells[column]
                if cell is None or is_blank(cell.text) or said.share or row.share or cell.colspan > 1:
                    continue
                found = self._combined(row, said, above, budget, years, units)
                if found is None:
                    continue
                yield from self._read(cell, row, said, found, years, corner.unit or money if budget else corner.unit)
            if row.entry is not None or not row.part:
                above = row

    def _combined(
        self, row: Says, column: Says, above: Says | None, budget: bool, years: tuple[int, int] | None, units: int
    ) -> tuple[Entry, Subject] | None:
        """Quantity and subject of the figure where a row and a column meet, if both are certain."""
        if row.others or column.others:
            return None
        subject = row.subject or column.subject
        whole = row.total and row.subject is None
        kinds = [e.id for e in (row.entry, column.entry) if e is not None]
        if budget and all(id in BUDGET for id in kinds):
            entry = self._budget_entry(row, column, above, units)
        else:
            entry = self._plain_entry(row, column)
        if entry is None:
            return None
        if subject is None:
            subject = self._default(row, column, entry, whole, units)
        if subject is None or (subject.kind == "project" and entry.id not in BUDGET):
            return None
        return entry, subject

    def _plain_entry(self, row: Says, column: Says) -> Entry | None:
        if row.entry is not None and column.entry is not None and row.entry is not column.entry:
            # “主营业务小计” under 营业收入: the row names the narrower quantity
            return row.entry if row.entry.id == "main_revenue" and column.entry.id == "revenue" else None
        if row.other and row.entry is None and row.year is None and not (row.subject or row.total):
            return None  # a row about a product or a kind of cost
        return column.entry or row.entry

    def _budget_entry(self, row: Says, column: Says, above: Says | None, units: int) -> Entry | None:
        ids = [s.entry.id for s in (row, column) if s.entry is not None]
        source = next((id for id in ids if id in _SOURCES), "")
        subject = row.subject or column.subject
        known = catalogue()
        if row.other and not row.entry and not row.subject and not row.total and row.year is None:
            return None  # kinds of cost
        if source:
            if row.total and row.part and subject is None and not self._sums_source(row, source):
                return None  # “企业小计” among what is paid in
            paid_in = source == "self_funds" and self._pays_in(row, column, subject)
            return known["investment" if paid_in else source]
        if subject is not None and subject.kind != "project":
            if row.part and above is not None and above.entry is not None and above.entry.id in _SOURCES:
                return above.entry
            crossed = column.year is not None or column.total or row.year is not None
            return known["self_funds" if self.setting.self_funded and crossed and not ids else "investment"]
        if subject is not None:
            if column.year is not None:
                return known["investment"]
            return known["total"] if ids or column.total else None
        if not ids and not (column.total or (row.total and (column.year or self._money_column(column)))):
            return None
        if not row.total and row.other and not row.entry and row.year is None:
            return None
        if row.part and not row.entry:
            return None  # a section's sum
        year = column.year if column.year is not None else row.year
        if row.until is not None and column.year is None:
            year = None
        if row.total and units and not self._has_fiscal():
            # what the units pay in is not all that is spent
            paid_in = self.setting.self_funded or any(
                _PAID_IN.search(t) for s in self.columns.values() for t in s.texts
            )
            return known["self_funds"] if paid_in else None
        return known["investment" if year is not None else "total"]

    def _sums_source(self, row: Says, source: str) -> bool:
        """Whether a 小计 is that of a whole source (自筹小计) and not of some of the units under it (企业小计)."""
        said = [label_of(text, self.setting.reference_year) for text in row.texts if "小计" in text]
        plain = [label for label in said if label.id == source or re.fullmatch(r"小计", label.text)]
        return not said or bool(plain)

    def _pays_in(self, row: Says, column: Says, subject: Subject | None) -> bool:
        """Whether what is called 自筹 is what a unit pays in (自筹出资, 分年投入, but not 认缴自筹资金)."""
        if subject is None or subject.kind == "project":
            return False
        if column.entry is not None and column.entry.id in _SOURCES:
            return not self.names.told_apart and any(_PAYING.search(text) for text in (*column.texts, *row.texts))
        return any(_PAYING.search(text) for said in self.columns.values() for text in said.texts)

    def _money_column(self, column: Says) -> bool:
        return any(_MONEY_COLUMN.search(text) for text in column.texts) or not column.texts

    def _has_fiscal(self) -> bool:
        return any(
            s.entry is not None and s.entry.id == "fiscal_funds" for s in (*self.rows.values(), *self.columns.values())
        )

    def _default(self, row: Says, column: Says, entry: Entry, whole: bool, units: int) -> Subject | None:
        """Whose a figure is that names nobody."""
        if row.consortium or column.consortium:
            return Subject(CONSORTIUM)
        if entry.id in BUDGET and self.budget:
            return None if row.part and not row.entry else Subject(CONSORTIUM)
        if units:
            # a sum over units is the consortium's if all of them are there
            complete = whole and not row.part and not self.setting.partial and units * 10 >= self.names.count * 8
            return Subject(CONSORTIUM) if complete else None
        if self.setting.subject is not None:
            return self.setting.subject
        if self.setting.goal and any(
            s.year is not None and s.year >= self.setting.reference_year for s in (row, column)
        ):
            return Subject(CONSORTIUM)
        return None

    def _read(
        self,
        cell: Cell,
        row: Says,
        column: Says,
        found: tuple[Entry, Subject],
        years: tuple[int, int] | None,
        shared: str,
    ) -> Iterator[Fact]:
        entry, subject = found
        setting = self.setting
        goal = setting.goal or row.target or column.target
        year, until = self._period(row, column, entry, years)
        if (row.new or column.new) and not (goal and year is not None and year >= setting.reference_year):
            return
        unit = next((u for u in (row.unit, column.unit, shared) if u and fits(u, entry)), "")
        if entry.id in COUNTS and not unit and is_bare(cell.text):
            return  # “其他” beside kinds of cost is no unit of the consortium
        label = self.labels.get((entry.id, unit))
        if label is None:
            label = self.labels[entry.id, unit] = Label(entries=(entry,), unit=unit)
        own = column.entry is not None or column.year is not None or is_bare(cell.text) or column.total
        own = own or not any(re.search(r"说明|备注", text) for text in column.texts)
        if entry.family == "date" and subject.kind not in ("lead", "member"):
            return
        for reading in read_cell(cell.text, label, unit_of(label, setting), setting.reference_year, own):
            yield fact_of(
                reading,
                subject,
                cell,
                setting,
                self.names.units.consortium_name,
                year=year,
                until=until,
                target=goal,
                scope=row.scope or column.scope,
                source=self.source,
            )

    def _period(
        self, row: Says, column: Says, entry: Entry, years: tuple[int, int] | None
    ) -> tuple[int | None, int | None]:
        """The year or span of a figure: said by column or row; sums over the years of the table span them."""
        for said in (column, row):
            if said.year is not None:
                return said.year, said.until
        over_years = (column.total and self._years_across()) or (row.total and self._years_down(row))
        if over_years and years is not None:
            added = row.new or column.new
            return years if entry.flow or entry.id in BUDGET or added else (None, None)
        year, until = self.setting.years(entry)
        if year is None and entry.flow and entry.id not in BUDGET:
            beside = {s.year for s in self.columns.values() if s.entry is not None and s.entry.flow and s.year}
            year = beside.pop() if len(beside) == 1 else None
        return year, until

    def _years_across(self) -> bool:
        return sum(s.year is not None for s in self.columns.values()) > 1

    def _years_down(self, row: Says) -> bool:
        return sum(s.year is not None and not s.until for s in self.rows.values()) > 1 and replace(row).total
