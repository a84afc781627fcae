"""The answer is found wherever the applicant's layout has put it."""

from __future__ import annotations

import pytest

from doccheck.mapping.model import FieldState
from tests.mapping.forms.paper import Paper, fields, value

JIANGSU = "jiangsu-2023"
LIANGJIANG = "liangjiang-2021"
GANZHOU = "ganzhou-2022"


def _table(*rows: list[str]) -> Paper:
    paper = Paper()
    paper.table(rows)
    return paper


def test_label_left_of_its_answer() -> None:
    values = fields(JIANGSU, _table(["通讯地址", "南京市浦口区星火路9号", "法定代表人", "周立新"]))
    assert value(values, "application.address").text == "南京市浦口区星火路9号"
    assert value(values, "application.legal_person").text == "周立新"


def test_label_above_its_answer() -> None:
    values = fields(JIANGSU, _table(["通讯地址", "法定代表人"], ["南京市浦口区星火路9号", "周立新"]))
    assert value(values, "application.address").text == "南京市浦口区星火路9号"
    assert value(values, "application.legal_person").text == "周立新"


def test_label_and_answer_in_one_cell() -> None:
    values = fields(JIANGSU, _table(["通讯地址：南京市浦口区星火路9号", "法定代表人：周立新"]))
    assert value(values, "application.address").text == "南京市浦口区星火路9号"
    assert value(values, "application.legal_person").text == "周立新"


def test_answer_in_the_next_line_of_the_cell() -> None:
    values = fields(JIANGSU, _table(["重点研发方向\n高效燃烧\n智能运维", "<"]))
    assert value(values, "application.direction").text == "高效燃烧\n智能运维"


def test_question_hint_and_answer_in_one_merged_cell() -> None:
    values = fields(
        LIANGJIANG, _table(["创新联合主要建设内容（500字以内）\n建设共性技术平台。\n联合攻关三项技术。", "<"])
    )
    found = value(values, "application.content")
    assert found.text == "建设共性技术平台。\n联合攻关三项技术。"
    assert found.passage is not None
    assert "500字" not in found.passage.text


def test_full_width_label_row_then_answer_row() -> None:
    values = fields(
        GANZHOU,
        _table(
            ["一、牵头单位及其科技创新核心平台基本情况（限1000字）"],
            ["公司成立于2008年。"],
            ["二、创新联合体技术创新目标（限1000字）"],
            [""],
        ),
    )
    assert value(values, "application.s1").text == "公司成立于2008年。"
    assert value(values, "application.s2").state is FieldState.BLANK


@pytest.mark.parametrize("label", ["法 定 代 表 人", "法定\n代表人", "法定代表人：", "法人代表", "法　定　代　表　人"])
def test_spread_broken_and_reworded_labels(label: str) -> None:
    assert value(fields(JIANGSU, _table([label, "周立新"])), "application.legal_person").text == "周立新"


@pytest.mark.parametrize("label", ["法定代表人签字", "法定代表人电话", "法律顾问"])
def test_labels_that_only_look_alike_answer_nothing(label: str) -> None:
    found = value(fields(JIANGSU, _table([label, "周立新"], ["通讯地址", "南京"])), "application.legal_person")
    assert found.state is FieldState.MISSING


def test_unit_printed_beside_or_after_the_answer() -> None:
    values = fields(JIANGSU, _table(["牵头及成员单位拥有从业人员数", "3200", "人", "其中：专业技术人员", "1200人"]))
    assert value(values, "application.staff", "从业人员数").text.startswith("3200")
    assert value(values, "application.staff", "专业技术人员").text == "1200人"


def test_unit_alone_is_no_answer() -> None:
    values = fields(JIANGSU, _table(["牵头及成员单位拥有从业人员数", "    人", "其中：专业技术人员", "___人"]))
    assert {one.state for one in values if one.requirement == "application.staff"} == {FieldState.BLANK}


def test_years_beside_their_figures_belong_to_the_heading_above() -> None:
    values = fields(
        LIANGJIANG,
        _table(
            ["近三年销售收入(万元)"] + ["<"] * 5,
            ["2018年", "8000", "2019年", "9000", "2020年", "12000"],
            ["近三年研发投入(万元)"] + ["<"] * 5,
            ["2018年", "800", "2019年", "900", "2020年", ""],
        ),
    )
    assert value(values, "application.lead.revenue", "2020年销售收入").text == "12000"
    assert value(values, "application.lead.rd", "2018年研发投入").text == "800"
    assert value(values, "application.lead.rd", "2020年研发投入").state is FieldState.BLANK


