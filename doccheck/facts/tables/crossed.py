"""Figures of tables with headers: what a figure's row, column and caption say is put together.

A figure becomes a fact only where its quantity and its subject are certain; sums over units are the consortium's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import field

from doccheck.document import Cell
from doccheck.facts.catalogue import Entry, catalogue
from doccheck.facts.model import Fact
from doccheck.facts.subjects import CONSORTIUM, Subject
from doccheck.facts.tables.budgets import PUT_IN, above_source, paid_and_granted, units_in
from doccheck.facts.tables.cells import is_bare, read_cell
from doccheck.facts.tables.forms import unit_of
from doccheck.facts.tables.grouped import parts_of_rows_above, tell_seconded
from doccheck.facts.tables.intensity import tell_intensities
from doccheck.facts.tables.labels import BUDGET, COUNTS, Label, fits, label_of, plans
from doccheck.facts.tables.layout import Matrix, body, is_blank
from doccheck.facts.tables.lines_of import applied_for, of_enterprises, prints_costs
from doccheck.facts.tables.names import Names, plain_text
from doccheck.facts.tables.neighbours import parts_beside, tell_neighbours, tell_staff
from doccheck.facts.tables.parts_of_year import parts_of_years
from doccheck.facts.tables.project_rows import project_number
from doccheck.facts.tables.remarks import remark_columns, remarked
from doccheck.facts.tables.says import Says, below_source, carry, column_says, of_sections, row_says
from doccheck.facts.tables.setting import Setting
from doccheck.facts.tables.states import fact_of
from doccheck.facts.tables.whole import Whole
from doccheck.language.patterns import lazy
from doccheck.programme.schema import Role

_SO_MANY = lazy(r"(?:共|合计)?\d{1,3}[家个]")
_SUM_OF_SO_MANY = lazy(r"[合总]计\s?[(（](?:共)?\s?(\d{1,2}\s?家)(?:单位|成员)?[)）]")


_OF_PROJECTS = lazy(r"(?:子?课题|项目|任务)(?:经费)?[合小]计")
_KINDS_OF_RIGHTS = 3
_RIGHT = lazy(r"^(?:授权|有效|国内)*(?:发明|实用新型|外观|软件著作|软著|集成电路布图|植物新品种|PCT|商标)")
_HOW_MANY = lazy(r"(?:有效|现有|拥有)?(?:数量?|[件项个]数)(?:\([件项个]\))?|(?:有效|现有|拥有)(?:\([件项个]\))?")
_OF_PATENTS = ("invention_patents", "patent_grants")
_NO_PATENT = lazy(r"软件|软著|布图|品种|商标")
_SOME = 2
"""Rows about units, so that the table is one of units and not of their kinds."""
_NOT_OURS = lazy(
    r"(?:不|非)(?:属于?|计入|列入|是|系)?(?:本|该)(?:次|联合体|项目|课题|预算)|(?:近年|历年|既往|以往|过去|近[二两三四五]年)[^，。；]{0,8}(?:资助|补助|获批|立项|奖励)"
)
"""A caption of money that was had before or is not the consortium's: 近年获得的资助（不属本联合体经费）."""
_WORTH = lazy(r"收入|营收|销售|产值|效益|利润|税|目标|指标|产[量能]|节约|降本|贷款|融资|债|合同")
"""A caption of money that is to come in."""
_PRICED = lazy(r"(?:采购|购置|平均|预[计算])?(?:单价|[台套]数|数量\(?[台套件辆])")
"""Heads a column of a list of things to buy, whose sum is no budget of all."""
_OF_SOME = lazy(
    r"\((?:第|序号)?(?P<first>\d{1,2})\s?(?:[-—–~～至]|到)+\s?(?P<last>\d{1,2})[项行家]?\)|\((?:仅|只|限|前)"
)
"""What follows 合计 where the sum is only that of some rows: 合计（仅1—4）."""


