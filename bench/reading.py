"""How much of a known text is read from Word, a text PDF, a clean scan and a scan with seals over its text.

Run as ``python -m bench.reading [--chapters N] [--keep FOLDER]``; LibreOffice prints the PDF, the extra [ocr] reads
the scans. Printed are character accuracies and seconds a page, beside markitdown, plain pdfplumber and plain rapidocr
over the same files, and the two ratios that are limited: those of bench.reading_cost and bench.word.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import Any

from bench.reading_pages import known_text, pictures, save_scan, stamped, worn
from bench.sample import write_docx

TARGETS = {"Word": 0.999, "PDF": 0.999, "scan": 0.985, "turned scan": 0.985, "scan with seals": 0.97}
MOST = 1.3
"""Times the seconds of plain rapidocr that a scanned page may take."""
_TIMES = 3
_WORD_LIMIT = 0.3


def accuracy(read: str, truth: str) -> float:
    """One less the share of characters to be changed; spaces do not count, full and half width are one."""
    from rapidfuzz.distance import Levenshtein

    one, two = ("".join(unicodedata.normalize("NFKC", text).split()) for text in (read, truth))
    return 1.0 - Levenshtein.distance(one, two) / len(two)


def make_files(folder: Path, chapters: int) -> dict[str, Path]:
    """The same text as Word, PDF and three kinds of scan."""
    source = folder / "建设方案.docx"
    write_docx(source, chapters=chapters)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise SystemExit("LibreOffice is needed to print the sample")
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=180)
    printed = source.with_suffix(".pdf")
    clean = pictures(printed)
    sealed = []
    for number, page in enumerate(clean):
        # One where seals belong, one in the middle of the text.
        for at, place in enumerate(((0.68, 0.8), (0.4, 0.3 + 0.05 * (number % 5)))):
            centre = (round(page.width * place[0]), round(page.height * place[1]))
            page = stamped(page, centre, "渝州云岭智能装备研究院有限公司", seed=10 * number + at)
        sealed.append(page)
    scans = {
        "scan": [worn(page, number) for number, page in enumerate(clean)],
        "turned scan": [worn(page, number, quarter=1 + number % 3) for number, page in enumerate(clean)],
        "scan with seals": [worn(page, number) for number, page in enumerate(sealed)],
    }
    return {
        "Word": source,
        "PDF": printed,
        **{name: save_scan(pages, folder / f"{name}.pdf") for name, pages in scans.items()},
    }


def read(kind: str, source: Path) -> Any:
    """The document as doccheck reads it."""
    if kind == "Word":
        from doccheck.parsers.word import parse_docx

        return parse_docx(source, source.name)
    from doccheck.parsers.pdf import parse_pdf

    return parse_pdf(source, source.name)


def plain_scan(source: Path) -> str:
    """What rapidocr alone reads from a scan's pictures, line after line."""
    return "".join("".join(_rapidocr()(page).txts or ()) for page in _arrays(source))


def plain_pdf(source: Path) -> str:
    """The words of pdfplumber's text-and-tables pass; its tables repeat what its text has and do not count."""
    import pdfplumber

    with pdfplumber.open(source) as file:
        words = []
        for page in file.pages:
            words.append(page.extract_text() or "")
            page.extract_tables()
        return "".join(words)


def plain_word(source: Path) -> str:
    """markitdown's conversion without the signs of its mark-up."""
    from markitdown import MarkItDown

    text = str(MarkItDown().convert(str(source)).text_content)
    return re.sub(r"^[|\s:-]+$|[|#*\\]", "", text, flags=re.MULTILINE)


@cache
def _rapidocr() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


@cache
def _arrays(source: Path) -> list[Any]:
    import numpy as np

    return [np.asarray(page)[:, :, ::-1].copy() for page in pictures(source)]


PEERS: dict[str, tuple[tuple[str, Callable[[Path], str]], ...]] = {
    "Word": (("markitdown", plain_word),),
    "PDF": (("pdfplumber", plain_pdf), ("markitdown", plain_word)),
}
SCAN_PEERS = (("rapidocr", plain_scan),)


