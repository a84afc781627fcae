from __future__ import annotations

from collections.abc import Callable

import pytest

from doccheck.document.model import Document, Incident, IncidentKind
from tests.parsers.word.word_files import cell, p, picture, row, run, shape, style, table

Parse = Callable[..., Document]
WHITE = '<w:color w:val="FFFFFF"/>'
SECRET = "这里有隐藏的说明"


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def of(document: Document, kind: IncidentKind) -> list[Incident]:
    return [incident for incident in document.incidents if incident.kind is kind]


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="甲"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="甲">{run(text)}</w:ins>'


def test_revisions_are_read_as_accepted_and_reported(parse: Parse) -> None:
    document = parse(p(run("投入") + deleted("三") + inserted("五") + run("百万元")))
    assert texts(document) == ["投入五百万元"]
    [incident] = of(document, IncidentKind.TRACKED_CHANGES)
    assert (incident.count, incident.quote, incident.location.block) == (2, "五", 0)


def test_moved_text_is_read_where_it_went(parse: Parse) -> None:
    moved = f"<w:moveFrom>{run('移动')}</w:moveFrom>", f"<w:moveTo>{run('移动')}</w:moveTo>"
    assert texts(parse(p(run("甲") + moved[0]) + p(run("乙") + moved[1]))) == ["甲", "乙移动"]


def test_deleted_paragraph_mark_joins_the_paragraphs(parse: Parse) -> None:
    body = p("前半句", '<w:rPr><w:del w:id="1"/></w:rPr>') + p("后半句", '<w:jc w:val="center"/>')
    document = parse(body)
    assert texts(document) == ["前半句后半句"]
    assert [one.align for one in document.paragraphs()] == ["center"]
    assert of(document, IncidentKind.TRACKED_CHANGES)


def test_wholly_deleted_paragraph_leaves_nothing(parse: Parse) -> None:
    assert texts(parse(p(deleted("删去"), '<w:rPr><w:del w:id="1"/></w:rPr>') + p("留下"))) == ["留下"]


def test_deleted_rows_go_and_inserted_rows_stay(parse: Parse) -> None:
    document = parse(
        table(
            row(cell("甲")),
            row(cell(p(deleted("乙"))), properties='<w:del w:id="1"/>'),
            row(cell("丙"), properties='<w:ins w:id="2"/>'),
        )
    )
    assert texts(document) == ["甲", "丙"]
    assert [found.rows for found in document.tables()] == [2]
    assert of(document, IncidentKind.TRACKED_CHANGES)[0].count >= 2


def test_changes_of_format_alone_are_not_reported(parse: Parse) -> None:
    body = p(
        run("甲", '<w:b/><w:rPrChange w:id="1" w:author="甲"><w:rPr/></w:rPrChange>'),
        "<w:pPrChange><w:pPr/></w:pPrChange>",
    )
    assert parse(body).incidents == ()


def test_an_empty_revision_mark_is_no_revision(parse: Parse) -> None:
    assert parse(p('<w:ins w:id="1"/><w:del w:id="2"/>' + run("甲"))).incidents == ()


def comment(number: int, text: str) -> str:
    return f'<w:comment w:id="{number}" w:author="甲">{p(text)}</w:comment>'


def test_comments_are_counted_with_their_first_words(parse: Parse) -> None:
    body = (
        p("甲")
        + p(run("乙") + '<w:r><w:commentReference w:id="1"/></w:r>')
        + p('<w:r><w:commentReference w:id="2"/></w:r>')
    )
    document = parse(body, parts={"comments": comment(1, "请核对金额") + comment(2, "同上")})
    [incident] = of(document, IncidentKind.COMMENTS)
    assert (incident.count, incident.quote, incident.location.block) == (2, "请核对金额", 1)


def test_a_comment_left_in_the_package_without_an_anchor_is_none(parse: Parse) -> None:
    assert parse(p("甲"), parts={"comments": comment(1, "旧批注")}).incidents == ()


@pytest.mark.parametrize(
    "properties", ["<w:vanish/>", WHITE, '<w:sz w:val="2"/>', '<w:color w:themeColor="background1"/>']
)
def test_hidden_text_is_left_out_and_reported(parse: Parse, properties: str) -> None:
    document = parse(p(run("可见") + run(SECRET, properties)))
    assert texts(document) == ["可见"]
    [incident] = of(document, IncidentKind.HIDDEN_TEXT)
    assert (incident.quote, incident.count, incident.location.block) == (SECRET, 1, 0)


