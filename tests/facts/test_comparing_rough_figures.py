"""How far a figure with 约 may be from another one."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.document import Location
from doccheck.facts.comparing import agree
from doccheck.facts.model import Fact, Nature
from doccheck.facts.quantities import quantities


def _fact(written: str) -> Fact:
    quantity = quantities(written)[0]
    nothing = Fact("lead.area", "甲", None, Nature.ACTUAL, 0, 0, 0, "", "d1", written, Location(), "p", "prose")
    return replace(nothing, value=quantity.value, low=quantity.low, high=quantity.high, unit=quantity.unit)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("约12.6万平方米", "136,000平方米", False),
        ("约12.6万平方米", "128,000平方米", True),
        ("约2.1亿元", "2.14亿元", True),
        ("约2.1亿元", "2.25亿元", False),
        ("3.8亿元", "3.89亿元", True),
        ("10亿元", "10.8亿元", True),
    ],
)
def test_nothing_is_cut_off_behind_what_is_only_about_so_much(one: str, two: str, same: bool) -> None:
    assert agree(_fact(one), _fact(two)) is same
    assert agree(_fact(two), _fact(one)) is same
