"""The words in an enhanced metafile, the picture that an embedded table or drawing leaves in the file ([MS-EMF])."""

from __future__ import annotations

import struct

MAX_BYTES = 8 * 1024 * 1024
"""Larger pictures are not searched."""
_SIGNATURE = b" EMF"
_TEXT = 84
_SMALL_TEXT = 108
_GLYPHS = 0x10
_NO_BOUNDS = 0x100
_BYTES = 0x200
_END = 14


def words(data: bytes) -> list[str]:
    """The strings that the picture writes, in its order; empty for other formats and for text drawn as outlines."""
    if len(data) > MAX_BYTES or data[40:44] != _SIGNATURE:
        return []
    found: list[str] = []
    place = 0
    while place + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, place)
        if size < 8 or kind == _END:
            break
        record = data[place : place + size]
        text = _text(record) if kind == _TEXT else _small_text(record) if kind == _SMALL_TEXT else ""
        if text.strip():
            found.append(text.strip())
        place += size
    return found


def _text(record: bytes) -> str:
    if len(record) < 56:
        return ""
    count, start, options = struct.unpack_from("<III", record, 44)
    return "" if options & _GLYPHS else record[start : start + 2 * count].decode("utf-16-le", "ignore")


def _small_text(record: bytes) -> str:
    if len(record) < 36:
        return ""
    count, options = struct.unpack_from("<II", record, 16)
    start = 36 if options & _NO_BOUNDS else 52
    if options & _GLYPHS:
        return ""
    if options & _BYTES:
        return record[start : start + count].decode("latin-1")
    return record[start : start + 2 * count].decode("utf-16-le", "ignore")
