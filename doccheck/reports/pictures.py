"""Pictures of the pages that findings point to, with the boxes of the quoted words, for writers that show them."""

from __future__ import annotations

from msgspec import Struct

from doccheck.document.model import Box


class PictureBox(Struct, frozen=True):
    """The box, in points from the page's top left, of words that evidence ``evidence`` of a finding quotes.

    Findings and their evidence count from 1, in the order of the report.
    """

    finding: int
    evidence: int
    box: Box


class PagePicture(Struct, frozen=True):
    """One page as an image file in ``data`` (of type ``media``), ``width`` × ``height`` points large."""

    document: str
    page: int
    width: float
    height: float
    media: str
    data: bytes
    boxes: tuple[PictureBox, ...] = ()


class PagePictures(Struct, frozen=True):
    """All pictures of a report, by document and page. ``left_out`` counts pages that were too many or too large."""

    pages: tuple[PagePicture, ...] = ()
    left_out: int = 0
