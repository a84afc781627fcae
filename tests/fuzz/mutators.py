"""Ways to spoil a file: its bytes, the members of its zip, the elements of its XML, the objects of its PDF.

Everything is drawn from the dice given, so that a seed brings back the very file.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from tests.fuzz.xml_mutators import spoil_xml

_INTERESTING = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_NUMBERS = (
    b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999", b"1e9", b"0.0",
    b"-0.00001", b"1000000.5", b".", b"--5", b"NaN",
)  # fmt: skip
_NAMES = (
    "../../../etc/passwd.docx", "/etc/passwd", "C:\\Windows\\win.docx", "CON.docx", "a" * 400 + ".docx", "甲\u202excod.exe",
    "~$a.docx", "x/../../y.pdf", "a.docx/", "材料/名单.csv", "OFD.xml", "word/document.xml", "", "\x00.docx", ".." ,
)  # fmt: skip


def mutate(kind: str, seeds: Sequence[bytes], dice: Random) -> bytes:
    """One seed, spoilt in a way that suits its kind."""
    data = dice.choice(seeds)
    ways: list[Callable[[bytes, Random], bytes]] = [spoil_bytes]
    if kind in ("docx", "ofd", "xlsx"):
        ways += [spoil_zip, spoil_zip, spoil_parts, spoil_parts, spoil_parts, spoil_parts]
    elif kind == "zip":
        ways += [spoil_zip, spoil_zip, spoil_directory]
    elif kind in ("pdf", "scan"):
        ways += [spoil_pdf, spoil_pdf, spoil_pdf, spoil_pdf]
    return dice.choice(ways)(data, dice)


def spoil_bytes(data: bytes, dice: Random) -> bytes:
    """Some bytes flipped, set, left out, doubled or moved, or the end cut off."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 8, 32))):
        if not out:
            break
        at, size = dice.randrange(len(out)), dice.choice((1, 2, 4, 16, 200))
        match dice.randrange(7):
            case 0:
                out[at] ^= 1 << dice.randrange(8)
            case 1:
                out[at : at + 4] = struct.pack("<L", dice.choice(_INTERESTING))
            case 2:
                del out[at : at + size]
            case 3:
                out[at:at] = out[at : at + size] * dice.choice((1, 2, 50))
            case 4:
                out[at : at + size] = dice.randbytes(size)
            case 5:
                other = dice.randrange(len(out))
                out[at : at + size] = out[other : other + size]
            case _ if dice.random() < 0.3:
                del out[at:]
    return bytes(out)


def spoil_zip(data: bytes, dice: Random) -> bytes:
    """Members left out, renamed, doubled, exchanged, cut off or emptied, and packed again."""
    members = _members(data)
    for _ in range(dice.choice((1, 1, 2, 4))):
        if not members:
            break
        at, other = dice.randrange(len(members)), dice.randrange(len(members))
        name, content = members[at]
        match dice.randrange(8):
            case 0:
                del members[at]
            case 1:
                members[at] = (dice.choice(_NAMES), content)
            case 2:
                members.append((name, members[other][1]))
            case 3:
                members[at], members[other] = (name, members[other][1]), (members[other][0], content)
            case 4:
                members[at] = (name, content[: dice.randrange(len(content) + 1)])
            case 5:
                members[at] = (name, spoil_bytes(content, dice))
            case 6:
                members[at] = (name.swapcase(), content)
            case _:
                members[at] = (name, data if dice.random() < 0.3 else b"")
    return _packed(members, dice)


def spoil_parts(data: bytes, dice: Random) -> bytes:
    """XML inside the parts spoilt, the package whole. Now and then in another encoding."""
    members = _members(data)
    parts = [at for at, (name, _) in enumerate(members) if name.lower().endswith((".xml", ".rels"))]
    if not parts:
        return spoil_bytes(data, dice)
    # The larger a part, the more of the program reads it.
    sizes = [len(members[at][1]) ** 0.5 for at in parts]
    for at in dice.choices(parts, sizes, k=dice.choice((1, 1, 2))):
        name, content = members[at]
        content = spoil_xml(content, dice)
        if dice.random() < 0.02:
            content = content.decode("utf-8", "replace").encode(dice.choice(("utf-16", "utf-32", "gb18030")), "replace")
        members[at] = (name, content)
    return _packed(members, dice)


def spoil_directory(data: bytes, dice: Random) -> bytes:
    """Fields of the zip's headers set to what they should not be: sizes, offsets, flags, methods, name lengths."""
    out = bytearray(data)
    places = [
        match.start() + offset
        for sign, offsets in ((b"PK\x01\x02", range(4, 46, 2)), (b"PK\x03\x04", range(4, 30, 2)), (b"PK\x05\x06", range(4, 22, 2)))
        for match in re.finditer(re.escape(sign), data)
        for offset in offsets
        if match.start() + offset + 4 <= len(data)
    ]  # fmt: skip
    for _ in range(dice.choice((1, 1, 2, 4))):
        at = dice.choice(places)
        size = dice.choice((2, 4))
        out[at : at + size] = dice.choice(_INTERESTING).to_bytes(8, "little")[:size]
    return bytes(out)


def _members(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(info.filename, package.read(info)) for info in package.infolist()]


def _packed(members: Sequence[tuple[str, bytes]], dice: Random) -> bytes:
    out = io.BytesIO()
    method = dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in members:
            info = zipfile.ZipInfo(name or "x")
            info.compress_type = method
            # zipfile warns of names that stand there twice; they are wanted here.
            package.NameToInfo.pop(info.filename, None)
            package.writestr(info, content)
    return out.getvalue()


_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?\bendobj", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\b\d+ \d+ R\b")
_NAME = re.compile(rb"/[A-Za-z]\w*")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def spoil_pdf(data: bytes, dice: Random) -> bytes:
    """Numbers, references, names and whole objects exchanged, left out or put where they do not belong."""
    for _ in range(dice.choice((1, 1, 2, 4, 10))):
        found = list(_OBJECT.finditer(data))
        if not found:
            return spoil_bytes(data, dice)
        one = dice.choice(found)
        whole = one.group()
        match dice.randrange(8):
            case 0 | 1:
                whole = _swapped(whole, _NUMBER, dice.choice(_NUMBERS), dice)
            case 2:
                whole = _swapped(whole, _REFERENCE, dice.choice(_REFERENCE.findall(data) or [b"1 0 R"]), dice)
            case 3:
                whole = _swapped(whole, _NAME, dice.choice(_NAME.findall(data) or [b"/Type"]), dice)
            case 4:
                whole = b""
            case 5:
                # Its content under the number of another: the later one holds.
                other = dice.choice(found).group()
                whole += b"\n" + other.split(b"obj", 1)[0] + b"obj" + whole.split(b"obj", 1)[1]
            case 6:
                inside = _STREAM.search(whole)
                if inside:
                    whole = whole[: inside.start(1)] + spoil_bytes(inside.group(1), dice) + whole[inside.end(1) :]
            case _:
                whole = _swapped(whole, _NUMBER, b"[" * dice.choice((2, 50, 3000)), dice)
        data = data[: one.start()] + whole + data[one.end() :]
    return data


def _swapped(data: bytes, pattern: re.Pattern[bytes], other: bytes, dice: Random) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = dice.choice(found)
    return data[: one.start()] + other + data[one.end() :]
