"""N001 and N004 of what no catalogue names: two papers, one label, two figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.submissions import Lines, check

NAME = "泸原市储运装备创新联合体"
LEAD = "泸原恒槎储运装备股份有限公司"
MEMBER = "泸原砺舟检测技术有限公司"
ROSTER = [["序号", "单位名称", "单位类型"], ["1", LEAD, "企业"], ["2", MEMBER, "企业"], ["3", "泸原理工大学", "高校"]]


def codes(tmp_path: Path, profile: Lines, plan: Lines, other: str = "建设方案") -> list[str]:
    files: dict[str, Lines] = {
        "申请书.docx": ["# 创新联合体申请表", [["联合体名称", NAME], ["牵头单位", LEAD]], "成员单位名单", ROSTER],
        "单位简介.docx": ["# 牵头单位情况", *profile],
        "方案.docx": [f"# 创新联合体{other}", *plan],
    }
    report = check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply")
    return [f.code for f in report.findings if f.code in ("N001", "N004") and f.severity.value != "info"]


@pytest.mark.parametrize(
    ("profile", "plan", "expected"),
    [
        ("公司2022年末资产负债率38.2%，无逾期贷款。", "恒槎储运2022年末资产负债率为32.8%，信用良好。", ["N001"]),
        ("公司2022年末资产负债率38.2%，无逾期贷款。", "恒槎储运2022年末资产负债率约38%，信用良好。", []),
        ("公司2022年末资产负债率38.2%，无逾期贷款。", "恒槎储运2023年6月末资产负债率41.5%。", []),
        ("公司2022年末资产负债率38.2%，无逾期贷款。", "砺舟检测2022年末资产负债率为32.8%。", []),
        ("公司2022年出口交货值2.41亿元。", "恒槎储运2022年出口交货值2.41万元。", ["N004"]),
        ("公司叉车2022年国内市场占有率17.5%。", "恒槎储运叉车2022年全球市场占有率15.7%。", []),
        ("公司现有仪器设备原值1,350万元。", "恒槎储运仪器设备净值1,530万元。", []),
    ],
)
def test_labels_of_a_unit(tmp_path: Path, profile: str, plan: str, expected: list[str]) -> None:
    assert codes(tmp_path, [profile], [plan]) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("联合体集中攻克关键核心技术7项，逐项立军令状。", "各方联合攻克6项关键核心技术。", ["N001"]),
        ("联合体集中攻克关键核心技术7项，逐项立军令状。", "其中2025年攻克关键核心技术2项。", []),
        ("建设期内联合体申请发明专利45件。", "各方应共同完成发明专利申请40件的任务。", ["N001"]),
        ("建设期内联合体申请发明专利45件。", "建设期内联合体授权发明专利40件。", []),
    ],
)
def test_labels_of_all(tmp_path: Path, one: str, other: str, expected: list[str]) -> None:
    files: dict[str, Lines] = {
        "申请书.docx": ["# 创新联合体申请表", [["联合体名称", NAME], ["牵头单位", LEAD]], "成员单位名单", ROSTER],
        "方案.docx": ["# 创新联合体建设方案", one],
        "协议.docx": ["# 创新联合体组建协议", other],
    }
    report = check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply")
    assert [f.code for f in report.findings if f.code in ("N001", "N004") and f.severity.value != "info"] == expected


def test_a_table_is_held_against_a_sentence(tmp_path: Path) -> None:
    rows = [["指标", "2021年", "2022年"], ["出口交货值（万元）", "2,240", "2,410"], ["固定资产（万元）", "8,100", "8,800"]]
    assert codes(tmp_path, ["主要数据如下。", rows], ["恒槎储运2022年出口交货值2,140万元。"]) == ["N001"]
    assert codes(tmp_path / "right", ["主要数据如下。", rows], ["恒槎储运2021年出口交货值2,240万元。"]) == []


def test_a_town_that_no_map_has_is_no_part_of_a_short_name(tmp_path: Path) -> None:
    profile = ["公司2022年营业收入48,620万元。"]
    assert codes(tmp_path, profile, ["恒槎储运2022年营业收入46,820万元。"]) == ["N001"]
    assert codes(tmp_path / "other", profile, ["砺舟检测2022年营业收入46,820万元。"]) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("理事会由9名理事组成，任期三年。", "设理事会，理事会设理事11名，重大事项一人一票。", ["N001"]),
        ("理事会由9名理事组成，任期三年。", "理事会除理事长外还有8名理事，每年两次例会。", []),
        ("理事会由9名理事组成，任期三年。", "设常务理事5名，按月碰头。", []),
        ("甲方与除甲方以外的其余五家成员单位共同组建联合体。", "牵头单位之外的成员单位共3家，链条完整。", ["N001"]),
    ],
)
def test_seats_and_members(tmp_path: Path, one: str, other: str, expected: list[str]) -> None:
    files: dict[str, Lines] = {
        "申请书.docx": ["# 创新联合体申请表", [["联合体名称", NAME], ["牵头单位", LEAD]]],
        "协议.docx": ["# 创新联合体组建协议", one],
        "方案.docx": ["# 创新联合体建设方案", other],
    }
    report = check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply")
    assert [f.code for f in report.findings if f.code in ("N001", "N004") and f.severity.value != "info"] == expected


@pytest.mark.parametrize(
    ("profile", "plan", "expected"),
    [
        ("公司2022年末在册职工412人。", "恒槎储运2022年末用工总量446人（含劳务派遣）。", []),
        ("公司2022年净利润1,376万元。", "恒槎储运2022年扣除非经常性损益后的净利润为1,208万元。", []),
        ("公司认缴注册资本8,600万元。", "恒槎储运到2022年末实缴资本6,800万元。", []),
        ("公司2022年研发投入2,418万元。", "储运环节交给恒槎储运。该公司2022年研发投入2,814万元。", ["N001"]),
    ],
)
def test_what_only_looks_alike(tmp_path: Path, profile: str, plan: str, expected: list[str]) -> None:
    assert codes(tmp_path, [profile], [plan]) == expected


def test_goals_of_years_are_parts_of_the_whole(tmp_path: Path) -> None:
    plan = ["三、建设目标", "总目标：制定团体标准3项。", "（一）2024年", "指标：制定团体标准1项。", "（二）2025年", "指标：制定团体标准2项。"]
    assert codes(tmp_path, ["公司经营正常。"], plan) == []
