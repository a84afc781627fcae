"""Text boxes, shapes, groups, pictures, SmartArt, charts and embedded objects."""

from __future__ import annotations

import struct
from functools import partial

from tests.parsers.word.word_files import NAMESPACES, cell, p, picture, row, run, shape, table, write_docx

_GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006"


def _either(choice: str, fallback: str, requires: str = "wps") -> str:
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _vml_box(content: str, style: str = "width:144pt;height:72pt") -> str:
    return f'<w:pict><v:shape id="b" style="{style}"><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>'


def frame(inner: str, uri: str, name: str = "对象 1", more: str = "") -> str:
    """A run with an inline graphic of this kind."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="1828800" cy="914400"/><wp:docPr id="3" name="{name}"{more}/>'
        f'<a:graphic><a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _text_boxes() -> str:
    words = p("联系人：王工") + p("电话：0512-66660000")
    modern = _either(shape(words, kind="anchor"), _vml_box(words))
    old = f"<w:r>{_vml_box(p('只有旧式文本框'))}</w:r>"
    tabled = _either(shape(table(row(cell("框内表"), cell("三格"))) + p("表后"), kind="anchor"), _vml_box(p("表后")))
    return p(run("锚点段落") + modern) + p(old) + p(run("框里有表") + tabled) + p("正文继续")


def _groups() -> str:
    def boxed(word: str) -> str:
        return f"<wps:wsp><wps:txbx><w:txbxContent>{p(word)}</w:txbxContent></wps:txbx></wps:wsp>"

    inner = f"<wpg:grpSp>{boxed('技术攻关组')}{boxed('成果转化组')}</wpg:grpSp>"
    group = f"<wpg:wgp>{boxed('理事会')}{boxed('秘书处')}{inner}</wpg:wgp>"
    drawn = (
        '<w:drawing><wp:inline><wp:extent cx="1828800" cy="914400"/><wp:docPr id="4" name="组合 4"/><a:graphic>'
        f'<a:graphicData uri="x">{group}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    shapes = "".join(
        f"<v:rect><v:textbox><w:txbxContent>{p(word)}</w:txbxContent></v:textbox></v:rect>"
        for word in ("理事会", "秘书处")
    )
    fallback = f'<w:pict><v:group style="width:144pt;height:72pt">{shapes}</v:group></w:pict>'
    old = f'<w:r><w:pict><v:group style="width:90pt;height:40pt"><v:group>{shapes}</v:group></v:group></w:pict></w:r>'
    return p("组织架构如下：") + p(_either(drawn, fallback, "wpg")) + p("图1 组织架构图") + p(old)


def _unknown_choice() -> str:
    """A first branch in a namespace of tomorrow, holding nothing that is known: the fallback is what is shown."""
    choice = '<zz:novelty zz:val="1"/>'
    declared = 'zz" xmlns:zz="urn:example:tomorrow'
    return p(_either(choice, _vml_box(p("退路里的文字")), declared)) + p(
        '<w:r><mc:AlternateContent><mc:Choice xmlns:zz="urn:example:tomorrow" Requires="zz"><zz:novelty/></mc:Choice>'
        f'<mc:Choice Requires="wps">{shape(p("第二个分支"), kind="anchor")}</mc:Choice>'
        f"<mc:Fallback>{_vml_box(p('第二个分支'))}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _unseen() -> str:
    """Shapes switched off in the selection pane: their words are not printed."""
    modern = shape(p("窗格里关掉的文本框内容"), kind="anchor").replace('name="文本框 2"', 'name="文本框 2" hidden="1"')
    style = "width:144pt;height:72pt;visibility:hidden"
    return p(run("看得见的正文") + f"<w:r>{modern}</w:r><w:r>{_vml_box(p('旧式形状里藏起的内容'), style)}</w:r>")


def _smart_art() -> dict[str, object]:
    def point(key: int, text: str) -> str:
        return f'<dgm:pt modelId="{key}"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'

    points = "".join(point(index, text) for index, text in enumerate(("理事会", "专家委员会", "秘书处"), 1))
    data = (
        f'<dgm:dataModel {NAMESPACES}><dgm:ptLst><dgm:pt modelId="0" type="doc"/>{points}</dgm:ptLst></dgm:dataModel>'
    )
    inner = '<dgm:relIds r:dm="rIdData" r:lo="rIdLayout" r:qs="rIdStyle" r:cs="rIdColour"/>'
    return {
        "body": p(frame(inner, f"{_GRAPHIC}/diagram", "图示 1")) + p("图1 组织体系"),
        "files": {"word/diagrams/data1.xml": data},
        "relations": [("rIdData", "diagramData", "diagrams/data1.xml")],
    }


def _charts() -> dict[str, object]:
    def rich(text: str) -> str:
        return f"<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx>"

    def points(*values: str) -> str:
        return "".join(f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>' for index, value in enumerate(values))

    bars = (
        f"<c:barChart><c:ser><c:tx><c:strRef><c:f>表!$B$1</c:f><c:strCache>{points('研发投入（万元）')}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:f>表!$A$2</c:f><c:strCache>{points('2022年', '2023年')}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>表!$B$2</c:f><c:numCache>{points('1200', '1500')}</c:numCache></c:numRef></c:val></c:ser></c:barChart>"
    )
    classic = f"<c:chartSpace {NAMESPACES}><c:chart><c:title>{rich('研发投入增长')}</c:title><c:plotArea>{bars}</c:plotArea></c:chart></c:chartSpace>"
    cx = 'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"'
    newer = (
        f'<cx:chartSpace {cx} {NAMESPACES}><cx:chartData><cx:data id="0"><cx:strDim type="cat"><cx:lvl ptCount="2">'
        '<cx:pt idx="0">设备费</cx:pt><cx:pt idx="1">材料费</cx:pt></cx:lvl></cx:strDim><cx:numDim type="val"><cx:lvl>'
        '<cx:pt idx="0">300</cx:pt></cx:lvl></cx:numDim></cx:data></cx:chartData><cx:chart><cx:title><cx:tx><cx:rich>'
        "<a:p><a:r><a:t>经费构成</a:t></a:r></a:p></cx:rich></cx:tx></cx:title></cx:chart></cx:chartSpace>"
    )
    first = frame('<c:chart r:id="rIdOne"/>', f"{_GRAPHIC}/chart", "图表 1")
    modern = frame(
        f'<cx:chart {cx} r:id="rIdTwo"/>', "http://schemas.microsoft.com/office/drawing/2014/chartex", "图表 2"
    )
    choice = modern.removeprefix("<w:r>").removesuffix("</w:r>")
    second = _either(choice, picture("图片 9", "此图表不可用").removeprefix("<w:r>").removesuffix("</w:r>"), "cx1")
    return {
        "body": p(first) + p("图1 研发投入") + p(second) + p("图2 经费构成"),
        "files": {"word/charts/chart1.xml": classic, "word/charts/chartEx1.xml": newer},
        "relations": [("rIdOne", "chart", "charts/chart1.xml"), ("rIdTwo", "chartEx", "charts/chartEx1.xml")],
    }


def metafile(*words: str) -> bytes:
    """An enhanced metafile ([MS-EMF]) that writes these words one under another, as Excel leaves a picture behind."""
    records = b""
    for index, word in enumerate(words):
        text = word.encode("utf-16-le")
        text += b"\x00" * (-len(text) % 4)
        emr_text = struct.pack("<iiIII4iI", 10, 20 * index, len(word), 76, 0, 0, 0, -1, -1, 0)
        body = struct.pack("<4iIff", 0, 0, 100, 20, 1, 1.0, 1.0) + emr_text + text
        records += struct.pack("<II", 84, 8 + len(body)) + body
    end = struct.pack("<IIIII", 14, 20, 0, 0, 20)
    size = 88 + len(records) + len(end)
    header = struct.pack("<II8i", 1, 88, 0, 0, 200, 100, 0, 0, 5000, 2500)
    header += struct.pack(
        "<IIIIHHIIIiiii", 0x464D4520, 0x10000, size, len(words) + 2, 1, 0, 0, 0, 0, 1920, 1080, 508, 286
    )
    return header + records + end


def _spreadsheet() -> dict[str, object]:
    shown = (
        '<w:r><w:object><v:shape id="s" style="width:200pt;height:80pt"><v:imagedata r:id="rIdImage" o:title=""/></v:shape>'
        '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s" DrawAspect="Content" r:id="rIdBook"/></w:object></w:r>'
    )
    image = metafile("科目", "金额（万元）", "设备费", "300", "合计", "300")
    return {
        "body": p("表1 经费预算") + p(shown) + p("以上为预算。"),
        "files": {
            "word/media/image1.emf": image,
            "word/embeddings/Microsoft_Excel_Sheet1.xlsx": b"PK\x05\x06" + bytes(18),
        },
        "relations": [
            ("rIdImage", "image", "media/image1.emf"),
            ("rIdBook", "package", "embeddings/Microsoft_Excel_Sheet1.xlsx"),
        ],
    }


FILES = {
    "text-boxes.docx": partial(write_docx, body=_text_boxes()),
    "groups.docx": partial(write_docx, body=_groups()),
    "unknown-choice.docx": partial(write_docx, body=_unknown_choice()),
    "hidden-shapes.docx": partial(write_docx, body=_unseen()),
    "smart-art.docx": partial(write_docx, **_smart_art()),  # type: ignore[arg-type]
    "charts.docx": partial(write_docx, **_charts()),  # type: ignore[arg-type]
    "embedded-spreadsheet.docx": partial(write_docx, **_spreadsheet()),  # type: ignore[arg-type]
}
