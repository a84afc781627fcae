"""Sums with and without a member, net profit beside 利润总额, lists that leave kinds out, shares of the group's sales."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from doccheck.checks.figures.with_and_without import with_and_without
from doccheck.facts.model import Fact, Nature
from tests.checks.figures.papers import PARTNER, fact, mapped
from tests.checks.figures.test_said_differently import CHIPS, LEAD, NAME, SCHOOL, codes

WHOLE = [["单位", "研发人员（人）"], [LEAD, "164"], [CHIPS, "62"], [SCHOOL, "648"], ["合计", "874"]]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"联合体2022年现有研发人员（不含{CHIPS}）812人。", []),
        ("联合体2022年现有研发人员812人。", ["N001"]),
        (f"联合体2022年现有研发人员（不含{CHIPS}）821人。", ["N001"]),
        (f"联合体2022年研发人员合计812人（不含{CHIPS}）。", []),
        (f"联合体2022年研发人员合计812人。其中不含{CHIPS}的博士。", ["N001"]),
    ],
)
def test_a_sum_that_leaves_a_member_out_is_less_by_what_it_has(tmp_path: Path, line: str, said: list[str]) -> None:
    table = [["指标", "2022年"], ["联合体研发人员（人）", "874"]]
    rows = [["序号", "单位名称", "2022年研发人员（人）"], ["1", LEAD, "164"], ["2", CHIPS, "62"], ["3", SCHOOL, "648"]]
    assert codes(tmp_path, plan=["三、基础", table, rows, line]) == said


PROFITS = [["项目", "2020年", "2021年", "2022年"], ["营业收入（万元）", "50,100", "56,200", "62,350"],
           ["净利润（万元）", "3,100", "3,600", "4,180"]]  # fmt: skip


def test_net_profit_below_its_row_is_not_the_whole_profit(tmp_path: Path) -> None:
    line = "2022年恒创精密净利润4,180万元、利润总额5,120万元。"
    assert codes(tmp_path, profile=[PROFITS], plan=[line]) == []
    assert codes(tmp_path / "wrong", profile=[PROFITS], plan=[line.replace("4,180", "4,810")]) == ["N001"]


def test_a_list_that_leaves_kinds_out_which_others_count(tmp_path: Path) -> None:
    form = [f"{NAME}成员单位5家：企业3家、高校1家、科研院所1家。"]
    assert codes(tmp_path, form=form, roster=["合计5家。其中企业3家、高校1家；都在省内。"]) == []
    assert codes(tmp_path / "wrong", form=form, roster=["合计5家。其中企业2家、高校1家；都在省内。"]) == ["N002"]


def test_a_share_of_ones_own_sales_is_none_of_the_groups(tmp_path: Path) -> None:
    line = "并表后集团合并营业收入为8.1亿元。境外销售收入1.25亿元，占营业收入的20.0%。"
    assert codes(tmp_path, profile=[line]) == []


def test_a_share_is_that_of_the_figure_with_just_its_name(tmp_path: Path) -> None:
    line = "公司现有职工486人，研发人员127人（专职研发人员96人，其余兼职）。研发人员占职工总数的{}。"
    assert codes(tmp_path, profile=[line.format("26.1%")]) == []
    assert codes(tmp_path / "wrong", profile=[line.format("29.1%")]) == ["N003"]


def test_an_intensity_of_one_year_is_not_that_of_three_years_spending(tmp_path: Path) -> None:
    line = "恒创精密2022年营业收入6.235亿元，三年累计研发投入9,996万元，研发投入占营业收入的比重2022年为6.0%。"
    assert codes(tmp_path, profile=[line]) == []


def money(what: str, value: float, source: str = "prose") -> Fact:
    planned = fact(f"member.{what}", value, quote=f"{value:g}万元", year=2023, source=source, subject=PARTNER.name)
    return replace(planned, nature=Nature.PLAN, until=2026)


@pytest.mark.parametrize(("public", "explained"), [(150, True), (140, False)])
def test_own_money_may_be_told_with_the_units_public_money(public: float, explained: bool) -> None:
    clash = [money("self_funds", 1200, "table"), money("self_funds", 1350)]
    assert with_and_without(mapped([*clash, money("fiscal_funds", public, "table")]), clash) is explained


@pytest.mark.parametrize(("school", "explained"), [(1200, True), (1180, False)])
def test_a_sum_may_leave_out_those_that_are_no_enterprises(school: float, explained: bool) -> None:
    def revenue(name: str, value: float) -> Fact:
        kind = "consortium" if name == NAME else "member"
        return fact(f"{kind}.revenue", value, quote=f"{value:g}", subject=name, source="table", half=0)

    members = [revenue(CHIPS, 24_000), revenue(LEAD, 17_500), revenue(SCHOOL, school)]
    clash = [revenue(NAME, 41_500), revenue(NAME, 42_700)]
    assert with_and_without(mapped([*members, *clash]), clash) is explained


def test_public_money_alone_is_not_the_whole_of_a_units_money() -> None:
    clash = [money("investment", 150, "table"), money("investment", 1350)]
    assert with_and_without(mapped([*clash, money("self_funds", 1200, "table")]), clash)
    assert not with_and_without(mapped([*clash, money("self_funds", 1100, "table")]), clash)


def test_what_is_far_less_does_not_keep_two_sums_from_being_explained() -> None:
    clash = [money("self_funds", 240), money("self_funds", 1200, "table"), money("self_funds", 1350)]
    assert with_and_without(mapped([*clash, money("fiscal_funds", 150, "table")]), clash)
