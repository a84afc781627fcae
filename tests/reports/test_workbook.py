"""The workbook, read back from its file: every sheet, its print set-up, its links, and text that stays text."""

from __future__ import annotations

import datetime
import io
import posixpath
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from doccheck.findings import Finding, Severity
from doccheck.findings.explained import describe
from doccheck.findings.followup import IdleWaiver, Round, Waived, Waiver
from doccheck.findings.report import (
    FigureColumn,
    FigureEntry,
    FigureRow,
    FigureState,
    FigureView,
    MemberCell,
    MemberRow,
    MemberView,
    Place,
    Report,
    Standing,
)
from doccheck.reports import write_batch_workbook, write_reports, write_workbook
from doccheck.reports.workbook import BatchEntry, submission_workbook
from tests.reports.sample import FINDINGS, REVENUE, report

SOFFICE = shutil.which("soffice")
EVIL = ("=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "  =1+1", "＝1+1")


def full() -> Report:
    """The sample with figures and members as well."""
    entries = (
        (FigureEntry("152300 万元", 152300.0, "actual", 2022, variant=1, places=(Place("d1", REVENUE),)),),
        (FigureEntry("15.3 亿元", 153000.0, "actual", 2022, normal="153,000 万元", variant=2, more=2),),
    )
    row = FigureRow(
        "lead.revenue", "销售收入", "lead", "苏州某某智造有限公司", "actual", "万元", FigureState.CONTRADICTED, 2022,
        cells=entries, findings=(1,),
    )  # fmt: skip
    members = MemberView(
        ("application", "agreement"),
        (
            MemberRow("苏州某某智造有限公司", "enterprise", True, True, "91320500MA1XXXXX0X", (MemberCell(Standing.SAME), MemberCell(Standing.DIFFERENT, ("苏州某某制造有限公司",)))),
            MemberRow("某某大学", "university", False, False, "", (MemberCell(Standing.GAP), MemberCell(Standing.SAME))),
        ),
    )
    columns = (FigureColumn("application", ("d1",)), FigureColumn("plan", ("d2",)))
    return replace(report(), figures=FigureView(columns, (row,)), members=members)


def opened(data: bytes | Path) -> Workbook:
    return load_workbook(io.BytesIO(data) if isinstance(data, bytes) else data)


def rows(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_a_submission_has_its_sheets_with_everything_that_the_report_holds() -> None:
    book = opened(submission_workbook(full()))
    assert book.sheetnames == ["概况", "问题", "要求", "数据核对", "成员×材料", "编号说明"]
    findings = rows(book["问题"])
    assert [row[2] for row in findings] == [finding.code for finding in FINDINGS]
    assert findings[1][3] == "申请书 终稿.docx"
    assert "《建设方案.pdf》第2段" in str(findings[1][4])
    assert [row[5] for row in rows(book["要求"])] == ["符合", "不符合", "无法判断", "不适用"]
    assert rows(book["数据核对"])[0][6:8] == ["①152300 万元\n　第1页 · 一、基础信息", "②15.3 亿元 = 153,000 万元\n　另有 2 处"]
    assert rows(book["成员×材料"])[0][:6] == ["苏州某某智造有限公司", "企业", "牵头", "91320500MA1XXXXX0X", "有", "写法不同\n“苏州某某制造有限公司”"]
    assert rows(book["成员×材料"])[1][2] == "名单外"


def test_the_overview_says_verdict_counts_and_files_that_nobody_read() -> None:
    said = [str(cell) for row in opened(submission_workbook(full()))["概况"].iter_rows(values_only=True) for cell in row if cell]
    assert any(cell.startswith("需退回修改") for cell in said)
    assert "错误 3 条，警告 1 条，提示 1 条" in said
    assert "未读取：文件大小为 0 字节，没有任何内容。" in said


def test_severities_have_their_colours() -> None:
    sheet = opened(submission_workbook(full()))["问题"]
    colours = {sheet.cell(row, 2).value: sheet.cell(row, 2).fill.start_color.rgb for row in range(2, 7)}
    assert colours == {"错误": "FFF8D7DA", "警告": "FFFFF0C2", "提示": "FFDCE9F7"}


@pytest.mark.parametrize("name", ["问题", "要求", "数据核对", "成员×材料", "编号说明"])
def test_tables_are_filtered_frozen_and_set_up_for_a4(name: str) -> None:
    sheet = opened(submission_workbook(full()))[name]
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
    assert sheet.freeze_panes is not None
    assert sheet.freeze_panes.endswith("2")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToHeight) == 0, "as many pages as it takes, one page wide"
    assert sheet.print_title_rows == "$1:$1"


def test_no_text_becomes_a_formula_a_number_or_a_link() -> None:
    texts = (*EVIL, "http://example.org/x", "007")
    findings = tuple(Finding("S008", Severity.WARNING, text, text, sentence=text) for text in texts)
    data = submission_workbook(report(findings))
    sheet = opened(data)["问题"]
    for number, text in enumerate(texts, start=2):
        cell = sheet.cell(number, 7)
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert str(cell.value).replace("_x000D_", "\r") == text
        assert cell.quotePrefix is (text in EVIL)
    with ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_names_of_submissions_and_units_are_as_harmless_as_messages() -> None:
    evil = full()
    evil = replace(
        evil,
        submission=replace(evil.submission, name="=cmd|' /C calc'!A0"),
        members=MemberView(("plan",), (MemberRow("@evil", "other", cells=(MemberCell(Standing.SHORT, ("-1",)),)),)),
    )
    book = opened(submission_workbook(evil))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert book["成员×材料"]["A2"].value == "@evil"


def test_what_no_cell_can_hold_is_left_out_or_cut() -> None:
    text = "坏\x00字\ud800\uffff" + "长" * 40_000
    sheet = opened(submission_workbook(report((Finding("S008", Severity.WARNING, text, ""),))))["问题"]
    said = str(sheet["G2"].value)
    assert said.startswith("坏字长")
    assert len(said) == 32_767
    assert said.endswith("（文字过长，已截去）")


def test_files_are_linked_relative_to_the_workbook(tmp_path: Path) -> None:
    folder = tmp_path / "申报 #1 50%"
    (folder / "附件").mkdir(parents=True)
    for name in ("申请书 终稿.docx", "建设方案.pdf", "附件/坏.docx"):
        (folder / name).write_bytes(b"x")
    there = replace(full(), submission=replace(full().submission, path=str(folder)))
    path = write_workbook(there, tmp_path / "out" / "report.xlsx")
    cell = opened(path)["问题"]["D2"]
    assert cell.hyperlink is not None
    target = unquote(str(cell.hyperlink.target)).replace("\\", "/")
    assert target == "../申报 #1 50%/申请书 终稿.docx"
    assert (path.parent / target).is_file()


def test_a_linked_name_is_text_too(tmp_path: Path) -> None:
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "=1+1.docx").write_bytes(b"x")
    made = full()
    documents = (replace(made.documents[0], path="=1+1.docx"), *made.documents[1:])
    there = replace(made, submission=replace(made.submission, path=str(tmp_path / "材料")), documents=documents)
    cell = opened(write_workbook(there, tmp_path / "report.xlsx"))["问题"]["D2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1.docx")
    assert cell.hyperlink is not None


