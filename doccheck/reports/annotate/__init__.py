"""Copies of the checked files with the findings at their places: native comments in Word, highlights in PDF."""

from doccheck.reports.annotate.notes import Note, Sheet, sheet_of

__all__ = ["Note", "Sheet", "sheet_of"]
