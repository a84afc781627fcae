"""Hard corners of what stands on PDF pages, each drawn by the function of its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import pdfmetrics

from tests.parsers.pdf.pdf_files import HEIGHT, LEFT, SONG, WIDTH, Sheet, draw

OPENING = "联合体由牵头单位会同高校院所和上下游企业组建，面向产业链关键环节开展技术攻关。"
SECOND = "理事会每季度召开一次会议，审议年度计划、经费安排和成员变动事项，秘书处负责日常工作。"
THIRD = "共有成果的转化收益按照任务书约定的比例分配，没有约定的按照实际投入折算后分配。"


def two_columns(target: Path) -> None:
    """Two columns below a title that runs over both."""

    def page(sheet: Sheet) -> None:
        sheet.centred(90, "产业技术简报", 18)
        for left, words in ((60, OPENING + SECOND + THIRD), (315, (THIRD + SECOND + OPENING))):
            for at in range(0, len(words), 18):
                sheet.text(left, 130 + at // 18 * 20, words[at : at + 18])

    draw(target, page, invariant=1)


def rotated_page(target: Path) -> None:
    """Three pages: upright, with /Rotate 90 over sideways drawing, and drawn upside down without /Rotate."""

    def upright(sheet: Sheet) -> None:
        sheet.paragraph(100, OPENING)

    def sideways(sheet: Sheet) -> None:
        sheet.canvas.translate(WIDTH, 0)
        sheet.canvas.rotate(90)
        sheet.paragraph(HEIGHT - WIDTH + 100, SECOND)

    def over_head(sheet: Sheet) -> None:
        sheet.canvas.translate(WIDTH, HEIGHT)
        sheet.canvas.rotate(180)
        sheet.paragraph(100, THIRD)

    with pikepdf.open(draw(target, upright, sideways, over_head, invariant=1), allow_overwriting_input=True) as file:
        file.pages[1].Rotate = 90
        file.save(target, deterministic_id=True)


def contents_page(target: Path) -> None:
    """A contents page with leaders, then the headings themselves."""
    titles = ("一、建设意义", "二、建设基础", "三、组织架构")

    def contents(sheet: Sheet) -> None:
        sheet.centred(90, "目录", 18)
        for at, words in enumerate(titles):
            sheet.text(LEFT, 130 + 24 * at, f"{words}{'.' * 60}{at + 1}")

    def body(sheet: Sheet) -> None:
        y = 90.0
        for words, below in zip(titles, (OPENING, SECOND, THIRD), strict=True):
            sheet.text(LEFT, y, words, 16)
            y = sheet.paragraph(y + 28, below) + 20

    draw(target, contents, body, invariant=1)


def running_heads(target: Path) -> None:
    """A head of two lines and a page number in Roman, then Arabic figures."""

    def page(number: str, words: str) -> Callable[[Sheet], None]:
        def paint(sheet: Sheet) -> None:
            sheet.text(LEFT, 40, "江苏省创新联合体", 9)
            sheet.text(LEFT, 54, "建设方案（送审稿）", 9)
            sheet.line(LEFT, 58, WIDTH - LEFT, 58)
            sheet.paragraph(110, words)
            sheet.text(WIDTH / 2 - 8, 805, number, 9)

        return paint

    draw(target, page("- i -", OPENING), page("- 1 -", SECOND), page("- 2 -", THIRD), invariant=1)


def watermark(target: Path) -> None:
    """Slanted pale words, and big pale upright ones, behind the text of every page."""

    def page(words: str) -> Callable[[Sheet], None]:
        def paint(sheet: Sheet) -> None:
            canvas = sheet.canvas
            canvas.saveState()
            canvas.setFillGray(0.8)
            canvas.setFont(SONG, 48)
            canvas.translate(150, 300)
            canvas.rotate(40)
            canvas.drawString(0, 0, "内部资料严禁外传")
            canvas.restoreState()
            sheet.text(200, 600, "征求意见稿", 30, colour=(0.85, 0.85, 0.85))
            sheet.paragraph(110, words)

        return paint

    draw(target, page(OPENING), page(SECOND), page(THIRD), invariant=1)


def vertical_text(target: Path) -> None:
    """Columns of vertical writing from right to left, in a font whose writing mode is vertical."""
    columns = ("产业技术创新联合体共建协议", "甲方负责组织关键技术攻关", "乙方负责提供中试验证条件")
    draw(target, lambda sheet: sheet.text(LEFT, 60, " "), invariant=1)
    with pikepdf.open(target, allow_overwriting_input=True) as file:
        info = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4)
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), CIDSystemInfo=info, DW=1000
        )
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light"), Encoding=Name("/UniGB-UCS2-V"),
            DescendantFonts=Array([file.make_indirect(descendant)]),
        )  # fmt: skip
        page = file.pages[0]
        page.Resources = Dictionary(Font=Dictionary(F1=file.make_indirect(font)))
        shown = "".join(
            f"BT /F1 14 Tf {420 - 40 * at} 720 Td <{words.encode('utf-16-be').hex()}> Tj ET "
            for at, words in enumerate(columns)
        )
        page.Contents = file.make_stream(shown.encode())
        file.save(target, deterministic_id=True)


def upright_columns(target: Path) -> None:
    """A side heading of a table whose upright characters are set one below the other."""

    def page(sheet: Sheet) -> None:
        sheet.grid((120, 250, 450), (120, 180, 240))
        sheet.box(90, 120, 120, 240)
        for at, char in enumerate("经费预算"):
            sheet.text(99, 145 + 18 * at, char)
        for row, words in enumerate((("设备费", "120.00"), ("材料费", "80.00"))):
            sheet.text(125, 150 + 60 * row, words[0])
            sheet.text(255, 150 + 60 * row, words[1])

    draw(target, page, invariant=1)


def full_width(target: Path) -> None:
    """Full-width letters and figures stay what they are; Kangxi radicals become plain characters."""

    def page(sheet: Sheet) -> None:
        sheet.text(LEFT, 120, "联系电话：０２５－８６６３７７１２，项目编号ＢＭ２０２３００１")
        sheet.text(LEFT, 150, "⼀、⽣产⼈员占⽐")

    draw(target, page, invariant=1)


def split_ligatures(target: Path) -> None:
    """A font whose ligatures stand for two and three letters: "final office" written with ﬁ and ﬃ."""
    with pikepdf.new() as file:
        procs = Dictionary(
            {f"/g{at}": file.make_stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f") for at in range(1, 9)}
        )
        to_unicode = (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
            b"1 begincodespacerange <00> <ff> endcodespacerange\n8 beginbfchar\n"
            b"<01> <00660069>\n<02> <006E>\n<03> <0061>\n<04> <006C>\n<05> <006F>\n<06> <006600660069>\n"
            b"<07> <0063>\n<08> <0065>\nendbfchar\nendcmap end end"
        )
        font = file.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 600, 700]), FirstChar=1, LastChar=8,
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), Widths=Array([600] * 8), CharProcs=procs,
                Resources=Dictionary(), ToUnicode=file.make_stream(to_unicode),
                Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *[Name(f"/g{at}") for at in range(1, 9)]])),
            )
        )  # fmt: skip
        page = file.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        shown = b"BT /F1 14 Tf 90 700 Td <01020304> Tj ET BT /F1 14 Tf 129 700 Td <05060708> Tj ET"
        page.Contents = file.make_stream(shown)
        file.save(target, deterministic_id=True)


def drawn_twice(target: Path) -> None:
    """Headings made bold by drawing them again a little to the right, once in one object and once in four."""

    def page(sheet: Sheet) -> None:
        for shift in (0, 0.4):
            sheet.text(LEFT + shift, 100, "一、人员人数与收入入账", 16)
        for shift in (0, 0.25, 0.5, 0.75):
            sheet.text(LEFT + shift, 140, "二、1100万元与22%", 14)
        sheet.paragraph(180, OPENING)

    draw(target, page, invariant=1)


def struck_out(target: Path) -> None:
    """A corrected figure, the wrong one struck through, as Word prints tracked changes."""

    def page(sheet: Sheet) -> None:
        sheet.text(LEFT, 120, "其他成员单位出资1,0001,200万元。")
        start = LEFT + pdfmetrics.stringWidth("其他成员单位出资", SONG, 12)
        sheet.line(start, 116, start + pdfmetrics.stringWidth("1,000", SONG, 12), 116)
        sheet.paragraph(150, OPENING)

    draw(target, page, invariant=1)


def table_without_lines(target: Path) -> None:
    """A roster set with tabs, no lines at all, one long cell wrapped."""
    rows = (
        ("序号", "单位名称", "性质", "职责"),
        ("1", "苏南装备研究院", "企业", "牵头组织攻关"),
        ("2", "江东理工大学", "高校", "基础理论与方法研"),
        ("", "", "", "究"),
        ("3", "滨湖检测中心", "院所", "检测验证"),
        ("4", "云岭材料公司", "企业", "材料供应"),
    )

    def page(sheet: Sheet) -> None:
        y = sheet.paragraph(100, OPENING)
        for at, row in enumerate(rows):
            for x, words in zip((95, 145, 280, 340), row, strict=True):
                sheet.text(x, y + 20 + 20 * at, words)
        sheet.paragraph(y + 180, SECOND)

    draw(target, page, invariant=1)


def table_over_pages(target: Path) -> None:
    """A table on three pages whose two head rows are printed again on each, with merged cells in the head."""
    xs = (90, 150, 290, 390, 490)

    def head(sheet: Sheet, y: float) -> None:
        for x in xs:
            sheet.line(x, y if x not in (390,) else y + 25, x, y + 50)
        sheet.line(90, y, 490, y)
        sheet.line(290, y + 25, 490, y + 25)
        sheet.line(90, y + 50, 490, y + 50)
        sheet.text(95, y + 30, "序号")
        sheet.text(155, y + 30, "科目")
        sheet.text(330, y + 17, "经费（万元）")
        sheet.text(295, y + 42, "财政")
        sheet.text(395, y + 42, "自筹")

    def page(first: int, count: int, top: float) -> Callable[[Sheet], None]:
        def paint(sheet: Sheet) -> None:
            head(sheet, top)
            ys = [top + 50 + 25 * at for at in range(count + 1)]
            sheet.grid(xs, ys, [(str(n), f"科目{n}", f"{n}0.00", f"{n}5.00") for n in range(first, first + count)])

        return paint

    draw(target, page(1, 2, 680), page(3, 25, 80), page(28, 2, 80), invariant=1)


def page_number_only(target: Path) -> None:
    """Tables alone on their pages between page numbers: the numbers part no table."""
    xs = (90, 190, 490)

    def page(first: int, count: int, number: int) -> Callable[[Sheet], None]:
        def paint(sheet: Sheet) -> None:
            sheet.grid(
                xs,
                [80 + 25 * at for at in range(count + 1)],
                [(f"指标{n}", f"完成{n}项") for n in range(first, first + count)],
            )
            sheet.text(WIDTH / 2 - 10, 812, f"第 {number} 页", 9)

        return paint

    draw(target, page(1, 28, 1), page(29, 3, 2), invariant=1)


PAGES = {
    function.__name__.replace("_", "-"): function
    for function in (
        two_columns, rotated_page, contents_page, running_heads, watermark, vertical_text, upright_columns, full_width,
        split_ligatures, drawn_twice, struck_out, table_without_lines, table_over_pages, page_number_only,
    )
}  # fmt: skip
