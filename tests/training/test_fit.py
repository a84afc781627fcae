"""Fitting, pruning, calibration and storing of one linear model on a tiny corpus of four authors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.svm import LinearSVC

from doccheck.training.build import deal
from doccheck.training.corpus import CorpusFault
from doccheck.training.fit import (
    Features,
    Sample,
    Settings,
    by_author,
    calibrate,
    learn,
    out_of_fold,
    pruned,
    scores_of,
    write,
)
from doccheck.understanding.linear import read
from tests.training.tiny import AUTHORS, KINDS, samples

LABELS = sorted(KINDS["section"])
WHOLE = Settings(weights_each=1000.0)


def test_a_stored_model_scores_as_scikit_learn_does(tmp_path: Path) -> None:
    taught = samples()
    fitted = learn(taught, LABELS, WHOLE)
    write(tmp_path / "m", LABELS, fitted, [(1.5, -0.5)] * 3, {"corpora": "x"}, WHOLE)
    model = read(tmp_path / "m")
    matrix = Features(taught, WHOLE).matrix(taught)
    for number, label in enumerate(LABELS):
        own = LinearSVC(C=WHOLE.strength).fit(matrix, [label in sample.labels for sample in taught])
        wanted = own.decision_function(matrix)
        # int8 steps: half a step a feature, features of length one in all
        step = model.scale * 0.5 * float(np.sqrt(matrix.getnnz(axis=1).max())) + 0.02
        assert np.abs(scores_of(model, taught)[:, number] - wanted).max() < step
        assert ((scores_of(model, taught)[:, number] > 0) == (wanted > 0)).mean() > 0.98


def test_it_learns_what_was_taught_and_not_by_heart(tmp_path: Path) -> None:
    taught = samples()
    scores = out_of_fold(taught, LABELS, WHOLE, by_author(taught))
    right = [LABELS[int(row.argmax())] in sample.labels for row, sample in zip(scores, taught, strict=True)]
    assert sum(right) / len(right) > 0.95


def test_scores_out_of_fold_never_saw_the_author() -> None:
    """An author whose labels are turned round must be scored by the others' meaning of the words."""
    other = {"council": "experts", "experts": "funding", "funding": "council"}
    turned = [
        Sample(s.blocks, frozenset(other[label] for label in s.labels) if s.author == "a1" else s.labels, s.author)
        for s in samples()
    ]
    scores = out_of_fold(turned, LABELS, WHOLE, by_author(turned))
    own = [i for i, sample in enumerate(turned) if sample.author == "a1"]
    right = [LABELS[int(scores[i].argmax())] in turned[i].labels for i in own]
    assert sum(right) / len(right) < 0.1


def test_calibration_is_monotone_and_says_more_of_what_is_true() -> None:
    taught = samples()
    scores = out_of_fold(taught, LABELS, WHOLE, by_author(taught))
    for number, (slope, shift) in enumerate(calibrate(scores, taught, LABELS)):
        assert slope > 0
        chance = 1 / (1 + np.exp(-(slope * scores[:, number] + shift)))
        truth = np.array([LABELS[number] in sample.labels for sample in taught])
        assert chance[truth].mean() > 0.7
        assert chance[~truth].mean() < 0.2


def test_a_misleading_score_still_gets_no_falling_calibration() -> None:
    taught = samples()
    truth = np.array([[1.0 if label in s.labels else -1.0 for label in LABELS] for s in taught])
    truth[:, 0] *= -1
    assert all(slope > 0 for slope, _ in calibrate(truth, taught, LABELS))


def test_pruning_keeps_the_strongest() -> None:
    features, weights, _ = learn(samples(), LABELS, WHOLE)
    left = pruned(weights, features, 0.5)
    strength = np.abs(weights) * features.idf
    kept = left != 0
    assert kept.sum() == int(0.5 * weights.shape[1])
    assert strength[kept].min() >= strength[~kept].max()
    assert (left[kept] == weights[kept]).all()


def test_a_pruned_model_is_smaller_and_still_right(tmp_path: Path) -> None:
    taught, settings = samples(), Settings(weights_each=0.5)
    for name, each in (("whole", WHOLE), ("less", settings)):
        write(tmp_path / name, LABELS, learn(taught, LABELS, each), [(1.0, 0.0)] * 3, {}, each)
    sizes = [(tmp_path / name / "weights.bin").stat().st_size for name in ("whole", "less")]
    assert sizes[1] < sizes[0] / 2
    scores = scores_of(read(tmp_path / "less"), taught)
    right = [LABELS[int(row.argmax())] in sample.labels for row, sample in zip(scores, taught, strict=True)]
    assert sum(right) / len(right) > 0.95


def test_a_label_that_nothing_teaches_is_never_said(tmp_path: Path) -> None:
    taught = samples()
    write(tmp_path / "m", ["nobody"], learn(taught, ["nobody"], WHOLE), [(1.0, 0.0)], {}, WHOLE)
    assert read(tmp_path / "m").probabilities(taught[0].blocks)["nobody"] < 0.01


def test_authors_are_dealt_whole_and_evenly() -> None:
    folds = deal({f"w{n}" for n in range(11)})
    assert sorted(len(fold) for fold in folds) == [2, 3, 3, 3]
    assert len(set.union(*folds)) == 11
    with pytest.raises(CorpusFault, match="只有 3 位作者"):
        deal(set(AUTHORS[:3]))
