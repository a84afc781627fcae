"""Nothing that a file points to is fetched: a socket listens, a file outside is watched, and neither is touched."""

from __future__ import annotations

import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from doccheck.intake import ParseLimits, Reading, read_documents
from doccheck.parsers.office import find_office
from tests.intake.watching import Watch
from tests.parsers.ofd import ofd_files
from tests.parsers.pdf import pdf_files
from tests.parsers.word import word_files as w

LIMITS = ParseLimits(seconds=60, workers=1)
needs_office = pytest.mark.skipif(find_office() is None, reason="no LibreOffice here")


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    with Watch(tmp_path / "outside" / "secret.xml") as one:
        yield one


def read(path: Path, watch: Watch) -> Reading:
    """The file read by a worker; fails where it reached for anything, or what it reached for was read."""
    reading = read_documents(path, limits=LIMITS)
    assert not watch.visited()
    assert not watch.opened()
    assert "机密" not in "".join(document.text for document in reading.documents.values())
    return reading


def codes(reading: Reading) -> list[str]:
    return [problem.error.code for problem in reading.problems]


def rewritten(path: Path, name: str, old: str, new: str) -> Path:
    """The package with one part changed."""
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    assert old.encode() in parts[name]
    parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return path


def test_the_watch_sees_who_comes(watch: Watch) -> None:
    with pytest.raises(OSError, match="timed out"):
        urllib.request.urlopen(watch.address, timeout=0.2)
    assert watch.visited()
    assert not watch.visited()
    watch.secret.read_text(encoding="utf-8")
    assert watch.opened() == (sys.platform == "linux")


def test_word_relations_to_the_outside(tmp_path: Path, watch: Watch) -> None:
    file = watch.secret.as_uri()
    outside = [
        ("t1", "attachedTemplate", f"{watch.address}/t.dotm"),
        ("t2", "attachedTemplate", file),
        ("i1", "image", f"{watch.address}/i.png"),
        ("i2", "image", file),
        ("o1", "oleObject", f"{watch.address}/o"),
        ("s1", "subDocument", file),
        ("a1", "aFChunk", file),
        ("f1", "frame", f"{watch.address}/f"),
        ("p1", "styles", file),
        ("p2", "footnotes", f"{watch.address}/n.xml"),
    ]
    body = (
        w.p("正文")
        + w.p(w.field(f' INCLUDEPICTURE "{watch.address}/x.png" \\d ', "图"))
        + w.p(w.field(f' INCLUDETEXT "{watch.secret}" ', "文"))
        + w.p(w.field(f" DDEAUTO {watch.secret} a ", "数"))
        + '<w:altChunk r:id="a1"/><w:subDoc r:id="s1"/>'
        + w.p('<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="i2"/>'
              "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")
    )  # fmt: skip
    parts = {"settings": '<w:attachedTemplate r:id="t1"/>'}
    (document,) = read(
        w.write_docx(tmp_path / "甲.docx", body, parts=parts, external=outside), watch
    ).documents.values()
    assert document.text.startswith("正文")


def test_word_parts_do_not_lie_outside_the_package(tmp_path: Path, watch: Watch) -> None:
    climbing = "/".join([".."] * 12) + str(watch.secret)
    relations = [("p1", "styles", climbing), ("p2", "footnotes", str(watch.secret)), ("p3", "image", climbing)]
    (document,) = read(w.write_docx(tmp_path / "甲.docx", w.p("正文"), relations=relations), watch).documents.values()
    assert document.text == "正文"


def entity(watch: Watch, kind: str) -> str:
    target = {"file": watch.secret.as_uri(), "web": f"{watch.address}/e"}
    match kind:
        case "laughs":
            layers = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
            return f'<!DOCTYPE x [<!ENTITY l0 "ha">{layers}<!ENTITY e "&l9;">]>'
        case "parameter":
            return f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{target["web"]}"> %p; <!ENTITY e "x">]>'
        case "subset":
            return f'<!DOCTYPE x SYSTEM "{target["web"]}" [<!ENTITY e "x">]>'
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{target[kind]}">]>'


KINDS = ("file", "web", "laughs", "parameter", "subset")


