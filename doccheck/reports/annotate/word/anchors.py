"""Put the ends of comment ranges into a Word part: between runs, or into a run that is split without loss of format.

Word ignores comments in text boxes, headers and notes ([MS-OI29500] 2.1.315), and programs rewrite what equations,
fields and bound content controls hold; anchors in such places move out to the nearest run that bears them.
"""

from __future__ import annotations

import re
from collections import defaultdict

from msgspec import Struct

from doccheck.reports.annotate.word.runs import Coloured, Marks, split_run
from doccheck.reports.annotate.word.source import Source, characters

_BOUND = frozenset({"dataBinding", "date", "dropDownList", "comboBox", "checkbox", "picture", "text"})
_CLOSED = frozenset(
    {"txbxContent", "AlternateContent", "ruby", "oMath", "oMathPara", "fldSimple", "drawing", "pict", "object"}
)
_BLOCKS = frozenset({"body", "tc", "tr", "tbl", "sdtContent", "txbxContent"})
_CHANGE = re.compile(rb"<(?:\w+:)?rPrChange\b.*?</(?:\w+:)?rPrChange\s*>", re.DOTALL)
_MARK_CHANGE = re.compile(rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo)\b[^>]*/>")


class Spot(Struct, frozen=True):
    """A place between characters: inside text ``element`` before its character ``offset``, or at an element's edge.

    With ``offset`` None the place is before the element, or behind it with ``behind``.
    """

    element: int
    offset: int | None = None
    behind: bool = False


