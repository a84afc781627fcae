"""The weights of evidence: known preferences are found again in choices made by them."""

from __future__ import annotations

import numpy as np

from doccheck.training.weighing import FIRST, _fit, _fit_any, as_submitted, cues_by_element, fit_choice
from doccheck.understanding.decoding import EVIDENCE


def test_a_known_preference_among_headings_is_recovered() -> None:
    dice = np.random.default_rng(5)
    names = EVIDENCE["section"]
    truth = np.zeros(len(names))
    truth[names.index("like")], truth[names.index("lead")] = 4.0, 1.0
    choices = []
    for _ in range(600):
        matrix = dice.normal(size=(5, len(names)))
        odds = np.append(matrix @ truth - 1.0, 0.0) + dice.gumbel(size=6)
        best = int(odds.argmax())
        choices.append([(tuple(row), number == best) for number, row in enumerate(matrix)])
    found = fit_choice(choices)
    assert abs(found["weights"]["like"] - 4.0) < 0.8
    assert abs(found["weights"]["lead"] - 1.0) < 0.3
    assert abs(found["intercept"] + 1.0) < 0.4
    assert found["right"] > 0.7
    assert found["examples"] == 600
    others = [weight for name, weight in found["weights"].items() if name not in ("like", "lead")]
    assert max(map(abs, others)) < 0.4


def test_rows_without_a_heading_teach_when_to_choose_none() -> None:
    strong = (3.0, *[0.0] * (len(EVIDENCE["section"]) - 1))
    weak = (0.0,) * len(EVIDENCE["section"])
    choices = [[(strong, True), (weak, False)], [(weak, False), (weak, False)]] * 40
    found = fit_choice(choices)
    assert found["yes"] == 40
    assert found["right"] == 1.0
    assert found["intercept"] < 0


def test_papers_that_lack_more_than_submissions_make_no_heading_less_likely() -> None:
    found = {"intercept": -2.0, "examples": 150, "yes": 120}
    assert as_submitted(found)["intercept"] > -2.0
    assert as_submitted(found | {"yes": 140})["intercept"] == -2.0
    assert as_submitted(found | {"yes": 150}) == found | {"yes": 150}


def test_an_agreement_settles_a_clause_if_one_article_does() -> None:
    dice = np.random.default_rng(7)
    names = EVIDENCE["clause"]
    truth = np.zeros(len(names))
    truth[names.index("article")], truth[names.index("sentence")] = 3.0, 1.5
    clauses = []
    for _ in range(800):
        matrix = dice.normal(size=(4, len(names)))
        chance = 1 / (1 + np.exp(-(matrix @ truth - 3.0)))
        clauses.append(([tuple(row) for row in matrix], bool((dice.random(4) < chance).any())))
    found = _fit_any(clauses)
    assert abs(found["weights"]["article"] - 3.0) < 0.9
    assert abs(found["weights"]["sentence"] - 1.5) < 0.6
    assert abs(found["intercept"] + 3.0) < 0.9


def test_evidence_never_counts_against_what_it_speaks_for() -> None:
    dice = np.random.default_rng(1)
    names = EVIDENCE["clause"]
    clauses = []
    for _ in range(200):
        row = dice.normal(size=len(names))
        clauses.append(([tuple(row)], bool(row[names.index("like")] < 0)))
    weights = _fit_any(clauses)["weights"]
    for name, first in zip(names, FIRST["clause"][1], strict=True):
        assert weights[name] * first >= 0


def test_without_examples_the_weights_by_hand_stay() -> None:
    for found, name in ((fit_choice([]), "section"), (_fit_any([]), "clause"), (_fit("spoken", []), "spoken")):
        assert found["intercept"] == FIRST[name][0]
        assert tuple(found["weights"].values()) == FIRST[name][1]


def test_every_judgement_has_as_many_weights_as_evidence() -> None:
    assert {name: len(weights) for name, (_, weights) in FIRST.items()} == {n: len(e) for n, e in EVIDENCE.items()}


def test_a_logistic_weight_is_recovered() -> None:
    dice = np.random.default_rng(3)
    rows = dice.normal(size=(3000, 3))
    odds = rows @ np.array([2.0, 0.5, 0.0]) - 1.0
    yes = dice.random(3000) < 1 / (1 + np.exp(-odds))
    found = _fit("spoken", [(tuple(row), bool(said)) for row, said in zip(rows, yes, strict=True)])
    assert abs(found["weights"]["model"] - 2.0) < 0.3
    assert abs(found["weights"]["cue"] - 0.5) < 0.2
    assert abs(found["intercept"] + 1.0) < 0.2


def test_cues_of_every_programme_are_gathered() -> None:
    found = cues_by_element()
    assert any(own for own, _ in found.values())
    assert all(len(own) == len(set(own)) for own, _ in found.values())
