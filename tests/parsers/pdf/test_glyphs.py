"""Characters as a reader sees them, whatever the font's codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from doccheck.document.model import Document, Paragraph
from doccheck.parsers.pdf.glyphs import leading_token, readable
from tests.parsers.pdf.pdf_files import LEFT, Sheet, han

Parse = Callable[..., Document]


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("⼀", "一"), ("⼈", "人"), ("⻚", "页"), ("⻓", "长"), ("⻋", "车"),
        ("\uf90a", "金"), ("ﬁ", "fi"), ("中", "中"),
        ("\x07", ""), ("\u200b", ""), ("\uf0fe", "☑"), ("\uf052", "☑"), ("\uf0a8", "□"), ("\uf06f", "□"),
        ("\uf0fc", "√"), ("\uf050", "√"),
    ],
)  # fmt: skip
def test_codes_become_plain_characters(given: str, seen: str) -> None:
    assert readable(ord(given)) == seen


@pytest.mark.parametrize(
    ("text", "length"), [("单位", 1), ("（一）", 3), ("位。", 2), ("2023年", 4), ("A公司", 1), ("", 0)]
)
def test_what_a_typesetter_keeps_together(text: str, length: int) -> None:
    assert leading_token(text) == length


@pytest.mark.parametrize("shift", [0.0, 0.4, 1.5])
def test_words_drawn_twice_for_weight_are_read_once(parse: Parse, shift: float) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(LEFT, 120, "创新联合体人人参与")
        sheet.text(LEFT + shift, 120, "创新联合体人人参与")

    assert parse(page).text == "创新联合体人人参与"


def test_stroked_letters_are_bold(parse: Parse) -> None:
    (block,) = parse(lambda sheet: sheet.text(LEFT, 120, "总则", mode=2)).blocks
    assert isinstance(block, Paragraph)
    assert block.bold


def test_invisible_white_and_far_off_text_is_reported_not_read(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.paragraph(120, han(60))
        sheet.text(LEFT, 300, "看不见的文字一", mode=3)
        sheet.text(LEFT, 330, "白色的文字二", colour=(1, 1, 1))
        sheet.text(LEFT, 1200, "页面以外的文字三")

    document = parse(page)
    assert len(document.text) == 60
    (incident,) = [one for one in document.incidents if one.kind == "hidden-text"]
    assert "看不见的文字一" in incident.quote
    assert "白色的文字二" in incident.quote


def test_white_letters_on_a_dark_field_are_read(parse: Parse) -> None:
    def page(sheet: Sheet) -> None:
        sheet.box(80, 100, 300, 130, fill=True, colour=0.2)
        sheet.text(LEFT, 120, "表头文字", colour=(1, 1, 1))

    document = parse(page)
    assert document.text == "表头文字"
    assert not document.incidents
