"""Phrases that several checks say alike: how a row is called, where something stands."""

from __future__ import annotations

from doccheck.document import Location
from doccheck.findings import Evidence
from doccheck.mapping.model import Doubt, MappedSubmission, Part
from doccheck.programme.schema import Row


def name_of(row: Row, length: int = 40) -> str:
    """A row's title, or its demand where it has none, short enough for a message."""
    text = row.title or row.must
    return text if len(text) <= length else text[: length - 1] + "…"


def start_of(part: Part) -> Evidence:
    """Evidence for something absent from a part: where the part begins."""
    return Evidence(part.document, part.title or part.passage.text.strip()[:30], part.passage.location)


def end_of(part: Part) -> Evidence:
    """Evidence for something absent at the end of a part (signatures, closing articles)."""
    blocks = part.passage.blocks
    location = blocks[-1].location if blocks else Location()
    text = part.passage.text.strip()
    return Evidence(part.document, text[-30:].split("\n")[-1], location)


def path_of(mapped: MappedSubmission, document: str) -> str:
    """The path of a document as the user knows it."""
    held = mapped.documents.get(document)
    return held.path if held is not None else document


def nearest_words(doubt: Doubt) -> str:
    """What a message says of the passage that comes nearest to something not found."""
    return f"最接近的是“{doubt.quote.strip()}”，但把握只有{doubt.probability:.0%}，请核对"


def nearest_place(doubt: Doubt) -> Evidence:
    """Where that passage stands."""
    return Evidence(doubt.document, doubt.quote, doubt.location)
