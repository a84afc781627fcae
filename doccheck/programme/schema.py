"""The typed form of ``outlines/*.yaml``: a programme is data, one row for each single thing its notice asks.

A row's ``kind`` selects its class. All figures, labels, cues and sentences live in the rows; the checks know kinds
only. Unknown keys are refused, so a slip of the pen in a YAML file is an error with its place, not a silent gap:
:mod:`doccheck.programme.validation` has pydantic check a file against these classes. They are plain dataclasses
because building pydantic's own costs a person who checks one file more than the check.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from doccheck.findings import Severity
from doccheck.programme.formed import consortium_words
from doccheck.programme.kinds import Occasion as Occasion
from doccheck.programme.kinds import Role as Role
from doccheck.programme.kinds import UnitKind as UnitKind
from doccheck.programme.kinds import ValueType as ValueType
from doccheck.programme.matters import Horizon as Horizon
from doccheck.programme.matters import Item as Item
from doccheck.programme.matters import Share as Share
from doccheck.programme.matters import Strict as Strict
from doccheck.programme.matters import Threshold as Threshold
from doccheck.programme.matters import Topic as Topic


@dataclass(frozen=True, kw_only=True, eq=False)
class Label(Strict):
    """One blank of a form: the words printed before it and what belongs into it."""

    name: str
    labels: list[str] = field(default_factory=list)
    type: ValueType = ValueType.TEXT
    optional: bool = False
    only_for: list[UnitKind] = field(default_factory=list)
    """Units that must fill it (rosters); empty: every unit."""
    group: list[str] = field(default_factory=list)
    """Labels of the heading cell above or before it, where its own label is not enough (近三年销售收入 → 2018年)."""
    in_group: list[str] = field(default_factory=list)
    """Rosters: names of the row groups whose table has this column; empty: every group."""
    year: int | None = None
    """The year that the form prints for this figure."""
    unit: str = ""
    """The unit that the form prints (万元, 人, 个 …)."""
    quantity: str = ""
    """Quantity of the catalogue that the figure states, such as ``lead.revenue``."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Option(Strict):
    """One option of a choice with the other ways people write it."""

    value: str
    aliases: list[str] = field(default_factory=list)
    open: bool = False
    """“其他”: any text is an answer."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RowBase(Strict):
    """What every row has. ``must`` is the ledger's demand, ``sentence`` the notice's own words."""

    id: str
    title: str = ""
    parent: str | None = None
    must: str = ""
    sentence: str = ""
    level: Severity
    code: list[str]
    aliases: list[str] = field(default_factory=list)
    """Other headings, labels or captions under which people answer this row."""
    topic: str | None = None
    """Id of a shared topic (outlines/shared/topics.yaml) whose aliases and cues also apply."""
    cues: list[str] = field(default_factory=list)
    """Phrases of the content that show that the row is answered (cue language of doccheck.mapping.cues)."""
    contrary: list[str] = field(default_factory=list)
    """Phrases that speak of the matter but do the opposite of what is asked (S009)."""
    items: list[Item] = field(default_factory=list)
    """Things that must each be said (an element of several parts, the matters a clause must settle)."""
    says: list[str] = field(default_factory=list)
    """Element topics of the models (corpora/README.md), of which a sentence must say one."""
    advice: str = ""
    """How to mend it, in Chinese; general advice of the code is used when empty."""
    example: str = ""
    """A sentence that would answer the row, for the explanation; empty: none."""
    occasion: Occasion = Occasion.APPLY
    when_lead: list[UnitKind] = field(default_factory=list)
    """Applies only if the lead unit is of one of these kinds; empty: always."""
    when_unit: list[UnitKind] = field(default_factory=list)
    """Applies only to a profile of a unit of one of these kinds; empty: always."""


@dataclass(frozen=True, kw_only=True, eq=False)
class DocumentRow(RowBase):
    """A paper that must be handed in."""

    kind: Literal["document"]
    role: Role
    satisfied_by: list[Role] = field(default_factory=list)
    """Other roles that answer this row just as well."""
    per_member: bool = False
    """One for each member unit (the lead not counted)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SectionRow(RowBase):
    """A section of an outline."""

    kind: Literal["section"]


