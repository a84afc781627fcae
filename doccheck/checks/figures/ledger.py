"""Where the terms of a rate are found: the sentence's own subject, and what tables and facts say of it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from doccheck.checks.figures.tables import tables_in
from doccheck.checks.figures.terms import Term, fact_term, table_terms
from doccheck.document import Location
from doccheck.facts.attribution import voices
from doccheck.facts.model import Nature
from doccheck.facts.speaker import Speaker
from doccheck.facts.subjects import CONSORTIUM, Subject, default_subject, units_of
from doccheck.language.patterns import lazy
from doccheck.mapping.model import MappedSubmission, Part
from doccheck.programme.schema import Role

_OF_ALL = ("total", "self_funds", "fiscal_funds")
"""Quantities that, where nobody is named, are the consortium's."""

_ORDINAL = lazy(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]+[)）]?[是、.．)]|[\u4e00-\u9fff]{4,30}(?:公司|大学|学院|研究[院所])[,，:：。])"
)


class Ledger:
    """Terms of facts and tables by subject, quantity and year."""

    def __init__(self, mapped: MappedSubmission) -> None:
        self.units = units_of(mapped)
        self.year = mapped.year or 0
        self._held: dict[tuple[str, str, int | None], list[Term]] = {}
        self._told: dict[tuple[str, Location], list[tuple[str, Term]]] = {}
        self._at: dict[tuple[str, Location], Subject] = {}
        self._of: dict[tuple[str, Location, str, float], Subject] = {}
        self._put_in: dict[str, list[Term]] = {}
        for fact in mapped.facts:
            kind, _, quantity = fact.quantity.rpartition(".")
            if fact.nature is Nature.ACTUAL and fact.scope != "group" and fact.until is None:
                self._told.setdefault((fact.document, fact.location), []).append(
                    (self._key(kind, fact.subject), fact_term(fact))
                )
            self._at.setdefault((fact.document, fact.location), Subject(kind, fact.subject))
            self._of.setdefault((fact.document, fact.location, quantity, fact.value), Subject(kind, fact.subject))
            of_all = fact.nature is Nature.PLAN and quantity in _OF_ALL and self._key(kind, "") == CONSORTIUM
            of_term = of_all and (fact.until is not None or fact.year is None)
            term = replace(fact_term(fact), year=None) if of_term else fact_term(fact)
            if of_term:
                self._told.setdefault((fact.document, fact.location), []).append((CONSORTIUM, term))
            if fact.nature in (Nature.ACTUAL, Nature.PLAN) and fact.scope != "group" and fact.until is None:
                self._add(self._key(kind, fact.subject), quantity, term)
            elif of_term:
                self._add(CONSORTIUM, quantity, term)
            if quantity == "investment" and fact.nature is Nature.PLAN and (fact.until or fact.year is None):
                self._put_in.setdefault(self._key(kind, fact.subject), []).append(replace(term, year=None))
        for part in mapped.parts:
            if part.role is not Role.NOTICE:
                self._read(part)

    def _read(self, part: Part) -> None:
        for table in tables_in(part):
            subject = default_subject(part, table.location.heading, table.caption, self.units)
            for owner, term in table_terms(table, part.document, subject, self.units, self.year):
                self._add(self._key(owner.kind, owner.name), term.quantity, term)

    def _key(self, kind: str, name: str) -> str:
        return CONSORTIUM if kind in (CONSORTIUM, "budget") else name

    def _add(self, key: str, quantity: str, term: Term) -> None:
        self._held.setdefault((key, quantity, term.year), []).append(term)

    def terms(self, subject: Subject | None, quantity: str, year: int | None) -> list[Term]:
        """What is on record of a subject's quantity in a year; the consortium's own money needs no subject."""
        keys: list[str] = []
        if subject is not None and (subject.kind == CONSORTIUM or subject.name):
            keys.append(self._key(subject.kind, subject.name))
        return _distinct(t for key in keys for t in self._held.get((key, quantity, year), []))

    def ever(self, subject: Subject, quantity: str) -> list[Term]:
        """What is on record of a subject's quantity in any year."""
        key = self._key(subject.kind, subject.name)
        return [t for (who, what, _), held in self._held.items() if (who, what) == (key, quantity) for t in held]

    def beside(self, document: str, location: Location, figure: Term, quantity: str, back: int = 0) -> list[Term]:
        """What is on record of whom a paragraph's figure is: ``quantity`` (or the same) of its year.

        ``back`` asks for so many years before it. Nothing if the figure was not read as a fact, or as several.
        The ``total`` is that of all, whoever the figure is of.
        """
        if quantity == "total":
            return self.of_all(quantity)
        own = [
            (key, term) for key, term in self._told.get((document, location), [])
            if term.unit == figure.unit and term.value == figure.value and figure.year in (term.year, None)
        ]  # fmt: skip
        if len({(key, t.quantity, t.year) for key, t in own}) != 1:
            return []
        key, term = own[0]
        what = quantity or term.quantity
        years: set[int | None] = {term.year - back} if term.year else set() if back else {None}
        if not back and what != term.quantity and what in ("staff", "patents", "patent_grants"):
            years |= {None, *(y for k, q, y in self._held if (k, q) == (key, what))}
        return _distinct(t for year in years for t in self._held.get((key, what, year), []))

    def told_of(self, part: Part, location: Location, figures: Iterable[Term] = ()) -> Subject | None:
        """Of whom the figures at a place are; of a paragraph about several, whose ``figures`` were read there."""
        place = (part.document, location)
        own = (self._of.get((*place, term.quantity, term.value)) for term in figures)
        return next((subject for subject in own if subject is not None), None) or self._at.get(place)

    def put_in(self, unit: Subject) -> list[Term]:
        """What a unit is to put in over the whole term, as far as all places agree."""
        held = _distinct(self._put_in.get(self._key(unit.kind, unit.name), []))
        return held if len({term.value for term in held}) == 1 else []

    def of_all(self, quantity: str) -> list[Term]:
        """The consortium's total, own or public money, of whatever year is not told apart."""
        if quantity not in _OF_ALL:
            return []
        return _distinct(
            t
            for (key, what, year), held in self._held.items()
            if (key, what, year) == (CONSORTIUM, quantity, None)
            for t in held
        )

    def subject(
        self, part: Part, headings: tuple[str, ...], said: str, position: int, carried: Subject | None
    ) -> Subject | None:
        """Of whom a sentence speaks at a position."""
        default = carried or default_subject(part, headings, "", self.units)
        clause = max(said.rfind(mark, 0, position) for mark in "，,；;") + 1
        return Speaker(said, voices(said, self.units), default).at(0, position, clause, carried)[0]

    def opening(self, said: str, first: bool) -> Subject | None:
        """The unit with which a sentence opens.

        A unit that is no member and opens a paragraph (三是…) is of kind “other”: nothing on record is its own.
        """
        for start, _, unit in self.units.mentions(said[:60]):
            if start > 8:
                return None
            if unit is not None:
                return self.units.subject(unit)
            return Subject("other") if first and _ORDINAL.match(said) and start <= 3 else None
        return None


def _distinct(terms: Iterable[Term]) -> list[Term]:
    seen: dict[tuple[str, float, float], Term] = {}
    for term in terms:
        seen.setdefault((term.document, term.low, term.high), term)
    held = list(seen.values())[:40]
    return [term for term in held if not any(_roughly(term, other) for other in held)]


def _roughly(one: Term, two: Term) -> bool:
    """Whether a term is only the rough value (约6.9亿元) of what another one says exactly (68,950)."""
    width, exact = one.high - one.low, two.high - two.low
    return one.year == two.year and one.low <= two.low and two.high <= one.high and width > _ROUGH * exact


_ROUGH = 100
"""How many times wider a rough value is than the exact one."""
