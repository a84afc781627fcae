"""Passages → what each model learns from: blocks of features with the labels that are true of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doccheck.training.corpus import Passage, WholeDocument
from doccheck.training.fit import Sample
from doccheck.understanding.features import body_features, heading_features, opening
from doccheck.understanding.topics import CONTRARY, DEFERRED

NONE = {"none", "c_none", "other"}
"""Labels of passages that have no topic: they teach every topic what it is not."""


def topic_samples(texts: Iterable[Passage], kind: str) -> Iterator[Sample]:
    """Sections or clauses with the topics of which they speak; those that only put their topics off are marked."""
    for passage in texts:
        if passage.kind != kind:
            continue
        labels = {*passage.labels, *passage.deferred} - NONE
        mixed = bool(passage.deferred and set(passage.labels) - NONE)
        if passage.deferred and not mixed:
            labels.add(DEFERRED)
        yield Sample(
            (heading_features(passage.heading), body_features(passage.text)),
            frozenset(labels),
            passage.author,
            passage.programme,
            passage.place,
            frozenset({DEFERRED}) if mixed else frozenset(),
            first=next((label for label in (*passage.labels, *passage.deferred) if label not in NONE), ""),
        )


def element_samples(texts: Iterable[Passage]) -> Iterator[Sample]:
    """Sentences: the elements of which they speak (however), and how: put off, or contrary to what is asked."""
    for passage in texts:
        if passage.kind != "element":
            continue
        labels = {element for element, state in passage.states.items() if state != "absent"}
        if any(state == "deferred" for state in passage.states.values()):
            labels.add(DEFERRED)
        labels |= {CONTRARY + element for element, state in passage.states.items() if state == "contrary"}
        states = tuple(passage.states.items())
        blocks = (body_features(passage.text),)
        yield Sample(blocks, frozenset(labels), passage.author, "", passage.place, frozenset(), states)


def role_samples(texts: Iterable[Passage], papers: Iterable[WholeDocument]) -> Iterator[Sample]:
    """Openings of papers with their roles."""
    for passage in texts:
        if passage.kind == "role":
            blocks = (heading_features(passage.heading), body_features(opening(passage.text)))
            labels = frozenset(passage.labels) - NONE
            yield Sample(blocks, labels, passage.author, "", passage.place, first=next(iter(labels), ""))
    for paper in papers:
        text = "\n".join(piece for block in paper.blocks for piece in (block.heading, block.text) if piece)
        for title in (paper.title, ""):
            blocks = (heading_features(title), body_features(opening(text)))
            yield Sample(blocks, frozenset({paper.role}), paper.author, paper.programme, paper.id, first=paper.role)
