"""How does the program bear files that others made? ``python -m bench.robustness FOLDER …``, see docs/robustness.md.

Every file is taken in and parsed as a submission of its own, by the program's worker processes and within its limits.
For each kind of file: how many, how many were read, refused (by finding code), crashed and hung, the slowest, and the
most memory that one took. Exits with 1 where anything crashed or hung.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from doccheck.document import Document
from doccheck.intake import NothingToCheck, ParseLimits, Submission, open_submission
from doccheck.intake.kinds import DOCUMENT_ENDINGS, ending
from doccheck.intake.mishaps import Died, Stumbled, TooSlow
from doccheck.intake.reading import parse_file
from doccheck.intake.workers import Job, Workers, end_idle
from doccheck.parsers.errors import ParseError

_BATCH = 40
_CLEAR = Path("/proc/self/clear_refs")


class Reading(NamedTuple):
    """What one parse gave, its seconds, and the most memory in MB that the worker held meanwhile (0: unknown)."""

    result: Document | ParseError
    seconds: float
    megabytes: float


class Outcome(NamedTuple):
    """``word`` is “read”, “crashed”, “hung”, “aside” or the code of the refusal; ``why`` is the message."""

    file: Path
    word: str
    why: str
    seconds: float
    megabytes: float


@dataclass
class Row:
    """One kind's line of the table."""

    outcomes: list[Outcome] = field(default_factory=list)

    def cells(self) -> list[str]:
        """The line's cells."""
        words = Counter(one.word for one in self.outcomes)
        refused = {word: count for word, count in sorted(words.items()) if word not in {"read", "crashed", "hung"}}
        slowest = max(self.outcomes, key=lambda one: one.seconds)
        peak = max(one.megabytes for one in self.outcomes)
        return [
            str(len(self.outcomes)),
            str(words["read"]),
            "、".join(f"{code} {count}" for code, count in refused.items()) or "0",
            str(words["crashed"]),
            str(words["hung"]),
            f"{slowest.seconds:.1f} s ({slowest.file.name})",
            f"{peak:.0f} MB" if peak else "–",
        ]


def measured(read_as: str, source: Path, path: str, kind: str, sha256: str, limits: ParseLimits) -> Reading:
    """One file parsed inside a worker. Errors that no parser foresaw go on to the worker, which tells of them."""
    _forget_peak()
    started = time.perf_counter()
    result: Document | ParseError
    try:
        result = parse_file(read_as, source, path, kind, sha256, limits)
    except ParseError as error:
        result = error
    return Reading(result, time.perf_counter() - started, _peak())


def _forget_peak() -> None:
    """Let the process's peak of memory start anew (Linux)."""
    if _CLEAR.exists():
        _CLEAR.write_text("5")


def _peak() -> float:
    """Megabytes: the largest of this process, or of the programs that it ran, LibreOffice's above all."""
    if not _CLEAR.exists():
        return 0.0
    import resource

    status = Path("/proc/self/status").read_text()
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def run(files: Sequence[Path], limits: ParseLimits) -> Iterator[Outcome]:
    """What becomes of each file. A worker is started anew for the first of every batch."""
    rest = iter(files)
    while batch := list(islice(rest, _BATCH)):
        yield from _batch(batch, limits)


def _batch(files: list[Path], limits: ParseLimits) -> Iterator[Outcome]:
    opened: list[tuple[Path, Submission, float]] = []
    jobs: list[Job] = []
    owner: dict[int, int] = {}
    try:
        for path in files:
            started = time.perf_counter()
            try:
                submission = open_submission(path)
            except NothingToCheck as nothing:
                yield Outcome(path, "aside", nothing.message, 0.0, 0.0)
                continue
            except Exception as error:  # whatever it is, it should have been foreseen
                yield Outcome(path, "crashed", f"intake: {type(error).__name__}: {error}", 0.0, 0.0)
                continue
            for one in submission.files:
                if one.read_as is not None and one.source is not None:
                    arguments = (one.read_as, one.source, one.path, one.kind, one.sha256, limits)
                    owner[len(jobs)] = len(opened)
                    jobs.append(Job(len(jobs), measured, arguments))
            opened.append((path, submission, time.perf_counter() - started))
        with Workers(jobs, limits) as workers:
            results = workers.finish()
        for index, (path, submission, seconds) in enumerate(opened):
            own = [results[key] for key, at in owner.items() if at == index]
            yield _told(path, submission, own, seconds, limits)
    finally:
        for _, submission, _ in opened:
            submission.close()


