"""Pages that are pictures: set upright, freed of seals, recognised, and read like printed ones (docs/reading.md)."""

from doccheck.parsers.scan.parser import parse_image

__all__ = ["parse_image"]
