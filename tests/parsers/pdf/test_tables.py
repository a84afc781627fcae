"""Ruled tables: cells, merged cells, parts on several pages; look-alikes that are no tables."""

from __future__ import annotations

from collections.abc import Callable

from doccheck.document.model import Cell, Document, Paragraph, Table
from tests.parsers.pdf.pdf_files import LEFT, Painter, Sheet, han

Parse = Callable[..., Document]
XS = (90, 190, 290, 390)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def spans(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    return {(cell.row, cell.col): (cell.rowspan, cell.colspan) for cell in table.cells}


def rows(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def cell_at(table: Table, row: int, col: int) -> Cell:
    return next(cell for cell in table.cells if (cell.row, cell.col) == (row, col))


def test_a_plain_table_stands_in_its_place(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(LEFT, 100, "表前文字。")
        sheet.grid(XS, (120, 145, 170), [["序号", "单位", "性质"], ["1", "苏南研究院", "企业"]])
        sheet.text(LEFT, 200, "表后文字。")

    document = parse(page)
    before, table, after = document.blocks
    assert isinstance(table, Table)
    assert rows(table) == [["序号", "单位", "性质"], ["1", "苏南研究院", "企业"]]
    assert [block.text for block in (before, after) if isinstance(block, Paragraph)] == ["表前文字。", "表后文字。"]
    cell = cell_at(table, 1, 1)
    assert (cell.location.page, cell.location.table, cell.location.cell) == (1, 0, (1, 1))
    assert cell.location.block == table.location.block == 1
    assert [round(edge) for edge in cell.location.bbox or ()] == [190, 145, 290, 170]


def test_merged_cells_span_the_grid(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.box(90, 120, 390, 195)
        sheet.line(190, 120, 190, 195)
        sheet.line(290, 145, 290, 195)
        sheet.line(190, 145, 390, 145)
        sheet.line(90, 170, 390, 170)
        for x, y, words in ((95, 135, "类别"), (195, 135, "资金"), (195, 160, "财政"), (295, 160, "自筹")):
            sheet.text(x, y, words)

    (table,) = tables(parse(page))
    assert (table.rows, table.cols) == (3, 3)
    assert spans(table)[0, 0] == (2, 1)
    assert spans(table)[0, 1] == (1, 2)
    assert rows(table)[1] == ["类别", "财政", "自筹"]


def test_lines_drawn_as_thin_filled_bars_make_a_table(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        for x in (90, 190, 290):
            sheet.box(x, 120, x + 0.5, 170, fill=True, colour=0)
        for y in (120, 145, 170):
            sheet.box(90, y, 290, y + 0.5, fill=True, colour=0)
        sheet.text(95, 137, "甲")
        sheet.text(195, 162, "乙")

    (table,) = tables(parse(page))
    assert rows(table) == [["甲", ""], ["", "乙"]]


def test_wrapped_text_in_a_cell_is_one_paragraph_and_short_lines_are_several(parse: Parse) -> None:
    words = han(20)

    def page(sheet: Sheet) -> None:
        sheet.grid((90, 220, 350), (120, 200))
        for at in range(2):
            sheet.text(95, 137 + 17 * at, words[10 * at : 10 * at + 10])
        sheet.text(225, 137, "第一项")
        sheet.text(225, 154, "第二项")

    (table,) = tables(parse(page))
    assert [[p.text for p in cell.paragraphs] for cell in table.cells] == [[words], ["第一项", "第二项"]]


def test_a_table_over_the_page_end_is_one_and_its_repeated_head_is_dropped(parse: Parse) -> None:
    head = ["序号", "姓名", "单位"]

    def first(sheet: Sheet) -> None:
        sheet.grid(XS, (700, 725, 750), [head, ["1", "王小明", "甲所"]])

    def second(sheet: Sheet) -> None:
        sheet.grid(XS, (80, 105, 130, 155), [head, ["2", "李小红", "乙所"], ["3", "赵小刚", "丙所"]])
        sheet.text(LEFT, 200, "以上人员。")

    document = parse(first, second)
    (table,) = tables(document)
    assert rows(table) == [head, ["1", "王小明", "甲所"], ["2", "李小红", "乙所"], ["3", "赵小刚", "丙所"]]
    assert cell_at(table, 3, 0).location.page == 2
    assert len(document.blocks) == 2


def test_a_row_cut_by_the_page_end_is_one_row(parse: Parse) -> None:
    words = han(48) + "。"

    def first(sheet: Sheet) -> None:
        sheet.grid((90, 190, 390), (700, 725, 765))
        sheet.text(95, 717, "项目")
        sheet.text(195, 717, "内容")
        sheet.text(95, 742, "简介")
        sheet.text(195, 742, words[:16])
        sheet.text(195, 758, words[16:32])

    def second(sheet: Sheet) -> None:
        sheet.grid((90, 190, 390), (80, 120))
        sheet.text(195, 97, words[32:48])
        sheet.text(195, 113, words[48:])

    (table,) = tables(parse(first, second))
    assert rows(table) == [["项目", "内容"], ["简介", words]]


def test_a_finished_row_is_not_drawn_over_the_page_end(parse: Parse) -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid(XS, (700, 725, 750), [["序号", "指标", "备注"], ["1", "专利五件。", ""]])

    def second(sheet: Sheet) -> None:
        sheet.grid(XS, (80, 105), [["2", "标准两项。", ""]])

    (table,) = tables(parse(first, second))
    assert [row[:2] for row in rows(table)] == [["序号", "指标"], ["1", "专利五件。"], ["2", "标准两项。"]]


def test_a_row_left_open_at_the_page_end_goes_on(parse: Parse) -> None:
    def first(sheet: Sheet) -> None:
        for x in (90, 190, 390):
            sheet.line(x, 700, x, 780)
        for y in (700, 725):
            sheet.line(90, y, 390, y)
        sheet.text(95, 717, "项目")
        sheet.text(95, 742, "简介")
        sheet.text(195, 742, "第一段。")

    def second(sheet: Sheet) -> None:
        sheet.grid((90, 190, 390), (80, 120), [["", "第二段。"]])

    (table,) = tables(parse(first, second))
    assert rows(table) == [["项目", ""], ["简介", "第一段。\n第二段。"]]


def test_tables_of_other_columns_stay_apart(parse: Parse) -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid(XS, (700, 725), [["甲", "乙", "丙"]])

    def second(sheet: Sheet) -> None:
        sheet.grid((90, 150, 240, 340, 450), (80, 105), [["子", "丑", "寅", "卯"]])

    assert len(tables(parse(first, second))) == 2


def test_a_line_of_text_between_parts_keeps_tables_apart(parse: Parse) -> None:
    def part(words: str) -> Painter:
        def paint(sheet: Sheet) -> None:
            sheet.text(LEFT, 90, words)
            sheet.grid(XS, (120, 145), [["甲", "乙", "丙"]])

        return paint

    assert len(tables(parse(part("表1 人员名单如下"), part("表2 经费预算如下")))) == 2


def test_a_box_around_a_text_is_a_table_of_one_cell(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.box(90, 120, 500, 260)
        sheet.text(250, 140, "承诺书")
        sheet.text(100, 170, "本单位承诺材料真实。")

    (table,) = tables(parse(page))
    assert [p.text for p in table.cells[0].paragraphs] == ["承诺书", "本单位承诺材料真实。"]


def test_underlines_and_separators_are_no_tables(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        for at, label in enumerate(("项目名称：", "牵头单位：", "联系人：", "日期：")):
            sheet.text(LEFT, 120 + 30 * at, label)
            sheet.line(LEFT + 70, 123 + 30 * at, 450, 123 + 30 * at)
        sheet.line(LEFT, 300, 500, 300)

    document = parse(page)
    assert not tables(document)
    assert document.text.startswith("项目名称：____")


def test_a_border_around_the_page_is_no_table(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.box(25, 25, 570, 817)
        sheet.paragraph(120, han(200))

    document = parse(page)
    assert not tables(document)
    assert len(document.text) == 200


def test_a_table_with_horizontal_rules_only_is_read(parse: Parse) -> None:
    given = [["指标", "现状", "目标"], ["发明专利", "12件", "36件"], ["研发投入", "3.1%", "5.2%"]]

    def page(sheet: Sheet) -> None:
        for y in (120, 145, 195):
            sheet.line(90, y, 500, y)
        for at, row in enumerate(given):
            for x, words in zip((100, 240, 380), row, strict=True):
                sheet.text(x, 137 + 24 * at, words)

    (table,) = tables(parse(page))
    assert rows(table) == given


def test_a_nested_table_stays_in_its_cell(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid((90, 190, 450), (120, 145, 230), [["甲", "乙"], ["左", ""]])
        sheet.grid((200, 260, 320), (160, 185, 210), [["内一", "内二"], ["内三", "内四"]])

    (table,) = tables(parse(page))
    (inner,) = cell_at(table, 1, 1).blocks
    assert isinstance(inner, Table)
    assert rows(inner) == [["内一", "内二"], ["内三", "内四"]]
    assert spans(table) == {(0, 0): (1, 1), (0, 1): (1, 1), (1, 0): (1, 1), (1, 1): (1, 1)}


def test_the_line_above_gives_the_caption(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(250, 110, "表2 经费预算表")
        sheet.grid(XS, (120, 145), [["甲", "乙", "丙"]])

    assert tables(parse(page))[0].caption == "表2经费预算表"


def test_labels_with_values_beside_them_are_no_table(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        for at, (label, value) in enumerate(
            (("项目名称：", "数控系统"), ("牵头单位：", "苏南研究院"), ("联系人：", "王小明"))
        ):
            sheet.text(LEFT, 120 + 24 * at, label)
            sheet.text(LEFT + 120, 120 + 24 * at, value)

    assert not tables(parse(page))


def test_a_value_that_runs_on_below_itself_makes_labels_a_table(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        for at, label in ((0, "联合体名称："), (2, "牵头单位："), (3, "联系人：")):
            sheet.text(LEFT, 120 + 20 * at, label)
        for at, value in enumerate(("江苏省细胞与基因治疗药物创新联", "合体", "苏南研究院", "王小明")):
            sheet.text(LEFT + 120, 120 + 20 * at, value)

    (table,) = tables(parse(page))
    assert rows(table)[0] == ["联合体名称：", "江苏省细胞与基因治疗药物创新联合体"]


def test_a_block_of_signatures_cut_by_the_page_end_stays_whole(parse: Parse) -> None:
    def block(name: str) -> str:
        return f"单位（盖章）：{name}\n代表人：张三\n日期：2023年5月"

    def first(sheet: Sheet) -> None:
        sheet.grid(
            (90, 290, 490),
            (640, 700, 730),
            [(block("甲公司"), block("乙公司")), ("单位（盖章）：丙校", "单位（盖章）：丁所")],
        )

    def second(sheet: Sheet) -> None:
        rest = "代表人：李四\n日期：2023年6月"
        sheet.grid((90, 290, 490), (80, 130), [(rest, rest)])

    (table,) = tables(parse(first, second))
    assert rows(table)[1][0] == "单位（盖章）：丙校\n代表人：李四\n日期：2023年6月"


def test_a_form_whose_columns_change_goes_on_over_the_page_end(parse: Parse) -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid((90, 150, 260, 340, 490), (700, 725, 760), [["姓名", "王小明", "性别", "男"]])

    def second(sheet: Sheet) -> None:
        sheet.grid((90, 190, 290, 410, 490), (80, 120, 150), [["序号", "成果", "日期", "备注"]])

    assert len(tables(parse(first, second))) == 1


def test_a_form_goes_on_where_its_next_row_has_the_same_cells(parse: Parse) -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid((90, 150, 260, 340, 490), (640, 665), [["姓名", "王小明", "性别", "男"]])
        sheet.grid((90, 190, 290, 410, 490), (665, 690, 715), [["序号", "成果", "日期", "备注"], ["1", "甲", "五月", ""]])

    def second(sheet: Sheet) -> None:
        sheet.grid((90, 190, 290, 410, 490), (80, 105), [["2", "乙", "六月", ""]])
        sheet.grid((90, 130, 210, 330, 350, 430, 490), (105, 130), [["甲", "乙", "丙", "丁", "戊", "己"]])

    (table,) = tables(parse(first, second))
    assert table.rows == 5


def test_a_wrapped_cell_with_centred_lines_is_one_paragraph(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid((90, 168, 300), (120, 160), [["", "913200001"]])
        sheet.text(93, 137, "统一社会信用")
        sheet.text(117, 153, "代码")

    (table,) = tables(parse(page))
    assert [p.text for p in cell_at(table, 0, 0).paragraphs] == ["统一社会信用代码"]


def test_a_whole_mobile_number_takes_no_figures_of_the_next_line(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid((90, 152, 300), (120, 160), [["", "联系电话"]])
        sheet.text(92, 137, "13951687240", 11)
        sheet.text(92, 153, "025-5867130", 11)

    (table,) = tables(parse(page))
    assert cell_at(table, 0, 0).text.split() == ["13951687240", "025-5867130"]