@dataclass(frozen=True, kw_only=True, eq=False)
class ElementRow(RowBase):
    """Something that a section, clause, field or profile must say."""

    kind: Literal["element"]
    scope: Literal["section", "document", "submission"] = "section"
    """Where it may be said: in its parent's branch of the outline, anywhere in that document, anywhere at all."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ClauseRow(RowBase):
    """A clause of an agreement or charter; ``items`` are what it must settle."""

    kind: Literal["clause"]


@dataclass(frozen=True, kw_only=True, eq=False)
class FieldRow(RowBase):
    """One or several blanks of a form."""

    kind: Literal["field"]
    fields: list[Label]
    not_after: str = ""
    """Id of a field row whose date this one's must not follow (N005)."""
    not_above: str = ""
    """Id of a field row whose figure of the same year this one must not exceed (N004)."""
    same_in: list[Role] = field(default_factory=list)
    """Parts that state the same date or value (N001)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ChoiceRow(RowBase):
    """Options of which one (or some) are chosen."""

    kind: Literal["choice"]
    options: list[Option]
    fields: list[Label] = field(default_factory=list)
    """Labels of the form; empty: the choice is read from the text by its options."""
    exactly_one: bool = True
    tick: bool = False
    """A row of boxes to tick (else a written answer)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class LimitRow(RowBase):
    """A text with a word limit."""

    kind: Literal["limit"]
    max_words: int | None = None
    min_words: int | None = None
    fields: list[Label] = field(default_factory=list)
    """The form field that is limited; empty: each part whose role is the parent's."""


@dataclass(frozen=True, kw_only=True, eq=False)
class CountRow(RowBase):
    """A number of members, experts or staff in a range."""

    kind: Literal["count"]
    of: Literal["members", "listed_members", "plan_members", "experts", "secretariat", "submissions"]
    min: int | None = None
    max: int | None = None
    per_sector: int | None = None
    """Submissions: how many each sector may have."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ThresholdRow(RowBase):
    """A figure or qualification that must be reached."""

    kind: Literal["threshold"]
    threshold: Threshold
    fields: list[Label] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, eq=False)
class SumRow(RowBase):
    """A total with its parts."""

    kind: Literal["sum"]
    total: Label | None = None
    parts: list[Label]
    relation: Literal["equal", "part_of", "none"] = "equal"
    """equal: the total is the sum of the parts; part_of: no part exceeds the total."""
    rows_of: str = ""
    """Id of a roster whose rows are counted against the parts (N001)."""
    rows_column: str = ""
    """Name of the roster's column that tells to which part a row belongs."""
    rows_values: dict[str, list[str]] = field(default_factory=dict)
    """Part's name → words in that column that count for it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SameRow(RowBase):
    """A quantity or name that must be the same wherever it stands."""

    kind: Literal["same"]
    quantities: list[str] = field(default_factory=list)
    names: Literal["members", "consortium", "none"] = "none"
    roles: list[Role] = field(default_factory=list)
    """Parts that must agree; empty: all."""
    fields: list[Label] = field(default_factory=list)
    rosters: list[str] = field(default_factory=list)
    """Ids of rosters whose number of rows must be the stated number."""
    parties: bool = False
    """The number of parties of the agreement must be that number as well."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RosterRow(RowBase):
    """A table of units or persons with its columns."""

    kind: Literal["roster"]
    role: Role | None = None
    """Set when the roster is a document of its own."""
    columns: list[Label]
    groups: list[Item] = field(default_factory=list)
    """Groups of rows that must all be there (技术支撑体系, 产业促进体系; 理事 and 秘书处)."""
    min_rows: int = 1
    recent_column: str = ""
    """Name of the column whose period must touch the last years (N005)."""
    recent_years: int | None = None
    """How many years before the reference year still count for ``recent_column``."""


@dataclass(frozen=True, kw_only=True, eq=False)
class FigureRow(RowBase):
    """A diagram."""

    kind: Literal["figure"]
    fields: list[Label] = field(default_factory=list)
    """A box of the form into which the figure belongs; empty: anywhere in the parent's part."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SignRow(RowBase):
    """A place to sign, seal and date."""

    kind: Literal["sign"]
    who: Literal["members", "lead", "bureau"]
    seal: bool = True
    legal_person: bool = False
    dated: bool = True
    effective: bool = False
    """An agreement: from when it is in force must be said (A004)."""
    fields: list[Label] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    """Words of a declaration that must stand (S002)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class NamingRow(RowBase):
    """The consortium's name."""

    kind: Literal["naming"]
    pattern: str = ""
    """Regular expression of the whole name; empty: any name, but the same everywhere."""
    example: str = ""
    fields: list[Label] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, eq=False)
