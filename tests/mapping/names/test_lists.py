"""Which names of one paper stand in one list."""

from __future__ import annotations

from doccheck.document import Location, Paragraph
from doccheck.mapping.model import NameMention
from doccheck.mapping.names.listings import listed_units
from doccheck.mapping.names.lists import separate_lists
from doccheck.programme.schema import Role


def mentions(table: int, *names: str) -> list[NameMention]:
    return [NameMention(name, "d1", "p1", Role.ALLOCATION, Location(table=table), name, "list") for name in names]


def names(lists: list[list[NameMention]]) -> list[list[str]]:
    return [[mention.name for mention in one] for one in lists]


UNITS = ("重庆大学", "重庆云图科技有限公司", "重庆长辰汽车股份有限公司")


def test_a_table_that_names_the_units_once_more_is_a_list_of_its_own() -> None:
    first = mentions(0, *UNITS, "重庆测睿检测科技有限公司")
    second = mentions(1, *UNITS, "重庆测睿检测技术有限公司")
    assert names(separate_lists([*first, *second])) == [
        [*UNITS, "重庆测睿检测科技有限公司"],
        [*UNITS, "重庆测睿检测技术有限公司"],
    ]


def test_tables_of_different_units_are_one_list() -> None:
    whole = separate_lists([*mentions(0, *UNITS), *mentions(1, "重庆测睿检测技术有限公司", UNITS[0])])
    assert names(whole) == [[*UNITS, "重庆测睿检测技术有限公司"]]


def test_a_short_name_in_a_bracket_is_no_further_unit_of_a_list() -> None:
    said = "参与单位为江东理工大学、江苏省超导应用技术研究院（以下简称研究院）和江苏省超导产业促进会，共三家。"
    listed = [unit.name for unit in listed_units([Paragraph(said, Location())])]
    assert listed[1:] == ["江苏省超导应用技术研究院", "江苏省超导产业促进会"]
