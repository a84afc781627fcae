"""7z and RAR archives, copies, links and litter: what is unpacked, what is refused, what is set aside."""

from __future__ import annotations

import os
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import docx
import pytest

from doccheck.intake import Limits, Submission, foreign, open_submission
from doccheck.intake.foreign import unpacker

needs_unpacker = pytest.mark.skipif(unpacker() is None, reason="no bsdtar here")


def word(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def codes(submission: Submission) -> dict[str, str]:
    return {file.path: file.error.code if file.error else "" for file in submission.files}


def seven(folder: Path, target: Path) -> Path:
    """A 7z archive of a folder."""
    command = [unpacker() or "bsdtar", "--format", "7zip", "-cf", str(target), "-C", str(folder), "."]
    subprocess.run(command, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return target


def rar(target: Path, members: dict[str, bytes]) -> Path:
    """A RAR 5 archive whose members are stored as they are."""

    def number(value: int) -> bytes:
        out = b""
        while value > 127:
            out, value = out + bytes([value & 127 | 128]), value >> 7
        return out + bytes([value])

    def block(head: bytes) -> bytes:
        sized = number(len(head)) + head
        return struct.pack("<L", zlib.crc32(sized)) + sized

    out = b"Rar!\x1a\x07\x01\x00" + block(number(1) + number(0) + number(0))
    for name, data in members.items():
        raw = name.encode()
        head = number(2) + number(2) + number(len(data)) + number(4) + number(len(data)) + number(0o100644)
        head += struct.pack("<L", zlib.crc32(data)) + number(0) + number(1) + number(len(raw)) + raw
        out += block(head) + data
    target.write_bytes(out + block(number(5) + number(0) + number(0)))
    return target


@needs_unpacker
def test_7z_is_read_nested_in_a_zip_and_its_links_are_refused(tmp_path: Path) -> None:
    word(tmp_path / "内" / "材料" / "组建方案.docx", "方案")
    (tmp_path / "内" / "别处.docx").symlink_to("/etc/passwd")
    inner = seven(tmp_path / "内", tmp_path / "内.7z")
    with zipfile.ZipFile(tmp_path / "外.zip", "w") as package:
        package.write(inner, "附件.7z")
    with open_submission(tmp_path / "外.zip") as submission:
        assert codes(submission) == {"附件.7z/材料/组建方案.docx": ""}
        assert submission.ignored == ["附件.7z/别处.docx（链接，未打开）"]


@needs_unpacker
def test_rar_is_read_and_its_names_stay_inside(tmp_path: Path) -> None:
    data = word(tmp_path / "x.docx", "方案").read_bytes()
    other = word(tmp_path / "y.docx", "协议").read_bytes()
    archive = rar(tmp_path / "材料.rar", {"材料/组建方案.docx": data, "../../evil.docx": other})
    with open_submission(archive) as submission:
        assert codes(submission) == {"材料/组建方案.docx": "", "evil.docx": ""}
        assert all(file.source and "doccheck-" in str(file.source) for file in submission.files)


@needs_unpacker
def test_limits_hold_for_7z(tmp_path: Path) -> None:
    word(tmp_path / "内" / "1.docx", "方案")
    (tmp_path / "内" / "2.docx").write_bytes(b"\x00" * 3_000_000)
    archive = seven(tmp_path / "内", tmp_path / "a.7z")
    for limits in (Limits(file_bytes=1_000_000), Limits(ratio=20, ratio_from=100_000), Limits(entries=1)):
        with open_submission(archive, limits) as submission:
            assert codes(submission)["a.7z"] == "D011"


@needs_unpacker
@pytest.mark.parametrize("name", ["断.7z", "断.rar"])
def test_a_damaged_archive_is_said(tmp_path: Path, name: str) -> None:
    whole = tmp_path / "whole"
    data = word(tmp_path / "内" / "a.docx", "方案").read_bytes()
    content = (seven(tmp_path / "内", whole) if name.endswith("7z") else rar(whole, {"a.docx": data})).read_bytes()
    (tmp_path / name).write_bytes(content[: len(content) // 2])
    with open_submission(tmp_path / name) as submission:
        assert codes(submission)[name] == "D001"


@pytest.mark.parametrize(("name", "head"), [("包.7z", b"7z\xbc\xaf\x27\x1c"), ("包.rar", b"Rar!\x1a\x07\x00")])
def test_without_an_unpacker_the_missing_part_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, head: bytes
) -> None:
    monkeypatch.setattr(foreign, "unpacker", lambda: None)
    (tmp_path / name).write_bytes(head + b"\x00" * 40)
    with open_submission(tmp_path / name) as submission:
        (file,) = submission.files
        assert file.error is not None
        assert file.error.code == "D010"
        assert "解压组件" in file.error.message
        assert ".zip" in file.error.advice


def test_copies_are_checked_once_and_said(tmp_path: Path) -> None:
    data = word(tmp_path / "组建方案.docx", "方案").read_bytes()
    (tmp_path / "Copy.docx").write_bytes(data)
    (tmp_path / "附件").mkdir()
    (tmp_path / "附件" / "组建方案.docx").write_bytes(data)
    with open_submission(tmp_path) as submission:
        assert codes(submission) == {"组建方案.docx": ""}
        assert submission.ignored == [
            "Copy.docx（与“组建方案.docx”完全相同，只检查一份）",
            "附件/组建方案.docx（与“组建方案.docx”完全相同，只检查一份）",
        ]


def test_links_in_a_zip_and_out_of_a_folder_are_refused(tmp_path: Path) -> None:
    word(tmp_path / "材料" / "组建方案.docx", "方案")
    (tmp_path / "材料" / "密.docx").symlink_to(word(tmp_path / "别处.docx", "别处"))
    link = zipfile.ZipInfo("链.docx")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "材料" / "a.zip", "w") as package:
        package.writestr(link, "/etc/passwd")
    with open_submission(tmp_path / "材料") as submission:
        assert codes(submission) == {"组建方案.docx": ""}
        assert submission.ignored == ["a.zip/链.docx（链接，未打开）", "密.docx（链接，未打开）"]


def test_litter_in_an_archive_is_said_in_one_line(tmp_path: Path) -> None:
    data = word(tmp_path / "x.docx", "方案").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("组建方案.docx", data)
        for name in ("__MACOSX/._组建方案.docx", "~$组建方案.docx", "Thumbs.db", ".DS_Store"):
            package.writestr(name, b"x")
    with open_submission(tmp_path / "a.zip") as submission:
        assert codes(submission) == {"组建方案.docx": ""}
        assert len(submission.ignored) == 1
        assert submission.ignored[0].startswith("系统或办公软件留下的文件 4 个（")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("名单.csv", "序号,单位名称\n1,江南大学\n".encode("gbk"), ""),
        ("名单.xlsx", "序号,单位名称\n".encode(), "D001"),
        ("名单.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "D001"),
    ],
)
def test_spreadsheets_are_told_by_content(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    from doccheck.intake import read_documents

    (tmp_path / name).write_bytes(content)
    reading = read_documents(tmp_path)
    assert [problem.error.code for problem in reading.problems] == ([code] if code else [])
    assert len(reading.documents) == (not code)
