"""Spoilt files put through intake and the parsers' worker processes, and what is left behind looked for.

A file must come out as documents or with finding codes. An error that no parser foresaw, a dead worker, a hang, or a
temporary file that stays is a fault, and the file is kept.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.robustness import Outcome, run
from doccheck.intake import ParseLimits
from doccheck.intake.workers import end_idle
from tests.fuzz.mutators import mutate

LIMITS = ParseLimits(seconds=60, workers=2)
BATCH = 40
_GRACE = 60


@dataclass
class Tally:
    """What became of the spoilt files of one kind. ``faults`` are lines for people, with the files kept."""

    words: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_file: str = ""
    megabytes: float = 0.0
    leaked: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def files(self) -> int:
        """How many there were."""
        return self.words.total()

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        self.words[outcome.word] += 1
        self.megabytes = max(self.megabytes, outcome.megabytes)
        if outcome.seconds > self.slowest:
            self.slowest, self.slowest_file = outcome.seconds, outcome.file.name


class _Hung(Exception):
    """Intake itself did not come back."""


def fuzz(kind: str, seeds: Sequence[bytes], numbers: range, seed: int, keep: Path) -> Tally:
    """Spoil and read files of one kind; ``numbers`` say which, so that a single one can be made again."""
    tally = Tally()
    with _private_room() as room:
        for first in range(numbers.start, numbers.stop, BATCH):
            folder = room / "in"
            folder.mkdir()
            for number in range(first, min(first + BATCH, numbers.stop)):
                (folder / f"{seed}-{number}.{_ending(kind)}").write_bytes(spoilt(kind, seeds, number, seed))
            for outcome in _watched(sorted(folder.iterdir()), tally):
                tally.add(outcome)
                if outcome.word in ("crashed", "hung"):
                    tally.faults.append(f"{outcome.word} {_kept(outcome.file, keep)}: {outcome.why}")
            shutil.rmtree(folder)
            _look_for_leaks(room / "tmp", tally)
        end_idle()
        left = list((room / "tmp").iterdir())
        tally.leaked += len(left)
        tally.faults += [f"leaked {one.name}" for one in left]
    return tally


def spoilt(kind: str, seeds: Sequence[bytes], number: int, seed: int) -> bytes:
    """The spoilt file of this number; the same for the same seed."""
    return mutate(kind, seeds, Random(f"{seed}/{kind}/{number}"))


def _ending(kind: str) -> str:
    return {"tgz": "tar.gz", "scan": "pdf"}.get(kind, kind)


def _watched(files: list[Path], tally: Tally) -> Iterator[Outcome]:
    """The outcomes of a batch; where intake hangs the batch is done again file by file, to find which."""
    try:
        with _alarm(len(files) * LIMITS.seconds + _GRACE):
            outcomes = list(run(files, LIMITS))
    except _Hung:
        if len(files) == 1:
            outcomes = [Outcome(files[0], "hung", "intake", float(LIMITS.seconds), 0.0)]
        else:
            outcomes = [outcome for one in files for outcome in _watched([one], tally)]
    yield from outcomes


def _look_for_leaks(folder: Path, tally: Tally) -> None:
    """Between jobs a temporary folder holds nothing but the rooms of the workers that are kept, and those are empty."""
    for one in folder.iterdir():
        inside = list(one.iterdir()) if one.is_dir() else [one]
        left = [thing for thing in inside if thing.name != "office-profile"]
        if left:
            tally.leaked += len(left)
            tally.faults.append(f"leaked {one.name}/{left[0].name}")
            shutil.rmtree(one, ignore_errors=True)


def _kept(file: Path, keep: Path) -> Path:
    keep.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(file, keep / file.name))


@contextmanager
def _private_room() -> Iterator[Path]:
    """A folder of our own, with all temporary files of this process and its workers below it."""
    end_idle()  # their rooms lie elsewhere
    before, given = tempfile.tempdir, os.environ.get("TMPDIR")
    room = Path(tempfile.mkdtemp(prefix="fuzz-"))
    (room / "tmp").mkdir()
    tempfile.tempdir = os.environ["TMPDIR"] = str(room / "tmp")
    try:
        yield room
    finally:
        tempfile.tempdir = before
        os.environ.pop("TMPDIR")
        if given is not None:
            os.environ["TMPDIR"] = given
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    def ring(number: int, frame: object) -> None:
        raise _Hung

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
