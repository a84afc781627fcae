"""M001, M002, M003 and repeated rows on real files of a Jiangsu and a Ganzhou submission."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from doccheck.checks.naming.consortium_name import breaks_naming_rule, named_differently
from doccheck.checks.naming.repeated_unit import listed_twice
from doccheck.checks.naming.unit_code import address_differs, code_of_another
from doccheck.checks.naming.unit_name import lead_named_differently, unit_named_differently
from doccheck.facts.uscc import check_character
from doccheck.findings import Finding
from doccheck.mapping.model import MappedSubmission

NAME = "江苏省先进复合材料创新联合体"
LEAD, UNI, CHIP, GEAR = "江苏恒远新材料股份有限公司", "江南大学", "无锡微芯研究院有限公司", "常州中纤装备有限公司"


def code(head: str) -> str:
    return head + check_character(head)


CODES = {
    LEAD: code("91320200MA1X2Y3W4"),
    UNI: code("12100000466291500"),
    CHIP: code("91320211MA1ABCDE2"),
    GEAR: code("91320400MA1ABCDE3"),
}


def roster(codes: dict[str, str] | None = None, units: tuple[str, ...] = (LEAD, UNI, CHIP, GEAR)) -> list[list[str]]:
    held = codes or CODES
    head = [
        "序号",
        "单位名称",
        "统一社会信用代码",
        "任务分工",
        "工作职责",
        "近一年销售收入(万元)",
        "近一年研发投入(万元)",
    ]
    return [
        head,
        *[[str(i), unit, held.get(unit, ""), "攻关", "研究", "3000", "300"] for i, unit in enumerate(units, 1)],
    ]


def application(cover_lead: str = LEAD, name: str = NAME, rows: list[list[str]] | None = None) -> list[object]:
    return [
        "江苏省创新联合体建设试点申请书",
        f"创新联合体名称：{NAME}",
        "产业领域：新材料",
        f"牵头单位：{cover_lead}（盖章）",
        "联系人：王小明",
        "填报日期：2023年9月10日",
        "江苏省科学技术厅",
        "基础信息表",
        [
            ["创新联合体名称", name, "", ""],
            ["产业领域", "新材料", "通讯地址", "无锡市"],
            ["创新联合体牵头单位", LEAD, "法定代表人", "李四"],
        ],
        "创新联合体成员及分工",
        rows or roster(),
    ]


def agreement(name: str = NAME, gear: str = GEAR) -> list[object]:
    return [
        f"{NAME}共建协议",
        f"甲方（牵头单位）：{LEAD}",
        f"乙方：{UNI}",
        f"丙方：{CHIP}",
        f"丁方：{gear}",
        f"各方就共建{name}（以下简称“联合体”）达成如下协议：",
        "第一条 建设目标",
        "围绕先进复合材料领域关键核心技术联合开展攻关，提升本联合体和江苏省创新联合体的建设水平。",
        "第二条 生效",
        "本协议自各方签字盖章之日起生效。",
    ]


Check = Callable[[MappedSubmission], object]


def codes_of(check: Check, mapped: MappedSubmission) -> list[Finding]:
    return list(check(mapped))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "check",
    [
        named_differently,
        breaks_naming_rule,
        lead_named_differently,
        unit_named_differently,
        code_of_another,
        address_differs,
        listed_twice,
    ],
)
def test_a_consistent_submission_has_no_finding(check: Check, submit: Callable[..., MappedSubmission]) -> None:
    assert codes_of(check, submit("jiangsu-2023", {"申请书.docx": application(), "协议.docx": agreement()})) == []


def test_another_name_in_the_agreement_is_told_once_with_both_places(submit: Callable[..., MappedSubmission]) -> None:
    other = "江苏省先进复材创新联合体"
    (found,) = codes_of(
        named_differently, submit("jiangsu-2023", {"申请书.docx": application(), "协议.docx": agreement(other)})
    )
    assert (found.code, found.requirement) == ("M001", "application.name")
    assert NAME in found.message
    assert other in found.message
    assert {evidence.document for evidence in found.evidence} == {"d1", "d2"}


def test_a_name_without_its_region_is_a_short_form(submit: Callable[..., MappedSubmission]) -> None:
    files = {"申请书.docx": application(), "协议.docx": agreement("先进复合材料创新联合体")}
    assert codes_of(named_differently, submit("jiangsu-2023", files)) == []


def test_a_title_shorter_than_the_full_name_below_it_is_a_short_form(submit: Callable[..., MappedSubmission]) -> None:
    plan = ["先进材料创新联合体建设方案", f"全称：{NAME}（以下简称联合体）。建设期三年。"]
    files = {"申请书.docx": application(), "方案.docx": plan, "协议.docx": agreement()}
    assert codes_of(named_differently, submit("jiangsu-2023", files)) == []
    files["方案.docx"] = [plan[0], "建设期三年，联合体由五家单位组成。"]
    assert [f.code for f in codes_of(named_differently, submit("jiangsu-2023", files))] == ["M001"]


def test_cover_and_table_name_different_leads(submit: Callable[..., MappedSubmission]) -> None:
    mapped = submit("jiangsu-2023", {"申请书.docx": application("江苏恒远新材料有限公司"), "协议.docx": agreement()})
    (found,) = codes_of(lead_named_differently, mapped)
    assert (found.code, found.requirement) == ("M002", "application.lead")
    assert codes_of(unit_named_differently, mapped) == []


def test_a_varied_member_name_is_told_with_its_places(submit: Callable[..., MappedSubmission]) -> None:
    mapped = submit(
        "jiangsu-2023", {"申请书.docx": application(), "协议.docx": agreement(gear="常州中纤智能装备有限公司")}
    )
    (found,) = codes_of(unit_named_differently, mapped)
    assert (found.code, found.requirement) == ("M002", "same.members")
    assert "常州中纤智能装备有限公司" in found.message


@pytest.mark.parametrize("short", ["中纤装备", "常州中纤", "常州中纤装备有限公司（企业）"])
def test_short_forms_are_no_variation(short: str, submit: Callable[..., MappedSubmission]) -> None:
    mapped = submit("jiangsu-2023", {"申请书.docx": application(), "协议.docx": agreement(gear=short)})
    assert codes_of(unit_named_differently, mapped) == []


def test_codes_that_changed_rows(submit: Callable[..., MappedSubmission]) -> None:
    swapped = {**CODES, UNI: CODES[CHIP], CHIP: CODES[UNI]}
    mapped = submit("jiangsu-2023", {"申请书.docx": application(rows=roster(swapped)), "协议.docx": agreement()})
    (found,) = codes_of(code_of_another, mapped)
    assert found.code == "M002"
    assert UNI in found.message
    assert CHIP in found.message


def test_one_code_for_two_units(submit: Callable[..., MappedSubmission]) -> None:
    mapped = submit(
        "jiangsu-2023",
        {"申请书.docx": application(rows=roster({**CODES, GEAR: CODES[CHIP]})), "协议.docx": agreement()},
    )
    (found,) = codes_of(code_of_another, mapped)
    assert CODES[CHIP] in found.message


def test_a_unit_listed_twice(submit: Callable[..., MappedSubmission]) -> None:
    rows = roster(units=(LEAD, UNI, CHIP, GEAR, UNI))
    (found,) = codes_of(
        listed_twice, submit("jiangsu-2023", {"申请书.docx": application(rows=rows), "协议.docx": agreement()})
    )
    assert "5行" in found.message
    assert "4家" in found.message


def ganzhou(name: str) -> dict[str, list[object]]:
    return {
        "申请表.docx": [
            "赣州市产业科技创新联合体",
            "组建申请表",
            f"创新联合体名称：{name}",
            "产业领域：新型建材",
            "牵头单位：赣州瑞磁新材料有限公司（盖章）",
            [["创新联合体名称", name], ["创新联合体牵头单位", "赣州瑞磁新材料有限公司"]],
        ]
    }


def test_the_naming_rule_of_ganzhou(submit: Callable[..., MappedSubmission]) -> None:
    (found,) = codes_of(breaks_naming_rule, submit("ganzhou-2022", ganzhou("江西稀土永磁联盟创新联合体")))
    assert (found.code, found.requirement, found.severity.value) == ("M003", "application.name", "warning")
    assert codes_of(breaks_naming_rule, submit("ganzhou-2022", ganzhou("赣州市稀土永磁科技创新联合体"))) == []


def test_verbs_before_a_common_noun_make_no_name(submit: Callable[..., MappedSubmission]) -> None:
    plan = [
        "两江新区产业创新联合体建设方案",
        "提出创新联合体近期目标。",
        "介绍产业创新联合体的章程，建设市级创新联合体。",
    ]
    mapped = submit("liangjiang-2021", {"方案.docx": plan})
    assert [mention.name for mention in mapped.consortium_names] == []


def signed(codes: dict[str, str]) -> list[object]:
    table = [["签署方", "单位名称", "统一社会信用代码", "签字人"]]
    return [*agreement(), [*table, *[["各方", unit, held, "王某"] for unit, held in codes.items()]]]


def test_codes_swapped_in_a_table_of_the_agreement(submit: Callable[..., MappedSubmission]) -> None:
    swapped = {**CODES, GEAR: CODES[CHIP], CHIP: CODES[GEAR]}
    (found,) = codes_of(
        code_of_another, submit("jiangsu-2023", {"申请书.docx": application(), "协议.docx": signed(swapped)})
    )
    assert GEAR in found.message
    assert CHIP in found.message
    assert CODES[GEAR] in found.message
    assert {evidence.document for evidence in found.evidence} == {"d1", "d2"}


def test_the_same_codes_in_a_table_of_the_agreement(submit: Callable[..., MappedSubmission]) -> None:
    mapped = submit("jiangsu-2023", {"申请书.docx": application(), "协议.docx": signed(CODES)})
    assert codes_of(code_of_another, mapped) == []


@pytest.mark.parametrize(("unit", "wrong"), [(CHIP, True), (GEAR, False)])
def test_a_code_in_a_form_under_a_heading(unit: str, wrong: bool, submit: Callable[..., MappedSubmission]) -> None:
    form = [["统一社会信用代码", CODES[unit], "成立年份", "2010年"], ["注册资本", "3000万元", "厂房面积", "5500平方米"]]
    profile = ["参与单位简介", f"#2 {GEAR}（简称“中纤”）", form]
    mapped = submit("jiangsu-2023", {"申请书.docx": application(), "参与单位简介.docx": profile})
    assert len(codes_of(code_of_another, mapped)) == wrong


def test_a_slip_in_a_code_shows_both_places_and_which_is_wrong(submit: Callable[..., MappedSubmission]) -> None:
    slip = CODES[GEAR][:10] + ("8" if CODES[GEAR][10] != "8" else "9") + CODES[GEAR][11:]
    mapped = submit("jiangsu-2023", {"申请书.docx": application(), "协议.docx": signed({**CODES, GEAR: slip})})
    (found,) = codes_of(code_of_another, mapped)
    assert f"其中{slip}的校验码不符" in found.message
    assert len(found.evidence) == 2


def test_the_code_on_a_card_is_its_units(submit: Callable[..., MappedSubmission]) -> None:
    card = [["单位全称", GEAR, "", ""], ["统一社会信用代码", CODES[CHIP], "单位性质", "企业（部件）"]]
    mapped = submit("jiangsu-2023", {"申请书.docx": application(), "信息卡.docx": ["成员单位信息卡", card]})
    (found,) = codes_of(code_of_another, mapped)
    assert GEAR in found.message


@pytest.mark.parametrize(("held", "wrong"), [(CHIP, 1), (GEAR, 0)])
def test_an_answer_that_reads_like_a_label_is_none(
    held: str, wrong: int, submit: Callable[..., MappedSubmission]
) -> None:
    card = [["单位名称", GEAR, "", ""], ["性质", "企业", "信用代码", CODES[held]]]
    mapped = submit("jiangsu-2023", {"申请书.docx": application(), "名录.docx": ["成员单位名录", card]})
    assert len(codes_of(code_of_another, mapped)) == wrong


def test_codes_listed_beside_short_names(submit: Callable[..., MappedSubmission]) -> None:
    lines = ["成员单位信息汇总", f"{GEAR}（以下简称“中纤”）负责齿轮。", f"信用代码备查：中纤 {CODES[CHIP]}。"]
    mapped = submit("jiangsu-2023", {"申请书.docx": application(), "汇总.docx": lines})
    (found,) = codes_of(code_of_another, mapped)
    assert GEAR in found.message


def test_the_code_of_a_branch_is_its_own(submit: Callable[..., MappedSubmission]) -> None:
    branch = {**CODES, "江苏恒远新材料股份有限公司南京分公司": code("91320100MA1X2Y3W4")}
    mapped = submit("jiangsu-2023", {"申请书.docx": application(), "协议.docx": signed(branch)})
    assert codes_of(code_of_another, mapped) == []


def addressed(address: str) -> list[object]:
    return ["单位简介", [["单位名称", GEAR], ["注册地址", address]]]


@pytest.mark.parametrize("other", ["常州市武进区常武南路8号", "苏州市吴中区常武中路8号", "常州市新北区常武中路8号"])
def test_two_registered_addresses(other: str, submit: Callable[..., MappedSubmission]) -> None:
    papers = {
        "申请书.docx": application(),
        "协议.docx": [*agreement(), f"{GEAR}（注册地址：江苏省常州市武进区常武中路8号）"],
        "简介.docx": addressed(other),
    }
    (found,) = codes_of(address_differs, submit("jiangsu-2023", papers))
    assert other in found.message


@pytest.mark.parametrize("other", ["常州市武进区常武中路8号3幢", "江苏省常州市常武中路8号", "常州市武进区"])
def test_one_address_written_more_or_less_fully(other: str, submit: Callable[..., MappedSubmission]) -> None:
    papers = {
        "申请书.docx": application(),
        "协议.docx": [*agreement(), f"{GEAR}（注册地址：江苏省常州市武进区常武中路8号）"],
        "简介.docx": addressed(other),
    }
    assert codes_of(address_differs, submit("jiangsu-2023", papers)) == []


def test_a_word_missing_in_a_list_of_the_members(submit: Callable[..., MappedSubmission]) -> None:
    plan = ["建设方案", f"参加单位有{LEAD}、{UNI}、{CHIP}、常州中纤科技装备有限公司，分工如下。"]
    papers = {"申请书.docx": application(), "协议.docx": agreement(), "江苏省创新联合体建设方案.docx": plan}
    (found,) = codes_of(unit_named_differently, submit("jiangsu-2023", papers))
    assert "常州中纤科技装备有限公司" in found.message


def test_a_brand_of_one_member_in_the_agreement(submit: Callable[..., MappedSubmission]) -> None:
    papers = {"申请书.docx": application(), "协议.docx": [*agreement(), "分工：常州中纤装备制造有限公司负责外场验证。"]}
    (found,) = codes_of(unit_named_differently, submit("jiangsu-2023", papers))
    assert "常州中纤装备制造有限公司" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "常州中纤科技装备有限公司是本公司的供应商。",
        f"参加单位有{LEAD}、{UNI}、{CHIP}、{GEAR}，另有客户常州中纤科技装备有限公司。",
        f"{GEAR}原名常州中纤设备有限公司，2018年更名。",
        f"参加单位有{LEAD}、{UNI}、{CHIP}、{GEAR}（以下简称“中纤装备”）。",
    ],
)
def test_another_unit_or_a_former_name_is_no_slip(text: str, submit: Callable[..., MappedSubmission]) -> None:
    papers = {
        "申请书.docx": application(),
        "协议.docx": agreement(),
        "江苏省创新联合体建设方案.docx": ["建设方案", text],
    }
    assert codes_of(unit_named_differently, submit("jiangsu-2023", papers)) == []


@pytest.mark.parametrize(("unit", "wrong"), [(CHIP, True), (GEAR, False)])
def test_a_code_in_brackets_behind_the_name(unit: str, wrong: bool, submit: Callable[..., MappedSubmission]) -> None:
    profile = ["参与单位简介", f"一、{GEAR}（{CODES[unit]}）。2010年成立，注册资本3000万元。"]
    mapped = submit("jiangsu-2023", {"申请书.docx": application(), "参与单位简介.docx": profile})
    assert len(codes_of(code_of_another, mapped)) == wrong
