"""Where a unit's name stands and which row asks for it, as the findings on names say it."""

from __future__ import annotations

from doccheck.checks.words import path_of
from doccheck.findings import Evidence
from doccheck.mapping.model import MappedSubmission, NameMention
from doccheck.programme.schema import Row


def row_of(mapped: MappedSubmission, lead: bool) -> Row | None:
    """The row that wants one name everywhere; for the ``lead`` also the row of its blank."""
    rows = [row for row in mapped.programme.rows if "M002" in row.code]
    same = next((row for row in rows if row.kind == "same"), None)
    return same or (rows[0] if rows and lead else None)


def place_of(mapped: MappedSubmission, mention: NameMention) -> str:
    """The paper, the page and the kind of place."""
    where = {
        "roster": "成员名单", "field": "表格", "cover": "封面", "party": "协议各方", "signature": "签署处",
        "list": "成员单位列表", "profile": "单位简介", "prose": "正文",
    }.get(mention.source, "正文")  # fmt: skip
    page = f"第{mention.location.page}页" if mention.location.page else ""
    return f"{path_of(mapped, mention.document)}{page}{where}"


def evidence_of(mention: NameMention) -> Evidence:
    """The mention's own words at their place."""
    return Evidence(mention.document, mention.quote or mention.name, mention.location)
