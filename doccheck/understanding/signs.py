"""Judges that weigh signs: a few dozen words for what is seen, each with its weight, summed to a probability.

A judge is learnt from annotated examples by ``doccheck train`` and kept as plain text (``models/lists/model.json``), so
that anyone can read what speaks for a verdict and how much.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from doccheck.understanding.linear import ModelMissing, current_folder, sigmoid

FORMAT = 1


class Judge(Struct, frozen=True):
    """What each sign weighs, and the probability from which a verdict is told."""

    intercept: float
    needed: float
    weights: Mapping[str, float]

    def probability(self, signs: Collection[str]) -> float:
        """How likely it is, by its signs, that something is what the judge was taught to tell; 0 to 1."""
        return sigmoid(self.intercept + sum(self.weights.get(sign, 0.0) for sign in signs))


def judge(model: str, name: str) -> Judge:
    """One judge of a model's folder, as ``judge("lists", "sums")``.

    Raises:
        ModelMissing: if the folder or the judge is not there, or of another format.
    """
    return _read(current_folder() / model)[name]


def counts(model: str, name: str) -> Mapping[str, int]:
    """A table of counts that a model keeps beside its judges, as ``counts("rivals", "beside")``.

    Raises:
        ModelMissing: if the model is not there, or of another format.
    """
    table: Mapping[str, int] = _about(current_folder() / model)[name]
    return table


@lru_cache(maxsize=4)
def _read(folder: Path) -> dict[str, Judge]:
    return {
        name: Judge(told["intercept"], told["needed"], dict(told["weights"]))
        for name, told in _about(folder)["judges"].items()
    }


@lru_cache(maxsize=4)
def _about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelMissing(f"没有找到模型 {folder.name}，请重新安装 doccheck 或运行 doccheck train。") from error
    if about.get("format") != FORMAT:
        raise ModelMissing(f"模型 {folder.name} 的格式是 {about.get('format')}，本程序读 {FORMAT}。")
    return dict(about)


def forget() -> None:
    """Read the models anew when they are next asked for; after training."""
    _read.cache_clear()
    _about.cache_clear()
