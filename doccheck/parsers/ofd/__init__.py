"""OFD files (GB/T 33190): see :func:`parse_ofd`."""

from doccheck.parsers.ofd.parser import PAGE_LIMIT, parse_ofd

__all__ = ["PAGE_LIMIT", "parse_ofd"]
