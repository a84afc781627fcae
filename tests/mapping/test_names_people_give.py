"""Rosters, profiles and the lead under the names that applicants give them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from doccheck.intake.reading import begin_reading
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.pipeline import map_submission
from doccheck.mapping.roles import role_of_name, role_of_title
from doccheck.programme.loader import load
from doccheck.programme.schema import Role
from tests.submissions import Lines, write

LEAD = "重庆栖云智家科技集团有限公司"
PARTNERS = ("重庆微澜传感技术有限公司", "渝江信息工程大学")


def mapped(folder: Path, files: Mapping[str, Lines]) -> MappedSubmission:
    write(folder, files)
    with begin_reading(folder, None, None) as underway:
        reading = underway.finish()
    return map_submission(reading.documents, load("liangjiang-2021"), "s", year=2021)


@pytest.mark.parametrize(
    "title", ["联合体成员单位名册", "成员单位名册及基本数据", "创新联合体成员表", "参加单位花名册", "组成单位一览表"]
)
def test_a_list_of_members_is_a_roster(title: str) -> None:
    assert role_of_title(title) == (Role.MEMBER_ROSTER, 0.95)


@pytest.mark.parametrize("title", ["成员单位任务分工", "成员单位的权利与义务", "年度任务清单"])
def test_what_members_do_is_no_roster(title: str) -> None:
    found = role_of_title(title)
    assert found is None or found[0] is not Role.MEMBER_ROSTER


def test_a_line_that_tells_what_is_bound_together_names_no_paper() -> None:
    assert role_of_title("（本册合订：合作协议、理事会名单、专家委员会名单）") is None
    found = role_of_title("（合作协议）")
    assert found is not None
    assert found[0] is Role.AGREEMENT


def test_profiles_are_known_by_plain_titles() -> None:
    assert role_of_title("企业成员介绍") == (Role.MEMBER_PROFILE, 0.95)
    assert role_of_title("成员情况汇编") == (Role.MEMBER_PROFILE, 0.95)
    assert role_of_name("三、牵头单位情况.docx") == (Role.LEAD_PROFILE, 0.8)


@pytest.mark.parametrize("label", ["牵头单位全称", "牵头", "（1）牵头单位", "1.2 牵头单位", "依托单位"])
def test_a_forms_cell_names_the_lead(tmp_path: Path, label: str) -> None:
    form: list[list[list[str]]] = [[["联合体名称", "重庆两江智能家居创新联合体"], [label, LEAD]]]
    found = mapped(tmp_path, {"01申请表.docx": ["两江新区创新联合体申请表", *form]})
    assert found.lead is not None
    assert found.lead.name == LEAD


def test_a_cell_about_the_lead_names_nobody(tmp_path: Path) -> None:
    form: list[list[list[str]]] = [[["牵头单位地址", f"{LEAD}办公楼"], ["牵头单位类型", "企业"]]]
    assert mapped(tmp_path, {"01申请表.docx": ["两江新区创新联合体申请表", *form]}).lead is None


def test_a_story_before_a_units_name_is_no_part_of_it(tmp_path: Path) -> None:
    story = f"这张草图后来成了{LEAD}（以下简称“栖云”）。注册资本1.2亿元，注册地两江新区，园区占地48亩，合3.2万平方米。"
    found = mapped(tmp_path, {"03牵头单位简介.docx": ["栖云智家：从一把门锁说起", story]})
    assert found.lead is not None
    assert found.lead.name == LEAD


def test_a_rosters_units_are_the_members(tmp_path: Path) -> None:
    rows: list[list[list[str]]] = [[["单位", "成立年份"], [LEAD, "2012"], *([name, "2015"] for name in PARTNERS)]]
    found = mapped(tmp_path, {"02成员名册.docx": ["联合体成员名册", *rows]})
    assert [unit.name for unit in found.members] == [LEAD, *PARTNERS]


def test_a_platforms_host_is_no_lead(tmp_path: Path) -> None:
    form: list[list[list[str]]] = [[["平台名称", "智能家居重点实验室"], ["平台依托单位", PARTNERS[1]]]]
    assert mapped(tmp_path, {"01申请表.docx": ["两江新区创新联合体申请表", *form]}).lead is None


def test_parties_may_be_counted_instead_of_lettered(tmp_path: Path) -> None:
    head = f"签约各方：一方{LEAD}（牵头单位）；二方{PARTNERS[0]}；三方{PARTNERS[1]}。"
    found = mapped(tmp_path, {"协议.docx": ["两江新区创新联合体共建协议", head, "第一条　各方共同组建联合体。"]})
    assert [(unit.name, unit.lead) for unit in found.members] == [
        (LEAD, True),
        (PARTNERS[0], False),
        (PARTNERS[1], False),
    ]


def test_headers_and_stamps_beside_a_party_are_no_units(tmp_path: Path) -> None:
    parties = [["协议方", "单位全称"], ["甲方", LEAD], ["乙方", PARTNERS[0]], ["丙方", PARTNERS[1]]]
    signed = [["甲方（章）：已盖章", "签署日期：2021年6月1日"], ["乙方（章）：已盖章", "签署日期：2021年6月1日"]]
    found = mapped(tmp_path, {"协议.docx": ["两江新区创新联合体共建协议", parties, "第一条　共同组建。", signed]})
    assert {unit.name for unit in found.members} == {LEAD, *PARTNERS}


@pytest.mark.parametrize(
    "title", ["渝西芯光有限公司 单位简介", "常州膜锐有限公司（膜锐）简介", "芯光有限公司单位情况", "川南研究院概况"]
)
def test_a_units_name_with_what_is_told_of_it_is_a_profile(title: str) -> None:
    assert role_of_title(title) == (Role.MEMBER_PROFILE, 0.95)


@pytest.mark.parametrize("title", ["芯光有限公司项目情况", "渝西研究院建设情况汇总", "产品简介"])
def test_what_is_told_of_something_else_is_none(title: str) -> None:
    found = role_of_title(title)
    assert found is None or found[0] is not Role.MEMBER_PROFILE
