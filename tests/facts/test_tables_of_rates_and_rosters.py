"""What the figures of a table themselves tell: rates of sales, sums so far, and whose the cells of a card are."""

from __future__ import annotations

from doccheck.document import Document, Paragraph
from doccheck.facts.declared_years import declared_year
from tests.facts.test_tables import read

UNITS = "单位名称 | 营业收入（万元） | 研发投入（万元） | 占比（%）\n"


def test_a_share_that_the_figures_beside_it_make_is_the_intensity() -> None:
    found = read(f"{UNITS}恒创精密 | 10,000 | 580 | 5.80\n晶源 | 4,000 | 204 | 5.10", "2022年经济情况", "roster")
    assert [(q, y, v) for q, _, y, *_, v in found if "intensity" in q] == [
        ("lead.rd_intensity", 2022, 5.8),
        ("member.rd_intensity", 2022, 5.1),
    ]


def test_a_share_of_something_else_is_none() -> None:
    found = read(f"{UNITS}恒创精密 | 10,000 | 580 | 71.4\n晶源 | 4,000 | 204 | 28.6", "2022年经济情况", "roster")
    assert not [q for q, *_ in found if "intensity" in q]


def test_an_intensity_among_goals_is_whose_sales_and_spending_make_it() -> None:
    found = read(
        "指标（单位） | 2022年 | 2025年\n牵头单位销售收入（万元） | 10,000 | 15,000\n"
        "牵头单位研发投入（万元） | 700 | 1,200\n研发投入强度（%） | 7.0 | 8.0",
        "表2 目标推演",
        "plan",
    )
    assert [(q, y, v) for q, _, y, *_, v in found if "intensity" in q] == [
        ("lead.rd_intensity", 2022, 7),
        ("lead.rd_intensity", 2025, 8),
    ]


def test_what_is_spent_so_far_spans_the_years() -> None:
    found = read("年度 | 当年投入 | 累计投入\n2023 | 800 | 800\n2024 | 1,200 | 2,000\n2025 | 500 | 2,500", "预算（万元）", "plan")
    assert [(q, y, u, v) for q, _, y, u, _, v in found] == [
        ("consortium.investment", 2023, None, 800),
        ("consortium.investment", 2023, None, 800),
        ("consortium.investment", 2024, None, 1200),
        ("consortium.investment", 2023, 2024, 2000),
        ("consortium.investment", 2025, None, 500),
        ("consortium.total", 2023, 2025, 2500),
    ]


def test_cells_with_their_own_labels_are_of_the_unit_in_their_row() -> None:
    found = read(
        "序 | 单位 | 信息栏（上行：经营；下行：人员与投入） | <\n"
        "① | 江苏恒创精密装备股份有限公司 | 成立年份：2008 | 2022年营收：9,356\n^ | ^ | 职工总数：742 | 拟投入：3,100\n"
        "② | 苏州晶源科技有限公司 | 成立年份：2013 | 2022年营收：4,268\n^ | ^ | 职工总数：386 | 拟投入：1,000",
        "汇总表（单位：万元、人）",
        "roster",
    )
    assert [(q, who, y, v) for q, who, y, *_, v in found if "founded" not in q] == [
        ("lead.revenue", "恒创", 2022, 9356),
        ("lead.staff", "恒创", None, 742),
        ("lead.investment", "恒创", None, 3100),
        ("member.revenue", "晶源", 2022, 4268),
        ("member.staff", "晶源", None, 386),
        ("member.investment", "晶源", None, 1000),
    ]


def test_a_form_may_hold_rows_of_years() -> None:
    found = read(
        "成立年份 | 2005年 | 注册资本（万元） | 8,000\n职工总数（人） | 456 | 研发人员（人） | 74\n"
        "年度 | 营业收入（万元） | 净利润（万元） | 研发投入（万元）\n2021年 | 36,520 | 2,190 | 1,388\n2022年 | 39,880 | 2,512 | 1,595"
    )
    assert [(q, y, v) for q, _, y, *_, v in found] == [
        ("lead.founded", None, 2005),
        ("lead.registered_capital", None, 8000),
        ("lead.staff", None, 456),
        ("lead.researchers", None, 74),
        ("lead.revenue", 2021, 36520),
        ("lead.profit", 2021, 2190),
        ("lead.rd", 2021, 1388),
        ("lead.revenue", 2022, 39880),
        ("lead.profit", 2022, 2512),
        ("lead.rd", 2022, 1595),
    ]


def test_a_second_row_of_headers_begins_no_rows_of_years() -> None:
    found = read(
        "年度 | 收入（万元） | < | 年末职工（人）\n^ | 营业收入 | 利润总额 | ^\n2021年 | 73,500 | 6,030 | 798\n2022年 | 80,850 | 6,960 | 826"
    )
    assert [(q, y, v) for q, _, y, *_, v in found if q == "lead.revenue"] == [
        ("lead.revenue", 2021, 73500),
        ("lead.revenue", 2022, 80850),
    ]


