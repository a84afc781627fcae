"""N005: steps of one thing that are dated in the wrong order, in sentences and in columns, and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.figures.test_periods import dated

WRONG = [
    "“一种低温隔膜”发明专利2021年6月递交申请，2020年4月即获授权，已许可两家使用。",
    "核心专利（申请日2021-05-20，授权公告日2020-11-06）由我司单独持有。",
    "省级课题2020年8月获批立项，经费180万元。该课题已于2019年11月通过结题验收。",
    "技术中心2021年10月获批建设，同年3月通过验收并揭牌。",
    "二期厂房于2021年5月破土动工，当年2月落成，建筑面积1.2万平方米。",
    "生产线技改，开工时间：2022年6月；竣工时间：2022年3月。",
    "该产线2020年3月正式投产，2021年6月才开工建设。",
    "检测设备2022年8月签订采购合同，2022年5月到货，同年7月调试完毕。",
    "王工，2018年9月考入东南大学攻读博士学位，2016年6月毕业并获博士学位。",
    "团体标准于2022年3月首次发布，自2021年12月起施行。",
    "论文2022年6月投稿，2022年3月录用，现已见刊。",
    "该项目中期检查定于2025年9月进行，终期验收定于2025年3月进行。",
    "李工，1985年10月出生，1980年7月参加工作。",
]
RIGHT = [
    "“一种低温隔膜”发明专利2019年4月申请、2021年9月授权；另一件2022年11月才递交，至今未授权。",
    "2021年公司申请专利23件，2020年获授权12件。",
    "该产线2018年3月投产，2021年4月启动技术改造，2021年12月完工。",
    "省级课题2019年12月通过验收，2021年又获批立项二期研究。",
    "一号车间2021年10月开工，二号车间2020年5月已建成投产。",
    "标准2021年立项，2022年3月发布，2022年6月1日起实施。",
    "王工2012年6月本科毕业，同年9月考入东南大学攻读硕士学位。",
    "工程2021年3月投产，2021年9月通过竣工验收。",
    "平台原定2021年6月启动，受疫情影响2021年12月才签约，部分工作2020年已先行完成。",
    "公司2018年通过验收的工程中心，2021年获批升级建设。",
    "2022年2月，理事会批准试制；2021年11月，公司已完成上一代样机的验收。",
]


@pytest.mark.parametrize("line", WRONG)
def test_steps_of_one_thing_in_the_wrong_order(tmp_path: Path, line: str) -> None:
    (finding,) = dated(tmp_path, profile=["一、概况", line])
    assert len(finding.evidence) == 2
    assert all(place.quote in line for place in finding.evidence)


@pytest.mark.parametrize("line", RIGHT)
def test_steps_in_their_order_or_of_other_things(tmp_path: Path, line: str) -> None:
    assert dated(tmp_path, profile=["一、概况", line]) == []


def test_columns_of_steps(tmp_path: Path) -> None:
    rights = [
        ["专利名称", "申请日", "授权日"],
        ["隔膜", "2019年4月", "2021年9月"],
        ["电堆", "2021年6月", "2020年8月"],
    ]
    (finding,) = dated(tmp_path, profile=["一、专利", rights])
    assert [place.quote for place in finding.evidence] == ["2021年6月", "2020年8月"]
    assert dated(tmp_path / "right", profile=["一、专利", rights[:2]]) == []
