"""Long integers as vectors: they give the scores that a loop over labels would."""

from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as some

from doccheck.understanding.linear import LinearModel

WORDS = tuple("abcdef")
# feature → (label, weight): all signs, both ends of the range, and features that some labels do not know
KEPT = {
    "a": ((0, 127), (1, -127), (2, 1)),
    "b": ((0, -127), (2, -1)),
    "c": ((1, 5),),
    "d": ((0, -3), (1, -3), (2, -3)),
    "e": ((2, 127),),
    "f": (),
}


def model() -> LinearModel:
    ends: list[int] = []
    columns, weights = array("B"), array("b")
    for word in WORDS:
        for label, weight in KEPT[word]:
            columns.append(label)
            weights.append(weight)
        ends.append(len(columns))
    return LinearModel(
        labels=("x", "y", "z"),
        intercepts=(-0.5, 0.0, 1.25),
        calibration=((4.0, 0.0), (4.0, 1.0), (2.0, -1.0)),
        scale=0.01,
        shares=(0.4, 1.0),
        vocabulary={word: index for index, word in enumerate(WORDS)},
        idf=array("f", [1.0, 2.5, 9.75, 1.125, 4.0, 3.0]),
        ends=array("I", ends),
        columns=columns,
        weights=weights,
    )


def by_loop(of: LinearModel, blocks: tuple[frozenset[str], ...]) -> list[float]:
    totals = list(of.intercepts)
    for block, share in zip(blocks, of.shares, strict=True):
        values = {word: of.idf[WORDS.index(word)] for word in block if word in WORDS}
        length = math.sqrt(sum(value * value for value in values.values()))
        for word, value in values.items():
            for label, weight in KEPT[word]:
                totals[label] += share * of.scale * weight * value / length
    return totals


features = some.frozensets(some.sampled_from([*WORDS, "unknown"]))


@given(features, features)
def test_scores_are_those_of_a_loop_over_labels(heading: frozenset[str], body: frozenset[str]) -> None:
    assert model().scores((heading, body)) == pytest.approx(by_loop(model(), (heading, body)), abs=2e-4)


def test_a_text_without_known_features_scores_the_intercepts() -> None:
    assert model().scores(([], ["unknown"])) == [-0.5, 0.0, 1.25]


def test_lanes_hold_the_sums_of_very_long_texts() -> None:
    words = [f"w{number}" for number in range(9000)]
    long = LinearModel(
        labels=("up", "down"),
        intercepts=(0.0, 0.0),
        calibration=((1.0, 0.0), (1.0, 0.0)),
        scale=1.0,
        shares=(1.0,),
        vocabulary={word: index for index, word in enumerate(words)},
        idf=array("f", [10.0] * len(words)),
        ends=array("I", range(2, 2 * len(words) + 1, 2)),
        columns=array("B", [0, 1] * len(words)),
        weights=array("b", [127, -127] * len(words)),
    )
    expected = 127 * math.sqrt(len(words))
    assert long.scores((words,)) == pytest.approx([expected, -expected], rel=1e-4)


def test_the_same_text_scores_the_same_again() -> None:
    one = model()
    assert one.scores((["a"], ["b", "c"])) == one.scores((["a"], ["b", "c"]))
