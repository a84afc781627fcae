"""The report as one page for a browser: three views of one result beside the text, and the overview of a batch."""

from doccheck.reports.html.overview import Entry, to_overview
from doccheck.reports.html.page import to_html

__all__ = ["Entry", "to_html", "to_overview"]
