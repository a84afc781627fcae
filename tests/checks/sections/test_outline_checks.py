"""S002–S005, S009 on real plans of the Jiangsu outline."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.conftest import Submit
from tests.submissions import check, found
from tests.texts import JIANGSU_PLAN, lines


def plan(tmp_path: Path, *, without: tuple[str, ...] = (), **replaced: list[str]):  # type: ignore[no-untyped-def]
    text = lines(JIANGSU_PLAN, without=without, **replaced)
    return check(tmp_path, {"建设方案.docx": text}, "jiangsu-2023")


def plan_findings(report) -> list[tuple[str, str | None]]:  # type: ignore[no-untyped-def]
    return [(f.code, f.requirement) for f in report.findings if (f.requirement or "").startswith("plan.")]


def test_a_whole_plan_has_no_finding(tmp_path: Path) -> None:
    assert plan_findings(plan(tmp_path)) == []


@pytest.mark.parametrize("section", ["1.1", "1.3", "3.1", "3.3"])
def test_an_absent_section_is_missing(tmp_path: Path, section: str) -> None:
    assert plan_findings(plan(tmp_path, without=(section,))) == [("S002", f"plan.{section}")]


def test_an_absent_branch_is_one_finding(tmp_path: Path) -> None:
    report = plan(tmp_path, without=("3", "3.1", "3.2", "3.3"))
    assert plan_findings(report) == [("S002", "plan.3")]


def test_a_reworded_heading_is_no_gap(tmp_path: Path) -> None:
    report = plan(tmp_path, **{"1_1": ["（一）组建背景与紧迫性", *JIANGSU_PLAN["1.1"][1:]]})
    assert plan_findings(report) == []


def test_one_heading_may_answer_two_rows(tmp_path: Path) -> None:
    merged = ["（一）组织架构与运行机制", *JIANGSU_PLAN["3.1"][1:], *JIANGSU_PLAN["3.2"][1:]]
    report = plan(tmp_path, without=("3.2",), **{"3_1": merged})
    assert [f for f in plan_findings(report) if f[0] != "S004"] == []


@pytest.mark.parametrize("body", [[], ["无"], ["　"], ["各方自筹。"[:0]]])
def test_a_heading_without_substance_is_empty(tmp_path: Path, body: list[str]) -> None:
    report = plan(tmp_path, **{"3_3": ["（三）经费投入与保障措施", *body]})
    assert plan_findings(report) == [("S003", "plan.3.3")]


def test_the_outlines_own_guidance_is_no_substance(tmp_path: Path) -> None:
    report = plan(tmp_path, **{"3_3": ["（三）经费投入与保障措施", "（政策、资金、硬件等方面的保障）"]})
    assert plan_findings(report) == [("S003", "plan.3.3")]


def test_a_heading_of_the_rows_own_name_is_empty_though_some_of_its_matter_stands_elsewhere(tmp_path: Path) -> None:
    body = JIANGSU_PLAN["3.3"][1:]
    report = plan(tmp_path, **{"3_2": [*JIANGSU_PLAN["3.2"], *body], "3_3": ["（三）经费投入与保障措施"]})
    assert plan_findings(report) == [("S003", "plan.3.3")]


def test_sections_in_another_order_are_said_softly(tmp_path: Path) -> None:
    moved = [*JIANGSU_PLAN["3.3"], *JIANGSU_PLAN["3.1"]]
    report = plan(tmp_path, without=("3.3",), **{"3_1": moved})
    assert {code for code, _ in plan_findings(report)} == {"S004"}
    assert found(report, "S004")[0].severity.value == "info"


def test_what_a_section_must_say_is_missed(tmp_path: Path) -> None:
    base = [line for line in JIANGSU_PLAN["1.2"] if "研发投入" not in line]
    assert plan_findings(plan(tmp_path, **{"1_2": base})) == [("S005", "plan.1.2.spending")]


def test_goals_without_years_are_missed(tmp_path: Path) -> None:
    goals = ["二、建设任务及目标", "到2025年，实施研发项目6个，投入研发经费1.2亿元，引进博士20人，新增专利60件。"]
    assert ("S005", "plan.2.annual") in plan_findings(plan(tmp_path, **{"2": goals}))


def test_the_finding_shows_where_the_section_should_stand(tmp_path: Path) -> None:
    finding = found(plan(tmp_path, without=("3.3",)), "S002")[0]
    assert finding.evidence[0].quote.startswith("（二）运行机制")
    assert finding.sentence


@pytest.mark.parametrize(
    ("heading", "answers"), [("二、建设任务及目标", "二、建设任务及目标"), ("二、分工与统筹", "1.年度目标任务")]
)
def test_a_subheading_of_a_rows_name_leaves_the_row_to_the_heading_above_that_names_it_too(
    heading: str, answers: str, submit: Submit
) -> None:
    goals = [
        heading,
        "各成员单位职责分工明确，由理事会统筹推进，建立共建共享机制，各方按比例出资，专款专用。",
        "1.年度目标任务",
        *JIANGSU_PLAN["2"][1:],
        "2.组织架构保障",
        "设立理事会。",
    ]
    mapped = submit("jiangsu-2023", {"建设方案.docx": lines(JIANGSU_PLAN, **{"2": goals})})
    (section,) = [s for s in mapped.sections if s.requirement == "plan.2"]
    assert section.heading is not None
    assert section.heading.text == answers
