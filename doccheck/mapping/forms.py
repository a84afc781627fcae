"""The form: the answer to every blank that a programme's rows name, wherever the applicant's layout has put it.

Pure: documents, parts and programme in, values out. Reading happens in three steps: the part's tables and lines give
hits (a printed label with what stands in its blank), hits whose label several rows use (电话, 2018年) are given to the
row they stand with, and each row's blanks are read from its hits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from doccheck.document import Block, Document, Paragraph, Table
from doccheck.language.patterns import lazy
from doccheck.mapping.choices import map_text_choices, told_in_text
from doccheck.mapping.forms_cells import TableScan
from doccheck.mapping.forms_labels import Claim, Lexicon, build_lexicon, label_key, row_labels
from doccheck.mapping.forms_lines import Hit, line_hits
from doccheck.mapping.forms_values import RowReader
from doccheck.mapping.model import FieldState, FieldValue, Part
from doccheck.mapping.rosters import form_regions
from doccheck.programme.schema import (
    ChoiceRow,
    CountRow,
    DeadlineRow,
    DocumentRow,
    FigureRow,
    Label,
    LimitRow,
    Programme,
    Role,
    RosterRow,
    Row,
    SameRow,
    SignRow,
    SumRow,
    ThresholdRow,
    ValueType,
)

_NUMBERED = lazy(r"^(?P<base>.*?\D)(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z])$")


def row_role(row: Row, programme: Programme) -> Role:
    """The role of the part in which a row's blanks stand: that of the document at the root of its parents."""
    seen = {row.id}
    current: Row | None = row
    while current is not None:
        if isinstance(current, DocumentRow):
            return current.role
        if isinstance(current, RosterRow) and current.role is not None:
            return current.role
        parent = current.parent
        if parent is None or parent in seen:
            break
        seen.add(parent)
        current = programme.row(parent)
    return Role.APPLICATION


def map_fields(documents: dict[str, Document], parts: tuple[Part, ...], programme: Programme) -> tuple[FieldValue, ...]:
    """Every blank of the programme's rows with its answer; a label that stands nowhere has the state ``missing``.

    Nothing is returned for rows whose document was not submitted. A label answered twice (cover and table) gives two
    values. ``documents`` are keyed by the ids that the parts name.
    """
    values: list[FieldValue] = []
    by_role: dict[Role, list[Row]] = {}
    for row in programme.rows:
        if isinstance(row, FigureRow):
            continue
        if row_labels(row) or (isinstance(row, CountRow) and row.of == "listed_members"):
            by_role.setdefault(row_role(row, programme), []).append(row)
    for role, rows in by_role.items():
        mine = [part for part in parts if part.role is role and part.passage.text.strip()]
        if mine:
            values.extend(_map_role(rows, mine, programme))
    bare = [row for row in programme.rows if isinstance(row, ChoiceRow) and told_in_text(row)]
    answered = {value.requirement for value in values if value.state is not FieldState.MISSING}
    told = [row for row in bare if row.id not in answered]
    untold = {row.id for row in told}
    values = [value for value in values if value.requirement not in untold]
    values.extend(map_text_choices(told, parts))
    return tuple(values)


def _map_role(rows: Sequence[Row], parts: Sequence[Part], programme: Programme) -> list[FieldValue]:
    role = parts[0].role
    figures = [row for row in programme.rows if isinstance(row, FigureRow) and row_role(row, programme) is role]
    rosters = [row for row in programme.rows if isinstance(row, RosterRow) and row_role(row, programme) is role]
    extra: list[Row] = [*figures, *rosters]
    lexicon = build_lexicon([*rows, *extra], programme)
    hits = [hit for part in parts for hit in scan_part(part, lexicon, [*rows, *extra], programme)]
    given = _assign(hits, {row.id: row for row in rows}, lexicon)
    values: list[FieldValue] = []
    for row in rows:
        values.extend(RowReader(row, given.get(row.id, []), parts, programme).values())
    return values


def scan_part(part: Part, lexicon: Lexicon, rows: Sequence[Row], programme: Programme) -> list[Hit]:
    """The labels of one part in reading order."""
    long_rows = frozenset(
        row.id
        for row in rows
        if isinstance(row, LimitRow | FigureRow | RosterRow)
        or (not isinstance(row, SumRow | ChoiceRow) and len(row_labels(row)) == 1 and _is_text(row_labels(row)[0]))
    )
    essay_rows = frozenset(row.id for row in rows if isinstance(row, LimitRow | FigureRow | RosterRow | SignRow))
    wide_rows = frozenset(
        row.id
        for row in rows
        if isinstance(row, SumRow | ChoiceRow) or any(label.year is not None for label in row_labels(row))
    )
    numbered = {
        label_key(word): row.id
        for row in rows
        if isinstance(row, CountRow)
        for word in (row.title, *row.aliases)
        if label_key(word)
    }
    _add_numbered(part, lexicon, numbered)
    skip = frozenset(id(cell) for cell in form_regions(part, programme))
    hits: list[Hit] = []
    run: list[Block] = []
    seen_table = False
    tables = 0
    largest = max((b.rows * b.cols for b in part.passage.blocks if isinstance(b, Table)), default=0)

    def flush(next_table: Table | None) -> None:
        place = "text" if seen_table else "cover"
        found = list(line_hits(run, lexicon, long_rows, place, in_cell=False))
        run.clear()
        if found and next_table is not None and found[-1].open and not found[-1].text:
            # A label whose box is a table of its own; a table with labels inside is not its answer.
            inner = list(TableScan(next_table, lexicon, essay_rows, wide_rows, 0, skip).hits())
            if not inner and not any(id(cell) in skip for cell in next_table.cells):
                found[-1].blocks = (next_table,)
                found[-1].location = next_table.location
        hits.extend(found)

    for block in part.passage.blocks:
        if isinstance(block, Table):
            flush(block)
            seen_table = seen_table or block.rows * block.cols > 12
            tables += 1
            larger = block.rows * block.cols < largest
            found = list(TableScan(block, lexicon, essay_rows, wide_rows, tables, skip).hits())
            if not seen_table and (larger or any(hit.label.rstrip().endswith((":", "：")) for hit in found)):
                found = [replace(hit, place="cover") for hit in found]
            hits.extend(found)
        elif isinstance(block, Paragraph) and block.toc:
            continue
        else:
            run.append(block)
    flush(None)
    for hit in hits:
        hit.part, hit.document = part.id, part.document
    return hits


