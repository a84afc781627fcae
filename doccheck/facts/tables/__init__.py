"""Facts from tables of every layout.

For each cell the reader gathers what its row, its column, the caption, the heading and the document say (quantity,
unit of measure, years, subject, nature, scope) and states a fact only if quantity and subject are certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from doccheck.document import Paragraph, Table
from doccheck.document.headers import titled
from doccheck.facts.model import Fact
from doccheck.facts.subjects import Units
from doccheck.facts.tables.crossed import matrix_facts
from doccheck.facts.tables.forms import form_facts
from doccheck.facts.tables.headed_lists import headed_lists
from doccheck.facts.tables.joint_columns import parted
from doccheck.facts.tables.labels import unit_in, unit_noted
from doccheck.facts.tables.layout import forms, matrix
from doccheck.facts.tables.names import Names, plain_text
from doccheck.facts.tables.project_rows import PROJECT_NAME, numbered_projects, projects_in_order
from doccheck.facts.tables.sections import groups, headed_rows, sections, side_by_side, unfolded, years_within
from doccheck.facts.tables.setting import setting_of
from doccheck.facts.tables.stacked import stacked, years_above
from doccheck.facts.tables.upright import upright
from doccheck.facts.tables.year_words import defined_years, with_years
from doccheck.facts.term import construction_term
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.mapping.rosters_turned import turned_table

_ALL_TABLES = lazy(
    r"^[（(]?(?:统计|数据|填报|填表|编制)?口径[:：]|除(?:另有|另行|特别|单独|已|)*[注标说]明"
    r"|(?:各|本|全|文中|以下|所有|所附|表中)(?:表|附表|文|方案|申请|申报|材料|报告|协议|金额)"
    r"|[未没](?:有|另行?|特别|单独|)[注标写填](?:[明出上]|)(?:计量|金额|)单位"
    r"|^(?:编制|填报|填表|制表|编报)(?:单位|部门|人|日期|时间)?[:：].*(?:金额|货币|计量)?单位[:：]"
)
_UNIT_CLAUSE = lazy(
    r"(?:^|[，,；;。（(])\s?(?:金额)?单位(?:均?[为是]|[：:])?\s?((?:百|千)?[万亿]?元)(?=$|[，,；;。）)])"
)
_OPENING = 6
"""Blocks in which a paper says how it is to be read."""
_REPORTED = ("本期", "报告期", "报告年")
_MONEY = ("元", "万元", "百万元", "亿元")
_HEAD = 12
"""Signs of a header like 课题名称."""
_ROWS = 400
"""Longer tables are lists of data, not statements of a submission."""


def _lists_projects(table: Table) -> bool:
    """Whether a table may number projects and name them, so that it is worth standing up."""
    edge = [cell.text for cell in table.cells if not (cell.row and cell.col)]
    return any(PROJECT_NAME.fullmatch(plain_text(text)) for text in edge if len(text) <= _HEAD)


class TableReader:
    """Reads the tables of one submission."""

    def __init__(self, mapped: MappedSubmission, units: Units) -> None:
        self.mapped = mapped
        self.names = Names(mapped, units)
        self.term = construction_term(mapped)
        self._number_projects()
        self._notes: dict[str, str] = {}
        self._years: dict[str, dict[str, int]] = {}

    def _number_projects(self) -> None:
        """Know the projects that any paper's table numbers, before others call them by their numbers."""
        for part in self.mapped.parts:
            for table in part.passage.blocks:
                if isinstance(table, Table) and table.rows <= _ROWS and _lists_projects(table):
                    stood = upright(titled(table), self.names.is_unit)
                    for number, name in numbered_projects(stood.grid()):
                        self.names.units.projects.add(number, name)
                    self.names.units.projects.order(projects_in_order(stood.grid()))
        for part in self.mapped.parts:
            for block in part.passage.blocks:
                if isinstance(block, Paragraph) and "课题" in block.text:
                    self.names.units.projects.learn(block.text)

    def facts(
        self, table: Table, part: Part, above: str = "", source: str = "table", before: str = "", below: str = ""
    ) -> Iterator[Fact]:
        """Facts of one table.

        ``above`` is the line over it, maybe its caption, ``before`` the line over that, ``below`` the line under it.
        """
        if not table.cells or table.rows > _ROWS or table.cols < 2:
            return
        year = self.mapped.year
        table = parted(with_years(unfolded(titled(table)), self.years_named(part), year))
        if sides := side_by_side(table):
            for side in sides:
                yield from self.facts(side, part, above, source, before, below)
            return
        if len(rows := headed_rows(table)) > 1:
            for piece in rows:
                yield from self.facts(piece, part, piece.caption or above, source, before, below)
            return
        note = next(filter(unit_noted, (below, above, before)), "") or self.unit_note(part)
        table = upright(table, self.names.is_unit)
        for number, name in numbered_projects(table.grid()):
            self.names.units.projects.add(number, name)
        setting = setting_of(table, part, above, self.title(part), self.names, year, self.term, before, note)
        pairs = headed_lists(table) or forms(table, year)
        found = matrix(table, year, self.names.is_unit) if pairs is None else None
        if pairs is None and (found is None or table.rows > 3):
            pairs = stacked(table, year)
        if pairs is None and found is None and setting.entry is not None:
            pairs = years_above(table, setting.caption, year)
        if pairs is not None:
            yield from form_facts(pairs, setting, self.names)
            return
        parts = sections(table) or groups(table) or years_within(table)
        if len({forms(section, year) is None for section in parts}) > 1:
            for section in parts:
                yield from self.facts(section, part, section.caption, source, below=note)
            return
        if found is None and (turned := turned_table(table)) is not None:
            found = matrix(turned, year, self.names.is_unit)
        if found is not None:
            yield from matrix_facts(found, setting, self.names, source)

    def years_named(self, part: Part) -> dict[str, int]:
        """The years that a paper gives to words like 报告年度."""
        if part.document not in self._years:
            first = {"首年": self.term[0], "头一年": self.term[0]} if self.term is not None else {}
            self._years[part.document] = first | defined_years(self._lines(part))
        return self._years[part.document]

    def year_reported(self, part: Part) -> int | None:
        """The year gone by that a paper says its figures are of (报告期：2022年, 本期数为2021年度)."""
        years = self.years_named(part)
        said = {years[word] for word in _REPORTED if word in years}
        return year if len(said) == 1 and (year := said.pop()) < self.mapped.year else None

    def _lines(self, part: Part) -> Iterator[str]:
        document = self.mapped.documents.get(part.document)
        blocks = document.blocks if document is not None else ()
        return (block.text for block in blocks if isinstance(block, Paragraph))

    def unit_note(self, part: Part) -> str:
        """The line of a paper that gives all its tables their unit (除注明外，本方案金额单位均为万元).

        Else a clause of the lines above its first table (经营数为2022年度，单位万元), or a caption that prints the
        unit, where all that print one print the same and they are several.
        """
        if part.document not in self._notes:
            lines = self._lines(part)
            said = next((t for t in lines if _ALL_TABLES.search(t) and unit_noted(t)), "")
            self._notes[part.document] = said or self._opening_unit(part) or self._shared_unit(part)
        return self._notes[part.document]

    def _opening_unit(self, part: Part) -> str:
        """A clause above a paper's first table that gives a unit of money and nothing else; only one is taken."""
        document = self.mapped.documents.get(part.document)
        blocks = document.blocks[:_OPENING] if document is not None else ()
        above = takewhile(lambda block: isinstance(block, Paragraph), blocks)
        found = {m[1] for block in above if isinstance(block, Paragraph) for m in _UNIT_CLAUSE.finditer(block.text)}
        return f"金额单位：{found.pop()}" if len(found) == 1 else ""

    def _shared_unit(self, part: Part) -> str:
        document = self.mapped.documents.get(part.document)
        tables = (block for block in (document.blocks if document is not None else ()) if isinstance(block, Table))
        units = [unit for table in tables if (unit := unit_in(titled(table).caption)) in _MONEY]
        return f"金额单位：{units[0]}" if len(units) > 1 and len(set(units)) == 1 else ""

    def title(self, part: Part) -> str:
        """The first line of the document that a part belongs to."""
        document = self.mapped.documents.get(part.document)
        first = document.blocks[0] if document is not None and document.blocks else None
        return first.text if isinstance(first, Paragraph) and len(first.text) <= 60 else ""
