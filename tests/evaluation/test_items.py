"""Short items: written as Word files, what is told of them compared with what is wrong."""

from __future__ import annotations

from pathlib import Path

from doccheck.evaluation.items import score_items
from doccheck.training.items import Items, items_in

CORPORA = Path(__file__).resolve().parents[2] / "corpora" / "figures" / "items"


def items(*texts: tuple[str, list[str]]) -> Items:
    return Items.model_validate(
        {
            "author": "t",
            "year": 2023,
            "consortium": "江苏省精密轴承创新联合体",
            "lead": "无锡恒轴精密股份有限公司",
            "members": ["苏州明磨科技有限公司", "江淮理工大学"],
            "items": [
                {"id": n, "docs": [{"role": "plan", "blocks": [{"p": text}]}], "wrong": wrong, "why": ""}
                for n, (text, wrong) in enumerate(texts, 1)
            ],
        }
    )


WRONG = "现有授权专利48件，由发明专利21件、实用新型专利19件、外观设计专利6件三部分构成。"
RIGHT = "现有授权专利46件，由发明专利21件、实用新型专利19件、外观设计专利6件三部分构成。"


def test_a_wrong_item_that_is_told_is_found() -> None:
    assert [score_items([items((WRONG, ["N002"]))]).all.right] == [1]


def test_a_right_item_that_is_told_is_a_false_alarm() -> None:
    scores = score_items([items((WRONG, []), (RIGHT, []))])
    assert (scores.all.false, scores.all.right, scores.items) == (1, 0, 2)


def test_a_wrong_item_that_nobody_told_is_missed() -> None:
    scores = score_items([items((RIGHT, ["N002"]))])
    assert (scores.all.missed, scores.slips) == (1, ["t-1 漏报 N002 "])


def test_every_item_of_the_corpus_has_at_most_one_code_and_as_many_are_right_as_wrong() -> None:
    for folder in ("dev", "held"):
        for author in items_in(CORPORA / folder):
            wrong = [item for item in author.items if item.wrong]
            assert all(len(item.wrong) == 1 for item in wrong)
            assert abs(2 * len(wrong) - len(author.items)) <= 4