@pytest.mark.parametrize("late", [False, True], ids=["first", "behind a long comment"])
@pytest.mark.parametrize("kind", KINDS)
def test_entities_in_word(tmp_path: Path, watch: Watch, kind: str, late: bool) -> None:
    before = f"<!--{' ' * 5000}-->" if late else ""
    path = w.write_docx(tmp_path / "甲.docx", w.p("正文"))
    rewritten(path, "word/document.xml", "正文", "&e;")
    rewritten(path, "word/document.xml", "<w:document ", f'{before}{entity(watch, kind)}<w:document x="&e;" ')
    if kind in ("file", "web"):  # which XML forbids in an attribute
        rewritten(path, "word/document.xml", ' x="&e;"', "")
    reading = read(path, watch)
    assert codes(reading) == ["D001"]
    if not late:
        assert "DTD" in reading.problems[0].error.message


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_in_a_workbook(tmp_path: Path, watch: Watch, kind: str, part: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "单位名称"
    book.save(tmp_path / "甲.xlsx")
    root = {"sheet1": "<worksheet ", "workbook": "<workbook ", "styles": "<styleSheet "}[Path(part).stem]
    rewritten(tmp_path / "甲.xlsx", part, root, entity(watch, kind) + root)
    assert codes(read(tmp_path / "甲.xlsx", watch)) == ["D001"]


@pytest.mark.parametrize("kind", KINDS)
def test_entities_in_ofd(tmp_path: Path, watch: Watch, kind: str) -> None:
    path = ofd_files.simple(tmp_path / "甲.ofd", ofd_files.text("正文", 30, 30))
    rewritten(path, "Doc_0/Pages/Page_0/Content.xml", "正文", "&e;")
    rewritten(path, "Doc_0/Pages/Page_0/Content.xml", "<ofd:Page ", entity(watch, kind) + "<ofd:Page ")
    assert codes(read(path, watch)) == ["D001"]


def test_ofd_parts_do_not_lie_outside_the_package(tmp_path: Path, watch: Watch) -> None:
    path = ofd_files.simple(tmp_path / "甲.ofd", ofd_files.text("正文", 30, 30))
    climbing = "/".join([".."] * 12) + str(watch.secret)
    rewritten(path, "Doc_0/Document.xml", "Pages/Page_0/Content.xml", climbing)
    reading = read(path, watch)
    assert codes(reading) == ["D001"]
    assert not reading.documents


def test_pdf_actions_and_files_outside(tmp_path: Path, watch: Watch) -> None:
    path = pdf_files.draw(tmp_path / "甲.pdf", lambda sheet: sheet.text(90, 90, "正文"))
    name, web = str(watch.secret), watch.address
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        action = {"/Type": pikepdf.Name.Action}
        pdf.Root.OpenAction = pikepdf.Dictionary(action | {"/S": pikepdf.Name.Launch, "/F": name})
        pdf.Root.AA = pikepdf.Dictionary(WC=pikepdf.Dictionary(action | {"/S": pikepdf.Name.URI, "/URI": web}))
        script = f'app.launchURL("{web}"); this.getURL("{web}")'
        pdf.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(
                Names=["a", pikepdf.Dictionary(action | {"/S": pikepdf.Name.JavaScript, "/JS": script})]
            )
        )
        web_file = pikepdf.Dictionary(FS=pikepdf.Name.URL, F=web)
        submit = pikepdf.Dictionary(action | {"/S": pikepdf.Name.SubmitForm, "/F": web_file})
        page = pdf.pages[0].obj
        page.AA = pikepdf.Dictionary(O=submit)
        # A picture, and the text of the page itself, whose data are said to lie in a file or at an address.
        for key, where in (("/Far", web_file), ("/Near", pikepdf.String(name))):
            far = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=9, Height=9)
            far.ColorSpace, far.BitsPerComponent, far.F = pikepdf.Name.DeviceGray, 8, where
            pdf.pages[0].add_resource(far, pikepdf.Name.XObject, pikepdf.Name(key))
        more = pdf.make_stream(b"")
        more.F = pikepdf.String(name)
        pdf.pages[0].contents_add(b"q 99 0 0 99 90 600 cm /Far Do /Near Do Q")
        page.Contents = pikepdf.Array([*page.Contents, more])
        pdf.save(path)
    (document,) = read(path, watch).documents.values()
    assert "正文" in document.text


_RTF = (
    r"{\rtf1\ansi{\*\template WEB/t.dot}body{\field{\*\fldinst INCLUDEPICTURE \"WEB/p.png\" \\d}{\fldrslt x}}"
    r"{\field{\*\fldinst INCLUDETEXT \"FILE\"}{\fldrslt y}}{\object\objautlink\objupdate{\*\objclass Word.Document.8}"
    r"{\*\objdata 00}{\result z}}\par}"
)


def outside(watch: Watch) -> dict[str, str]:
    """Files that LibreOffice converts, and that point outside in every way their format knows."""
    web, file = watch.address, watch.secret.as_uri()
    flat = (
        '<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/_rels/.rels">'
        '<pkg:xmlData><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships></pkg:xmlData></pkg:part><pkg:part pkg:name="/word/document.xml" '
        'pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"><pkg:xmlData>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
        "正文&e;</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"
    )
    return {
        "页.doc": f'<html><head><link rel="stylesheet" href="{web}/a.css"><base href="{web}/"></head><body><p>正文</p>'
        f'<img src="{web}/a.png"><img src="{file}"><iframe src="{web}/f.html"></iframe><object data="{file}"></object>'
        f'<script src="{web}/s.js"></script><embed src="{web}/e"><body background="{web}/b.png"></body></html>',
        "文.rtf": _RTF.replace("WEB", web).replace("FILE", str(watch.secret)),
        "平.doc": f'<?xml version="1.0"?><?mso-application progid="Word.Document"?>{entity(watch, "file")}{flat}',
        "网.doc": f'<?xml version="1.0"?><?mso-application progid="Word.Document"?>{entity(watch, "web")}{flat}',
    }


@needs_office
@pytest.mark.parametrize("name", ["页.doc", "文.rtf", "平.doc", "网.doc"])
def test_converted_files_that_point_outside(tmp_path: Path, watch: Watch, name: str) -> None:
    (tmp_path / name).write_text(outside(watch)[name], encoding="utf-8")
    reading = read(tmp_path / name, watch)
    assert len(reading.documents) == 1 or codes(reading)


@needs_office
def test_an_odt_that_points_outside(tmp_path: Path, watch: Watch) -> None:
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    frames = "".join(
        f'<text:p><draw:frame><draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{target}" '
        'xlink:actuate="onLoad"/></draw:frame></text:p><text:section text:name="s"><text:section-source '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{target}"/><text:p>节</text:p></text:section>'
        for target in (f"{watch.address}/a.png", watch.secret.as_uri())
    )
    with zipfile.ZipFile(tmp_path / "甲.odt", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f'<office:document-content {spaces} office:version="1.2"><office:body><office:text><text:p>正文</text:p>'
            f"{frames}</office:text></office:body></office:document-content>",
        )
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
            'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
            'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    (document,) = read(tmp_path / "甲.odt", watch).documents.values()
    assert "正文" in document.text