class TimelineRow(RowBase):
    """Goals in time."""

    kind: Literal["timeline"]
    horizons: list[Horizon] = field(default_factory=list)
    annual: bool = False
    """Goals must be told year by year."""
    years: int | None = None
    """How many years the goals must cover."""


@dataclass(frozen=True, kw_only=True, eq=False)
class DeadlineRow(RowBase):
    """The day by which a paper must be dated."""

    kind: Literal["deadline"]
    month: int
    day: int
    fields: list[Label] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, eq=False)
class ScoreRow(RowBase):
    """A line of the scorecard; with ``share`` and ``bands`` its points are reckoned, else a person judges.

    ``cues`` name the sentences of the evidence rows that are worth quoting.
    """

    kind: Literal["score"]
    max: float
    group: str = ""
    """The heading under which the scorecard has the line (一级指标)."""
    evidence: list[str] = field(default_factory=list)
    """Ids of rows whose matches are the evidence."""
    share: Share | None = None
    bands: list[tuple[float, float]] = field(default_factory=list)
    """(lower bound of the share in percent, points) from the highest band down."""


@dataclass(frozen=True, kw_only=True, eq=False)
class AnnualRow(RowBase):
    """A yearly duty."""

    kind: Literal["annual"]
    max: float | None = None
    per_item: float | None = None
    """Points for each of ``items`` that is there; empty: ``max`` for the whole, nothing without it."""
    role: Role = Role.ANNUAL
    evidence: Literal["document", "event"] = "document"
    month: int | None = None
    """Month of the following year by whose end it is due."""


@dataclass(frozen=True, kw_only=True, eq=False)
class LetterRow(RowBase):
    """A letter of the procedure."""

    kind: Literal["letter"]
    routing: dict[str, str] = field(default_factory=dict)
    """No letter but who handles it: an option of the choice ``by`` → the section in charge."""
    by: str = ""
    heading: str = ""
    to: str = ""
    body: list[str] = field(default_factory=list)
    """Paragraphs; “{name}” in these and in the other texts is a blank."""
    closing: str = ""
    attachments: list[str] = field(default_factory=list)
    signed: str = ""
    copies: str = ""
    fill: dict[str, str] = field(default_factory=dict)
    """Blank → id of the row whose answer fills it; blanks that are not named are left to the officer."""


Row: TypeAlias = (
    DocumentRow
    | SectionRow
    | ElementRow
    | ClauseRow
    | FieldRow
    | ChoiceRow
    | LimitRow
    | CountRow
    | ThresholdRow
    | SumRow
    | SameRow
    | RosterRow
    | FigureRow
    | SignRow
    | NamingRow
    | TimelineRow
    | DeadlineRow
    | ScoreRow
    | AnnualRow
    | LetterRow
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Programme(Strict):
    """One programme: who asks, what for, and every row of what is asked."""

    id: str
    version: int = 1
    name: str
    issuer: str
    number: str
    reference_year: int
    form: str = "创新联合体"
    """What the programme calls the thing that is formed (创新联合体, 综合体)."""
    endings: list[str] = field(default_factory=list)
    """Words that end the name of what is formed (联盟, 共同体, 创新中心); empty: told from ``form``."""
    region: list[str] = field(default_factory=list)
    """Names of the programme's own region, from the widest to the narrowest."""
    detect: list[str] = field(default_factory=list)
    """Phrases of its forms and titles by which a submission is known, the most telling first."""
    bureau_fields: list[str] = field(default_factory=list)
    """Labels of boxes that the bureau fills; never blank fields."""
    hints: list[str] = field(default_factory=list)
    """Words that the official form prints inside its blanks; neither content nor placeholders."""
    scorecards: dict[str, str] = field(default_factory=dict)
    """Occasion → title of its scorecard, which the score rows (annual: the yearly rows) make up."""
    rows: list[Row]
    topics: dict[str, Topic] = field(default_factory=dict)
    """The shared topics; filled by the loader."""

    def row(self, row_id: str) -> Row | None:
        """The row with this ledger id, or ``None``."""
        return self._by_id.get(row_id)

    def children(self, row_id: str) -> list[Row]:
        """Rows whose parent is ``row_id``, in the notice's order."""
        return [row for row in self.rows if row.parent == row_id]

    @cached_property
    def consortium_words(self) -> tuple[str, ...]:
        """The words that end a consortium's name, the longest first."""
        return consortium_words(self.form, self.endings)

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}
