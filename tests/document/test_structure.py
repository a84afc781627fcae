"""Small tables of (line, level); level None is no heading. Bodies are cut short by the helper below."""

from __future__ import annotations

import time
from typing import Any

import pytest

from doccheck.document import Cell, Document, Figure, Heading, PageBreak, Paragraph, Span, Table
from doccheck.document.structure import structure

BODY = "联合体由龙头企业牵头，联合高校和科研院所共同组建，围绕产业链关键环节开展协同攻关，已经形成了良好的合作基础。"


def doc(*blocks: Any) -> Document:
    made = [Paragraph(block) if isinstance(block, str) else block for block in blocks]
    return Document("a.docx", "docx", "0" * 64, tuple(made))


def para(text: str, **looks: Any) -> Paragraph:
    return Paragraph(text, **looks)


def levels(document: Document) -> list[tuple[str, int]]:
    """Text and level of each heading, run-in bodies cut off."""
    found = []
    for paragraph in structure(document).paragraphs():
        if paragraph.heading:
            found.append((paragraph.text[: paragraph.heading.body].strip(), paragraph.heading.level))
    return found


def check(*rows: tuple[str, int | None] | str) -> None:
    """Each row is a body text or (text, expected level)."""
    lines = [row if isinstance(row, str) else row[0] for row in rows]
    wanted = [(row[0].strip(), row[1]) for row in rows if not isinstance(row, str) and row[1] is not None]
    assert levels(doc(*lines)) == wanted


def test_a_heading_that_begins_with_a_post_is_no_line_to_sign_on() -> None:
    check(
        ("五、各家底子与各自的角色", 1),
        BODY,
        ("六、负责人、理事长、秘书长和专家主任是谁", 1),
        BODY,
        ("七、办公条件和各种规矩", 1),
        BODY,
        ("负责人：张三", None),
        ("负责人、联系人（签字）", None),
    )


def test_the_usual_chinese_order() -> None:
    check(
        ("一、组建单位情况", 1),
        ("（一）牵头单位情况", 2),
        BODY,
        ("1. 研发能力", 3),
        BODY,
        ("（1）研发平台", 4),
        BODY,
        ("（2）研发团队", 4),
        BODY,
        ("2. 行业地位", 3),
        BODY,
        ("（二）成员单位情况", 2),
        BODY,
        ("二、发展目标", 1),
        BODY,
    )


def test_mixed_brackets_and_separators_are_one_convention() -> None:
    check(
        ("一、总体要求", 1),
        ("(一)功能定位", 2),
        BODY,
        ("（二）、发展目标", 2),
        BODY,
        ("二．重点任务", 1),
        ("（一) 技术攻关", 2),
        BODY,
        ("三 、保障措施", 1),
        BODY,
    )


def test_decimal_numbers() -> None:
    check(
        ("1 总则", 1),
        BODY,
        ("1.1 编制目的", 2),
        BODY,
        ("1.1.1 背景", 3),
        BODY,
        ("1.1.2 依据", 3),
        BODY,
        ("1.2 适用范围", 2),
        BODY,
        ("2 组织机构", 1),
        ("2.1 理事会", 2),
        BODY,
    )


def test_lists_inside_decimal_sections_do_not_close_them() -> None:
    check(
        ("1. 总体情况", 1),
        BODY,
        ("1.1 项目概况", 2),
        BODY,
        ("2. 实施方案", 1),
        BODY,
        ("2.1 技术路线", 2),
        BODY,
        ("1. 材料制备", 3),
        BODY,
        ("2. 器件封装", 3),
        BODY,
        ("2.2 进度安排", 2),
        BODY,
        ("3. 保障措施", 1),
        BODY,
    )


def test_arabic_numbers_alone() -> None:
    check(
        ("1、本联合体涉及产业链基本情况、本联合体涉及环节及此环节在产业链中的地位", 1),
        BODY,
        ("（1）产业链现状", 2),
        BODY,
        ("（2）所处环节", 2),
        BODY,
        ("2、本联合体涉及环节存在的问题", 1),
        BODY,
        ("3、本联合体目标、定位", 1),
        BODY,
    )


def test_brackets_on_top() -> None:
    check(("（一）组织架构", 1), BODY, ("1. 理事会", 2), BODY, ("2. 秘书处", 2), BODY, ("（二）运行机制", 1), BODY)


