"""One unit or two: forms, short names, slips."""

from __future__ import annotations

import pytest

from doccheck.mapping.names import Link, align, definitions, link, resolve


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("重庆ＡＢＣ（集团）有限公司", "重庆ABC(集团) 有限公司", Link.SAME),
        ("1. 江南大学（牵头单位）", "江南大学", Link.SAME),
        ("中铝瑞闽", "中铝瑞闽股份有限公司", Link.SHORT),
        ("重庆长安", "重庆长安汽车股份有限公司", Link.SHORT),
        ("智联公司", "重庆智联汽车科技有限公司", Link.SHORT),
        ("江苏省数字设计与制造研究院", "江苏省数字化设计制造研究院", Link.SLIP),
        ("江苏省数字设计与制造研究院", "江苏省数字设计与制造检测院", Link.OTHER),
        ("岚驰汽车", "重庆岚驰新能源汽车有限公司", Link.SHORT),
        ("渡湾智装", "重庆渡湾智能装备股份有限公司", Link.SHORT),
        ("岚驰物流", "重庆岚驰新能源汽车有限公司", Link.OTHER),
        ("岚驰汽车有限公司", "重庆岚驰新能源科技汽车零部件有限公司", Link.OTHER),
        ("市循环利用协会", "重庆市循环利用协会", Link.SHORT),
        ("橙禾合作社", "信丰县橙禾种植专业合作社", Link.SHORT),
        ("橙禾", "信丰县橙禾种植专业合作社", Link.SHORT),
        ("橙新合作社", "信丰县橙禾种植专业合作社", Link.OTHER),
        ("橙禾公司", "信丰县橙禾种植专业合作社", Link.OTHER),
        ("县循环利用协会", "重庆市循环利用协会", Link.OTHER),
        ("中科院重庆研究院", "中国科学院重庆绿色智能技术研究院", Link.SHORT),
        ("重庆智联汽车有限公司", "重庆智联汽车科技有限公司", Link.SLIP),
        ("江苏恒瑞新材料有限公司", "江苏恒锐新材料有限公司", Link.SLIP),
        ("南京江北合成生物研究院", "南京江北合成生物技术研究院", Link.SLIP),
        ("南京江北合成生物研究院", "南京江北合成材料研究院", Link.OTHER),
        ("赣州富材电子股份有限公司", "赣州富材电子有限公司", Link.SLIP),
        ("江苏省泽苇可降解高分子研究院", "江苏省泽苇可降解材料研究院", Link.SLIP),
        ("渝州计量科学研究院", "渝州计量测试研究院", Link.SLIP),
        ("豫章材料学院", "豫章材料工程学院", Link.SLIP),
        ("淮海邮电学院", "淮海邮电大学", Link.SLIP),
        ("江南学院", "江南大学", Link.OTHER),
        ("重庆交通大学", "重庆邮电大学", Link.OTHER),
        ("江苏省农业机械研究院", "江苏省农业科学研究院", Link.OTHER),
        ("江西虔岭香料香精有限公司", "江西虔岭香精香料有限公司", Link.SLIP),
        ("璧山能量回收装备（重庆）有限公司", "重庆璧山能量回收设备有限公司", Link.SLIP),
        ("璧山能量回收装备（重庆）有限公司", "四川璧山能量回收设备有限公司", Link.OTHER),
        ("江西虔岭香料有限公司（91360700MA1P3K7R8E）", "江西虔岭香料有限公司", Link.SAME),
        ("重庆大学", "重庆理工大学", Link.OTHER),
        ("江南大学", "江苏大学", Link.OTHER),
        ("北京航空航天大学", "南京航空航天大学", Link.OTHER),
        ("重庆长安汽车股份有限公司", "重庆长安新能源汽车科技有限公司", Link.OTHER),
        ("江苏一达有限公司", "江苏二达有限公司", Link.OTHER),
        ("南京恒瑞材料有限公司", "江苏恒瑞材料有限公司", Link.OTHER),
        ("重庆南方科技有限公司", "重庆北方科技有限公司", Link.OTHER),
        ("重庆智联有限公司", "重庆智联有限公司南京分公司", Link.OTHER),
        ("江苏科技有限公司", "江苏科技大学", Link.OTHER),
    ],
)
def test_links(one: str, two: str, expected: Link) -> None:
    assert link(one, two) == link(two, one) == expected


def test_a_slip_is_only_assumed_where_no_closer_name_answers() -> None:
    both = ["重庆智联汽车有限公司", "重庆智联汽车科技有限公司"]
    assert [kind for _, _, kind in align(both, list(reversed(both))).pairs] == [Link.SAME, Link.SAME]
    result = align(both[:1], both)
    assert result.pairs == ((0, 0, Link.SAME),)
    assert result.right == (1,)


def test_short_names_join_their_group_only_when_they_can_mean_one_unit() -> None:
    groups = resolve(["重庆长安汽车股份有限公司", "重庆长安", "江南大学"])
    assert [group.name for group in groups] == ["重庆长安汽车股份有限公司", "江南大学"]
    groups = resolve(["重庆长安汽车股份有限公司", "重庆长安工业有限公司", "重庆长安"])
    assert len(groups) == 3


def test_defined_and_former_names() -> None:
    found = definitions(
        [
            "江苏恒远新材料股份有限公司（以下简称“恒远”）与江南大学",
            "重庆甲乙科技有限公司（曾用名：重庆丙丁科技有限公司）",
        ]
    )
    assert found["恒远"] == "江苏恒远新材料股份有限公司"
    assert found["重庆丙丁科技有限公司"] == "重庆甲乙科技有限公司"
