"""N006: totals that say which rows they add up, and subtotals with their parts behind them."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.totals import wrong_totals
from tests.checks.figures.papers import grid

UNITS = [
    ["序号", "单位", "收入", "职工", "研发投入"],
    ["1", "甲科技有限公司", "45,680", "486", "2,832"],
    ["2", "乙刀具有限公司", "12,300", "174", "923"],
    ["3", "丙主轴有限公司", "8,750", "118", "700"],
    ["4", "丁工程大学", "—", "1,480", "—"],
    ["5", "戊装备研究院", "—", "92", "—"],
]


def added(rows: list[list[str]]) -> list[float]:
    return [one.added for group in wrong_totals(grid(rows)) for one in group]


@pytest.mark.parametrize("label", ["合计（仅1—3）", "合计（序号1至3）", "合计（企业）", "企业合计", "合计（不含高校院所）"])
def test_a_total_of_some_rows(label: str) -> None:
    assert added([*UNITS, ["", label, "66,730", "778", "4,455"]]) == []
    assert added([*UNITS, ["", label, "66,730", "778", "4,545"]]) == [4455.0]


def test_a_total_that_leaves_out_the_lead_is_no_total_of_a_kind() -> None:
    assert added([*UNITS, ["", "合计（不含牵头单位）", "21,050", "1,864", "1,623"]]) == []


COSTS = [["科目", "金额"], ["（一）设备费小计", "3,900"], ["其中：购置", "2,400"], ["其中：试制", "1,500"], ["（二）业务费小计", "{}"],
         ["其中：材料", "2,050"], ["其中：测试", "870"], ["其中：试验", "500"], ["总计", "7,320"]]  # fmt: skip


def costs(told: str, rows: list[list[str]] = COSTS) -> list[float]:
    return added([[cell.format(told) for cell in row] for row in rows])


def test_a_subtotal_before_its_parts() -> None:
    assert costs("3,420") == []
    assert 3420.0 in costs("3,240")


def test_a_numbered_line_holds_the_lines_numbered_below_it() -> None:
    rows = [["科目", "金额"], ["一、设备费", "3,900"], ["1.购置", "2,400"], ["2.试制", "1,500"], ["二、业务费", "{}"], ["1.材料", "2,050"],
            ["2.测试", "1,250"]]  # fmt: skip
    assert costs("3,300", [*rows, ["合计", "7,200"]]) == []
    assert costs("3,800", [*rows, ["合计", "7,700"]]) == [3300.0]


def test_parts_that_need_not_be_all_prove_nothing() -> None:
    rows = [["科目", "金额"], ["设备费", "3,900"], ["其中：进口", "400"], ["其中：国产", "500"], ["业务费", "{}"], ["其中：材料", "2,050"],
            ["其中：测试", "870"], ["合计", "7,320"]]  # fmt: skip
    assert costs("3,420", rows) == []
