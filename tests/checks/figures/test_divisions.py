"""N003 on divisions that a paper writes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.checks.figures.divisions import divisions
from tests.submissions import check, found


@pytest.mark.parametrize(
    "text",
    [
        "财政资金占1,800.00/9,600.00=19.75%。",
        "2022年(41,280.77-36,857.83)/36,857.83=14.00%。",
        "增长率9,020/8,200-1=12.5%。",
        "占比8,200万元÷1.2亿元×100%=78.3%。",
        "硕士以上26÷140=28.6%",
    ],
)
def test_a_division_that_gives_another_rate(text: str) -> None:
    assert [v.wrong for v in divisions(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "财政资金占1,800.00/9,600.00=18.75%。",
        "2022年(41,280.77-36,857.83)/36,857.83=12.00%。",
        "增长率9,020/8,200-1≈10.0%。",
        "占比8,200万元÷1.2亿元×100%=68.3%。",
        "硕士以上26÷140=18.6%",
    ],
)
def test_a_division_that_gives_its_rate(text: str) -> None:
    assert [v.wrong for v in divisions(text)] == [False]


def test_a_division_in_a_cell_is_told_with_its_place(tmp_path: Path) -> None:
    rows = [["年度", "收入（万元）", "研发（万元）", "强度"], ["2022", "17,112.33", "1,026.74", "1,026.74/17,112.33=6.40%"]]
    files = {"申请书.docx": ["# 江苏省创新联合体建设试点申请书", rows]}
    (finding,) = found(check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply"), "N003")
    assert "得 6.00%" in finding.message
    assert "6.40%" in finding.evidence[0].quote
