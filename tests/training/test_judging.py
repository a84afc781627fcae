"""A judge is learnt from signs, measured on authors it has not seen, and read back as it was written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from doccheck.training.judging import Example, write_judges
from doccheck.understanding import signs
from doccheck.understanding.signs import counts, judge


def examples() -> list[Example]:
    """Slips have “swapped” three times in four, others one time in ten; “heads” tells nothing."""
    dice = np.random.default_rng(3)
    held = []
    for number in range(600):
        slip = number % 3 == 0
        found = {name for name, chance in (("swapped", 0.75 if slip else 0.1), ("heads", 0.5)) if dice.random() < chance}
        held.append(Example(f"w{number % 12}", frozenset(found), slip))
    return held


def test_a_judge_is_read_back_as_it_was_learnt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.json").write_text("{}")
    [quality] = write_judges(
        tmp_path / "tell", {"tell": examples()}, {"tell": 0.5}, [tmp_path / "corpus"], "About.", {"seen": {"年产": 7}}
    )
    monkeypatch.setattr(signs, "current_folder", lambda: tmp_path)
    learnt = judge("tell", "tell")
    assert learnt.probability({"swapped"}) > 0.6 > 0.3 > learnt.probability({"heads"})
    assert abs(learnt.weights["heads"]) < 0.5 < learnt.weights["swapped"]
    assert counts("tell", "seen") == {"年产": 7}
    assert (quality.slips, quality.examples) == (200, 600)
    assert quality.right > 2 * quality.false
    assert f"| tell | 200 | {quality.right} | {quality.false} | 600 |" in (tmp_path / "tell" / "README.md").read_text()
