"""Open a Word file as a package of parts, guarding against damage, encryption, disguise and zip bombs.

Nothing is ever fetched: an external relationship is only reported. XML is read without a DTD, without entities and
without network access.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from io import BytesIO
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

from doccheck.parsers.errors import EncryptedFile, LimitReached, UnreadableFile

MAX_UNPACKED = 400 * 1024 * 1024
"""Bytes that all parts together may unpack to."""
MAX_XML = 120 * 1024 * 1024
"""Bytes that one XML part may unpack to; parsing takes several times as much memory."""
MAX_RATIO = 200
"""How many times larger than its packed form an XML part may be…"""
RATIO_FLOOR = 16 * 1024 * 1024
"""…once it is larger than this; small repetitive parts legitimately pack very well, and so do blank pictures."""
MAX_PARTS = 20_000
_USUAL = ("styles", "numbering", "settings", "comments", "footnotes", "endnotes")

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_EXPORT_AGAIN = "请用 Word 或 WPS 重新打开原文件，另存为 .docx 格式后再提交。"


class MisnamedFile(UnreadableFile):
    """A file with a Word suffix that is something else; ``actual`` is the suffix it should have, such as ``doc``."""

    def __init__(self, message: str, advice: str, actual: str = "") -> None:
        super().__init__(message, advice)
        self.actual = actual

    def __reduce__(self) -> tuple[type[MisnamedFile], tuple[str, str, str]]:  # type: ignore[override]
        return type(self), (self.message, self.advice, self.actual)


class Relation(Struct, frozen=True):
    """One relationship of a part: ``target`` is a part name, or the outside address when ``external``."""

    kind: str
    target: str
    external: bool


class Part(Struct):
    """A parsed XML part with the relationships that its ``r:id`` attributes refer to."""

    name: str
    root: etree._Element
    relations: dict[str, Relation] = field(default_factory=dict)


def disguise(data: bytes) -> str | None:
    """What a file that is no zip really is: ``doc``, ``rtf``, ``pdf``, ``html``, ``xml``, ``rar``, ``7z``, or None."""
    if data.startswith(_COMPOUND):
        return "doc"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith((b"Rar!", b"7z\xbc\xaf\x27\x1c")):
        return "rar" if head.startswith(b"Rar") else "7z"
    lowered = head.lower()
    if lowered.startswith((b"<html", b"<!doctype html")) or b"<html" in lowered or lowered.startswith(b"mime-version:"):
        return "html"
    if lowered.startswith(b"<?xml"):
        return "xml"
    return None


class Package:
    """The parts of one Word file. ``damaged`` lists secondary parts that are missing or could not be read."""

    def __init__(self, data: bytes) -> None:
        """Open the package. Raises UnreadableFile, MisnamedFile, EncryptedFile or LimitReached."""
        if not data:
            raise UnreadableFile("文件是空的（0 字节），没有任何内容。", "请检查原文件，重新导出或复制后再提交。")
        if not data.startswith(_ZIP):
            _refuse_disguise(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableFile("文件已损坏或没有传完整，无法解压打开。", _EXPORT_AGAIN) from error
        files = [info for info in self._zip.infolist() if info.filename and not info.filename.endswith("/")]
        self._entries = {_clean(info.filename): info for info in files}
        self._folded = {name.lower(): name for name in self._entries}
        self.damaged: list[str] = []
        self._guard()
        self.main_name = self._find_main()

    def _guard(self) -> None:
        entries = self._entries.values()
        if any(info.flag_bits & 0x1 for info in entries):
            raise EncryptedFile("文件设有密码，无法读取内容。", "请取消打开密码后重新提交。")
        unpacked = sum(info.file_size for info in entries)
        if unpacked > MAX_UNPACKED or len(self._entries) > MAX_PARTS:
            raise LimitReached(
                f"文件解压后共 {unpacked // 1048576} MB、{len(self._entries)} 个部件，"
                f"超过 {MAX_UNPACKED // 1048576} MB 或 {MAX_PARTS} 个部件的上限，已停止读取。",
                "请压缩文中图片、删去嵌入的大文件后重新提交。",
            )
        for info in entries:
            if not info.filename.lower().endswith((".xml", ".rels")) or info.file_size <= RATIO_FLOOR:
                continue
            if info.file_size > MAX_XML or info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise LimitReached(
                    f"文件内部的“{info.filename}”解压后有 {info.file_size // 1048576} MB，"
                    f"膨胀 {info.file_size // max(info.compress_size, 1)} 倍"
                    f"（上限 {MAX_XML // 1048576} MB、{MAX_RATIO} 倍），疑似压缩炸弹，已停止读取。",
                    _EXPORT_AGAIN,
                )

    def _find_main(self) -> str:
        for relation in self.relations_of("").values():
            if relation.kind == "officeDocument" and not relation.external and self.has(relation.target):
                name = self._folded[relation.target.lower()]
                if name.startswith(("xl/", "ppt/")):
                    break
                return name
        if self.has("word/document.xml"):
            return self._folded["word/document.xml"]
        self._refuse_foreign_zip()
        raise UnreadableFile("文件里缺少正文部分（word/document.xml），不是完整的 Word 文档。", _EXPORT_AGAIN)

    def _refuse_foreign_zip(self) -> None:
        folded = self._folded
        actual, kind = "", ""
        if "ofd.xml" in folded:
            actual, kind = "ofd", "OFD 版式文件"
        elif any(name.startswith("xl/") for name in folded):
            actual, kind = "xlsx", "Excel 表格"
        elif any(name.startswith("ppt/") for name in folded):
            actual, kind = "pptx", "PowerPoint 演示文稿"
        elif "content.xml" in folded and "mimetype" in folded:
            actual, kind = "odt", "OpenDocument 文档"
        elif folded and "[content_types].xml" not in folded:
            actual, kind = "zip", "普通压缩包"
        if actual:
            raise MisnamedFile(
                f"文件后缀是 Word，实际是{kind}（.{actual}）。",
                f"请改回 .{actual} 后缀，或另存为 .docx 后再提交。",
                actual,
            )

    def has(self, name: str) -> bool:
        """Whether the package holds a part of this name (compared without case, as Word does)."""
        return name.lower() in self._folded

    def names(self) -> list[str]:
        """The names of all parts, in the order of the package."""
        return list(self._entries)

    def size(self, name: str) -> int:
        """The unpacked size of a part in bytes."""
        return self._entries[self._folded[name.lower()]].file_size

    def read(self, name: str) -> bytes:
        """The bytes of one part. Raises KeyError if absent and UnreadableFile if it cannot be unpacked."""
        info = self._entries[self._folded[name.lower()]]
        try:
            with self._zip.open(info) as stream:
                return stream.read(MAX_UNPACKED + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise UnreadableFile(f"文件内部的“{name}”已损坏，无法解压。", _EXPORT_AGAIN) from error
        except RuntimeError as error:
            raise EncryptedFile("文件设有密码，无法读取内容。", "请取消打开密码后重新提交。") from error

    def main(self) -> Part:
        """The main document part. Raises UnreadableFile when it is damaged."""
        name = self.main_name
        return Part(name, self._parse(name), self.relations_of(name) or self._guessed(name))

    def _guessed(self, name: str) -> dict[str, Relation]:
        """The relationships of a main part whose list is missing or damaged, by the names that parts usually have."""
        folder, base = posixpath.split(name)
        found = {
            f"guess-{kind}": Relation(kind, posixpath.join(folder, kind + ".xml"), False)
            for kind in _USUAL
            if self.has(posixpath.join(folder, kind + ".xml"))
        }
        path = posixpath.join(folder, "_rels", base + ".rels")
        if found and path not in self.damaged:
            self.damaged.append(path)
        return found

    def part(self, name: str | None) -> Part | None:
        """A secondary part, or None when it is absent or damaged (then its name joins ``damaged``)."""
        if name is None or not self.has(name):
            return None
        try:
            root = self._parse(name)
        except UnreadableFile:
            self.damaged.append(name)
            return None
        return Part(name, root, self.relations_of(name))

    def related(self, part: Part, kind: str) -> list[Part]:
        """The parts that ``part`` refers to with this kind of relationship, such as ``styles`` or ``header``."""
        targets = [one.target for one in part.relations.values() if one.kind == kind and not one.external]
        self.damaged.extend(target for target in targets if not self.has(target))
        return [one for one in map(self.part, targets) if one is not None]

    def relations_of(self, name: str) -> dict[str, Relation]:
        """The relationships of a part by id (the package's own for the name ``""``); empty when unreadable."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", base + ".rels")
        if not self.has(path):
            return {}
        try:
            root = self._parse(path)
        except UnreadableFile:
            self.damaged.append(path)
            return {}
        relations: dict[str, Relation] = {}
        for element in root.iter(_RELATION):
            target = str(element.get("Target") or "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = _resolve(folder, target)
            kind = str(element.get("Type") or "").rstrip("/").rpartition("/")[2]
            relations[str(element.get("Id"))] = Relation(kind, target, external)
        return relations

    def _parse(self, name: str) -> etree._Element:
        data = self.read(name)
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16", "replace")
            data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).encode()
        refusal = f"文件内部的“{name}”含有不允许的外部定义（DTD），不予读取。"
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise UnreadableFile(refusal, _EXPORT_AGAIN)
        if b"purl.oclc.org/ooxml" in data:
            data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
            data = data.replace(b"/2006/extendedProperties", b"/2006/extended-properties")
        # A parser of its own for each part: lxml parsers keep an error log that grows.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableFile(f"文件内部的“{name}”已损坏，内容不完整。", _EXPORT_AGAIN) from error
        # Behind a long comment, or in another encoding, the words above are not seen.
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(refusal, _EXPORT_AGAIN)
        return root


def _refuse_disguise(data: bytes) -> None:
    actual = disguise(data)
    if actual == "doc":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFile("文件设有打开密码，无法读取内容。", "请在 Word/WPS 中取消打开密码，另存后重新提交。")
        raise MisnamedFile(
            "文件后缀是 .docx，实际是旧版 Office 文件（.doc）。",
            "请用 Word 或 WPS 另存为 .docx，或改回 .doc 后缀。",
            "doc",
        )
    kinds = {"rtf": "RTF 文本", "pdf": "PDF 文件", "html": "网页", "xml": "XML 文件", "rar": "压缩包", "7z": "压缩包"}
    if actual is not None:
        raise MisnamedFile(
            f"文件后缀是 .docx，实际是{kinds[actual]}（.{actual}）。",
            f"请改回 .{actual} 后缀，或用 Word 打开后另存为 .docx 再提交。",
            actual,
        )
    if not data.strip(b"\x00"):
        raise UnreadableFile("文件内容全部为空字节，可能没有传完整。", "请从原电脑重新复制后再提交。")
    # Some zips carry bytes before their first entry; zipfile still finds them from the end.
    if not zipfile.is_zipfile(BytesIO(data)):
        raise UnreadableFile("文件不是有效的 Word 文档（.docx），可能已损坏。", _EXPORT_AGAIN)


def _clean(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _resolve(folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    if target.startswith("/"):
        resolved = posixpath.normpath(target.lstrip("/"))
    else:
        resolved = posixpath.normpath(posixpath.join(folder, target))
    return unquote(resolved)
