"""Each file of tests/files/pdf is read as its expected.yaml says: every block, every aside, every incident."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from doccheck.document.model import Block, Table, block_text
from doccheck.parsers.pdf import parse_pdf
from tests.files.pdf.files import FILES
from tests.files.pdf.pages import PAGES

FOLDER = Path(__file__).parents[2] / "files" / "pdf"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))


def shown(block: Block) -> Any:
    """A block as the table of expectations writes it."""
    if isinstance(block, Table):
        return {"table": [[cell.text if cell else "" for cell in row] for row in block.grid()]}
    return block_text(block)


@pytest.mark.parametrize("corner", sorted(EXPECTED))
def test_a_corner_is_read_as_it_must_be(corner: str) -> None:
    wanted = EXPECTED[corner]
    document = parse_pdf(FOLDER / f"{corner}.pdf", f"{corner}.pdf")
    assert document.pages == wanted["pages"]
    assert [shown(block) for block in document.blocks] == wanted["blocks"]
    assert [aside.text for aside in document.asides] == wanted.get("asides", [])
    said = [[incident.kind.value, incident.quote or incident.detail] for incident in document.incidents]
    assert said == wanted.get("said", [])


def test_every_corner_has_its_file_its_generator_and_its_expectation() -> None:
    drawn = {**PAGES, **FILES}
    assert set(drawn) == set(EXPECTED) == {path.stem for path in FOLDER.glob("*.pdf")}


@pytest.mark.parametrize("corner", sorted(EXPECTED))
def test_the_generator_draws_what_is_kept(corner: str, tmp_path: Path) -> None:
    target = tmp_path / "again.pdf"
    {**PAGES, **FILES}[corner](target)
    again, kept = parse_pdf(target, "a.pdf"), parse_pdf(FOLDER / f"{corner}.pdf", "a.pdf")
    assert (again.blocks, again.asides, again.incidents) == (kept.blocks, kept.asides, kept.incidents)


def test_places_count_sheets_whatever_the_page_labels_say() -> None:
    document = parse_pdf(FOLDER / "page-labels.pdf", "a.pdf")
    assert [block.location.page for block in document.blocks] == [1, 2]


def test_contents_lines_are_marked_as_such() -> None:
    document = parse_pdf(FOLDER / "contents-page.pdf", "a.pdf")
    assert [paragraph.text for paragraph in document.paragraphs() if paragraph.toc] == [
        "一、建设意义\t1",
        "二、建设基础\t2",
        "三、组织架构\t3",
    ]


def test_what_to_do_with_a_paper_attached_inside_is_said() -> None:
    (incident,) = parse_pdf(FOLDER / "attachments.pdf", "a.pdf").incidents
    assert "“02 建设方案.docx”如属申报材料，请另存到材料文件夹后一并提交" in incident.detail
