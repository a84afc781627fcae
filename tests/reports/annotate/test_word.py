"""Comments in Word copies lie on exactly the quoted words, and nothing else of the file changes."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from doccheck.document import Location
from doccheck.findings import Severity
from tests.reports.annotate.support import (
    W,
    annotated,
    body_of,
    comments_of,
    finding,
    ranges_of,
    summary_of,
    text_of,
    word_file,
)

PLAIN = "<w:p><w:r><w:t>牵头单位2022年实现销售收入15.23亿元，同比增长。</w:t></w:r></w:p>"
BOLD = "<w:rPr><w:b/><w:sz w:val='32'/></w:rPr>"
RUNS = (
    f"<w:p><w:r>{BOLD}<w:t>销售收入15</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>.23</w:t></w:r>"
    f"<w:r>{BOLD}<w:t xml:space='preserve'>亿元 ，增长</w:t></w:r></w:p>"
)
CELLS = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>"
INNER = CELLS.format(PLAIN) + "<w:p/>"


def only(data: bytes) -> tuple[str, str]:
    """The one comment: its text and the words that it lies on."""
    (comment,) = comments_of(data).values()
    return comment


@pytest.mark.parametrize(
    "block",
    [
        PLAIN,
        RUNS,
        CELLS.format(PLAIN),
        CELLS.format(INNER),
        "<w:p><w:r><w:t>收入见：</w:t></w:r><w:hyperlink w:anchor='x'><w:r><w:t>销售收入15.23亿元（链接）</w:t></w:r></w:hyperlink></w:p>",
        f"<w:sdt><w:sdtPr><w:tag w:val='x'/></w:sdtPr><w:sdtContent>{PLAIN}</w:sdtContent></w:sdt>",
        "<w:p><w:r><w:t>收入</w:t></w:r><w:ins w:id='900' w:author='甲'><w:r><w:t>为销售收入15.23亿元整</w:t></w:r></w:ins></w:p>",
        "<w:p><w:r><w:t>销售</w:t></w:r><w:del w:id='901' w:author='甲'><w:r><w:delText>额</w:delText></w:r></w:del>"
        "<w:r><w:t>收入15.23亿元</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>A&amp;B销售收入</w:t><w:t>15.23亿元&lt;</w:t><w:tab/><w:t>。</w:t></w:r></w:p>",
    ],
    ids=["plain", "runs", "cell", "nested", "link", "control", "inserted", "deleted", "entities"],
)
def test_comment_lies_on_exactly_the_quoted_words(tmp_path: Path, block: str) -> None:
    source = word_file(tmp_path / "a.docx", "<w:p><w:r><w:t>开头</w:t></w:r></w:p>", block)
    data = annotated(source, finding("销售收入15.23亿元"))
    assert only(data)[1] == "销售收入15.23亿元"
    assert text_of(body_of(data)) == text_of(body_of(source.read_bytes()))


def test_comment_says_code_message_sentence_and_advice(tmp_path: Path) -> None:
    text, _ = only(annotated(word_file(tmp_path / "a.docx", PLAIN), finding("15.23亿元")))
    assert "错误 N001" in text
    assert "“15.23亿元”前后不一致。" in text
    assert "通知原文：“数据须一致。”" in text
    assert "修改建议：请核对。" in text


def test_split_runs_keep_their_format(tmp_path: Path) -> None:
    source = word_file(tmp_path / "a.docx", RUNS)
    root = body_of(annotated(source, finding("15.23亿")))
    looks = []
    for run in root.iter(W + "r"):
        format = run.find(W + "rPr")
        names = [] if format is None else [etree.QName(one).localname for one in format]
        looks += [(char, names) for text in run.findall(W + "t") for char in text.text or ""]
    bold = ["b", "sz"]
    assert looks == [
        *((char, bold) for char in "销售收入15"),
        *((char, ["i"]) for char in ".23"),
        *((char, bold) for char in "亿元 ，增长"),
    ]


def test_other_parts_are_byte_identical_and_text_is_spliced_only(tmp_path: Path) -> None:
    source = word_file(tmp_path / "a.docx", PLAIN)
    data = annotated(source, finding("2022年"))
    with ZipFile(source) as before, ZipFile(BytesIO(data)) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        assert changed == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
        assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
        old, new = before.read("word/document.xml"), after.read("word/document.xml")
    head = old.index("牵头单位".encode())
    assert new[: new.index(b"<w:commentRangeStart")] == old[: old.index(b"<w:p>") + 5]
    assert new.endswith(old[head + len("牵头单位2022年".encode()) :])


def test_existing_comments_and_tracked_changes_stay(tmp_path: Path) -> None:
    source = word_file(
        tmp_path / "a.docx",
        PLAIN,
        "<w:p><w:ins w:id='7' w:author='甲' w:date='2023-01-01T00:00:00Z'><w:r><w:t>新增一段</w:t></w:r></w:ins></w:p>",
    )
    document = docx.Document(str(source))
    document.add_comment(document.paragraphs[0].runs, text="领导的意见", author="王局", initials="W")
    document.save(str(source))
    data = annotated(source, finding("2022年"), finding("新增一段"))
    comments = list(docx.Document(BytesIO(data)).comments)
    assert [one.author for one in comments] == ["王局", "doccheck", "doccheck", "doccheck"]
    assert comments[0].text == "领导的意见"
    assert ranges_of(body_of(data))["0"] == "牵头单位2022年实现销售收入15.23亿元，同比增长。"
    insertions = list(body_of(data).iter(W + "ins"))
    assert [one.get(W + "author") for one in insertions] == ["甲"]
    assert text_of(insertions[0]) == "新增一段"


def test_automatic_number_is_no_part_of_the_xml(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("组织架构", style="List Number")
    document.save(str(tmp_path / "a.docx"))
    assert only(annotated(tmp_path / "a.docx", finding("1. 组织架构", Location(block=0))))[1] == "组织架构"


def test_words_in_a_text_box_are_told_at_the_box(tmp_path: Path) -> None:
    box = (
        "<w:p><w:r><w:t>正文在前。</w:t></w:r><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' style='width:90pt'>"
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>文本框里的收入</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
        "</w:pict></w:r></w:p>"
    )
    data = annotated(word_file(tmp_path / "a.docx", box), finding("文本框里的收入"))
    text, _ = only(data)
    assert "文本框" in text.split("说明：")[1]
    outside = [
        one for one in body_of(data).iter(W + "commentReference") if not list(one.iterancestors(W + "txbxContent"))
    ]
    assert len(outside) == 2


def test_words_of_a_header_are_told_in_the_body(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    document.sections[0].header.paragraphs[0].text = "高端装备创新联合体申报书"
    document.save(str(tmp_path / "a.docx"))
    text, _ = only(annotated(tmp_path / "a.docx", finding("高端装备创新联合体申报书")))
    assert "在页眉中，Word 不支持" in text


def test_an_empty_cell_bears_the_comment_itself(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "通讯地址"
    document.save(str(tmp_path / "a.docx"))
    data = annotated(tmp_path / "a.docx", finding("", Location(block=0, table=0, cell=(0, 1))))
    reference = list(body_of(data).iter(W + "commentReference"))[-1]
    cell = next(reference.iterancestors(W + "tc"))
    assert text_of(cell) == ""


def test_findings_without_a_place_stand_in_the_first_comment(tmp_path: Path) -> None:
    source = word_file(tmp_path / "a.docx", PLAIN)
    data = annotated(source, finding("2022年"), homeless=[finding("组建协议")])
    assert "以下 1 个问题没有对应的具体位置" in summary_of(data)
    assert "“组建协议”前后不一致。" in summary_of(data)
    first = next(body_of(data).iter(W + "commentReference"))
    assert first.get(W + "id") == min(
        (one.get(W + "id") for one in body_of(data).iter(W + "commentReference")), key=int
    )


def test_colour_only_where_asked_and_only_on_the_words(tmp_path: Path) -> None:
    source = word_file(tmp_path / "a.docx", RUNS)
    plain, coloured = (
        annotated(source, finding("15.23亿", severity=Severity.WARNING), highlight=h) for h in (False, True)
    )
    assert not list(body_of(plain).iter(W + "highlight"))
    marked = [run for run in body_of(coloured).iter(W + "r") if run.find(f"{W}rPr/{W}highlight") is not None]
    assert "".join(map(text_of, marked)) == "15.23亿"
    assert {one.get(W + "val") for one in body_of(coloured).iter(W + "highlight")} == {"yellow"}


def test_two_findings_on_overlapping_words(tmp_path: Path) -> None:
    data = annotated(word_file(tmp_path / "a.docx", RUNS), finding("收入15.23亿"), finding("15.23亿元"))
    assert sorted(words for _, words in comments_of(data).values()) == ["15.23亿元", "收入15.23亿"]


def test_the_copy_is_the_same_every_time(tmp_path: Path) -> None:
    source = word_file(tmp_path / "a.docx", RUNS)
    assert annotated(source, finding("15.23亿")) == annotated(source, finding("15.23亿"))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_every_comment(tmp_path: Path) -> None:
    source = word_file(tmp_path / "a.docx", PLAIN, RUNS.replace("15", "16"), CELLS.format(PLAIN.replace("15", "17")))
    data = annotated(source, finding("15.23亿元"), finding("16.23亿"), finding("17.23"))
    copy = tmp_path / "b.docx"
    copy.write_bytes(data)
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "odt", "--outdir"]
    subprocess.run([*command, str(tmp_path), str(copy)], check=True, capture_output=True, timeout=180)
    with ZipFile(tmp_path / "b.odt") as package:
        root = etree.fromstring(package.read("content.xml"))
    assert len(list(root.iter("{*}annotation"))) == 4
