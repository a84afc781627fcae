"""What arrives is opened safely: every file is read, refused with its code, or set aside."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen import canvas

from doccheck.intake import Limits, NothingToCheck, Submission, open_submission
from doccheck.intake.kinds import kind_of
from doccheck.intake.names import member_name, natural_key, safe_name


def word(path: Path, text: str = "关于组建某某创新联合体的申请") -> Path:
    document = docx.Document()
    document.add_paragraph(text)
    document.add_paragraph(path.name)
    buffer = io.BytesIO()
    document.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(buffer.getvalue())
    return path


def pdf(path: Path) -> Path:
    page = canvas.Canvas(str(path))
    page.drawString(100, 700, "plan")
    page.save()
    return path


def codes(submission: Submission) -> dict[str, str]:
    return {file.path: file.error.code if file.error else "" for file in submission.files}


def test_walks_nested_folders_in_natural_order(tmp_path: Path) -> None:
    for name in ("第10章.docx", "第2章.docx", "附件/附件十.docx", "附件/附件二.docx", "附件/附件三.docx"):
        word(tmp_path / name)
    with open_submission(tmp_path) as submission:
        assert [file.path for file in submission.files] == [
            "第2章.docx",
            "第10章.docx",
            "附件/附件二.docx",
            "附件/附件三.docx",
            "附件/附件十.docx",
        ]
        assert {file.read_as for file in submission.files} == {"docx"}


def test_drops_litter_and_sets_other_files_aside(tmp_path: Path) -> None:
    word(tmp_path / "申请书.docx")
    for name in ("~$申请书.docx", "Thumbs.db", ".DS_Store", "desktop.ini", ".~申请书.docx", "~WRL0003.tmp"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "__MACOSX").mkdir()
    word(tmp_path / "__MACOSX" / "申请书.docx")
    (tmp_path / "说明.txt").write_text("说明", encoding="utf-8")
    (tmp_path / "setup.exe").write_bytes(b"MZ\x00")
    with open_submission(tmp_path) as submission:
        assert [file.path for file in submission.files] == ["申请书.docx"]
        assert submission.ignored[:2] == ["setup.exe", "说明.txt"]
        assert submission.ignored[2].startswith("系统或办公软件留下的文件 7 个（__MACOSX、")


def test_a_bad_file_stops_no_other(tmp_path: Path) -> None:
    whole = word(tmp_path / "好.docx").read_bytes()
    (tmp_path / "空.docx").write_bytes(b"")
    (tmp_path / "断.docx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "乱.pdf").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "图.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    (tmp_path / "程序.doc").write_bytes(b"MZ" + b"\x00" * 64)
    with open_submission(tmp_path) as submission:
        assert codes(submission) == {
            "乱.pdf": "D001",
            "图.docx": "D001",
            "好.docx": "",
            "断.docx": "D001",
            "程序.doc": "D001",
            "空.docx": "D001",
        }
        empty = next(file for file in submission.files if file.path == "空.docx")
        assert empty.error is not None
        assert "0 字节" in empty.error.message


def test_a_readable_file_is_read_whatever_its_ending(tmp_path: Path) -> None:
    word(tmp_path / "甲.doc")
    word(tmp_path / "乙.wps")
    word(tmp_path / "丙.pdf")
    pdf(tmp_path / "丁.docx")
    word(tmp_path / "戊")
    with open_submission(tmp_path) as submission:
        assert {file.path: file.read_as for file in submission.files} == {
            "甲.doc": "docx",
            "乙.wps": "docx",
            "丙.pdf": "docx",
            "丁.docx": "pdf",
            "戊": "docx",
        }
        # Only another family is a false ending: Word and WPS open a .docx named .doc without a word.
        assert codes(submission) == {"甲.doc": "", "乙.wps": "", "丙.pdf": "D001", "丁.docx": "D001", "戊": ""}


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        (
            "旧.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le"),
            "LibreOffice",
        ),
        ("旧.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "LibreOffice"),
        ("甲.rtf", rb"{\rtf1 hello}", "LibreOffice"),
        ("扫描.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 40, "OCR"),
        ("页.doc", "<html><body>申请书</body></html>".encode(), "LibreOffice"),
    ],
)
def test_a_format_that_needs_more_names_the_missing_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, part: str
) -> None:
    monkeypatch.setenv("DOCCHECK_OFFICE", "none")
    monkeypatch.setenv("DOCCHECK_OCR", "none")
    (tmp_path / name).write_bytes(content)
    with open_submission(tmp_path / name) as submission:
        error = submission.files[0].error
        assert error is not None
        assert error.code == "D010"
        assert part in error.message
        assert error.advice


def test_an_encrypted_office_file_needs_a_password(tmp_path: Path) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 900 + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "密.docx").write_bytes(content)
    with open_submission(tmp_path) as submission:
        assert codes(submission) == {"密.docx": "D002"}


def test_zip_names_in_gbk_and_in_utf8_without_the_flag(tmp_path: Path) -> None:
    archive = tmp_path / "材料.zip"
    with zipfile.ZipFile(archive, "w") as package:
        for raw in ("组建协议.docx".encode("gbk"), "建设方案.docx".encode()):
            info = zipfile.ZipInfo(raw.decode("cp437"))
            package.writestr(info, word(tmp_path / f"{len(raw)}.docx").read_bytes())
    content = archive.read_bytes()
    # zipfile sets the UTF-8 flag for names outside ASCII: write the raw bytes back and clear it.
    for raw in ("组建协议.docx".encode("gbk"), "建设方案.docx".encode()):
        assert raw.decode("cp437").encode() in content
    archive.write_bytes(_without_flag(content, ("组建协议.docx".encode("gbk"), "建设方案.docx".encode())))
    with open_submission(archive) as submission:
        assert {file.path for file in submission.files} == {"组建协议.docx", "建设方案.docx"}


def _without_flag(content: bytes, names: tuple[bytes, ...]) -> bytes:
    """Rebuild a stored zip with raw names and no UTF-8 flag, as Chinese Windows writes it."""
    import struct

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = [(name, package.read(info)) for name, info in zip(names, package.infolist(), strict=True)]
    out, directory = b"", b""
    for name, data in members:
        crc = zipfile.crc32(data)
        directory += struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            20,
            20,
            0,
            0,
            0,
            33,
            crc,
            len(data),
            len(data),
            len(name),
            0,
            0,
            0,
            0,
            0,
            len(out),
        )
        directory += name
        out += struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 33, crc, len(data), len(data), len(name), 0)
        out += name + data
    count = len(members)
    return out + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(out), 0)


def test_an_archive_inside_a_folder_counts_as_a_folder(tmp_path: Path) -> None:
    source = word(tmp_path / "x.docx").read_bytes()
    folder = tmp_path / "年度材料"
    folder.mkdir()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("纪要.docx", word(tmp_path / "y.docx").read_bytes())
    with zipfile.ZipFile(folder / "02 会议材料.zip", "w") as package:
        package.writestr("1 理事会会议纪要.docx", source)
        package.writestr("补充.zip", inner.getvalue())
    with open_submission(folder) as submission:
        assert [file.path for file in submission.files] == [
            "02 会议材料.zip/1 理事会会议纪要.docx",
            "02 会议材料.zip/补充.zip/纪要.docx",
        ]


def test_tar_gz_is_read_and_links_are_not_followed(tmp_path: Path) -> None:
    source = word(tmp_path / "x.docx")
    archive = tmp_path / "材料.tar.gz"
    with tarfile.open(archive, "w:gz") as package:
        package.add(source, "材料/申请书.docx")
        link = tarfile.TarInfo("材料/别处.docx")
        link.type = tarfile.SYMTYPE
        link.linkname = "/etc/passwd"
        package.addfile(link)
    with open_submission(archive) as submission:
        assert [file.path for file in submission.files] == ["材料/申请书.docx"]


def test_members_never_leave_the_private_folder_and_it_is_removed(tmp_path: Path) -> None:
    source = word(tmp_path / "x.docx").read_bytes()
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("../../evil.docx", source)
        package.writestr("C:\\Windows\\win.docx", word(tmp_path / "y.docx").read_bytes())
    with open_submission(archive) as submission:
        assert {file.path for file in submission.files} == {"evil.docx", "Windows/win.docx"}
        sources = [file.source for file in submission.files]
        assert all(where is not None and where.exists() and "doccheck-" in str(where) for where in sources)
    assert not any(where is not None and where.exists() for where in sources)
    assert not (tmp_path.parent / "evil.docx").exists()


def test_limits_stop_an_archive_and_keep_what_was_read(tmp_path: Path) -> None:
    source = word(tmp_path / "x.docx").read_bytes()
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("1.docx", source)
        package.writestr("2.docx", b"\x00" * 400_000)
        package.writestr("3.docx", source)
    for limits in (
        Limits(file_bytes=300_000),
        Limits(total_bytes=300_000),
        Limits(ratio=50, ratio_from=100_000),
        Limits(files=1),
    ):
        with open_submission(archive, limits) as submission:
            assert codes(submission) == {"1.docx": "", "a.zip": "D011"}


def test_too_many_archives_in_one_another(tmp_path: Path) -> None:
    data = word(tmp_path / "x.docx").read_bytes()
    name = "申请书.docx"
    for depth in range(5):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr(name, data)
        data, name = buffer.getvalue(), f"{depth}.zip"
    (tmp_path / "外.zip").write_bytes(data)
    with open_submission(tmp_path / "外.zip") as submission:
        assert list(codes(submission).values()) == ["D011"]


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("申请书.docx", b"x" * 50)
    content = bytearray(archive.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    archive.write_bytes(bytes(content))
    with open_submission(archive) as submission:
        assert codes(submission) == {"a.zip": "D002"}


def test_a_damaged_member_is_its_own_trouble(tmp_path: Path) -> None:
    source = word(tmp_path / "x.docx").read_bytes()
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("甲.docx", b"z" * 5000)
        package.writestr("乙.docx", source)
    archive.write_bytes(archive.read_bytes().replace(b"z" * 5000, b"y" * 5000))
    with open_submission(archive) as submission:
        assert codes(submission) == {"乙.docx": "", "甲.docx": "D001"}


@pytest.mark.parametrize("make", ["missing", "empty", "foreign"])
def test_nothing_to_check_is_said_kindly(tmp_path: Path, make: str) -> None:
    target = tmp_path / "材料"
    if make != "missing":
        target.mkdir()
    if make == "foreign":
        (target / "说明.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NothingToCheck) as caught:
        open_submission(target)
    assert "材料" in caught.value.message


def test_text_that_begins_with_letters_of_a_picture_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"BM is a team\n" * 9)
    assert kind_of(tmp_path / "a.doc") != "bmp"


def test_safe_names() -> None:
    assert safe_name("/etc/passwd") == "etc/passwd"
    assert safe_name("..\\..\\a\\b.docx") == "a/b.docx"
    assert safe_name("../..") == ""


def test_names_of_members_prefer_the_flag_then_utf8_then_gbk() -> None:
    info = zipfile.ZipInfo("协议".encode("gbk").decode("cp437"))
    info.flag_bits = 0
    assert member_name(info) == "协议"
    info = zipfile.ZipInfo("协议")
    info.flag_bits = 0x800
    assert member_name(info) == "协议"


def test_natural_key_reads_numbers() -> None:
    names = ["2.docx", "10.docx", "1.docx", "十、a.docx", "二、a.docx"]
    assert sorted(names, key=natural_key) == ["1.docx", "2.docx", "二、a.docx", "10.docx", "十、a.docx"]
