"""A Word file's words are found again, paragraph by paragraph, cell by cell, in the PDF that LibreOffice prints."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bench.sample import prose, sentence, write_docx
from doccheck.document.model import Document, Paragraph, Table, Zone
from doccheck.parsers.pdf import parse_pdf

FONT = "Noto Serif CJK SC"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, print_to_pdf: Callable[[Path], Path]) -> tuple[Any, Document]:
    """The benchmark's file: as written, and as read from its PDF."""
    source = tmp_path_factory.mktemp("sample") / "方案.docx"
    write_docx(source)
    return docx.Document(str(source)), parse_pdf(print_to_pdf(source), "方案.pdf")


def squeezed(text: str) -> str:
    """Text without white space: spaces between Han and Latin are not kept by design."""
    return "".join(text.split())


def test_every_paragraph_is_found_whole_and_in_order(sample: tuple[Any, Document]) -> None:
    written, read = sample
    expected = [squeezed(paragraph.text) for paragraph in written.paragraphs]
    found = [squeezed(block.text) for block in read.blocks if isinstance(block, Paragraph)]
    assert len(found) == len(expected)
    for want, have in zip(expected, found, strict=True):
        assert have == want or have.split("、", 1)[-1] == want or have.split("）", 1)[-1] == want


def test_every_cell_is_found_at_its_place(sample: tuple[Any, Document]) -> None:
    written, read = sample
    tables = list(read.tables())
    assert len(tables) == len(written.tables)
    for want, have in zip(written.tables, tables, strict=True):
        assert (have.rows, have.cols) == (len(want.rows), len(want.columns))
        grid = [[squeezed(cell.text) if cell else "" for cell in row] for row in have.grid()]
        assert grid == [[squeezed(cell.text) for cell in row.cells] for row in want.rows]


def test_headers_and_footers_stand_apart(sample: tuple[Any, Document]) -> None:
    _, read = sample
    assert [(paragraph.zone, paragraph.text) for paragraph in read.asides] == [
        (Zone.HEADER, "创新联合体组建材料"),
        (Zone.FOOTER, "- 1 -"),
    ]


def test_headings_are_bold_and_bigger(sample: tuple[Any, Document]) -> None:
    _, read = sample
    blocks = [block for block in read.blocks if isinstance(block, Paragraph)]
    assert {(block.size, block.bold) for block in blocks} == {(22.0, True), (16.0, True), (14.0, True), (12.0, False)}
    assert blocks[0].align == "center"


def test_nothing_is_noticed_in_a_plain_file(sample: tuple[Any, Document]) -> None:
    assert sample[1].incidents == ()


def blank_document() -> Any:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    return document


def indented(holder: Any, text: str) -> None:
    holder.add_paragraph(text).paragraph_format.first_line_indent = Pt(24)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory, print_to_pdf: Callable[[Path], Path]) -> tuple[list[str], Document]:
    """A form whose answer of many paragraphs fills a cell over three pages; gives the answer's paragraphs too."""
    dice = random.Random(7)
    document = blank_document()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("创新联合体项目申报书")
    run.bold, run.font.size = True, Pt(22)
    document.add_paragraph("项目类别：□国家级 ☑省级 □市级")
    table = document.add_table(rows=6, cols=4, style="Table Grid")
    for column, text in enumerate(("姓　名", "王小明", "性别", "男")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "单位名称"
    table.cell(1, 1).merge(table.cell(1, 3)).text = "苏南智能装备研究院有限公司"
    table.cell(2, 0).text = "项目简介"
    answer = table.cell(2, 1).merge(table.cell(2, 3))
    words = [prose(dice, 260) for _ in range(7)]
    answer.text = "（限2000字）"
    for text in words:
        indented(answer, text)
    table.cell(3, 0).merge(table.cell(5, 0)).text = "经费预算"
    for row in (3, 4, 5):
        for column, text in enumerate((f"科目{row}", f"{row}00.00", "万元"), start=1):
            table.cell(row, column).text = text
    side = table.cell(3, 0)._tc.get_or_add_tcPr()
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "tbRlV")
    side.append(direction)
    indented(document, sentence(dice))
    source = tmp_path_factory.mktemp("form") / "申报书.docx"
    document.save(str(source))
    return words, parse_pdf(print_to_pdf(source), "申报书.pdf")


def test_a_cell_over_three_pages_is_one_cell_with_its_paragraphs(form: tuple[list[str], Document]) -> None:
    words, read = form
    (table,) = read.tables()
    assert (table.rows, table.cols) == (6, 4)
    cell = next(cell for cell in table.cells if (cell.row, cell.col) == (2, 1))
    assert (cell.rowspan, cell.colspan) == (1, 3)
    assert [paragraph.text for paragraph in cell.paragraphs] == ["（限2000字）", *words]
    assert {line.page for paragraph in cell.paragraphs for line in paragraph.lines} == {1, 2, 3}


def test_vertical_writing_reads_downwards(form: tuple[list[str], Document]) -> None:
    _, read = form
    (table,) = read.tables()
    cell = next(cell for cell in table.cells if (cell.row, cell.col) == (3, 0))
    assert cell.text == "经费预算"
    assert cell.rowspan == 3


def test_rows_after_the_long_cell_keep_their_places(form: tuple[list[str], Document]) -> None:
    _, read = form
    (table,) = read.tables()
    assert [[cell.text if cell else "" for cell in row][1:] for row in table.grid()[3:]] == [
        ["科目3", "300.00", "万元"],
        ["科目4", "400.00", "万元"],
        ["科目5", "500.00", "万元"],
    ]
    assert isinstance(read.blocks[-2], Table)


def test_choice_boxes_are_kept(form: tuple[list[str], Document]) -> None:
    _, read = form
    assert read.blocks[1] == next(block for block in read.blocks if isinstance(block, Paragraph) and "☑" in block.text)
    assert squeezed(read.text).count("□国家级☑省级□市级") == 1
