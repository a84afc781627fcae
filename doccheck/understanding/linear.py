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
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import compress
from operator import add, ge, mul
from pathlib import Path
from typing import Any

from msgspec import Struct

FORMAT = 2
_LANE = 4
"""Bytes of a long integer for each label: what a feature says of it has 17 bits, so that a text may have 8,000."""
_HALF = 1 << (8 * _LANE - 1)
_LARGEST = 1 << 17
_SQUARE = 1 << 40
"""What 1 is in the square of an idf kept as a whole number."""
_AT_ONCE = 8192
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


class LinearModel(Struct, frozen=True, dict=True):
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

    def scores(self, blocks: Sequence[Collection[str]]) -> list[float]:
        """A score for each label; ``blocks`` are the features of the heading, of the body …

        What a feature says of all labels is one long integer, a lane of 32 bits for each label: adding such integers
        does at once, in C, what a loop over the labels would do.
        """
        totals: Iterable[float] = self.intercepts
        entries = self._entries
        if len(entries) > _REMEMBERED:
            entries.clear()
        for block, share in zip(blocks, self.shares, strict=True):
            features = list(block)
            sums = [entries.sum(features[at : at + _AT_ONCE]) for at in range(0, len(features), _AT_ONCE)]
            length = math.sqrt(sum([square for square, _ in sums]))
            if length:
                factor = share * entries.unit / length
                for _, lanes in sums:
                    totals = map(add, totals, map(factor.__mul__, lanes))
        return list(totals)

    @cached_property
    def _entries(self) -> _Entries:
        return _Entries(self)

    def probabilities(self, blocks: Sequence[Collection[str]]) -> dict[str, float]:
        """The calibrated probability of each label, each on its own (a text may have several, or none)."""
        slopes, shifts = self._halved
        # the logistic function written with tanh, which C computes for all labels in a row
        halves = map(math.tanh, map(add, map(mul, slopes, self.scores(blocks)), shifts))
        return dict(zip(self.labels, [0.5 + 0.5 * half for half in halves], strict=True))

    @cached_property
    def _halved(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Half of each label's slope and shift."""
        return tuple(slope / 2 for slope, _ in self.calibration), tuple(shift / 2 for _, shift in self.calibration)

    def needed(self, probability: float) -> tuple[float, ...]:
        """The score from which each label has this probability."""
        odds = math.log(probability / (1.0 - probability))
        return tuple((odds - shift) / slope if slope > 0 else -math.inf for slope, shift in self.calibration)

    def asked(self, blocks: Sequence[Collection[str]]) -> Probabilities:
        """The same, each worked out when it is first asked for."""
        return Probabilities(self, self.scores(blocks))

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each label among the labels."""
        return {label: place for place, label in enumerate(self.labels)}


class _Entries(dict[str, int]):
    """Feature → what it says of the labels and, above their lanes, the square of its idf; 0 for an unknown one.

    Each is made when it is first asked for. ``unit`` is the score that 1 in a lane stands for.
    """

    def __init__(self, model: LinearModel) -> None:
        super().__init__()
        self._model = model
        self._steps = (_LARGEST - 1) / (127.0 * max(model.idf, default=1.0))
        self._nothing = array("I", [_LARGEST] * len(model.labels))
        self._offset = _joined(self._nothing)
        self.unit = model.scale / self._steps
        self._middle = _joined(array("I", [_HALF] * len(model.labels)))
        self._bits = 8 * _LANE * len(model.labels)

    def __missing__(self, feature: str) -> int:
        entry = 0
        model = self._model
        index = model.vocabulary.get(feature)
        if index is not None:
            row = self._nothing[:]
            start, stop = model.ends[index - 1] if index else 0, model.ends[index]
            idf = model.idf[index]
            step = idf * self._steps
            for label, weight in zip(model.columns[start:stop], model.weights[start:stop], strict=True):
                row[label] = round(weight * step) + _LARGEST
            entry = _joined(row) - self._offset + (round(idf * idf * _SQUARE) << self._bits)
        self[feature] = entry
        return entry

    def sum(self, features: Iterable[str]) -> tuple[float, array[int]]:
        """The squares of some features' idf, and what the features say of each label.

        Every lane is held above nothing by half its range, so that none borrows from the next; turning its highest bit
        over then makes it the signed number that it stands for.
        """
        total = sum(map(self.__getitem__, features), self._middle)
        squares = total >> self._bits
        lanes = array("i", (total ^ self._middle ^ squares << self._bits).to_bytes(self._bits // 8, "little"))
        if sys.byteorder == "big":
            lanes.byteswap()
        return squares / _SQUARE, lanes


def _joined(lanes: array[int]) -> int:
    """Lanes as one long integer, the first label's at its low end."""
    if sys.byteorder == "big":
        lanes = lanes[:]
        lanes.byteswap()
    return int.from_bytes(lanes.tobytes(), "little")


class Probabilities(dict[str, float]):
    """Label → its calibrated probability, 0 for a label that the model does not know."""

    def __init__(self, model: LinearModel, scores: Sequence[float]) -> None:
        super().__init__()
        self._model = model
        self._scores = scores

    def above(self, needed: Sequence[float]) -> frozenset[str]:
        """The labels whose scores reach those that are ``needed`` (see :meth:`LinearModel.needed`)."""
        return frozenset(compress(self._model.labels, map(ge, self._scores, needed)))

    def __missing__(self, label: str) -> float:
        place = self._model.places.get(label)
        probability = 0.0
        if place is not None:
            slope, shift = self._model.calibration[place]
            probability = sigmoid(slope * self._scores[place] + shift)
        self[label] = probability
        return probability


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
    from doccheck.understanding import decoding, signs, topics

    _other[:] = [folder] if folder is not None else []
    load.cache_clear()
    decoding.forget()
    topics.forget()
    signs.forget()


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
