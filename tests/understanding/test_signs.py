"""Judges that weigh signs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doccheck.understanding.linear import ModelMissing, use
from doccheck.understanding.signs import Judge, judge


def test_signs_add_up_to_a_probability() -> None:
    one = Judge(-1.0, 0.5, {"for": 2.0, "against": -3.0})
    assert one.probability({"for"}) == pytest.approx(0.7311, abs=1e-4)
    assert one.probability({"for", "against"}) < 0.2


def test_an_unknown_sign_weighs_nothing() -> None:
    one = Judge(0.0, 0.5, {})
    assert one.probability({"new"}) == 0.5


def test_a_model_that_is_missing_is_said_in_chinese(tmp_path: Path) -> None:
    use(tmp_path)
    try:
        with pytest.raises(ModelMissing, match="没有找到模型 lists"):
            judge("lists", "sums")
        (tmp_path / "lists").mkdir()
        (tmp_path / "lists" / "model.json").write_text(json.dumps({"format": 99, "judges": {}}), encoding="utf-8")
        with pytest.raises(ModelMissing, match="格式是 99"):
            judge("lists", "sums")
    finally:
        use(None)


def test_the_shipped_judges_ask_for_more_than_even_odds() -> None:
    assert all(judge("lists", name).needed > 0.5 for name in ("sums", "names"))
