"""上年同期 and 上年末 beside a year; books that a unit calls those of its 母公司; a trade that is only the cause."""

from __future__ import annotations

import pytest

from tests.facts.test_prose_carried import of_lead


@pytest.mark.parametrize("last", ["上年末为1,297人", "上年末1,297人", "上年为1,297人"])
def test_last_years_end_is_that_of_the_year_spoken_of(last: str) -> None:
    assert of_lead(f"2021年末职工1,384人，{last}。") == [
        ("lead.staff", 1384, 2021, "actual"),
        ("lead.staff", 1297, 2020, "actual"),
    ]


def test_the_same_time_last_year_dates_what_follows() -> None:
    text = "2021年度营业收入13.16亿元，净利润1.12亿元；上年同期营业收入11.83亿元，研发投入占比4.80%。"
    assert [found[2] for found in of_lead(text)] == [2021, 2021, 2020, 2020]


def test_growth_over_the_same_time_last_year_dates_nothing() -> None:
    text = "2021年度营业收入13.16亿元，比上年同期增长11.2%，净利润1.12亿元。"
    assert [found[2] for found in of_lead(text)] == [2021, 2021]


def test_the_books_of_the_parent_are_the_units_own() -> None:
    assert of_lead("2022年，我公司母公司口径营业收入11.24亿元。") == [("lead.revenue", 112400, 2022, "actual")]
    assert of_lead("2022年，我公司的母公司为江海集团，营业收入11.24亿元。") == []


def test_a_trade_that_is_the_cause_is_not_spoken_of() -> None:
    assert of_lead("2022年受汽车行业波动影响，营业收入为105,820万元。") == [("lead.revenue", 105820, 2022, "actual")]
    assert of_lead("2022年汽车行业营业收入为105,820万元。") == []


@pytest.mark.parametrize("told", ["2013年成立的", "始建于2013年的", "2013年5月注册成立的"])
def test_a_year_before_the_name_of_the_unit_that_was_founded_then(told: str) -> None:
    text = f"{told}苏州贡水玻璃有限公司供应单晶，2022年营业收入800万元。"
    assert ("member.founded", 2013, None, "actual") in of_lead(text)


def test_a_year_of_what_a_unit_founded_is_not_its_own() -> None:
    assert [found for found in of_lead("2013年成立的实验室由苏州贡水玻璃有限公司管理。") if "founded" in found[0]] == []
    assert [found for found in of_lead("公司前身是1958年建厂的恒创精密机械厂。") if found[1] == 1958] == []


def test_this_year_beside_last_year_is_over() -> None:
    assert [found[2] for found in of_lead("营业收入本年68,412万元；上年57,583万元。")] == [2022, 2021]


def test_this_years_plan_is_not() -> None:
    assert 2022 not in [found[2] for found in of_lead("本年计划营业收入68,412万元。")]


@pytest.mark.parametrize("what", ["为专职研发人员", "是专职研发人员", "专职研发人员"])
def test_a_part_of_the_researchers_that_is_named_behind(what: str) -> None:
    found = of_lead(f"公司现有196名研发人员，其中162名{what}。")
    assert ("lead.rd_staff", 162, None, "actual") in found


def test_people_who_are_sent_are_not_all() -> None:
    assert of_lead("首批派驻骨干68名＝恒创精密26名＋其他单位42名。") == []