def _is_text(label: Label) -> bool:
    return label.type is ValueType.TEXT


def _add_numbered(part: Part, lexicon: Lexicon, numbered: dict[str, str]) -> None:
    """Teach the lexicon the numbered labels that the part prints (成员单位1, 成员单位2 …, as many as there are)."""
    if not numbered:
        return
    texts: list[str] = []
    for paragraph in part.passage.paragraphs():
        text = paragraph.text.strip()
        if text and len(text) <= 200:
            texts.append(re.split("[:：]", text)[0])
    for block in part.passage.blocks:
        if isinstance(block, Table):
            texts.extend(cell.text for cell in block.cells if len(cell.text) <= 40)
    for text in texts:
        key = label_key(text)
        match = _NUMBERED.match(key)
        if match and match.group("base") in numbered and key not in lexicon.exact:
            lexicon.exact[key] = [Claim(numbered[match.group("base")], key)]
            lexicon.memo.pop(key, None)


class _Anchor(Struct):
    """The last label that belongs to one row only."""

    row: str
    hit: Hit


def _assign(hits: Sequence[Hit], rows: dict[str, Row], lexicon: Lexicon) -> dict[str, list[tuple[Claim, Hit]]]:
    """Give each hit to the rows whose blank it is.

    A label of one row alone needs no thought. A label that several rows use goes to the row whose own label or title
    stands before it in the same table row, else nearest before it; rows that have no other label all read it.
    """
    given: dict[str, list[tuple[Claim, Hit]]] = {}
    anchors: list[_Anchor] = []
    claimed: dict[str, set[str]] = {}
    for claims_by_key in lexicon.exact.values():
        for claim in claims_by_key:
            claimed.setdefault(claim.row, set()).add(claim.name)
    single = {row_id for row_id, names in claimed.items() if len(names) == 1 and not _grouped(rows.get(row_id))}
    readers = {row.id for row in rows.values() if isinstance(row, ThresholdRow | DeadlineRow | SameRow)}
    filled: set[tuple[str, str]] = set()
    deferred: list[tuple[list[Claim], Hit]] = []
    for hit in hits:
        mine = [claim for claim in hit.claims if claim.row in rows]
        free = [claim for claim in mine if claim.row in single or not claim.name or claim.row in readers]
        bound = [claim for claim in mine if claim not in free]
        choices = {claim.row for claim in bound}
        if len(choices) > 1:
            row = _context(hit, choices, anchors, filled, bound)
            bound = [claim for claim in bound if claim.row == row]
        elif len(choices) == 1 and _stray(hit, bound[0], anchors, filled, lexicon):
            bound = []
        if len(choices) == 1 or (not choices and free):
            anchors.append(_Anchor(next(iter(choices)) if choices else free[0].row, hit))
        for row_id in dict.fromkeys(claim.row for claim in [*bound, *free]):
            claims = [claim for claim in [*bound, *free] if claim.row == row_id]
            if len(claims) > 1 and not any(claim.piece for claim in claims):
                # Two labels of one row share the printed words; which of them lacks an answer is known at the end.
                deferred.append((claims, hit))
                continue
            for claim in claims:
                given.setdefault(row_id, []).append((claim, hit))
                filled.add((row_id, claim.name))
    for claims, hit in deferred:
        claim = next((one for one in claims if (one.row, one.name) not in filled), claims[0])
        given.setdefault(claim.row, []).append((claim, hit))
        filled.add((claim.row, claim.name))
    return given


def _grouped(row: Row | None) -> bool:
    return row is not None and any(label.group for label in row_labels(row))


def _same_row(one: Hit, other: Hit) -> bool:
    return one.part == other.part and one.table == other.table and one.row == other.row and one.table >= 0


def _context(
    hit: Hit, choices: set[str], anchors: Sequence[_Anchor], filled: set[tuple[str, str]], bound: Iterable[Claim]
) -> str:
    for anchor in reversed(anchors):
        if _same_row(hit, anchor.hit) and anchor.row in choices:
            return anchor.row
    for anchor in reversed(anchors):
        if anchor.hit.table == hit.table and anchor.hit.part == hit.part and anchor.row in choices:
            return anchor.row
    for anchor in reversed(anchors):
        if anchor.row in choices:
            return anchor.row
    for claim in bound:
        if (claim.row, claim.name) not in filled:
            return claim.row
    return next(iter(sorted(choices)))


def _stray(hit: Hit, claim: Claim, anchors: Sequence[_Anchor], filled: set[tuple[str, str]], lexicon: Lexicon) -> bool:
    """Whether a synonym (职务 after 联系人) stands with a row that does not ask for it, so that it answers nothing."""
    key = label_key(hit.label)
    if key in lexicon.exact or (claim.row, claim.name) not in filled:
        return False
    nearest = next((anchor for anchor in reversed(anchors) if _same_row(hit, anchor.hit)), None)
    return nearest is not None and nearest.row != claim.row
