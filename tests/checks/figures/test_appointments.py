"""N005 on schedules told by other dates than a year in digits, and on what a unit cannot have done so young."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.test_periods import dated
from tests.submissions import Lines


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("任务二由沐能储能承担，2024年4月启动，2026年6月完成装舱，次年3月完成航行试验及任务验收。", True),
        ("任务二由沐能储能承担，2024年4月启动，2025年6月完成装舱，次年3月完成航行试验。", False),
        ("任务三2025年底完成工艺定型，翌年四季度投产。", True),
        ("（四）第四年：完成储能电站成套装备在五个县的推广。", True),
        ("（四）第四年（2026年上半年）：完成储能电站成套装备的推广。", False),
        ("第三年：完成储能电站成套装备的推广。", False),
        ("2023年6月中旬，由理事会组织专家对各项任务开展中期检查。", True),
        ("2025年3月，由理事会组织专家对各项任务开展中期检查。", False),
        ("“热管理”子任务2024.9启动，2026.8结题；子任务中期检查定于二〇二四年五月。", True),
        ("“热管理”子任务2024.9启动，2026.8结题；子任务中期检查定于二〇二五年五月。", False),
        ("电芯中试线2025年4月启动，2024年11月完成调试。", True),
    ],
)
def test_a_schedule_in_words_is_held_against_the_term(tmp_path: Path, line: str, wrong: bool) -> None:
    assert bool(dated(tmp_path, plan=["## 任务与进度安排", line])) is wrong


@pytest.mark.parametrize(("finish", "wrong"), [("2025年12月", True), ("2026年8月", False)])
def test_a_row_that_finishes_before_it_starts(tmp_path: Path, finish: str, wrong: bool) -> None:
    table = [["任务", "开始时间", "完成时间"], ["产线联调", "2026年6月", finish], ["装机考核", "2024年7月", "2026年9月"]]
    assert bool(dated(tmp_path, plan=["## 任务与进度安排", table])) is wrong


@pytest.mark.parametrize(
    ("clause", "wrong"),
    [
        ("第二条 本协议自2023年10月1日起三年内有效，至2027年9月30日止。", True),
        ("第二条 本协议自2023年10月1日起三年，至2026年9月30日止。", False),
        ("第二条 保密条款自2023年10月1日起五年，至2028年9月30日止。", False),
    ],
)
def test_a_count_of_years_between_both_ends(tmp_path: Path, clause: str, wrong: bool) -> None:
    assert bool(dated(tmp_path, agreement=[clause])) is wrong


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("公司2020年3月成立，已连续五年入选省级重点企业名录。", True),
        ("公司2020年3月成立，2018—2022年连续五年获评先进单位。", True),
        ("公司2020年3月成立，2021—2022年连续两年获评先进单位。", False),
        ("公司2011年3月成立，2018—2022年连续五年获评先进单位。", False),
        ("公司2020年3月成立，核心团队连续五年从事储能研究。", False),
        ("公司2020年3月成立，所在行业连续五年保持增长。", False),
        ("公司成立于2019年，公司申请的“相控阵成像方法”发明专利已于2017年6月获得授权。", True),
        ("公司成立于2019年，公司申请的“相控阵成像方法”发明专利已于2021年6月获得授权。", False),
        ("公司成立于2019年，发明专利中有1件系2020年自高校受让，该专利于2017年6月获得授权。", False),
    ],
)
def test_a_unit_is_no_older_than_it_is(tmp_path: Path, line: str, wrong: bool) -> None:
    assert bool(dated(tmp_path, profile=[line])) is wrong


@pytest.mark.parametrize(("last", "wrong"), [("2025年", True), ("2026年", False)])
def test_yearly_goals_go_to_the_promised_year(tmp_path: Path, last: str, wrong: bool) -> None:
    rows = [[year, "36"] for year in ("2023年", "2024年", "2025年", "2026年") if year <= last]
    plan = ["## 目标", "到2026年，实现产值翻番，新增发明专利80件。逐年安排如下。", [["年度", "年营业收入（亿元）"], *rows]]
    assert bool(dated(tmp_path, plan=plan)) is wrong


def test_goals_of_every_year_that_leave_out_the_projects_last(tmp_path: Path) -> None:
    def plan(*years: str) -> Lines:
        goals = ["营业收入（亿元）", *("123456"[: len(years)])]
        return ["二、目标", "分年度目标（逐年考核）", [["指标", *years], goals, ["新增专利（件）", *goals[1:]]]]

    (finding,) = dated(tmp_path, plan=plan("2023年", "2024年", "2025年"))
    assert "没有2026年" in finding.message
    assert any(e.quote == "营业收入（亿元）" for e in finding.evidence)
    assert dated(tmp_path, plan=plan("2024年", "2025年", "2026年")) == []
    assert dated(tmp_path, plan=plan("2023年", "2024年", "2025年", "2026年")) == []


def test_a_line_handed_over_behind_its_own_stage(tmp_path: Path) -> None:
    stage = "（3）2025年10月—2026年9月：中试线连续运行，{}。"
    plan = ["三、年度任务", "（1）2023年10月—2024年9月：建车间。", "（2）2024年10月—2025年9月：打样。"]
    assert len(dated(tmp_path, plan=[*plan, stage.format("2026年12月完成整线验收移交")])) == 1
    assert dated(tmp_path, plan=[*plan, stage.format("2026年12月完成项目验收")]) == []
