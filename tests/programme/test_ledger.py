"""Every row that the notices ask for stands in the outlines, with its kind, level, codes, parent and figures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from doccheck.findings.codes import CODES
from doccheck.mapping.cue_language import validate
from doccheck.programme.loader import load, programmes
from doccheck.programme.schema import ChoiceRow, Row, ThresholdRow

LEDGER: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "ledger.yaml").read_text(encoding="utf-8"))
ROWS = [(programme, row) for programme, data in LEDGER.items() for row in data["rows"]]
IDS = [f"{programme}:{row['id']}" for programme, row in ROWS]
OURS = [(programme, row.id) for programme in programmes() for row in load(programme).rows]


def _row(programme: str, row_id: str) -> Row:
    row = load(programme).row(row_id)
    assert row is not None, f"{programme} lacks {row_id}"
    return row


def _cues(row: Row) -> list[str]:
    cues = [*row.cues, *row.contrary]
    for item in [*row.items, *getattr(row, "groups", []), *getattr(row, "horizons", [])]:
        cues += [*item.cues, *getattr(item, "contrary", [])]
    if isinstance(row, ThresholdRow):
        cues += [*row.threshold.any, *row.threshold.none]
    return cues


def test_the_five_programmes_are_there() -> None:
    assert programmes() == sorted(LEDGER)


@pytest.mark.parametrize("programme", sorted(LEDGER))
def test_head_is_the_notice(programme: str) -> None:
    assert load(programme).number == LEDGER[programme]["number"]
    assert load(programme).reference_year == LEDGER[programme]["reference_year"]


@pytest.mark.parametrize("programme", sorted(LEDGER))
def test_no_row_is_added_or_lost(programme: str) -> None:
    assert sorted(row.id for row in load(programme).rows) == sorted(row["id"] for row in LEDGER[programme]["rows"])


@pytest.mark.parametrize(("programme", "asked"), ROWS, ids=IDS)
def test_row_is_as_the_notice_asks(programme: str, asked: dict[str, Any]) -> None:
    row = _row(programme, asked["id"])
    assert (row.kind, row.level.value, row.code, row.parent) == (
        asked["kind"],
        asked["level"],
        asked["code"],
        asked.get("parent"),
    )


@pytest.mark.parametrize(
    ("programme", "asked"),
    [pair for pair in ROWS if {"min", "max", "max_words", "unit"} & pair[1].keys()],
)
def test_figures_are_the_notices(programme: str, asked: dict[str, Any]) -> None:
    row = _row(programme, asked["id"])
    holder = row.threshold if isinstance(row, ThresholdRow) else row
    for key in ("min", "max", "max_words", "unit"):
        if key in asked:
            assert getattr(holder, key) == asked[key], key


@pytest.mark.parametrize(("programme", "asked"), [pair for pair in ROWS if "values" in pair[1]])
def test_options_are_the_notices(programme: str, asked: dict[str, Any]) -> None:
    row = _row(programme, asked["id"])
    assert isinstance(row, ChoiceRow)
    assert [option.value for option in row.options][: len(asked["values"])] == asked["values"]


@pytest.mark.parametrize(("programme", "row_id"), OURS, ids=[f"{p}:{r}" for p, r in OURS])
def test_row_is_complete(programme: str, row_id: str) -> None:
    row = _row(programme, row_id)
    assert row.title
    assert row.must
    assert row.sentence
    assert set(row.code) <= set(CODES)
    if row.kind == "element":
        assert row.cues or row.items, "an element without words can never be found"
        assert row.advice
    if row.kind in {"section", "clause"}:
        assert row.aliases or row.topic


@pytest.mark.parametrize(("programme", "row_id"), OURS, ids=[f"{p}:{r}" for p, r in OURS])
def test_cues_parse(programme: str, row_id: str) -> None:
    assert _broken(_cues(_row(programme, row_id))) == []


def test_cues_of_topics_parse() -> None:
    for topic in load("ganzhou-2022").topics.values():
        assert topic.definition
        assert _broken(topic.cues) == []


def _broken(cues: Iterable[str]) -> list[str]:
    """What is wrong with each cue that cannot hold."""
    problems = []
    for cue in cues:
        try:
            validate(cue)
        except ValueError as error:
            problems.append(str(error))
    return problems


@pytest.mark.parametrize("programme", sorted(LEDGER))
def test_rows_named_by_rows_exist(programme: str) -> None:
    loaded = load(programme)
    ids = {row.id for row in loaded.rows}
    for row in loaded.rows:
        for key in ("rows_of", "not_after", "not_above"):
            assert getattr(row, key, "") in {"", *ids}
        assert set(getattr(row, "rosters", [])) <= ids
        if row.kind == "score":
            assert set(row.evidence) <= ids


@pytest.mark.parametrize("programme", sorted(LEDGER))
def test_what_hangs_under_annual_rows_is_annual(programme: str) -> None:
    loaded = load(programme)
    for row in loaded.rows:
        parent = loaded.row(row.parent) if row.parent else None
        if row.kind == "annual" or (parent is not None and parent.kind == "annual"):
            assert row.occasion == "annual", row.id
        else:
            assert row.occasion == "apply", row.id
