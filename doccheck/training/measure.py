"""Precision, recall, F1, support and calibration error of each label, from probabilities for texts not learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
from msgspec import Struct, field

from doccheck.training.fit import Floats, Sample
from doccheck.understanding.topics import CONTRARY, DEFERRED, ELEMENTS

THRESHOLD = 0.5
_UNSAID = 3
"""Elements that a sentence does not speak of, asked of it along with those that it does."""
SPOKEN = 0.2
"""Probability from which a sentence that was asked about an element is taken to speak of it."""
_BINS = 10
_BEST = 0.3
"""Probability from which the best topic of a section or clause counts although none reaches the threshold."""
STATES = ("met", "deferred", "contrary", "absent")


class Line(Struct, frozen=True):
    """The measures of one label."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int
    calibration_error: float
    """Mean distance of stated probability and observed share over ten bins, weighted by their texts (ECE)."""


class Table(Struct):
    """A line a label, with the mean F1 of all labels that have examples."""

    name: str
    lines: list[Line]
    states: list[Line] = field(default_factory=list)
    """Elements: how well each state is told, over the labelled pairs of sentence and element."""
    texts: int = 0
    right: float = 0.0
    """Share of the texts whose main topic, or that they have none, is told rightly."""
    main: list[Line] = field(default_factory=list)
    """How well the one topic that a text is mainly about is told; a text of several may be given any of them."""

    @property
    def macro_f1(self) -> float:
        """Mean F1 over labels with support, the helper labels of states left out."""
        values = [line.f1 for line in self.lines if line.support and not line.label.startswith("~")]
        return sum(values) / len(values) if values else 0.0

    @property
    def main_f1(self) -> float:
        """Mean F1 of the main topics, “none” among them."""
        values = [line.f1 for line in self.main if line.support]
        return sum(values) / len(values) if values else 0.0

    @property
    def state_f1(self) -> float:
        """Mean F1 of the states."""
        return sum(line.f1 for line in self.states) / len(self.states) if self.states else 0.0

    def plain(self) -> dict[str, Any]:
        """The table as plain data."""
        return {
            "macro_f1": round(self.macro_f1, 4),
            "main_f1": round(self.main_f1, 4),
            "right": round(self.right, 4),
            "state_f1": round(self.state_f1, 4),
            "lines": [_plain(line) for line in self.lines],
            "main": [_plain(line) for line in self.main],
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
    main, right = ([], 0.0) if name == ELEMENTS else _main(samples, labels, probabilities)
    states = _states(samples, labels, probabilities) if name == ELEMENTS else []
    return Table(name, lines, states, len(samples), right, main)


def _main(samples: Sequence[Sample], labels: Sequence[str], probabilities: Floats) -> tuple[list[Line], float]:
    """The most probable label of each text (none below the threshold) against the one it is mainly about."""
    topics = [n for n, label in enumerate(labels) if not label.startswith("~")]
    wanted, got, chance = [], [], []
    for sample, row in zip(samples, probabilities, strict=True):
        best = max(topics, key=lambda n: row[n])
        told = labels[best] if row[best] >= _BEST else ""
        wanted.append(told if told in sample.labels else sample.first)
        got.append(told)
        chance.append(row[best] if told else 1.0 - row[best])
    lines = []
    for label in [*(labels[n] for n in topics), ""]:
        truth, said = np.array([w == label for w in wanted]), np.array([g == label for g in got])
        lines.append(_line(label or "none", truth, said, np.where(said, np.array(chance), 0.0)))
    return lines, float(np.mean([w == g for w, g in zip(wanted, got, strict=True)]))


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
    """The four states over every labelled pair, and three elements a sentence that it says nothing of."""
    index = {label: number for number, label in enumerate(labels)}
    wanted: list[str] = []
    got: list[str] = []
    chance: list[float] = []
    elements = [label for label in labels if not label.startswith("~")]
    for row, sample in zip(probabilities, samples, strict=True):
        others = [e for e in elements if e not in dict(sample.states)]
        start = crc32(sample.place.encode())
        unsaid = [(others[(start + step * 17) % len(others)], "absent") for step in range(_UNSAID)]
        for element, state in (*sample.states, *unsaid):
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
