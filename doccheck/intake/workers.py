"""Worker processes that read files: a file that hangs, eats memory or kills its reader costs that file and no other.

On Linux a worker is forked, which takes milliseconds; where the process runs several threads, and on other systems,
it is started as a program. Workers are kept for the next submission of the same process.
"""

from __future__ import annotations

import atexit
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from doccheck.intake.crossing import pack
from doccheck.intake.limits import ParseLimits
from doccheck.intake.mishaps import died, stumbled, too_big, too_slow
from doccheck.intake.pipes import Inbox
from doccheck.intake.worker import SIZE, hush, send, serve
from doccheck.parsers.errors import ParseError

_RETIRE = 200
"""Jobs after which a worker is replaced: what libraries leak must not add up."""
_PIPE = 1 << 20


class Job(NamedTuple):
    """``function(*arguments)``, a module-level function whose value or ParseError crosses by pickle."""

    key: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


class Worker:
    """One process with its pipes and its private folder for temporary files."""

    def __init__(self, limits: ParseLimits) -> None:
        self.limits = limits
        self.settings = _settings()
        self.room = Path(tempfile.mkdtemp(prefix="doccheck-"))
        self.job: Job | None = None
        self.jobs = 0
        self.pages = 0
        self.deadline = 0.0
        self.received = bytearray()
        self._program: subprocess.Popen[bytes] | None = None
        if may_fork():
            self._fork()
        else:
            self._start()

    def _fork(self) -> None:
        job_out, job_in = os.pipe()
        answer_out, answer_in = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            # Nothing of the parent may be finished here: neither its buffers, nor its exit functions.
            status = 1
            try:
                os.setsid()
                hush()
                for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM, signal.SIGPIPE):
                    signal.signal(number, signal.SIG_DFL)
                _close_all_but(job_out, answer_in)
                serve(job_out, answer_in, self.room, self.limits.megabytes)
                status = 0
            finally:
                os._exit(status)
        os.close(job_out)
        os.close(answer_in)
        self.inlet, self.outlet = answer_out, job_in
        _widen(answer_out)

    def _start(self) -> None:
        # Not “-m”: Python warns of a module that its package has imported already.
        begin = "from doccheck.intake.worker import main; main()"
        command = [sys.executable, "-c", begin, str(self.room), str(self.limits.megabytes)]
        path = os.pathsep.join(filter(None, sys.path))
        self._program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            env=dict(os.environ, PYTHONPATH=path, PYTHONUTF8="1"),
        )  # fmt: skip
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self.pid = self._program.pid
        self.inlet, self.outlet = self._program.stdout.fileno(), self._program.stdin.fileno()
        _widen(self.inlet)

    def give(self, job: Job) -> None:
        """Send a job. Raises OSError where the worker has gone."""
        send(self.outlet, pack((job.function, job.arguments, self.limits.seconds, self.limits.page_seconds)))
        self.job = job
        self.jobs += 1
        self.pages = 0
        self.deadline = time.monotonic() + self.limits.seconds

    def answer(self) -> tuple[str, Any] | None:
        """The answer once all of it has come; pages said to be done before it move the deadline on."""
        while (message := self._message()) is not None:
            if message[0] != "page":
                self.received = bytearray()
                self.job = None
                return message
            self.pages += 1
            if self.pages <= self.limits.pages:
                self.deadline += self.limits.page_seconds
        return None

    def _message(self) -> tuple[str, Any] | None:
        if len(self.received) < SIZE:
            return None
        size = int.from_bytes(self.received[:SIZE], "big")
        if len(self.received) < SIZE + size:
            return None
        with memoryview(self.received) as whole, whole[SIZE : SIZE + size] as part:
            message: tuple[str, Any] = pickle.loads(part)
        del self.received[: SIZE + size]
        return message

    def tidy(self) -> None:
        """Remove what a job left in the worker's folder; LibreOffice's profile stays for the next one."""
        for left in self.room.iterdir():
            if left.name != "office-profile":
                shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)

    def end(self) -> int:
        """Kill the worker and all that it started, and remove its folder; gives its exit status (negative: signal)."""
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(self.pid)], capture_output=True, check=False)
        else:
            for kill in (os.killpg, os.kill):  # a worker that has not yet made its own group is killed alone
                try:
                    kill(self.pid, signal.SIGKILL)
                except (ProcessLookupError, PermissionError):
                    continue
        if self._program is not None:
            status = self._program.wait()
            for pipe in (self._program.stdin, self._program.stdout):
                if pipe is not None:
                    pipe.close()
        else:
            status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            os.close(self.inlet)
            os.close(self.outlet)
        shutil.rmtree(self.room, ignore_errors=True)
        return status


