"""Pages of picture files as small pictures, for whoever shows them beside their text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from doccheck.document.model import Box
from doccheck.document.quoting import Piece
from doccheck.document.widths import reckoned
from doccheck.parsers.pdf.pictures import DPI, Drawn, encode
from doccheck.parsers.scan.parser import frames

_LONGEST = 1600


def draw_frames(
    source: Path, pages: Sequence[int], passages: Sequence[Sequence[Piece]], budget: int
) -> tuple[list[Drawn], list[list[tuple[int, Box]]]]:
    """The pages (from 1) until ``budget`` bytes are used, and the boxes of each passage with their page, in points."""
    from PIL import Image

    drawn: list[Drawn] = []
    for number, found in frames(source, max(pages, default=0)):
        if number not in pages or found is None:
            continue
        pixels, scale = found
        picture = Image.fromarray(pixels)
        width, height = picture.width / scale, picture.height / scale
        share = min(1.0, DPI / 72 / scale, _LONGEST / max(picture.size))
        small = picture.resize((max(1, round(picture.width * share)), max(1, round(picture.height * share))))
        data = encode(small)
        if len(data) > budget:
            break
        budget -= len(data)
        drawn.append(Drawn(number, width, height, data))
    return drawn, [_boxes(pieces) for pieces in passages]


def _boxes(pieces: Sequence[Piece]) -> list[tuple[int, Box]]:
    boxes: list[tuple[int, Box]] = []
    for piece in pieces:
        text = piece.paragraph.text
        for line in piece.paragraph.lines:
            start, end = max(piece.start, line.start), min(piece.end, line.end)
            if text[start:end].strip():
                left, right = reckoned(text[line.start : line.end], start - line.start, end - line.start, line.bbox)
                boxes.append((line.page, (left, line.bbox[1], right, line.bbox[3])))
    return boxes
