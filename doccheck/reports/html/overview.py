"""The overview of many submissions: one line each, with its verdict, its counts and the way to its report."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from doccheck.findings.report import Report, Summary, Verdict
from doccheck.reports.html.page import render

_STYLES = ("base.css", "panels.css", "tables.css", "overview.css", "narrow.css", "print.css")
_SCRIPTS = ("common.js", "overview.js")


class Entry(Struct, frozen=True):
    """One submission of a batch.

    ``link`` is its report's path relative to the overview, with “/”; it is empty where there is none, and ``problem``
    says why. ``unread`` counts files that could not be read, ``unsure`` requirements that only a person can judge.
    """

    name: str
    link: str = ""
    programme: str = ""
    summary: Summary | None = None
    unread: int = 0
    unsure: int = 0
    problem: str = ""

    @classmethod
    def of(cls, report: Report, link: str) -> Entry:
        """The line of a report that lies at ``link``."""
        return cls(
            name=report.submission.name,
            link=link,
            programme=report.programme.name or report.programme.id,
            summary=report.summary,
            unread=len(report.unread),
            unsure=sum(line.status.value == "unknown" for line in report.matrix),
        )


def to_overview(entries: Sequence[Entry], title: str = "申报材料核对总览") -> str:
    """A page with a line for each submission, in the given order; it needs nothing but the reports beside it."""
    verdicts = {
        verdict: sum(entry.summary is not None and entry.summary.verdict is verdict for entry in entries)
        for verdict in Verdict
    }
    return render(
        "overview.html.j2",
        _STYLES,
        _SCRIPTS,
        title=title,
        entries=entries,
        verdicts=verdicts,
        failed=sum(entry.summary is None for entry in entries),
        programmes=sorted({entry.programme for entry in entries if entry.programme}),
    )
