"""The report as SARIF 2.1.0, for systems that collect findings of many tools."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.explained import code_title, describe
from doccheck.findings.followup import Waived
from doccheck.findings.report import Report
from doccheck.reports.words import place

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_sarif(report: Report) -> str:
    """The report as a SARIF log with one run; a finding's requirement and confidence stand in its properties."""
    codes = sorted({f.code for f in (*report.findings, *(held.finding for held in report.waived))})
    paths = {note.id: note.path for note in report.documents}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": report.tool.name,
                        "semanticVersion": report.tool.version,
                        "language": "zh-CN",
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "automationDetails": {"id": f"{report.tool.rules or 'none'}/{report.submission.sha256[:12]}"},
                "columnKind": "unicodeCodePoints",
                "artifacts": [_artifact(note.path, note.sha256) for note in report.documents],
                "results": [
                    *(_result(finding, codes, paths) for finding in report.findings),
                    *(_suppressed(held, codes, paths) for held in report.waived),
                ],
                "properties": {"verdict": report.verdict.value, "unread": [file.path for file in report.unread]},
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    """A code with its page: viewers show ``help`` beside a result (SARIF 2.1.0, 3.49)."""
    entry = describe(code)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in entry.name.split("-")),
        "shortDescription": {"text": entry.what},
        "fullDescription": {"text": entry.why},
        "defaultConfiguration": {"level": _LEVEL[entry.severity]},
        "help": {
            "text": f"怎样改：{entry.mend}\n不妥：{entry.bad}\n妥当：{entry.good}",
            "markdown": f"**{code} {code_title(code)}**\n\n{entry.why}\n\n- 不妥：{entry.bad}\n- 妥当：{entry.good}\n\n"
            f"**怎样改**：{entry.mend}",
        },
    }


def _artifact(path: str, sha256: str) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": quote(path)}}
    if sha256:
        artifact["hashes"] = {"sha-256": sha256}
    return artifact


def _result(finding: Finding, codes: list[str], paths: dict[str, str]) -> dict[str, Any]:
    text = f"{finding.message} {finding.suggestion}".strip()
    properties: dict[str, Any] = {"confidence": round(finding.confidence, 4)}
    if finding.requirement is not None:
        properties["requirement"] = finding.requirement
    if finding.sentence:
        properties["sentence"] = finding.sentence
    if finding.related:
        properties["related"] = list(finding.related)
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVEL[finding.severity],
        "message": {"text": text},
        "locations": [_location(item, paths) for item in finding.evidence[:1]],
        "relatedLocations": [_location(item, paths) for item in finding.evidence[1:]],
        "properties": properties,
    }


def _suppressed(held: Waived, codes: list[str], paths: dict[str, str]) -> dict[str, Any]:
    return _result(held.finding, codes, paths) | {
        "suppressions": [{"kind": "external", "status": "accepted", "justification": held.waiver.decided}]
    }


def _location(evidence: Evidence, paths: dict[str, str]) -> dict[str, Any]:
    """The file, the headings above the place, and the words; Word and PDF have no lines that SARIF could count."""
    out: dict[str, Any] = {}
    if evidence.document in paths:
        out["physicalLocation"] = {"artifactLocation": {"uri": quote(paths[evidence.document])}}
    if evidence.location.heading:
        name = evidence.location.heading[-1]
        out["logicalLocations"] = [{"name": name, "fullyQualifiedName": " › ".join(evidence.location.heading)}]
    said = "：".join(part for part in (place(evidence.location), evidence.quote) if part)
    if said:
        out["message"] = {"text": said}
    return out