def matrix_facts(table: Matrix, setting: Setting, names: Names, source: str) -> Iterator[Fact]:
    """Every figure of a table with headers."""
    columns = {c: column_says(table, c, setting, names) for c in table.data}
    rows = {number: row_says(table, cells, setting, names) for number, cells in body(table)}
    _told_by_kind(rows, table, setting, names)
    for number, cells in body(table):
        subject = rows[number].subject
        if subject is not None and subject.kind == "project":
            names.units.projects.know(subject.name)
            told = project_number(cells[: table.data[0]], table.project)
            if told:
                names.units.projects.add(told, subject.name)
    tell_seconded((*rows.values(), *columns.values()))
    _sums_of_projects(rows, table)
    below_source(rows, table)
    carry(rows)
    parts_of_rows_above(rows.values())
    of_sections(rows, table, setting, names)
    parts_beside(columns)
    corner = plain_text(" ".join(table.headers(table.keys[0]))) if table.keys else ""
    parts_of_years(columns, setting, corner)
    parts_of_years(rows, setting, corner)
    tell_neighbours(columns, rows, names)
    tell_staff(columns, rows, setting.caption)
    above_source(rows, table)
    tell_intensities(table, columns, rows)
    reader = _Reader(table, setting, names, columns, rows, source, paid_and_granted(rows.values()))
    yield from reader.facts()
    yield from reader.remarks()


def _sums_of_projects(rows: dict[int, Says], table: Matrix) -> None:
    """课题合计 above 总计 is what the projects cost, and not all."""
    sums = [n for n, says in rows.items() if says.total and not says.part and says.subject is None and not says.entry]
    for number in sums[:-1]:
        first = table.grid[number][0]
        rows[number].part = first is not None and _OF_PROJECTS.match(plain_text(first.text)) is not None


def _told_by_kind(rows: dict[int, Says], table: Matrix, setting: Setting, names: Names) -> None:
    """Among units by name, what would else be a kind of unit is a unit's short name: 促进会, 研究院, 协会."""
    if sum(s.subject is not None and s.subject.kind in ("lead", "member") for s in rows.values()) < _SOME:
        return
    for number, cells in body(table):
        said = rows[number]
        if said.entry is not None and said.entry.id in COUNTS and said.subject is None and not said.total:
            rows[number] = row_says(table, cells, setting, names, of_units=True)


