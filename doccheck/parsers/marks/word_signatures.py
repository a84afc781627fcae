"""Word's own signatures: signature lines waiting to be signed, and the XML signatures of a signed package."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from lxml import etree

from doccheck.document.model import ElectronicSignature, Location
from doccheck.parsers.marks.certificates import certificate_name

_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_HASHES = {"sha1": "sha1", "sha256": "sha256", "sha384": "sha384", "sha512": "sha512"}


def signature_lines(root: etree._Element) -> list[tuple[str, str]]:
    """(id, whom it waits for) of every signature line of a part."""
    return [
        (line.get("id") or "", line.get(_OFFICE + "suggestedsigner") or "")
        for line in root.iter(_OFFICE + "signatureline")
    ]


def xml_signature(root: etree._Element, read: Callable[[str], bytes | None]) -> tuple[str, ElectronicSignature]:
    """(id of its signature line, the signature) of one ``_xmlsignatures`` part.

    It is ``broken`` where a part of the file has no longer the digest that was signed; ``read`` gives a part's bytes.
    """
    signer = ""
    for held in root.iter("{*}X509Certificate"):
        try:
            signer = certificate_name(base64.b64decode("".join((held.text or "").split())))
        except (binascii.Error, ValueError):
            continue
        if signer:
            break
    time = next((one.text or "" for one in root.iter("{*}SignatureTime") for one in one.iter("{*}Value")), "")
    line = next((one.text or "" for one in root.iter("{*}SetupID")), "")
    value = next((one.text or "" for one in root.iter("{*}SignatureValue")), "").strip()
    whole = bool(signer and value) and _unchanged(root.iter("{*}Reference"), read)
    state = "whole" if whole else "broken"
    return line, ElectronicSignature(Location(), signer, time.strip(), state, line, "word")


def _unchanged(references: Iterable[etree._Element], read: Callable[[str], bytes | None]) -> bool:
    """Whether every part signed as it stands (not as relationships, whose form is changed first) is as it was."""
    checked = 0
    for reference in references:
        name = unquote((reference.get("URI") or "").partition("?")[0])
        if not name.startswith("/") or name.endswith(".rels") or next(reference.iter("{*}Transform"), None) is not None:
            continue
        method = next(reference.iter("{*}DigestMethod"), None)
        wanted = next((one.text or "" for one in reference.iter("{*}DigestValue")), "")
        kind = _HASHES.get((method.get("Algorithm") or "").rpartition("#")[2].lower() if method is not None else "")
        data = read(name.lstrip("/"))
        if data is None:
            return False
        if kind and base64.b64encode(hashlib.new(kind, data).digest()).decode() != "".join(wanted.split()):
            return False
        checked += 1
    return checked > 0
