"""Who signed: the certificates and the signer's marks inside a signature's CMS structure (RFC 5652) or Word's XML.

The structure is walked by hand, because signatures by the state's algorithms (GB/T 35275, SM2) have the same shape
under other object identifiers, which libraries refuse; certificates themselves are read by ``cryptography``. Whether a
certificate is to be trusted is not judged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from msgspec import Struct

_SEQUENCE, _SET, _OID, _OCTETS, _INTEGER, _CONTEXT_0 = 0x30, 0x31, 0x06, 0x04, 0x02, 0xA0
_MOST_NODES = 4000
_DIGESTS = {
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
    "1.2.156.10197.1.401": "sm3",
}
_MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
_SIGNING_TIME = "1.2.840.113549.1.9.5"


class BadStructure(ValueError):
    """The bytes are no DER or BER, or not those of a signature."""


class Node(NamedTuple):
    """One element: its tag, its content, and its bytes with tag and length."""

    tag: int
    content: bytes
    raw: bytes


class Signer(Struct, frozen=True):
    """What a signature says: the signer's name (CN, else O), day and time, the signed digest and its algorithm."""

    name: str
    time: str = ""
    algorithm: str = ""
    digest: bytes = b""


def signer_of(cms: bytes) -> Signer:
    """The signer of a CMS signature. Raises BadStructure where it is none or names no certificate."""
    outer = _only(cms)
    parts = list(children(outer.content))
    if outer.tag != _SEQUENCE or len(parts) < 2 or parts[0].tag != _OID or parts[1].tag != _CONTEXT_0:
        raise BadStructure("no ContentInfo")
    signed = _only(parts[1].content)
    fields = list(children(signed.content))
    certificates = [node.raw for one in fields if one.tag == _CONTEXT_0 for node in children(one.content)]
    infos = [node for node in fields if node.tag == _SET]
    if len(infos) < 2 or not certificates:
        raise BadStructure("no signer")
    info = next(children(infos[-1].content), None)
    if info is None:
        raise BadStructure("no signer")
    return _signer(list(children(info.content)), certificates)


def _signer(fields: list[Node], certificates: list[bytes]) -> Signer:
    serial = None
    if len(fields) > 2 and fields[1].tag == _SEQUENCE:
        issued = list(children(fields[1].content))
        serial = int.from_bytes(issued[-1].content, "big", signed=True) if issued[-1].tag == _INTEGER else None
    loaded = [one for one in map(_load, certificates) if one is not None]
    own = next((one for one in loaded if one.serial_number == serial), loaded[0] if loaded else None)
    if own is None:
        raise BadStructure("no certificate")
    algorithm = next((_oid(node) for one in fields[2:3] for node in children(one.content) if node.tag == _OID), "")
    time, digest = "", b""
    attributes = next((one for one in fields if one.tag == _CONTEXT_0), None)
    for attribute in children(attributes.content) if attributes is not None else ():
        pair = list(children(attribute.content))
        if len(pair) != 2 or pair[0].tag != _OID:
            continue
        value = next(children(pair[1].content), None)
        if value is not None and _oid(pair[0]) == _MESSAGE_DIGEST:
            digest = value.content
        elif value is not None and _oid(pair[0]) == _SIGNING_TIME:
            time = _time(value.content.decode("ascii", "replace"))
    return Signer(subject_name(own), time, _DIGESTS.get(algorithm, ""), digest)


def certificate_name(der: bytes) -> str:
    """Whose certificate it is; empty where it cannot be read."""
    loaded = _load(der)
    return subject_name(loaded) if loaded is not None else ""


def _load(der: bytes) -> Any:
    from cryptography import x509

    try:
        return x509.load_der_x509_certificate(der)
    except ValueError:
        return None


def subject_name(certificate: Any) -> str:
    """The subject's common name, else its organisation."""
    from cryptography.x509.oid import NameOID

    try:
        for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
            for attribute in certificate.subject.get_attributes_for_oid(kind):
                return str(attribute.value).strip()
    except ValueError:
        return ""
    return ""


def fits(digest: bytes, algorithm: str, data: bytes) -> bool | None:
    """Whether the data have the signed digest; ``None`` where the algorithm is not at hand."""
    if not digest or not algorithm:
        return None
    try:
        return hashlib.new(algorithm, data).digest() == digest
    except ValueError:
        return None


def _only(data: bytes) -> Node:
    node = next(children(data), None)
    if node is None:
        raise BadStructure("empty")
    return node


def children(data: bytes) -> Iterator[Node]:
    """The elements that follow each other in ``data``; padding zeros end them. Raises BadStructure."""
    at = count = 0
    while at < len(data) and data[at] != 0:
        node = _element(data, at)
        yield node
        at += len(node.raw)
        count += 1
        if count > _MOST_NODES:
            raise BadStructure("too many elements")


def _element(data: bytes, start: int, depth: int = 0) -> Node:
    if depth > 40 or start + 2 > len(data):
        raise BadStructure("cut short")
    tag, length, at = data[start], data[start + 1], start + 2
    if tag & 0x1F == 0x1F:
        raise BadStructure("long tag")
    if length == 0x80:  # BER: the end is marked
        begin = at
        while data[at : at + 2] != b"\x00\x00":
            if at >= len(data):
                raise BadStructure("no end")
            at += len(_element(data, at, depth + 1).raw)
        return Node(tag, data[begin:at], data[start : at + 2])
    if length > 0x80:
        size = length & 0x7F
        length = int.from_bytes(data[at : at + size], "big")
        at += size
    if at + length > len(data):
        raise BadStructure("cut short")
    return Node(tag, data[at : at + length], data[start : at + length])


def _oid(node: Node) -> str:
    value, numbers = 0, []
    for byte in node.content:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(value)
            value = 0
    if not numbers:
        return ""
    first = min(numbers[0] // 40, 2)
    return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:])))


def _time(text: str) -> str:
    """ISO text of a UTCTime or GeneralizedTime; empty where it is neither."""
    for form in ("%y%m%d%H%M%SZ", "%Y%m%d%H%M%SZ"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).isoformat()
        except ValueError:
            continue
    return ""
