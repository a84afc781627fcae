"""Diagrams: look-alike captions, boxes of the form, drawings made of tables and arrows."""

from __future__ import annotations

from doccheck.mapping.model import FigureMatch
from tests.mapping.forms.paper import Paper, submission

GANZHOU = "ganzhou-2022"
FOUR = {
    "plan.figure.coverage": "联合体在产业链中的环节覆盖图",
    "plan.figure.supply": "联合体产业链供应链图",
    "plan.figure.members": "成员单位供应链分布图",
    "plan.figure.region": "成员单位区域分布图",
}


def _found(**papers: Paper) -> dict[str, FigureMatch]:
    return {match.requirement: match for match in submission(GANZHOU, **papers).figures}


def _plan(*captions: str) -> Paper:
    paper = Paper().lines("组建方案")
    for number, caption in enumerate(captions, start=1):
        paper.picture().lines(
            f"图{number} {caption}", "上图说明了各成员单位在产业链中的位置和相互之间的供需关系，后续将按年度更新。"
        )
    return paper


def test_four_figures_with_captions_below() -> None:
    found = _found(plan=_plan(*FOUR.values()))
    assert {row: match.caption[3:] for row, match in found.items() if match.picture} == FOUR


def test_shortened_captions_go_to_the_right_figure() -> None:
    found = _found(plan=_plan("环节覆盖图", "联合体供应链图", "供应链分布图", "区域分布图"))
    assert [found[row].caption[3:] for row in FOUR] == ["环节覆盖图", "联合体供应链图", "供应链分布图", "区域分布图"]


def test_one_missing_figure_is_not_answered_by_its_look_alike() -> None:
    found = _found(plan=_plan("联合体在产业链中的环节覆盖图", "联合体产业链供应链图", "成员单位区域分布图"))
    assert "plan.figure.members" not in found or found["plan.figure.members"].picture is None
    assert found["plan.figure.region"].picture is not None


def test_captions_above_their_pictures() -> None:
    paper = Paper().lines("组建方案")
    for caption in FOUR.values():
        paper.lines(caption).picture()
    found = _found(plan=paper)
    assert {row for row, match in found.items() if match.picture} == set(FOUR)


def test_caption_without_a_picture() -> None:
    paper = _plan("联合体在产业链中的环节覆盖图").lines("图2 联合体产业链供应链图", "以上为全部内容。")
    found = _found(plan=paper)
    assert found["plan.figure.supply"].picture is None
    assert found["plan.figure.coverage"].picture is not None


def test_a_sentence_that_mentions_a_figure_is_no_caption() -> None:
    found = _found(
        plan=Paper().lines(
            "我们绘制了成员单位区域分布图，并据此安排任务。",
            "联合体环节覆盖图、供应链图、供应链分布图、区域分布图见附件。",
        )
    )
    assert not any(match.picture for match in found.values())


def test_diagram_drawn_as_a_table() -> None:
    paper = Paper().lines("组建方案", "图1 联合体产业链供应链图")
    paper.table([["上游：稀土分离", "中游：磁材", "下游：电机"], ["甲公司", "乙公司", "丙公司"]])
    assert _found(plan=paper)["plan.figure.supply"].picture is not None


def test_diagram_written_with_arrows() -> None:
    paper = Paper().lines("组建方案", "联合体产业链供应链图", "稀土分离（甲公司）→磁材制备（乙公司）→电机（丙公司）")
    assert _found(plan=paper)["plan.figure.supply"].picture is not None


def test_box_of_the_form_with_and_without_a_picture() -> None:
    paper = Paper()
    table = paper.table([["产业链图："], ["联合体研究方向：\n永磁材料"], ["联合体产业链图："]])
    paper.put_picture(table.cell(2, 0))
    found = _found(application=paper)
    assert found["application.chain_figure"].picture is None
    assert found["application.consortium_figure"].picture is not None


def test_box_that_points_to_the_plan() -> None:
    paper = Paper()
    paper.table([["产业链图：见附图"], ["联合体产业链图：见附图"]])
    plan = Paper().picture().lines("图1 产业链图").picture().lines("图2 联合体产业链图")
    found = _found(application=paper, plan=plan)
    assert found["application.chain_figure"].picture is not None
    assert found["application.consortium_figure"].picture is not None


def test_the_last_item_of_a_list_of_figures_has_not_the_first_picture() -> None:
    paper = Paper().lines("组建方案", *(f"{number}.{caption}" for number, caption in enumerate(FOUR.values(), 1)))
    for number, caption in enumerate(list(FOUR.values())[:3], start=1):
        paper.picture().lines(f"附图{number} {caption}")
    found = _found(plan=paper)
    assert found["plan.figure.region"].picture is None
    assert found["plan.figure.coverage"].picture is not None
