"""N003: a form's share of public or own money against the sums beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.submissions import Lines, check, found

MEMBERS = ["成员总数", "8家", "企业", "4家", "高校", "2家", "院所", "2家"]
MONEY = ["总投入", "16,800万元", "自筹", "13,800万元", "财政", "3,000万元"]


@pytest.mark.parametrize(
    ("label", "share", "wrong"),
    [
        ("财政占比", "20%", True),
        ("财政占比", "17.86%", False),
        ("财政占比", "约18%", False),
        ("财政资金占比（%）", "20%", True),
        ("研发占比", "20%", False),
    ],
)
def test_the_share_of_a_source_in_a_form(tmp_path: Path, label: str, share: str, wrong: bool) -> None:
    files: dict[str, Lines] = {"申报书.docx": ["# 重庆市创新联合体申报书", "联合体概况", [MEMBERS, [*MONEY, label, share]]]}
    report = check(tmp_path, files, "chongqing-2024", year=2024, occasion="apply")
    assert ["计算应为 17." in finding.message for finding in found(report, "N003")] == [True] * wrong
