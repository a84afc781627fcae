"""Cold wall time and peak memory of `doccheck check` beside `markitdown`, whole processes, on one .docx and its PDF.

Run as ``python -m bench [--pairs N] [--keep FOLDER]``. markitdown and LibreOffice are needed for this only;
without markitdown doccheck is measured alone, without LibreOffice the PDF is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.sample import write_docx

ROOT = Path(__file__).resolve().parent.parent


class Run(NamedTuple):
    """One process: wall seconds, peak resident memory in MB, exit status."""

    seconds: float
    megabytes: float
    status: int


def measure(command: list[str]) -> Run:
    """Run a command to its end and measure it, its output thrown away (Linux and macOS only)."""
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss / unit, child.returncode)


def compare(first: list[str], second: list[str] | None, pairs: int) -> tuple[list[Run], list[Run]]:
    """Both commands in turn, ``pairs`` times, after one warm-up each that is not counted."""
    measure(first)
    if second:
        measure(second)
    ours, theirs = [], []
    for _ in range(pairs):
        ours.append(measure(first))
        if second:
            theirs.append(measure(second))
    return ours, theirs


def make_files(folder: Path) -> list[Path]:
    """The sample .docx and, where LibreOffice is installed, its PDF."""
    source = folder / "创新联合体建设方案.docx"
    write_docx(source)
    printed = print_to_pdf(source)
    return [source] if printed is None else [source, printed]


def print_to_pdf(source: Path) -> Path | None:
    """The PDF that LibreOffice makes of a Word file, beside it; nothing where LibreOffice is not installed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    profile = (source.parent / "profile").as_uri()
    subprocess.run(
        [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir",
         str(source.parent), str(source)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180,
    )  # fmt: skip
    return source.with_suffix(".pdf")


def report(name: str, ours: list[Run], theirs: list[Run]) -> None:
    """Print medians and ratios for one file."""
    print(f"\n{name}")
    seconds, memory = median(run.seconds for run in ours), median(run.megabytes for run in ours)
    print(f"  doccheck    {seconds:6.2f} s  {memory:7.1f} MB   exit {sorted({run.status for run in ours})}")
    if theirs:
        other, more = median(run.seconds for run in theirs), median(run.megabytes for run in theirs)
        print(f"  markitdown  {other:6.2f} s  {more:7.1f} MB   exit {sorted({run.status for run in theirs})}")
        print(f"  ratio       {seconds / other:6.2f}    {memory / more:7.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5, help="runs of each program per file (default 5)")
    parser.add_argument("--keep", type=Path, help="put the sample files into this folder and keep them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if importlib.util.find_spec("markitdown") is None:
            print("markitdown is not installed: doccheck is measured alone (pip install 'markitdown[docx,pdf]')")
        for source in make_files(folder):
            ours = [sys.executable, "-m", "doccheck", "check", str(source), "--format", "json"]
            theirs = [sys.executable, "-m", "markitdown", str(source)]
            found = importlib.util.find_spec("markitdown") is not None
            report(source.name, *compare(ours, theirs if found else None, options.pairs))


if __name__ == "__main__":
    main()
