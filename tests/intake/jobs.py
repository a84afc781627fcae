"""Work for workers in tests: what honest and hostile files make a reader do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from doccheck.parsers import pace
from doccheck.parsers.errors import UnreadableFile


def double(number: int) -> int:
    return number * 2


def say_name(name: str) -> str:
    return name * 300_000  # more than a pipe holds


def refuse() -> None:
    raise UnreadableFile("坏了", "换一个")


def stumble() -> None:
    raise KeyError("x")


def read_slowly(pages: int, seconds: float) -> int:
    """What recognising pages is like: each takes its time and is said to be done."""
    for _ in range(pages):
        time.sleep(seconds)
        pace.page_done()
    return pages


def hang(note: Path) -> None:
    """Leaves a temporary file and a child behind, and never ends."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    left = Path(tempfile.mkdtemp()) / "left"
    left.write_bytes(b"x" * 1000)
    note.write_text(f"{child.pid}\n{left}")
    time.sleep(600)


def eat() -> int:
    return len(bytearray(3 << 30))


def die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def temporary() -> str:
    return tempfile.mkdtemp()


def process() -> int:
    return os.getpid()
