"""Where in a Word package the printed characters of a document come from: numbers of XML elements and offsets."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct, field

from doccheck.document.model import Document


class Stretch(Struct, frozen=True):
    """Ink characters from ``start`` on that one element gave; ``places`` are their offsets in its text.

    ``element`` counts the elements of the part in document order from 0. ``places`` is empty where the characters
    cannot be told apart in the element (a symbol, an equation, a form field).
    """

    start: int
    length: int
    element: int
    places: tuple[int, ...] = ()


class Host(Struct, frozen=True):
    """The element of the main part at which a header's or note's paragraph is shown; ``kind`` as in ``Zone``."""

    element: int
    kind: str


class Trace(Struct, frozen=True):
    """A Word document with the origin of its characters.

    ``stretches`` cover the ink of the body in order, without automatic numbers. ``paragraphs`` gives the ``w:p`` of
    each paragraph of the body (None for words from a drawing), ``cells`` the ``w:tc`` of each outermost cell by block
    and place, ``blocks`` the element of each block, ``hosts`` one entry for each aside.
    """

    document: Document
    main: str
    stretches: tuple[Stretch, ...] = ()
    paragraphs: tuple[int | None, ...] = ()
    cells: dict[tuple[int, tuple[int, int]], int] = field(default_factory=dict)
    hosts: tuple[Host, ...] = ()

    def origin(self, position: int) -> tuple[int, int | None] | None:
        """Element and offset (None: all of it) of an ink character; None for what no element holds."""
        stretch = self.stretch(position)
        if stretch is None:
            return None
        return stretch.element, stretch.places[position - stretch.start] if stretch.places else None

    def stretch(self, position: int) -> Stretch | None:
        """The stretch that holds an ink character."""
        index = bisect_right(self.stretches, position, key=lambda one: one.start) - 1
        if index < 0:
            return None
        stretch = self.stretches[index]
        return stretch if position - stretch.start < stretch.length else None

    def cuts(self, start: int, end: int) -> bool:
        """Whether a passage begins or ends inside an element that cannot be parted."""
        for edge in (start, end):
            one = self.stretch(edge)
            if one is not None and not one.places and one.start < edge < one.start + one.length:
                return True
        return False
