"""The matters that rows speak of: one thing among several of a row, and the topics that programmes share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


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
