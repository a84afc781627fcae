"""Learning how much each kind of evidence weighs, from whole papers and sentences the models did not learn from."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from doccheck.facts.tagging import listening
from doccheck.language.plain import plain
from doccheck.mapping import cues
from doccheck.mapping.clauses import articles, clause_titles, evidence, hits_of
from doccheck.mapping.evidence import (
    SectionEvidence,
    contrary_evidence,
    deferral_evidence,
    spoken_evidence,
    topics_of,
)
from doccheck.mapping.outline import outline
from doccheck.mapping.pipeline import all_names, map_submission
from doccheck.mapping.similarity import Likeness
from doccheck.programme.loader import load, programmes
from doccheck.programme.schema import ClauseRow, SectionRow
from doccheck.training.corpus import Passage, WholeDocument
from doccheck.training.papers import is_of, read, read_paper
from doccheck.understanding.decoding import EVIDENCE
from doccheck.understanding.linear import use
from doccheck.understanding.topics import CONTRARY, sayings

FIRST = {
    "section": (-0.5, (2.0, 1.0, 0.4, 1.0, 0.2, 0.3, -1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, -1.0)),
    "clause": (-1.0, (1.0, 1.0, 1.0, 0.4, 0.3, 0.3, 0.2, -1.0, -1.0)),
    "deferred": (-1.0, (0.5, 2.0)),
    "spoken": (0.0, (0.7, 1.5, 0.0)),
    "contrary": (-1.0, (0.7, 2.0)),
    "element": (1.0, (0.7, 1.5, 0.7, 1.0, -2.0, -2.0)),
}
"""Weights by hand, with which the first papers are read while the right ones are not known yet."""
_OTHERS = 12
"""Elements that a sentence does not speak of, taken with each: those the model thinks likeliest."""

_RIDGE = 0.5
_LACKING = 1 / 15
"""Share of an outline's rows that submissions lack; papers written to teach lacking sections lack more."""

Example = tuple[tuple[float, ...], bool]
Choice = tuple[str, list[Example]]
"""For one row of a programme every heading of a paper, and whether it is the row's."""
Clause = tuple[list[tuple[float, ...]], bool]
"""What each article of an agreement says of one clause, and whether the agreement settles it somewhere."""


def learn_weights(
    texts: Sequence[Passage], papers: Sequence[WholeDocument], folds: Sequence[set[str]], workshop: Path
) -> tuple[dict[str, Any], list[Choice]]:
    """The weights for ``decoding.json``, and the choices from which those of sections were learnt.

    ``workshop/0``, ``/1`` … hold the models that saw nothing of each fold.
    """
    examples: dict[str, list[Example]] = {name: [] for name in EVIDENCE if name not in ("section", "clause")}
    choices: list[Choice] = []
    settled: list[Clause] = []
    said = cues_by_element()
    for number, fold in enumerate(folds):
        folder = workshop / str(number)
        (folder / "decoding.json").write_text(json.dumps(_first()), encoding="utf-8")
        use(folder)
        for paper in papers:
            if paper.author in fold:
                _of_paper(paper, choices, settled)
        for passage in texts:
            if passage.author in fold and passage.kind == "element":
                _of_sentence(passage, said, examples)
    weights = {"section": as_submitted(fit_choice([choice for _, choice in choices])), "clause": _fit_any(settled)} | {
        name: _fit(name, found) for name, found in examples.items()
    }
    for number, fold in enumerate(folds):
        folder = workshop / str(number)
        (folder / "decoding.json").write_text(json.dumps(weights), encoding="utf-8")
        use(folder)
        for paper in papers:
            if paper.author in fold:
                _of_elements(paper, examples["element"])
    use(None)
    return weights | {"element": _fit("element", examples["element"])}, choices


def _first() -> dict[str, Any]:
    return {
        name: {"intercept": intercept, "weights": dict(zip(EVIDENCE[name], weights, strict=True))}
        for name, (intercept, weights) in FIRST.items()
    }


