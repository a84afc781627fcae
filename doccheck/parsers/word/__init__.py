"""Word files (.docx) to the document model."""

from doccheck.parsers.word.package import MisnamedFile, disguise
from doccheck.parsers.word.reader import parse_docx

__all__ = ["MisnamedFile", "disguise", "parse_docx"]
