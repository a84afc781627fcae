"""Planned money in tables: whose, for which years, from which source, and the figures that are no such thing."""

from __future__ import annotations

from tests.facts.test_tables import read

TERM = "建设期 | 2023年7月1日至2026年6月30日"


def planned(rows: str, caption: str = "", role: str = "plan", heading: str = "") -> list[tuple[str, str, int | None]]:
    """Quantity, subject and first year of the figures of planned money."""
    return [(quantity, whose, year) for quantity, whose, year, *_ in read(rows, caption, role, heading)]


def test_what_a_unit_is_to_pay_itself_is_no_figure_of_the_year_beside_it() -> None:
    found = read("单位名称 | 2022年销售收入（万元） | 自筹资金（万元）\n恒创精密 | 9,000 | 800", role="roster")
    assert found == [
        ("lead.revenue", "恒创", 2022, None, "actual", 9000),
        ("lead.self_funds", "恒创", None, None, "plan", 800),
    ]


def test_money_that_was_paid_in_a_year_is_of_that_year() -> None:
    found = read("单位名称 | 2022年自筹资金（万元）\n恒创精密 | 800", role="roster")
    assert found == [("lead.self_funds", "恒创", 2022, None, "actual", 800)]


def test_the_day_of_a_signature_is_no_year_of_the_money() -> None:
    found = read(
        "单位名称 | 认缴自筹资金（万元） | 代表签字 | 日期\n恒创精密 | 3,600 | 已签 | 2024年6月12日\n江左理工大学 | 200 | 已签 | 2024.06.13",
        role="plan",
    )
    assert found == [
        ("lead.self_funds", "恒创", None, None, "plan", 3600),
        ("member.self_funds", "江左", None, None, "plan", 200),
    ]


def test_what_a_unit_pays_of_its_own_money_is_its_own_and_what_it_pays_in_is_invested() -> None:
    assert planned("单位名称 | 自筹出资（万元）\n恒创精密 | 3,600") == [("lead.self_funds", "恒创", None)]
    assert planned("单位名称 | 计划出资（万元）\n恒创精密 | 3,600") == [("lead.investment", "恒创", None)]


def test_a_share_of_own_money_is_no_money() -> None:
    rows = "单位 | 自筹资金（万元） | 自筹占比（%）\n恒创精密 | 3,600 | 47.7\n江左理工大学 | 200 | 2.1"
    assert planned(rows) == [("lead.self_funds", "恒创", None), ("member.self_funds", "江左", None)]


def test_a_row_of_months_is_of_their_year_and_their_money_no_total() -> None:
    found = read(
        "起止时间 | 主要任务 | 总投入（万元） | 其中：自筹 | 其中：财政\n"
        "2024年7—12月 | 方案冻结 | 1,900 | 1,300 | 600\n2025年1—10月 | 样机 | 3,600 | 2,700 | 900\n"
        "合计 | — | 5,500 | 4,000 | 1,500",
        role="plan",
    )
    assert [(q, y, until, v) for q, _, y, until, _, v in found] == [
        ("consortium.investment", 2024, None, 1900),
        ("consortium.self_funds", 2024, None, 1300),
        ("consortium.fiscal_funds", 2024, None, 600),
        ("consortium.investment", 2025, None, 3600),
        ("consortium.self_funds", 2025, None, 2700),
        ("consortium.fiscal_funds", 2025, None, 900),
        ("consortium.total", 2024, 2025, 5500),
        ("consortium.self_funds", 2024, 2025, 4000),
        ("consortium.fiscal_funds", 2024, 2025, 1500),
    ]


def test_a_project_of_some_years_keeps_its_span() -> None:
    found = read("课题 | 起止时间 | 经费（万元）\n主轴研制 | 2024年1月—2026年12月 | 1,150", "课题经费", "plan")
    assert [(q, y, until) for q, _, y, until, *_ in found] == [("project.total", 2024, 2026)]


def test_two_columns_of_units_and_sums_are_no_form() -> None:
    found = planned(
        "承诺单位 | 金额\n恒创精密 | 5,800\n苏州晶源科技有限公司 | 1,200\n企业小计 | 7,000\n江左理工大学 | 200\n合计 | 7,200",
        "自筹承诺（单位：万元）",
    )
    assert found == [
        ("lead.self_funds", "恒创", None),
        ("member.self_funds", "晶源", None),
        ("member.self_funds", "江左", None),
        ("consortium.self_funds", "联合体", None),
    ]


def test_two_columns_of_quantities_are_a_form() -> None:
    found = read("指标 | 数值\n2022年销售收入（万元） | 5,800\n职工 | 120人\n其他 | 1家", role="profile")
    assert found[:2] == [("lead.revenue", "恒创", 2022, None, "actual", 5800), ("lead.staff", "恒创", None, None, "actual", 120)]


def test_kinds_of_cost_add_up_to_the_budget_and_are_nobodys_money() -> None:
    rows = "科目 | 金额（万元） | 说明\n设备费 | 2,350 | 购置\n其他 | 420 | —\n合计 | 2,770 | —"
    assert planned(rows, "科目预算") == [("consortium.total", "联合体", None)]
    assert planned(rows, "库存清单") == []


