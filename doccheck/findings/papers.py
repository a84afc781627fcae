"""What stands in the papers that an officer sends or files: corrections to ask for, scores, letters."""

from __future__ import annotations

from msgspec import Struct, field

from doccheck.document import Location
from doccheck.findings.model import Evidence


class CorrectionGroup(Struct, frozen=True):
    """What one document lacks; ``document`` is empty for what the submission as a whole lacks.

    ``findings`` are positions in the report's findings.
    """

    document: str
    findings: tuple[int, ...]


class Corrections(Struct, frozen=True):
    """What the applicant must correct, by document, and apart from it what a person must verify.

    ``verify`` are positions in the report's findings, ``unjudged`` in its matrix.
    """

    groups: tuple[CorrectionGroup, ...] = ()
    verify: tuple[int, ...] = ()
    unjudged: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How many findings are to be corrected."""
        return sum(len(group.findings) for group in self.groups)


class ScoreLine(Struct, frozen=True):
    """One row of a scorecard. ``points`` is None where a person has to judge.

    ``formula`` shows how the points were reckoned; ``note`` says what the reviewer should know of it.
    """

    requirement: str
    group: str
    title: str
    sentence: str
    max: float
    evidence: tuple[Evidence, ...] = ()
    points: float | None = None
    formula: str = ""
    note: str = ""


class Scorecard(Struct, frozen=True):
    """A programme's scorecard: ``max`` is the full mark, ``points`` the sum of what was reckoned, ``reckoned`` the
    full mark of those rows, ``open`` of those left to people. No lines: the programme has none."""

    title: str = ""
    lines: tuple[ScoreLine, ...] = ()
    max: float = 0.0
    points: float = 0.0
    reckoned: float = 0.0
    open: float = 0.0


class LetterBlank(Struct, frozen=True):
    """A blank of a letter: ``value`` as the submission says it, empty where the officer fills it."""

    name: str
    value: str = ""
    document: str = ""
    location: Location = field(default_factory=Location)


class Letter(Struct, frozen=True):
    """A letter of the procedure with its blanks filled; what the officer fills stands as “＿＿”."""

    requirement: str
    title: str
    heading: str
    to: str
    body: tuple[str, ...]
    closing: str = ""
    attachments: tuple[str, ...] = ()
    signed: str = ""
    copies: str = ""
    blanks: tuple[LetterBlank, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The blanks that are left to the officer."""
        return tuple(blank.name for blank in self.blanks if not blank.value)