def _told(
    path: Path, submission: Submission, results: list[Reading | ParseError], opening: float, limits: ParseLimits
) -> Outcome:
    """One word for a file, which may be an archive of many: the worst that befell one, else read if any was."""
    values = [one.result if isinstance(one, Reading) else one for one in results]
    refusals = [one for one in values if isinstance(one, ParseError)]
    refusals += [one.error for one in submission.files if one.error is not None and one.read_as is None]
    seconds = opening + sum(one.seconds for one in results if isinstance(one, Reading))
    seconds += limits.seconds * sum(isinstance(one, TooSlow) for one in refusals)
    peak = max((one.megabytes for one in results if isinstance(one, Reading)), default=0.0)
    for word, kinds in (("crashed", (Stumbled, Died)), ("hung", (TooSlow,))):
        for error in refusals:
            if isinstance(error, kinds):
                return Outcome(path, word, error.message, seconds, peak)
    if refusals and len(refusals) == max(len(values), 1):
        return Outcome(path, refusals[0].code, refusals[0].message, seconds, peak)
    return Outcome(path, "read", "", seconds, peak)


def _files(folders: Sequence[Path], endings: set[str]) -> list[Path]:
    """The files below the folders whose ending promises something to be checked, kind by kind."""
    found = (one for folder in folders for one in folder.rglob("*") if one.is_file() and ending(one.name) in endings)
    return sorted(found, key=lambda one: (ending(one.name), str(one)))


def main() -> int:
    """Run it on folders."""
    asked = argparse.ArgumentParser(prog="python -m bench.robustness", description=__doc__.split("\n\n")[0])
    asked.add_argument("folders", nargs="+", type=Path, help="folders of foreign files")
    asked.add_argument("--kinds", default="", help="endings to take, with commas between (all that are read)")
    asked.add_argument("--seconds", type=int, default=300, help="limit of time for one file")
    asked.add_argument("--jobs", type=int, default=2, help="worker processes")
    asked.add_argument("--all", action="store_true", help="name every file that was not read, with its message")
    given = asked.parse_args()
    wanted = set(filter(None, given.kinds.split(","))) or set(DOCUMENT_ENDINGS)
    limits = ParseLimits(seconds=given.seconds, workers=given.jobs)
    files = _files(given.folders, wanted)
    kinds = sorted({ending(one.name) for one in files})
    rows: dict[str, Row] = {}
    for kind in kinds:
        end_idle()  # what programs took before would count for this kind, too
        rows[kind] = Row(list(run([one for one in files if ending(one.name) == kind], limits)))
        print(f"{kind}: {len(rows[kind].outcomes)}", file=sys.stderr)
    print("| kind | files | read | refused | crashed | hung | slowest | peak memory |")
    print("|---|---|---|---|---|---|---|---|")
    for kind, row in rows.items():
        print(f"| .{kind} | {' | '.join(row.cells())} |")
    all_of_them = Row([one for row in rows.values() for one in row.outcomes])
    if all_of_them.outcomes:
        print(f"| all | {' | '.join(all_of_them.cells())} |")
    bad = [one for one in all_of_them.outcomes if one.word in {"crashed", "hung"}]
    for one in all_of_them.outcomes if given.all else bad:
        if one.word != "read":
            print(f"{one.word}\t{one.file}\t{one.seconds:.1f} s\t{one.why}")
    return 1 if bad else 0


if __name__ == "__main__":
    # Workers find the function that they run by the module's real name.
    from bench import robustness

    sys.exit(robustness.main())
