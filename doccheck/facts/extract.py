"""All facts of a submission: from form fields, rosters, tables with headers and prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from msgspec.structs import replace

from doccheck.document import Block, Location, Paragraph, Table
from doccheck.facts.books import by_note, declared, noted, speaks_of_books
from doccheck.facts.catalogue import Entry, catalogue, printed_unit, quantity_of_label
from doccheck.facts.dates import parse_date
from doccheck.facts.declared_years import dated_by_paper
from doccheck.facts.founding import project_titled
from doccheck.facts.model import Fact, Nature
from doccheck.facts.numbers import narrow
from doccheck.facts.paid_in import own_by_note, own_money
from doccheck.facts.prose import Passage, Stated, stated_in
from doccheck.facts.quantities import quantities
from doccheck.facts.settling import COUNTS
from doccheck.facts.slips import slips
from doccheck.facts.subjects import Subject, Units, default_subject, units_of
from doccheck.facts.tables import TableReader
from doccheck.facts.tables.intensity import in_per_cent
from doccheck.facts.term import construction_term
from doccheck.facts.timing import When
from doccheck.facts.units import normal_unit
from doccheck.language.patterns import lazy
from doccheck.mapping.model import FieldState, FieldValue, MappedSubmission, Part, RosterMatch
from doccheck.programme.schema import ChoiceRow, FieldRow, Label, LimitRow, Role, RosterRow, Row, SumRow, ThresholdRow

_OF_ALL = (Role.APPLICATION, Role.PLAN, Role.AGREEMENT, Role.CHARTER, Role.MEMBER_ROSTER, Role.ALLOCATION)
"""Parts in which a count of units or a sum of money without an owner is the consortium's."""
_OF_ONE = (Role.LEAD_PROFILE, Role.MEMBER_PROFILE, Role.EVIDENCE)
_OF_MANY = lazy(r"联合体|联盟|成员|基础|方案|目标|任务|预期")
"""Headings of a form under which figures of nobody are not those of the one who fills it in."""
_AIMS = lazy(r"目标|预期")


def _of_many(headings: tuple[str, ...]) -> bool:
    """Whether what stands below a form's headings is not only about the unit that fills it in."""
    return any(map(_OF_MANY.search, headings[1:])) or any(map(_AIMS.search, headings))


_CLAUSES = lazy(r"(?:.*[，。；,;\n：])?", re.DOTALL)
_YEAR_ALONE = lazy(r"20\d\d\s?年?(?:度|末|底)?")
_SILENT_ROLES = (Role.NOTICE,)


def extract(mapped: MappedSubmission) -> tuple[Fact, ...]:
    """Every fact of the submission in the order field, roster, table and prose; see :class:`Fact`.

    A figure whose subject, year or nature is uncertain is left out rather than guessed.
    """
    units = units_of(mapped)
    reader = _Reader(mapped, units)
    read = _once(reader.fields(), reader.tables(), reader.rosters(), reader.passages())
    return _named_alike(mapped, tuple(own_money(dated_by_paper(mapped, read))))


