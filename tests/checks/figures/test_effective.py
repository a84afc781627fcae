"""The day from which an agreement is in force, in the form and in the agreement."""

from __future__ import annotations

import pytest

from doccheck.checks.figures.periods import _clause_around, _takes_effect
from doccheck.facts.dates import dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本协议经签署盖章，自2022年9月6日起生效，有效期五年，至2027年9月5日止。", ["2022年9月6日"]),
        ("生效日期：2022年9月6日", ["2022年9月6日"]),
        ("自2022年9月6日起施行，有效期至2025年9月5日。", ["2022年9月6日"]),
        ("甲方于2022年9月6日签字，协议自最后一方签字之日起生效。", []),
    ],
)
def test_only_the_day_of_force_is_taken(text: str, expected: list[str]) -> None:
    assert [d.written for d in dates(text) if _takes_effect(text, d)] == expected


def test_the_clause_is_quoted_whole() -> None:
    text = "经签署盖章，自2022年9月6日起生效，有效期五年。"
    assert _clause_around(text, dates(text)[0]) == "自2022年9月6日起生效"
