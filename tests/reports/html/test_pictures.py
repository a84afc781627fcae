"""Pictures of the pages that findings point to: the right pages, the right boxes, within bounds."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html as lxml_html
from msgspec.structs import replace
from PIL import Image, ImageDraw
from playwright.sync_api import expect

import doccheck.picturing
from doccheck.cli.checking import run_check
from doccheck.document import Document, Location, Paragraph
from doccheck.document.model import Line
from doccheck.document.quoting import Piece
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.report import DocumentNote, Report
from doccheck.parsers.pdf import parse_pdf
from doccheck.parsers.scan.pictures import draw_frames
from doccheck.picturing import picture_pages
from doccheck.reports.html import to_html
from tests.reports.annotate.pdf_support import pdf_file
from tests.reports.annotate.support import report_of
from tests.reports.html.conftest import DEMO, Open


def checked(path: Path, *quotes: tuple[str, int], severity: Severity = Severity.ERROR) -> Report:
    """A report on a PDF with a finding for each quote on a page."""
    document = parse_pdf(path, path.name)
    findings = [
        Finding("N001", severity, f"“{quote}”", "", evidence=(Evidence("d1", quote, Location(page=page)),))
        for quote, page in quotes
    ]
    return report_of(findings, path.name, document)


def dark(picture: bytes, box: tuple[float, float, float, float], width: float) -> float:
    """The share of dark dots in a box given in points."""
    image = Image.open(BytesIO(picture)).convert("L")
    scale = image.width / width
    part = image.crop(tuple(round(edge * scale) for edge in box))  # type: ignore[arg-type]
    return sum(count for level, count in enumerate(part.histogram()) if level < 128) / (part.width * part.height)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True])
def test_the_box_lies_on_the_words(tmp_path: Path, rotate: int, crop: bool) -> None:
    path = pdf_file(tmp_path / "a.pdf", rotate=rotate, crop=crop)
    pictures = picture_pages(checked(path, ("152300", 2)), path)
    (sheet,) = pictures.pages
    (held,) = sheet.boxes
    assert sheet.page == 2
    left, top, right, bottom = held.box
    assert dark(sheet.data, held.box, sheet.width) > 0.1
    # Nothing is printed as far away on the other side of the line.
    assert 25 < max(right - left, bottom - top) < 60
    assert 8 < min(right - left, bottom - top) < 20


def test_only_pages_with_findings_are_drawn_the_gravest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pdf_file(tmp_path / "a.pdf", pages=5)
    given = checked(path, ("152300", 2), ("40 patents", 4), severity=Severity.INFO)
    grave = replace(given.findings[1], severity=Severity.ERROR)
    given = replace(given, findings=(given.findings[0], grave))
    assert [(one.document, one.page) for one in picture_pages(given, path).pages] == [("d1", 2), ("d1", 4)]
    monkeypatch.setattr(doccheck.picturing, "MOST_PAGES", 1)
    pictures = picture_pages(given, path)
    assert [one.page for one in pictures.pages] == [4]
    assert pictures.left_out == 1
    page = lxml_html.fromstring(to_html(given, pictures))
    assert "另有 1 页未附" in page.get_element_by_id("viewer").text_content()


def test_bytes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pdf_file(tmp_path / "a.pdf", pages=4)
    given = checked(path, *(("152300", number) for number in range(1, 5)))
    size = len(picture_pages(given, path).pages[0].data)
    monkeypatch.setattr(doccheck.picturing, "MOST_BYTES", int(2.5 * size))
    pictures = picture_pages(given, path)
    assert (len(pictures.pages), pictures.left_out) == (2, 2)


def test_a_file_changed_since_the_check_is_not_shown(tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "a.pdf")
    given = checked(path, ("152300", 1))
    pdf_file(path, pages=3)
    assert picture_pages(given, path).pages == ()


def test_a_file_that_cannot_be_drawn_costs_only_its_pictures(tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "a.pdf")
    given = checked(path, ("152300", 1))
    path.write_bytes(b"%PDF-1.7\n" + b"\x00" * 100)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    given = replace(given, documents=(DocumentNote("d1", path.name, "pdf", digest, 2),))
    assert picture_pages(given, path).pages == ()


def test_word_files_have_no_pages_to_draw(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK")
    document = Document("a.docx", "docx", "", blocks=(Paragraph("x", Location(block=0)),))
    assert picture_pages(report_of([], "a.docx", document), path).pages == ()


def test_pages_of_picture_files_are_drawn_with_reckoned_boxes(tmp_path: Path) -> None:
    picture = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(picture).rectangle((620, 300, 1000, 340), fill="black")
    path = tmp_path / "a.png"
    picture.save(path, dpi=(150, 150))
    line = Line(0, 8, 1, (115.2, 144.0, 480.0, 163.2))
    paragraph = Paragraph("研发投入五千万元", Location(page=1, block=0), lines=(line,))
    drawn, boxes = draw_frames(path, [1], [[Piece(paragraph, 4, 8)]], 1_000_000)
    (sheet,) = drawn
    assert (round(sheet.width), round(sheet.height)) == (595, 842)
    ((page, box),) = boxes[0]
    assert (page, box) == (1, pytest.approx((297.6, 144.0, 480.0, 163.2)))
    assert dark(sheet.data, box, sheet.width) > 0.95


def test_the_writer_puts_pictures_into_the_page(tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "a.pdf")
    given = checked(path, ("152300", 1))
    tree = lxml_html.fromstring(to_html(given, picture_pages(given, path)))
    (image,) = tree.xpath("//img")
    assert image.get("src").startswith("data:image/webp;base64,")
    assert tree.xpath("//rect[@data-key='1-1']")
    assert image.get("alt") == "a.pdf 第 1 页的图像，文字见“文字”方式"


def test_scanned_pages_show_their_picture_first(open_page: Open, tmp_path: Path) -> None:
    path = pdf_file(tmp_path / "a.pdf")
    given = checked(path, ("152300", 1), ("40 patents", 2))
    pictures = picture_pages(given, path)
    given = replace(given, texts={"d1": replace(given.texts["d1"], scanned=(1,), ocr=True)})
    page = open_page(to_html(given, pictures))
    page.locator("#f1 a.jump").click()
    expect(page.locator("rect.on")).to_be_in_viewport()
    page.locator("#f2 a.jump").click()
    expect(page.locator("mark.on")).to_be_in_viewport()
    page.get_by_role("button", name="原页").click()  # from now on the reader's choice holds
    page.locator("#f1 a.jump").click()
    page.get_by_role("button", name="文字").click()
    page.locator("#f1 a.jump").click()
    expect(page.locator("mark.on")).to_be_in_viewport()


@pytest.mark.parametrize(("mask", "count"), [(False, 2), (True, 0)])
def test_the_command_line_draws_pages_unless_it_masks(tmp_path: Path, mask: bool, count: int) -> None:
    source = DEMO / "两江-智能网联汽车" / "files" / "1 申报书.pdf"
    run_check(source, "liangjiang-2021", "json", tmp_path / "out", None, None, mask=mask)
    tree = lxml_html.fromstring((tmp_path / "out" / "report.html").read_text(encoding="utf-8"))
    assert len(tree.xpath("//img")) >= count
    assert bool(tree.xpath("//img")) is not mask
