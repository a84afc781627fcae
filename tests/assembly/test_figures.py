"""The figures side by side: what contradicts stands first and is marked, what only looks alike is not."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path

import pytest
from msgspec.structs import replace

import doccheck
from doccheck.assembly.figures import MOST_ROWS, build_figures
from doccheck.assembly.written import normal_value, written_value
from doccheck.checks.figures.same import figures_differ
from doccheck.facts.model import Fact, Nature
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.report import FigureRow, FigureState, FigureView
from tests.checks.figures.papers import LEAD, PARTNER, fact, jiangsu, mapped

REVENUE = fact("lead.revenue", 152300, quote="152300", block=1, source="field")


def view(facts: Iterable[Fact], findings: Iterable[Finding] | None = None) -> FigureView:
    submission = mapped(facts)
    return build_figures(submission, list(figures_differ(submission)) if findings is None else list(findings))


def row(figures: FigureView, quantity: str, year: int | None = None) -> FigureRow:
    (found,) = [row for row in figures.rows if row.quantity == quantity and (year is None or row.year == year)]
    return found


def values(line: FigureRow) -> list[list[tuple[int, str]]]:
    return [[(entry.variant, entry.written) for entry in cell] for cell in line.cells]


def test_a_form_and_a_profile_that_differ_stand_first_and_are_marked(tmp_path: Path) -> None:
    jiangsu(tmp_path, revenue="12.5亿元", intensity="4.5%")
    report = doccheck.check(tmp_path, "jiangsu-2023")
    first = report.figures.rows[0]
    assert (first.name, first.kind, first.year, first.state) == ("销售收入", "lead", 2022, FigureState.CONTRADICTED)
    columns = [column.role for column in report.figures.columns]
    marked = {columns[i]: [e for e in cell if e.variant] for i, cell in enumerate(first.cells)}
    assert [(e.variant, e.written) for e in marked["roster"]] == [(1, "152300 万元")]
    assert [(e.variant, e.written, e.normal) for e in marked["lead_profile"]] == [(2, "12.5亿元", "125,000 万元")]
    assert [report.findings[index].code for index in first.findings] == ["N001"]
    assert report.facts[marked["lead_profile"][0].facts[0]].quote == "2022年销售收入12.5亿元"


@pytest.mark.parametrize("revenue", ["15.23亿元", "15.2亿元", "约15亿元"])
def test_roundings_of_one_value_agree(tmp_path: Path, revenue: str) -> None:
    jiangsu(tmp_path, revenue=revenue)
    figures = doccheck.check(tmp_path, "jiangsu-2023").figures
    assert row(figures, "lead.revenue", 2022).state is FigureState.AGREED
    assert not [line for line in figures.rows if line.state is FigureState.CONTRADICTED]
    assert not [e for line in figures.rows for cell in line.cells for e in cell if e.variant]


def test_a_slip_of_the_unit_is_a_contradiction_too() -> None:
    figures = view([REVENUE, fact("lead.revenue", 15.23, quote="15.23万元", block=2, half=0.005)])
    assert values(row(figures, "lead.revenue")) == [[(1, "152300 万元"), (2, "15.23万元")]]


def test_other_years_and_natures_have_rows_of_their_own() -> None:
    goal = fact("lead.revenue", 200000, quote="20亿元", year=2025, block=2, nature=Nature.TARGET)
    past = fact("lead.revenue", 98000, quote="9.8亿元", year=2021, block=3)
    figures = view([REVENUE, goal, past])
    assert [(line.year, line.nature, line.state.value) for line in figures.rows] == [
        (2021, "actual", "single"), (2022, "actual", "single"), (2025, "target", "single"),
    ]  # fmt: skip


def test_only_the_contradicting_values_are_marked() -> None:
    written = ((152300, "15.23亿元"), (125000, "12.5亿元"))
    others = [fact("lead.revenue", value, quote=quote, block=block) for block, (value, quote) in enumerate(written, 2)]
    figures = view([REVENUE, *others, fact("lead.rd", 6852, quote="6852", block=1)])
    assert values(row(figures, "lead.revenue")) == [[(1, "152300 万元"), (1, "15.23亿元"), (2, "12.5亿元")]]
    assert row(figures, "lead.rd").state is FigureState.SINGLE


def test_a_stock_without_a_year_joins_the_recent_one() -> None:
    staff = [fact("lead.staff", 860, quote="员工860人", year=None, unit="人", half=0),
             fact("lead.staff", 860, quote="860", year=2022, unit="人", half=0, block=2)]  # fmt: skip
    line = row(view(staff), "lead.staff")
    assert (line.year, line.state) == (2022, FigureState.AGREED)
    assert sorted(str(entry.year) for cell in line.cells for entry in cell) == ["2022", "None"]


def test_a_bound_shares_the_row_of_what_it_bounds() -> None:
    bound = fact("lead.staff", 800, quote="超过800人", unit="人", half=0, nature=Nature.AT_LEAST, block=2)
    figures = view([fact("lead.staff", 860, quote="860人", unit="人", half=0), bound])
    assert row(figures, "lead.staff").state is FigureState.AGREED


def test_values_that_no_finding_blames_are_different_but_not_marked() -> None:
    goals = [fact("lead.projects", value, quote=f"{value}项", block=n) for n, value in enumerate((3000, 5000))]
    line = row(view(goals), "lead.projects")
    assert line.state is FigureState.DIFFERENT
    assert not [entry for cell in line.cells for entry in cell if entry.variant]


def test_consolidated_figures_stand_apart() -> None:
    group = replace(fact("lead.revenue", 990000, quote="99亿元", block=2), scope="group")
    assert [line.scope for line in view([REVENUE, group], []).rows] == ["", "group"]


def test_two_figures_weighed_against_each_other_are_doubtful() -> None:
    spending = fact("lead.rd", 990000, quote="99亿元", block=2)
    finding = Finding("N004", Severity.WARNING, "研发投入高于收入", "请核对", evidence=(
        Evidence("d1", "99亿元", spending.location), Evidence("d1", "152300", REVENUE.location)))  # fmt: skip
    assert {line.state for line in view([REVENUE, spending], [finding]).rows} == {FigureState.DOUBTFUL}


def test_what_is_told_for_information_marks_nothing() -> None:
    other = fact("lead.revenue", 1, quote="1万元", block=2)
    finding = Finding("N001", Severity.INFO, "x", "y", evidence=(
        Evidence("d1", "1万元", other.location), Evidence("d1", "152300", REVENUE.location)))  # fmt: skip
    assert row(view([REVENUE, other], [finding]), "lead.revenue").state is FigureState.DIFFERENT


def test_one_sentence_with_two_figures_blames_the_right_one() -> None:
    """Evidence may quote words that state another quantity as well."""
    quote = "2022年销售收入12.5亿元、研发投入6852万元"
    facts = [REVENUE, fact("lead.revenue", 125000, quote=quote, block=2), fact("lead.rd", 6852, quote=quote, block=2)]
    figures = view(facts)
    assert row(figures, "lead.revenue").state is FigureState.CONTRADICTED
    assert row(figures, "lead.rd").state is FigureState.SINGLE


def test_rows_follow_lead_consortium_members() -> None:
    facts = [
        fact("member.staff", 230, quote="230人", unit="人", subject=PARTNER.name),
        fact("consortium.staff", 3200, quote="3200人", unit="人", subject="联合体"),
        fact("lead.staff", 860, quote="860人", unit="人", subject=LEAD.name),
    ]
    assert [line.kind for line in view(facts).rows] == ["lead", "consortium", "member"]


def test_of_very_many_rows_the_rest_is_counted() -> None:
    facts = [fact("member.staff", 1, quote="1人", subject=f"单位{i}", block=i) for i in range(MOST_ROWS + 7)]
    figures = view(facts, [])
    assert (len(figures.rows), figures.omitted) == (MOST_ROWS, 7)


def test_the_view_survives_a_trip_to_another_process() -> None:
    figures = view([REVENUE])
    assert pickle.loads(pickle.dumps(figures)) == figures


@pytest.mark.parametrize(
    ("quote", "value", "unit", "written", "normal"),
    [
        ("1,382,500", 1382500, "万元", "1,382,500 万元", ""),
        ("682,400,000", 68240, "万元", "682,400,000", "68,240 万元"),
        ("2022年销售收入12.5亿元", 125000, "万元", "12.5亿元", "125,000 万元"),
        ("占销售收入的4.40%", 4.4, "%", "4.40%", ""),
        ("现有员工7,940人", 7940, "人", "7,940人", ""),
    ],
)
def test_values_are_shown_as_written(quote: str, value: float, unit: str, written: str, normal: str) -> None:
    one = fact("lead.revenue" if unit == "万元" else "lead.staff", value, quote=quote, unit=unit)
    assert (written_value(one), normal_value(one)) == (written, normal)


def test_a_date_is_shown_as_it_stands() -> None:
    founded = fact("lead.founded", 2009, quote="2009年6月18日", unit="年", year=None)
    assert (written_value(founded), normal_value(founded)) == ("2009年6月18日", "")
