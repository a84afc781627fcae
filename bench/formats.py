"""Whether one submission gets the same findings as .docx, .doc, text PDF and scanned PDF.

Run as ``python -m bench.formats FOLDER --programme ID [--kinds doc pdf scan] [--keep FOLDER]``; LibreOffice saves the
Word files anew, the extra [ocr] reads the scans (200 dpi, a little aslant, with a scanner's grain). Printed is what
each kind has more or less than .docx.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import doccheck
from bench.reading_pages import pictures, save_scan, worn
from doccheck.findings.model import Finding
from doccheck.findings.report import Report

KINDS = ("docx", "doc", "pdf", "scan")
_FILTERS = {"doc": "doc:MS Word 97", "pdf": "pdf"}

Key = tuple[str, str, str]
"""Code, requirement (or empty) and the file's name without its ending (or empty)."""


def save_as(source: Path, folder: Path, kinds: Iterable[str] = KINDS) -> dict[str, Path]:
    """Save the .docx files of a submission in other formats, each kind in a folder of its own; files that are no .docx
    are copied as they are. Raises FileNotFoundError without LibreOffice."""
    wanted = tuple(kinds)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise FileNotFoundError("LibreOffice")
    found = {kind: folder / kind for kind in wanted}
    printed = found.get("pdf", folder / "printed")
    places: dict[Path, list[Path]] = {}
    for file in sorted(one for one in source.rglob("*") if one.is_file()):
        place = file.parent.relative_to(source)
        if file.suffix.lower() == ".docx":
            places.setdefault(place, []).append(file)
        for kind in wanted:
            if kind == "docx" or file.suffix.lower() != ".docx":
                _copy(file, found[kind] / place)
    for place, files in places.items():
        # LibreOffice takes long to start: once for all files of a folder.
        if "doc" in found:
            closed = [_closed(file, folder / "closed" / place) for file in files]
            _convert(office, closed, found["doc"] / place, "doc", folder)
        if "pdf" in found or "scan" in found:
            _convert(office, files, printed / place, "pdf", folder)
        if "scan" in found:
            (found["scan"] / place).mkdir(parents=True, exist_ok=True)
        for file in files if "scan" in found else ():
            target = found["scan"] / place / f"{file.stem}.pdf"
            pages = pictures(printed / place / f"{file.stem}.pdf")
            save_scan([worn(page, number) for number, page in enumerate(pages)], target)
    return found


def _closed(file: Path, folder: Path) -> Path:
    """A copy that ends in a paragraph, as every file of Word's does: LibreOffice writes a table at the very end into a
    .doc as one line of text."""
    import docx

    folder.mkdir(parents=True, exist_ok=True)
    document = docx.Document(str(file))
    document.add_paragraph("")
    document.save(str(folder / file.name))
    return folder / file.name


def _copy(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, folder)


def _convert(office: str, files: list[Path], folder: Path, kind: str, home: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(home / 'profile').resolve().as_uri()}"
    command = [office, profile, "--headless", "--convert-to", _FILTERS[kind], "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


def keys(report: Report) -> dict[Key, Finding]:
    """A report's findings by code, requirement and document, one of each."""
    names = {one.id: PurePosixPath(one.path).with_suffix("").as_posix() for one in report.documents}
    found: dict[Key, Finding] = {}
    for finding in report.findings:
        at = next((names.get(one.document or "", "") for one in finding.evidence), "")
        found.setdefault((finding.code, finding.requirement or "", at), finding)
    return found


def differences(one: Report, other: Report) -> tuple[dict[Key, Finding], dict[Key, Finding]]:
    """What only the first report finds, and what only the second."""
    first, second = keys(one), keys(other)
    return (
        {key: value for key, value in first.items() if key not in second},
        {key: value for key, value in second.items() if key not in first},
    )


def main() -> int:
    """Check every kind, print the differences from .docx; 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="a folder of .docx files")
    parser.add_argument("--programme", required=True)
    parser.add_argument("--kinds", nargs="*", default=list(KINDS[1:]), choices=KINDS[1:])
    parser.add_argument("--keep", type=Path, help="put the files into this folder, or take them from there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        kinds = ("docx", *options.kinds)
        saved = {kind: folder / kind for kind in kinds}
        if not all(path.is_dir() for path in saved.values()):
            saved = save_as(options.source, folder, kinds)
        base = doccheck.check(saved["docx"], options.programme)
        print(f"docx: {len(base.findings)} findings, {len(keys(base))} kinds")
        for kind in options.kinds:
            start = time.perf_counter()
            report = doccheck.check(saved[kind], options.programme)
            lost, gained = differences(base, report)
            seconds = time.perf_counter() - start
            print(f"\n{kind}: {len(report.findings)} findings, -{len(lost)} +{len(gained)}, {seconds:.0f} s")
            for sign, items in (("-", lost), ("+", gained)):
                for key, finding in sorted(items.items()):
                    print(f"  {sign} {' '.join(key)}: {finding.message}")
                    for evidence in finding.evidence[:2]:
                        print(f"      〔{evidence.quote[:90]}〕")
    return 0


if __name__ == "__main__":
    sys.exit(main())
