"""N005: what comes before its cause: conditions, agreements, employers, and days up to which something is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.test_periods import dated

WRONG = [
    "控制器开发（任务三）须等任务二结束并通过评审后方能开工。任务二的工期为2024年7月—2025年6月；任务三则安排在2025年1月开工。",
    "截至2023年6月底，牵头单位已完成三项工作：一是方案比选；二是2023年11月完成首轮实测。",
    "本联合体是2023年8月才新组建的，此前各方从未以联合体名义活动。2020年10月本联合体经理事会表决设立了开放基金。",
    "副经理柯某，2012年7月应聘进入江苏沐能储能科技有限公司；其自2010年起担任沐能储能科技公司工艺部部长。",
]
RIGHT = [
    "任务三不必等任务二结束后才启动。任务二的工期为2024年7月—2025年6月；任务三则安排在2025年1月开工。",
    "任务三须等任务二结束后方能开工。任务二的工期为2024年7月—2025年6月；任务三则安排在2025年7月开工。",
    "截至2023年6月底，已完成三项工作；余下两项计划2023年11月完成。",
    "本联合体是2023年8月新组建的。2020年10月，牵头单位与研究所签订合作协议。",
    "副经理柯某，2012年7月应聘进入江苏沐能储能科技有限公司；其自2008年起担任外省某造船厂工艺部部长。",
]


@pytest.mark.parametrize("line", WRONG)
def test_before_its_cause(tmp_path: Path, line: str) -> None:
    (finding,) = dated(tmp_path, plan=["一、工作安排", line])
    assert len(finding.evidence) == 2


@pytest.mark.parametrize("line", RIGHT)
def test_behind_its_cause(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, plan=["一、工作安排", line]) == []


def test_a_condition_in_another_paper(tmp_path: Path) -> None:
    plan = ["一、示范", "养殖平台2024年6月开工建造，定于2026年6月下水并拖航就位。"]
    form = ["二、示范", "示范应用计划于2025年10月—2026年3月开展，须待该平台下水后方可开始。"]
    (finding,) = dated(tmp_path, plan=plan, form=form)
    assert {place.quote for place in finding.evidence} == {"2025年10月—2026年3月", "2026年6月"}


def test_a_meeting_by_an_agreement_that_was_not_yet_signed(tmp_path: Path) -> None:
    agreement = ["第一条 本协议由八方于2023年8月10日共同签署。"]
    plan = ["一、进展", "2023年7月25日，依据各方已经签署的组建协议，召开了第一届理事会第一次会议。"]
    (finding,) = dated(tmp_path, plan=plan, agreement=agreement)
    assert "2023年8月10日" in finding.message
    later = ["一、进展", "2023年8月25日，依据各方已经签署的组建协议，召开了第一届理事会第一次会议。"]
    assert dated(tmp_path / "right", plan=later, agreement=agreement) == []
