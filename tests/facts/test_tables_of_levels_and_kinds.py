"""Platforms by level, rights by kind, members by year, parts of projects, and columns that only say when or how much."""

from __future__ import annotations

from tests.facts.test_tables import read


def test_levels_of_platforms_with_years_of_recognition_and_their_sum() -> None:
    found = read(
        "级别 | 平台名称 | 认定年份 | 数量（个）\n国家级 | 创新中心；技术中心 | 2018；2021 | 2\n"
        "省级 | 工程中心；设计中心 | 2016—2020 | 4\n合计 |  |  | 6",
        "创新平台清单（2022年末有效）",
        "profile",
    )
    assert found == [
        ("lead.platforms_national", "恒创", 2022, None, "actual", 2),
        ("lead.platforms_provincial", "恒创", 2022, None, "actual", 4),
        ("lead.platforms", "恒创", 2022, None, "actual", 6),
    ]


def test_when_a_platform_was_recognised_does_not_date_its_number() -> None:
    rows = "平台 | 级别 | 认定时间 | 数量\n企业技术中心 | 市级 | 2015—2019年 | 3\n重点实验室 | 国家级 | 2018年 | 1"
    assert [(what, year, value) for what, _, year, _, _, value in read(rows, "创新平台", "profile")] == [
        ("lead.platforms_municipal", None, 3),
        ("lead.platforms_national", None, 1),
    ]


def test_what_a_platform_costs_counts_no_platforms() -> None:
    rows = "平台 | 级别 | 认定时间 | 年运行费（万元）\n企业技术中心 | 市级 | 2007年 | 210.0\n重点实验室 | 市级 | 2018年 | 165.0"
    assert read(rows, "创新平台", "profile") == []


def test_kinds_of_rights_down_and_across() -> None:
    down = read(
        "类别 | 有效数（件）\n发明 | 46\n实用新型 | 68\n外观设计 | 9\n软件著作权 | 14\n合计 | 137",
        "有效知识产权（2022年末）",
        "profile",
    )
    across = read(
        "类别 | 发明 | 实用新型 | 外观设计 | 软件著作权 | 合计\n有效（件） | 46 | 68 | 9 | 14 | 137",
        "有效知识产权（2022年末）",
        "profile",
    )
    assert down == across == [
        ("lead.invention_patents", "恒创", 2022, None, "actual", 46),
        ("lead.patents", "恒创", 2022, None, "actual", 137),
    ]


def test_members_of_years_to_come_are_goals() -> None:
    rows = "指标 | 2022年 | 2024年 | 2026年\n牵头单位营业收入（万元） | 9,000 | 9,500 | 9,900\n成员单位（家） | 7 | 8 | 9—10"
    assert read(rows, "分年情况", "plan")[3:] == [
        ("consortium.members", "联合体", None, None, "actual", 7),
        ("consortium.members", "联合体", 2024, None, "target", 8),
        ("consortium.members", "联合体", 2026, None, "target", 9.5),
    ]


def test_parts_of_projects_are_projects_with_numbers_before_their_names() -> None:
    rows = (
        "课题 / 子课题 | 责任单位 | 期间 | 经费（万元）\n课题一 叶片成形 | 恒创精密 | 2023.07—2026.06 | 900\n"
        "1-1 型芯型壳 | 江左理工大学 | 2023.07—2025.06 | 500\n1.2 凝固控制 | 恒创精密 | 2024.01—2026.06 | 400"
    )
    assert read(rows, "课题", "plan") == [
        ("project.total", "叶片成形", 2023, 2026, "plan", 900),
        ("project.total", "型芯型壳", 2023, 2025, "plan", 500),
        ("project.total", "凝固控制", 2024, 2026, "plan", 400),
    ]


def test_a_table_on_a_units_part_in_the_consortium_is_the_units() -> None:
    rows = "来源 | 2023年 | 2024年 | 合计\n自筹 | 80 | 120 | 200\n财政 | 50 | 70 | 120"
    found = read(rows, "我院在联合体中的投入（单位：万元）", "plan", heading="江左理工大学情况")
    assert {(what, whose) for what, whose, *_ in found} == {
        ("member.self_funds", "江左"),
        ("member.fiscal_funds", "江左"),
    }
