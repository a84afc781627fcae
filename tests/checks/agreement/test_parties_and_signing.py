"""A003, A004, A006, V001–V003 on real agreements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from doccheck.checks.agreement.effective import missing_effective_rule
from doccheck.checks.agreement.parties import parties_differ
from doccheck.checks.agreement.signatories import missing_signatories
from doccheck.checks.figures.counts import member_counts
from doccheck.checks.naming.repeated_unit import listed_twice
from doccheck.checks.seals.undated import undated_signatures
from doccheck.checks.seals.unseen import unseen_seals
from doccheck.checks.seals.unsigned import unseen_signatures
from doccheck.mapping.model import MappedSubmission

UNITS = ("江苏恒远新材料股份有限公司", "江南大学", "无锡微芯研究院有限公司", "常州中纤装备有限公司")
Submit = Callable[..., MappedSubmission]


def application(units: tuple[str, ...] = UNITS) -> list[object]:
    head = ["序号", "单位名称", "统一社会信用代码", "任务分工", "工作职责"]
    return [
        "江苏省创新联合体建设试点申请书",
        "创新联合体名称：江苏省先进复合材料创新联合体",
        f"牵头单位：{UNITS[0]}（盖章）",
        [["创新联合体牵头单位", UNITS[0], "法定代表人", "李四"]],
        "创新联合体成员及分工",
        [head, *[[str(i), unit, "", "攻关", "研究"] for i, unit in enumerate(units, 1)]],
    ]


def agreement(
    parties: tuple[str, ...] = UNITS,
    signers: tuple[str, ...] = UNITS,
    rule: str = "本协议自各方签字盖章之日起生效，有效期五年。",
    undated: tuple[str, ...] = (),
) -> list[object]:
    letters = "甲乙丙丁戊己"
    lines: list[object] = ["江苏省先进复合材料创新联合体共建协议"]
    lines += [f"{letter}方：{unit}" for letter, unit in zip(letters, parties, strict=False)]
    lines += [
        "各方本着平等自愿的原则，就共建江苏省先进复合材料创新联合体达成如下协议：",
        "第一条 建设目标",
        "围绕先进复合材料领域关键核心技术，联合开展攻关，到2026年突破12项关键技术，形成自主可控的产业链供应链体系。",
        "第二条 期限",
        rule,
        "本协议一式八份，具有同等法律效力。",
    ]
    for unit in signers:
        date = "    年    月    日" if unit in undated else "2023年8月1日"
        lines += [f"单位名称（盖章）：{unit}", "法定代表人（签字）：", f"日期：{date}"]
    return lines


def files(**changes: object) -> dict[str, list[object]]:
    return {"申请书.docx": application(), "协议.docx": agreement(**changes)}  # type: ignore[arg-type]


@pytest.mark.parametrize("check", [parties_differ, missing_signatories, missing_effective_rule, undated_signatures])
def test_a_complete_agreement_has_no_finding(check: Callable[..., object], submit: Submit) -> None:
    assert list(check(submit("jiangsu-2023", files()))) == []  # type: ignore[call-overload]


def test_a_party_without_a_place_to_sign_is_a003_and_not_a006(submit: Submit) -> None:
    mapped = submit("jiangsu-2023", files(signers=UNITS[:3]))
    (found,) = missing_signatories(mapped)
    assert (found.code, found.requirement) == ("A003", "agreement.signatures")
    assert UNITS[3] in found.message
    assert UNITS[1] not in found.message
    assert list(parties_differ(mapped)) == []


def test_no_place_to_sign_at_all_is_one_finding(submit: Submit) -> None:
    mapped = submit("jiangsu-2023", files(signers=()))
    assert [found.code for found in missing_signatories(mapped)] == ["A003"]
    assert list(undated_signatures(mapped)) == []


def test_a_member_absent_from_head_and_signatures_is_a006_once(submit: Submit) -> None:
    mapped = submit("jiangsu-2023", files(parties=UNITS[:3], signers=UNITS[:3]))
    (found,) = parties_differ(mapped)
    assert found.code == "A006"
    assert UNITS[3] in found.message
    assert {evidence.document for evidence in found.evidence} == {"d1", "d2"}
    assert list(missing_signatories(mapped)) == []


def test_a_signatory_that_is_no_party(submit: Submit) -> None:
    mapped = submit("jiangsu-2023", files(signers=(*UNITS, "南京博睿软件有限公司")))
    (found,) = parties_differ(mapped)
    assert found.requirement == "agreement.signatures"
    assert "南京博睿软件有限公司" in found.message


def test_a_name_that_varies_is_no_other_party(submit: Submit) -> None:
    varied = (*UNITS[:3], "常州中纤智能装备有限公司")
    assert list(parties_differ(submit("jiangsu-2023", files(parties=varied, signers=varied)))) == []


def test_another_member_in_the_plan(submit: Submit) -> None:
    plan = [
        "江苏省先进复合材料创新联合体建设方案",
        "#1 一、建设意义及发展方向",
        "#2 2.成员单位情况",
        *[
            f"（{i}）{unit}。该单位研发实力较强，承担国家项目多项。"
            for i, unit in enumerate((*UNITS[1:3], "苏州大学"), 1)
        ],
        "#1 二、建设任务及目标",
        "2024年突破3项。",
    ]
    (found,) = parties_differ(submit("jiangsu-2023", {**files(), "方案.docx": plan}))
    assert found.requirement == "same.members"
    assert "苏州大学" in found.message
    assert UNITS[3] in found.message


@pytest.mark.parametrize(
    "rule",
    [
        "本协议自各方法定代表人签字并加盖公章之日起生效。",
        "本协议由成员单位法定代表人共同签署、盖章后生效。",
        "本协议于2023年8月1日起生效。",
        "六方盖章签字那天起生效，管到2028年6月30日。",
        "有效期五年，自签署之日起计算。",
        "协议期限：2023年8月1日至2028年7月31日。",
    ],
)
def test_rules_of_coming_into_force(rule: str, submit: Submit) -> None:
    assert list(missing_effective_rule(submit("jiangsu-2023", files(rule=rule)))) == []


@pytest.mark.parametrize(
    "rule",
    [
        "项目自2023年8月1日起实施，为期三年。",
        "补充协议自各方签字之日起生效。",
        "本协议有效期五年。",
        "成员退出自理事会批准之日起生效。",
        "经费预算经理事会批准后执行。",
        "生效日期：    年    月    日",
    ],
)
def test_what_only_looks_like_such_a_rule(rule: str, submit: Submit) -> None:
    (found,) = missing_effective_rule(submit("jiangsu-2023", files(rule=rule)))
    assert (found.code, found.requirement) == ("A004", "agreement.signatures")


def test_blank_dates_are_told_with_their_parties(submit: Submit) -> None:
    (found,) = undated_signatures(submit("jiangsu-2023", files(undated=UNITS[1:2])))
    assert (found.code, found.severity.value) == ("V003", "error")
    assert UNITS[1] in found.message
    assert UNITS[0] not in found.message


def test_seals_of_a_word_file_cannot_be_judged(submit: Submit) -> None:
    found = list(unseen_seals(submit("jiangsu-2023", files())))
    assert {item.requirement for item in found} == {"application.lead", "agreement.signatures"}
    assert {item.severity.value for item in found} == {"info"}
    assert all("无法判断" in item.message for item in found)
    assert list(unseen_signatures(submit("jiangsu-2023", files()))) == []


def test_the_lead_of_a_plan_without_a_form(submit: Submit) -> None:
    name, units = "重庆市永川区智能装备创新联合体", ("重庆永恒机械有限公司", "重庆文理学院", "重庆德能铸造有限公司")
    plan = [
        f"{name}组建方案",
        "#1 一、功能定位",
        f"由{units[0]}牵头，联合{units[1]}、{units[2]}共同组建{name}。",
        "#1 二、成员单位情况",
        [["序号", "成员单位", "分工"], *[[str(i), unit, "研发"] for i, unit in enumerate(units, 1)]],
    ]
    mapped = submit("yongchuan-2023", {"方案.docx": plan})
    assert mapped.lead is not None
    assert mapped.lead.name == units[0]
    assert [member.name for member in mapped.members] == list(units)
    assert [mention.name for mention in mapped.consortium_names][:1] == [name]


def test_a_party_under_its_former_name_that_the_plan_explains_is_no_other_party(submit: Submit) -> None:
    former = "常州老纤机械厂"
    names = (*UNITS[:3], former)
    plan = ["江苏省先进复合材料创新联合体建设方案", "#1 一、建设意义", f"{former}于2022年6月更名为{UNITS[3]}。"]
    papers = files(parties=names, signers=names)
    assert [found.code for found in parties_differ(submit("jiangsu-2023", papers))] == ["A006"]
    assert list(parties_differ(submit("jiangsu-2023", {**papers, "方案.docx": plan}))) == []


def test_a_branch_that_signs_is_not_its_parent(submit: Submit) -> None:
    signers = (*UNITS[:3], UNITS[3] + "苏州分公司")
    mapped = submit("jiangsu-2023", files(signers=signers))
    (found,) = missing_signatories(mapped)
    assert UNITS[3] in found.message


def test_a_misread_party_is_no_other_party(submit: Submit) -> None:
    spoilt = (*UNITS[:3], UNITS[3].replace("限公司", "限公可"))
    assert list(parties_differ(submit("jiangsu-2023", files(parties=spoilt)))) == []


def test_a_party_called_by_its_short_name_signs_once(submit: Submit) -> None:
    papers = files()
    lines = [f"{i}. {unit}" for i, unit in enumerate(UNITS, 1)]
    lines[0] += "（简称“恒远新材”）"
    papers["协议.docx"][1:5] = ["签约各方：", *lines, "恒远新材为牵头单位。各方本着平等自愿的原则，达成如下协议："]
    assert list(missing_signatories(submit("jiangsu-2023", papers))) == []


def test_a_short_name_in_brackets_behind_the_full_one_is_no_other_unit(submit: Submit) -> None:
    listing = [["序号", "成员单位", "任务"], *([str(n), unit, "攻关"] for n, unit in enumerate(UNITS, 1))]
    listing[4][1] = f"{UNITS[3]}（常州公司）"
    plan = ["江苏省先进复合材料创新联合体建设方案", "#1 一、成员单位", listing]
    assert list(parties_differ(submit("jiangsu-2023", {**files(), "方案.docx": plan}))) == []


def test_a_platform_listed_with_its_owner_is_the_owner(submit: Submit) -> None:
    papers = files()
    table = papers["申请书.docx"][-1]
    table[1][1] = f"江苏省复合材料工程技术研究中心（{UNITS[0]}）"
    assert list(parties_differ(submit("jiangsu-2023", papers))) == []
    table[1][1] = "江苏省复合材料工程技术研究中心（常州他山有限公司）"
    assert len(list(parties_differ(submit("jiangsu-2023", papers)))) == 1


def test_a_unit_with_its_core_platform_in_brackets_is_the_unit(submit: Submit) -> None:
    papers = files()
    papers["申请书.docx"][-1][1][1] = f"（核心平台）{UNITS[0]}（江苏省复合材料工程技术研究中心）"
    assert list(parties_differ(submit("jiangsu-2023", papers))) == []
    papers["申请书.docx"][-1][1][1] = "常州他山有限公司（江苏省复合材料工程技术研究中心）"
    assert len(list(parties_differ(submit("jiangsu-2023", papers)))) == 1


def test_a_core_platform_with_its_owner_in_a_remark_is_the_owner(submit: Submit) -> None:
    papers = files()
    table = papers["申请书.docx"][-1]
    table.insert(2, ["0", f"江苏省复合材料工程技术研究中心（核心平台，依托{UNITS[0]}）", "", "", ""])
    mapped = submit("jiangsu-2023", papers)
    assert list(parties_differ(mapped)) == []
    assert list(listed_twice(mapped)) == []
    table.insert(3, ["4", UNITS[1], "", "依托重点实验室（2个）攻关", ""])
    (found,) = listed_twice(submit("jiangsu-2023", papers))
    assert UNITS[1] in found.message
    assert UNITS[0] not in found.message


@pytest.mark.parametrize(
    "row", ["（核心平台）江苏省复合材料工程技术研究中心（依托单位：{}）", "江苏省复合材料工程技术研究中心——{}"]
)
def test_a_core_platform_with_its_owner_behind_its_name_is_the_owner(row: str, submit: Submit) -> None:
    papers = files()
    papers["申请书.docx"][3].append(["创新联合体成员情况", "4个", "", ""])
    table = papers["申请书.docx"][-1]
    table[1][1] = row.format(UNITS[0])
    mapped = submit("jiangsu-2023", papers)
    assert [member.name for member in mapped.members] == list(UNITS)
    assert [*parties_differ(mapped), *member_counts(mapped)] == []
    table.append(["5", UNITS[0], "", "", ""])  # the owner in a row of its own, too: four units in five rows
    assert list(member_counts(submit("jiangsu-2023", papers))) == []
    del table[-1]
    table[1][1] = row.format("常州他山有限公司")
    (found,) = parties_differ(submit("jiangsu-2023", papers))
    assert "江苏省复合材料工程技术研究中心" in found.message
