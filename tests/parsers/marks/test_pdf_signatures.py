"""Signature fields of PDF files: who signed when, and whether the file is still what was signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from doccheck.parsers.marks.pdf_signatures import pdf_signatures
from tests.parsers.marks.signed import add_field, sign
from tests.parsers.marks.stamped import pdf

UNIT = "无锡锐锋数控装备股份有限公司"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return pdf(tmp_path / "协议.pdf", ["组建协议"], ["甲方（盖章）："])


def test_a_signed_field_tells_who_when_where_and_that_the_file_is_whole(source: Path) -> None:
    (one,) = pdf_signatures(sign(source, UNIT, page=1))
    assert (one.signer, one.state, one.field_name, one.kind) == (UNIT, "whole", "Signature1", "pdf")
    assert one.date == "2023-08-01T09:30:00+08:00"
    assert one.location.page == 2
    assert one.location.bbox == pytest.approx((80, 841.9 - 140, 240, 841.9 - 80), abs=0.2)


def test_a_field_that_nobody_signed_is_blank(source: Path) -> None:
    add_field(source, signed=False)
    (one,) = pdf_signatures(source)
    assert (one.state, one.signer, one.date) == ("blank", "", "")


def test_a_changed_byte_breaks_the_signature_but_not_the_name(source: Path) -> None:
    sign(source, UNIT)
    data = bytearray(source.read_bytes())
    at = data.index(b"/Rect") + 8
    data[at : at + 2] = b"90"
    source.write_bytes(bytes(data))
    (one,) = pdf_signatures(source)
    assert (one.signer, one.state) == (UNIT, "broken")


def test_what_was_added_behind_the_signed_bytes_breaks_the_signature(source: Path) -> None:
    sign(source, UNIT)
    source.write_bytes(source.read_bytes() + b"\n1 0 obj\n<< >>\nendobj\n")
    (one,) = pdf_signatures(source)
    assert one.state == "broken"


def test_a_signature_of_other_bytes_is_none(source: Path) -> None:
    add_field(source)  # room for a signature, filled with 0xff
    (one,) = pdf_signatures(source)
    assert (one.signer, one.state) == ("", "broken")


def test_a_file_without_a_form_has_none(source: Path) -> None:
    assert pdf_signatures(source) == ()
