from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from doccheck.document.model import Document
from doccheck.parsers.pdf import parse_pdf
from tests.parsers.pdf.pdf_files import Painter, draw


@pytest.fixture
def parse(tmp_path: Path) -> Callable[..., Document]:
    """Draw a PDF, a page for each painter, and read it."""

    def parse(*painters: Painter, **options: object) -> Document:
        return parse_pdf(draw(tmp_path / "方案.pdf", *painters, **options), "方案.pdf")

    return parse


@pytest.fixture(scope="session")
def print_to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Convert a Word file with LibreOffice, which keeps its profile in a folder of the session's own."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def convert(source: Path) -> Path:
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", str(source.parent), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return source.with_suffix(".pdf")

    return convert
