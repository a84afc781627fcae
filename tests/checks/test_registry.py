"""A check that breaks stops no other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from doccheck.checks import registry
from doccheck.checks.sections import outline
from doccheck.cli.telling import evaluate_corpus
from doccheck.findings import Finding, Severity
from doccheck.mapping.model import MappedSubmission
from tests.submissions import check
from tests.texts import JIANGSU_PLAN, lines

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def broken(mapped: MappedSubmission) -> Iterator[Finding]:
    yield from outline.missing_section(mapped)
    raise ValueError("max() arg is an empty sequence")


@pytest.fixture
def one_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"{broken.__module__}.{broken.__name__}"
    monkeypatch.setitem(registry._CHECKS, name, broken)
    monkeypatch.setitem(registry._CODES, name, ("S002", "S003"))


@pytest.mark.broken_check
@pytest.mark.usefixtures("one_broken")
def test_a_broken_check_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    report = check(tmp_path, {"建设方案.docx": lines(JIANGSU_PLAN, without=("1.1",))}, "jiangsu-2023")
    told = [f for f in report.findings if "没有核对完" in f.message]
    assert [(f.code, f.severity) for f in told] == [("S002", Severity.INFO)]
    assert "broken：ValueError" in told[0].message
    assert ("S002", "plan.1.1") in [(f.code, f.requirement) for f in report.findings]


@pytest.mark.broken_check
@pytest.mark.usefixtures("one_broken")
def test_its_error_is_raised_where_somebody_looks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCCHECK_TRACEBACK", "1")
    with pytest.raises(ValueError, match="empty sequence"):
        check(tmp_path, {"建设方案.docx": lines(JIANGSU_PLAN)}, "jiangsu-2023")


@pytest.mark.broken_check
@pytest.mark.usefixtures("one_broken")
def test_a_measure_does_not_pass_over_a_broken_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOCCHECK_TRACEBACK", raising=False)
    with pytest.raises(ValueError, match="empty sequence"):
        evaluate_corpus(CORPORA / "demo")
    assert "DOCCHECK_TRACEBACK" not in os.environ
