"""What goes into R&D told as a share, and figures that stand in brackets, behind slashes or for each of several."""

from __future__ import annotations

import pytest

from doccheck.facts.prose import stated_in
from doccheck.facts.subjects import Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
UNIVERSITY = Organisation("金陵交通大学", UnitKind.UNIVERSITY, False, ())
COLLEGE = Organisation("徐淮理工学院", UnitKind.UNIVERSITY, False, ())
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
UNITS = Units(
    MappedSubmission(
        PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD, UNIVERSITY, COLLEGE)
    )
)


def said(text: str) -> list[tuple[str, float]]:
    found = stated_in(text, UNITS.lead_subject(), (), UNITS, 2023)
    return [(s.entry.id, round(s.quantity.value, 2)) for s in found]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2022年营收8,640万元，研发占5%。", 5),
        ("2022年营业收入8,640万元，研发砸进去整整一成，也就是864万元。", 10),
        ("2022年收入5,240万元，研发占了两成，1,048万元。", 20),
        ("2022年销售9,860万元，其中18%（即1,775万元）投入研发。", 18),
        ("2022年收入14,800万元，研发1,776万元，占12%。", 12),
        ("2022年研发投入238万元，每百元收入拿出三元五角搞研发。", 3.5),
    ],
)
def test_what_goes_into_research_is_an_intensity(text: str, share: float) -> None:
    assert ("rd_intensity", share) in said(text)


def test_a_share_of_the_spending_on_research_is_none() -> None:
    assert not said("研发投入的30%用于基础研究。研发人员占28%。2022年研发投入增长12%。")


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("现有职工百余人，研发人员过半（79人）。", ("researchers", 79)),
        ("员工84人，研发人员占六成多（52人）。", ("researchers", 52)),
        ("注册资本0.42亿／员工298人，专职研发54人。", ("registered_capital", 4200)),
        ("平台：2个省级＋3个市级。", ("platforms_municipal", 3)),
        ("厂区3.25万平方。", ("area", 32500)),
        ("研发的钱没有省过。2020年2,236万元，2021年2,735万元。", ("rd", 2236)),
        ("联合体共10家，其中企业6家、高校2家、院所1家、其他1家。", ("others", 1)),
    ],
)
def test_a_figure_finds_its_name(text: str, fact: tuple[str, float]) -> None:
    assert fact in said(text)


def test_square_kilometres_are_no_area_of_work() -> None:
    assert not said("厂区所在的园区3.25平方公里。")


def test_one_sum_of_each_of_several_units() -> None:
    found = stated_in("金陵交通大学、徐淮理工学院各出资100万元。", None, (), UNITS, 2023)
    assert [(s.subject.name, s.quantity.value) for s in found] == [("金陵交通大学", 100), ("徐淮理工学院", 100)]
    assert not said("两所高校各出资100万元。")
