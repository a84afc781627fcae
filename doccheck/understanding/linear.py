"""Linear models as plain arrays: read in milliseconds, applied without any numerical library.

A model is a folder: ``model.json`` (labels, intercepts, calibration, hash of the corpora), ``vocabulary.txt`` (a
feature a line) and ``weights.bin`` (little-endian: idf as float32 for each feature, then for each feature the end of
its weights as uint32, then the labels as uint8 and the weights as int8). Weights near nothing were left out.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import mul
from pathlib import Path
from typing import Any

FORMAT = 1
_ONE = 1 << 22
"""What the idf 1 is written as in whole numbers."""
_LANE = 6
"""Bytes of a long integer for each label: values of some 26 bits by weights of 8, and sums over 10,000 features."""
_HALF = 1 << (8 * _LANE - 1)
_REMEMBERED = 100_000
"""Features of which the weights are kept as integers, known or not."""


class ModelMissing(Exception):
    """A model's folder is absent, or of a format that this program does not read."""


class Vocabulary(Mapping[str, int]):
    """Feature → its place among sorted features; making a dictionary would take longer than a paper's look-ups."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def __getitem__(self, word: str) -> int:
        place = bisect_left(self._words, word)
        if place < len(self._words) and self._words[place] == word:
            return place
        raise KeyError(word)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


@dataclass(frozen=True)
class LinearModel:
    """One weight for each kept pair of feature and label; a text's blocks are brought to length one each."""

    labels: tuple[str, ...]
    intercepts: tuple[float, ...]
    calibration: tuple[tuple[float, float], ...]
    scale: float
    shares: tuple[float, ...]
    """What each block counts: a heading says less of a matter than the text below it."""
    vocabulary: Mapping[str, int]
    idf: array[float]
    ends: array[int]
    columns: array[int]
    weights: array[int]

    def scores(self, blocks: Sequence[Sequence[str]]) -> list[float]:
        """A score for each label; ``blocks`` are the features of the heading, of the body …

        The weights of a feature for all labels are one long integer, a lane of 48 bits for each label: multiplying
        and adding such integers does at once, in C, what a loop over the labels would do. Values are rounded to
        whole multiples of 2⁻²² for it, which changes a score by some 1e-8.
        """
        totals = list(self.intercepts)
        entries = self._entries
        if len(entries) > _REMEMBERED:
            entries.clear()
        for block, share in zip(blocks, self.shares, strict=True):
            counts = Counter(block)
            values: list[int] = []
            lanes: list[int] = []
            for entry, count in zip(map(entries.__getitem__, counts), counts.values(), strict=True):
                if entry is not None:
                    value, lane = entry
                    values.append(value if count == 1 else int(value * (1.0 + math.log(count))))
                    lanes.append(lane)
            if values:
                factor = share * self.scale / math.sqrt(sum(map(mul, values, values)))
                # every lane is held above nothing by half its range, so that none borrows from the next
                sums = _unpacked(sum(map(mul, values, lanes), self._middle), len(totals))
                above = _HALF * factor
                totals = [total + each * factor - above for total, each in zip(totals, sums, strict=True)]
        return totals

    @cached_property
    def _entries(self) -> _Entries:
        return _Entries(self)

    @cached_property
    def _middle(self) -> int:
        return sum(_HALF << (8 * _LANE * label) for label in range(len(self.labels)))

    def probabilities(self, blocks: Sequence[Sequence[str]]) -> dict[str, float]:
        """The calibrated probability of each label, each on its own (a text may have several, or none)."""
        return {
            label: sigmoid(slope * score + shift)
            for label, score, (slope, shift) in zip(self.labels, self.scores(blocks), self.calibration, strict=True)
        }

    def needed(self, probability: float) -> tuple[float, ...]:
        """The score from which each label has this probability."""
        odds = math.log(probability / (1.0 - probability))
        return tuple((odds - shift) / slope if slope > 0 else -math.inf for slope, shift in self.calibration)

    def asked(self, blocks: Sequence[Sequence[str]]) -> Probabilities:
        """The same, each worked out when it is first asked for."""
        return Probabilities(self, self.scores(blocks))

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each label among the labels."""
        return {label: place for place, label in enumerate(self.labels)}


class _Entries(dict[str, "tuple[int, int] | None"]):
    """Feature → its idf and its weights as integers, made when first asked for; ``None`` for one that is unknown."""

    def __init__(self, model: LinearModel) -> None:
        super().__init__()
        self._model = model
        # a row of weights that are all 0: each weight is written as itself + 128
        self._nothing = bytes([128, *[0] * (_LANE - 1)]) * len(model.labels)
        self._offset = int.from_bytes(self._nothing, "little")

    def __missing__(self, feature: str) -> tuple[int, int] | None:
        entry = None
        model = self._model
        index = model.vocabulary.get(feature)
        if index is not None:
            row = bytearray(self._nothing)
            start, stop = model.ends[index - 1] if index else 0, model.ends[index]
            for label, weight in zip(model.columns[start:stop], model.weights[start:stop], strict=True):
                row[_LANE * label] = weight + 128
            entry = round(model.idf[index] * _ONE), int.from_bytes(row, "little") - self._offset
        self[feature] = entry
        return entry


class Probabilities(dict[str, float]):
    """Label → its calibrated probability, 0 for a label that the model does not know."""

    def __init__(self, model: LinearModel, scores: Sequence[float]) -> None:
        super().__init__()
        self._model = model
        self._scores = scores

    def above(self, needed: Sequence[float]) -> frozenset[str]:
        """The labels whose scores reach those that are ``needed`` (see :meth:`LinearModel.needed`)."""
        labels = self._model.labels
        return frozenset(label for label, score, low in zip(labels, self._scores, needed, strict=True) if score >= low)

    def __missing__(self, label: str) -> float:
        place = self._model.places.get(label)
        probability = 0.0
        if place is not None:
            slope, shift = self._model.calibration[place]
            probability = sigmoid(slope * self._scores[place] + shift)
        self[label] = probability
        return probability


def _unpacked(number: int, lanes: int) -> array[int]:
    """The lanes of a long integer."""
    packed = number.to_bytes(_LANE * lanes, "little")
    spread = bytearray(8 * lanes)
    for place in range(_LANE):
        spread[place::8] = packed[place::_LANE]
    result = array("Q", bytes(spread))
    if sys.byteorder == "big":
        result.byteswap()
    return result


def sigmoid(value: float) -> float:
    """The logistic function, safe for any size of ``value``."""
    if value >= 0:
        return 1.0 / (1.0 + math.exp(-value))
    power = math.exp(value)
    return power / (1.0 + power)


def model_folder() -> Path:
    """The folder of the models: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_data" / "models"
    return inside if inside.is_dir() else package.parent / "models"


