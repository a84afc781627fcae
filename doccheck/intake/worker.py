"""The inside of a worker: jobs in, answers out, within limits that the system enforces.

A worker trusts the process that started it and nobody else. It holds no files of that process, writes to no
terminal, and leaves when its pipe is closed.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from doccheck.intake.crossing import pack
from doccheck.parsers import pace
from doccheck.parsers.errors import ParseError

SIZE = 8
"""Bytes of the length before every message."""
_GRACE = 15
"""Seconds after which a worker ends itself where the process that should have stopped it is gone."""


def serve(inlet: int, outlet: int, room: Path, megabytes: int) -> None:
    """Do jobs until the inlet is closed. Each is ``(function, arguments, seconds, page seconds)``; each answer
    ``(word, value)``: “done” with the function's value, “failed” with its ParseError, “memory”, or “broken” with the
    error's name. Before it, “page” says that a slow page is done, which moves the end of the time on.

    ``room`` is the worker's own folder for temporary files; it is emptied after each job by whoever started it, and
    removed here where that process is gone.
    """
    tempfile.tempdir = str(room)
    os.environ.update(TMPDIR=str(room), TEMP=str(room), TMP=str(room))
    _limit_memory(megabytes)
    while (message := receive(inlet)) is not None:
        function, arguments, seconds, page_seconds = pickle.loads(message)
        pace.listen(_Pages(outlet, seconds + _GRACE, page_seconds))
        answer = _do(function, arguments)
        pace.listen(None)
        _alarm(0)
        send(outlet, answer)
    shutil.rmtree(room, ignore_errors=True)


class _Pages:
    """Sets the alarm, tells of every slow page that is done, and moves the alarm on with it."""

    def __init__(self, outlet: int, seconds: int, page_seconds: int) -> None:
        self.outlet, self.page_seconds = outlet, page_seconds
        self.end = time.monotonic() + seconds
        _alarm(seconds)

    def __call__(self) -> None:
        self.end += self.page_seconds
        _alarm(max(1.0, self.end - time.monotonic()))
        send(self.outlet, pack(("page", None)))


def _do(function: Any, arguments: tuple[Any, ...]) -> bytes:
    try:
        return pack(("done", function(*arguments)))
    except ParseError as error:
        return pack(("failed", error))
    except MemoryError:
        return pack(("memory", None))
    except (Exception, RecursionError) as error:
        return pack(("broken", type(error).__name__))


def receive(inlet: int) -> bytes | None:
    """The next message; None at the end of the pipe."""
    head = _exactly(inlet, SIZE)
    return None if head is None else _exactly(inlet, int.from_bytes(head, "big"))


def send(outlet: int, message: bytes) -> None:
    """Write one message whole."""
    rest = memoryview(len(message).to_bytes(SIZE, "big") + message)
    while rest:
        rest = rest[os.write(outlet, rest) :]


def _exactly(inlet: int, size: int) -> bytes | None:
    got = bytearray()
    while len(got) < size:
        piece = os.read(inlet, min(size - len(got), 1 << 20))
        if not piece:
            return None
        got += piece
    return bytes(got)


def _limit_memory(megabytes: int) -> None:
    """Let the address space grow by so much and no further; no core files. Without effect outside Linux."""
    if sys.platform != "linux":
        return
    import resource

    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = mapped + (megabytes << 20)
    # The soft limit alone: LibreOffice, which this process may start, is given a limit of its own.
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def main() -> None:
    """A worker started as a program: its pipes are standard input and output, its folder and memory the arguments."""
    inlet, outlet = os.dup(0), os.dup(1)
    hush()
    if hasattr(os, "setsid"):
        os.setsid()
    if sys.platform == "win32":
        import msvcrt

        for end in (inlet, outlet):
            msvcrt.setmode(end, os.O_BINARY)
    serve(inlet, outlet, Path(sys.argv[1]), int(sys.argv[2]))


def hush() -> None:
    """Standard input, output and (unless tracebacks are wanted) error lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2)[: 2 if os.environ.get("DOCCHECK_TRACEBACK") else 3]:
        os.dup2(nowhere, stream)
    os.close(nowhere)


if __name__ == "__main__":
    main()
