"""N001 and N004 on hand-built facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from doccheck.checks.figures.same import agree, comparable, conflicting
from doccheck.document import Location
from doccheck.facts.model import Fact, Nature
from tests.checks.figures.papers import PARTNER, fact, figure_findings, mapped, said
from tests.submissions import Lines, check, found

IN_FORM = fact("lead.revenue", 152300, quote="152300", source="roster")


def test_a_difference_is_found() -> None:
    other = fact("lead.revenue", 12500, half=50, quote="1.25亿元", block=9)
    assert said(mapped([IN_FORM, other])) == [("N001", "same.revenue")]


@pytest.mark.parametrize(("low", "high"), [(1523, 15_230_000), (152300, 15_230_000), (15.23, 152300), (152.3, 152300)])
def test_powers_of_ten_are_unit_slips(low: float, high: float) -> None:
    facts = [fact("lead.revenue", low, half=0.005, quote="a"), fact("lead.revenue", high, quote="b", block=9)]
    assert said(mapped(facts)) == [("N004", None)]


@pytest.mark.parametrize(
    "other",
    [
        fact("lead.revenue", 152000, half=500, quote="15.2亿元", block=9),
        fact("lead.revenue", 152000, half=500, quote="cut off", block=9),
        fact("lead.revenue", 131000, year=2021, quote="2021年", block=9),
        fact("lead.revenue", 131000, year=None, quote="年销售收入", block=9),
        fact("lead.revenue", 200000, nature=Nature.TARGET, quote="目标", block=9),
        fact("lead.revenue", 150000, nature=Nature.AT_LEAST, quote="超过15亿元", block=9),
        fact("lead.main_revenue", 140000, quote="主营业务收入", block=9),
        fact("member.revenue", 32000, subject=PARTNER.name, quote="3.2亿元", block=9),
        fact("lead.revenue", 140000, quote="同一段中的另一个数", block=1),
    ],
)
def test_what_does_not_speak_of_the_same_thing_never_contradicts(other: object) -> None:
    assert said(mapped([IN_FORM, other])) == []  # type: ignore[list-item]


def test_the_groups_books_do_not_hide_a_difference_of_the_units_own() -> None:
    own = fact("lead.revenue", 157300, half=50, quote="15.73亿元", block=9)
    group = replace(fact("lead.revenue", 900000, half=5000, quote="集团合并90亿元", block=8), scope="group")
    assert said(mapped([IN_FORM, own, group])) == [("N001", "same.revenue")]
    assert said(mapped([IN_FORM, group])) == []


def test_a_paper_that_sets_the_groups_figure_beside_its_own() -> None:
    own = fact("lead.rd", 5120, quote="研发投入5,120万元", block=9, document="d2")
    group = replace(fact("lead.rd", 7020, quote="集团合并7,020万元", block=9, document="d2"), scope="group")
    form = fact("lead.rd", 4945, quote="4945", source="roster")
    (found,) = figure_findings(mapped([form, own, group]))
    assert {e.quote for e in found.evidence} == {form.quote, own.quote}
    assert said(mapped([replace(form, value=5120, low=5119.5, high=5120.5), own, group])) == []


def test_the_groups_figure_beside_a_table_of_the_units_own() -> None:
    own = fact("lead.rd", 5120, quote="5,120", source="table", document="d2")
    group = replace(fact("lead.rd", 5520, quote="合并报表5,520万元", block=9, document="d2"), scope="group")
    plan = fact("lead.rd", 5120, quote="5120", source="roster")
    assert said(mapped([plan, own, group])) == []
    assert said(mapped([replace(plan, value=4945, low=4944.5, high=4945.5), own, group])) != []


def test_money_under_the_heading_of_one_year_is_not_that_of_the_whole_term() -> None:
    def funds(value: float, heading: str, block: int) -> Fact:
        one = fact("consortium.self_funds", value, quote=f"{value}", year=2023, nature=Nature.PLAN)
        return replace(one, until=2026, location=Location(block=block, heading=(heading, "（3）经费")))

    total = funds(11300, "三、经费", 9)
    assert said(mapped([funds(2000, "1. 2023年度（2023年10月—2024年9月）", 3), total])) == []
    assert said(mapped([funds(2000, "2023—2026年经费", 3), total])) == [("N001", None)]


def test_several_places_make_one_finding() -> None:
    facts = [IN_FORM, fact("lead.revenue", 12500, quote="a", block=8), fact("lead.revenue", 12500, quote="b", block=9),
             fact("lead.revenue", 152300, quote="c", block=10)]  # fmt: skip
    assert len(said(mapped(facts))) == 1


@given(st.integers(1, 10**6), st.integers(0, 4))
def test_rounding_or_cutting_off_never_contradicts(value: int, digits: int) -> None:
    step = 10**digits
    exact = fact("lead.revenue", value, quote="x")
    for rounded in (round(value / step) * step, value // step * step):
        coarse = fact("lead.revenue", rounded, half=step / 2, quote="y", block=2)
        assert agree(exact, coarse)


def test_staff_of_now_and_of_last_year_are_one_stock() -> None:
    facts = [fact("lead.staff", 860, half=0, unit="人", year=None, quote="860人"),
             fact("lead.staff", 680, half=0, unit="人", year=2022, quote="截至2022年底680人", block=9)]  # fmt: skip
    assert [code for code, _ in said(mapped(facts))] == ["N001"]


@pytest.mark.parametrize(("quote", "wrong"), [("甲方首期自筹1,200万元", False), ("甲方自筹1,200万元", True)])
def test_a_first_payment_is_not_the_whole(quote: str, wrong: bool) -> None:
    whole = fact("lead.self_funds", 3900, quote="3,900", year=2023, source="table", nature=Nature.PLAN)
    paid = fact("lead.self_funds", 1200, quote=quote, year=2023, block=9, nature=Nature.PLAN, document="d2")
    facts = [replace(whole, until=2025), replace(paid, until=2025)]
    assert (len(conflicts(facts)) == 1) == wrong


def conflicts(facts: list[Fact]) -> list[list[Fact]]:
    """What differs of a submission with these facts."""
    return [clash for held in comparable(mapped(facts)) if (clash := conflicting(held))]


def test_years_of_founding_that_differ_though_another_unit_was_founded_then() -> None:
    roster = fact("lead.founded", 2016, half=0, unit="年", year=None, quote="2016", source="table")
    other = fact("member.founded", 2018, half=0, unit="年", year=None, quote="2018", source="table", subject=PARTNER.name)
    profile = fact("lead.founded", 2018, half=0, unit="年", year=None, quote="2018年成立", block=9)
    assert said(mapped([roster, other, profile])) == [("N001", None)]


def test_a_paper_that_shares_the_parents_figures_counts_like_the_parent() -> None:
    def form(quantity: str, value: float) -> Fact:
        return replace(fact(quantity, value, quote=f"{value}", source="table"), scope="parent")

    revenue = fact("lead.revenue", 31600, half=50, quote="营业收入3.16亿元", block=9, document="d2")
    tax = fact("lead.tax", 1930, quote="上缴税金1,930万元", block=9, document="d2")
    assert [c for c, _ in said(mapped([form("lead.revenue", 31640), form("lead.tax", 1390), revenue, tax]))] == ["N001"]
    elsewhere = replace(revenue, value=90000, low=89950, high=90050)
    assert said(mapped([form("lead.revenue", 31640), form("lead.tax", 1390), elsewhere, tax])) == []


def test_spending_above_revenue_in_one_paper_alone() -> None:
    roster = [fact("lead.revenue", 21300, quote="21300", source="roster", document="d2"),
              fact("lead.rd", 680, quote="680", source="roster", document="d2")]  # fmt: skip
    profile = [fact("lead.revenue", 21300, half=50, quote="营业收入2.13亿元", block=9),
               fact("lead.rd", 23680, quote="研发投入23,680万元", block=9)]  # fmt: skip
    assert "N004" in {code for code, _ in said(mapped([*roster, *profile]))}
    assert said(mapped([*roster, profile[0], fact("lead.rd", 680, quote="研发投入680万元", block=9)])) == []


def test_tax_above_revenue() -> None:
    revenue = fact("lead.revenue", 4560, quote="营业收入4,560万元")
    assert said(mapped([revenue, fact("lead.tax", 1960000, quote="同年纳税196亿元")])) == [("N004", None)]
    assert said(mapped([revenue, fact("lead.tax", 196, quote="同年纳税196万元")])) == []


@pytest.mark.parametrize(
    ("quote", "wrong"), [("期满时新增发明专利应为36件", True), ("首批课题新增发明专利36件", False)]
)
def test_new_rights_of_the_whole_term(quote: str, wrong: bool) -> None:
    plan = fact(
        "consortium.invention_patents", 30, quote="建设期内新增发明专利30件", year=None, unit="件",
        nature=Nature.TARGET, subject="联合体",
    )  # fmt: skip
    other = replace(plan, value=36, low=36, high=36, quote=quote, document="d2", location=Location(block=9))
    assert len(comparable(mapped([plan, other]))) == wrong


def _in_papers(*values: float) -> list[Fact]:
    return [
        fact("lead.revenue", value, quote=str(value), source="table", document=f"d{number}", block=number)
        for number, value in enumerate(values, 2)
    ]


@pytest.mark.parametrize(
    ("scope", "value", "told"), [("group", 64870, False), ("parent", 55020, False), ("group", 55020, True)]
)
def test_the_only_figure_with_its_books_is_another_one(scope: str, value: float, told: bool) -> None:
    """It is told because it differs from what several papers say, unless the group had less than its parent."""
    alone = replace(fact("lead.revenue", value, quote=f"{value}", document="d7"), scope=scope)
    groups = comparable(mapped([*_in_papers(60304, 60304), alone]))
    assert any(conflicting(group) for group in groups) is told


def test_books_that_a_paper_declares_for_all_its_figures_set_none_apart() -> None:
    ours = [replace(fact("lead.revenue", 55020, quote="55020", document="d7"), scope="parent"),
            replace(fact("lead.rd", 2210, quote="2210", document="d7", block=5), scope="parent")]  # fmt: skip
    groups = comparable(mapped([*_in_papers(60304, 60304), *ours]))
    assert any(conflicting(group) for group in groups)


def test_all_papers_that_agree_stand_beside_the_one_that_differs() -> None:
    audit = replace(fact("lead.profit", 4415.6, half=0.05, quote="4415.6", document="d7", source="table"), scope="parent")
    form = fact("lead.profit", 4415.6, half=0.05, quote="4,415.60", document="d2", source="table", block=2)
    profile = fact("lead.profit", 4451.6, half=0.05, quote="4,451.60", document="d3", source="table", block=3)
    (clash,) = [held for group in comparable(mapped([audit, form, profile])) if (held := conflicting(group))]
    assert {f.document for f in clash} == {"d7", "d2", "d3"}


@pytest.mark.parametrize(("quote", "codes"), [("实施五个课题", 1), ("突破关键技术5项", 0), ("甲方承担5个课题", 0)])
def test_how_many_projects_there_are_to_be(quote: str, codes: int) -> None:
    facts = [
        fact("consortium.projects", value, quote=said_so, unit="项", half=0, year=None, nature=nature, block=block,
             subject="某创新联合体", source=source)
        for value, said_so, nature, block, source in (
            (4, "4项", Nature.PLAN, 1, "table"), (5, quote, Nature.TARGET, 9, "prose")
        )
    ]  # fmt: skip
    assert sum(bool(conflicting(group)) for group in comparable(mapped(facts))) == codes


@pytest.mark.parametrize(("source", "quote", "clashes"), [("prose", "省级平台5个", 1), ("table", "5", 0), ("prose", "省级及以上平台5个", 0)])
def test_levels_of_platforms_are_compared_between_sentences(source: str, quote: str, clashes: int) -> None:
    facts = [
        fact("lead.platforms_provincial", value, quote=said_so, unit="个", half=0, year=None, block=block, source=where)
        for value, said_so, block, where in ((4, "省级4个", 1, "prose"), (5, quote, 9, source))
    ]
    assert sum(bool(conflicting(group)) for group in comparable(mapped(facts))) == clashes


def test_the_message_says_why_a_difference_is_told_for_information() -> None:
    (found,) = figure_findings(mapped([IN_FORM, fact("lead.revenue", 52000, quote="5.2亿元", half=500, block=9)]))
    assert "相差较多" in found.message
    assert "大多不同" not in found.message


def test_a_figure_said_again_more_roughly_is_no_third_value() -> None:
    plan = fact("lead.revenue", 286400, half=50, quote="28.64亿元", block=2)
    rough = fact("lead.revenue", 290000, half=5000, quote="近29亿元", block=2)
    profile = replace(fact("lead.revenue", 284600, half=50, quote="28.46亿元", block=9), part="p2")
    held = [replace(each, document="d1") for each in (plan, rough, profile)]
    assert [sorted(f.value for f in group) for group in comparable(mapped(held))] == [[284600, 286400, 290000]]


def test_the_sum_of_a_list_of_tasks_is_not_all_that_is_spent(tmp_path: Path) -> None:
    tasks = [["序号", "攻关任务", "牵头单位", "经费（万元）"], ["1", "主轴", "甲所", "1,400"], ["2", "导轨", "乙所", "2,000"], ["", "合计", "", "3,400"]]
    money = [["科目", "2024年", "2025年", "合计"], ["关键技术攻关", "1,400", "2,000", "3,400"], ["平台建设", "900", "900", "1,800"], ["合计", "2,300", "2,900", "5,200"]]
    files: dict[str, Lines] = {
        "组建方案.docx": [
            "# 重庆市永川区精密传动创新联合体组建方案", "## 七、投入", "两年计划总投入5,200万元。",
            "附表1 攻关任务（单位：万元）", tasks, "附表2 经费安排（单位：万元）", money,
        ],
    }  # fmt: skip
    assert found(check(tmp_path, files, "yongchuan-2023", year=2023, occasion="apply"), "N001") == []


def test_a_slip_of_the_unit_is_one_whatever_books_a_paper_says() -> None:
    own, parent = (
        replace(fact("lead.assets", value, half=half, quote=f"{value}", source="table"), scope=scope,
                location=Location(block=block, table=block, cell=(1, 1)))
        for value, half, scope, block in ((11.64, 0.005, "", 0), (116400, 0.5, "parent", 1))
    )  # fmt: skip
    assert [code for code, _ in said(mapped([own, parent], texts=["甲", "乙"]))] == ["N004"]


def test_the_lead_is_one_however_its_name_is_written() -> None:
    other = fact("lead.profit", 12675, quote="12,675万元", block=9, subject="江苏恒创精密装备公司")
    assert [code for code, _ in said(mapped([fact("lead.profit", 12765, quote="12,765"), other]))] == ["N001"]
    partner = replace(other, quantity="member.profit", subject=PARTNER.name)
    assert said(mapped([fact("lead.profit", 12765, quote="12,765"), partner])) == []


@pytest.mark.parametrize(("rate", "codes"), [(5.0, []), (6.4, ["N001"])], ids=["the mean of three years", "no rate"])
def test_a_rate_of_other_years_contradicts_none_of_this_year(rate: float, codes: list[str]) -> None:
    books = [
        fact(f"lead.{what}", value, quote=f"{value}", year=year, source="table", block=5)
        for year, both in ((2020, (400, 10000)), (2021, (500, 10000)), (2022, (600, 10000)))
        for what, value in zip(("rd", "revenue"), both, strict=True)
    ]
    form = fact("lead.rd_intensity", 6.0, quote="6.0", unit="%", half=0.05, source="table", block=5)
    passing = fact("lead.rd_intensity", rate, quote=f"研发强度{rate}%", unit="%", half=0.05, block=9)
    assert [code for code, _ in said(mapped([*books, form, passing])) if code == "N001"] == codes
