"""Whole papers read as submissions: how they are written, compared, and what the sixth programme needs (YAML only)."""

from pathlib import Path

import pytest

from doccheck.evaluation.score import CodeScore
from doccheck.evaluation.understanding import f1, model_tables, understand
from doccheck.programme.loader import load_file
from doccheck.training.corpus import Block, WholeDocument, documents
from doccheck.training.papers import is_of, read, write_docx

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def paper(**changes: object) -> WholeDocument:
    data: dict[str, object] = {
        "id": "t-1",
        "author": "t",
        "voice": "ta",
        "industry": "泵阀",
        "programme": "yongchuan-2023",
        "role": "plan",
        "title": "永川泵阀创新联合体组建方案",
        "blocks": [
            {"level": 1, "h": "一、我们是个什么组织", "rows": ["plan.position"], "x": "联合体定位于泵阀行业共性技术的公共平台，面向上下游中小企业提供研发与检测服务，不是公司，不与成员抢生意。"},
            {"level": 1, "h": "二、班子", "rows": ["plan.org"], "x": "设理事会，由六家单位负责人组成，牵头企业董事长任理事长；秘书处设在牵头企业，配三名专职人员，办理日常事务。"},
        ],
        "missing": ["plan.mechanism", "plan.goals", "plan.tasks"],
        "elements": {"plan.org.chief": "absent"},
    }  # fmt: skip
    return WholeDocument.model_validate(data | changes)


def test_a_paper_is_read_back_from_a_word_file(tmp_path: Path) -> None:
    write_docx(paper(), tmp_path / "a.docx")
    assert (tmp_path / "a.docx").stat().st_size > 5000
    text = "".join(block.text for block in next(iter(read(paper()).values())).blocks)
    assert "二、班子" in text


def test_sections_in_other_words_are_placed_and_what_is_not_written_is_not_found() -> None:
    result = understand([paper()])
    assert (result.sections.right, result.sections.of) == (5, 5)
    assert result.roles.value == 1.0


def test_a_section_in_the_wrong_place_counts_as_a_slip() -> None:
    blocks = [block.model_dump(by_alias=True) for block in paper().blocks]
    blocks[0]["rows"], blocks[1]["rows"] = blocks[1]["rows"], blocks[0]["rows"]
    result = understand([paper(blocks=blocks)])
    assert result.sections.right == 3
    assert {slip.row for slip in result.slips if slip.kind == "section"} == {"plan.position", "plan.org"}


def test_a_text_stands_at_its_block_by_heading_or_by_first_words() -> None:
    block = Block.model_validate({"h": "一、由来", "x": "这件事要从三年前的一次停产说起，当时进口主轴断供。"})
    assert is_of("一、由来", True, block)
    assert is_of("这件事要从三年前的一次停产说起", False, block)
    assert not is_of("二、由来", True, block)


@pytest.mark.parametrize(("right", "false", "missed", "value"), [(8, 2, 2, 0.8), (0, 0, 0, 1.0), (0, 1, 0, 0.0)])
def test_f1_is_the_harmonic_mean(right: int, false: int, missed: int, value: float) -> None:
    assert f1(CodeScore(right, false, missed)) == pytest.approx(value)


def test_the_tables_name_every_label_and_programme() -> None:
    line = {"label": "goals", "precision": 0.9, "recall": 0.8, "f1": 0.85, "support": 20, "calibration_error": 0.01}
    table = {
        "macro_f1": 0.85,
        "main_f1": 0.9,
        "right": 0.95,
        "state_f1": 0.7,
        "lines": [line],
        "main": [line],
        "states": [],
    }
    quality = {
        "about": {"corpora": "0" * 64, "trained": "2026-01-01"},
        "tables": {"sections": table},
        "unseen_programmes": [
            {"model": "sections", "programme": "x-2020", "main_f1": 0.91, "right": 0.95, "texts": 40}
        ],
        "placed_unseen": [{"programme": "y-2021", "right": 18, "of": 20}],
    }
    text = "\n".join(model_tables(quality))
    assert "goals" in text
    assert "0.010" in text
    assert "x-2020" in text
    assert "18/20" in text


def test_a_sixth_programme_needs_a_programme_file_only() -> None:
    programme = load_file(CORPORA / "sixth" / "baoding-2021.yaml")
    papers = [
        WholeDocument.model_validate_json(p.read_text("utf-8")) for p in sorted((CORPORA / "sixth").glob("*.json"))
    ]
    plain = [each for each in papers if each.role == "plan" and not each.hard]
    result = understand(plain, {programme.id: programme})
    assert plain
    assert result.sections.value >= 0.85


def test_no_author_of_a_held_out_paper_wrote_anything_to_learn_from() -> None:
    held = {each.author for each in documents(CORPORA / "understanding", "heldout")}
    taught = {each.author for each in documents(CORPORA / "understanding")}
    assert len(held) >= 5
    assert not held & taught
