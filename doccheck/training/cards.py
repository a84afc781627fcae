"""A model card for each model: what it is for, from what it learnt, how good it is, where it fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from doccheck.training.fit import Sample, Settings
from doccheck.training.measure import Line, Table

_ABOUT = {
    "sections": "Which of the section topics a heading with its text is about (several, or none).",
    "clauses": "Which clause topics an article, or a sentence of one, settles; `~deferred`: it puts its matter off.",
    "elements": "Which elements a sentence speaks of; `~deferred`: it puts them off; `~contrary:x`: it says the "
    "contrary of what x asks.",
    "figures": "Which quantity a number in running text states (`-`: none), by the words around it.",
    "roles": "Which kind of paper begins with this title and these first 500 characters.",
}


def write_card(
    folder: Path, name: str, samples: Sequence[Sample], table: Table, about: Mapping[str, str], settings: Settings
) -> None:
    """Write ``README.md`` into a model's folder."""
    authors = Counter(sample.author for sample in samples)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    weak = sorted((line for line in table.lines if line.support), key=lambda line: line.f1)[:8]
    lines = [
        f"# Model card: {name}",
        "",
        _ABOUT[name],
        "",
        "- **Kind**: one linear support vector machine for each label over the characters of a text and their pairs, "
        "each counted once (idf, heading and body each of length one), small weights left out, stored as plain arrays; "
        "probabilities by Platt scaling of out-of-fold scores.",
        f"- **Learnt from**: {len(samples)} texts by {len(authors)} authors, corpora sha256 `{about['corpora']}`, "
        f"{about['trained']}. All texts were written for this project; see corpora/README.md.",
        f"- **Settings**: C = {settings.strength}, features in at least {settings.rarest} blocks, "
        f"{settings.weights_each} weights a feature. {size:.1f} MB.",
        "- **For**: Chinese submissions of innovation consortia, read offline. Not for other kinds of text.",
        "- **Limits**: the authors are language models given different persons and trades; people's own papers vary "
        "more. A text of fewer than about ten characters says little.",
        "",
        "## Quality on authors that were not learnt from (four folds)",
        "",
        f"Macro F1 {table.macro_f1:.3f}; of the main topic {table.main_f1:.3f}.",
        "",
        *_rows(table.lines),
    ]
    if table.states:
        lines += ["", f"States of labelled pairs, macro F1 {table.state_f1:.3f}:", "", *_rows(table.states)]
    lines += ["", "Weakest: " + ", ".join(f"{line.label} {line.f1:.2f}" for line in weak) + "."]
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(lines: Sequence[Line]) -> list[str]:
    head = ["| label | precision | recall | F1 | support | calibration error |", "|---|---|---|---|---|---|"]
    return head + [
        f"| {x.label} | {x.precision:.3f} | {x.recall:.3f} | {x.f1:.3f} | {x.support} | {x.calibration_error:.3f} |"
        for x in lines
    ]
