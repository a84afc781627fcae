from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from doccheck.document.model import Document
from doccheck.parsers.word import parse_docx
from tests.parsers.word.word_files import write_docx


@pytest.fixture
def parse(tmp_path: Path) -> Callable[..., Document]:
    """Write a Word file with the given body and parts and read it."""

    def parse(body: str, **rest: Any) -> Document:
        return parse_docx(write_docx(tmp_path / "文件.docx", body, **rest), "申报书.docx")

    return parse
