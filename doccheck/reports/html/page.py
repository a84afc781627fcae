"""The report as one self-contained HTML file: three views beside the text, no network, printable."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from doccheck.document import Location
from doccheck.findings import Severity
from doccheck.findings.codes import CODES
from doccheck.findings.report import Place, Report, Status
from doccheck.reports import words
from doccheck.reports.html import views
from doccheck.reports.html.text import Shown
from doccheck.reports.pictures import PagePictures
from doccheck.reports.rules import codes_of

if TYPE_CHECKING:
    from jinja2 import Environment

_UNPRINTABLE = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "�"),
    13: " ",
}
"""What a page may not hold, or would lose: each is shown as one sign, so that offsets stay."""
_STYLES = ("base.css", "panels.css", "tables.css", "viewer.css", "narrow.css", "print.css")
_SCRIPTS = ("common.js", "text.js", "views.js", "findings.js", "filters.js", "keys.js")


def to_html(report: Report, pictures: PagePictures | None = None) -> str:
    """The report as an HTML page that needs nothing but itself.

    ``pictures`` are the pages that findings point to, as :func:`doccheck.picturing.picture_pages` draws them; without
    them the page shows the text alone.
    """
    shown = Shown(report)
    notes = [note for note in report.documents if note.id in report.texts]
    return render(
        "report.html.j2",
        _STYLES,
        _SCRIPTS,
        report=report,
        codes=CODES,
        rules=codes_of(report),
        asked=frozenset(line.id for line in report.matrix),
        severities=list(Severity),
        statuses=list(Status),
        status_counts={status: sum(line.status is status for line in report.matrix) for status in Status},
        families=views.families(report),
        views=views,
        sorted=views.views_of(report),
        panels=_panels(report),
        shown=shown,
        texts=[(note, shown.leaves(note.id)) for note in notes],
        pictures=pictures or PagePictures(),
        place_of=Place,
        changes=words.CHANGE,
        location=_attributes,
    )


def render(template: str, styles: tuple[str, ...], scripts: tuple[str, ...], **values: Any) -> str:
    """A page of a template whose style and script are named by their digests: nothing else in it may act."""
    from markupsafe import Markup

    environment = _environment()
    style = _joined(environment, "style", styles)
    head = _joined(environment, "script", ("head.js",))
    script = _joined(environment, "script", scripts)
    return environment.get_template(template).render(
        words=words,
        style=Markup(style),
        head=Markup(head),
        script=Markup(script),
        policy=_policy(style, head, script),
        **values,
    )


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("doccheck.reports.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters["place"] = words.place
    environment.filters["spot"] = words.spot
    environment.filters["short"] = words.short
    environment.filters["amount"] = words.amount
    environment.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    return environment


def _printable(value: Any) -> Any:
    """Text without the characters that HTML cannot hold; markup is the templates' own."""
    return value.translate(_UNPRINTABLE) if type(value) is str else value


def _joined(environment: Environment, folder: str, names: tuple[str, ...]) -> str:
    """Files of a folder as one; scripts keep their names to themselves."""
    text = "\n".join(environment.get_template(f"{folder}/{name}").render() for name in names)
    return text if folder == "style" else f'(function () {{\n"use strict";\n{text}}}());\n'


def _policy(style: str, *scripts: str) -> str:
    """A Content-Security-Policy under which the page reaches nothing and runs nothing but its own scripts."""
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src {_digest(style)}; script-src {' '.join(map(_digest, scripts))}"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _panels(report: Report) -> dict[str, int]:
    """The panels that have something to show, with the number behind their names."""
    last = report.round
    followed = len(report.waived) + len(report.idle_waivers)
    followed += 0 if last is None else len(last.closed) + len(last.open) + len(last.new) + len(last.changes)
    counts = {
        "mend": len(report.findings),
        "decide": report.summary.error + report.summary.warning,
        "ask": sum(finding.code in views.QUESTIONS for finding in report.findings),
        "followup": followed if last is not None else followed or None,
        "matrix": len(report.matrix),
        "figures": len(report.figures.compared) if report.figures.rows else None,
        "members": len(report.members.rows) or None,
        "proofs": len(report.proofs) or None,
        "documents": len(report.documents),
        "rules": len(codes_of(report)) or None,
    }
    return {name: count for name, count in counts.items() if count is not None}


def _attributes(location: Location) -> dict[str, str]:
    """A location as data attributes that the page's script reads."""
    out = {}
    if location.block is not None:
        out["block"] = str(location.block)
    if location.cell is not None:
        out["cell"] = f"{location.cell[0]},{location.cell[1]}"
    if location.page is not None:
        out["page"] = str(location.page)
    return out
