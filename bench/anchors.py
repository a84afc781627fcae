"""Look whether the HTML report leads every finding to the words that it quotes.

Run as ``python -m bench.anchors [--corpus FOLDER] [--pdf]``. Every submission of the corpus is checked, its page is
written and read back: a place counts as marked where the words between its marks are those that the finding quotes.
``--pdf`` asks the same of the submission's Word files printed by LibreOffice. Exits with 1 under 0.99.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html as lxml_html

import doccheck
from doccheck.document import Document
from doccheck.evaluation import find_gold
from doccheck.findings.report import Report
from doccheck.reports.html import to_html

ROOT = Path(__file__).resolve().parents[1]
ENOUGH = 0.99


@dataclass
class Anchors:
    """``places`` that quote words, how many of the quotes ``stand`` in their file, and how many are ``marked`` there.

    ``dead`` are links of findings that lead nowhere, ``missed`` the quotes that stand and are not marked.
    """

    places: int = 0
    stand: int = 0
    marked: int = 0
    dead: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Marked of those that stand in their file; 1 where none does."""
        return self.marked / self.stand if self.stand else 1.0

    def add(self, other: Anchors) -> None:
        """Count another submission's in."""
        self.places += other.places
        self.stand += other.stand
        self.marked += other.marked
        self.dead += other.dead
        self.missed += other.missed


def measure(report: Report, page: str) -> Anchors:
    """Compare the marks of a written page with what the findings of its report quote."""
    tree = lxml_html.fromstring(page)
    ids = set(tree.xpath("//@id"))
    marks: dict[str, str] = {}
    for mark in tree.xpath("//mark[@data-keys]"):
        for key in mark.get("data-keys").split():
            marks[key] = marks.get(key, "") + mark.text_content()
    links = {link.get("data-key"): link.get("href") for link in tree.xpath("//a[@data-key]")}
    texts = {key: ink(text_of(document)) for key, document in report.texts.items()}
    found = Anchors()
    for number, finding in enumerate(report.findings, start=1):
        if finding.code.startswith("R"):
            continue  # what a scorecard gathers is told in words of its own
        for order, evidence in enumerate(finding.evidence, start=1):
            key = f"{number}-{order}"
            if evidence.document not in texts:
                continue
            if links.get(key, "").lstrip("#") not in ids:
                found.dead.append(f"{finding.code} {key}")
            if not evidence.quote.strip():
                continue
            found.places += 1
            wanted = spellings(evidence.quote)
            if not any(words in texts[evidence.document] for words in wanted):
                continue
            found.stand += 1
            if ink(marks.get(key, "")) in wanted:
                found.marked += 1
            else:
                found.missed.append(f"{finding.code} {evidence.quote!r} ≠ {marks.get(key, '')!r}")
    return found


def text_of(document: Document) -> str:
    """All that is written in a document, its headers and notes too."""
    return document.text + "\n" + "\n".join(aside.text for aside in document.asides)


def ink(text: str) -> str:
    """Printed characters, whatever their width and case."""
    return "".join(unicodedata.normalize("NFKC", "".join(text.split())).lower().split())


def spellings(quote: str) -> set[str]:
    """The quote as findings write it: perhaps cut, perhaps with the label of its cell before it."""
    words = ink(quote)
    bare = words.strip("….")
    _, colon, value = words.partition(":")
    return {one for one in (words, bare, value if colon else "") if one}


def printed(folder: Path, target: Path) -> Path:
    """The submission with its Word files as LibreOffice prints them."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        sys.exit("LibreOffice is needed for --pdf")
    target.mkdir(parents=True)
    words = [str(path) for path in sorted(folder.glob("*.docx"))]
    for path in folder.glob("*.pdf"):
        shutil.copy(path, target)
    subprocess.run(
        [program, f"-env:UserInstallation={(target.parent / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(target), *words],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600,
    )  # fmt: skip
    return target


def main() -> int:
    """Measure, print a line for each submission; 1 where too few places are marked or a link is dead."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpora" / "demo")
    parser.add_argument("--pdf", action="store_true", help="print Word files with LibreOffice first")
    options = parser.parse_args()
    whole = Anchors()
    with tempfile.TemporaryDirectory() as room:
        for gold in find_gold(options.corpus):
            files = printed(gold.files, Path(room) / gold.name / "pdf") if options.pdf else gold.files
            report = doccheck.check(files, gold.programme, occasion=gold.occasion, year=gold.year)
            found = measure(report, to_html(report))
            print(f"{gold.name}: {found.places} places, {found.stand} stand in their file, {found.marked} marked")
            whole.add(found)
    for line in (*whole.dead, *whole.missed):
        print(f"  {line}")
    print(f"{whole.places} places, {whole.stand} stand, {whole.marked} marked: {whole.share:.3f}")
    return int(whole.share < ENOUGH or bool(whole.dead))


if __name__ == "__main__":
    sys.exit(main())
