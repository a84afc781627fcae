"""Fitting one linear model: scikit-learn learns, what is kept are arrays that need nothing to be read again."""

from __future__ import annotations

import json
import sys
from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from doccheck.understanding.linear import FORMAT, LinearModel

Blocks = tuple[frozenset[str], ...]
Floats = NDArray[np.float64]


class Sample(Struct, frozen=True):
    """One text as its blocks of features, the labels that are true of it, and whose it is."""

    blocks: Blocks
    labels: frozenset[str]
    author: str
    programme: str = ""
    place: str = ""
    ignored: frozenset[str] = frozenset()
    """Labels for which this sample says neither yes nor no."""
    states: tuple[tuple[str, str], ...] = ()
    """Elements with their states, where these were labelled."""
    first: str = ""
    """The label that the text is mainly about; empty: none."""


class Settings(Struct, frozen=True):
    """What the ablation settled on: strictness, the rarest feature kept, how many weights stay for each feature."""

    strength: float = 1.0
    rarest: int = 2
    weights_each: float = 9.0
    shares: tuple[float, ...] = (0.4, 1.0)
    """What the heading and the body count."""


class Features:
    """The vocabulary of a set of samples with idf, and the matrix of any samples over it."""

    def __init__(self, samples: Sequence[Sample], settings: Settings) -> None:
        self.shares = settings.shares
        counts: Counter[str] = Counter()
        blocks = 0
        for sample in samples:
            for block in sample.blocks:
                counts.update(block)
                blocks += bool(block)
        self.words = sorted(word for word, count in counts.items() if count >= settings.rarest)
        self.index = {word: index for index, word in enumerate(self.words)}
        held = np.array([counts[word] for word in self.words], dtype=np.float64)
        self.idf: Floats = np.log((1.0 + blocks) / (1.0 + held)) + 1.0

    def matrix(self, samples: Sequence[Sample]) -> csr_matrix:
        """One row a sample: idf of its features, each block brought to length one."""
        values: list[float] = []
        columns: list[int] = []
        ends = [0]
        for sample in samples:
            for block, share in zip(sample.blocks, self.shares, strict=True):
                at = np.array(sorted(self.index[word] for word in block if word in self.index), dtype=np.int64)
                if at.size:
                    row = self.idf[at]
                    values.extend(share * row / np.sqrt(np.dot(row, row)))
                    columns.extend(at.tolist())
            ends.append(len(columns))
        return csr_matrix((values, columns, ends), shape=(len(samples), len(self.words)))


Fitted = tuple[Features, Floats, Floats]
"""Vocabulary, weights (labels × features) and intercepts."""


def learn(samples: Sequence[Sample], labels: Sequence[str], settings: Settings) -> Fitted:
    """Weights (labels × features) and intercepts of one yes-or-no separation for each label."""
    features = Features(samples, settings)
    matrix = features.matrix(samples)
    weights = np.zeros((len(labels), len(features.words)))
    intercepts = np.full(len(labels), -6.0)
    for number, label in enumerate(labels):
        keep = np.array([label not in s.ignored for s in samples])
        truth = np.array([label in s.labels for s in samples])[keep]
        if truth.any() and not truth.all():
            model = LinearSVC(C=settings.strength)
            model.fit(matrix[keep], truth)
            weights[number] = model.coef_[0]
            intercepts[number] = model.intercept_[0]
    return features, weights, intercepts


def pruned(weights: Floats, features: Features, each: float) -> Floats:
    """The weights with the smallest set to nothing, so that ``each`` stay for a feature on average."""
    strength = np.abs(weights) * features.idf
    keep = int(each * weights.shape[1])
    if keep >= weights.size:
        return weights
    limit = np.partition(strength.ravel(), -keep)[-keep]
    return np.where(strength >= limit, weights, 0.0)


