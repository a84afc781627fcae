"""One resolver for all names: renamings, misreadings, branches, blocking without loss, and its speed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.names import mistakes, writings
from doccheck.mapping.names import Link, align, definitions, link, resolve
from doccheck.mapping.names.blocks import Blocks
from doccheck.mapping.names.lexicon import PLACES
from doccheck.mapping.names.misread import folded
from doccheck.mapping.names.written import legal_form, normal


@pytest.mark.parametrize(
    ("text", "former", "present"),
    [
        ("渝新达科技有限公司（原名：重庆旧达机械厂）", "重庆旧达机械厂", "渝新达科技有限公司"),
        ("重庆新达科技有限公司（原重庆旧达机械厂，2020年更名）", "重庆旧达机械厂", "重庆新达科技有限公司"),
        ("江苏恒远材料有限公司（曾用名为：江苏恒近材料有限公司；以下简称“恒远”）", "江苏恒近材料有限公司", "江苏恒远材料有限公司"),
        ("重庆新达科技有限公司（前身为重庆旧达机械厂）", "重庆旧达机械厂", "重庆新达科技有限公司"),
        ("重庆旧达有限公司（现名：重庆新达科技有限公司）", "重庆旧达有限公司", "重庆新达科技有限公司"),
        ("重庆旧达有限公司（已更名为重庆新达科技有限公司）", "重庆旧达有限公司", "重庆新达科技有限公司"),
        ("重庆旧达有限公司于2020年3月更名为重庆新达科技有限公司。", "重庆旧达有限公司", "重庆新达科技有限公司"),
        ("江苏甲乙材料股份有限公司（2021年由江苏甲丙材料有限公司更名而来）", "江苏甲丙材料有限公司", "江苏甲乙材料股份有限公司"),
        ("江苏丙新有限公司，曾用名江苏丁旧有限公司，注册于无锡。", "江苏丁旧有限公司", "江苏丙新有限公司"),
    ],
)  # fmt: skip
def test_a_former_name_means_the_present_unit(text: str, former: str, present: str) -> None:
    found = definitions([text])
    assert found[former] == present
    assert len(resolve([present, former], found)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("南岭工程学院（南岭学院）", {"南岭学院": "南岭工程学院"}),
        ("江西霁川氢氟酸有限公司（霁川公司）", {"霁川公司": "江西霁川氢氟酸有限公司"}),
        ("江西霁川氢氟酸有限公司（牵头企业）", {}),
    ],
)
def test_a_line_that_is_a_name_with_its_short_name(text: str, found: dict[str, str]) -> None:
    assert definitions([text]) == found


@pytest.mark.parametrize(
    "text",
    [
        "无锡未来有限公司（原中国电子科技集团公司第五十八研究所下属企业）",
        "无锡未来有限公司（原件已交江南大学）",
        "无锡未来有限公司与江南大学共建的实验室更名为绿色材料实验室。",
        "重庆新达科技有限公司、重庆旧达有限公司均未更名。",
    ],
)
def test_other_remarks_tell_no_former_name(text: str) -> None:
    assert definitions([text]) == {}


def test_a_short_name_of_a_former_name_leads_to_the_present_one() -> None:
    aliases = definitions(
        [
            "重庆旧达机械有限公司（以下简称“旧达”）",
            "重庆旧达机械有限公司于2021年更名为重庆新达智能有限公司",
        ]
    )
    (group,) = resolve(["旧达", "重庆新达智能有限公司"], aliases)
    assert group.name == "重庆新达智能有限公司"


MISREAD = [
    ("重庆未来智能科技有限公司", "重庆末来智能科技有限公司"),
    ("江苏己任材料有限公司", "江苏已任材料有限公司"),
    ("无锡曰升机械有限公司", "无锡日升机械有限公司"),
    ("赣州稀土新材料研究院", "赣州稀士新材料研究院"),
    ("江西理工大学", "江西埋工大学"),
    ("重庆恒达智能科技有限公司", "重厌恒达智能科技有限公司"),
    ("重庆恒达智能科技有限公司", "重庆恒达智能科技有限公可"),
    ("重庆恒达智能科技有限公司", "重庆恒达智科技有限公司"),
]


@pytest.mark.parametrize(("right", "spoilt"), MISREAD)
def test_a_misread_name_joins_its_unit_when_asked_and_stays_a_slip_otherwise(right: str, spoilt: str) -> None:
    assert link(right, spoilt) == Link.SLIP
    (group,) = resolve([right, spoilt, right], misreadings=True)
    assert group == type(group)(right, (right, spoilt))
    assert len(resolve([right, spoilt])) == 2


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("重庆恒达有限公司", "重庆恒达有限公司南京分公司"),
        ("重庆恒达有限公司", "重庆恒达有限公司江北子公司"),
        ("重庆恒达有限公司成都分公司", "重庆恒达有限公司万州分公司"),
        ("重庆恒达集团有限公司", "重庆恒达集团销售有限公司"),
        ("中国银行", "中国银行重庆分行"),
        ("江苏大学", "江苏大学附属医院"),
        ("重庆恒达科技有限公司", "成都恒达科技有限公司"),
        ("重庆恒达科技有限公司", "重庆恒达科技（成都）有限公司"),
        ("重庆恒达科技成都有限公司", "重庆恒达科技万州有限公司"),
        ("云阳恒达机械科技有限公司", "丰都恒达机械科技有限公司"),
        ("重庆市第一人民医院", "重庆市第三人民医院"),
        ("重庆108科技有限公司", "重庆109科技有限公司"),
        ("江苏东方材料科技有限公司", "江苏西方材料科技有限公司"),
    ],
)
def test_branches_daughters_places_and_numbers_are_other_units(one: str, two: str) -> None:
    assert link(one, two) == link(two, one) == Link.OTHER
    assert len(resolve([one, two], misreadings=True)) == 2
    assert align([one], [two]).pairs == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("重庆恒达科技有限公司", "重庆恒远科技有限公司"),
        ("江苏恒达新能源有限公司", "江苏恒达能源有限公司"),
        ("中山大学", "山大学"),
    ],
)
def test_another_trade_name_is_no_misreading(one: str, two: str) -> None:
    assert len(resolve([one, two], misreadings=True)) == 2


def test_a_spoilt_name_that_two_units_could_be_stays_alone() -> None:
    groups = resolve(
        ["重庆恒达智能科技有限公司", "重庆恒达智慧科技有限公司", "重庆恒达智科技有限公司"], misreadings=True
    )
    assert len(groups) == 3


def test_look_alikes_tell_no_two_places_apart() -> None:
    assert len({folded(place) for place in PLACES}) == len(PLACES)


_HEAD = st.sampled_from(["", "重庆", "重庆市", "江苏", "南京", "云阳", "丰都", "中国"])
_TRADE = st.text("恒瑞达未末己已新能源科技材料一二东西", min_size=1, max_size=9)
_TAIL = st.sampled_from(
    [
        "",
        "有限公司",
        "股份有限公司",
        "公司",
        "集团有限公司",
        "（南京）有限公司",
        "大学",
        "研究院",
        "有限公司成都分公司",
        "医院",
        "有限公可",
    ]
)
_NAME = st.builds(lambda head, trade, tail: head + trade + tail, _HEAD, _TRADE, _TAIL)


@st.composite
def _alike(draw: st.DrawFn) -> list[str]:
    """Names of which some are others with a character changed, lost or added, or cut short."""
    names = draw(st.lists(_NAME, min_size=2, max_size=12))
    for _ in range(draw(st.integers(0, 12))):
        name = draw(st.sampled_from(names))
        at = draw(st.integers(0, len(name)))
        char = draw(st.sampled_from("恒瑞未末科技一东新甲"))
        names.append(
            draw(
                st.sampled_from(
                    [
                        name[:at] + char + name[at + 1 :],
                        name[:at] + name[at + 1 :],
                        name[:at] + char + name[at:],
                        name[:at],
                        name[at:],
                    ]
                )
            )
        )
    return names


@settings(max_examples=150, deadline=None)
@given(_alike())
def test_blocking_loses_no_link(names: list[str]) -> None:
    names = [
        name for name in names if len(normal(name)) - len(legal_form(normal(name))) >= 2
    ]  # “有限公司” names nobody
    blocks = Blocks(names)
    for name in names:
        found = set(blocks.candidates(name))
        for index, other in enumerate(names):
            assert index in found or link(name, other) == Link.OTHER, (name, other)


def test_blocks_find_a_name_whose_signs_are_in_another_order() -> None:
    assert Blocks(["一末股份有限公司", "恒"]).candidates("一股末份有限公司") == [0]


@settings(max_examples=100, deadline=None)
@given(_alike())
def test_every_name_stands_in_one_group_and_equal_names_in_the_same(names: list[str]) -> None:
    groups = resolve(names, misreadings=True)
    home: dict[str, int] = {}
    for number, group in enumerate(groups):
        for written in group.written:
            assert home.setdefault(normal(written), number) == number
    assert {normal(name) for name in names if normal(name)} == set(home)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.text("恒瑞华盛智联", min_size=2, max_size=4))
def test_names_that_differ_in_their_place_alone_are_never_joined(one: str, two: str, trade: str) -> None:
    names = [f"{place}{trade}精密机械有限公司" for place in (one, two)]
    assert len(resolve(names, misreadings=True)) == len({one, two})


def test_a_thousand_writings_are_resolved_rightly() -> None:
    names, aliases, unit_of = writings(1000)  # bench/names.py says how long it takes
    assert mistakes(names, aliases, unit_of) == (0, 0)
