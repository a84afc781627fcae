"""Sums of several years, shares right behind spending, what each gets of a grant, half-years of a term, founders."""

from __future__ import annotations

from tests.facts.test_prose_sums_and_series import in_plan, of_lead


def test_a_sum_of_years_goes_on_with_what_was_told_and_has_its_share() -> None:
    text = "研发投入2022年2,212.52万元，占收入6.0%。三年合计5,466.04万元，占三年收入的5.54%。"
    assert of_lead(text) == [
        ("lead.rd", 2212.52, 2022, None, "actual"),
        ("lead.rd_intensity", 6, 2022, None, "actual"),
        ("lead.rd", 5466.04, 2020, 2022, "cumulative"),
        ("lead.rd_intensity", 5.54, 2020, 2022, "cumulative"),
    ]
    assert [f[2:4] for f in of_lead("研发投入三年3,624.86万元，占同期收入5.63%。")] == [(2020, 2022), (2020, 2022)]


def test_a_share_right_behind_spending_on_rd_is_its_intensity() -> None:
    assert ("lead.rd_intensity", 6.2, 2022, None, "actual") in of_lead("2022年研发投入0.15亿元，占6.2%。")
    assert [f[0] for f in of_lead("2022年研发投入0.15亿元，设备费占6.2%。")] == ["lead.rd"]
    assert [f[0] for f in of_lead("2022年研发投入0.15亿元，占全区研发投入的6.2%。")] == ["lead.rd"]


def test_a_sum_said_again_in_brackets_is_the_same_units() -> None:
    found = in_plan("牵头单位自筹玖佰万元（900万元）；苏州晶源自筹350万元。")
    assert [(f[0], f[1]) for f in found] == [("lead.self_funds", 900)] * 2 + [("member.self_funds", 350)]


def test_what_each_gets_of_what_is_granted() -> None:
    found = in_plan("财政资金1,800万元按任务书分配：甲方700万元，苏州晶源240万元。")
    assert [(f[0], f[1]) for f in found] == [
        ("consortium.fiscal_funds", 1800),
        ("lead.fiscal_funds", 700),
        ("member.fiscal_funds", 240),
    ]
    assert [f[0] for f in in_plan("连同分得的财政资金240万元，苏州晶源投入900万元。")] == ["member.investment"]


def test_own_and_public_money_together_are_what_is_invested() -> None:
    assert [f[:3] for f in in_plan("按年看，2024年最多，自筹加财政1,795万元。")] == [
        ("consortium.investment", 1795, 2024)
    ]


def test_platforms_of_two_levels_or_of_a_district_are_of_no_level() -> None:
    assert of_lead("恒创精密有国家级和省级平台共4个。") == []
    assert [f[0] for f in of_lead("建有市级平台4个，区级工程中心1个。")] == ["lead.platforms_municipal"]


def test_insured_people_are_not_all_the_staff() -> None:
    assert of_lead("截至2022年底，公司参加城镇职工养老保险1,298人。") == []


def test_consolidated_figures_of_a_group_named_like_its_unit() -> None:
    group = "恒创精密集团2022年合并营业收入3.36亿元"
    found = of_lead(f"另有合并口径：{group}，含烘干子公司。")
    assert [f[:3] for f in found] == [("lead.revenue", 33600, 2022)]
    assert of_lead(f"控股方{group}。") == []
    assert [f[:2] for f in of_lead("2022年另有一家销售子公司，合并营业收入1.38亿元。")] == [("lead.revenue", 13800)]


def test_who_founded_the_unit_of_a_profile() -> None:
    found = of_lead("2012年，承包人里的几户联合起来，办起江苏恒创精密机械有限公司，后来改了名。")
    assert [f[:2] for f in found] == [("lead.founded", 2012)]
    assert of_lead("2012年，几位股东出资设立江苏远帆机械有限公司。") == []


def test_a_forerunner_has_its_own_founding() -> None:
    text = "公司成立于2006年。前身是一家索道维修厂，1994年开办，2006年改制时注销。"
    assert 1994 not in [f[1] for f in of_lead(text)]


def test_the_members_right_behind_the_consortium() -> None:
    assert [f[:2] for f in in_plan("联合体七家。分工见下表。")] == [("consortium.members", 7)]
    assert [f[:2] for f in in_plan("各方自愿组成联合体，共7家，甲方牵头。")] == [("consortium.members", 7)]
    assert in_plan("联合体七家门店都在这里。") == []
    assert in_plan("开发区已累计向上推荐联合体4家。") == []


def test_a_list_of_grants_or_spending_by_years() -> None:
    found = in_plan("省拨分三年：2024年150万元，2025年450万元，2026年400万元。")
    assert [(f[0], f[1], f[2]) for f in found] == [
        ("consortium.fiscal_funds", 150, 2024),
        ("consortium.fiscal_funds", 450, 2025),
        ("consortium.fiscal_funds", 400, 2026),
    ]
    found = in_plan("分年：2024年1,000万元，2025年2,300万元。")
    assert [(f[0], f[2]) for f in found] == [("consortium.investment", 2024), ("consortium.investment", 2025)]


def test_years_parts_of_the_total_behind_other_sums() -> None:
    text = "总投入4,800万元，其中财政资金960万元。分到年头，2024年1,500万元、2025年2,000万元、2026年1,400万元。"
    assert [(f[0], f[2]) for f in in_plan(text)[2:]] == [("consortium.investment", year) for year in (2024, 2025, 2026)]
    assert in_plan("总投入4,800万元。产值分到各年，2024年150万元、2025年200万元。")[1:] == []


def test_own_money_in_what_a_unit_invests_is_that_units() -> None:
    found = in_plan("牵头单位恒创精密合计投入7,200万元，其中自筹6,200万元。")
    assert [(f[0], f[1]) for f in found] == [("lead.investment", 7200), ("lead.self_funds", 6200)]


def test_another_rate_of_several_years_is_no_intensity() -> None:
    assert of_lead("返修率2021年3.1%，2022年1.8%，降1.3个百分点。") == []
