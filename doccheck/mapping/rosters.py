"""Rosters: the tables (or, where simple, the lists) that answer a roster row, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from doccheck.document import Block, Cell, Document, Location, PageBreak, Paragraph, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.forms_answers import answer_hints, clean, state_of, tidy
from doccheck.mapping.forms_labels import Lexicon, build_lexicon, label_key, row_labels
from doccheck.mapping.model import FieldState, Part, RosterCell, RosterEntry, RosterMatch
from doccheck.mapping.rosters_header import (
    ROW_NUMBER,
    Grid,
    Region,
    find_regions,
    group_of,
    group_words,
    row_cells,
)
from doccheck.mapping.rosters_lines import list_match
from doccheck.mapping.rosters_turned import is_unit, turned_table
from doccheck.programme.schema import DocumentRow, Programme, Role, RosterRow, Row, ValueType

_DOTS = lazy(r"^[\s.…·。、]*(?:…|\.{2,}|···)[\s.…·。、]*$")
_TOTAL = lazy(r"^(?:合计|小计|总计|共计)")
_EXPLAIN = lazy(r"^(?:备注|注|说明|填表说明)[:：\d]")
_SAMPLE = lazy(r"^.{0,12}(?:成员|企业|单位|姓名)(?:\d{1,2}|[NnXx×])$")
_LOOSE = frozenset({Role.APPLICATION, Role.NOTICE})


class _Placed(Struct, frozen=True):
    """A table of a part with what was read before it, outermost first."""

    table: Table
    before: tuple[str, ...]
    adjoining: bool
    """Nothing but blank lines stands between it and the table before."""


def roster_role(row: RosterRow, programme: Programme) -> Role:
    """The role of the part in which a roster is to be looked for."""
    current: Row | None = row
    seen: set[str] = set()
    while current is not None and current.id not in seen:
        seen.add(current.id)
        if isinstance(current, RosterRow) and current.role is not None:
            return current.role
        if isinstance(current, DocumentRow):
            return current.role
        current = programme.row(current.parent) if current.parent else None
    return Role.APPLICATION


def map_rosters(
    documents: dict[str, Document], parts: tuple[Part, ...], programme: Programme
) -> tuple[RosterMatch, ...]:
    """The rosters of a submission; a roster in several tables gives several matches of the same row.

    A roster with a role of its own is looked for in the parts of that role, then (all its columns given) in any other
    part but the application. Blank rows and rows of dots are no entries: an unfilled table is a match without entries.
    """
    rows = [row for row in programme.rows if isinstance(row, RosterRow)]
    by_role: dict[Role, list[RosterRow]] = {}
    for row in rows:
        by_role.setdefault(roster_role(row, programme), []).append(row)
    found: list[RosterMatch] = []
    for part in parts:
        mine = by_role.get(part.role, [])
        if mine:
            found.extend(_map_part(part, mine, programme))
    have = {match.requirement for match in found}
    strays = [row for row in rows if row.role is not None and row.id not in have]
    if strays:
        for part in parts:
            if part.role not in _LOOSE:
                found.extend(m for m in _map_part(part, strays, programme, strict=True) if m.requirement not in have)
    return tuple(found)


def form_regions(part: Part, programme: Programme) -> Iterator[Cell]:
    """The cells of a part's tables that belong to rosters, the roster's title left out: no blanks stand there."""
    rows = [row for row in programme.rows if isinstance(row, RosterRow) and roster_role(row, programme) is part.role]
    if not rows:
        return
    lexicon = _lexicon(rows, programme, part.role)
    for placed in _tables(part.passage.blocks, ()):
        for region in _regions(placed, rows, lexicon):
            grid = placed.table.grid()
            for index in range(region.start, region.end):
                for cell in row_cells(grid, index):
                    if cell is not region.title_cell and cell.row >= region.start:
                        yield cell


def _lexicon(rows: Sequence[RosterRow], programme: Programme, role: Role) -> Lexicon:
    from doccheck.mapping.forms import row_role

    labelled = [row for row in programme.rows if row_labels(row) and row_role(row, programme) is role]
    return build_lexicon([*labelled, *rows], programme)


def _tables(blocks: Sequence[Block], context: tuple[str, ...]) -> Iterator[_Placed]:
    """All tables of a run of blocks, nested ones included, each with the last lines before it."""
    before: list[str] = list(context)
    adjoining = False
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.text.strip() and not block.toc:
                before.append(block.text.strip())
                adjoining = False
        elif isinstance(block, Table):
            captions = (block.caption,) if block.caption else ()
            yield _Placed(block, (*before[-4:], *captions), adjoining)
            adjoining = True
            for cell in block.cells:
                if any(isinstance(inner, Table) for inner in cell.blocks):
                    yield from _tables(cell.blocks, tuple(before[-2:]))
            before = before[-1:]
        elif not isinstance(block, PageBreak):
            adjoining = False


def _titles(row: RosterRow) -> list[str]:
    return [key for key in (label_key(word) for word in (row.title, *row.aliases)) if len(key) >= 4]


def _regions(placed: _Placed, rows: Sequence[RosterRow], lexicon: Lexicon) -> list[Region]:
    def title_score(row: RosterRow, index: int, grid: Grid) -> float:
        words = [cell.text for cell in row_cells(grid, index)[:1]]
        if index:
            words += [cell.text for cell in row_cells(grid, index - 1)]
        else:
            words += placed.before[-2:]
        return max((_title_like(row, word) for word in words), default=0.0)

    def is_label(text: str) -> bool:
        return bool(lexicon.claims(text)) or label_key(text) in lexicon.stops

    return find_regions(placed.table, rows, title_score, is_label)


def _title_like(row: RosterRow, text: str) -> float:
    from rapidfuzz import fuzz

    key = label_key(text)
    if len(key) < 4:
        return 0.0
    best = max((fuzz.partial_ratio(key, title) for title in _titles(row)), default=0.0)
    return best / 100 if best >= 75 else 0.0


def _map_part(
    part: Part, rows: Sequence[RosterRow], programme: Programme, strict: bool = False
) -> Iterator[RosterMatch]:
    lexicon = _lexicon(rows, programme, part.role)
    matches: list[RosterMatch] = []
    last: tuple[Region, RosterMatch, str] | None = None
    for placed in _tables(part.passage.blocks, (part.title,) if part.title else ()):
        regions = _regions(placed, rows, lexicon)
        if not regions and (turned := turned_table(placed.table)) is not None:
            placed = replace(placed, table=turned)
            regions = _regions(placed, rows, lexicon)
        if strict:
            regions = [region for region in regions if _all_columns(region)]
        if not regions and last is not None and placed.adjoining and placed.table.cols == last[1].table.cols:
            region, _, group = last
            if last[0].end == last[1].table.rows and not _form_table(placed.table, lexicon):
                continued = replace(region, start=0, body=0, end=placed.table.rows, title_cell=None)
                match, group = _match(part, placed.table, continued, programme, group)
                matches.append(match)
                last = (continued, match, group)
                continue
        last = None
        for region in regions:
            group = _heading_group(placed, region)
            match, group = _match(part, placed.table, region, programme, group)
            matches.append(match)
            last = (region, match, group)
    have = {match.requirement for match in matches}
    if not strict:
        for row in rows:
            if (
                row.id not in have
                and (listed := list_match(part, row, _hints(row, programme), _titles(row))) is not None
            ):
                matches.append(listed)
    yield from matches


def _all_columns(region: Region) -> bool:
    asked = [column.name for column in region.row.columns if not column.optional]
    return len(asked) > 1 and all(name in region.columns for name in asked)


def _form_table(table: Table, lexicon: Lexicon) -> bool:
    return any(lexicon.claims(cell.text) for cell in table.cells if len(cell.text) <= 60)


def _heading_group(placed: _Placed, region: Region) -> str:
    groups = group_words(region.row)
    if not groups:
        return ""
    grid = placed.table.grid()
    nearest = list(reversed(placed.before[-2:]))
    if region.start:
        nearest.insert(0, " ".join(cell.text for cell in row_cells(grid, region.start - 1)))
    for text in nearest:
        if group := group_of(text, groups):
            return group
    # The columns tell: only one group's table has them (秘书处分工).
    only = {
        group
        for column in region.row.columns
        if column.name in region.columns and len(column.in_group) == 1
        for group in column.in_group
    }
    return only.pop() if len(only) == 1 else ""


def _hints(row: RosterRow, programme: Programme) -> list[str]:
    notes = re.findall(r"[（(]([^（）()]{2,40})[)）]", row.sentence)
    return [*answer_hints(programme), *notes]


def _match(part: Part, table: Table, region: Region, programme: Programme, group: str) -> tuple[RosterMatch, str]:
    """The entries of one region and the group that is open at its end."""
    grid = table.grid()
    hints = _hints(region.row, programme)
    groups = group_words(region.row)
    entries: list[RosterEntry] = []
    seen: list[str] = [group] if group else []
    left = min(region.columns.values())
    kinds = {column.name: column.type for column in region.row.columns}
    for index in range(region.body, region.end):
        cells = [cell for cell in row_cells(grid, index) if cell is not region.title_cell]
        filled = [cell for cell in cells if cell.text.strip() and label_key(cell.text) not in ROW_NUMBER]
        if not filled:
            continue
        if len(filled) == 1 and (named := group_of(filled[0].text, groups)) and not is_unit(filled[0].text):
            group = named
            seen.append(named)
            continue
        side = [cell for cell in filled if cell.col < left]
        if side and (named := group_of(side[0].text, groups)):
            group = named
            if named not in seen:
                seen.append(named)
        values = {
            name: _cell(grid, index, col, region.spans.get(name, 1), hints, kinds[name])
            for name, col in region.columns.items()
        }
        spread = len(filled) == 1 and filled[0].colspan > max(1, len(grid[index]) // 2) and len(region.columns) > 1
        if spread or not _is_row(values.values(), [cell.text for cell in filled]):
            continue
        place = next((cell.location for cell in cells if cell.row == index), cells[0].location)
        entries.append(RosterEntry(values, place, group))
    match = RosterMatch(
        region.row.id,
        part.document,
        part.id,
        table,
        dict(region.columns),
        tuple(entries),
        next((cell.location for cell in row_cells(grid, region.start)), table.location),
        tuple(dict.fromkeys(seen)),
    )
    return match, group


def _cell(grid: Grid, row: int, col: int, span: int, hints: Sequence[str], kind: ValueType) -> RosterCell:
    """The cell of one column; under a wide header the first that holds something."""
    first = grid[row][col]
    chosen = first
    for square in grid[row][col : col + span]:
        if square is not None and square.text.strip():
            chosen = square
            break
    if chosen is None:
        near = next((cell for cell in grid[row] if cell is not None), None)
        return RosterCell("", near.location if near is not None else Location(), FieldState.BLANK)
    text = tidy(clean(chosen.text), kind)
    state = state_of(chosen.text, hints)
    if state is FieldState.FILLED and _SAMPLE.match(label_key(text)):
        state = FieldState.TEMPLATE
    if _DOTS.match(chosen.text):
        state = FieldState.BLANK
    return RosterCell(text, chosen.location, state)


def _is_row(values: Iterable[RosterCell], texts: Sequence[str]) -> bool:
    """Whether a table row is an entry: not blank, not dots, no total, no explanation, no sample of the form."""
    cells = list(values)
    if any(_TOTAL.match("".join(text.split())) or _EXPLAIN.match("".join(text.split())) for text in texts[:2]):
        return False
    if any(_DOTS.match(text) for text in texts) and sum(not _DOTS.match(text) for text in texts) <= 1:
        return False
    states = {cell.state for cell in cells}
    if not states & {FieldState.FILLED, FieldState.TEMPLATE, FieldState.NONE}:
        return False
    return states != {FieldState.BLANK, FieldState.TEMPLATE} and states != {FieldState.TEMPLATE}
