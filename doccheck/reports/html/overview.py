"""The overview of many submissions: one line each, with its verdict, its counts and the way to its report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    pass


def to_overview(entries: Sequence[Entry]) -> str:
    return ""
