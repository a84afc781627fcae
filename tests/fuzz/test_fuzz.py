"""Some hundred spoilt files of every kind in each test run; thousands with ``python -m tests.fuzz``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from doccheck.document import Document
from doccheck.intake import Submission, reading, workers
from doccheck.intake.workers import end_idle
from tests.fuzz.harness import fuzz, spoilt
from tests.fuzz.seeds import make_seeds
from tests.intake.test_packages import needs_unpacker

Seeds = dict[str, list[bytes]]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    return make_seeds(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(autouse=True)
def _without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages whose text layer was spoilt would cost seconds each. ``python -m tests.fuzz --ocr`` tries them."""
    monkeypatch.setenv("DOCCHECK_OCR", "none")


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers that see what the test replaced."""
    if not hasattr(workers.os, "fork"):
        pytest.skip("no fork here")
    end_idle()
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    yield
    end_idle()


def test_whole_seeds_are_read(seeds: Seeds, tmp_path: Path) -> None:
    for kind, files in seeds.items():
        for number, data in enumerate(files):
            path = tmp_path / f"{number}.{'tar.gz' if kind == 'tgz' else kind}"
            path.write_bytes(data)
            result = reading.read_documents(path)
            assert result.documents, kind
            assert not result.problems, kind


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("docx", 80),
        ("pdf", 80),
        ("ofd", 40),
        ("xlsx", 40),
        ("csv", 20),
        ("zip", 40),
        ("tgz", 20),
        pytest.param("7z", 16, marks=needs_unpacker),
        pytest.param("rar", 16, marks=needs_unpacker),
    ],
)
def test_spoilt_files_are_read_or_refused_by_code(seeds: Seeds, kind: str, count: int, tmp_path: Path) -> None:
    tally = fuzz(kind, seeds[kind], range(count), 2024, tmp_path)
    assert tally.faults == []
    assert tally.files == count
    assert set(tally.words) <= {"read", "D001", "D002", "D010", "D011", "aside"}
    # Were all refused, or none, nothing would be tried. The checksums of 7z find almost every change.
    assert (0 if kind == "7z" else 1) <= tally.words["read"] < count


def test_a_seed_brings_back_the_same_file(seeds: Seeds) -> None:
    for kind in ("docx", "pdf", "zip"):
        assert spoilt(kind, seeds[kind], 7, 1) == spoilt(kind, seeds[kind], 7, 1)
    assert len({spoilt("pdf", seeds["pdf"], number, 1) for number in range(20)}) > 15


@pytest.mark.usefixtures("forked")
def test_an_error_that_no_parser_foresaw_is_a_fault_and_its_file_is_kept(
    seeds: Seeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(source: Path, path: str) -> Document:
        raise KeyError(path)

    monkeypatch.setattr(reading, "_parser", lambda read_as: stumble)
    tally = fuzz("csv", seeds["csv"], range(3), 1, tmp_path)
    assert tally.words["crashed"] >= 1
    assert len(list(tmp_path.glob("1-*.csv"))) == tally.words["crashed"]


@pytest.mark.usefixtures("forked")
def test_a_temporary_file_that_stays_is_a_fault(seeds: Seeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Submission, "close", lambda self: tempfile.mkstemp(suffix=".docx"))
    tally = fuzz("csv", seeds["csv"], range(2), 1, tmp_path)
    assert tally.leaked >= 2
    assert any(fault.startswith("leaked") for fault in tally.faults)
