"""Real Word files made for a test, read and mapped as a submission."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from docx import Document as WordFile

from doccheck.document.structure import structure
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.pipeline import map_submission
from doccheck.parsers.word import parse_docx
from doccheck.programme.loader import load

Content = Sequence[str | list[list[str]]]
Submit = Callable[[str, Mapping[str, Content]], MappedSubmission]


def write_docx(path: Path, content: Content) -> Path:
    """A Word file: a paragraph per string (“#2 …” a heading of level 2), a table per list of rows."""
    file = WordFile()
    for item in content:
        if isinstance(item, str):
            if item[:1] == "#" and item[1:2].isdigit():
                file.add_heading(item[3:], int(item[1]))
            else:
                file.add_paragraph(item)
            continue
        table = file.add_table(len(item), max(map(len, item)))
        for row, texts in enumerate(item):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    file.save(str(path))
    return path


@pytest.fixture
def submit(tmp_path: Path) -> Submit:
    """Map files (name → content) as a submission to a programme."""

    def run(programme: str, files: Mapping[str, Content]) -> MappedSubmission:
        documents = {
            f"d{number}": structure(parse_docx(write_docx(tmp_path / name, content), name))
            for number, (name, content) in enumerate(files.items(), 1)
        }
        return map_submission(documents, load(programme), "submission")

    return run
