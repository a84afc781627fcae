"""S006, S007 and S008 on real files."""

from __future__ import annotations

import pytest

from doccheck.checks.sections.figures import missing_figures
from doccheck.checks.sections.placeholders import placeholders
from doccheck.checks.sections.rosters import incomplete_rosters
from doccheck.findings import Finding
from tests.mapping.forms.paper import Paper, submission

JIANGSU, GANZHOU, LIANGJIANG = "jiangsu-2023", "ganzhou-2022", "liangjiang-2021"
HEADER = ["序号", "单位名称", "统一社会信用代码", "任务分工", "工作职责", "近一年销售收入", "近一年研发投入"]
COMPANY = ["1", "南通海擎动力股份有限公司", "91320600MA1", "总体", "牵头", "152300", "7600"]


def _members(*rows: list[str], header: list[str] = HEADER) -> list[Finding]:
    paper = Paper().lines("创新联合体成员及分工")
    paper.table([header, *rows])
    found = incomplete_rosters(submission(JIANGSU, application=paper))
    return [one for one in found if one.requirement == "application.members"]


def test_full_roster() -> None:
    assert not _members(COMPANY, ["2", "江苏大学", "12320000466", "仿真", "研究", "/", "/"])


def test_enterprise_columns_are_not_asked_of_a_university() -> None:
    assert not _members(COMPANY, ["2", "江苏大学", "12320000466", "仿真", "研究", "", ""])


def test_empty_cells_are_listed_in_one_finding() -> None:
    [found] = _members([*COMPANY[:3], "", "牵头", "", "7600"], ["2", "江苏大学", "", "仿真", "研究", "", ""])
    assert found.code == "S007"
    assert "任务分工" in found.message
    assert "近一年销售收入" in found.message
    assert "江苏大学”未填“统一社会信用代码" in found.message
    assert len(found.evidence) == 3


def test_missing_column() -> None:
    [found] = _members(COMPANY[:4] + COMPANY[5:], header=HEADER[:4] + HEADER[5:])
    assert "缺“工作职责”列" in found.message


def test_unfilled_and_absent_roster() -> None:
    [unfilled] = _members(["1", *[""] * 6])
    assert "没有填写任何一行" in unfilled.message
    paper = Paper()
    paper.table([["通讯地址", "南京", "法定代表人", "周立新"]])
    absent = [
        f for f in incomplete_rosters(submission(JIANGSU, application=paper)) if f.requirement == "application.members"
    ]
    assert "没有找到" in absent[0].message


def test_roster_that_says_there_is_none() -> None:
    paper = Paper().lines("牵头及成员单位已建省级以上创新平台")
    paper.table([["序号", "平台名称", "产业领域", "级别", "依托单位", "建设时间"], ["1", "无", "", "", "", ""]])
    found = incomplete_rosters(submission(JIANGSU, application=paper))
    assert not [one for one in found if one.requirement == "application.platforms"]


def test_an_empty_cell_of_a_platform_is_told_with_its_unit_and_its_name() -> None:
    head = ["序号", "成员单位", "平台名称", "平台批准部门", "学科/产业领域", "省级/市级", "建设时间"]
    full = ["1", "江西理工大学", "稀土磁材重点实验室", "江西省科技厅", "新材料", "省级", "2018年"]
    paper = Paper().lines("创新联合体已建市级及以上科研平台")
    nameless = ["3", "赣州磁源公司", "", "赣州市科技局", "新材料", "市级", "2020年"]
    paper.table([head, full, ["2", "江西理工大学", "永磁电机工程研究中心", "", *full[4:]], nameless])
    found = incomplete_rosters(submission(GANZHOU, application=paper))
    [message] = [one.message for one in found if one.requirement == "application.s5"]
    assert "“江西理工大学”的“永磁电机工程研究中心”未填“平台批准部门”" in message
    assert "“赣州磁源公司”未填“平台名称”" in message
    assert "稀土磁材重点实验室" not in message


def test_columns_of_one_group_are_not_asked_of_the_other() -> None:
    paper = Paper().lines("理事推荐名单：")
    paper.table(
        [["姓名", "单位", "职务/职称", "在理事会职务"], ["何强", "赣州磁源科技股份有限公司", "董事长", "理事长"]]
    )
    complete = Paper().lines("理事推荐名单：")
    complete.table(
        [["姓名", "单位", "职务/职称", "在理事会职务"], ["何强", "赣州磁源科技股份有限公司", "董事长", "理事长"]]
    )
    complete.lines("秘书处：").table([["姓名", "单位", "秘书处分工"], ["刘敏", "赣州磁源科技股份有限公司", "秘书长"]])
    [found] = incomplete_rosters(submission(GANZHOU, council_roster=paper))
    assert "秘书处" in found.message
    assert not list(incomplete_rosters(submission(GANZHOU, council_roster=complete)))


def test_figures_absent_bare_and_present() -> None:
    plan = Paper().picture().lines("图1 联合体在产业链中的环节覆盖图").lines("图2 联合体产业链供应链图", "以上。")
    found = {one.requirement: one for one in missing_figures(submission(GANZHOU, plan=plan))}
    assert set(found) == {"plan.figure.supply", "plan.figure.members", "plan.figure.region"}
    assert "只有图题" in found["plan.figure.supply"].message


def _left(role: str, *lines: str, programme: str = JIANGSU) -> list[Finding]:
    return list(placeholders(submission(programme, **{role: Paper().lines(*lines)})))


@pytest.mark.parametrize(
    "line",
    [
        "牵头单位为×××公司，成立于2008年。",
        "此处填写单位基本情况",
        "示范应用首选在（此处填写示范平台名称）平台开展。",
        "项目总投资{投资额}万元。",
        "联合体由某某大学参与。",
        "违约方支付违约金＿＿＿＿万元。",
    ],
)
def test_template_text_left_in(line: str) -> None:
    [found] = _left("plan", "一、建设基础", line)
    assert (found.code, found.requirement) == ("S008", None)


@pytest.mark.parametrize(
    "line",
    [
        "联系电话为138****1234。",
        "采用XX-200型设备，规格2×3×4米。",
        "法定代表人（签字）：__________",
        "联合体成立以来，请各成员单位补充协议。",
    ],
)
def test_look_alikes_are_left_alone(line: str) -> None:
    assert not _left("agreement", "一、总则", line)


def test_adjacent_places_are_one_finding_and_distant_ones_two() -> None:
    near = _left("plan", "×××公司成立于×年。", "×××公司拥有×××项专利。", "完。")
    far = _left("plan", "×××公司成立。", "第二段正文。", "第三段正文。", "×××大学参与。")
    assert len(near) == 1
    assert len(near[0].evidence) == 2
    assert len(far) == 2


def test_blank_lines_of_a_form_are_no_placeholders() -> None:
    assert not _left(
        "application",
        "申请名称：两江新区_____创新联合体",
        "所属产业领域：_____",
        "申请单位：_____（盖章）",
        "_____年_____月_____日",
        programme=LIANGJIANG,
    )


def test_hints_of_the_official_form_are_no_placeholders() -> None:
    assert not _left("plan", "（参考提纲）", "字数控制在500字以内。")
