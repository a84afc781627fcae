"""XFA forms: the values filled in, by the captions of their fields. Nothing is laid out and no script is run."""

from __future__ import annotations

import ctypes
from typing import Any

_MOST_BYTES = 8 << 20
_MOST_VALUES = 5000


def xfa_values(raw: Any, handle: Any) -> list[tuple[str, str]]:
    """Caption (or name) and value of each filled field in the order of the data."""
    packets = {name: data for name, data in _packets(raw, handle) if name in ("template", "datasets", "")}
    data = _parse(packets.get("datasets") or packets.get("", b""))
    if data is None:
        return []
    captions = _captions(_parse(packets.get("template", b"")))
    found: list[tuple[str, str]] = []
    for element in data.iter():
        if len(found) >= _MOST_VALUES:
            break
        # Entities and comments are nodes too, but hold no fields.
        if not isinstance(element.tag, str) or any(isinstance(child.tag, str) for child in element):
            continue
        value = " ".join((element.text or "").split())
        name = element.tag.rpartition("}")[2]
        if value:
            found.append((captions.get(name, name), value))
    return found


def _packets(raw: Any, handle: Any) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for index in range(max(0, raw.FPDF_GetXFAPacketCount(handle))):
        size = raw.FPDF_GetXFAPacketName(handle, index, None, 0)
        name = ctypes.create_string_buffer(max(1, size))
        raw.FPDF_GetXFAPacketName(handle, index, name, size)
        length = ctypes.c_ulong()
        if not raw.FPDF_GetXFAPacketContent(handle, index, None, 0, length) or length.value > _MOST_BYTES:
            continue
        data = ctypes.create_string_buffer(max(1, length.value))
        raw.FPDF_GetXFAPacketContent(handle, index, data, length.value, length)
        found.append((name.value.decode("utf-8", "replace"), data.raw[: length.value]))
    return found


def _parse(data: bytes) -> Any:
    """The XML of a packet; no entity is resolved and nothing is fetched."""
    from lxml import etree

    if not data.strip():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def _captions(template: Any) -> dict[str, str]:
    """The words before each field of the form's template."""
    found: dict[str, str] = {}
    for field in () if template is None else template.iter("{*}field", "{*}exclGroup"):
        caption = field.find("{*}caption")
        words = "" if caption is None else "".join("".join(caption.itertext()).split())
        if words and field.get("name"):
            found.setdefault(field.get("name"), words.rstrip("：:"))
    return found
