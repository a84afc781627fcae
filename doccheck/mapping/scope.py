"""Which rows apply to a submission, and in which texts each of them is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from doccheck.mapping.elements import Place
from doccheck.mapping.model import ClauseMatch, FieldState, FieldValue, Part, Passage, RosterMatch, SectionMatch
from doccheck.mapping.names.written import unit_kind
from doccheck.mapping.outline import PartOutline
from doccheck.mapping.substance import lack_of_substance, own_texts
from doccheck.programme.schema import (
    AnnualRow,
    DocumentRow,
    ElementRow,
    Occasion,
    Programme,
    Role,
    RosterRow,
    Row,
    SectionRow,
    TimelineRow,
    UnitKind,
)

_A_DOCUMENT = 200
"""Characters from which a document says enough to be asked for what it lacks."""


def applies(row: Row, occasion: Occasion, programme: Programme) -> bool:
    """Whether a row is asked for on this occasion; rows below a yearly row belong to the yearly occasion."""
    return occasion_of(row, programme) is occasion


def occasion_of(row: Row, programme: Programme) -> Occasion:
    """The occasion of a row: its own, or the yearly one when a row above it is yearly."""
    current: Row | None = row
    while current is not None:
        if current.occasion is Occasion.ANNUAL or isinstance(current, AnnualRow):
            return Occasion.ANNUAL
        current = programme.row(current.parent) if current.parent else None
    return Occasion.APPLY


def roles_of(row: Row) -> tuple[Role, ...]:
    """Roles of the parts that answer a row for a document, roster or yearly paper; empty for other rows."""
    if isinstance(row, DocumentRow):
        return (row.role, *row.satisfied_by)
    if isinstance(row, RosterRow):
        return (row.role,) if row.role else ()
    if isinstance(row, AnnualRow):
        return (row.role,)
    return ()


def document_row(row: Row, programme: Programme) -> Row | None:
    """The document (or roster, or yearly paper) that a row belongs to, or ``None`` for the whole submission."""
    current: Row | None = row
    while current is not None:
        if roles_of(current):
            return current
        current = programme.row(current.parent) if current.parent else None
    return None


def parts_for(row: Row, programme: Programme, parts: Sequence[Part]) -> list[Part]:
    """The parts in which a row's document stands: those of its own role, then those of roles that satisfy it too."""
    owner = document_row(row, programme)
    if owner is None:
        return list(parts)
    roles = roles_of(owner)
    return [part for role in dict.fromkeys(roles) for part in parts if part.role is role]


class Texts(Struct, frozen=True):
    """Everything found so far in which an element may be looked for."""

    programme: Programme
    parts: tuple[Part, ...]
    trees: dict[str, PartOutline]
    sections: tuple[SectionMatch, ...]
    clauses: tuple[ClauseMatch, ...]
    fields: tuple[FieldValue, ...]
    rosters: tuple[RosterMatch, ...]

    def places(self, row: ElementRow | TimelineRow) -> Iterator[Place]:
        """The places in which an element is judged; none where its parent is absent (that is the finding)."""
        parent = self.programme.row(row.parent) if row.parent else None
        if parent is None:
            near = tuple(part.passage for part in self.parts)
            if near:
                yield Place(near)
        elif roles_of(parent):
            yield from self._in_parts(row, parent)
        elif isinstance(parent, SectionRow):
            yield from self._in_sections(row, parent)
        else:
            yield from self._in_answers(row, parent)

    def _in_parts(self, row: ElementRow | TimelineRow, parent: Row) -> Iterator[Place]:
        parts = parts_for(parent, self.programme, self.parts)
        if roles_of(parent)[0] in (Role.LEAD_PROFILE, Role.MEMBER_PROFILE):
            for part in parts:
                if lack_of_substance(part.passage, self.programme):
                    continue
                if row.when_unit and not _kind_fits(part.organisation, row.when_unit):
                    continue
                yield Place((part.passage,), subject=part.organisation, part=part.id)
        else:
            near = tuple(p.passage for p in parts)
            if sum(len(text) for p in near for text in own_texts(p)) >= _A_DOCUMENT:
                yield Place(near, self._far(row, parts), part=parts[0].id)

    def _in_sections(self, row: ElementRow | TimelineRow, parent: SectionRow) -> Iterator[Place]:
        matches = [m for m in self.sections if m.requirement == parent.id]
        if not matches:
            return
        near = [m.passage for m in matches if not lack_of_substance(m.passage, self.programme)]
        if not near:
            return
        branch = self._branch(parent)
        far = [m.passage for m in self.sections if m.requirement in branch and m.requirement != parent.id]
        far += self._unclaimed(matches[0].part)
        yield Place(tuple(near), (*far, *self._far(row, parts_for(parent, self.programme, self.parts))))

    def _in_answers(self, row: ElementRow | TimelineRow, parent: Row) -> Iterator[Place]:
        clauses = [m for m in self.clauses if m.requirement == parent.id and not m.elsewhere]
        if clauses:
            if not all(m.deferred for m in clauses):
                agreement = parts_for(parent, self.programme, self.parts)
                yield Place(tuple(m.passage for m in clauses), tuple(part.passage for part in agreement))
            return
        answers = [v for v in self.fields if v.requirement == parent.id and v.state is FieldState.FILLED]
        passages = tuple(v.passage for v in answers if v.passage is not None)
        if passages:
            yield Place(passages)
            return
        rosters = [m for m in self.rosters if m.requirement == parent.id]
        if rosters:
            yield Place(tuple(Passage(m.document, (m.table,)) for m in rosters))

    def _far(self, row: ElementRow | TimelineRow, parts: Sequence[Part]) -> tuple[Passage, ...]:
        if isinstance(row, ElementRow) and row.scope == "submission":
            return tuple(part.passage for part in self.parts)
        if isinstance(row, ElementRow) and row.scope == "document":
            return tuple(part.passage for part in parts)
        return ()

    def _branch(self, row: Row) -> set[str]:
        """Ids of the section rows that share a row's topmost section."""
        top: Row = row
        while top.parent and isinstance(above := self.programme.row(top.parent), SectionRow):
            top = above
        branch = {top.id}
        for other in self.programme.rows:
            if isinstance(other, SectionRow) and other.parent in branch:
                branch.add(other.id)
        return branch

    def _unclaimed(self, part_id: str) -> list[Passage]:
        """Text under headings that answer no row (and stand under none that does)."""
        tree = self.trees.get(part_id)
        if tree is None:
            return []
        claimed = {id(m.heading) for m in self.sections if m.part == part_id and m.heading is not None}
        return [
            tree.passage(node, own=True)
            for node in tree.nodes
            if id(node.paragraph) not in claimed and not any(id(a.paragraph) in claimed for a in tree.ancestors(node))
        ]


def _kind_fits(name: str, kinds: Sequence[UnitKind]) -> bool:
    """Whether a unit is of one of the kinds; a hospital is asked what a university is, an unknown unit nothing."""
    kind = unit_kind(name)
    return kind in kinds or (name.endswith("医院") and UnitKind.UNIVERSITY in kinds)
