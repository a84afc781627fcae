"""What doccheck says about a submission: findings with their evidence, and the report that holds them."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from doccheck.document import Location


class Severity(StrEnum):
    """How much a finding weighs: a bureau would return it, it must be corrected or verified, or it is for the eye."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the heaviest."""
        return ("error", "warning", "info").index(self.value)


class Evidence(Struct, frozen=True):
    """A place that shows the finding: the document's id (“d1”), the words, and where they stand."""

    document: str
    quote: str
    location: Location = field(default_factory=Location)


class Finding(Struct, frozen=True):
    """One thing that is wrong, doubtful or worth a look.

    ``requirement`` is the ledger id or ``None``; ``sentence`` the notice's own words for it; ``message`` says what
    is found (with figures), ``suggestion`` how to mend it; ``related`` are codes that only follow from this one.
    """

    code: str
    severity: Severity
    message: str
    suggestion: str
    requirement: str | None = None
    sentence: str = ""
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()
    related: tuple[str, ...] = ()
