"""One figure of a table made a fact: year, nature and place from what headers, caption and document say together."""

from __future__ import annotations

from doccheck.document import Cell
from doccheck.facts.catalogue import Entry, catalogue
from doccheck.facts.model import Fact, Nature
from doccheck.facts.subjects import CONSORTIUM, Subject
from doccheck.facts.tables.cells import Reading
from doccheck.facts.tables.labels import BUDGET, COUNTS
from doccheck.facts.tables.setting import Setting

UNDATED = frozenset(("founded", "registered_capital", *COUNTS))
"""What holds whenever it is said."""


def fact_of(
    reading: Reading,
    subject: Subject,
    cell: Cell,
    setting: Setting,
    consortium: str,
    *,
    year: int | None = None,
    until: int | None = None,
    target: bool = False,
    done: bool = False,
    scope: str = "",
    source: str = "table",
) -> Fact:
    """The fact that a reading states of a subject for a year or span of years."""
    entry, quantity = reading.entry, reading.quantity
    if entry.id == "total" and subject.kind in ("lead", "member"):
        entry = catalogue()["investment"]  # the whole is the consortium's; a unit puts in its share
    if reading.year is not None:
        year, until = reading.year, reading.until
    ahead = entry.id in COUNTS and year is not None and year >= setting.reference_year + (not target)
    if entry.id in UNDATED and not ahead:
        year = until = None
    if entry.id in BUDGET and year is None and not done and subject.kind in (CONSORTIUM, "project", "lead", "member"):
        year, until = setting.term or (None, None)
    if until == year:
        until = None
    return Fact(
        quantity=f"{subject.kind}.{entry.id}",
        subject=subject.name or consortium,
        year=year,
        until=until,
        nature=_nature(reading, entry, subject.kind, year, until, target, done, setting),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        document=setting.part.document,
        quote=cell.text.strip(),
        location=cell.location,
        part=setting.part.id,
        source=source,
        scope=scope or setting.scope,
    )


def _nature(
    reading: Reading,
    entry: Entry,
    kind: str,
    year: int | None,
    until: int | None,
    target: bool,
    done: bool,
    setting: Setting,
) -> Nature:
    reference = setting.reference_year
    last = until if until is not None else year
    if entry.id in BUDGET:
        return Nature.ACTUAL if done or (last is not None and last < reference) else Nature.PLAN
    if entry.id == "projects" and kind == CONSORTIUM:
        return Nature.PLAN
    if entry.family == "date" or (entry.id in COUNTS and last is None):
        return Nature.ACTUAL
    ahead = last is not None and (last > reference or (last == reference and entry.flow))
    done = done and (last is None or last <= reference)
    if not done and (target or reading.target or ahead) and (last is None or last >= reference):
        return Nature.TARGET
    granted = entry.family == "rights" and until is not None and until - (year or 0) > 1  # no school year
    if until is not None and (entry.flow or entry.id == "projects" or granted) and entry.family != "share":
        return Nature.CUMULATIVE
    return {"at_least": Nature.AT_LEAST, "at_most": Nature.AT_MOST}.get(reading.quantity.bound, Nature.ACTUAL)
