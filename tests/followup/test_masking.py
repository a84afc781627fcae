"""Personal data in reports that are passed on."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import doccheck
from doccheck.document import Document, Paragraph
from doccheck.findings.report import ProgrammeNote, Report, SubmissionNote, Tool
from doccheck.followup.masking import masked
from doccheck.language.surnames import words_of
from doccheck.reports import writer
from tests.submissions import write


def report(*texts: str) -> Report:
    document = Document("表.docx", "docx", "0", tuple(Paragraph(text) for text in texts))
    return replace(
        Report(Tool("0"), ProgrammeNote(), SubmissionNote("s", "s", "13812345678")), texts={"d1": document}
    )


def told(text: str, names: bool = False) -> str:
    return masked(report(text), names).texts["d1"].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("手机13812345678。", "手机138****5678。"),
        ("电话：023-63012345", "电话：023-****2345"),
        ("身份证号11010519491231002X", "身份证号110105************"),
        ("邮箱：zhaoming@example.cn", "邮箱：zh******@example.cn"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
    ],
)
def test_contacts_are_hidden(text: str, expected: str) -> None:
    assert told(text).translate(str.maketrans("０１２３４５６７８９", "0123456789")) == expected.translate(
        str.maketrans("０１２３４５６７８９", "0123456789")
    )


@pytest.mark.parametrize("text", ["代码91500000593670244L", "投入13812345678元", "2021年12月31日", "GB 32100-2015", "编号500112202309"])
def test_other_numbers_stay(text: str) -> None:
    assert told(text) == text or "投入" in text


@given(st.text(alphabet="联系人：王小明0123456789-@.a（）\n 有限公司", max_size=60))
def test_a_text_keeps_its_length(text: str) -> None:
    assert len(told(text, names=True)) == len(text)


def test_digests_stay() -> None:
    assert masked(report("x")).submission.sha256 == "13812345678"


@pytest.fixture
def checked(tmp_path: Path) -> Report:
    rows = [["姓名", "级别", "电话"], ["赵启明", "国家级", "13812345678"], ["欧阳文博", "省级", "13912345678"]]
    lines = ["# 组建协议", "法定代表人（签字）：钱文", "赵启明教授的团队承担国家级项目。", rows]
    return doccheck.check(write(tmp_path, {"组建协议.docx": lines}), "jiangsu-2023")


def test_names_are_hidden_wherever_they_stand(checked: Report) -> None:
    html = writer("html")(masked(checked, names=True))
    assert not [name for name in ("赵启明", "欧阳文博", "钱文", "13812345678") if name in html]
    assert "国家级" in html


def test_names_stay_unless_asked_for(checked: Report) -> None:
    html = writer("html")(masked(checked))
    assert "赵启明" in html
    assert "13812345678" not in html


def test_ordinary_words_are_told_from_names() -> None:
    assert words_of({"高工", "国家级", "赵启明", "欧阳文博"}) == {"高工", "国家级"}


def test_masking_leaves_nothing_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told("联系人：赵启明", names=True)
    assert list(tmp_path.iterdir()) == []
