"""Assembly: a mapped submission and its findings laid out as a report, so that writers compute nothing."""

from doccheck.assembly.build import build_report

__all__ = ["build_report"]
