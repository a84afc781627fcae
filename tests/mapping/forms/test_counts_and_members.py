"""Counts inside one line, header rows of counts, and member units in numbered rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.mapping.forms_answers import number_beside
from doccheck.mapping.model import FieldState
from doccheck.programme.schema import Label
from tests.mapping.forms.paper import Paper, fields, value

JIANGSU, GANZHOU, LIANGJIANG = "jiangsu-2023", "ganzhou-2022", "liangjiang-2021"
NAMES = ("总数", "企业", "高校", "科研院所", "其它")


def _counts(line: str) -> dict[str, str]:
    paper = Paper()
    paper.table([["创新联合体成员情况", line]])
    values = [one for one in fields(JIANGSU, paper) if one.requirement == "application.member_counts"]
    return {one.name: "".join(sign for sign in one.text if sign.isdigit()) for one in values}


@pytest.mark.parametrize(
    "line",
    [
        "共 16 个，其中：企业 9 个，高校 4 个，科研院所 2 个，其它 1 个",
        "__16__个，其中：企业__9__个，高校__4__个，科研院所__2__个，\n其它__1__个",
        "16家，其中企业9家、高校4所、科研院所2家、其他1家",
        "共１６个，其中：企业９个，高校４个，科研院所２个，其它１个",
    ],
)
def test_line_of_counts(line: str) -> None:
    assert _counts(line) == dict(zip(NAMES, ("16", "9", "4", "2", "1"), strict=True))


def test_line_of_counts_left_blank() -> None:
    paper = Paper()
    paper.table([["创新联合体成员情况", "      个，其中：企业    个，高校    个，科研院所    个，\n其它    个"]])
    values = [one for one in fields(JIANGSU, paper) if one.requirement == "application.member_counts"]
    assert {one.state for one in values} == {FieldState.BLANK}
    assert len(values) == 5


def test_one_gap_in_a_line_of_counts() -> None:
    paper = Paper()
    paper.table([["创新联合体成员情况", "共 16 个，其中：企业 9 个，高校    个，科研院所 2 个，其它 1 个"]])
    values = fields(JIANGSU, paper)
    assert value(values, "application.member_counts", "高校").state is FieldState.BLANK
    assert value(values, "application.member_counts", "科研院所").text.startswith("2")


def test_counts_in_cells_of_their_own() -> None:
    paper = Paper()
    paper.table([["创新联合体成员情况", "共16个", "其中：企业9个", "高校4个", "科研院所2个", "其它1个"]])
    values = fields(JIANGSU, paper)
    assert value(values, "application.member_counts", "企业").text.startswith("9")
    assert value(values, "application.member_counts", "总数").text.startswith("16")


def test_header_row_of_counts_with_values_below() -> None:
    paper = Paper()
    paper.table([["成员总数（个）", "其中：高校数量", "企业数量", "研究机构数量"], ["11", "3", "7", "1"]])
    values = [one for one in fields(GANZHOU, paper) if one.requirement == "application.member_counts"]
    assert [one.text for one in values] == ["11", "3", "7", "1"]


@given(st.integers(0, 99), st.integers(0, 99))
def test_number_beside_reads_what_was_written(total: int, part: int) -> None:
    line = f"共 {total} 个，其中：企业 {part} 个，高校 3 个"
    assert number_beside(line, Label(name="企业")) == f"{part} 个"
    assert number_beside(line, Label(name="总数"), first=True) == f"{total} 个"


def test_numbered_member_rows_are_collected() -> None:
    paper = Paper()
    rows = [
        [f"成员单位{n}", name] for n, name in enumerate(("重庆大学", "重庆芯联微电子有限公司", "", "西南大学"), start=1)
    ]
    paper.table([["联系人", "李静"], *rows, ["……", "……"]])
    members = [one for one in fields(LIANGJIANG, paper) if one.requirement == "application.members"]
    assert [(one.name, one.text) for one in members if one.state is FieldState.FILLED] == [
        ("成员单位1", "重庆大学"),
        ("成员单位2", "重庆芯联微电子有限公司"),
        ("成员单位4", "西南大学"),
    ]


def test_member_rows_beside_one_merged_label() -> None:
    paper = Paper()
    paper.table(
        [
            ["成员单位", "1", "重庆大学"],
            ["^", "2", "西南大学"],
            ["^", "3", "重庆芯联微电子有限公司"],
            ["联系人", "李静", ""],
        ]
    )
    members = [one for one in fields(LIANGJIANG, paper) if one.requirement == "application.members"]
    assert [one.text for one in members] == ["重庆大学", "西南大学", "重庆芯联微电子有限公司"]


def test_members_listed_in_one_cell() -> None:
    paper = Paper()
    paper.table([["成员单位", "重庆大学、西南大学、重庆芯联微电子有限公司"], ["联系人", "李静"]])
    members = [one for one in fields(LIANGJIANG, paper) if one.requirement == "application.members"]
    assert [one.text for one in members] == ["重庆大学", "西南大学", "重庆芯联微电子有限公司"]
