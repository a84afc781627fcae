"""Tables on their side, in sections, with sums and parties in odd places, as strangers lay them out."""

from __future__ import annotations

import pytest

from tests.facts.test_tables import read

SIDE_BY_SIDE = """
类别 | 企业 | < | 高校 | 合计
单位名称 | 江苏恒创精密装备股份有限公司 | 苏州晶源科技有限公司 | 江左理工大学 | ^
2022年末职工（人） | 320 | 80 | 1,200 | 1,600
其中：研发人员（人） | 60 | 20 | 300 | 380
"""


def test_units_side_by_side_under_their_kinds() -> None:
    found = read(SIDE_BY_SIDE, role="roster")
    assert [(q, who, v) for q, who, *_, v in found] == [
        ("lead.staff", "恒创", 320),
        ("lead.researchers", "恒创", 60),
        ("member.staff", "晶源", 80),
        ("member.researchers", "晶源", 20),
        ("member.staff", "江左", 1200),
        ("member.researchers", "江左", 300),
        ("consortium.staff", "联合体", 1600),
        ("consortium.researchers", "联合体", 380),
    ]


def test_sections_of_a_form_laid_out_each_in_its_own_way() -> None:
    found = read(
        "联合体名称 | 精密联合体 | < | < | 成立年份 | 2009\n"
        "近三年经营（万元） | < | < | < | < | <\n"
        "指标 | 2020年 | 2021年 | 2022年 | 三年合计 | 备注\n"
        "营业收入 | 100 | 120 | 130 | 350 | 审计数\n"
        "2022年末人员 | < | < | < | < | <\n"
        "职工总数 | 86人 | 专业技术人员 | 40人 | 研发人员 | 12人"
    )
    assert found == [
        ("lead.founded", "恒创", None, None, "actual", 2009),
        ("lead.revenue", "恒创", 2020, None, "actual", 100),
        ("lead.revenue", "恒创", 2021, None, "actual", 120),
        ("lead.revenue", "恒创", 2022, None, "actual", 130),
        ("lead.revenue", "恒创", 2020, 2022, "cumulative", 350),
        ("lead.staff", "恒创", 2022, None, "actual", 86),
        ("lead.technical_staff", "恒创", 2022, None, "actual", 40),
        ("lead.researchers", "恒创", 2022, None, "actual", 12),
    ]


def test_the_only_column_beside_the_figures_says_what_they_are() -> None:
    rows = "内容 | 年度安排 | < | 合计\n^ | 2023年 | 2024年 | ^\n经费投入（万元） | 6 | 12 | 18\n其中：自筹资金 | 4 | 10 | 14"
    found = read(rows, caption="表4 年度经费来源", role="plan")
    assert [(q, y, v) for q, _, y, _, _, v in found if q.endswith("self_funds")] == [
        ("consortium.self_funds", 2023, 4),
        ("consortium.self_funds", 2024, 10),
        ("consortium.self_funds", 2023, 14),
    ]


def test_a_sum_named_in_the_column_of_numbers() -> None:
    rows = (
        "序号 | 单位名称 | 2022年末从业人员（人）\n1 | 江苏恒创精密装备股份有限公司 | 3\n2 | 苏州晶源科技有限公司 | 4\n"
        "3 | 江左理工大学 | 5\n合计 |  | 12"
    )
    assert read(rows, role="roster")[-1] == ("consortium.staff", "联合体", 2022, None, "actual", 12)


def test_a_subtotal_without_the_lead_is_not_the_leads() -> None:
    rows = (
        "单位 | 2022年营业收入（万元）\n江苏恒创精密装备股份有限公司 | 30\n苏州晶源科技有限公司 | 40\n江左理工大学 | 50\n"
        "小计（不含牵头单位） | 90"
    )
    assert [v for q, *_, v in read(rows, role="roster")] == [30, 40, 50]


def test_means_are_no_figures_of_a_year() -> None:
    rows = "项目（万元） | 2021年 | 2022年 | 年均\n销售收入 | 10 | 20 | 15"
    assert [v for *_, v in read(rows, role="profile")] == [10, 20]


