"""Whether a file can be read, given what its ending says and what it is: the parser for it, or the error to report."""

from __future__ import annotations

from doccheck.intake.kinds import ARCHIVE_ENDINGS, IMAGE_ENDINGS, IMAGE_KINDS, SHEET_ENDINGS, WORD_ENDINGS
from doccheck.parsers.errors import EncryptedFile, ParseError, UnreadableFile, UnsupportedFormat

_READ_AS = {kind: kind for kind in ("docx", "pdf", "xlsx", "xls", "csv", "ofd")}
_CONVERTED = frozenset({"doc", "ole", "rtf", "odt", "html", "mhtml", "flatopc"})
"""What LibreOffice turns into .docx where it is installed."""

_SPOKEN = {
    "docx": "Word 文档（.docx）",
    "pdf": "PDF 文件",
    "doc": "旧版 Word 文档（.doc）",
    "ole": "旧版 Office 文件",
    "flatopc": "单一 XML 形式的 Word 文档",
    "rtf": "RTF 文档",
    "html": "网页",
    "mhtml": "网页归档",
    "odt": "ODF 文档",
    "xlsx": "Excel 表格（.xlsx）",
    "xls": "旧版 Excel 表格（.xls）",
    "csv": "文本表格（.csv）",
    "pptx": "演示文稿",
    "ppt": "演示文稿",
    "ofd": "OFD 文件",
    "zip": "压缩包",
    "7z": "7z 压缩包",
    "rar": "RAR 压缩包",
    "tar": "压缩包",
    "tgz": "压缩包",
    "gz": "压缩文件",
    "exe": "程序",
    "text": "纯文本",
}

_FAMILY_OF_KIND = {
    **dict.fromkeys(("docx", "doc", "ole", "flatopc", "rtf", "html", "mhtml", "odt"), "word"),
    **dict.fromkeys(("xlsx", "xls", "csv"), "sheet"),
    **dict.fromkeys(IMAGE_KINDS, "image"),
    **dict.fromkeys(("zip", "7z", "rar", "tar", "tgz", "gz"), "archive"),
    "pdf": "pdf",
    "ofd": "ofd",
}

_FAMILY_OF_ENDING = {
    **dict.fromkeys(WORD_ENDINGS | {"rtf", "htm", "html", "mht", "mhtml", "odt"}, "word"),
    **dict.fromkeys(SHEET_ENDINGS, "sheet"),
    **dict.fromkeys(IMAGE_ENDINGS, "image"),
    **dict.fromkeys(ARCHIVE_ENDINGS, "archive"),
    "pdf": "pdf",
    "ofd": "ofd",
}


def judge(ending: str, kind: str) -> tuple[str | None, ParseError | None]:
    """``(“docx”, “pdf”, “office” …, None)`` for a file that is read, ``(…, error)`` for one that is read but
    misnamed, ``(None, error)`` for one that is not read."""
    if kind == "ole" and ending in SHEET_ENDINGS:
        kind = "xls"  # older workbooks name their stream otherwise; their reader knows them
    family = _FAMILY_OF_KIND.get(kind)
    fits = not ending or family == _FAMILY_OF_ENDING.get(ending)
    if kind in _READ_AS:
        return _READ_AS[kind], None if fits else _misnamed(ending, kind)
    if kind in _CONVERTED and fits and ending not in SHEET_ENDINGS:
        from doccheck.parsers.office import find_office

        if find_office():
            return "office", None
    if kind in IMAGE_KINDS and fits:
        from doccheck.parsers.scan.engine import available

        if available():
            return "image", None
    return None, _refusal(ending, kind, fits)


def _misnamed(ending: str, kind: str) -> ParseError:
    return UnreadableFile(
        f"文件后缀是 .{ending}，内容却是{_SPOKEN[kind]}；已按实际内容检查。", f"请把后缀改为 .{kind} 后再提交。"
    )


def _refusal(ending: str, kind: str, fits: bool) -> ParseError:
    if kind == "empty":
        return UnreadableFile("文件大小为 0 字节，没有任何内容。", "请重新导出或重新上传该文件。")
    if kind == "locked":
        return UnreadableFile(
            "文件打不开，可能正被其他程序占用或没有读取权限。", "请关闭占用它的程序并检查权限后重试。"
        )
    if kind == "encrypted":
        return EncryptedFile("文件设有打开密码，无法检查。", "请在 Word 或 WPS 中取消密码，另存后再提交。")
    if kind == "damaged-zip":
        return UnreadableFile(
            "文件已损坏或传输不完整，无法打开。", "请用 Word 或 WPS 打开修复并另存，或重新上传原文件。"
        )
    if not fits or kind in {"unknown", "exe", "text", "pptx", "ppt"}:
        what = "图片" if kind in IMAGE_KINDS else _SPOKEN.get(kind, "无法识别的数据")
        return UnreadableFile(
            f"文件后缀是 .{ending}，内容却是{what}，无法检查。",
            "请确认传的是原文件，重新导出为 .docx 或 PDF 后再提交。",
        )
    return _unsupported(kind)


def _unsupported(kind: str) -> ParseError:
    if kind in IMAGE_KINDS:
        from doccheck.parsers.scan.parser import no_engine

        return no_engine()
    spoken = _SPOKEN[kind]
    if kind in _FAMILY_OF_KIND and _FAMILY_OF_KIND[kind] == "archive":
        return UnsupportedFormat(f"{spoken}不是可以解开的格式，其中内容未检查。", "请改用 .zip 打包。")
    return UnsupportedFormat(
        f"{spoken}需要用 LibreOffice 转换后读取，本机没有安装，内容未检查。",
        "请用 Word 或 WPS 另存为 .docx 后再提交；或安装 LibreOffice 后重新检查。",
    )