class _Reader(Whole):
    labels: dict[tuple[str, str, str], Label] = field(default_factory=dict)
    """What a figure's own headers say together, by quantity and unit."""
    dated: int | None = None
    """The year over the column of labels, where no row or column has one (2020年 | 数额 | 备注)."""

    @property
    def budget(self) -> bool:
        """Whether the table plans money: a source or a sum of money is named, or the caption says so."""
        if _NOT_OURS.search(self.setting.caption):
            return False
        said = [s.entry.id for s in (*self.columns.values(), *self.rows.values()) if s.entry is not None]
        years = [s.year for s in (*self.columns.values(), *self.rows.values()) if s.year]
        if not said and self.setting.entry is not None and years and max(years) < self.setting.reference_year:
            return False
        if any(id in BUDGET for id in said):
            return True
        if any(map(_PRICED.match, (text for says in self.columns.values() for text in says.texts))):
            return False  # what things cost
        printed = self.setting.unit or any(
            fits(s.unit, catalogue()["total"]) for s in (*self.columns.values(), *self.rows.values()) if s.unit
        )
        printed = printed or self._money_in_cells()
        put_in = bool(years) and max(years) >= self.setting.reference_year and PUT_IN.search(self.setting.caption)
        planned = put_in or self._units_by_years_to_come() or plans(self.setting.caption) or self.setting.plan
        return bool(printed and planned) and all(id in COUNTS for id in said)

    def _units_by_years_to_come(self) -> bool:
        """Whether units stand over against years to come and their sum, and no word says of what: 各家掏钱（万元）."""
        years = sorted({s.year for s in self.columns.values() if s.year and not s.until})
        ahead = len(years) > 1 and years[0] >= self.setting.reference_year and units_in(self.rows) > 1
        lines = (*self.columns.values(), *self.rows.values())
        bare = all(says.entry is None and not says.target and not says.new for says in lines)
        summed = any(says.total for says in self.columns.values()) and not self.setting.goal
        return ahead and bare and summed and not _WORTH.search(self.setting.caption)

    def _money_in_cells(self) -> bool:
        """Whether the figures print their unit of money themselves (620万元), all over the first row that has any."""
        for _, cells in body(self.table):
            held = [cell.text for c in self.columns if (cell := cells[c]) is not None and not is_blank(cell.text)]
            figures = [text for text in held if text[:1].isdigit()]
            if figures:
                return len(figures) > 1 and sum(text.rstrip().endswith("元") for text in figures) * 2 > len(figures)
        return False

    def facts(self) -> Iterator[Fact]:
        budget = self.budget
        years = self.years
        money = next((s.unit for s in self.columns.values() if s.unit), "")
        headers = self.table.headers(self.table.keys[0]) if self.table.keys else []
        corner = label_of(plain_text(" ".join(headers)), self.setting.reference_year)
        if corner.year_alone and self.years is None:
            self.dated = corner.year
        units = units_in(self.rows)
        above: Says | None = None
        for number, cells in body(self.table):
            row = self.rows[number]
            if row.total and not row.part and units > 1:
                yield from self._counted(cells)
            for column, said in self.columns.items():
                cell = cells[column]
                if cell is None or is_blank(cell.text) or said.share or row.share:
                    continue
                if cell.colspan > 1:
                    across = self._across(row, cell, column)
                    if across is None:
                        continue
                    said = across
                found = self._combined(row, said, above, budget, years, units)
                if found is None:
                    continue
                yield from self._read(cell, row, said, found, years, corner.unit or money if budget else corner.unit)
            if row.entry is not None or not row.part:
                above = row

    def remarks(self) -> Iterator[Fact]:
        """What the remarks beside the figures say of the units or years of their rows."""
        if self.budget or self.setting.goal:
            return
        for column in remark_columns(self.table):
            for number, cells in body(self.table):
                row, cell = self.rows[number], cells[column]
                subject = row.subject or self.setting.subject
                if cell is None or subject is None or is_blank(cell.text):
                    continue
                for reading in remarked(cell.text, row, self.columns, self.setting):
                    name = self.names.units.consortium_name
                    yield fact_of(reading, subject, cell, self.setting, name, scope=row.scope, source=self.source)

    def _across(self, row: Says, cell: Cell, column: int) -> Says | None:
        """What the columns below which a sum is merged say together: 投入总计 below one year's own money and grants."""
        covered = [self.columns.get(c) for c in range(cell.col, cell.col + cell.colspan)]
        if cell.col != column or cell.rowspan > 1 or not row.total or row.part or row.entry is None:
            return None
        said = [says for says in covered if says is not None]
        if len(said) < len(covered) or len({(says.year, says.until, says.total) for says in said}) > 1:
            return None
        return Says(unit=said[0].unit, year=said[0].year, until=said[0].until, total=said[0].total)

    def _counted(self, cells: list[Cell | None]) -> Iterator[Fact]:
        """How many units a row of sums counts in the columns that say what they are (合计 | 9家 | …)."""
        label = label_of("成员单位", 0)
        for key in self.table.keys:
            cell = cells[key]
            text = plain_text(cell.text) if cell is not None else ""
            summed = _SUM_OF_SO_MANY.fullmatch(text)
            if cell is None or not (summed or (key != self.table.keys[0] and _SO_MANY.fullmatch(text))):
                continue
            for reading in read_cell(summed[1] if summed else text, label, "家", self.setting.reference_year):
                name = self.names.units.consortium_name
                yield fact_of(reading, Subject(CONSORTIUM), cell, self.setting, name, source=self.source)

    def _combined(
        self, row: Says, column: Says, above: Says | None, budget: bool, years: tuple[int, int] | None, units: int
    ) -> tuple[Entry, Subject] | None:
        """Quantity and subject of the figure where a row and a column meet, if both are certain."""
        if row.others or column.others or column.inner or row.inner:
            return None
        for counted, line in ((row, column), (column, row)):
            if line.kind is not None and counted.entry is not None and counted.entry.id == "members":
                return line.kind, Subject(CONSORTIUM)
        subject = row.subject or column.subject
        whole = row.total and row.subject is None and not row.part
        whole = whole and not (units and self._of_some(row, units))
        if not units and column.total and column.subject is None:
            units, whole = units_in(self.columns), not column.part  # the units side by side, and their sum
        rights = row.total or any(e is not None and e.family == "rights" for e in (row.entry, column.entry))
        if not budget and rights and applied_for(row, column):
            return None
        kinds = [e.id for e in (row.entry, column.entry) if e is not None]
        if budget and all(id in BUDGET for id in kinds):
            entry = self.budget_entry(row, column, above, units)
        else:
            entry = self._plain_entry(row, column)
        if entry is None or (entry.family != "share" and any(s.unit == "%" and s.entry is None for s in (row, column))):
            return None  # 增减（%） is no money
        if subject is None:
            subject = self._default(row, column, entry, whole, units)
        if subject is None or (subject.kind == "project" and entry.id not in BUDGET):
            return None
        if (row.seconded or column.seconded) and subject.kind != CONSORTIUM:
            return None
        if entry.id == "investment" and subject.kind == CONSORTIUM and self._so_far(row, column):
            entry = catalogue()["total"] if years and row.year == years[1] else entry
        return entry, subject

    def _so_far(self, row: Says, column: Says) -> bool:
        """Whether a column sums the years up to each row's, beside one of each year alone (当年投入 | 累计投入)."""
        added = row.year is not None and not row.until and any("累计" in text for text in column.texts[:1])
        return added and any(not says.total and not says.share and says.year is None for says in self.columns.values())

    def _of_some(self, row: Says, units: int) -> bool:
        """Whether a sum says that it leaves out some of the rows: 合计（仅1—4）."""
        found = next(filter(None, map(_OF_SOME.search, row.texts)), None)
        if found is None or not found["first"]:
            return found is not None
        return int(found["last"]) - int(found["first"]) + 1 < units

    def _plain_entry(self, row: Says, column: Says) -> Entry | None:
        if row.entry is not None and column.entry is not None and row.entry is not column.entry:
            # “主营业务小计” under 营业收入, “高校” under 家数: the row names the narrower quantity
            if row.entry.id == "members" and column.entry.id in COUNTS:
                return column.entry  # 家数 in a row, the kinds above it
            narrower = row.entry.id == "main_revenue" and column.entry.id == "revenue"
            narrower = narrower or (row.entry.id in COUNTS and column.entry.id == "members")
            narrower = narrower or (row.entry.id in _OF_PATENTS and column.entry.id == "patents")  # 发明 | 有效数
            if row.entry.id == "patents" and column.entry.id in ("invention_patents", "patent_grants"):
                return column.entry  # 有效数 across 发明, 实用新型, …, 合计
            if row.entry.id == "enterprises" and row.total and not row.part and self.only_enterprises():
                return column.entry  # 企业成员合计 below the enterprises sums their figures
            return row.entry if narrower else None
        if row.other and row.entry is None and row.year is None and not (row.subject or row.total):
            # a row about a product or a kind of cost; 数量 below 授权专利 says no more than that it is one
            if not row.texts or not all(map(_HOW_MANY.fullmatch, row.texts)):
                return None
            return self._rights_in_all(self.columns) if column.entry is None and column.total else column.entry
        if row.entry is not None and row.entry.family == "rights" and self._kind_of_right(column):
            return None
        entry = column.entry or row.entry
        year = row.year or column.year or (column.total and row.total and self.years and self.years[-1])
        if entry is None and row.total and not row.part:
            entry = self._rights_in_all(self.rows) or self._levels_in_all()
            if entry is not None:
                return entry
        if entry is None and year and year < self.setting.reference_year and not (row.other or column.other):
            if self.setting.entry is not None and self._names_it():
                return None  # 人员人工 beside 研发费用合计
            return self.setting.entry  # 各单位近三年研发投入: units and years alone
        return entry

    def _kind_of_right(self, column: Says) -> bool:
        """Whether a column is one kind of rights among others (实用新型 beside 发明)."""
        unsaid = column.entry is None and not column.total and bool(column.texts)
        return unsaid and _RIGHT.search(column.texts[0]) is not None

    def _names_it(self) -> bool:
        """Whether a column or row of its own has the quantity that the caption names, so that others have parts."""
        return any(says.entry is self.setting.entry for says in (*self.columns.values(), *self.rows.values()))

    def _rights_in_all(self, lines: dict[int, Says]) -> Entry | None:
        """What the sum over kinds of rights is: 有效知识产权, or 授权专利 where nothing but patents is listed."""
        kinds = [says.texts[0] for says in lines.values() if says.texts and not says.total]
        if len(kinds) < _KINDS_OF_RIGHTS or not all(map(_RIGHT.search, kinds)):
            return None
        other = any(_NO_PATENT.search(kind) for kind in kinds) or "知识产权" in self.setting.caption
        return catalogue()["patents" if other else "patent_grants"]

    def _levels_in_all(self) -> Entry | None:
        """What the sum over rows of levels is: 国家级, 省级 and 市级 make all platforms."""
        kinds = {says.entry.id for says in self.rows.values() if says.entry is not None and not says.total}
        levels = {id for id in kinds if id.startswith("platforms_")}
        return catalogue()["platforms"] if len(levels) > 1 and levels == kinds else None

    def _default(self, row: Says, column: Says, entry: Entry, whole: bool, units: int) -> Subject | None:
        """Whose a figure is that names nobody."""
        alone = entry.family in ("people", "rights") and any(map(of_enterprises, (row, column)))
        if alone and self.setting.subject is None:
            return None  # 企业成员研发人员 are not all of the consortium's
        if row.consortium or column.consortium or (entry.id in COUNTS and self.kinds()):
            return Subject(CONSORTIUM)
        if entry.id in BUDGET and self.budget:
            some = row.part and not row.entry and not self.adds_both_sources(row)
            some = some or self.unknown(row)
            return None if some else self.setting.subject if self._of_one_unit() else Subject(CONSORTIUM)
        if units:
            # a sum over units is the consortium's if all of them are there
            summed = whole and not self.setting.partial
            complete = units * 10 >= self.names.count * 8 or self.all_enterprises(entry) or self.roster(units)
            return Subject(CONSORTIUM) if summed and complete else None
        if self.only_sums() and (row.total or entry.id in COUNTS):
            return Subject(CONSORTIUM)
        if self.setting.subject is not None:
            of_all = self.setting.subject.kind == "lead" and self.goals_of_all()
            return Subject(CONSORTIUM) if of_all else self.setting.subject
        said = [s.year for s in (row, column) if s.year is not None]
        said += self.years or ()
        ahead = self.setting.goal or row.new or column.new or self.looks_ahead()
        if ahead and any(year >= self.setting.reference_year for year in said):
            return Subject(CONSORTIUM)
        return None

    def _of_one_unit(self) -> bool:
        """Whether planned money of nobody is that of the unit which the paper or the caption presents."""
        subject = self.setting.subject
        if subject is None or subject.kind == CONSORTIUM:
            return False
        presents = self.names.units.titled.get(self.setting.part.document) == subject and subject.kind == "member"
        return self.setting.part.role is Role.MEMBER_PROFILE or presents or self.setting.takes_part

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
        if years and subject.kind == "project" and column.total:
            years = self._paid_years(cell.row) or years
        year, until = self._period(row, column, entry, years)
        if row.new or column.new:
            if year is None or year < setting.reference_year:
                return
            goal = True  # what is to be added in years to come
        unit = next((u for u in (row.unit, column.unit, shared) if u and fits(u, entry)), "")
        counted_things = entry.family in ("places", "rights", "units") or entry.id == "projects"
        if not unit and counted_things and prints_costs(column):
            return  # 企业技术中心 | 市级 | 年运行费（万元）
        counted = any(said.entry is not None and said.entry.id == "members" for said in (row, column))
        if entry.id in COUNTS and not unit and not counted and is_bare(cell.text):
            return  # “其他” beside kinds of cost is no unit of the consortium
        inside = next((s.inside for s in (row, column) if s.inside is not None and s.entry is entry), None)
        key = entry.id, unit, inside.id if inside else ""
        label = self.labels.get(key)
        if label is None:
            label = self.labels[key] = Label(entries=(entry,), unit=unit, inside=inside)
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
                done=row.done or column.done,
                scope=row.scope or column.scope,
                source=self.source,
            )

    def _period(
        self, row: Says, column: Says, entry: Entry, years: tuple[int, int] | None
    ) -> tuple[int | None, int | None]:
        """The year or span of a figure: said by column or row; sums over the years of the table span them."""
        if years and row.year is not None and self._so_far(row, column) and (entry.flow or entry.id in BUDGET):
            return years[0], row.year
        for said in (column, row):
            if said.year is not None:
                return said.year, said.until
        over_years = (column.total and self.years_across()) or (row.total and self._years_down(row))
        if over_years and years is not None:
            added = row.new or column.new
            summed = entry.flow or entry.id in BUDGET or entry.family == "rights" or added
            return years if summed else (None, None)
        year, until = self.setting.years(entry) if self.dated is None else (self.dated, None)
        if year is None and entry.flow and entry.id not in BUDGET:
            across = self.columns if column.entry is entry else self.rows
            beside = {s.year for s in across.values() if s.entry is not None and s.entry.flow and s.year}
            year = beside.pop() if len(beside) == 1 else None
        return year, until

    def _paid_years(self, row: int) -> tuple[int, int] | None:
        """The first and the last year in which a row has figures: of a project that ends before the others."""
        said = ((c, says) for c, says in self.columns.items() if says.year is not None and not says.until)
        cells = ((says.year, self.table.grid[row][c]) for c, says in said)
        paid = [year for year, cell in cells if year is not None and cell is not None and not is_blank(cell.text)]
        return (min(paid), max(paid)) if len(set(paid)) > 1 else None

    def _years_down(self, row: Says) -> bool:
        return sum(s.year is not None and not s.until for s in self.rows.values()) > 1 and row.total
