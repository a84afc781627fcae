"""Figures with the words around them, and which two may be one thing told twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.facts.numbers import narrow
from doccheck.facts.rivals.pairs import Figures
from doccheck.facts.rivals.signs import signs_of
from doccheck.facts.rivals.stated import measured
from doccheck.facts.rivals.words import Rarity, grams
from doccheck.mapping.model import MappedSubmission
from tests.checks.figures.papers import grid, mapped

EVEN = Rarity(100, {})
"""Papers in which no pair of characters was ever seen: all are equally rare."""


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("须经全体理事三分之二以上同意", 100 * 2 / 3, "%"),
        ("每日按应缴未缴金额的万分之五支付", 5, "‱"),
        ("应提前六十日书面通知", 60, "日"),
        ("协议有效期五年，自签字之日起算", 5, "年"),
        ("每人每年投入不少于八个月", 8, "月"),
        ("检出限不高于0.5 ng/L", 0.5, "ng/l"),
        ("单轴抗压强度达到120MPa", 120, "mpa"),
        ("有效容积300立方米", 300, "立方"),
        ("年生产能力1,200升", 1200, "升"),
        ("理事会由九名理事组成", 9, "席"),
        ("理事会共设席位9个", 9, "席"),
        ("在册职工412人", 412, "人"),
    ],
)
def test_a_number_is_read_with_its_measure(text: str, value: float, unit: str) -> None:
    assert [(found.unit, found.value) for found in measured(narrow(text))] == [(unit, pytest.approx(value))]


@pytest.mark.parametrize("text", ["2022年12月31日", "2026年底验收", "第三方报告", "GB/T 19001标准"])
def test_dates_and_names_are_no_measures(text: str) -> None:
    assert measured(narrow(text)) == []


def read(*lines: str) -> Figures:
    return Figures(mapped([], list(lines)), EVEN)


def test_a_cell_is_read_under_its_row_and_column() -> None:
    table = grid([["机构", "人数", "产生方式"], ["评审委员会", "15", "聘任"], ["秘书处", "6", "选派"]], "内设机构")
    figures = Figures(mapped([], [], [table]), EVEN).figures
    assert [(f.told.before, f.told.after, f.fact.value, f.fact.unit) for f in figures] == [
        ("评审委员会", "人数", 15, "席"),
        ("秘书处", "人数", 6, "人"),
    ]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("样机台架寿命达到1200小时。", "样机台架寿命要求为1500小时。", 1),
        ("样机台架寿命达到1200小时。", "样机台架寿命要求为1200小时。", 0),
        ("样机台架寿命达到1200小时。", "样机台架寿命要求为9000小时。", 0),  # too far for one thing mistyped
        ("样机台架寿命达到1200小时。", "样机台架寿命要求为120小时。", 1),  # but a nought is lost easily
        ("综合油耗下降15%以上。", "综合油耗降低不低于12%。", 1),  # two demands, not two bounds that agree
        ("综合油耗下降15%以上。", "综合油耗已降低18%。", 0),
        ("退出须提前30日书面通知。", "退出须提前六十日书面通知。", 1),
        ("样机台架寿命达到1200小时。", "食堂每日供餐1500人次。", 0),  # nothing in common
    ],
)
def test_which_figures_are_rivals(one: str, two: str, expected: int) -> None:
    assert len(list(read(one, two).pairs())) == expected


def test_two_figures_of_one_sentence_are_two_things() -> None:
    assert list(read("样机台架寿命由1200小时提高到1500小时。").pairs()) == []


def signs(submission: MappedSubmission) -> frozenset[str]:
    figures = Figures(submission, EVEN)
    [(one, two)] = figures.pairs()
    return signs_of(one, two, figures)


def test_signs_say_how_values_and_words_differ() -> None:
    found = signs(mapped([], ["现有注册证57张，均在有效期。", "其中有效注册证75张。"]))
    assert {"typed alike", "only 其中", "parts:1", "unit:count", "power:0"} <= found
    assert not {"one digit", "bounds:1", "approximate"} & found


def test_signs_say_that_the_difference_is_told() -> None:
    lines = ["砺舟出资300万元，另以设备作价200万元。", "砺舟出资共500万元。"]
    figures = read(*lines)
    pair = next(p for p in figures.pairs() if {f.fact.value for f in p} == {300, 500})
    assert "difference told" in signs_of(*pair, figures)


def test_rare_words_say_more() -> None:
    rarity = Rarity(100, {"投入": 90, "磁珠": 2})
    assert rarity(grams("磁珠")) > 10 * rarity(grams("投入"))
    assert grams("年产能 1,200 升，磁珠") == {"年产", "产能", "磁珠"}


def test_a_figure_is_found_by_the_fact_read_from_it(tmp_path: Path) -> None:
    submission = mapped([], ["联合体专委会聘专家13名。"])
    figures = Figures(submission, EVEN)
    assert figures.of(figures.figures[0].fact) is figures.figures[0]
