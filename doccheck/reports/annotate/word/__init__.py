"""Word files with the findings as native comments."""

from doccheck.reports.annotate.word.writer import Marked, annotate_word

__all__ = ["Marked", "annotate_word"]