def test_years_as_a_header_row_above_the_figures() -> None:
    values = fields(
        LIANGJIANG,
        _table(
            ["近三年销售收入（万元）", "2018年", "2019年", "2020年"],
            ["^", "8000", "9000", "12000"],
            ["近三年研发投入（万元）", "2018年", "2019年", "2020年"],
            ["^", "800", "900", "1000"],
        ),
    )
    assert value(values, "application.lead.revenue", "2019年销售收入").text == "9000"
    assert value(values, "application.lead.rd", "2020年研发投入").text == "1000"


def test_years_at_the_top_and_figures_in_rows() -> None:
    values = fields(
        LIANGJIANG,
        _table(
            ["", "2018年", "2019年", "2020年"],
            ["近三年销售收入（万元）", "8000", "9000", "12000"],
            ["近三年研发投入（万元）", "800", "900", "1000"],
        ),
    )
    assert value(values, "application.lead.revenue", "2018年销售收入").text == "8000"
    assert value(values, "application.lead.rd", "2020年研发投入").text == "1000"


def test_years_in_one_cell() -> None:
    values = fields(
        LIANGJIANG,
        _table(["近三年销售收入(万元)", "2018年：8000；2019年：9000；2020年：12000"], ["近三年研发投入(万元)", ""]),
    )
    assert value(values, "application.lead.revenue", "2019年销售收入").text == "9000"


def test_repeated_telephone_belongs_to_the_person_of_its_row() -> None:
    values = fields(
        LIANGJIANG,
        _table(
            ["创新联合体负责人", "张伟", "职务", "总经理", "电话", "023-63111111"],
            ["联系人", "李静", "职务", "主管", "电话", "13800000001"],
        ),
    )
    assert value(values, "application.head", "负责人电话").text == "023-63111111"
    assert value(values, "application.contact", "联系电话").text == "13800000001"
    assert value(values, "application.contact", "联系人职务").text == "主管"


def test_telephone_of_the_second_person_left_out_is_not_taken_from_the_first() -> None:
    values = fields(
        GANZHOU,
        _table(
            ["创新联合体主要负责人", "何强", "职务/职称", "院长", "电话", "0797-8123456"],
            ["联系人", "刘敏", "<", "<", "电话", ""],
        ),
    )
    assert value(values, "application.contact", "联系电话").state is FieldState.BLANK
    assert value(values, "application.head", "负责人电话").text == "0797-8123456"


def test_person_and_telephone_in_one_cell() -> None:
    values = fields(JIANGSU, _table(["联系人及联系电话", "孙一鸣 13912340000"]))
    assert value(values, "application.contact", "联系人").text == "孙一鸣"
    assert value(values, "application.contact", "联系电话").text == "13912340000"


def test_cover_lines_and_table_are_both_answers() -> None:
    paper = Paper().lines(
        "江苏省创新联合体建设试点申请书", "创新联合体名称：江苏省海工创新联合体", "联系人：孙一鸣", "基础信息表"
    )
    paper.table([["创新联合体名称", "江苏省海工动力创新联合体"], ["联系人", "孙一鸣"]])
    names = [one for one in fields(JIANGSU, paper) if one.requirement == "application.name"]
    assert [(one.place, one.text) for one in names] == [
        ("cover", "江苏省海工创新联合体"),
        ("table", "江苏省海工动力创新联合体"),
    ]


def test_two_labels_on_one_cover_line() -> None:
    values = fields(JIANGSU, Paper().lines("联 系 人：孙一鸣        联系电话：139 1234 0000"))
    assert value(values, "application.contact", "联系人").text == "孙一鸣"
    assert value(values, "application.contact", "联系电话").text == "139 1234 0000"


def test_underlined_cover_answers_and_seal_notes() -> None:
    paper = Paper().underlined("牵头单位：", "  南通海擎动力股份有限公司   ").lines("填报日期： 2023年 9 月 20 日")
    values = fields(JIANGSU, paper)
    assert value(values, "application.lead").text == "南通海擎动力股份有限公司"
    assert value(values, "application.date").text.replace(" ", "") == "2023年9月20日"
    sealed = fields(JIANGSU, Paper().lines("牵头单位：南通海擎动力股份有限公司（盖章）"))
    assert value(sealed, "application.lead").text == "南通海擎动力股份有限公司"


