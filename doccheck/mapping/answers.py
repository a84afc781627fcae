"""Where each row of the programme is answered, as far as mapping says so."""

from __future__ import annotations

from collections import defaultdict

from doccheck.document import Location
from doccheck.findings import Evidence
from doccheck.mapping.model import ElementState, FieldState, MappedSubmission, RosterMatch
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import (
    AnnualRow,
    CountRow,
    DocumentRow,
    NamingRow,
    SameRow,
    SignRow,
    ThresholdRow,
)

_QUOTE = 40


def answers(mapped: MappedSubmission) -> dict[str, list[Evidence]]:
    """Where each row is answered, in reading order, as far as mapping says so."""
    places: dict[str, list[Evidence]] = defaultdict(list)
    for row in mapped.programme.rows:
        if isinstance(row, DocumentRow | AnnualRow):
            roles = {row.role, *(row.satisfied_by if isinstance(row, DocumentRow) else ())}
            for part in mapped.parts:
                if part.role in roles:
                    places[row.id].append(Evidence(part.document, part.title, part.passage.location))
    for section in mapped.sections:
        if section.heading is not None:
            where, quote = section.heading.location, section.heading.text
        else:
            where, quote = section.passage.location, section.passage.text
        places[section.requirement].append(_place(section.passage.document, where, quote))
    for clause in mapped.clauses:
        if not clause.elsewhere:
            quote = clause.heading or clause.passage.text
            places[clause.requirement].append(_place(clause.passage.document, clause.passage.location, quote))
    for element in mapped.elements:
        if element.state is ElementState.MET and element.document:
            places[element.requirement].append(_place(element.document, element.location, element.quote))
    for value in mapped.fields:
        if value.state in {FieldState.FILLED, FieldState.NONE}:
            places[value.requirement].append(_place(value.document, value.location, value.text))
    for roster in mapped.rosters:
        places[roster.requirement].append(_roster(roster))
    for figure in mapped.figures:
        places[figure.requirement].append(_place(figure.document, figure.location, figure.caption))
    _judged(mapped, places)
    return places


def _roster(roster: RosterMatch) -> Evidence:
    return Evidence(roster.document, f"共 {len(roster.entries)} 行", roster.location)


def _judged(mapped: MappedSubmission, places: dict[str, list[Evidence]]) -> None:
    """Rows about figures and names: the facts and names that they are judged by."""
    for row in mapped.programme.rows:
        if row.id in places:
            continue
        if isinstance(row, ThresholdRow):
            wanted = {row.threshold.quantity} - {None}
            found = [
                _place(fact.document, fact.location, fact.quote) for fact in mapped.facts if fact.quantity in wanted
            ]
            if not wanted and mapped.lead is not None:
                found = _mentions(mapped, mapped.lead.name)
        elif isinstance(row, SameRow):
            found = [
                _place(fact.document, fact.location, fact.quote)
                for fact in mapped.facts
                if fact.quantity in row.quantities
            ]
            if row.names == "members":
                found += _names(mapped)
            elif row.names == "consortium":
                found += _consortium(mapped)
        elif isinstance(row, NamingRow):
            found = _consortium(mapped)
        elif isinstance(row, CountRow):
            found = _names(mapped) if "members" in row.of else []
        elif row.kind == "sign":
            found = [_place(block.document, block.location, block.organisation) for block in mapped.signatures]
            if isinstance(row, SignRow) and row.who != "members":
                found = _seals(mapped, row)
        elif row.kind == "timeline":
            found = list(places.get(row.parent or "", []))
        else:
            continue
        if found:
            places[row.id] = found


def _seals(mapped: MappedSubmission, row: SignRow) -> list[Evidence]:
    """The seals seen in the documents that a row belongs to; whether they are the right ones is for the checks."""
    documents = dict.fromkeys(part.document for part in parts_for(row, mapped.programme, mapped.parts))
    return [
        _place(document, seal.location, f"印章：{seal.name}" if seal.name else "印章")
        for document in documents
        for seal in mapped.documents[document].seals
    ]


def _mentions(mapped: MappedSubmission, name: str) -> list[Evidence]:
    return [_place(m.document, m.location, m.quote or m.name) for m in mapped.member_mentions if m.name == name]


def _names(mapped: MappedSubmission) -> list[Evidence]:
    return [_place(m.document, m.location, m.quote or m.name) for m in mapped.member_mentions]


def _consortium(mapped: MappedSubmission) -> list[Evidence]:
    return [_place(m.document, m.location, m.quote or m.name) for m in mapped.consortium_names]


def _place(document: str, location: Location, quote: str) -> Evidence:
    words = " ".join(quote.split())
    return Evidence(document, words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…", location)
