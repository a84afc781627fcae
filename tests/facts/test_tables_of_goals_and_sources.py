"""Tables of indicators, of units by short names, and of money by year, source and unit."""

from __future__ import annotations

from tests.facts.test_tables import read

FUNDS = {"lead.self_funds", "lead.fiscal_funds", "member.self_funds", "member.fiscal_funds"}


def test_indicators_with_their_unit_of_measure_in_a_column() -> None:
    rows = (
        "指标 | 单位 | 2022（基期） | 2023 | 2025\n企业成员营业收入合计 | 亿元 | 33.4 | 37 | 48\n"
        "其中：恒创营业收入 | 亿元 | 6.89 | 7.8 | 11\n有效发明专利 | 件 | 382 | 410 | 490\n其中：恒创 | 件 | 52 | 60 | 84"
    )
    assert [f for f in read(rows, "表2 考核指标", "plan") if f[2] != 2023] == [
        ("consortium.revenue", "联合体", 2022, None, "actual", 334000),
        ("consortium.revenue", "联合体", 2025, None, "target", 480000),
        ("lead.revenue", "恒创", 2022, None, "actual", 68900),
        ("lead.revenue", "恒创", 2025, None, "target", 110000),
        ("consortium.invention_patents", "联合体", 2022, None, "actual", 382),
        ("consortium.invention_patents", "联合体", 2025, None, "target", 490),
        ("lead.invention_patents", "恒创", 2022, None, "actual", 52),
        ("lead.invention_patents", "恒创", 2025, None, "target", 84),
    ]


def test_a_subtotal_of_some_members_is_nobodys() -> None:
    rows = "单位 | 2022年营业收入（万元）\n恒创 | 100\n晶源 | 200"
    assert read(f"{rows}\n2家成员企业小计 | 300\n非企业成员小计 | 9", role="roster")[2:] == []


def test_rights_applied_for_in_a_year_are_none() -> None:
    rows = "指标 | 单位 | 2021 | 2022\n发明专利当年申请 | 件 | 17 | 21"
    assert read(rows, role="profile") == []
    assert len(read(rows.replace("当年申请", "拥有量"), role="profile")) == 2


def test_words_over_columns_that_the_caption_dates() -> None:
    rows = "指标名称 | 现状 | 中期 | 终期\n三家企业营业收入（亿元） | 10.4 | 14.2 | 16.5\n职工（人） | 6 | 7 | 8"
    found = read(rows, "表2 考核指标（现状为2022年，中期为2025年，终期为2026年）", "plan")
    assert [(q, y, n) for q, _, y, _, n, _ in found[:3]] == [
        ("consortium.revenue", 2022, "actual"),
        ("consortium.revenue", 2025, "target"),
        ("consortium.revenue", 2026, "target"),
    ]


def test_units_by_short_names_below_their_kinds() -> None:
    rows = (
        "项目 | 牵头 | 一般成员 | <\n^ | 恒创 | 晶源 | 江左理工\n成立年份 | 2001 | 2002 | 1950\n"
        "2022年营业收入（万元） | 31,210 | 86,400 | —\n职工（人） | 238 | 720 | 1,430"
    )
    assert [(q, s, v) for q, s, *_, v in read(rows, role="roster")] == [
        ("lead.founded", "恒创", 2001),
        ("lead.revenue", "恒创", 31210),
        ("lead.staff", "恒创", 238),
        ("member.founded", "晶源", 2002),
        ("member.revenue", "晶源", 86400),
        ("member.staff", "晶源", 720),
        ("member.founded", "江左", 1950),
        ("member.staff", "江左", 1430),
    ]


def test_beside_units_a_word_of_one_more_name_is_that_unit() -> None:
    rows = "单位 | 恒创 | 晶源 | 大学 | 合计\n职工（人） | 86 | 40 | 900 | 1,026"
    assert [(s, v) for _, s, *_, v in read(rows, "2022年底", "roster")] == [
        ("恒创", 86),
        ("晶源", 40),
        ("江左", 900),
        ("联合体", 1026),
    ]
    alone = read("费用 | 恒创 | 大学\n材料费（万元） | 86 | 40", "费用测算", "plan")
    assert alone == []