def test_arabic_above_brackets_where_an_author_counts_so() -> None:
    check(
        ("1. 组织架构", 1),
        BODY,
        ("（一）理事会", 2),
        BODY,
        ("（二）秘书处", 2),
        BODY,
        ("2. 运行机制", 1),
        BODY,
        ("（一）决策机制", 2),
        BODY,
        ("3. 经费保障", 1),
        BODY,
    )


def test_chapters_and_articles() -> None:
    check(
        ("创新联合体章程", 0),
        ("第一章　总则", 1),
        ("第一条", 2),
        ("第二章 组织机构", 1),
        ("第二条 理事会", 2),
        BODY,
        ("第三条　秘书处", 2),
        BODY,
    )


def test_articles_run_on_through_headings_that_restart_nothing() -> None:
    check(
        ("合作协议", 0),
        ("一、总则", 1),
        ("第一条 合作宗旨", 2),
        BODY,
        ("二、合作内容", 1),
        ("第二条 研发任务", 2),
        BODY,
        ("三、附则", 1),
        ("第三条 协议生效", 2),
        BODY,
    )


def test_parts_roman_and_letters() -> None:
    check(
        ("第一部分 基本情况", 1),
        ("一、牵头单位", 2),
        BODY,
        ("第二部分 发展规划", 1),
        ("一、建设目标", 2),
        BODY,
        ("二、建设任务", 2),
        BODY,
    )
    check(("Ⅰ. 建设意义", 1), BODY, ("A. 必要性", 2), BODY, ("B. 可行性", 2), BODY, ("Ⅱ. 建设任务", 1), BODY)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("（一）牵头单位情况。发起单位在本市行业内具有领先地位，研发能力强。", "牵头单位情况", "发起单位"),
        ("（一）牵头单位情况：发起单位在本市行业内具有领先地位，研发能力强。", "牵头单位情况", "发起单位"),
        ("1.遵循市场机制。立足于产业创新发展的内在要求，通过平等协商建立契约。", "遵循市场机制", "立足于"),
        ("（三）运行机制　联合体实行理事会领导下的秘书长负责制，每季度召开一次会议。", "运行机制", "联合体"),
    ],
)
def test_run_in_headings(text: str, title: str, body: str) -> None:
    first = next(structure(doc(text, BODY)).paragraphs())
    assert first.heading is not None
    assert first.heading.title == title
    assert first.text[first.heading.body :].startswith(body)


@pytest.mark.parametrize(
    "text",
    [
        "1.应与业界在技术研发、成果转化等方面具备合作基础，成员单位能够各负其责。",
        "（一）甲方应当于每年三月底前，向秘书处报送上一年度的工作总结。",
        "（2）建成省级以上研发平台3个，突破关键技术12项；",
        "2. 公司成立于2005年。注册资本5000万元，员工600人。",
        "（三）本协议一式六份，各方各执一份，具有同等法律效力。",
        "1．联系人：张三",
        "一、创新联合体牵头单位须加盖法人公章。",
    ],
)
def test_numbered_sentences_are_items(text: str) -> None:
    assert levels(doc("概述", BODY, text, BODY)) == [("概述", 1)] or levels(doc(BODY, text, BODY)) == []


def test_a_short_enumeration_is_a_list() -> None:
    check(
        ("一、建设基础", 1),
        "联合体拥有以下研发平台：",
        ("1. 氢能重点实验室", None),
        ("2. 电池工程中心", None),
        ("3. 材料检测平台", None),
        BODY,
        ("二、建设任务", 1),
        BODY,
    )


def test_bracketed_lists_after_a_colon_are_lists() -> None:
    check(
        ("三、申报材料", 1),
        "申报单位应提交以下材料：",
        ("（一）营业执照", None),
        ("（二）审计报告", None),
        ("（三）合作协议", None),
        ("四、其他事项", 1),
        BODY,
    )


def test_an_empty_section_is_still_a_heading() -> None:
    check(
        ("三、保障措施", 1),
        ("1. 组织架构", 2),
        BODY,
        ("2. 运行机制", 2),
        ("3. 经费投入与保障措施", 2),
        BODY,
        ("四、附件", 1),
    )


def test_the_skeleton_of_an_outline_is_read() -> None:
    check(("一、参与单位", 1), ("1．牵头单位", 2), ("2．其他成员单位", 2), ("二、宗旨及定位", 1))


