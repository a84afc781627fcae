"""Rates judged by the figures of their own paragraph, and those that are left alone."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.paragraph_figures import labelled
from doccheck.checks.figures.paragraph_rates import verdicts
from doccheck.checks.figures.terms import Term

REFERENCE = 2023


def wrong(text: str) -> list[str]:
    return [v.message for v in verdicts(text, REFERENCE) if v.wrong]


def test_a_figure_carries_on_what_the_one_before_is_of() -> None:
    found = labelled("营业收入2021年3.5亿元,2022年为4.2亿元,其中出口1.1亿元", REFERENCE)
    assert [f.topic for f in found] == ["营业收入", "营业收入", "出口"]
    assert [f.term.year for f in found][:2] == [2021, 2022]


def test_by_how_much_a_figure_rose_is_no_operand() -> None:
    figures = labelled("2022年收入3,875万元,2021年3,100万元,比上年多了775万元", REFERENCE)
    assert [f.difference for f in figures] == [False, False, True]


@pytest.mark.parametrize(
    ("said", "right"),
    [("人均产值168万元", "人均产值140万元"), ("人均产值150万元", "人均产值140.0万元")],
)
def test_a_mean_per_head_is_the_sum_over_the_heads(said: str, right: str) -> None:
    before = "2022年完成产值58,800万元,以职工420人计,"
    assert wrong(before + said)
    assert "140 万元" in wrong(before + said)[0]
    assert not wrong(before + right)


def test_a_ratio_is_of_the_two_figures_that_it_names() -> None:
    before = "总投入36,000万元,其中自筹资金28,000万元、财政资金8,000万元,自筹与财政之比为"
    assert "3.5:1" in wrong(before + "2:1")[0]
    assert not wrong(before + "3.5:1")
    assert not wrong("自筹6,000万元,财政3,000万元,课题一自筹与财政之比为7:3")


def test_another_units_revenue_is_no_whole_where_a_unit_is_named_between() -> None:
    text = "五家企业2022年营业收入合计4.37亿元。磐丝公司研发投入579万元,占收入的6.0%。"
    assert wrong(text)
    assert not [v for v in verdicts(text, REFERENCE, [text.index("磐丝")]) if v.wrong]


def test_the_year_before_is_looked_up_where_the_paragraph_gives_one_year_only() -> None:
    def record(figure: Term, quantity: str, back: int) -> list[Term]:
        old = Term("tax", 2021, 3560.0, 3559.5, 3560.5, "万元", "3,560万元")
        return [old] if back == 1 and not quantity else []

    text = "2022年缴税4,218万元,较上年增长{}%。"
    assert [v.wrong for v in verdicts(text.format("23.6"), REFERENCE, (), record)] == [True]
    assert [v.wrong for v in verdicts(text.format("18.5"), REFERENCE, (), record)] == [False]


def test_a_unit_wrong_by_ten_thousand_is_another_checks_finding() -> None:
    assert not wrong("2022年营业收入21,350亿元,2021年为19,874万元,同比增长7.4%。")