def _bounds(start: Sequence[float]) -> list[tuple[float | None, float | None]]:
    """No evidence may count against what it speaks for: weights keep the sign that they have by hand."""
    return [(None, None), *((0.0, None) if weight >= 0 else (None, 0.0) for weight in start)]


def fit_choice(choices: Sequence[Sequence[Example]]) -> dict[str, Any]:
    """Weights by which each row chooses its heading, or none, among all headings (conditional logit, McFadden 1974)."""
    first, start = FIRST["section"]
    begin = np.array([first, *start])
    if not choices:
        return dict(_first()["section"])
    matrices = [np.array([[1.0, *evidence] for evidence, _ in choice]) for choice in choices]
    truths = [np.array([yes for _, yes in choice]) for choice in choices]

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = 0.0, np.zeros_like(weights)
        for matrix, truth in zip(matrices, truths, strict=True):
            odds = np.append(matrix @ weights, 0.0)
            whole = np.exp(odds - odds.max())
            whole /= whole.sum()
            right = np.append(truth, not truth.any())
            share = whole * right
            share_sum = max(share.sum(), 1e-12)
            total -= np.log(share_sum)
            slope -= matrix.T @ (share / share_sum - whole)[:-1]
        return total + _RIDGE * float(weights[1:] @ weights[1:]), slope + 2 * _RIDGE * np.array([0.0, *weights[1:]])

    found = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=_bounds(start)).x
    right = 0
    for matrix, truth in zip(matrices, truths, strict=True):
        best = int(np.append(matrix @ found, 0.0).argmax())
        right += bool(truth[best]) if best < len(truth) else not truth.any()
    weights = {each: round(float(w), 4) for each, w in zip(EVIDENCE["section"], found[1:], strict=True)}
    there = sum(bool(truth.any()) for truth in truths)
    return {
        "intercept": round(float(found[0]), 4),
        "weights": weights,
        "examples": len(choices),
        "yes": there,
        "right": round(right / len(choices), 4),
    }


def as_submitted(found: dict[str, Any]) -> dict[str, Any]:
    """The weights of :func:`fit_choice` with the odds of a heading moved to the share of rows that submissions lack."""
    there, lacking = found.get("yes", 0), found.get("examples", 0) - found.get("yes", 0)
    if not there or not lacking:
        return found
    moved = math.log(lacking / there * (1 - _LACKING) / _LACKING)
    return found | {"intercept": round(found["intercept"] + moved, 4)}


def _fit_any(clauses: Sequence[Clause]) -> dict[str, Any]:
    """Weights by which an agreement settles a clause if any of its articles does (noisy or)."""
    first, start = FIRST["clause"]
    begin = np.array([first, *start])
    if not clauses:
        return dict(_first()["clause"])
    groups = [(np.array([[1.0, *each] for each in seen]), yes) for seen, yes in clauses]

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = 0.0, np.zeros_like(weights)
        for matrix, yes in groups:
            chance = 1.0 / (1.0 + np.exp(-np.clip(matrix @ weights, -30, 30)))
            none = float(np.prod(1.0 - chance))
            if yes:
                total -= np.log(max(1.0 - none, 1e-12))
                slope -= matrix.T @ chance * none / max(1.0 - none, 1e-12)
            else:
                total -= float(np.log(np.maximum(1.0 - chance, 1e-12)).sum())
                slope += matrix.T @ chance
        return total + _RIDGE * float(weights[1:] @ weights[1:]), slope + 2 * _RIDGE * np.array([0.0, *weights[1:]])

    found = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=_bounds(start)).x
    right = sum(bool((matrix @ found >= 0).any()) == yes for matrix, yes in groups)
    weights = {each: round(float(w), 4) for each, w in zip(EVIDENCE["clause"], found[1:], strict=True)}
    return {
        "intercept": round(float(found[0]), 4),
        "weights": weights,
        "examples": len(groups),
        "yes": sum(yes for _, yes in groups),
        "right": round(right / len(groups), 4),
    }


