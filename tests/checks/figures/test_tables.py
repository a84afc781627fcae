"""N006: totals of tables in their usual layouts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.checks.figures.tables import wrong_totals
from doccheck.document import Cell, Location, Paragraph, Table
from tests.checks.figures.papers import grid, mapped, said

BUDGET = [["项目", "2021年", "2022年", "2023年", "合计"], ["设备费", "1000", "1500", "2000", "4500"],
          ["材料费", "1200", "1500", "1800", "4500"], ["合计", "2200", "3000", "3800", "9000"]]  # fmt: skip


def changed(row: int, column: int, text: str) -> list[list[str]]:
    copy = [list(line) for line in BUDGET]
    copy[row][column] = text
    return copy


def test_a_right_budget_is_silent() -> None:
    assert wrong_totals(grid(BUDGET)) == []


@pytest.mark.parametrize(("row", "column", "text"), [(3, 4, "9500"), (2, 4, "4600"), (1, 3, "2100"), (3, 1, "2,400")])
def test_one_wrong_cell_is_one_finding(row: int, column: int, text: str) -> None:
    assert said(mapped(tables=[grid(changed(row, column, text))])) == [("N006", None)]


def test_subtotals_and_a_grand_total() -> None:
    rows = [["序号", "单位", "人数"], ["1", "甲", "10"], ["2", "乙", "20"], ["小计", "", "30"], ["3", "丙", "5"], ["4", "丁", "6"],
            ["小计", "", "11"], ["总计", "", "41"]]  # fmt: skip
    assert wrong_totals(grid(rows)) == []
    rows[6][2] = "12"
    assert len(wrong_totals(grid(rows))) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [["指标", "分值"], ["a", "4*10分"], ["b", "10"], ["c", "20"], ["合  计", "100"]],
        [["项目", "数量", "单价", "合计"], ["a", "2", "10", "20"], ["b", "3", "5", "15"]],
        [["单位", "销售收入（万元）", "占比"], ["甲", "100", "50.1%"], ["乙", "100", "50.1%"], ["合计", "200", "100%"]],
        [["序号", "单位", "平均年龄"], ["1", "甲", "35"], ["2", "乙", "41"], ["合计", "", "38"]],
        [["单位", "投入（亿元）"], ["甲", "1.23"], ["乙", "2.34"], ["丙", "3.45"], ["合计", "7.03"]],
        [["项目", "金额"], ["甲", "100"], ["其中：子项", "60"], ["乙", "50"], ["合计", "150"]],
        [["指标", "2025年", "2026年", "2027年"], ["任务", "4", "8", "12"], ["需求", "20", "40", "60"],
         ["案例", "2", "3", "5"], ["注册证", "1", "3", "6"]],
        [["项目", "金额"], ["甲", "见附表"], ["乙", "50"], ["丙", "20"], ["合计", "150"]],
    ],
)
def test_columns_that_are_not_summed_or_only_rounded(rows: list[list[str]]) -> None:
    assert wrong_totals(grid(rows)) == []


def test_merged_cells_count_once() -> None:
    def cell(row: int, col: int, text: str, rowspan: int = 1) -> Cell:
        return Cell(row, col, (Paragraph(text),), rowspan, location=Location(cell=(row, col)))

    cells = (cell(0, 0, "单位"), cell(0, 1, "经费（万元）"), cell(1, 0, "甲"), cell(1, 1, "100", 2), cell(2, 0, "乙"), cell(3, 0, "丙"),
             cell(3, 1, "50"), cell(4, 0, "合计"), cell(4, 1, "150"))  # fmt: skip
    assert wrong_totals(Table(5, 2, cells)) == []


@pytest.mark.parametrize(("total", "wrong"), [("6", 0), ("416", 0), ("5", 0)])
def test_a_sum_within_a_group_may_be_that_of_the_group(total: str, wrong: int) -> None:
    texts = [["类", "项", "2022年末"], ["人员（人）", "研发人员", "320"], ["", "专职研发人员", "90"], ["平台（个）", "省级", "2"],
             ["", "市级", "4"], ["", "小计", total]]  # fmt: skip
    spans = {(1, 0): 2, (3, 0): 3}
    cells = tuple(
        Cell(r, c, (Paragraph(text),), spans.get((r, c), 1), location=Location(cell=(r, c)))
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
        if text
    )
    assert len(wrong_totals(Table(6, 3, cells))) == wrong


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=8), st.randoms())
def test_reordering_never_changes_the_verdict(values: list[int], random: object) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for total in (sum(values), sum(values) + 50_000):
        tables = [
            grid([["项目", "金额（万元）"], *[["项", str(v)] for v in order], ["合计", str(total)]])
            for order in (values, shuffled)
        ]
        verdicts = {bool(wrong_totals(table)) for table in tables}
        if values != list(range(1, len(values) + 1)) and shuffled != list(range(1, len(values) + 1)):
            assert len(verdicts) == 1
            if total == sum(values):
                assert verdicts == {False}


def test_a_total_whose_label_spans_all_other_columns_is_judged() -> None:
    def cell(row: int, col: int, text: str, colspan: int = 1) -> Cell:
        return Cell(row, col, (Paragraph(text),), 1, colspan, location=Location(cell=(row, col)))

    rows = [["单位", "姓名", "人数"], ["甲", "张三", "26"], ["乙", "李四", "18"], ["丙", "王五", "34"]]
    cells = [cell(r, c, text) for r, line in enumerate(rows) for c, text in enumerate(line)]
    wrong = wrong_totals(Table(5, 3, (*cells, cell(4, 0, "合计", 2), cell(4, 2, "88"))))
    assert [(one.stated, one.added) for group in wrong for one in group] == [(88, 78)]
    assert wrong_totals(Table(5, 3, (*cells, cell(4, 0, "合计", 2), cell(4, 2, "78")))) == []


OF_KINDS = [["单位", "类型", "员工数", "专利"], ["甲", "企业", "148", "38"], ["乙", "企业", "126", "27"], ["丙", "高校", "1860", "210"],
            ["丁", "院所", "94", "40"], ["戊", "企业", "205", "16"], ["企业小计（不含牵头）", "", "479", "81"]]  # fmt: skip


def test_a_subtotal_of_one_kind_adds_the_rows_of_that_kind() -> None:
    assert wrong_totals(grid(OF_KINDS)) == []
    of_two = [*OF_KINDS[:-1], ["高校院所小计", "", "1954", "250"]]
    assert wrong_totals(grid(of_two)) == []
    wrong = [*OF_KINDS[:-1], ["企业小计（不含牵头）", "", "749", "81"]]
    assert [[one.added for one in group] for group in wrong_totals(grid(wrong))] == [[479.0]]


def test_a_subtotal_without_the_lead_leaves_out_the_first_row() -> None:
    rows = [["单位", "收入", "人数"], ["牵头", "100", "9"], ["乙", "40", "3"], ["丙", "60", "4"], ["小计（不含牵头单位）", "100", "7"]]
    assert wrong_totals(grid(rows)) == []
