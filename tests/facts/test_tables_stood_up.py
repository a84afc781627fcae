"""Tables on their side are read like those that stand: which way a table stands is told by what its cells are."""

from __future__ import annotations

import pytest

from doccheck.facts.tables.upright import upright
from tests.facts.test_tables import ROSTER, read, table

FULL = "江苏恒创精密装备股份有限公司 | 苏州晶源科技有限公司 | 江左理工大学"


def on_its_side(rows: str) -> str:
    """A table as tests write it, with its rows as columns."""
    lines = [[text.strip() for text in line.split("|")] for line in rows.strip().splitlines()]
    marks = {"^": "<", "<": "^"}
    return "\n".join(" | ".join(marks.get(text, text) for text in column) for column in zip(*lines, strict=True))


PROJECTS = """
课题 | 承担单位 | 资金来源 | < | 总经费 | 备注
^ | ^ | 自筹 | 财政 | ^ | ^
①主轴国产化 | 恒创精密 | 350 | 50 | 400 | 两轴
②刀具涂层 | 晶源 | 150 | 30 | 180 | —
合计 | — | 500 | 80 | 580 | —
"""
NUMBERED = """
序号 | 单位 | 信用代码 | 2022年末职工（人） | 备注
1 | 江苏恒创精密装备股份有限公司 | 91320000123456789A | 486 | 牵头
2 | 苏州晶源科技有限公司 | 91320000123456789B | 212 | 刀具
3 | 江左理工大学 | 12320000123456789C | 1,430 |
"""
TASKS = """
年度 | 主要任务 | 授权发明专利（件）
2023年 | 总体架构评审 | 8
2024年 | 首轮流片 | 20
2025年 | 示范线验收 | 12
"""


@pytest.mark.parametrize(
    ("rows", "caption", "role", "count"),
    [
        (ROSTER, "表2 成员单位（截至2022年12月31日）", "roster", 16),
        (PROJECTS, "表5 课题经费（万元）", "plan", 9),
        (NUMBERED, "成员名册", "roster", 3),
        (TASKS, "表3 年度目标", "plan", 3),
    ],
)
def test_a_table_says_the_same_on_its_side(rows: str, caption: str, role: str, count: int) -> None:
    standing = read(rows, caption, role)
    assert len(standing) == count
    assert sorted(map(str, read(on_its_side(rows), caption, role))) == sorted(map(str, standing))


def test_labels_said_twice_at_the_left() -> None:
    rows = (
        f"单位 | 单位 | {FULL}\n2022年（万元） | 营业收入 | 310 | 864 | —\n2022年（万元） | 研发投入 | 19 | 31 | —\n"
        "职工（人） | 职工（人） | 238 | 720 | 1,430"
    )
    found = read(rows, role="roster")
    assert [v for q, who, *_, v in found if who == "恒创"] == [310, 19, 238]
    assert [q for q, who, *_, v in found if who == "江左"] == ["member.staff"]


def test_a_corner_called_item_makes_no_projects_of_units() -> None:
    rows = f"项目 | 企业 | < | 高校 | 合计\n^ | {FULL} | ^\n职工总数（人） | 486 | 212 | 1,430 | 2,128"
    assert [(q, who, v) for q, who, *_, v in read(rows, "登记卡", "roster")] == [
        ("lead.staff", "恒创", 486),
        ("member.staff", "晶源", 212),
        ("member.staff", "江左", 1430),
        ("consortium.staff", "联合体", 2128),
    ]


def test_kinds_of_cost_across_are_no_budget_of_a_year() -> None:
    rows = "科目 | 设备费 | 材料费 | 其他 | 合计\n金额（万元） | 300 | 200 | 100 | 600\n备注 | 两台 |  | 差旅 |"
    assert [(q, v) for q, *_, v in read(rows, "经费预算表", "plan")] == [("consortium.total", 600)]


@pytest.mark.parametrize(
    "rows",
    [
        "项目 | 2020A | 2021A | 2022A\n营业收入 | 10 | 20 | 30\n净利润 | 1 | 2 | 3",
        "年度 | 财政经费 | 自筹经费 | < | 合计\n^ | ^ | 设备费 | 研发费用 | ^\n2024年 | 4 | 8 | 3 | 15\n2025年 | 8 | 5 | 7 | 20",
        "单位名称 | 恒创精密 | 成立年份 | 2009年\n职工 | 486人 | 主营 | 机床\n地址 | 南京 | 研发人员 | 90人",
        f"单位（盖章） | {FULL}\n代表签字 |  |  | \n日期 |  |  | ",
        "课题 | 承担单位 | 起止时间 | 经费（万元）\n主轴 | 恒创精密 | 2023—2024年 | 300\n涂层 | 晶源 | 2023—2025年 | 200",
        "指标 | 单位 | 2022年 | 2025年\n营业收入 | 万元 | 10 | 20\n主要产品 | — | 机床 | 刀具",
        "科目 | 合计 | 2023年 | 2024年\n设备费 | 30 | 10 | 20\n材料费 | 7 | 3 | 4",
    ],
)
def test_tables_that_stand_are_left_alone(rows: str) -> None:
    standing = table(rows)
    assert upright(standing) is standing


UNITS_BELOW = """
单位 | 2022年营业收入 | 研发人员
 | 亿元 | 人
恒创精密 | 4.2 | 118
晶源 | 1.8 | 58
"""


def test_a_row_of_units_of_measure_below_the_headers() -> None:
    assert [(q, v) for q, *_, v in read(UNITS_BELOW, "表1", "roster")] == [
        ("lead.revenue", 42000),
        ("lead.researchers", 118),
        ("member.revenue", 18000),
        ("member.researchers", 58),
    ]
    rows = "指标 | 研发投入 | 有效发明专利\n计量单位 | 万元 | 件\n2021 | 356 | 45\n2022 | 448 | 52"
    assert [(q, y, v) for q, _, y, *_, v in read(rows, role="profile")] == [
        ("lead.rd", 2021, 356),
        ("lead.invention_patents", 2021, 45),
        ("lead.rd", 2022, 448),
        ("lead.invention_patents", 2022, 52),
    ]


def test_a_row_of_units_of_the_consortium_is_none_of_measures() -> None:
    rows = "单位 | 家 | 大学\n恒创精密 | 12 | 30\n晶源 | 13 | 40"
    assert read(rows, role="roster") == []


FORM = """
联合体名称 | 某创新联合体
牵头单位 | 江苏恒创精密装备股份有限公司
2022年营业收入 | 28,640万元
建设总投入 | 5,600万元，其中自筹4,480万元
"""


def test_a_form_on_its_side() -> None:
    standing = read(FORM, "申请书正表", "form")
    assert len(standing) == 3
    assert sorted(map(str, read(on_its_side(FORM), "申请书正表", "form"))) == sorted(map(str, standing))


def test_a_list_of_one_project_is_no_form() -> None:
    rows = table("课题名称 | 牵头单位 | 总投入（万元） | 自筹（万元）\n主轴国产化 | 恒创精密 | 400 | 350")
    assert upright(rows) is rows
