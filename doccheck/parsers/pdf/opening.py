"""Opening a PDF: what cannot be read is said in words a person can act on."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from doccheck.parsers.errors import EncryptedFile, UnreadableFile

_PASSWORD, _SECURITY = 4, 5
_HEAD = 1024
_KNOWN = (
    (b"PK\x03\x04", "Word、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 文档（.doc/.wps）"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"\x89PNG", "PNG 图片"),
    (b"{\\rtf", "RTF 文档"),
    (b"<", "网页或 XML 文件"),
)


def open_pdf(source: Path, path: str) -> tuple[Any, str]:
    """The open pypdfium2 document and the file's SHA-256; ``path`` is the name used in messages.

    Raises UnreadableFile (missing, empty, damaged, not a PDF, no pages) or EncryptedFile (a password is needed).
    """
    head, digest = _fingerprint(source, path)
    if b"%PDF-" not in head:
        kind = next((name for sign, name in _KNOWN if head.lstrip()[: len(sign)] == sign), "")
        what = f"内容实际是{kind}" if kind else "内容不是 PDF 格式"
        raise UnreadableFile(
            f"《{path}》扩展名为 PDF，但{what}，无法读取。", "请改回正确的扩展名，或重新导出为 PDF 后提交。"
        )
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (_PASSWORD, _SECURITY) or "password" in str(error).lower():
            raise EncryptedFile(
                f"《{path}》设有打开密码，无法读取。", "请去除密码保护后重新导出，或提供未加密的文件。"
            ) from None
        raise UnreadableFile(
            f"《{path}》已损坏或不是完整的 PDF 文件，无法打开。", "请用原软件重新导出 PDF，确认能正常打开后再提交。"
        ) from None
    except OSError:
        raise UnreadableFile(f"《{path}》无法读取。", "请确认文件存在且有读取权限。") from None
    if len(document) < 1:
        document.close()
        raise UnreadableFile(f"《{path}》没有任何页面。", "请重新导出 PDF，确认能看到正文后再提交。")
    return document, digest


def _fingerprint(source: Path, path: str) -> tuple[bytes, str]:
    """The file's first bytes and its SHA-256."""
    digest = hashlib.sha256()
    head = b""
    try:
        with source.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                head = head or chunk[:_HEAD]
                digest.update(chunk)
    except OSError:
        raise UnreadableFile(f"《{path}》无法读取。", "请确认文件存在且有读取权限。") from None
    if not head:
        raise UnreadableFile(f"《{path}》是空文件（0 字节）。", "请重新导出或重新上传该文件。")
    return head, digest.hexdigest()
