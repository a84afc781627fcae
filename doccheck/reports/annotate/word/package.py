"""A Word package that is copied part by part: only the parts that carry comments change."""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO
from urllib.parse import unquote

from doccheck.reports.annotate.word.source import Source

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIP = {
    True: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    False: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Package:
    """The members of a package by name, and those that were written anew."""

    def __init__(self, data: bytes) -> None:
        """Raises zipfile.BadZipFile."""
        self._zip = zipfile.ZipFile(BytesIO(data))
        self._names = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()}
        self._new: dict[str, bytes] = {}

    @property
    def signed(self) -> bool:
        """Whether the package carries a digital signature."""
        return any(name.startswith("_xmlsignatures/") and name.endswith(".xml") for name in self._names)

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, None where there is none."""
        if name.lower() in self._new:
            return self._new[name.lower()]
        info = self._names.get(name.lower())
        return None if info is None else self._zip.read(info)

    def write(self, name: str, data: bytes) -> None:
        """Put a member in place of one of this name, or behind all."""
        self._new[name.lower()] = data
        if name.lower() not in self._names:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            self._names[name.lower()] = info

    def saved(self) -> bytes:
        """The whole package; members stand in their order with their dates."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name, info in self._names.items():
                data = self._new.get(name)
                kept = zipfile.ZipInfo(info.filename, max(info.date_time, _EPOCH))
                kept.compress_type = info.compress_type if info.compress_type in (0, 8) else zipfile.ZIP_DEFLATED
                kept.external_attr, kept.create_system = info.external_attr, info.create_system
                target.writestr(kept, self._zip.read(info) if data is None else data)
        return out.getvalue()

    def comments_part(self, main: str, namespace: str) -> tuple[str, bytes]:
        """Name and bytes of the comments part of ``main``; a new one is entered into the package."""
        folder, base = posixpath.split(main)
        path = posixpath.join(folder, "_rels", base + ".rels")
        data = (
            self.read(path) or f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_RELATIONS}"/>'.encode()
        )
        relations = Source(data)
        ids = set()
        for attributes in relations.attributes.values():
            ids.add(attributes.get("Id", ""))
            if attributes.get("Type", "").rstrip("/").endswith("/comments"):
                name = _resolved(folder, attributes.get("Target", ""))
                found = self.read(name)
                if found is not None:
                    return name, found
        name = next(one for one in _candidates(folder) if one.lower() not in self._names)
        number = next(count for count in range(1, len(ids) + 2) if f"rIdDoccheck{count}" not in ids)
        kind = _RELATIONSHIP[namespace == _TRANSITIONAL]
        attributes_of = {"Id": f"rIdDoccheck{number}", "Type": kind, "Target": posixpath.basename(name)}
        self.write(path, _appended(relations, "Relationship", attributes_of))
        types = self.read("[Content_Types].xml")
        if types is None:
            raise ValueError("[Content_Types].xml")
        entry = {"PartName": f"/{name}", "ContentType": _TYPE}
        self.write("[Content_Types].xml", _appended(Source(types), "Override", entry))
        empty = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{namespace}"></w:comments>'
        )
        return name, empty.encode()


def _candidates(folder: str) -> list[str]:
    return [posixpath.join(folder, f"comments{number or ''}.xml") for number in range(1000)]


def _resolved(folder: str, target: str) -> str:
    target = unquote(target.replace("\\", "/"))
    return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))


def _appended(source: Source, name: str, attributes: dict[str, str]) -> bytes:
    """The part with one more element at the end of its root."""
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return append(source, f"<{source.prefix(0)}{name} {written}/>".encode())


def append(source: Source, content: bytes) -> bytes:
    """The part with more content at the end of its root."""
    root = source.elements[0]
    if not root.empty:
        return source.edited([(root.close, root.close, content)])
    opening = source.tag(0)[:-2].rstrip() + b">"
    name = re.match(rb"<([^\s/>]+)", opening)
    closing = b"</" + (name[1] if name else b"") + b">"
    return source.edited([(root.start, root.end, opening + content + closing)])
