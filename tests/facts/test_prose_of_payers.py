"""Whose money is that names nobody: the unit's told before, some kinds of units', a fund's, a numbered project's."""

from __future__ import annotations

from doccheck.facts.projects import Projects, by_number, source_in
from tests.facts.test_prose_carried import in_plan


def test_more_money_of_a_unit_follows_its_own_and_their_sum() -> None:
    assert in_plan("恒创精密自筹520万元、财政80万元，合计600万元。") == [
        ("lead.self_funds", 520, 2023, "plan"),
        ("lead.fiscal_funds", 80, 2023, "plan"),
        ("lead.investment", 600, 2023, "plan"),
    ]
    assert in_plan("恒创精密出资2,900万元，占总投入42.65%，构成为财政500万元、自筹2,400万元。") == [
        ("lead.investment", 2900, 2023, "plan"),
        ("lead.fiscal_funds", 500, 2023, "plan"),
        ("lead.self_funds", 2400, 2023, "plan"),
    ]


def test_what_is_more_than_the_units_whole_or_told_of_all_is_not_its_own() -> None:
    found = in_plan("恒创精密投入900万元，财政资金2,400万元。")
    assert ("lead.fiscal_funds", 2400, 2023, "plan") not in found
    found = in_plan("恒创精密自筹900万元，贡水玻璃自筹600万元，财政资金2,400万元。")
    assert ("consortium.fiscal_funds", 2400, 2023, "plan") in found


def test_money_of_some_kinds_of_units_is_not_that_of_all() -> None:
    text = "两所高校与一家院所合计自筹760万元、财政590万元，合计1,350万元。"
    assert [one for one in in_plan(text) if one[0] != "consortium.universities"] == []
    assert in_plan("企业自筹合计5,600万元，占91.80%，高校和社会组织合计500万元。") == []
    assert in_plan("财政资金1,200万元，企业自筹3,600万元。") == [
        ("consortium.fiscal_funds", 1200, 2023, "plan"),
        ("consortium.self_funds", 3600, 2023, "plan"),
    ]


def test_a_fund_that_gives_money_is_no_member() -> None:
    assert in_plan("各方自筹4,840万元；永兴产业基金投入600万元，分2024年400万元、2025年200万元。") == [
        ("consortium.self_funds", 4840, 2023, "plan")
    ]


def test_what_own_money_is_made_of_is_told_once() -> None:
    assert in_plan("恒创精密自筹1,800万元，来源为自有资金1,200万元、设备抵押贷款600万元。") == [
        ("lead.self_funds", 1800, 2023, "plan")
    ]


def test_who_keeps_a_part_of_the_public_money() -> None:
    assert in_plan("财政资金3,000万元专账管理，恒创精密留用900万元，其余按任务书拨付。") == [
        ("consortium.fiscal_funds", 3000, 2023, "plan"),
        ("lead.fiscal_funds", 900, 2023, "plan"),
    ]


def test_a_total_is_spread_over_its_years_though_they_are_cut_short() -> None:
    text = "总投入6,800万元。按年度分：2023年（10—12月）665万元，2024年2,830万元，2025年2,305万元，2026年（1—9月）1,000万元。"
    assert in_plan(text)[1:] == [
        ("consortium.investment", 665, 2023, "plan"),
        ("consortium.investment", 2830, 2024, "plan"),
        ("consortium.investment", 2305, 2025, "plan"),
        ("consortium.investment", 1000, 2026, "plan"),
    ]


def _projects() -> Projects:
    projects = Projects()
    for number, name in enumerate(("耐热合金", "薄壁铸件", "在线检测"), 1):
        projects.add(str(number), name)
    return projects


def _called(text: str) -> str:
    return by_number(text, text.index("万元") - 5, _projects(), of_unit=False)


def test_a_project_is_known_by_its_number_in_the_clause_before_its_money() -> None:
    assert _called("甲方承担课题一，课题经费2,700万元。") == "耐热合金"
    assert _called("课题二由某公司主持，经费4,300万元。") == "薄壁铸件"
    assert _called("甲方承担课题一、二，经费合计7,000万元。") == ""
    assert _called("设置课题3个，总经费9,600万元。") == ""


def test_what_somebody_puts_into_a_project_is_not_its_money() -> None:
    assert _called("丁方承担课题三，投入1,100万元。") == ""


def test_sources_behind_a_projects_money_are_the_projects() -> None:
    text = "课题一5,200万元，其中财政1,300万元、自筹3,900万元；课题二4,300万元，其中财政1,100万元。"
    assert source_in(text, 0, text.index("1,300"), _projects()) == "耐热合金"
    assert source_in(text, 0, text.index("3,900"), _projects()) == "耐热合金"
    assert source_in(text, 0, text.index("1,100"), _projects()) == "薄壁铸件"
    of_all = "课题一5,200万元，攻关两年，全部财政资金3,000万元。"
    assert source_in(of_all, 0, of_all.index("3,000"), _projects()) == ""
