"""Excel workbooks (.xlsx, .xlsm) through openpyxl: saved results of formulas, nothing calculated or fetched."""

from __future__ import annotations

import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

from doccheck.parsers.errors import EncryptedFile, LimitReached, UnreadableFile
from doccheck.parsers.sheet.content import MAX_CELLS, SheetContent, Workbook
from doccheck.parsers.sheet.shown import EAST_ASIAN, is_moment, shown

MAX_XML = 48 << 20
"""Unpacked bytes of the XML parts together; the library holds all of them in memory, many times over."""
_MAX_RATIO = 300
_RATIO_FROM = 8 << 20
_SAVE_AGAIN = "请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再提交。"


def read_xlsx(source: Path) -> Workbook:
    """Every worksheet of the workbook. Raises UnreadableFile, EncryptedFile or LimitReached."""
    import openpyxl

    macros = _guard(source)
    try:
        book = openpyxl.load_workbook(source, data_only=True, keep_links=False)
    except Exception as error:  # whatever a damaged part makes the library raise
        raise UnreadableFile("表格文件已损坏，无法打开。", _SAVE_AGAIN) from error
    reader = _Reader(book)
    sheets = [reader.sheet(sheet) for sheet in book.worksheets]
    if any(_has_formulas(source, name) for name in _sheet_parts(source)):
        _mark_unsaved(source, sheets)
    return Workbook(sheets, macros=macros, cut=reader.left <= 0)


def _guard(source: Path) -> bool:
    """Refuse what is too large before anything is unpacked; gives whether the workbook holds macros."""
    try:
        with zipfile.ZipFile(source) as package:
            infos = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile("表格文件已损坏或没有传完整，无法打开。", _SAVE_AGAIN) from error
    if any(info.flag_bits & 0x1 for info in infos):
        raise EncryptedFile("表格文件设有密码，无法读取内容。", "请取消打开密码后重新提交。")
    parts = [info for info in infos if info.filename.lower().endswith((".xml", ".rels", ".vml"))]
    size = sum(info.file_size for info in parts)
    bloated = any(i.file_size > _RATIO_FROM and i.file_size > _MAX_RATIO * max(i.compress_size, 1) for i in parts)
    if size > MAX_XML or bloated:
        raise LimitReached(
            f"表格文件解压后有 {size >> 20} MB（上限 {MAX_XML >> 20} MB、膨胀 {_MAX_RATIO} 倍），"
            "已停止读取，内容未检查。",
            "请删去空白行列的格式和无关工作表，只保留需要提交的表格后再提交。",
        )
    if any(_defines(source, info) for info in parts):
        raise UnreadableFile("表格文件内部含有不允许的外部定义（DTD），不予读取。", _SAVE_AGAIN)
    return any(info.filename.lower().endswith("vbaproject.bin") for info in infos)


def _defines(source: Path, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares a document type, and with it entities: no office program writes one. Parts that cannot
    be unpacked are left to the library."""
    tail = b""
    try:
        with zipfile.ZipFile(source) as package, package.open(part) as stream:
            while piece := stream.read(1 << 20):
                window = tail + piece.replace(b"\x00", b"")  # UTF-16 and UTF-32 too
                if b"<!DOCTYPE" in window:
                    return True
                tail = window[-8:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
    return False


class _Reader:
    """Copies the sheets of one open workbook until the limit of cells is reached."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.left = MAX_CELLS

    def sheet(self, sheet: Any) -> SheetContent:
        content = SheetContent(sheet.title, sheet.sheet_state != "visible")
        for (row, column), cell in sorted(sheet._cells.items()):
            if self.left <= 0:
                break
            text = self._text(cell)
            if text.strip():
                content.texts[row - 1, column - 1] = text
                self.left -= 1
            note = getattr(cell, "comment", None)
            if note is not None and note.text:
                content.comments[row - 1, column - 1] = note.text
        content.merged = [
            (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
            for area in sheet.merged_cells.ranges
        ]
        content.hidden_rows = {index - 1 for index, row in sheet.row_dimensions.items() if row.hidden}
        for column in sheet.column_dimensions.values():
            if column.hidden and column.min and column.max:
                content.hidden_columns.update(range(column.min - 1, min(column.max, 16384)))
        return content

    def _text(self, cell: Any) -> str:
        from openpyxl.utils.datetime import from_excel

        value = cell.value
        if value is None or isinstance(value, str):
            return value or ""
        try:
            pattern = cell.number_format or "General"
        except IndexError:  # a format that the workbook does not have
            pattern = "General"
        native = EAST_ASIAN.get(cell._style.numFmtId)
        if native is not None:
            pattern = native
            if isinstance(value, int | float) and is_moment(pattern):
                try:
                    value = from_excel(value, self.book.epoch)
                except (ValueError, OverflowError):
                    pattern = "General"
        if isinstance(value, datetime | int | float) or hasattr(value, "isoformat") or hasattr(value, "total_seconds"):
            return shown(value, pattern)
        return str(value)


def _sheet_parts(source: Path) -> list[str]:
    with zipfile.ZipFile(source) as package:
        return [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]


def _has_formulas(source: Path, part: str) -> bool:
    with zipfile.ZipFile(source) as package, package.open(part) as stream:
        tail = b""
        while piece := stream.read(1 << 20):
            window = tail + piece
            if b"<f>" in window or b"<f " in window:
                return True
            tail = window[-3:]
    return False


def _mark_unsaved(source: Path, sheets: list[SheetContent]) -> None:
    """Note the formulas whose result nobody saved: programs write such files, and the cells look empty to readers."""
    for sheet_formulas, content in zip(_formulas(source), sheets, strict=False):
        content.unsaved.extend(place for place in sheet_formulas if place not in content.texts)


def _formulas(source: Path) -> list[list[tuple[int, int]]]:
    """The places of each sheet's formulas. Raises UnreadableFile."""
    try:
        return _formulas_of(source, row_by_row=True)
    except Exception:  # the library's way of reading row by row forgives less than its other one, which takes memory
        try:
            return _formulas_of(source, row_by_row=False)
        except Exception as error:
            raise UnreadableFile("表格文件的公式已损坏，无法读取。", _SAVE_AGAIN) from error


def _formulas_of(source: Path, row_by_row: bool) -> list[list[tuple[int, int]]]:
    import openpyxl

    book = openpyxl.load_workbook(source, read_only=row_by_row, keep_links=False)
    try:
        return [
            [
                (cell.row - 1, cell.column - 1)
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "f" and cell.row is not None and cell.column is not None
            ]
            for sheet in book.worksheets
        ]
    finally:
        book.close()
