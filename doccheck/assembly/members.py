"""The units of the consortium against the papers: where each stands, and under what name.

Names are laid side by side as mapping does it (:func:`doccheck.mapping.names.relation.align`): only lists can tell a
slip of the pen from another unit.
"""

from __future__ import annotations

from collections.abc import Sequence

from doccheck.facts.subjects import clean_name
from doccheck.findings.report import MemberCell, MemberRow, MemberView, Place, Standing
from doccheck.mapping.model import MappedSubmission, NameMention, Organisation
from doccheck.mapping.names.relation import Link, align
from doccheck.mapping.names.written import normal, unit_kind
from doccheck.mapping.signatures import AGREEMENTS
from doccheck.programme.schema import Role

_MOST_PLACES = 3
_QUOTE = 40
_COLUMNS = ("application", "roster", "plan", "agreement", "signature", "profile")
_TOLD = {"application": Role.APPLICATION, "plan": Role.PLAN}
"""Papers that may name a unit in running text as well."""
_STRICT = ("roster", "agreement", "signature")
"""Lists of units: whoever stands in one and is no member is shown with the members."""


def build_members(mapped: MappedSubmission) -> MemberView:
    """A row for each unit, the lead first, and one for each unit that a list names and the consortium does not."""
    units = mapped.members or ((mapped.lead,) if mapped.lead else ())
    if not units:
        return MemberView()
    by_column = _by_column(mapped)
    columns = tuple(c for c in _COLUMNS if by_column[c] or (c in _TOLD and mapped.parts_of(_TOLD[c])))
    found = {column: _aligned(units, by_column[column]) for column in columns}
    cells = [
        [_cell(mapped, column, unit, found[column][0].get(index, [])) for column in columns]
        for index, unit in enumerate(units)
    ]
    for place in range(len(columns)):
        _gaps(units, cells, place, columns[place])
    kept = [place for place in range(len(columns)) if any(line[place].standing is not Standing.NONE for line in cells)]
    columns = tuple(columns[place] for place in kept)
    cells = [[line[place] for place in kept] for line in cells]
    rows = [
        MemberRow(unit.name, unit.kind.value, unit.lead, True, unit.code, tuple(line))
        for unit, line in zip(units, cells, strict=True)
    ]
    return MemberView(columns, (*rows, *_others(columns, found)))


def _by_column(mapped: MappedSubmission) -> dict[str, list[NameMention]]:
    """The mentions that count for each column; one may count for two (a roster inside the form)."""
    tables = {
        (roster.document, cell.location)
        for roster in mapped.rosters
        for entry in roster.entries
        for cell in entry.cells.values()
    }
    out: dict[str, list[NameMention]] = {column: [] for column in _COLUMNS}
    for mention in mapped.member_mentions:
        for column in _COLUMNS:
            if _counts(mention, column, (mention.document, mention.location) in tables):
                out[column].append(mention)
    return out


def _counts(mention: NameMention, column: str, in_table: bool) -> bool:
    source, role = mention.source, mention.role
    match column:
        case "application":
            return role is Role.APPLICATION and source not in ("signature", "profile")
        case "roster":
            return source == "roster" and (in_table or role is Role.MEMBER_ROSTER)
        case "plan":
            return role is Role.PLAN and source not in ("signature", "profile")
        case "agreement":
            return source == "party" and role in AGREEMENTS
        case "signature":
            return source == "signature" and role in AGREEMENTS
        case _:
            return source == "profile"


