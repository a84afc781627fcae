"""N003: growth that a table states beside the years' own figures, across or down."""

from __future__ import annotations

import pytest

from tests.checks.figures.papers import figure_findings, grid, mapped

ACROSS = [
    ["项目", "2022年", "2021年", "本年较上年同期增减", "2020年"],
    ["营业收入", "98,450.32", "76,318.60", "29.00%", "58,420.15"],
    ["净利润", "7,102.18", "5,820.44", "22.02%", "4,215.30"],
    ["纳税总额", "3,866.90", "3,012.70", "28.35%", "2,310.50"],
    ["研发投入", "5,907.02", "4,350.16", "35.79%", "3,154.69"],
    ["研发投入占比", "6.00%", "5.70%", "增加0.30个百分点", "5.40%"],
]
DOWN = [
    ["年度", "营业收入", "较上年同期", "研发投入", "较上年同期"],
    ["2020年", "31,508.7", "—", "1,575.4", "—"],
    ["2021年", "36,240.5", "15.02%", "2,029.5", "28.82%"],
    ["2022年", "43,488.6", "20.00%", "2,609.3", "28.57%"],
]


def messages(rows: list[list[str]]) -> list[str]:
    return [f.message for f in figure_findings(mapped(tables=[grid(rows, "主要会计数据（万元）")])) if f.code == "N003"]


@pytest.mark.parametrize("rows", [ACROSS, DOWN])
def test_right_growth_is_silent(rows: list[list[str]]) -> None:
    assert messages(rows) == []


@pytest.mark.parametrize(("rows", "right", "wrong"), [(ACROSS, "22.02%", "32.02%"), (DOWN, "28.57%", "38.57%")])
def test_one_wrong_rate_among_right_ones(rows: list[list[str]], right: str, wrong: str) -> None:
    (message,) = messages([[wrong if text == right else text for text in row] for row in rows])
    assert wrong in message
    assert right.rstrip("%") in message


INTENSITY = [
    ["", "2020年", "2021年", "2022年"],
    ["营业收入（亿元）", "18.62", "21.35", "24.08"],
    ["研发投入（万元）", "6,890", "8,320", "10,110"],
    ["研发投入占营业收入（%）", "3.70", "3.90", "4.20"],
]


def test_an_intensity_of_figures_in_two_units() -> None:
    assert messages(INTENSITY) == []
    (message,) = messages([["3.60" if text == "3.90" else text for text in row] for row in INTENSITY])
    assert "8,320 和 21.35 计算应为 3.9%" in message


def test_a_row_of_shares_by_years_is_judged_by_its_own_years() -> None:
    rows = [
        ["项目", "2020年", "2021年", "2022年"],
        ["营业收入（万元）", "120,846.35", "148,527.60", "183,614.20"],
        ["研发投入（万元）", "7,492.47", "9,654.29", "12,852.99"],
        ["研发投入占营业收入", "6.40%", "6.50%", "7.00%"],
    ]
    assert [("7,492.47" in said or "6.2" in said) for said in messages(rows)] == [True]


def test_growth_of_the_only_two_rows_and_shares_of_a_row_of_a_hundred() -> None:
    growth = [["年度", "营业收入", "比上年增长"], ["2020年", "15,000", "—"], ["2021年", "18,000", "20.0%"]]
    assert messages([*growth, ["2022年", "22,500", "25.0%"]]) == []
    assert len(messages([*growth, ["2022年", "22,500", "20.0%"]])) == 1
    sources = [["来源", "金额", "占总投资比例"], ["总投资", "4,000", "100%"]]
    assert messages([*sources, ["自筹", "2,600", "65%"], ["财政", "1,400", "35%"]]) == []
    assert len(messages([*sources, ["自筹", "2,600", "75%"], ["财政", "1,400", "35%"]])) == 1
