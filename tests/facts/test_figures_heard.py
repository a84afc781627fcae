"""Figures that no name tells are named by the model, which is not asked where a full name stands."""

from __future__ import annotations

import pytest

from doccheck.facts import figure_names
from doccheck.facts.tagging import NOTHING, Tag, listening
from tests.facts.test_prose_carried import of_lead

UNNAMED = "2022年货架上清出去的共约10.2亿元。"
NAMED = "2022年销售收入10.2亿元。"
SHORT = "2022年卖了10.2亿元。"


def hear(monkeypatch: pytest.MonkeyPatch, quantity: str, margin: float) -> None:
    monkeypatch.setattr(figure_names, "tag", lambda *place, named: Tag(NOTHING, 0.0) if named else Tag(quantity, margin))


def test_what_the_model_is_sure_of_gets_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, "revenue", 0.5)
    assert of_lead(UNNAMED) == [("lead.revenue", 102000.0, 2022, "actual")]


@pytest.mark.parametrize(("quantity", "margin"), [("revenue", 0.1), ("staff", 0.9), (NOTHING, 0.9)])
def test_what_it_is_unsure_of_or_cannot_be_gets_none(
    monkeypatch: pytest.MonkeyPatch, quantity: str, margin: float
) -> None:
    hear(monkeypatch, quantity, margin)
    assert of_lead(UNNAMED) == []


def test_only_a_short_name_can_be_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, NOTHING, 2.0)
    assert of_lead(SHORT) == []
    assert of_lead(NAMED) == [("lead.revenue", 102000.0, 2022, "actual")]


def test_a_short_name_stands_against_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, NOTHING, 0.8)
    assert of_lead(SHORT) == [("lead.revenue", 102000.0, 2022, "actual")]


def test_who_listens_hears_of_every_figure_and_nothing_is_answered() -> None:
    with listening() as places:
        found = of_lead(NAMED + "产品合格率99.2%。")
    assert [place.quantity.value for place in places] == [102000.0, 99.2]
    assert [value for _, value, _, _ in found] == [102000.0]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("2022年卖奶、卖酸奶和奶酪共收入约10.2亿元。", "revenue"),
        ("眼下厂里连车间带办公室的员工一共是486人。", "staff"),
        ("全国压铸行业2022年规模约3.2亿元。", NOTHING),
        ("样机的一次合格率做到了99.2%。", NOTHING),
    ],
)
def test_the_shipped_model_hears_plain_wordings(monkeypatch: pytest.MonkeyPatch, text: str, quantity: str) -> None:
    said: list[Tag] = []
    real = figure_names.tag

    def noted(*place: object, named: bool) -> Tag:
        said.append(real(*place, named=False))  # type: ignore[arg-type]
        return said[-1]

    monkeypatch.setattr(figure_names, "tag", noted)
    of_lead(text)
    assert [tag.quantity for tag in said] == [quantity]
