"""What files are looked at for marks, what that costs others, and where marks are said to stand."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from doccheck.document.model import Document
from doccheck.intake.limits import ParseLimits
from doccheck.intake.reading import parse_file
from tests.parsers.marks.stamped import Scan, pdf
from tests.submissions import write

UNIT = "江苏恒远智能装备有限公司"
_READ = """
import sys
from pathlib import Path
from doccheck.intake.limits import ParseLimits
from doccheck.intake.reading import parse_file
source = Path(sys.argv[1])
kind = source.suffix[1:]
document = parse_file(kind, source, source.name, kind, "", ParseLimits())
assert "建设目标" in document.text
print(sorted({"cv2", "rapidocr", "onnxruntime", "PIL"} & set(sys.modules)), len(document.searched))
"""


def parsed(source: Path) -> Document:
    kind = source.suffix[1:]
    return parse_file(kind, source, source.name, kind, "", ParseLimits())


def with_picture(folder: Path, scan: Scan, wide: float) -> Path:
    target = write(folder, {"甲.docx": ["第一条 建设目标", "单位（盖章）："]}) / "甲.docx"
    file = docx.Document(str(target))
    held = BytesIO()
    scan.image.save(held, "PNG")
    file.add_picture(held, width=Mm(wide))
    file.save(str(target))
    return target


def test_a_pdf_without_pictures_loads_nothing_that_looks_at_pictures(tmp_path: Path) -> None:
    source = pdf(tmp_path / "甲.pdf", ["第一条 建设目标", "单位（盖章）："])
    done = subprocess.run([sys.executable, "-c", _READ, source], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] 0"


def test_a_word_file_without_pictures_loads_nothing_that_looks_at_pictures(tmp_path: Path) -> None:
    source = write(tmp_path, {"甲.docx": ["第一条 建设目标", "单位（盖章）："]}) / "甲.docx"
    done = subprocess.run([sys.executable, "-c", _READ, source], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] 0"


def test_a_seal_on_a_pdf_page_has_its_page_box_and_block(tmp_path: Path) -> None:
    class Printed(Scan):
        def paint(self, sheet):  # type: ignore[no-untyped-def]
            super().paint(sheet)
            for y, words in ((400, "以上内容真实可靠。"), (480, "单位（盖章）："), (600, "日期：2023年8月1日")):
                sheet.text(85, y, words, 14)

    document = parsed(pdf(tmp_path / "甲.pdf", ["第一条 建设目标"], Printed().seal(80, 170, UNIT)))
    (seal,) = document.seals
    assert (seal.location.page, seal.shape, seal.name) == (2, "round", UNIT)
    assert seal.location.bbox == pytest.approx([v * 72 / 25.4 for v in (59, 149, 101, 191)], abs=4)
    assert seal.location.block is not None
    assert "盖章" in document.blocks[seal.location.block].text  # type: ignore[union-attr]
    assert [place.page for place in document.searched] == [2]


def test_a_small_picture_on_a_page_of_text_does_not_make_the_page_searched(tmp_path: Path) -> None:
    class Corner(Scan):
        def paint(self, sheet):  # type: ignore[no-untyped-def]
            from reportlab.lib.utils import ImageReader

            sheet.text(85, 100, "第一条 建设目标", 14)
            sheet.canvas.drawImage(ImageReader(self.image), 200, 300, 130, 130)

    document = parsed(pdf(tmp_path / "甲.pdf", Corner(46, 46).seal(23, 23, UNIT)))
    assert [seal.name for seal in document.seals] == [UNIT]
    assert document.searched == ()


def test_a_picture_of_a_seal_in_a_word_file_stands_beside_its_paragraph(tmp_path: Path) -> None:
    document = parsed(with_picture(tmp_path, Scan(46, 46).seal(23, 23, UNIT), 46))
    (seal,) = document.seals
    assert (seal.name, seal.location.page, seal.location.bbox) == (UNIT, None, None)
    assert seal.location.block is not None
    assert document.searched == ()


def test_a_picture_of_a_signature_in_a_word_file_is_writing(tmp_path: Path) -> None:
    document = parsed(with_picture(tmp_path, Scan(40, 16).signature(5, 2), 40))
    assert len(document.handwriting) == 1
    assert document.seals == ()


def test_a_picture_of_words_in_a_word_file_is_no_writing(tmp_path: Path) -> None:
    document = parsed(with_picture(tmp_path, Scan(60, 20).text(3, 5, "江苏恒远智能装备"), 60))
    assert document.handwriting == ()


def test_without_the_recogniser_nothing_is_looked_at_and_nothing_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCCHECK_OCR", "none")
    document = parsed(with_picture(tmp_path, Scan(46, 46).seal(23, 23, UNIT), 46))
    assert (document.seals, document.searched) == ((), ())