def test_underlined_answer_without_a_colon() -> None:
    paper = Paper().underlined("创新联合体名称 ", "江苏省海工创新联合体")
    assert value(fields(JIANGSU, paper), "application.name").text == "江苏省海工创新联合体"


def test_cover_answer_in_the_next_paragraph() -> None:
    values = fields(JIANGSU, Paper().lines("创新联合体名称：", "江苏省海工创新联合体", "联系人：", "孙一鸣"))
    assert value(values, "application.name").text == "江苏省海工创新联合体"
    assert value(values, "application.contact", "联系人").text == "孙一鸣"


def test_blank_cover_lines_do_not_swallow_what_follows() -> None:
    paper = Paper().lines(
        "牵头单位：（盖章）", "联系人：", "联系电话：", "填报日期：  年  月  日", "江苏省科学技术厅", "2023 年制"
    )
    values = fields(JIANGSU, paper)
    asked = ("application.lead", "application.contact", "application.date")
    assert all(one.state is FieldState.BLANK for one in values if one.requirement in asked)


def test_cover_as_a_borderless_table() -> None:
    paper = Paper()
    paper.table(
        [["创新联合体名称：", "江苏省海工创新联合体"], ["产业领域：", "高端装备"], ["填报日期：", "2023年9月20日"]]
    )
    values = fields(JIANGSU, paper)
    assert value(values, "application.name").place == "cover"
    assert value(values, "application.date").text == "2023年9月20日"


def test_form_typed_as_plain_paragraphs() -> None:
    paper = Paper().lines(
        "创新联合体名称：江苏省海工创新联合体",
        "法定代表人：周立新",
        "重点研发方向：",
        "1.高效燃烧技术。",
        "2.智能运维技术。",
        "联合体决策及运行机制（不超过500字）：",
        "联合体设理事会，重大事项三分之二通过。",
        "成果归完成方所有。",
        "拥有有效知识产权数量：560项，其中发明专利：210项",
    )
    values = fields(JIANGSU, paper)
    assert value(values, "application.direction").text == "1.高效燃烧技术。\n2.智能运维技术。"
    assert value(values, "application.mechanism").text == "联合体设理事会，重大事项三分之二通过。\n成果归完成方所有。"
    assert value(values, "application.patents", "有效知识产权数量").text.startswith("560")
    assert value(values, "application.patents", "发明专利").text.startswith("210")


def test_box_as_a_table_of_its_own_below_its_label() -> None:
    paper = Paper().lines("联合体决策及运行机制（不超过500字）")
    paper.table([["联合体设理事会。\n成果归完成方所有。"]])
    assert value(fields(JIANGSU, paper), "application.mechanism").text == "联合体设理事会。\n成果归完成方所有。"


def test_nested_table() -> None:
    paper = Paper()
    outer = paper.docx.add_table(rows=1, cols=1)
    paper.table([["通讯地址", "南京市浦口区星火路9号"], ["法定代表人", ""]], outer.cell(0, 0))
    values = fields(JIANGSU, paper)
    assert value(values, "application.address").text == "南京市浦口区星火路9号"
    assert value(values, "application.legal_person").state is FieldState.BLANK


def test_empty_answer_is_not_filled_from_the_label_beside_it() -> None:
    values = fields(JIANGSU, _table(["通讯地址", "", "法定代表人", "周立新"]))
    assert value(values, "application.address").state is FieldState.BLANK


def test_unknown_label_beside_an_empty_answer_is_no_answer() -> None:
    values = fields(JIANGSU, _table(["通讯地址", "", "传真", "025-83000000"]))
    assert value(values, "application.address").state is FieldState.BLANK


def test_label_that_was_deleted_is_missing() -> None:
    values = fields(JIANGSU, _table(["通讯地址", "南京"]))
    assert value(values, "application.legal_person").state is FieldState.MISSING


