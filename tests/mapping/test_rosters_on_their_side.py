"""Rosters whose units stand side by side, and rows of forms that only look like a roster's header."""

from __future__ import annotations

from pathlib import Path

from doccheck.mapping.names.parties import agreement_head
from doccheck.mapping.rosters_header import find_regions
from doccheck.mapping.rosters_turned import turned_table
from doccheck.programme.loader import load
from doccheck.programme.schema import RosterRow
from tests.facts.test_tables import table
from tests.mapping.names.test_agreement_head import paragraphs
from tests.submissions import check

LEAD, PARTNER, SCHOOL = "江苏恒创精密装备股份有限公司", "苏州晶源科技有限公司", "江左理工大学"


def test_units_side_by_side_become_rows_with_their_places() -> None:
    turned = turned_table(table(f"类别 | 企业 | < | 高校\n单位名称 | {LEAD} | {PARTNER} | {SCHOOL}\n分工 | 总体 | 芯片 | 算法"))
    assert turned is not None
    rows = [[cell.text if cell else "" for cell in row] for row in turned.grid()]
    assert rows[2] == ["企业", PARTNER, "芯片"]
    assert turned.grid()[2][2].location.cell == (2, 2)  # type: ignore[union-attr]


def test_a_form_of_two_pairs_is_not_turned() -> None:
    assert turned_table(table(f"成员单位1 | {PARTNER} | 成员单位2 | {SCHOOL}")) is None
    assert turned_table(table(f"牵头单位 | {LEAD} | 职工 | 86人\n合作单位 | {PARTNER} | 人数 | 3人")) is None


def test_the_members_of_a_roster_on_its_side_are_known(tmp_path: Path) -> None:
    files = {
        "申请表.docx": ["# 江苏省创新联合体建设申请表", [["牵头单位", LEAD], ["成员总数（含牵头单位）", "4家"]]],
        "成员名册.docx": ["# 成员单位名册", [["单位名称", LEAD, PARTNER, SCHOOL], ["2022年末职工（人）", "86", "40", "900"]]],
    }
    report = check(tmp_path, files, "jiangsu-2023")
    assert {(f.quantity, f.subject, f.value) for f in report.facts if f.quantity.endswith("staff")} == {
        ("lead.staff", LEAD, 86.0),
        ("member.staff", PARTNER, 40.0),
        ("member.staff", SCHOOL, 900.0),
    }


def test_a_row_of_figures_is_no_header_of_a_roster() -> None:
    members = load("jiangsu-2023").row("application.members")
    assert isinstance(members, RosterRow)
    form = table("牵头单位 | 2022年营业收入 | 4,763万元 | 2022年研发投入 | 106万元\n^ | 利润 | 256万元 | 纳税 | 138万元")
    assert find_regions(form, [members], lambda *_: 0.0, lambda _: False) == []
    roster = table(f"单位名称 | 2022年营业收入（万元） | 2022年研发投入（万元）\n{PARTNER} | 4,763 | 106")
    assert len(find_regions(roster, [members], lambda *_: 0.0, lambda _: False)) == 1


def test_what_a_sentence_goes_on_to_say_names_no_party() -> None:
    head = agreement_head(
        paragraphs("共建协议", "协议各方：", f"{LEAD}", f"{PARTNER}、{SCHOOL}2家以人员投入，不计现金出资，权利义务另签备忘录。", "第一条 目标")
    )
    assert [party.name for party in head.parties] == [LEAD, PARTNER, SCHOOL]


def test_members_whom_a_roster_names_by_short_names_in_another_table(tmp_path: Path) -> None:
    files = {
        "申请表.docx": ["# 江苏省创新联合体建设申请表", [["牵头单位", LEAD], ["成员总数（含牵头单位）", "3家"]]],
        "成员名册.docx": [
            "# 成员单位名册",
            [["项目", "恒创", "晶源"], ["2022年末职工（人）", "86", "40"]],
            [["项目", SCHOOL, "江左工业大学"], ["2022年末职工（人）", "900", "70"]],
        ],
        "协议.docx": [
            "# 共建协议",
            f"签约各方：{LEAD}（牵头单位）、{PARTNER}、{SCHOOL}、江左工业大学，共肆家。",
            "第一条 期限。本协议自2023年1月1日起生效。",
        ],
    }
    report = check(tmp_path, files, "jiangsu-2023")
    found = {(f.subject, f.value) for f in report.facts if f.quantity.endswith("staff")}
    assert found == {(LEAD, 86.0), (PARTNER, 40.0), (SCHOOL, 900.0), ("江左工业大学", 70.0)}


def test_a_row_of_short_names_lists_no_units(tmp_path: Path) -> None:
    hospital, short = "虔州中医医院", "虔州中医院"
    files = {
        "申请表.docx": ["# 江苏省创新联合体建设申请表", [["牵头单位", LEAD], ["成员总数（含牵头单位）", "4家"]]],
        "成员名册.docx": [
            "# 成员单位名册",
            [["项别", "甲", "乙", "丙", "丁"], ["单位全称", LEAD, PARTNER, SCHOOL, hospital],
             ["简称", "恒创", "晶源", SCHOOL, short], ["性质", "企业", "企业", "高校", "医疗机构"]],
            [["项别", "恒创", "晶源", SCHOOL, short], ["2022年末职工（人）", "86", "40", "900", "300"]],
        ],
    }  # fmt: skip
    report = check(tmp_path, files, "jiangsu-2023")
    assert {(f.subject, f.value) for f in report.facts if f.quantity.endswith("staff")} == {
        (LEAD, 86.0), (PARTNER, 40.0), (SCHOOL, 900.0), (hospital, 300.0),
    }  # fmt: skip
    assert not [f for f in report.findings if f.code == "N001"]