def out_of_fold(
    samples: Sequence[Sample],
    labels: Sequence[str],
    settings: Settings,
    groups: Sequence[Collection[int]],
    keep: list[Fitted] | None = None,
) -> Floats:
    """Scores of samples by models that saw nothing of the sample's group; NaN for samples of no group.

    The model of each group is put into ``keep``.
    """
    scores = np.full((len(samples), len(labels)), np.nan)
    for group in groups:
        inside = set(group)
        seen = [sample for index, sample in enumerate(samples) if index not in inside]
        features, weights, intercepts = learn(seen, labels, settings)
        if keep is not None:
            keep.append((features, weights, intercepts))
        weights = pruned(weights, features, settings.weights_each)
        held = sorted(inside)
        scores[held] = features.matrix([samples[index] for index in held]) @ weights.T + intercepts
    return scores


def by_author(samples: Sequence[Sample]) -> list[list[int]]:
    """The indices of each author's samples."""
    groups: dict[str, list[int]] = {}
    for index, sample in enumerate(samples):
        groups.setdefault(sample.author, []).append(index)
    return [groups[author] for author in sorted(groups)]


def calibrate(scores: Floats, samples: Sequence[Sample], labels: Sequence[str]) -> list[tuple[float, float]]:
    """Slope and shift for each label that turn out-of-fold scores into probabilities (Platt 1999).

    Labels with few examples are drawn towards the slope and shift of all labels together.
    """
    truth = np.array([[label in s.labels for label in labels] for s in samples])
    known = np.array([[label not in s.ignored for label in labels] for s in samples]) & ~np.isnan(scores)
    whole = LogisticRegression(C=1e3).fit(scores[known].reshape(-1, 1), truth[known])
    slope, shift = float(whole.coef_[0][0]), float(whole.intercept_[0])
    result = []
    for number in range(len(labels)):
        own, yes = scores[known[:, number], number], truth[known[:, number], number]
        if yes.sum() < 5 or yes.all():
            result.append((slope, shift))
            continue
        model = LogisticRegression(C=1e3).fit(own.reshape(-1, 1), yes)
        share = yes.sum() / (yes.sum() + 15.0)
        each = max(0.2, float(model.coef_[0][0])), float(model.intercept_[0])
        result.append((share * each[0] + (1 - share) * slope, share * each[1] + (1 - share) * shift))
    return result


def write(
    folder: Path,
    labels: Sequence[str],
    fitted: Fitted,
    calibration: Sequence[tuple[float, float]],
    about: dict[str, Any],
    settings: Settings,
) -> None:
    """Store a model in the form that :mod:`doccheck.understanding.linear` reads."""
    features, weights, intercepts = fitted
    weights = pruned(weights, features, settings.weights_each)
    used = np.flatnonzero(np.abs(weights).max(axis=0) > 0)
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.999)) / 127.0 if len(used) else 1.0
    small = np.clip(np.rint(weights[:, used] / scale), -127, 127).astype(np.int8)
    ends, columns, values = array("I"), array("B"), array("b")
    for position in range(len(used)):
        at = np.flatnonzero(small[:, position])
        columns.extend(at.tolist())
        values.extend(small[at, position].tolist())
        ends.append(len(columns))
    idf = array("f", features.idf[used].tolist())
    if sys.byteorder == "big":
        for part in (idf, ends):
            part.byteswap()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weights.bin").write_bytes(b"".join(part.tobytes() for part in (idf, ends, columns, values)))
    (folder / "vocabulary.txt").write_text("\n".join(features.words[i] for i in used), encoding="utf-8")
    described = {
        "format": FORMAT,
        "labels": list(labels),
        "intercepts": [round(float(value), 5) for value in intercepts],
        "calibration": [[round(slope, 5), round(shift, 5)] for slope, shift in calibration],
        "scale": scale,
        "shares": list(settings.shares),
        "weights": len(columns),
        **about,
    }
    (folder / "model.json").write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def scores_of(model: LinearModel, samples: Sequence[Sample]) -> Floats:
    """Scores of a stored model, for comparison with those it was made from."""
    return np.array([model.scores(sample.blocks) for sample in samples])
