"""Legacy documents are read through LibreOffice as well as .docx, and their trouble is told."""

from __future__ import annotations

import functools
import hashlib
import shutil
import stat
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import docx
import pytest

import doccheck
from doccheck.document import IncidentKind
from doccheck.intake import ParseLimits, read_documents
from doccheck.intake.workers import end_idle
from doccheck.parsers.errors import EncryptedFile, UnsupportedFormat
from doccheck.parsers.office import find_office, parse_with_office

DEMO = Path(__file__).resolve().parents[3] / "corpora" / "demo"
office = pytest.mark.skipif(find_office() is None, reason="needs LibreOffice")


def save_as(ending: str, sources: list[Path], target: Path) -> Path:
    """Save Word files in another format with LibreOffice. Word closes every file with a paragraph; where the sample
    has none after its last table, LibreOffice would write that table into a .doc as one line of text."""
    with tempfile.TemporaryDirectory() as room:
        copies = []
        for source in sources:
            document = docx.Document(str(source))
            document.add_paragraph("")
            copies.append(Path(room) / source.name)
            document.save(str(copies[-1]))
        command = [
            str(find_office()), f"-env:UserInstallation={(Path(room) / 'p').as_uri()}", "--headless",
            "--convert-to", ending, "--outdir", str(target), *map(str, copies),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target


@functools.cache
def told(folder: Path) -> list[tuple[str, str | None, str, str | None]]:
    """The findings without the endings of file names."""
    found = []
    for finding in doccheck.check(folder).findings:
        message = finding.message
        for ending in (".docx", ".doc", ".rtf", ".odt"):
            message = message.replace(ending, "")
        found.append((finding.code, finding.requirement, message, finding.severity))
    return sorted(found, key=str)


@office
@pytest.mark.slow
@pytest.mark.parametrize(
    ("pack", "ending"), [("江苏-高端数控装备", "doc"), ("赣州-稀土功能材料", "doc"), ("江苏-高端数控装备", "rtf")]
)
def test_a_submission_saved_as_legacy_word_gives_the_same_findings(tmp_path: Path, pack: str, ending: str) -> None:
    files = DEMO / pack / "files"
    saved = save_as(ending, sorted(files.glob("*.docx")), tmp_path)
    assert told(saved) == told(files)
    assert told(files)


@pytest.fixture
def legacy(tmp_path: Path) -> Path:
    """A small .doc."""
    document = docx.Document()
    document.add_heading("创新联合体共建协议", 0)
    document.add_paragraph("第一条 甲方投入3000万元。")
    document.save(str(tmp_path / "协议.docx"))
    return save_as("doc", [tmp_path / "协议.docx"], tmp_path) / "协议.doc"


@pytest.fixture(autouse=True)
def own_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for temporary files that no other program of this machine uses."""
    room = tmp_path / "room"
    room.mkdir()
    end_idle()
    monkeypatch.setattr(tempfile, "tempdir", str(room))


def left_behind() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("doccheck-*"))


@office
def test_the_document_keeps_its_path_format_and_digest(legacy: Path) -> None:
    before = left_behind()
    end_idle()
    (document,) = read_documents(legacy).documents.values()
    assert (document.path, document.format) == ("协议.doc", "doc")
    assert document.sha256 == hashlib.sha256(legacy.read_bytes()).hexdigest()
    assert "甲方投入3000万元" in document.text
    end_idle()
    assert left_behind() <= before


@office
def test_wps_is_read_as_the_word_file_that_it_is(legacy: Path) -> None:
    legacy.rename(legacy.with_suffix(".wps"))
    (document,) = read_documents(legacy.with_suffix(".wps")).documents.values()
    assert "创新联合体共建协议" in document.text


@office
def test_a_damaged_file_is_refused_and_not_read_as_noise(legacy: Path) -> None:
    content = legacy.read_bytes()
    legacy.write_bytes(content[:1500])
    with pytest.raises(UnsupportedFormat) as caught:
        parse_with_office(legacy, "协议.doc", "doc", "")
    assert "另存为 .docx" in caught.value.advice


def test_without_office_the_next_step_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCCHECK_OFFICE", "none")
    (tmp_path / "甲.rtf").write_bytes(rb"{\rtf1 hello}")
    (problem,) = read_documents(tmp_path).problems
    assert problem.error.code == "D010"
    assert "LibreOffice" in problem.error.message
    assert "另存为 .docx" in problem.error.advice


def test_an_office_that_hangs_is_stopped_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, note = tmp_path / "soffice", tmp_path / "note"
    program.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {note}\nwait\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("DOCCHECK_OFFICE", str(program))
    (tmp_path / "甲.rtf").write_bytes(rb"{\rtf1 hello}")
    before = left_behind()
    end_idle()
    (problem,) = read_documents(tmp_path / "甲.rtf", limits=ParseLimits(conversion_seconds=1)).problems
    end_idle()
    assert (problem.error.code, "1 秒" in problem.error.message) == ("D010", True)
    status = Path(f"/proc/{note.read_text().strip()}/stat")
    assert not status.exists() or ") Z " in status.read_text()
    assert left_behind() <= before


def test_a_password_is_seen_before_anything_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCCHECK_OFFICE", shutil.which("true") or "none")
    locked = tmp_path / "密.doc"
    locked.write_bytes(b"\xd0\xcf\x11\xe0".ljust(512, b"\x00") + b"\xec\xa5\xc1\x00".ljust(10, b"\x00") + b"\x00\x01")
    with pytest.raises(EncryptedFile):
        parse_with_office(locked, "密.doc", "doc", "")
    with zipfile.ZipFile(tmp_path / "密.odt", "w") as package:
        package.writestr("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")
    with pytest.raises(EncryptedFile):
        parse_with_office(tmp_path / "密.odt", "密.odt", "odt", "")


@office
def test_macros_that_the_conversion_drops_are_told(legacy: Path) -> None:
    legacy.write_bytes(legacy.read_bytes() + "_VBA_PROJECT".encode("utf-16-le"))
    document = parse_with_office(legacy, "协议.doc", "doc", "")
    assert IncidentKind.ACTIVE_CONTENT in {incident.kind for incident in document.incidents}


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A web server of this machine and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    listening.server_close()


@office
@pytest.mark.parametrize("kind", ["html", "rtf"])
def test_nothing_that_a_file_links_to_is_fetched(tmp_path: Path, kind: str, server: tuple[str, list[str]]) -> None:
    address, asked = server
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容")
    texts = {
        "html": f'<html><meta charset="utf-8"><link rel="stylesheet" href="{address}/a.css"><body>申请书'
        f'<img src="{address}/a.png"><iframe src="{address}/f.html"></iframe>'
        f'<object data="{secret.as_uri()}"></object></body></html>',
        "rtf": r"{\rtf1\ansi {\field{\*\fldinst INCLUDEPICTURE " + f'"{address}/a.png"' + r" \\d}{\fldrslt x}}"
        r"{\field{\*\fldinst INCLUDETEXT " + f'"{secret}"' + r"}{\fldrslt y}} text}",
    }
    source = tmp_path / f"页.{kind}"
    source.write_text(texts[kind], encoding="utf-8")
    document = parse_with_office(source, source.name, kind, "")
    assert asked == []
    assert "机密" not in document.text
