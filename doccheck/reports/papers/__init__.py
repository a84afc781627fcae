"""Papers that an officer sends or files, filled into Word templates that a bureau may replace."""

from doccheck.reports.papers.filling import Paper, TemplateProblem
from doccheck.reports.papers.writing import papers

__all__ = ["Paper", "TemplateProblem", "papers"]