class Anchors:
    """Gathers the anchors of one part and writes them all at once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._inserts: dict[int, Marks] = defaultdict(Marks)
        self._breaks: dict[int, dict[tuple[int, int], Marks]] = defaultdict(lambda: defaultdict(Marks))
        self._coloured: dict[int, list[Coloured]] = defaultdict(list)
        self._filled: dict[int, bytes] = {}

    def spot(self, element: int, offset: int | None, behind: bool) -> tuple[Spot, bool]:
        """The place before (or behind) a character, moved out of where comments cannot be; whether it was moved.

        ``offset`` None means the element as a whole.
        """
        source = self.source
        outer = self._outer(element)
        if outer is not None:
            return Spot(outer, None, behind), True
        run = source.elements[element].parent
        if source.elements[run].name != "r" or source.elements[run].namespace != source.elements[element].namespace:
            return Spot(element, None, behind), offset is not None
        if offset is None or source.elements[element].name != "t":
            return self._edge(run, element, behind), False
        length = len(characters(source.inner(element)))
        at = offset + 1 if behind else offset
        if 0 < at < length:
            return Spot(element, at), False
        return self._edge(run, element, at >= length), False

    def _edge(self, run: int, child: int, behind: bool) -> Spot:
        """The place at the edge of a run's child: the run's own edge where nothing else stands between."""
        content = [one for one in self.source.children[run] if self.source.elements[one].name != "rPr"]
        if content and child == content[-1 if behind else 0]:
            return Spot(run, None, behind)
        if behind:
            return Spot(content[content.index(child) + 1], 0)
        return Spot(child, 0)

    def _outer(self, element: int) -> int | None:
        """The outermost element around this one that a comment must not be set into, as a child of a paragraph."""
        source = self.source
        found = None
        for above in source.ancestors(element):
            name = source.elements[above].name
            if name in _CLOSED:
                found = above
            elif name == "sdt" and self._bound(above) and source.elements[above].parent >= 0:
                if source.elements[source.elements[above].parent].name not in _BLOCKS:
                    found = above
            elif name == "r" and found is not None and self._holds(above, found):
                found = above
        return found

    def _holds(self, outer: int, inner: int) -> bool:
        one, other = self.source.elements[outer], self.source.elements[inner]
        return one.start <= other.start and other.end <= one.end

    def _bound(self, control: int) -> bool:
        properties = self.source.child(control, "sdtPr")
        names = () if properties is None else self.source.children.get(properties, ())
        return any(self.source.elements[one].name in _BOUND for one in names)

    def range(self, number: int, start: Spot, end: Spot, colour: str = "") -> None:
        """A comment from one place to another; ``colour`` also highlights the words."""
        prefix = self._prefix(start)
        self._marks(start).starts.append(f'<{prefix}commentRangeStart {prefix}id="{number}"/>'.encode())
        self._marks(end).ends.append(self._reference(number, end))
        if colour:
            self._colour(start, end, colour)

    def point(self, number: int, paragraph: int) -> None:
        """A comment at the beginning of a paragraph (``w:p``)."""
        source = self.source
        element = source.elements[paragraph]
        prefix = source.prefix(paragraph)
        properties = source.child(paragraph, "pPr")
        looks = None if properties is None else source.child(properties, "rPr")
        format = b"" if looks is None else _MARK_CHANGE.sub(b"", _CHANGE.sub(b"", source.raw(looks)))
        marks = self._inserts[element.open_end if properties is None else source.elements[properties].end]
        begin = f'<{prefix}commentRangeStart {prefix}id="{number}"/>'.encode()
        end = self._closing(prefix, number, f"<{prefix}r>".encode(), format)
        if element.empty:
            name = f"{prefix}p".encode()
            before = self._filled.get(paragraph, source.tag(paragraph)[:-2].rstrip() + b">")
            self._filled[paragraph] = before.removesuffix(b"</" + name + b">") + begin + end + b"</" + name + b">"
        else:
            marks.points.append(begin + end)

    def _prefix(self, spot: Spot) -> str:
        """The prefix of WordprocessingML at a place."""
        source = self.source
        namespace = source.elements[0].namespace
        for number in (spot.element, *source.ancestors(spot.element)):
            if source.elements[number].namespace == namespace:
                return source.prefix(number)
        return "w:"

    def _reference(self, number: int, spot: Spot) -> bytes:
        source = self.source
        run = self._run(spot)
        format = b""
        if run is not None:
            looks = source.child(run, "rPr")
            format = b"" if looks is None else _CHANGE.sub(b"", source.raw(looks))
        prefix = self._prefix(spot)
        return self._closing(prefix, number, f"<{prefix}r>".encode(), format)

    @staticmethod
    def _closing(prefix: str, number: int, opening: bytes, format: bytes) -> bytes:
        end = f'<{prefix}commentRangeEnd {prefix}id="{number}"/>'.encode()
        # The mark takes the looks of the words before it, so that no line grows.
        mark = f'<{prefix}commentReference {prefix}id="{number}"/></{prefix}r>'.encode()
        return end + opening + format + mark

    def _run(self, spot: Spot) -> int | None:
        elements = self.source.elements
        if elements[spot.element].name == "r":
            return spot.element
        parent = elements[spot.element].parent
        return parent if spot.offset is not None and elements[parent].name == "r" else None

    def _marks(self, spot: Spot) -> Marks:
        if spot.offset is not None:
            run = self.source.elements[spot.element].parent
            return self._breaks[run][spot.element, spot.offset]
        element = self.source.elements[spot.element]
        return self._inserts[element.end if spot.behind else element.start]

    def _colour(self, start: Spot, end: Spot, colour: str) -> None:
        """Note which stretch of which run is to be highlighted."""
        source = self.source
        first, last = self._order(start), self._order(end)
        stop = max(start.element, end.element)
        for number in range(self._run(start) or start.element, stop + 1):
            if source.elements[number].name != "r" or self._outer(number) is not None:
                continue
            for child in source.children.get(number, ()):
                name = source.elements[child].name
                length = len(characters(source.inner(child))) if name == "t" else 1
                begin, finish = max(first, (child, 0)), min(last, (child, length))
                if name != "rPr" and begin < finish:
                    self._coloured[number].append(Coloured(begin, finish, colour))

    def _order(self, spot: Spot) -> tuple[int, int]:
        """A place as something that can be compared with (element, offset) of text."""
        if spot.offset is not None:
            return spot.element, spot.offset
        if not spot.behind:
            return spot.element, -1
        end = self.source.elements[spot.element].end
        after = spot.element
        while after + 1 < len(self.source.elements) and self.source.elements[after + 1].start < end:
            after += 1
        return after + 1, -1

    def written(self) -> bytes:
        """The part with all anchors."""
        source = self.source
        edits = [(at, at, bytes(marks)) for at, marks in self._inserts.items() if bytes(marks)]
        for run in {*self._breaks, *self._coloured}:
            element = source.elements[run]
            edits.append(
                (
                    element.start,
                    element.end,
                    split_run(source, run, self._breaks.get(run, {}), self._coloured.get(run, [])),
                )
            )
        for paragraph, new in self._filled.items():
            edits.append((source.elements[paragraph].start, source.elements[paragraph].end, new))
        return source.edited(edits)
