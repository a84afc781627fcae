"""What the model of figures learns from: every number in the packs' running text, and what it states."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rapidfuzz import fuzz

from doccheck.facts.numbers import narrow
from doccheck.facts.tagging import FIGURES, NOTHING, Place, listening
from doccheck.intake.reading import begin_reading
from doccheck.mapping.pipeline import map_submission
from doccheck.programme.loader import load
from doccheck.training.build import Lesson, deal
from doccheck.training.cards import write_card
from doccheck.training.fit import Sample, Settings, calibrate, learn, out_of_fold, write
from doccheck.training.measure import Table, measure
from doccheck.training.packs import GoldFact, Pack, packs, write_pack

SETTINGS = Settings(weights_each=8.0, shares=(1.0, 0.6, 0.9, 0.5))
"""Tried on three authors at a time; docs/figures.md."""
_ALIKE = 40
"""How plainly an annotation's neighbouring words must stand at a number."""


def train_figures(folder: Path, target: Path) -> Table:
    """Learn from the packs in ``folder`` and write the model into ``target``; gives its quality on unseen authors.

    The table is put into ``target/quality.json`` beside those of the other models.

    Raises:
        CorpusFault: too few authors to measure by.
    """
    samples = [sample for pack in packs(folder) for sample in samples_of(pack)]
    lesson = Lesson(FIGURES, samples, sorted({label for sample in samples for label in sample.labels}))
    folds = deal({sample.author for sample in samples})
    groups = [[i for i, s in enumerate(samples) if s.author in fold] for fold in folds]
    lesson.scores = out_of_fold(samples, lesson.labels, SETTINGS, groups)
    lesson.calibration = calibrate(lesson.scores, samples, lesson.labels)
    about = {"corpora": digest(folder), "trained": datetime.now(UTC).date().isoformat()}
    table = measure(FIGURES, samples, lesson.labels, lesson.probabilities())
    own = target / FIGURES
    shutil.rmtree(own, ignore_errors=True)
    write(own, lesson.labels, learn(samples, lesson.labels, SETTINGS), lesson.calibration, about, SETTINGS)
    write_card(own, FIGURES, samples, table, about, SETTINGS)
    told = target / "quality.json"
    quality = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {"tables": {}}
    quality["figures"], quality["tables"][FIGURES] = about, table.plain()
    told.write_text(json.dumps(quality, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return table


def digest(folder: Path) -> str:
    """The hash of the packs: names and bytes."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def samples_of(pack: Pack) -> Iterator[Sample]:
    """Every number of the pack's running text with its features and the quantity that it was annotated as."""
    with tempfile.TemporaryDirectory() as temporary:
        submission = Path(temporary) / pack.consortium
        submission.mkdir()
        write_pack(pack, submission)
        with begin_reading(submission, None, None) as underway:
            reading = underway.finish()
    with listening() as places:
        map_submission(reading.documents, load(pack.programme), reading.name, year=pack.year)
    for place, fact in annotated(pack, places):
        label = fact.quantity if fact else NOTHING
        yield Sample(place.blocks, frozenset({label}), pack.author, pack.programme, pack.id, first=label)


def annotated(pack: Pack, places: list[Place]) -> list[tuple[Place, GoldFact | None]]:
    """Each number with the annotation whose value it has and whose neighbouring words stand around it most clearly."""
    papers = [_text(pack, number) for number in range(len(pack.documents))]
    within = [{n for n, paper in enumerate(papers) if _bare(place.text) in paper} for place in places]
    pairs = [
        (_nearness(fact, place), -number, -index)
        for number, fact in enumerate(pack.facts)
        for index, place in enumerate(places)
        if fact.document in within[index] and _same(fact, place)
    ]
    found: list[GoldFact | None] = [None] * len(places)
    given: set[int] = set()
    for likeness, number, index in sorted(pairs, reverse=True):
        if likeness >= _ALIKE and found[-index] is None and -number not in given:
            found[-index] = pack.facts[-number]
            given.add(-number)
    return list(zip(places, found, strict=True))


def _nearness(fact: GoldFact, place: Place) -> float:
    """How plainly an annotation's neighbouring words stand at a number (0–100): right before it is plainest."""
    start, end = place.quantity.start, place.quantity.end
    near = narrow(fact.near or fact.written)
    before, behind = place.text.rfind(near, 0, start), place.text.find(near, end)
    distances = [start - before - len(near)] if before >= 0 else []
    distances += [behind - end + 3] if behind >= 0 else []
    distances += [0] if near in place.text[max(0, start - len(near)) : end + len(near)] else []
    if distances:
        return 100.0 - min(40, min(distances))
    return 0.6 * fuzz.partial_ratio(near, place.text[max(0, start - 30) : end + 10])


def _same(fact: GoldFact, place: Place) -> bool:
    said = place.quantity
    if isinstance(fact.value, tuple):
        return all(abs(a - b) <= 0.01 * abs(b) for a, b in zip((said.low, said.high), fact.value, strict=True))
    return abs(said.value - fact.value) <= 1e-6 * max(1.0, abs(fact.value))


def _text(pack: Pack, number: int) -> str:
    """All words of a document, without blanks and signs."""
    told: list[str] = []
    for block in pack.documents[number].blocks:
        told += [str(block.get("p", ""))]
        told += [str(cell["x"] if isinstance(cell, dict) else cell or "") for row in block.get("t", ()) for cell in row]
    return "|".join(_bare(text) for text in told)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", narrow(text))
