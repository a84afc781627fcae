"""The labels that doccheck resolves are those that LibreOffice prints, over one file of mixed Chinese numbering.

LibreOffice before 24 knows neither ``w:lvlRestart`` nor ``w:isLgl``; those have tests of their own.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from doccheck.document.model import Document
from doccheck.parsers.word import parse_docx
from tests.parsers.word.word_files import abstract, cell, level, num, numbered, p, row, style, table, write_docx

NUMBERING = (
    abstract(
        0,
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "chineseCounting", "（%2）"),
        level(2, "decimal", "%3."),
        level(3, "decimalEnclosedCircleChinese", "%4"),
    )
    + abstract(
        1,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'),
        level(2, "decimal", "%1.%2.%3", '<w:pStyle w:val="H3"/>'),
    )
    + abstract(2, level(0, "decimalZero", "%1"), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "%3."))
    + abstract(3, level(0, "decimal", "(%1)"), level(1, "upperRoman", "%2."), level(2, "upperLetter", "%3."))
    + abstract(4, level(0, "ideographTraditional", "%1、"), level(1, "ideographZodiac", "%2、"))
    + abstract(
        5,
        level(0, "decimal", "%1."),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%3)"),
    )
    + abstract(6, level(0, "chineseLegalSimplified", "%1、"), level(1, "decimalFullWidth", "%2．"))
    + abstract(7, level(0, "chineseCountingThousand", "第%1条", start=9))
    + "".join(num(number + 1, number) for number in range(8))
    + num(20, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    + num(21, 3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
)
STYLES = (
    style("H1", "heading 1", '<w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/>')
    + style("H2", "heading 2", '<w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>', based_on="H1")
    + style("H3", "heading 3", '<w:numPr><w:ilvl w:val="2"/></w:numPr><w:outlineLvl w:val="2"/>', based_on="H2")
)


def _heading(style_id: str) -> str:
    return p("标题", f'<w:pStyle w:val="{style_id}"/>')


def _body() -> str:
    def item(number: int, lvl: int = 0) -> str:
        return numbered("条目", number, lvl)

    lines = [item(1), item(1, 1), item(1, 2), item(1, 2), item(1, 3), item(1, 3), item(1, 1), item(1, 2), item(1)]
    lines += [item(1, 1)]
    lines += [_heading(one) for one in ("H1", "H2", "H2", "H3", "H3", "H2", "H3", "H1", "H2", "H3")]
    lines += [item(3), item(3), item(3, 1), item(3, 1), item(3, 2), item(3, 2), item(3), item(3, 1)]
    lines += [item(4), item(4), item(4, 1), item(4, 2), item(4, 2), item(4), item(22 - 1), item(22 - 1), item(4)]
    lines += [item(5) for _ in range(10)] + [item(5, 1), item(5, 1)]
    lines += [item(6), item(6, 1), item(6, 2), item(6, 1), item(6, 2), item(6), item(6, 1), item(6, 2)]
    lines += [item(7), item(7), item(7, 1), item(7, 1), item(7)]
    lines += [item(8) for _ in range(12)]
    lines += [item(20), item(20, 1), item(20), item(1), item(1, 1)]
    lines += [table(row(cell(item(4)), cell("甲")), row(cell(item(4)), cell("乙")))]
    return "".join(lines) + p("末尾")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("numbering")
    return write_docx(folder / "编号.docx", _body(), parts={"numbering": NUMBERING, "styles": STYLES})


@pytest.fixture(scope="module")
def printed(source: Path) -> list[str]:
    """The lines as LibreOffice prints them; it must be installed, a silent skip would hide a broken resolver."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is needed for this test: apt-get install libreoffice-writer"
    command = [
        program,
        f"-env:UserInstallation={(source.parent / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(source.parent),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return source.with_suffix(".txt").read_text("utf-8-sig").splitlines()


def _labels(document: Document) -> list[str]:
    return [paragraph.label for paragraph in document.paragraphs() if paragraph.label]


def test_every_label_is_the_one_that_libreoffice_prints(source: Path, printed: list[str]) -> None:
    expected = [match[1].strip() for line in printed if (match := re.match(r"(.*?)(?:条目|标题)", line.strip()))]
    labels = _labels(parse_docx(source, source.name))
    assert len(labels) >= 60
    assert labels == expected
