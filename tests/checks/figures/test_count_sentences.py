"""Sentences that say how many members there are."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.count_sentences import prose_counts
from doccheck.document import Paragraph


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("联合体成员单位共有12家。", [12]),
        ("本协议由甲方会同各共建单位订立，缔约方共9家，名称以附件为准。", [9]),
        ("本协议签约各方合计9家。", [9]),
        ("签约客户共9家。", []),
        ("新成员两家推荐，理事会同意，签补充协议。", []),
        ("吸收成员须经成员两家提名。", []),
    ],
)
def test_only_the_number_of_all_members_counts(text: str, numbers: list[int]) -> None:
    assert [number for number, *_ in prose_counts(Paragraph(text))] == numbers


@pytest.mark.parametrize(
    ("text", "with_lead"),
    [
        ("由集团牵头，会同九家单位组建。", False),
        ("由九家单位共同组建，集团牵头。", True),
        ("由1家牵头企业和九家成员单位组成。", False),
        ("成员单位9家，连同牵头单位共10家。", False),
        ("共有牵头单位1家、成员单位9家。", False),
        ("成员单位9家，连同牵头单位在内。", True),
        ("章程已由九家单位共同签订。", True),
        ("以上九方经协商一致，订立本协议。", True),
    ],
)
def test_those_whom_the_lead_brings_along_are_the_others(text: str, with_lead: bool) -> None:
    assert [(number, counted) for number, counted, _ in prose_counts(Paragraph(text))] == [(9, with_lead)]