def _named_alike(mapped: MappedSubmission, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts of a unit whose name is written in two ways under one name, so that they are compared."""
    kinds = {f.subject: f.quantity.partition(".")[0] for f in facts if f.quantity.startswith(("lead.", "member."))}
    lead = next((name for name, kind in kinds.items() if kind == "lead"), "")
    written = dict.fromkeys((*kinds, *(mention.name for mention in mapped.member_mentions)))
    meant = slips(mapped, written, lead)
    return tuple(
        replace(f, subject=right, quantity=f"{kinds.get(right, 'member')}.{_what(f)}")
        if f.subject in kinds and (right := meant.get(f.subject))
        else f
        for f in facts
    )


def _once(
    fields: Iterator[Fact], tables: Iterator[Fact], rosters: Iterator[Fact], passages: Iterator[Fact]
) -> Iterator[Fact]:
    """One fact for one figure of one cell, in the order field, table, roster and prose.

    What a table's headers say of a form's blank (unit, year, nature) goes before what the form's row is known to ask;
    such a fact keeps the field's name and source.
    """
    read = list(tables)
    by_cell: dict[tuple[object, ...], list[Fact]] = {}
    for fact in read:
        by_cell.setdefault(_cell_of(fact), []).append(fact)
    declared: set[int] = set()
    for field in fields:
        beside = by_cell.get(_cell_of(field), []) if field.location.cell is not None else []
        same = next((f for f in beside if _what(f) == _what(field)), None)
        if same is not None and id(same) not in declared:
            declared.add(id(same))
            dated = (field.year, field.until) if same.year is None else (same.year, same.until)
            yield replace(same, source="field", year=dated[0], until=dated[1])
        elif not beside:
            by_cell.setdefault(_cell_of(field), []).append(field)
            yield field
    yield from (fact for fact in read if id(fact) not in declared)
    for fact in (*rosters, *passages):
        if fact.location.cell is not None:
            beside = by_cell.setdefault(_cell_of(fact), [])
            if any(_what(f) == _what(fact) and (f.source != "prose" or f.value == fact.value) for f in beside):
                continue
            alike = (f for f in beside if (f.value, f.unit, f.source) == (fact.value, fact.unit, "table"))
            if any(not {_what(f), _what(fact)} <= {*COUNTS} for f in alike):
                continue  # the label says what it is, not the words around; two kinds may have one unit each
            beside.append(fact)
        yield fact


def _cell_of(fact: Fact) -> tuple[object, ...]:
    return fact.document, fact.location.block, fact.location.table, fact.location.cell


def _what(fact: Fact) -> str:
    return fact.quantity.rpartition(".")[2]


class _Reader:
    def __init__(self, mapped: MappedSubmission, units: Units) -> None:
        self.mapped = mapped
        self.units = units
        self.answers: dict[tuple[str, int | None, tuple[int, int] | None], str] = {}
        for value in mapped.fields:
            if value.location.cell is not None:
                self.answers[value.document, value.location.table, value.location.cell] = f"{value.label} {value.name}"
        self.term = construction_term(mapped)
        self.passage_key: tuple[str, tuple[str, ...], Subject | None] | None = None
        self.passage = Passage(None)
        self.table_reader = TableReader(mapped, units)
        self.defaults: dict[tuple[str, tuple[str, ...], str], Subject | None] = {}
        """Whom passages under a heading or label are about."""
        self.books: dict[str, str] = {}
        """Documents whose figures are all said to be consolidated."""
        self.rosters_read = {(r.document, r.table.location) for r in mapped.rosters}

    def fields(self) -> Iterator[Fact]:
        """Figures filled into the form's blanks."""
        for value in self.mapped.fields:
            if value.state is not FieldState.FILLED:
                continue
            row = self.mapped.programme.row(value.requirement)
            if row is not None:
                yield from self._field(row, value)

    def _field(self, row: Row, value: FieldValue) -> Iterator[Fact]:
        label = _label(row, value.name)
        named = _quantity_id(row, label, value)
        if named is None:
            return
        kind, entry = named
        subject = self._form_subject(kind)
        if entry.family == "date":
            date = parse_date(value.text)
            if date is not None:
                yield self._fact(
                    f"{kind}.{entry.id}",
                    subject,
                    None,
                    Nature.ACTUAL,
                    float(date.year),
                    "年",
                    value.document,
                    value.text,
                    value.location,
                    value.part,
                    "field",
                )
            return
        printed = printed_unit(value.label) or (label.unit if label else "") or printed_unit(value.name)
        unit = printed or printed_unit(row.title) or entry.units[0]
        if entry.family == "units" and _YEAR_ALONE.fullmatch(value.text.strip()):
            return  # the header of a column beside 企业
        found = quantities(value.text, unit)
        fitting = [q for q in found if q.unit in entry.units or q.unit == normal_unit(unit)[0]]
        if len(fitting) != 1:
            return
        quantity = fitting[0]
        year = label.year if label and label.year else _year_of(f"{value.label} {value.name}", self.mapped.year)
        if entry.flow and year is None:
            year = _year_of(row.title, self.mapped.year)
        yield Fact(
            quantity=f"{kind}.{entry.id}",
            subject=subject,
            year=year,
            nature=_bounded(quantity.bound),
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            document=value.document,
            quote=value.text.strip(),
            location=value.location,
            part=value.part,
            source="field",
        )

    def _form_subject(self, kind: str) -> str:
        return self.units.lead_subject().name if kind == "lead" else self.units.consortium_name

    def _fact(
        self,
        quantity: str,
        subject: str,
        year: int | None,
        nature: Nature,
        value: float,
        unit: str,
        document: str,
        quote: str,
        location: Location,
        part: str,
        source: str,
    ) -> Fact:
        return Fact(
            quantity, subject, year, nature, value, value, value, unit, document, quote.strip(), location, part, source
        )

    def rosters(self) -> Iterator[Fact]:
        """Figures of each unit in the columns of the rosters."""
        for roster in self.mapped.rosters:
            row = self.mapped.programme.row(roster.requirement)
            if isinstance(row, RosterRow):
                yield from self._roster(row, roster)

    def _roster(self, row: RosterRow, roster: RosterMatch) -> Iterator[Fact]:
        named = next((c.name for c in row.columns if c.type == "organisation"), None)
        if named is None:
            return
        for column in row.columns:
            entry = catalogue().get(column.quantity.rpartition(".")[2]) if column.quantity else None
            entry = entry or quantity_of_label(column.name)
            if entry is None or entry.family == "date" or column.name not in roster.columns:
                continue
            header = _header(roster, roster.columns[column.name])
            unit = (
                printed_unit(header) or printed_unit(roster.table.caption) or column.unit or printed_unit(column.name)
            )
            year = column.year or _year_of(f"{header} {column.name}", self.mapped.year)
            for item in roster.entries:
                unit_cell, cell = item.cells.get(named), item.cells.get(column.name)
                if unit_cell is None or cell is None or cell.state is not FieldState.FILLED:
                    continue
                subject = self.units.named(unit_cell.text)
                found = [q for q in quantities(cell.text, unit or entry.units[0]) if q.unit in entry.units]
                if subject is None or len(found) != 1:
                    continue
                quantity = found[0]
                yield Fact(
                    quantity=f"{subject.kind}.{entry.id}",
                    subject=subject.name,
                    year=year,
                    nature=_bounded(quantity.bound),
                    value=quantity.value,
                    low=quantity.low,
                    high=quantity.high,
                    unit=quantity.unit,
                    document=roster.document,
                    quote=cell.text.strip(),
                    location=cell.location,
                    part=roster.part,
                    source="roster",
                )

    def tables(self) -> Iterator[Fact]:
        """Figures in tables of every layout."""
        for part in self.mapped.parts:
            if part.role in _SILENT_ROLES:
                continue
            before, above, blocks = "", "", part.passage.blocks
            for block, below in zip_longest(blocks, blocks[1:]):
                if isinstance(block, Table):
                    books = noted(below.text) if isinstance(below, Paragraph) and below.heading is None else ""
                    note = _line(below) if below is not None else ""
                    yield from (
                        own_by_note(by_note(fact, books), note)
                        for fact in self._tables(block, part, above, before, note)
                    )
                before, above = above, _line(block)

    def _tables(self, table: Table, part: Part, above: str, before: str = "", below: str = "") -> Iterator[Fact]:
        source = "roster" if (part.document, table.location) in self.rosters_read else "table"
        yield from in_per_cent(list(self.table_reader.facts(table, part, above, source, before, below)))
        for cell in table.cells:
            for block in cell.blocks:
                if isinstance(block, Table):
                    yield from self._tables(block, part, "")

    def passages(self) -> Iterator[Fact]:
        """Figures in running text and in the sentences of cells."""
        for part in self.mapped.parts:
            if part.role in _SILENT_ROLES:
                continue
            for block in part.passage.blocks:
                if isinstance(block, Paragraph):
                    if not block.toc:
                        yield from self._prose(block, part, "")
                elif isinstance(block, Table):
                    yield from self._cells(block, part)

    def _cells(self, table: Table, part: Part) -> Iterator[Fact]:
        of_rows: dict[int, Subject] | None = None
        for cell in table.cells:
            for block in cell.blocks:
                if isinstance(block, Table):
                    yield from self._cells(block, part)
                elif isinstance(block, Paragraph) and len(block.text) >= 16:
                    label = self.answers.get((part.document, cell.location.table, cell.location.cell), "")
                    if not label and of_rows is None:
                        of_rows = self.table_reader.names.of_rows(table)
                    yield from self._prose(block, part, label, (of_rows or {}).get(cell.row) if not label else None)

    def _prose(self, paragraph: Paragraph, part: Part, label: str, of_row: Subject | None = None) -> Iterator[Fact]:
        headings = (*paragraph.location.heading, *((label,) if label else ()))
        whom = (part.id, paragraph.location.heading, label)
        if whom not in self.defaults:
            self.defaults[whom] = default_subject(part, paragraph.location.heading, label, self.units)
        default = of_row or self.defaults[whom]
        key = (part.id, paragraph.location.heading, of_row)
        if key != self.passage_key:
            about_all = part.document not in self.units.titled and (
                part.role in _OF_ALL or (part.role is Role.UNKNOWN and default is None) or label != ""
            )
            self.passage_key, self.passage = key, Passage(default, about_all=about_all, term=self.term)
            self.units.listen_to(part.document)
            if default is None and part.role in (Role.PLAN, Role.APPLICATION):
                self.passage.writer = self.units.lead_subject()
            if part.role in _OF_ONE and (reported := self.table_reader.year_reported(part)) is not None:
                self.passage.year = When(reported)
            self.passage.project = project_titled(self.table_reader.title(part))
            if part.role is Role.APPLICATION and not _of_many(paragraph.location.heading):
                self.passage.form_of = self.units.lead_subject()
        if speaks_of_books(paragraph.text):
            self.books[part.document] = declared(paragraph.text) or self.books.get(part.document, "")
        throughout = self.books.get(part.document, "")
        for stated in stated_in(paragraph.text, default, headings, self.units, self.mapped.year, self.passage):
            yield _fact_of(stated, paragraph, part, self.units, throughout)


def _fact_of(stated: Stated, paragraph: Paragraph, part: Part, units: Units, throughout: str) -> Fact:
    text = paragraph.text
    quantity = stated.quantity
    return Fact(
        quantity=f"{stated.subject.kind}.{stated.entry.id}",
        subject=stated.subject.name or units.consortium_name,
        year=stated.year,
        until=stated.until,
        nature=stated.nature,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        document=part.document,
        quote=text[_quote_start(text, stated.start) : stated.end].strip(),
        location=paragraph.location,
        part=part.id,
        source="prose",
        scope=stated.scope or (throughout if stated.subject.kind == "lead" else ""),
    )


def _quote_start(text: str, start: int) -> int:
    """The clause's beginning, at most 24 characters back, so that the year stands in the quote."""
    floor = max(0, start - 24)
    clauses = _CLAUSES.match(text, floor, start)
    return clauses.end() if clauses is not None else floor


def _label(row: Row, name: str) -> Label | None:
    if isinstance(row, SumRow):
        held = ([row.total] if row.total else []) + row.parts
    elif isinstance(row, FieldRow | ThresholdRow | LimitRow | ChoiceRow):
        held = row.fields
    else:
        held = []
    return next((label for label in held if label.name == name), None)


def _quantity_id(row: Row, label: Label | None, value: FieldValue) -> tuple[str, Entry] | None:
    """(subject kind, entry) of what a field states: by the row's own declaration, else by the words of its label."""
    if label is not None and label.quantity:
        kind, _, what = label.quantity.rpartition(".")
        entry = catalogue().get(what)
        return (kind or "lead", entry) if entry is not None else None
    if isinstance(row, LimitRow) or len(value.text) > 40:
        return None
    words = f"{value.label}|{value.name}"
    entry = quantity_of_label(words) or quantity_of_label(row.title)
    if entry is None:
        return None
    kind = (
        "lead"
        if row.id.startswith("application.lead") or re.search(r"牵头(?:单位|企业)(?!及)", words)
        else "consortium"
    )
    return kind, entry


def _header(roster: RosterMatch, column: int) -> str:
    """The words of the header cell above a column, with the one above it where it says a year or a unit alone.

    A whole form may be one table, so nothing further up belongs to the column.
    """
    first = min((e.location.cell[0] for e in roster.entries if e.location.cell), default=0)
    above = sorted(
        (c for c in roster.table.cells if c.row < first and c.col <= column < c.col + c.colspan), key=lambda c: -c.row
    )
    if not above:
        return ""
    words = above[0].text.strip()
    if len(words) < 6 and len(above) > 1 and 1 < above[1].colspan < roster.table.cols:
        words = f"{above[1].text.strip()} {words}"
    return words


def _year_of(text: str, reference_year: int) -> int | None:
    """The year that a label names: printed, or 近一年/前一年/上年 before the year of application."""
    clean = narrow(text)
    years = set(re.findall(r"(?<!\d)((?:19|20)\d{2})(?=\s?年|\s*$|\s)", clean))
    if len(years) == 1:
        return int(years.pop())
    if not years and re.search(r"近一年|最近一年|前一年|上年|上一年|去年", clean):
        return reference_year - 1
    return None


def _line(block: Block) -> str:
    """A paragraph that may bring up the table below it; no heading that says nothing else."""
    if not isinstance(block, Paragraph):
        return ""
    return block.text if block.heading is None or block.heading.body < len(block.text) else ""


def _bounded(bound: str) -> Nature:
    return {"at_least": Nature.AT_LEAST, "at_most": Nature.AT_MOST}.get(bound, Nature.ACTUAL)
