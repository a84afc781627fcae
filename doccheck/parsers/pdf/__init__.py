"""Text PDFs: see :func:`parse_pdf`."""

from doccheck.parsers.pdf.parser import PAGE_LIMIT, parse_pdf

__all__ = ["PAGE_LIMIT", "parse_pdf"]
