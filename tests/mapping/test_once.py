"""What is worked out once for a submission."""

from __future__ import annotations

from msgspec.structs import replace

from doccheck.facts.subjects import CONSORTIUM, Subject, units_of
from doccheck.mapping.model import MappedSubmission
from doccheck.mapping.once import once
from doccheck.programme.loader import load
from doccheck.programme.schema import Occasion


def _submission(name: str = "甲") -> MappedSubmission:
    return MappedSubmission(load("jiangsu-2023"), Occasion.APPLY, 2023, name, {})


def test_work_is_done_once_for_a_submission_and_anew_for_another() -> None:
    done: list[str] = []

    @once
    def name_of(mapped: MappedSubmission) -> str:
        done.append(mapped.name)
        return mapped.name

    one, two = _submission("甲"), _submission("乙")
    assert [name_of(one), name_of(one), name_of(two), name_of(one)] == ["甲", "甲", "乙", "甲"]
    assert done == ["甲", "乙"]
    assert name_of(replace(one, name="丙")) == "丙"


def test_a_submission_with_results_equals_one_without() -> None:
    one = _submission()
    units_of(one)
    assert one == _submission()


def test_a_reader_of_units_does_not_hear_what_another_listens_to() -> None:
    mapped = _submission()
    one, two = units_of(mapped), units_of(mapped)
    one.parties = {"乙": Subject(CONSORTIUM)}
    assert "乙" not in two.parties
    one.listen_to("d1")
    assert "乙" not in units_of(mapped).parties
