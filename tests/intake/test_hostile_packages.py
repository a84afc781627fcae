"""Archives made to do harm or by odd programs: what is read of them, and what becomes of the rest."""

from __future__ import annotations

import base64
import gzip
import io
import os
import struct
import sys
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from doccheck.intake import Limits, ParseLimits, open_submission, read_documents
from doccheck.intake.kinds import MAX_DIRECTORY, kind_of
from tests.intake.test_packages import codes, needs_unpacker, rar, seven, word

COSTS = ParseLimits(seconds=60, megabytes=1024, workers=1)


def zipped(path: Path, *members: tuple[str, bytes]) -> Path:
    """A zip of the members in this order, names as they are, also twice."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        warnings.simplefilter("ignore")
        for name, data in members:
            package.writestr(name, data)
    return path


def locked(path: Path, *names: str) -> Path:
    """The zip with these members said to be encrypted."""
    content = bytearray(path.read_bytes())
    for sign, flags, length, start in ((b"PK\x03\x04", 6, 26, 30), (b"PK\x01\x02", 8, 28, 46)):
        at = content.find(sign)
        while at >= 0:
            size = int.from_bytes(content[at + length : at + length + 2], "little")
            if content[at + start : at + start + size].decode() in names:
                content[at + flags] |= 1
            at = content.find(sign, at + 4)
    path.write_bytes(bytes(content))
    return path


def test_device_names_and_other_odd_names_are_only_names(tmp_path: Path) -> None:
    names = [
        "CON.docx",
        "aux/NUL.docx",
        "COM1",
        "a." + "b" * 300,
        "末尾点.docx.",
        "\u202excod.docx",
        "很长" * 120 + ".docx",
    ]
    members = [(name, word(tmp_path / "x" / f"{at}.docx", name).read_bytes()) for at, name in enumerate(names)]
    with open_submission(zipped(tmp_path / "a.zip", *members)) as submission:
        assert set(codes(submission).values()) == {""}
        assert {"CON.docx", "aux/NUL.docx", "COM1", "xcod.docx"} < set(codes(submission))
        stored = [file.source.name for file in submission.files if file.source]
        assert all(name.split(".")[0].isdecimal() and len(name) < 20 for name in stored)


def test_a_name_that_stands_twice_is_read_twice_and_told_apart(tmp_path: Path) -> None:
    one, two = (word(tmp_path / "x" / f"{text}.docx", text).read_bytes() for text in ("甲", "乙"))
    archive = zipped(tmp_path / "a.zip", ("方案.docx", one), ("方案.docx", two), ("../方案.docx", one))
    reading = read_documents(archive, limits=COSTS)
    assert {document.path: document.text for document in reading.documents.values()} == {
        "方案.docx": "甲",
        "方案（同名 2）.docx": "乙",
    }
    assert reading.ignored == ["方案（同名 3）.docx（与“方案.docx”完全相同，只检查一份）"]


def test_a_zip_with_one_locked_file_gives_the_others(tmp_path: Path) -> None:
    data = word(tmp_path / "x.docx", "方案").read_bytes()
    archive = locked(zipped(tmp_path / "a.zip", ("密.docx", data), ("方案.docx", data)), "密.docx")
    with open_submission(archive) as submission:
        assert codes(submission) == {"密.docx": "D002", "方案.docx": ""}


def test_a_zip_with_all_files_locked_is_refused_once(tmp_path: Path) -> None:
    archive = locked(
        zipped(tmp_path / "a.zip", ("材料/", b""), ("甲.docx", b"x"), ("乙.docx", b"y")), "甲.docx", "乙.docx"
    )
    with open_submission(archive) as submission:
        assert codes(submission) == {"a.zip": "D002"}


LOCKED_7Z = {
    "content": "N3q8ryccAATedU6IfwAAAAAAAAAUAAAAAAAAAHkv2eJxLKrhqkJO5M4C1pfM/tgmAQBqAQQGAAEJEAoB+Qs5AwAHCwEAAiQG8QcBElMPt2n+"
    "+p41BF0LakLsv+/+RgEAAQAMDAwACAoBcU3Y3QAABQEZBAAAAAARDwBhAC4AZABvAGMAeAAAABQKAQDgY5urtHndARUGAQAggICBAAAAFwYQAQlvAAcL"
    "AQABISEBGAxrAAA=",
    "names too": "N3q8ryccAATzJmaugAAAAAAAAAAoAAAAAAAAAHHrvqguG1nFZW7pb9xTU//sQMvjPBZ6eaiYqCVMN0GgLR/DkIEEMpddkK6s6d1fIYL2vsVP"
    "u5CQmsp5S5CnQ+P74nKDOTocUL5sMAggR52ICtWELUVrTbBNr0kz6jV36pORbIo5h9HgrK+ieIvQIn81uvEkWJ/TCS6nxdXXZEO9Fd0REBcGEAEJcAAHCwEAASQG"
    "8QcBElMP+w+Ixf6KEwmydPQ5lLBtNQxrAAA=",
}
"""What 7-Zip writes with a password for one file of twelve bytes."""


@needs_unpacker
@pytest.mark.parametrize("how", LOCKED_7Z)
def test_a_7z_with_a_password(tmp_path: Path, how: str) -> None:
    (tmp_path / "a.7z").write_bytes(base64.b64decode(LOCKED_7Z[how]))
    with open_submission(tmp_path / "a.7z") as submission:
        assert codes(submission)["a.7z"] == "D002"


@needs_unpacker
def test_a_zip_inside_a_rar_inside_a_7z(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "内.zip", ("协议.docx", word(tmp_path / "x.docx", "协议").read_bytes()))
    middle = rar(tmp_path / "中.rar", {"附件/内.zip": inner.read_bytes(), "__MACOSX/._内.zip": b"x"})
    (tmp_path / "外").mkdir()
    middle.rename(tmp_path / "外" / "中.rar")
    with open_submission(seven(tmp_path / "外", tmp_path / "外.7z")) as submission:
        assert codes(submission) == {"中.rar/附件/内.zip/协议.docx": ""}
    with open_submission(tmp_path / "外.7z", Limits(depth=1)) as submission:
        assert codes(submission) == {"中.rar/附件/内.zip": "D011"}


def test_limits_count_over_all_layers(tmp_path: Path) -> None:
    members = [(f"{at}.docx", word(tmp_path / "x.docx", str(at)).read_bytes()) for at in range(3)]
    inner = zipped(tmp_path / "内.zip", *members).read_bytes()
    archive = zipped(tmp_path / "外.zip", ("甲.zip", inner), ("乙.zip", inner + b""))
    with open_submission(archive, Limits(files=6)) as submission:
        assert [code for code in codes(submission).values() if code] == ["D011"]


def test_members_that_share_their_bytes_are_stopped(tmp_path: Path) -> None:
    """Many entries of the list that point at one member: small, and every one unpacks whole."""
    with zipfile.ZipFile(zipped(tmp_path / "a.zip", ("0.docx", bytes(1 << 20)))) as package:
        info = package.infolist()[0]
    content = (tmp_path / "a.zip").read_bytes()
    at = content.index(b"PK\x01\x02")
    entry = content[at : content.index(b"PK\x05\x06")]
    many = b"".join(entry.replace(b"0.docx", f"{chr(48 + at)}.docx".encode()) for at in range(40))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 40, 40, len(many), at, 0)
    (tmp_path / "a.zip").write_bytes(content[:at] + many + end)
    assert info.file_size == 1 << 20
    with open_submission(tmp_path / "a.zip", Limits(total_bytes=8 << 20)) as submission:
        assert "D011" in codes(submission).values() or all(codes(submission).values())
        taken = sum(file.source.stat().st_size for file in submission.files if file.source and file.path != "a.zip")
        assert taken <= 8 << 20


@pytest.mark.parametrize("wide", [False, True], ids=["zip", "zip64"])
def test_a_list_of_members_that_is_too_long_is_not_read(tmp_path: Path, wide: bool) -> None:
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    count = MAX_DIRECTORY // len(entry) + 10
    size, start = count * len(entry), 4
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF if wide else size, start, 0)
    if wide:
        record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
        end = record + struct.pack("<4sLQL", b"PK\x06\x07", 0, start + size, 1) + end
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + entry * count + end)
    assert kind_of(tmp_path / "a.zip") == "zip"
    with open_submission(tmp_path / "a.zip", costs=COSTS) as submission:
        (file,) = submission.files
        assert file.error is not None
        assert file.error.code == "D011"
        assert "目录" in file.error.message


@pytest.mark.skipif(sys.platform != "linux", reason="limit of memory")
def test_a_tar_whose_own_headers_are_the_bomb_costs_itself(tmp_path: Path) -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 96 << 20
    with gzip.open(tmp_path / "bomb.tar.gz", "wb", compresslevel=1) as out:
        out.write(header.tobuf())
        for _ in range(3):
            out.write(bytes(32 << 20))
    (tmp_path / "材料").mkdir()
    (tmp_path / "bomb.tar.gz").rename(tmp_path / "材料" / "bomb.tar.gz")
    word(tmp_path / "材料" / "方案.docx", "方案")
    with open_submission(tmp_path / "材料", costs=ParseLimits(seconds=60, megabytes=64)) as submission:
        assert codes(submission) == {"bomb.tar.gz": "D011", "方案.docx": ""}


def test_devices_and_hard_links_in_a_tar_are_not_made(tmp_path: Path) -> None:
    data = word(tmp_path / "x.docx", "方案").read_bytes()
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as package:
        for name, kind in (
            ("设备.docx", tarfile.CHRTYPE),
            ("管道.docx", tarfile.FIFOTYPE),
            ("硬.docx", tarfile.LNKTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.devmajor, info.devminor = kind, "/etc/passwd", 1, 5
            package.addfile(info)
        info = tarfile.TarInfo("/方案.docx")
        info.size = len(data)
        package.addfile(info, io.BytesIO(data))
    with open_submission(tmp_path / "a.tar.gz") as submission:
        assert codes(submission) == {"方案.docx": ""}
        assert len(submission.ignored) == 3


def test_a_member_without_a_name_and_a_damaged_gzip_stop_nothing(tmp_path: Path) -> None:
    word(tmp_path / "材料" / "方案.docx", "方案")
    data = word(tmp_path / "x.docx", "协议").read_bytes()
    content = zipped(tmp_path / "a.zip", ("x", b"y"), ("协议.docx", data)).read_bytes()
    # The name of the first entry in the list is taken away.
    at = content.index(b"PK\x01\x02")
    content = content[: at + 28] + b"\0\0" + content[at + 30 : at + 46] + content[at + 47 :]
    end = content.index(b"PK\x05\x06")
    size = int.from_bytes(content[end + 12 : end + 16], "little") - 1
    (tmp_path / "材料" / "a.zip").write_bytes(content[: end + 12] + size.to_bytes(4, "little") + content[end + 16 :])
    (tmp_path / "材料" / "b.gz").write_bytes(gzip.compress(b"x" * 900)[:12] + b"\xff" * 40)
    with open_submission(tmp_path / "材料") as submission:
        found = codes(submission)
        assert found["方案.docx"] == ""
        assert found["b.gz"] == "D010"


@pytest.mark.skipif(sys.platform != "linux", reason="names that are bytes")
def test_a_folder_with_gbk_names_and_links_that_lead_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    source = word(folder / "x.docx", "方案")
    os.rename(os.fsencode(source), os.fsencode(folder) + b"/" + "方案.docx".encode("gbk"))
    (folder / "自己.docx").symlink_to(folder / "自己.docx")
    (folder / "没有.docx").symlink_to(folder / "不在.docx")
    reading = read_documents(folder, limits=COSTS)
    assert [document.path for document in reading.documents.values()] == ["方案.docx"]
    assert sorted(reading.ignored) == ["没有.docx（链接，未打开）", "自己.docx（链接，未打开）"]
    assert len(reading.sha256) == 64


def test_word_and_ofd_with_backslashes_in_their_names_are_known(tmp_path: Path) -> None:
    with zipfile.ZipFile(word(tmp_path / "x.docx", "方案")) as package:
        members = [(info.filename.replace("/", "\\"), package.read(info)) for info in package.infolist()]
    reading = read_documents(zipped(tmp_path / "反.docx", *members), limits=COSTS)
    assert [document.text for document in reading.documents.values()] == ["方案"]


def test_a_package_that_is_no_document_is_refused_by_code(tmp_path: Path) -> None:
    zipped(tmp_path / "空.docx", ("说明.txt", b"x"))
    with open_submission(tmp_path / "空.docx") as submission:
        assert codes(submission) == {"空.docx": "D001"}


def test_a_workbook_that_holds_a_word_document_is_a_workbook(tmp_path: Path) -> None:
    names = b"".join(name.encode("utf-16-le") + bytes(20) for name in ("WordDocument", "Workbook"))
    for name in ("名单.xls", "方案.doc"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + names)
    assert (kind_of(tmp_path / "名单.xls"), kind_of(tmp_path / "方案.doc")) == ("xls", "doc")
