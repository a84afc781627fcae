import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.language.sentences import sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("目标明确。资源优势明显；合作基础良好！", ["目标明确。", "资源优势明显；", "合作基础良好！"]),
        ("投入强度为3.5%，高于2.1%。", ["投入强度为3.5%，高于2.1%。"]),
        ("成员（一家企业；两所高校。）共同建设。其他", ["成员（一家企业；两所高校。）共同建设。", "其他"]),
        ("他说：“可行。可以做。”会议通过。", ["他说：“可行。可以做。”", "会议通过。"]),
        ("“可行。”的结论", ["“可行。”的结论"]),
        ("真的吗？！是。", ["真的吗？！", "是。"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("完成建设.开展攻关.", ["完成建设.", "开展攻关."]),
        ("一.目标任务", ["一.目标任务"]),
        ("未闭合（括号。仍要断开。", ["未闭合（括号。", "仍要断开。"]),
        ("a;b;c", ["a;b;c"]),
        ("", []),
        (" 。", ["。"]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == pieces


@given(st.text(alphabet=st.sampled_from("目标。；！？\n（）“”【】.3a; 　"), max_size=60))
def test_nothing_but_blanks_is_lost_and_nothing_read_twice(text: str) -> None:
    spans = sentences(text)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
