"""The report as JUnit XML, which scripts and build servers read: a test case for each requirement and other finding."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from doccheck.findings import Finding, Severity
from doccheck.findings.codes import CODES
from doccheck.findings.report import Report, Status

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(report: Report) -> str:
    """A test suite of the submission. Errors and warnings are failures, what cannot be judged is skipped.

    Cases are the rows of the programme (class name: its id), then findings that belong to no row (class name: “files”).
    """
    suite = ET.Element("testsuite")
    failures = skipped = cases = 0
    listed: set[int] = set()
    for line in report.matrix:
        if line.status is Status.NOT_APPLICABLE:
            continue
        case = ET.SubElement(suite, "testcase", classname=report.programme.id, name=_clean(f"{line.id} {line.title}"))
        cases += 1
        own = [(at, report.findings[at]) for at in line.findings]
        listed.update(at for at, _ in own)
        weighty = [finding for _, finding in own if finding.severity is not Severity.INFO]
        if weighty or line.status is Status.NOT_MET:
            failures += 1
            _fail(case, weighty, line.note or line.title)
        elif line.status is Status.UNKNOWN:
            skipped += 1
            ET.SubElement(case, "skipped", message=_clean(line.note or "无法判断，需人工核对"))
    for at, finding in enumerate(report.findings):
        if at in listed or finding.severity is Severity.INFO:
            continue
        case = ET.SubElement(suite, "testcase", classname="files", name=_clean(f"{finding.code} {finding.message}"))
        cases += 1
        failures += 1
        _fail(case, [finding], finding.message)
    for held in report.waived:
        name = _clean(f"{held.finding.code} {held.finding.message}")
        case = ET.SubElement(suite, "testcase", classname="waived", name=name)
        ET.SubElement(case, "skipped", message=_clean(f"已豁免。{held.waiver.decided}"))
        cases += 1
        skipped += 1
    suite.attrib.update(
        name=_clean(report.submission.name),
        tests=str(cases),
        failures=str(failures),
        errors="0",
        skipped=str(skipped),
        time=f"{report.summary.seconds:.3f}",
    )
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _fail(case: ET.Element, findings: list[Finding], message: str) -> None:
    first = findings[0] if findings else None
    failure = ET.SubElement(case, "failure", message=_clean(first.message if first else message))
    if first is not None:
        failure.set("type", f"{first.code} {CODES[first.code].name}")
    failure.text = _clean("\n".join(f"{f.code} {f.message}\n→ {f.suggestion}" for f in findings))


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_XML.sub("�", text)
