from __future__ import annotations

from collections.abc import Callable

import pytest

from doccheck.document.model import Document, Figure, Paragraph, Zone
from tests.parsers.word.word_files import cell, field, p, row, run, shape, style, table

Parse = Callable[..., Document]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_breaks_tabs_and_hyphens(parse: Parse) -> None:
    content = "<w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/><w:t>丁</w:t><w:softHyphen/>"
    assert texts(parse(p(f"<w:r>{content}</w:r>"))) == ["甲\n乙\t丙-丁"]


def test_spaces_count_only_where_they_are_preserved(parse: Parse) -> None:
    assert texts(parse(p("<w:r><w:t>  甲 </w:t></w:r>" + run(" 乙 ")))) == ["甲 乙 "]


@pytest.mark.parametrize(
    ("font", "char", "expected"),
    [
        ("Wingdings 2", "0052", "☑"), ("Wingdings", "00FE", "☑"), ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "00A8", "□"), ("Wingdings", "F0A8", "□"), ("Wingdings", "F06F", "□"),
        ("Wingdings 2", "F050", "√"), ("Wingdings", "F0FC", "√"), ("Wingdings 2", "F0A3", "□"), ("Symbol", "F0B3", "≥"),
    ],
)  # fmt: skip
def test_symbols(parse: Parse, font: str, char: str, expected: str) -> None:
    assert texts(parse(p(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'))) == [expected]


def test_letters_typed_in_a_symbol_font_are_symbols_and_others_are_not(parse: Parse) -> None:
    body = p(
        run("\u00fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
        + run("是 \u00fe", '<w:rFonts w:ascii="宋体"/>')
    )
    assert texts(parse(body)) == ["☑是 þ"]


def test_kangxi_radicals_become_characters_of_the_same_length(parse: Parse) -> None:
    assert texts(parse(p("⼀⽀队伍 ⻓期 ①"))) == ["一支队伍 长期 ①"]


def test_field_results_are_shown_and_instructions_are_not(parse: Parse) -> None:
    assert texts(parse(p(run("第") + field("PAGEREF _Toc1 \\h", "12") + run("页")))) == ["第12页"]


def test_nested_field_in_an_instruction_is_not_shown(parse: Parse) -> None:
    inner = field("MERGEFIELD x", "看不到的")
    body = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + inner
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("结果")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(parse(p(body))) == ["结果"]


def test_a_field_never_closed_does_not_swallow_the_rest(parse: Parse) -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert texts(parse(p(broken) + p("正文仍在"))) == ["正文仍在"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "☑"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "□"),
    ],
)
def test_legacy_check_boxes(parse: Parse, data: str, expected: str) -> None:
    body = p(field("FORMCHECKBOX", None, f"<w:ffData>{data}</w:ffData>") + run("是"))
    assert texts(parse(body)) == [expected + "是"]


def test_legacy_drop_down_shows_its_choice(parse: Parse) -> None:
    entries = '<w:result w:val="1"/><w:listEntry w:val="企业"/><w:listEntry w:val="高校"/>'
    data = f"<w:ffData><w:ddList>{entries}</w:ddList></w:ffData>"
    assert texts(parse(p(field("FORMDROPDOWN", None, data)))) == ["高校"]


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [(r"EQ \o\ac(○,3)", "③"), (r"EQ \o\ac(□,√)", "☑"), (r"EQ \f(1,2)", "1/2")],
)
def test_enclosed_characters(parse: Parse, instruction: str, expected: str) -> None:
    assert texts(parse(p(field(instruction, None)))) == [expected]


@pytest.mark.parametrize(
    ("state", "glyph", "expected"), [("1", "☒", "☑"), ("0", "☐", "□"), ("1", "√", "☑"), ("0", "", "□")]
)
def test_check_box_controls(parse: Parse, state: str, glyph: str, expected: str) -> None:
    box = control(f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>', run(glyph))
    assert texts(parse(p(box + run("同意")))) == [expected + "同意"]


def test_chosen_value_of_a_drop_down_control(parse: Parse) -> None:
    options = '<w:dropDownList><w:listItem w:displayText="甲类" w:value="1"/></w:dropDownList>'
    assert texts(parse(p(run("类别：") + control(options, run("甲类"))))) == ["类别：甲类"]


def test_prompt_of_an_unfilled_control_is_no_text(parse: Parse) -> None:
    body = p(run("名称：") + control("<w:showingPlcHdr/>", run("单击此处输入文字。")))
    assert texts(parse(body)) == ["名称："]


def test_a_filled_control_whose_flag_was_left_behind_is_text(parse: Parse) -> None:
    assert texts(parse(p(run("名称：") + control("<w:showingPlcHdr/>", run("重庆某某有限公司"))))) == [
        "名称：重庆某某有限公司"
    ]


def test_prompt_is_known_by_its_style(parse: Parse) -> None:
    styles = style("ph", "Placeholder Text", kind="character")
    body = p(run("名称：") + control("<w:showingPlcHdr/>", run("公司全称", '<w:rStyle w:val="ph"/>')))
    assert texts(parse(body, parts={"styles": styles})) == ["名称："]


def test_block_and_cell_controls_and_wrappers_are_read(parse: Parse) -> None:
    body = (
        control("", p("块级"))
        + table(control("", row(control("", cell("格级")), cell("<w:customXml>" + p("标记") + "</w:customXml>"))))
        + p("<w:smartTag>" + run("智能") + "</w:smartTag>")
    )
    assert texts(parse(body)) == ["块级", "格级", "标记", "智能"]


def test_ruby_shows_its_base(parse: Parse) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('pīn')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"
    assert texts(parse(p(ruby + run("音")))) == ["拼音"]


def test_equations_are_read_along(parse: Parse) -> None:
    def maths(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:f><m:num>{maths('a+b')}</m:num><m:den>{maths('2')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{maths('x')}</m:e><m:sup>{maths('2')}</m:sup></m:sSup>"
    assert texts(parse(p(run("取") + f"<m:oMath>{fraction}{maths('=')}{power}</m:oMath>"))) == ["取(a+b)/2=x^2"]


def test_alternatives_are_read_once_and_text_boxes_follow_their_anchor(parse: Parse) -> None:
    old = f"<w:pict><v:shape><v:textbox><w:txbxContent>{p('框内文字')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape(p("框内文字"))}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = parse(p(run("正文") + both) + p("后文"))
    assert texts(document) == ["正文", "框内文字", "后文"]
    assert [paragraph.zone for paragraph in document.paragraphs()] == [Zone.BODY, Zone.TEXTBOX, Zone.BODY]
    assert not any(isinstance(block, Figure) for block in document.blocks)


def test_fallback_is_read_where_there_is_no_choice(parse: Parse) -> None:
    assert texts(parse(p(f"<mc:AlternateContent><mc:Fallback>{run('旧式')}</mc:Fallback></mc:AlternateContent>"))) == [
        "旧式"
    ]


def test_text_box_in_a_cell_stays_in_the_cell(parse: Parse) -> None:
    document = parse(table(row(cell(p(run("甲") + f"<w:r>{shape(p('框'))}</w:r>")), cell("乙"))))
    [grid] = document.tables()
    assert [block.zone for block in grid.cells[0].blocks if isinstance(block, Paragraph)] == [Zone.BODY, Zone.TEXTBOX]


def test_notes_headers_and_footers_stand_aside(parse: Parse) -> None:
    body = p(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + (
        '<w:sectPr><w:headerReference w:type="default" r:id="part_header1"/>'
        '<w:footerReference w:type="default" r:id="part_footer1"/></w:sectPr>'
    )
    notes = f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{p("脚注文字")}</w:footnote>'
    parts = {"footnotes": notes, "header1": p("页眉文字"), "footer1": p(run("第") + field("PAGE", "3") + run("页"))}
    document = parse(body, parts=parts)
    assert texts(document) == ["正文"]
    assert [(aside.zone, aside.text) for aside in document.asides] == [
        (Zone.FOOTNOTE, "脚注文字"),
        (Zone.HEADER, "页眉文字"),
        (Zone.FOOTER, "第3页"),
    ]
    assert document.asides[0].location.block == 0


def test_underlined_blank_to_be_filled_is_kept_and_empty_paragraphs_are_not(parse: Parse) -> None:
    assert texts(parse(p(run("      ", '<w:u w:val="single"/>')) + p() + p(run("   ")))) == ["      "]
