"""Draws the files of this folder anew: ``python -m tests.files.pdf``. What must be read from each: expected.yaml."""

from __future__ import annotations

from pathlib import Path

from tests.files.pdf.files import FILES
from tests.files.pdf.pages import PAGES

if __name__ == "__main__":
    for name, function in {**PAGES, **FILES}.items():
        function(Path(__file__).with_name(f"{name}.pdf"))
