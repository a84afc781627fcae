"""The report: everything that a writer needs to print, and nothing left to compute."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from doccheck.document import Document, Location
from doccheck.facts.model import Fact
from doccheck.findings.followup import IdleWaiver, Round, Waived
from doccheck.findings.model import Finding, Severity
from doccheck.findings.papers import Corrections, Letter, Scorecard
from doccheck.findings.proofs import Proof

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


class Tool(Struct, frozen=True):
    """Which doccheck and which rules spoke; ``rules`` is “<programme>@<version>”, empty without a programme."""

    version: str
    rules: str = ""
    name: str = "doccheck"


class ProgrammeNote(Struct, frozen=True):
    """The programme that was checked against; ``id`` is empty where none could be told.

    ``notice`` is the number or name of the notice that it follows, ``issuer`` the bureau.
    """

    id: str = ""
    name: str = ""
    version: int = 0
    detected: bool = False
    confidence: float = 0.0
    occasion: str = "apply"
    year: int | None = None
    issuer: str = ""
    notice: str = ""


class SubmissionNote(Struct, frozen=True):
    """What was checked: its name, the path as given, and a digest over all its files."""

    name: str
    path: str
    sha256: str


class PartNote(Struct, frozen=True):
    """A role found in a document and the place where that part begins."""

    role: str
    confidence: float
    location: Location = field(default_factory=Location)
    title: str = ""


class Assignment(Struct, frozen=True):
    """A heading or article that answers a row; ``quote`` gives the first words where ``heading`` is None.

    ``words`` is the counted text of the row (None for clauses, whose length nobody limits).
    """

    requirement: str
    heading: str | None
    confidence: float
    location: Location = field(default_factory=Location)
    quote: str = ""
    words: int | None = None


class ElementNote(Struct, frozen=True):
    """What is said on an element: ``state`` is met, deferred, contrary or absent."""

    requirement: str
    state: str
    quote: str
    confidence: float
    location: Location = field(default_factory=Location)


class DocumentNote(Struct, frozen=True):
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


class UnreadFile(Struct, frozen=True):
    """A file, or the rest of a file, that nobody has looked at, and what to do about it."""

    document: str
    path: str
    code: str
    message: str
    advice: str


class Place(Struct, frozen=True):
    """Where a row is answered."""

    document: str
    location: Location = field(default_factory=Location)
    quote: str = ""


class RequirementStatus(Struct, frozen=True):
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


class FigureState(StrEnum):
    """How the places of one figure stand to each other; ``different`` values that no finding blames are no slip."""

    CONTRADICTED = "contradicted"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"
    AGREED = "agreed"
    SINGLE = "single"


class FigureColumn(Struct, frozen=True):
    """A kind of place that states figures: a role (“plan”), or “roster” for lists of units wherever they stand."""

    role: str
    documents: tuple[str, ...] = ()


class FigureEntry(Struct, frozen=True):
    """One value as written, with the places that write it so; ``normal`` is it in the row's unit where that differs.

    ``variant`` counts the contradicting values of the row from 1; it is 0 where nothing contradicts. ``facts`` are
    positions in the report's facts, ``more`` counts places that are not listed.
    """

    written: str
    value: float
    nature: str
    year: int | None = None
    until: int | None = None
    normal: str = ""
    variant: int = 0
    facts: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    more: int = 0


class FigureRow(Struct, frozen=True):
    """One quantity of one subject for one period; ``cells`` stand in the order of the view's columns.

    ``kind`` says what the subject is: “lead”, “member”, “consortium”, “project”. ``findings`` are positions in the
    report's findings.
    """

    quantity: str
    name: str
    kind: str
    subject: str
    nature: str
    unit: str
    state: FigureState
    year: int | None = None
    until: int | None = None
    scope: str = ""
    cells: tuple[tuple[FigureEntry, ...], ...] = ()
    findings: tuple[int, ...] = ()


class FigureView(Struct, frozen=True):
    """All figures side by side, contradictions first; ``omitted`` counts rows beyond what a reader can use."""

    columns: tuple[FigureColumn, ...] = ()
    rows: tuple[FigureRow, ...] = ()
    omitted: int = 0

    @property
    def compared(self) -> tuple[FigureRow, ...]:
        """Rows with something to compare or to blame."""
        return tuple(row for row in self.rows if row.state is not FigureState.SINGLE)

    @property
    def single(self) -> tuple[FigureRow, ...]:
        """Rows that only one place states."""
        return tuple(row for row in self.rows if row.state is FigureState.SINGLE)


class Standing(StrEnum):
    """How a unit stands in one kind of paper; ``gap`` only where that paper names most of the others."""

    SAME = "same"
    SHORT = "short"
    DIFFERENT = "different"
    GAP = "gap"
    NONE = "none"


class MemberCell(Struct, frozen=True):
    """A unit in one kind of paper: its standing, the names as written there, and where."""

    standing: Standing
    names: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


class MemberRow(Struct, frozen=True):
    """One unit; ``listed`` is False for a unit that some paper names and the consortium's own list does not."""

    name: str
    kind: str
    lead: bool = False
    listed: bool = True
    code: str = ""
    cells: tuple[MemberCell, ...] = ()


class MemberView(Struct, frozen=True):
    """The units of the consortium against the papers that name them.

    ``columns``: “application”, “roster”, “plan”, “agreement” (as a party), “signature”, “profile”, those that the
    submission has.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[MemberRow, ...] = ()

    @property
    def gaps(self) -> int:
        """How many units need a look: those with gaps or differing names, and those outside the list."""
        marked = {Standing.GAP, Standing.DIFFERENT}
        return sum(not row.listed or any(cell.standing in marked for cell in row.cells) for row in self.rows)


class Summary(Struct, frozen=True):
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


class Report(Struct, frozen=True):
    """The result of checking one submission; frozen, picklable, the same for every writer.

    ``texts`` holds the documents that were read, by id, for writers that show the text beside the findings.
    ``waived`` are findings that somebody decided to let pass and that count nowhere, ``idle_waivers`` decisions that
    met nothing; ``round`` compares with an earlier report; ``masked`` says that personal data was taken out.
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
    figures: FigureView = field(default_factory=FigureView)
    members: MemberView = field(default_factory=MemberView)
    proofs: tuple[Proof, ...] = ()
    corrections: Corrections = field(default_factory=Corrections)
    scorecard: Scorecard = field(default_factory=Scorecard)
    letters: tuple[Letter, ...] = ()
    texts: dict[str, Document] = field(default_factory=dict)
    waived: tuple[Waived, ...] = ()
    idle_waivers: tuple[IdleWaiver, ...] = ()
    round: Round | None = None
    masked: bool = False

    @property
    def verdict(self) -> Verdict:
        """What a bureau would do: see :class:`Summary`."""
        return self.summary.verdict

    def path_of(self, document: str) -> str:
        """The path of the document with this id, or the id itself where the report has no such document."""
        return next((note.path for note in self.documents if note.id == document), document)
