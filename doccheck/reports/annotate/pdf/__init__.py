"""PDF files with the findings as highlights, notes and bookmarks, and a front page that sums them up."""

from doccheck.reports.annotate.pdf.writer import annotate_pdf

__all__ = ["annotate_pdf"]
