"""PDF files made for the tests, and what their annotated copies show."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from doccheck.document.quoting import ink_of
from doccheck.findings import Finding
from doccheck.parsers.pdf import parse_pdf
from doccheck.parsers.pdf.boxes import quads_of
from doccheck.reports.annotate import sheet_of
from doccheck.reports.annotate.pdf import annotate_pdf
from tests.reports.annotate.support import report_of

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

LINES = (
    "Revenue of the lead unit in 2022 was 152300 and",
    "the consortium plans 40 patents by the end of 2025.",
    "Total budget: 4590 for research and 310 for travel.",
)


def pdf_file(path: Path, *, rotate: int = 0, crop: bool = False, pages: int = 2) -> Path:
    """A PDF with the same lines on each page, perhaps turned, perhaps with a crop box away from the origin."""
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for number in range(pages):
        canvas.setFont("Helvetica", 12)
        for index, line in enumerate(LINES):
            canvas.drawString(120, 640 - 20 * index, line)
        canvas.drawString(120, 400, f"This is page {number + 1} of the plan.")
        canvas.showPage()
    canvas.save()
    if rotate or crop:
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            for page in pdf.pages:
                if rotate:
                    page.rotate(rotate, relative=False)
                if crop:
                    page.obj.CropBox = pikepdf.Array([60, 90, 560, 780])
            pdf.save(path)
    return path


def annotated(source: Path, *findings: Finding) -> bytes:
    """The annotated copy."""
    document = parse_pdf(source, source.name)
    report = report_of(findings, source.name, document)
    body, asides = ink_of(document)
    sheet = sheet_of(report, report.documents[0], (body, asides), [])
    pieces = [[] if one.passage is None else list(body.pieces(one.passage)) for one in sheet.notes]
    return annotate_pdf(source.read_bytes(), sheet, quads_of(source, source.name, pieces))[0]


def highlights(data: bytes) -> list[tuple[int, str, str]]:
    """Page (of the copy, from 0), words under the highlight as pdfium extracts them, and the note of each highlight."""
    found = []
    shown = pypdfium2.PdfDocument(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            text = shown[number].get_textpage()
            for annotation in page.obj.get("/Annots", []):
                if annotation.get("/Subtype") == "/Highlight":
                    assert annotation.Popup.Parent.objgen == annotation.objgen
                    found.append((number, _under(text, annotation), str(annotation.Contents)))
    return found


def _under(text: Any, annotation: pikepdf.Object) -> str:
    values = [float(value) for value in annotation.QuadPoints]
    words = []
    for at in range(0, len(values), 8):
        xs, ys = values[at : at + 8 : 2], values[at + 1 : at + 8 : 2]
        boxes = [text.get_charbox(index) for index in range(text.count_chars())]
        words.append(
            "".join(
                text.get_text_range(index, 1)
                for index, (left, bottom, right, top) in enumerate(boxes)
                if min(xs) <= (left + right) / 2 <= max(xs) and min(ys) <= (bottom + top) / 2 <= max(ys)
            )
        )
    return " ".join(words)
