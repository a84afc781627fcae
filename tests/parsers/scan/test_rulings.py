"""Ruling lines of scanned tables, and strokes of letters that touch them."""

from __future__ import annotations

from collections.abc import Callable

from doccheck.document.model import Document, Table
from tests.parsers.scan.drawn import SCALE, Page

Read = Callable[..., Document]


def test_an_upright_line_that_runs_into_a_letter_still_parts_two_cells(read: Read) -> None:
    page = Page(430, 160)
    page.grid([30, 110, 230, 300, 400], [40, 66], [["产业领域", "工业互联网", "技术领域", "边缘计算"]])
    page.grid([30, 110, 400], [66, 92], [["攻关任务", "时间敏感网络"]])
    x = 230 * SCALE
    page.pen.line((x, 66 * SCALE, x, 76 * SCALE), fill="black", width=2)
    (table,) = (block for block in read(page.picture).blocks if isinstance(block, Table))
    assert [cell.text for cell in table.cells if cell.row == 0] == ["产业领域", "工业互联网", "技术领域", "边缘计算"]


def test_a_letters_stroke_below_a_line_parts_no_cells(read: Read) -> None:
    page = Page(430, 160)
    page.grid([30, 110, 400], [40, 66, 92], [["产业领域", "工业互联网平台"], ["攻关任务", "时间敏感网络"]])
    x = 230 * SCALE
    page.pen.line((x, 66 * SCALE, x, 78 * SCALE), fill="black", width=2)
    (table,) = (block for block in read(page.picture).blocks if isinstance(block, Table))
    assert (table.rows, table.cols) == (2, 2)