def test_a_project_named_beside_its_number() -> None:
    rows = "课题 | 名称 | 承担单位 | 课题经费\n课题一 | 智能拆解 | 恒创精密 | 52\n课题二 | 湿法再生 | 苏州晶源科技有限公司 | 68\n合计 | < | < | 120"
    found = read(rows, caption="课题设置（单位：万元）", role="plan")
    assert [(q, who, v) for q, who, *_, v in found] == [
        ("project.total", "智能拆解", 52),
        ("project.total", "湿法再生", 68),
        ("consortium.total", "联合体", 120),
    ]


def test_rows_that_number_their_projects_under_any_header() -> None:
    rows = "预算项目 | 2023年 | 2024年 | 合计\n课题一 深水系泊 | 3 | 4 | 7\n课题小计 | 3 | 4 | 7\n管理 | 1 | 1 | 2\n合计 | 4 | 5 | 9"
    found = read(rows, caption="经费预算（万元）", role="plan")
    assert [(q, who, v) for q, who, *_, v in found] == [
        ("project.investment", "深水系泊", 3),
        ("project.investment", "深水系泊", 4),
        ("project.total", "深水系泊", 7),
        ("consortium.investment", "联合体", 4),
        ("consortium.investment", "联合体", 5),
        ("consortium.total", "联合体", 9),
    ]


def test_the_line_over_a_tables_title_may_print_the_unit() -> None:
    rows = "单位 | 自筹\n苏州晶源科技有限公司 | 4,200"
    assert read(rows, role="plan", above="各方自筹明细（万元）：")[0][-1] == 4200
    assert read(rows, role="plan", above="各方自筹见下。") == []


@pytest.mark.parametrize("label", ["牵头及成员单位拥有从业人员数", "牵头单位和成员单位从业人员"])
def test_figures_below_those_of_all_units_are_of_all(label: str) -> None:
    found = read(f"{label} | 320人 | 其中：专业技术人员 | 110人\n拥有有效知识产权数量 | 82项 | 其中：发明专利 | 31项")
    assert [(q, v) for q, *_, v in found] == [
        ("consortium.staff", 320),
        ("consortium.technical_staff", 110),
        ("consortium.patents", 82),
        ("consortium.invention_patents", 31),
    ]


def test_a_note_over_a_table_dates_its_figures() -> None:
    rows = "单位名称 | 销售收入（万元）\n苏州晶源科技有限公司 | 9,260"
    assert read(rows, "表3 名册", role="roster", above="填表口径：收入为2022年度数，人数为2022年底数。")[0][2] == 2022
    assert read(rows, "表3 名册", role="roster", above="2022年牵头单位获得省科技奖。")[0][2] is None


def test_units_below_the_sum_of_a_source_are_its_parts() -> None:
    rows = (
        "来源 | 2023年 | 2024年 | 合计\n一、自筹小计 | 90 | 60 | 150\n其中：恒创精密 | 50 | 20 | 70\n苏州晶源科技有限公司 | 40 | 40 | 80\n"
        "二、财政资金 | 10 | 40 | 50\n总计 | 100 | 100 | 200"
    )
    found = read(rows, caption="资金来源表（单位：万元）", role="plan")
    assert [(q, v) for q, who, *_, v in found if who == "晶源"] == [
        ("member.self_funds", 40),
        ("member.self_funds", 40),
        ("member.self_funds", 80),
    ]


def test_a_list_folded_into_two_columns() -> None:
    rows = (
        "出资方 | 自筹金额（万元） | 出资方 | 自筹金额（万元）\n恒创精密 | 3,200 | 江左理工大学 | 100\n苏州晶源科技有限公司 | 300 | 合计 | 3,600"
    )
    assert [(who, v) for _, who, *_, v in read(rows, role="plan")] == [
        ("恒创", 3200),
        ("晶源", 300),
        ("江左", 100),
        ("联合体", 3600),
    ]


def test_a_sum_over_years_behind_the_years_in_a_cell() -> None:
    found = read("近三年研发投入 | 2020年2,541万元；2021年2,893万元；2022年3,362万元；三年累计8,796万元。\n研发人员 | 3人")
    assert found[3] == ("lead.rd", "恒创", 2020, 2022, "cumulative", 8796)
    assert [q for q, *_ in found] == ["lead.rd"] * 4 + ["lead.researchers"]
    behind = read("研发 | 2022年研发投入3,453万元，占销售收入5.5%；近三年累计7,856万元\n研发人员 | 3人")
    assert ("lead.rd", "恒创", 2020, 2022, "cumulative", 7856) in behind
