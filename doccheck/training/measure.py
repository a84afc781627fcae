"""Precision, recall, F1, support and calibration error of each label, from probabilities for texts not learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from doccheck.training.fit import Floats, Sample
from doccheck.understanding.topics import CONTRARY, DEFERRED, ELEMENTS

THRESHOLD = 0.5
SPOKEN = 0.2
"""Probability from which a sentence that was asked about an element is taken to speak of it."""
_BINS = 10
_BEST = 0.3
"""Probability from which the best topic of a section or clause counts although none reaches the threshold."""
STATES = ("met", "deferred", "contrary", "absent")


@dataclass(frozen=True)
class Line:
    """The measures of one label."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int
    calibration_error: float
    """Mean distance of stated probability and observed share over ten bins, weighted by their texts (ECE)."""


@dataclass
class Table:
    """A line a label, with the mean F1 of all labels that have examples."""

    name: str
    lines: list[Line]
    states: list[Line] = field(default_factory=list)
    """Elements: how well each state is told, over the labelled pairs of sentence and element."""
    top: float = 0.0
    """Share of texts with a label whose most probable label is right."""

    @property
    def macro_f1(self) -> float:
        """Mean F1 over labels with support, the helper labels of states left out."""
        values = [line.f1 for line in self.lines if line.support and not line.label.startswith("~")]
        return sum(values) / len(values) if values else 0.0

    @property
    def state_f1(self) -> float:
        """Mean F1 of the states."""
        return sum(line.f1 for line in self.states) / len(self.states) if self.states else 0.0

    def plain(self) -> dict[str, Any]:
        """The table as plain data."""
        return {
            "macro_f1": round(self.macro_f1, 4),
            "top": round(self.top, 4),
            "state_f1": round(self.state_f1, 4),
            "lines": [_plain(line) for line in self.lines],
            "states": [_plain(line) for line in self.states],
        }


def _plain(line: Line) -> dict[str, Any]:
    return {
        "label": line.label,
        "precision": round(line.precision, 4),
        "recall": round(line.recall, 4),
        "f1": round(line.f1, 4),
        "support": line.support,
        "calibration_error": round(line.calibration_error, 4),
    }


def measure(name: str, samples: Sequence[Sample], labels: Sequence[str], probabilities: Floats) -> Table:
    """The table of one model over samples and their out-of-fold probabilities (samples × labels)."""
    truth = np.array([[label in s.labels for label in labels] for s in samples])
    known = np.array([[label not in s.ignored for label in labels] for s in samples])
    told = probabilities >= THRESHOLD
    if name != ELEMENTS:
        for row in np.flatnonzero(~told.any(axis=1)):
            best = int(probabilities[row].argmax())
            told[row, best] = probabilities[row, best] >= _BEST
    lines = [
        _line(label, truth[known[:, n], n], told[known[:, n], n], probabilities[known[:, n], n])
        for n, label in enumerate(labels)
    ]
    labelled = np.flatnonzero(truth.any(axis=1))
    top = float(np.mean([truth[row, probabilities[row].argmax()] for row in labelled])) if len(labelled) else 0.0
    states = _states(samples, labels, probabilities) if name == ELEMENTS else []
    return Table(name, lines, states, top)


def _line(label: str, truth: Any, told: Any, probabilities: Floats) -> Line:
    right = int((truth & told).sum())
    precision = right / int(told.sum()) if told.any() else 0.0
    recall = right / int(truth.sum()) if truth.any() else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Line(label, precision, recall, f1, int(truth.sum()), calibration_error(truth, probabilities))


def calibration_error(truth: Any, probabilities: Floats) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    total = 0.0
    for number in range(_BINS):
        inside = bins == number
        if inside.any():
            total += inside.mean() * abs(truth[inside].mean() - probabilities[inside].mean())
    return float(total)


def _states(samples: Sequence[Sample], labels: Sequence[str], probabilities: Floats) -> list[Line]:
    """The four states over every labelled pair of sentence and element."""
    index = {label: number for number, label in enumerate(labels)}
    wanted: list[str] = []
    got: list[str] = []
    chance: list[float] = []
    for row, sample in zip(probabilities, samples, strict=True):
        for element, state in sample.states:
            spoken = row[index[element]] if element in index else 0.0
            deferred = row[index[DEFERRED]] if DEFERRED in index else 0.0
            contrary = row[index[CONTRARY + element]] if CONTRARY + element in index else 0.0
            told = state_of(float(spoken), float(deferred), float(contrary))
            wanted.append(state)
            got.append(told)
            chance.append(max(float(spoken), 1 - float(spoken)))
    lines = []
    for state in STATES:
        truth = np.array([each == state for each in wanted])
        told_now = np.array([each == state for each in got])
        lines.append(_line(state, truth, told_now, np.where(told_now, np.array(chance), 0.0)))
    return lines


def state_of(spoken: float, deferred: float, contrary: float) -> str:
    """The most likely state of an element in a sentence from the three probabilities."""
    if contrary >= THRESHOLD and contrary >= deferred:
        return "contrary"
    if spoken < SPOKEN:
        return "absent"
    return "deferred" if deferred >= THRESHOLD else "met"
