"""N005 on numbered stages, to the month, of the plan's table and of the agreement's text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.submissions import Lines, check, found

SPANS = ("2023年7月—2024年6月", "2024年7月—2025年6月", "2025年7月—2026年6月")


def told(tmp_path: Path, spans: tuple[str, ...], clause: str) -> list[str]:
    """The messages on stages of a plan with a table of three stages and of an agreement with a clause."""
    rows = [[f"第{number}阶段", span, "攻关"] for number, span in zip("一二三", spans, strict=True)]
    files: dict[str, Lines] = {
        "建设方案.docx": ["# 江苏省精密装备创新联合体建设方案", "二、建设任务及目标", [["阶段", "时间", "任务"], *rows]],
        "组建协议.docx": ["# 江苏省精密装备创新联合体组建协议", "甲方：江苏恒创精密装备股份有限公司", "乙方：江南大学", "第一条 期限", clause],
    }
    report = check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply")
    return [finding.message for finding in found(report, "N005", "plan.2.annual")]


def in_words(one: str, two: str, three: str) -> str:
    return f"分三个阶段：第一阶段（{one}）攻关；第二阶段（{two}）试制；第三阶段（{three}）应用。"


def test_a_stage_that_two_papers_date_differently(tmp_path: Path) -> None:
    (message,) = told(tmp_path, SPANS, in_words(SPANS[0], "2024年7月—2025年3月", SPANS[2]))
    assert message.startswith("第二阶段")
    assert "建设方案.docx写 2024年7月—2025年6月" in message
    assert "组建协议.docx写 2024年7月—2025年3月" in message


def test_a_last_stage_that_another_paper_ends_later(tmp_path: Path) -> None:
    (message,) = told(tmp_path, SPANS, in_words(SPANS[0], SPANS[1], "2025年7月—2027年6月"))
    assert message.startswith("第三阶段")


def test_the_same_stages_in_words_as_in_the_table(tmp_path: Path) -> None:
    assert told(tmp_path, SPANS, in_words("2023年7月至2024年6月", SPANS[1], "2025.7—2026.6")) == []


def test_a_stage_that_begins_before_the_one_before_it_ends(tmp_path: Path) -> None:
    (message,) = told(tmp_path, (SPANS[0], "2024年3月—2025年6月", SPANS[2]), "各阶段按方案执行。")
    assert "重叠" in message
    assert "第二阶段却从 2024年3月开始" in message


def test_stages_that_meet_in_a_month_do_not_overlap(tmp_path: Path) -> None:
    assert told(tmp_path, (SPANS[0], "2024年6月—2025年6月", SPANS[2]), "各阶段按方案执行。") == []


def test_a_tasks_own_stages_begin_and_end_otherwise(tmp_path: Path) -> None:
    of_task = in_words("2023年9月—2024年6月", SPANS[1], "2025年7月—2026年3月")
    assert told(tmp_path, SPANS, "课题一" + of_task) == []


@pytest.mark.parametrize("table", [True, False])
def test_stages_that_overlap_by_years_are_told_once(tmp_path: Path, table: bool) -> None:
    spans = ("2023年7月—2025年6月", "2024年3月—2026年6月", "2026年7月—2027年6月")
    if table:
        (message,) = told(tmp_path, spans, "各阶段按方案执行。")
    else:
        lines = [f"第{number}阶段（{span}）：攻关。" for number, span in zip("一二三", spans, strict=True)]
        plan = ["# 江苏省精密装备创新联合体建设方案", "#1 二、建设任务及目标", *lines]
        (found_,) = found(check(tmp_path, {"建设方案.docx": plan}, "jiangsu-2023", year=2023, occasion="apply"), "N005")
        message = found_.message
    assert "重叠：第一阶段" in message
