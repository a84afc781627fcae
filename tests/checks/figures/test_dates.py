"""N005 in plans and forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.checks.figures.stages import stages_in
from doccheck.document import Paragraph
from doccheck.programme.schema import Role
from tests.checks.figures.papers import figure_findings, mapped, said
from tests.submissions import Lines, check, found


def plan(*lines: str) -> list[tuple[str, str | None]]:
    return said(mapped(texts=lines, programme="ganzhou-2022"))


def test_stages_are_read_with_their_years() -> None:
    (stage,) = stages_in(Paragraph("第一阶段（2022—2023年）：突破3项技术。"))
    assert (stage.begin, stage.finish) == (2022, 2023)


@pytest.mark.parametrize(
    "lines",
    [
        ("第一阶段（2022—2024年）：攻关。", "第二阶段（2023—2025年）：转化。"),
        (
            "第一阶段（2022—2023年）：攻关。",
            "第二阶段（2024—2025年）：转化。",
            "如前所述，第一阶段（2022—2024年）完成攻关。",
        ),
        ("第一阶段（2022—2023年）：到2025年突破3项技术。", "第二阶段（2024—2025年）：转化。"),
        ("五年目标（2022—2024年）：突破10项技术。",),
        ("第一阶段（2023—2022年）：攻关。",),
    ],
)
def test_conflicts_of_stages(lines: tuple[str, ...]) -> None:
    assert plan(*lines) == [("N005", "plan.stages")]


@pytest.mark.parametrize(
    "lines",
    [
        ("第一阶段（2022—2023年）：到2023年突破3项技术。", "第二阶段（2024—2025年）：到2025年转化。"),
        ("第一阶段（2022年—2023年）：攻关。", "第二阶段（2023年—2025年）：转化。"),
        ("五年目标（2022—2026年）：突破10项技术。", "三年目标（2022—2025年）：突破5项。"),
        ("《规范》（GB/T 2023-2021）。",),
    ],
)
def test_stages_in_order(lines: tuple[str, ...]) -> None:
    assert plan(*lines) == []


def test_a_notice_is_not_checked() -> None:
    assert said(mapped(texts=["2023年1月至2021年12月"], role=Role.NOTICE)) == []


def test_evidence_quotes_the_period(tmp_path: Path) -> None:
    (found,) = figure_findings(mapped(texts=["项目于2023年1月至2021年12月实施。"]))
    assert found.evidence[0].quote == "2023年1月至2021年12月"
    (found,) = figure_findings(mapped(texts=["自2025年1月起，至2024年12月止。"]))
    assert found.evidence[0].quote == "2025年1月起，至2024年12月止"


STAGES = "筑基期（2022—2023年），立规矩；跃升期（2024—2025年），攻关；领航期（2026—2027年），转化。"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("并在跃升期（2024—2026年）试行设立基金。", True),
        ("并在跃升期（2024—2025年）试行设立基金。", False),
        ("中试线的调试期（2024—2026年）另行安排。", False),
    ],
)
def test_stages_of_the_authors_own_naming(line: str, wrong: bool) -> None:
    findings = plan(STAGES, line)
    assert [code for code, _ in findings] == (["N005"] if wrong else [])


def test_a_past_year_in_a_tables_head_is_what_goals_are_compared_with(tmp_path: Path) -> None:
    table = [["指标", "2022年（实际）", "2024年", "2026年"], ["营业收入（亿元）", "12.58", "14.0", "18.0"]]
    files: dict[str, Lines] = {"组建方案.docx": ["# 组建方案", "三、五年目标", table, "2024年：攻关。", "2025年：示范。"]}
    assert found(check(tmp_path, files, "yongchuan-2023", year=2023, occasion="apply"), "N005") == []
    files["组建方案.docx"] = ["# 组建方案", "三、五年目标", "2022年：攻关。", "2024年：示范。", "2025年：示范。"]
    assert len(found(check(tmp_path, files, "yongchuan-2023", year=2023, occasion="apply"), "N005")) == 1


def test_two_periods_alone_are_no_series() -> None:
    assert plan("调试期（2022—2023年），验收期（2024—2025年）。", "二号线调试期（2023—2024年）。") == []
