"""Which papers a report gives, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doccheck.findings.report import Report
from doccheck.reports.papers.filling import Paper, TemplateProblem, fill, template
from doccheck.reports.papers.letter import TEMPLATE as LETTER
from doccheck.reports.papers.letter import letter_name, letter_values
from doccheck.reports.papers.notice import NAME as NOTICE
from doccheck.reports.papers.notice import notice_values
from doccheck.reports.papers.scorecard import NAME as SCORES
from doccheck.reports.papers.scorecard import score_values


def papers(report: Report, templates: Path | None = None) -> Iterator[Paper]:
    """Every paper that the report calls for: a correction notice where something must be corrected,
    a scorecard where the programme has one, and its letters.

    ``templates`` is a folder with a bureau's own templates; see :func:`doccheck.reports.papers.filling.template`.
    A template that cannot be used costs its own paper only.
    """
    for name, source, values in _wanted(report, templates):
        try:
            yield Paper(name, fill(source, values, report.programme.id, templates))
        except TemplateProblem as problem:
            yield Paper(name, problem=str(problem))


def _wanted(report: Report, templates: Path | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The name of each paper, of its template, and its values."""
    if report.corrections.count:
        yield NOTICE, NOTICE, notice_values(report)
    if report.scorecard.lines:
        yield SCORES, SCORES, score_values(report)
    for letter in report.letters:
        name = letter_name(letter)
        yield name, _letter_template(name, report, templates), letter_values(report, letter)


def _letter_template(name: str, report: Report, templates: Path | None) -> str:
    """A bureau's template for this very letter, else the one for all letters."""
    return name if template(name, report.programme.id, templates) is not None else LETTER
