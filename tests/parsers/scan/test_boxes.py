"""Boxes to tick on scanned forms, and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.reading_pages import worn
from doccheck.document.model import Document, Table
from tests.parsers.scan.drawn import PROSE, SCALE, Page

Read = Callable[..., Document]


def box(page: Page, x: float, y: float, side: float = 9.5, ticked: bool = False) -> None:
    """A square to tick whose top left corner is (x, y) in points."""
    x0, y0, x1, y1 = (value * SCALE for value in (x, y, x + side, y + side))
    page.pen.rectangle((x0, y0, x1, y1), outline="black", width=2)
    if ticked:
        tick = [(x0 + 5, (y0 + y1) / 2), ((x0 + x1) / 2 - 2, y1 - 6), (x1 - 4, y0 + 5)]
        page.pen.line(tick, fill="black", width=3, joint="curve")


def options(page: Page, left: float, top: float, *words: str, ticked: int) -> None:
    """Options one below the other, one of them ticked."""
    for at, word in enumerate(words):
        y = top + 22 * at
        box(page, left, y + 3.5, ticked=at == ticked)
        page.text(left + 14, y, word)


@pytest.mark.parametrize("ticked", [0, 2])
def test_ticked_and_empty_boxes_of_a_scanned_form_are_told_apart(read: Read, ticked: int) -> None:
    words = ("创新型领军企业", "龙头骨干企业", "国家级技术创新中心")
    page = Page(430, 200).grid([30, 130, 400], [40, 120], [["牵头单位类型"]])
    options(page, 140, 46, *words, ticked=ticked)
    (table,) = (block for block in read(worn(page.picture, 4, skew=0.6, noise=5)).blocks if isinstance(block, Table))
    seen = "".join(table.cells[1].text.split())
    assert seen == "".join(("☑" if at == ticked else "□") + word for at, word in enumerate(words))


def test_boxes_within_a_line_stand_before_their_words(read: Read) -> None:
    page = Page(430, 120).text(40, 40, "是否上市公司：")
    for x, word, ticked in ((135, "是", True), (190, "否", False)):
        box(page, x, 43.5, ticked=ticked)
        page.text(x + 13, 40, word)
    page.lines(40, 70, *PROSE[:2])
    first = next(read(worn(page.picture, 2, skew=0.4, noise=5)).paragraphs())
    assert "".join(first.text.split()) == "是否上市公司：☑是□否"


def test_letters_that_are_square_stay_letters(read: Read) -> None:
    rows = ("全区人口四十五万人，进出口口岸两处，窗口统一口径。", "口头协议无效。因国内团队困难，由园区回购田地。")
    text = "".join("".join(one.text.split()) for one in read(Page(430, 140).lines(48, 40, *rows).picture).paragraphs())
    assert text == "".join(rows)
