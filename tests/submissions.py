"""Small real submissions for tests: Word files written line by line, checked whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import docx

import doccheck
from doccheck.findings import Finding
from doccheck.findings.report import Report

Lines = Sequence[str | list[list[str]]]
"""Paragraphs; a line that begins with “# ” is a title; a list of rows is a table."""


def write(folder: Path, files: Mapping[str, Lines]) -> Path:
    """Write each file as .docx below ``folder`` and return the folder."""
    for name, lines in files.items():
        document = docx.Document()
        for line in lines:
            if isinstance(line, list):
                table = document.add_table(len(line), max(len(row) for row in line))
                table.style = "Table Grid"
                for row, texts in zip(table.rows, line, strict=True):
                    for cell, text in zip(row.cells, texts, strict=False):
                        cell.text = text
            elif line.startswith("# "):
                document.add_heading(line[2:], 0)
            else:
                document.add_paragraph(line)
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        document.save(str(target))
    return folder


def check(folder: Path, files: Mapping[str, Lines], programme: str, **options: object) -> Report:
    """Write the files and check them."""
    return doccheck.check(write(folder, files), programme, **options)  # type: ignore[arg-type]


def found(report: Report, code: str, requirement: str | None = "any") -> list[Finding]:
    """Findings of a code, of one requirement if given."""
    return [f for f in report.findings if f.code == code and requirement in ("any", f.requirement)]
