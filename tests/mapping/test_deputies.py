"""Who deputises is no answer to who presides."""

from __future__ import annotations

from doccheck.mapping.evidence import contrary_evidence


def odds(sentence: str) -> float:
    return contrary_evidence(sentence, ["council_chair"], False)[0]


def test_a_deputy_from_a_university_is_not_contrary_to_a_chairman_of_the_lead() -> None:
    chair = "理事长由牵头企业董事长秦越川担任"
    assert odds(f"{chair}，副理事长由应用技术大学副校长阮希文担任") == odds(f"{chair}，")


def test_a_chairman_from_a_university_is_contrary() -> None:
    assert odds("理事长由工业大学校长担任，副理事长由牵头企业董事长担任") > 2.0


def test_one_clause_about_both_is_read() -> None:
    assert odds("理事长和副理事长由成员轮流担任") > 2.0
