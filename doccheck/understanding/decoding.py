"""How evidence of several kinds is weighed: a few logistic functions learnt from whole papers.

What rules see (a heading that is alike, cue phrases that stand in the text) and what the models see are brought
together in one calibrated probability; ``models/decoding.json`` holds the weights, in the order of the names here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from operator import mul

from msgspec import Struct

from doccheck.understanding.linear import ModelMissing, current_folder, sigmoid

EVIDENCE = {
    "section": (
        "like", "cues", "lead", "like_lead", "below", "sentence", "elsewhere",
        "place", "place_said", "branches", "branches_top", "position", "depth", "hollow",
    ),
    "clause": ("like", "named", "cues", "article", "sentence", "piece", "lead", "deferring", "put_off"),
    "deferred": ("model", "words"),
    "spoken": ("model", "cue", "both"),
    "contrary": ("model", "cue"),
    "element": ("said", "near_cue", "far_cue", "headed", "deferred", "contrary"),
}  # fmt: skip
"""The kinds of evidence for each judgement."""
_FARTHEST = 6.0


class Weights(Struct, frozen=True):
    """A logistic function of evidence."""

    intercept: float
    weights: tuple[float, ...]

    def odds(self, evidence: Sequence[float]) -> float:
        """The log odds that this evidence gives."""
        if len(evidence) != len(self.weights):
            raise ValueError(f"{len(self.weights)} pieces of evidence are weighed, not {len(evidence)}")
        return sum(map(mul, self.weights, evidence), self.intercept)


def logit(probability: float) -> float:
    """Log odds, held within ±6 so that no single model decides alone."""
    if probability <= 0.0:
        return -_FARTHEST
    if probability >= 1.0:
        return _FARTHEST
    return max(-_FARTHEST, min(_FARTHEST, math.log(probability / (1.0 - probability))))


@lru_cache(maxsize=1)
def _all() -> dict[str, Weights]:
    path = current_folder() / "decoding.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Weights(data[name]["intercept"], tuple(data[name]["weights"][each] for each in names))
            for name, names in EVIDENCE.items()
        }
    except OSError as error:
        raise ModelMissing("没有找到 decoding.json，请重新安装 doccheck 或运行 doccheck train。") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelMissing("decoding.json 与本程序不符，请重新安装 doccheck 或运行 doccheck train。") from error


def weighed(name: str, evidence: Sequence[float]) -> float:
    """The probability of a judgement (a key of :data:`EVIDENCE`) from its evidence.

    Raises:
        ModelMissing: if there are no weights.
    """
    return sigmoid(odds_of(name, evidence))


def odds_of(name: str, evidence: Sequence[float]) -> float:
    """The log odds of a judgement; those of a section are against “no heading answers this row”.

    Raises:
        ModelMissing: if there are no weights.
    """
    return _all()[name].odds(evidence)


def forget() -> None:
    """Drop what was read, because other models are to be used."""
    _all.cache_clear()
