"""A table's row of names or figures says the contrary of nothing; a sentence may."""

from __future__ import annotations

import pytest

from doccheck.document import Location, Paragraph
from doccheck.mapping.elements import said
from doccheck.mapping.model import Passage
from doccheck.mapping.outline import read_sentences
from doccheck.programme.loader import load


def _contrary(text: str) -> float:
    row = next(row for row in load("chongqing-2024").rows if row.id == "plan.position.nonlegal")
    passage = Passage("d1", (Paragraph(text, Location()),))
    told = said(row, [], [(passage, sentence) for sentence in read_sentences(passage)])
    return max((each.contrary for each in told), default=0.0)


@pytest.mark.parametrize(
    "row",
    [
        "3，重庆某某硬碳科技有限公司，企业，14,925，1,045，186，52，61，27",
        "重庆某某科技有限公司，独立法人，企业，副理事长",
    ],
)
def test_a_row_of_a_table_denies_nothing(row: str) -> None:
    assert _contrary(row) == 0.0


@pytest.mark.parametrize("sentence", ["综合体登记为独立法人，注册资本500万元，由三方出资设立。"])
def test_a_sentence_with_a_figure_may(sentence: str) -> None:
    assert _contrary(sentence) > 0.2
