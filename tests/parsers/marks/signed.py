"""PDF files with signature fields, signed with a certificate made for the test (CMS by ``cryptography``)."""

from __future__ import annotations

import datetime
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from pikepdf import Array, Dictionary, Name, String

_ROOM = 4096
_PLACEHOLDER = 9_999_999_999


def add_field(source: Path, page: int = 0, name: str = "Signature1", *, signed: bool = True) -> None:
    """Put a signature field on a page, blank or with room for a signature that covers the rest of the file."""
    with pikepdf.open(source, allow_overwriting_input=True) as held:
        widget = held.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String(name), Rect=Array([80, 80, 240, 140]), F=4
            )
        )
        if signed:
            widget.V = held.make_indirect(
                Dictionary(
                    Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"),
                    M=String("D:20230801093000+08'00'"), ByteRange=Array([0] + [_PLACEHOLDER] * 3),
                    Contents=String(b"\xff" * _ROOM),
                )
            )  # fmt: skip
        held.pages[page].obj.Annots = Array([widget])
        held.Root.AcroForm = held.make_indirect(Dictionary(Fields=Array([widget]), SigFlags=3))
        held.save(source, static_id=True)


def sign(source: Path, who: str, page: int = 0) -> Path:
    """Sign the whole file as ``who``."""
    add_field(source, page)
    data = source.read_bytes()
    start = data.index(b"<" + b"ff" * 16)
    end = data.index(b">", start) + 1
    ranges = f"[ 0 {start} {end} {len(data) - end} ]".encode()
    at = data.index(b"[ 0 9999999999")
    old = data[at : data.index(b"]", at) + 1]
    data = data.replace(old, ranges.ljust(len(old)))
    cms = _cms(data[:start] + data[end:], who).hex().encode()
    held = cms.ljust(end - start - 2, b"0")
    source.write_bytes(data[: start + 1] + held + data[end - 1 :])
    return source


def _cms(data: bytes, who: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, who)])
    begin = datetime.datetime(2023, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(4711).not_valid_before(begin).not_valid_after(begin + datetime.timedelta(days=3650))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    return builder.sign(serialization.Encoding.DER, options)
