"""How a threshold was judged: the notice's words, the figures with their places, the formula, the result."""

from __future__ import annotations

from msgspec import Struct, field

from doccheck.document import Location


class ProofInput(Struct, frozen=True):
    """One figure that went in: ``written`` as the paper has it, ``value`` in ``unit``; None where it is lacking."""

    label: str
    written: str = ""
    value: float | None = None
    unit: str = ""
    document: str = ""
    location: Location = field(default_factory=Location)


class Proof(Struct, frozen=True):
    """One threshold worked out. ``verdict`` is met, missed or undecided; ``note`` says why it is undecided.

    ``over`` tells how years are taken together: one, each, mean or total. ``margin`` is negative where it is missed.
    """

    requirement: str
    title: str
    sentence: str
    over: str
    inputs: tuple[ProofInput, ...]
    formula: str
    result: float | None
    unit: str
    limit: str
    bound: float
    margin: float | None
    verdict: str
    note: str = ""
