"""Every hard corner of Word has a small file, and a table says what must be read from it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from doccheck.document import Document
from doccheck.document.model import Block, Figure, PageBreak, Paragraph, Table, Zone
from doccheck.document.structure import structure
from doccheck.intake import read_documents
from doccheck.parsers.office import find_office
from doccheck.parsers.word import parse_docx
from tests.files.make_word import FOLDER, MAKERS, SAVED, make

EXPECTED: dict[str, Any] = yaml.safe_load(FOLDER.with_suffix(".yaml").read_text("utf-8"))
PACKAGES = {name for name in EXPECTED if name.endswith(("x", "m"))}


def told(block: Block) -> Any:
    """A block as the table writes it: words, a box, a table's grid, a figure's description and caption, a break."""
    match block:
        case Paragraph():
            return {"box": block.text} if block.zone is Zone.TEXTBOX else block.text
        case Table():
            return {"table": [[None if cell is None else cell.text for cell in row] for row in block.grid()]}
        case Figure():
            return {"figure": [block.alt, block.caption]}
        case PageBreak():
            return "<break>"


def read(document: Document) -> dict[str, Any]:
    """Everything that the table may speak of."""
    counts: dict[str, int] = {}
    for incident in document.incidents:
        counts[incident.kind.value] = counts.get(incident.kind.value, 0) + incident.count
    return {
        "blocks": [told(block) for block in document.blocks],
        "labels": [paragraph.label for paragraph in document.paragraphs() if paragraph.label],
        "asides": [f"{aside.zone.value}: {aside.text}" for aside in document.asides],
        "levels": [
            f"{paragraph.style_level} {paragraph.text}"
            for paragraph in document.paragraphs()
            if paragraph.style_level is not None
        ],
        "headings": [
            f"{heading.level} {heading.title}"
            for paragraph in structure(document).paragraphs()
            if (heading := paragraph.heading) is not None
        ],
        "incidents": counts,
        "told": [incident.detail for incident in document.incidents],
    }


def check(document: Document, expected: dict[str, Any]) -> None:
    """What is read is what the table says; incidents and notes that it does not name must not be there."""
    found = read(document)
    for key in sorted({"blocks", "asides", "incidents"} | set(expected)):
        if key == "told":
            assert all(any(part in detail for detail in found["told"]) for part in expected["told"]), found["told"]
        else:
            assert found[key] == expected.get(key, type(found[key])())


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_the_corner_is_read_as_the_table_says(name: str) -> None:
    check(parse_docx(FOLDER / name, name), EXPECTED[name])


@pytest.mark.skipif(find_office() is None, reason="needs LibreOffice")
@pytest.mark.parametrize("name", sorted(set(EXPECTED) - PACKAGES))
def test_a_legacy_file_is_read_as_well_as_the_word_file(name: str) -> None:
    (document,) = read_documents(FOLDER / name).documents.values()
    check(document, EXPECTED[name])


def test_every_file_is_in_the_table_and_is_what_its_maker_writes(tmp_path: Path) -> None:
    make(tmp_path)
    kept = {path.name for path in FOLDER.iterdir()}
    assert kept == set(EXPECTED) == set(MAKERS) | set(SAVED) | {"legacy.wps"}
    for name in MAKERS:
        assert parts(FOLDER / name) == parts(tmp_path / name), name


def parts(path: Path) -> dict[str, bytes]:
    """What a file holds, however it was packed."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
