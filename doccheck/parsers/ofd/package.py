"""The zip of an OFD file: its parts by the paths that they give each other, and their XML, safely parsed."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from doccheck.parsers.errors import EncryptedFile, LimitReached, UnreadableFile

MAX_PARTS = 50_000
MAX_XML = 64 << 20
"""Unpacked bytes of one XML part."""
MAX_TOTAL = 512 << 20
"""Unpacked bytes of all XML parts that are read."""
_SAVE_AGAIN = "请用 OFD 阅读器打开并重新导出，或另存为 PDF 后再提交。"
_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Package:
    """The parts of one OFD file. ``damaged`` lists parts that could not be read or are missing."""

    def __init__(self, source: Path) -> None:
        """Open the package. Raises UnreadableFile, EncryptedFile or LimitReached."""
        try:
            self._zip = zipfile.ZipFile(source)
        except _TROUBLE as error:
            raise UnreadableFile("OFD 文件已损坏或没有传完整，无法打开。", _SAVE_AGAIN) from error
        infos = [info for info in self._zip.infolist() if info.filename and not info.filename.endswith("/")]
        if len(infos) > MAX_PARTS:
            self.close()
            raise LimitReached(f"OFD 文件内部超过 {MAX_PARTS} 个部件，已停止读取。", _SAVE_AGAIN)
        if any(info.flag_bits & 0x1 for info in infos):
            self.close()
            raise EncryptedFile("OFD 文件设有密码，无法读取内容。", "请取消密码后重新提交。")
        self._entries = {_clean(info.filename): info for info in infos}
        self._folded = {name.casefold(): name for name in self._entries}
        self._left = MAX_TOTAL
        self.damaged: list[str] = []

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def find(self, base: str, location: str | None) -> str | None:
        """The part that ``location``, written in the part ``base``, points to; None if there is none in the package.

        A path that begins with “/” starts at the root, others at the folder of ``base``; makers who mean the root
        without saying so are understood too. No path leaves the zip.
        """
        words = (location or "").strip().replace("\\", "/")
        if not words:
            return None
        near = posixpath.join(posixpath.dirname(base), words)
        for candidate in (words,) if words.startswith("/") else (near, words):
            # A path that climbs above the root names nothing.
            found = self._folded.get(_clean(posixpath.normpath(candidate)).casefold())
            if found is not None:
                return found
        return None

    def xml(self, name: str | None) -> etree._Element | None:
        """The root of an XML part, or None where it is absent or damaged (then its name joins ``damaged``).

        Document types are refused, so no entity is ever expanded or fetched. Raises LimitReached.
        """
        if name is None:
            return None
        info = self._entries[name]
        self._left -= info.file_size
        if info.file_size > MAX_XML or self._left < 0:
            raise LimitReached(
                f"OFD 文件内部的“{name}”解压后过大（上限 {MAX_XML >> 20} MB），已停止读取。", _SAVE_AGAIN
            )
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_XML + 1)
        except (RuntimeError, *_TROUBLE):
            self.damaged.append(name)
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
        )
        root = None
        if b"<!doctype" not in data.lower():
            try:
                root = etree.fromstring(data, parser)
            except (etree.XMLSyntaxError, ValueError):
                root = None
        # In another encoding the words above look otherwise.
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            self.damaged.append(name)
            return None
        return root


def _clean(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").removeprefix("./")


def children(element: etree._Element | None, *path: str) -> list[etree._Element]:
    """The descendants at a path of local names: makers disagree on the namespace, and some write none."""
    found = [element] if element is not None else []
    for name in path:
        found = [child for parent in found for child in parent.iterchildren(f"{{*}}{name}")]
    return found


def text_of(element: etree._Element | None, *path: str) -> str:
    """The text of the first descendant at a path; empty if there is none."""
    return next(((found.text or "").strip() for found in children(element, *path)), "")


def local(element: etree._Element) -> str:
    """An element's name without its namespace, or without a prefix that nothing declares; empty for instructions."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""
