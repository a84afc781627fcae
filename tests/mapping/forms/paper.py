"""Real Word files for the tests of forms: laid out by the test, parsed by the program's own parser."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.shared import Cm

from doccheck.document import Document
from doccheck.document.structure import structure
from doccheck.mapping.choices import map_text_choices
from doccheck.mapping.figures import map_figures
from doccheck.mapping.forms import map_fields
from doccheck.mapping.model import FieldValue, MappedSubmission, Part, Passage
from doccheck.mapping.rosters import map_rosters
from doccheck.parsers.word import parse_docx
from doccheck.programme.loader import load
from doccheck.programme.schema import Occasion, Programme, Role

__all__ = ["Paper", "chosen", "fields", "load", "map_text_choices", "submission", "value"]

Rows = Sequence[Sequence[str]]

_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fccf"
    "c0f01f0005050102a7697d340000000049454e44ae426082"
)


class Paper:
    """A Word file under construction. In a table “<” joins a square to its left, “^” to the one above."""

    def __init__(self) -> None:
        self.docx = docx.Document()

    def lines(self, *texts: str) -> Paper:
        for text in texts:
            self.docx.add_paragraph(text)
        return self

    def heading(self, text: str, level: int = 1) -> Paper:
        self.docx.add_heading(text, level)
        return self

    def underlined(self, label: str, value: str) -> Paper:
        paragraph = self.docx.add_paragraph(label)
        paragraph.add_run(value).underline = True
        return self

    def picture(self) -> Paper:
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            file.write(_PNG)
            file.flush()
            self.docx.add_picture(file.name, width=Cm(5))
        return self

    def table(self, rows: Rows, target: Any = None) -> Any:
        width = max(len(row) for row in rows)
        table = (target or self.docx).add_table(rows=len(rows), cols=width)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                if text not in ("<", "^"):
                    bottom, right = r, c
                    while right + 1 < len(row) and row[right + 1] == "<":
                        right += 1
                    while bottom + 1 < len(rows) and c < len(rows[bottom + 1]) and rows[bottom + 1][c] == "^":
                        bottom += 1
                    cell = table.cell(r, c)
                    if (bottom, right) != (r, c):
                        cell = cell.merge(table.cell(bottom, right))
                    first, *more = text.split("\n")
                    cell.paragraphs[0].text = first
                    for line in more:
                        cell.add_paragraph(line)
        return table

    def put_picture(self, cell: Any) -> None:
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            file.write(_PNG)
            file.flush()
            cell.add_paragraph().add_run().add_picture(file.name, width=Cm(5))

    def document(self, path: str = "申报书.docx") -> Document:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "paper.docx"
            self.docx.save(str(place))
            return structure(parse_docx(place, path))


def submission(programme: Programme | str, **papers: Paper | Document) -> MappedSubmission:
    """A submission of one part per paper; keywords are roles (application, plan, member_profile_2 …)."""
    if isinstance(programme, str):
        programme = load(programme)
    documents: dict[str, Document] = {}
    parts: list[Part] = []
    for number, (name, paper) in enumerate(papers.items(), start=1):
        role = Role(name.rstrip("_0123456789"))
        document = paper if isinstance(paper, Document) else paper.document(f"{name}.docx")
        documents[f"d{number}"] = document
        parts.append(Part(f"p{number}", f"d{number}", role, Passage(f"d{number}", document.blocks)))
    placed = tuple(parts)
    return MappedSubmission(
        programme=programme,
        occasion=Occasion.APPLY,
        year=programme.reference_year,
        name="样例",
        documents=documents,
        parts=placed,
        fields=map_fields(documents, placed, programme),
        rosters=map_rosters(documents, placed, programme),
        figures=map_figures(documents, placed, programme),
    )


def fields(programme: str, paper: Paper) -> tuple[FieldValue, ...]:
    """The values of one application."""
    return submission(programme, application=paper).fields


def value(values: Sequence[FieldValue], requirement: str, name: str = "") -> FieldValue:
    """The only value of a row (and name); fails the test when there are none or several."""
    found = [one for one in values if one.requirement == requirement and (not name or one.name == name)]
    assert len(found) == 1, [(one.name, one.text, one.state, one.place) for one in found]
    return found[0]


def chosen(values: Sequence[FieldValue], requirement: str) -> tuple[str, ...]:
    """What is chosen in the only value of a row."""
    return value(values, requirement).chosen
