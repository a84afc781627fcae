"""Tables of all shapes in one submission: cards below each other, units of measure and instalments in columns."""

from __future__ import annotations

from tests.facts.test_tables import read


def test_cards_of_units_below_each_other_in_one_form() -> None:
    found = read(
        "卡1　江苏恒创精密装备股份有限公司（牵头） | < | < | <\n成立年份 | 2002年 | 职工 | 1,538人\n"
        "卡2　苏州晶源科技有限公司 | < | < | <\n成立年份 | 2010年 | 职工 | 214人\n"
        "卡3　江左理工大学基本情况 | < | < | <\n成立年份 | 1958年 | 职工 | 1,874人",
        role="roster",
    )
    assert [(q, who, v) for q, who, *_, v in found] == [
        ("lead.founded", "恒创", 2002),
        ("lead.staff", "恒创", 1538),
        ("member.founded", "晶源", 2010),
        ("member.staff", "晶源", 214),
        ("member.founded", "江左", 1958),
        ("member.staff", "江左", 1874),
    ]


def test_a_section_that_only_mentions_a_unit_is_not_its_card() -> None:
    found = read(
        "一、基本情况 | < | < | <\n成立年份 | 2002年 | 职工 | 1,538人\n"
        "二、与江左理工大学共建研发机构情况 | < | < | <\n研发人员 | 30人 | 发明专利 | 12件"
    )
    assert {who for _, who, *_ in found} == {"恒创"}


def test_a_column_of_units_of_measure_beside_units_side_by_side() -> None:
    rows = (
        "项目 | 单位 | 牵头 | 成员 | <\n^ | ^ | 江苏恒创精密装备股份有限公司 | 苏州晶源科技有限公司 | 江左理工大学\n"
        "类别 | — | 企业 | 企业 | 高校\n成立年份 | 年 | 2002 | 2010 | 1958\n"
        "2022年营业收入 | 万元 | 320 | 80 | —\n2022年末职工 | 人 | 32 | 8 | 120"
    )
    found = read(rows, role="roster")
    assert [(q, who, v) for q, who, *_, v in found] == [
        ("lead.founded", "恒创", 2002),
        ("lead.revenue", "恒创", 320),
        ("lead.staff", "恒创", 32),
        ("member.founded", "晶源", 2010),
        ("member.revenue", "晶源", 80),
        ("member.staff", "晶源", 8),
        ("member.founded", "江左", 1958),
        ("member.staff", "江左", 120),
    ]


def test_books_below_a_header_with_the_unit_and_figures_left_out() -> None:
    rows = "年度 | 营业收入（万元） | < | 净利润（万元） | <\n^ | 单体 | 合并 | 单体 | 合并\n2021 | 略 | 118 | 5 | 7\n2022 | 略 | 136 | 6 | 8"
    found = read(rows)
    assert [(q, y, v) for q, _, y, *_, v in found] == [
        ("lead.revenue", 2021, 118),
        ("lead.profit", 2021, 5),
        ("lead.profit", 2021, 7),
        ("lead.revenue", 2022, 136),
        ("lead.profit", 2022, 6),
        ("lead.profit", 2022, 8),
    ]


def test_instalments_beside_what_each_is_granted() -> None:
    rows = "单位 | 省拨份额（万元） | 首付（万元）\n恒创精密 | 1,200 | 360\n苏州晶源科技有限公司 | 300 | 90\n江左理工大学 | 240 | 72"
    found = read(rows, caption="省拨资金转付表", role="plan")
    assert [(q, v) for q, *_, v in found] == [
        ("lead.fiscal_funds", 1200),
        ("member.fiscal_funds", 300),
        ("member.fiscal_funds", 240),
    ]


def test_parts_beside_the_quantity_that_the_caption_names() -> None:
    rows = "年度 | 人员人工 | 直接投入 | 研发费用合计\n2021年 | 19 | 18 | 46\n2022年 | 24 | 22 | 58"
    found = read(rows, caption="研发费用归集表（单位：万元）")
    assert [(q, y, v) for q, _, y, *_, v in found] == [("lead.rd", 2021, 46), ("lead.rd", 2022, 58)]


