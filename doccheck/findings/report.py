"""The report: everything that a writer needs to print, and nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from doccheck.document import Document, Location
from doccheck.facts.model import Fact
from doccheck.findings.model import Finding, Severity

SCHEMA = "doccheck.report/1"


class Verdict(StrEnum):
    """What a bureau would do with the submission as it stands."""

    RETURN = "return"
    CORRECT = "correct"
    PASS = "pass"


class Status(StrEnum):
    """How a submission answers one row of the programme."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Tool:
    """Which doccheck and which rules spoke; ``rules`` is “<programme>@<version>”, empty without a programme."""

    version: str
    rules: str = ""
    name: str = "doccheck"


@dataclass(frozen=True, slots=True)
class ProgrammeNote:
    """The programme that was checked against; ``id`` is empty where none could be told."""

    id: str = ""
    name: str = ""
    version: int = 0
    detected: bool = False
    confidence: float = 0.0
    occasion: str = "apply"
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SubmissionNote:
    """What was checked: its name, the path as given, and a digest over all its files."""

    name: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PartNote:
    """A role found in a document and the place where that part begins."""

    role: str
    confidence: float
    location: Location = field(default_factory=Location)
    title: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A heading or article that answers a row; ``quote`` gives the first words where ``heading`` is None.

    ``words`` is the counted text of the row (None for clauses, whose length nobody limits).
    """

    requirement: str
    heading: str | None
    confidence: float
    location: Location = field(default_factory=Location)
    quote: str = ""
    words: int | None = None


@dataclass(frozen=True, slots=True)
class ElementNote:
    """What is said on an element: ``state`` is met, deferred, contrary or absent."""

    requirement: str
    state: str
    quote: str
    confidence: float
    location: Location = field(default_factory=Location)


@dataclass(frozen=True, slots=True)
class DocumentNote:
    """One file of the submission. A file that could not be read stands here too, with ``read`` False."""

    id: str
    path: str
    format: str
    sha256: str
    pages: int | None = None
    words: int = 0
    ocr: bool = False
    parts: tuple[PartNote, ...] = ()
    sections: tuple[Assignment, ...] = ()
    clauses: tuple[Assignment, ...] = ()
    elements: tuple[ElementNote, ...] = ()
    read: bool = True


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file, or the rest of a file, that nobody has looked at, and what to do about it."""

    document: str
    path: str
    code: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row is answered."""

    document: str
    location: Location = field(default_factory=Location)
    quote: str = ""


@dataclass(frozen=True, slots=True)
class RequirementStatus:
    """One line of the matrix. ``findings`` are positions in the report's findings, ``note`` says why in a few words."""

    id: str
    kind: str
    title: str
    level: Severity
    status: Status
    sentence: str = ""
    parent: str | None = None
    places: tuple[Place, ...] = ()
    findings: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many findings of each severity, and the seconds that the check took."""

    error: int = 0
    warning: int = 0
    info: int = 0
    seconds: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """Never better than the worst finding: an error returns the submission, a warning asks for correction."""
        if self.error:
            return Verdict.RETURN
        return Verdict.CORRECT if self.warning else Verdict.PASS

    @classmethod
    def of(cls, findings: tuple[Finding, ...], seconds: float = 0.0) -> Summary:
        """Count the findings by severity."""
        counts = dict.fromkeys(Severity, 0)
        for finding in findings:
            counts[finding.severity] += 1
        return cls(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO], seconds)


@dataclass(frozen=True, slots=True)
class Report:
    """The result of checking one submission; frozen, picklable, the same for every writer.

    ``texts`` holds the documents that were read, by id, for writers that show the text beside the findings.
    ``ignored`` lists files that are no part of what is checked (lock files, plain notes, programs, identical copies),
    with the reason behind the path where the path alone does not tell it.
    """

    tool: Tool
    programme: ProgrammeNote
    submission: SubmissionNote
    documents: tuple[DocumentNote, ...] = ()
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    summary: Summary = field(default_factory=Summary)
    unread: tuple[UnreadFile, ...] = ()
    ignored: tuple[str, ...] = ()
    matrix: tuple[RequirementStatus, ...] = ()
    texts: dict[str, Document] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """What a bureau would do: see :class:`Summary`."""
        return self.summary.verdict

    def path_of(self, document: str) -> str:
        """The path of the document with this id, or the id itself where the report has no such document."""
        return next((note.path for note in self.documents if note.id == document), document)