def test_slips_in_counting_move_nothing() -> None:
    check(("一、意义", 1), BODY, ("二、任务", 1), BODY, ("二、组织", 1), BODY, ("五、保障", 1), BODY)


def test_a_wrong_kind_of_number_stays_with_its_siblings() -> None:
    check(("一、意义", 1), BODY, ("二、任务", 1), BODY, ("（三）组织", 1), BODY, ("四、保障", 1), BODY)


def test_a_restart_begins_anew() -> None:
    check(
        ("一、意义", 1),
        ("（一）背景", 2),
        BODY,
        ("（二）现状", 2),
        BODY,
        ("二、任务", 1),
        ("（一）近期", 2),
        BODY,
        ("一、甲方的权利与义务", 1),
        BODY,
    )


def test_style_yields_to_numbers() -> None:
    document = doc(
        para("（一）意义", style_level=1),
        BODY,
        para("一、组织", style_level=2),
        para("（一）理事会", style_level=1),
        BODY,
        para("（二）秘书处", style_level=3),
        BODY,
        para("二、机制", style_level=2),
        BODY,
    )
    assert [level for _, level in levels(document)][1:] == [1, 2, 2, 1]


def test_automatic_numbers_of_one_kind_on_two_declared_levels() -> None:
    document = doc(
        para("1.总体情况", style_level=1, label="1."),
        para("1.背景", style_level=2, label="1."),
        BODY,
        para("2.现状", style_level=2, label="2."),
        BODY,
        para("2.目标", style_level=1, label="2."),
        para("1.近期", style_level=2, label="1."),
        BODY,
    )
    assert [level for _, level in levels(document)] == [1, 2, 2, 1, 2]


def test_unnumbered_styles_and_looks() -> None:
    document = doc(
        para("公司概况", style_level=1),
        BODY,
        para("股权结构", style_level=2),
        BODY,
        para("研发团队", style_level=1),
        BODY,
    )
    assert [level for _, level in levels(document)] == [1, 2, 1]
    document = doc(
        para("公司概况", size=14.0, bold=True),
        para(BODY, size=12.0),
        para("研发团队", size=14.0, bold=True),
        para(BODY * 3, size=12.0),
    )
    assert levels(document) == [("公司概况", 1), ("研发团队", 1)]


def test_plain_short_lines_between_paragraphs_are_headings() -> None:
    check(("企业概况", 1), BODY, ("研发能力", 1), BODY)


def test_bold_lines_below_numbered_headings() -> None:
    document = doc(
        "一、建设任务",
        para("关键技术攻关", bold=True),
        BODY,
        para("平台建设", bold=True),
        BODY,
        "（一）进度安排",
        BODY,
        "二、保障措施",
        BODY,
    )
    assert levels(document) == [
        ("一、建设任务", 1),
        ("关键技术攻关", 2),
        ("平台建设", 2),
        ("（一）进度安排", 2),
        ("二、保障措施", 1),
    ]


def test_a_bold_phrase_that_opens_a_paragraph() -> None:
    text = "3. 合作基础良好。" + BODY
    document = doc(Paragraph(text, spans=(Span(0, 10, bold=True), Span(10, len(text)))))
    assert levels(document) == [("3. 合作基础良好。", 1)]
    text = "合作基础。" + BODY
    document = doc(BODY, Paragraph(text, spans=(Span(0, 5, bold=True), Span(5, len(text)))))
    assert levels(document) == [("合作基础。", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "图1 产业链图",
        "表2-1：成员单位情况",
        "2023年9月15日",
        "二〇二三年九月",
        "（盖章）",
        "法定代表人（签字）：",
        "江苏省科学技术厅制",
        "联系人：张三",
        "各有关单位：",
        "备注：每个产业可以细分。",
        "第三条规定的义务由甲方承担。",
        "重庆两江氢能科技有限公司",
    ],
)
def test_bold_lines_that_head_nothing(text: str) -> None:
    assert levels(doc(BODY, para(text, bold=True, align="center"), "王五")) == []


