"""What a legacy file's bytes say that its conversion would not: a password, and macros."""

from __future__ import annotations

import zipfile
from pathlib import Path

_SECTOR = 512
_WORD = b"\xec\xa5"
"""The first two bytes of the WordDocument stream of Word 97 and later ([MS-DOC] 2.5.2)."""
_ENCRYPTED = 0x0100
_VBA = "_VBA_PROJECT".encode("utf-16-le")
"""A stream that every VBA project has; its name stands in the directory of the file."""


def is_encrypted(source: Path, kind: str) -> bool:
    """Whether a password is needed to open the file."""
    if kind == "odt":
        return b"encryption-data" in _member(source, "META-INF/manifest.xml")
    if kind not in ("doc", "ole"):
        return False
    with source.open("rb") as stream:
        while sector := stream.read(_SECTOR):
            if sector.startswith(_WORD):
                return bool(int.from_bytes(sector[10:12], "little") & _ENCRYPTED)
    return False


def has_macros(source: Path, kind: str) -> bool:
    """Whether the file carries programs of its own."""
    if kind == "odt":
        try:
            with zipfile.ZipFile(source) as package:
                names = package.namelist()
        except (zipfile.BadZipFile, OSError):
            return False
        return any(name.startswith(("Basic/", "Scripts/")) and name.endswith((".xml", ".py")) for name in names)
    return kind in ("doc", "ole") and _VBA in source.read_bytes()


def _member(source: Path, name: str) -> bytes:
    try:
        with zipfile.ZipFile(source) as package:
            return package.read(name)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError):
        return b""
