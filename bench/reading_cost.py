"""What reading a text PDF costs beside pdfplumber's own text-and-tables pass over the same file.

Run as ``python -m bench.reading_cost [--pairs N] [--file FILE]``. The file is a sample of some 30 pages with ten
ruled tables, which LibreOffice prints, unless one is given. Both passes run in turn, each in a process of its own, and
are measured in that process's CPU seconds, imports included, so that other work on the machine disturbs little.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.cold import ROOT, print_to_pdf
from bench.sample import write_docx

LIMIT = 0.5
"""Reading may cost this share of pdfplumber's pass."""
PROGRAMS = ("doccheck", "pdfplumber")


class Pass(NamedTuple):
    """One pass over the file: CPU seconds of its process, and what it found."""

    seconds: float
    pages: int
    tables: int
    characters: int


def doccheck_pass(source: Path) -> tuple[int, int, int]:
    """Pages, tables and characters of the document that the parser makes."""
    from doccheck.parsers.pdf import parse_pdf

    document = parse_pdf(source, source.name)
    return document.pages or 0, len(list(document.tables())), len("".join(document.text.split()))


def pdfplumber_pass(source: Path) -> tuple[int, int, int]:
    """Pages, tables (a table over a page end counts once a page) and characters as pdfplumber finds them."""
    import pdfplumber

    tables = characters = 0
    with pdfplumber.open(source) as file:
        for page in file.pages:
            characters += len("".join((page.extract_text() or "").split()))
            tables += len(page.extract_tables())
            page.close()
        return len(file.pages), tables, characters


def one_pass(program: str, source: Path) -> Pass:
    """One pass in this process, the first and only one."""
    start = time.process_time()
    found = doccheck_pass(source) if program == "doccheck" else pdfplumber_pass(source)
    return Pass(time.process_time() - start, *found)


def paired(source: Path, pairs: int) -> dict[str, list[Pass]]:
    """Both programs in turn, ``pairs`` times, after one warm-up each that is not counted."""
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    passes: dict[str, list[Pass]] = {program: [] for program in PROGRAMS}
    for _ in range(pairs + 1):
        for program in PROGRAMS:
            command = [sys.executable, "-m", "bench.reading_cost", "--one", program, "--file", str(source)]
            output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
            passes[program].append(Pass(*json.loads(output)))
    return {program: found[1:] for program, found in passes.items()}


def sample(folder: Path) -> Path | None:
    """The sample as PDF: ten chapters, ten tables, 31 pages with the fonts that it asks for."""
    source = folder / "创新联合体建设方案.docx"
    write_docx(source, paragraphs=6)
    return print_to_pdf(source)


def report(passes: dict[str, list[Pass]]) -> float:
    """Print both programs' medians and the median of the ratios of the pairs, which is given."""
    for program, found in passes.items():
        one = found[0]
        seconds = median(item.seconds for item in found)
        print(
            f"  {program:<11}{seconds:6.2f} s CPU  {1000 * seconds / max(1, one.pages):6.1f} ms a page   "
            f"{one.pages} pages, {one.tables} tables, {one.characters} characters"
        )
    ratios = [ours.seconds / theirs.seconds for ours, theirs in zip(*passes.values(), strict=True)]
    ratio = median(ratios)
    print(f"  ratio      {ratio:6.3f}   ({min(ratios):.3f} to {max(ratios):.3f} in {len(ratios)} pairs; limit {LIMIT})")
    return ratio


def main() -> None:
    """Measure and print; exit status 1 above the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5, help="passes of each program (default 5)")
    parser.add_argument("--file", type=Path, help="a PDF of yours instead of the sample")
    parser.add_argument("--one", choices=PROGRAMS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one_pass(options.one, options.file)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        source = options.file or sample(Path(temporary))
        if source is None:
            sys.exit("LibreOffice is not installed: name a PDF with --file")
        print(source.name)
        ratio = report(paired(source, options.pairs))
    sys.exit(0 if ratio <= LIMIT else 1)


if __name__ == "__main__":
    main()
