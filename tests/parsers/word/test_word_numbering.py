from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.document.model import Document
from doccheck.parsers.word.numerals import chinese, roman, write_number
from tests.parsers.word.word_files import abstract, cell, level, num, numbered, p, row, style, table

Parse = Callable[..., Document]
CHAPTERS = abstract(
    0, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
)


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 10, "１０"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 2, "b"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 101, "一百〇一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1010, "一千〇一十"),
        ("taiwaneseCountingThousand", 15, "十五"),
        ("japaneseCounting", 101, "百一"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 1, "⒈"),
        ("none", 4, ""),
        ("someFutureFormat", 4, "4"),
    ],
)
def test_number_formats(kind: str, value: int, expected: str) -> None:
    assert write_number(value, kind) == expected


def test_custom_format_pads_like_its_sample() -> None:
    assert write_number(7, "custom", "001, 002, 003, ...") == "007"


@given(st.integers(min_value=1, max_value=99_999_999))
def test_chinese_numerals_read_back(value: int) -> None:
    digits = {char: index for index, char in enumerate("〇一二三四五六七八九")}
    total = section = digit = 0
    for char in chinese(value):
        if char in digits:
            digit = digits[char]
        elif char == "万":
            total, section, digit = (section + digit) * 10_000, 0, 0
        else:
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    assert total + section + digit == value


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numerals_read_back(value: int) -> None:
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    signs = [worth[sign] for sign in roman(value)]
    pairs = zip(signs, [*signs[1:], 0], strict=True)
    assert sum(-one if one < following else one for one, following in pairs) == value


def test_chinese_labels_take_no_space_and_digits_do(parse: Parse) -> None:
    body = numbered("总体目标", 1) + numbered("建设基础", 1, 1) + numbered("现状", 1, 2)
    document = parse(body, parts={"numbering": CHAPTERS + num(1, 0)})
    assert texts(document) == ["一、总体目标", "（一）建设基础", "1. 现状"]
    assert [paragraph.label for paragraph in document.paragraphs()] == ["一、", "（一）", "1."]


def test_label_is_a_prefix_and_spans_cover_the_text(parse: Parse) -> None:
    [paragraph] = parse(numbered("总体目标", 1), parts={"numbering": CHAPTERS + num(1, 0)}).paragraphs()
    assert paragraph.text.startswith(paragraph.label)
    assert (paragraph.spans[0].start, paragraph.spans[-1].end) == (0, len(paragraph.text))


def test_lower_levels_restart_under_each_upper_one(parse: Parse) -> None:
    order = [0, 1, 1, 0, 1, 2, 1, 2]
    document = parse("".join(numbered("甲", 1, one) for one in order), parts={"numbering": CHAPTERS + num(1, 0)})
    assert texts(document) == ["一、甲", "（一）甲", "（二）甲", "二、甲", "（一）甲", "1. 甲", "（二）甲", "1. 甲"]


def test_lvl_restart_names_the_only_level_that_restarts(parse: Parse) -> None:
    lists = abstract(
        0,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2)"),
        level(2, "lowerLetter", "%3", '<w:lvlRestart w:val="1"/>'),
    )
    document = parse(
        "".join(numbered("甲", 1, one) for one in (0, 1, 2, 1, 2, 0, 1, 2)), parts={"numbering": lists + num(1, 0)}
    )
    assert [text for text in texts(document) if text[0] in "abc"] == ["a 甲", "b 甲", "a 甲"]


def test_lvl_restart_zero_never_restarts(parse: Parse) -> None:
    lists = abstract(
        0, level(0, "chineseCounting", "第%1章"), level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
    )
    document = parse("".join(numbered("甲", 1, one) for one in (0, 1, 1, 0, 1)), parts={"numbering": lists + num(1, 0)})
    assert texts(document) == ["第一章甲", "第一条甲", "第二条甲", "第二章甲", "第三条甲"]


def test_legal_numbering_turns_chinese_upper_levels_into_digits(parse: Parse) -> None:
    lists = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    document = parse(numbered("甲", 1) + numbered("乙", 1, 1), parts={"numbering": lists + num(1, 0)})
    assert texts(document) == ["一、甲", "1.1 乙"]


