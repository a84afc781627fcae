"""Which papers a report gives, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doccheck.findings.report import Report
from doccheck.reports.papers.filling import Paper, TemplateProblem, fill
from doccheck.reports.papers.notice import NAME as NOTICE
from doccheck.reports.papers.notice import notice_values


def papers(report: Report, templates: Path | None = None) -> Iterator[Paper]:
    """Every paper that the report calls for: a correction notice where something must be corrected.

    ``templates`` is a folder with a bureau's own templates; see :func:`doccheck.reports.papers.filling.template`.
    A template that cannot be used costs its own paper only.
    """
    for name, source, values in _wanted(report):
        try:
            yield Paper(name, fill(source, values, report.programme.id, templates))
        except TemplateProblem as problem:
            yield Paper(name, problem=str(problem))


def _wanted(report: Report) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The name of each paper, of its template, and its values."""
    if report.corrections.count:
        yield NOTICE, NOTICE, notice_values(report)