_idle: deque[Worker] = deque()


class Workers:
    """Jobs done by several workers at once. ``begin`` hands out the first of them at once; ``finish`` waits for all.

    A context manager: what still runs when it is left is killed, the other workers are kept for later.
    """

    def __init__(self, jobs: Iterable[Job], limits: ParseLimits, given: Callable[[Job], None] | None = None) -> None:
        self._waiting = deque(jobs)
        self._limits = limits
        self._given = given
        self._most = limits.at_once(len(self._waiting))
        self._busy: list[Worker] = []
        self._inbox: Inbox[Worker] = Inbox()
        self._results: dict[int, Any] = {}

    def begin(self) -> Workers:
        """Give every worker a job. Nothing is waited for, so that other work may be done meanwhile."""
        while self._waiting and len(self._busy) < self._most:
            self._hand_out(_idle_worker(self._limits) or Worker(self._limits))
        return self

    def finish(self) -> dict[int, Any]:
        """The value or the ParseError of every job by its key."""
        self.begin()
        while self._busy:
            first = min(worker.deadline for worker in self._busy)
            for worker, piece in self._inbox.wait(max(0.0, first - time.monotonic())):
                self._take(worker, piece)
            for worker in [worker for worker in self._busy if time.monotonic() >= worker.deadline]:
                self._lose(worker, too_slow(self._limits))
        return self._results

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        while self._busy:
            worker = self._busy.pop()
            self._inbox.leave(worker)
            worker.end()

    def _hand_out(self, worker: Worker) -> None:
        job = self._waiting.popleft()
        if self._given is not None:
            self._given(job)
        try:
            worker.give(job)
        except OSError:  # it died while idle, which is nothing to this file
            worker.end()
            worker = Worker(self._limits)
            worker.give(job)
        self._busy.append(worker)
        self._inbox.join(worker, worker.inlet)

    def _take(self, worker: Worker, piece: bytes) -> None:
        job = worker.job
        if job is None or worker not in self._busy:
            return
        if not piece:
            self._lose(worker, None)
            return
        worker.received += piece
        answer = worker.answer()
        if answer is None:
            return
        word, value = answer
        if word == "memory":
            value = too_big(self._limits)
        elif word == "broken":
            value = stumbled(value)
        self._results[job.key] = value
        worker.tidy()
        self._busy.remove(worker)
        self._inbox.leave(worker)
        if word == "memory" or worker.jobs >= _RETIRE:
            worker.end()
            self.begin()
        elif self._waiting:
            self._hand_out(worker)
        elif self._inbox.threads:  # whose thread reads on, so that no other inbox could
            worker.end()
        else:
            _idle.append(worker)

    def _lose(self, worker: Worker, error: ParseError | None) -> None:
        """End a worker that died, or that has to; its file has its error, a new worker takes the next one."""
        job = worker.job
        self._busy.remove(worker)
        self._inbox.leave(worker)
        status = worker.end()
        if job is not None:
            self._results[job.key] = error or died(status, self._limits)
        self.begin()


def may_fork() -> bool:
    """Whether a fork is safe here: on Linux, in a process of one thread. Others hold locks that a fork never frees."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def end_idle() -> None:
    """End the workers that are kept."""
    while _idle:
        _idle.pop().end()


atexit.register(end_idle)
if hasattr(os, "register_at_fork"):
    # A fork of this process made by others must not talk to workers that are not its own.
    os.register_at_fork(after_in_child=_idle.clear)


def _idle_worker(limits: ParseLimits) -> Worker | None:
    while _idle:
        try:
            worker = _idle.pop()
        except IndexError:  # another thread was quicker
            return None
        if worker.limits == limits and worker.settings == _settings():
            return worker
        worker.end()
    return None


def _settings() -> dict[str, str]:
    """What the environment asks of parsers; a worker knows only what stood there when it began."""
    return {name: value for name, value in os.environ.items() if name.startswith("DOCCHECK_")}


def _close_all_but(*kept: int) -> None:
    """Close what was inherited: other workers' pipes above all, whose ends would never be seen."""
    start = 3
    for number in sorted(kept):
        os.closerange(start, number)
        start = number + 1
    os.closerange(start, os.sysconf("SC_OPEN_MAX"))


def _widen(pipe: int) -> None:
    """Let a whole answer lie in the pipe, so that the worker need not wait until it is fetched."""
    if sys.platform == "linux":
        import fcntl

        try:
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
        except OSError:  # the user's pipes together are too large: slower, not worse
            return
