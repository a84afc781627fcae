"""Paper of the blank official forms: cover lines, tables with merged cells, outlines of headings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

ABOVE = "^"
"""A cell that continues the cell above it."""
Cell = str | tuple[str, int]
"""A cell's text, or its text and how many columns it spans; lines of a cell are parted by newlines."""


class Paper:
    """One form in the making."""

    def __init__(self) -> None:
        self.document = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.6)
        section.top_margin = section.bottom_margin = Cm(2.5)
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(12)
        self._font(normal.element, "仿宋")
        for level in (1, 2):
            style = self.document.styles[f"Heading {level}"]
            style.font.size = Pt(16 if level == 1 else 14)
            style.font.bold = level == 1
            style.font.color.rgb = None
            self._font(style.element, "黑体" if level == 1 else "楷体")

    @staticmethod
    def _font(element, name: str) -> None:
        properties = element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = properties.makeelement(qn("w:rFonts"), {})
            properties.insert(0, fonts)
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("w:eastAsia", "w:ascii", "w:hAnsi"):
            fonts.set(qn(key), name)

    def line(self, text: str = "", *, size: float = 12, bold: bool = False, centre: bool = False) -> Paragraph:
        """A paragraph of plain text."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(size), bold
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def title(self, text: str) -> None:
        """A centred title."""
        self.line(text, size=20, bold=True, centre=True)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of the outline."""
        self.document.add_heading(text, level)

    def blank(self, label: str, after: str = "", *, wide: int = 24) -> None:
        """A line of a cover: the label and an underlined run of spaces to write on."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(2)
        paragraph.paragraph_format.space_after = Pt(8)
        paragraph.add_run(label).font.size = Pt(16)
        space = paragraph.add_run(" " * wide)
        space.underline, space.font.size = True, Pt(16)
        if after:
            paragraph.add_run(after).font.size = Pt(16)

    def gap(self, lines: int) -> None:
        """Empty lines."""
        for _ in range(lines):
            self.document.add_paragraph()

    def page(self) -> None:
        """A new page."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def table(self, widths: Sequence[float], rows: Sequence[Sequence[Cell]]) -> Table:
        """A table of as many columns as ``widths`` (centimetres); every row's spans must add up to them."""
        table = self.document.add_table(rows=len(rows), cols=len(widths))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for index, width in enumerate(widths):
            for cell in table.columns[index].cells:
                cell.width = Cm(width)
        starts: dict[tuple[int, int], tuple[int, int]] = {}
        for r, row in enumerate(rows):
            column = 0
            for cell in row:
                text, span = (cell, 1) if isinstance(cell, str) else cell
                if text == ABOVE:
                    starts[r, column] = starts[r - 1, column]
                else:
                    starts[r, column] = (r, column)
                    self._fill(table, r, column, span, text)
                column += span
            if column != len(widths):
                raise ValueError(f"row {r} fills {column} of {len(widths)} columns: {row}")
        self._merge_down(table, rows, starts)
        return table

    @staticmethod
    def _fill(table: Table, row: int, column: int, span: int, text: str) -> None:
        cell = table.cell(row, column)
        if span > 1:
            cell = cell.merge(table.cell(row, column + span - 1))
        first, *rest = text.split("\n")
        cell.paragraphs[0].add_run(first).font.size = Pt(10.5)
        for line in rest:
            cell.add_paragraph().add_run(line).font.size = Pt(10.5)

    @staticmethod
    def _merge_down(
        table: Table, rows: Sequence[Sequence[Cell]], starts: dict[tuple[int, int], tuple[int, int]]
    ) -> None:
        last: dict[tuple[int, int], int] = {}
        for (row, column), top in starts.items():
            if top != (row, column):
                last[top] = max(last.get(top, row), row)
        for (row, column), end in last.items():
            table.cell(row, column).merge(table.cell(end, column))

    def save(self, path: Path) -> None:
        """Write the form."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.document.save(str(path))