def test_nothing_is_asked_of_an_application_that_was_not_sent() -> None:
    from tests.mapping.forms.paper import submission

    mapped = submission(JIANGSU, plan=Paper().lines("一、建设意义", "很有意义。"))
    assert not mapped.fields


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("无", FieldState.NONE),
        ("/", FieldState.NONE),
        ("不适用", FieldState.NONE),
        ("×××", FieldState.TEMPLATE),
        ("此处填写通讯地址", FieldState.TEMPLATE),
        ("______", FieldState.BLANK),
        ("南京市", FieldState.FILLED),
    ],
)
def test_states_are_kept_apart(text: str, state: FieldState) -> None:
    assert value(fields(JIANGSU, _table(["通讯地址", text])), "application.address").state is state


def test_hint_left_above_the_answer_is_no_part_of_it() -> None:
    hint = "（决策执行机制、科技成果归属、利益分配等, 不超过500字）"
    values = fields(JIANGSU, _table(["联合体决策及运行机制", f"{hint}\n联合体设理事会。"]))
    found = value(values, "application.mechanism")
    assert found.text == "联合体设理事会。"
    assert found.passage is not None
    assert found.passage.text == "联合体设理事会。"
    alone = value(fields(JIANGSU, _table(["联合体决策及运行机制", hint])), "application.mechanism")
    assert alone.state is FieldState.BLANK


def test_printed_name_with_its_gap_is_blank() -> None:
    values = fields(LIANGJIANG, Paper().lines("申请名称：两江新区_____创新联合体"))
    assert value(values, "application.name").state is FieldState.BLANK


def test_date_with_only_the_printed_year_is_blank() -> None:
    found = value(fields(GANZHOU, _table(["联合体协议生效时间", "2022年   月   日"])), "application.effective")
    assert found.state is FieldState.BLANK


def test_bureau_boxes_end_an_answer() -> None:
    values = fields(
        GANZHOU,
        _table(
            ["县（市、区）科技主管部门推荐意见：\n同意推荐。\n（盖章）\n2022年8月12日"],
            ["市科技局审核意见：\n（盖章）\n年 月 日"],
        ),
    )
    assert value(values, "application.recommend").text.startswith("同意推荐。")


def test_a_date_alone_is_no_recommendation() -> None:
    values = fields(
        GANZHOU, _table(["县（市、区）科技主管部门推荐意见：\n\n（盖章）\n2022年8月12日"], ["联系人", "刘敏"])
    )
    assert value(values, "application.recommend").state is FieldState.BLANK


def test_an_answer_that_is_also_a_label() -> None:
    values = fields(LIANGJIANG, _table(["联系人", "李静", "职务", "负责人", "电话", "13800000001"]))
    assert value(values, "application.contact", "联系人职务").text == "负责人"
    assert value(values, "application.head", "创新联合体负责人").state is FieldState.MISSING


def test_common_words_of_counts_are_no_labels_elsewhere() -> None:
    values = fields(
        JIANGSU,
        _table(
            ["单位性质", "企业", "通讯地址", "南京"], ["创新联合体成员情况", "共2个，其中：企业1个，高校1个", "<", "<"]
        ),
    )
    assert value(values, "application.member_counts", "企业").text == "1个"


def test_list_of_other_contacts_is_not_the_contact() -> None:
    paper = _table(["联系人", "孙一鸣", "联系电话", "13912340000"])
    paper.lines("各单位联络表")
    paper.table(
        [["序号", "单位", "联系人", "联系电话"], ["1", "江苏大学", "", ""], ["2", "东南大学", "王海", "13900000000"]]
    )
    assert value(fields(JIANGSU, paper), "application.contact", "联系人").text == "孙一鸣"


def test_lines_broken_in_a_narrow_cell_are_joined_by_type() -> None:
    values = fields(
        LIANGJIANG,
        _table(
            ["企业名称", "重庆舱行科技\n有限公司"],
            ["统一社会信用代码", "91500000\nMA5U000000"],
            ["拟开展攻关任务", "一、芯片\n二、系统"],
        ),
    )
    assert value(values, "application.lead.name", "企业名称").text == "重庆舱行科技有限公司"
    assert value(values, "application.lead.uscc").text == "91500000MA5U000000"
    assert value(values, "application.tasks").text == "一、芯片\n二、系统"


def test_prose_that_speaks_of_a_label_is_no_blank() -> None:
    paper = _table(["联系人", "孙一鸣", "联系电话", "13912340000"]).lines(
        "围绕产业链开展技术攻关，联系人：由牵头单位另行指定。"
    )
    assert value(fields(JIANGSU, paper), "application.contact", "联系人").text == "孙一鸣"
