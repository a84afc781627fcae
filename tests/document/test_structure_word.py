"""Structure of real Word files, as authors make them: sizes and weights by hand, or styles, or one large table."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from doccheck.document import Document
from doccheck.document.structure import structure
from doccheck.parsers.word import parse_docx

BODY = "联合体由龙头企业牵头，联合高校和科研院所共同组建，围绕产业链关键环节开展协同攻关，已经形成了良好的合作基础。"


def add(file: docx.document.Document, text: str, size: float = 12, bold: bool = False, centred: bool = False) -> None:
    paragraph = file.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = bold or None
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def read(file: docx.document.Document, folder: Path) -> Document:
    file.save(str(folder / "a.docx"))
    return structure(parse_docx(folder / "a.docx", "a.docx"))


def outline(document: Document) -> list[tuple[str, int]]:
    return [(p.text[: p.heading.body].strip(), p.heading.level) for p in document.paragraphs() if p.heading]


def test_form_plan_profile_and_agreement_in_one_file(tmp_path: Path) -> None:
    file = docx.Document()
    add(file, "江苏省创新联合体建设试点", 26, True, True)
    add(file, "申请书", 26, True, True)
    for line in ("创新联合体名称：江苏省碳化硅创新联合体", "联系人：赵明", "填报日期：2023年9月1日"):
        add(file, line, 16)
    add(file, "江苏省科学技术厅", 16, False, True)
    add(file, "2023年制", 16, False, True)
    file.add_page_break()
    add(file, "江苏省创新联合体建设方案", 18, True, True)
    add(file, "一、建设意义及发展方向", 16, True)
    add(file, "1. 创新联合体建设的意义和必要性", 14, True)
    add(file, BODY)
    add(file, "2. 建设基础", 14, True)
    add(file, BODY)
    add(file, "三、保障措施", 16, True)
    add(file, "1. 组织架构")
    add(file, BODY)
    add(file, "（1）理事会。" + BODY)
    add(file, "牵头单位简介", 18, True, True)
    add(file, BODY)
    add(file, "创新联合体组建协议", 18, True, True)
    add(file, "甲方：苏州芯材半导体有限公司")
    add(file, "第一条 建设目标", bold=True)
    add(file, "1. 各方应当按照分工完成任务，并于每季度末报送进展；")
    add(file, "2. 未经其他各方同意，任何一方不得转让权利。")
    add(file, "第二条 本协议自各方签字盖章之日起生效。")
    add(file, "甲方（盖章）：")
    add(file, "日期：2023年8月1日")
    assert outline(read(file, tmp_path)) == [
        ("江苏省创新联合体建设试点", 0),
        ("申请书", 0),
        ("江苏省创新联合体建设方案", 0),
        ("一、建设意义及发展方向", 1),
        ("1. 创新联合体建设的意义和必要性", 2),
        ("2. 建设基础", 2),
        ("三、保障措施", 1),
        ("1. 组织架构", 2),
        ("（1）理事会。", 3),
        ("牵头单位简介", 0),
        ("创新联合体组建协议", 0),
        ("第一条 建设目标", 1),
        ("第二条", 1),
    ]


def test_declared_styles_with_bullets_and_captions(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("赣州市稀土新材料产业科技创新联合体组建方案", 0)
    file.add_heading("1、本联合体目标、定位", 1)
    file.add_paragraph(BODY)
    file.add_heading("现状", 2)
    file.add_paragraph(BODY)
    file.add_paragraph("图1 产业链图")
    file.add_heading("2、各成员", 1)
    file.add_heading("江西理工大学", 2)
    file.add_paragraph(BODY)
    file.add_paragraph("研发平台", style="List Bullet")
    file.add_paragraph("研发团队", style="List Bullet")
    assert outline(read(file, tmp_path)) == [
        ("赣州市稀土新材料产业科技创新联合体组建方案", 0),
        ("1、本联合体目标、定位", 1),
        ("现状", 2),
        ("2、各成员", 1),
        ("江西理工大学", 2),
    ]


def test_annexes_declared_headings_are_titles_though_tables_follow(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("两江新区创新联合体建设方案", 0)
    file.add_heading("一、发展目标", 1)
    file.add_paragraph(BODY)
    file.add_paragraph("• 联合体合作攻关任务分配方案（附表二）").add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    file.add_heading("附表一　产业关键核心技术攻关清单", 1)
    file.add_table(2, 2).cell(0, 0).text = "课题"
    file.add_paragraph("附表二　各单位分工")
    file.add_table(2, 2).cell(0, 0).text = "单位"
    assert outline(read(file, tmp_path)) == [
        ("两江新区创新联合体建设方案", 0),
        ("一、发展目标", 1),
        ("附表一　产业关键核心技术攻关清单", 0),
    ]


def test_a_form_with_questions_and_answers_in_a_table(tmp_path: Path) -> None:
    file = docx.Document()
    table = file.add_table(rows=6, cols=4)
    table.cell(0, 0).text = "联系人"
    table.cell(0, 1).text = "赵明"
    wide = [
        "一、牵头单位及其科技创新核心平台基本情况（限1000字）",
        BODY,
        "二、创新联合体技术创新目标（限1000字）",
        f"（一）近期目标\n{BODY}\n（二）中远期目标\n{BODY}",
        "县（市、区）科技主管部门推荐意见：\n同意推荐。\n（盖章）\n2022年8月1日",
    ]
    for row, text in enumerate(wide, start=1):
        table.cell(row, 0).merge(table.cell(row, 3)).text = text
    document = read(file, tmp_path)
    assert outline(document) == [
        ("一、牵头单位及其科技创新核心平台基本情况（限1000字）", 1),
        ("二、创新联合体技术创新目标（限1000字）", 1),
        ("（一）近期目标", 2),
        ("（二）中远期目标", 2),
    ]
    answer = next(p for p in document.paragraphs() if p.text == BODY)
    assert answer.location.heading == ("一、牵头单位及其科技创新核心平台基本情况（限1000字）",)


def test_a_styled_heading_never_sinks_below_a_run_in_one(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("成员单位概况", 1)
    for unit in ("重庆澜晶半导体装备股份有限公司", "重庆璧禾超纯流体科技有限公司", "渝西应用技术大学"):
        file.add_heading(unit, 2)
        paragraph = file.add_paragraph()
        paragraph.add_run("概况。").bold = True
        paragraph.add_run(BODY)
    found = outline(read(file, tmp_path))
    assert [level for text, level in found if not text.startswith("概况")] == [1, 2, 2, 2]
