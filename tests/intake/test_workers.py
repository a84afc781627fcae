"""A file that hangs, eats memory or kills its reader costs itself and no other."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from doccheck.document import Document, Incident, IncidentKind, Location, Paragraph
from doccheck.intake import BadSetting, ParseLimits, read_documents, reading, workers
from doccheck.intake.limits import cut_short
from doccheck.intake.pipes import Inbox
from doccheck.intake.workers import Job, Workers, end_idle
from doccheck.parsers.errors import LimitReached, UnreadableFile
from tests.intake import jobs
from tests.intake.test_intake import word

LIMITS = ParseLimits(seconds=30, megabytes=1024, workers=2)

linux = pytest.mark.skipif(sys.platform != "linux", reason="forks and memory limits")


@pytest.fixture(params=["fork", "start"], autouse=True)
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test with forked workers and with workers started as programs."""
    fork = request.param == "fork"
    if fork and sys.platform != "linux":
        pytest.skip("no fork here")
    end_idle()
    monkeypatch.setattr(workers, "may_fork", lambda: fork)
    yield
    end_idle()


def run(*calls: tuple[Callable[..., Any], tuple[Any, ...]], limits: ParseLimits = LIMITS) -> dict[int, Any]:
    todo = [Job(number, function, arguments) for number, (function, arguments) in enumerate(calls, start=1)]
    with Workers(todo, limits) as pool:
        return pool.finish()


def test_every_job_has_its_answer() -> None:
    results = run(*((jobs.double, (number,)) for number in range(7)))
    assert results == {number + 1: number * 2 for number in range(7)}


def test_a_large_answer_comes_whole() -> None:
    assert run((jobs.say_name, ("联合",)))[1] == "联合" * 300_000


def test_a_refusal_and_an_error_are_told() -> None:
    results = run((jobs.refuse, ()), (jobs.stumble, ()))
    assert results[1].message == "坏了"
    assert isinstance(results[2], UnreadableFile)
    assert "KeyError" in results[2].message


def test_what_hangs_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    note = tmp_path / "note"
    limits = ParseLimits(seconds=2, workers=2)
    results = run((jobs.hang, (note,)), (jobs.double, (1,)), (jobs.double, (2,)), limits=limits)
    assert isinstance(results[1], LimitReached)
    assert "2 秒" in results[1].message
    assert results[2] == 2
    assert results[3] == 4
    child, left = note.read_text().splitlines()
    assert not Path(left).exists()
    if sys.platform == "linux":
        assert _gone(int(child))


def _gone(pid: int) -> bool:
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_pages_that_are_recognised_have_time_of_their_own() -> None:
    if not workers.may_fork():
        pytest.skip("the start of a program would count")
    slow = ParseLimits(seconds=1, page_seconds=2, megabytes=1024, workers=1)
    results = run((jobs.read_slowly, (4, 0.6)), (jobs.read_slowly, (1, 20)), limits=slow)
    assert results[1] == 4  # 2.4 seconds, where 1 is allowed without pages
    assert isinstance(results[2], LimitReached)


@linux
def test_what_eats_memory_costs_its_file() -> None:
    results = run((jobs.eat, ()), (jobs.double, (1,)), (jobs.double, (2,)))
    assert isinstance(results[1], LimitReached)
    assert "1024 MB" in results[1].message
    assert "DOCCHECK_LIMIT_MEGABYTES" in results[1].advice
    assert (results[2], results[3]) == (2, 4)


@linux
def test_what_kills_its_reader_costs_its_file() -> None:
    results = run((jobs.die, ()), (jobs.double, (1,)), (jobs.die, ()), (jobs.double, (2,)))
    assert results[1].code == results[3].code == "D011"
    assert "信号 11" in results[1].message
    assert (results[2], results[4]) == (2, 4)


def test_temporary_files_are_removed_after_each_job() -> None:
    made = run((jobs.temporary, ()))[1]
    assert "doccheck-" in made
    assert not Path(made).exists()


def test_workers_are_kept_for_the_next_submission_and_removed_in_the_end() -> None:
    first = run((jobs.process, ()))[1]
    assert first != os.getpid()
    assert run((jobs.process, ()))[1] == first
    room = workers._idle[0].room
    assert room.exists()
    end_idle()
    assert not room.exists()


@linux
def test_a_worker_that_died_while_idle_costs_nothing() -> None:
    os.kill(run((jobs.process, ()))[1], 9)
    time.sleep(0.1)
    assert run((jobs.double, (4,)))[1] == 8


def test_what_still_runs_is_ended_when_reading_is_given_up(tmp_path: Path) -> None:
    note = tmp_path / "note"
    with Workers([Job(1, jobs.hang, (note,))], LIMITS) as pool:
        pool.begin()
        while not note.exists() or not note.read_text():
            time.sleep(0.02)
    assert not Path(note.read_text().splitlines()[1]).exists()


def test_pipes_that_cannot_be_waited_for_are_read_by_threads() -> None:
    inbox: Inbox[str] = Inbox(threads=True)
    out, into = os.pipe()
    inbox.join("甲", out)
    os.write(into, b"abc")
    assert inbox.wait(5) == [("甲", b"abc")]
    os.close(into)
    assert inbox.wait(5) == [("甲", b"")]
    assert inbox.wait(0.01) == []
    os.close(out)


@pytest.mark.parametrize("_way", ["fork"], indirect=True)  # a program of its own does not see the replaced parser
def test_a_file_that_kills_its_parser_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = reading._parser("docx")

    def deadly(source: Path, path: str) -> Document:
        if path.startswith("坏"):
            jobs.die()
        return parse(source, path)

    monkeypatch.setattr(reading, "_parser", lambda read_as: deadly)
    for name in ("甲.docx", "坏.docx", "丙.docx"):
        word(tmp_path / name)
    result = read_documents(tmp_path, limits=LIMITS)
    assert sorted(document.path for document in result.documents.values()) == ["丙.docx", "甲.docx"]
    assert [(problem.path, problem.error.code) for problem in result.problems] == [("坏.docx", "D011")]


def test_a_document_crosses_unchanged(tmp_path: Path) -> None:
    source = word(tmp_path / "甲.docx")
    (document,) = read_documents(source, limits=LIMITS).documents.values()
    digest = reading.open_submission(source).files[0].sha256
    assert document == reading.parse_file("docx", source, "甲.docx", "docx", digest, LIMITS)


def test_too_many_pages_or_characters_are_cut_and_told() -> None:
    blocks = tuple(Paragraph("字" * 10, Location(page=page)) for page in (1, 2, 3))
    document = Document("a", "pdf", "", blocks)
    by_pages = cut_short(document, ParseLimits(pages=2))
    by_characters = cut_short(document, ParseLimits(characters=15))
    assert (len(by_pages.blocks), len(by_characters.blocks)) == (2, 1)
    for cut in (by_pages, by_characters):
        assert [incident.kind for incident in cut.incidents] == [IncidentKind.LIMIT]
    assert isinstance(by_pages.incidents[0], Incident)
    assert "2 页" in by_pages.incidents[0].detail
    assert cut_short(document, ParseLimits()) is document


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCCHECK_LIMIT_SECONDS", "7")
    assert ParseLimits.from_environment().seconds == 7
    monkeypatch.setenv("DOCCHECK_LIMIT_SECONDS", "半天")
    with pytest.raises(BadSetting) as caught:
        ParseLimits.from_environment()
    assert "DOCCHECK_LIMIT_SECONDS" in caught.value.message
