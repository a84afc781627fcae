"""The cue language of programme files."""

from __future__ import annotations

import pytest

from doccheck.language.plain import plain
from doccheck.mapping import cues
from doccheck.mapping.cue_language import validate


def held(cue: str, *sentences: str) -> bool:
    return cues.first([cue], [plain(s) for s in sentences]) is not None


@pytest.mark.parametrize(
    ("cue", "sentence", "expected"),
    [
        ("每季度|每三个月 & 交流|研讨", "成员单位每三个月开一次技术研讨会", True),
        ("每季度|每三个月 & 交流|研讨", "每季度报送一次统计表", False),
        ("知识产权 & !拥有", "知识产权归完成方所有", True),
        ("知识产权 & !拥有", "公司拥有知识产权50项", False),
        ("#万元", "投入研发经费 1,200 万元", True),
        ("#万元", "投入研发经费1.2亿元", True),
        ("#万元", "2023年投入较多", False),
        ("#%", "占比约 35.6%", True),
        ("/第[一二]条/", "第二条 定义", True),
        ("（以下简称", "重庆大学(以下简称乙方)", True),
        ("共享 平台", "建设共享平台", True),
    ],
)
def test_a_cue_holds_only_where_its_terms_stand(cue: str, sentence: str, expected: bool) -> None:
    assert held(cue, sentence) is expected


def test_terms_of_a_narrow_cue_must_share_a_sentence() -> None:
    assert not held("理事长 & 牵头单位负责人", "设理事长一名。", "牵头单位负责人任职")


def test_a_wide_cue_reads_two_adjacent_sentences() -> None:
    assert held("理事长 && 牵头单位负责人", "设理事长一名", "由牵头单位负责人担任")


@pytest.mark.parametrize("cue", ["", "!无", "/[/", " & "])
def test_a_cue_that_cannot_hold_is_refused(cue: str) -> None:
    with pytest.raises(ValueError, match=r"cue"):
        validate(cue)


def test_cues_are_counted_text_by_text() -> None:
    texts = [["理事会每季度开会", "由秘书处记录"], ["每年开会"], [], ["理事会每季度", "开会三次"]]
    assert cues.counted(["理事会 & 开会", "季度 && 记录", "#次", "!每年 & 开会"], texts) == [3, 0, 0, 2]


def test_adjacent_sentences_of_two_texts_are_not_adjacent() -> None:
    assert cues.counted(["理事会 && 秘书处"], [["理事会"], ["秘书处"]]) == [0, 0]


def test_numbers_before_several_units_are_heard_as_before() -> None:
    holds = [cues.first(["#人|#名|不少于#家|#万元"], [text]) is not None for text in (
        "共12人", "约三十余名", "不少于5家", "不少于约5家", "5家", "1,200.5万元", "3-5亿", "人", "若干名",
    )]  # fmt: skip
    assert holds == [True, True, True, True, False, True, True, False, False]
