"""Legacy Word and other texts (.doc, .wps, .rtf, .odt, .html): converted to .docx by LibreOffice, then read."""

from doccheck.parsers.office.conversion import parse_with_office
from doccheck.parsers.office.program import find_office

__all__ = ["find_office", "parse_with_office"]
