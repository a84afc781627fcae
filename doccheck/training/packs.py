"""The labelled packs of ``corpora/figures``: submissions with every figure annotated, and what contradicts what.

``dev`` is what development looks at; ``held`` are packs by other authors that it never reads. Each pack's documents
are written as Word files and checked like any submission. corpora/README.md says what each key means.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class GoldFact(BaseModel):
    """One figure: document, quantity, subject, year or span of years, nature, value (or range) in the usual unit."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    document: int = Field(alias="d")
    quantity: str = Field(alias="q")
    subject: str = Field(alias="s")
    year: int | tuple[int, int] | None = Field(alias="y")
    nature: str = Field(alias="n")
    value: float | tuple[float, float] = Field(alias="v")
    unit: str = Field(alias="u")
    written: str = Field(alias="x")
    near: str = ""


class Clash(BaseModel):
    """Places that contradict each other under a code, or (a trap) only seem to."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    code: str = ""
    like: str = ""
    documents: tuple[int, ...] = Field(alias="d")
    quotes: tuple[str, ...] = Field(alias="x")
    why: str
    optional: bool = False
    """Follows from another contradiction: told or not, either is right."""


class Paper(BaseModel):
    """One document of a pack: its file name and its blocks (``h``+``level``, ``p``, ``t``+``caption``)."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    file: str
    role: str
    title: str
    blocks: tuple[dict[str, Any], ...]


class Pack(BaseModel):
    """One submission with its figures, its planted contradictions and the look-alikes that are none."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    author: str
    programme: str
    year: int
    consortium: str
    lead: str
    members: tuple[str, ...]
    documents: tuple[Paper, ...]
    facts: tuple[GoldFact, ...]
    contradictions: tuple[Clash, ...]
    traps: tuple[Clash, ...]


def packs(folder: Path) -> Iterator[Pack]:
    """Every pack in a folder, by name.

    Raises:
        pydantic.ValidationError: for a file that does not follow the form.
    """
    for path in sorted(folder.glob("*.json")):
        yield Pack.model_validate_json(path.read_text(encoding="utf-8"))


def write_pack(pack: Pack, folder: Path) -> None:
    """Write the documents of a pack as .docx into ``folder``."""
    for paper in pack.documents:
        _write(paper, folder / Path(paper.file).with_suffix(".docx").name)


def _write(paper: Paper, path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(paper.title, style="Title")
    for block in paper.blocks:
        if "h" in block:
            document.add_paragraph(block["h"], style=f"Heading {min(3, max(1, int(block.get('level', 1))))}")
        if "p" in block:
            for line in str(block["p"]).split("\n"):
                document.add_paragraph(line)
        if "t" in block:
            if block.get("caption"):
                document.add_paragraph(block["caption"])
            _table(document, block["t"])
    document.save(str(path))


def _table(document: Any, rows: list[list[Any]]) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows), style="Table Grid")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, dict):
                last = table.cell(r + int(value.get("r", 1)) - 1, c + int(value.get("c", 1)) - 1)
                table.cell(r, c).merge(last).text = str(value["x"])
            elif value is not None:
                table.cell(r, c).text = str(value)
