"""N001, N004 and N006 between a form and other papers: projects, members, areas, wrong totals, who pays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.submissions import Lines, check

NAME = "江苏省长时储能电池创新联合体"
LEAD = "江苏沐能储能科技有限公司"


def codes(tmp_path: Path, form: list[list[str]], profile: Lines = (), plan: Lines = (), agreement: Lines = ()) -> list[str]:
    table = [["联合体名称", NAME], ["牵头单位", LEAD], ["建设期", "2024年1月至2026年12月"], *form]
    files: dict[str, Lines] = {"申请书.docx": ["# 江苏省创新联合体建设申请表", table]}
    papers = {"牵头单位简介": profile, "建设方案": plan, "组建协议": agreement}
    for title, lines in papers.items():
        if lines:
            files[f"{title}.docx"] = [f"# {title}", *lines]
    report = check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply")
    return [f.code for f in report.findings if f.code in ("N001", "N002", "N004", "N006")]


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("近三年承担市级以上科技项目9项。", True),
        ("近三年承担市级以上科技项目7项。", False),
        ("近三年承担省级科技项目3项。", False),
        ("近三年承担市级以上科技项目7项，其中牵头2项。", False),
    ],
)
def test_projects_of_the_past_years(tmp_path: Path, told: str, wrong: bool) -> None:
    profile = [f"{LEAD}成立于2005年。{told}"]
    assert codes(tmp_path, [["近三年承担市级以上科技项目", "7项"]], profile) == ["N001"] * wrong


@pytest.mark.parametrize(("parties", "wrong"), [(9, True), (8, False)])
def test_members_in_a_forms_own_words(tmp_path: Path, parties: int, wrong: bool) -> None:
    form = [["共建单位数（含牵头）", "8", "其中高校", "2"], ["其中企业", "4", "其中科研院所", "2"]]
    line = f"第一条 本协议由{LEAD}会同各共建单位订立，缔约方共{parties}家，名称以附件为准。"
    assert codes(tmp_path, form, agreement=[line]) == ["N001"] * wrong


@pytest.mark.parametrize(("told", "wrong"), [("占地46,000亩", True), ("占地69亩", False), ("占地46,000平方米", False)])
def test_one_area_in_two_units(tmp_path: Path, told: str, wrong: bool) -> None:
    profile = [f"{LEAD}成立于2005年，厂房在常州，{told}，有12条产线。"]
    assert codes(tmp_path, [["厂房面积", "46,000㎡"]], profile) == ["N004"] * wrong


def test_a_total_added_up_wrongly_is_one_finding(tmp_path: Path) -> None:
    form = [["项目总投入", "10,200万元"]]
    years = [["年度", "当年投入（万元）"], ["2024年", "3,350"], ["2025年", "4,440"], ["2026年", "2,410"], ["合计", "10,020"]]
    assert codes(tmp_path, form, plan=["三、预算", "表3 分年度投入", years]) == ["N006"]
    years[-1][-1] = "10,200"
    assert codes(tmp_path / "right", form, plan=["三、预算", "表3 分年度投入", years]) == []


@pytest.mark.parametrize(("units", "wrong"), [(8, True), (7, False)])
def test_members_in_a_form_whose_programme_asks_for_no_number_of_them(tmp_path: Path, units: int, wrong: bool) -> None:
    name, lead = "永川区高性能纤维创新联合体", "重庆渝韧纤维科技股份有限公司"
    table = [["联合体名称", name], ["牵头单位", lead], ["成员单位总数（含牵头）", "7家"]]
    files: dict[str, Lines] = {
        "申请表.docx": ["# 永川区创新联合体申请表", table],
        "组建协议.docx": ["# 创新联合体组建协议", f"一、联合体由{units}家单位组成，实行首席专家负责制。"],
    }
    report = check(tmp_path, files, "yongchuan-2023", year=2023, occasion="apply")
    assert [f.code for f in report.findings if f.code == "N001"] == ["N001"] * wrong
