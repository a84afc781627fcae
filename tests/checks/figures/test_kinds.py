"""Numbers of members of a kind in two papers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.document import Location
from doccheck.facts.model import Fact, Nature
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


@pytest.mark.parametrize(
    "others",
    [
        [count("members", 11, "十一方", block=9), count("enterprises", 9, "其中企业9家", block=9)],
        [count("enterprises", 9, "成员中包括企业9家", block=9)],
    ],
)
def test_a_part_of_all_members_counts_all_of_its_kind(others: list[Fact]) -> None:
    assert [f.code for f in figure_findings(mapped([*FORM, *others])) if f.code == "N001"] == ["N001"]


def test_how_many_members_there_are_to_be_is_another_total() -> None:
    goal = replace(count("members", 14, "14", block=7, source="table"), nature=Nature.TARGET)
    told = [count("members", 11, "共有单位11家", block=9), count("enterprises", 9, "企业9家", block=9),
            count("universities", 2, "高校2家", block=9)]  # fmt: skip
    assert [f.code for f in figure_findings(mapped([*FORM[1:], goal, *told])) if f.code == "N001"] != []


def test_a_kind_told_in_words_of_the_forms_cell_completes_its_list() -> None:
    told = [
        count("members", 6, "6家", source="table"), count("enterprises", 3, "3家", source="table"),
        count("universities", 2, "2家", source="table"), count("others", 1, "其他（医院）1家"),
    ]  # fmt: skip
    cell = replace(told[-1], location=Location(block=1, table=1, cell=(2, 1)))
    agreed = count("enterprises", 4, "联合体由4家企业", document="d1", block=9)
    (found,) = figure_findings(mapped([*told[:-1], cell, agreed]))
    assert found.code == "N001"


@pytest.mark.parametrize(("quote", "value", "codes"), [("以9家企业为骨干", 9, ["N001"]), ("服务企业19家", 19, [])])
def test_there_are_no_more_of_a_kind_than_all(quote: str, value: int, codes: list[str]) -> None:
    facts = [*FORM, count("enterprises", value, quote, document="d2", block=9)]
    assert [f.code for f in figure_findings(mapped(facts)) if f.code == "N001"] == codes
