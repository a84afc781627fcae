"""V003: one signatory of several without a date."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.findings import Finding
from tests.submissions import Lines, check, found

HEAD = ["# 江苏省长时储能电池创新联合体组建协议", "甲方：江苏沐能储能科技有限公司", "乙方：常州炽衡电池材料有限公司",
        "第一条 各方共同攻关。"]  # fmt: skip


def undated(tmp_path: Path, agreement: Lines, form: Lines = ()) -> list[Finding]:
    files: dict[str, Lines] = {"申请书.docx": ["# 江苏省创新联合体建设试点申请书", *form], "组建协议.docx": [*HEAD, *agreement]}
    return found(check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply"), "V003")


def table(head: list[str], blank: str) -> Lines:
    first, second = ("甲方（盖章）", "乙方（盖章）") if "方" in head[0] else ("江苏沐能储能科技有限公司", "常州炽衡电池材料有限公司")
    return [[head, [first, "钟礼煌", "2023年5月20日"], [second, "凌国桢", blank]]]


@pytest.mark.parametrize("head", [["单位", "代表签字", "日期"], ["签署方", "代表签字", "签署日期"], ["签约方", "签字人", "签字日期"]])
@pytest.mark.parametrize("blank", ["    年  月  日", "（未填）", "", "（日期未填）", "未注明日期", "（空白）"])
def test_a_row_without_its_date(tmp_path: Path, head: list[str], blank: str) -> None:
    (finding,) = undated(tmp_path, table(head, blank))
    assert "凌国桢" in finding.evidence[0].quote or "炽衡" in finding.evidence[0].quote


def test_a_table_with_every_date(tmp_path: Path) -> None:
    assert undated(tmp_path, table(["签署方", "代表签字", "签署日期"], "2023年5月21日")) == []


def test_a_table_without_a_heading_row(tmp_path: Path) -> None:
    rows = [["甲方代表", "钟礼煌", "2023年5月20日"], ["炽衡公司代表", "凌国桢", "2023年5月21日"], ["理工大学代表", "向远", "日期："]]
    (finding,) = undated(tmp_path, [rows])
    assert "理工大学代表" in finding.message
    assert "甲方代表" not in finding.message
    assert undated(tmp_path, [[*rows[:2], ["理工大学代表", "向远", "2023年5月21日"]]]) == []


def test_a_labelled_date_that_is_filled_is_no_blank(tmp_path: Path) -> None:
    rows = [["牵头单位代表", "钟礼煌", "日期", "2023年5月20日"], ["炽衡公司代表", "凌国桢", "日期", "年　　月　　日"]]
    (finding,) = undated(tmp_path, [rows])
    assert "凌国桢" in finding.message
    assert "钟礼煌" not in finding.message


def test_one_of_several_on_a_line(tmp_path: Path) -> None:
    line = "签字：甲方 卢启衡 2023年5月20日；乙方 贺知遥 签字日期：　年　月　日。"
    (finding,) = undated(tmp_path, [line])
    assert "贺知遥" in finding.message
    assert "卢启衡" not in finding.message


def test_the_forms_own_signature(tmp_path: Path) -> None:
    agreement = table(["单位", "代表签字", "日期"], "2023年5月21日")
    (finding,) = undated(tmp_path, agreement, [[["牵头单位负责人（签字）", "顾砚之　　日期：____年__月__日"]]])  # type: ignore[list-item]
    assert "日期：____年__月__日" in finding.evidence[0].quote


@pytest.mark.parametrize(("end", "wrong"), [("      （单位公章）", True), ("2023年5月21日（单位公章）", False)])
def test_a_stamp_behind_the_day(tmp_path: Path, end: str, wrong: bool) -> None:
    agreement = table(["单位", "代表签字", "日期"], "2023年5月21日")
    line = f"法定代表人承诺：所填内容真实有效。 签字：汤克勉    日期：{end}"
    assert len(undated(tmp_path, agreement, [line])) == wrong


@pytest.mark.parametrize(("title", "wrong"), [("# 组建协议（节选）", False), ("# 组建协议", True)])
def test_an_excerpt_may_have_its_dates_in_what_is_left_out(tmp_path: Path, title: str, wrong: bool) -> None:
    lines: Lines = [title, *HEAD[1:], "甲方（盖章）：江苏沐能储能科技有限公司"]
    files: dict[str, Lines] = {"申请书.docx": ["# 江苏省创新联合体建设试点申请书"], "组建协议.docx": lines}
    assert len(found(check(tmp_path, files, "jiangsu-2023", year=2023, occasion="apply"), "V003")) == wrong


def test_an_authoritys_opinion_is_not_the_applicants(tmp_path: Path) -> None:
    agreement = table(["单位", "代表签字", "日期"], "2023年5月21日")
    assert undated(tmp_path, agreement, ["主管部门推荐意见（盖章）：　　　日期：　年　月　日"]) == []


def test_a_box_for_an_authoritys_opinion_in_lines_of_its_own_is_left_to_it(tmp_path: Path) -> None:
    agreement = table(["单位", "代表签字", "日期"], "2023年5月21日")
    assert undated(tmp_path, agreement, ["市科技局审核意见：", "（盖章）　　年　　月　　日"]) == []
    (finding,) = undated(tmp_path, agreement, ["市科技局审核意见：", "（盖章）2023年6月1日", "负责人（签字）顾砚之　　年　　月　　日"])
    assert "顾砚之" in finding.message


@pytest.mark.parametrize("second", ["凌国桢　日期：2023年5月21日", "凌国桢　2023年5月21日"])
def test_dates_beside_the_signatory_in_one_cell(tmp_path: Path, second: str) -> None:
    rows = [["签署方", "签字代表及日期"], ["甲方：江苏沐能储能科技有限公司", "钟礼煌　2023年5月20日"], ["乙方：常州炽衡电池材料有限公司", second]]
    assert undated(tmp_path, [rows]) == []


def test_the_total_of_a_table_to_sign_is_no_signatory(tmp_path: Path) -> None:
    head = ["签约单位", "自筹出资（万元）", "签字代表", "签字日期"]
    rows = [head, ["江苏沐能储能科技有限公司", "500", "钟礼煌", "2023年5月20日"],
            ["常州炽衡电池材料有限公司", "300", "凌国桢", "2023年5月21日"], ["自筹出资合计", "800", "", ""]]  # fmt: skip
    assert undated(tmp_path, [rows]) == []


def test_short_names_with_a_seal_are_signatories(tmp_path: Path) -> None:
    rows = [["沐能储能（章）", "代表：钟礼煌", "2023年5月20日"], ["炽衡材料（章）", "代表：凌国桢", "2023年5月21日"],
            ["理工大（章）", "代表：向远", "____年__月__日"]]  # fmt: skip
    (finding,) = undated(tmp_path, [rows])
    assert "理工大" in finding.message
    assert "炽衡" not in finding.message


def test_one_named_signatory_beside_an_empty_date(tmp_path: Path) -> None:
    head = ["单位（盖章）", "法定代表人签字", "签署日期"]

    def said(date: str) -> list[str]:
        form: Lines = ["# 江苏省创新联合体建设试点申请书", [head, ["江苏沐能储能科技有限公司", "钟礼煌", date]]]
        report = check(tmp_path, {"申请书.docx": form}, "jiangsu-2023", year=2023, occasion="apply")
        return [f.message for f in found(report, "V003") if "签字处" in f.message]

    (message,) = said("     年  月  日")
    assert "沐能" in message
    assert said("2023年5月20日") == []


def test_an_agreement_with_one_empty_date_is_told_once(tmp_path: Path) -> None:
    rows = [["单位（盖章）", "法定代表人签字", "签署日期"], ["江苏沐能储能科技有限公司", "钟礼煌", "     年  月  日"]]
    assert len(undated(tmp_path, [rows])) == 1


def several(date: str) -> Lines:
    """Four places to sign in cells, the only date in the last one."""
    signed = ["甲方（盖章）：沐能储能（章）", "乙方（盖章）：炽衡材料（章）", "丙方（盖章）：理工大学（章）"]
    return [[[signed[0], signed[1]], [signed[2], "丁方（盖章）："], ["戊方（盖章）：研究院（章）", date]]]


def test_a_date_in_a_cell_of_its_own_is_everybodys(tmp_path: Path) -> None:
    assert undated(tmp_path, several("签署日期：2023年5月21日")) == []
    (finding,) = undated(tmp_path, several("签署日期：2023年　　月　　日"))
    assert "5处签署栏均日期空白" in finding.message
    assert "签署日期" in finding.evidence[0].quote


def test_a_label_over_the_date_is_everybodys(tmp_path: Path) -> None:
    labels, names = ["甲方（盖章）", "乙方（盖章）", "丙方（盖章）", "签订日期"], ["沐能储能（已盖章）", "炽衡材料（已盖章）", "理工大学（已盖章）"]
    assert undated(tmp_path, [[labels, [*names, "2023年5月21日"]]]) == []


def test_a_date_below_one_signature_is_only_that_ones(tmp_path: Path) -> None:
    cells = [["甲方（盖章）", "乙方（盖章）", "丙方（盖章）"], ["日期：2023年5月21日", "日期：", "日期："]]
    assert len(undated(tmp_path, [cells])) == 1


def test_rows_that_say_they_are_sealed(tmp_path: Path) -> None:
    rows = [["沐能（章）：已盖", "2023年5月20日"], ["炽衡（章）：已盖", "2023年5月20日"], ["理工大学（章）：已盖", "日期：　　年　　月　　日"]]
    (finding,) = undated(tmp_path, [rows])
    assert "理工大学" in finding.message
    assert undated(tmp_path, [[*rows[:2], ["理工大学（章）：已盖", "2023年5月21日"]]]) == []
