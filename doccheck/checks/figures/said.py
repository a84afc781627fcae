"""A sentence that states rates: its figures, whom it speaks of, and the slip that a wrong rate is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from doccheck.checks.figures.ledger import Ledger
from doccheck.checks.figures.rates import Rate
from doccheck.checks.figures.slips import Slip
from doccheck.checks.figures.terms import Term
from doccheck.document import Paragraph
from doccheck.facts.subjects import Subject
from doccheck.mapping.model import Part


class Said(Struct, frozen=True):
    """A sentence with its figures, and where it stands."""

    part: Part
    paragraph: Paragraph
    text: str
    raw: str
    terms: list[Term]
    carried: Subject | None
    before: list[Term]
    """The figures of the clauses before, back to the full stop, if nobody is named in between."""
    topic: str = ""
    """The one quantity that the clause before the semicolon names."""


def subject_at(said: Said, position: int, ledger: Ledger) -> Subject | None:
    """Of whom the sentence speaks at a position."""
    return ledger.subject(said.part, said.paragraph.location.heading, said.text, position, said.carried)


def closest(pairs: Sequence[tuple[Term, Term]], document: str = "") -> tuple[Term, Term]:
    """The terms that are written most precisely, each where the rate's own ``document`` states it, if it does."""
    best = min(pairs, key=lambda pair: sum((t.high - t.low) / abs(t.value or 1.0) for t in pair))
    near = [
        min((p[i] for p in pairs if p[i].value == best[i].value), key=lambda t: t.document not in ("", document))
        for i in (0, 1)
    ]
    return near[0], near[1]


def slip_of(
    said: Said, rate: Rate, terms: tuple[Term, ...], message: str, confidence: float, quantity: str = ""
) -> Slip:
    """A rate of a sentence that its terms do not give."""
    return Slip(
        said.part.document, said.paragraph.location, said.paragraph.location, said.raw, rate.value, message, confidence,
        terms, quantity,
    )  # fmt: skip
