"""The report as ``doccheck.report/1`` JSON; ``report.schema.json`` beside this file is its JSON Schema."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from doccheck.document import Location
from doccheck.facts.model import Fact
from doccheck.findings import Evidence, Finding
from doccheck.findings.codes import CODES
from doccheck.findings.followup import EarlierFinding, Round, Waiver
from doccheck.findings.papers import Letter, Scorecard
from doccheck.findings.proofs import Proof
from doccheck.findings.report import (
    SCHEMA,
    Assignment,
    DocumentNote,
    ElementNote,
    FigureEntry,
    FigureRow,
    MemberRow,
    Place,
    Report,
    RequirementStatus,
)

Json: TypeAlias = dict[str, Any]


def to_json(report: Report) -> str:
    """The report as indented JSON, Chinese written as such, with a closing line end."""
    return json.dumps(to_dict(report), ensure_ascii=False, indent=2) + "\n"


@cache
def schema() -> Json:
    """The JSON Schema (draft 2020-12) that :func:`to_json` obeys."""
    loaded: Json = json.loads(files("doccheck.reports").joinpath("report.schema.json").read_text(encoding="utf-8"))
    return loaded


def to_dict(report: Report) -> Json:
    """The report as plain dictionaries and lists."""
    programme, submission, summary = report.programme, report.submission, report.summary
    return {
        "schema": SCHEMA,
        "tool": {"name": report.tool.name, "version": report.tool.version, "rules": report.tool.rules},
        "programme": {
            "id": programme.id or None,
            "name": programme.name,
            "detected": programme.detected,
            "confidence": programme.confidence,
            "occasion": programme.occasion,
            "year": programme.year,
        },
        "submission": {"name": submission.name, "path": submission.path, "sha256": submission.sha256},
        "documents": [_document(note) for note in report.documents],
        "facts": [_fact(fact) for fact in report.facts],
        "figures": {
            "columns": [
                {"role": column.role, "documents": list(column.documents)} for column in report.figures.columns
            ],
            "rows": [_figure(row) for row in report.figures.rows],
            "omitted": report.figures.omitted,
        },
        "members": {
            "columns": list(report.members.columns),
            "rows": [_member(row) for row in report.members.rows],
        },
        "findings": [_finding(finding) for finding in report.findings],
        "summary": {
            "error": summary.error,
            "warning": summary.warning,
            "info": summary.info,
            "verdict": report.verdict.value,
            "seconds": round(summary.seconds, 3),
        },
        "unread": [
            {"document": file.document, "path": file.path, "code": file.code, "message": file.message}
            for file in report.unread
        ],
        "ignored": list(report.ignored),
        "requirements": [_requirement(status) for status in report.matrix],
        "proofs": [_proof(proof) for proof in report.proofs],
        "scorecard": _scorecard(report.scorecard) if report.scorecard.lines else None,
        "letters": [_letter(letter) for letter in report.letters],
        "waived": [{"finding": _finding(held.finding), "waiver": _waiver(held.waiver)} for held in report.waived],
        "idle_waivers": [{"waiver": _waiver(idle.waiver), "why": idle.why} for idle in report.idle_waivers],
        "round": None if report.round is None else _round(report.round),
        "masked": report.masked,
    }


def _waiver(waiver: Waiver) -> Json:
    out: Json = {
        "code": waiver.code,
        "reason": waiver.reason,
        "person": waiver.person,
        "date": waiver.date.isoformat(),
    }
    for key in ("requirement", "document", "quote"):
        if getattr(waiver, key):
            out[key] = getattr(waiver, key)
    if waiver.until is not None:
        out["until"] = waiver.until.isoformat()
    return out


def _round(held: Round) -> Json:
    return {
        "previous": {"name": held.name, "sha256": held.sha256, "verdict": held.verdict},
        "closed": [_earlier(finding) for finding in held.closed],
        "open": [{"finding": item.finding, "earlier": _earlier(item.earlier)} for item in held.open],
        "waived": [_earlier(finding) for finding in held.waived],
        "new": list(held.new),
        "changes": [
            {"kind": change.kind.value, "what": change.what, "before": change.before, "after": change.after}
            for change in held.changes
        ],
        "omitted": held.omitted,
    }


def _earlier(finding: EarlierFinding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "requirement": finding.requirement,
        "message": finding.message,
        "documents": list(finding.documents),
    }


def _document(note: DocumentNote) -> Json:
    return {
        "id": note.id,
        "path": note.path,
        "format": note.format,
        "sha256": note.sha256,
        "pages": note.pages,
        "words": note.words,
        "ocr": note.ocr,
        "read": note.read,
        "parts": [
            {"role": part.role, "confidence": part.confidence, "location": _location(part.location)}
            for part in note.parts
        ],
        "sections": [_assignment(section) for section in note.sections],
        "clauses": [_assignment(clause) for clause in note.clauses],
        "elements": [_element(element) for element in note.elements],
    }


def _assignment(assignment: Assignment) -> Json:
    out: Json = {"requirement": assignment.requirement, "heading": assignment.heading}
    if assignment.quote:
        out["quote"] = assignment.quote
    if assignment.words is not None:
        out["words"] = assignment.words
    out["confidence"] = assignment.confidence
    out["location"] = _location(assignment.location)
    return out


def _element(element: ElementNote) -> Json:
    return {
        "requirement": element.requirement,
        "state": element.state,
        "quote": element.quote,
        "location": _location(element.location),
        "confidence": element.confidence,
    }


def _fact(fact: Fact) -> Json:
    return {
        "quantity": fact.quantity,
        "subject": fact.subject,
        "year": fact.year,
        "until": fact.until,
        "nature": fact.nature.value,
        "value": fact.value,
        "low": _bound(fact.low),
        "high": _bound(fact.high),
        "unit": fact.unit,
        "scope": fact.scope,
        "source": fact.source,
        "part": fact.part,
        "document": fact.document,
        "quote": fact.quote,
        "location": _location(fact.location),
    }


def _bound(value: float) -> float | None:
    """JSON has no infinity: an open end is null."""
    return value if math.isfinite(value) else None


def _figure(row: FigureRow) -> Json:
    return {
        "quantity": row.quantity,
        "name": row.name,
        "kind": row.kind,
        "subject": row.subject,
        "year": row.year,
        "until": row.until,
        "nature": row.nature,
        "scope": row.scope,
        "unit": row.unit,
        "state": row.state.value,
        "findings": list(row.findings),
        "cells": [[_entry(entry) for entry in cell] for cell in row.cells],
    }


def _entry(entry: FigureEntry) -> Json:
    out: Json = {
        "written": entry.written,
        "value": entry.value,
        "year": entry.year,
        "until": entry.until,
        "nature": entry.nature,
        "variant": entry.variant,
        "facts": list(entry.facts),
        "places": [_place(place) for place in entry.places],
        "more": entry.more,
    }
    if entry.normal:
        out["normal"] = entry.normal
    return out


def _member(row: MemberRow) -> Json:
    return {
        "name": row.name,
        "kind": row.kind,
        "lead": row.lead,
        "listed": row.listed,
        "code": row.code,
        "cells": [
            {
                "standing": cell.standing.value,
                "names": list(cell.names),
                "places": [_place(place) for place in cell.places],
            }
            for cell in row.cells
        ],
    }


def _place(place: Place) -> Json:
    return {"document": place.document, "quote": place.quote, "location": _location(place.location)}


def _finding(finding: Finding) -> Json:
    out: Json = {
        "code": finding.code,
        "name": CODES[finding.code].name,
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 4),
        "requirement": finding.requirement,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
    }
    if finding.sentence:
        out["sentence"] = finding.sentence
    if finding.related:
        out["related"] = list(finding.related)
    return out


def _evidence(evidence: Evidence) -> Json:
    return {"document": evidence.document, "quote": evidence.quote, "location": _location(evidence.location)}


def _location(location: Location) -> Json:
    out: Json = {}
    for key in ("page", "block"):
        value = getattr(location, key)
        if value is not None:
            out[key] = value
    if location.heading:
        out["heading"] = list(location.heading)
    if location.table is not None:
        out["table"] = location.table
    if location.cell is not None:
        out["cell"] = list(location.cell)
    if location.bbox is not None:
        out["bbox"] = [round(float(side), 2) for side in location.bbox]
    return out


def _requirement(status: RequirementStatus) -> Json:
    return {
        "id": status.id,
        "kind": status.kind,
        "title": status.title,
        "level": status.level.value,
        "status": status.status.value,
        "places": [_place(place) for place in status.places],
        "findings": list(status.findings),
    }


def _proof(proof: Proof) -> Json:
    return {
        "requirement": proof.requirement,
        "title": proof.title,
        "sentence": proof.sentence,
        "over": proof.over,
        "inputs": [
            {
                "label": held.label,
                "written": held.written,
                "value": held.value,
                "unit": held.unit,
                "document": held.document,
                "location": _location(held.location),
            }
            for held in proof.inputs
        ],
        "formula": proof.formula,
        "result": proof.result,
        "unit": proof.unit,
        "limit": proof.limit,
        "bound": proof.bound,
        "margin": proof.margin,
        "verdict": proof.verdict,
        "note": proof.note,
    }


def _scorecard(card: Scorecard) -> Json:
    return {
        "title": card.title,
        "max": card.max,
        "points": card.points,
        "reckoned": card.reckoned,
        "open": card.open,
        "lines": [
            {
                "requirement": line.requirement,
                "group": line.group,
                "title": line.title,
                "max": line.max,
                "points": line.points,
                "formula": line.formula,
                "note": line.note,
                "evidence": [_evidence(evidence) for evidence in line.evidence],
            }
            for line in card.lines
        ],
    }


def _letter(letter: Letter) -> Json:
    return {
        "requirement": letter.requirement,
        "title": letter.title,
        "heading": letter.heading,
        "to": letter.to,
        "body": list(letter.body),
        "closing": letter.closing,
        "attachments": list(letter.attachments),
        "signed": letter.signed,
        "copies": letter.copies,
        "blanks": [
            {
                "name": blank.name,
                "value": blank.value,
                "document": blank.document,
                "location": _location(blank.location),
            }
            for blank in letter.blanks
        ],
    }
