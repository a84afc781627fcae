"""The demo's Word files, printed to PDF by LibreOffice, say the same as the Word files, character by character."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from doccheck.parsers.pdf import parse_pdf
from doccheck.parsers.word import parse_docx

DEMO = Path(__file__).parents[3] / "corpora" / "demo"
LEAST = 0.999


def squeezed(text: str) -> str:
    """Text without white space and blanks to fill in: an underlined space is printed as a rule."""
    return re.sub(r"[\s_]+", "", text)


@pytest.mark.slow
def test_the_demo_is_read_from_its_pdf_as_from_word(tmp_path: Path, print_to_pdf: Callable[[Path], Path]) -> None:
    characters = errors = 0
    for number, source in enumerate(sorted(DEMO.rglob("*.docx"))):
        copy = Path(shutil.copy(source, tmp_path / f"{number}.docx"))
        written, read = parse_docx(copy, "a.docx"), parse_pdf(print_to_pdf(copy), "a.pdf")
        assert [(t.rows, t.cols) for t in read.tables()] == [(t.rows, t.cols) for t in written.tables()], source.name
        characters += len(squeezed(written.text))
        errors += Levenshtein.distance(squeezed(written.text), squeezed(read.text))
    assert characters > 30_000
    assert errors <= (1 - LEAST) * characters
