"""File names of a submission: their natural order, the ones that are no files of an applicant's, safe archive names."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import PurePosixPath

_DIGITS = "零一二三四五六七八九"
_NUMBER = re.compile(r"\d+|(?<=[第件表录（(])[一二三四五六七八九十]{1,3}|^[一二三四五六七八九十]{1,3}(?=[、.．\s])")
_UNICODE_PATH = 0x7075
# Control characters, and marks that turn the direction of writing and so hide a name's real ending.
_UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def natural_key(path: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """A sort key under which 第2 stands before 第10 and 附件二 before 附件十, folder by folder."""
    return tuple(_key(part) for part in path.split("/"))


def _key(name: str) -> tuple[tuple[int, int, str], ...]:
    pieces: list[tuple[int, int, str]] = []
    end = 0
    for match in _NUMBER.finditer(name):
        if match.start() > end:
            pieces.append((1, 0, name[end : match.start()].casefold()))
        written = match.group()
        pieces.append((0, int(written) if written.isdecimal() else _chinese(written), ""))
        end = match.end()
    if end < len(name):
        pieces.append((1, 0, name[end:].casefold()))
    return tuple(pieces)


def _chinese(written: str) -> int:
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return int("".join(str(_DIGITS.index(char)) for char in written))
    return (_DIGITS.index(tens[-1]) if tens else 1) * 10 + (_DIGITS.index(ones[0]) if ones else 0)


def is_litter(path: str) -> bool:
    """Files that systems and office programs leave behind: lock files, thumbnails, folder settings, macOS shadows."""
    parts = path.split("/")
    name = parts[-1]
    return (
        "__MACOSX" in parts
        or any(part.startswith(".") and part not in {".", ".."} for part in parts)
        or name.startswith(("~$", "~WRL", "~WRD"))
        or name.lower() in {"thumbs.db", "desktop.ini", "ehthumbs.db"}
        or name.lower().endswith((".tmp", ".lnk"))
    )


def safe_name(name: str) -> str:
    """The name of an archive's member as a relative path: no drive, no root, no “..”. Empty if nothing is left."""
    plain = _UNPRINTED.sub("", name.replace("\\", "/"))
    if re.match(r"^[A-Za-z]:", plain):
        plain = plain[2:]
    return "/".join(part for part in PurePosixPath(plain.lstrip("/")).parts if part not in {"..", ".", "/"})


def written(name: str) -> str:
    """The name of a tar member or a file on disk as it was written: Python keeps bytes that are no UTF-8 as
    surrogates, which can neither be shown nor stored; they are GBK in most cases."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    return name


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a zip member as its author wrote it.

    Chinese Windows writes GBK without saying so and ``zipfile`` reads that as cp437; UTF-8 without its flag is as
    common. The Unicode path field, where there is one, settles it.
    """
    if info.flag_bits & 0x800:
        return info.filename
    unicode_path = _unicode_path(info.extra)
    if unicode_path:
        return unicode_path
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_path(extra: bytes) -> str:
    offset = 0
    while offset + 4 <= len(extra):
        tag, size = struct.unpack_from("<HH", extra, offset)
        if tag == _UNICODE_PATH and size > 5:
            try:
                return extra[offset + 9 : offset + 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return ""
        offset += 4 + size
    return ""