def article(text: str) -> tuple[str, str, str]:
    first = next(structure(doc(text, BODY)).paragraphs())
    assert first.heading is not None
    return first.heading.number, first.heading.title, first.text[first.heading.body :]


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("第四条 双方确定，因履行本协议产生的技术成果归双方共有。", "", "双方确定，因履行"),
        ("第四条 知识产权归属", "知识产权归属", ""),
        ("第六条　违约责任。任何一方违反本协议的，应当赔偿损失。", "违约责任", "任何一方"),
        ("第七条 违约责任：任何一方违反本协议的，应当赔偿损失。", "违约责任", "任何一方"),
        ("第七条【知识产权】共有成果由各方共同申请专利。", "知识产权", "共有成果"),
        ("第八条 （利益分配）按照贡献大小分配收益。", "利益分配", "按照贡献"),
        ("第九条 本协议一式六份，各方各执一份。", "", "本协议一式"),
        ("第十条保密义务  各方应对合作中知悉的商业秘密保密，未经同意不得披露。", "保密义务", "各方应"),
    ],
)
def test_articles_of_an_agreement(text: str, title: str, body: str) -> None:
    number, found, rest = article(text)
    assert number.replace(" ", "").startswith("第")
    assert found == title
    assert rest.startswith(body)
    assert bool(rest) == bool(body)


def test_titles_in_the_middle_of_a_plain_file() -> None:
    check(
        ("两江新区产业创新联合体建设申报书", 0),
        "申请单位：重庆两江氢能科技有限公司",
        ("两江新区氢能创新联合体建设方案", 0),
        ("一、组建单位情况", 1),
        BODY,
        ("二、发展目标", 1),
        BODY,
        ("创新联合体组建协议", 0),
        ("第一条 合作宗旨", 1),
        BODY,
        ("牵头单位简介", 0),
        BODY,
        ("参与单位简介（重庆大学）", 0),
        BODY,
    )


def test_a_title_over_two_lines() -> None:
    document = doc(
        para("赣州市稀土新材料产业科技创新联合体", align="center", size=22.0),
        para("组建协议", align="center", size=22.0),
        para("（2023年修订）", align="center", size=16.0),
        para("一、参与单位", size=12.0),
        para(BODY * 2, size=12.0),
    )
    assert [level for _, level in levels(document)] == [0, 0, 0, 1]


def test_annexes_are_titles_and_lists_of_annexes_are_not() -> None:
    check(
        BODY,
        ("附件：1. 建设申报书", None),
        ("2. 建设方案参考提纲", None),
        ("附件1", 0),
        ("两江新区产业创新联合体建设申报书", 0),
        BODY,
        ("附件2：建设方案", 0),
        BODY,
    )
    check(BODY, ("附件1：申报书", None), ("附件2：建设方案", None), ("附件3：组建协议", None))


def test_documents_named_in_a_list_are_no_titles() -> None:
    check(("四、附件", 1), "本方案的附件包括：", ("创新联合体组建协议", None), ("核心技术攻关清单", None), BODY)


def test_a_table_of_contents_with_page_numbers() -> None:
    document = structure(
        doc(
            "目　录",
            "一、建设意义\t1",
            "（一）必要性……………………2",
            "二、建设任务 ........ 5",
            PageBreak(),
            "一、建设意义",
            BODY,
            "（一）必要性",
            BODY,
            "二、建设任务",
            BODY,
        )
    )
    toc = [paragraph.text for paragraph in document.paragraphs() if paragraph.toc]
    assert len(toc) == 4
    assert [level for _, level in levels(document)] == [1, 2, 1]


def test_a_table_of_contents_pasted_without_page_numbers() -> None:
    lines = ["一、建设意义", "（一）必要性", "（二）可行性", "二、建设任务", "三、保障措施"]
    document = structure(doc("目录", *lines, *[text for line in lines for text in (line, BODY)]))
    paragraphs = list(document.paragraphs())
    assert [paragraph.toc for paragraph in paragraphs] == [True] * 6 + [False] * 10
    assert [level for _, level in levels(document)] == [1, 2, 2, 1, 1]


def test_a_contents_page_without_its_title() -> None:
    document = structure(doc("一、意义……1", "二、任务……3", "三、保障……9", "一、意义", BODY, "二、任务", BODY))
    assert [paragraph.toc for paragraph in document.paragraphs()] == [True] * 3 + [False] * 4


