"""Levels of headings: which convention nests in which, told region by region from the order in which they count.

A region lies between two titles of level 0. Numbers decide first, declared styles second, looks last; a skipped or
doubled number never moves a heading.
"""

from __future__ import annotations

import bisect

from msgspec import Struct, field

from doccheck.document.headings import Judged
from doccheck.document.numbering import Convention

_DECIMALS = (Convention.DECIMAL_2, Convention.DECIMAL_3, Convention.DECIMAL_4)
_TOPS = (
    Convention.ARABIC, Convention.BARE, Convention.CHINESE, Convention.FORMAL, Convention.CHAPTER, Convention.PART
)  # fmt: skip


class Open(Struct):
    """A heading under which later ones may stand. ``cell`` is None outside cells that hold a text."""

    level: int
    text: str
    convention: Convention | None
    value: int
    path: tuple[int, ...]
    style: int | None
    size: float | None
    look: str
    cell: int | None
    until_break: bool = False


class Outline(Struct):
    """The stack of open headings of one region, with a look ahead to the numbers still to come."""

    items: list[Judged]
    stack: list[Open] = field(default_factory=list)
    nested: set[tuple[Convention, Convention | str]] = field(default_factory=set)
    places: dict[Convention, list[int]] = field(default_factory=dict)
    looks: dict[str, int] = field(default_factory=dict)
    starts: dict[Convention | None, int] = field(default_factory=dict)
    """How often each convention begins at 1."""

    def __post_init__(self) -> None:
        for index, item in enumerate(self.items):
            if item.line.number:
                convention = item.line.number.convention
                self.places.setdefault(convention, []).append(index)
                self.starts[convention] = self.starts.get(convention, 0) + (item.line.number.value == 1)
            else:
                self.looks[item.look] = self.looks.get(item.look, 0) + 1

    def open(self, index: int) -> int:
        """Opens the heading at ``index`` of the region and returns its level (1…)."""
        item = self.items[index]
        box = item.line.box
        # Labels of a form belong to their table, headings inside an answer to their cell.
        cell = box.ident if box is not None and box.holds_text and not (box.full_row and box.paragraphs == 1) else None
        while self.stack and self.stack[-1].cell not in (None, cell):
            self.stack.pop()
        entry = self._number(index, item, cell) if item.line.number else self._unnumbered(item, cell)
        entry.level = self.stack[-1].level + 1 if self.stack else 1
        if self.stack and entry.convention is not None:
            top = self.stack[-1]
            self.nested.add((entry.convention, top.convention or top.look))
        self.stack.append(entry)
        return entry.level

    def _entry(self, item: Judged, cell: int | None) -> Open:
        number = item.line.number
        text = (number.text if number else "") + item.title
        if number and number.text[-1:].isalnum() and item.title:
            text = f"{number.text} {item.title}"
        style = item.line.source.style_level
        return Open(
            level=0,
            text=text,
            convention=number.convention if number else None,
            value=number.value if number else 0,
            path=number.path if number else (),
            style=style if style else None,
            size=item.line.size,
            look=item.look,
            cell=cell,
            until_break=item.until_break,
        )

    def _number(self, index: int, item: Judged, cell: int | None) -> Open:
        entry = self._entry(item, cell)
        convention = entry.convention
        assert convention is not None
        while self.stack and self.stack[-1].until_break:
            self.stack.pop()
        if convention in _DECIMALS and self._decimal(entry):
            return entry
        found = self._sibling(entry, index)
        if found is None:
            found = self._slip(entry, index)
        if found is not None:
            entry.convention = self.stack[found].convention
            del self.stack[found:]
            return entry
        while self.stack and not self._holds(self.stack[-1], entry, index):
            self.stack.pop()
        return entry

    def _decimal(self, entry: Open) -> bool:
        """Closes headings down to the parent of 1.2 or 1.2.3, if it is open."""
        outer = entry.path[:-1]
        for place in range(len(self.stack) - 1, -1, -1):
            other = self.stack[place]
            if other.convention is entry.convention and other.path[:-1] == outer:
                del self.stack[place:]
                return True
        for place in range(len(self.stack) - 1, -1, -1):
            other = self.stack[place]
            named = other.path == outer or (len(outer) == 1 and other.convention in _TOPS and other.value == outer[0])
            if named:
                del self.stack[place + 1 :]
                return True
            if other.convention in _DECIMALS and len(other.path) >= len(entry.path):
                del self.stack[place:]
            elif other.convention in _DECIMALS and len(other.path) == len(outer):
                del self.stack[place + 1 :]
                return True
        return False

    def _sibling(self, entry: Open, index: int) -> int | None:
        """Place of the open heading that counts in the same convention, if this number continues or restarts it."""
        found = None
        for place in range(len(self.stack) - 1, -1, -1):
            other = self.stack[place]
            if other.convention is not entry.convention:
                continue
            follows = entry.value == other.value + 1
            if other.cell is None and entry.cell is not None and not follows:
                continue
            deeper = other.style is not None and entry.style is not None and entry.style > other.style
            if not follows and (deeper or (entry.value == 1 and self._restarts_inside(place, index))):
                continue
            if follows:
                return place
            found = place if found is None else found
        return found

    def _restarts_inside(self, place: int, index: int) -> bool:
        """“1.” below “3.2” of the same document counts anew inside it when the outer count goes on later."""
        above = [other for other in self.stack[place + 1 :] if other.convention is not None]
        if not above:
            return False
        outer = self.stack[place]
        if above[0].convention in _DECIMALS:
            for step in self._later(_DECIMALS[0], index):
                number = self.items[step].line.number
                return number is not None and number.path[0] in (outer.value, outer.value + 1)
            return False
        inner = above[-1].convention
        return inner is not None and outer.convention is not None and inner.rank <= outer.convention.rank

    def _slip(self, entry: Open, index: int) -> int | None:
        """“（三）” where “三、” was meant: an outer count needs this value, and goes on with the next one."""
        if entry.value < 2:
            return None
        for place in range(len(self.stack) - 1, -1, -1):
            other = self.stack[place]
            if other.convention is None or other.value + 1 != entry.value or other.cell != entry.cell:
                continue
            later = next(iter(self._later(other.convention, index)), None)
            if later is not None:
                number = self.items[later].line.number
                if number is not None and number.value == entry.value + 1:
                    return place
        return None

    def _later(self, convention: Convention, index: int) -> list[int]:
        """The next place of a convention behind ``index`` (at most one)."""
        places = self.places.get(convention, [])
        start = bisect.bisect_right(places, index)
        return places[start : start + 1]

    def _holds(self, top: Open, entry: Open, index: int) -> bool:
        """Whether a heading of a convention that is not open yet stands under the innermost open one."""
        convention = entry.convention
        assert convention is not None
        if entry.cell is not None and top.cell is None:
            return True
        if (convention, top.convention or top.look) in self.nested:
            return True
        if top.convention is None:
            return self._look_holds(top, entry, index)
        if top.convention.rank < convention.rank:
            return True
        for step in self._later(top.convention, index):
            number = self.items[step].line.number
            return number is not None and number.value > top.value
        return False

    def _look_holds(self, top: Open, entry: Open, index: int) -> bool:
        if top.style is not None and entry.style is not None:
            return top.style < entry.style
        below = self.stack[-2] if len(self.stack) > 1 else None
        if below is not None and below.convention is not None and entry.convention is not None:
            # （一） after 一、 with a bold line between them belongs to 一、; 1. belongs to the bold line.
            return not _follows_by_custom(below.convention, entry.convention)
        if top.look == "lead":
            return False
        if self.looks.get(top.look, 0) >= 2 and self.starts.get(entry.convention, 0) >= 2:
            return True
        bigger = top.size is not None and entry.size is not None and top.size > entry.size + 0.4
        weak = entry.convention is not None and entry.convention.rank >= Convention.BARE.rank
        return (bigger and self.looks.get(top.look, 0) >= 2) or weak

    def _unnumbered(self, item: Judged, cell: int | None) -> Open:
        entry = self._entry(item, cell)
        if entry.style is not None:
            # One of the same style or a deeper one is closed with all below it, run-in headings without a style too.
            closed = (
                place
                for place, other in enumerate(self.stack)
                if other.style is not None and other.style >= entry.style and other.cell == entry.cell
            )
            del self.stack[next(closed, len(self.stack)) :]
            if all(other.style is None for other in self.stack):
                while len(self.stack) >= entry.style:
                    self.stack.pop()
            return entry
        for place in range(len(self.stack) - 1, -1, -1):
            other = self.stack[place]
            if other.look == entry.look and other.cell == entry.cell:
                del self.stack[place:]
                return entry
        while self.stack and self._outlooks(entry, self.stack[-1]):
            self.stack.pop()
        return entry

    @staticmethod
    def _outlooks(entry: Open, top: Open) -> bool:
        """Whether an unnumbered heading is too large to stand under the open one."""
        if top.cell is None and entry.cell is not None:
            return False
        if top.until_break or top.look in ("lead", "plain"):
            return True
        return top.size is not None and entry.size is not None and entry.size > top.size + 0.4

    def at_break(self) -> None:
        """A page or table ends what only holds up to it (the notes of a form)."""
        while self.stack and self.stack[-1].until_break:
            self.stack.pop()

    def path(self) -> tuple[str, ...]:
        """Texts of the open headings from level 1 down."""
        return tuple(entry.text for entry in self.stack)


def _follows_by_custom(outer: Convention, inner: Convention) -> bool:
    return (outer, inner) in {
        (Convention.FORMAL, Convention.CHINESE),
        (Convention.CHINESE, Convention.CHINESE_PAREN),
        (Convention.CHAPTER, Convention.ARTICLE),
        (Convention.CHAPTER, Convention.SECTION),
        (Convention.PART, Convention.CHINESE),
        (Convention.PART, Convention.CHAPTER),
        (Convention.CHINESE_PAREN, Convention.ARABIC),
        (Convention.ARABIC, Convention.ARABIC_PAREN),
    } or inner in _DECIMALS
