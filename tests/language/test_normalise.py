import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.language.normalise import heading_key, normalise


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("⼀、⼆", "一、二"),
        ("（１）ＡＢ", "(1)AB"),
        ("创 新　联合体", "创新联合体"),
        ("投入 8413 万元", "投入 8413 万元"),
        ("“甲”与‘乙’", "\"甲\"与'乙'"),
        ("A—B－C", "A-B-C"),
        ("〔2021〕【甲】", "(2021)[甲]"),
        ("第一行 \n 第二行", "第一行\n第二行"),
        ("创\u200b新", "创新"),
        ("①℃", "1°C"),
    ],
)
def test_forms_become_one(raw: str, plain: str) -> None:
    assert normalise(raw).text == plain


def test_a_place_leads_back_to_the_raw_text() -> None:
    raw = "　投 入：８４１３ 万元（℃）"
    plain = normalise(raw)
    start = plain.text.index("8413")
    assert raw[slice(*plain.raw_span(start, start + 4))] == "８４１３"
    assert raw[slice(*plain.raw_span(plain.text.index("投入"), plain.text.index("投入") + 2))] == "投 入"


@given(st.text(alphabet=st.sampled_from("创新 　\n\t（）１２Ａｂ“”—…①⼀\u200b.e\u0301"), max_size=50))
def test_offsets_rise_and_stay_inside(raw: str) -> None:
    plain = normalise(raw)
    assert len(plain.offsets) == len(plain.text) + 1
    assert list(plain.offsets) == sorted(plain.offsets)
    assert plain.offsets[-1] == len(raw)


@given(st.text(alphabet=st.sampled_from("创新 　\n（）１２Ａｂ“”—①⼀."), max_size=50))
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw).text
    assert normalise(once).text == once


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("一、牵头单位及其科技创新核心平台基本情况（限1000字）", "牵头单位及其科技创新核心平台基本情况"),
        ("（二） 成员 单位情况：", "成员单位情况"),
        ("3.1 组织架构", "组织架构"),
        ("第三条　知识产权归属", "知识产权归属"),
        ("创新联合主要建设内容(500字以内)", "创新联合主要建设内容"),
        ("建设方案（不少于5000字，可加页）", "建设方案"),
        ("技术创新目标及任务分工（概述）", "技术创新目标及任务分工"),
        ("承担市级、国家级科技计划项目(近三年)", "承担市级国家级科技计划项目近三年"),
        ("二、（一）运行机制", "运行机制"),
        ("附件2", "附件2"),
    ],
)
def test_heading_key(heading: str, key: str) -> None:
    assert heading_key(heading) == key
