"""Annotate foreign Word files at random quotes, and look whether anything but the comments has changed.

Run as ``python -m bench.annotation --files FOLDER [--notes N] [--office N] [--seed N]``. Every .docx below the folder
is annotated with made-up findings; LibreOffice converts ``--office`` of them before and after.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

from doccheck.document import Document, Paragraph
from doccheck.document.origins import Trace
from doccheck.document.quoting import ink_of
from doccheck.findings import Evidence, Finding, Severity
from doccheck.findings.report import DocumentNote, ProgrammeNote, Report, SubmissionNote, Tool
from doccheck.parsers.errors import ParseError
from doccheck.parsers.word.tracing import trace_docx
from doccheck.reports.annotate import sheet_of
from doccheck.reports.annotate.word import Marked, annotate_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


@dataclass
class Outcome:
    """What became of one file; ``faults`` are things that must not happen."""

    name: str
    notes: int = 0
    exact: int = 0
    covered: int = 0
    seconds: float = 0.0
    pages: tuple[int, int] | None = None
    kept_by_office: tuple[int, int] | None = None
    faults: list[str] = field(default_factory=list)


def made_up(document: Document, count: int, random_: random.Random) -> list[Finding]:
    """Findings at random words of random paragraphs."""
    paragraphs = [one for one in (*document.paragraphs(), *document.asides) if len(one.text.strip()) >= 2]
    findings = []
    for number in range(min(count, len(paragraphs))):
        paragraph = random_.choice(paragraphs)
        findings.append(_finding(number, paragraph, random_))
    return findings


def _finding(number: int, paragraph: Paragraph, random_: random.Random) -> Finding:
    body = (
        paragraph.text[len(paragraph.label) :] if len(paragraph.text.strip()) > len(paragraph.label) else paragraph.text
    )
    text = body.strip()
    start = random_.randrange(len(text))
    quote = text[start : start + random_.randint(1, 40)].strip() or text
    severity = random_.choice(list(Severity))
    evidence = Evidence("d1", quote, paragraph.location)
    return Finding(
        "N001", severity, f"第 {number} 处：试验用的问题 <&>。", "无须修改。", sentence="通知", evidence=(evidence,)
    )


def report_of(findings: Sequence[Finding], path: str) -> Report:
    """A report that holds them."""
    note = DocumentNote("d1", path, "docx", "")
    return Report(
        Tool("0"), ProgrammeNote(), SubmissionNote(path, path, ""), documents=(note,), findings=tuple(findings)
    )


def annotate(source: Path, count: int, seed: int, highlight: bool) -> tuple[bytes, bytes, Trace, list[Marked]]:
    """The original, the annotated copy, and what was marked."""
    data = source.read_bytes()
    trace = trace_docx(source, source.name)
    findings = made_up(trace.document, count, random.Random(f"{seed}{source.name}"))
    report = report_of(findings, source.name)
    sheet = sheet_of(report, report.documents[0], ink_of(trace.document), [])
    copy, marked = annotate_word(data, trace, sheet, highlight=highlight)
    return data, copy, trace, marked


def inspect(original: bytes, copy: bytes, trace: Trace, marked: list[Marked], outcome: Outcome) -> None:
    """Compare the two packages part by part, and each comment's range with the words that it quotes."""
    with zipfile.ZipFile(BytesIO(original)) as before, zipfile.ZipFile(BytesIO(copy)) as after:
        names = {info.filename for info in before.infolist()}
        new = {info.filename for info in after.infolist()} - names
        changed = {name for name in names if before.read(name) != after.read(name)}
        comments = {name for name in (*new, *changed) if re.search(r"/comments\d*\.xml$", name)}
        main = next(name for name in names if name.lower() == trace.main.lower())
        rest = changed - comments - {main, "[Content_Types].xml", _relations(main)}
        if rest or new - comments - {_relations(main)}:
            outcome.faults.append(f"other parts changed: {sorted(rest | new)}")
        first, second = etree.fromstring(before.read(main)), etree.fromstring(after.read(main))
        if text_of(first) != text_of(second):
            outcome.faults.append("text differs")
        if looks_of(first) != looks_of(second):
            outcome.faults.append("formats differ")
        written = etree.fromstring(after.read(next(iter(comments))))
        ids = [one.get(_name(one, "id")) for one in written]
        if any(ids.count(str(mark.id)) != 1 for mark in marked):
            outcome.faults.append("ids repeat")
        covered = ranges_of(second)
        for mark in marked:
            if str(mark.id) not in ids or str(mark.id) not in covered:
                outcome.faults.append(f"comment {mark.id} is lost")
            elif mark.exact:
                outcome.exact += 1
                # words formatted as capitals are read as they print, and marked as they are written
                if "".join(mark.note.quote.split()).upper() != covered[str(mark.id)].upper():
                    passage = mark.note.passage
                    assert passage is not None
                    origins = [trace.origin(at) for at in range(passage.start, passage.end)]
                    if any(one is None or one[1] is None for one in origins):
                        continue  # automatic numbers, symbols and equations are written otherwise than they print
                    if any("\ue000" <= char <= "\uf8ff" for char in covered[str(mark.id)]):
                        continue
                    outcome.faults.append(f"{mark.note.quote!r} ≠ {covered[str(mark.id)]!r}")
                else:
                    outcome.covered += 1
    import docx

    try:
        opened = docx.Document(BytesIO(copy))
        ours = [one for one in opened.comments if one.author == "doccheck"]
        if len(ours) != len(marked) + 1:
            outcome.faults.append(f"python-docx reads {len(ours)} of {len(marked) + 1} comments")
    except (KeyError, ValueError) as error:
        try:
            docx.Document(BytesIO(original))
        except (KeyError, ValueError):
            return  # nor does it read the original
        outcome.faults.append(f"python-docx: {error}")


