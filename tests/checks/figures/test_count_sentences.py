"""Sentences that say how many members there are."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.count_sentences import prose_counts
from doccheck.document import Paragraph


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("联合体成员单位共有12家。", [12]),
        ("新成员两家推荐，理事会同意，签补充协议。", []),
        ("吸收成员须经成员两家提名。", []),
    ],
)
def test_only_the_number_of_all_members_counts(text: str, numbers: list[int]) -> None:
    assert [number for number, *_ in prose_counts(Paragraph(text))] == numbers
