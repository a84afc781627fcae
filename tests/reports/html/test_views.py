"""Who sees what: the sorting of findings for applicants, officers and reviewers."""

from __future__ import annotations

from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.codes import CODES
from doccheck.reports import words
from doccheck.reports.html.views import PANEL, PANELS, QUESTIONS, views_of
from tests.reports.sample import report


def one(code: str, severity: Severity, document: str = "d1") -> Finding:
    return Finding(code, severity, f"{code} 的问题", "请修改。", evidence=(Evidence(document, ""),) if document else ())


GIVEN = (
    one("F001", Severity.ERROR),
    one("N001", Severity.WARNING),
    one("S002", Severity.ERROR, "d2"),
    one("V003", Severity.WARNING, "d2"),
    one("S001", Severity.ERROR, ""),
    one("D003", Severity.INFO),
)


def test_the_applicant_reads_the_gravest_first_and_then_by_document() -> None:
    mend = views_of(report(GIVEN)).mend
    assert [(group.severity, [(part.title, part.numbers) for part in parts]) for group, parts in mend] == [
        (Severity.ERROR, [("全部材料", (5,)), ("申请书 终稿.docx", (1,)), ("建设方案.pdf", (3,))]),
        (Severity.WARNING, [("申请书 终稿.docx", (2,)), ("建设方案.pdf", (4,))]),
        (Severity.INFO, [("申请书 终稿.docx", (6,))]),
    ]


def test_the_officer_returns_for_errors_and_sees_what_only_people_can_judge() -> None:
    views = views_of(report(GIVEN))
    assert [number for group in views.returns for number in group.numbers] == [5, 1, 3]
    assert [number for group in views.corrections for number in group.numbers] == [2, 4]
    assert [line.id for line in views.unsure] == ["seal"]


def test_the_reviewer_asks_about_substance_and_finds_formal_things_folded() -> None:
    views = views_of(report(GIVEN))
    assert [(group.title, group.numbers) for group in views.asks] == [("数据与门槛", (2,)), ("内容与约定", (3, 5))]
    assert views.formal == (1, 4, 6)


def test_every_question_belongs_to_a_code_and_every_family_has_a_name() -> None:
    assert set(QUESTIONS) <= set(CODES)
    assert {code[0] for code in CODES} == set(words.FAMILY)


def test_every_panel_has_a_name() -> None:
    assert {panel for own in PANELS.values() for panel in own} == set(PANEL)