def _fit(name: str, examples: Sequence[Example]) -> dict[str, Any]:
    matrix = np.array([evidence for evidence, _ in examples])
    truth = np.array([yes for _, yes in examples])
    if not examples or truth.all() or not truth.any():
        return dict(_first()[name])
    model = LogisticRegression(C=10.0, max_iter=2000).fit(matrix, truth)
    weights = {each: round(float(w), 4) for each, w in zip(EVIDENCE[name], model.coef_[0], strict=True)}
    right = float(((model.predict_proba(matrix)[:, 1] >= 0.5) == truth).mean())
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "weights": weights,
        "examples": len(examples),
        "yes": int(truth.sum()),
        "right": round(right, 4),
    }


def cues_by_element() -> dict[str, tuple[list[str], list[str]]]:
    """For each element the cues and contrary cues of every row and item that says it, in any programme."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for name in programmes():
        for row in load(name).rows:
            for asked in (row, *row.items):
                for element in asked.says:
                    own, against = found.setdefault(element, ([], []))
                    own += [cue for cue in asked.cues if cue not in own]
                    against += [cue for cue in asked.contrary if cue not in against]
    return found


def _of_sentence(
    passage: Passage, said: Mapping[str, tuple[list[str], list[str]]], examples: dict[str, list[Example]]
) -> None:
    text = plain(passage.text)
    spoken = {element for element, state in passage.states.items() if state != "absent"}
    examples["deferred"].append((deferral_evidence(text), "deferred" in passage.states.values()))
    told = sayings(text)
    likely = sorted(said, key=lambda element: -told[element].spoken)[:_OTHERS]
    for element in {*passage.states, *likely}:
        own, against = said.get(element, ([], []))
        cue = bool(own) and cues.first(own, [text]) is not None
        examples["spoken"].append((spoken_evidence(text, [element], cue), element in spoken))
        if told.knows(CONTRARY + element):
            contrary = bool(against) and cues.first(against, [text]) is not None
            yes = passage.states.get(element) == "contrary"
            examples["contrary"].append((contrary_evidence(text, [element], contrary), yes))


def _of_paper(paper: WholeDocument, choices: list[Choice], settled: list[Clause]) -> None:
    programme = load(paper.programme)
    likeness = Likeness(all_names(programme))
    part = read_paper(paper, programme)
    if part is None:
        return
    if paper.role == "plan":
        rows = [r for r in programme.rows if isinstance(r, SectionRow) and r.id.startswith("plan")]
        tree = outline(part)
        seen = SectionEvidence(tree, rows, programme, likeness)
        for row in rows:
            home = seen.counterpart(row)
            wanted = [block for block in paper.blocks if row.id in block.rows]
            told = [(n, any(b.heading and is_of(n.paragraph.text, True, b) for b in wanted)) for n in tree.nodes]
            if wanted and not any(yes for _, yes in told):
                continue  # it stands without a heading: nothing to choose
            choices.append((paper.programme, [(seen.of(row, home, node), yes) for node, yes in told]))
        return
    own = [r for r in programme.rows if isinstance(r, ClauseRow) and r.id in paper.clauses]
    found = articles(part)
    titles = clause_titles(found, own, programme, likeness)
    for clause in own:
        if not topics_of(clause, programme):
            continue
        told_by = [
            evidence(clause, own, article, like, hits_of(article, clause, programme), programme)
            for article, like in zip(found, titles[clause.id], strict=True)
        ]
        if told_by:
            settled.append((told_by, paper.clauses[clause.id] == "settled"))


def _of_elements(paper: WholeDocument, examples: list[Example]) -> None:
    """Rows with cues or meanings of their own, met or not, as the paper's writer says."""
    with listening():  # the model of figures may not be there yet, and has no say in elements
        mapped = map_submission(read(paper), load(paper.programme), paper.id)
    for match in mapped.elements:
        state = paper.elements.get(match.requirement)
        if state is not None and match.evidence:
            examples.append((match.evidence, state == "met"))
