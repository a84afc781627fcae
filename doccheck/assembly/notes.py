"""What a report says about one document: its parts, and the headings, articles and sentences that answer rows."""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.document import Document
from doccheck.findings.report import Assignment, DocumentNote, ElementNote, PartNote
from doccheck.language.wordcount import count
from doccheck.mapping.model import ClauseMatch, ElementMatch, FieldState, MappedSubmission, SectionMatch
from doccheck.programme.schema import LimitRow

_QUOTE = 40


def document_note(document: Document, document_id: str, mapped: MappedSubmission | None) -> DocumentNote:
    """The note of one document that was read; without a mapping it has no parts and answers nothing."""
    note = DocumentNote(
        id=document_id,
        path=document.path,
        format=document.format,
        sha256=document.sha256,
        pages=document.pages,
        words=count(document.text).words,
        ocr=document.ocr,
    )
    if mapped is None:
        return note
    return replace(
        note,
        parts=tuple(
            PartNote(part.role.value, round(part.confidence, 4), part.passage.location, part.title)
            for part in mapped.parts
            if part.document == document_id
        ),
        sections=(*_sections(mapped, document_id), *_limited(mapped, document_id)),
        clauses=tuple(
            _clause(clause)
            for clause in mapped.clauses
            if clause.passage.document == document_id and not clause.elsewhere
        ),
        elements=tuple(_element(element) for element in mapped.elements if element.document == document_id),
    )


def _sections(mapped: MappedSubmission, document_id: str) -> list[Assignment]:
    return [_section(match) for match in mapped.sections if match.passage.document == document_id]


def _section(match: SectionMatch) -> Assignment:
    heading = match.heading
    if heading is None:
        title, where = None, match.passage.location
    else:
        end = heading.heading.body if heading.heading is not None else len(heading.text)
        title, where = heading.text[:end].strip() or None, heading.location
    text = match.passage.text
    return Assignment(
        requirement=match.requirement,
        heading=title,
        confidence=round(match.confidence, 4),
        location=where,
        quote="" if title else _first_words(text),
        words=count(text).words,
    )


def _limited(mapped: MappedSubmission, document_id: str) -> list[Assignment]:
    """Rows that limit a length: the form's blank, or the part that the row's parent is answered by."""
    given = {match.requirement for match in mapped.sections}
    out: list[Assignment] = []
    for row in mapped.programme.rows:
        if not isinstance(row, LimitRow) or row.id in given:
            continue
        for value in mapped.field_values(row.id):
            if value.document == document_id and value.state is FieldState.FILLED:
                text = value.passage.text if value.passage is not None else value.text
                heading = value.label or value.name
                out.append(Assignment(row.id, heading, 1.0, value.location, words=count(text).words))
        if not row.fields:
            out.extend(_limited_parts(mapped, document_id, row))
    return out


def _limited_parts(mapped: MappedSubmission, document_id: str, row: LimitRow) -> list[Assignment]:
    parent = mapped.programme.row(row.parent or "")
    role = getattr(parent, "role", None)
    if role is None:
        return []
    return [
        Assignment(
            requirement=row.id,
            heading=part.title or None,
            confidence=round(part.confidence, 4),
            location=part.passage.location,
            quote="" if part.title else _first_words(part.passage.text),
            words=count(part.passage.text).words,
        )
        for part in mapped.parts_of(role)
        if part.document == document_id
    ]


def _clause(match: ClauseMatch) -> Assignment:
    return Assignment(
        requirement=match.requirement,
        heading=match.heading or None,
        confidence=round(match.confidence, 4),
        location=match.passage.location,
        quote="" if match.heading else _first_words(match.passage.text),
    )


def _element(match: ElementMatch) -> ElementNote:
    return ElementNote(match.requirement, match.state.value, match.quote, round(match.confidence, 4), match.location)


def _first_words(text: str) -> str:
    return " ".join(text.split())[:_QUOTE]
