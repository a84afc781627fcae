"""What is known of a passage and of one of its sentences while its figures are read."""

from __future__ import annotations

import re

from msgspec import Struct, field

from doccheck.facts.catalogue import Entry
from doccheck.facts.model import Nature, Quantity
from doccheck.facts.naming import Name
from doccheck.facts.projects import Projects
from doccheck.facts.speaker import Speaker
from doccheck.facts.subjects import Subject
from doccheck.facts.timing import When


class Stated(Struct, gc=False):
    """One figure of a text: its quantity, subject and year as far as they are sure, and the span to quote."""

    entry: Entry
    subject: Subject
    quantity: Quantity
    year: int | None
    nature: Nature
    start: int
    end: int
    word: str
    until: int | None = None
    scope: str = ""


class Passage(Struct):
    """What a reader of a part knows before a paragraph: whom it is about, and the year the last figures were of."""

    default: Subject | None
    planned: bool = False
    about_all: bool = False
    """Whether figures of nobody are the consortium's, as in its plan and its agreement."""
    project: str = ""
    """The project that the document is about, whose money is no longer the consortium's."""
    units: int = 0
    """How many units the consortium has."""
    projects: Projects = field(default_factory=Projects)
    """The projects that tables number."""
    form_of: Subject | None = None
    """Who fills in the form that the passage is of: whose past and present figures are that name nobody."""
    writer: Subject | None = None
    """Who speaks of itself as 本公司 where the paper presents no unit: the lead, who writes the consortium's papers."""
    term: tuple[int, int] | None = None
    """The years of the construction period, where the submission says them."""
    year: When | None = None
    dated: int = -1
    """Where the sentence begins that gave this year."""
    spoken_year: int | None = None
    """The year of which the sentence before spoke last, whosever its figures were."""
    spoken_of: Subject | None = None
    """Whom the paragraph before was about as it ended."""
    staffed: bool = False
    """Whether a number of all staff was told, so that a later one may be told by its day alone."""
    listed: tuple[int, ...] = ()
    """The years that the last list dealt its figures to, for the one of 同期."""
    opened: str = ""
    """The line that ended in a colon, while items of its list follow."""
    sums: list[Stated] = field(default_factory=list)
    """Sums of money that the paragraph so far said to be all members'."""
    paid: list[Stated] = field(default_factory=list)
    """Money of the whole term that the paragraph so far said anybody puts in or gets."""
    granted: Entry | None = None
    """The one source of money of which the paragraph spoke before the sentence, or its heading does."""
    books: str = ""
    """Whose books the part's own words said to hold for all that follows; see :attr:`Fact.scope`."""


class Sentence(Struct):
    """One sentence with all that was found in it before its figures are read, one after the other."""

    text: str
    masked: str
    start: int
    end: int
    times: list[When]
    names: list[Name]
    found: list[Quantity]
    speaker: Speaker
    carried: Subject | None
    reference_year: int = 0
    opened: str = ""
    """The line that opens the list of which the paragraph is an item."""
    headings: tuple[str, ...] = ()
    """The last headings above the paragraph."""
    before: Name | None = None
    """What the figures of the sentence before were of, for a list of units that goes on (专职共646人。甲公司187人…)."""
    label: Name | None = None
    """What the paragraph's label says that its figures are of."""
    blocked: dict[str, int] = field(default_factory=dict)
    last: Name | None = None
    """What the last figure with a name was of."""
    ranked: Name | None = None
    """What a ranking of the sentence goes by."""
    heard: Name | None = None
    """What the model heard last; only a list that deals it out may go on with it."""
    payer: Stated | None = None
    """The money told last that one unit puts in."""
    of_others: int = 0
    """Where the money stands that was told last of some units only, or of an outsider."""
    told: set[str] = field(default_factory=set)
    """The quantities named so far."""
    _said: dict[re.Pattern[str], int | None] = field(default_factory=dict)

    def times_at(self, position: int) -> list[When]:
        """The times of the sentence without those that an earlier item of its list says: （三）到2026年…；（四）…."""
        points = [at for at in self.speaker.points if self.start <= at < position]
        return [w for w in self.times if not points[0] <= w.at < points[-1]] if len(points) > 1 else self.times

    def says(self, pattern: re.Pattern[str], before: int) -> bool:
        """Whether a match of ``pattern`` may end before a place, asked for many figures and searched for once.

        Rightly “no” only for patterns that ask nothing of what follows but that it is not this or that.
        """
        if pattern not in self._said:
            match = pattern.search(self.text, self.start, self.end)
            self._said[pattern] = match.end() if match is not None else None
        end = self._said[pattern]
        return end is not None and end <= before
