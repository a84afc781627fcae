"""N005: counted months against dates, and work that goes on past the project's end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.test_periods import dated

MISCOUNTED = [
    "保密期为四年，自本协议签署日2023年10月18日起算，于2026年10月17日届满。",
    "首届理事会任期两年，自2023年11月选举产生之日起，到2026年11月任期届满换届时止。",
    "供方应自2023年10月本合同签订之月起18个月内交付首套机组，即至迟不得晚于2025年10月。",
    "考核期一年半，从2024年1月1日算起，至2026年6月30日届满。",
    "进度分三段，首尾相接：2023年10月至2024年9月试制，2024年10月至2025年9月中试，2025年10月至2026年9月示范。全程历时24个月。",
    "三个阶段前后衔接：2023年10月至2024年9月，2024年12月至2025年9月，2025年10月至2026年9月。",
    "中期评估拟于2025年5月即建设期第29个月实施。",
]
WELL_COUNTED = [
    "保密期为三年，自本协议签署日2023年10月18日起算，于2026年10月17日届满。",
    "执行期两年半，从2023年11月1日算起，至2026年4月30日届满。",
    "供货合同2023年8月签订，约定十八个月内交付，换算下来即2025年2月底之前。",
    "进度分三段，首尾相接：2023年10月至2024年9月试制，2024年10月至2025年9月中试，2025年10月至2026年9月示范。全程历时36个月。",
    "设计段2024年1月至10月，试制段2024年8月至2025年5月，三个月并行，前后共17个月。",
    "中期评估拟于2025年5月即建设期第20个月实施。",
    "筹建期两年，2017年4月获批筹建，2019年5月通过验收。",
]
OVERRUN = [
    "任务二起于2024年5月，讫于2027年4月，是建设期内必须完成的考核任务。",
    "任务四由研究所牵头，计划于2024年3月启动，2027年2月完成。",
    "任务五2026年1月开题，经方案评审后，于2026年10月至2027年3月完成现场试用。",
    "项目周期内每年3月召开一次协调会，最末一次定在2027年3月。",
]
WITHIN = [
    "任务二起于2024年5月，讫于2026年9月，是建设期内必须完成的考核任务。",
    "项目期满后，长期观测由研究所自筹经费延续，2026年3月至2031年8月数据免费提供。",
    "2024—2026年逐年开展示范考核。",
    "建设期内建成三条线，到2030年产值翻一番。",
    "租赁合同自2024年3月至2028年2月，场地供中试使用。",
]


@pytest.mark.parametrize("line", MISCOUNTED)
def test_counts_that_do_not_come_out(tmp_path: Path, line: str) -> None:
    (finding,) = dated(tmp_path, plan=["一、进度安排", line])
    assert finding.evidence[0].quote in line


@pytest.mark.parametrize("line", WELL_COUNTED)
def test_counts_that_come_out(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, plan=["一、进度安排", line]) == []


def test_a_column_of_months(tmp_path: Path) -> None:
    rows = [
        ["任务", "开始", "结束", "工期（月）"],
        ["设计", "2023年10月", "2024年6月", "9"],
        ["试制", "2024年4月", "2025年3月", "12"],
        ["考核", "2025年7月", "2026年9月", "12"],
    ]
    (finding,) = dated(tmp_path, plan=["一、进度安排", rows])
    assert "12个月" in finding.message
    assert dated(tmp_path / "right", plan=["一、进度安排", rows[:3]]) == []


@pytest.mark.parametrize("line", OVERRUN)
def test_work_past_the_end_of_the_project(tmp_path: Path, line: str) -> None:
    (finding,) = dated(tmp_path, plan=["一、任务", line])
    assert "2023年10月至2026年9月" in finding.message


@pytest.mark.parametrize("line", WITHIN)
def test_work_within_the_project_or_not_its_own(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, plan=["一、任务", line]) == []


def test_tasks_that_are_to_be_examined_within_the_period(tmp_path: Path) -> None:
    agreement = ["第三条 全部攻关任务及其验收须在实施期内完成，不得延期。"]
    plan = ["一、任务", "任务五是收官任务，计划于2027年3月完成并通过任务验收。"]
    (finding,) = dated(tmp_path, plan=plan, agreement=agreement)
    assert "2027年3月" in finding.message
    assert dated(tmp_path / "right", plan=["一、任务", "任务五是收官任务，计划于2026年9月完成。"], agreement=agreement) == []
