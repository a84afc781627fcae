"""What pages refer to by number: fonts and composed drawings of a document's resource parts."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct, field

from doccheck.parsers.ofd.package import Package, children
from doccheck.parsers.pdf.engine import BOLD_NAMES


class Resources(Struct):
    """Names and boldness of fonts by ID, the contents of composed drawings by ID."""

    fonts: dict[str, tuple[str, bool, bool]] = field(default_factory=dict)
    drawings: dict[str, etree._Element] = field(default_factory=dict)

    def load(self, package: Package, name: str | None) -> None:
        """Add the resources of one part."""
        root = package.xml(name)
        for font in children(root, "Fonts", "Font"):
            called = font.get("FontName") or font.get("FamilyName") or ""
            bold = font.get("Bold") == "true" or any(part in called.lower() for part in BOLD_NAMES)
            self.fonts[font.get("ID") or ""] = (called, bold, font.get("Italic") == "true")
        for unit in children(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
            for content in children(unit, "Content"):
                self.drawings[unit.get("ID") or ""] = content
