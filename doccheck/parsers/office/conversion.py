"""One legacy document, converted and read as .docx; in the report it stays what it was handed in as."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from msgspec.structs import replace

from doccheck.document.model import Document, Incident, IncidentKind
from doccheck.parsers.errors import EncryptedFile, UnsupportedFormat
from doccheck.parsers.office.peeking import has_macros, is_encrypted
from doccheck.parsers.office.program import find_office, run_office

_SUFFIX = {"doc": "doc", "ole": "doc", "rtf": "rtf", "odt": "odt", "html": "html", "mhtml": "mht", "flatopc": "xml"}
_SAVE_AS = "请用 Word 或 WPS 打开原文件，另存为 .docx 后再提交。"


def parse_with_office(source: Path, path: str, kind: str, sha256: str, seconds: int = 120) -> Document:
    """Convert a file of this kind with LibreOffice and read the result; path, format and digest stay the original's.

    Raises UnsupportedFormat (D010) where LibreOffice is absent, fails or takes longer than ``seconds``,
    EncryptedFile where a password is needed, and whatever ``parse_docx`` raises.
    """
    program = find_office()
    if program is None:
        raise UnsupportedFormat("读取此文件需要 LibreOffice，本机没有安装，内容未检查。", _SAVE_AS)
    if is_encrypted(source, kind):
        raise EncryptedFile("文件设有打开密码，无法检查。", "请在 Word 或 WPS 中取消密码，另存后再提交。")
    room = Path(tempfile.mkdtemp(prefix="doccheck-office-"))
    try:
        from doccheck.parsers.word import parse_docx

        document = parse_docx(_converted(program, source, room, kind, seconds), path)
    finally:
        shutil.rmtree(room, ignore_errors=True)
    incidents = document.incidents
    if has_macros(source, kind):  # which the conversion drops
        incidents = (*incidents, Incident(IncidentKind.ACTIVE_CONTENT, "文件带有宏（VBA 程序）"))
    return replace(document, format=kind, sha256=sha256, incidents=incidents)


def convert_with_office(source: Path, room: Path, kind: str, seconds: int = 120) -> Path:
    """The file as .docx in the folder ``room``, as ``parse_with_office`` reads it. Raises UnsupportedFormat (D010)."""
    program = find_office()
    if program is None:
        raise UnsupportedFormat("转换此文件需要 LibreOffice，本机没有安装。", _SAVE_AS)
    return _converted(program, source, room, kind, seconds)


def _converted(program: str, source: Path, room: Path, kind: str, seconds: int) -> Path:
    # A plain name: the applicant's own may hold characters that the file system or LibreOffice's options take ill.
    copy = room / f"source.{_SUFFIX.get(kind, 'doc')}"
    shutil.copyfile(source, copy)
    target = room / "converted"
    target.mkdir()
    try:
        # One profile for each process, kept for its next file: making it takes longer than most conversions.
        profile = Path(tempfile.gettempdir()) / "office-profile" if _private() else room / "office-profile"
        run_office(program, profile, copy, target, seconds)
    except subprocess.TimeoutExpired:
        message = f"LibreOffice 转换此文件超过 {seconds} 秒，已停止，内容未检查。"
        raise UnsupportedFormat(message, _SAVE_AS) from None
    except OSError as error:
        message = f"LibreOffice 无法运行（{error.strerror or error}），内容未检查。"
        raise UnsupportedFormat(message, _SAVE_AS) from error
    result = target / "source.docx"
    if not result.exists() or result.stat().st_size == 0:
        raise UnsupportedFormat("LibreOffice 没能转换此文件，文件可能已损坏，内容未检查。", _SAVE_AS)
    return result


def _private() -> bool:
    """Whether temporary files go into a worker's own folder, which its owner removes."""
    return Path(tempfile.gettempdir()).name.startswith("doccheck-")
