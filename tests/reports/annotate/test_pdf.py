"""Highlights in PDF copies lie on exactly the quoted words, in every viewer, and the rest of the file stays."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from doccheck.document import Location
from doccheck.findings import Severity
from tests.reports.annotate.pdf_support import LINES, annotated, highlights, pdf_file
from tests.reports.annotate.support import finding


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True])
def test_highlight_lies_on_the_words_of_turned_and_cropped_pages(tmp_path: Path, rotate: int, crop: bool) -> None:
    source = pdf_file(tmp_path / "a.pdf", rotate=rotate, crop=crop, pages=1)
    ((page, under, note),) = highlights(annotated(source, finding("40 patents")))
    assert (page, words(under)) == (1, "40patents")
    assert "“40 patents”前后不一致。" in note
    assert "修改建议：请核对。" in note


def test_words_over_two_lines_have_a_box_on_each(tmp_path: Path) -> None:
    source = pdf_file(tmp_path / "a.pdf", pages=1)
    ((_, under, _),) = highlights(annotated(source, finding("152300 and the consortium")))
    assert under.split(" ")[0] == "152300"
    assert words(under) == "152300andtheconsortium"


def test_the_page_of_the_original_is_told_and_kept(tmp_path: Path) -> None:
    data = annotated(pdf_file(tmp_path / "a.pdf"), finding("page 2 of the plan"))
    assert [page for page, _, _ in highlights(data)] == [2]
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == 3
        assert [page.label for page in pdf.pages] == ["批注", "1", "2"]
        with pdf.open_outline() as outline:
            (root,) = outline.root
            assert root.title == "doccheck 检查批注"
            (branch,) = root.children
            assert branch.title == "错误（1 处）"
            assert branch.children[0].title.startswith("N001 第2页")


def test_front_page_reads_in_pdfium_and_poppler(tmp_path: Path) -> None:
    data = annotated(pdf_file(tmp_path / "a.pdf"), finding("40 patents"), finding("", Location()))
    said = [pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()]
    if shutil.which("pdftotext"):
        run = subprocess.run(["pdftotext", "-l", "1", "-", "-"], input=data, capture_output=True, check=True)
        said.append(run.stdout.decode())
    for text in map(words, said):
        assert "核对标准：试点申报。" in text
        assert "原文件的页码" in text
        assert "没有对应具体位置的问题（1个）" in text


def test_front_page_embeds_its_chinese_font(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(annotated(pdf_file(tmp_path / "a.pdf"), finding("40 patents")))) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font
        chinese = [font for font in fonts.values() if "Droid" in str(font.BaseFont)]
        assert chinese
        assert all("/FontFile2" in font.FontDescriptor for font in chinese)


@pytest.mark.parametrize(("severity", "low"), [(Severity.ERROR, 2), (Severity.WARNING, 2), (Severity.INFO, 0)])
def test_highlight_is_painted(tmp_path: Path, severity: Severity, low: int) -> None:
    """Red and yellow take away blue, blue takes away red: the appearance is drawn by pdfium itself."""
    source = pdf_file(tmp_path / "a.pdf", pages=1)
    data = annotated(source, finding(LINES[2], severity=severity))
    before = pypdfium2.PdfDocument(source)[0].render(scale=1).to_pil().convert("RGB")
    after = pypdfium2.PdfDocument(data)[1].render(scale=1).to_pil().convert("RGB")
    box = (121, 842 - 610, 380, 842 - 598)
    changed = [
        new[low] < old[low]
        for x in range(box[0], box[2])
        for y in range(box[1], box[3])
        for old, new in [(before.getpixel((x, y)), after.getpixel((x, y)))]
        if min(old) > 200
    ]
    assert sum(changed) > 0.9 * len(changed)
    assert before.crop((100, 300, 500, 420)).tobytes() == after.crop((100, 300, 500, 420)).tobytes()


def test_a_place_without_words_gets_a_sign_on_its_page(tmp_path: Path) -> None:
    data = annotated(pdf_file(tmp_path / "a.pdf"), finding("no such words here", Location(page=2)))
    with pikepdf.open(BytesIO(data)) as pdf:
        signs = [one for one in pdf.pages[2].obj.Annots if one.Subtype == "/Text"]
        assert len(signs) == 1
        assert "/N" in signs[0].AP


def test_a_file_with_an_owner_password_is_annotated(tmp_path: Path) -> None:
    source = pdf_file(tmp_path / "a.pdf")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.save(source, encryption=pikepdf.Encryption(owner="x", user=""))
    assert len(highlights(annotated(source, finding("page 1 of the plan")))) == 1


def test_a_signed_original_is_said_to_be_the_one_that_counts(tmp_path: Path) -> None:
    source = pdf_file(tmp_path / "a.pdf")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        value = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite")))
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=pikepdf.String("法人"), V=value))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)
        pdf.save(source)
    text = words(pypdfium2.PdfDocument(annotated(source, finding("40 patents")))[0].get_textpage().get_text_range())
    assert "原文件含有1处电子签名" in text
    assert "以原文件为准" in text


def test_existing_notes_bookmarks_and_labels_stay(tmp_path: Path) -> None:
    source = pdf_file(tmp_path / "a.pdf")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=pikepdf.Array([10, 10, 30, 30]),
            Contents="领导意见",
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("第一章", 0))
        labels = pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.r), 1, pikepdf.Dictionary(S=pikepdf.Name.D)])
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
        pdf.save(source)
    with pikepdf.open(BytesIO(annotated(source, finding("page 1 of the plan")))) as pdf:
        assert str(pdf.pages[1].obj.Annots[0].Contents) == "领导意见"
        assert [page.label for page in pdf.pages] == ["批注", "i", "1"]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["doccheck 检查批注", "第一章"]


def test_the_copy_is_the_same_every_time(tmp_path: Path) -> None:
    source = pdf_file(tmp_path / "a.pdf")
    assert annotated(source, finding("40 patents")) == annotated(source, finding("40 patents"))
