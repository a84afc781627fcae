"""What reading a Word file costs beside markitdown's conversion of it, in pairs within one process.

Run as ``python -m bench.word [FILE.docx …] [--pairs N]``; without files the 20-page sample and the demo papers are
read. Both programs are loaded and warm; each file is read and converted in turn, and the median of the pairs' ratios
is printed. Exits with 1 where a file costs more than ``--limit`` (0.3) of the conversion.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.sample import write_docx
from doccheck.parsers.word import parse_docx

ROOT = Path(__file__).resolve().parent.parent


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def pairs(source: Path, convert: Callable[[str], object], count: int) -> list[tuple[float, float]]:
    """Seconds of reading and of converting one file, in turn, after one of each that is not counted."""
    measured = [
        (seconds(lambda: parse_docx(source, source.name)), seconds(lambda: convert(str(source))))
        for _ in range(count + 1)
    ]
    return measured[1:]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="Word files (default: the sample and the demo papers)")
    parser.add_argument("--pairs", type=int, default=7, help="pairs for each file (default 7)")
    parser.add_argument("--limit", type=float, default=0.3, help="highest ratio that passes (default 0.3)")
    options = parser.parse_args()
    try:
        from markitdown import MarkItDown
    except ImportError:
        sys.exit("markitdown is needed to compare with: pip install 'markitdown[docx]'")
    convert = MarkItDown().convert
    worst = 0.0
    with tempfile.TemporaryDirectory() as room:
        files = options.files
        if not files:
            sample = Path(room) / "sample-20-pages.docx"
            write_docx(sample)
            files = [sample, *sorted(ROOT.glob("corpora/demo/*/files/*.docx"))]
        print("  doccheck  markitdown   ratio")
        for source in files:
            found = pairs(source, convert, options.pairs)
            ratio = median(ours / theirs for ours, theirs in found)
            worst = max(worst, ratio)
            ours, theirs = median(one for one, _ in found), median(other for _, other in found)
            print(f"{1000 * ours:7.1f} ms  {1000 * theirs:7.1f} ms  {ratio:6.3f}  {source.name}")
    print(f"highest ratio {worst:.3f} (limit {options.limit})")
    sys.exit(worst > options.limit)


if __name__ == "__main__":
    main()
