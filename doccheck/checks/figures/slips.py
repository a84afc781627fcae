"""A rate that its terms do not give."""

from __future__ import annotations

from msgspec import Struct

from doccheck.checks.figures.terms import Term
from doccheck.document import Location


class Slip(Struct, frozen=True):
    """A wrong rate, where it stands, and the terms that show it; ``place`` tells whether two are the same."""

    document: str
    location: Location
    place: object
    quote: str
    rate: float
    message: str
    confidence: float
    terms: tuple[Term, ...] = ()
    quantity: str = ""
    suggestion: str = "请核对所列数据，改正比例或其计算依据。"
