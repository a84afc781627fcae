"""The matters that rows speak of: one thing among several of a row, and the topics that programmes share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from doccheck.findings import Severity
from doccheck.programme.kinds import UnitKind


class Strict:
    """Base of everything in a programme file: no key that the schema does not know (pydantic reads the setting)."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Item(Strict):
    """One thing among several that a row asks for. ``cues`` as in :mod:`doccheck.mapping.cues`."""

    name: str
    cues: list[str] = field(default_factory=list)
    optional: bool = False
    contrary: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    """Element topics of the models, of which a sentence must say one."""
    about: list[str] = field(default_factory=list)
    """Section topics, of which some paragraph must speak of one."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Topic(Strict):
    """A matter that sections or clauses of several programmes share."""

    name: str
    definition: str
    aliases: list[str] = field(default_factory=list)
    """Headings under which people write about it."""
    cues: list[str] = field(default_factory=list)
    """Phrases of its body (cue language)."""
    unlike: list[str] = field(default_factory=list)
    """Headings that look alike and are something else."""
    joins: list[str] = field(default_factory=list)
    """Topics of which this one is made, where it is written in one (目标和任务 joins 发展目标, 年度任务, 主要任务)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Threshold(Strict):
    """What a threshold compares. Exactly one group of keys is used, named by ``test``."""

    test: Literal["figure", "region", "kind", "status", "platform"]
    quantity: str | None = None
    """figure: quantity of the catalogue, such as ``lead.revenue``."""
    year: int | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    years: int | None = None
    """figure: how many years are asked for, ``year`` the last; empty: as the row's words say (近三年), else one."""
    over: Literal["each", "mean", "total"] | None = None
    """figure: of several years each, their mean or their sum; empty: as the row's words say (每年, 平均, 累计)."""
    places: list[str] = field(default_factory=list)
    """region: names that prove the place (“两江新区”)."""
    elsewhere: list[str] = field(default_factory=list)
    """region: names that disprove it; other provinces and cities are known without being listed."""
    kinds: list[UnitKind] = field(default_factory=list)
    """kind: kinds of unit that may be what is asked."""
    of: Literal["lead", "members"] = "lead"
    any: list[str] = field(default_factory=list)
    """status, platform: cues that prove it."""
    none: list[str] = field(default_factory=list)
    """status, platform: cues that disprove it."""
    doubt: Severity | None = None
    """Severity when nothing in the submission proves or disproves it; empty: no finding."""
    strict_for: list[str] = field(default_factory=list)
    """Options of the lead's kind for which the row's level holds; empty: every lead."""
    lenient: Severity | None = None
    """Severity for leads of another kind than ``strict_for``; empty: not asked of them."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Horizon(Strict):
    """A span of years for which goals are asked."""

    name: str
    cues: list[str] = field(default_factory=list)
    min_years: int | None = None
    max_years: int | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Share(Strict):
    """A share of the member units, for a scorecard: told by a roster's rows, or by sentences on each unit."""

    name: str
    """What the counted units have (“有市级以上平台”)."""
    roster: str = ""
    """Id of a roster that lists all of them; a unit that is not in it does not count."""
    unit: str = ""
    """Name of the roster's column with the unit."""
    column: str = ""
    """Name of the roster's column that tells whether a row counts."""
    values: list[str] = field(default_factory=list)
    """Words in that column that count."""
    within: list[str] = field(default_factory=list)
    """Ids of rows that describe each unit in sentences; a unit of which they are silent is undecided."""
    cues: list[str] = field(default_factory=list)
    """Sentences by which a unit counts."""
    denied: list[str] = field(default_factory=list)
    """Sentences by which it does not."""