_other: list[Path] = []


def current_folder() -> Path:
    """The folder from which models are read now."""
    return _other[-1] if _other else model_folder()


def use(folder: Path | None) -> None:
    """Read models from another folder from now on (``None``: the shipped ones again); for training and measuring."""
    from doccheck.understanding import decoding, topics

    _other[:] = [folder] if folder is not None else []
    load.cache_clear()
    decoding.forget()
    topics.forget()


@lru_cache(maxsize=8)
def load(name: str) -> LinearModel:
    """The model of this name.

    Raises:
        ModelMissing: if its folder is not there or has another format.
    """
    return read(current_folder() / name)


def read(folder: Path) -> LinearModel:
    """The model in a folder.

    Raises:
        ModelMissing: if the folder holds no whole model of this format.
    """
    try:
        about: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        text = (folder / "vocabulary.txt").read_text(encoding="utf-8")
        data = (folder / "weights.bin").read_bytes()
    except OSError as error:
        raise ModelMissing(f"没有找到模型 {folder.name}，请重新安装 doccheck 或运行 doccheck train。") from error
    except ValueError as error:
        raise ModelMissing(f"模型 {folder.name} 的文件已损坏，请重新安装 doccheck 或运行 doccheck train。") from error
    if about.get("format") != FORMAT:
        raise ModelMissing(f"模型 {folder.name} 的格式是 {about.get('format')}，本程序读 {FORMAT}。")
    words = text.split("\n") if text else []
    size, kept = len(words), about["weights"]
    if len(data) != 8 * size + 2 * kept:
        raise ModelMissing(f"模型 {folder.name} 的文件不完整，请重新安装 doccheck 或运行 doccheck train。")
    idf, ends, columns, weights = array("f"), array("I"), array("B"), array("b")
    start = 0
    for values, count in ((idf, size), (ends, size), (columns, kept), (weights, kept)):
        stop = start + values.itemsize * count
        values.frombytes(data[start:stop])
        start = stop
        if sys.byteorder == "big":
            values.byteswap()
    return LinearModel(
        labels=tuple(about["labels"]),
        intercepts=tuple(about["intercepts"]),
        calibration=tuple((slope, shift) for slope, shift in about["calibration"]),
        scale=about["scale"],
        shares=tuple(about["shares"]),
        vocabulary=Vocabulary(words) if words == sorted(words) else {word: place for place, word in enumerate(words)},
        idf=idf,
        ends=ends,
        columns=columns,
        weights=weights,
    )
