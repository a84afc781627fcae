"""Organisations in running text: right boundaries, no common nouns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.mapping.names import organisation_names, unit_kind
from doccheck.programme.schema import UnitKind


def names(text: str) -> list[str]:
    return [name for _, _, name in organisation_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由重庆大学与甲乙丙科技有限公司（以下简称甲方）联合", ["重庆大学", "甲乙丙科技有限公司"]),
        (
            "由赣州瑞磁研究院有限公司牵头，联合江西理工大学、赣州富材电子股份有限公司等12家单位",
            ["赣州瑞磁研究院有限公司", "江西理工大学", "赣州富材电子股份有限公司"],
        ),
        ("由华为技术有限公司牵头", ["华为技术有限公司"]),
        ("重庆智联汽车股份有限公司南京分公司", ["重庆智联汽车股份有限公司南京分公司"]),
        ("西门子（重庆）电气有限公司、ABB（中国）有限公司", ["西门子（重庆）电气有限公司", "ABB（中国）有限公司"]),
        ("联合江南大学、重庆建设工业（集团）有限责任公司", ["江南大学", "重庆建设工业（集团）有限责任公司"]),
        ("重庆金桥电子有限公司和中铝甲乙股份有限公司", ["重庆金桥电子有限公司", "中铝甲乙股份有限公司"]),
        ("与永蓥传动共建产业学院已满六年", []),
        ("公司先后与清华大学、北京航空航天大学合作", ["清华大学", "北京航空航天大学"]),
        ("中国科学院重庆绿色智能技术研究院", ["中国科学院重庆绿色智能技术研究院"]),
        ("以重庆大学为依托", ["重庆大学"]),
        ("渝州医科大学附属第一医院（公章）", ["渝州医科大学附属第一医院"]),
        ("渝州医科大学、附属医院和药企", ["渝州医科大学"]),
        ("甲方：江苏恒远新材料股份有限公司", ["江苏恒远新材料股份有限公司"]),
    ],
)
def test_names_have_a_readers_boundaries(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "建设国家重点实验室",
        "本公司和有限责任公司的法人",
        "各成员单位、龙头企业、知名高校、国内外研究院",
        "建有重庆市新能源汽车工程技术研究中心",
        "拥有国家级企业技术中心、省级工程技术研究中心",
        "专家咨询委员会由理事会聘任",
        "上市公司、子公司、母公司均可参与",
    ],
)
def test_common_nouns_and_owned_platforms_are_no_names(text: str) -> None:
    assert names(text) == []


@given(st.text(alphabet="由与和重庆大学公司有限的、，（）()江苏联合建设中心 \n", max_size=80))
def test_offsets_cut_the_name_out_of_the_text(text: str) -> None:
    last = 0
    for start, end, name in organisation_names(text):
        assert text[start:end] == name
        assert last <= start < end
        last = end


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("江南大学", UnitKind.UNIVERSITY),
        ("江南大学食品学院", UnitKind.UNIVERSITY),
        ("中国科学院上海有机化学研究所", UnitKind.INSTITUTE),
        ("江苏恒达研究院有限公司", UnitKind.ENTERPRISE),
        ("江苏省先进材料技术创新中心", UnitKind.PLATFORM),
        ("某某律师事务所", UnitKind.SERVICE),
        ("永川区科技局", UnitKind.GOVERNMENT),
        ("永川区人民医院", UnitKind.OTHER),
    ],
)
def test_a_name_tells_its_kind(name: str, kind: UnitKind) -> None:
    assert unit_kind(name) == kind
