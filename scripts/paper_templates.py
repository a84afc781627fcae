"""Make the templates of the papers that officers send (doccheck/reports/papers/templates/*.docx).

Laid out after the habits of GB/T 9704: A4, 22 lines of 28 characters, title in 2号 小标宋, text in 3号 仿宋 on lines
of 29 pt, two characters of indent, headings in 黑体 and 楷体, “— 1 —” outside at the foot. Run it after a change and
commit what it writes; a bureau replaces a template with its own file (docs/outputs.md).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).resolve().parents[1] / "doccheck" / "reports" / "papers" / "templates"
LINE = 29
ALTERNATIVES = {"方正小标宋简体": "宋体", "仿宋": "仿宋_GB2312", "楷体": "楷体_GB2312", "黑体": "SimHei"}
"""Fonts with what stands in for them where they are not installed."""


class Template:
    """A .docx being built: page, styles and foot as official papers have them."""

    def __init__(self, title: str, draft: str) -> None:
        self.docx: Any = docx.Document()
        self.docx.core_properties.author = "doccheck"
        self.docx.core_properties.title = title
        self._styles()
        self._page(draft)
        for name, other in ALTERNATIVES.items():
            self._font(name, other)

    def line(self, text: str, style: str = "Normal") -> Paragraph:
        """A paragraph."""
        paragraph: Paragraph = self.docx.add_paragraph(style=style)
        if text:
            _hinted(paragraph.add_run(text))
        return paragraph

    def date(self, before: str, tag: str, after: str, style: str = "Normal") -> None:
        """A paragraph with a date to pick: a control that Word and WPS open as a calendar."""
        paragraph = self.line(before, style)
        paragraph._p.append(
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val=\"{tag}\"/><w:tag w:val=\"{tag}\"/><w:showingPlcHdr/>"
                '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/>'
                '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date></w:sdtPr>'
                '<w:sdtContent><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
                f'<w:t xml:space="preserve">{{{{ {tag} }}}}</w:t></w:r></w:sdtContent></w:sdt>'
            )
        )
        if after:
            _hinted(paragraph.add_run(after))

    def save(self, name: str) -> None:
        """Write the template."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        self.docx.save(str(FOLDER / name))

    def _styles(self) -> None:
        normal = self.docx.styles["Normal"]
        _font(normal, "仿宋", 16)
        form = normal.paragraph_format
        form.line_spacing = Pt(LINE)
        form.space_before = form.space_after = Pt(0)
        form.widow_control = False
        form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _indent(normal, 200)
        overflow = OxmlElement("w:overflowPunct")  # no mark hangs over the edge of the text
        overflow.set(qn("w:val"), "0")
        normal.element.get_or_add_pPr().insert_element_before(
            overflow, "w:topLinePunct", "w:autoSpaceDE", "w:spacing", "w:ind", "w:jc"
        )
        for name, font, size, align, indent in (
            ("公文标题", "方正小标宋简体", 22, WD_ALIGN_PARAGRAPH.CENTER, 0),
            ("主送机关", "仿宋", 16, WD_ALIGN_PARAGRAPH.LEFT, 0),
            ("一级标题", "黑体", 16, WD_ALIGN_PARAGRAPH.LEFT, 200),
            ("二级标题", "楷体", 16, WD_ALIGN_PARAGRAPH.LEFT, 200),
            ("落款", "仿宋", 16, WD_ALIGN_PARAGRAPH.RIGHT, 0),
            ("版记", "仿宋", 14, WD_ALIGN_PARAGRAPH.LEFT, 0),
            ("表格", "仿宋", 10.5, WD_ALIGN_PARAGRAPH.LEFT, 0),
            ("表头", "黑体", 10.5, WD_ALIGN_PARAGRAPH.CENTER, 0),
            ("表中", "仿宋", 10.5, WD_ALIGN_PARAGRAPH.CENTER, 0),
        ):
            style = self.docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            _font(style, font, size)
            style.paragraph_format.alignment = align
            if name == "公文标题":
                style.paragraph_format.line_spacing = Pt(34)
            if name.startswith("表"):
                style.paragraph_format.line_spacing = Pt(15)
            if name in ("一级标题", "二级标题"):
                style.paragraph_format.keep_with_next = True
            _indent(style, indent)
            if name == "落款":  # sender and date one above the other, in the right half of the page
                style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
                indents = style.element.get_or_add_pPr().get_or_add_ind()
                for side, characters in (("left", 14), ("right", 2)):
                    indents.set(qn(f"w:{side}Chars"), str(characters * 100))
                    indents.set(qn(f"w:{side}"), str(characters * 320))
        language = self.docx.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        language.set(qn("w:eastAsia"), "zh-CN")

    def _page(self, draft: str) -> None:
        section = self.docx.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(24)
        section.header_distance = Mm(15)
        self.docx.settings.odd_and_even_pages_header_footer = True
        for footer, align in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            _number(footer.paragraphs[0], align)
        for header in (section.header, section.even_page_header):
            paragraph = header.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _flush(paragraph)
            run = paragraph.add_run(draft)
            run.font.size = Pt(9)
            _east_asian(run._r.get_or_add_rPr(), "宋体")

    def _font(self, name: str, other: str) -> None:
        table = next(part for part in self.docx.part.package.iter_parts() if part.partname.endswith("fontTable.xml"))
        entry = (
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
            '<w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        )
        blob = table.blob.decode("utf-8")
        table._blob = blob.replace("</w:fonts>", f"{entry}</w:fonts>").encode("utf-8")


def _font(style: Any, name: str, size: float) -> None:
    style.font.size = Pt(size)
    style.font.bold = False
    style.font.name = "Times New Roman"
    _east_asian(style.element.get_or_add_rPr(), name)


def _east_asian(properties: Any, name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.set(qn("w:eastAsia"), name)


def _hinted(run: Any) -> None:
    """Quotation marks and dashes belong to both scripts: here they are Chinese."""
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")


def _indent(style: Any, hundredths: int) -> None:
    """The first line's indent in hundredths of a character."""
    _set_indent(style.element.get_or_add_pPr(), hundredths, int(style.font.size.pt * 20 * hundredths / 100))


def _set_indent(properties: Any, hundredths: int, twips: int) -> None:
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(hundredths))
    indent.set(qn("w:firstLine"), str(twips))


def _flush(paragraph: Paragraph) -> None:
    _set_indent(paragraph._p.get_or_add_pPr(), 0, 0)


def _number(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    """“— 1 —” in 4号 宋体, one character from the outer edge."""
    paragraph.alignment = align
    _flush(paragraph)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    side = "w:right" if align is WD_ALIGN_PARAGRAPH.RIGHT else "w:left"
    indent.set(qn(f"{side}Chars"), "100")
    indent.set(qn(side), "280")
    for kind, text in (("", "— "), ("begin", ""), ("", "PAGE"), ("end", ""), ("", " —")):
        run = paragraph.add_run()
        run.font.size = Pt(14)
        run.font.name = "宋体"
        _east_asian(run._r.get_or_add_rPr(), "宋体")
        if kind:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)
        elif text == "PAGE":
            code = OxmlElement("w:instrText")
            code.text = "PAGE"
            run._r.append(code)
        else:
            run.text = text


def _signed(template: Template) -> None:
    # Sender and date never stand alone on a page.
    for text, style in (("", "Normal"), ("", "Normal"), ("{{ 发文机关 }}", "落款")):
        template.line(text, style).paragraph_format.keep_with_next = True
    template.date("", "成文日期", "", "落款")


def correction_notice() -> None:
    """补正通知书."""
    template = Template("补正通知书", "草拟稿，请经办人审定后删去本行")
    template.line("{{ 申报事项 }}", "公文标题")
    template.line("申报材料补正通知书", "公文标题")
    template.line("")
    template.line("{{ 收件单位 }}：", "主送机关")
    template.line(
        "你单位提交的{{ 申报事项 }}材料（{{ 材料名称 }}）收悉。经对照{{ 通知名称 }}核对，有{{ 补正数 }}处需要补正"
        "{% if 请核对 %}，另有{{ 请核对|length }}处请一并核对{% endif %}。现将有关事项通知如下："
    )
    template.line("{{ 序号.补正 }}、需要补正的内容", "一级标题")
    template.line("{%p for 组 in 补正 %}")
    template.line("（{{ 组.序号 }}）{{ 组.标题 }}", "二级标题")
    template.line("{%p for 项 in 组.项目 %}")
    template.line("{{ 项.序号 }}.{{ 项.问题 }}")
    template.line("{%p if 项.要求 %}")
    template.line("通知要求：“{{ 项.要求 }}”。")
    template.line("{%p endif %}")
    template.line("{%p if 项.位置 %}")
    template.line("所在位置：{{ 项.位置 }}{% if 项.原文 %}，原文为“{{ 项.原文 }}”{% endif %}。")
    template.line("{%p endif %}")
    template.line("补正办法：{{ 项.办法 }}")
    template.line("{%p endfor %}")
    template.line("{%p endfor %}")
    template.line("{%p if 请核对 %}")
    template.line("{{ 序号.核对 }}、请核对的事项", "一级标题")
    template.line("以下事项仅凭所提交的电子材料无法判断，请对照原件核对：")
    template.line("{%p for 项 in 请核对 %}")
    template.line("{{ 项.序号 }}.{{ 项.事项 }}{{ 项.办法 }}")
    template.line("{%p endfor %}")
    template.line("{%p endif %}")
    template.line("{{ 序号.要求 }}、补正要求", "一级标题")
    template.date("请于", "补正期限", "前完成补正，将修改后的全部材料连同修改说明报送；逾期未补正的，按规定办理。")
    template.line("联系人及电话：{{ 联系人及电话 }}").paragraph_format.keep_with_next = True
    _signed(template)
    template.save("补正通知书.docx")


def scorecard() -> None:
    """评分表."""
    template = Template("评分表", "佐证与计算由程序整理，评定分数由评审人员填写")
    section = template.docx.sections[0]
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.left_margin = section.right_margin = Mm(18)
    section.footer_distance = Mm(12)
    template.line("{{ 标题 }}", "公文标题")
    template.line("")
    template.line("申报事项：{{ 申报事项 }}", "版记")
    template.line("牵头单位：{{ 牵头单位 }}　　材料：{{ 申报材料 }}", "版记")
    template.line(
        "满分 {{ 满分 }} 分；按规则已计算 {{ 已算分 }} 分（所涉各项满分 {{ 已算满分 }} 分），"
        "其余 {{ 待评满分 }} 分由评审人员评定。",
        "版记",
    )
    heads = ("序号", "评价内容", "满分", "佐证（文件、位置、摘录）", "计算", "评定")
    widths = (12, 42, 12, 80, 14, 14)
    table = template.docx.add_table(rows=5, cols=len(heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    texts = (
        heads,
        ("{%tr for 行 in 评分 %}", "", "", "", "", ""),
        (
            "{{ 行.序号 }}",
            "{% if 行.类别 %}【{{ 行.类别 }}】{% endif %}{{ 行.要求 }}",
            "{{ 行.满分 }}",
            "",
            "{{ 行.计算分 }}",
            "",
        ),
        ("{%tr endfor %}", "", "", "", "", ""),
        ("", "合　计", "{{ 满分 }}", "", "{{ 已算分 }}", ""),
    )
    for number, (row, cells) in enumerate(zip(table.rows, texts, strict=True)):
        for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = Mm(widths[place])
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER if number in (0, 4) else WD_ALIGN_VERTICAL.TOP
            style = "表头" if number in (0, 4) else "表格" if place in (1, 3) else "表中"
            paragraph = cell.paragraphs[0]
            paragraph.style = template.docx.styles[style]
            if text:
                _hinted(paragraph.add_run(text))
    held = table.rows[2].cells[3]
    for text in ("{%p if 行.算法 %}", "{{ 行.算法 }}", "{%p endif %}", "{%p if 行.说明 %}", "{{ 行.说明 }}",
                 "{%p endif %}", "{%p for 证 in 行.佐证 %}", "{{ 证 }}", "{%p endfor %}"):  # fmt: skip
        _hinted(held.add_paragraph(style="表格").add_run(text))
    held._tc.remove(held.paragraphs[0]._p)
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    for row in (table.rows[0], table.rows[4]):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    template.line("")
    template.line("评审人员（签名）：　　　　　　　　　　日期：　　　　年　　月　　日", "版记")
    template.save("评分表.docx")


def letter() -> None:
    """函."""
    template = Template("函", "草拟稿，请经办人审定后删去本行")
    template.line("{{ 标题 }}", "公文标题")
    template.line("")
    template.line("{{ 收件单位 }}：", "主送机关")
    template.line("{%p for 段 in 正文 %}")
    template.line("{{ 段 }}")
    template.line("{%p endfor %}")
    template.line("{%p if 结语 %}")
    template.line("{{ 结语 }}")
    template.line("{%p endif %}")
    template.line("{%p if 附件 %}")
    template.line("")
    template.line("附件：{% for 件 in 附件 %}{% if 附件|length > 1 %}{{ loop.index }}.{% endif %}{{ 件 }}"
                  "{% if not loop.last %}；{% endif %}{% endfor %}")  # fmt: skip
    template.line("{%p endif %}")
    _signed(template)
    template.line("{%p if 抄送 %}")
    template.line("")
    template.line("抄送：{{ 抄送 }}", "版记")
    template.line("{%p endif %}")
    template.save("函.docx")


if __name__ == "__main__":
    correction_notice()
    scorecard()
    letter()
