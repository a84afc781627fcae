"""What is seen where a seal or a signature belongs: marks upon the pages of a place, or pictures beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from doccheck.document import Document, Location
from doccheck.document.model import ElectronicSignature, Handwriting, Seal

_BEFORE, _BEHIND = 4, 8
"""Blocks before and behind a place at which a Word file may anchor the picture of its seal."""
_WRITING = 0.5
"""Confidence from which ink is writing."""
_NARROW = 0.78
"""A round seal that a page's edge cuts to less than this share rides over several pages and seals none of them."""


class Region(Struct, frozen=True):
    """A place of one document: its pages, or where pages are not known its blocks from ``first`` to ``last``."""

    document: str
    pages: frozenset[int]
    first: int
    last: int


def region(document: str, places: Iterable[Location]) -> Region:
    """The region that covers some places."""
    held = list(places)
    blocks = [place.block for place in held if place.block is not None]
    pages = frozenset(place.page for place in held if place.page is not None)
    return Region(document, pages, min(blocks, default=0), max(blocks, default=0))


class Sight(Struct, frozen=True):
    """What a region shows.

    ``judged`` says that all of it was looked at, so that what is not seen is not there; ``unclear`` that there is ink
    which may be writing.
    """

    seals: tuple[Seal, ...]
    ink: tuple[Handwriting, ...]
    signatures: tuple[ElectronicSignature, ...]
    judged: bool
    unclear: bool = False


def look(held: Document, place: Region) -> Sight:
    """What stands in a region of a document."""
    seals = tuple(seal for seal in held.seals if _within(seal.location, place) and not _rides(seal))
    strokes = [one for one in held.handwriting if _within(one.location, place)]
    ink = tuple(one for one in strokes if one.confidence >= _WRITING)
    signed = tuple(
        one
        for one in held.signatures
        if one.kind != "timestamp" and (one.location.page is None or one.location.page in place.pages)
    )
    if held.format in ("docx", "doc", "wps", "rtf"):
        # A Word file has no fixed pages: one picture of a page at the place shows what was signed there.
        judged = any(_beside(one, place) for one in held.searched)
    else:
        shown = {one.page for one in held.searched}
        judged = bool(place.pages) and place.pages <= shown
    return Sight(seals, ink, signed, judged, len(ink) < len(strokes))


def _within(location: Location, place: Region) -> bool:
    if location.page is not None and location.bbox is not None:
        return location.page in place.pages
    return _beside(location, place)


def _beside(location: Location, place: Region) -> bool:
    if location.block is None:
        return False
    return place.first - _BEFORE <= location.block <= place.last + _BEHIND


def _rides(seal: Seal) -> bool:
    box = seal.location.bbox
    if box is None or seal.shape != "round":
        return False
    wide, high = box[2] - box[0], box[3] - box[1]
    return min(wide, high) < _NARROW * max(wide, high)


def whole(signatures: Sequence[ElectronicSignature]) -> list[ElectronicSignature]:
    """The signatures that were set and still cover their file."""
    return [one for one in signatures if one.state == "whole"]


def unit_seals(seals: Sequence[Seal]) -> list[Seal]:
    """The seals of units: small square ones are persons' name seals."""
    return [seal for seal in seals if seal.shape != "square" or _side(seal) >= 28]


def _side(seal: Seal) -> float:
    """The seal's width in millimetres; a large number where its size is not known."""
    box = seal.location.bbox
    return 99.0 if box is None else min(box[2] - box[0], box[3] - box[1]) * 25.4 / 72
