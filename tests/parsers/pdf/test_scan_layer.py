"""D003: words that lie invisibly over a scanned page came from somebody's OCR."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import doccheck
from doccheck.intake.workers import end_idle


@pytest.mark.parametrize(("mode", "scanned"), [(3, True), (0, False)])
def test_an_ocr_layer_is_said_to_be_uncertain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, scanned: bool
) -> None:
    monkeypatch.setenv("DOCCHECK_OCR", "none")
    end_idle()  # workers that are kept have the environment of another test
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    source = tmp_path / "建设方案.pdf"
    canvas = Canvas(str(source))
    if scanned:
        picture = tmp_path / "page.png"
        Image.effect_noise((600, 800), 60).save(picture)
        canvas.drawImage(str(picture), 0, 0, 595, 842)
        picture.unlink()
    text = canvas.beginText(80, 700)
    text.setFont("STSong-Light", 12)
    text.setTextRenderMode(mode)
    for line in ("江苏省创新联合体建设方案", "一、建设意义及发展方向", "数控系统是机床的大脑，仍大量依赖进口。"):
        text.textLine(line)
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    report = doccheck.check(tmp_path, "jiangsu-2023")
    assert [f.code for f in report.findings if f.code == "D003"] == ["D003"] * scanned
