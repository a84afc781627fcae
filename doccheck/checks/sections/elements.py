"""S005 and S009: what a section, a field or a profile must say and does not, or says the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from doccheck.checks.registry import check, finding
from doccheck.checks.words import name_of, nearest_place, nearest_words, path_of
from doccheck.findings import Evidence, Finding
from doccheck.mapping.model import ElementMatch, ElementState, MappedSubmission
from doccheck.programme.schema import ClauseRow, ElementRow, Row, TimelineRow


@check("S005", "S009")
def elements(mapped: MappedSubmission) -> Iterator[Finding]:
    """Elements that are absent, only put off, or contrary to what is asked; those of clauses are A002."""
    for match in mapped.elements:
        row = mapped.programme.row(match.requirement)
        if row is None or match.state is ElementState.MET:
            continue
        parent = mapped.programme.row(row.parent) if row.parent else None
        if isinstance(row, ElementRow | TimelineRow) and not isinstance(parent, ClauseRow):
            yield _of(row, match, parent, mapped)


def _of(row: Row, match: ElementMatch, parent: Row | None, mapped: MappedSubmission) -> Finding:
    evidence = Evidence(match.document, match.quote, match.location)
    where = _where(match, parent, mapped)
    asked = name_of(row, 60)
    if match.state is ElementState.CONTRARY:
        return finding(
            "S009",
            row,
            f"{where}写的是“{match.quote}”，与要求“{asked}”不符。",
            row.advice or f"请按通知要求改写：{row.must or row.title}。",
            evidence,
            severity=row.level,
            confidence=match.confidence,
        )
    if match.state is ElementState.DEFERRED:
        return finding(
            "S005",
            row,
            f"{where}对“{asked}”只写了“{match.quote}”，没有实质约定。",
            row.advice or f"请写明{row.must or row.title}的具体内容。",
            evidence,
            confidence=match.confidence,
        )
    what = f"：{'、'.join(match.lacking)}（要求：{asked}）" if match.lacking else f"“{asked}”"
    message = f"{where}没有写到{what}。"
    places = [evidence]
    if match.doubt is not None:
        message = f"{where}可能缺少{what}。{nearest_words(match.doubt)}。"
        places.append(nearest_place(match.doubt))
    return finding(
        "S005",
        row,
        message,
        row.advice or f"请补写{'、'.join(match.lacking) or row.must or row.title}。",
        *places,
        confidence=match.confidence,
    )


def _where(match: ElementMatch, parent: Row | None, mapped: MappedSubmission) -> str:
    if match.subject:
        return f"{match.subject}的简介"
    if parent is not None and parent.title:
        return f"“{name_of(parent, 24)}”部分"
    return f"“{path_of(mapped, match.document)}”"