def test_kinds_of_rights_across_valid_and_applied_for() -> None:
    rows = "类别 | 发明 | 实用新型 | 外观设计 | 软著 | 合计\n有效数 | 46 | 65 | 7 | 9 | 127\n在审数 | 52 | 11 | — | — | 63"
    found = read(rows, caption="知识产权（件，截至2022年12月31日）")
    assert [(q, v) for q, *_, v in found if v in (46, 65, 7, 9, 127)] == [
        ("lead.invention_patents", 46),
        ("lead.patents", 127),
    ]


def test_two_lists_side_by_side_each_under_its_own_header() -> None:
    rows = (
        "人员（2022年末） | 人数 | 资产与经营（2022年） | 百万元\n在册职工 | 847 | 总资产 | 1,487.0\n"
        "研发人员 | 187 | 净利润 | 91.42"
    )
    assert [(q, y, v) for q, _, y, *_, v in read(rows)] == [
        ("lead.staff", 2022, 847),
        ("lead.researchers", 2022, 187),
        ("lead.assets", 2022, 148700),
        ("lead.profit", 2022, 9142),
    ]


def test_rates_named_by_their_group() -> None:
    rows = "年份 | 研发 | < | 净利润（万元）\n^ | 投入（万元） | 占收入（%） | ^\n2021 | 38 | 3.40 | 7\n2022 | 45 | 3.60 | 8"
    assert [(q, v) for q, *_, v in read(rows)] == [
        ("lead.rd", 38),
        ("lead.rd_intensity", 3.4),
        ("lead.profit", 7),
        ("lead.rd", 45),
        ("lead.rd_intensity", 3.6),
        ("lead.profit", 8),
    ]


def test_a_projects_sum_is_of_the_years_in_which_it_costs() -> None:
    rows = "课题 | 2023 | 2024 | 2025 | 课题合计\n熔体净化工艺 | 5 | 7 | — | 12\n表面防护工艺 | 1 | 4 | 3 | 8\n合计 | 6 | 11 | 3 | 20"
    found = read(rows, caption="测算表 按课题（万元）经费", role="plan")
    assert [(q, y, until, v) for q, _, y, until, _, v in found if q.endswith("total")] == [
        ("project.total", 2023, 2024, 12),
        ("project.total", 2023, 2025, 8),
        ("consortium.total", 2023, 2025, 20),
    ]


def test_rows_that_name_the_lead_leave_the_others_to_all() -> None:
    rows = (
        "绩效指标 | 单位 | 2022年（基期） | 2025年目标 | 取数范围\n营业收入 | 万元 | 191 | 270 | 四家企业\n"
        "有效发明专利 | 件 | 127 | 170 | 企业及研究中心\n"
        "牵头单位工业产值 | 万元 | 154 | 208 | 恒创精密"
    )
    found = read(rows, caption="表三 绩效指标", role="form")
    assert {(q, v) for q, *_, v in found if q.endswith("revenue")} == {
        ("consortium.revenue", 191),
        ("consortium.revenue", 270),
    }


def test_a_row_of_a_unit_that_nobody_knows_is_not_all_of_them() -> None:
    rows = (
        "单位 | 来源 | 2023年 | 合计\n恒创精密 | 自筹 | 46 | 46\n^ | 省拨 | 12 | 12\n苏州晶源科技有限公司 | 自筹 | 12 | 12\n"
        "^ | 省拨 | 3 | 3\n玄圃学苑 | 自筹 | 8 | 8\n^ | 省拨 | 2 | 2\n全体 | 自筹 | 66 | 66\n^ | 省拨 | 17 | 17"
    )
    found = read(rows, caption="表4-1 经费来源与分年安排（单位：万元）", role="plan")
    assert [v for q, *_, v in found if q.startswith("consortium")] == [66, 66, 17, 17]
