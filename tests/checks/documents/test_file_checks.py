"""D001, D002, D004–D011 and S001 on real files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import doccheck
from tests.submissions import check, found, write
from tests.texts import JIANGSU_AGREEMENT, JIANGSU_PLAN, lines

PLAN = {"建设方案.docx": lines(JIANGSU_PLAN)}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("组建协议.docx", b""),
        ("组建协议.docx", b"PK\x03\x04 torn"),
        ("组建协议.pdf", b"%PDF-1.7\n% cut off"),
        ("组建协议.docx", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_the_others_are_checked(
    tmp_path: Path, name: str, content: bytes
) -> None:
    write(tmp_path, PLAN)
    (tmp_path / name).write_bytes(content)
    report = doccheck.check(tmp_path, "jiangsu-2023")
    assert len(found(report, "D001")) == 1
    assert name in found(report, "D001")[0].message
    assert found(report, "S001", "plan") == []
    assert found(report, "S001", "agreement") == [], "an unread agreement is not also a missing one"


def test_a_password_is_said(tmp_path: Path) -> None:
    write(tmp_path, PLAN)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "组建协议.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    report = doccheck.check(tmp_path, "jiangsu-2023")
    assert [f.code for f in report.findings if f.code.startswith("D")] == ["D002"]


def test_tracked_changes_are_said_and_read_as_accepted(tmp_path: Path) -> None:
    document = docx.Document()
    for line in lines(JIANGSU_PLAN):
        document.add_paragraph(line.removeprefix("# "))
    insertion = parse_xml(
        f'<w:ins {nsdecls("w")} w:id="1" w:author="a"><w:r><w:t>另自筹资金两千万元。</w:t></w:r></w:ins>'
    )
    document.paragraphs[-1]._p.append(insertion)
    document.save(str(tmp_path / "建设方案.docx"))
    report = doccheck.check(tmp_path, "jiangsu-2023")
    assert [f.severity.value for f in found(report, "D004")] == ["warning"]
    assert "另自筹资金两千万元" in report.texts["d1"].text


def test_a_file_without_a_role_is_said(tmp_path: Path) -> None:
    report = check(tmp_path, {**PLAN, "甲.docx": ["今天食堂的菜单是红烧肉和青菜。"]}, "jiangsu-2023")
    assert ["甲.docx" in f.message for f in found(report, "D008")] == [True]


def test_two_versions_of_one_plan_are_said(tmp_path: Path) -> None:
    other = lines(
        JIANGSU_PLAN, **{"1_3": ["（三）发展定位及分析", "联合体定位为国际领先的数控系统创新高地，服务全球客户。"]}
    )
    other += [f"补充说明第{n}项：新增试验线一条，由成员单位共同使用。" for n in range(8)]
    report = check(tmp_path, {**PLAN, "建设方案（旧）.docx": other}, "jiangsu-2023")
    assert len(found(report, "D009")) == 1


def test_the_same_plan_sent_twice_is_no_conflict(tmp_path: Path) -> None:
    report = check(tmp_path, {**PLAN, "建设方案（副本）.docx": lines(JIANGSU_PLAN)}, "jiangsu-2023")
    assert found(report, "D009") == []


def test_an_absent_document_is_missing(tmp_path: Path) -> None:
    report = check(tmp_path, PLAN, "jiangsu-2023")
    assert {f.requirement for f in found(report, "S001")} == {
        "application",
        "agreement",
        "lead_profile",
        "member_profile",
    }


def test_a_document_inside_another_file_is_there(tmp_path: Path) -> None:
    whole = lines(JIANGSU_PLAN) + lines(JIANGSU_AGREEMENT)
    report = check(tmp_path, {"全部材料.docx": whole}, "jiangsu-2023")
    assert "agreement" not in {f.requirement for f in found(report, "S001")}
    assert [p.role for d in report.documents for p in d.parts] == ["plan", "agreement"]


def test_hidden_text_is_said_and_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    for line in lines(JIANGSU_PLAN):
        document.add_paragraph(line.removeprefix("# "))
    run = document.add_paragraph("附注：").add_run("联合体实际并未开展任何合作研发工作。")
    run.font.hidden = True
    document.save(str(tmp_path / "建设方案.docx"))
    report = doccheck.check(tmp_path, "jiangsu-2023")
    assert [f.severity.value for f in found(report, "D006")] == ["warning"]
    assert "并未开展" not in report.texts["d1"].text


def test_white_words_on_a_dark_cell_are_not_hidden(tmp_path: Path) -> None:
    document = docx.Document()
    for line in lines(JIANGSU_PLAN):
        document.add_paragraph(line.removeprefix("# "))
    cell = document.add_table(1, 1).rows[0].cells[0]
    run = cell.paragraphs[0].add_run("主要指标一览表及说明文字")
    run.font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>'))
    document.save(str(tmp_path / "建设方案.docx"))
    assert found(doccheck.check(tmp_path, "jiangsu-2023"), "D006") == []


def test_macros_are_said(tmp_path: Path) -> None:
    write(tmp_path, PLAN)
    with zipfile.ZipFile(tmp_path / "建设方案.docx", "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(60))
    assert len(found(doccheck.check(tmp_path, "jiangsu-2023"), "D007")) == 1


def test_a_plain_file_has_nothing_active(tmp_path: Path) -> None:
    report = check(tmp_path, PLAN, "jiangsu-2023")
    assert [f.code for f in report.findings if f.code in ("D003", "D004", "D005", "D006", "D007")] == []


def test_reviewers_comments_are_said(tmp_path: Path) -> None:
    document = docx.Document()
    for line in lines(JIANGSU_PLAN):
        document.add_paragraph(line.removeprefix("# "))
    document.add_comment(document.paragraphs[3].runs, text="这里的数字请再核对", author="审阅人")
    document.save(str(tmp_path / "建设方案.docx"))
    assert [f.severity.value for f in found(doccheck.check(tmp_path, "jiangsu-2023"), "D005")] == ["info"]


def test_a_page_without_text_cannot_be_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCCHECK_OCR", "none")
    from PIL import Image
    from reportlab.pdfgen.canvas import Canvas

    picture = tmp_path / "page.png"
    Image.effect_noise((600, 800), 60).save(picture)
    canvas = Canvas(str(tmp_path / "组建协议.pdf"))
    canvas.drawImage(str(picture), 40, 40, 500, 700)
    canvas.showPage()
    canvas.save()
    picture.unlink()
    write(tmp_path, PLAN)
    report = doccheck.check(tmp_path, "jiangsu-2023")
    assert len(found(report, "D010")) == 1
    assert "第1页" in found(report, "D010")[0].message.replace(" ", "")
