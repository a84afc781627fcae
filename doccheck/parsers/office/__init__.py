"""Legacy Word and other texts (.doc, .wps, .rtf, .odt, .html): converted to .docx by LibreOffice, then read."""

from doccheck.parsers.office.conversion import convert_with_office, parse_with_office
from doccheck.parsers.office.program import find_office

__all__ = ["convert_with_office", "find_office", "parse_with_office"]