def test_lists_of_one_definition_count_on_and_an_override_begins_anew(parse: Parse) -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, again)
    document = parse("".join(numbered("甲", one) for one in (1, 2, 3, 3, 1)), parts={"numbering": lists})
    assert texts(document) == ["1. 甲", "2. 甲", "1. 甲", "2. 甲", "3. 甲"]


def test_an_override_may_redefine_a_level(parse: Parse) -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
    lists = abstract(0, level(0, "decimal", "%1.")) + num(1, 0, other)
    assert texts(parse(numbered("甲", 1), parts={"numbering": lists})) == ["I)甲"]


def test_list_style_links_are_followed(parse: Parse) -> None:
    lists = (
        abstract(0, level(0, "chineseCounting", "%1、"), more='<w:styleLink w:val="L"/>')
        + abstract(1, more='<w:numStyleLink w:val="L"/>')
        + num(1, 0)
        + num(2, 1)
    )
    styles = style("L", "列表样式", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
    assert texts(parse(numbered("甲", 2), parts={"numbering": lists, "styles": styles})) == ["一、甲"]


def test_number_and_level_are_inherited_separately(parse: Parse) -> None:
    styles = style("A", "标题甲", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style(
        "B", "标题乙", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', based_on="A"
    )
    body = p("甲", '<w:pStyle w:val="A"/>') + p("乙", '<w:pStyle w:val="B"/>')
    assert texts(parse(body, parts={"numbering": CHAPTERS + num(1, 0), "styles": styles})) == ["一、甲", "（一）乙"]


def test_level_is_found_by_the_style_that_it_names(parse: Parse) -> None:
    lists = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="A"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="B"/>'),
    ) + num(1, 0)
    numbers = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("A", "标题甲", numbers) + style("B", "标题乙", numbers)
    body = p("甲", '<w:pStyle w:val="A"/>') + p("乙", '<w:pStyle w:val="B"/>')
    assert texts(parse(body, parts={"numbering": lists, "styles": styles})) == ["一、甲", "1. 乙"]


def test_number_zero_takes_the_numbering_of_a_style_away(parse: Parse) -> None:
    styles = style("A", "标题甲", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = p("甲", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(parse(body, parts={"numbering": CHAPTERS + num(1, 0), "styles": styles})) == ["甲"]


def test_bullets_are_no_numbers(parse: Parse) -> None:
    lists = abstract(
        0,
        level(
            0,
            "bullet",
            "\uf06c",
        ),
        level(1, "decimal", "%1.%2"),
    ) + num(1, 0)
    document = parse(numbered("甲", 1) + numbered("乙", 1, 1), parts={"numbering": lists})
    assert texts(document) == ["● 甲", ".1 乙"]


def test_a_box_as_bullet_stays_a_box(parse: Parse) -> None:
    lists = abstract(0, level(0, "bullet", "\uf0a8")) + num(1, 0)
    assert texts(parse(numbered("国家级", 1), parts={"numbering": lists})) == ["□ 国家级"]


def test_numbering_goes_on_inside_table_cells(parse: Parse) -> None:
    lists = abstract(0, level(0, "decimal", "%1")) + num(1, 0)
    body = table(*(row(cell(numbered("", 1)), cell(name)) for name in ("甲", "乙"))) + numbered("丙", 1)
    document = parse(body, parts={"numbering": lists})
    assert texts(document) == ["1", "甲", "2", "乙", "3 丙"]


def test_text_boxes_count_for_themselves(parse: Parse) -> None:
    lists = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    content = f"<w:txbxContent>{numbered('框内', 1)}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"
    document = parse(numbered("甲", 1) + p(box) + numbered("乙", 1), parts={"numbering": lists})
    assert texts(document) == ["1. 甲", "1. 框内", "2. 乙"]


def test_a_missing_definition_gives_no_label(parse: Parse) -> None:
    assert texts(parse(numbered("甲", 9), parts={"numbering": CHAPTERS + num(1, 0)})) == ["甲"]
