"""Words without which an expression is found nowhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from doccheck.language.literals import may_stand, needed


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("项目经理(负责)?制", (("项目经理",), ("制",))),
        ("(成员|参与单位)[^，。；]{0,6}(一共|包括)", (("成员", "参与单位"), ("一共", "包括"))),
        ("总投入|研发.{2,4}经费", (("总投入", "研发"),)),
        ("投资[额款]*", (("投资",),)),
        ("投资?入{0,2}股{2}份+额", (("投",), ("股",), ("份",), ("额",))),
        ("(?:甲|乙)?方", (("方",),)),
        ("(?<=第)三(?!年)", (("第",), ("三",))),
        ("(甲|)", ()),
        ("甲|[乙丙]", (("甲", "乙", "丙"),)),
        (r"[\]{(][^甲][乙-丁]?[\d乙]", (("]", "{", "("),)),
        (r"[-甲][甲\-乙][\\乙]?[乙]", (("-", "甲"), ("乙",))),
        (r"20\d\d年\u4e00ab\.c", (("20",), ("年",), ("ab.c",))),
        (r"\(甲\)?乙\)+", (("(甲",), ("乙)",))),
        ("甲{乙", (("甲",), ("乙",))),
        ("(?i)ab", ()),
        ("(?P<q>甲)乙(?P=q)", ()),
    ],
)
def test_the_words_that_an_expression_needs(source: str, words: tuple[tuple[str, ...], ...]) -> None:
    assert needed(source) == words


atoms = some.sampled_from(["a", "b", "ab", "[ab]", "[a-b]", r"[\.c]", "[^a]", ".", r"\.", r"\w", "(?!a)", "(?=b)", "^", "$"])
expressions = some.recursive(
    atoms,
    lambda inner: (
        some.lists(inner, min_size=1, max_size=4).map("".join)
        | some.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})")
        | some.tuples(inner, some.sampled_from(["?", "*", "+", "{0,2}", "{2}", "{,3}", "??", "+?"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        )
    ),
    max_leaves=12,
)


@given(expressions, some.text("abc.", max_size=8))
def test_an_expression_is_found_only_where_its_words_stand(source: str, text: str) -> None:
    if re.search(source, text):
        assert may_stand(source, text)


def test_a_text_that_lacks_one_of_two_words_is_told() -> None:
    assert not may_stand("(联合|协同).{0,9}攻关", "联合开展研究")
    assert may_stand("(联合|协同).{0,9}攻关", "攻关任务由各方联合承担")
