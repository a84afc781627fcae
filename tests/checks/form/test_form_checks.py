"""F001–F004 and E004 on real forms: what is reported once, and what is not reported at all."""

from __future__ import annotations

import pytest

from doccheck.checks.form.blanks import blank_fields
from doccheck.checks.form.codes import invalid_codes
from doccheck.checks.form.formats import invalid_formats
from doccheck.checks.form.options import options_taken, outside_sectors
from doccheck.facts.uscc import check_character
from doccheck.findings import Finding, Severity
from tests.mapping.forms.paper import Paper, submission

JIANGSU, GANZHOU, LIANGJIANG = "jiangsu-2023", "ganzhou-2022", "liangjiang-2021"
GOOD = "91320600MA1WX3K21" + check_character("91320600MA1WX3K21")


def _table(*rows: list[str]) -> Paper:
    paper = Paper()
    paper.table(rows)
    return paper


def _blank(programme: str, requirement: str, paper: Paper) -> list[Finding]:
    return [f for f in blank_fields(submission(programme, application=paper)) if f.requirement == requirement]


def test_blank_on_cover_and_in_table_is_one_finding_with_two_places() -> None:
    paper = Paper().lines("联系人：", "联系电话：13912340000", "基础信息表")
    paper.table(
        [
            ["创新联合体名称", "江苏省海工创新联合体", "", ""],
            ["联系人", "", "联系电话", "13912340000"],
            ["通讯地址", "南京", "", ""],
        ]
    )
    [found] = _blank(JIANGSU, "application.contact", paper)
    assert len(found.evidence) == 2
    assert "“联系人”" in found.message
    assert "联系电话”未" not in found.message


def test_all_blanks_of_one_row_are_one_finding() -> None:
    [found] = _blank(GANZHOU, "application.head", _table(["创新联合体主要负责人", "", "职务/职称", "", "电话", ""]))
    assert len(found.evidence) == 3
    assert found.severity is Severity.ERROR


def test_deleted_row_is_blank_too() -> None:
    [found] = _blank(JIANGSU, "application.direction", _table(["通讯地址", "南京", "法定代表人", "周立新"]))
    assert "没有找到" in found.message


@pytest.mark.parametrize("text", ["无", "/", "不适用", "×××", "南京市浦口区星火路9号"])
def test_an_answer_none_and_template_text_are_not_blank(text: str) -> None:
    assert not _blank(JIANGSU, "application.address", _table(["通讯地址", text, "法定代表人", "周立新"]))


def test_empty_part_of_a_sum_that_adds_up_is_no_finding() -> None:
    line = "共 15 个，其中：企业 9 个，高校 4 个，科研院所 2 个，其它   个"
    assert not _blank(JIANGSU, "application.member_counts", _table(["创新联合体成员情况", line]))


def test_empty_part_of_a_sum_that_does_not_add_up() -> None:
    line = "共 15 个，其中：企业 9 个，高校   个，科研院所 2 个，其它 0 个"
    [found] = _blank(JIANGSU, "application.member_counts", _table(["创新联合体成员情况", line]))
    assert "高校" in found.message
    assert "科研院所" not in found.message


def test_bureau_boxes_are_never_blank_fields() -> None:
    paper = _table(
        ["县（市、区）科技主管部门推荐意见：\n同意推荐\n（盖章）\n2022年8月1日"],
        ["市科技局审核意见：\n\n（盖章）\n年 月 日"],
    )
    found = list(blank_fields(submission(GANZHOU, application=paper)))
    assert not [one for one in found if "审核" in one.message or one.requirement == "application.recommend"]


def test_spare_member_rows_may_stay_empty() -> None:
    filled = _table(["成员单位1", "重庆大学"], ["成员单位2", ""])
    empty = _table(["成员单位1", ""], ["成员单位2", ""])
    assert not _blank(LIANGJIANG, "application.members", filled)
    assert len(_blank(LIANGJIANG, "application.members", empty)) == 1


def _codes(code: str) -> list[Finding]:
    paper = _table(["企业名称", "重庆舱行科技有限公司"], ["统一社会信用代码", code])
    return list(invalid_codes(submission(LIANGJIANG, application=paper)))


def test_right_code_however_spaced() -> None:
    assert not _codes(GOOD)
    assert not _codes(f"{GOOD[:8]} {GOOD[8:]}")


@pytest.mark.parametrize("code", [GOOD[:-1] + ("A" if GOOD[-1] != "A" else "B"), GOOD[:-1], GOOD + "1", "I" + GOOD[1:]])
def test_wrong_code(code: str) -> None:
    [found] = _codes(code)
    assert (found.code, found.requirement) == ("F002", "application.lead.uscc")


@pytest.mark.parametrize("code", ["", "/", "×××"])
def test_blank_none_and_template_codes_are_not_wrong_codes(code: str) -> None:
    assert not _codes(code)


