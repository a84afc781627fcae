"""What a file really is, told from its first bytes and, for packages, its members; the ending only breaks ties."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"MZ", "exe"),
)

WORD_ENDINGS = frozenset({"docx", "docm", "dotx", "doc", "wps", "dot", "wpt"})
_WORD_ROOTS = ("<pkg:package", "<w:worddocument")
"""Word as one XML text: of 2007 and later, and of 2003."""
IMAGE_KINDS = frozenset({"png", "jpg", "gif", "bmp", "tif", "webp"})
ARCHIVE_ENDINGS = frozenset({"zip", "7z", "rar", "tar", "gz", "tgz"})
SHEET_ENDINGS = frozenset({"xlsx", "xlsm", "xls", "et", "csv", "tsv"})
IMAGE_ENDINGS = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp"})
DOCUMENT_ENDINGS = (
    WORD_ENDINGS
    | SHEET_ENDINGS
    | IMAGE_ENDINGS
    | ARCHIVE_ENDINGS
    | {"pdf", "ofd", "rtf", "htm", "html", "mht", "mhtml", "odt"}
)
"""Endings that promise something to be checked; other files are set aside as no part of a submission."""


MAX_DIRECTORY = 32 << 20
"""Bytes of a zip's list of members. Reading it takes many times as much memory, before anything is unpacked; so many
names as an honest submission has take a hundredth of it."""
_END = b"PK\x05\x06"
_END_SIZE = 22
_END_64 = b"PK\x06\x06"
_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20


def directory_bytes(path: Path) -> int:
    """How large a zip says that its list of members is; 0 for what is no zip. Nothing but its end is read."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - (1 << 16) - _END_SIZE - _LOCATOR_SIZE))
        tail = stream.read()
        # As the library does: a record at the very end without a comment, else the last one that can be found.
        plain = len(tail) - _END_SIZE
        at = plain if tail[plain:].startswith(_END) and tail.endswith(b"\x00\x00") else tail.rfind(_END)
        if at < 0 or at + _END_SIZE > len(tail):
            return 0
        claimed = int.from_bytes(tail[at + 12 : at + 16], "little")
        locator = tail[max(0, at - _LOCATOR_SIZE) : at]
        if locator.startswith(_LOCATOR):
            stream.seek(int.from_bytes(locator[8:16], "little") % (size + 1))
            record = stream.read(56)
            if record.startswith(_END_64):
                return max(claimed % 0xFFFFFFFF, int.from_bytes(record[40:48], "little"))
        return claimed


def ending(name: str) -> str:
    """The ending of a file name in lower case without its dot; “tar.gz” counts as “tgz”."""
    lower = name.lower().rstrip(" .")
    if lower.endswith(".tar.gz"):
        return "tgz"
    return PurePosixPath(lower).suffix.lstrip(".")


def kind_of(path: Path) -> str:
    """The real kind of a file: docx, docm, xlsx, pptx, ofd, zip, pdf, ole, doc, xls, encrypted, rtf, html, flatopc,
    png…, 7z, rar, tgz, tar, gz, exe, csv, text, empty or unknown. OSError if it cannot be opened."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head:
        return "empty"
    if head.startswith(b"PK"):
        return _package(path)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _refined(path, kind)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in head[:1024]:
        # Mail gateways and scanners put bytes before the header; readers accept it within the first kilobyte.
        return "pdf"
    kind = _textual(head)
    # Nothing but its ending tells a table written as text from other text.
    return "csv" if kind == "text" and ending(path.name) in {"csv", "tsv"} else kind


def _refined(path: Path, kind: str) -> str:
    if kind == "ole":
        return _compound(path)
    if kind == "gz":
        return "tgz" if ending(path.name) in {"tgz", "tar"} or _holds_tar(path) else "gz"
    if kind == "bmp":
        with path.open("rb") as stream:
            head = stream.read(14)
        size = int.from_bytes(head[2:6], "little")
        return "bmp" if size == path.stat().st_size else "unknown"
    return kind


def _package(path: Path) -> str:
    if directory_bytes(path) > MAX_DIRECTORY:
        return "zip"  # whatever it is: opening it as one says why it is not read
    try:
        with zipfile.ZipFile(path) as package:
            # Some makers write backslashes and other cases; programs read their files, and so do ours.
            names = {name.replace("\\", "/").lstrip("/").lower() for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return "damaged-zip"
    if any(name.startswith("word/") for name in names) and "[content_types].xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names) and "[content_types].xml" in names:
        return "xlsx"
    if any(name.startswith("ppt/") for name in names) and "[content_types].xml" in names:
        return "pptx"
    if "ofd.xml" in names:
        return "ofd"
    if "mimetype" in names and "content.xml" in names:
        return "odt"
    return "zip"


def _compound(path: Path) -> str:
    """Tell legacy Word, legacy Excel and encrypted OOXML apart by the stream names in the directory.

    Names stand there in UTF-16; the directory may lie anywhere in the file, so all of it is searched in pieces.
    """
    wanted = {
        "encrypted": "EncryptedPackage".encode("utf-16-le"),
        "doc": "WordDocument".encode("utf-16-le"),
        "xls": "Workbook".encode("utf-16-le"),
        "ppt": "PowerPoint Document".encode("utf-16-le"),
    }
    found: set[str] = set()
    tail = b""
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            window = tail + piece
            found.update(kind for kind, name in wanted.items() if kind not in found and name in window)
            tail = window[-64:]
    # Documents hold others, with all their streams: which is the outer one the ending tells.
    outer = "xls" if ending(path.name) in SHEET_ENDINGS else "doc"
    return next((kind for kind in ("encrypted", outer, "doc", "xls", "ppt") if kind in found), "ole")


def _holds_tar(path: Path) -> bool:
    import gzip
    import zlib

    try:
        with gzip.open(path) as stream:
            return stream.read(512)[257:262] == b"ustar"
    except (OSError, EOFError, zlib.error):
        return False


def _textual(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = head[: len(head) // 2 * 2].decode("utf-16")
        except UnicodeDecodeError:
            return "unknown"
    elif b"\x00" in head:
        return "unknown"
    else:
        text = head.decode("utf-8", "replace")
        if text.count("\ufffd") > 4:
            text = head.decode("gb18030", "replace")
        if text.count("\ufffd") > 4 or sum(ord(char) < 32 and char not in "\t\r\n\f\x1a" for char in text) > 2:
            return "unknown"
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith("<?xml") and any(root in start for root in _WORD_ROOTS):
        return "flatopc"
    if start.startswith(("<!doctype html", "<html")) or "<html" in start[:2000]:
        return "html"
    if start.startswith("mime-version:"):
        return "mhtml"
    return "text"
