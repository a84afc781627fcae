"""Numbers of members of a kind in two papers."""

from __future__ import annotations

import pytest

from doccheck.facts.model import Fact
from tests.checks.figures.papers import fact, figure_findings, mapped


def count(what: str, value: int, quote: str, document: str = "d1", block: int = 1, source: str = "prose") -> Fact:
    return fact(
        f"consortium.{what}", value, quote=quote, unit="家", half=0, year=None, document=document, block=block,
        source=source, subject="某创新联合体",
    )  # fmt: skip


FORM = [
    count("members", 11, "11家", source="table"),
    count("enterprises", 8, "8家", source="table"),
    count("universities", 3, "3家", source="table"),
]


def test_another_number_of_enterprises_is_found() -> None:
    (found,) = figure_findings(mapped([*FORM, count("enterprises", 9, "联合体由9家企业", block=9)]))
    assert found.code == "N001"


@pytest.mark.parametrize(
    "others",
    [
        [count("enterprises", 3, "骨干企业3家", block=9)],
        [count("enterprises", 7, "牵头单位以外的企业7家", block=9)],
        [count("enterprises", 2, "驭电、锂屿两家企业", block=9)],
        [count("members", 11, "共11家", block=9), count("enterprises", 9, "企业9家", block=9),
         count("universities", 3, "高校3家", block=9)],
    ],
)  # fmt: skip
def test_some_enterprises_and_a_wrong_sum_contradict_no_other_paper(others: list[Fact]) -> None:
    assert [f for f in figure_findings(mapped([*FORM, *others])) if f.code == "N001"] == []
