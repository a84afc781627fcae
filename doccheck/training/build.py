"""``doccheck train``: the corpora made into models, with every figure measured on authors that were not learnt from.

The authors are dealt into four folds. What the models say of a fold's texts comes from models that saw none of its
authors; from these sayings probabilities are calibrated, the weights of evidence learnt and the quality told.
The models that are kept learn from all.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from doccheck.training import corpus, samples, weighing
from doccheck.training.cards import write_card
from doccheck.training.fit import Floats, Sample, Settings, calibrate, learn, out_of_fold, write
from doccheck.training.measure import Table, measure
from doccheck.training.unseen import placed_unseen
from doccheck.understanding import linear
from doccheck.understanding.topics import CLAUSES, ELEMENTS, ROLES, SECTIONS

FOLDS = 4
SETTINGS = {
    SECTIONS: Settings(weights_each=6.0),
    CLAUSES: Settings(weights_each=6.0),
    ELEMENTS: Settings(weights_each=8.0, shares=(1.0,)),
    ROLES: Settings(weights_each=4.0),
}
"""What the ablation in docs/understanding.md settled on."""


class Lesson(Struct):
    """One model in the making."""

    name: str
    samples: list[Sample]
    labels: list[str] = field(default_factory=list)
    scores: Floats | None = None
    calibration: list[tuple[float, float]] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        """How strictly it is fitted."""
        return SETTINGS[self.name]

    def probabilities(self) -> Floats:
        """Of each sample and label, by models that did not learn from the sample's author."""
        assert self.scores is not None
        return probabilities_of(self.scores, self.calibration)


def train(corpora: Path, target: Path, say: Callable[[str], None], keep_folds: Path | None = None) -> dict[str, Table]:
    """Learn all models from ``corpora`` and write them into ``target``; gives the quality table of each.

    The models of the folds, by which papers can be read by models that did not learn from their authors, are put
    into ``keep_folds``.

    Raises:
        CorpusFault: the corpora hold unknown labels, near-duplicates, or too few authors to measure by.
    """
    texts = list(corpus.passages(corpora))
    papers = list(corpus.documents(corpora))
    check(texts, papers)
    everything = texts + list(corpus.from_documents(papers))
    lessons = lessons_of(everything, papers)
    folds = deal({sample.author for lesson in lessons for sample in lesson.samples})
    about = {"corpora": corpus.digest(corpora), "trained": datetime.now(UTC).date().isoformat()}
    tables: dict[str, Table] = {}
    with tempfile.TemporaryDirectory() as temporary:
        workshop = Path(temporary)
        for lesson in lessons:
            say(f"学习 {lesson.name}：{len(lesson.samples)} 条，{len(lesson.labels)} 个标签")
            _learn_by_folds(lesson, folds, workshop)
            tables[lesson.name] = measure(lesson.name, lesson.samples, lesson.labels, lesson.probabilities())
        without = [
            (lesson.name, programme, table)
            for lesson in lessons
            if lesson.name in (SECTIONS, CLAUSES)
            for programme, table in without_each_programme(lesson)
        ]
        say("学习各种证据的权重")
        try:
            weights, choices = weighing.learn_weights(texts, papers, folds, workshop)
            for number, fold in enumerate(folds):
                _write_json(workshop / str(number) / "decoding.json", weights)
                _write_json(workshop / str(number) / "authors.json", sorted(fold))
            if keep_folds is not None:
                shutil.copytree(workshop, keep_folds, dirs_exist_ok=True)
            own = next(lesson for lesson in lessons if lesson.name == SECTIONS)
            placed = list(
                placed_unseen(own.samples, own.labels, own.settings, own.calibration, papers, choices, workshop)
            )
        finally:
            use_shipped()
    for lesson in lessons:
        fitted = learn(lesson.samples, lesson.labels, lesson.settings)
        folder = target / lesson.name
        shutil.rmtree(folder, ignore_errors=True)
        write(folder, lesson.labels, fitted, lesson.calibration, about, lesson.settings)
        write_card(folder, lesson.name, lesson.samples, tables[lesson.name], about, lesson.settings)
    _write_json(target / "decoding.json", weights | {"about": about})
    plain = {name: table.plain() for name, table in tables.items()}
    unseen = [
        {"model": n, "programme": p, "main_f1": t.main_f1, "right": t.right, "texts": t.texts} for n, p, t in without
    ]
    laid = [{"programme": programme, "right": right, "of": of} for programme, right, of in placed]
    _write_json(
        target / "quality.json",
        {"about": about, "tables": plain, "unseen_programmes": unseen, "placed_unseen": laid},
    )
    return tables


