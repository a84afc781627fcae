"""Files that cannot be read end in the right error with words a person can act on."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from doccheck.parsers.errors import EncryptedFile, ParseError, UnreadableFile
from doccheck.parsers.pdf import parse_pdf
from tests.parsers.pdf.pdf_files import Sheet, draw, han


def page(sheet: Sheet) -> None:
    sheet.paragraph(120, han(80))


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7\n", b"PK\x03\x04 Word", b"just words", b"%PDF-1.4\n1 0 obj<<>>endobj trailer<</Root 1 0 R>>"],
)
def test_a_file_that_is_no_readable_pdf(tmp_path: Path, data: bytes) -> None:
    source = tmp_path / "申报 书.pdf"
    source.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        parse_pdf(source, "申报 书.pdf")
    assert "《申报 书.pdf》" in caught.value.message
    assert caught.value.advice


def test_a_cut_off_file(tmp_path: Path) -> None:
    whole = draw(tmp_path / "a.pdf", page).read_bytes()
    source = tmp_path / "b.pdf"
    source.write_bytes(whole[:200])
    with pytest.raises(UnreadableFile):
        parse_pdf(source, "b.pdf")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        parse_pdf(tmp_path / "none.pdf", "none.pdf")


def test_a_file_without_pages(tmp_path: Path) -> None:
    source = tmp_path / "zero.pdf"
    with pikepdf.new() as file:
        file.save(source)
    with pytest.raises(UnreadableFile, match=r"没有任何页面|损坏"):
        parse_pdf(source, "zero.pdf")


def encrypted(tmp_path: Path, user: str) -> Path:
    target = tmp_path / "locked.pdf"
    with pikepdf.open(draw(tmp_path / "plain.pdf", page)) as file:
        file.save(target, encryption=pikepdf.Encryption(user=user, owner="owner"))
    return target


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(EncryptedFile) as caught:
        parse_pdf(encrypted(tmp_path, "secret"), "locked.pdf")
    assert "密码" in caught.value.message


def test_an_empty_user_password_opens_silently(tmp_path: Path) -> None:
    document = parse_pdf(encrypted(tmp_path, ""), "locked.pdf")
    assert document.text == han(80)


def test_pages_beyond_the_limit_are_left_out_and_said_so(tmp_path: Path) -> None:
    document = parse_pdf(draw(tmp_path / "a.pdf", page, page, page), "a.pdf", 2)
    assert document.pages == 3
    assert {paragraph.location.page for paragraph in document.paragraphs()} == {1, 2}
    assert [incident.kind for incident in document.incidents] == ["limit"]


def test_the_document_names_its_file(tmp_path: Path) -> None:
    document = parse_pdf(draw(tmp_path / "a.pdf", page), "子目录/方案.pdf")
    assert (document.path, document.format, document.pages, len(document.sha256)) == ("子目录/方案.pdf", "pdf", 1, 64)


def test_errors_travel_between_processes() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(UnreadableFile("坏", "重新导出")))
    assert isinstance(error, ParseError)
    assert error.advice == "重新导出"
