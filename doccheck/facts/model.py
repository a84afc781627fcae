"""A fact: one quantity of one subject for one period, as an interval of its written precision, with its place."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from doccheck.document import Location


class Nature(StrEnum):
    """How a value is meant; values of different nature never contradict each other."""

    ACTUAL = "actual"
    TARGET = "target"
    PLAN = "plan"
    CUMULATIVE = "cumulative"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Quantity(Struct, frozen=True, gc=False):
    """A number with its unit as written: ``low``–``high`` is what the written digits allow, in ``unit``.

    ``unit`` is normalised: 万元 for money, % for shares, 人/家/项/个/件/台/套/年/㎡/亩 and the like otherwise.
    ``start``/``end`` are offsets in the text that was read. A tuple, for every number of a text becomes one.
    """

    value: float
    low: float
    high: float
    unit: str
    written: str
    start: int
    end: int
    approximate: bool = False
    bound: str = ""
    """“at_least” for 不低于/超过/以上, “at_most” for 不超过/以内, else empty."""


class Fact(Struct, frozen=True, gc=False):
    """``quantity`` is an id of the catalogue (“lead.revenue”); ``subject`` the unit's name as resolved."""

    quantity: str
    subject: str
    year: int | None
    nature: Nature
    value: float
    low: float
    high: float
    unit: str
    document: str
    quote: str
    location: Location = field(default_factory=Location)
    part: str = ""
    source: str = "prose"
    """“field”, “roster”, “prose”, “table”."""
    until: int | None = None
    """The last year of a period of several, whose first is ``year``."""
    scope: str = ""
    """Whose books: “group” for consolidated figures, “parent” for the parent alone, empty where nothing is said."""
