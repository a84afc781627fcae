import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.document.numbering import (
    Convention,
    chinese_numeral,
    chinese_value,
    parse,
    roman_numeral,
    roman_value,
)

C = Convention


@given(st.integers(1, 999))
def test_chinese_numerals_round_trip(value: int) -> None:
    assert chinese_value(chinese_numeral(value)) == value


@given(st.integers(1, 399))
def test_roman_numerals_round_trip(value: int) -> None:
    assert roman_value(roman_numeral(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("二〇", 20), ("一二", 12), ("廿三", 23), ("两百零二", 202), ("壹拾", 10), ("一百一十", 110), ("十", 10)],
)
def test_other_ways_to_write_a_numeral(text: str, value: int) -> None:
    assert chinese_value(text) == value


@pytest.mark.parametrize("text", ["", "百百", "一十百", "甲", "iiii", "一二三四"])
def test_no_numeral(text: str) -> None:
    assert chinese_value(text) is None


FORMS = {
    C.PART: ["第{cn}部分 "],
    C.CHAPTER: ["第{cn}章 ", "第{cn}章　", "第 {cn} 章 ", "第{n}章："],
    C.SECTION: ["第{cn}节 "],
    C.ARTICLE: ["第{cn}条 ", "第{cn}条", "第{n}条：", "第 {cn} 条  "],
    C.CHINESE: ["{cn}、", "{cn}.", "{cn}．", "{cn} 、", "{cn}、 ", "{cn}　"],
    C.CHINESE_PAREN: ["（{cn}）", "({cn})", "（{cn}) ", "（ {cn} ）", "（{cn}）、", "({cn})."],
    C.ARABIC: ["{n}.", "{n}、", "{n}．", "{n} 、", "{n}. ", "{wide}．"],
    C.ARABIC_PAREN: ["（{n}）", "({n})", "（{wide}）", "({n})、"],
    C.ARABIC_CLOSE: ["{n}）", "{n})", "{n}) "],
}


@given(
    st.sampled_from([(kind, form) for kind, forms in FORMS.items() for form in forms]),
    st.integers(1, 99),
    st.sampled_from(["", " ", "　　"]),
)
def test_every_form_is_read_back(form: tuple[Convention, str], value: int, indent: str) -> None:
    kind, pattern = form
    wide = "".join(chr(ord(c) + 0xFEE0) for c in str(value))
    prefix = indent + pattern.format(cn=chinese_numeral(value), n=value, wide=wide)
    number = parse(prefix + "组织架构")
    assert number is not None
    assert (number.convention, number.value, number.length) == (kind, value, len(prefix))


@pytest.mark.parametrize(
    ("text", "kind", "value", "rest"),
    [
        ("①研发平台", C.CIRCLED, 1, "研发平台"),
        ("㉑研发平台", C.CIRCLED, 21, "研发平台"),
        ("❸ 研发平台", C.CIRCLED, 3, "研发平台"),
        ("㈡成员单位", C.CHINESE_PAREN, 2, "成员单位"),
        ("⒊主要任务", C.ARABIC, 3, "主要任务"),
        ("⑷主要任务", C.ARABIC_PAREN, 4, "主要任务"),
        ("Ⅳ、保障措施", C.ROMAN, 4, "保障措施"),
        ("IV. 保障措施", C.ROMAN, 4, "保障措施"),
        ("B. 技术路线", C.LETTER, 2, "技术路线"),
        ("（a）技术路线", C.LETTER_PAREN, 1, "技术路线"),
        ("⼀、建设意义", C.CHINESE, 1, "建设意义"),
        ("1 总体要求", C.BARE, 1, "总体要求"),
        ("1.2 人员情况", C.DECIMAL_2, 2, "人员情况"),
        ("1.2.3项目背景", C.DECIMAL_3, 3, "项目背景"),
        ("１．２　项目背景", C.DECIMAL_2, 2, "项目背景"),
        ("附件2：建设方案", C.ANNEX, 2, "建设方案"),
        ("附件 一 建设方案", C.ANNEX, 1, "建设方案"),
        ("附表3 成员单位表", C.ANNEX, 3, "成员单位表"),
        ("附件", C.ANNEX, 0, ""),
        ("第三步：确定组织架构", C.STEP, 3, "确定组织架构"),
        ("第六步：所在地推荐", C.STEP, 6, "所在地推荐"),
        ("第四条双方确定", C.ARTICLE, 4, "双方确定"),
    ],
)
def test_other_conventions(text: str, kind: Convention, value: int, rest: str) -> None:
    number = parse(text)
    assert number is not None
    assert (number.convention, number.value, text[number.length :]) == (kind, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "3.5亿元用于研发",
        "2023.5.6签订",
        "2023年完成",
        "3 个平台",
        "12.5%的股权",
        "1,000万元",
        "5G技术",
        "3D打印",
        "2.0版本",
        "第三条规定的义务",
        "第一条、第二条的约定",
        "第一章所述",
        "附件1和附件2",
        "附件一所列材料",
        "文件规定",
        "一是建设平台",
        "一方面",
        "二、三线城市",
        "十年来",
        "（2023）渝01号",
        "（含税）",
        "10:30开会",
        "",
        "　",
    ],
)
def test_quantities_dates_and_references_are_no_numbers(text: str) -> None:
    assert parse(text) is None


def test_an_automatic_number_needs_no_separator() -> None:
    assert parse("1总体要求") is None
    number = parse("1总体要求", label="1")
    assert number is not None
    assert (number.convention, number.value, number.length) == (C.BARE, 1, 1)
    number = parse("2.3.1\t目标", label="2.3.1")
    assert number is not None
    assert (number.convention, number.path, number.length) == (C.DECIMAL_3, (2, 3, 1), 6)


def test_a_bullet_is_no_number() -> None:
    assert parse("●研发平台", label="●") is None


def test_numerals_of_cheques_stand_over_plain_ones() -> None:
    formal, plain = parse("叁、组织架构"), parse("三、组织架构")
    assert formal is not None
    assert plain is not None
    assert (formal.value, formal.convention) == (3, C.FORMAL)
    assert (plain.value, plain.convention) == (3, C.CHINESE)
    assert formal.convention.rank < plain.convention.rank
