"""What mapping finds in a submission: parts with roles, and the answers to each row with their places.

Checks read this and nothing else of a submission. Everything is frozen.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from doccheck.document import Block, Document, Figure, Location, Paragraph, Table, block_paragraphs, block_text
from doccheck.findings import Evidence
from doccheck.programme.schema import Occasion, Programme, Role, UnitKind

if TYPE_CHECKING:
    from doccheck.facts.model import Fact


class Passage(Struct, frozen=True):
    """A run of blocks of one document (id “d1”); ``skip`` characters of the first paragraph are its heading."""

    document: str
    blocks: tuple[Block, ...]
    skip: int = 0

    @property
    def text(self) -> str:
        """Plain text, the heading's own words left out."""
        texts = [block_text(block) for block in self.blocks]
        if texts and self.skip:
            texts[0] = texts[0][self.skip :]
        return "\n".join(texts).strip("\n")

    @property
    def location(self) -> Location:
        """The place of the first block."""
        return self.blocks[0].location if self.blocks else Location()

    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs in reading order, those of table cells included."""
        return [paragraph for block in self.blocks for paragraph in block_paragraphs(block)]

    def evidence(self, needle: str = "") -> Evidence:
        """Evidence quoting ``needle`` at the paragraph in which it stands, else the passage's first words."""
        if needle:
            for paragraph in self.paragraphs():
                if needle in paragraph.text:
                    return Evidence(self.document, needle, paragraph.location)
        return Evidence(self.document, self.text.strip()[:40], self.location)


class Part(Struct, frozen=True):
    """A run of one document that has one role. ``organisation`` is the unit that a profile is about."""

    id: str
    document: str
    role: Role
    passage: Passage
    confidence: float = 1.0
    title: str = ""
    organisation: str = ""


class SectionMatch(Struct, frozen=True):
    """A heading (or, with ``heading`` None, a passage without one) that answers a section row.

    ``passage`` is its whole text with subsections; ``own`` only the text up to the first subheading.
    """

    requirement: str
    part: str
    heading: Paragraph | None
    passage: Passage
    own: Passage
    confidence: float
    inferred: bool = False
    """The content was recognised without a heading that says so."""


class ClauseMatch(Struct, frozen=True):
    """An article of an agreement or charter that answers a clause row."""

    requirement: str
    part: str
    heading: str
    passage: Passage
    confidence: float
    settled: bool = True
    """Whether the article says what the row asks; False where only its title does."""
    deferred: str = ""
    """The words by which the article only puts the matter off, if it does nothing else."""
    elsewhere: bool = False
    """Found in a part that is no agreement (still A001, quoted)."""


class Doubt(Struct, frozen=True):
    """The passage that comes nearest to a section or clause that was not found, with its probability."""

    requirement: str
    document: str
    quote: str
    location: Location
    probability: float


class ElementState(StrEnum):
    MET = "met"
    DEFERRED = "deferred"
    CONTRARY = "contrary"
    ABSENT = "absent"


class ElementMatch(Struct, frozen=True):
    """What is said on an element; ``lacking`` names the items of the row that were not found."""

    requirement: str
    state: ElementState
    document: str
    quote: str = ""
    location: Location = field(default_factory=Location)
    confidence: float = 1.0
    lacking: tuple[str, ...] = ()
    subject: str = ""
    """The unit whose profile it is, where a row holds once for each unit."""
    part: str = ""
    evidence: tuple[float, ...] = ()
    """What was weighed (``EVIDENCE["element"]``)."""
    doubt: Doubt | None = None
    """Absent: the sentence that comes nearest to saying it, where one comes near; then it may only seem absent."""


class FieldState(StrEnum):
    """filled; blank; template (the form's own words or ××× left in); none (无, 不适用, /); missing (no such label)."""

    FILLED = "filled"
    BLANK = "blank"
    TEMPLATE = "template"
    NONE = "none"
    MISSING = "missing"