def test_a_file_inside_an_archive_links_to_the_archive(tmp_path: Path) -> None:
    archive = tmp_path / "申报.zip"
    archive.write_bytes(b"x")
    there = replace(full(), submission=replace(full().submission, path=str(archive)))
    cell = opened(write_workbook(there, tmp_path / "report.xlsx"))["问题"]["D2"]
    assert cell.hyperlink is not None
    assert posixpath.basename(str(cell.hyperlink.target)) == "申报.zip"


def test_a_requirement_leads_to_its_finding() -> None:
    sheet = opened(submission_workbook(full()))["要求"]
    assert sheet["J3"].value == "1"
    assert sheet["J3"].hyperlink is not None
    assert sheet["J3"].hyperlink.location == "'问题'!A2"


def test_waived_findings_are_listed_with_who_decided_and_why() -> None:
    day = datetime.date(2023, 5, 6)
    used = Waiver("L001", "=附件另报", "王某", day, requirement="application.mechanism")
    idle = Waiver("D005", "批注可留", "李某", day, document="申请书.docx", until=day)
    made = replace(full(), waived=(Waived(FINDINGS[2], used),), idle_waivers=(IdleWaiver(idle, "已过期"),))
    table = rows(opened(submission_workbook(made))["已豁免"])
    assert table[0][0] == "L001"
    assert table[0][4:7] == ["=附件另报", "王某", "2023-05-06"]
    assert table[1][5:9] == ["李某", "2023-05-06", "2023-05-06", "未用到：已过期"]


