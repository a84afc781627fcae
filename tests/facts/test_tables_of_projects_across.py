"""Projects side by side or among other costs, groups beside pairs of columns, kinds of members, a factory's own table."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.facts.extract import extract
from doccheck.facts.tables.labels import label_of
from doccheck.mapping.model import MappedSubmission, Part, Passage
from doccheck.programme.schema import Occasion, Programme, Role
from tests.facts.test_tables import LEAD, MEMBERS, facts, read, table
from tests.submissions import check

LISTED = "编号 | 课题名称 | 起止\n课题一 | 精密主轴 | 2023.07—2025.12\n课题二 | 数控系统 | 2024.01—2026.06"


def after_list(rows: str, caption: str = "表2 课题经费（单位：万元）", listed: str = LISTED) -> list[tuple[str, str, float]]:
    """What a plan's table says behind another one that numbers the projects."""
    blocks = (table(listed, "表1 课题"), table(rows, caption))
    part = Part("d1.0", "d1", Role.PLAN, Passage("d1", blocks))
    programme = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
    mapped = MappedSubmission(programme, Occasion.APPLY, 2023, "联合体", {}, (part,), lead=LEAD, members=MEMBERS)
    return [(f.quantity, f.subject, f.value) for f in extract(mapped)]


@pytest.mark.parametrize("heads", ["课题一 | 课题二", "课题1 | 课题2", "精密主轴 | 数控系统"])
def test_projects_side_by_side_have_the_names_of_the_list(heads: str) -> None:
    assert after_list(f"来源＼课题 | {heads} | 合计\n自筹资金 | 200 | 400 | 600\n财政资金 | 100 | 50 | 150\n总经费 | 300 | 450 | 750") == [
        ("project.self_funds", "精密主轴", 200),
        ("project.self_funds", "数控系统", 400),
        ("consortium.self_funds", "联合体", 600),
        ("project.fiscal_funds", "精密主轴", 100),
        ("project.fiscal_funds", "数控系统", 50),
        ("consortium.fiscal_funds", "联合体", 150),
        ("project.total", "精密主轴", 300),
        ("project.total", "数控系统", 450),
        ("consortium.total", "联合体", 750),
    ]


def test_the_foot_of_a_projects_costs_is_what_it_costs() -> None:
    rows = "支出科目 | 课题一 | 课题二 | 合计\n设备费 | 200 | 400 | 600\n材料费 | 100 | 50 | 150\n合计 | 300 | 450 | 750"
    assert after_list(rows) == [
        ("project.total", "精密主轴", 300),
        ("project.total", "数控系统", 450),
        ("consortium.total", "联合体", 750),
    ]


def test_what_nobody_lists_is_no_project() -> None:
    rows = "来源 | 课题三 | 课题四 | 合计\n自筹资金 | 200 | 400 | 600\n财政资金 | 100 | 50 | 150"
    assert not [q for q, *_ in after_list(rows) if q.startswith("project.")]


def test_what_is_paid_in_beside_grants_and_their_sum_is_own_money() -> None:
    rows = "经费来源 | 精密主轴 | 数控系统 | 合计\n成员出资 | 200 | 400 | 600\n财政资金 | 100 | 50 | 150\n经费总额 | 300 | 450 | 750"
    assert after_list(rows)[:3] == [
        ("project.self_funds", "精密主轴", 200),
        ("project.self_funds", "数控系统", 400),
        ("consortium.self_funds", "联合体", 600),
    ]


def test_other_costs_in_a_column_of_projects() -> None:
    rows = "课题及科目 | 自筹 | 财政 | 合计\n精密主轴 | 200 | 100 | 300\n数控系统 | 400 | 50 | 450\n测试台架 | 30 | 20 | 50"
    assert {who for q, who, _ in after_list(rows) if q.startswith("project.")} == {"精密主轴", "数控系统"}


def test_a_cell_over_number_and_name_is_no_project() -> None:
    rows = (
        "编号 | 课题名称 | 自筹 | 财政 | 课题经费\n课题一 | 精密主轴 | 200 | 100 | 300\n课题二 | 数控系统 | 400 | 50 | 450\n"
        "课题合计 | < | 600 | 150 | 750\n平台建设 | < | 60 | 20 | 80\n总计 | < | 660 | 170 | 830"
    )
    found = [(f.quantity, f.subject, f.value) for f in facts(rows, "表1 课题及经费（单位：万元）", "plan")]
    assert {who for q, who, _ in found if q.startswith("project.")} == {"精密主轴", "数控系统"}
    assert [v for q, _, v in found if q == "consortium.total"] == [830]


def test_projects_behind_a_column_of_their_groups() -> None:
    rows = (
        "类 | 课题 | 承担 | 起止 | 经费（万元）\n装备 | 精密主轴 | 恒创精密 | 2023.07—2025.12 | 300\n"
        "^ | 数控系统 | 恒创精密 | 2024.01—2026.06 | 450\n感知 | 定位 | 苏州晶源科技有限公司 | 2023.07—2026.06 | 90"
    )
    found = facts(rows, "表二 课题表", "plan")
    assert [(f.quantity, f.subject, f.value) for f in found] == [
        ("project.total", "精密主轴", 300),
        ("project.total", "数控系统", 450),
        ("project.total", "定位", 90),
    ]