def _relations(main: str) -> str:
    folder, _, base = main.rpartition("/")
    return f"{folder}/_rels/{base}.rels".lstrip("/")


def _name(element: etree._Element, name: str) -> str:
    return element.tag[: element.tag.index("}") + 1] + name


def text_of(root: etree._Element) -> str:
    """The text of all text elements, as it stands."""
    return "".join(one.text or "" for one in root.iter("{*}t", "{*}delText", "{*}instrText"))


def looks_of(root: etree._Element) -> list[tuple[str, bytes]]:
    """Each character with the properties of its run; runs of comment marks left out."""
    looks: list[tuple[str, bytes]] = []
    for run in root.iter(W + "r", STRICT + "r"):
        properties = next((one for one in run if one.tag == _name(run, "rPr")), None)
        format = b"" if properties is None else etree.tostring(properties, method="c14n", with_tail=False)
        for child in run:
            if child.tag == _name(run, "t"):
                looks.extend((char, format) for char in child.text or "")
            elif child is not properties and child.tag != _name(run, "commentReference"):
                looks.append((str(child.tag), format))
    return looks


def ranges_of(root: etree._Element) -> dict[str, str]:
    """The visible characters within each comment's range, by its id, where a reference marks its end."""
    open_: dict[str, list[str]] = {}
    closed: dict[str, str] = {}
    found: dict[str, str] = {}
    hidden = re.compile(r"\}(del|moveFrom|Fallback|txbxContent)$")

    def walk(element: etree._Element) -> None:
        if not isinstance(element.tag, str) or hidden.search(element.tag):
            return
        local = element.tag.rpartition("}")[2]
        if local == "commentRangeStart":
            open_[element.get(_name(element, "id")) or ""] = []
        elif local == "commentRangeEnd":
            key = element.get(_name(element, "id")) or ""
            closed[key] = "".join("".join(open_.pop(key, [])).split())
        elif local == "commentReference":
            key = element.get(_name(element, "id")) or ""
            found[key] = closed.get(key, "")
        elif local == "t":
            for texts in open_.values():
                texts.append(element.text or "")
        elif local in ("noBreakHyphen", "softHyphen"):
            for texts in open_.values():
                texts.append("-" if local == "noBreakHyphen" else "")
        for child in element:
            walk(child)

    walk(root)
    return found


def pages_of(folder: Path, target: Path, kind: str) -> None:
    """Convert every .docx of a folder with LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        sys.exit("LibreOffice is needed for --office")
    files = sorted(str(path) for path in folder.glob("*.docx"))
    subprocess.run(
        [program, f"-env:UserInstallation={(target.parent / 'profile').as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", str(target), *files],
        check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=1800,
    )  # fmt: skip


def count_pages(path: Path) -> int:
    """The pages of a PDF; 0 where there is none."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(path)) if path.exists() else 0


def count_annotations(path: Path) -> int:
    """The comments by doccheck in an .odt."""
    if not path.exists():
        return 0
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("content.xml"))
    return sum(
        one.findtext("{http://purl.org/dc/elements/1.1/}creator") == "doccheck" for one in root.iter("{*}annotation")
    )