def check(texts: Sequence[corpus.Passage], papers: Sequence[corpus.WholeDocument] = ()) -> None:
    """Refuse corpora with labels that nobody defined or with passages that are nearly the same.

    Raises:
        CorpusFault: naming the first of them.
    """
    from doccheck.training.labels import known_labels

    known = known_labels()
    faults = list(corpus.unknown_labels([*texts, *corpus.from_documents(papers)], known))
    faults += [f"{p.id}: 没有这种材料 {p.role}" for p in papers if p.role not in known["role"]]
    faults += [f"{a.place} 与 {b.place} 近似重复（{share:.0%}）" for a, b, share in corpus.near_duplicates(texts)]
    if faults:
        raise corpus.CorpusFault(f"语料有 {len(faults)} 处问题：\n" + "\n".join(faults[:20]))


def lessons_of(everything: Sequence[corpus.Passage], papers: Sequence[corpus.WholeDocument]) -> list[Lesson]:
    """What each model learns from."""
    lessons = [
        Lesson(SECTIONS, list(samples.topic_samples(everything, "section"))),
        Lesson(CLAUSES, list(samples.topic_samples(everything, "clause"))),
        Lesson(ELEMENTS, list(samples.element_samples(everything))),
        Lesson(ROLES, list(samples.role_samples(everything, papers))),
    ]
    for lesson in lessons:
        lesson.labels = sorted({label for sample in lesson.samples for label in sample.labels})
    return lessons


def deal(authors: set[str], folds: int = FOLDS) -> list[set[str]]:
    """The authors dealt into folds of nearly equal size.

    Raises:
        CorpusFault: if there are fewer authors than folds.
    """
    if len(authors) < folds:
        raise corpus.CorpusFault(f"只有 {len(authors)} 位作者，至少要 {folds} 位才能按作者分开衡量。")
    order = sorted(authors)
    return [set(order[start::folds]) for start in range(folds)]


def without_each_programme(lesson: Lesson) -> Iterator[tuple[str, Table]]:
    """For each programme the table of its papers by a model that saw no paper written for it.

    The calibration is that of all folds: two numbers a label, which no single programme moves.
    """
    for programme in sorted({s.programme for s in lesson.samples if s.programme}):
        held = [index for index, s in enumerate(lesson.samples) if s.programme == programme]
        scores = out_of_fold(lesson.samples, lesson.labels, lesson.settings, [held])
        chances = probabilities_of(scores[held], lesson.calibration)
        yield programme, measure(lesson.name, [lesson.samples[index] for index in held], lesson.labels, chances)


def _learn_by_folds(lesson: Lesson, folds: Sequence[set[str]], workshop: Path) -> None:
    groups = [[i for i, s in enumerate(lesson.samples) if s.author in fold] for fold in folds]
    keep: list[Any] = []
    lesson.scores = out_of_fold(lesson.samples, lesson.labels, lesson.settings, groups, keep)
    lesson.calibration = calibrate(lesson.scores, lesson.samples, lesson.labels)
    for number, fitted in enumerate(keep):
        folder = workshop / str(number) / lesson.name
        write(folder, lesson.labels, fitted, lesson.calibration, {}, lesson.settings)


def probabilities_of(scores: Floats, calibration: Sequence[tuple[float, float]]) -> Floats:
    """Probabilities from scores (texts × labels) by each label's slope and shift."""
    import numpy as np

    slopes = np.array([slope for slope, _ in calibration])
    shifts = np.array([shift for _, shift in calibration])
    result: Floats = 1.0 / (1.0 + np.exp(-(scores * slopes + shifts)))
    return result


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def use_shipped() -> None:
    """Read the shipped models again after training."""
    linear.use(None)
