"""Spreadsheets (.xlsx, .xls, .csv) to the document model: every sheet a heading with its tables."""

from doccheck.parsers.sheet.parser import parse_csv, parse_xls, parse_xlsx

__all__ = ["parse_csv", "parse_xls", "parse_xlsx"]
