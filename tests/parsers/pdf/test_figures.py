"""Pictures and drawings with their captions, and pages that are only a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from doccheck.document.model import Document, Figure, IncidentKind, Table, Zone
from tests.parsers.pdf.pdf_files import HEIGHT, LEFT, WIDTH, Sheet, han

Parse = Callable[..., Document]


@pytest.fixture
def picture(tmp_path: Path) -> str:
    target = tmp_path / "picture.png"
    Image.new("RGB", (60, 40), (30, 90, 160)).save(target)
    return str(target)


def figures(document: Document) -> list[Figure]:
    return [block for block in document.blocks if isinstance(block, Figure)]


def test_a_picture_takes_the_caption_below_it(parse: Parse, picture: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(100, han(80))
        sheet.canvas.drawImage(picture, 150, HEIGHT - 400, 240, 160)
        sheet.centred(420, "图1 组织架构图", 10)
        sheet.paragraph(460, han(80, 5))

    document = parse(page)
    (figure,) = figures(document)
    assert figure.caption == "图1组织架构图"
    assert [round(edge) for edge in figure.location.bbox or ()] == [150, 240, 390, 400]
    assert document.blocks.index(figure) == 1
    assert (figure.width, figure.height) == (240, 160)


def test_a_sentence_that_begins_with_the_word_is_no_caption(parse: Parse, picture: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.drawImage(picture, 150, HEIGHT - 400, 240, 160)
        sheet.paragraph(420, "图书馆与高校院所共建开放平台，" + han(60) + "。")

    assert figures(parse(page))[0].caption == ""


def test_a_small_mark_is_no_figure(parse: Parse, picture: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(120, han(80))
        sheet.canvas.drawImage(picture, 150, HEIGHT - 330, 30, 20)

    assert not figures(parse(page))


def test_a_logo_on_every_page_is_no_figure(parse: Parse, picture: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.drawImage(picture, 400, HEIGHT - 90, 100, 65)
        sheet.paragraph(160, han(80))

    assert not figures(parse(page, page, page))


def test_a_scanned_page_that_nothing_can_recognise_is_reported(
    parse: Parse, picture: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCCHECK_OCR", "none")
    document = parse(
        lambda sheet: sheet.paragraph(120, han(80)),
        lambda sheet: sheet.canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT),
    )
    (incident,) = document.incidents
    assert incident.kind is IncidentKind.NO_TEXT_LAYER
    assert incident.location.page == 2
    assert "第2页是扫描图像" in incident.detail


def test_text_recognised_over_a_scan_is_read_with_a_note(
    parse: Parse, picture: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCCHECK_OCR", "none")

    def page(sheet: Sheet) -> None:
        sheet.canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
        sheet.text(LEFT, 120, han(30), mode=3)

    document = parse(page)
    assert document.text == han(30)
    assert document.ocr
    assert [incident.kind for incident in document.incidents] == [IncidentKind.LOW_CONFIDENCE]


def test_boxes_with_connectors_are_a_drawing_with_its_words(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(100, han(80))
        for x, y, words in ((250, 200, "理事会"), (150, 280, "秘书处"), (350, 280, "专家委员会")):
            sheet.box(x, y, x + 80, y + 30)
            sheet.text(x + 8, y + 20, words)
        sheet.line(290, 230, 290, 255)
        sheet.line(190, 255, 390, 255)
        sheet.line(190, 255, 190, 280)
        sheet.line(390, 255, 390, 280)
        sheet.centred(340, "图2 组织架构", 10)

    document = parse(page)
    assert not [block for block in document.blocks if isinstance(block, Table)]
    (figure,) = figures(document)
    assert figure.caption == "图2组织架构"
    inside = [block.text for block in document.blocks if getattr(block, "zone", None) is Zone.TEXTBOX]
    assert sorted(inside) == ["专家委员会", "理事会", "秘书处"] or "".join(inside).count("会") == 2


def test_a_picture_in_a_table_cell_stays_there(parse: Parse, picture: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid((90, 190, 450), (120, 320), [["架构图", ""]])
        sheet.canvas.drawImage(picture, 220, HEIGHT - 300, 200, 140)

    document = parse(page)
    (table,) = document.tables()
    assert not figures(document)
    assert [type(block) for block in table.cells[1].blocks] == [Figure]


def test_captions_above_their_figures_stay_with_them(parse: Parse, picture: str) -> None:
    def page(sheet: Sheet) -> None:
        for at, words in enumerate(("图1 产业链图", "图2 供应链图")):
            sheet.centred(100 + 200 * at, words, 12)
            sheet.canvas.drawImage(picture, 150, HEIGHT - 285 - 200 * at, 240, 170)

    assert [figure.caption for figure in figures(parse(page))] == ["图1产业链图", "图2供应链图"]
