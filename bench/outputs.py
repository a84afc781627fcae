"""What writing everything costs beside the check itself, in processor seconds of whole processes, workers included.

Run as ``python -m bench.outputs [FOLDER …] [--runs N]``; without folders the demo submissions are taken. Each is
checked twice in turn: for the console alone, and with every output (reports with pictures of pages, workbook, papers,
annotated copies). What the second takes more is the outputs' cost; printed is its share of the first, and the median.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent


def seconds(*arguments: str) -> float:
    """Processor seconds of one ``doccheck`` process and of all that it started."""
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "doccheck", *arguments], env=environment, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print a line for each pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    demo = sorted(path / "files" for path in (ROOT / "corpora" / "demo").iterdir() if path.is_dir())
    ratios: list[float] = []
    for _ in range(options.runs):
        for source in options.folders or demo:
            alone = seconds("check", str(source))
            with tempfile.TemporaryDirectory() as folder:
                everything = seconds("check", str(source), "--output", folder, "--annotate")
            ratios.append((everything - alone) / alone)
            print(f"{source.parent.name}: check {alone:.2f} s, outputs {everything - alone:.2f} s, {ratios[-1]:.2f}")
    print(f"median of {len(ratios)}: {median(ratios):.2f} (aim: under 1)")


if __name__ == "__main__":
    main()