def main() -> None:
    """Annotate, compare, print a table; ends with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=Path, required=True, help="folder with .docx files")
    parser.add_argument("--notes", type=int, default=12, help="comments for each file (default 12)")
    parser.add_argument("--office", type=int, default=40, help="files that LibreOffice converts too (default 40)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--highlight", action="store_true", help="colour the words as well")
    parser.add_argument("--keep", type=Path, help="leave the annotated files in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        room = Path(temporary)
        outcomes, refused = run(options, room)
        show(outcomes, refused)
        if options.keep:
            shutil.copytree(room / "after", options.keep, dirs_exist_ok=True)
    sys.exit(any(one.faults for one in outcomes))


def run(options: argparse.Namespace, room: Path) -> tuple[list[Outcome], list[str]]:
    """All files, and LibreOffice on the first of them."""
    before, after = room / "before", room / "after"
    for folder in (before, after):
        folder.mkdir()
    outcomes: list[Outcome] = []
    refused: list[str] = []
    chosen: list[Outcome] = []
    files = sorted(options.files.rglob("*.docx"))
    random.Random(options.seed).shuffle(files)
    for source in files:
        outcome = Outcome(source.name)
        started = time.perf_counter()
        try:
            original, copy, trace, marked = annotate(source, options.notes, options.seed, options.highlight)
        except ParseError as error:
            refused.append(f"{source.name}: {error.message}")
            continue
        except (
            zipfile.BadZipFile,
            ValueError,
        ) as error:  # a damaged part cannot be copied, an empty body bears no note
            refused.append(f"{source.name}: {error}")
            continue
        except Exception as error:
            outcomes.append(Outcome(source.name, faults=[f"{type(error).__name__}: {error}"]))
            continue
        outcome.seconds = time.perf_counter() - started
        outcome.notes = len(marked)
        if not options.highlight:
            inspect(original, copy, trace, marked, outcome)
        outcomes.append(outcome)
        if len(chosen) < options.office and 2 * len(marked) >= options.notes:  # files with text enough
            chosen.append(outcome)
            name = f"{len(chosen):03}.docx"
            (before / name).write_bytes(original)
            (after / name).write_bytes(copy)
    if options.office:
        for folder, kind in ((before, "pdf"), (after, "pdf"), (after, "odt")):
            pages_of(folder, room / f"{folder.name}-{kind}", kind)
        for number, outcome in enumerate(chosen, start=1):
            name = f"{number:03}"
            outcome.pages = (
                count_pages(room / "before-pdf" / f"{name}.pdf"),
                count_pages(room / "after-pdf" / f"{name}.pdf"),
            )
            outcome.kept_by_office = (outcome.notes + 1, count_annotations(room / "after-odt" / f"{name}.odt"))
            if outcome.pages[0] != outcome.pages[1]:
                outcome.faults.append(f"pages {outcome.pages}")
            if outcome.pages[0] and outcome.kept_by_office[0] != outcome.kept_by_office[1]:
                outcome.faults.append(f"LibreOffice keeps {outcome.kept_by_office[1]} of {outcome.kept_by_office[0]}")
    return outcomes, refused


def show(outcomes: list[Outcome], refused: list[str]) -> None:
    """One line a file that LibreOffice saw, the sums of all, and what is wrong."""
    print(f"{'file':50} {'notes':>5} {'exact':>5} {'pages':>9} {'kept':>7}")
    for one in outcomes:
        if one.pages is not None and one.kept_by_office is not None:
            pages, kept = f"{one.pages[0]}/{one.pages[1]}", f"{one.kept_by_office[1]}/{one.kept_by_office[0]}"
            print(f"{one.name[:50]:50} {one.notes:5} {one.exact:5} {pages:>9} {kept:>7}")
    notes, exact = sum(one.notes for one in outcomes), sum(one.exact for one in outcomes)
    print(
        f"\n{len(outcomes)} files, {notes} comments, {exact} on exactly the words ({exact / max(notes, 1):.3f}),",
        end=" ",
    )
    print(f"{sum(one.seconds for one in outcomes):.1f} s; {len(refused)} files that are not annotated")
    for name in refused:
        print(f"not annotated: {name}")
    for one in outcomes:
        for fault in one.faults:
            print(f"WRONG  {one.name}: {fault}")


if __name__ == "__main__":
    main()
