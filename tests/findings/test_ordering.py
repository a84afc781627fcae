"""Findings are read in the order of the documents, and nothing is said twice."""

from __future__ import annotations

from doccheck.document import Location
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.ordering import order_findings


def finding(
    code: str = "S002",
    document: str = "d1",
    block: int | None = 0,
    severity: Severity = Severity.ERROR,
    message: str = "缺少一节。",
    requirement: str | None = "plan.1",
    quote: str = "",
    confidence: float = 1.0,
) -> Finding:
    evidence = (Evidence(document, quote, Location(block=block)),) if document else ()
    return Finding(code, severity, message, "请补写。", requirement, "", confidence, evidence)


def test_by_document_then_place_then_severity() -> None:
    given = [
        finding("L001", "d10", 1),
        finding("F001", "d2", 9),
        finding("F003", "d2", 3, Severity.WARNING),
        finding("F002", "d2", 3, Severity.ERROR),
        finding("S001", "", None),
    ]
    ordered = order_findings(given, ["d1", "d2", "d10"])
    assert [item.code for item in ordered] == ["S001", "F002", "F003", "F001", "L001"]


def test_one_thing_is_said_once_and_keeps_the_heavier_word() -> None:
    ordered = order_findings(
        [finding(severity=Severity.WARNING, confidence=0.9), finding(confidence=0.5, message="没有找到这一节。")]
    )
    assert [(item.severity, item.message) for item in ordered] == [(Severity.ERROR, "没有找到这一节。")]


def test_two_wrong_things_in_one_place_stay_two() -> None:
    place = {"code": "S001", "requirement": "member_profile"}
    two_units = [finding(**place, message="缺少“甲公司”的简介。"), finding(**place, message="缺少“乙大学”的简介。")]
    assert len(order_findings(two_units)) == 2
    assert len(order_findings([finding("N004", quote="1亿元"), finding("N004", quote="2亿元")])) == 2
    assert len(order_findings([finding("N004", block=1), finding("N004", block=2)])) == 2
    assert len(order_findings([finding(requirement="plan.1"), finding(requirement="plan.2")])) == 2
    assert len(order_findings([finding("F001"), finding("F003")])) == 2


def test_what_follows_from_merged_findings_is_kept() -> None:
    one = Finding("N001", Severity.ERROR, "不一致", "", "same", evidence=(Evidence("d1", "甲"),), related=("N002",))
    two = Finding(
        "N001",
        Severity.ERROR,
        "不一致",
        "",
        "same",
        evidence=(Evidence("d1", "甲"), Evidence("d2", "乙")),
        related=("A006",),
    )
    (merged,) = order_findings([one, two])
    assert merged.related == ("N002", "A006")
    assert [item.document for item in merged.evidence] == ["d1", "d2"]
