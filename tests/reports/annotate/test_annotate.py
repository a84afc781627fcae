"""The public door: which files get a copy, where it goes, and that no original is touched."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

import doccheck
from doccheck.cli.app import app
from tests.submissions import write

PROGRAMME = "jiangsu-2023"
PAPERS = {
    "建设方案.docx": ["# 江苏省高端装备创新联合体建设方案", "一、建设基础", "2022年销售收入×××万元。"],
    "附件/协议.docx": ["# 创新联合体共建协议", "第一条 目标", "各方另行协商确定。"],
}


def digests(folder: Path) -> dict[str, str]:
    return {str(one): hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.rglob("*") if one.is_file()}


def test_each_word_file_is_copied_under_its_own_folder(tmp_path: Path) -> None:
    source = write(tmp_path / "材料", PAPERS)
    before = digests(source)
    files = doccheck.annotate(doccheck.check(source, PROGRAMME), source, tmp_path / "out")
    assert [one.path for one in files] == [
        tmp_path / "out" / "建设方案.批注.docx",
        tmp_path / "out" / "附件" / "协议.批注.docx",
    ]
    assert sum(one.notes for one in files) > 0
    assert digests(source) == before
    for one in files:
        assert one.path is not None
        assert next(iter(docx.Document(str(one.path)).comments)).author == "doccheck"


def test_files_of_an_archive_are_copied_too(tmp_path: Path) -> None:
    source = write(tmp_path / "材料", PAPERS)
    archive = tmp_path / "材料.zip"
    with zipfile.ZipFile(archive, "w") as package:
        for one in source.rglob("*.docx"):
            package.write(one, one.relative_to(source).as_posix())
    files = doccheck.annotate(doccheck.check(archive, PROGRAMME), archive, tmp_path / "out")
    assert all(one.path is not None and one.path.exists() for one in files)


def test_a_sheet_has_no_copy_and_that_is_said(tmp_path: Path) -> None:
    source = write(tmp_path / "材料", PAPERS)
    book = openpyxl.Workbook()
    book.active.append(["成员单位名称", "统一社会信用代码"])
    book.save(source / "名单.xlsx")
    files = doccheck.annotate(doccheck.check(source, PROGRAMME), source, tmp_path / "out")
    sheet = next(one for one in files if one.source == "名单.xlsx")
    assert sheet.path is None
    assert "没有批注副本" in sheet.problem


def test_a_file_changed_since_the_check_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "材料", PAPERS)
    report = doccheck.check(source, PROGRAMME)
    write(source, {"建设方案.docx": ["另一份文件"]})
    files = {one.source: one for one in doccheck.annotate(report, source, tmp_path / "out")}
    assert "检查之后被改动" in files["建设方案.docx"].problem
    assert files["附件/协议.docx"].path is not None


def test_a_file_of_the_submission_is_never_overwritten(tmp_path: Path) -> None:
    source = write(tmp_path / "材料", {**PAPERS, "建设方案.批注.docx": ["# 旧批注副本", "不是这次写的。"]})
    before = digests(source)
    files = {one.source: one for one in doccheck.annotate(doccheck.check(source, PROGRAMME), source, source)}
    assert "会覆盖" in files["建设方案.docx"].problem
    assert {path: digest for path, digest in digests(source).items() if path in before} == before


def test_a_finding_that_no_file_can_show_stands_in_the_first_copy(tmp_path: Path) -> None:
    source = write(tmp_path / "材料", PAPERS)
    report = doccheck.check(source, PROGRAMME)
    (missing,) = [one for one in report.findings if one.code == "S001"][:1]
    first = doccheck.annotate(report, source, tmp_path / "out")[0]
    text = next(iter(docx.Document(str(first.path)).comments)).text
    assert missing.message in text


def test_command_line_writes_copies_beside_the_reports(tmp_path: Path) -> None:
    source = write(tmp_path / "材料", PAPERS)
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["check", str(source), "-p", PROGRAMME, "-o", str(out), "--annotate"])
    assert result.exit_code == 1
    assert (out / "批注" / "附件" / "协议.批注.docx").exists()
    assert (out / "report.json").exists()


def test_annotate_needs_a_folder(tmp_path: Path) -> None:
    source = write(tmp_path / "材料", PAPERS)
    assert CliRunner().invoke(app, ["check", str(source), "-p", PROGRAMME, "--annotate"]).exit_code != 0


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_legacy_word_gets_a_docx(tmp_path: Path) -> None:
    source = tmp_path / "方案.rtf"
    source.write_text(
        r"{\rtf1\ansi\ansicpg936 Construction plan of the consortium \par Revenue 12 \par}", encoding="ascii"
    )
    (file,) = doccheck.annotate(doccheck.check(source, PROGRAMME), source, tmp_path / "out")
    assert file.path == tmp_path / "out" / "方案.批注.docx"
    assert docx.Document(str(file.path)).paragraphs[0].text.startswith("Construction plan")


def test_what_is_collected_for_reviewers_is_no_comment_in_the_applicants_file(tmp_path: Path) -> None:
    lines = ["# 赣州市产业科技创新联合体组建申请表", "创新联合体名称：赣州市脐橙科技创新联合体", "牵头单位：赣州市橙光食品有限公司"]
    folder = write(tmp_path / "材料", {"申请表.docx": lines})
    report = doccheck.check(folder, "ganzhou-2022")
    assert any(finding.code == "R002" and finding.evidence[0].document == "d1" for finding in report.findings)
    copy = doccheck.annotate(report, folder, tmp_path / "out")[0].path
    assert copy is not None
    with zipfile.ZipFile(copy) as archive:
        comments = archive.read("word/comments.xml").decode("utf-8")
    assert "S001" in comments
    assert "R001" not in comments
    assert "R002" not in comments
