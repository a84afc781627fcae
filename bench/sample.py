"""A deterministic 20-page Chinese project file for the benchmarks: numbered clauses, prose, merged tables.

The same seed gives the same text on every machine. Words are invented; no person or firm exists.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

SUBJECTS = [
    "联合体",
    "牵头单位",
    "成员单位",
    "理事会",
    "专家委员会",
    "秘书处",
    "项目组",
    "技术攻关小组",
    "产业链上下游企业",
    "高校院所",
]
VERBS = [
    "负责",
    "共同推进",
    "组织实施",
    "统筹协调",
    "持续开展",
    "定期评估",
    "重点突破",
    "牵头编制",
    "按季度通报",
    "稳步扩大",
]
OBJECTS = [
    "关键核心技术攻关",
    "中试平台建设",
    "科技成果转化",
    "知识产权共享机制",
    "人才联合培养",
    "行业标准研制",
    "首台套装备示范应用",
    "供应链协同创新",
    "研发经费统筹使用",
    "年度建设任务分解",
    "开放共享服务",
    "检验检测能力提升",
]
TAILS = [
    "并形成可复制可推广的经验做法",
    "确保各项指标按期完成",
    "力争三年内实现规模化应用",
    "相关支出单独核算、专款专用",
    "由秘书处汇总后报理事会审议",
    "切实解决产业发展中的共性难题",
    "研发投入占营业收入比重不低于5.2%",
    "累计申请发明专利不少于36件",
]
HEADINGS = [
    "总体思路与建设目标",
    "建设基础与必要性",
    "组织架构与运行机制",
    "重点攻关任务",
    "资源整合与平台建设",
    "成果转化与利益分配",
    "经费预算与使用管理",
    "进度安排与考核指标",
    "风险分析与保障措施",
    "附则",
]
CITIES = ["渝州", "江北", "两江", "永川", "赣南", "苏南", "滨湖", "云岭"]
TRADES = ["智能装备", "稀土新材料", "生物医药", "汽车电子", "工业软件", "氢能源", "微电子", "轨道交通"]


def sentence(dice: random.Random) -> str:
    """One invented sentence of some 30 to 60 characters."""
    parts = [f"{dice.choice(SUBJECTS)}{dice.choice(VERBS)}{dice.choice(OBJECTS)}" for _ in range(dice.randint(1, 3))]
    money = f"，投入资金{dice.randint(100, 9000)}.{dice.randint(10, 99)}万元"
    figure = dice.choice(["", money, f"，到{dice.randint(2024, 2027)}年底前完成"])
    return "，".join(parts) + figure + "，" + dice.choice(TAILS) + "。"


def prose(dice: random.Random, length: int) -> str:
    """A paragraph of at least ``length`` characters."""
    text = ""
    while len(text) < length:
        text += sentence(dice)
    return text


def write_docx(target: Path, seed: int = 2023, chapters: int = 10, paragraphs: int = 3) -> None:
    """Write the sample: about 21,000 characters, automatic chapter numbers, ten tables with merged cells.

    Each chapter has three sections of so many ``paragraphs`` and one table.
    """
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    dice = random.Random(seed)
    document: Any = docx.Document()
    _page_setup(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("两江新区智能装备创新联合体建设方案")
    run.bold, run.font.size = True, Pt(22)
    numbers = _numbering(document)
    for index in range(chapters):
        _numbered(document, HEADINGS[index % len(HEADINGS)], numbers, 0, 16)
        for _ in range(3):
            _numbered(document, dice.choice(OBJECTS), numbers, 1, 14)
            for _ in range(paragraphs):
                paragraph = document.add_paragraph(prose(dice, 162))
                paragraph.paragraph_format.first_line_indent = Pt(24)
        if index % 2:
            _budget(document, dice)
        else:
            _members(document, dice, rows=8)
    document.save(str(target))


def _page_setup(document: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.header.paragraphs[0].text = "创新联合体组建材料"
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("- ")
    run = footer.add_run()
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)
    footer.add_run(" -")
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Noto Serif CJK SC", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    style.paragraph_format.line_spacing = 0.92
    style.paragraph_format.space_after = Pt(0)


def _numbering(document: Any) -> int:
    """Add a two-level list (一、 and （一）) to numbering.xml and give its id."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level, text in enumerate(("%1、", "（%2）"))
    )
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}'
            "</w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return 90


def _numbered(document: Any, text: str, number: int, level: int, size: float) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(size)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def _budget(document: Any, dice: random.Random) -> None:
    """A budget with a merged heading over two columns and a merged label beside four rows."""
    table = document.add_table(rows=8, cols=5, style="Table Grid")
    for column, text in enumerate(("类别", "科目", "资金来源（万元）", "", "合计")):
        table.cell(0, column).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column, text in ((2, "财政资金"), (3, "自筹资金")):
        table.cell(1, column).text = text
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(2, 0).merge(table.cell(5, 0)).text = "直接费用"
    table.cell(6, 0).merge(table.cell(7, 0)).text = "间接费用"
    for row, subject in enumerate(("设备费", "材料费", "测试化验加工费", "劳务费", "管理费", "绩效支出"), start=2):
        public, own = dice.randint(10, 900), dice.randint(10, 900)
        for column, text in ((1, subject), (2, f"{public}.00"), (3, f"{own}.00"), (4, f"{public + own}.00")):
            table.cell(row, column).text = text


def _members(document: Any, dice: random.Random, rows: int) -> None:
    """A member roster whose long last column wraps and whose last row is merged into one note."""
    table = document.add_table(rows=rows, cols=4, style="Table Grid")
    for column, text in enumerate(("序号", "单位名称", "性质", "任务分工")):
        table.cell(0, column).text = text
    for row in range(1, rows - 1):
        name = f"{dice.choice(CITIES)}{dice.choice(TRADES)}研究院有限公司"
        kind = dice.choice(["企业", "高校", "科研院所"])
        for column, text in enumerate((str(row), name, kind, sentence(dice))):
            table.cell(row, column).text = text
    table.cell(rows - 1, 0).merge(table.cell(rows - 1, 3)).text = "备注：成员单位名称以营业执照为准。"