def main() -> int:
    """Measure and print; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, default=4, help="chapters of the sample, about two pages each")
    parser.add_argument("--kinds", nargs="*", default=list(TARGETS), choices=list(TARGETS), help="what to measure")
    parser.add_argument("--keep", type=Path, help="put the files into this folder and keep them")
    options = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        files = make_files(folder, options.chapters)
        truth = known_text(files["Word"])
        pages = len(pictures(files["PDF"]))
        print(f"{len(truth)} characters on {pages} pages; seconds are of one page")
        ours, theirs = f"{'accuracy':>9}{'target':>8}{'s/page':>9}", f"{'accuracy':>9}{'s/page':>9}{'ratio':>7}"
        print(f"{'':16}{ours}   {'beside':12}{theirs}")
        for kind in options.kinds:
            missed |= not report(kind, files[kind], truth, pages)
        missed |= not costs(folder, options.kinds)
    return int(missed)


def report(kind: str, source: Path, truth: str, pages: int) -> bool:
    """Measure one file and print its row and those of the programs beside it; whether its targets are met."""
    scan = "scan" in kind
    if scan:
        from doccheck.parsers.scan import engine

        engine.recognise(engine_warm())
        _rapidocr()(_arrays(source)[0][:400])  # models are loaded before the clock runs, and pages are drawn
    text, seconds = _timed(lambda: read(kind, source).text, 1 if scan else _TIMES)
    exact = accuracy(text, truth)
    good = exact >= TARGETS[kind]
    rows = []
    for name, program in SCAN_PEERS if scan else PEERS[kind]:
        words, taken = _timed(partial(program, source), 1 if scan else _TIMES)
        rows.append(f"   {name:<12}{accuracy(words, truth):9.2%}{taken / pages:9.3f}{seconds / taken:7.2f}")
        good &= not scan or seconds <= MOST * taken
    print(f"{kind:16}{exact:9.2%}{TARGETS[kind]:8.1%}{seconds / pages:9.3f}" + rows[0] + ("" if good else "  missed"))
    for row in rows[1:]:
        print(" " * 42 + row)
    sys.stdout.flush()
    return good


def _timed(work: Callable[[], str], times: int) -> tuple[str, float]:
    """What the work gives and the median of its seconds; where it is done more than once, the first does not count."""
    taken = []
    text = ""
    for _ in range(times + (times > 1)):
        start = time.perf_counter()
        text = work()
        taken.append(time.perf_counter() - start)
    return text, median(taken[times > 1 :])


def costs(folder: Path, kinds: Iterable[str]) -> bool:
    """The two ratios that are limited, on their own samples: see bench.reading_cost and bench.word."""
    from bench import reading_cost, word

    good = True
    if "PDF" in kinds and (printed := reading_cost.sample(folder)) is not None:
        print("\nA PDF of some 30 pages and ten tables beside pdfplumber's text-and-tables pass, each in a process:")
        good &= reading_cost.report(reading_cost.paired(printed, _TIMES)) <= reading_cost.LIMIT
    if "Word" in kinds:
        from markitdown import MarkItDown

        write_docx(folder / "20-pages.docx")
        found = word.pairs(folder / "20-pages.docx", MarkItDown().convert, _TIMES)
        ratio = median(ours / theirs for ours, theirs in found)
        print(f"\nA Word file of 20 pages beside markitdown: ratio {ratio:.3f} (limit {_WORD_LIMIT})")
        good &= ratio <= _WORD_LIMIT
    return good


def engine_warm() -> list[Any]:
    """A blank line, so that models are loaded before the clock runs, as they are for plain rapidocr."""
    import numpy as np

    from doccheck.parsers.scan import engine

    blank = np.full((400, 400, 3), 255, np.uint8)
    engine.detect(blank)
    return [blank[:48]]


if __name__ == "__main__":
    sys.exit(main())