class FieldValue(Struct, frozen=True):
    """The answer in one blank of a form. ``name`` is the Label's name in the row."""

    requirement: str
    name: str
    text: str
    state: FieldState
    document: str
    part: str
    location: Location
    label: str = ""
    place: str = "table"
    """“cover” for the lines of a cover, “table” for a cell, “text” for a line in running text."""
    chosen: tuple[str, ...] = ()
    """Choices: the options ticked or written."""
    passage: Passage | None = None
    """Long answers: the blocks of the answer, label and hint left out."""


class RosterCell(Struct, frozen=True):
    text: str
    location: Location
    state: FieldState = FieldState.FILLED


class RosterEntry(Struct, frozen=True):
    """One row of a roster; ``group`` is the group heading above it (技术支撑体系 …)."""

    cells: dict[str, RosterCell]
    location: Location
    group: str = ""


class RosterMatch(Struct, frozen=True):
    """A table that answers a roster row; ``columns`` maps column names of the row to grid columns."""

    requirement: str
    document: str
    part: str
    table: Table
    columns: dict[str, int]
    entries: tuple[RosterEntry, ...]
    location: Location
    groups: tuple[str, ...] = ()


class FigureMatch(Struct, frozen=True):
    """A diagram that answers a figure row; ``picture`` is None where only a caption stands without a picture."""

    requirement: str
    document: str
    part: str
    caption: str
    location: Location
    picture: Figure | None


class SignatureBlock(Struct, frozen=True):
    """One party's place to sign: the unit named, and what its lines hold."""

    organisation: str
    document: str
    part: str
    location: Location
    text: str
    seal_place: bool = False
    legal_person: str = ""
    """The name written or typed at 法定代表人, empty when the line is blank or absent."""
    date: str = ""
    date_blank: bool = False


class Organisation(Struct, frozen=True):
    """A unit of the consortium as the submission names it."""

    name: str
    kind: UnitKind
    lead: bool = False
    aliases: tuple[str, ...] = ()
    code: str = ""


class NameMention(Struct, frozen=True):
    """A name as written at one place: of a member, or of the consortium."""

    name: str
    document: str
    part: str
    role: Role
    location: Location
    quote: str = ""
    source: str = ""
    """“roster”, “party”, “signature”, “profile”, “field”, “list”, “cover”, “title”, “prose”."""
    lead: bool = False
    code: str = ""
    """The 统一社会信用代码 that stands beside the name."""


class UnreadDocument(Struct, frozen=True):
    """A file that could not be read, or is not what its ending says: the code and the words of its parser."""

    document: str
    path: str
    code: str
    message: str
    advice: str


class MappedSubmission(Struct, frozen=True, dict=True):
    """A submission laid onto a programme: everything that the checks may read.

    Beside its fields it keeps what was worked out of it once; see :func:`doccheck.mapping.once.once`.
    """

    programme: Programme
    occasion: Occasion
    year: int
    name: str
    documents: dict[str, Document]
    parts: tuple[Part, ...] = ()
    sections: tuple[SectionMatch, ...] = ()
    clauses: tuple[ClauseMatch, ...] = ()
    elements: tuple[ElementMatch, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    """For sections and clauses that were not found: what comes nearest to them."""
    fields: tuple[FieldValue, ...] = ()
    rosters: tuple[RosterMatch, ...] = ()
    figures: tuple[FigureMatch, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    lead: Organisation | None = None
    members: tuple[Organisation, ...] = ()
    """All units of the consortium, the lead first."""
    member_mentions: tuple[NameMention, ...] = ()
    consortium_names: tuple[NameMention, ...] = ()
    facts: tuple[Fact, ...] = ()
    unread: tuple[UnreadDocument, ...] = ()

    def parts_of(self, *roles: Role) -> list[Part]:
        """Parts with one of these roles, in reading order."""
        return [part for part in self.parts if part.role in roles]

    def part(self, part_id: str) -> Part:
        """The part with this id; KeyError if there is none."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)

    def doubt(self, requirement: str) -> Doubt | None:
        """What comes nearest to a section or clause that was not found."""
        return next((doubt for doubt in self.doubts if doubt.requirement == requirement), None)

    def field_values(self, requirement: str, name: str = "") -> list[FieldValue]:
        """Answers to a row's blanks, all of them or those of one name."""
        return [v for v in self.fields if v.requirement == requirement and (not name or v.name == name)]