def test_money_by_year_source_and_unit() -> None:
    rows = (
        "年度 | 来源 | 各单位投入 | < | < | 合计\n^ | ^ | 恒创 | 晶源 | 大学 | ^\n2024 | 自筹 | 1,100 | 600 | 80 | 1,780\n"
        "^ | 财政 | 300 | 100 | 120 | 520\n两年总计 | < | 1,400 | 700 | 200 | 2,300"
    )
    found = read(rows, "三维概算（单位：万元）", "plan")
    assert {(q, s, v) for q, s, y, *_, v in found if y == 2024} == {
        ("lead.self_funds", "恒创", 1100),
        ("member.self_funds", "晶源", 600),
        ("member.self_funds", "江左", 80),
        ("consortium.self_funds", "联合体", 1780),
        ("lead.fiscal_funds", "恒创", 300),
        ("member.fiscal_funds", "晶源", 100),
        ("member.fiscal_funds", "江左", 120),
        ("consortium.fiscal_funds", "联合体", 520),
    }


def test_two_groups_of_columns_side_by_side() -> None:
    rows = (
        "单位 | 出资结构 | < | 分年投入 | < | 两年\n^ | 自有 | 财政 | 2024 | 2025 | ^\n恒创 | 300 | 30 | 130 | 200 | 330\n"
        "晶源 | 110 | 11 | 60 | 61 | 121"
    )
    found = read(rows, "表二 分单位（单位：万元）", "plan")
    assert [(q, y, v) for q, s, y, *_, v in found if s == "恒创"] == [
        ("lead.self_funds", None, 300),
        ("lead.fiscal_funds", None, 30),
        ("lead.investment", 2024, 130),
        ("lead.investment", 2025, 200),
        ("lead.investment", 2024, 330),
    ]


def test_a_column_of_whatever_is_no_investment() -> None:
    rows = "单位 | 设备 | 自筹 | 财政\n恒创 | 7 | 300 | 30\n晶源 | 8 | 110 | 11"
    assert {q for q, *_ in read(rows, "预算（万元）", "plan")} == FUNDS


def test_who_grants_the_money_is_no_platform() -> None:
    rows = "来源 | 2024 | 2025 | 合计\n自筹资金 | 15 | 25 | 40\n财政资金 | 5 | 9 | 14\n其中：市级 | 4 | 6 | 10"
    assert "consortium.platforms_municipal" not in {q for q, *_ in read(rows, "分年来源（单位：万元）", "plan")}
    assert read("平台 | 数量（个）\n市级 | 4", role="profile")[0][0] == "lead.platforms_municipal"


def test_projects_numbered_in_a_column_of_their_own() -> None:
    for head, one, two in (("课题 | 名称", "一", "二"), ("课题 | 课题名称", "1", "2"), ("任务 | 内容", "（一）", "（二）")):
        rows = f"{head} | 经费（万元）\n{one} | 原丝制备 | 100\n{two} | 树脂开发 | 200"
        assert [(q, s, v) for q, s, *_, v in read(rows, "表1", "plan")] == [
            ("project.total", "原丝制备", 100),
            ("project.total", "树脂开发", 200),
        ]


def test_a_form_that_opens_with_the_kind_of_unit_is_no_table_with_headers() -> None:
    rows = "单位性质 | 企业（用户） | 成立年份 | 2013年\n2022年营业收入 | 9,266万元 | 2022年研发投入 | 1,019万元（占11.0%）"
    assert [(q, y, v) for q, _, y, *_, v in read(rows, role="profile")] == [
        ("lead.founded", None, 2013),
        ("lead.revenue", 2022, 9266),
        ("lead.rd", 2022, 1019),
        ("lead.rd_intensity", 2022, 11),
    ]


def test_a_unit_called_by_its_kind_beside_a_source() -> None:
    rows = (
        "单位 | 来源 | 2024 | 2025 | 合计\n恒创 | 自筹 | 30 | 40 | 70\n^ | 财政 | 3 | 4 | 7\n晶源 | 自筹 | 20 | 10 | 30\n"
        "大学 | 自筹 | 15 | 20 | 35"
    )
    found = read(rows, "分年投入（单位：万元）", "plan")
    assert [(q, v) for q, s, *_, v in found if s == "江左"] == [
        ("member.self_funds", 15),
        ("member.self_funds", 20),
        ("member.self_funds", 35),
    ]
