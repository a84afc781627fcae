"""Findings: their model, their order, and the merging of several findings with one cause."""

from doccheck.findings.model import Evidence, Finding, Severity

__all__ = ["Evidence", "Finding", "Severity"]
