from __future__ import annotations

import hashlib
import pickle
import struct
import zipfile
from pathlib import Path

import pytest

from doccheck.parsers.errors import EncryptedFile, LimitReached, ParseError, UnreadableFile
from doccheck.parsers.word import MisnamedFile, package, parse_docx
from tests.parsers.word.word_files import p, write_docx


def refusal(path: Path, data: bytes) -> ParseError:
    path.write_bytes(data)
    with pytest.raises(ParseError) as caught:
        parse_docx(path, path.name)
    assert caught.value.message
    assert caught.value.advice
    return caught.value


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "文件.docx"


def test_document_knows_its_path_and_hash(target: Path) -> None:
    write_docx(target, p("甲"))
    document = parse_docx(target, "02 材料/文件.docx")
    assert document.path == "02 材料/文件.docx"
    assert document.format == "docx"
    assert document.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()


def test_empty_file(target: Path) -> None:
    assert isinstance(refusal(target, b""), UnreadableFile)


def test_missing_file(target: Path) -> None:
    with pytest.raises(UnreadableFile):
        parse_docx(target, "x")


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.95])
def test_truncated_file(target: Path, keep: float) -> None:
    data = write_docx(target, p("甲" * 500)).read_bytes()
    assert isinstance(refusal(target, data[: int(len(data) * keep)]), UnreadableFile)


def test_encrypted_document(target: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le")
    assert isinstance(refusal(target, data), EncryptedFile)


def test_zip_with_a_password(target: Path) -> None:
    data = bytearray(write_docx(target, p("甲")).read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            struct.pack_into("<H", data, at + offset, 1)
            at = data.find(signature, at + 4)
    assert isinstance(refusal(target, bytes(data)), EncryptedFile)


@pytest.mark.parametrize(
    ("data", "actual"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "doc"),
        (b"{\\rtf1\\ansi a}", "rtf"),
        (b"%PDF-1.7\n", "pdf"),
        (b"<html><body>a</body></html>", "html"),
    ],
)
def test_another_format_under_a_word_suffix(target: Path, data: bytes, actual: str) -> None:
    error = refusal(target, data)
    assert isinstance(error, MisnamedFile)
    assert error.actual == actual
    assert pickle.loads(pickle.dumps(error)).actual == actual


@pytest.mark.parametrize(("entry", "actual"), [("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"), ("说明.txt", "zip")])
def test_another_zip_under_a_word_suffix(target: Path, entry: str, actual: str) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(entry, "x")
    error = refusal(target, target.read_bytes())
    assert isinstance(error, MisnamedFile)
    assert error.actual == actual


def test_missing_main_part(target: Path) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/styles.xml", "<x/>")
    assert "正文" in refusal(target, target.read_bytes()).message


def test_main_part_cut_off(target: Path) -> None:
    write_docx(target, p("甲"), edit={"word/document.xml": ("</w:document>", "")})
    assert isinstance(refusal(target, target.read_bytes()), UnreadableFile)


def test_external_entities_are_refused(target: Path) -> None:
    attack = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document '
    write_docx(target, p("甲"), edit={"word/document.xml": ("<w:document ", attack)})
    assert isinstance(refusal(target, target.read_bytes()), UnreadableFile)


def test_zip_bomb(target: Path) -> None:
    write_docx(target, p("甲"), files={"word/styles.xml": b"<x>" + b" " * (20 * 1024 * 1024) + b"</x>"})
    assert isinstance(refusal(target, target.read_bytes()), LimitReached)


def test_too_much_unpacked(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 1000)
    write_docx(target, p("甲" * 1000))
    assert isinstance(refusal(target, target.read_bytes()), LimitReached)


def test_a_large_blank_picture_is_no_bomb(target: Path) -> None:
    write_docx(target, p("甲"), files={"word/media/image1.bmp": bytes(20 * 1024 * 1024)})
    assert parse_docx(target, "x").text == "甲"


def test_strict_namespaces(target: Path) -> None:
    write_docx(
        target,
        p("甲") + p("乙", '<w:pStyle w:val="a"/>'),
        parts={"styles": '<w:style w:styleId="a"><w:name w:val="heading 1"/></w:style>'},
    )
    strict = target.with_name("strict.docx")
    with zipfile.ZipFile(target) as source, zipfile.ZipFile(strict, "w") as copy:
        for name in source.namelist():
            text = source.read(name).decode()
            copy.writestr(
                name,
                text.replace(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/",
                    "http://purl.oclc.org/ooxml/wordprocessingml/",
                ).replace(
                    "http://schemas.openxmlformats.org/officeDocument/2006/",
                    "http://purl.oclc.org/ooxml/officeDocument/",
                ),
            )
    document = parse_docx(strict, "x")
    assert [(one.text, one.style_level) for one in document.paragraphs()] == [("甲", None), ("乙", 1)]


def test_main_part_under_another_name_and_backslashes(target: Path) -> None:
    write_docx(target, p("甲"))
    other = target.with_name("other.docx")
    with zipfile.ZipFile(target) as source, zipfile.ZipFile(other, "w") as copy:
        for name in source.namelist():
            copy.writestr(
                name.replace("word/document.xml", "word\\document2.xml"),
                source.read(name).replace(b"word/document.xml", b"/word/document2.xml"),
            )
    assert parse_docx(other, "x").text == "甲"


APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{}</Properties>'


def test_page_count_is_believed_only_when_the_statistics_fit(target: Path) -> None:
    marks = p("甲" * 60) + p("<w:r><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>")
    good = APP.format("<Pages>2</Pages><Characters>61</Characters>")
    stale = APP.format("<Pages>2</Pages><Characters>0</Characters>")
    document = parse_docx(write_docx(target, marks, files={"docProps/app.xml": good}), "x")
    assert document.pages == 2
    assert [one.location.page for one in document.paragraphs()] == [1, 2]
    document = parse_docx(write_docx(target, marks, files={"docProps/app.xml": stale}), "x")
    assert document.pages is None
    assert [one.location.page for one in document.paragraphs()] == [None, None]


def test_title_comes_from_the_properties(target: Path) -> None:
    core = '<x:c xmlns:x="y" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>申报书</dc:title></x:c>'
    assert parse_docx(write_docx(target, p("甲"), files={"docProps/core.xml": core}), "x").title == "申报书"
