"""Pages of a PDF as pictures to look at, small enough to be carried inside another file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from doccheck.document.model import Box
from doccheck.document.quoting import Piece
from doccheck.parsers.pdf.boxes import boxes_of
from doccheck.parsers.pdf.opening import open_pdf

DPI = 88
"""Dots for an inch: small print stays readable, and a page of text takes about 40 kB."""
_LONGEST = 1600
"""Pixels of the longer side that no page exceeds: posters are no pages."""
MEDIA = "image/webp"


class Drawn(NamedTuple):
    """A page's picture: ``width`` and ``height`` in points as it is displayed, ``data`` a WebP file."""

    page: int
    width: float
    height: float
    data: bytes


def draw_pages(
    source: Path, path: str, pages: Sequence[int], passages: Sequence[Sequence[Piece]], budget: int
) -> tuple[list[Drawn], list[list[tuple[int, Box]]]]:
    """The pages (from 1) in the given order until ``budget`` bytes are used, and the boxes of each passage.

    A box is given with its page, in points from the top left of the page as it is displayed. Raises ParseError.
    """
    boxes = boxes_of(source, path, passages)
    document, _ = open_pdf(source, path)
    drawn: list[Drawn] = []
    try:
        for number in pages:
            if not 1 <= number <= len(document):
                continue
            page = document[number - 1]
            try:
                width, height = page.get_size()
                scale = min(DPI / 72, _LONGEST / max(width, height, 1.0))
                data = encode(page.render(scale=scale).to_pil())
            finally:
                page.close()
            if len(data) > budget:
                break
            budget -= len(data)
            drawn.append(Drawn(number, width, height, data))
    finally:
        document.close()
    return drawn, boxes


def encode(picture: Any) -> bytes:
    """A Pillow picture as WebP: print stays sharp, scans become small."""
    stream = BytesIO()
    picture.convert("RGB").save(stream, "WEBP", quality=50, method=1)
    return stream.getvalue()