def test_paths_lead_down_to_each_block() -> None:
    figure = Figure(caption="图1 架构图")
    table = Table(1, 1, (Cell(0, 0, (Paragraph("理事长单位"),)),))
    document = structure(
        doc("创新联合体建设方案", BODY, "一、组织架构", BODY, "（一）理事会。" + BODY, table, figure, "二、机制", BODY)
    )
    paths = [block.location.heading for block in document.blocks]
    assert paths[1] == ("创新联合体建设方案",)
    assert paths[3] == ("一、组织架构",)
    assert paths[4] == paths[5] == paths[6] == ("一、组织架构", "（一）理事会")
    assert paths[8] == ("二、机制",)
    cell = next(document.tables()).cells[0]
    assert cell.location.heading == next(cell.paragraphs).location.heading == ("一、组织架构", "（一）理事会")


def form(*rows: tuple[str, ...]) -> Table:
    width = max(len(row) for row in rows)
    cells = []
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            span = width if len(row) == 1 else 1
            cells.append(Cell(index, column, tuple(Paragraph(line) for line in text.split("\n")), 1, span))
    return Table(len(rows), width, tuple(cells))


def test_numbered_rows_of_a_form_are_headings_and_labels_are_not() -> None:
    table = form(
        ("创新联合体名称", "赣州市稀土创新联合体"),
        ("联系人", "张三"),
        ("一、牵头单位及其科技创新核心平台基本情况（限1000字）",),
        (BODY,),
        ("二、创新联合体技术创新目标（限1000字）",),
        (f"（一）近期目标\n{BODY}\n（二）远期目标\n{BODY}",),
        ("三、创新联合体成员情况",),
        ("序号", "单位名称"),
        ("1", "赣州稀土集团"),
    )
    document = doc("组建申请表", table, BODY)
    assert levels(document) == [
        ("组建申请表", 0),
        ("一、牵头单位及其科技创新核心平台基本情况（限1000字）", 1),
        ("二、创新联合体技术创新目标（限1000字）", 1),
        ("（一）近期目标", 2),
        ("（二）远期目标", 2),
        ("三、创新联合体成员情况", 1),
    ]
    found = structure(document)
    answer = next(c for c in next(found.tables()).cells if c.text == BODY)
    assert answer.location.heading == ("一、牵头单位及其科技创新核心平台基本情况（限1000字）",)
    assert found.blocks[-1].location.heading == ("组建申请表",)


def test_a_plan_pasted_into_one_cell_counts_for_itself() -> None:
    plan = f"一、背景\n{BODY}\n二、目标\n{BODY}\n三、任务\n{BODY}\n四、进度\n{BODY}"
    table = form(("一、基本情况",), (BODY,), ("二、建设方案",), (plan,), ("三、审核意见",))
    assert [level for _, level in levels(doc(table))] == [1, 1, 2, 2, 2, 2, 1]


def test_a_contract_inside_a_table() -> None:
    text = (
        f"创新联合体组建协议\n第一条 宗旨\n{BODY * 10}\n第二条 知识产权归属\n{BODY * 10}\n第三条 违约责任\n{BODY * 10}"
    )
    found = levels(doc(form((text,))))
    assert found == [("创新联合体组建协议", 0), ("第一条 宗旨", 1), ("第二条 知识产权归属", 1), ("第三条 违约责任", 1)]


def test_notes_on_filling_in_end_at_the_table() -> None:
    table = form(("一、基本情况",), (BODY,))
    found = structure(doc("填表说明", "一、申请表一式三份，盖章后报所在地科技主管部门审核。", table))
    assert next(found.tables()).cells[1].location.heading == ("一、基本情况",)


def test_the_input_is_left_as_it_was_and_the_blocks_keep_their_order() -> None:
    document = doc("一、意义", "", BODY, form(("甲", "乙")), Figure(), PageBreak(), "二、任务")
    found = structure(document)
    assert document.blocks[0] == Paragraph("一、意义")
    assert [type(block) for block in found.blocks] == [type(block) for block in document.blocks]
    assert found.text == document.text
    assert structure(found) == found


def test_the_heading_holds_number_title_and_body() -> None:
    first = next(structure(doc("（一）牵头单位情况（限500字）：", BODY)).paragraphs())
    assert first.heading == Heading(1, "（一）", "牵头单位情况（限500字）", len(first.text))


def seconds(chapters: int) -> float:
    lines: list[Any] = []
    for chapter in range(chapters):
        lines += [
            f"{chapter + 1}、研究内容",
            para("技术路线", bold=True),
            BODY,
            f"（{chapter + 1}）指标",
            *[BODY * 4] * 5,
        ]
    document = doc(*lines)
    runs = []
    for _ in range(3):
        start = time.process_time()
        structure(document)
        runs.append(time.process_time() - start)
    return min(runs)