def test_wrong_code_in_a_roster_names_its_unit() -> None:
    header = ["序号", "单位名称", "统一社会信用代码", "任务分工", "工作职责", "近一年销售收入", "近一年研发投入"]
    paper = _table(
        header,
        ["1", "江苏大学", GOOD[:-2], "仿真", "研究", "/", "/"],
        ["2", "南通海擎动力有限公司", GOOD, "a", "b", "1", "1"],
    )
    [found] = invalid_codes(submission(JIANGSU, application=paper))
    assert "江苏大学" in found.message
    assert found.requirement == "application.members"


def _formats(programme: str, *rows: list[str]) -> list[Finding]:
    return list(invalid_formats(submission(programme, application=_table(*rows))))


@pytest.mark.parametrize(
    "phone", ["13912340000", "025-83359000", "０２５－８３３５９０００", "139 1234 0000", "025-83359000/13912340000"]
)
def test_right_telephone(phone: str) -> None:
    assert not _formats(JIANGSU, ["联系人", "孙一鸣", "联系电话", phone])


@pytest.mark.parametrize("phone", ["1391234000", "139123400000", "张老师", "0257-12"])
def test_wrong_telephone(phone: str) -> None:
    [found] = _formats(JIANGSU, ["联系人", "孙一鸣", "联系电话", phone])
    assert (found.code, found.requirement) == ("F003", "application.contact")


def test_the_same_wrong_telephone_twice_is_one_finding() -> None:
    paper = Paper().lines("联系人：孙一鸣", "联系电话：1391234000", "基础信息表")
    paper.table([["联系人", "孙一鸣", "联系电话", "1391234000"], ["通讯地址", "南京", "法定代表人", "周立新"]])
    [found] = invalid_formats(submission(JIANGSU, application=paper))
    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    ("date", "wrong"), [("2016年3月8日", False), ("2016.3", False), ("2016年13月8日", True), ("二〇一六年三月", False)]
)
def test_dates(date: str, wrong: bool) -> None:
    found = _formats(LIANGJIANG, ["统一社会信用代码", GOOD, "注册成立时间", date])
    assert bool([one for one in found if one.code == "F003"]) is wrong


def test_whole_numbers() -> None:
    assert not _formats(LIANGJIANG, ["专职研发人员(人)", "120人"])
    assert _formats(LIANGJIANG, ["专职研发人员(人)", "若干"])
    assert _formats(LIANGJIANG, ["专职研发人员(人)", "120.5"])


def _options(text: str) -> list[Finding]:
    paper = _table(["创新联合体牵头单位类型", text], ["通讯地址", "南京"])
    return list(options_taken(submission(JIANGSU, application=paper)))


def test_exactly_one_option() -> None:
    assert not _options("□创新型领军企业 ☑龙头骨干企业 □国家级技术创新中心 □省级技术创新中心 □其它")


def test_no_option_and_several() -> None:
    [none] = _options("□创新型领军企业 □龙头骨干企业 □国家级技术创新中心 □省级技术创新中心 □其它")
    [several] = _options("☑创新型领军企业 ☑龙头骨干企业 □国家级技术创新中心 □省级技术创新中心 □其它")
    assert none.code == several.code == "F004"
    assert "2 项" in several.message


def _sectors(programme: str, text: str) -> list[Finding]:
    return list(outside_sectors(submission(programme, application=_table(["产业领域", text], ["联系人", "孙一鸣"]))))


def test_sector_of_the_list_and_outside_it() -> None:
    assert not _sectors(LIANGJIANG, "新能源和智能网联汽车")
    [found] = _sectors(LIANGJIANG, "现代农业")
    assert (found.code, found.severity) == ("E004", Severity.ERROR)


def test_sector_outside_an_open_list_is_only_asked_about() -> None:
    [found] = _sectors(GANZHOU, "文化旅游")
    assert found.severity is Severity.INFO
    assert not _sectors(GANZHOU, "纺织服装")


def test_two_sectors_where_one_is_asked() -> None:
    paper = _table(["产业领域", "纺织服装、化工"], ["联系人", "孙一鸣"])
    found = [one.code for one in options_taken(submission(GANZHOU, application=paper))]
    assert found == ["F004"]


def test_blank_sector_is_a_blank_field_only() -> None:
    mapped = submission(GANZHOU, application=_table(["产业领域", ""], ["联系人", "孙一鸣"]))
    assert not list(options_taken(mapped))
    assert not list(outside_sectors(mapped))


def test_kind_of_lead_not_told_in_a_plan() -> None:
    mapped = submission("chongqing-2024", plan=Paper().lines("综合体建设方案", "我们将加强合作。"))
    assert [(one.code, one.requirement) for one in options_taken(mapped)] == [("S005", "lead.kind")]


def test_kind_of_lead_told_in_a_sentence_of_a_plan() -> None:
    filler = [f"第{n}年建成一条示范线，服务本地企业。" for n in "一二三四五六七八"]
    told = "集团是市属重点企业，类型上属于科技型企业主导的综合体牵头主体。"
    mapped = submission("chongqing-2024", plan=Paper().lines("综合体建设方案", *filler, told))
    assert not list(options_taken(mapped))