def test_units_by_short_names_may_head_the_columns() -> None:
    found = read(
        "项目 | 恒创精密（牵头） | 晶源 | 江左理工\n"
        "单位全称 | 江苏恒创精密装备股份有限公司 | 苏州晶源科技有限公司 | 江左理工大学\n性质 | 企业 | 企业 | 高校\n"
        "成立年份 | 2005年 | 2003年 | 1958年\n职工总数（人） | 456 | 388 | —\n"
        "研发人员（人） | 74 | 66 | —\n有效发明专利（件） | 26 | 14 | 9\n授权专利（件） | 66 | 34 | 19",
        role="roster",
    )
    assert [(q, v) for q, *_, v in found if "staff" in q] == [("lead.staff", 456), ("member.staff", 388)]


def test_what_a_unit_pays_and_is_granted_makes_its_investment() -> None:
    found = read("单位 | 自筹 | 财政 | 小计\n恒创精密 | 1400 | 300 | 1700\n晶源 | 60 | 80 | 140", "表1 按单位分（万元）", "plan")
    assert [(q, v) for q, *_, v in found if "investment" in q] == [("lead.investment", 1700), ("member.investment", 140)]


def test_grants_among_a_units_years_leave_their_sum_its_investment() -> None:
    found = read(
        "单位 | 2024年 | 2025年 | 合计 | 其中：市级财政\n恒创精密 | 1,200 | 3,000 | 4,200 | 900\n晶源 | 300 | 700 | 1,000 | 200",
        "分单位分年度投入计划（单位：万元）",
        "plan",
    )
    sums = [(q, v) for q, *_, v in found if v in (4200, 1000, 900, 200)]
    assert sums == [("lead.investment", 4200), ("lead.fiscal_funds", 900), ("member.investment", 1000), ("member.fiscal_funds", 200)]


def test_several_units_in_one_column_are_nobody() -> None:
    found = read(
        "年度 | 来源 | 恒创精密 | 晶源 | 高校院所（三家） | 合计\n2024年 | 自筹 | 700 | 255 | 145 | 1,100\n^ | 财政 | 240 | 60 | 160 | 460",
        "年度×来源×单位预算（单位：万元）",
        "plan",
    )
    assert not [v for *_, v in found if v in (145, 160)]


def test_projects_by_letters_are_named_in_the_next_column() -> None:
    found = read(
        "代号 | 课题名称 | 周期 | 总经费\nA | 柔性浆料 | 2023.10—2025.03 | 1,600\nB | 补偿膜 | 2023.10—2025.06 | 1,250",
        "课题清单（经费单位：万元）",
        "plan",
    )
    assert [(q, who, y, u, v) for q, who, y, u, _, v in found] == [
        ("project.total", "柔性浆料", 2023, 2025, 1600),
        ("project.total", "补偿膜", 2023, 2025, 1250),
    ]


def test_begin_and_end_of_a_project_may_stand_apart() -> None:
    found = read("序号 | 课题 | 起 | 止 | 经费（万元）\n一 | 基体制备 | 2022年10月 | 2024年9月 | 1100\n二 | 涂层 | 2023年1月 | 2025年6月 | 950", role="plan")
    assert [(y, u) for _, _, y, u, *_ in found] == [(2022, 2024), (2023, 2025)]


def test_a_project_on_a_card_lasts_as_the_card_says() -> None:
    found = read(
        "课题1 | 轮边电驱与控制器 | < | <\n主持单位 | 晶源 | 起止 | 2023年7月—2025年12月\n经费（万元） | 1650 | 考核要点 | 功率密度5千瓦",
        role="plan",
    )
    assert [(q, y, u, v) for q, _, y, u, _, v in found] == [("project.total", 2023, 2025, 1650)]


def test_a_label_may_say_in_brackets_that_it_asks_for_the_leads() -> None:
    found = read("联合体名称 | 精密联合体\n2022年经营（牵头） | 销售收入93,560万元；净利润9,637万元\n成立年份（牵头） | 2008年")
    assert [(q, who) for q, who, *_ in found] == [("lead.revenue", "恒创"), ("lead.profit", "恒创"), ("lead.founded", "恒创")]


def test_a_part_takes_the_unit_of_the_whole_before_it() -> None:
    found = read("总投入（万元） | 4,200 | 其中：自筹 | 3,400 | 其中：财政 | 800\n企业（家） | 4 | 高校（家） | 1 | 院所（家） | 1")
    assert [(q, v) for q, *_, v in found][:3] == [
        ("consortium.total", 4200),
        ("consortium.self_funds", 3400),
        ("consortium.fiscal_funds", 800),
    ]


def test_a_date_of_the_data_is_the_year_of_what_was_earned() -> None:
    assert declared_year(Document("d", "docx", "", (Paragraph("编表：研发中心　数据时点：2022年末／2022年度"),)), 2023) == 2022
    assert declared_year(Document("d", "docx", "", (Paragraph("编表：研发中心　2023年6月30日"),)), 2023) is None
    assert declared_year(Document("d", "docx", "", (Paragraph("成员单位共有6家。经济数据为2021年度。"),)), 2023) == 2021
