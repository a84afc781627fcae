"""N005: columns that end before they begin, ages, offices, conditions, figures before founding, the period's own work."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.api import check
from tests.checks.conftest import write_docx
from tests.checks.figures.papers import figure_findings, grid, mapped
from tests.checks.figures.test_periods import dated

SCHEDULE = [["任务", "开始", "结束"], ["选型", "2024年1月", "2024年6月"], ["放大", "2024年9月", "2025年3月"]]


@pytest.mark.parametrize("turned", [False, True])
def test_a_row_that_ends_before_it_begins(turned: bool) -> None:
    def told(rows: list[list[str]]) -> list[str]:
        rows = [list(column) for column in zip(*rows, strict=True)] if turned else rows
        return [f.message for f in figure_findings(mapped(tables=[grid(rows, "进度安排")])) if f.code == "N005"]

    assert told(SCHEDULE) == []
    (message,) = told([*SCHEDULE, ["验证", "2024年11月", "2024年4月"]])
    assert "完成早于开始" in message


WRONG = [
    "秘书长，男，1990年4月生，1997年7月毕业于常川大学机械专业，获工学学士学位。",
    "总工程师，1986年3月出生，1996年参加工作，长期从事传动研究。",
    "理事会每届任期四年，首届理事会自2023年9月1日起算，至2026年8月31日届满。",
    "2025年9月开展结题前的现场抽查，2025年5月组织结题，两项工作由秘书处负责。",
]
RIGHT = [
    "秘书长，男，1980年4月生，2002年7月毕业于常川大学机械专业，获工学学士学位。",
    "总工程师，1978年3月出生，1996年参加工作，长期从事传动研究。",
    "理事会每届任期三年，首届理事会自2023年9月1日起算，至2026年8月31日届满。",
    "2025年3月开展结题前的现场抽查，2025年5月组织结题，两项工作由秘书处负责。",
]


@pytest.mark.parametrize("line", WRONG)
def test_dates_that_cannot_both_be(tmp_path: Path, line: str) -> None:
    (finding,) = dated(tmp_path, profile=["一、概况", line])
    assert all(place.quote in line for place in finding.evidence)


@pytest.mark.parametrize("line", RIGHT)
def test_dates_that_can(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, profile=["一、概况", line]) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("台架试验定于2025年9月启动、次年2月结束，试验报告是样机鉴定的必备材料。样机鉴定会安排在2025年7月召开。", 1),
        ("台架试验定于2025年3月启动、8月结束，试验报告是样机鉴定的必备材料。样机鉴定会安排在2025年9月召开。", 0),
        ("第三方检测报告为产品备案的前置条件，检测2025年8月完成；产品备案定于2025年5月办理。", 1),
        ("第三方检测报告为产品备案的前置条件，检测2025年4月完成；产品备案定于2025年5月办理。", 0),
    ],
)
def test_what_something_needs_comes_first(tmp_path: Path, line: str, wrong: int) -> None:
    assert len(dated(tmp_path, plan=["一、任务", line])) == wrong


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (["公司成立于2018年5月。", "营业收入从2016年的2,300万元增至2022年的1.1亿元。"], 1),
        (["公司成立于2014年5月。", "营业收入从2016年的2,300万元增至2022年的1.1亿元。"], 0),
        (["公司成立于2018年5月，前身为明锐齿轮厂。", "营业收入从2016年的2,300万元增至2022年的1.1亿元。"], 0),
        (["公司系2019年3月新设成立。公司先后承担省级课题多项，如2016年立项、2018年验收的减振技术研究。"], 1),
        (["公司系2012年3月新设成立。公司先后承担省级课题多项，如2016年立项、2018年验收的减振技术研究。"], 0),
    ],
)
def test_what_is_older_than_its_unit(tmp_path: Path, lines: list[str], wrong: int) -> None:
    assert len(dated(tmp_path, profile=["一、概况", *lines])) == wrong


def _n005(tmp_path: Path, plan: list[str], agreement: list[str]) -> list[str]:
    write_docx(tmp_path / "建设方案.docx", ["# 江苏省储能材料创新联合体建设方案", *plan])
    write_docx(tmp_path / "组建协议.docx", ["# 江苏省储能材料创新联合体组建协议", *agreement])
    report = check(tmp_path, "jiangsu-2023", occasion="apply", year=2023)
    return [f.message for f in report.findings if f.code == "N005"]


@pytest.mark.parametrize(("end", "wrong"), [("2026年11月", 1), ("2026年5月", 0)])
def test_an_agreement_that_bounds_all_the_work(tmp_path: Path, end: str, wrong: int) -> None:
    agreement = ["第三条 本协议自2023年7月1日起生效，2026年6月30日届满。全部课题须在协议有效期内结题。"]
    plan = [f"课题三由数据中心牵头，2024年3月开题，{end}结题并提交总报告。"]
    assert len(_n005(tmp_path, plan, agreement)) == wrong


@pytest.mark.parametrize(("end", "wrong"), [("2027年2月", 1), ("2026年2月", 0)])
def test_work_that_is_the_periods_own(tmp_path: Path, end: str, wrong: int) -> None:
    plan = [
        "建设期限：2023年9月至2026年8月。",
        f"中试线为建设期内的头号任务，设备2025年底到货，{end}联动试车并正式投产。",
        "建设期内完成样机研制，2028年力争带动产值十亿元。",
    ]
    assert len(_n005(tmp_path, plan, ["第一条 各方共同遵守。"])) == wrong