def test_hidden_by_a_style_and_shown_by_a_direct_word(parse: Parse) -> None:
    styles = style("h", "隐藏", runs="<w:vanish/>", kind="character")
    body = p(run(SECRET, '<w:rStyle w:val="h"/>') + run("可见", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>'))
    document = parse(body, parts={"styles": styles})
    assert texts(document) == ["可见"]
    assert of(document, IncidentKind.HIDDEN_TEXT)


@pytest.mark.parametrize(
    "body",
    [
        p(run(SECRET, WHITE + '<w:shd w:val="clear" w:fill="1F4E79"/>')),
        p(run(SECRET, WHITE + '<w:highlight w:val="blue"/>')),
        p(run(SECRET, WHITE), '<w:shd w:val="clear" w:fill="1F4E79"/>'),
        table(row(cell(p(run(SECRET, WHITE)), '<w:shd w:val="clear" w:fill="1F4E79"/>'))),
        table(row(cell(p(run(SECRET, WHITE)))), properties='<w:tblStyle w:val="T"/>'),
        p(f"<w:r>{shape(p(run(SECRET, WHITE)))}</w:r>"),
        p(picture(kind="anchor", extra=' behindDoc="1"')) + p(run(SECRET, WHITE)),
    ],
)
def test_white_text_on_a_coloured_ground_is_legible(parse: Parse, body: str) -> None:
    styles = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="彩色"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
        '<w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>'
    )
    document = parse(body, parts={"styles": styles})
    assert SECRET in texts(document)
    assert document.incidents == ()


def test_a_few_hidden_characters_are_not_reported(parse: Parse) -> None:
    document = parse(p(run("可见") + run("（略）", "<w:vanish/>")))
    assert texts(document) == ["可见"]
    assert document.incidents == ()


def test_hidden_field_codes_are_not_reported(parse: Parse) -> None:
    code = '<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>TC "总体目标与主要任务" \\l 1</w:instrText></w:r>'
    body = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert parse(p(body + run("正文"))).incidents == ()


def test_text_box_off_the_page_is_hidden(parse: Parse) -> None:
    away = '<wp:positionH relativeFrom="page"><wp:posOffset>-9000000</wp:posOffset></wp:positionH>'
    document = parse(p(run("可见") + f"<w:r>{shape(p(SECRET), kind='anchor', before=away)}</w:r>"))
    assert texts(document) == ["可见"]
    assert of(document, IncidentKind.HIDDEN_TEXT)


def test_macros(parse: Parse) -> None:
    document = parse(p("甲"), files={"word/vbaProject.bin": b"x"})
    assert len(of(document, IncidentKind.ACTIVE_CONTENT)) == 1


def _object(program: str) -> str:
    return p(f'<w:r><w:object><v:shape/><o:OLEObject ProgID="{program}" r:id="o1"/></w:object></w:r>')


@pytest.mark.parametrize(
    ("program", "expected"),
    [("Package", 1), ("Shell.Explorer.1", 1), ("Equation.DSMT4", 0), ("Visio.Drawing.15", 0), ("Excel.Sheet.12", 0)],
)
def test_embedded_objects(parse: Parse, program: str, expected: int) -> None:
    document = parse(
        _object(program),
        files={"word/embeddings/oleObject1.bin": b"x"},
        relations=[("o1", "oleObject", "embeddings/oleObject1.bin")],
    )
    assert len(of(document, IncidentKind.ACTIVE_CONTENT)) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org/a.dotm", 1),
        ("\\\\server\\share\\a.dotm", 1),
        ("file:///C:\\Users\\a\\Normal.dotm", 0),
        ("Normal.dotm", 0),
    ],
)
def test_attached_template(parse: Parse, target: str, expected: int) -> None:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    document = parse(p("甲"), parts={"settings": ""}, files={"word/_rels/settings.xml.rels": relation})
    assert len(of(document, IncidentKind.ACTIVE_CONTENT)) == expected


def test_damaged_secondary_part_is_told_and_the_text_still_read(parse: Parse) -> None:
    document = parse(p("甲"), parts={"numbering": ""}, edit={"word/numbering.xml": ("</w:numbering>", "")})
    assert texts(document) == ["甲"]
    [incident] = of(document, IncidentKind.DAMAGED_PART)
    assert "自动编号" in incident.detail
