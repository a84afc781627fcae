"""N002: a stated sum and the table that it introduces."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from doccheck.document import Location
from tests.checks.figures.papers import grid, mapped, said
from tests.submissions import Lines, check, found
from tests.texts import JIANGSU_PLAN, lines

SOURCES = [["来源", "金额", "说明"], ["牵头单位自筹", "1,500万元", "分五年"], ["其他企业", "900万元", "三家"], ["区里补助", "700万元", "申请"]]


def codes(sentence: str, rows: list[list[str]]) -> list[str]:
    table = replace(grid(rows), location=Location(block=1, table=0))
    return [code for code, _ in said(mapped(texts=[sentence], tables=[table]))]


def test_sources_that_do_not_make_the_sum() -> None:
    assert codes("五年计划投入3,200万元，来源见下表。", SOURCES) == ["N002"]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("五年计划投入3,100万元，来源见下表。", SOURCES),
        ("五年计划投入3,200万元，其中主要来源见下表。", SOURCES),
        ("五年计划投入约3,200万元，来源见下表。", SOURCES),
        ("设备清单见下表，单台最高3,200万元，另有两台各900万元。", SOURCES),
        ("五年计划投入32,000万元，来源见下表。", SOURCES),
        ("五年计划投入0.31亿元，来源见下表。", [["来源", "金额（万元）"], ["自筹", "2,400"], ["补助", "700"]]),
    ],
)
def test_sums_that_fit_or_are_of_other_things(sentence: str, rows: list[list[str]]) -> None:
    assert codes(sentence, rows) == []


@pytest.mark.parametrize(("section", "requirement"), [("2", "plan.2.spending"), ("3_3", None)])
def test_a_sum_in_the_section_of_the_spending_plan_is_told_under_its_row(
    tmp_path: Path, section: str, requirement: str | None
) -> None:
    body: Lines = [*JIANGSU_PLAN[section.replace("_", ".")], "五年计划投入3,200万元，来源见下表。", SOURCES]
    plan = lines(JIANGSU_PLAN, **{section: body})  # type: ignore[arg-type]
    report = check(tmp_path, {"建设方案.docx": plan}, "jiangsu-2023", year=2023, occasion="apply")
    assert [f.requirement for f in found(report, "N002")] == [requirement]
