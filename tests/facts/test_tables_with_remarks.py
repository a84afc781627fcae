"""Remarks beside a table's figures, and captions that print a unit of its own for one quantity."""

from __future__ import annotations

from tests.facts.test_tables import read

YEARS = "年度 | 营业收入（万元） | 研发投入（万元） | 备注"
UNITS = "单位名称 | 性质 | 2022年营业收入（万元） | 备注"


def test_a_remark_on_a_year_is_of_that_year() -> None:
    rows = f"{YEARS}\n2021年 | 13,500 | 608 | 净利润756万元，纳税492万元\n2022年 | 15,120 | 726 | 强度4.8%"
    kinds = ("lead.profit", "lead.tax", "lead.rd_intensity")
    found = [f for f in read(rows, "三年主要指标", "profile") if f[0] in kinds]
    assert found == [
        ("lead.profit", "恒创", 2021, None, "actual", 756),
        ("lead.tax", "恒创", 2021, None, "actual", 492),
        ("lead.rd_intensity", "恒创", 2022, None, "actual", 4.8),
    ]


def test_a_remark_on_a_unit_is_of_the_year_of_the_columns() -> None:
    rows = f"{UNITS}\n恒创精密 | 企业 | 46,900 | 研发强度6.0%\n江左理工大学 | 高校 | — | 国家级平台1个，省级平台7个"
    found = [(q, who, year, v) for q, who, year, _, _, v in read(rows, "成员单位情况", "roster") if v < 100]
    assert found == [
        ("lead.rd_intensity", "恒创", 2022, 6),
        ("member.platforms_national", "江左", None, 1),
        ("member.platforms_provincial", "江左", None, 7),
    ]


def test_a_remark_that_says_more_than_a_figure_is_left_alone() -> None:
    rows = (
        f"{YEARS}\n2021年 | 13,500 | 608 | 出口收入756万元\n2022年 | 15,120 | 726 | 新增发明专利4件，其中纳税90万元\n"
        "三年累计 | 28,620 | 1,334 | 净利润3,000万元"
    )
    kinds = {f[0].rpartition(".")[2] for f in read(rows, "三年主要指标", "profile")}
    assert kinds == {"revenue", "rd"}


def test_a_caption_with_a_unit_of_its_own_for_one_quantity() -> None:
    rows = "年度 | 营业收入 | 研发投入 | 缴纳税金\n2021 | 1,821.6 | 69.22 | 7,058\n2022 | 2,468.0 | 103.66 | 9,135"
    captions = ("主要数据（单位：百万元，税金单位：万元）", "主要数据（单位：百万元；税金：万元）", "金额单位：百万元，缴纳税金以万元计")
    for caption in captions:
        found = [(q, year, v) for q, _, year, _, _, v in read(rows, caption, "profile") if year == 2022]
        assert found == [("lead.revenue", 2022, 246800), ("lead.rd", 2022, 10366), ("lead.tax", 2022, 9135)], caption


def test_a_caption_with_one_unit_for_all() -> None:
    rows = "年度 | 营业收入 | 缴纳税金\n2021 | 1,821 | 70\n2022 | 2,468 | 91"
    found = [(q, v) for q, _, year, _, _, v in read(rows, "收入和税金（单位：百万元）", "profile") if year == 2022]
    assert found == [("lead.revenue", 246800), ("lead.tax", 9100)]


def test_technical_staff_by_their_short_name() -> None:
    rows = "单位名称 | 职工总数 | 专技人员\n恒创精密 | 1,742 | 385\n晶源科技 | 520 | 124"
    found = [(q, who, v) for q, who, *_, v in read(rows, "成员单位人员（人）", "roster")]
    assert ("lead.technical_staff", "恒创", 385) in found
    assert ("member.technical_staff", "晶源", 124) in found
