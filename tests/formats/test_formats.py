"""A submission saved as .docx, .doc, text PDF and scanned PDF gets the same findings, but for those listed with why."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.text.paragraph import Paragraph

import doccheck
from bench.formats import KINDS, Key, differences, save_as
from bench.reading_pages import FONTS
from doccheck.findings.report import Report
from doccheck.parsers.office import find_office
from doccheck.parsers.scan import engine

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load(Path(__file__).with_name("submissions.yaml").read_text(encoding="utf-8"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_office() is None, reason="needs LibreOffice"),
    pytest.mark.skipif(not any(Path(path).exists() for path in FONTS), reason="needs a Chinese font"),
]
ocr = pytest.mark.skipif(bool(engine.missing()), reason="needs the extra [ocr]")


@pytest.fixture(scope="module", params=CASES, ids=[case["name"] for case in CASES])
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Path], Report]:
    """A submission's data, its folders by format, and the report on the .docx."""
    data = request.param
    folder = tmp_path_factory.mktemp(data["name"])
    for name in data["files"]:
        plant(ROOT / data["folder"] / name, folder / "source" / name, data["planted"])
    saved = save_as(folder / "source", folder, data.get("kinds", KINDS))
    return data, saved, doccheck.check(saved["docx"], data["programme"])


def plant(source: Path, target: Path, changes: Mapping[str, str]) -> None:
    """Copy a Word file with some of its words replaced, each at least once."""
    document = docx.Document(str(source))
    left = set(changes)
    for element in document.element.body.iter(docx.oxml.ns.qn("w:p")):
        paragraph = Paragraph(element, document)
        for old, new in changes.items():
            if old in paragraph.text:
                first, *others = paragraph.runs
                first.text = paragraph.text.replace(old, new)
                for run in others:
                    run.text = ""
                left.discard(old)
    assert not left, f"not in {source.name}: {left}"
    target.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(target))


def test_the_mistakes_are_found_in_word(case: tuple[dict[str, Any], dict[str, Path], Report]) -> None:
    data, _, report = case
    assert set(data["asked"]) <= {finding.code for finding in report.findings}


@pytest.mark.parametrize("kind", ["doc", "pdf", pytest.param("scan", marks=ocr)])
def test_the_same_is_found_whatever_the_format(
    case: tuple[dict[str, Any], dict[str, Path], Report], kind: str
) -> None:
    data, saved, word = case
    if kind not in saved:
        pytest.skip("too long to be recognised within a test run")
    lost, gained = differences(word, doccheck.check(saved[kind], data["programme"]))
    listed: dict[str, set[Key]] = {"-": set(), "+": set()}
    for one in data["differences"].get(kind, ()):
        listed[one["sign"]].add((one["code"], one.get("requirement", ""), one.get("document", "")))
        assert one["why"]
    assert {key: finding.message for key, finding in lost.items() if key not in listed["-"]} == {}
    assert {key: finding.message for key, finding in gained.items() if key not in listed["+"]} == {}
    assert listed == {"-": set(lost), "+": set(gained)}, "a listed difference is gone: take it off the list"
