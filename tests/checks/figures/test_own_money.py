"""What parties pay in beside a table of own and public money."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from doccheck.checks.figures.same import comparable, conflicting
from doccheck.document import Location
from doccheck.facts.model import Fact, Nature
from tests.checks.figures.papers import PARTNER, fact, mapped

UNITS = (PARTNER.name, "无锡华测传感技术有限公司", "南京理工大学")


def _money(what: str, value: float, unit: int, *, row: int = 0, document: str = "d1", quote: str = "") -> Fact:
    one = fact(
        f"member.{what}", value, quote=quote or str(value), half=0, document=document, nature=Nature.PLAN,
        source="prose" if quote else "table", subject=UNITS[unit],
    )  # fmt: skip
    place = Location(block=9) if quote else Location(block=1, table=0, cell=(row, unit))
    return replace(one, year=2024, until=2025, location=place)


def _clashes(paid: tuple[float, float, float]) -> int:
    facts = [
        _money(what, value, unit, row=row)
        for unit, values in enumerate(((740, 80, 820), (550, 90, 640), (140, 120, 260)))
        for row, (what, value) in enumerate(zip(("self_funds", "fiscal_funds", "investment"), values, strict=True))
    ]
    facts += [_money("investment", value, unit, document="d2", quote=f"出资{value}万元") for unit, value in enumerate(paid)]
    return sum(bool(conflicting(group)) for group in comparable(mapped(facts)))


@pytest.mark.parametrize(
    ("paid", "clashes"),
    [((740, 550, 140), 0), ((704, 550, 140), 1), ((820, 640, 260), 0), ((802, 640, 260), 1)],
)
def test_payments_are_held_against_what_the_papers_others_are(paid: tuple[float, float, float], clashes: int) -> None:
    assert _clashes(paid) == clashes
