"""What parties pay in beside a table of own and public money."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.checks.figures.same import comparable, conflicting
from doccheck.document import Location
from doccheck.facts.model import Fact, Nature
from tests.checks.figures.papers import PARTNER, fact, mapped


def _money(what: str, value: float, *, row: int = 0, document: str = "d1", quote: str = "") -> Fact:
    one = fact(
        f"member.{what}", value, quote=quote or str(value), half=0, document=document, nature=Nature.PLAN,
        source="prose" if quote else "table", subject=PARTNER.name,
    )  # fmt: skip
    place = Location(block=9) if quote else Location(block=1, table=0, cell=(row, 1))
    return replace(one, year=2024, until=2025, location=place)


@pytest.mark.parametrize(("paid", "clashes"), [(740, 0), (704, 1), (820, 0)])
def test_a_payment_is_held_against_own_money(paid: float, clashes: int) -> None:
    tabled = [_money("self_funds", 740, row=1), _money("fiscal_funds", 80, row=2), _money("investment", 820, row=3)]
    facts = [*tabled, _money("investment", paid, document="d2", quote=f"丙方出资{paid}万元")]
    assert sum(bool(conflicting(group)) for group in comparable(mapped(facts))) == clashes
