"""Which names of one paper stand in one list."""

from __future__ import annotations

from doccheck.document import Location
from doccheck.mapping.model import NameMention
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
