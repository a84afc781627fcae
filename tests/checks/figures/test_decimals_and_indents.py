"""Rates that a table writes as decimals, rows that stand indented below 其中, what is told besides a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.papers import figure_findings, grid, mapped
from tests.checks.figures.test_periods import dated


def test_an_indented_row_below_a_part_is_a_part() -> None:
    rows = [["项目", "金额"], ["平台", "400"], ["数据", "270"], ["其中：样本", "180"], ["　　　机房", "90"]]
    right = [*rows, ["合计", "670"]]
    assert [f.code for f in figure_findings(mapped(tables=[grid(right, "平台费（万元）")]))] == []
    (finding,) = figure_findings(mapped(tables=[grid([*rows, ["合计", "680"]], "平台费（万元）")]))
    assert finding.code == "N006"


@pytest.mark.parametrize(("rest", "wrong"), [("另有8根看不出原因", 0), ("另有9根看不出原因", 1)])
def test_what_is_told_besides_a_list(tmp_path: Path, rest: str, wrong: int) -> None:
    line = f"解剖断簧137根，能说清缘由的，疲劳64根、脱碳38根、划伤27根；{rest}。"
    assert len(dated(tmp_path, profile=["一、概况", line], code="N002")) == wrong
