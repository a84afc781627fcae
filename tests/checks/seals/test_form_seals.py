"""Declarations, covers and opinions: S002, F001, V003."""

from __future__ import annotations

from collections.abc import Callable

from doccheck.checks.seals.declarations import blank_opinion, missing_declaration
from doccheck.checks.seals.undated import undated_papers
from doccheck.checks.seals.unseen import unseen_seals
from doccheck.mapping.model import MappedSubmission

Submit = Callable[..., MappedSubmission]
UNIT = "重庆智联汽车科技有限公司"
DECLARATION = (
    "申报材料真实性声明\n本单位提交的申报材料内容真实可靠，相关数据准确。本单位承诺对申报材料的真实性承担法律责任。\n"
    f"{UNIT}（加盖单位公章）\n"
)


def liangjiang(
    declaration: str = DECLARATION + "2021年9月20日", cover_date: str = "2021年9月20日"
) -> dict[str, list[object]]:
    name = "两江新区智能网联汽车创新联合体"
    rows = [
        ["创新联合体名称", name, "", ""],
        ["产业领域", "新能源和智能网联汽车", "技术领域", "智能驾驶"],
        ["拟开展攻关任务", "车规级传感器", "", ""],
        ["企业名称", UNIT, "", ""],
        ["联系人", "王五", "电话", "13800001111"],
        ["成员单位1", "重庆大学", "", ""],
    ]
    if declaration:
        rows.append([declaration, "", "", ""])
    return {
        "申报书.docx": [
            "附件1",
            "两江新区产业创新联合体建设申报书",
            f"申请名称：{name}",
            "所属产业领域：新能源和智能网联汽车",
            f"申请单位：{UNIT}（盖章）",
            cover_date,
            rows,
        ]
    }


def told(mapped: MappedSubmission) -> list[tuple[str, str | None]]:
    return [
        (found.code, found.requirement)
        for check in (missing_declaration, blank_opinion, undated_papers)
        for found in check(mapped)
    ]


def test_a_complete_form(submit: Submit) -> None:
    mapped = submit("liangjiang-2021", liangjiang())
    assert told(mapped) == []
    assert {found.requirement for found in unseen_seals(mapped)} == {
        "application.declaration",
        "application.cover_seal",
    }


def test_no_declaration(submit: Submit) -> None:
    assert told(submit("liangjiang-2021", liangjiang(""))) == [("S002", "application.declaration")]


def test_blank_dates_of_cover_and_declaration_are_two_findings(submit: Submit) -> None:
    mapped = submit("liangjiang-2021", liangjiang(DECLARATION + "2021年   月   日", "      年   月   日"))
    assert told(mapped) == [("V003", "application.declaration"), ("V003", "application.cover_seal")]


def ganzhou(box: str) -> dict[str, list[object]]:
    lead, name = "赣州瑞磁新材料有限公司", "赣州市稀土永磁科技创新联合体"
    return {
        "申请表.docx": [
            "赣州市产业科技创新联合体",
            "组建申请表",
            f"创新联合体名称：{name}",
            f"牵头单位：{lead}（盖章）",
            "填报日期：2022年8月20日",
            [["创新联合体名称", name], ["创新联合体牵头单位", lead]],
            [[f"县（市、区）科技主管部门推荐意见：{box}"], ["市科技局审核意见：\n（盖章）\n年 月 日"]],
        ]
    }


def test_a_blank_opinion_is_one_finding_for_words_and_date(submit: Submit) -> None:
    assert told(submit("ganzhou-2022", ganzhou("\n\n（盖章）\n年   月   日"))) == [("F001", "application.recommend")]


def test_an_opinion_without_a_date(submit: Submit) -> None:
    mapped = submit("ganzhou-2022", ganzhou("\n情况属实，同意推荐。\n（盖章）\n年   月   日"))
    assert told(mapped) == [("V003", "application.recommend")]


def test_a_complete_opinion(submit: Submit) -> None:
    assert told(submit("ganzhou-2022", ganzhou("\n情况属实，同意推荐。\n（盖章）\n2022年8月25日"))) == []
