"""Split a run into several that look alike, with marks in between and, where asked, some of them highlighted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from msgspec import Struct, field

from doccheck.reports.annotate.word.source import Source, characters

At: TypeAlias = tuple[int, int]
"""A child of the run, and an offset in its text."""
_BLANK = " \t\r\n"
_SPACE = re.compile(rb"\sxml:space\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NAME = re.compile(rb"<([^\s/>]+)")
_HIGHLIGHT = re.compile(rb"<(?:\w+:)?highlight[\s/>]")
_BEHIND_HIGHLIGHT = re.compile(
    rb"<(?:w1\d\w*:\w+|(?:\w+:)?(?:u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|specVanish|oMath"
    rb"|rPrChange)(?=[\s/>]))"
)
"""What follows a highlight among the properties of a run (CT_RPr)."""


class Coloured(NamedTuple):
    """A stretch of a run that is to be highlighted."""

    start: At
    end: At
    colour: str


class Marks(Struct):
    """What goes in at one place: ends of ranges, whole comments without a range, beginnings of ranges."""

    ends: list[bytes] = field(default_factory=list)
    points: list[bytes] = field(default_factory=list)
    starts: list[bytes] = field(default_factory=list)

    def __bytes__(self) -> bytes:
        return b"".join([*self.ends, *self.points, *self.starts])


class _Writer:
    """Writes the pieces of one run, a new run wherever a mark or a change of colour comes between."""

    def __init__(self, opening: bytes, format: bytes, prefix: str) -> None:
        self._opening, self._format, self._prefix = opening, format, prefix
        self._closing = b"</" + _name(opening) + b">"
        self._inside: list[bytes] = []
        self._colour = ""
        self.out: list[bytes] = []

    def turn(self, marks: bytes | None, colour: str) -> None:
        """Marks (None: nothing) stand here, and the text goes on in this colour."""
        if marks is not None or colour != self._colour:
            self.close()
            self.out.append(marks or b"")
            self._colour = colour

    def add(self, content: bytes) -> None:
        """Content of the run."""
        self._inside.append(content)

    def close(self) -> None:
        """End the run that is being written."""
        if self._inside:
            format = highlighted(self._format, self._colour, self._prefix)
            self.out += [self._opening, format, *self._inside, self._closing]
            self._inside = []


def split_run(source: Source, run: int, breaks: Mapping[At, Marks], coloured: Sequence[Coloured]) -> bytes:
    """The run as bytes, cut at the breaks and at the edges of colour; each piece has the run's own format."""
    properties = source.child(run, "rPr")
    format = b"" if properties is None else source.raw(properties)
    writer = _Writer(source.tag(run), format, source.prefix(run))
    for child in source.children.get(run, ()):
        if child == properties:
            continue
        written = characters(source.inner(child)) if source.elements[child].name == "t" else []
        length = max(len(written), 1)
        places = [*breaks, *(at for one in coloured for at in (one.start, one.end))]
        edges = sorted({0, *(offset for at, offset in places if at == child and 0 < offset < length)})
        for begin, end in zip(edges, [*edges[1:], length], strict=True):
            marks = breaks.get((child, begin))
            colour = next((one.colour for one in coloured if one.start <= (child, begin) < one.end), "")
            writer.turn(None if marks is None else bytes(marks), colour)
            writer.add(source.raw(child) if len(edges) == 1 else _text(source.tag(child), written, begin, end))
    writer.close()
    return b"".join(writer.out)


def _text(tag: bytes, written: Sequence[str], begin: int, end: int) -> bytes:
    """A stretch of a text element. Blanks at a cut count as before; those that did not count at its edges do not."""
    piece = list(written[begin:end])
    space = _SPACE.search(tag)
    kept = space is not None and b"preserve" in space[0]
    cut_before, cut_behind = begin > 0, end < len(written)
    if not kept and ((cut_before and piece[0] in _BLANK) or (cut_behind and piece[-1] in _BLANK)):
        while not cut_before and piece and piece[0] in _BLANK:
            del piece[0]
        while not cut_behind and piece and piece[-1] in _BLANK:
            del piece[-1]
        tag = _SPACE.sub(b"", tag)[:-1] + b' xml:space="preserve">'
    return tag + "".join(piece).encode() + b"</" + _name(tag) + b">"


def highlighted(format: bytes, colour: str, prefix: str) -> bytes:
    """Run properties with a highlight, at the place that the schema gives it; one that is there stays."""
    if not colour or _HIGHLIGHT.search(format):
        return format
    mark = f'<{prefix}highlight {prefix}val="{colour}"/>'.encode()
    behind = _BEHIND_HIGHLIGHT.search(format)
    at = behind.start() if behind else format.rfind(b"</")
    if at < 0:  # no properties, or an empty tag
        return f"<{prefix}rPr>".encode() + mark + f"</{prefix}rPr>".encode()
    return format[:at] + mark + format[at:]


def _name(tag: bytes) -> bytes:
    match = _NAME.match(tag)
    assert match is not None
    return match[1]
