from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from doccheck.document.model import Document, PageBreak, Paragraph, Span
from doccheck.parsers.word import parse_docx
from tests.parsers.word.word_files import field, p, run, style

Parse = Callable[..., Document]


def only(document: Document) -> Paragraph:
    [paragraph] = document.paragraphs()
    return paragraph


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (style("a", "Title", '<w:outlineLvl w:val="0"/>'), 0),
        (style("a", "heading 2"), 2),
        (style("a", "标题 3"), 3),
        (style("a", "二级标题"), 2),
        (style("b", "heading 1") + style("a", "我的标题", based_on="b"), 1),
        (style("a", "条", '<w:outlineLvl w:val="3"/>'), 4),
        (
            style("b", "heading 1", '<w:outlineLvl w:val="0"/>')
            + style("a", "x", '<w:outlineLvl w:val="9"/>', based_on="b"),
            None,
        ),
        (style("a", "正文"), None),
        (style("a", "标题栏说明"), None),
    ],
)
def test_level_declared_by_the_style(parse: Parse, styles: str, expected: int | None) -> None:
    assert only(parse(p("甲", '<w:pStyle w:val="a"/>'), parts={"styles": styles})).style_level == expected


def test_level_declared_by_the_paragraph_itself(parse: Parse) -> None:
    styles = style("a", "heading 1")
    document = parse(
        p("甲", '<w:outlineLvl w:val="1"/>') + p("乙", '<w:pStyle w:val="a"/><w:outlineLvl w:val="9"/>'),
        parts={"styles": styles},
    )
    assert [paragraph.style_level for paragraph in document.paragraphs()] == [2, None]


def test_heading_made_with_python_docx(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    file = docx.Document()
    file.add_heading("建设方案", 0)
    file.add_heading("总体目标", 1)
    file.add_paragraph("正文", style="Normal")
    file.save(str(tmp_path / "a.docx"))
    document = parse_docx(tmp_path / "a.docx", "a.docx")
    assert [(one.text, one.style_level) for one in document.paragraphs()] == [
        ("建设方案", 0),
        ("总体目标", 1),
        ("正文", None),
    ]
    assert document.pages is None  # the template's statistics do not fit the text


def test_size_comes_from_run_then_styles_then_defaults(parse: Parse) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("a", "甲", runs='<w:sz w:val="32"/>')
        + style("b", "乙", based_on="a")
        + style("c", "丙", runs='<w:sz w:val="44"/>', kind="character")
    )
    in_style = '<w:pStyle w:val="b"/>'
    body = p("默认") + p("样式", in_style) + p(run("字符样式", '<w:rStyle w:val="c"/>'), in_style)
    body += p(run("直接的长文字", '<w:sz w:val="28"/>') + run("短"), in_style)
    assert [one.size for one in parse(body, parts={"styles": styles}).paragraphs()] == [10.5, 16.0, 22.0, 14.0]


def test_bold_by_most_characters(parse: Parse) -> None:
    document = parse(p(run("加粗标题", "<w:b/>") + run("甲")) + p(run("注", "<w:b/>") + run("普通文字")))
    assert [one.bold for one in document.paragraphs()] == [True, False]


def test_direct_off_overrules_a_bold_style(parse: Parse) -> None:
    styles = style("a", "甲", runs="<w:b/>")
    assert not only(parse(p(run("甲", '<w:b w:val="0"/>'), '<w:pStyle w:val="a"/>'), parts={"styles": styles})).bold


def test_spans_of_equal_looks_are_merged(parse: Parse) -> None:
    paragraph = only(parse(p(run("甲乙") + run("丙") + run("丁", '<w:color w:val="FF0000"/><w:u w:val="single"/>'))))
    assert paragraph.spans == (Span(0, 3, size=10.0), Span(3, 4, size=10.0, colour="FF0000", underline=True))


def test_alignment(parse: Parse) -> None:
    styles = style("a", "甲", '<w:jc w:val="center"/>')
    body = p("甲", '<w:jc w:val="end"/>') + p("乙", '<w:pStyle w:val="a"/>') + p("丙", '<w:jc w:val="both"/>')
    assert [one.align for one in parse(body, parts={"styles": styles}).paragraphs()] == ["right", "center", "justify"]


BREAK = '<w:r><w:br w:type="page"/></w:r>'


def shown(document: Document) -> list[str]:
    return [
        "--" if isinstance(block, PageBreak) else ("|" if block.page_break_before else "") + block.text
        for block in document.blocks
        if isinstance(block, PageBreak | Paragraph)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("甲") + p(BREAK) + p("乙"), ["甲", "--", "|乙"]),
        (p("甲") + p(BREAK + run("乙")) + p("丙"), ["甲", "|乙", "丙"]),
        (p(run("甲") + BREAK) + p("乙"), ["甲", "--", "|乙"]),
        (p(run("甲") + BREAK + run("乙")), ["甲", "--", "|乙"]),
        (p("甲") + p("乙", "<w:pageBreakBefore/>"), ["甲", "|乙"]),
        (p("甲", "<w:sectPr/>") + p("乙") + "<w:sectPr/>", ["甲", "--", "|乙"]),
        (p("甲", "<w:sectPr/>") + p("乙") + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>', ["甲", "乙"]),
    ],
)
def test_forced_page_breaks(parse: Parse, body: str, expected: list[str]) -> None:
    assert shown(parse(body)) == expected


def test_contents_lines_of_a_field_that_spans_paragraphs(parse: Parse) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = p(begin + run("一、目标") + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1", "1")) + p("二、基础 2") + p(end)
    assert [one.toc for one in parse(body + p("一、目标")).paragraphs()] == [True, True, False]


def test_contents_lines_by_style_gallery_and_link(parse: Parse) -> None:
    gallery = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    link = '<w:hyperlink w:anchor="_Toc12">{}</w:hyperlink>'
    body = (
        f"{gallery}<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
        + p("一、目标 1", '<w:pStyle w:val="t"/>')
        + p(link.format(run("二、基础\t3")))
        + p(run("见") + link.format(run("第二章")))
    )
    document = parse(body, parts={"styles": style("t", "toc 1")})
    assert [one.toc for one in document.paragraphs()] == [True, True, True, False]
