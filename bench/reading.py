"""How much of a known text is read from Word, a text PDF, a clean scan and a scan with seals over its text.

Run as ``python -m bench.reading [--chapters N] [--keep FOLDER]``; LibreOffice prints the PDF, the extra [ocr] reads
the scans. Printed are character accuracies and seconds a page, beside plain rapidocr over the same pictures.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path
from typing import Any

from bench.reading_pages import known_text, pictures, save_scan, stamped, worn
from bench.sample import write_docx

TARGETS = {"Word": 0.999, "PDF": 0.999, "scan": 0.985, "turned scan": 0.985, "scan with seals": 0.97}
MOST = 1.3
"""Times the seconds of plain rapidocr that a scanned page may take."""


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


def plain(source: Path) -> tuple[str, float]:
    """What rapidocr alone reads from a scan's pictures, line after line, and the seconds it takes."""
    import numpy as np
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "critical"})
    pages = [np.asarray(page)[:, :, ::-1].copy() for page in pictures(source)]
    engine(pages[0][:400])  # models are loaded with the first picture
    start = time.perf_counter()
    words = ["".join(engine(page).txts or ()) for page in pages]
    return "".join(words), time.perf_counter() - start


def main() -> int:
    """Measure and print; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, default=4, help="chapters of the sample, about two pages each")
    parser.add_argument("--kinds", nargs="*", default=list(TARGETS), help="what to measure")
    parser.add_argument("--keep", type=Path, help="put the files into this folder and keep them")
    options = parser.parse_args()
    missed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        files = make_files(folder, options.chapters)
        truth = known_text(files["Word"])
        print(f"{len(truth)} characters")
        print(f"{'':16}{'accuracy':>9}{'target':>8}{'s/page':>8}{'rapidocr':>10}{'s/page':>8}{'ratio':>7}")
        for kind in options.kinds:
            missed |= not report(kind, files[kind], truth)
    return int(missed)


def report(kind: str, source: Path, truth: str) -> bool:
    """Measure one file and print its row; whether its targets are met."""
    if "scan" in kind:
        from doccheck.parsers.scan import engine

        engine.recognise(engine_warm())
    start = time.perf_counter()
    document = read(kind, source)
    seconds = (time.perf_counter() - start) / (document.pages or 1)
    exact = accuracy(document.text, truth)
    row = f"{kind:16}{exact:9.2%}{TARGETS[kind]:8.1%}{seconds:8.2f}"
    good = exact >= TARGETS[kind]
    if "scan" in kind:
        text, taken = plain(source)
        ratio = seconds * document.pages / taken
        row += f"{accuracy(text, truth):10.2%}{taken / document.pages:8.2f}{ratio:7.2f}"
        good &= ratio <= MOST
    print(row + ("" if good else "  missed"), flush=True)
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
