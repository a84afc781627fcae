import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.language.wordcount import WordCount, count

CASES = [
    ("", 0, 0),
    (" 　\n\t", 0, 0),
    ("创新联合体", 5, 5),
    ("创新，联合体。", 7, 5),
    ("“十四五”", 5, 3),
    ("3.5%", 1, 1),
    ("(2023)", 1, 1),
    ("A,B", 1, 1),
    ("A, B", 2, 2),
    ("a - b", 3, 2),
    ("重庆-成都", 5, 4),
    ("重庆,成都", 5, 4),
    ("投入1.5亿元", 5, 5),
    ("5G技术", 3, 3),
    ("GB/T 19001-2016", 2, 2),
    ("https://example.org/a?b=1", 1, 1),
    ("A·B", 3, 2),
    ("——", 2, 0),
    ("……", 2, 0),
    ("≥60℃", 3, 3),
    ("①研发", 3, 3),
    ("２０２３", 4, 4),
    ("ＡＢ", 2, 2),
    ("ｱｲ", 2, 2),
    ("𠀀𪚥", 2, 2),
    ("😀好", 2, 2),
    ("👍🏽", 1, 1),
    ("创\u200b新", 2, 2),
    ("cre\u0301dit", 1, 1),
    ("café", 1, 1),
    ("\ufeff创新", 2, 2),
    ("第一行\n第二行", 6, 6),
    ("1 234", 2, 2),
    ("\ufffc图", 1, 1),
]


@pytest.mark.parametrize(("text", "words", "plain"), CASES)
def test_count(text: str, words: int, plain: int) -> None:
    assert count(text) == WordCount(words, plain)


TEXT = st.text(alphabet=st.sampled_from("创新联合体，。（）“”…—·①℃≥abcXYZ019.,-%() 　\t１Ａｱ𠀀😀\u200b"), max_size=60)


@given(st.lists(TEXT, max_size=6))
def test_paragraphs_add_up(paragraphs: list[str]) -> None:
    assert count("\n".join(paragraphs)) == sum(map(count, paragraphs), WordCount(0, 0))


@given(st.text(alphabet="创新联合体，。、；：", max_size=40), st.data())
def test_blanks_between_chinese_characters_change_nothing(text: str, data: st.DataObject) -> None:
    blanks = [data.draw(st.sampled_from(["", " ", "　", "\t"])) for _ in text]
    assert count("".join(a + b for a, b in zip(text, blanks, strict=True))) == count(text)


@given(TEXT)
def test_leaving_punctuation_out_never_counts_more(text: str) -> None:
    result = count(text)
    assert 0 <= result.without_punctuation <= result.words <= len(text)


@given(st.text(max_size=80))
def test_any_text_can_be_counted(text: str) -> None:
    assert count(text).words >= 0
