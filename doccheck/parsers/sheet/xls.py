"""Excel 97–2003 workbooks (.xls, and .et of WPS) through xlrd: saved results, formats, merged and hidden parts."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from doccheck.parsers.errors import EncryptedFile, UnreadableFile
from doccheck.parsers.sheet.content import MAX_CELLS, SheetContent, Workbook
from doccheck.parsers.sheet.shown import EAST_ASIAN, Scalar, is_moment, shown

_NOTHING = frozenset({0, 6})  # empty, and blank with a format
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_SAVE_AGAIN = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再提交。"


def read_xls(source: Path) -> Workbook:
    """Every worksheet of the workbook. Raises UnreadableFile or EncryptedFile."""
    import xlrd

    try:
        book = xlrd.open_workbook(str(source), logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise EncryptedFile("表格文件设有密码，无法读取内容。", "请取消打开密码后重新提交。") from error
        raise UnreadableFile("表格文件已损坏，或不是 Excel 97—2003 格式，无法打开。", _SAVE_AGAIN) from error
    except Exception as error:  # whatever a damaged record makes the library raise
        raise UnreadableFile("表格文件已损坏，无法打开。", _SAVE_AGAIN) from error
    reader = _Reader(book)
    return Workbook([reader.sheet(sheet) for sheet in book.sheets()], macros=_macros(source), cut=reader.left <= 0)


def _macros(source: Path) -> bool:
    """Whether the compound file has a storage for macros, by the name in its directory."""
    wanted = "_VBA_PROJECT".encode("utf-16-le")
    tail = b""
    with source.open("rb") as stream:
        while piece := stream.read(1 << 20):
            if wanted in tail + piece:
                return True
            tail = piece[-64:]
    return False


class _Reader:
    """Copies the sheets of one open workbook until the limit of cells is reached."""

    def __init__(self, book: Any) -> None:
        from xlrd import error_text_from_code
        from xlrd.xldate import xldate_as_datetime

        self.book = book
        self.left = MAX_CELLS
        self.errors, self.moment = error_text_from_code, xldate_as_datetime

    def sheet(self, sheet: Any) -> SheetContent:
        content = SheetContent(sheet.name, sheet.visibility != 0)
        for row in range(sheet.nrows):
            # A sheet may be formatted down to its last row and column: millions of cells with nothing in them.
            for column, kind in enumerate(sheet.row_types(row)):
                if kind in _NOTHING:
                    continue
                if self.left <= 0:
                    break
                text = self._text(sheet, row, column)
                if text.strip():
                    content.texts[row, column] = text
                    self.left -= 1
        content.merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        content.hidden_rows = {index for index, row in sheet.rowinfo_map.items() if row.hidden}
        content.hidden_columns = {index for index, column in sheet.colinfo_map.items() if column.hidden}
        content.comments = {place: note.text for place, note in sheet.cell_note_map.items() if note.text}
        return content

    def _text(self, sheet: Any, row: int, column: int) -> str:
        kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
        if kind == _TEXT:
            return str(value)
        if kind == _BOOLEAN:
            return "TRUE" if value else "FALSE"
        if kind == _ERROR:
            return str(self.errors.get(value, "#N/A"))
        if kind not in (_NUMBER, _DATE):
            return ""
        pattern = self._pattern(sheet.cell_xf_index(row, column))
        number: Scalar = float(value)
        if is_moment(pattern):
            try:
                number = self.moment(value, self.book.datemode)
            except (ValueError, OverflowError):  # xlrd's own error is a ValueError, too
                pattern = "General"
        return shown(number, pattern)

    def _pattern(self, index: int) -> str:
        key = self.book.xf_list[index].format_key
        if key in EAST_ASIAN:
            return EAST_ASIAN[key]
        found = self.book.format_map.get(key)
        return found.format_str if found is not None else "General"
