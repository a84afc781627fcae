"""The JUnit XML: what fails, what is skipped, and that any reader can read it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

from msgspec.structs import replace

from doccheck.findings import Finding, Severity
from doccheck.findings.followup import Waived, Waiver
from doccheck.findings.report import Report, RequirementStatus, Status
from doccheck.reports.junit_report import to_junit
from tests.reports.sample import report


def rows(*lines: tuple[str, Status, tuple[int, ...]], **more: object) -> Report:
    matrix = tuple(
        RequirementStatus(name, "section", f"要求{name}", Severity.ERROR, status, findings=own)
        for name, status, own in lines
    )
    return replace(report(()), matrix=matrix, **more)


def read(text: str) -> ET.Element:
    suite = ET.fromstring(text.encode()).find("testsuite")
    assert suite is not None
    return suite


def outcomes(suite: ET.Element) -> dict[str, str]:
    return {case.get("name", ""): next((child.tag for child in case), "passed") for case in suite}


SLIP = Finding("S002", Severity.ERROR, "缺少“保障措施”。", "请补写。", "b")
NOTE = Finding("V001", Severity.INFO, "无法判断是否盖章。", "请核对。", "c")
FILE = Finding("D004", Severity.WARNING, "留有修订。", "请接受修订。")


def test_rows_pass_fail_or_are_skipped() -> None:
    held = rows(
        ("a", Status.MET, ()), ("b", Status.NOT_MET, (0,)), ("c", Status.UNKNOWN, (1,)), ("d", Status.NOT_APPLICABLE, ()),
        findings=(SLIP, NOTE, FILE),
    )  # fmt: skip
    suite = read(to_junit(held))
    assert outcomes(suite) == {"a 要求a": "passed", "b 要求b": "failure", "c 要求c": "skipped", "D004 留有修订。": "failure"}
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "2", "1")


def test_a_failure_says_how_to_mend_it() -> None:
    failure = read(to_junit(rows(("b", Status.NOT_MET, (0,)), findings=(SLIP,)))).find("testcase/failure")
    assert failure is not None
    assert failure.get("type") == "S002 missing-section"
    assert "请补写。" in (failure.text or "")


def test_a_waived_finding_is_skipped_with_the_decision() -> None:
    waiver = Waiver("S002", "已口头说明", "受理处", date(2026, 11, 20), requirement="b")
    suite = read(to_junit(rows(waived=(Waived(SLIP, waiver),))))
    (case,) = suite
    skipped = case.find("skipped")
    assert skipped is not None
    assert "已口头说明" in skipped.get("message", "")


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    odd = replace(SLIP, message="坏\x00字\x0b<b>&")
    failure = read(to_junit(rows(("b", Status.NOT_MET, (0,)), findings=(odd,)))).find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "坏\ufffd字\ufffd<b>&"


def test_the_sample_report_has_a_case_for_every_error_and_warning() -> None:
    text = to_junit(report())
    assert all(f.code in text for f in report().findings if f.severity is not Severity.INFO)
