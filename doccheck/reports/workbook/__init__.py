"""The report as an Excel workbook: one of a submission, one of a batch."""

from doccheck.reports.workbook.batch import BatchEntry, batch_workbook
from doccheck.reports.workbook.submission import submission_workbook

__all__ = ["BatchEntry", "batch_workbook", "submission_workbook"]
