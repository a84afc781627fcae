"""Pages of a PDF that are pictures, or whose text is not what is seen, are read from their picture."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from doccheck.document.model import Document, IncidentKind
from doccheck.intake import read_documents
from doccheck.parsers.pdf import parse_pdf
from doccheck.parsers.scan.layer import is_garbled
from tests.parsers.pdf.pdf_files import Sheet, draw, han
from tests.parsers.scan.drawn import PROSE, prose_page

WORDS = "".join(PROSE)


def joined(document: Document) -> str:
    return "".join(document.text.split())


def picture(sheet: Sheet, layer: str = "") -> None:
    """A scanned page, with invisible words over it."""
    page = Image.new("RGB", (1654, 2339), "white")
    page.paste(prose_page().picture, (200, 300))
    sheet.canvas.drawImage(ImageReader(page), 0, 0, sheet.width, sheet.height)
    for at in range(0, len(layer), 22):
        sheet.text(122, 223 + at / 22 * 20, layer[at : at + 22], mode=3)


def text(sheet: Sheet) -> None:
    sheet.paragraph(100, han(200))


def test_a_scanned_page_among_text_is_read_and_only_it_is_called_scanned(tmp_path: Path) -> None:
    document = parse_pdf(draw(tmp_path / "a.pdf", text, picture, text), "a.pdf")
    assert WORDS in joined(document)
    assert document.scanned == (2,)
    assert not document.ocr
    sure = {line.page: line.confidence for one in document.paragraphs() for line in one.lines}
    assert sure[1] is None
    assert (sure[2] or 0) > 0.8


def test_without_the_extra_a_scanned_page_is_said_and_its_neighbours_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCCHECK_OCR", "none")
    document = parse_pdf(draw(tmp_path / "a.pdf", text, picture), "a.pdf")
    assert joined(document).startswith(han(30))
    lacking = [one for one in document.incidents if one.kind is IncidentKind.NO_TEXT_LAYER]
    assert [(one.location.page, "OCR" in one.detail) for one in lacking] == [(2, True)]


@pytest.mark.parametrize(("layer", "kept"), [(WORDS, True), (han(60, 7)[::-1], False)])
def test_a_hidden_layer_counts_only_where_it_is_what_is_seen(tmp_path: Path, layer: str, kept: bool) -> None:
    document = parse_pdf(draw(tmp_path / "a.pdf", lambda sheet: picture(sheet, layer)), "a.pdf")
    assert (WORDS in joined(document)) or kept
    assert (layer[:20] in joined(document)) == kept
    assert document.scanned == (1,)


def test_a_font_without_unicode_is_read_from_what_it_draws(tmp_path: Path) -> None:
    from docx import Document as Word

    source = tmp_path / "w.docx"
    word = Word()
    word.styles["Normal"].font.name = "Noto Serif CJK SC"
    word.add_paragraph(WORDS)
    word.save(str(source))
    printed = _printed(source)
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(printed) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/ToUnicode" in item:
                del item["/ToUnicode"]
        pdf.save(broken)
    assert WORDS in joined(parse_pdf(printed, "w.pdf"))
    document = parse_pdf(broken, "w.pdf")
    assert WORDS in joined(document)
    assert document.scanned == (1,)


def _printed(source: Path) -> Path:
    import shutil
    import subprocess

    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(".pdf")


@pytest.mark.parametrize(
    ("words", "garbled"),
    [
        (han(200), False),
        ("稀土钕铁硼、镝铽晶界扩散，铈镧钇钆，钐钴永磁体与烧结矫顽力" * 3, False),
        ("Shared research platform of 12 partners, 3.5 million yuan, 2023-2025. " * 3, False),
        ("".join(chr(ord(char) + 397) for char in han(120)), True),
        (han(60).encode("gbk").decode("latin-1"), True),
        ("!\"#$%&'()*+,-./" * 8 + "0123456789:;<=>?@", True),
        ("1 2 3", False),
    ],
)
def test_wrong_codes_are_told_from_rare_words_by_statistics(words: str, garbled: bool) -> None:
    assert is_garbled(words) == garbled


def test_a_submission_of_pictures_is_read_by_workers(tmp_path: Path) -> None:
    prose_page().picture.save(tmp_path / "建设方案.jpg", quality=90, dpi=(200, 200))
    reading = read_documents(tmp_path)
    assert not reading.problems
    assert WORDS in joined(reading.documents["d1"])
    assert reading.documents["d1"].format == "jpg"

