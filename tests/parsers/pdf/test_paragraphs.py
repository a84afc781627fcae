"""Printed lines become the paragraphs that a reader sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from doccheck.document.model import Document, Paragraph
from tests.parsers.pdf.pdf_files import LEFT, RIGHT, Sheet, han

Parse = Callable[..., Document]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_lines_of_a_paragraph_are_joined_without_spaces(parse: Parse) -> None:
    words = han(100) + "。"
    assert texts(parse(lambda sheet: sheet.paragraph(120, words))) == [words]


def test_a_line_records_its_words_page_and_box(parse: Parse) -> None:
    words = han(60) + "。"
    paragraph = next(parse(lambda sheet: sheet.paragraph(120, words)).paragraphs())
    assert [words[line.start : line.end] for line in paragraph.lines] == [words[:32], words[32:]]
    x0, top, x1, bottom = paragraph.lines[0].bbox
    assert (x0, x1) == (pytest.approx(LEFT + 24, abs=0.5), pytest.approx(RIGHT, abs=0.5))
    assert top < 120 < bottom
    assert bottom - top < 14
    assert paragraph.location.bbox == paragraph.lines[0].bbox


def test_an_indented_line_opens_a_paragraph_though_the_last_one_is_full(parse: Parse) -> None:
    one, two = han(32 + 34), han(50, 7)

    def page(sheet: Sheet) -> None:
        sheet.paragraph(sheet.paragraph(120, one), two)

    assert texts(parse(page)) == [one, two]


def test_a_short_line_ends_its_paragraph_where_nothing_is_indented(parse: Parse) -> None:
    one, two, three = han(80), han(90, 5), han(40, 9)

    def page(sheet: Sheet) -> None:
        y = sheet.paragraph(120, one, indent=0)
        y = sheet.paragraph(y, two, indent=0)
        sheet.paragraph(y, three, indent=0)

    assert texts(parse(page)) == [one, two, three]


def test_more_space_between_lines_parts_paragraphs(parse: Parse) -> None:
    one, two = han(68), han(68, 3)

    def page(sheet: Sheet) -> None:
        y = sheet.paragraph(120, one, indent=0)
        sheet.paragraph(y + 14, two, indent=0)

    assert texts(parse(page)) == [one, two]


def test_numbered_lines_stay_apart(parse: Parse) -> None:
    rows = ["一、建设背景", "（一）产业基础", "1.主要优势", "（1）人才", "第一条 总则", "第二条 成员"]

    def page(sheet: Sheet) -> None:
        for at, words in enumerate(rows):
            sheet.text(LEFT, 120 + 20 * at, words)

    assert [text.replace(" ", "") for text in texts(parse(page))] == [row.replace(" ", "") for row in rows]


def test_a_bigger_heading_is_not_drawn_into_the_text_below(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(LEFT, 120, han(25), 16)
        sheet.paragraph(145, han(80, 4), indent=0)

    first, second = parse(page).blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.size, second.size) == (16, 12)
    assert len(second.text) == 80


def test_a_decimal_number_at_a_lines_start_opens_nothing(parse: Parse) -> None:
    one, two = han(32), "12.5%的研发投入用于攻关，" + han(20)

    def page(sheet: Sheet) -> None:
        sheet.text(LEFT + 24, 120, one)
        sheet.text(LEFT, 139.2, two)

    assert texts(parse(page)) == [one + two]


def test_a_paragraph_runs_over_the_page_end(parse: Parse) -> None:
    words = han(32 + 34 * 3 + 12)

    def first(sheet: Sheet) -> None:
        sheet.paragraph(720, words[: 32 + 34])

    def second(sheet: Sheet) -> None:
        sheet.paragraph(90, words[66:], indent=0)

    document = parse(first, second)
    assert texts(document) == [words]
    assert [line.page for line in next(document.paragraphs()).lines] == [1, 1, 2, 2, 2]


def test_a_new_paragraph_after_the_page_end_stays_new(parse: Parse) -> None:
    one, two = han(66), han(66, 4)
    assert texts(parse(lambda s: s.paragraph(720, one), lambda s: s.paragraph(90, two))) == [one, two]


def test_latin_words_keep_their_spaces_and_han_lose_theirs(parse: Parse) -> None:
    words = "使用 Python 3.11 与 Open Platform 累计投入 8413 万元"
    joined = "使用Python 3.11与Open Platform累计投入8413万元"
    assert texts(parse(lambda sheet: sheet.text(LEFT, 120, words))) == [joined]


def test_latin_lines_are_joined_by_a_space(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 120, "The consortium shall carry out joint research and share the", 12, "Helvetica")
        sheet.text(90, 136, "results among members of the industry.", 12, "Helvetica")
        sheet.text(90, 200, "Unrelated words stand lower on the page and reach further out", 12, "Helvetica")

    assert texts(parse(page))[0].endswith("share the results among members of the industry.")


def test_letters_set_apart_evenly_are_one_word(parse: Parse) -> None:
    assert texts(parse(lambda s: s.text(150, 120, "创新联合体章程", 18, spread=9))) == ["创新联合体章程"]


def test_a_wide_gap_within_a_line_stays_a_gap(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 120, "甲方（盖章）：")
        sheet.text(320, 120, "乙方（盖章）：")

    (text,) = texts(parse(page))
    assert text.split() == ["甲方（盖章）：", "乙方（盖章）："]


def test_a_rule_under_nothing_is_a_blank_to_fill_in(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 120, "签订日期：")
        sheet.line(150, 122, 198, 122)
        sheet.text(198, 120, "年")
        sheet.line(210, 122, 234, 122)
        sheet.text(234, 120, "月")

    assert texts(parse(page)) == ["签订日期：________年____月"]


def test_a_rule_under_words_is_no_blank(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 120, "项目名称：高端数控机床")
        sheet.line(150, 122, 330, 122)

    assert texts(parse(page)) == ["项目名称：高端数控机床"]


def test_centred_lines_are_marked(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.centred(120, "创新联合体协议", 12)
        for at in range(4):
            sheet.paragraph(160 + 80 * at, han(100, at))

    first, *rest = parse(page).blocks
    assert isinstance(first, Paragraph)
    assert first.align == "center"
    assert all(isinstance(block, Paragraph) and block.align is None for block in rest)


def test_contents_lines_are_marked_and_cleaned(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.centred(100, "目录", 18)
        for at, words in enumerate(("一、建设背景", "二、组织架构")):
            sheet.text(LEFT, 140 + 24 * at, words + "." * 60 + str(3 + at))
        sheet.paragraph(300, han(80))

    paragraphs = [block for block in parse(page).blocks if isinstance(block, Paragraph)]
    assert [block.text for block in paragraphs if block.toc] == ["一、建设背景\t3", "二、组织架构\t4"]
    assert not paragraphs[-1].toc


def test_two_columns_are_read_one_after_the_other(parse: Parse) -> None:
    left, right = han(16 * 14), han(16 * 14, 11)

    def page(sheet: Sheet) -> None:
        for at in range(14):
            sheet.text(80, 120 + 20 * at, left[16 * at : 16 * at + 16])
            sheet.text(310, 120 + 20 * at, right[16 * at : 16 * at + 16])

    assert "".join(texts(parse(page))) == left + right


def test_labels_with_values_beside_them_are_no_columns(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        for at in range(12):
            sheet.text(90, 120 + 24 * at, f"指标{at}：")
            sheet.text(330, 120 + 24 * at, f"数值{at}")

    assert [text.split() for text in texts(parse(page))] == [[f"指标{at}：", f"数值{at}"] for at in range(12)]


def test_dates_beside_the_names_of_a_signature_block_are_no_column(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(80, han(80))
        for at in range(7):
            sheet.text(74, 200 + 42 * at, f"南京沐恩涂层{at}公司（盖章）")
            sheet.text(74, 221 + 42 * at, "法定代表人（签字）：欧阳砚")
            sheet.text(258, 221 + 42 * at, f"日期：2023年9月1{at}日")

    said = ["".join(text.split()) for text in texts(parse(page))][1:]
    signed = [f"法定代表人（签字）：欧阳砚日期：2023年9月1{at}日" for at in range(7)]
    assert said == [line for at in range(7) for line in (f"南京沐恩涂层{at}公司（盖章）", signed[at])]


def test_a_turned_page_is_read_upright(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setPageRotation(90)
        sheet.canvas.translate(sheet.width, 0)
        sheet.canvas.rotate(90)
        sheet.height = sheet.width
        sheet.paragraph(120, han(100))

    paragraph = next(parse(page).paragraphs())
    assert paragraph.text == han(100)
    box = paragraph.location.bbox
    assert box is not None
    assert (box[0], box[3]) == (pytest.approx(LEFT + 24, abs=1), pytest.approx(121.7, abs=1))


def test_page_drawn_sideways_gives_boxes_as_displayed(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.translate(sheet.width, 0)
        sheet.canvas.rotate(90)
        sheet.height = sheet.width
        sheet.paragraph(120, han(100))

    paragraph = next(parse(page).paragraphs())
    assert paragraph.text == han(100)
    box = paragraph.location.bbox
    assert box is not None
    assert box[3] - box[1] > 300  # the line runs along the page's height
    assert box[2] - box[0] < 20
    assert (box[0] + box[2]) / 2 == pytest.approx(116, abs=3)


def test_each_party_of_an_agreement_has_its_paragraph_though_the_line_above_is_full(parse: Parse) -> None:
    full = "甲方（牵头）：" + han(25)

    def page(sheet: Sheet) -> None:
        for number, text in enumerate((full, han(32, 5), "乙方：" + han(29, 3), han(9, 2))):
            sheet.text(LEFT, 120 + 20 * number, text)

    assert [text[:3] for text in texts(parse(page))] == ["甲方（", "乙方："]


def test_a_credit_code_goes_on_behind_its_label(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(LEFT, 120, han(22) + "；统一社会信用代码：")
        sheet.text(LEFT, 140, "91500000MA5U7K3L7P；住所：" + han(12, 4))
        sheet.text(LEFT, 160, han(32, 5))

    assert "统一社会信用代码：91500000MA5U7K3L7P；" in texts(parse(page))[0]
