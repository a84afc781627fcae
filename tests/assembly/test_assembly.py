"""The report holds every file, every problem, and an honest answer for every row."""

from __future__ import annotations

from doccheck.assembly import build_report
from doccheck.document import Document, Heading, Location, Paragraph
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.report import Report, Status
from doccheck.intake import Problem, Reading
from doccheck.mapping.model import MappedSubmission, Part, Passage, SectionMatch
from doccheck.parsers.errors import EncryptedFile, UnreadableFile
from doccheck.programme.schema import (
    DocumentRow,
    ElementRow,
    Occasion,
    Programme,
    Role,
    ScoreRow,
    SectionRow,
    SignRow,
    UnitKind,
)

E, W, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
HEADING = "一、建设意义"
BLOCKS = (
    Paragraph(HEADING, Location(block=0), heading=Heading(1, "一、", "建设意义", len(HEADING))),
    Paragraph("填补国内空白，共 3 项。", Location(block=1)),
)
PLAN = Document("方案.docx", "docx", "a" * 64, BLOCKS)

PROGRAMME = Programme(
    id="somewhere-2024",
    name="某地试点",
    issuer="某局",
    number="1号",
    reference_year=2024,
    rows=[
        DocumentRow(kind="document", id="plan", role=Role.PLAN, level=E, code=["S001"]),
        SectionRow(kind="section", id="plan.1", parent="plan", title="建设意义", level=E, code=["S002"]),
        SectionRow(kind="section", id="plan.2", parent="plan", title="目标", level=E, code=["S002"]),
        ElementRow(kind="element", id="plan.2.a", parent="plan.2", must="量化", level=W, code=["S005"]),
        ElementRow(kind="element", id="plan.1.u", parent="plan.1", must="x", level=W, code=["S005"]),
        SignRow(kind="sign", id="plan.seal", parent="plan", who="lead", level=E, code=["V001"]),
        SectionRow(kind="section", id="plan.9", parent="plan", level=E, code=["S002"], when_lead=[UnitKind.UNIVERSITY]),
        DocumentRow(kind="document", id="yearly", role=Role.ANNUAL, level=E, code=["S001"], occasion=Occasion.ANNUAL),
        ScoreRow(kind="score", id="score.1", max=10, level=INFO, code=["R001"]),
    ],
)

MISSING = Finding(
    "S002", E, "缺少“目标”一节。", "请补写。", "plan.2", evidence=(Evidence("d2", "", Location(block=1)),)
)
UNSEEN = Finding("V001", INFO, "文字版文件看不到印章。", "请人工核对。", "plan.seal", evidence=(Evidence("d2", ""),))


def reading(problems: list[Problem] | None = None) -> Reading:
    given = [Problem("密.docx", EncryptedFile("有密码。", "请取消密码。"), "d1", "encrypted", "b" * 64)]
    return Reading({"d2": PLAN}, given if problems is None else problems, ["说明.txt"], "材料", "c" * 64)


def mapped() -> MappedSubmission:
    from doccheck.mapping.model import Organisation

    passage = Passage("d2", BLOCKS)
    return MappedSubmission(
        programme=PROGRAMME,
        occasion=Occasion.APPLY,
        year=2024,
        name="材料",
        documents={"d2": PLAN},
        parts=(Part("p1", "d2", Role.PLAN, passage, 0.9),),
        sections=(SectionMatch("plan.1", "p1", BLOCKS[0], Passage("d2", BLOCKS[1:]), Passage("d2", BLOCKS[1:]), 0.97),),
        lead=Organisation("某某公司", UnitKind.ENTERPRISE, True),
    )


def build(*findings: Finding) -> Report:
    return build_report(
        reading=reading(), path="材料", mapped=mapped(), findings=findings, detected=True, confidence=0.9, seconds=0.1
    )


def status(report: Report, row: str) -> Status:
    return next(line.status for line in report.matrix if line.id == row)


def test_unread_files_stand_in_every_list() -> None:
    report = build()
    assert [(note.id, note.path, note.read) for note in report.documents] == [
        ("d1", "密.docx", False),
        ("d2", "方案.docx", True),
    ]
    assert [(file.path, file.code) for file in report.unread] == [("密.docx", "D002")]
    assert [(finding.code, finding.evidence[0].document) for finding in report.findings] == [("D002", "d1")]
    assert report.verdict == "return"
    assert report.ignored == ("说明.txt",)


def test_a_problem_that_a_check_has_reported_is_not_said_twice() -> None:
    spoken = Finding("D002", E, "此文件有密码。", "请取消。", evidence=(Evidence("d1", ""),))
    assert [finding.message for finding in build(spoken).findings] == ["此文件有密码。"]


def test_a_misnamed_file_that_was_read_is_a_problem_but_not_unread() -> None:
    problem = Problem("方案.docx", UnreadableFile("内容是 PDF。", "请改名。"), "d2", "pdf", "a" * 64)
    report = build_report(reading=reading([problem]), path="x", mapped=mapped())
    assert report.unread == ()
    assert [finding.code for finding in report.findings] == ["D001"]
    assert [note.read for note in report.documents] == [True]


def test_matrix_tells_met_from_not_met_from_not_judged() -> None:
    report = build(MISSING, UNSEEN)
    assert status(report, "plan") is Status.MET
    assert status(report, "plan.1") is Status.MET
    assert status(report, "plan.2") is Status.NOT_MET
    assert status(report, "plan.seal") is Status.UNKNOWN
    # What belongs to an absent section is absent; what nothing speaks of is not judged, and never called met.
    assert status(report, "plan.2.a") is Status.NOT_MET
    assert status(report, "plan.1.u") is Status.UNKNOWN
    assert status(report, "plan.9") is Status.NOT_APPLICABLE


def test_matrix_leaves_out_other_occasions_and_scores() -> None:
    assert {line.id for line in build().matrix} & {"yearly", "score.1"} == set()


def test_matrix_points_at_its_findings_and_places() -> None:
    report = build(MISSING)
    line = next(line for line in report.matrix if line.id == "plan.2")
    assert [report.findings[index].code for index in line.findings] == ["S002"]
    met = next(line for line in report.matrix if line.id == "plan.1")
    assert [(place.document, place.location.block, place.quote) for place in met.places] == [("d2", 0, HEADING)]


def test_a_remark_leaves_a_row_met() -> None:
    order = Finding("S004", INFO, "次序不同。", "可调整。", "plan.1", evidence=(Evidence("d2", ""),))
    assert status(build(order), "plan.1") is Status.MET


def test_sections_are_counted_without_their_heading() -> None:
    note = build().documents[1]
    (section,) = note.sections
    assert (section.heading, section.words) == (HEADING, 11)
    assert note.words == 17
    assert note.parts[0].role == "plan"


def test_without_a_mapping_the_files_and_problems_remain() -> None:
    bare = Reading({}, reading().problems, [], "材料", "")
    report = build_report(reading=bare, path="x", mapped=None)
    assert report.programme.id == ""
    assert report.matrix == ()
    assert [finding.code for finding in report.findings] == ["D002"]
