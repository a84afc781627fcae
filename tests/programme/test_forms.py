"""The blank official forms: built from their script, with the tables' geometry and nothing filled in."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document
from docx.document import Document as WordDocument

from doccheck.programme.loader import load, programmes
from doccheck.programme.schema import FieldRow, RosterRow

FOLDER = Path(__file__).resolve().parents[2] / "corpora" / "forms"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("forms_build", FOLDER / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = path
    return module


def _text(document: WordDocument) -> str:
    lines = [p.text for p in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "".join("\n".join(lines).split())


def test_the_forms_on_disk_are_those_of_the_script(build: ModuleType) -> None:
    for name, paper in build.forms().items():
        assert _text(Document(str(FOLDER / name))) == _text(paper.document), name


def test_every_programme_has_a_form() -> None:
    assert {path.parent.name for path in FOLDER.glob("*/*.docx")} == set(programmes())


def test_the_member_table_is_merged_as_printed(build: ModuleType) -> None:
    table = build.jiangsu_application().document.tables[0]
    labels = [row.cells[0].text for row in table.rows]
    first = labels.index("创新联合体成员及分工")
    assert table.cell(first, 0)._tc is table.cell(first + 4, 0)._tc
    assert table.cell(0, 0)._tc is table.cell(0, 7)._tc


@pytest.mark.parametrize(
    ("programme", "form"),
    [("jiangsu-2023", "jiangsu_application"), ("liangjiang-2021", "liangjiang_application")],
)
def test_every_printed_label_is_known_to_the_outline(build: ModuleType, programme: str, form: str) -> None:
    text = _text(getattr(build, form)().document).replace("(", "（").replace(")", "）").replace(":", "：")
    for row in load(programme).rows:
        if row.parent != "application" or not isinstance(row, FieldRow | RosterRow):
            continue
        for blank in row.fields if isinstance(row, FieldRow) else row.columns:
            labels = [label.replace("(", "（").replace(")", "）").replace(":", "：") for label in blank.labels]
            assert any("".join(label.split()) in text for label in labels), (row.id, blank.name)


def test_a_row_that_does_not_fill_the_table_is_refused(build: ModuleType) -> None:
    with pytest.raises(ValueError, match="fills 1 of 2"):
        build.Paper().table([1, 1], [["a"]])
