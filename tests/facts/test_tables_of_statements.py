"""Statements whose columns are called by words (本期, 期末) and tables that give their units in a row of their own."""

from __future__ import annotations

import pytest

from tests.facts.test_tables import Read, read


def _of(rows: str, quantity: str, **around: str) -> list[tuple[int | None, float]]:
    return [(year, value) for name, _, year, _, _, value in read(rows, **around) if name == f"lead.{quantity}"]


ROWS = "项目 | 附注 | 本期数 | 上期数 | 变动幅度（%）\n营业收入 | 1 | 800 | 700 | 14.29\n净利润 | 2 | 80 | 60 | 33.33"


@pytest.mark.parametrize(
    "caption",
    [
        "财务数据（单位：万元；本期指2022年度，上期指2021年度）",
        "财务数据（单位：万元；本期数为2022年度）",
        "2022年度利润表（单位：万元）",
    ],
)
def test_this_period_and_the_one_before(caption: str) -> None:
    assert _of(ROWS, "revenue", caption=caption, role="profile") == [(2022, 800), (2021, 700)]
    assert _of(ROWS, "profit", caption=caption, role="profile") == [(2022, 80), (2021, 60)]


def test_a_period_that_nobody_dates_is_not_guessed() -> None:
    assert {year for year, _ in _of(ROWS, "revenue", caption="财务数据（单位：万元）", role="profile")} == {None}


def test_last_year_beside_this_periods_year() -> None:
    rows = "指标 | 本期（2021年） | 上年\n营业收入（万元） | 800 | 700"
    assert _of(rows, "revenue", role="profile") == [(2021, 800), (2020, 700)]


@pytest.mark.parametrize("note", ["期末为2022年12月31日，期初为2021年12月31日", "期末为2022年12月31日", "期初为2022年1月1日"])
def test_the_two_ends_of_a_period(note: str) -> None:
    rows = "项目 | 期末余额 | 期初余额\n资产总额 | 900 | 850\n固定资产 | 90 | 85"
    found = _of(rows, "assets", caption=f"（单位：万元；{note}）", role="profile")
    assert found == [(2022, 900), (2021, 850)]


def test_the_end_of_a_plans_term_keeps_its_year() -> None:
    rows = "指标 | 2022年（基期） | 期末（2026年）\n恒创营业收入（万元） | 800 | 1200"
    assert _of(rows, "revenue", caption="考核指标", role="plan") == [(2022, 800), (2026, 1200)]


def test_a_row_of_units_of_measure_below_the_headers() -> None:
    rows = "年度 | 研发投入 | 研发投入占比 | 职工总数\n计量单位 | 万元 | % | 人\n2021年 | 90 | 9 | 40\n2022年 | 99 | 8 | 41"
    assert _of(rows, "rd", role="profile") == [(2021, 90), (2022, 99)]
    assert _of(rows, "rd_intensity", role="profile") == [(2021, 9), (2022, 8)]


def test_years_in_chinese_numerals() -> None:
    rows = "年 份 | 营业收入（万元） | 研发投入（万元）\n二〇二一年 | 700 | 30\n二〇二二年 | 800 | 40"
    assert _of(rows, "revenue", role="profile") == [(2021, 700), (2022, 800)]


def test_a_change_in_percent_is_no_money() -> None:
    rows = "指标 | 2022年 | 2021年 | 升降（%）\n营业收入（万元） | 800 | 700 | 14.29"
    assert _of(rows, "revenue", role="profile") == [(2022, 800), (2021, 700)]


def test_numbered_lines_of_a_statement() -> None:
    rows = "项目 | 2021年 | 2022年\n一、营业收入（万元） | 700 | 800\n二、实际缴纳税费（万元） | 7 | 8"
    assert _of(rows, "tax", role="profile") == [(2021, 7), (2022, 8)]


UNITS = "单位 | 2023年 | 2024年 | 合计\n恒创 | 100 | 200 | 300\n晶源 | 50 | 60 | 110\n江左 | 10 | 20 | 30\n"


def _money(rows: str) -> list[Read]:
    found = read(UNITS + rows, caption="分年度资金安排（单位：万元）", role="plan")
    return [fact for fact in found if fact[1] != "联合体"]


def test_units_above_the_sum_of_their_own_money() -> None:
    sums = "自筹资金合计 | 160 | 280 | 440\n财政资金 | 40 | 60 | 100\n总投入 | 200 | 340 | 540"
    assert {fact[0].partition(".")[2] for fact in _money(sums)} == {"self_funds"}


def test_units_above_the_sources_of_their_sum() -> None:
    sums = "自筹资金合计 | 120 | 220 | 340\n财政资金合计 | 40 | 60 | 100\n总投入 | 160 | 280 | 440"
    assert {fact[0].partition(".")[2] for fact in _money(sums)} == {"investment"}


def test_the_application_year_of_a_form_does_not_date_its_figures() -> None:
    rows = "指标 | 数值\n职工总数 | 41人\n有效发明专利 | 12件"
    for heading, year in (("创新联合体申报表（2023年度）", None), ("牵头单位2022年末情况", 2022)):
        assert _of(rows, "staff", heading=heading) == [(year, 41)]
