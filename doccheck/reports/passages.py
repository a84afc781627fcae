"""Where each finding's evidence stands in the texts of a report, for writers that point into them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from doccheck.document.quoting import Ink, Passage, Piece, ink_of, locate
from doccheck.findings import Evidence
from doccheck.findings.report import Report


class Spot(Struct, frozen=True):
    """One piece of evidence: the finding's number and its own, both from 1, and its passage if one is known."""

    finding: int
    evidence: int
    said: Evidence
    passage: Passage | None = None


class TextSpots(Struct):
    """One document's ink (its body, its headers and notes) and all evidence that points into it."""

    body: Ink
    asides: Ink
    spots: list[Spot] = field(default_factory=list)

    def pieces(self, passage: Passage) -> Iterator[Piece]:
        """The passage as characters of paragraphs."""
        return (self.asides if passage.aside else self.body).pieces(passage)


def spots_of(report: Report) -> dict[str, TextSpots]:
    """The evidence of all findings by document, in the order of the findings; only documents that were read."""
    texts = {key: TextSpots(*ink_of(document)) for key, document in report.texts.items()}
    for number, finding in enumerate(report.findings, start=1):
        taken: dict[str, list[Passage]] = {}
        for order, evidence in enumerate(finding.evidence, start=1):
            text = texts.get(evidence.document)
            if text is None:
                continue
            given = taken.setdefault(evidence.document, [])
            passage = locate(text.body, text.asides, evidence.location, evidence.quote, given)
            if passage is not None:
                given.append(passage)
            text.spots.append(Spot(number, order, evidence, passage))
    return texts