def test_what_a_unit_works_on_names_no_project() -> None:
    rows = (
        "当事方 | 承担任务 | 自筹资金\n甲方（江苏恒创精密装备股份有限公司） | 课题一、二；集成 | 1,050\n"
        "乙方（苏州晶源科技有限公司） | 课题四 | 360\n丙方（江左理工大学） | 动态特性 | 60"
    )
    assert [(who, v) for _, who, *_, v in read(rows, "附表（单位：万元）", "plan")] == [("恒创", 1050), ("晶源", 360), ("江左", 60)]


def test_intensities_of_units_that_name_no_whole() -> None:
    rows = (
        "企业 | 指标 | 2021年 | 2022年\n恒创精密 | 营业收入（万元） | 40,000 | 50,000\n^ | 研发投入（万元） | 2,000 | 3,000\n"
        "^ | 占比（%） | 5.0 | 6.0\n苏州晶源科技有限公司 | 营业收入（万元） | 1,000 | 2,000\n"
        "^ | 研发投入（万元） | 100 | 300\n^ | 占比（%） | 10.0 | 15.0"
    )
    found = [(who, y, v) for q, who, y, *_, v in read(rows, role="roster") if q.endswith("intensity")]
    assert found == [("恒创", 2021, 5), ("恒创", 2022, 6), ("晶源", 2021, 10), ("晶源", 2022, 15)]
    others = rows.replace("6.0", "61").replace("5.0\n", "52\n").replace("| 5.0 |", "| 52 |")
    assert not [q for q, who, *_ in read(others, role="roster") if q.endswith("intensity") and who == "恒创"]


def test_our_factory_in_a_plans_caption_is_the_lead() -> None:
    rows = "指标 | 2022年基数 | 2024年 | 2025年\n营业收入（万元） | 23,450 | 25,200 | 27,600"
    assert {q for q, *_ in read(rows, "表一 我厂分年指标", "plan")} == {"lead.revenue"}
    assert {q for q, *_ in read(rows, "表一 联合体分年指标", "plan")} == {"consortium.revenue"}


def test_kinds_of_members_with_their_names_behind() -> None:
    rows = "类别 | 家数 | 单位\n企业 | 2 | 恒创精密、晶源\n高校 | 1 | 江左理工大学\n合计 | 3 | 含牵头单位"
    assert [(q, v) for q, *_, v in read(rows, "表3 成员类别", "roster")] == [
        ("consortium.enterprises", 2),
        ("consortium.universities", 1),
        ("consortium.members", 3),
    ]


def test_groups_of_rows_beside_two_lists() -> None:
    rows = (
        "分组 | 项目 | 数 | 项目 | 数\n人员（人） | 职工总数 | 436 | 专业技术人员 | 148\n^ | 专职研发人员 | 92 | 研发人员 | 107\n"
        "平台（个） | 国家级 | 1 | 省级 | 3\n^ | 平台合计 | 4 | 在建（未计入） | 1"
    )
    found = {(q, v) for q, *_, v in read(rows, "表2 2022年末人员与平台", "profile")}
    assert found == {
        ("lead.staff", 436),
        ("lead.technical_staff", 148),
        ("lead.rd_staff", 92),
        ("lead.researchers", 107),
        ("lead.platforms_national", 1),
        ("lead.platforms_provincial", 3),
        ("lead.platforms", 4),
    }


def test_a_part_asked_for_in_brackets_before_the_unit() -> None:
    label = label_of("职工（其中专职研发），人", 2023)
    assert (label.id, label.unit, label.inside and label.inside.id) == ("staff", "人", "rd_staff")
    assert label_of("有效发明专利，件", 2023).unit == "件"


def test_units_by_years_in_a_budget(tmp_path: Path) -> None:
    lead, partner, school = (member.name for member in MEMBERS)
    years = [["单位", "2024年", "2025年", "合计"], [lead, "100", "200", "300"], [partner, "50", "60", "110"],
             [school, "10", "20", "30"], ["合计", "160", "280", "440"]]  # fmt: skip
    form = ["# 江苏省创新联合体建设申请表", [["牵头单位", lead], ["成员总数（含牵头单位）", "3家"]]]
    roster = ["# 成员单位名册", [["序号", "单位名称"], ["1", lead], ["2", partner], ["3", school]]]
    found = {}
    for title in ("经费预算书", "工作安排"):
        files = {"申请表.docx": form, "名册.docx": roster, "表.docx": [f"# {title}", "乙表 按单位与年度（单位：万元）", years]}
        (folder := tmp_path / title).mkdir()
        report = check(folder, files, "jiangsu-2023")
        found[title] = [(f.year, f.value) for f in report.facts if f.quantity in ("consortium.investment", "consortium.total")]
    assert [value for _, value in found["经费预算书"]] == [160, 280, 440]
    assert found["工作安排"] == []
