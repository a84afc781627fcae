"""The codes that findings name, with what a person may ask about them: why, examples, how to mend."""

from __future__ import annotations

from collections.abc import Iterable

from doccheck.findings import Finding
from doccheck.findings.codes import Code
from doccheck.findings.explained import describe
from doccheck.findings.report import Report


def codes_of(report: Report) -> tuple[Code, ...]:
    """Every code of a report's findings, the waived ones and those that follow included, as :func:`explained`."""
    return explained((*report.findings, *(held.finding for held in report.waived)))


def explained(findings: Iterable[Finding]) -> tuple[Code, ...]:
    """Every code that the findings name, in alphabetical order, with its explanation."""
    return tuple(describe(code) for code in sorted({code for one in findings for code in (one.code, *one.related)}))