def test_a_kind_of_cost_below_a_source_is_not_the_source() -> None:
    found = read(
        "年度 | 财政经费 | 自筹经费 | < | 年度合计\n^ | ^ | 设备与厂房 | 研发费用 | ^\n2024年 | 400 | 800 | 300 | 1,500\n2025年 | 500 | 600 | 400 | 1,500",
        "分年度经费预算（单位：万元）",
        "plan",
    )
    assert {q for q, *_ in found} == {"consortium.fiscal_funds", "consortium.investment"}


def test_the_leads_own_money_below_a_source_is_the_leads() -> None:
    found = planned(
        "科目 | 自筹资金 | <\n^ | 牵头单位自筹 | 其他成员自筹\n设备费 | 1,150 | 1,250\n合计 | 2,700 | 3,300", "经费预算（万元）"
    )
    assert found == [("lead.self_funds", "恒创", None)]


def test_what_is_to_be_added_in_all_years_is_of_the_term() -> None:
    found = read("指标 | 2024年 | 2025年 | 两年合计\n新增授权发明专利（件） | 10 | 15 | 25", "分年度目标", "plan")
    assert found[-1] == ("consortium.invention_patents", "联合体", 2024, 2025, "target", 25)


def test_what_is_paid_to_a_unit_and_by_it_is_what_it_invests_whatever_the_header_calls_it() -> None:
    rows = "承担单位 | 财政资金 | 自筹资金 | {}\n恒创精密 | 14 | 63 | 77\n江左理工大学 | 4 | 1 | 5"
    for header in ("单位经费合计", "总经费", "总投入", "投入合计", "合计", "预算额"):
        found = planned(rows.format(header), "经费（单位：万元）")
        assert [q for q, *_ in found][2::3] == ["lead.investment", "member.investment"]


def test_money_of_each_year_beside_another_goal() -> None:
    for header in ("经费投入（万元）", "安排经费（万元）"):
        found = read(f"年份 | 新增授权发明专利（件） | {header}\n2023年 | 1 | 15\n2024年 | 5 | 32\n合计 | 6 | 47", "分年安排", "plan", "建设目标")
        assert [(q, y, until, v) for q, _, y, until, _, v in found][1::2] == [
            ("consortium.investment", 2023, None, 15),
            ("consortium.investment", 2024, None, 32),
            ("consortium.total", 2023, 2024, 47),
        ]


def test_one_row_of_amounts_under_kinds_of_cost() -> None:
    rows = "科目 | 设备费 | 其中：外购设备 | 合计\n{} | 6 | 5 | 11"
    assert read(rows.format("金额"), "经费预算（单位：万元）", "plan")[-1][0::5] == ("consortium.total", 11)
    assert read(rows.format("外协加工"), "经费预算（单位：万元）", "plan") == []


def test_the_sum_of_both_sources_is_what_a_unit_or_year_costs() -> None:
    found = read(
        "单位 | 来源 | 2024年 | 2025年 | 合计\n"
        "恒创精密 | 财政 | 250 | 300 | 550\n^ | 自筹 | 350 | 1,250 | 1,600\n^ | 小计 | 600 | 1,550 | 2,150\n"
        "合计 | 财政 | 250 | 300 | 550\n^ | 自筹 | 350 | 1,250 | 1,600\n^ | 小计 | 600 | 1,550 | 2,150",
        caption="预算总表（单位：万元）",
        role="plan",
    )
    sums = [(q, y, u, v) for q, _, y, u, _, v in found if not q.endswith("_funds")]
    assert sums == [
        ("lead.investment", 2024, None, 600),
        ("lead.investment", 2025, None, 1550),
        ("lead.investment", 2024, 2025, 2150),
        ("consortium.investment", 2024, None, 600),
        ("consortium.investment", 2025, None, 1550),
        ("consortium.total", 2024, 2025, 2150),
    ]


def test_the_sum_of_one_source_stays_that_source() -> None:
    found = read(
        "来源 | 2024年 | 2025年\n自筹 | 350 | 1,250\n其中：企业 | 300 | 1,200\n自筹小计 | 350 | 1,250",
        caption="自筹资金（单位：万元）",
        role="plan",
    )
    assert {q for q, *_ in found} == {"consortium.self_funds"}


def test_projects_may_be_numbered_under_a_shared_header() -> None:
    found = read(
        "课题 | < | 牵头 | 分年投入 | < | 合计\n序 | 名称 | ^ | 2023年 | 2024年 | ^\n"
        "一 | 柔性产线 | 恒创精密 | 360 | 580 | 940\n二 | 视觉分选 | 晶源 | 270 | 430 | 700",
        caption="课题投入（单位：万元）",
        role="plan",
    )
    assert {(q, who) for q, who, *_ in found if q.startswith(("lead", "member"))} == set()
    assert ("project.total", "视觉分选", 2023, 2024, "plan", 700) in found
