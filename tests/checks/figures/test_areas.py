"""A unit's area in two places."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.checks.figures.anothers import of_another, tabled
from doccheck.checks.figures.areas import of_one_place
from doccheck.facts.model import Fact
from doccheck.facts.subjects import units_of
from tests.checks.figures.papers import PARTNER, fact, figure_findings, mapped


def area(quote: str, value: float, unit: str, half: float = 0.5, document: str = "d1", block: int = 1) -> Fact:
    return fact("lead.area", value, quote=quote, unit=unit, half=half, year=None, document=document, block=block)


FORM = area("占地面积68亩", 68, "亩", 0)


@pytest.mark.parametrize(
    "other",
    [
        area("厂区占地86亩", 86, "亩", block=9),
        area("占地5.7万平方米", 57000, "㎡", 500, block=9),
        area("园区占地57,300㎡", 57300, "㎡", block=9),
    ],
)
def test_land_that_differs_is_found(other: Fact) -> None:
    (found,) = figure_findings(mapped([FORM, other]))
    assert found.code == "N001"
    assert other.quote in [e.quote for e in found.evidence]


@pytest.mark.parametrize(
    "other",
    [
        area("厂区占地45,333平方米", 45333, "㎡", 0, block=9),
        area("厂区占地4.5万平方米", 45000, "㎡", 500, block=9),
        area("建筑面积31,000㎡", 31000, "㎡", block=9),
        area("厂房26,000㎡", 26000, "㎡", block=9),
        area("新厂区占地120亩", 120, "亩", block=9),
        area("钣金车间占地42亩", 42, "亩", block=9),
        replace(area("厂区占地86亩", 86, "亩", block=9), subject=PARTNER.name, quantity="member.area"),
    ],
)
def test_the_same_land_in_another_unit_or_another_place_is_no_difference(other: Fact) -> None:
    assert figure_findings(mapped([FORM, other])) == []


def test_the_message_keeps_the_words_of_both_papers() -> None:
    (found,) = figure_findings(mapped([FORM, area("占地5.7万平方米", 57000, "㎡", 500, block=9)]))
    assert "5.7万平方米（约合 85.5 亩）" in found.message


def test_a_part_is_held_against_the_same_part() -> None:
    one, two = area("研发场地3,600㎡", 3600, "㎡", 0), area("研发场地面积6,300平方米", 6300, "㎡", 0, block=9)
    assert [f.code for f in figure_findings(mapped([one, two]))] == ["N001"]
    whole = area("研发及生产场地8,600平方米", 8600, "㎡", 0, block=9)
    assert figure_findings(mapped([one, whole])) == []


@pytest.mark.parametrize(("value", "codes"), [(12, ["N004"]), (120000, [])])
def test_an_area_told_twice_in_one_breath(value: float, codes: list[str]) -> None:
    facts = [area("厂区占地180亩", 180, "亩", 0), area(f"厂区占地180亩（约{value}平方米", value, "㎡", 0)]
    assert [f.code for f in figure_findings(mapped(facts))] == codes


@pytest.mark.parametrize(
    ("one", "other"),
    [("场地面积62,000㎡（自有，不含租用周转库）", "6.8万㎡场地"), ("场地62,000㎡（生产40,000㎡、研发22,000㎡）", "公司有办公、研发、生产场地6.8万㎡"),
     ("厂房及研发场地面积62,000㎡", "可提供厂房和研发场地6.8万㎡")],
)  # fmt: skip
def test_remarks_and_purposes_make_no_part(one: str, other: str) -> None:
    facts = [area(one, 62000, "㎡", 0), area(other, 68000, "㎡", 500, block=9)]
    assert [f.code for f in figure_findings(mapped(facts))] == ["N001"]


@pytest.mark.parametrize(("value", "codes"), [(16200, ["N001"]), (9800, [])])
def test_no_more_is_provided_than_there_is(value: float, codes: list[str]) -> None:
    facts = [area("场地面积12,600㎡", 12600, "㎡", 0), area(f"丁方提供场地{value}㎡", value, "㎡", 0, block=9)]
    assert [f.code for f in figure_findings(mapped(facts))] == codes


@pytest.mark.parametrize(
    ("quote", "value", "codes"),
    [("现有厂房25,100㎡", 25100, ["N001"]), ("现有厂房34,300㎡", 34300, []), ("一期厂房25,100㎡", 25100, [])],
    ids=["two digits exchanged", "another number", "a part"],
)
def test_an_area_with_two_digits_exchanged_is_one_by_whatever_word(quote: str, value: float, codes: list[str]) -> None:
    form, other = area("场地面积21,500㎡", 21500, "㎡"), area(quote, value, "㎡", document="d2", block=9)
    pairs = [group for group in of_one_place(mapped([form, other]), [form, other]) if len(group) > 1]
    assert ["N001" for _ in pairs] == codes


def test_an_area_without_its_ten_thousand() -> None:
    (found,) = figure_findings(mapped([area("场地42,600㎡", 42600, "㎡"), area("占地4.26平方米", 4.26, "㎡", 0.005, block=9)]))
    assert (found.code, "相差 10,000 倍" in found.message) == ("N004", True)


def test_an_area_that_is_only_provided_is_bounded_by_nothing() -> None:
    assert figure_findings(mapped([area("场地12,600㎡", 12600, "㎡"), area("提供场地9,000㎡", 9000, "㎡", block=9)])) == []


@pytest.mark.parametrize(
    ("quote", "value", "codes"),
    [
        ("租赁厂房18,600㎡", 18600, ["N001"]),
        ("租赁厂房9,600㎡", 9600, []),
        ("厂区占地18,600㎡", 18600, []),
        ("一期厂房18,600㎡", 18600, []),
    ],
    ids=["nearly the same", "far less", "land", "a first stage"],
)
def test_the_only_areas_of_two_papers_that_nearly_agree(quote: str, value: float, codes: list[str]) -> None:
    form, other = area("厂房面积17,400㎡", 17400, "㎡"), area(quote, value, "㎡", document="d2", block=9)
    pairs = [group for group in of_one_place(mapped([form, other]), [form, other]) if len(group) > 1]
    assert ["N001" for _ in pairs] == codes


@pytest.mark.parametrize(
    ("form", "quote", "codes"),
    [("场地", "厂房建筑约3.8万平方米", ["N001"]), ("场地", "一期厂房3.8万平方米", []), ("厂房", "厂区占地3.8万平方米", [])],
    ids=["halls that are nearly the site", "a first stage", "halls and land"],
)
def test_areas_that_nearly_agree_are_one_by_whatever_word(form: str, quote: str, codes: list[str]) -> None:
    facts = [area(f"{form}33,500㎡", 33500, "㎡"), area(quote, 38000, "㎡", 500, document="d2", block=9)]
    assert [f.code for f in figure_findings(mapped(facts))] == codes


def test_an_area_that_the_other_paper_has_too_is_another_place() -> None:
    facts = [
        area("场地面积41,300㎡", 41300, "㎡"),
        area("现有厂房46,600㎡", 46600, "㎡", document="d2", block=9),
        area("建筑面积41,300㎡", 41300, "㎡", document="d2", block=10),
    ]
    assert figure_findings(mapped(facts)) == []


def test_a_part_told_behind_the_whole_in_a_cell_does_not_make_it_a_part() -> None:
    cell = "占地80,600㎡（厂区），其中研发用房6,200㎡"
    facts = [
        replace(area(cell, 80600, "㎡"), source="table"),
        replace(area(cell, 6200, "㎡"), source="table"),
        area("厂区占地86,000㎡", 86000, "㎡", document="d2", block=9),
    ]
    assert [f.code for f in figure_findings(mapped(facts))] == ["N001"]


def test_an_area_is_not_explained_as_that_of_another_year() -> None:
    told, other = area("研发场地7,350㎡", 7350, "㎡"), area("研发场地7,530㎡", 7530, "㎡", document="d2", block=9)
    table = replace(area("7,350", 7350, "㎡", document="d3"), source="table", year=2022)
    submission = mapped([told, other, table])
    assert not of_another(told, [told, other], tabled(submission), units_of(submission))
