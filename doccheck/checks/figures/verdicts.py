"""What a paragraph says of the rates in it."""

from __future__ import annotations

from msgspec import Struct

from doccheck.checks.figures.terms import Term


class Verdict(Struct, frozen=True):
    """What the paragraph itself says of a rate: right, or wrong by these two terms with this message."""

    start: int
    rate: float
    wrong: bool
    message: str = ""
    terms: tuple[Term, ...] = ()
    confidence: float = 0.9
