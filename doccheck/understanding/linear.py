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
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FORMAT = 1


class ModelMissing(Exception):
    """A model's folder is absent, or of a format that this program does not read."""


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
        """A score for each label; ``blocks`` are the features of the heading, of the body …"""
        total = [0.0] * len(self.labels)
        find, idf, ends, columns, weights = self.vocabulary.get, self.idf, self.ends, self.columns, self.weights
        for block, share in zip(blocks, self.shares, strict=True):
            known: list[tuple[int, float]] = []
            square = 0.0
            for feature, count in Counter(block).items():
                index = find(feature)
                if index is None:
                    continue
                value = idf[index] * (1.0 + math.log(count) if count > 1 else 1.0)
                square += value * value
                known.append((index, value))
            if not known:
                continue
            factor = share * self.scale / math.sqrt(square)
            for index, value in known:
                value *= factor
                for place in range(ends[index - 1] if index else 0, ends[index]):
                    total[columns[place]] += value * weights[place]
        return [score + bias for score, bias in zip(total, self.intercepts, strict=True)]

    def probabilities(self, blocks: Sequence[Sequence[str]]) -> dict[str, float]:
        """The calibrated probability of each label, each on its own (a text may have several, or none)."""
        scores = self.scores(blocks)
        return {
            label: sigmoid(slope * score + shift)
            for label, score, (slope, shift) in zip(self.labels, scores, self.calibration, strict=True)
        }


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
        ModelMissing: if the folder holds no model of this format.
    """
    try:
        about: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        words = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        data = (folder / "weights.bin").read_bytes()
    except OSError as error:
        raise ModelMissing(f"没有找到模型 {folder.name}，请重新安装 doccheck 或运行 doccheck train。") from error
    if about.get("format") != FORMAT:
        raise ModelMissing(f"模型 {folder.name} 的格式是 {about.get('format')}，本程序读 {FORMAT}。")
    size, kept = len(words), about["weights"]
    idf, ends, columns, weights = array("f"), array("I"), array("B"), array("b")
    for values, count in ((idf, size), (ends, size), (columns, kept), (weights, kept)):
        width = values.itemsize * count
        values.frombytes(data[:width])
        data = data[width:]
        if sys.byteorder == "big":
            values.byteswap()
    return LinearModel(
        labels=tuple(about["labels"]),
        intercepts=tuple(about["intercepts"]),
        calibration=tuple((slope, shift) for slope, shift in about["calibration"]),
        scale=about["scale"],
        shares=tuple(about["shares"]),
        vocabulary={word: index for index, word in enumerate(words)},
        idf=idf,
        ends=ends,
        columns=columns,
        weights=weights,
    )
