"""OFD files made part by part: text with its place, tables, templates, seals, and nothing from outside."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from doccheck.document.model import Document, Figure, IncidentKind, Paragraph, Table
from doccheck.intake import read_documents
from doccheck.parsers.errors import UnreadableFile
from doccheck.parsers.ofd import parse_ofd
from tests.parsers.ofd.ofd_files import NAMESPACE, document, grid, page, simple, text, write

BODY = "本联合体由江南精工股份有限公司牵头，联合十二家单位共同组建。"


def lines(found: Document) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def test_text_is_read_by_its_place_in_points(tmp_path: Path) -> None:
    # Written from the bottom up: place orders them, not the file.
    source = simple(tmp_path / "方案.ofd", text("二、建设任务", 25, 100) + text("一、建设基础", 25.4, 50.8))
    found = parse_ofd(source, "方案.ofd")
    assert lines(found) == ["一、建设基础", "二、建设任务"]
    first = found.blocks[0].location
    assert first.page == 1
    assert first.bbox is not None
    assert first.bbox[0] == pytest.approx(72, abs=0.5)
    assert first.bbox[1] < 144 < first.bbox[3] + 2
    assert (found.format, found.pages, found.title) == ("ofd", 1, "建设方案")


def test_lines_are_joined_to_a_paragraph(tmp_path: Path) -> None:
    width = 32
    words = BODY * 3
    objects = "".join(
        text(words[at : at + width], 25 if at else 35, 40 + at / width * 9, 5) for at in range(0, len(words), width)
    )
    assert lines(parse_ofd(simple(tmp_path / "a.ofd", objects), "a.ofd"))[0].startswith(BODY * 2)


def test_a_ruled_table_keeps_its_cells(tmp_path: Path) -> None:
    rows = [["序号", "单位名称", "类型"], ["1", "江南精工股份有限公司", "企业"], ["2", "江南大学", "高校"]]
    found = parse_ofd(simple(tmp_path / "a.ofd", grid((20, 40, 120, 180), (30, 40, 50, 60), rows)), "a.ofd")
    (table,) = found.tables()
    assert [[cell.text for cell in row if cell] for row in table.grid()] == rows
    assert table.cells[4].location.bbox is not None


def test_a_transformed_object_stands_where_its_matrix_puts_it(tmp_path: Path) -> None:
    small = text("合计金额", 20, 60, 1, 'CTM="5 0 0 5 0 0"')
    found = parse_ofd(simple(tmp_path / "a.ofd", small), "a.ofd")
    paragraph = found.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "合计金额"
    assert paragraph.size == pytest.approx(14.2, abs=0.2)


def test_templates_and_several_bodies(tmp_path: Path) -> None:
    template = (
        f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>{text('申请书', 90, 30)}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    listed = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    body = "<ofd:DocBody><ofd:DocRoot>/{}/Document.xml</ofd:DocRoot></ofd:DocBody>"
    source = write(
        tmp_path / "a.ofd",
        {
            "OFD.xml": f"<ofd:OFD {NAMESPACE}>{body.format('Doc_0')}{body.format('Doc_1')}</ofd:OFD>",
            "Doc_0/Document.xml": document(1, common=listed),
            "Doc_0/Tpls/Tpl_0/Content.xml": template,
            "Doc_0/Pages/Page_0/Content.xml": page(text("单位名称", 25, 60), '<ofd:Template TemplateID="5"/>'),
            "Doc_1/Document.xml": document(1),
            "Doc_1/Pages/Page_0/Content.xml": page(text("共建协议", 90, 30)),
        },
    )
    found = parse_ofd(source, "a.ofd")
    assert [(one.text, one.location.page) for one in found.paragraphs()] == [
        ("申请书", 1),
        ("单位名称", 1),
        ("共建协议", 2),
    ]


def test_uneven_steps_and_namespaces_left_out(tmp_path: Path) -> None:
    plain = "<Page><Content><Layer><TextObject Boundary='20 20 100 8' Size='5'><TextCode X='0' Y='5' DeltaX='5 2.5 g 2 2.5'>共12个单位</TextCode></TextObject></Layer></Content></Page>"
    parts = {
        "OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>",
        "Doc_0/Document.xml": "<Document><Pages><Page ID='1' BaseLoc='Pages/P/Content.xml'/></Pages></Document>",
        "Doc_0/Pages/P/Content.xml": plain,
    }
    assert parse_ofd(write(tmp_path / "a.ofd", parts), "a.ofd").text.startswith("共12")


def test_seals_are_figures_and_not_verified(tmp_path: Path) -> None:
    signature = (
        f"<ofd:Signature {NAMESPACE}><ofd:SignedInfo><ofd:SignatureDateTime>20210920</ofd:SignatureDateTime>"
        '<ofd:StampAnnot ID="1" PageRef="10" Boundary="120 200 40 40"/></ofd:SignedInfo></ofd:Signature>'
    )
    source = write(
        tmp_path / "a.ofd",
        {
            "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": document(1),
            "Doc_0/Pages/Page_0/Content.xml": page(text("（盖章）", 120, 220)),
            "Doc_0/Signs/Signatures.xml": f'<ofd:Signatures {NAMESPACE}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>',
            "Doc_0/Signs/Sign_0/Signature.xml": signature,
        },
    )
    found = parse_ofd(source, "a.ofd")
    (seal,) = [block for block in found.blocks if isinstance(block, Figure)]
    assert (seal.name, seal.location.page) == ("电子印章", 1)
    assert seal.location.bbox == pytest.approx((340.2, 566.9, 453.5, 680.3), abs=0.1)
    assert "未验证" in next(one.detail for one in found.incidents if one.kind is IncidentKind.IGNORED)


def test_white_text_is_hidden_and_a_slanted_watermark_is_set_apart(tmp_path: Path) -> None:
    white = text("此处写满关键词用于检索", 25, 80).replace(
        "<ofd:TextCode", '<ofd:FillColor Value="255 255 255"/><ofd:TextCode'
    )
    slanted = text("内部资料", 50, 150, 10, 'CTM="0.7 -0.7 0.7 0.7 0 0"')
    found = parse_ofd(simple(tmp_path / "a.ofd", text("建设方案", 25, 40) + white + slanted), "a.ofd")
    assert lines(found) == ["建设方案"]
    assert {one.kind for one in found.incidents} == {IncidentKind.HIDDEN_TEXT, IncidentKind.IGNORED}


def test_no_entity_is_resolved_and_no_path_leaves_the_zip(tmp_path: Path) -> None:
    (tmp_path / "秘密.xml").write_text(page(text("秘密", 20, 20)), encoding="utf-8")
    evil = f'<!DOCTYPE x [<!ENTITY s SYSTEM "file://{tmp_path}/秘密.xml">]>' + page(text("甲", 20, 20)).replace(
        "甲", "&s;"
    )
    source = simple(tmp_path / "a.ofd", text("第一页", 20, 20), text("x", 20, 20))
    import zipfile

    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["Doc_0/Pages/Page_1/Content.xml"] = evil.encode()
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(
        b"</ofd:Pages>", b'<ofd:Page ID="99" BaseLoc="../../\xe7\xa7\x98\xe5\xaf\x86.xml"/></ofd:Pages>'
    )
    found = parse_ofd(write(source, parts), "a.ofd")
    assert lines(found) == ["第一页"]
    damaged = [one.detail for one in found.incidents if one.kind is IncidentKind.DAMAGED_PART]
    assert damaged[:2] == ["第2页已损坏或缺失，无法读取", "第3页已损坏或缺失，无法读取"]


def test_a_file_without_pages_says_what_to_do(tmp_path: Path) -> None:
    source = write(tmp_path / "a.ofd", {"OFD.xml": f"<ofd:OFD {NAMESPACE}/>"})
    with pytest.raises(UnreadableFile) as caught:
        parse_ofd(source, "a.ofd")
    assert "PDF" in caught.value.advice


def test_intake_reads_ofd(tmp_path: Path) -> None:
    simple(tmp_path / "方案.ofd", text("一、建设基础", 25, 50) + text(BODY, 25, 60))
    reading = read_documents(tmp_path)
    (found,) = reading.documents.values()
    assert not reading.problems
    assert found.format == "ofd"
    assert not [block for block in found.blocks if isinstance(block, Table)]


def test_a_prefix_that_nothing_declares_is_overlooked(tmp_path: Path) -> None:
    source = simple(tmp_path / "方案.ofd", "")
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    parts["Doc_0/Pages/Page_0/Content.xml"] = page(text("一、建设基础", 25, 50)).replace("ofd:Layer", "d:Layer")
    assert lines(parse_ofd(write(source, parts), "方案.ofd")) == ["一、建设基础"]


def test_a_part_without_a_name_stops_nothing(tmp_path: Path) -> None:
    source = simple(tmp_path / "方案.ofd", text("一、建设基础", 25, 50))
    with zipfile.ZipFile(source, "a") as package:
        package.writestr(zipfile.ZipInfo("\0x"), b"")
    assert lines(parse_ofd(source, "方案.ofd")) == ["一、建设基础"]
