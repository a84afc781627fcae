"""Documents → MappedSubmission: each stage reads what the earlier ones found and adds its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from doccheck.document import Document, Paragraph
from doccheck.document.headers import headed
from doccheck.facts.extract import extract
from doccheck.facts.tables.upright import stood_up
from doccheck.language.patterns import lazy
from doccheck.language.plain import plain
from doccheck.mapping.clauses import map_clauses
from doccheck.mapping.consortium import map_consortium_names
from doccheck.mapping.detection import detect_occasion, year_of
from doccheck.mapping.elements import judge
from doccheck.mapping.evidence import names_of
from doccheck.mapping.figures import map_figures
from doccheck.mapping.forms import map_fields
from doccheck.mapping.model import (
    ClauseMatch,
    Doubt,
    ElementMatch,
    MappedSubmission,
    Organisation,
    Part,
    SectionMatch,
    UnreadDocument,
)
from doccheck.mapping.organisations import map_units
from doccheck.mapping.outline import PartOutline, outline
from doccheck.mapping.parts import find_parts
from doccheck.mapping.rosters import map_rosters
from doccheck.mapping.scope import Texts, applies, document_row, parts_for
from doccheck.mapping.sections import map_sections
from doccheck.mapping.signatures import map_signatures
from doccheck.mapping.similarity import Likeness
from doccheck.mapping.timelines import judge_timeline
from doccheck.programme.schema import ClauseRow, ElementRow, Occasion, Programme, Role, Row, SectionRow, TimelineRow


def map_submission(
    documents: Mapping[str, Document],
    programme: Programme,
    name: str,
    *,
    occasion: Occasion | None = None,
    year: int | None = None,
    unread: tuple[UnreadDocument, ...] = (),
) -> MappedSubmission:
    """Lay a submission's documents onto a programme.

    ``occasion`` and ``year`` are told from the documents when not given.
    """
    held = {key: stood_up(headed(document)) for key, document in documents.items()}
    parts = find_parts(held, programme)
    occasion = occasion or detect_occasion(parts, programme)
    year = year or year_of(held, programme, occasion)
    rows = [row for row in programme.rows if applies(row, occasion, programme)]
    asked = dataclasses.replace(programme, rows=rows)
    likeness = Likeness(all_names(programme))
    fields = map_fields(held, parts, asked)
    rosters = map_rosters(held, parts, asked)
    consortium_names = map_consortium_names(held, parts, fields, asked)
    lead, members, mentions = map_units(held, parts, fields, rosters, asked, consortium_names)
    trees = {part.id: outline(part) for part in parts if part.role not in (Role.EVIDENCE, Role.NOTICE)}
    laid = list(_sections(rows, asked, parts, trees, likeness))
    sections = tuple(_with_annexes((m for m in laid if isinstance(m, SectionMatch)), held))
    settled = list(_clauses(rows, asked, parts, likeness))
    clauses = tuple(m for m in settled if isinstance(m, ClauseMatch))
    texts = Texts(asked, parts, trees, sections, clauses, fields, rosters)
    mapped = MappedSubmission(
        programme=asked,
        occasion=occasion,
        year=year,
        name=name,
        documents=held,
        parts=parts,
        sections=sections,
        clauses=clauses,
        elements=tuple(_elements(rows, texts, lead, year, likeness)),
        doubts=tuple(m for m in (*laid, *settled) if isinstance(m, Doubt)),
        fields=fields,
        rosters=rosters,
        figures=map_figures(held, parts, asked),
        signatures=map_signatures(held, parts),
        lead=lead,
        members=members,
        member_mentions=mentions,
        consortium_names=consortium_names,
        unread=unread,
    )
    return replace(mapped, facts=extract(mapped))


def all_names(programme: Programme) -> Iterator[str]:
    """Every heading that a programme or one of its topics knows: what :class:`Likeness` is built over."""
    for row in programme.rows:
        if isinstance(row, SectionRow | ClauseRow):
            yield from names_of(row, programme)
    for topic in programme.topics.values():
        yield topic.name
        yield from topic.aliases


def _sections(
    rows: Sequence[Row],
    programme: Programme,
    parts: Sequence[Part],
    trees: Mapping[str, PartOutline],
    likeness: Likeness,
) -> Iterator[SectionMatch | Doubt]:
    owners: dict[str, list[SectionRow]] = {}
    for row in rows:
        if isinstance(row, SectionRow):
            owner = document_row(row, programme)
            owners.setdefault(owner.id if owner else "", []).append(row)
    for group in owners.values():
        own = [trees[part.id] for part in parts_for(group[0], programme, parts) if part.id in trees]
        if own:
            yield from map_sections(own, group, programme, likeness)


_ANNEX = lazy(r"附件|附录|附表|附图")


def _with_annexes(sections: Iterable[SectionMatch], documents: Mapping[str, Document]) -> Iterator[SectionMatch]:
    """A last heading “附件” holds what follows in its file, although those papers are parts of their own."""
    for match in sections:
        last = match.passage.blocks[-1].location.block if match.passage.blocks else None
        title = match.heading.heading.title if match.heading is not None and match.heading.heading is not None else ""
        if last is not None and _ANNEX.search(title):
            annexes = documents[match.passage.document].blocks[last + 1 :]
            if annexes and isinstance(annexes[0], Paragraph) and _ANNEX.match(annexes[0].text.strip()):
                match = replace(match, passage=replace(match.passage, blocks=match.passage.blocks + annexes))
        yield match


def _clauses(
    rows: Sequence[Row], programme: Programme, parts: Sequence[Part], likeness: Likeness
) -> Iterator[ClauseMatch | Doubt]:
    owners: dict[str, list[ClauseRow]] = {}
    for row in rows:
        if isinstance(row, ClauseRow):
            owners.setdefault(row.parent or "", []).append(row)
    for group in owners.values():
        agreement = parts_for(group[0], programme, parts)
        if agreement:
            held = {part.id for part in agreement}
            others = [p for p in parts if p.id not in held and p.role in (Role.PLAN, Role.APPLICATION, Role.CHARTER)]
            yield from map_clauses(agreement, group, programme, likeness, others)


def _elements(
    rows: Sequence[Row], texts: Texts, lead: Organisation | None, year: int, likeness: Likeness
) -> Iterator[ElementMatch]:
    names = sorted({plain(n) for n in (lead.name, *lead.aliases) if len(n) >= 2}, key=len, reverse=True) if lead else []
    for row in rows:
        if not isinstance(row, ElementRow | TimelineRow):
            continue
        if row.when_lead and lead is not None and lead.kind not in row.when_lead:
            continue
        places = list(texts.places(row))
        if isinstance(row, ElementRow):
            yield from judge(row, places, texts.programme, likeness, names)
            continue
        for place in places:
            match = judge_timeline(row, (*place.near, *place.far[:0]), year)
            if match is not None:
                yield match
