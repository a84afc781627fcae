"""The figures side by side: a row for each quantity, subject and period, a column for each kind of paper.

It is the table that an officer draws by hand to compare a form with a plan. What contradicts what is taken from the
findings; nothing is judged here.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct, field

from doccheck.assembly.blamed import Topic, blamed, topic
from doccheck.assembly.written import bare_writing, normal_value, written_value
from doccheck.facts.catalogue import catalogue
from doccheck.facts.model import Fact, Nature
from doccheck.findings import Finding
from doccheck.findings.report import FigureColumn, FigureEntry, FigureRow, FigureState, FigureView, Place
from doccheck.mapping.model import MappedSubmission
from doccheck.programme.schema import Role

MOST_ROWS = 300
"""Beyond this nobody reads on; the facts themselves are all in the report."""
_MOST_PLACES = 3
_ROSTER = "roster"
_KINDS = ("lead", "consortium", "project", "budget", "member")
_COLUMNS = (
    Role.APPLICATION.value,
    _ROSTER,
    Role.LEAD_PROFILE.value,
    Role.MEMBER_PROFILE.value,
    Role.PLAN.value,
    Role.AGREEMENT.value,
    Role.CHARTER.value,
    Role.ALLOCATION.value,
)
"""The order of columns; other papers follow in the order of the submission."""
_EXISTING = frozenset((Nature.ACTUAL, Nature.AT_LEAST, Nature.AT_MOST))
"""“312人” and “超过300人” speak of one thing, so they share a row."""


class _Period(Struct, frozen=True):
    """What tells rows of one topic apart."""

    year: int | None
    until: int | None
    nature: Nature
    scope: str


class _Group(Struct):
    """The facts of one row by their positions; ``clashing`` are those that a finding sets against each other."""

    topic: Topic
    period: _Period
    facts: list[int] = field(default_factory=list)
    clashing: set[int] = field(default_factory=set)
    findings: list[int] = field(default_factory=list)


def build_figures(mapped: MappedSubmission, findings: Sequence[Finding]) -> FigureView:
    """The view of all facts: contradictions first, then the lead's figures, the consortium's, those of members.

    Positions in ``findings`` are kept, so give them in their final order.
    """
    groups = _groups(mapped, findings)
    roles = {part.id: part.role.value for part in mapped.parts}
    columns = _columns(mapped.facts, roles)
    kinds = [column.role for column in columns]
    rows = [_row(mapped.facts, group, roles, kinds) for group in groups]
    rows = sorted(rows, key=_order(mapped))
    return FigureView(columns, tuple(rows[:MOST_ROWS]), max(0, len(rows) - MOST_ROWS))


def _groups(mapped: MappedSubmission, findings: Sequence[Finding]) -> list[_Group]:
    """Facts by row. Facts that a finding sets against each other share one, though their years be written unlike."""
    facts = mapped.facts
    periods = _periods(mapped)
    blame = blamed(facts, findings)
    joined: dict[tuple[Topic, _Period], tuple[Topic, _Period]] = {}

    def home(index: int) -> tuple[Topic, _Period]:
        key = topic(facts[index]), periods[index]
        while key in joined:
            key = joined[key]
        return key

    for case in blame:
        if case.contradiction:
            first, *others = dict.fromkeys(home(index) for index in sorted(case.facts, key=lambda i: _dated(facts[i])))
            joined.update((other, first) for other in others)
    groups: dict[tuple[Topic, _Period], _Group] = {}
    for index in range(len(facts)):
        key = home(index)
        groups.setdefault(key, _Group(*key)).facts.append(index)
    for case in blame:
        for index in case.facts:
            group = groups[home(index)]
            if case.finding not in group.findings:
                group.findings.append(case.finding)
            if case.contradiction:
                group.clashing.add(index)
    return list(groups.values())


def _dated(fact: Fact) -> bool:
    """Sorts facts that name their year before those that do not."""
    return fact.year is None


def _periods(mapped: MappedSubmission) -> list[_Period]:
    """The period of each fact. A stock without a year joins the newest dated one of its topic, if that is recent."""
    recent: dict[tuple[Topic, Nature, str], int] = {}
    plain = [_period(fact) for fact in mapped.facts]
    for fact, period in zip(mapped.facts, plain, strict=True):
        if fact.until is None and fact.year in (mapped.year - 1, mapped.year):
            key = topic(fact), period.nature, fact.scope
            recent[key] = max(fact.year, recent.get(key, fact.year))
    out = []
    for fact, period in zip(mapped.facts, plain, strict=True):
        entry = catalogue().get(fact.quantity.rpartition(".")[2])
        year = recent.get((topic(fact), period.nature, fact.scope))
        if fact.year is None and year is not None and entry is not None and not entry.flow:
            period = _Period(year, None, period.nature, period.scope)
        out.append(period)
    return out


def _period(fact: Fact) -> _Period:
    nature = Nature.ACTUAL if fact.nature in _EXISTING else fact.nature
    return _Period(fact.year, fact.until, nature, fact.scope)


def _columns(facts: Iterable[Fact], roles: dict[str, str]) -> tuple[FigureColumn, ...]:
    documents: dict[str, dict[str, None]] = {}
    for fact in facts:
        documents.setdefault(_column(fact, roles), {})[fact.document] = None
    order = {role: place for place, role in enumerate(_COLUMNS)}
    ordered = sorted(documents, key=lambda role: order.get(role, len(order)))
    return tuple(FigureColumn(role, tuple(documents[role])) for role in ordered)


def _column(fact: Fact, roles: dict[str, str]) -> str:
    role = roles.get(fact.part, Role.UNKNOWN.value)
    return _ROSTER if fact.source == "roster" or role == Role.MEMBER_ROSTER else role


def _row(facts: Sequence[Fact], group: _Group, roles: dict[str, str], columns: Sequence[str]) -> FigureRow:
    first = facts[group.facts[0]]
    variants = _variants(facts, group)
    held: dict[str, list[int]] = defaultdict(list)
    for index in group.facts:
        held[_column(facts[index], roles)].append(index)
    entry = catalogue().get(first.quantity.rpartition(".")[2])
    return FigureRow(
        quantity=first.quantity,
        name=entry.name if entry else first.quantity.rpartition(".")[2],
        kind=first.quantity.partition(".")[0],
        subject=first.subject,
        nature=group.period.nature.value,
        unit=first.unit,
        state=_state(facts, group),
        year=group.period.year,
        until=group.period.until,
        scope=group.period.scope,
        cells=tuple(tuple(_entries(facts, held.get(column, ()), variants)) for column in columns),
        findings=tuple(group.findings),
    )


def _state(facts: Sequence[Fact], group: _Group) -> FigureState:
    if group.clashing:
        return FigureState.CONTRADICTED
    if group.findings:
        return FigureState.DOUBTFUL
    held = [facts[index] for index in group.facts]
    if len({(fact.document, fact.location) for fact in held}) == 1:
        return FigureState.SINGLE
    low, high = max(map(_least, held)), min(map(_most, held))
    width = max((fact.high - fact.low for fact in held if math.isfinite(fact.high - fact.low)), default=0.0)
    return FigureState.AGREED if low - high <= width + 1e-9 * abs(low) else FigureState.DIFFERENT


def _least(fact: Fact) -> float:
    return -math.inf if fact.nature is Nature.AT_MOST else fact.low


def _most(fact: Fact) -> float:
    return math.inf if fact.nature is Nature.AT_LEAST else fact.high


def _variants(facts: Sequence[Fact], group: _Group) -> dict[tuple[float, str], int]:
    """Numbers from 1 for the values that contradict each other, in reading order; roundings of one share a number."""
    clashing = sorted(group.clashing)
    spans: list[tuple[float, float]] = []
    numbers: dict[tuple[float, str], int] = {}
    for rounded in (True, False):
        spans.clear()
        numbers.clear()
        for index in clashing:
            fact = facts[index]
            own = (fact.low, fact.high) if rounded else (fact.value, fact.value)
            number = next((n for n, span in enumerate(spans, 1) if own[0] <= span[1] and span[0] <= own[1]), 0)
            if not number:
                spans.append(own)
                number = len(spans)
            numbers.setdefault((fact.value, fact.unit), number)
        if len(spans) > 1:
            break
    return numbers


def _entries(
    facts: Sequence[Fact], indices: Iterable[int], variants: dict[tuple[float, str], int]
) -> Iterable[FigureEntry]:
    """The values of one cell, each once with all its places."""
    same: dict[tuple[object, ...], list[int]] = {}
    for index in indices:
        fact = facts[index]
        key = (bare_writing(written_value(fact)), fact.value, fact.unit, fact.nature, fact.year, fact.until)
        same.setdefault(key, []).append(index)
    for held in same.values():
        fact = facts[held[0]]
        places = {
            (f.document, f.location): Place(f.document, f.location, f.quote) for f in map(facts.__getitem__, held)
        }
        shown = tuple(places.values())
        yield FigureEntry(
            written=written_value(fact),
            value=fact.value,
            nature=fact.nature.value,
            year=fact.year,
            until=fact.until,
            normal=normal_value(fact),
            variant=variants.get((fact.value, fact.unit), 0),
            facts=tuple(held),
            places=shown[:_MOST_PLACES],
            more=max(0, len(shown) - _MOST_PLACES),
        )


def _order(mapped: MappedSubmission) -> Callable[[FigureRow], tuple[object, ...]]:
    """Sort key of rows: contradictions, doubts, then what is compared, then what only one place states."""
    units = {unit.name: place for place, unit in enumerate(mapped.members)}
    quantities = {id: place for place, id in enumerate(catalogue())}

    def key(row: FigureRow) -> tuple[object, ...]:
        rank = {FigureState.CONTRADICTED: 0, FigureState.DOUBTFUL: 1, FigureState.SINGLE: 3}.get(row.state, 2)
        kind = _KINDS.index(row.kind) if row.kind in _KINDS else len(_KINDS)
        quantity = quantities.get(row.quantity.rpartition(".")[2], len(quantities))
        unit = units.get(row.subject, len(units))
        return rank, kind, unit, row.subject, quantity, row.nature, row.year or 0, row.until or 0, row.scope

    return key
