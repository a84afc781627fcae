"""“可能缺少，请核对”: what was not found but something comes near to it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from doccheck.checks.sections.outline import missing_section
from doccheck.checks.words import nearest_place, nearest_words
from doccheck.document import Location
from doccheck.intake.reading import read_documents
from doccheck.mapping.model import Doubt, MappedSubmission
from doccheck.mapping.pipeline import map_submission
from doccheck.programme.loader import load
from tests.submissions import write
from tests.texts import JIANGSU_PLAN, lines

DOUBT = Doubt("plan.1.3", "d1", "（三）往后怎么走", Location(block=4), 0.31)


def mapped(tmp_path: Path) -> MappedSubmission:
    write(tmp_path, {"建设方案.docx": lines(JIANGSU_PLAN, without=("1.3",))})
    return map_submission(read_documents(tmp_path).documents, load("jiangsu-2023"), "t")


def test_the_words_name_the_candidate_and_how_sure_it_is() -> None:
    assert "“（三）往后怎么走”" in nearest_words(DOUBT)
    assert "31%" in nearest_words(DOUBT)
    assert nearest_place(DOUBT).location.block == 4


def test_a_section_that_something_comes_near_to_may_be_missing(tmp_path: Path) -> None:
    near = replace(mapped(tmp_path), doubts=(DOUBT,))
    finding = next(f for f in missing_section(near) if f.requirement == "plan.1.3")
    assert "可能缺少" in finding.message
    assert "请核对" in finding.message
    assert [e.quote for e in finding.evidence][-1] == "（三）往后怎么走"
    assert finding.confidence == 0.69


def test_a_section_that_nothing_comes_near_to_is_missing(tmp_path: Path) -> None:
    far = replace(mapped(tmp_path), doubts=())
    finding = next(f for f in missing_section(far) if f.requirement == "plan.1.3")
    assert "没有找到" in finding.message
    assert "可能" not in finding.message
