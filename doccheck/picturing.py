"""Pictures of the pages that findings point to, for the HTML report: the files are opened once more for them."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from doccheck.document.model import Box, Line, Location
from doccheck.findings.report import DocumentNote, Report
from doccheck.parsers.errors import ParseError
from doccheck.reports.pictures import PagePicture, PagePictures, PictureBox

if TYPE_CHECKING:
    from doccheck.document.quoting import Piece
    from doccheck.intake.submission import SourceFile
    from doccheck.reports.passages import Spot, TextSpots

MOST_BYTES = 4_000_000
"""Bytes of all pictures of a report; as text inside the page they take a third more."""
MOST_PAGES = 80
_DRAWN = frozenset({"pdf", "image"})


def picture_pages(report: Report, path: str | os.PathLike[str]) -> PagePictures:
    """Draw the pages of PDF and picture files that findings point to, the gravest findings' first.

    Worker processes draw them, within the limits that hold for reading: a file that resists has no pictures, and
    neither has one that was changed since the check. A masked report gets none: pictures show what was masked.

    Args:
        report: what :func:`doccheck.check` gave for ``path``.
        path: the submission.

    Raises:
        NothingToCheck: the path does not exist any more.
    """
    from doccheck.intake.submission import open_submission
    from doccheck.reports.passages import spots_of

    notes = [note for note in report.documents if note.id in report.texts]
    texts = spots_of(report)
    wanted = {note.id: _pages(report, texts[note.id]) for note in notes}
    if report.masked or not any(wanted.values()):
        return PagePictures()
    drawn: list[PagePicture] = []
    asked = 0
    with open_submission(path) as submission:
        files = {file.path: file for file in submission.files}
        for note in sorted(notes, key=lambda note: _gravest(report, texts[note.id])):
            file = files.get(note.path)
            if file is None or not _able(note, file) or not wanted[note.id]:
                continue
            asked += len(wanted[note.id])
            room = MOST_BYTES - sum(len(picture.data) for picture in drawn)
            pages = wanted[note.id][: MOST_PAGES - len(drawn)]
            if pages and room > 0:
                drawn += _drawn(note, file, pages, texts[note.id], room)
    order = {note.id: position for position, note in enumerate(notes)}
    drawn.sort(key=lambda picture: (order[picture.document], picture.page))
    return PagePictures(tuple(drawn), max(0, asked - len(drawn)))


def _able(note: DocumentNote, file: SourceFile) -> bool:
    return file.source is not None and file.read_as in _DRAWN and file.sha256 == note.sha256


def _gravest(report: Report, text: TextSpots) -> int:
    return min((report.findings[spot.finding - 1].severity.rank for spot in text.spots), default=9)


def _pages(report: Report, text: TextSpots) -> list[int]:
    """Pages that findings point to, the gravest first."""
    pages: dict[int, int] = {}
    for spot in text.spots:
        rank = report.findings[spot.finding - 1].severity.rank
        for page in _pages_of(text, spot):
            pages[page] = min(rank, pages.get(page, rank))
    return sorted(pages, key=lambda page: (pages[page], page))


def _pages_of(text: TextSpots, spot: Spot) -> set[int]:
    pages = {line.page for piece in _pieces(text, spot) for line in piece.paragraph.lines if _meets(piece, line)}
    page = spot.said.location.page
    return pages or (set() if page is None else {page})


def _meets(piece: Piece, line: Line) -> bool:
    return line.start < piece.end and piece.start < line.end


def _pieces(text: TextSpots, spot: Spot) -> list[Piece]:
    return [] if spot.passage is None else list(text.pieces(spot.passage))


def _drawn(note: DocumentNote, file: SourceFile, pages: list[int], text: TextSpots, room: int) -> list[PagePicture]:
    from doccheck.intake.limits import ParseLimits
    from doccheck.intake.workers import Job, Workers
    from doccheck.parsers.pdf.pictures import MEDIA, draw_pages
    from doccheck.parsers.scan.pictures import draw_frames

    source: Path | None = file.source
    pieces = [_pieces(text, spot) for spot in text.spots]
    job = (
        Job(0, draw_pages, (source, note.path, pages, pieces, room))
        if file.read_as == "pdf"
        else Job(0, draw_frames, (source, pages, pieces, room))
    )
    with Workers([job], ParseLimits.from_environment()) as workers:
        result = workers.finish()[0]
    if isinstance(result, ParseError):
        return []
    drawn, found = result
    boxes: dict[int, list[PictureBox]] = defaultdict(list)
    for spot, places in zip(text.spots, found, strict=True):
        for page, box in places or _named(spot.said.location):
            boxes[page].append(PictureBox(spot.finding, spot.evidence, box))
    return [
        PagePicture(note.id, one.page, one.width, one.height, MEDIA, one.data, tuple(boxes[one.page])) for one in drawn
    ]


def _named(location: Location) -> list[tuple[int, Box]]:
    """The box that the finding itself names, where nothing is printed to put one around."""
    return [(location.page, location.bbox)] if location.page is not None and location.bbox is not None else []
