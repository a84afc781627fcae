"""Running headers, footers and page numbers leave the body; text that only looks like them stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from doccheck.document.model import Document, Zone
from tests.parsers.pdf.pdf_files import LEFT, Painter, Sheet, han

Parse = Callable[..., Document]


def body(number: int, header: str = "", footer: str = "", title: str = "") -> Painter:
    """A page of text with a header and a footer."""

    def page(sheet: Sheet) -> None:
        if header:
            sheet.text(LEFT, 50, header, 10)
        if title:
            sheet.text(LEFT, 90, title, 16)
        sheet.paragraph(120, han(34 * 30, number) + f"第{number}页完。")
        if footer:
            sheet.text(280, 800, footer, 10)

    return page


def asides(document: Document, zone: Zone) -> list[str]:
    return [paragraph.text for paragraph in document.asides if paragraph.zone is zone]


def test_a_repeated_header_is_an_aside(parse: Parse) -> None:
    document = parse(*(body(number, header="创新联合体建设方案") for number in range(1, 4)))
    assert asides(document, Zone.HEADER) == ["创新联合体建设方案"]
    assert "建设方案" not in document.text


@pytest.mark.parametrize("form", ["- {} -", "第{}页 共3页", "{}", "— {} —", "{}/3", "第 {} 页"])
def test_page_numbers_are_asides(parse: Parse, form: str) -> None:
    document = parse(*(body(number, footer=form.format(number)) for number in range(1, 4)))
    assert len(asides(document, Zone.FOOTER)) == 1
    assert len(document.blocks) == 3


def test_the_number_of_a_single_page_is_an_aside(parse: Parse) -> None:
    document = parse(body(1, footer="- 1 -"))
    assert asides(document, Zone.FOOTER) == ["- 1 -"]


def test_a_header_and_its_rule_give_no_blank(parse: Parse) -> None:
    def page(number: int) -> Painter:
        def paint(sheet: Sheet) -> None:
            body(number, header="建设方案")(sheet)
            sheet.line(LEFT, 53, 505, 53)

        return paint

    assert asides(parse(page(1), page(2), page(3)), Zone.HEADER) == ["建设方案"]


def test_numbered_annex_titles_on_each_page_stay_in_the_body(parse: Parse) -> None:
    document = parse(*(body(number, title=f"附件{number}") for number in range(1, 4)))
    assert [block.text for block in document.blocks if getattr(block, "size", 0) == 16] == ["附件1", "附件2", "附件3"]


def test_the_same_title_on_every_form_stays_in_the_body(parse: Parse) -> None:
    document = parse(*(body(number, title="成员单位简介") for number in range(1, 4)))
    assert document.text.count("成员单位简介") == 3


def test_repeated_words_at_the_height_of_text_stay(parse: Parse) -> None:
    def page(number: int, first: str) -> Painter:
        def paint(sheet: Sheet) -> None:
            sheet.text(LEFT, 80, first)
            sheet.paragraph(110, han(34 * 20, number))

        return paint

    firsts = ("基本情况如下", "基本情况如下", "另一页的第一行", "又一页的开头")
    document = parse(*(page(number, first) for number, first in enumerate(firsts)))
    assert document.text.count("基本情况如下") == 2


def test_the_last_line_of_a_full_page_is_no_footer(parse: Parse) -> None:
    document = parse(lambda sheet: sheet.paragraph(90, han(34 * 36)), lambda sheet: sheet.paragraph(90, han(50)))
    assert not document.asides
    assert len(document.text.replace("\n", "")) == 34 * 36 + 50


def test_a_footnote_stands_apart_and_does_not_part_a_paragraph(parse: Parse) -> None:
    words = han(32 + 34 * 3)

    def first(sheet: Sheet) -> None:
        sheet.paragraph(640, words[: 32 + 34])
        sheet.line(LEFT, 700, LEFT + 120, 700)
        sheet.text(LEFT, 716, "1 数据来自年度统计报表。", 9)

    document = parse(first, lambda sheet: sheet.paragraph(90, words[66:], indent=0))
    assert document.text == words
    assert asides(document, Zone.FOOTNOTE) == ["1数据来自年度统计报表。"]


def test_small_print_below_a_rule_without_a_mark_stays(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(640, han(66))
        sheet.line(LEFT, 700, LEFT + 120, 700)
        sheet.text(LEFT, 716, "甲方代表签字处", 9)

    assert "甲方代表签字处" in parse(page).text


def test_a_watermark_is_left_out_and_said_so(parse: Parse) -> None:
    def page(number: int) -> Painter:
        def paint(sheet: Sheet) -> None:
            body(number)(sheet)
            sheet.canvas.saveState()
            sheet.canvas.translate(200, 300)
            sheet.canvas.rotate(45)
            sheet.canvas.setFont("STSong-Light", 40)
            sheet.canvas.setFillGray(0.85)
            sheet.canvas.drawString(0, 0, "内部资料")
            sheet.canvas.restoreState()

        return paint

    document = parse(page(1), page(2))
    assert "内部资料" not in document.text
    (incident,) = [one for one in document.incidents if one.kind == "ignored"]
    assert (incident.quote, incident.count) == ("内部资料", 2)