def _aligned(
    units: Sequence[Organisation], mentions: Sequence[NameMention]
) -> tuple[dict[int, list[tuple[NameMention, Link]]], list[NameMention]]:
    """The mentions of each unit with their link, and those of nobody known."""
    aliases = {normal(alias): unit.name for unit in units for alias in unit.aliases}
    written = list(dict.fromkeys(mention.name for mention in mentions))
    names = [unit.name for unit in units]
    linked: dict[str, tuple[int, Link]] = {}
    # Several writings of one unit may stand in one paper, so each is laid against the units by itself first.
    for name in written:
        pairs = [(i, kind) for i, _, kind in align(names, [name], aliases).pairs if kind <= Link.SHORT]
        if pairs:
            i, kind = pairs[0]
            linked[name] = i, Link.SHORT if kind is Link.SAME and normal(name) != normal(names[i]) else kind
    left = [name for name in written if name not in linked]
    answered = {i for i, _ in linked.values()}
    open_units = [i for i in range(len(units)) if i not in answered]
    for a, b, kind in align([names[i] for i in open_units], left, aliases).pairs:
        linked[left[b]] = open_units[a], kind
    for mention in mentions:
        # A slip in running text stands beside the right name elsewhere in the same paper.
        if mention.name not in linked and mention.source == "prose":
            for i, _, kind in align(names, [mention.name], aliases).pairs:
                linked[mention.name] = i, kind
    by_unit: dict[int, list[tuple[NameMention, Link]]] = {}
    unknown: list[NameMention] = []
    for mention in mentions:
        if mention.name in linked:
            index, kind = linked[mention.name]
            by_unit.setdefault(index, []).append((mention, kind))
        else:
            unknown.append(mention)
    return by_unit, unknown


def _cell(
    mapped: MappedSubmission, column: str, unit: Organisation, mentions: Sequence[tuple[NameMention, Link]]
) -> MemberCell:
    if not mentions:
        return _told(mapped, column, unit)
    if max(kind for _, kind in mentions) is Link.SLIP:
        standing, shown = Standing.DIFFERENT, Link.SLIP
    else:
        # A short form beside the full name in one paper is how people write.
        shown = min(kind for _, kind in mentions)
        standing = Standing.SAME if shown is Link.SAME else Standing.SHORT
    kept = [mention for mention, kind in mentions if kind is shown]
    return MemberCell(standing, tuple(dict.fromkeys(mention.name for mention in kept)), _places(kept))


def _told(mapped: MappedSubmission, column: str, unit: Organisation) -> MemberCell:
    """A unit that no list of the paper names: the first sentence of it that does."""
    role = _TOLD.get(column)
    if role is None:
        return MemberCell(Standing.NONE)
    for names, standing in (((unit.name,), Standing.SAME), (unit.aliases, Standing.SHORT)):
        keys = {clean_name(name): name for name in names if len(name) >= 2}
        for part in mapped.parts_of(role) if keys else []:
            for paragraph in part.passage.paragraphs():
                text = clean_name(paragraph.text)
                name = next((name for key, name in keys.items() if key in text), "")
                if name:
                    quote = name if name in paragraph.text else ""
                    return MemberCell(standing, (name,), (Place(part.document, paragraph.location, quote),))
    return MemberCell(Standing.NONE)


def _gaps(units: Sequence[Organisation], cells: list[list[MemberCell]], place: int, column: str) -> None:
    """An absence is a gap only in a paper that names most of the units; a list of members may leave out the lead."""
    named = sum(line[place].standing is not Standing.NONE for line in cells)
    if 2 * named <= len(units) or len(units) < 2:
        return
    for unit, line in zip(units, cells, strict=True):
        if line[place].standing is Standing.NONE and not (unit.lead and column == "roster"):
            line[place] = MemberCell(Standing.GAP)


def _others(
    columns: Sequence[str], found: dict[str, tuple[dict[int, list[tuple[NameMention, Link]]], list[NameMention]]]
) -> list[MemberRow]:
    """Units outside the consortium's list, with the lists that name them."""
    names: dict[str, str] = {}
    for column in columns:
        for mention in found[column][1] if column in _STRICT else []:
            names.setdefault(normal(mention.name), mention.name)
    rows = []
    for key, name in names.items():
        held = [[m for m in found[column][1] if normal(m.name) == key] for column in columns]
        cells = tuple(
            MemberCell(Standing.SAME, tuple(dict.fromkeys(m.name for m in mentions)), _places(mentions))
            if mentions
            else MemberCell(Standing.NONE)
            for mentions in held
        )
        code = next((m.code for mentions in held for m in mentions if m.code), "")
        rows.append(MemberRow(name, unit_kind(name).value, False, False, code, cells))
    return rows


def _places(mentions: Sequence[NameMention]) -> tuple[Place, ...]:
    out: dict[tuple[object, ...], Place] = {}
    for mention in mentions:
        quote = " ".join((mention.quote or mention.name).split())[:_QUOTE]
        out.setdefault((mention.document, mention.location), Place(mention.document, mention.location, quote))
    return tuple(out.values())[:_MOST_PLACES]
