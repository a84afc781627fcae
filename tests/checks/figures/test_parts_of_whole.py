"""A part's money is not held against the whole's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.test_periods import dated

FUNDS = [["项目总投入（万元）", "18,000", "自筹资金（万元）", "15,000"]]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("第三条 课题“全钒液流电堆”经费5,200万元。", False),
        ("第三条 任务总经费4,200万元。", False),
        ("第三条 本课题总投入5,020万元，由甲方承担。", False),
        ("第三条 前两大出资人合计自筹3,960万元。", False),
        ("第三条 其余四方合计自筹360万元。", False),
        ("第三条 其中甲方出资4,800万元，为自筹3,900万元和财政资金900万元。", False),
        ("第三条 项目总投入1.8亿元。", False),
        ("第三条 项目总投入1.6亿元。", True),
        ("第三条 各方自筹资金总额为14,000万元。", True),
    ],
)
def test_a_part_is_not_the_whole(tmp_path: Path, line: str, wrong: bool) -> None:
    assert bool(dated(tmp_path, form=[FUNDS], agreement=[line], code="N001")) is wrong


@pytest.mark.parametrize(("behind", "wrong"), [("市级补助1,000万元", False), ("其余自筹", True)])
def test_one_levels_money_beside_another_levels_is_a_part(tmp_path: Path, behind: str, wrong: bool) -> None:
    form = [["项目总投入（万元）", "18,000", "财政资金（万元）", "3,000"]]
    line = f"第三条 申请省级财政资金2,000万元，{behind}。"
    assert bool(dated(tmp_path, form=[form], agreement=[line], code="N001")) is wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("企业自筹13,980万元；院所和高校自筹1,020万元。", False),
        ("企业成员承担的自筹为13,980万元，其余由院所、高校承担。", False),
        ("各方自筹13,980万元。", True),
    ],
)
def test_what_the_firms_pay_is_not_what_all_do(tmp_path: Path, line: str, wrong: bool) -> None:
    assert bool(dated(tmp_path, form=[FUNDS], agreement=[f"第三条 {line}"], code="N001")) is wrong
