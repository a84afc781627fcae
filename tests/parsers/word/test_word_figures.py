from __future__ import annotations

from collections.abc import Callable

import pytest

from doccheck.document.model import Document, Figure, Zone
from tests.parsers.word.word_files import NAMESPACES, cell, field, p, picture, row, run, shape, style, table

Parse = Callable[..., Document]


def figures(document: Document) -> list[Figure]:
    return [block for block in document.blocks if isinstance(block, Figure)]


def test_picture_with_its_description_and_size(parse: Parse) -> None:
    [figure] = figures(parse(p(picture(name="图片 3", alt="组织架构"))))
    assert (figure.alt, figure.name, figure.width, figure.height) == ("组织架构", "图片 3", 144.0, 72.0)


def test_picture_in_a_line_of_text_follows_the_paragraph(parse: Parse) -> None:
    document = parse(p(run("见下图") + picture()) + p("后文"))
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Figure", "Paragraph"]


CENTRED = '<w:jc w:val="center"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(picture()) + p("图1 组织架构"), ["图1 组织架构"]),
        (p(picture()) + p(run("图 ") + field("SEQ 图", "3") + run(" 路线")), ["图 3 路线"]),
        (p("图2-1 路线") + p(picture()) + p("正文如下。"), ["图2-1 路线"]),
        (p(picture()) + p("组织机构图", CENTRED), ["组织机构图"]),
        (p(picture()) + p("技术路线图"), ["技术路线图"]),
        (p(picture()) + p("从图中可以看出，各单位分工明确。", CENTRED), [""]),
        (p(picture()) + p("图书馆共建共享"), [""]),
        (p(picture()) + p("三、技术路线图", '<w:pStyle w:val="h"/>'), [""]),
        (p(picture()) + p(picture()) + p("图1 并排"), ["图1 并排", "图1 并排"]),
        (p("图1 甲") + p(picture()) + p("图2 乙") + p(picture()), ["图1 甲", "图2 乙"]),
        (p(picture()) + p("图1 甲") + p(picture()) + p("图2 乙"), ["图1 甲", "图2 乙"]),
    ],
)
def test_captions(parse: Parse, body: str, expected: list[str]) -> None:
    document = parse(body, parts={"styles": style("h", "heading 1")})
    assert [figure.caption for figure in figures(document)] == expected


def test_picture_in_a_cell_stands_in_the_cell(parse: Parse) -> None:
    [found] = parse(table(row(cell(p(picture()) + p("图1 甲")), cell("乙")))).tables()
    [figure] = [block for block in found.cells[0].blocks if isinstance(block, Figure)]
    assert (figure.caption, figure.location.cell) == ("图1 甲", (0, 0))


def _graphic(inner: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="12700" cy="12700"/><wp:docPr id="1" name="图表 1"/><a:graphic>'
        f"<a:graphicData>{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def test_smart_art_and_chart_words_become_the_description(parse: Parse) -> None:
    files = {
        "word/diagrams/data1.xml": f"<dgm:dataModel {NAMESPACES}><dgm:pt>"
        "<dgm:t><a:p><a:r><a:t>理事会</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "<dgm:pt><dgm:t><a:p><a:r><a:t>专家委</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>",
        "word/charts/chart1.xml": f"<c:chartSpace {NAMESPACES}><c:chart><c:title>"
        "<c:tx><a:p><a:r><a:t>投入</a:t></a:r></a:p></c:tx>"
        "</c:title><c:ser><c:cat><c:pt><c:v>2021年</c:v></c:pt></c:cat></c:ser></c:chart></c:chartSpace>",
    }
    relations = [("d1", "diagramData", "diagrams/data1.xml"), ("c1", "chart", "charts/chart1.xml")]
    body = p(_graphic('<dgm:relIds r:dm="d1"/>')) + p(_graphic('<c:chart r:id="c1"/>'))
    assert [one.alt for one in figures(parse(body, files=files, relations=relations))] == [
        "理事会、专家委",
        "投入、2021年",
    ]


def test_group_is_a_figure_and_its_words_are_read(parse: Parse) -> None:
    boxes = "".join(
        f"<wps:wsp><wps:txbx><w:txbxContent>{p(one)}</w:txbxContent></wps:txbx></wps:wsp>" for one in "甲乙"
    )
    document = parse(p(_graphic(f"<wpg:wgp>{boxes}</wpg:wgp>")))
    assert [one.alt for one in figures(document)] == ["甲、乙"]
    assert [one.text for one in document.paragraphs() if one.zone is Zone.TEXTBOX] == ["甲", "乙"]


def test_loose_shapes_joined_by_lines_are_one_figure_and_a_line_is_none(parse: Parse) -> None:
    line = shape(inner="<wps:cNvCnPr/>")
    boxes = shape(p("理事会")) + shape(p("秘书处"))
    document = parse(p(f"<w:r>{boxes}{line}</w:r>") + p(f"<w:r>{line}</w:r>"))
    assert [one.alt for one in figures(document)] == ["理事会、秘书处"]


def test_vml_picture_and_visio_object_are_figures_and_a_formula_is_none(parse: Parse) -> None:
    image = '<v:shape style="width:100pt;height:2in" alt="旧图"><v:imagedata/></v:shape>'
    body = p(f"<w:r><w:pict>{image}</w:pict></w:r>")
    body += p(f'<w:r><w:object>{image}<o:OLEObject ProgID="Visio.Drawing.15"/></w:object></w:r>')
    body += p(f'<w:r><w:object>{image}<o:OLEObject ProgID="Equation.DSMT4"/></w:object></w:r>')
    assert [(one.alt, one.width, one.height) for one in figures(parse(body))] == [("旧图", 100.0, 144.0)] * 2


def test_word_art_is_read(parse: Parse) -> None:
    document = parse(p('<w:r><w:pict><v:shape><v:textpath string="建设方案"/></v:shape></w:pict></w:r>'))
    assert [one.text for one in document.paragraphs()] == ["建设方案"]
