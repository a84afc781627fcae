"""A001, A002, A005: clauses that are absent, that leave a matter open, or that only put it off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doccheck.checks.registry import check, finding
from doccheck.checks.words import end_of, name_of, nearest_place, nearest_words, path_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.mapping import cues
from doccheck.mapping.model import ClauseMatch, ElementMatch, ElementState, MappedSubmission, Part
from doccheck.mapping.outline import read_sentences
from doccheck.mapping.scope import parts_for
from doccheck.programme.schema import ClauseRow, Item

_SUBSTANCE = 8


def _own(mapped: MappedSubmission, row: ClauseRow) -> list[ClauseMatch]:
    return [m for m in mapped.clauses if m.requirement == row.id and not m.elsewhere]


@check("A001")
def missing_clause(mapped: MappedSubmission) -> Iterator[Finding]:
    """Clauses without an article; where another document says it, that place is quoted."""
    for row in mapped.programme.rows:
        if not isinstance(row, ClauseRow) or _own(mapped, row):
            continue
        parts = parts_for(row, mapped.programme, mapped.parts)
        if not parts:
            continue
        other = next((m for m in mapped.clauses if m.requirement == row.id), None)
        doubt = mapped.doubt(row.id)
        name, path = name_of(row), path_of(mapped, parts[0].document)
        said, evidence, confidence = f"“{path}”中没有“{name}”条款。", [end_of(parts[0])], 0.85
        if doubt is not None:
            said = f"“{path}”中可能缺少“{name}”条款：{nearest_words(doubt)}。"
            evidence.append(nearest_place(doubt))
            confidence = 1.0 - doubt.probability
        if other is not None:
            beside = path_of(mapped, other.passage.document)
            said += f"“{beside}”中有相关内容（“{other.heading[:40]}”），但协议本身没有约定。"
            evidence.append(other.passage.evidence(other.heading))
        yield finding(
            "A001",
            row,
            said,
            row.advice or f"请在协议中增加“{name}”条款，由各方签署确认。",
            *evidence,
            confidence=confidence,
        )


@check("S003")
def blank_clause(mapped: MappedSubmission) -> Iterator[Finding]:
    """An article that has its title and nothing below it."""
    for row in mapped.programme.rows:
        if not isinstance(row, ClauseRow):
            continue
        matches = _own(mapped, row)
        if matches and all(_blank(match) for match in matches):
            evidence = _evidence(matches[0])
            yield finding(
                "S003",
                row,
                f"协议“{matches[0].heading}”只有标题，没有约定内容。",
                row.advice or f"请写明“{name_of(row)}”的具体约定。",
                evidence,
                severity=Severity.ERROR,
            )


def _blank(match: ClauseMatch) -> bool:
    return not match.settled and len(match.passage.text.strip(" _＿　。．.：:\n")) < _SUBSTANCE


@check("A005")
def deferred_clause(mapped: MappedSubmission) -> Iterator[Finding]:
    """Clauses, or matters that a clause must settle, of which the agreement only says that they come later."""
    for row in mapped.programme.rows:
        if not isinstance(row, ClauseRow) or "A005" not in row.code:
            continue
        matches = _own(mapped, row)
        if matches and all(m.deferred for m in matches):
            yield _deferred(row, matches[0].deferred, matches[0].passage.evidence(matches[0].deferred), "")
            continue
        for element in _elements_of(row, mapped):
            if element.state is ElementState.DEFERRED:
                child = mapped.programme.row(element.requirement)
                matter = name_of(child) if child is not None else ""
                evidence = Evidence(element.document, element.quote, element.location)
                yield _deferred(row, element.quote, evidence, matter)
                break


def _deferred(row: ClauseRow, words: str, evidence: Evidence, matter: str) -> Finding:
    name = matter or name_of(row)
    return finding(
        "A005",
        row,
        f"“{name}”只写了“{words}”，没有实质约定。",
        row.advice or f"请在协议中直接写明“{name}”的规则（如归属主体、比例或计算方法、责任方式），不要留待以后协商。",
        evidence,
        confidence=0.85,
    )


@check("A002")
def clause_element(mapped: MappedSubmission) -> Iterator[Finding]:
    """Clauses that stand without settling what they must: nothing of substance, or not each of their matters."""
    for row in mapped.programme.rows:
        if not isinstance(row, ClauseRow):
            continue
        matches = _own(mapped, row)
        if not matches or all(m.deferred for m in matches) or all(_blank(m) for m in matches):
            continue
        for element in _elements_of(row, mapped):
            if element.state in (ElementState.ABSENT, ElementState.CONTRARY):
                yield from _unsettled_element(element, row, mapped)
        if "A002" not in row.code:
            continue
        lacking = _lacking(row.items, matches, parts_for(row, mapped.programme, mapped.parts))
        if lacking or not any(m.settled for m in matches):
            what = "、".join(lacking) if lacking else (row.must or row.title)
            yield finding(
                "A002",
                row,
                f"协议“{matches[0].heading}”有相关条款，但没有约定{what}。",
                row.advice or f"请在该条中写明{what}。",
                _evidence(matches[0]),
                confidence=0.75,
            )


def _unsettled_element(element: ElementMatch, clause: ClauseRow, mapped: MappedSubmission) -> Iterator[Finding]:
    row = mapped.programme.row(element.requirement)
    if row is None:
        return
    places = [Evidence(element.document, element.quote, element.location)]
    message = f"协议“{name_of(clause, 24)}”条款没有约定“{name_of(row)}”。"
    if element.doubt is not None:
        message = f"协议“{name_of(clause, 24)}”条款可能没有约定“{name_of(row)}”。{nearest_words(element.doubt)}。"
        places.append(nearest_place(element.doubt))
    advice = row.advice or f"请在该条中写明“{name_of(row)}”。"
    yield finding("A002", row, message, advice, *places, confidence=element.confidence)


def _elements_of(row: ClauseRow, mapped: MappedSubmission) -> list[ElementMatch]:
    ids = {child.id for child in mapped.programme.children(row.id)}
    return [element for element in mapped.elements if element.requirement in ids]


def _lacking(items: Sequence[Item], matches: Sequence[ClauseMatch], parts: Sequence[Part]) -> list[str]:
    """Items of the clause said neither in its articles nor anywhere in the agreement."""
    wanted = [item for item in items if item.cues and not item.optional]
    if not wanted:
        return []
    near = [s.plain for m in matches for s in read_sentences(m.passage)]
    lacking = [item for item in wanted if cues.first(item.cues, near) is None]
    if not lacking:
        return []
    everything = [s.plain for part in parts for s in read_sentences(part.passage)]
    return [item.name for item in lacking if cues.first(item.cues, everything) is None]


def _evidence(match: ClauseMatch) -> Evidence:
    return Evidence(match.passage.document, match.heading, match.passage.location)
