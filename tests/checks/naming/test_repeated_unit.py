"""N001: a roster that lists a unit twice, and tables beside it that are none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.checks.naming.repeated_unit import listed_twice
from doccheck.document import Location
from doccheck.mapping.model import NameMention
from doccheck.programme.schema import Role
from tests.checks.figures.papers import mapped

ROSTER = [["岚铸股份"], ["青棠零部件"], ["渝西大学"]]
DUTIES = [["渝西大学", "岚铸股份"], ["青棠零部件"], ["岚铸股份", "青棠零部件"]]
ONE_A_ROW = [["渝西大学"], ["岚铸股份"], ["岚铸股份"]]


def mentions(table: int, rows: list[list[str]]) -> list[NameMention]:
    return [
        NameMention(name, "d1", "p1", Role.MEMBER_ROSTER, Location(block=table, cell=(row, 1), table=table), source="roster")
        for row, names in enumerate(rows)
        for name in names
    ]


@pytest.mark.parametrize(
    ("tables", "told"),
    [([ROSTER], 0), ([[*ROSTER, ["岚铸股份"]]], 1), ([DUTIES], 0), ([ROSTER, ONE_A_ROW], 0), ([ONE_A_ROW], 1)],
    ids=["a roster", "one row twice", "rows of several units", "tasks behind a whole roster", "no other table"],
)
def test_only_a_list_of_units_lists_one_twice(tables: list[list[list[str]]], told: int) -> None:
    listed = tuple(each for number, rows in enumerate(tables) for each in mentions(number, rows))
    assert len(list(listed_twice(replace(mapped(), member_mentions=listed)))) == told
