"""Whole labelled papers written as real Word files, so that they are read the way a submission is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from zlib import crc32

from doccheck.document import Document
from doccheck.document.numbering import parse
from doccheck.mapping.model import Part
from doccheck.programme.schema import Programme
from doccheck.training.corpus import Block, WholeDocument


def write_docx(paper: WholeDocument, path: Path) -> None:
    """Write a paper as .docx: with heading styles, in larger bold, or (if all are numbered) only typed.

    Which of these is told by the hash of its id. Lines that begin with “|” become the rows of a table.
    """
    from docx import Document
    from docx.shared import Pt

    document = Document()
    look = crc32(paper.id.encode()) % 3
    if look == 2 and not all(parse(block.heading) for block in paper.blocks if block.heading):
        look = 1  # whoever does not number the headings must show them in some other way
    document.add_paragraph(paper.title, style="Title" if look == 0 else None)
    for block in paper.blocks:
        if block.heading:
            style = f"Heading {min(3, max(1, block.level))}" if look == 0 else None
            paragraph = document.add_paragraph(style=style)
            run = paragraph.add_run(block.heading)
            if look == 1:
                run.bold, run.font.size = True, Pt(max(12, 18 - 2 * block.level))
        for piece in _pieces(block):
            if isinstance(piece, str):
                document.add_paragraph(piece)
                continue
            width = max(len(row) for row in piece)
            table = document.add_table(rows=0, cols=width, style="Table Grid")
            for row in piece:
                cells = table.add_row().cells
                for cell, text in zip(cells, row, strict=False):
                    cell.text = text
    document.save(str(path))


def _pieces(block: Block) -> list[str | list[list[str]]]:
    """The paragraphs and tables of a block's text."""
    pieces: list[str | list[list[str]]] = []
    for line in block.text.split("\n"):
        if not line.strip():
            continue
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            last = pieces[-1] if pieces else None
            if isinstance(last, list):
                last.append(cells)
            else:
                pieces.append([cells])
        else:
            pieces.append(line)
    return pieces


def read(paper: WholeDocument) -> dict[str, Document]:
    """A paper written as a Word file and read again."""
    from doccheck.intake.reading import read_documents

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "材料.docx"
        write_docx(paper, path)
        return dict(read_documents(path).documents)


def read_paper(paper: WholeDocument, programme: Programme) -> Part | None:
    """The longest part of a paper, written as a Word file and read again."""
    from doccheck.mapping.parts import find_parts

    parts = find_parts(read(paper), programme)
    return max(parts, key=lambda part: len(part.passage.text), default=None)


def bare(text: str) -> str:
    """Letters, digits and characters alone."""
    return "".join(char for char in text if char.isalnum())


def is_of(text: str, heading: bool, block: Block) -> bool:
    """Whether a text stands at a block: it is its heading, or shares its first words where there is none."""
    if heading and block.heading:
        return bare(text).startswith(bare(block.heading)[:40])
    own, body = bare(text), bare(block.text)
    return bool(body) and bool(own) and (body[:16] in own or own[:16] in body)
