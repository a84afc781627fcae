"""The report of the last round, read from its report.json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from doccheck.findings import Severity
from doccheck.findings.codes import CODES, COLLECTED
from doccheck.findings.followup import EarlierFinding
from doccheck.findings.report import SCHEMA


class BadReport(Exception):
    """What was given as the last round's report is none; the message says what to give."""


class Previous(Struct, frozen=True):
    """What the last round's report.json tells, as far as a comparison needs it; documents are told by their paths."""

    name: str
    sha256: str
    programme: str
    verdict: str
    findings: tuple[EarlierFinding, ...]
    documents: dict[str, str]
    """sha256 by path."""
    sections: dict[str, tuple[str, int]]
    """Heading and counted words by row."""
    figures: dict[tuple[str, ...], dict[str, tuple[str, ...]]]
    """Written values by role, for each figure."""
    members: tuple[str, ...]


def read_previous(path: Path) -> Previous:
    """The last round's report: a report.json, or the folder in which ``--output`` left it.

    Raises:
        BadReport: there is no such file, or it is no report of doccheck's.
    """
    file = path / "report.json" if path.is_dir() else path
    try:
        raw = file.read_bytes()
        report = json.loads(raw.decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise BadReport(f"找不到上一轮的报告“{file}”。请给出上一轮 --output 写出的 report.json。") from error
    except (OSError, ValueError) as error:
        raise BadReport(f"“{file}”不是 doccheck 的报告（report.json），无法与上一轮比较。") from error
    if not isinstance(report, dict) or report.get("schema") != SCHEMA:
        raise BadReport(f"“{file}”不是 doccheck 的报告（{SCHEMA}），无法与上一轮比较。")
    try:
        return _previous(report, hashlib.sha256(raw).hexdigest())
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadReport(f"“{file}”缺少应有的内容，可能被改动过，无法与上一轮比较。") from error


def _weighs(finding: dict[str, Any]) -> bool:
    """Whether a finding is one to compare: a code of today, and not collected for reviewers only."""
    return finding["code"] in CODES and finding["code"] not in COLLECTED


def _previous(report: dict[str, Any], sha256: str) -> Previous:
    paths = {note["id"]: note["path"] for note in report["documents"]}
    return Previous(
        name=report["submission"]["name"],
        sha256=sha256,
        programme=report["programme"]["id"] or "",
        verdict=report["summary"]["verdict"],
        findings=tuple(_finding(finding, paths) for finding in report["findings"] if _weighs(finding)),
        documents={note["path"]: note["sha256"] for note in report["documents"]},
        sections=dict(_sections(report)),
        figures=dict(_figures(report)),
        members=tuple(row["name"] for row in report["members"]["rows"] if row["listed"]),
    )


def _finding(finding: dict[str, Any], paths: dict[str, str]) -> EarlierFinding:
    return EarlierFinding(
        code=finding["code"],
        severity=Severity(finding["severity"]),
        message=finding["message"],
        suggestion=finding["suggestion"],
        requirement=finding["requirement"],
        documents=tuple(dict.fromkeys(paths.get(e["document"], e["document"]) for e in finding["evidence"])),
        quotes=tuple(e["quote"] for e in finding["evidence"] if e["quote"]),
    )


def _sections(report: dict[str, Any]) -> Iterator[tuple[str, tuple[str, int]]]:
    for note in report["documents"]:
        for section in note["sections"]:
            if section.get("words") is not None:
                yield section["requirement"], (section["heading"] or "", int(section["words"]))


def _figures(report: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, tuple[str, ...]]]]:
    roles = [column["role"] for column in report["figures"]["columns"]]
    for row in report["figures"]["rows"]:
        key = tuple(str(row[part]) for part in ("name", "subject", "year", "until", "nature", "scope"))
        cells = zip(roles, row["cells"], strict=True)
        yield key, {role: tuple(entry["written"] for entry in cell) for role, cell in cells if cell}
