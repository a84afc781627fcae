"""Figures in plain speech, and whose books they are from."""

from __future__ import annotations

import pytest

from doccheck.facts.books import declared
from doccheck.facts.prose import stated_in
from doccheck.facts.quantities import quantities
from doccheck.facts.subjects import Units
from doccheck.mapping.model import MappedSubmission, Organisation
from doccheck.programme.schema import Occasion, Programme, UnitKind

LEAD = Organisation("江苏恒创精密装备股份有限公司", UnitKind.ENTERPRISE, True, ("恒创精密",))
PROGRAMME = Programme(id="p", name="p", issuer="p", number="p", reference_year=2023, rows=[])
UNITS = Units(MappedSubmission(PROGRAMME, Occasion.APPLY, 2023, "s", {}, lead=LEAD, members=(LEAD,)))


def said(text: str) -> list[tuple[str, float, int | None, str]]:
    found = stated_in(text, UNITS.lead_subject(), (), UNITS, 2023)
    return [(s.entry.id, s.quantity.value, s.year, s.scope) for s in found]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("去年做了1.2个亿，", 12000, "万元"),
        ("一个亿五千二百来万，", 15200, "万元"),
        ("实现五亿二千余万元。", 52000, "万元"),
        ("砸了三百来万。", 300, "万元"),
        ("一千来号人，", 1000, "人"),
        ("两百出头的人。", 200, "人"),
    ],
)
def test_spoken_figures(text: str, value: float, unit: str) -> None:
    found = quantities(text)
    assert [(q.value, q.unit) for q in found] == [(value, unit)]
    assert found[0].high > value


@pytest.mark.parametrize(
    ("text", "id", "value", "year"),
    [
        ("前年卖了8,120万元。", "revenue", 8120, 2021),
        ("去年搞研发砸了560万元。", "rd", 560, 2022),
        ("去年税交了三百二十万元。", "tax", 320, 2022),
        ("去年净挣了九百万元。", "profit", 900, 2022),
        ("厂子占地32亩。", "area", 32, None),
    ],
)
def test_plain_verbs(text: str, id: str, value: float, year: int | None) -> None:
    assert said(text) == [(id, value, year, "")]


@pytest.mark.parametrize(
    "text",
    [
        "1998年开张，三台冲床。",
        "2004年办的。",
        "1987年建的，在城北。",
        "2014年5月领的执照，做冲压模。",
        "2003年在南康起的家，一把刨子刨出来。",
        "2013年办的厂，尾气治理起家。",
        "1985年办学，后来改成现在的名字。",
        "2018年春天领执照，夏天修站。",
        "2016年把合作社改成了公司。",
    ],
)
def test_plain_words_of_founding(text: str) -> None:
    assert [(id, value) for id, value, _, _ in said(text)] == [("founded", int(text[:4]))]


def test_last_year_counts_from_the_year_spoken_of() -> None:
    assert said("2021年营业收入28,450万元，比上年的25,330万元增加一成二。") == [
        ("revenue", 28450, 2021, ""),
        ("revenue", 25330, 2020, ""),
    ]


def test_books_are_those_named_last_in_the_sentence() -> None:
    assert said("2022年合并营业收入3亿元，母公司1亿元。2022年研发投入900万元。") == [
        ("revenue", 30000, 2022, "group"),
        ("revenue", 10000, 2022, "parent"),
        ("rd", 900, 2022, ""),
    ]


def test_a_share_of_consolidated_figures_changes_no_books() -> None:
    found = said("2022年母公司营业收入1亿元，占合并数的三成；研发投入900万元。")
    assert [scope for *_, scope in found if scope] == ["parent", "parent"]


def test_declared_books_hold_for_what_follows() -> None:
    assert declared("下文不加说明的均为合并数，凡取个别报表的写明母公司。") == "group"
    assert [s for *_, s in said("以下均为母公司口径。2022年营业收入1亿元。")] == ["parent"]


def test_a_parent_that_is_another_unit_stays_silent() -> None:
    assert said("其母公司恒创控股集团2022年合并营业收入约21亿元。") == []


def test_what_the_listed_years_come_to_is_their_sum() -> None:
    found = said("研发投入2020年1,536.50万元、2021年1,760.03万元、2022年2,149.62万元，三年下来5,446.15万元。")
    assert found[-1][:3] == ("rd", 5446.15, 2020)


def test_rights_in_force_are_counted_under_their_topic() -> None:
    found = said("知识产权方面，现在有效的163件，其中发明专利27件。")
    assert [(id, value) for id, value, *_ in found] == [("patents", 163), ("invention_patents", 27)]
    assert said("知识产权方面，正在审的12件。") == []


def test_the_latest_year_of_a_sentence_goes_on() -> None:
    found = said("2022年销售收入2.52亿元，2020年是2.14亿元。产值2.63亿元。")
    assert found[-1][:3] == ("output", 26300, 2022)
