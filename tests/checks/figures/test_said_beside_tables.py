"""Rates that a paragraph says of a row of the table beside it, and percentage points of several years."""

from __future__ import annotations

import pytest

from tests.checks.figures.papers import figure_findings, grid, mapped

YEARS = [["指标", "2021年", "2022年"], ["出口额", "4,000", "4,800"], ["服务收入", "5,000", "5,500"]]
TASKS = [["任务", "预算"], ["样机试制", "600"], ["海上试验", "900"], ["检测认证", "500"], ["合计", "2,000"]]


def messages(text: str, rows: list[list[str]] | None = None) -> list[str]:
    tables = [grid(rows, "表1（单位：万元）")] if rows else []
    return [f.message for f in figure_findings(mapped(texts=[text], tables=tables)) if f.code == "N003"]


@pytest.mark.parametrize(
    ("text", "rows", "slip", "right"),
    [
        ("见表1，出口额同比增长{}，势头良好。", YEARS, "25%", "20%"),
        ("海上试验一项即占总预算的{}。", TASKS, "55%", "45%"),
    ],
)
def test_the_row_gives_the_rate(text: str, rows: list[list[str]], slip: str, right: str) -> None:
    assert len(messages(text.format(slip), rows)) == 1
    assert not messages(text.format(right), rows)


def test_rows_that_are_not_named_are_left_alone() -> None:
    assert not messages("研发投入同比增长25%。", YEARS)
    assert not messages("海上试验经费占全省同类项目的55%。", TASKS)


@pytest.mark.parametrize(
    ("text", "slip", "right"),
    [
        ("负债率已从2021年末的52%回落至2022年末的43%，一年下降{}个百分点。", "11", "9"),
        ("2020年4.2%，2021年4.8%，2022年5.6%，两年间累计提高{}个百分点。", "2.4", "1.4"),
    ],
)
def test_points_between_years(text: str, slip: str, right: str) -> None:
    assert len(messages(text.format(slip))) == 1
    assert not messages(text.format(right))


def test_one_of_two_rows_of_growth() -> None:
    rows = [["年度", "产值", "同比增速"], ["2020年", "5,000", "—"], ["2021年", "6,000", "20.0%"]]
    assert not messages("如下表。", [*rows, ["2022年", "6,900", "15.0%"]])
    assert len(messages("如下表。", [*rows, ["2022年", "6,900", "18.0%"]])) == 1
