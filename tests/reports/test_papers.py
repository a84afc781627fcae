"""The correction notice, read back as a Word file, and what a bureau's own templates may and may not do."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from msgspec.structs import replace

from doccheck.assembly.corrections import build_corrections
from doccheck.document import Location
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.report import Report, RequirementStatus, Status, Summary
from doccheck.reports import write_papers
from doccheck.reports.papers import papers
from doccheck.reports.papers.numerals import numeral
from tests.reports.sample import FINDINGS, report

SOFFICE = shutil.which("soffice")
UNSEEN = Finding(
    "V001", Severity.INFO, "无法判断“申请书”是否已盖章：看不到印章。", "请核对纸质件。", requirement="seal",
    evidence=(Evidence("d1", "盖章", Location(page=2, block=4)),),
)  # fmt: skip


def judged(findings: tuple[Finding, ...] = (*FINDINGS, UNSEEN)) -> Report:
    """The sample with what assembly makes of its findings."""
    made = report(findings)
    made = replace(
        made,
        programme=replace(made.programme, issuer="江苏省科学技术厅", notice="苏科高发〔2023〕110号"),
        matrix=(*made.matrix, RequirementStatus("plan.x", "figure", "组织架构图", Severity.ERROR, Status.UNKNOWN, note="未找到")),
    )
    return replace(made, corrections=build_corrections(findings, made.matrix, made.documents))


def notice(made: Report, templates: Path | None = None) -> Any:
    paper = next(paper for paper in papers(made, templates) if paper.name == "补正通知书.docx")
    assert paper.problem == ""
    return docx.Document(io.BytesIO(paper.data))


def lines(document: Any) -> list[str]:
    return ["".join(text.text or "" for text in paragraph._p.iter(qn("w:t"))) for paragraph in document.paragraphs]


def test_what_is_lacking_stands_by_document_with_sentence_place_and_advice() -> None:
    said = lines(notice(judged()))
    start = said.index("（一）整份材料")
    assert said[start + 1 : start + 3] == ["1.没有找到共建协议（组建协议）。", "通知要求：“申报材料包括申请书、共建协议等”。"]
    form = said.index("（二）申请书（申请书 终稿.docx）")
    assert said[form + 1].startswith("1.牵头单位 2022 年销售收入前后不一致")
    assert said[form + 2] == "所在位置：第1页 · 一、基础信息；《建设方案.pdf》第2段，原文为“152300 万元”“15.3 亿元”。"
    assert said[form + 3] == "补正办法：请核对年度审计报告，把两处改成同一数据。"
    assert "（三）附件/坏.docx" in said


def test_remarks_are_no_corrections_and_what_nobody_can_tell_stands_apart() -> None:
    said = lines(notice(judged()))
    assert not [line for line in said if "批注" in line]
    apart = said.index("二、请核对的事项")
    assert said[apart + 2].startswith("1.无法判断“申请书”是否已盖章")
    assert said[apart + 3].startswith("2.图“组织架构图”：未找到")
    assert "有4处需要补正，另有2处请一并核对" in "".join(said)


def test_a_row_whose_own_document_is_absent_is_not_asked_for_twice() -> None:
    matrix = (
        RequirementStatus("agreement", "document", "协议", Severity.ERROR, Status.NOT_MET),
        RequirementStatus("agreement.ip", "clause", "知识产权", Severity.ERROR, Status.UNKNOWN, parent="agreement"),
    )
    assert build_corrections((FINDINGS[0],), matrix, ()).unjudged == ()


def test_unread_by_this_computer_is_for_the_officer_not_for_the_applicant() -> None:
    missing = Finding("D010", Severity.ERROR, "此格式需要 LibreOffice。", "请安装。", evidence=(Evidence("d2", ""),))
    corrections = build_corrections((missing,), (), ())
    assert corrections.count == 0
    assert corrections.verify == (0,)


def test_the_notice_is_laid_out_as_official_papers_are() -> None:
    document = notice(judged())
    section = document.sections[0]
    assert abs(section.top_margin - Mm(37)) < Mm(0.1)
    assert abs(section.left_margin - Mm(28)) < Mm(0.1)
    title = document.paragraphs[0].style
    assert (title.font.size, title.element.rPr.rFonts.get(qn("w:eastAsia"))) == (Pt(22), "方正小标宋简体")
    body = document.styles["Normal"]
    assert (body.font.size, body.element.rPr.rFonts.get(qn("w:eastAsia"))) == (Pt(16), "仿宋")
    assert body.paragraph_format.line_spacing == Pt(29)
    assert body.element.pPr.ind.get(qn("w:firstLineChars")) == "200"
    feet = [section.footer, section.even_page_footer]
    assert ["".join(t.text or "" for t in foot._element.iter(qn("w:t"), qn("w:instrText"))) for foot in feet] == ["— PAGE —"] * 2
    dates = [tag.get(qn("w:val")) for tag in document.element.iter(qn("w:tag"))]
    assert dates == ["补正期限", "成文日期"]


def test_values_are_text_whatever_stands_in_them() -> None:
    evil = Finding("S008", Severity.WARNING, "留有 {{ 发文机关 }} & <w:p/> \x07\ud800“{% for %}”", "改", evidence=(Evidence("d1", ""),))
    assert "1.留有 {{ 发文机关 }} & <w:p/> “{% for %}”" in lines(notice(judged((evil,))))


def test_without_anything_to_correct_there_is_no_notice() -> None:
    clean = replace(judged((FINDINGS[3], UNSEEN)), summary=Summary())
    assert not [paper for paper in papers(clean) if paper.name == "补正通知书.docx"]


def own_template(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(folder / "补正通知书.docx"))
    return folder


def test_a_bureau_puts_its_own_template_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "{{ 收件单位 }}：共{{ 补正数 }}处，首处{{ 补正[0].项目[0].编号 }}"
    assert lines(notice(judged(), own_template(tmp_path / "一", text))) == ["苏州某某智造 申报：共4处，首处S001"]
    monkeypatch.setenv("DOCCHECK_TEMPLATES", str(tmp_path / "二"))
    own_template(tmp_path / "二", "各项目")
    own_template(tmp_path / "二" / "jiangsu-2023", "江苏的")
    assert lines(notice(judged())) == ["江苏的"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("{{ 没有的 }}", "没有的内容"), ("{% for x in 补正 %}", "标记写法有误"), ("{{ 收件单位.__class__.__mro__[1].__subclasses__() }}", "不该做的事")],
)
def test_a_template_that_cannot_be_filled_is_told_and_costs_nothing_else(tmp_path: Path, text: str, told: str) -> None:
    written = write_papers(judged(), tmp_path / "out", own_template(tmp_path / "模板", text))
    paper = next(paper for paper in written if paper.name == "补正通知书.docx")
    assert paper.path is None
    assert told in paper.problem
    assert "收件单位" in paper.problem


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (105, "一百零五"), (110, "一百一十")])
def test_numbers_of_headings(number: int, said: str) -> None:
    assert numeral(number) == said


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_libreoffice_opens_and_prints_it(tmp_path: Path) -> None:
    import pypdfium2

    path = next(paper.path for paper in write_papers(judged(), tmp_path) if paper.name == "补正通知书.docx")
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "补正通知书.pdf")]
    assert "申报材料补正通知书" in pages[0]
    assert "— 1 —" in pages[0]
    assert "江苏省科学技术厅" in pages[-1]
