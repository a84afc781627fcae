"""A spreadsheet file to a Document, and what of it was left out, said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from doccheck.document.model import Block, Document, Incident, IncidentKind, Location, Table
from doccheck.parsers.sheet.blocks import sheet_blocks
from doccheck.parsers.sheet.content import MAX_CELLS, SheetContent, Workbook, cell_name

_QUOTED = 60


def parse_xlsx(source: Path, path: str) -> Document:
    """Read an Excel workbook (.xlsx, .xlsm); ``path`` is its name within the submission.

    Sheets come in their order, each with its name as a heading. Hidden sheets, rows and columns are left out with a
    HIDDEN_TEXT incident. Raises UnreadableFile, EncryptedFile or LimitReached.
    """
    from doccheck.parsers.sheet.xlsx import read_xlsx

    return _document(read_xlsx(source), source, path, "xlsx")


def parse_xls(source: Path, path: str) -> Document:
    """Read an Excel 97–2003 workbook (.xls, .et); see :func:`parse_xlsx`."""
    from doccheck.parsers.sheet.xls import read_xls

    return _document(read_xls(source), source, path, "xls")


def parse_csv(source: Path, path: str) -> Document:
    """Read a table written as text (.csv, .tsv), the file's name its caption. Raises UnreadableFile or LimitReached."""
    from doccheck.parsers.sheet.text import read_csv

    return _document(read_csv(source, PurePosixPath(path).stem), source, path, "csv")


def _document(book: Workbook, source: Path, path: str, kind: str) -> Document:
    blocks: list[Block] = []
    tables = 0
    for sheet in book.sheets:
        if not sheet.hidden:
            own, cut = sheet_blocks(sheet, len(blocks), tables)
            book.cut = book.cut or cut
            tables += sum(isinstance(block, Table) for block in own)
            blocks.extend(own)
    with source.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Document(path, kind, digest, tuple(blocks), incidents=tuple(_noticed(book)))


def _noticed(book: Workbook) -> Iterator[Incident]:
    """What a reader of the printed sheets would not see, and what could not be read."""
    for sheet in book.sheets:
        if sheet.hidden and sheet.texts:
            detail = f"工作表“{sheet.name}”已隐藏，其中 {len(sheet.texts)} 格内容未计入检查"
            yield Incident(IncidentKind.HIDDEN_TEXT, detail, _quote(sheet.texts.values()), len(sheet.texts))
        elif not sheet.hidden:
            yield from _hidden_lines(sheet)
        if sheet.unsaved and not sheet.hidden:
            first = cell_name(*sheet.unsaved[0])
            detail = f"工作表“{sheet.name}”有 {len(sheet.unsaved)} 格公式（如 {first}）没有保存计算结果，这些格未读到"
            yield Incident(IncidentKind.DAMAGED_PART, detail, first, len(sheet.unsaved))
        if sheet.comments:
            first = cell_name(*next(iter(sheet.comments)))
            detail = f"工作表“{sheet.name}”有 {len(sheet.comments)} 条批注（如 {first}）尚未删除"
            yield Incident(IncidentKind.COMMENTS, detail, _quote(sheet.comments.values()), len(sheet.comments))
    if book.macros:
        yield Incident(IncidentKind.ACTIVE_CONTENT, "文件带有宏（VBA 程序）")
    if book.cut:
        yield Incident(IncidentKind.LIMIT, f"表格过大（上限 {MAX_CELLS} 个有内容的单元格），其余部分未检查")
    if book.doubtful:
        yield Incident(IncidentKind.LOW_CONFIDENCE, "文件的文字编码不完整，部分字符无法识别")


def _hidden_lines(sheet: SheetContent) -> Iterator[Incident]:
    lines = (("行", sheet.hidden_rows, 0), ("列", sheet.hidden_columns, 1))
    for name, hidden, axis in lines:
        lost = {place: text for place, text in sheet.texts.items() if place[axis] in hidden}
        if lost:
            count = len({place[axis] for place in lost})
            said = "隐藏或被筛选掉" if axis == 0 else "隐藏"
            detail = f"工作表“{sheet.name}”有 {count} {name}内容{said}（如 {cell_name(*next(iter(lost)))}），未计入检查"
            yield Incident(IncidentKind.HIDDEN_TEXT, detail, _quote(lost.values()), count, Location())


def _quote(texts: Iterable[str]) -> str:
    joined = " ".join(" ".join(text.split()) for text in texts)
    return joined if len(joined) <= _QUOTED else joined[:_QUOTED] + "…"
