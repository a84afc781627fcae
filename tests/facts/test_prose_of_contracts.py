"""Figures as a lawyer writes them: members that are counted by the way, what was done before, series, quoted names."""

from __future__ import annotations

import pytest

from tests.facts.test_prose_sums_and_series import in_plan, of_lead


@pytest.mark.parametrize("count", ["五家企业年销售收入突破26亿元", "五家成员企业年营业收入合计达到26亿元"])
def test_a_number_of_units_before_their_figure_counts_those_that_there_are(count: str) -> None:
    found = in_plan(f"到2026年，联合体{count}。", "第二章 建设目标")
    assert ("consortium.enterprises", 5.0, None, None, "actual") in found
    assert ("consortium.revenue", 260000.0, 2026, None, "target") in found


def test_a_number_of_some_units_is_not_that_of_all() -> None:
    found = in_plan("四家企业2022年营业收入合计6.8亿元；六家单位（投资机构除外）专职研发人员307人。")
    assert "consortium.members" not in [f[0] for f in found]
    assert found[-1][:2] == ("consortium.rd_staff", 307.0)


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("各方此前联合承担市级以上课题11项。", "actual"),
        ("成员此前合作课题11项。", "actual"),
        ("联合体联合承担课题11项。", "plan"),
    ],
)
def test_projects_done_before_are_no_plan(text: str, nature: str) -> None:
    assert [f[4] for f in in_plan(text) if f[0] == "consortium.projects"] == [nature]


@pytest.mark.parametrize(
    "text",
    [
        "三年研发投入依次为：2020年1,840万元、2021年2,380万元、2022年3,210万元，强度分别为8.5%、9.0%、9.5%。",
        "研发费用2020年1,840万元、2021年2,380万元、2022年3,210万元，占营业收入的比例由8.5%、9.0%升至9.5%。",
    ],
)
def test_shares_behind_the_money_of_the_years_are_dealt_out_to_them(text: str) -> None:
    found = [f[1:3] for f in of_lead(text) if f[0] == "lead.rd_intensity"]
    assert found == [(8.5, 2020), (9.0, 2021), (9.5, 2022)]


def test_three_years_as_a_whole_are_a_span() -> None:
    assert of_lead("就三年整体而言，研发投入合计近1.5亿元。") == [("lead.rd", 15000.0, 2020, 2022, "cumulative")]


def test_own_money_put_in_is_a_partys_own_funds() -> None:
    assert ("lead.self_funds", 3400.0, 2023, 2026, "plan") in in_plan("其中甲方以自有资金投入3,400万元。")


def test_a_legal_form_is_no_other_company_and_a_unit_may_be_made_jointly() -> None:
    assert of_lead("公司系依法设立并有效存续的股份有限公司，2011年设立。")[0][:2] == ("lead.founded", 2011)
    assert of_lead("研究院2018年由地方政府与江宁理工大学共建，登记为事业单位法人。")[0][:2] == ("lead.founded", 2018)
    assert not of_lead("2018年与江宁理工大学共建，成效良好。")
