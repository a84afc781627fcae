"""Tables as text (.csv, .tsv): UTF-8, UTF-16 or GBK, parted by commas, semicolons or tabs, told from the content."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from doccheck.parsers.errors import LimitReached, UnreadableFile
from doccheck.parsers.sheet.content import MAX_CELLS, SheetContent, Workbook

MAX_BYTES = 64 << 20
_MARKS = (",", "\t", ";", "|", "，")
_LOOKED_AT = 60
_FORCED_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)


def read_csv(source: Path, name: str) -> Workbook:
    """The one table of the file, as a sheet called ``name``. Raises UnreadableFile or LimitReached."""
    if source.stat().st_size > MAX_BYTES:
        raise LimitReached(
            f"表格文件超过 {MAX_BYTES >> 20} MB，已停止读取，内容未检查。", "请只保留需要提交的数据后再提交。"
        )
    text, doubtful = _decoded(source.read_bytes())
    content = SheetContent(name)
    hint = re.match(r"sep=(.)\r?\n", text)
    mark = hint.group(1) if hint else _mark(text)
    text = text[hint.end() :] if hint else text
    left = MAX_CELLS
    try:
        for row, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark)):
            for column, cell in enumerate(cells):
                # Programs write ="0012" or a tab before digits, so that Excel keeps them as text.
                forced = _FORCED_TEXT.match(cell)
                shown = (forced.group(1) if forced else cell).strip("\t ")
                if shown.strip() and left > 0:
                    content.texts[row, column] = shown
                    left -= 1
    except csv.Error as error:
        raise UnreadableFile(
            "文件不是完整的 CSV 表格，无法读取。", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再提交。"
        ) from error
    return Workbook([content], cut=left <= 0, doubtful=doubtful)


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether characters had to be replaced."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
        return text, "\ufffd" in text
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding), False
        except UnicodeDecodeError:
            continue
    texts = [data.decode(encoding, "replace") for encoding in ("utf-8-sig", "gb18030")]
    return min(texts, key=lambda text: text.count("\ufffd")), True


def _mark(text: str) -> str:
    """The character that parts the cells: the one that gives most rows the same number of cells, more than one."""
    head = "\n".join(text.splitlines()[: _LOOKED_AT * 2])
    best, score = ",", 0
    for mark in _MARKS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=mark)][:_LOOKED_AT]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        # Commas inside sentences part rows unevenly; the mark of the table parts nearly all alike.
        if (alike := wide.count(usual) * 10 + min(usual, 9)) > score:
            best, score = mark, alike
    return best