def test_time_grows_with_the_length_and_no_faster() -> None:
    assert seconds(400) < 12 * seconds(100)


def test_duties_listed_under_an_article_are_items() -> None:
    document = doc(
        "第一条 理事会是联合体的最高决策机构，行使下列职权：",
        "（一）审议联合体章程",
        "（二）审定年度工作计划",
        "第二条 秘书处职责",
        "（一）组织会议；",
        "（二）执行决议，编制年度工作计划。",
    )
    assert levels(document) == [("第一条", 1), ("第二条 秘书处职责", 1)]


def test_numbered_lines_parted_by_soft_breaks() -> None:
    table = form(("二、技术创新目标（限1000字）",), ("甲",))
    text = f"（一）近期目标\n{BODY}\n（二）远期目标\n{BODY}"
    cells = (*table.cells[:1], Cell(1, 0, (Paragraph(text, spans=(Span(0, 7, bold=True), Span(7, len(text)))),)))
    document = structure(doc(Table(2, 1, cells)))
    assert [(p.text, p.heading.level) for p in document.paragraphs() if p.heading][1:] == [
        ("（一）近期目标", 2),
        ("（二）远期目标", 2),
    ]
    assert next(document.tables()).cells[1].text == text
    pieces = list(next(document.tables()).cells[1].paragraphs)
    assert [(span.start, span.end, span.bold) for span in pieces[0].spans] == [(0, 7, True)]
    assert [(span.start, span.end, span.bold) for span in pieces[1].spans] == [(0, len(BODY), False)]


def test_tasks_and_stages_counted_by_words() -> None:
    document = doc(
        "三、实施计划",
        para("第一阶段：平台建设", bold=True),
        BODY,
        para("任务一：高压储氢瓶轻量化", bold=True),
        BODY,
    )
    assert [text for text, _ in levels(document)][1:] == ["第一阶段：平台建设", "任务一：高压储氢瓶轻量化"]


def test_the_path_of_a_title_over_several_lines_holds_them_all() -> None:
    document = doc(
        para("赣州市稀土创新联合体", align="center", size=22.0), para("组建方案", align="center", size=22.0), BODY
    )
    assert structure(document).blocks[2].location.heading == ("赣州市稀土创新联合体 组建方案",)


def test_a_bare_list_under_a_heading_is_its_text() -> None:
    check(("三、研究方向及主要内容", 1), ("1．高性能永磁材料", None), ("2．绿色冶炼", None), ("四、经费", 1), BODY)


def test_goals_with_figures_are_headings_where_text_stands_below_them() -> None:
    check(
        ("（三）主要任务", 1),
        ("1.突破一批关键核心技术", 2),
        BODY,
        ("2.承担科技项目5项以上", 2),
        BODY,
        ("3.建设科研平台（2个以上）", 2),
        BODY,
    )
    check(("（三）主要任务", 1), ("1.突破关键技术5项", None), ("2.承担项目6项", None), ("3.建成平台2个", None), BODY)


@pytest.mark.parametrize("text", ["第二十条 未尽事宜另行协商。", "第九条 争议由法院管辖。", "第三条 本协议长期有效。"])
def test_a_short_sentence_is_no_title_of_an_article(text: str) -> None:
    _, title, rest = article(text)
    assert title == ""
    assert rest.endswith("。")


def test_blank_lines_of_a_cover_are_labels() -> None:
    document = doc(
        para("组建申请表", size=26.0, bold=True, align="center"),
        para("产业领域：                ", size=16.0, bold=True),
        para("核心平台：", size=16.0, bold=True),
        para("联系人：", size=16.0, bold=True),
        PageBreak(),
        para("填表说明", size=18.0, bold=True, align="center"),
        para("一、申请表一式三份，盖章后报所在地科技主管部门审核。", size=12.0),
        para(BODY * 4, size=12.0),
    )
    assert levels(document) == [("组建申请表", 0), ("填表说明", 1)]


def test_a_title_that_names_two_documents() -> None:
    table = form(("姓名", "单位"))
    assert levels(doc("文件6", para("理事推荐名单，秘书处人员名单", align="center"), table)) == [
        ("文件6", 0),
        ("理事推荐名单，秘书处人员名单", 0),
    ]
