"""The units of the consortium: who they are, who leads, and which names mean the same unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from doccheck.document import Document, Table
from doccheck.mapping.mentions import member_rosters, unit_mentions
from doccheck.mapping.model import FieldValue, NameMention, Organisation, Part, RosterMatch
from doccheck.mapping.names.blocks import Blocks
from doccheck.mapping.names.definitions import defines, definitions, short_names_listed
from doccheck.mapping.names.find import organisation_names
from doccheck.mapping.names.parties import letter_of
from doccheck.mapping.names.relation import Link, align, expand, link
from doccheck.mapping.names.shortened import full_names
from doccheck.mapping.names.slips import slips
from doccheck.mapping.names.written import bare, is_generic, narrow, normal, unit_kind
from doccheck.programme.schema import Programme, Role

_SHORT = 8
"""The most signs of a short name in a table."""
__all__ = ["defined_names", "map_units", "member_rosters", "organisation_names", "unit_kind"]


def map_units(
    documents: Mapping[str, Document],
    parts: Sequence[Part],
    fields: Sequence[FieldValue],
    rosters: Sequence[RosterMatch],
    programme: Programme,
    own: Iterable[NameMention] = (),
) -> tuple[Organisation | None, tuple[Organisation, ...], tuple[NameMention, ...]]:
    """The lead unit (``None`` if nobody is named so), all units with the lead first, and every mention.

    The member set is the form's list; without one the agreement's parties, else the plan's list, else who signs.
    ``own`` are the consortium's own names: an alliance or a centre that is formed is no unit of itself.
    Names are never merged on likeness here: a slip stays a name of its own for the checks to weigh.
    """
    mentions = unit_mentions(documents, parts, fields, rosters, programme)
    formed = tuple({normal(name.name) for name in own if name.source in ("field", "cover", "title")})
    mentions = [m for m in mentions if not is_generic(m.name) and not normal(m.name).endswith(formed)]
    mentions = list(_once(mentions))
    aliases = defined_names(documents)
    lead_name = _lead_name(mentions)
    asked = any(getattr(row, "role", None) is Role.MEMBER_ROSTER for row in programme.rows)
    base = _member_base(mentions, asked, parts)
    lead_name = _listed_as(lead_name, base, mentions)
    members: list[Organisation] = []
    written = list(dict.fromkeys(bare(mention.name) for mention in mentions))
    names = _distinct([*([lead_name] if lead_name else []), *(mention.name for mention in base)], aliases)
    in_full = full_names(names, written)
    names = list(dict.fromkeys(in_full.get(name, name) for name in names))
    lead_name = in_full.get(lead_name, lead_name)
    aliases = {**{normal(short): full for short, full in in_full.items()}, **aliases}
    codes = {normal(mention.name): mention.code for mention in reversed(mentions) if mention.code}
    others = _short_forms(names, written, aliases)
    for name in names:
        is_lead = bool(lead_name) and link(expand(name, aliases), expand(lead_name, aliases)) <= Link.SHORT
        members.append(
            Organisation(name, unit_kind(name), is_lead, tuple(others.get(name, ())), codes.get(normal(name), ""))
        )
    mentions += slips(parts, members)
    lead = next((member for member in members if member.lead), None)
    return lead, tuple(sorted(members, key=lambda member: not member.lead)), tuple(mentions)


def _once(mentions: Iterable[NameMention]) -> Iterator[NameMention]:
    """Each mention once, although several rows may read the same blank."""
    seen: set[tuple[object, ...]] = set()
    for mention in mentions:
        place = mention.location
        key = (normal(mention.name), mention.source, mention.part, place.page, place.block, place.table, place.cell)
        if key not in seen:
            seen.add(key)
            yield mention


def defined_names(documents: Mapping[str, Document]) -> dict[str, str]:
    """Short and former names that the submission defines, normal form → full name; party letters left out."""
    texts = (paragraph.text for document in documents.values() for paragraph in document.paragraphs())
    found = definitions(text for text in texts if defines(text))
    for document in documents.values():
        for block in document.blocks:
            if isinstance(block, Table):
                for short, full in short_names_listed(block):
                    found.setdefault(normal(short), full)
    return {short: full for short, full in found.items() if not letter_of(short) and not is_generic(short)}


def _lead_name(mentions: Sequence[NameMention]) -> str:
    for source in ("field", "cover", "roster", "party", "list", "profile", "prose"):
        for mention in mentions:
            if mention.source == source and mention.lead:
                return mention.name
    profiled = dict.fromkeys(m.name for m in mentions if m.source == "profile" and m.role is Role.LEAD_PROFILE)
    return next(iter(profiled)) if len(profiled) == 1 else _first_party(mentions)


def _first_party(mentions: Sequence[NameMention]) -> str:
    """Where nobody is called the lead: the agreement's first party, if it heads every other list of names too."""
    lists: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.source in ("party", "roster", "list"):
            lists.setdefault(mention.part, []).append(mention.name)
    heads = {normal(names[0]) for names in lists.values() if len(names) > 2}
    party = next((m.name for m in mentions if m.source == "party"), "")
    return party if heads == {normal(party)} else ""


