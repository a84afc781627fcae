"""7z and RAR archives through the bsdtar program of libarchive, which turns them into a tar stream.

Nothing is written by the names inside: the stream is read member by member like any other tar archive, under the same
limits. Windows 10 and macOS bring the program as their “tar”; elsewhere it is called bsdtar.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from doccheck.parsers.errors import EncryptedFile, ParseError, UnreadableFile, UnsupportedFormat

_SECONDS = 600
_LAST_WORDS = 5
_ASKING = 60
_MEMORY = 2 << 30
"""What the program may use: a hostile 7z asks for a dictionary of many gigabytes."""
_SPOKEN = {"7z": "7z 压缩包", "rar": "RAR 压缩包"}
_PASSWORD = ("encrypt", "passphrase", "password", "crypto")
_UNKNOWN = ("unsupported", "not supported", "unrecognized", "unavailable")


def unpacker() -> str | None:
    """The path of bsdtar, or None where the machine has none."""
    found = shutil.which("bsdtar")
    if found is None and sys.platform in ("win32", "darwin"):
        found = shutil.which("tar")
    return found


def require_unpacker(kind: str) -> str:
    """The unpacker for this kind of archive. Raises UnsupportedFormat where there is none."""
    program = unpacker()
    if program is None:
        raise UnsupportedFormat(
            f"{_SPOKEN[kind]}需要解压组件 bsdtar 才能打开，本机没有，包内文件未检查。",
            "请改用 .zip 打包；或安装 libarchive-tools 后重新检查。",
        )
    return program


@contextmanager
def as_tar(archive: Path, kind: str) -> Iterator[IO[bytes]]:
    """A stream of the archive's members in tar form.

    Raises UnsupportedFormat where there is no unpacker or it does not know the method, EncryptedFile or UnreadableFile
    for what it says of the archive, when the stream ends.
    """
    program = require_unpacker(kind)
    # A RAR is piped in: where it can be searched, the library takes one that ends with a stored .docx for that zip.
    piped = kind == "rar"
    command = [program, "-c", "-f", "-", "--format=pax", "@-" if piped else f"@{archive.resolve()}"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            env=environment,
        )
        _confine(process.pid)
        late = threading.Timer(_SECONDS, process.kill)
        late.start()
        stream = process.stdout
        assert stream is not None
        feeder = threading.Thread(target=_feed, args=(archive, process.stdin), daemon=True)
        feeder.start()
        trouble: Exception | None = None
        try:
            yield stream
            while stream.read(1 << 16):
                pass
        except ParseError:
            raise  # a limit of ours: what the stopped program says is no news
        except Exception as error:
            trouble = error
        finally:
            stream.close()  # a program that still writes ends by it
            try:
                process.wait(_LAST_WORDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            late.cancel()
            feeder.join()
        said.seek(0)
        words = said.read(20_000).decode("utf-8", "replace").lower()
        if process.returncode or trouble is not None:
            if "(null)" in words:
                words = _asked_again(program, archive)
            raise _verdict(kind, words) from trouble


def _asked_again(program: str, archive: Path) -> str:
    """What the program says when it unpacks instead: of a password it is silent when it writes a tar stream."""
    command = [program, "-x", "-O", "-f", str(archive.resolve())]
    try:
        again = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=_ASKING,
            env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return ""
    return again.stderr[:20_000].decode("utf-8", "replace").lower()


def _feed(archive: Path, program: IO[bytes] | None) -> None:
    """Hand the archive to a program that reads it from its standard input, as far as it wants it."""
    if program is None:
        return
    try:
        with archive.open("rb") as stream, program:
            shutil.copyfileobj(stream, program)
    except OSError:  # it has ended early; its own words tell why
        return


def _confine(process: int) -> None:
    """Bound the memory of the program, where the system can."""
    if sys.platform == "linux":
        import resource

        # It may have ended by itself already.
        try:
            resource.prlimit(process, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        except (OSError, ValueError):
            return


def _verdict(kind: str, words: str) -> ParseError:
    if any(word in words for word in _PASSWORD):
        return EncryptedFile("压缩包设有密码，包内文件均未检查。", "请去掉密码后重新打包。")
    if any(word in words for word in _UNKNOWN):
        return UnsupportedFormat(
            f"{_SPOKEN[kind]}的压缩方式本机的解压组件不认识，未能全部解开。", "请改用 .zip 打包后再提交。"
        )
    return UnreadableFile("压缩包已损坏，未能全部解开。", "请重新打包为 .zip 后再提交。")
