"""Electronic seals: the stamps that the signatures of an OFD file place on its pages."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from doccheck.document.model import Box
from doccheck.parsers.ofd.geometry import box_of
from doccheck.parsers.ofd.package import Package, children, text_of


class Seal(NamedTuple):
    """One stamp of a signature: the page's ID, its box in millimetres on the page, when it was set."""

    page: str
    box: Box | None
    time: str


def find_seals(package: Package, root: str, body: etree._Element) -> list[Seal]:
    """The stamps of all signatures of one document body. Whether they are valid is not looked into."""
    listed = package.find(root, text_of(body, "Signatures"))
    found: list[Seal] = []
    for signature in children(package.xml(listed), "Signature"):
        signed = package.xml(package.find(listed or root, signature.get("BaseLoc")))
        for info in children(signed, "SignedInfo"):
            time = text_of(info, "SignatureDateTime")
            for stamp in children(info, "StampAnnot"):
                found.append(Seal(stamp.get("PageRef") or "", box_of(stamp.get("Boundary")), time))
    return found
