"""The same short paper as WPS Office, Google Docs, Word 2007 and strict OOXML write it, and the one for LibreOffice."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.parsers.word.word_files import abstract, cell, field, level, num, p, row, run, style, table, write_docx

_NUMBERS = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、", '<w:suff w:val="nothing"/>'),
    level(1, "chineseCountingThousand", "（%2）", '<w:suff w:val="nothing"/>'),
) + num(1, 0)
_APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Pages>1</Pages><Application>{}</Application></Properties>'


def _listed(level_: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level_}"/><w:numId w:val="1"/></w:numPr>'


def _styles(ids: tuple[str, str, str], names: tuple[str, str, str]) -> str:
    return (
        style(ids[0], names[0], runs='<w:sz w:val="21"/>').replace("<w:style ", '<w:style w:default="1" ')
        + style(ids[1], names[1], '<w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="32"/>', ids[0])
        + style(ids[2], names[2], '<w:outlineLvl w:val="1"/>', "<w:b/>", ids[0])
    )


def _wps() -> dict[str, object]:
    """WPS: numeric style ids, its own custom data, anchors with a fallback, radicals of an old PDF, autofit tables."""
    words = p("内部资料")
    choice = (
        '<w:drawing><wp:anchor><wp:extent cx="1828800" cy="914400"/><wp:docPr id="2" name="文本框 2"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>'
        f"<w:txbxContent>{words}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    fallback = f'<w:pict><v:shape id="_x0000_s1026" o:spid="_x0000_s1026" type="#_x0000_t202"><v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox></v:shape></w:pict>'
    both = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>'
    east = '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    body = (
        p(run("建设基础", east), f'<w:pStyle w:val="2"/><w:bidi w:val="0"/>{_listed(0)}')
        + p(run("牵头单位", east), f'<w:pStyle w:val="3"/>{_listed(1)}')
        + p(
            '<w:bookmarkStart w:id="0" w:name="_GoBack"/>'
            + run("甲公司成立于2012年。", east)
            + '<w:bookmarkEnd w:id="0"/>'
            + both
        )
        + table(row(cell("单位"), cell("甲公司")), properties='<w:tblStyle w:val="8"/><w:tblW w:w="0" w:type="auto"/>')
        + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:space="425" w:num="1"/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'
    )
    return {
        "body": body,
        "parts": {"styles": _styles(("1", "2", "3"), ("Normal", "heading 1", "heading 2")), "numbering": _NUMBERS},
        "files": {
            "docProps/app.xml": _APP.format("WPS Office_12.1.0.16250_F1E327BC-269C-435d-A152-05C5408002CA"),
            "customXml/item1.xml": '<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"><customSectProps><customSectPr/></customSectProps></s:customData>',
        },
    }


def _google() -> dict[str, object]:
    """Google Docs: every run says what it is not, content controls of its own around pieces, no docProps."""
    plain = '<w:rtl w:val="0"/>'

    def held(content: str) -> str:
        return f'<w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'

    body = (
        p(held(run("建设", plain)) + held(run("基础", plain)), f'<w:pStyle w:val="Heading1"/>{_listed(0)}')
        + p(run("牵头单位", plain), f'<w:pStyle w:val="Heading2"/>{_listed(1)}')
        + p(held(f'<w:ins w:id="0" w:author="a">{run("甲公司", plain)}</w:ins>') + run("成立于2012年。", plain))
        + held(table(row(cell("单位"), cell("甲公司"))))
    )
    return {
        "body": body,
        "parts": {
            "styles": _styles(("Normal", "Heading1", "Heading2"), ("normal", "heading 1", "heading 2")),
            "numbering": _NUMBERS,
        },
    }


def _old_word() -> dict[str, object]:
    """Word 2007: VML text boxes, smart tags, proof marks, session ids, a compatibility table cell."""
    box = f'<w:r><w:pict><v:shapetype id="_x0000_t202"/><v:shape type="#_x0000_t202" style="width:100pt;height:30pt"><v:textbox><w:txbxContent>{p("内部资料")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    tag = '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate"><w:smartTagPr/>{}</w:smartTag>'
    body = (
        p(run("建设") + '<w:proofErr w:type="spellStart"/>' + run("基础"), f'<w:pStyle w:val="1"/>{_listed(0)}')
        + p("牵头单位", f'<w:pStyle w:val="2"/>{_listed(1)}')
        + p(run("甲公司成立于") + tag.format(run("2012") + tag.format(run("年"))) + run("。") + box)
        + table(row(cell("单位"), cell("甲公司")), properties='<w:tblLook w:val="01E0"/>')
    )
    return {
        "body": body.replace("<w:p>", '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">'),
        "parts": {"styles": _styles(("a", "1", "2"), ("Normal", "heading 1", "heading 2")), "numbering": _NUMBERS},
        "files": {"docProps/app.xml": _APP.format("Microsoft Office Word")},
    }


_STRICT = (
    ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/"),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
)


def _write_strict(path: Path) -> None:
    """Strict OOXML: the namespaces of ISO/IEC 29500 strict, sizes with units, alignment by start and end, true and false."""
    parts = _old_word()
    body = str(parts["body"]).replace("<w:pict>", '<w:rPr><w:i w:val="false"/></w:rPr><w:pict>')
    body += '<w:sectPr><w:pgSz w:w="595.3pt" w:h="841.9pt"/></w:sectPr>'
    body = body.replace(f'<w:pStyle w:val="2"/>{_listed(1)}', f'<w:pStyle w:val="2"/>{_listed(1)}<w:jc w:val="end"/>')
    styles = (
        _styles(("a", "1", "2"), ("Normal", "heading 1", "heading 2"))
        .replace('"32"', '"16pt"')
        .replace("<w:b/>", '<w:b w:val="true"/>')
    )
    write_docx(path, body, parts={"styles": styles, "numbering": _NUMBERS}, replace=_STRICT)


def _for_office() -> dict[str, object]:
    """What LibreOffice saves as .docx, .doc, .rtf and .odt, and what must come back from each."""
    merged = table(
        row(cell("类别", '<w:vMerge w:val="restart"/>'), cell("金额", '<w:gridSpan w:val="2"/>')),
        row(cell("", "<w:vMerge/>"), cell("财政"), cell("自筹")),
        row(cell("设备费"), cell("100"), cell("200")),
    )
    body = (
        p("创新联合体建设方案", '<w:jc w:val="center"/>')
        + p("建设基础", f'<w:pStyle w:val="Heading1"/>{_listed(0)}')
        + p("牵头单位", f'<w:pStyle w:val="Heading2"/>{_listed(1)}')
        + p(run("甲公司营业收入5000万元") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run("。"))
        + p("成员单位", f'<w:pStyle w:val="Heading2"/>{_listed(1)}')
        + p(run("☑企业 □高校") + run("　编号：JS-2024", "<w:b/>"))
        + p(run("前一行") + "<w:r><w:br/></w:r>" + run("后一行"))
        + p("经费预算", f'<w:pStyle w:val="Heading1"/>{_listed(0)}')
        + merged
        + p("另起一页", "<w:pageBreakBefore/>")
        + '<w:sectPr><w:headerReference w:type="default" r:id="part_header1"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    return {
        "body": body,
        "parts": {
            "styles": _styles(("Normal", "Heading1", "Heading2"), ("Normal", "heading 1", "heading 2")),
            "numbering": _NUMBERS,
            "footnotes": f'<w:footnote w:id="1">{p("见审计报告。")}</w:footnote>',
            "header1": p("申报材料"),
        },
    }


def _corners_for_office() -> dict[str, object]:
    """Corners that a .doc knows as well: a text box, form fields, revisions, a comment, hidden text, nested tables."""
    ticked = '<w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="1"/></w:checkBox></w:ffData>'
    empty = ticked.replace('"1"', '"0"')
    box = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        '<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
        '</wp:positionV><wp:extent cx="1828800" cy="457200"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="2" name="文本框 2"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1828800" cy="457200"/></a:xfrm>'
        f'<a:prstGeom prst="rect"/></wps:spPr><wps:txbx><w:txbxContent>{p("内部资料")}</w:txbxContent></wps:txbx><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    who = 'w:id="5" w:author="王工" w:date="2024-05-01T00:00:00Z"'
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    body = (
        p(
            '<w:bookmarkStart w:id="9" w:name="_Ref1"/>'
            + run("附件一")
            + '<w:bookmarkEnd w:id="9"/>'
            + run("锚点段落")
            + f"<w:r>{box}</w:r>"
        )
        + p(field("FORMCHECKBOX", None, ticked) + run("企业") + field("FORMCHECKBOX", None, empty) + run("高校"))
        + p(
            run("投入")
            + f"<w:del {who}><w:r><w:delText>三千</w:delText></w:r></w:del><w:ins {who}>{run('五千')}</w:ins>"
            + run("万元")
        )
        + p('<w:commentRangeStart w:id="0"/>' + run("有批注的话") + f'<w:commentRangeEnd w:id="0"/>{mark}')
        + p(run("看得见") + run("隐藏格式的一段说明", "<w:vanish/>"))
        + p(run("前文") + field("REF _Ref1 \\h", "附件一") + run("后文"))
        + table(row(cell("外"), cell(table(row(cell("内一"), cell("内二"))) + p("表后"))))
        + p("完")
    )
    return {
        "body": body,
        "parts": {
            "comments": f'<w:comment w:id="0" w:author="专家" w:date="2024-05-01T00:00:00Z">{p("请核对")}</w:comment>'
        },
    }


FILES = {
    "made-by-wps.docx": partial(write_docx, **_wps()),  # type: ignore[arg-type]
    "made-by-google-docs.docx": partial(write_docx, **_google()),  # type: ignore[arg-type]
    "made-by-word-2007.docx": partial(write_docx, **_old_word()),  # type: ignore[arg-type]
    "strict.docx": _write_strict,
    "legacy-corners-as-word.docx": partial(write_docx, **_corners_for_office()),  # type: ignore[arg-type]
    "legacy-as-word.docx": partial(write_docx, **_for_office()),  # type: ignore[arg-type]
}
