"""The signature fields of a PDF: who signed when, and whether the signature still covers the file in form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from doccheck.document.model import Box, ElectronicSignature, Location
from doccheck.parsers.marks.certificates import BadStructure, Signer, fits, signer_of

_MOST_FIELDS = 500
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?")
_TIMESTAMP = "ETSI.RFC3161"


class _Field(NamedTuple):
    name: str
    value: dict[str, Any] | None
    widgets: list[tuple[int, dict[str, Any]]]
    """Object number and dictionary of each place on a page."""


def pdf_signatures(source: Path) -> tuple[ElectronicSignature, ...]:
    """Every signature field of the file in the order of its form; none where the file's structure cannot be read."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import resolve1

    try:
        with source.open("rb") as stream:
            document = PDFDocument(PDFParser(stream))
            form = resolve1(document.catalog.get("AcroForm"))
            fields = list(_fields(form)) if isinstance(form, dict) else []
            places = _places(document) if fields else {}
        data = source.read_bytes() if fields else b""
    except Exception:  # pdfminer raises anything on damaged files, and the pages have been read all the same
        return ()
    ends = {_end(field.value) for field in fields if field.value is not None}
    return tuple(_signature(field, places, data, max(ends, default=0)) for field in fields)


def _fields(form: dict[str, Any]) -> Iterator[_Field]:
    from pdfminer.pdftypes import PDFObjRef, resolve1

    stack = [(one, "", None) for one in reversed(resolve1(form.get("Fields")) or [])]
    seen: set[int] = set()
    while stack and len(seen) < _MOST_FIELDS:
        reference, prefix, kind = stack.pop()
        number = reference.objid if isinstance(reference, PDFObjRef) else -len(seen) - 1
        field = resolve1(reference)
        if number in seen or not isinstance(field, dict):
            continue
        seen.add(number)
        own = _text(resolve1(field.get("T")))
        name = f"{prefix}.{own}" if prefix and own else prefix or own
        kind = getattr(resolve1(field.get("FT")), "name", kind)
        kids = [kid for kid in resolve1(field.get("Kids")) or [] if isinstance(resolve1(kid), dict)]
        if any("T" in resolve1(kid) for kid in kids):
            stack.extend((kid, name, kind) for kid in reversed(kids))
        elif kind == "Sig":
            value = resolve1(field.get("V"))
            widgets = [(getattr(one, "objid", 0), resolve1(one)) for one in kids] or [(number, field)]
            yield _Field(name, value if isinstance(value, dict) else None, widgets)


def _places(document: Any) -> dict[int, tuple[int, float, float]]:
    """The page (from 1), its left edge and its top, by the object number of each annotation."""
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import PDFObjRef, resolve1

    found: dict[int, tuple[int, float, float]] = {}
    for number, page in enumerate(PDFPage.create_pages(document), start=1):
        box = page.cropbox or page.mediabox
        for note in resolve1(page.annots) or []:
            if isinstance(note, PDFObjRef):
                found[note.objid] = (number, float(min(box[0], box[2])), float(max(box[1], box[3])))
    return found


def _signature(
    field: _Field, places: dict[int, tuple[int, float, float]], data: bytes, last: int
) -> ElectronicSignature:
    location = Location()
    for number, widget in field.widgets:
        if number in places:
            location = Location(page=places[number][0], bbox=_box(widget, *places[number][1:]))
            break
    if field.value is None:
        return ElectronicSignature(location, "", "", "blank", field.name, "pdf")
    signer, state = _examine(field.value, data, last)
    date = _date(field.value) or signer.time
    name = signer.name or _text(_value(field.value, "Name"))
    kind = "timestamp" if _word(field.value, "SubFilter") == _TIMESTAMP else "pdf"
    return ElectronicSignature(location, name, date, state, field.name, kind)


def _box(widget: dict[str, Any], left: float, top: float) -> Box | None:
    from pdfminer.pdftypes import resolve1

    sides = [resolve1(side) for side in resolve1(widget.get("Rect")) or []]
    if len(sides) != 4 or not all(isinstance(side, int | float) for side in sides):
        return None
    x0, x1, y0, y1 = min(sides[::2]), max(sides[::2]), min(sides[1::2]), max(sides[1::2])
    if x1 - x0 < 1 or y1 - y0 < 1:
        return None  # signed, but shown nowhere
    return round(x0 - left, 1), round(top - y1, 1), round(x1 - left, 1), round(top - y0, 1)


def _examine(value: dict[str, Any], data: bytes, last: int) -> tuple[Signer, str]:
    """The signer, and ``whole`` or ``broken``.

    The signature must cover everything up to its end but itself, the digest must fit, and what was added later must
    be covered by a later signature.
    """
    ranges = _ranges(value)
    try:
        if len(ranges) != 4:
            raise BadStructure("ranges")
        start, first, second, rest = ranges
        if start != 0 or second < first or second + rest > len(data):
            raise BadStructure("ranges")
        gap = data[first:second].strip()
        if not (gap.startswith(b"<") and gap.endswith(b">")):
            raise BadStructure("contents")
        signer = signer_of(bytes.fromhex(gap[1:-1].decode("ascii")))
    except (BadStructure, ValueError):
        return Signer(""), "broken"
    if fits(signer.digest, signer.algorithm, data[:first] + data[second : second + rest]) is False:
        timestamp = _word(value, "SubFilter") == _TIMESTAMP  # its digest is that of the stamp's own content
        if not timestamp:
            return signer, "broken"
    tail = data[max(second + rest, 0) :].strip(b"\r\n\0 ")
    return signer, "whole" if not tail or second + rest < last == len(data.rstrip(b"\r\n\0 ")) else _changed(data, last)


def _changed(data: bytes, last: int) -> str:
    """A file of several signatures is whole while the last of them reaches its end."""
    return "whole" if not data[last:].strip(b"\r\n\0 ") else "broken"


def _ranges(value: dict[str, Any]) -> list[int]:
    found = _value(value, "ByteRange")
    numbers = found if isinstance(found, list) else []
    return [int(number) for number in numbers if isinstance(number, int) and number >= 0]


def _end(value: dict[str, Any] | None) -> int:
    ranges = _ranges(value or {})
    return sum(ranges[2:]) if len(ranges) == 4 and all(one <= two for one, two in pairwise(ranges[:3])) else 0


def _value(value: dict[str, Any], key: str) -> Any:
    from pdfminer.pdftypes import resolve1

    found = resolve1(value.get(key))
    return [resolve1(one) for one in found] if isinstance(found, list) else found


def _word(value: dict[str, Any], key: str) -> str:
    return str(getattr(_value(value, key), "name", ""))


def _text(found: Any) -> str:
    if not isinstance(found, bytes):
        return ""
    if found.startswith((b"\xfe\xff", b"\xff\xfe")):
        return found.decode("utf-16", "replace").strip()
    return found.decode("utf-8", "replace").strip("\0 ")


def _date(value: dict[str, Any]) -> str:
    match = _DATE.match(_text(_value(value, "M")))
    if match is None:
        return ""
    year, month, day, hour, minute, second, sign, over, under = match.groups()
    text = f"{year}-{month or '01'}-{day or '01'}"
    if hour:
        text += f"T{hour}:{minute or '00'}:{second or '00'}"
        text += f"{sign}{over}:{under or '00'}" if sign else ""
    return text