def _listed_as(lead: str, base: Sequence[NameMention], mentions: Sequence[NameMention]) -> str:
    """The lead's name as the member list writes it, where the form's own line is a slip that no other list repeats."""
    if not lead or any(link(lead, mention.name) <= Link.SHORT for mention in base):
        return lead
    if any(normal(m.name) == normal(lead) for m in mentions if m.source in ("party", "signature", "list", "profile")):
        return lead
    alike = [mention.name for mention in base if link(lead, mention.name) == Link.SLIP]
    return alike[0] if len(alike) == 1 else lead


def _member_base(mentions: Sequence[NameMention], asked: bool, parts: Sequence[Part]) -> list[NameMention]:
    """The mentions of the list that says who the members are.

    A roster that the programme has not ``asked`` for may tell of some units only (the firms and their figures). One
    that has some units in other tables by their short names, or in its text, lists them too.
    """

    def of(source: str, *roles: Role) -> list[NameMention]:
        return [m for m in mentions if m.source == source and (not roles or m.role in roles)]

    def count(found: Sequence[NameMention]) -> int:
        return len({normal(m.name) for m in found})

    rosters, parties = of("roster"), of("party")
    if not asked and count(rosters) < count(parties):
        rosters = []
    if rosters and count(rosters) < count(parties):
        rosters = [*rosters, *_listed_besides(rosters, parties, parts)]
    alone: list[NameMention] = []
    for found in (
        of("roster", Role.APPLICATION), rosters, parties, of("list", Role.PLAN), of("signature"),
        of("list"), of("profile"), of("prose"),
    ):  # fmt: skip
        if count(found) > 1:
            return found
        alone = alone or found  # one name is no list of members as long as another paper has one
    return alone


def _listed_besides(
    rosters: Sequence[NameMention], parties: Sequence[NameMention], parts: Sequence[Part]
) -> Iterator[NameMention]:
    """Parties that the roster's table leaves out and its paper names, in full or by a short name in another table."""
    papers = {mention.document for mention in rosters if mention.role is Role.MEMBER_ROSTER}
    own = [part.passage for part in parts if part.document in papers]
    text = normal("".join(passage.text for passage in own))
    cells = {
        cell.text.strip()
        for passage in own
        for block in passage.blocks
        if isinstance(block, Table)
        for cell in block.cells
        if 2 <= len(cell.text.strip()) <= _SHORT
    }
    for party in parties:
        if any(link(party.name, mention.name) != Link.OTHER for mention in rosters):
            continue
        if normal(party.name) in text or any(link(cell, party.name) == Link.SHORT for cell in cells):
            yield party


def _distinct(names: Iterable[str], aliases: Mapping[str, str]) -> list[str]:
    """Each unit once, in the order of appearance; a short form gives way to its full name."""
    distinct: dict[str, str] = {}
    for name in names:
        full = bare(expand(name, aliases))
        distinct.setdefault(normal(full), full)
    kept = list(distinct.values())
    blocks = Blocks(kept)
    shorts = set()
    for name in kept:
        longer = [kept[i] for i in blocks.candidates(name) if len(kept[i]) > len(name)]
        if sum(link(name, other) == Link.SHORT for other in longer) == 1:
            shorts.add(name)
    return [name for name in kept if name not in shorts]


def _short_forms(names: Sequence[str], written: Sequence[str], aliases: Mapping[str, str]) -> dict[str, list[str]]:
    """For each member the other writings that mean it: defined names and unmistakable short forms."""
    found: dict[str, list[str]] = {}
    keys = {normal(name) for name in names}
    loose = [name for name in written if normal(name) not in keys]
    blocks = Blocks(names)
    for name in loose:
        full = expand(name, aliases)
        fits = [names[i] for i in blocks.candidates(full) if link(full, names[i]) <= Link.SHORT]
        if len(fits) == 1:
            found.setdefault(fits[0], []).append(narrow(name))
    for short, full in aliases.items():
        pairs = align([full], names).pairs
        if pairs and short not in found.get(names[pairs[0][1]], []):
            found.setdefault(names[pairs[0][1]], []).append(short)
    return found
