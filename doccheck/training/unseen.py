"""Programmes that nothing was learnt from: sections placed in their plans by what other programmes' papers taught."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from doccheck.mapping.model import SectionMatch
from doccheck.mapping.outline import outline
from doccheck.mapping.pipeline import all_names
from doccheck.mapping.sections import map_sections
from doccheck.mapping.similarity import Likeness
from doccheck.programme.loader import load
from doccheck.programme.schema import SectionRow
from doccheck.training.corpus import Block, WholeDocument
from doccheck.training.fit import Sample, Settings, learn, write
from doccheck.training.papers import is_of, read_paper
from doccheck.training.weighing import Choice, as_submitted, fit_choice
from doccheck.understanding.linear import use
from doccheck.understanding.topics import SECTIONS


class Placed(Struct, frozen=True):
    """What became of one row of a plan: where its writer put it, where it was found, whether that is right."""

    row: str
    wanted: tuple[Block, ...]
    match: SectionMatch | None
    right: bool


def placed(paper: WholeDocument, rows: Sequence[SectionRow], matches: Sequence[SectionMatch]) -> Iterator[Placed]:
    """Every section row of a plan that its writer placed or left out, against what was found."""
    for row in rows:
        wanted = tuple(block for block in paper.blocks if row.id in block.rows)
        if wanted or row.id in paper.missing:
            match = next((m for m in matches if m.requirement == row.id), None)
            right = match is None if not wanted else match is not None and any(_at(match, b) for b in wanted)
            yield Placed(row.id, wanted, match, right)


def _at(match: SectionMatch, block: Block) -> bool:
    """Whether a match stands at a block: at its heading, or on its text where there is none."""
    if match.heading is not None and block.heading:
        return is_of(match.heading.text, True, block)
    return is_of(match.passage.text, False, block)


def placed_unseen(
    samples: Sequence[Sample],
    labels: Sequence[str],
    settings: Settings,
    calibration: Sequence[tuple[float, float]],
    papers: Sequence[WholeDocument],
    choices: Sequence[Choice],
    workshop: Path,
) -> Iterator[tuple[str, int, int]]:
    """For each programme how many rows of how many are placed rightly in its plans.

    Model of sections and weights of evidence learn from the papers of the other programmes and from the passages that
    are of none; authors may have written for several programmes. Calibration is that of all.
    """
    for programme_id in sorted({programme for programme, _ in choices}):
        folder = workshop / "unseen"
        shutil.copytree(workshop / "0", folder, dirs_exist_ok=True)
        seen = [sample for sample in samples if sample.programme != programme_id]
        write(folder / SECTIONS, labels, learn(seen, labels, settings), calibration, {}, settings)
        weights = json.loads((folder / "decoding.json").read_text(encoding="utf-8"))
        others = [choice for programme, choice in choices if programme != programme_id]
        weights["section"] = as_submitted(fit_choice(others))
        (folder / "decoding.json").write_text(json.dumps(weights), encoding="utf-8")
        use(folder)
        right = of = 0
        programme = load(programme_id)
        rows = [row for row in programme.rows if isinstance(row, SectionRow) and row.id.startswith("plan")]
        likeness = Likeness(all_names(programme))
        for paper in papers:
            part = read_paper(paper, programme) if (paper.programme, paper.role) == (programme_id, "plan") else None
            if part is not None:
                found = map_sections([outline(part)], rows, programme, likeness)
                told = list(placed(paper, rows, [match for match in found if isinstance(match, SectionMatch)]))
                right, of = right + sum(each.right for each in told), of + len(told)
        yield programme_id, right, of
