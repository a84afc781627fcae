"""E001–E003 and E005 on real forms and profiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.findings.report import Report
from tests.submissions import check, found

LEAD = "无锡锐锋数控装备股份有限公司"


def jiangsu(
    tmp_path: Path,
    *,
    address: str = "江苏省无锡市新吴区长江路21号",
    revenue: str = "15.2亿元",
    rd: str = "6100万元",
    kind: str = "□创新型领军企业 ☑龙头骨干企业 □国家级技术创新中心 □省级技术创新中心 □其它",
    date: str = "2023年9月12日",
) -> Report:
    form = [
        "# 江苏省创新联合体建设试点申请书",
        "创新联合体名称：江苏省高端数控装备创新联合体",
        f"牵头单位：{LEAD}（盖章）",
        f"填报日期：{date}",
        "# 基础信息表",
        [
            ["创新联合体名称", "江苏省高端数控装备创新联合体", "通讯地址", address],
            ["创新联合体牵头单位", LEAD, "法定代表人", "赵启明"],
            ["创新联合体牵头单位类型", kind, "联系电话", "0510-85211234"],
        ],
    ]
    profile = [
        "# 牵头单位简介",
        f"{LEAD}位于{address}，为高新技术企业、上市公司，员工2100人，2022年销售收入{revenue}。",
        f"2022年研发投入{rd}，建有省级工程技术研究中心。",
    ]
    return check(tmp_path, {"申请书.docx": form, "牵头单位简介.docx": profile}, "jiangsu-2023")


def test_a_lead_above_every_threshold_has_no_finding(tmp_path: Path) -> None:
    report = jiangsu(tmp_path)
    assert [f for f in report.findings if f.code in ("E001", "E003", "E005")] == []


def test_revenue_under_the_threshold(tmp_path: Path) -> None:
    (finding,) = found(jiangsu(tmp_path, revenue="8.6亿元", rd="4000万元"), "E001")
    assert (finding.requirement, finding.severity.value) == ("lead.revenue", "error")
    assert "100000" in finding.message.replace(",", "")


def test_revenue_exactly_at_the_threshold_passes(tmp_path: Path) -> None:
    assert found(jiangsu(tmp_path, revenue="10亿元", rd="4000万元"), "E001") == []


def test_intensity_is_computed_from_its_terms(tmp_path: Path) -> None:
    (finding,) = found(jiangsu(tmp_path, rd="3000万元"), "E001")
    assert finding.requirement == "lead.rd_intensity"
    assert "1.97%" in finding.message


def test_for_another_kind_of_lead_the_revenue_is_only_to_verify(tmp_path: Path) -> None:
    kind = "☑创新型领军企业 □龙头骨干企业 □国家级技术创新中心 □省级技术创新中心 □其它"
    (finding,) = found(jiangsu(tmp_path, revenue="8.6亿元", rd="4000万元", kind=kind), "E001")
    assert finding.severity.value == "warning"


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("浙江省杭州市余杭区文一西路8号", True),
        ("上海市浦东新区江苏东路5号", True),
        ("苏州工业园区星湖街1号", False),
        ("南京市鼓楼区北京西路2号", False),
    ],
)
def test_the_lead_must_be_in_the_region(tmp_path: Path, address: str, outside: bool) -> None:
    report = jiangsu(tmp_path, address=address)
    assert [f.requirement for f in found(report, "E003") if f.severity.value == "error"] == ["lead.region"] * outside


@pytest.mark.parametrize(("date", "late"), [("2023年9月28日", False), ("2023年9月29日", True), ("2023年10月8日", True)])
def test_forms_dated_after_the_deadline(tmp_path: Path, date: str, late: bool) -> None:
    assert len(found(jiangsu(tmp_path, date=date), "E005")) == late


def yongchuan(tmp_path: Path, members: int) -> Report:
    names = [
        "永川科锐机电有限公司",
        "重庆文理学院",
        "重庆大学",
        "重庆恒力齿轮有限公司",
        "重庆联创检测有限公司",
        "四川轻化工大学",
    ]
    listed = names[:members]
    agreement = [
        "# 重庆市永川区智能装备创新联合体知识产权管理协议",
        f"甲方（牵头单位）：{listed[0]}",
        *(f"{letter}方：{name}" for letter, name in zip("乙丙丁戊己", listed[1:], strict=False)),
        "第一条 知识产权归属",
        "各方独立完成的成果归完成方所有。",
    ]
    return check(tmp_path, {"知识产权管理协议.docx": agreement}, "yongchuan-2023")


@pytest.mark.parametrize(("members", "short"), [(3, True), (4, True), (5, False), (6, False)])
def test_too_few_members(tmp_path: Path, members: int, short: bool) -> None:
    assert len(found(yongchuan(tmp_path, members), "E002")) == short
