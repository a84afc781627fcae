"""Credit codes, telephones, addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.facts.contacts import email_problem, emails, find_phones, phone_problem, phones
from doccheck.facts.regions import place_of
from doccheck.facts.uscc import ALPHABET, check_character, check_uscc, find_usccs

FIRST17 = st.text(alphabet=ALPHABET, min_size=17, max_size=17)


def test_the_example_of_the_standard() -> None:
    assert check_uscc("91350100M000100Y43").ok


@given(FIRST17)
def test_the_computed_character_is_accepted_in_any_dress(first: str) -> None:
    code = first + check_character(first)
    assert check_uscc(code).ok
    assert check_uscc(f" {code[:9].lower()} {code[9:]}").normalised == code


@given(FIRST17, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(first: str, at: int, other: str) -> None:
    code = first + check_character(first)
    if code[at] != other:
        assert not check_uscc(code[:at] + other + code[at + 1 :]).ok


@pytest.mark.parametrize(
    ("code", "words"),
    [("91320105MA1N8K3P2", "17位"), ("91320105MAIN8K3P2X", "“I”"), ("91320105MA1N8K3P2A", "“M”"), ("", "未填写")],
)
def test_reasons_say_what_is_wrong(code: str, words: str) -> None:
    result = check_uscc(code)
    assert not result.ok
    assert words in result.reason_zh


def test_codes_are_found_in_text() -> None:
    assert find_usccs("代码：91320105MA1N8K3P2M。")[0][0] == "91320105MA1N8K3P2M"


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "025-83359254",
        "（025）83359254",
        "０２５－８３３５９２５４",
        "025-85485971、85485928",
        "025-85485971/5928",
        "400-820-8820",
        "025-83359254转8012",
        "025-83359254-8012",
        "0797-8391234",
        "+86 13812345678",
        "林工 13812345678",
        "13812345678（林工）",
        "13812345678 025-83359254",
        "63368478",
    ],
)
def test_telephones_as_people_write_them(text: str) -> None:
    assert phone_problem(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1381234567", "10位"),
        ("12812345678", "号段"),
        ("025-8335925", "8位"),
        ("138123456789", "12位"),
        ("abc", "数字以外"),
        ("0797-839123", "6位"),
    ],
)
def test_no_telephones(text: str, words: str) -> None:
    assert words in phone_problem(text)


def test_two_numbers_are_two() -> None:
    assert [p.digits for p in phones("025-85485971/5928")] == ["02585485971", "02585485928"]


def test_telephones_in_running_text() -> None:
    assert [digits for digits, _, _ in find_phones("请致电025-83359254或13812345678，编号202309280001")] == [
        "02583359254",
        "13812345678",
    ]


def test_emails() -> None:
    assert email_problem("lin＠example.com、b@x.cn") == ""
    assert "不是完整" in email_problem("lin@example")
    assert emails("邮箱lin@example.com。")[0][0] == "lin@example.com"


@pytest.mark.parametrize(
    ("address", "province", "city"),
    [
        ("江苏省南京市江宁区秣陵街道", "江苏省", "南京市"),
        ("重庆两江新区金开大道", "重庆市", "重庆市"),
        ("永川区凤凰湖", "重庆市", "重庆市"),
        ("江西赣州经济技术开发区", "江西省", "赣州市"),
        ("昆山市玉山镇", "江苏省", "苏州市"),
        ("苏州晶源科技有限公司", "江苏省", "苏州市"),
        ("上海市南京西路1号", "上海市", "上海市"),
        ("南京西路1号", "", ""),
        ("鼓楼区中山路", "", ""),
        ("内蒙古呼和浩特", "内蒙古自治区", "呼和浩特市"),
    ],
)
def test_places(address: str, province: str, city: str) -> None:
    place = place_of(address)
    assert (place.province, place.city) == (province, city)
