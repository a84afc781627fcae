"""An XML part as its own bytes: where each element begins and ends, so that marks go in and all else stays."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from msgspec import Struct

_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_TOKEN = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[|\]\]>|&[^;]*;|\r\n|.", re.DOTALL)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


class Element(Struct):
    """One element: its local name and namespace, its parent's number, and the bytes it takes.

    ``start:open_end`` is the start tag, ``close:end`` the end tag (empty for ``<w:p/>``, where ``close == end``).
    """

    name: str
    namespace: str
    parent: int
    start: int
    open_end: int
    close: int = 0
    end: int = 0

    @property
    def empty(self) -> bool:
        """Whether it is one tag that closes itself."""
        return self.close == self.end == self.open_end


class Source:
    """The bytes of a part and its elements in document order, numbered as any parser meets them."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError where the bytes are no well-formed XML."""
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = _DECLARED.sub("", data.decode("utf-16").lstrip("\ufeff"))
            data = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()
        self.data = data
        self.elements: list[Element] = []
        self.attributes: dict[int, dict[str, str]] = {}
        """Those of the elements whose local name ends in Reference, Start or End, or is ``comment`` or ``fldChar``."""
        self.children: dict[int, list[int]] = {}
        self._stack: list[int] = []
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._parser: Any = parser
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error
        del self._parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        tag = _TAG.match(self.data, at)
        if tag is None:
            raise ValueError(f"no start tag at {at}")
        namespace, _, local = name.rpartition(" ")
        number = len(self.elements)
        parent = self._stack[-1] if self._stack else -1
        self.elements.append(Element(local, namespace, parent, at, tag.end()))
        self.children.setdefault(parent, []).append(number)
        if attributes and (local in ("comment", "fldChar", "Relationship", "Override") or local.endswith("Reference")):
            self.attributes[number] = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self._stack.append(number)

    def _end(self, name: str) -> None:
        element = self.elements[self._stack.pop()]
        if self.data[element.open_end - 2 : element.open_end] == b"/>":
            element.close = element.end = element.open_end
        else:
            element.close = self._parser.CurrentByteIndex
            element.end = self.data.index(b">", element.close) + 1

    def tag(self, number: int) -> bytes:
        """The start tag of an element."""
        element = self.elements[number]
        return self.data[element.start : element.open_end]

    def raw(self, number: int) -> bytes:
        """All bytes of an element."""
        element = self.elements[number]
        return self.data[element.start : element.end]

    def inner(self, number: int) -> bytes:
        """The bytes between an element's tags."""
        element = self.elements[number]
        return self.data[element.open_end : element.close]

    def child(self, number: int, name: str) -> int | None:
        """The first child of this local name."""
        return next((one for one in self.children.get(number, ()) if self.elements[one].name == name), None)

    def prefix(self, number: int) -> str:
        """The prefix of an element's tag with its colon, such as ``w:``; empty without one."""
        name = re.match(rb"<([^\s/>]+)", self.tag(number))
        before, colon, _ = (name[1].decode() if name else "").rpartition(":")
        return before + colon

    def ancestors(self, number: int) -> list[int]:
        """The elements around one, the nearest first."""
        found = []
        at = self.elements[number].parent
        while at >= 0:
            found.append(at)
            at = self.elements[at].parent
        return found

    def edited(self, edits: list[tuple[int, int, bytes]]) -> bytes:
        """The bytes with stretches ``start:end`` replaced; stretches do not overlap, those of no length insert."""
        pieces = []
        at = 0
        for start, end, new in sorted(edits, key=lambda edit: (edit[0], edit[1])):
            pieces += [self.data[at:start], new]
            at = end
        return b"".join([*pieces, self.data[at:]])


def characters(raw: bytes) -> list[str]:
    """The text of an element as it is written, one entry for each character that it stands for.

    Marks that stand for no character (comments, CDATA signs) stay with the one before.
    """
    found: list[str] = []
    cdata = False
    for token in _TOKEN.findall(raw.decode("utf-8")):
        if token == "<![CDATA[":
            cdata = True
        elif token == "]]>" and cdata:
            cdata = False
        elif token.startswith(("<!--", "<?")) and not cdata:
            continue
        elif cdata:
            # Written plainly, so that the text may be cut anywhere.
            found.extend({"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, char) for char in token)
        else:
            found.append(token)
    return found


def escaped(text: str) -> str:
    """Text for an element: XML's own signs written out, characters that XML forbids left out."""
    kept = "".join(char for char in text if char in "\t\n" or (ord(char) >= 32 and char not in "\ufffe\uffff"))
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
