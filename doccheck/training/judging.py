"""How a judge that weighs signs is learnt, measured on authors it has not learnt from, and written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from doccheck.understanding.signs import FORMAT

_STRENGTH = 0.5
_FOLDS = 10
_PLACES = 3


class Example(Struct, frozen=True):
    """Something that may be a slip: its signs, and whether it is one."""

    author: str
    signs: frozenset[str]
    slip: bool


class Quality(Struct, frozen=True):
    """What a judge tells of authors it has not learnt from: slips found, false alarms, slips in all, all examples."""

    judge: str
    right: int
    false: int
    slips: int
    examples: int


def write_judges(
    own: Path,
    examples: Mapping[str, Sequence[Example]],
    needed: Mapping[str, float],
    learnt_from: Sequence[Path],
    about: str,
    tables: Mapping[str, Mapping[str, int]] | None = None,
) -> list[Quality]:
    """Learn a judge from each list of examples and write them, with ``tables`` and their card, into the folder ``own``.

    ``needed`` is the probability from which each tells; ``learnt_from`` are the folders whose hash the card gives.
    Gives how each fares on authors that it has not learnt from.
    """
    judges: dict[str, Any] = {}
    quality = []
    for name, held in examples.items():
        vectors = DictVectorizer()
        matrix = vectors.fit_transform([dict.fromkeys(sorted(example.signs), 1.0) for example in held])
        truth = np.array([example.slip for example in held])
        quality.append(_measured(name, needed[name], matrix, truth, [example.author for example in held]))
        fitted = _fit(matrix, truth)
        weights = zip(vectors.get_feature_names_out(), fitted.coef_[0], strict=True)
        judges[name] = {
            "needed": needed[name],
            "intercept": round(float(fitted.intercept_[0]), _PLACES),
            "weights": {sign: round(float(weight), _PLACES) for sign, weight in weights},
        }
    own.mkdir(parents=True, exist_ok=True)
    made = {"format": FORMAT, "corpora": _digest(learnt_from), "trained": datetime.now(UTC).date().isoformat()}
    text = json.dumps({**made, "judges": judges, **(tables or {})}, ensure_ascii=False, indent=1)
    (own / "model.json").write_text(text + "\n", encoding="utf-8")
    (own / "README.md").write_text(_card(own.name, about, quality, judges, made), encoding="utf-8")
    return quality


def _fit(matrix: Any, truth: Any) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=3000).fit(matrix, truth)


def _measured(name: str, needed: float, matrix: Any, truth: Any, authors: Sequence[str]) -> Quality:
    chance = np.zeros(len(truth))
    for known, unseen in GroupKFold(_FOLDS).split(matrix, truth, authors):
        chance[unseen] = _fit(matrix[known], truth[known]).predict_proba(matrix[unseen])[:, 1]
    told = chance >= needed
    return Quality(name, int((told & truth).sum()), int((told & ~truth).sum()), int(truth.sum()), len(truth))


def _digest(folders: Sequence[Path]) -> str:
    """The hash of all that the judges learn from: names and bytes."""
    total = hashlib.sha256()
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


_CARD = """# Model card: {name}

{about}
Signs stand in `model.json` with what they speak for and how much.

- **Kind**: logistic regression over yes-or-no signs (C = {strength}); told from a probability of {needed}.
- **Learnt from**: corpora/figures (`dev`, `items/dev`), {trained}, sha256
  `{corpora}`. All texts were written for this project; see corpora/README.md.
- **Limits**: signs are Chinese words as the annotated authors use them; the arithmetic is exact, what was meant is
  guessed.

## On authors that were not learnt from ({folds} folds)

| judge | slips | found | false alarms | examples |
|---|---|---|---|---|
{rows}

## What speaks most for a slip, and against

{weights}
"""
_MOST = 6


def _card(
    name: str, about: str, quality: Sequence[Quality], judges: Mapping[str, Any], made: Mapping[str, Any]
) -> str:
    rows = "\n".join(f"| {q.judge} | {q.slips} | {q.right} | {q.false} | {q.examples} |" for q in quality)
    lines = []
    for judge, told in judges.items():
        ordered = sorted(told["weights"].items(), key=lambda each: -each[1])
        most = ", ".join(f"{sign} {weight:+.2f}" for sign, weight in (*ordered[:_MOST], *ordered[-_MOST:]))
        lines.append(f"- `{judge}`: {most}")
    needed = " and ".join(f"{told['needed']} ({judge})" for judge, told in judges.items())
    return _CARD.format(
        name=name, about=about, strength=_STRENGTH, needed=needed, corpora=made["corpora"], trained=made["trained"],
        folds=_FOLDS, rows=rows, weights="\n".join(lines),
    )  # fmt: skip