def test_a_second_round_says_what_became_of_the_first() -> None:
    made = replace(full(), round=Round("上一版", "c" * 64, "return", new=(0, 2)))
    said = [str(row[1]) for row in rows(opened(submission_workbook(made))["概况"])]
    assert "已改正 0 条，未改正 0 条，新出现 2 条（上一轮：上一版）" in said


def test_a_batch_has_a_row_for_each_submission_verdict_and_counts_first(tmp_path: Path) -> None:
    clean = replace(full(), findings=(), summary=replace(full().summary, error=0, warning=0, info=0))
    path = write_batch_workbook(
        [
            BatchEntry("甲", full(), "甲/report.html"),
            BatchEntry("乙", clean, "乙/report.html"),
            BatchEntry("=丙.zip", problem="压缩包损坏，无法打开。"),
        ],
        tmp_path / "summary.xlsx",
    )
    book = opened(path)
    assert book.sheetnames == ["汇总", "问题", "编号说明"]
    table = rows(book["汇总"])
    assert [row[1:6] for row in table] == [
        ["甲", "需退回修改", 3, 1, 1],
        ["乙", "未发现问题", 0, 0, 0],
        ["=丙.zip", "未能核对", None, None, None],
    ]
    assert table[2][14] == "压缩包损坏，无法打开。"
    assert book["汇总"]["B2"].hyperlink is not None
    assert [row[0] for row in rows(book["问题"])] == ["甲"] * len(FINDINGS)
    assert ["L001", "超过字数上限", 1] in [row[:3] for row in rows(book["编号说明"])]


def test_the_code_of_a_finding_leads_to_the_row_that_explains_it() -> None:
    book = opened(submission_workbook(full()))
    for number, finding in enumerate(FINDINGS, start=2):
        link = book["问题"].cell(number, 3).hyperlink
        assert link is not None
        assert link.location is not None
        sheet, _, cell = link.location.partition("!")
        row = book[sheet.strip("'")][cell].row
        told = [book["编号说明"].cell(row, column).value for column in (1, 4, 7)]
        assert told == [finding.code, describe(finding.code).why, describe(finding.code).mend]


def test_the_workbook_lies_beside_the_other_reports(tmp_path: Path) -> None:
    assert tmp_path / "report.xlsx" in write_reports(report(), tmp_path)
    assert opened(tmp_path / "report.xlsx")["问题"]["C2"].value == "S001"


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_libreoffice_opens_and_prints_it(tmp_path: Path) -> None:
    import pypdfium2

    findings = tuple(replace(FINDINGS[1], message=f"{text} 第{number}条") for number, text in enumerate(EVIL * 10))
    path = write_workbook(replace(full(), findings=findings), tmp_path / "report.xlsx")
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    texts = [page.get_textpage().get_text_range() for page in pdf]
    listed = [text for text in texts if "怎么改" in text]
    assert len(listed) > 1, "the head stands on every page of a long table"
    assert "第79条" in "".join(texts)
    assert all(page.get_width() > page.get_height() for page in pdf)
