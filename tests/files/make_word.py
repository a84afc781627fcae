"""Make the Word files of tests/files/word anew: ``python -m tests.files.make_word`` (LibreOffice for its own and legacy ones).

Every file is written here part by part, as the program would write it that the file stands for; no foreign file was
copied. What must be read from each stands in word.yaml. ``--no-office`` leaves out what only LibreOffice can write.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.files.word_corners import (
    drawings,
    fields,
    flat,
    makers,
    numbering,
    packages,
    revisions,
    rich_text,
    tables,
    text,
)

FOLDER = Path(__file__).parent / "word"
MAKERS = {
    **numbering.FILES,
    **drawings.FILES,
    **tables.FILES,
    **text.FILES,
    **fields.FILES,
    **revisions.FILES,
    **makers.FILES,
    **packages.FILES,
    **rich_text.FILES,
    **flat.FILES,
}
"""What writes each file, by its name."""
SAVED = {
    "saved-by-libreoffice.docx": ("legacy-as-word.docx", "docx:MS Word 2007 XML"),
    "legacy.doc": ("legacy-as-word.docx", "doc:MS Word 97"),
    "legacy-corners.doc": ("legacy-corners-as-word.docx", "doc:MS Word 97"),
    "legacy.odt": ("legacy-as-word.docx", "odt"),
}
"""What LibreOffice saves: the new file, the file opened, and the filter."""


def make(folder: Path) -> None:
    """Write all files that need no other program."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in MAKERS.items():
        write(folder / name)


def save(folder: Path) -> None:
    """Have LibreOffice save its files; the .wps is the .doc that WPS Office writes under that ending."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SystemExit("LibreOffice is needed; --no-office leaves its files as they are")
    for name, (source, kind) in SAVED.items():
        with tempfile.TemporaryDirectory() as room:
            copy = Path(room) / f"{Path(name).stem}-source.docx"
            shutil.copyfile(folder / source, copy)
            profile = f"-env:UserInstallation={(Path(room) / 'profile').as_uri()}"
            command = [program, profile, "--headless", "--convert-to", kind, "--outdir", room, str(copy)]
            if kind.startswith("docx"):
                out = Path(room) / "out"
                command[command.index(room)] = str(out)
                subprocess.run(command, check=True, capture_output=True, timeout=120)
                shutil.copyfile(out / copy.name, folder / name)
                continue
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            shutil.copyfile(copy.with_suffix(Path(name).suffix), folder / name)
    shutil.copyfile(folder / "legacy.doc", folder / "legacy.wps")


def main() -> None:
    """Write the files into their folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-office", action="store_true", help="leave out what LibreOffice writes")
    options = parser.parse_args()
    make(FOLDER)
    if not options.no_office:
        save(FOLDER)


if __name__ == "__main__":
    main()
