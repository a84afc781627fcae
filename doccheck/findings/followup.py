"""What becomes of findings after a check: waived by somebody, or compared with the last round."""

from __future__ import annotations

import datetime
from enum import StrEnum

from msgspec import Struct

from doccheck.findings.model import Finding, Severity


class Waiver(Struct, frozen=True):
    """A decision that a finding need not be mended: who decided, when and why, and which findings it means.

    ``requirement``, ``document`` and ``quote`` narrow the code down; at least one of them is given. ``until`` is the
    last day on which it holds.
    """

    code: str
    reason: str
    person: str
    date: datetime.date
    requirement: str = ""
    document: str = ""
    quote: str = ""
    until: datetime.date | None = None

    @property
    def decided(self) -> str:
        """“王某，2026-11-21：理由”, as every report prints it."""
        return f"{self.person}，{self.date.isoformat()}：{self.reason}"


class Waived(Struct, frozen=True):
    """A finding that does not count, and the decision by which."""

    finding: Finding
    waiver: Waiver


class IdleWaiver(Struct, frozen=True):
    """A decision that met no finding, with the reason (nothing fits it any more, it has run out)."""

    waiver: Waiver
    why: str


class EarlierFinding(Struct, frozen=True):
    """A finding of the last round, as its report.json tells it; ``documents`` are paths."""

    code: str
    severity: Severity
    message: str
    suggestion: str = ""
    requirement: str | None = None
    documents: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


class StillOpen(Struct, frozen=True):
    """A finding of the last round that stands again: ``finding`` is its position in the new report's findings."""

    earlier: EarlierFinding
    finding: int


class ChangeKind(StrEnum):
    """What of the submission has changed."""

    FILE = "file"
    SECTION = "section"
    FIGURE = "figure"
    MEMBER = "member"


class Change(Struct, frozen=True):
    """A change that no earlier finding asked for; ``before`` or ``after`` is empty where there was nothing."""

    kind: ChangeKind
    what: str
    before: str = ""
    after: str = ""


class Round(Struct, frozen=True):
    """This check against the last one.

    ``new`` are positions in the new report's findings; ``waived`` are earlier findings that stand again and are
    waived now; ``omitted`` counts changes beyond what a reader can use.
    """

    name: str
    sha256: str
    verdict: str
    closed: tuple[EarlierFinding, ...] = ()
    open: tuple[StillOpen, ...] = ()
    waived: tuple[EarlierFinding, ...] = ()
    new: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()
    omitted: int = 0
