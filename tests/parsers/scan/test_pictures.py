"""Pictures of pages become paragraphs, headings and tables with places and certainty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bench.reading_pages import stamped, worn
from doccheck.document.model import Document, IncidentKind, Paragraph, Table
from doccheck.document.structure import structure
from doccheck.parsers.errors import LimitReached, UnreadableFile, UnsupportedFormat
from doccheck.parsers.scan import parse_image
from doccheck.parsers.scan import parser as pictures
from tests.parsers.scan.drawn import PROSE, SCALE, Page, prose_page

Read = Callable[..., Document]


def joined(document: Document) -> str:
    return "".join(document.text.split())


def test_lines_are_joined_to_paragraphs_and_headings_keep_their_rank(read: Read) -> None:
    document = structure(read(prose_page().picture))
    title, heading, body = document.blocks
    assert isinstance(title, Paragraph)
    assert isinstance(heading, Paragraph)
    assert isinstance(body, Paragraph)
    assert (title.text, title.size, title.align) == ("创新联合体建设方案", 20.0, "center")
    assert heading.heading is not None
    assert (heading.heading.number, heading.heading.title, heading.size) == ("一、", "组织架构与运行机制", 16.0)
    assert body.text == "".join(PROSE)
    assert body.size == 12.0


def test_every_line_has_its_place_and_certainty(read: Read) -> None:
    document = read(prose_page().picture)
    lines = [line for one in document.paragraphs() for line in one.lines]
    assert len(lines) == 5
    assert all(line.confidence is not None and line.confidence > 0.8 for line in lines)
    left, top, right, bottom = lines[1].bbox
    assert left == pytest.approx(48, abs=4)
    assert right == pytest.approx(48 + 11 * 16, abs=8)
    assert 66 < top < bottom < 96
    assert document.ocr
    assert document.scanned == (1,)


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_page_laid_in_wrongly_is_turned_and_its_places_are_those_of_the_page_as_seen(read: Read, quarter: int) -> None:
    page = worn(prose_page().picture, 3, skew=0.0, noise=4, quarter=quarter)
    document = read(page, name="扫描.png")
    assert "".join(PROSE) in joined(document)
    place = document.blocks[0].location.bbox
    assert place is not None
    assert 0 <= place[0] < place[2] <= page.width / SCALE + 1
    assert 0 <= place[1] < place[3] <= page.height / SCALE + 1
    upright = (place[3] - place[1]) < (place[2] - place[0])
    assert upright == (quarter == 2)


def test_a_page_laid_in_aslant_is_levelled(read: Read) -> None:
    slanted = prose_page().picture.rotate(2.5, resample=Image.Resampling.BICUBIC, fillcolor="white", expand=True)
    document = read(slanted)
    assert [one.text for one in document.paragraphs()][-1] == "".join(PROSE)


def test_a_ruled_form_becomes_a_table_with_boxes(read: Read) -> None:
    page = Page(430, 220).text(150, 15, "基本信息表", 16, bold=True)
    rows = [["单位名称", "江苏锡衡精密机床公司", "法定代表人", "顾衡山"], ["通讯地址", "", "联系电话", "13706185274"]]
    page.grid([30, 100, 250, 325, 405], [50, 80, 110], rows)
    page.grid([30, 100, 405], [110, 160], [["主要产品", "五轴联动加工中心"]])
    document = read(worn(page.picture, 5, skew=0.8, noise=5))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == 1
    grid = tables[0].grid()
    assert [cell.text if cell else None for cell in grid[0]] == rows[0]
    assert [cell.text if cell else None for cell in grid[1]] == rows[1]
    assert [cell.text for cell in tables[0].cells if cell.row == 2] == ["主要产品", "五轴联动加工中心"]
    wide = next(cell for cell in tables[0].cells if cell.text == "五轴联动加工中心")
    assert wide.colspan == 3
    assert wide.location.bbox is not None
    assert wide.location.bbox[2] - wide.location.bbox[0] == pytest.approx(305, abs=8)


def test_low_rows_keep_their_columns_and_strokes_of_letters_make_none(read: Read) -> None:
    ys = [40 + 12.9 * row for row in range(6)]
    rows = [["销售收入", "8,640", "研发投入", "1,296"], ["中国出口", "1,910", "申报单位", "甲由申单"], ["职务", "董事长", "电话", "138"]]
    page = Page(430, 160)
    page.grid([40, 130, 220, 310, 400], ys[:3], [])
    page.grid([40, 130, 400], ys[2:4], [])
    page.grid([40, 130, 220, 310, 400], ys[3:5], [])
    for y, words in zip((ys[0], ys[1], ys[3]), rows, strict=True):
        for x, word in zip((45, 135, 225, 315), words, strict=True):
            page.text(x, y - 1.6, word, 10)
    page.text(45, ys[2] - 1.6, "企业名称", 10).text(135, ys[2] - 1.6, "重庆渝栈工业软件公司", 10)
    (table,) = (block for block in read(worn(page.picture, 3, skew=0.5, noise=5)).blocks if isinstance(block, Table))
    assert [[cell.text for cell in table.cells if cell.row == row] for row in (0, 1, 3)] == rows
    assert [cell.text for cell in table.cells if cell.row == 2] == ["企业名称", "重庆渝栈工业软件公司"]


def test_print_under_a_seal_is_read_and_the_seal_is_not(read: Read) -> None:
    page = prose_page().picture
    document = read(stamped(page, (round(250 * SCALE), round(150 * SCALE)), "渝州云岭研究院有限公司"))
    assert "".join(PROSE) in joined(document)
    assert "渝州" not in joined(document)


def test_red_headings_and_red_notes_stay(read: Read) -> None:
    page = Page().text(60, 20, "渝州市科学技术局文件", 28, bold=True, colour="#d62020")
    page.lines(48, 90, *PROSE)
    for at, words in enumerate(("此处填写联合体组建的背景和必要性，不超过五", "百字，并说明与产业链的关系，提供数据来源。")):
        page.text(48, 180 + 18 * at, words, colour="#e02020")
    text = joined(read(page.picture))
    assert "渝州市科学技术局文件" in text
    assert "此处填写联合体组建的背景和必要性" in text


def test_a_blank_to_be_filled_in_stays_a_blank(read: Read) -> None:
    page = Page(430, 120).text(48, 40, "签署日期：").text(48, 80, "联合体由牵头单位组织成员单位共同建设。")
    page.pen.line((108 * SCALE, 55 * SCALE, 220 * SCALE, 55 * SCALE), fill="black", width=2)
    first = next(read(page.picture).paragraphs())
    assert first.text.startswith("签署日期：__")


def test_strokes_that_touch_are_letters_and_no_line_through_them(read: Read) -> None:
    page = Page(430, 140).text(48, 20, "第十一条期限和其他", bold=True).lines(48, 50, *PROSE)
    page.pen.line((72 * SCALE, 27.5 * SCALE, 107 * SCALE, 27.5 * SCALE), fill="black", width=2)  # 十一 joined in print
    document = read(page.picture)
    assert next(document.paragraphs()).text == "第十一条期限和其他"
    assert not [one for one in document.incidents if one.kind is IncidentKind.TRACKED_CHANGES]


def test_bold_headings_are_told_from_text_though_small_print_is_heavier(read: Read) -> None:
    page = Page(430, 330).text(48, 16, "二、各单位简单介绍", bold=True).lines(48, 40, *PROSE, *PROSE)
    cells = [["单位名称", "统一社会信用代码", "任务分工", "工作职责"]] * 6
    page.grid([48, 140, 250, 330, 400], [180 + 20 * row for row in range(7)], cells, size=9)
    heading, body, *_ = read(worn(page.picture, 6, skew=0.3, noise=5)).paragraphs()
    assert (heading.text, heading.bold, body.bold) == ("二、各单位简单介绍", True, False)


def test_a_tif_has_as_many_pages_as_it_holds(read: Read) -> None:
    pages = [Page(430, 120).text(48, 40, words) for words in ("第一部分总体思路与建设目标", "第二部分组织架构与运行机制")]
    document = read(*(page.picture for page in pages))
    assert document.pages == 2
    assert [one.location.page for one in document.paragraphs()] == [1, 2]
    assert document.format == "tif"


def test_what_was_recognised_is_said_with_its_certainty(read: Read) -> None:
    incidents = [one for one in read(prose_page().picture).incidents if one.kind is IncidentKind.LOW_CONFIDENCE]
    assert incidents
    assert "1 页（首页码第1页）的文字由图像识别得到，共 5 行" in incidents[0].detail
    assert incidents[0].quote


def test_a_blank_page_is_no_trouble(read: Read) -> None:
    document = read(Page(300, 200).picture)
    assert document.blocks == ()
    assert [one.kind for one in document.incidents] == [IncidentKind.IGNORED]


def test_a_damaged_picture_is_told(tmp_path: Path) -> None:
    source = tmp_path / "坏.jpg"
    source.write_bytes(b"\xff\xd8\xff\xe0" + b"\x00" * 40)
    with pytest.raises(UnreadableFile):
        parse_image(source, "坏.jpg")


def test_a_picture_of_too_many_pixels_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOST_PIXELS", 10_000)
    source = tmp_path / "大.png"
    Image.new("RGB", (200, 200)).save(source)
    with pytest.raises(LimitReached, match="200×200"):
        parse_image(source, "大.png")


def test_without_the_extra_a_picture_is_refused_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCCHECK_OCR", "none")
    source = tmp_path / "页.png"
    Image.new("RGB", (200, 200), "white").save(source)
    with pytest.raises(UnsupportedFormat) as caught:
        parse_image(source, "页.png")
    assert "doccheck[ocr]" in caught.value.advice
